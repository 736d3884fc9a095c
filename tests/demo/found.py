"""People and cases of the filled trust, by what its stories call them."""

from sqlmodel import Session, col, select

from casework import database
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.demo.story import Story
from casework.people.models import Person
from casework.people.queries import Known, known
from tests.demo.reached import STAGES
from tests.demo.turned import TURNED_BACK


def person_named(session: Session, name: str) -> Person:
    given, family = name.rsplit(" ", 1)
    wanted = select(Person).where(Person.given_name == given, Person.family_name == family)
    return session.exec(wanted).one()


def case_of(session: Session, story: Story) -> Case:
    """The case that a story's own report opened; a report carried on has moved, so by its day."""
    wanted = (
        select(Case)
        .join(Person, col(Person.id) == Case.employee_id)
        .where(Case.opened_at == story.reported_at, Person.staff_number == story.subject)
    )
    return session.exec(wanted).one()


def stage_of(story: Story) -> Stage:
    return TURNED_BACK[story.key][0] if story.key in TURNED_BACK else STAGES[story.reaches]


def reference_of(story: Story) -> str:
    with database.reading_as_casework() as session:
        return case_of(session, story).reference


def known_as(name: str) -> Known:
    with database.reading_as_casework() as session:
        return known(session, person_named(session, name).id)
