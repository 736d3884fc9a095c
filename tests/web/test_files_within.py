"""Archives and messages are listed with hashes, and each file in them is taken in on its own."""

import io
from email.message import EmailMessage
from hashlib import sha256
from zipfile import ZipFile

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.confined.entries import listed, taken
from casework.evidence.confined.told import Declined
from casework.evidence.custody import chain
from casework.evidence.entries import entries_of, holds_files
from casework.evidence.models import Capture, Handling
from casework.storage import store
from tests.conftest import SignedInAs
from tests.documents.foreign import a_pdf, a_picture
from tests.world import World

COME_BY = {
    "collected.suspected_image": "no",
    "collected.access_route": "supplied_by_someone",
    "collected.means": "none",
    "collected.confirmed": "yes",
}


def an_archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.mkdir("photos")
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def a_message(*files: tuple[str, bytes], within: EmailMessage | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "maya@school.example", "hr@trust.example"
    message["Subject"] = "What I saw"
    message.set_content("See what is attached.")
    for name, content in files:
        message.add_attachment(content, maintype="image", subtype="png", filename=name)
    if within is not None:
        message.add_attachment(within)
    return message.as_bytes()


def locked(content: bytes) -> bytes:
    """The same archive whose files say that they are locked."""
    changed = bytearray(content)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        begin = changed.find(mark)
        while begin >= 0:
            changed[begin + at] |= 1
            begin = changed.find(mark, begin + 4)
    return bytes(changed)


def test_every_file_is_listed_with_its_hash_and_folders_are_not() -> None:
    one, two = a_picture(30, 40), b"Some words"
    found = listed(an_archive(**{"photos/one.png": one, "two.txt": two}), "zip")
    assert [(each["name"], each["size"], each["why"]) for each in found] == [
        ("photos/one.png", len(one), ""),
        ("two.txt", len(two), ""),
    ]
    assert found[0]["sha256"] == sha256(one).hexdigest()
    assert taken(an_archive(one=one, two=two), "zip", 2) == two


def test_what_is_attached_to_a_message_is_listed_and_a_message_within_it_is_one() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Before that"
    inner.set_content("Earlier words")
    content = a_message(("post.png", a_picture(30, 40)), within=inner)
    found = listed(content, "mail")
    assert [each["name"] for each in found] == ["post.png", "message 2.eml"]
    assert taken(content, "mail", 1) == a_picture(30, 40)
    assert b"Earlier words" in taken(content, "mail", 2)


def test_what_is_locked_empty_or_not_there_is_refused_with_the_reason() -> None:
    shut = locked(an_archive(secret=b"words"))
    assert [each["why"] for each in listed(shut, "zip")] == ["it is locked with a password"]
    with pytest.raises(Declined, match="locked"):
        taken(shut, "zip", 1)
    assert listed(an_archive(nothing=b""), "zip")[0]["why"] == "it is empty"
    with pytest.raises(Declined):
        taken(an_archive(one=b"1"), "zip", 2)
    with pytest.raises(Declined):
        listed(b"PK\x03\x04 and then nothing", "zip")


def held(world: World, content: bytes, name: str) -> tuple[Case, Capture]:
    case = world.case(Stage.INVESTIGATION)
    return case, world.capture(case, content, name)


def test_a_file_in_an_archive_becomes_an_item_of_its_own(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    one, two = a_picture(30, 40), a_pdf("What was said")
    case, capture = held(world, an_archive(**{"one.png": one, "two.pdf": two}), "phone.zip")
    place = f"/cases/{case.reference}/evidence/{capture.id}"
    hr = signed_in_as(world.investigating_officer)
    assert f'href="{place}/files"' in hr.get(place).text
    page = hr.get(f"{place}/files").text
    assert sha256(one).hexdigest() in page
    assert chain(world.session, capture.id)[0].handling is Handling.VIEWED
    unsaid = hr.post(f"{place}/files", data={"number": "1"})
    assert unsaid.status_code == 422
    assert 'value="1" checked' in unsaid.text
    for number, says in (("", "Choose the file to take out"), ("9", "it is not there")):
        wrong = hr.post(f"{place}/files", data={**COME_BY, "number": number})
        assert wrong.status_code == 422
        assert says in wrong.text
    answer = hr.post(f"{place}/files", data={**COME_BY, "number": "1"})
    taken_in = _newest(world, case, capture)
    assert answer.headers["location"] == (f"/cases/{case.reference}/evidence/{taken_in.id}/admit")
    assert (taken_in.name, taken_in.sha256) == ("one.png", sha256(one).hexdigest())
    assert store().read(taken_in.key) == one
    assert capture.sha256 in hr.get(f"/cases/{case.reference}/evidence/{taken_in.id}").text
    calling = api_as(world.investigating_officer)
    files = calling.get(f"/api/v1{place}/files").json()
    assert [each["name"] for each in files] == ["one.png", "two.pdf"]
    come_by = {"suspected_image": False, "access_route": "supplied_by_someone", "means": "none"}
    body = {"number": 2, "collected": {**come_by, "confirmed": True}}
    assert calling.post(f"/api/v1{place}/files", json=body).status_code == 201


def _newest(world: World, case: Case, but: Capture) -> Capture:
    wanted = select(Capture).where(Capture.case_id == case.id, Capture.id != but.id)
    return world.session.exec(wanted).one()


def test_what_is_not_lawful_or_might_show_a_child_is_not_taken_out(
    world: World, signed_in_as: SignedInAs
) -> None:
    case, capture = held(world, a_message(("post.png", a_picture(30, 40))), "mail.eml")
    place = f"/cases/{case.reference}/evidence/{capture.id}"
    hr = signed_in_as(world.investigating_officer)
    for told, says in (
        ({"collected.suspected_image": "yes"}, "Nothing was taken out"),
        ({"collected.means": "pressure"}, ""),
    ):
        answer = hr.post(f"{place}/files", data={**COME_BY, "number": "1", **told})
        assert answer.status_code == 422
        assert says in answer.text
    assert len(world.session.exec(select(Capture).where(Capture.case_id == case.id)).all()) == 1


def test_who_may_not_add_evidence_takes_nothing_out(world: World, signed_in_as: SignedInAs) -> None:
    case, capture = held(world, an_archive(one=b"1"), "phone.zip")
    place = f"/cases/{case.reference}/evidence/{capture.id}/files"
    assert signed_in_as(world.employee).get(place).status_code in {403, 404}
    assert signed_in_as(world.stranger).post(place).status_code == 404


def test_a_document_is_no_archive_and_an_outlook_message_says_what_to_do(
    world: World, signed_in_as: SignedInAs
) -> None:
    case, capture = held(world, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a mail", "told.msg")
    assert not holds_files(capture)
    assert entries_of(capture) == []
    place = f"/cases/{case.reference}/evidence/{capture.id}"
    page = signed_in_as(world.investigating_officer).get(place).text
    assert "save it as .eml or as a PDF" in page
    assert "No files in it" in signed_in_as(world.investigating_officer).get(f"{place}/files").text
