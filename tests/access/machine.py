"""One case and everybody around it over HTTP: what they ask, what is answered and written down."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import Connection, text
from sqlmodel import Session

from casework.cases.stages import Stage
from casework.people.sign_in import make_token
from tests.access import model
from tests.browser import Browser
from tests.world import World

STAFF = (
    "case_manager",
    "colleague",
    "hr_director",
    "investigating_officer",
    "hearing_manager",
    "panel_member",
    "note_taker",
    "principal",
    "stranger",
)
EVERYBODY = (*STAFF, model.EMPLOYEE, model.REPORTER, "it_admin")
LOOK, REFUSED = "CaseLookedAt", "Refused"
LAST = text("SELECT coalesce(max(id), 0) FROM journal")
SINCE = text("SELECT case_id, kind FROM journal WHERE id > :last ORDER BY id")
MISSING = "SM26-9999"


class OverHttp(RuleBasedStateMachine):
    """One case and everybody around it, over HTTP."""

    connection: ClassVar[Connection]

    def __init__(self) -> None:
        super().__init__()
        self.undo = self.connection.begin_nested()
        self.session = Session(self.connection, join_transaction_mode="create_savepoint")
        self.world = World(self.session)
        self.row = self.world.case(Stage.INVESTIGATION)
        self.id, self.reference = self.row.id, self.row.reference
        self.case = model.Case()
        for part in ("case_manager", "investigating_officer"):
            self.case.give(part, part)
        self.case.ever |= {model.EMPLOYEE, model.REPORTER}
        self.browsers: dict[str, Browser] = {}

    def teardown(self) -> None:
        try:
            for person in EVERYBODY:
                self.sees(person)
        finally:
            self.session.close()
            self.undo.rollback()

    def browser(self, person: str, *, api: bool = False) -> Browser:
        key = f"{person} {api}"
        if key not in self.browsers:
            account = self.world.account(getattr(self.world, person))
            token = None
            if api:
                token = make_token(self.session, account.id, "A test", datetime.now(UTC))
            self.browsers[key] = Browser(self.session, token=token)
            if not api:
                self.browsers[key].sign_in(account)
        return self.browsers[key]

    def ask(self, person: str, method: str, path: str, **told: Any) -> tuple[Any, list[str]]:
        who = self.browser(person, api=path.startswith("/api"))
        last = self.connection.execute(LAST).scalar_one()
        answer = who.request(method, path, **told)
        wrote = list(self.connection.execute(SINCE, {"last": last}))
        assert all(case in (self.id, None) for case, _ in wrote)
        return answer, [kind for case, kind in wrote if case]

    def acts(self, person: str, act: str, **told: Any) -> bool:
        """Whether it was done. Exactly one entry then; otherwise none but that it was refused."""
        path = f"/cases/{self.reference}/{act}"
        answer, wrote = self.ask(person, "POST", path, data=told)
        done = [kind for kind in wrote if kind not in (LOOK, REFUSED)]
        assert answer.status_code in (303, 403, 404, 409, 422), (act, answer.status_code)
        refused = answer.status_code in (403, 404)
        if answer.status_code == 303 and person in self.case.disabled:
            assert done == []  # led to the sign-in page
            return False
        assert len(done) == (answer.status_code == 303), (act, answer.status_code, wrote)
        assert (REFUSED in wrote) == refused, (act, answer.status_code, wrote)
        return bool(answer.status_code == 303)

    def sees(self, person: str) -> None:
        """The case and its evidence, by page and by program, against the model."""
        for under, right in (("", self.case.case), ("/evidence", self.case.evidence)):
            for door in ("", "/api/v1"):
                expected = right(person)
                path = f"{door}/cases/{self.reference}{under}"
                answer, wrote = self.ask(person, "GET", path)
                signed_out = answer.status_code == 303 and "/sign-in" in answer.headers["location"]
                found = 401 if signed_out else answer.status_code
                assert found == expected, (person, path, found, expected, self.case)
                due = {200: [LOOK], 403: [REFUSED], 404: [REFUSED], 401: []}[expected]
                assert wrote == due, (person, path, wrote)
                if expected == 404:
                    gone = path.replace(self.reference, MISSING)
                    other, _ = self.ask(person, "GET", gone)
                    assert (other.status_code, len(other.content)) == (404, len(answer.content))
