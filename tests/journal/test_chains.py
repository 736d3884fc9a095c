"""Each chain is numbered, linked and sealed by the database, and a change of it shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from casework import journal
from casework.cases.models import Case
from casework.database import reading_as_casework
from casework.journal import JournalEntry
from casework.journal.leaves import FIRST, TRUST, leaf_hash, leaf_text
from casework.journal.scanning import raw, scan
from tests.database import as_owner
from tests.journal.chains import ToldApart, chain_of, entry_on, with_the_keys
from tests.world import World, at


def test_the_database_numbers_links_and_seals_an_entry(world: World) -> None:
    case = chain_of(world, 2)
    first, second = reversed(journal.entries(world.session, case.id))
    assert (first.number, first.previous, second.number) == (1, FIRST, 2)
    assert second.previous == first.hash
    body = (second.leaf or "").splitlines()[4]
    assert second.leaf == leaf_text(str(case.id), 2, first.hash, body)
    assert second.hash == leaf_hash(second.leaf) == sha256(b"\0" + second.leaf.encode()).hexdigest()


def test_an_application_cannot_choose_a_number_or_a_seal(world: World) -> None:
    entry = entry_on(world, None)
    chosen = {"number": 99, "previous": FIRST, "hash": FIRST, "version": 1}
    copied = entry.model_dump(include={"at", "actor_id", "kind", "result", "leaf"})
    copied |= {"payload": entry.payload, "secret": entry.secret}
    forged = world.session.scalars(
        insert(JournalEntry).values(copied | chosen).returning(JournalEntry)
    ).one()
    assert (forged.number, forged.previous, forged.version) == (entry.number + 1, entry.hash, 2)
    assert forged.hash == leaf_hash(forged.leaf or "")


def test_a_leaf_names_nobody_and_holds_no_words(world: World) -> None:
    entry = entry_on(world, None, "Owen Pryce called the academy a zoo")
    assert entry.leaf
    assert entry.leaf.isascii()
    for word in ("Owen", "zoo", world.case_manager.name, "said"):
        assert word not in entry.leaf
    assert entry.sentence == "said “Owen Pryce called the academy a zoo”"
    assert (entry.actor_name, entry.facts["words"][:4]) == ("Nadia Farrow", "Owen")


def test_account_session_and_request_are_in_the_leaf_and_the_address_is_not(world: World) -> None:
    account = world.account(world.case_manager)
    asked = journal.Asked(account.id, "tag-1", "req-1", "203.0.113.9", "A browser")
    journal.note_asker(world.session, asked)
    entry = entry_on(world, None)
    for told in (str(account.id), '"session":"tag-1"', '"request":"req-1"'):
        assert told in (entry.leaf or "")
    assert "203.0.113.9" not in (entry.leaf or "")
    assert '"address":"203.0.113.9","agent":"A browser"' in (entry.payload or "")
    assert journal.altered(world.session) == []


@pytest.mark.parametrize("tag", ["", "a" * 65, "Zoë", "two words", "line\nend", '"'])
def test_nothing_but_a_short_ascii_tag_reaches_a_leaf(tag: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        journal.Asked(session=tag)


def test_two_entries_that_say_the_same_are_sealed_apart(world: World) -> None:
    """A commitment that could be guessed from its words would tell them."""
    one, other = entry_on(world, None), entry_on(world, None)
    assert one.payload == other.payload
    assert one.leaf
    assert other.leaf
    assert one.leaf.split("commitment")[1] != other.leaf.split("commitment")[1]


def test_every_chain_holds_as_it_was_written(world: World) -> None:
    chain_of(world)
    chain_of(world)
    entry_on(world, None, "Ümläuts, “quotes”, \\ and \u2028 line ends\n\ttoo")
    assert journal.altered(world.session) == []


CHANGES = {
    "payload = replace(payload, 'entry 2', 'entry 3')": "what people read of it",
    "payload = NULL, secret = NULL": "removed without a disposal",
    "secret = decode(repeat('00', 32), 'hex')": "what people read of it",
    "at = at + interval '1 microsecond'": "its columns",
    "kind = 'Appointed'": "its columns",
    "actor_id = gen_random_uuid()": "its columns",
    "result = 'deny'": "its columns",
    "leaf = replace(leaf, 'allow', 'deny')": "its seal",
    "leaf = leaf || ' '": "its seal",
    "hash = repeat('0', 64)": "its seal",
    "previous = repeat('0', 64)": "does not follow",
    "version = 1, leaf = NULL": "a form that was no longer written",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_entry_shows_and_is_named(world: World, change: str) -> None:
    case = chain_of(world, 2)
    with_the_keys(
        world.session,
        f"UPDATE journal SET {change} WHERE number = 2 AND case_id = :case",
        case=case.id,
    )
    (said,) = journal.altered(world.session)
    assert said.startswith(f"Entry 2 of case {case.reference} was altered: ")
    assert CHANGES[change] in said


def test_a_removed_entry_shows(world: World) -> None:
    case = chain_of(world)
    with_the_keys(
        world.session, "DELETE FROM journal WHERE number = 3 AND case_id = :case", case=case.id
    )
    assert journal.altered(world.session) == [f"Entry 3 of case {case.reference} is missing"]


def test_an_entry_of_the_trusts_own_chain_is_named_too(world: World) -> None:
    number = entry_on(world, None).number
    with_the_keys(world.session, "UPDATE journal SET kind = 'Other' WHERE case_id IS NULL")
    assert f"Entry {number} of the trust’s own chain was altered" in " ".join(
        journal.altered(world.session)
    )


def test_what_people_read_may_go_when_the_case_is_disposed_of(world: World) -> None:
    class CaseDisposed(ToldApart):
        pass

    case = chain_of(world)
    disposed = CaseDisposed(words="the certificate")
    journal.append(world.session, case.id, world.case_manager, disposed, at())
    removed = "UPDATE journal SET payload = NULL, secret = NULL WHERE case_id = :case AND number "
    with_the_keys(world.session, removed + "< 5", case=case.id)
    assert journal.altered(world.session) == []
    entry = journal.entry(world.session, case.id, 2)
    assert entry
    assert entry.sentence == "Removed when the record was disposed of"
    with_the_keys(world.session, removed + "= 5", case=case.id)
    assert "removed without a disposal" in journal.altered(world.session)[0]


def test_a_clock_that_went_back_is_remarked_upon(world: World) -> None:
    case = chain_of(world, 1)
    entry_on(world, case.id, when=at())
    entry_on(world, case.id, when=at() - timedelta(seconds=2))
    assert scan(raw(world.session), {}).remarks == []
    entry_on(world, case.id, when=at() - timedelta(seconds=5))
    found = scan(raw(world.session), {})
    assert [(each.chain, each.number) for each in found.remarks] == [(str(case.id), 4)]
    assert found.faults == []


@pytest.mark.parametrize("table", ["journal", "checkpoints"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET number = number + 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
def test_the_database_refuses_to_change_what_was_recorded(
    world: World, table: str, statement: str
) -> None:
    entry_on(world, None)
    world.session.execute(
        text("INSERT INTO checkpoints VALUES (1, now(), 1, 1, 'a note', 'the heads')")
    )
    with pytest.raises(DBAPIError, match="append-only"), world.session.begin_nested():
        world.session.execute(text(statement.format(table)))


@pytest.mark.usefixtures("live")
def test_many_at_once_make_one_unbroken_chain() -> None:
    with as_owner() as session:
        case_id = World(session).case().id
    together = Barrier(8)

    def write(number: int) -> None:
        together.wait()
        for _ in range(10):
            with as_owner() as session:
                entry_on(World(session), case_id, f"by {number}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    with reading_as_casework() as session:
        assert journal.altered(session) == []
        assert numbers(session, session.get_one(Case, case_id)) == list(range(1, 82))


def numbers(session: Session, case: Case) -> list[int]:
    found = select(JournalEntry.number).where(JournalEntry.case_id == case.id)
    return list(session.exec(found.order_by(col(JournalEntry.number))))


def test_the_chain_of_the_trust_has_a_name_of_its_own(world: World) -> None:
    assert (entry_on(world, None).leaf or "").splitlines()[1] == TRUST


@pytest.mark.usefixtures("live")
def test_several_processes_find_what_one_finds() -> None:
    with as_owner() as session:
        cases = [chain_of(World(session), 3) for _ in range(6)]
        entry_on(World(session), None)
        ids = [each.id for each in cases]
        with_the_keys(session, "UPDATE journal SET kind = 'Other' WHERE case_id = :c", c=ids[2])
    signed = {str(ids[4]): (3, FIRST), str(uuid4()): (1, FIRST)}
    with reading_as_casework() as session:
        one, three = (scan(raw(session), signed, processes) for processes in (1, 3))
    assert one.entries == three.entries
    assert one.chains == three.chains
    assert {*one.faults} == {*three.faults}
    assert len(one.faults) == 5
