"""A report after it was sent: more is added to it, and it stays its reporter's own."""

from uuid import uuid4

from sqlmodel import select

from casework.evidence.models import Capture
from casework.reports.models import ReportAddition
from tests.conftest import SignedInAs
from tests.told import COLLECTED
from tests.web.reporting import PNG, sent
from tests.world import World


def test_more_words_and_files_are_added_after_sending(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    reference = sent(world, browser)
    once = str(uuid4())
    for _ in range(2):
        answer = browser.post(
            f"/report/sent/{reference}/add",
            data=COLLECTED | {"words": "He deleted it.", "once": once},
            files={"files": ("later.png", PNG)},
        )
        assert answer.headers["location"] == f"/report/sent/{reference}?added=1"
    assert world.session.exec(select(ReportAddition.words)).all() == ["He deleted it."]
    assert world.session.exec(select(Capture.name)).all() == ["later.png"]


def test_adding_nothing_or_an_empty_file_is_refused(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    path = f"/report/sent/{sent(world, browser)}/add"
    answer = browser.post(path, data={"words": " "})
    assert (answer.status_code, answer.text.count("Say what you want to add")) == (422, 2)
    files = {"files": ("empty.png", b"")}
    answer = browser.post(path, data=COLLECTED | {"words": "With a file"}, files=files)
    assert answer.status_code == 422
    assert "“empty.png” is empty. Choose the file again" in answer.text
    assert "With a file" in answer.text
    assert world.session.exec(select(ReportAddition)).first() is None


def test_a_report_belongs_to_whoever_sent_it(world: World, signed_in_as: SignedInAs) -> None:
    reference = sent(world, signed_in_as(world.reporter))
    for other in (world.employee, world.case_manager, world.stranger):
        browser = signed_in_as(other)
        assert browser.get(f"/report/sent/{reference}").status_code == 404
        assert browser.get(f"/report/sent/{reference}/add").status_code == 404
        answer = browser.post(f"/report/sent/{reference}/add", data={"words": "Me too"})
        assert answer.status_code == 404
