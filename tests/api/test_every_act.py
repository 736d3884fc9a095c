"""What holds for every act, whichever it is."""

from collections.abc import Iterator

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from api.app import app
from api.deps import caller
from api.routes import ROUTERS
from casework.cases.gateway import Command
from casework.cases.stages import Stage
from casework.evidence.capturing.commands import KeepWebPage
from casework.evidence.commands import RecordCapture
from casework.evidence.describing import DescribeCapture
from casework.evidence.freezing import CheckOriginal
from casework.evidence.opening import OpenEvidence
from casework.evidence.reporting import ReportCustody
from casework.hearing_packs.commands import IssuePack, KeepPack, TakePack
from casework.hearing_packs.exports import DecideExport, TakeExport
from casework.hearing_packs.stopping import StopPack
from casework.investigation.witnesses import AskWitness
from casework.letters.sending import SendLetterLink
from casework.redaction.copies import KeepCopy
from casework.redaction.release import TakeRedactedCopy
from casework.reports.attaching import AttachToReport
from casework.reports.collecting import StopAddingToReport
from casework.reports.commands import AddToReport
from casework.room.inviting import InviteToRoom
from casework.room.papers import RecordEmployeePaper, SendMyPaper
from tests.answers import told
from tests.api.bodies import BODIES
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.every import commands
from tests.world import World

# Routes that read the rest of their command from the address or from a file.
OTHERWISE: dict[type[Command], str] = {
    RecordCapture: "/cases/{reference}/captures",
    DescribeCapture: "/cases/{reference}/captures/{capture_id}/details",
    OpenEvidence: "/cases/{reference}/evidence/{item}/copy",
    CheckOriginal: "/cases/{reference}/evidence/{item}/check",
    ReportCustody: "/cases/{reference}/evidence/{item}/custody/report",
    TakeRedactedCopy: "/cases/{reference}/evidence/{item}/copies/{number}/take",
    IssuePack: "/cases/{reference}/packs/{edition}/issue",
    DecideExport: "/cases/{reference}/exports/{number}/decide",
    TakeExport: "/cases/{reference}/exports/{number}/take",
    StopPack: "/cases/{reference}/packs/{edition}/stop",
    AddToReport: "/reports/{reference}/additions",
    StopAddingToReport: "/reports/{reference}/image-stops",
    AttachToReport: "/reports/{reference}/captures",
    InviteToRoom: "/cases/{reference}/invite-to-room",
    SendLetterLink: "/cases/{reference}/letter-links",
    SendMyPaper: "/cases/{reference}/my-papers",
    RecordEmployeePaper: "/cases/{reference}/employee-papers",
}
NO_ROUTE = {
    KeepPack: "only the worker keeps what it made",
    KeepCopy: "only the worker keeps what it made and checked",
    KeepWebPage: "only the worker keeps what it captured",
    AskWitness: "the page makes the secrets of a link and shows them once",
    TakePack: "opening the pack itself records it",
}


def routes(routers: tuple[APIRouter, ...] = ROUTERS) -> list[APIRoute]:
    return [each for router in routers for each in router.routes if isinstance(each, APIRoute)]


def acts() -> dict[str, str]:
    """The last part of the address of each act whose body is its command, by the command's name."""
    named = {each.__name__ for each in commands()}
    return {each.name: each.path.rsplit("/", 1)[1] for each in routes() if each.name in named}


ACTS = sorted(acts().values())


def test_every_command_has_a_route_or_a_reason_why_not() -> None:
    addresses = {each.path for each in routes()}
    there = acts()
    missing = [
        each.__name__
        for each in commands()
        if each not in NO_ROUTE
        and each.__name__ not in there
        and OTHERWISE.get(each) not in addresses
    ]
    assert missing == []
    assert not {each.__name__ for each in NO_ROUTE} & set(there)


def test_every_route_knows_who_is_calling() -> None:
    def calls(dependant: object) -> Iterator[object]:
        yield getattr(dependant, "call", None)
        for each in getattr(dependant, "dependencies", []):
            yield from calls(each)

    open_to_anybody = [each.path for each in routes() if caller not in set(calls(each.dependant))]
    assert open_to_anybody == []
    assert len(routes()) > 40


def test_the_description_names_every_route(world: World, api_as: SignedInAs) -> None:
    described = api_as(world.stranger).get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {f"/v1{each.path}" for each in routes()}
    finding = described["paths"]["/v1/cases/{reference}/findings"]["post"]
    body = finding["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/RecordFinding"}
    assert app.openapi_url is None


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_without_a_token(browser: Browser, act: str) -> None:
    answer = browser.post(f"/api/v1/cases/SM26-0001/{act}", json=BODIES[act])
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("act", ACTS)
def test_a_hidden_case_answers_as_one_that_does_not_exist(
    world: World, api_as: SignedInAs, act: str
) -> None:
    case = world.case(Stage.HEARING)
    calling = api_as(world.stranger)
    hidden = calling.post(f"/api/v1/cases/{case.reference}/{act}", json=BODIES[act])
    missing = calling.post(f"/api/v1/cases/SM26-9999/{act}", json=BODIES[act])
    assert hidden.status_code == 404
    assert told(hidden) == told(missing)


@pytest.mark.parametrize("act", ACTS)
def test_a_field_nobody_declared_is_refused(world: World, api_as: SignedInAs, act: str) -> None:
    body = BODIES[act] | {"surprise": "yes"}
    answer = api_as(world.stranger).post(f"/api/v1/cases/SM26-0001/{act}", json=body)
    assert answer.status_code == 422
    assert answer.json()["answers"] == {"surprise": "“surprise” is not part of this form"}
