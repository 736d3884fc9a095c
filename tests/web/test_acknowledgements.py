"""A round of acknowledgement: asked, read, reminded once, counted without names, closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import select

from casework.journal import entries
from casework.people.models import Academy, Person
from casework.policies.queries import versions
from casework.registers.round_mail import mail_reminder
from casework.registers.rounds import AcknowledgementRound, RoundReminder
from casework.settings import Settings
from casework.working_days import local_day
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.mail import Inbox, deliver_all, mail_server
from tests.world import World

SOON = local_day(datetime.now(UTC)) + timedelta(14)
PAGE = "/acknowledgements"


def started(world: World, browser: Browser, **told: object) -> str:
    """The page of a round that was just started."""
    asked = {
        "version_id": str(versions(world.session)[0].id),
        "whom": "all",
        "due_on": SOON.isoformat(),
    }
    answer = browser.post(PAGE, data=asked | told)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[0])


@contextmanager
def posting() -> Iterator[tuple[Inbox, Settings]]:
    with mail_server() as (inbox, url):
        yield inbox, Settings(smtp_url=url, origin="https://casework.example")


def test_staff_are_asked_read_it_and_are_counted(world: World, signed_in_as: SignedInAs) -> None:
    keeper = signed_in_as(world.case_manager)
    page = started(world, keeper)
    shown = keeper.get(f"{page}?said=started").text
    assert "Pryce, Owen" in shown
    assert "Vane, Edith" not in shown  # a trustee is no member of staff
    reader = signed_in_as(world.employee)
    own = reader.get("/account/registers").text
    assert "Asked of you by" in own
    version = versions(world.session)[0].id
    assert reader.post("/account/registers/read", data={"version_id": version}).status_code == 303
    assert "Pryce, Owen" not in keeper.get(page).text
    assert "1 of 14 have read it" in keeper.get(page).text
    assert "Asked of you by" not in reader.get("/account/registers").text
    file = keeper.get(f"{page}/missing.csv")
    assert file.content.count(b"\n") == 14
    assert b"Pryce" not in file.content
    assert keeper.post(f"{page}/close").status_code == 303
    assert keeper.post(f"{page}/close").status_code == 409
    assert keeper.post(f"{page}/remind").status_code == 409
    kinds = [each.kind for each in entries(world.session, None, 3)]
    assert kinds == ["RoundClosed", "PolicyAcknowledged", "RoundStarted"]
    assert started(world, keeper) != page


def test_only_some_academies_are_asked(world: World, signed_in_as: SignedInAs) -> None:
    rookery = world.session.exec(select(Academy).where(Academy.code == "ROK")).one()
    keeper = signed_in_as(world.hr_director)
    page = started(world, keeper, whom="some", academies=str(rookery.id))
    shown = keeper.get(page).text
    assert "Kestrel, Zoe" in shown
    assert "Pryce, Owen" not in shown
    assert "Asked of you by" not in signed_in_as(world.employee).get("/account/registers").text


def test_a_reminder_says_nothing_and_goes_once(world: World, signed_in_as: SignedInAs) -> None:
    world.account(world.employee)
    world.session.delete(world.account(world.stranger))
    keeper = signed_in_as(world.case_manager)
    page = started(world, keeper)
    assert keeper.post(f"{page}/remind").headers["location"] == f"{page}?said=reminded"
    waiting = list(world.session.exec(select(RoundReminder)))
    to = {world.session.get_one(Person, each.person_id).given_name for each in waiting}
    assert {"Owen", "Nadia"} < to
    assert "Zoe" not in to, "whoever has no account cannot sign in to read it"
    many = len(waiting)
    with posting() as (inbox, settings):
        put = [mail_reminder(world.session, settings, each.id) for each in waiting]
        again = [mail_reminder(world.session, settings, each.id) for each in waiting]
        assert "0 sent" in keeper.get(page).text
        assert deliver_all(settings.smtp_url) == many
    assert (put, again, len(inbox.arrived)) == ([True] * many, [False] * many, many)
    message = inbox.arrived[0][1]
    words = f"{message['Subject']} {message.get_content()}"
    assert "https://casework.example/account/registers" in words
    assert "social media" not in words.lower()
    assert f"{many} sent" in keeper.get(page).text
    assert keeper.post(f"{page}/remind").status_code == 422


def test_whoever_read_it_meanwhile_is_not_written_to(
    world: World, signed_in_as: SignedInAs
) -> None:
    reader, keeper = signed_in_as(world.employee), signed_in_as(world.case_manager)
    page = started(world, keeper)
    keeper.post(f"{page}/remind")
    version = versions(world.session)[0].id
    reader.post("/account/registers/read", data={"version_id": version})
    own = select(RoundReminder).where(RoundReminder.person_id == world.employee.id)
    with posting() as (inbox, settings):
        assert not mail_reminder(world.session, settings, world.session.exec(own).one().id)
    assert inbox.arrived == []


def test_executives_see_counts_in_which_nobody_can_be_found(
    world: World, signed_in_as: SignedInAs
) -> None:
    page = started(world, signed_in_as(world.case_manager))
    executive = signed_in_as(world.chief_executive)
    assert executive.get(PAGE).status_code == 200
    shown = executive.get(page).text
    assert "Fewer than 5" in shown
    assert "Pryce" not in shown
    assert executive.get(f"{page}/missing.csv").status_code == 403
    for act in ("remind", "close"):
        assert executive.post(f"{page}/{act}").status_code == 403


def test_a_wrong_answer_comes_back_and_starts_nothing(
    world: World, signed_in_as: SignedInAs
) -> None:
    keeper = signed_in_as(world.case_manager)
    version = str(versions(world.session)[0].id)
    good = {"version_id": version, "whom": "all", "due_on": SOON.isoformat()}
    for told, says in (
        ({"due_on": ""}, "Enter the day by which it is read"),
        ({"due_on": "1 Jan 2020"}, "Enter a day from today on"),
        ({"version_id": ""}, "the version of the policy"),
    ):
        answer = keeper.post(PAGE, data=good | told)
        assert (answer.status_code, says in answer.text) == (422, True)
    assert world.session.exec(select(AcknowledgementRound)).all() == []
    started(world, keeper)
    again = keeper.post(PAGE, data=good)
    assert "Close that round first" in again.text


def test_nobody_else_asks_and_over_json_it_is_the_same(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    for who in (world.it_admin, world.stranger, world.principal):
        assert signed_in_as(who).get(PAGE).status_code == 403
        assert signed_in_as(who).post(PAGE, data={}).status_code == 403
    program = api_as(world.case_manager)
    asked = {"version_id": str(versions(world.session)[0].id), "due_on": SOON.isoformat()}
    made = program.post("/api/v1/acknowledgement-rounds", json=asked)
    assert made.status_code == 201, made.text
    place = f"/api/v1/acknowledgement-rounds/{made.json()['id']}"
    told = program.get(place).json()
    assert sum(each["asked"] for each in told["by_academy"]) == len(told["missing"]) == 14
    assert program.post(f"{place}/remind").status_code == 201
    assert program.post(f"{place}/close").status_code == 201
    assert program.post(f"{place}/close").status_code == 409
    assert len(program.get("/api/v1/acknowledgement-rounds").json()) == 1
    assert api_as(world.stranger).get(place).status_code == 403
    nobody = f"/api/v1/acknowledgement-rounds/{UUID(int=1)}"
    assert program.get(nobody).status_code == 404
