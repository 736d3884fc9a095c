"""Looks and refusals are committed before anything is shown, or nothing is shown."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import text

from casework import database, journal
from casework.access import Actor
from casework.cases.models import Case
from casework.database import engine, reading_as_casework
from casework.errors import JournalUnavailable
from casework.journal import Asked, CaseLookedAt, JournalEntry, Refused, Searched, writing
from tests.database import as_owner
from tests.journal.chains import entry_on
from tests.running.deployment import until
from tests.world import World, at

LOOK = CaseLookedAt(section="the overview")
REFUSAL = Refused(action="open the case", reason="no part in it")


def a_case() -> tuple[Case, Actor]:
    with as_owner() as session:
        world = World(session)
        return world.case(), world.case_manager


def newest(case: Case | None) -> JournalEntry:
    with reading_as_casework() as session:
        found = journal.looks(session, case.id if case else None, most=1)
        session.expunge_all()
    return found[0]


@pytest.mark.usefixtures("live")
def test_a_look_is_there_before_the_answer_and_whatever_becomes_of_it() -> None:
    case, actor = a_case()
    item = uuid4()
    look = CaseLookedAt(section="letter L2", how="downloaded", item=("letter", item))

    def answer() -> None:
        with as_owner() as session:
            entry_on(World(session), None, "an answer that fails")
            journal.looked(case.id, actor, look, at(), Asked(request="req-7"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        answer()
    entry = newest(case)
    assert (entry.sentence, entry.result) == ("downloaded letter L2", "allow")
    assert f'"object":["letter","{item}"]' in (entry.leaf or "")
    assert '"request":"req-7"' in (entry.leaf or "")


@pytest.mark.usefixtures("live")
def test_a_refusal_is_written_on_the_case_that_was_asked_for() -> None:
    case, actor = a_case()
    journal.refused(case.reference, actor, REFUSAL, at())
    entry = newest(case)
    assert (entry.kind, entry.result) == ("Refused", "deny")
    assert entry.sentence == "was refused: open the case (no part in it)"
    assert '"result":"deny"' in (entry.leaf or "")


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("reference", ["SM26-9999", "", None, "no such\u2028thing"])
def test_a_refusal_of_what_does_not_exist_is_written_for_the_trust(reference: str | None) -> None:
    _, actor = a_case()
    journal.refused(reference, actor, REFUSAL, at())
    assert newest(None).kind == "Refused"


@pytest.mark.usefixtures("live")
def test_words_that_were_searched_for_are_in_the_payload_only() -> None:
    _, actor = a_case()
    journal.looked(None, actor, Searched(words="Owen Pryce", found=2), at())
    entry = newest(None)
    assert entry.sentence == "searched for “Owen Pryce”"
    assert "Owen" not in (entry.leaf or "")


@pytest.mark.usefixtures("live")
def test_a_chain_that_somebody_holds_for_long_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", "300ms")
    case, actor = a_case()
    with engine().connect() as holding:
        holding.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended('casework.journal/' || :id, 0))"),
            {"id": str(case.id)},
        )
        with pytest.raises(JournalUnavailable, match="nothing is shown"):
            journal.looked(case.id, actor, LOOK, at())
        with pytest.raises(JournalUnavailable):
            journal.refused(case.reference, actor, REFUSAL, at())
    journal.looked(case.id, actor, LOOK, at())


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("refused", [False, True], ids=["a look", "a refusal"])
def test_whoever_looks_while_somebody_acts_waits_and_neither_fails(*, refused: bool) -> None:
    case, actor = a_case()

    def look() -> None:
        if refused:
            journal.refused(case.reference, actor, REFUSAL, at())
        else:
            journal.looked(case.id, actor, LOOK, at())

    with ThreadPoolExecutor(1) as other:
        with as_owner() as session:
            session.get_one(Case, case.id, with_for_update=True)
            looking = other.submit(look)
            until(somebody_waits, 20, "nobody waits")
            entry_on(World(session), case.id, "an act that takes a while")
        looking.result()
    assert newest(case).sentence != "an act that takes a while"


def somebody_waits() -> bool:
    with engine().connect() as connection:
        asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        return bool(connection.execute(text(asked)).scalar_one())


@pytest.mark.usefixtures("live")
def test_a_journal_that_cannot_be_written_shows_nothing() -> None:
    case, actor = a_case()
    with engine().begin() as connection:
        connection.execute(
            text("ALTER TABLE journal ADD CONSTRAINT no_more CHECK (false) NOT VALID")
        )
    with pytest.raises(JournalUnavailable):
        journal.looked(case.id, actor, LOOK, at())
    with pytest.raises(JournalUnavailable):
        journal.refused(case.reference, actor, REFUSAL, at())


@pytest.mark.usefixtures("live")
def test_a_database_that_is_away_shows_nothing() -> None:
    case, actor = a_case()
    database.disconnect()
    with pytest.raises(JournalUnavailable):
        journal.looked(case.id, actor, LOOK, at())


@pytest.mark.usefixtures("live")
def test_looks_do_not_count_as_acts() -> None:
    case, actor = a_case()
    with reading_as_casework() as session:
        before = journal.count(session, case.id)
    journal.looked(case.id, actor, LOOK, at())
    with reading_as_casework() as session:
        assert journal.count(session, case.id) == before
        acts = [each.kind for each in journal.entries(session, case.id)]
        assert acts == ["ReportLogged"]
        assert journal.altered(session) == []


@pytest.mark.usefixtures("live")
def test_somebody_who_may_not_read_the_journal_is_still_recorded() -> None:
    """A role that may only add: nothing may come back from the database."""
    case, actor = a_case()
    with engine().begin() as connection:
        connection.execute(text("CREATE ROLE adds_only"))
        connection.execute(text("GRANT INSERT ON journal TO adds_only"))
        connection.execute(text("GRANT USAGE ON SEQUENCE journal_id_seq TO adds_only"))
    with as_owner() as session:
        session.execute(text("SET LOCAL ROLE adds_only"))
        with database.joined(session.connection()):
            journal.looked(case.id, actor, LOOK, at())
            journal.refused(case.reference, actor, REFUSAL, at())
    with engine().begin() as connection:
        connection.execute(text("DROP OWNED BY adds_only"))
        connection.execute(text("DROP ROLE adds_only"))
    assert newest(case).kind == "Refused"
