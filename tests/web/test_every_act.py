"""Every act has a page, and no page of a case opens for somebody who may not know of it."""

import re

import pytest
from fastapi.routing import APIRoute

from casework.cases.gateway import Command
from casework.cases.stages import Stage
from casework.evidence.commands import (
    AdmitExhibit,
    DecidePackPlace,
    DescribeCapture,
    OpenEvidence,
    RecordCapture,
)
from casework.evidence.freezing import CheckOriginal
from casework.evidence.reporting import ReportCustody
from casework.hearing_packs.commands import IssuePack, KeepPack, MakePack, TakePack
from casework.investigation.witnesses import AskWitness, RevokeWitnessLink
from casework.reports.commands import AddToReport
from casework.reports.drafts import AttachToReport
from casework.reports.triage import TriageReport
from tests.answers import told
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.every import commands
from tests.world import World
from web.acts import BOOK
from web.pages import ROUTERS

# Acts whose page is more than a form under its case.
ELSEWHERE: dict[type[Command], str] = {
    TriageReport: "/reports/{reference}",
    AddToReport: "/report/sent/{reference}/add",
    AttachToReport: "/report/sent/{reference}/add",
    RecordCapture: "/cases/{reference}/evidence/add",
    DescribeCapture: "/cases/{reference}/evidence/{item}/details",
    AdmitExhibit: "/cases/{reference}/evidence/{item}/admit",
    DecidePackPlace: "/cases/{reference}/evidence/{item}/pack-place",
    OpenEvidence: "/cases/{reference}/evidence/{item}/copy",
    CheckOriginal: "/cases/{reference}/evidence/{item}/check",
    ReportCustody: "/cases/{reference}/evidence/{item}/custody/report",
    MakePack: "/cases/{reference}/hearing/packs",
    AskWitness: "/cases/{reference}/witnesses/ask",
    RevokeWitnessLink: "/cases/{reference}/witnesses/{link_id}/revoke",
    IssuePack: "/cases/{reference}/hearing/packs/{edition}/issue",
}
NO_PAGE = {
    KeepPack: "only the worker keeps what it made",
    TakePack: "opening the pack itself records it",
}


def routes(method: str) -> list[str]:
    every = [each for router in ROUTERS for each in router.routes if isinstance(each, APIRoute)]
    return [each.path for each in every if method in (each.methods or ())]


def test_every_command_has_a_page_or_a_reason_why_not() -> None:
    posted = set(routes("POST"))
    there = {each.command for each in BOOK.pages} | {
        command for command, path in ELSEWHERE.items() if path in posted
    }
    assert [each.__name__ for each in commands() if each not in there | set(NO_PAGE)] == []
    assert not there & set(NO_PAGE)


OF_A_CASE = sorted(each for each in routes("GET") if each.startswith("/cases/{reference}"))


@pytest.mark.parametrize("path", OF_A_CASE)
def test_a_page_of_a_hidden_case_reads_as_one_of_a_missing_case(
    world: World, signed_in_as: SignedInAs, path: str
) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case)
    place = re.sub(r"\{(?!reference)\w+\}", "1", path).replace("/evidence/1", "/evidence/E1")
    for person in (world.stranger, world.employee, world.reporter):
        browser = signed_in_as(person)
        hidden = browser.get(place.replace("{reference}", case.reference))
        missing = browser.get(place.replace("{reference}", "SM26-9999"))
        assert hidden.status_code == 404
        assert told(hidden) == told(missing)


@pytest.mark.parametrize("path", OF_A_CASE)
def test_nobody_reads_a_case_without_signing_in(browser: Browser, path: str) -> None:
    answer = browser.get(re.sub(r"\{\w+\}", "1", path))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
