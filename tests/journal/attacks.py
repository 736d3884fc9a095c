"""What somebody with every right on the database, and some with more, could do to the journal.

Each attack has its name, what it does, and whether the chains alone would show it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlmodel import Session, col, select

from casework.journal import JournalEntry, notes
from casework.journal.leaves import commitment, leaf_hash, leaf_text
from tests.journal.chains import entry_on
from tests.world import World


@dataclass(frozen=True)
class Ground:
    """The database under attack, the folders outside it, and the two cases it is about."""

    session: Session
    state: Path
    case: UUID
    other: UUID

    def do(self, statement: str) -> None:
        given = {"case": self.case, "other": self.other}
        found = {name: value for name, value in given.items() if f":{name}" in statement}
        self.session.execute(text(statement), found)
        self.session.expire_all()

    def chain(self, case: UUID) -> list[JournalEntry]:
        wanted = select(JournalEntry).where(JournalEntry.case_id == case)
        return list(self.session.exec(wanted.order_by(col(JournalEntry.number))))


Deed = Callable[[Ground], None]


@dataclass(frozen=True)
class Attack:
    name: str
    deed: Deed
    shown_by_the_chain: bool


def sql(*statements: str) -> Deed:
    def deed(ground: Ground) -> None:
        for each in statements:
            ground.do(each)

    return deed


def chained_again(ground: Ground, case: UUID) -> None:
    """Number, link and seal a whole chain anew, by the application's own formula."""
    previous = "0" * 64
    for number, entry in enumerate(ground.chain(case), 1):
        assert entry.leaf
        assert entry.payload
        assert entry.secret
        body = entry.leaf.splitlines()[4]
        sealed = body.split('"commitment":"')[1][:64]
        body = body.replace(sealed, commitment(entry.secret, entry.payload))
        entry.number, entry.previous = number, previous
        entry.leaf = leaf_text(str(case), number, previous, body)
        entry.hash = previous = leaf_hash(entry.leaf)
        ground.session.add(entry)
    ground.session.flush()


def and_chained_again(*statements: str) -> Deed:
    def deed(ground: Ground) -> None:
        sql(*statements)(ground)
        chained_again(ground, ground.case)
        chained_again(ground, ground.other)

    return deed


def another_history(ground: Ground) -> None:
    """Cut the chain and let the application write it on, further than it was."""
    ground.do("DELETE FROM journal WHERE case_id = :case AND number > 3")
    ground.do("SET LOCAL session_replication_role = origin")
    for number in range(6):
        entry_on(World(ground.session), ground.case, f"another history {number}")


def two_of_one_number(ground: Ground) -> None:
    ground.do("ALTER TABLE journal DROP CONSTRAINT uq_journal_case_id_number CASCADE")
    columns = "number, at, actor_id, kind, result, version, previous, hash, leaf, payload, secret"
    ground.do(
        f"INSERT INTO journal (case_id, {columns}) SELECT case_id, {columns} FROM journal "
        "WHERE case_id = :case AND number = 3"
    )


def forged_note(ground: Ground, number: int = 2) -> str:
    """The same statements, signed by a key that the attacker made."""
    note = (ground.state / f"one/{number:08}.note").read_text()
    return notes.signed(notes.read(note), Ed25519PrivateKey.generate())


def rewrite(place: Path, content: str) -> None:
    place.unlink()
    place.write_text(content)


def forged_in_one_place(ground: Ground) -> None:
    rewrite(ground.state / "two/00000002.note", forged_note(ground))


def cut_and_forged_everywhere(ground: Ground) -> None:
    """Truncation, with database and both folders made to agree; only the key is not theirs."""
    ground.do("DELETE FROM journal WHERE case_id = :case AND number > 3")
    forged = forged_note(ground)
    for folder in ("one", "two"):
        rewrite(ground.state / folder / "00000002.note", forged)
    ground.session.execute(
        text("UPDATE checkpoints SET note = :note WHERE number = 2"), {"note": forged}
    )


def remove(*names: str) -> Deed:
    def deed(ground: Ground) -> None:
        for each in names:
            (ground.state / each).unlink()

    return deed


def heads_edited(ground: Ground) -> None:
    place = ground.state / "one/00000002.heads"
    lines = place.read_text().splitlines()
    chain, number, hash = lines[-1].split()
    rewrite(place, "\n".join([*lines[:-1], f"{chain} {int(number) - 1} {hash}", ""]))


def note_edited(ground: Ground) -> None:
    place = ground.state / "one/00000002.note"
    rewrite(place, place.read_text().replace("entries ", "entries 1"))


EDIT = "UPDATE journal SET {} WHERE case_id = :case AND number = 3"
CUT = "DELETE FROM journal WHERE case_id = :case AND number > 3"
ANOTHER = "payload = replace(payload, 'entry 3', 'entry x')"
MOVE = "UPDATE journal SET number = {} WHERE case_id = :case AND number = {}"
INSERTED = (
    "INSERT INTO journal (case_id, number, at, actor_id, kind, result, version, previous, hash, "
    "leaf, payload, secret) SELECT case_id, 4, at, actor_id, kind, result, version, previous, "
    "hash, leaf, payload, secret FROM journal WHERE case_id = :case AND number = 3"
)
MAKE_ROOM = (
    "UPDATE journal SET number = -number - 1 WHERE case_id = :case AND number > 3",
    "UPDATE journal SET number = -number WHERE case_id = :case AND number < 0",
)
SWAPPED_PAYLOADS = (
    "UPDATE journal a SET payload = b.payload, secret = b.secret FROM journal b "
    "WHERE a.case_id = :case AND b.case_id = :case AND (a.number, b.number) IN ((2, 3), (3, 2))"
)
SWAPPED_CASES = (
    "ALTER TABLE journal DROP CONSTRAINT uq_journal_case_id_number CASCADE",
    "UPDATE journal SET case_id = CASE case_id WHEN :case THEN CAST(:other AS uuid) "
    "ELSE CAST(:case AS uuid) END WHERE case_id IN (:case, :other)",
)
WHOLE = "DELETE FROM journal WHERE case_id = :case"

ATTACKS = [
    Attack("edit what people read", sql(EDIT.format(ANOTHER)), True),
    Attack("edit the secret", sql(EDIT.format("secret = sha256(secret)")), True),
    Attack("edit the moment", sql(EDIT.format("at = at - interval '1 day'")), True),
    Attack("edit who", sql(EDIT.format("actor_id = gen_random_uuid()")), True),
    Attack("edit the kind", sql(EDIT.format("kind = 'Appointed'")), True),
    Attack("edit the result", sql(EDIT.format("result = 'deny'")), True),
    Attack("edit the leaf", sql(EDIT.format("leaf = replace(leaf, 'allow', 'deny')")), True),
    Attack("edit the hash", sql(EDIT.format("hash = repeat('0', 64)")), True),
    Attack("edit the link", sql(EDIT.format("previous = repeat('0', 64)")), True),
    Attack("edit the number", sql(MOVE.format(99, 5)), True),
    Attack("take the words away", sql(EDIT.format("payload = NULL, secret = NULL")), True),
    Attack(
        "delete in the middle",
        sql("DELETE FROM journal WHERE case_id = :case AND number = 3"),
        True,
    ),
    Attack(
        "delete, and chain again",
        and_chained_again("DELETE FROM journal WHERE case_id = :case AND number = 3"),
        False,
    ),
    Attack("insert", sql(*MAKE_ROOM, INSERTED), True),
    Attack("insert, and chain again", and_chained_again(*MAKE_ROOM, INSERTED), False),
    Attack("reorder", sql(MOVE.format(0, 3), MOVE.format(3, 4), MOVE.format(4, 0)), True),
    Attack(
        "reorder, and chain again",
        and_chained_again(MOVE.format(0, 3), MOVE.format(3, 4), MOVE.format(4, 0)),
        False,
    ),
    Attack(
        "edit, and chain again by our own formula", and_chained_again(EDIT.format(ANOTHER)), False
    ),
    Attack("truncate the tail of a case", sql(CUT), False),
    Attack(
        "truncate the tail of the trust",
        sql("DELETE FROM journal WHERE case_id IS NULL AND number > 1"),
        False,
    ),
    Attack("fork: another history, longer", another_history, False),
    Attack("fork: two entries of one number", two_of_one_number, True),
    Attack("swap what people read of two entries", sql(SWAPPED_PAYLOADS), True),
    Attack("swap the cases of two chains", sql(*SWAPPED_CASES), True),
    Attack("swap the cases, and chain again", and_chained_again(*SWAPPED_CASES), False),
    Attack("delete a whole chain", sql(WHOLE), False),
    Attack(
        "delete a whole chain and its case", sql(WHOLE, "DELETE FROM cases WHERE id = :case"), False
    ),
    Attack(
        "delete the newest checkpoint in the database",
        sql("DELETE FROM checkpoints WHERE number = 2"),
        False,
    ),
    Attack("forge a checkpoint with another key in one place", forged_in_one_place, False),
    Attack("truncate, and forge the checkpoint everywhere", cut_and_forged_everywhere, False),
    Attack("remove a checkpoint from one place", remove("one/00000001.note"), False),
    Attack(
        "truncate, and remove the newest checkpoint from one place",
        lambda ground: (sql(CUT)(ground), remove("two/00000002.note")(ground))[0],
        False,
    ),
    Attack("edit a list of heads in one place", heads_edited, False),
    Attack("edit a note in one place", note_edited, False),
    Attack(
        "switch the append-only trigger off",
        sql("ALTER TABLE journal DISABLE TRIGGER journal_is_append_only"),
        False,
    ),
]
