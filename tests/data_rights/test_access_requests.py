"""A subject access request: found, decided item by item, released by two people, taken as a ZIP."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from casework.access import Actor
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.data_rights.bundle import take_bundle
from casework.data_rights.deciding import DecideItems
from casework.data_rights.kinds import Ended, Giving, OtherPeople
from casework.data_rights.models import DataRequest, DataRequestItem
from casework.data_rights.queries import ItemSeen, RequestFile, open_item, open_request, register
from casework.data_rights.recording import RecordRequest
from casework.data_rights.releasing import (
    AcknowledgeRequest,
    AskRelease,
    DecideRelease,
    EndRequest,
)
from casework.errors import NotFound, NotPermitted, ProcedureBreach, StepUpNeeded, WrongAnswer
from casework.journal import entries
from tests.data_rights.conftest import ASKED, record
from tests.documents.reading import bare, words_in
from tests.world import DAY, World, at

NOBODY = {"giving": Giving.WHOLE, "others": OtherPeople.NOBODY}
WITHHELD = {"giving": Giving.WITHHELD, "others": OtherPeople.NOBODY}


def opened(world: World, actor: Actor, request: DataRequest) -> RequestFile:
    return open_request(world.session, actor, request.number)


def item_of(file: RequestFile, place: str) -> DataRequestItem:
    return next(each for each in file.items if each.place == place)


def decide(
    world: World, actor: Actor, request: DataRequest, *items: DataRequestItem, **told: object
) -> None:
    whole = {"number": request.number, "items": [each.id for each in items]} | told
    DecideItems.model_validate(whole).perform(world.session, actor, at())


def all_given(world: World, actor: Actor, request: DataRequest) -> None:
    """Everything withheld but the allegation, the report and the exhibit."""
    file = opened(world, actor, request)
    given = [each for each in file.items if each.place in {"allegations", "captures", "reports"}]
    rest = [each for each in file.items if each not in given]
    decide(world, actor, request, *given, **NOBODY)
    decide(world, actor, request, *rest, **WITHHELD, exemption="P5", why="Advice on a claim.")


def released(world: World, dpo: Actor, request: DataRequest) -> None:
    all_given(world, dpo, request)
    asked = AskRelease(number=request.number, kept="Six years from the end of employment.")
    asked.perform(world.session, dpo, at())
    yes = DecideRelease(
        number=request.number, approved=True, reason="I read each", served_how="post"
    )
    yes.perform(world.session, world.hr_director, at())


def test_a_person_is_found_in_every_part_they_have(world: World, dpo: Actor, case: Case) -> None:
    told = world.case(Stage.INVESTIGATION, employee=world.stranger, reporter=world.employee)
    world.case(Stage.INVESTIGATION, employee=world.stranger)
    named = world.case(Stage.INVESTIGATION, employee=world.stranger, reporter=world.reporter)
    world.allegation(named, particulars=f"She sent it to {world.employee.name}.")
    request = record(world, dpo)
    file = opened(world, dpo, request)
    parts = {each.seen.case.reference: each.seen.row.parts for each in file.found}
    assert parts[case.reference] == ["Subject of the case"]
    assert "Reported it" in parts[told.reference]
    assert parts[named.reference] == ["Named in it"]
    found = {each.place for each in file.items if each.case_id == case.id}
    assert {"allegations", "captures", "exhibits", "reports", "appointments"} <= found
    elsewhere = [each.place for each in file.items if each.case_id == named.id]
    assert elsewhere == ["allegations"]


def test_two_people_release_a_copy_that_holds_only_what_was_given(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    AcknowledgeRequest(number=request.number, served_how="by post").perform(
        world.session, dpo, at()
    )
    released(world, dpo, request)
    letter = opened(world, dpo, request).letters[-1]
    said = words_in(letter.pdf)
    assert bare("copy of 3 items") in said
    assert bare("DPA 2018 Sch 2 para 5") in said
    assert bare("ico.org.uk") in said
    assert bare(case.reference) not in said
    whole = b"".join(take_bundle(world.session, dpo, request.number, at()).pieces)
    with ZipFile(BytesIO(whole)) as archive:
        names = archive.namelist()
        listed = archive.read("SHA-256.txt").decode().splitlines()
        texts = [archive.read(each).decode() for each in names if each.endswith(".txt")]
    assert len(names) == 1 + 1 + 3 + 1
    assert len(listed) == len(names) - 1
    assert any("called the academy a zoo" in each for each in texts)
    assert not any(world.investigating_officer.name in each for each in texts)
    kinds = [each.kind for each in entries(world.session, case.id)]
    assert kinds.count("GivenToRequester") == 1
    again = b"".join(take_bundle(world.session, dpo, request.number, at()).pieces)
    assert again == whole


def test_whoever_asked_for_it_does_not_release_it(world: World, dpo: Actor, case: Case) -> None:
    request = record(world, dpo)
    all_given(world, dpo, request)
    AskRelease(number=request.number, kept="Six years.").perform(world.session, dpo, at())
    yes = DecideRelease(number=request.number, approved=True, reason="Yes", served_how="by post")
    with pytest.raises(ProcedureBreach, match="other than whoever asked"):
        yes.perform(world.session, dpo, at())
    back = DecideRelease(number=request.number, approved=False, reason="No", served_how="by post")
    back.perform(world.session, world.hr_director, at())
    assert request.asked_at is None
    with pytest.raises(NotFound):
        take_bundle(world.session, dpo, request.number, at())


def test_nothing_is_released_before_identity_is_known_and_each_item_is_decided(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo, identity_how=None, identity_on=None)
    with pytest.raises(ProcedureBreach) as refused:
        AskRelease(number=request.number, kept="Six years.").perform(world.session, dpo, at())
    assert {each.rule for each in refused.value.breaches} == {"G-DSAR-10", "G-DSAR-11"}


def test_what_came_after_the_search_is_found_before_it_is_released(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    all_given(world, dpo, request)
    world.allegation(case, particulars="A second post.")
    world.session.flush()
    with pytest.raises(ProcedureBreach, match="by a new search too, is decided"):
        AskRelease(number=request.number, kept="Six years.").perform(world.session, dpo, at())


def test_what_is_about_others_is_weighed_and_what_is_withheld_has_its_exemption(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    item = item_of(opened(world, dpo, request), "allegations")
    refused: dict[str, dict[str, object]] = {
        "G-DSAR-5": {"giving": Giving.WHOLE, "others": OtherPeople.NOT_REASONABLE, "why": "No"},
        "G-DSAR-6": {"giving": Giving.WHOLE, "others": OtherPeople.CONSENTED},
        "G-DSAR-7": {"giving": Giving.WITHHELD, "others": OtherPeople.NOBODY, "why": "It is ours"},
        "G-DSAR-8": {
            **{"giving": Giving.REDACTED, "others": OtherPeople.NOBODY},
            **{"exemption": "P16", "why": "About others"},
        },
    }
    for rule, told in refused.items():
        with pytest.raises(ProcedureBreach) as breach:
            decide(world, dpo, request, item, **told)
        assert [each.rule for each in breach.value.breaches] == [rule]
    with pytest.raises(WrongAnswer, match="exemption of the register"):
        decide(world, dpo, request, item, **WITHHELD, exemption="P99", why="No")
    assert item.giving is None


def test_hidden_words_are_gone_from_the_copy_and_must_stand_in_the_item(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    item = item_of(opened(world, dpo, request), "allegations")
    told = {
        **{"giving": Giving.REDACTED, "others": OtherPeople.NOT_REASONABLE},
        **{"exemption": "P16", "why": "It is about a colleague"},
    }
    with pytest.raises(WrongAnswer, match="does not say"):
        decide(world, dpo, request, item, **told, hidden="a giraffe")
    decide(world, dpo, request, item, **told, hidden="the academy\nA ZOO")
    seen: ItemSeen = open_item(world.session, dpo, request.number, item.number)
    assert seen.as_given
    assert "zoo" not in seen.as_given
    assert "[hidden: DPA 2018 Sch 2 para 16]" in seen.as_given
    assert seen.words
    assert "zoo" in seen.words


def test_what_was_found_is_held_until_the_copy_is_handed_over(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    released(world, dpo, request)
    assert case.held_since is not None
    done = {"number": request.number, "ended": Ended.GIVEN, "reason": "Signed for at the door"}
    EndRequest.model_validate({**done, "ended_on": DAY}).perform(world.session, dpo, at())
    assert case.held_since is None
    with pytest.raises(NotFound):
        take_bundle(world.session, dpo, request.number, at())


def test_only_those_who_answer_requests_may_and_never_their_own(
    world: World, dpo: Actor, case: Case
) -> None:
    whole = {**ASKED, "person_id": world.employee.id, "from_name": world.employee.name}
    told = RecordRequest.model_validate(whole)
    for actor in (world.case_manager, world.stranger, world.it_admin):
        with pytest.raises(NotPermitted):
            told.perform(world.session, actor, at())
    own = RecordRequest.model_validate({**whole, "person_id": dpo.id, "from_name": dpo.name})
    with pytest.raises(WrongAnswer, match="other than whoever asks"):
        own.perform(world.session, dpo, at())
    own.perform(world.session, world.hr_director, at())
    assert register(world.session, dpo) == []
    with pytest.raises(NotFound):
        open_request(world.session, dpo, register(world.session, world.hr_director)[0].number)


def test_a_case_from_which_the_handler_is_kept_apart_is_not_shown_and_nothing_leaves_without_it(
    world: World, dpo: Actor, case: Case
) -> None:
    about_dpo = world.case(Stage.INVESTIGATION, employee=dpo, reporter=world.employee)
    request = record(world, dpo)
    told = {each.seen.case.id for each in opened(world, dpo, request).found}
    assert about_dpo.id not in told
    hr = {each.seen.case.id for each in opened(world, world.hr_director, request).found}
    assert about_dpo.id in hr
    all_given(world, dpo, request)
    with pytest.raises(ProcedureBreach, match="by a new search too, is decided"):
        AskRelease(number=request.number, kept="x").perform(world.session, dpo, at())


def test_words_of_a_case_are_shown_only_after_a_fresh_proof(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    stale = Actor(dpo.id, dpo.name, dpo.roles)
    with pytest.raises(StepUpNeeded):
        open_item(world.session, stale, request.number, 1)
    with pytest.raises(NotFound):
        open_item(world.session, stale, request.number, 999)
