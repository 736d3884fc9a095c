"""The register of pseudonyms, and words that go to others."""

import pytest
from sqlmodel import select

from casework.access import Role
from casework.allegations.commands import RecordFinding
from casework.allegations.letterhead import put
from casework.allegations.models import Finding
from casework.allegations.queries import allegations_on
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.cases.naming import GivePseudonym
from casework.cases.narratives import spoken_names
from casework.cases.pseudonyms import Kind, Pseudonym
from casework.cases.stages import Stage
from casework.database.whose import for_person, look_at
from casework.documents.packs import said
from casework.documents.printing import papers
from casework.errors import NamesSomebody, NotPermitted
from casework.evidence.commands import AdmitExhibit
from casework.hearing_packs.contents import Beside, plan
from tests.database import as_owner
from tests.redaction.at_work import PUPIL, pupil
from tests.refusing import wrong_answers
from tests.staging import pack
from tests.world import World, at


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def admitting(world: World, case: Case, title: str) -> AdmitExhibit:
    capture = world.capture(case)
    return AdmitExhibit(capture_id=capture.id, title=title, description="A post", shows_pupil=True)


def test_a_pupil_has_a_letter_and_the_same_name_is_given_once(world: World, case: Case) -> None:
    pupil(world, case)
    pupil(world, case, name="Ines Abel")
    labels = {each.name: each.label for each in world.session.exec(select(Pseudonym))}
    assert labels == {PUPIL: "Pupil A", "Ines Abel": "Pupil B"}
    with wrong_answers("name"):
        pupil(world, case, name=PUPIL.upper())
    with wrong_answers("also"):
        long = ",".join(f"name {each}" for each in range(20))
        command = GivePseudonym(kind=Kind.PUPIL, name="Kim Roe", also=long)
        world.perform(world.case_manager, case, command)


def test_a_name_in_words_for_others_is_pointed_out_at_its_field(world: World, case: Case) -> None:
    pupil(world, case)
    command = admitting(world, case, "Maisiewren’s picture")
    with pytest.raises(NamesSomebody) as refused:
        world.perform(world.case_manager, case, command)
    says = "“Maisiewren” is Pupil A. Write Pupil A instead"
    assert refused.value.answers == {"title": says}
    entry = perform(
        world.session, world.case_manager, case.reference, command, at(), names_checked=True
    )
    assert entry.kind == "ExhibitAdmitted"


def test_whoever_may_not_read_the_register_is_not_told_who_it_is(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    pupil(world, case)
    allegation = world.allegation(case, notified_on=at().date())
    command = RecordFinding(
        allegation_id=allegation.id, finding=Finding.UPHELD, reasons=f"{PUPIL} was named."
    )
    with pytest.raises(NamesSomebody) as refused:
        world.perform(world.hearing_manager, case, command)
    (told,) = refused.value.answers.values()
    assert "names a pupil" in told
    assert "Pupil A" not in told


def test_what_does_not_go_to_others_may_name_anybody(world: World, case: Case) -> None:
    pupil(world, case)
    pupil(world, case, name="Maisiewren Abel")


def test_papers_say_the_pseudonym_whatever_was_typed_before(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case, particulars=f"He named {PUPIL} in a post.")
    pupil(world, case)
    edition = pack(world, case)
    planned = plan(world.session, case, edition, Beside(), at())
    assert PUPIL not in repr(planned)
    assert "He named Pupil A in a post." in repr(planned)
    (alleged,) = allegations_on(world.session, case.id)
    entries, _ = spoken_names(world.session, case.id)
    assert said(put(alleged), lambda text: text.replace(PUPIL, entries[0].label)) != put(alleged)


def test_a_paper_printed_in_an_act_speaks_in_pseudonyms(world: World, case: Case) -> None:
    from casework.cases.narratives import speaking_for

    pupil(world, case)
    template = papers.from_string("<p>{{ words }}</p>")
    with speaking_for(world.session, case.id):
        assert template.render(words=f"{PUPIL} & others") == "<p>Pupil A &amp; others</p>"
    assert template.render(words=PUPIL) == f"<p>{PUPIL}</p>"


def test_who_may_not_see_somebody_gives_them_no_pseudonym(world: World, case: Case) -> None:
    witness = GivePseudonym(kind=Kind.WITNESS, name="Sam Oake")
    with pytest.raises(NotPermitted):
        world.perform(world.investigating_officer, case, witness)
    world.part(case, world.panel_member, Role.PANEL_MEMBER)
    with pytest.raises(NotPermitted):
        pupil(world, case, world.panel_member)


def test_row_level_security_keeps_the_names_from_whom_the_matrix_does(live: str) -> None:
    from casework.database import as_casework, in_reading

    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        pupil(world, case)
        command = GivePseudonym(kind=Kind.WITNESS, name="Sam Oake")
        world.perform(world.case_manager, case, command)
        world.part(case, world.safeguarding_lead, Role.SAFEGUARDING_LEAD)
        case_id = case.id
    seen = {}
    for who in ("case_manager", "safeguarding_lead", "hearing_manager", "stranger"):
        with in_reading() as session:
            for_person(session, getattr(world, who).id)
            look_at(session, case_id)
            seen[who] = sorted(each.label for each in session.exec(select(Pseudonym)))
    assert seen == {
        "case_manager": ["Pupil A", "Witness 1"],
        "safeguarding_lead": ["Pupil A"],
        "hearing_manager": [],
        "stranger": [],
    }
    with as_owner() as session:
        assert len(session.exec(select(Pseudonym)).all()) == 2
