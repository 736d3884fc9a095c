"""Every act has a page, and no page of a case opens for somebody who may not know of it."""

import re

import pytest
from fastapi.routing import APIRoute

from casework.cases.gateway import Command
from casework.cases.stages import Stage
from casework.evidence.capturing.commands import KeepWebPage
from casework.evidence.commands import AdmitExhibit, DecidePackPlace, RecordCapture
from casework.evidence.describing import CheckOnline, ConfirmCapture, DescribeCapture
from casework.evidence.freezing import CheckOriginal
from casework.evidence.image_stop import LiftImageStop, StopForSuspectedImage
from casework.evidence.opening import OpenEvidence
from casework.evidence.reporting import ReportCustody
from casework.hearing_packs.arranging import ArrangePack
from casework.hearing_packs.commands import IssuePack, KeepPack, MakePack, TakePack
from casework.hearing_packs.exports import DecideExport, TakeExport
from casework.hearing_packs.stopping import StopPack
from casework.investigation.witnesses import AskWitness, RevokeWitnessLink
from casework.letters.sending import EndLetterLink, SendLetterLink
from casework.redaction.commands import MoveBox, PlaceBox, RemoveBox
from casework.redaction.copies import KeepCopy, MakeCopy
from casework.redaction.opening import BeginRedaction
from casework.redaction.picking import DecideSuggestion, HideWords
from casework.redaction.release import LookAtCopy, ReleaseCopy, TakeRedactedCopy, WithdrawCopy
from casework.reports.attaching import AttachToReport
from casework.reports.collecting import StopAddingToReport
from casework.reports.commands import AddToReport
from casework.reports.triage import TriageReport
from casework.room.inviting import InviteToRoom
from casework.room.papers import RecordEmployeePaper, SendMyPaper
from tests.answers import told
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.every import commands
from tests.world import World
from web.acting.acts import BOOK
from web.pages import ROUTERS

# Acts whose page is more than a form under its case.
ELSEWHERE: dict[type[Command], str] = {
    TriageReport: "/reports/{reference}",
    AddToReport: "/report/sent/{reference}/add",
    AttachToReport: "/report/sent/{reference}/add",
    RecordCapture: "/cases/{reference}/evidence/add",
    DescribeCapture: "/cases/{reference}/evidence/{item}/details",
    ConfirmCapture: "/cases/{reference}/evidence/{item}/confirm",
    CheckOnline: "/cases/{reference}/evidence/{item}/online-check",
    StopForSuspectedImage: "/cases/{reference}/evidence/{item}/image-stop",
    StopAddingToReport: "/report/sent/{reference}/add",
    LiftImageStop: "/cases/{reference}/evidence/{item}/image-stop-lift",
    AdmitExhibit: "/cases/{reference}/evidence/{item}/admit",
    DecidePackPlace: "/cases/{reference}/evidence/{item}/pack-place",
    OpenEvidence: "/cases/{reference}/evidence/{item}/copy",
    CheckOriginal: "/cases/{reference}/evidence/{item}/check",
    ReportCustody: "/cases/{reference}/evidence/{item}/custody/report",
    BeginRedaction: "/cases/{reference}/evidence/{item}/redact",
    **dict.fromkeys(
        (PlaceBox, MoveBox, RemoveBox, HideWords, DecideSuggestion, MakeCopy),
        "/cases/{reference}/evidence/{item}/redact/{step}",
    ),
    LookAtCopy: "/cases/{reference}/evidence/{item}/copies/{number}/look",
    TakeRedactedCopy: "/cases/{reference}/evidence/{item}/copies/{number}/take",
    ReleaseCopy: "/cases/{reference}/evidence/{item}/copies/{number}/{step}",
    WithdrawCopy: "/cases/{reference}/evidence/{item}/copies/{number}/{step}",
    MakePack: "/cases/{reference}/hearing/packs",
    ArrangePack: "/cases/{reference}/hearing/order",
    DecideExport: "/cases/{reference}/exports/{number}/decide",
    TakeExport: "/cases/{reference}/exports/{number}/take",
    AskWitness: "/cases/{reference}/witnesses/ask",
    RevokeWitnessLink: "/cases/{reference}/witnesses/{link_id}/revoke",
    IssuePack: "/cases/{reference}/hearing/packs/{edition}/issue",
    InviteToRoom: "/cases/{reference}/room/invite",
    SendLetterLink: "/cases/{reference}/letters/link",
    EndLetterLink: "/cases/{reference}/letters/links/{delivery_id}/end",
    SendMyPaper: "/cases/{reference}/my-papers",
    RecordEmployeePaper: "/cases/{reference}/employee-papers",
    StopPack: "/cases/{reference}/hearing/packs/{edition}/stop",
}
NO_PAGE = {
    KeepPack: "only the worker keeps what it made",
    KeepCopy: "only the worker keeps what it made and checked",
    KeepWebPage: "only the worker keeps what it captured",
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
