"""Row-level security: the same answers as the matrix, from the database itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session, select

from casework import database
from casework.access import PERSONA_OF_PART, Action, Actor, Persona, Role, matrix
from casework.access.moments import CONDITIONS
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.standing import AccessCode
from casework.database import as_casework, in_reading, in_transaction, reading_as_casework
from casework.database.row_security import gaps
from casework.database.whose import APP, for_person, working_on
from casework.errors import DatabaseUnavailable
from tests.access.rows import require_agreement
from tests.world import World

NAMES = {
    "notified": "notified",
    "alleged": "alleged",
    "reported": "report",
    "not_reported": "no_report",
    "pack_issued": "pack",
    "held": "held",
    "every_finding": "every_finding",
    "proved": "proved",
    "outcome_issued": "outcome",
    "may_respond": "responding",
    "may_appeal": "appealing",
    "appealed": "appealed",
    "never": None,
}
WITHOUT_ROW = frozenset({"R", "2", "J", "D", "N", "L"})


def test_the_database_holds_every_cell_of_the_matrix(session: Session) -> None:
    kept = {(each.part, each.action): each for each in session.exec(select(AccessCode))}
    rows = {role.value: persona for role, persona in PERSONA_OF_PART.items()}
    for part, persona in {**rows, "break_glass": Persona.BREAK_GLASS}.items():
        for action in Action:
            cell = kept.pop((part, action.value))
            assert cell.code == matrix()[persona][action].value, (part, action)
            condition = CONDITIONS.get(persona, {}).get(action)
            if cell.code == "c" and condition:
                assert cell.moment == NAMES[condition.__name__], (part, action)
    assert not kept


PARTS = [each for each in Role if each is not Role.EMPLOYEE]


@pytest.mark.parametrize("stage", [Stage.TRIAGE, Stage.HEARING, Stage.OUTCOME, Stage.CLOSED])
@pytest.mark.parametrize("part", PARTS)
def test_the_rows_agree_with_the_matrix_cell_by_cell(
    world: World, part: Role, stage: Stage
) -> None:
    case = world.case(stage, **{part.value: world.stranger})
    require_agreement(world, case, Action)


@contextmanager
def as_person(world: World, who: Actor) -> Iterator[Session]:
    world.session.flush()
    with in_reading() as session:
        for_person(session, who.id)
        yield session


def of_case(session: Session) -> list[str]:
    """Every table that holds a case, but the references and people around it."""
    found = session.execute(
        text(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
    )
    return list(found.scalars())


def counted(session: Session) -> dict[str, int]:
    """How many rows of cases are seen, table by table; those with none are left out."""
    found: dict[str, int] = {}
    for table in of_case(session):
        where = " WHERE case_id IS NOT NULL" if table == "journal" else ""
        rows = session.execute(text(f"SELECT count(*) FROM {table}{where}")).scalar_one()
        found |= {table: rows} if rows else {}
    return found


@pytest.mark.parametrize("who", ["stranger", "principal", "it_admin", "hr_director", "colleague"])
def test_whoever_has_no_part_reads_no_row_of_any_table(world: World, who: str) -> None:
    case = world.case(Stage.OUTCOME)
    world.exhibit(case)
    world.found(case)
    with as_person(world, getattr(world, who)) as session:
        assert counted(session) == {}


def test_nobody_named_reads_nothing(world: World) -> None:
    world.case(Stage.OUTCOME)
    with in_reading() as session:
        assert session.exec(select(Case)).all() == []


def test_the_employee_reads_nothing_before_they_are_told(world: World) -> None:
    world.case(Stage.INVESTIGATION)
    with as_person(world, world.employee) as session:
        assert counted(session) == {}


def test_a_row_cannot_be_written_into_a_case_one_does_not_work_on(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.session.flush()
    row = text(
        "INSERT INTO deadlines (id, case_id, kind, says, due_on, counted) "
        "VALUES (gen_random_uuid(), :case, 'X', 'x', now(), '{}')"
    )
    with in_transaction() as session:
        for_person(session, world.case_manager.id)
        savepoint = session.begin_nested()
        with pytest.raises(ProgrammingError, match="row-level security"):
            session.execute(row, {"case": case.id})
        savepoint.rollback()
    with in_transaction() as session, working_on(session, case.id):
        session.execute(row, {"case": case.id})


def test_every_table_of_a_case_is_protected(session: Session) -> None:
    assert gaps(session) == []


def test_a_table_that_lost_a_policy_is_named(live: str) -> None:
    with database.engine().begin() as connection:
        connection.execute(text("DROP POLICY removes ON allegations"))
        connection.execute(text("ALTER TABLE captures NO FORCE ROW LEVEL SECURITY"))
    with reading_as_casework() as session:
        assert gaps(session) == [
            "allegations has no policy for DELETE",
            "Row-level security is not forced on captures",
        ]


def test_ten_thousand_people_take_turns_on_one_connection(live: str) -> None:
    with as_casework() as session:
        world = World(session)
        mine, theirs = (
            world.case(Stage.HEARING),
            world.case(Stage.HEARING, case_manager=world.colleague),
        )
        expected: dict[UUID, set[UUID]] = {
            world.case_manager.id: {mine.id},
            world.colleague.id: {theirs.id},
            world.stranger.id: set(),
        }
    engine = create_engine(live, pool_size=1, max_overflow=0)
    seen = text("SELECT id FROM cases")
    foreign = 0
    with engine.connect() as connection:
        _require_app(connection)
    for person in islice(cycle(expected), 10_000):
        with Session(engine, info={"whose": APP}) as session:
            session.info["person"] = person
            found = set(session.execute(seen).scalars())
            foreign += found != expected[person]
            session.commit()  # what a pool hands on must not know who came before
            assert session.info["person"] == person
    engine.dispose()
    assert foreign == 0


def _require_app(connection: Connection) -> None:
    role = connection.execute(
        text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = :app"), {"app": APP}
    ).scalar()
    if role:
        raise DatabaseUnavailable("the role of people may pass every policy")
