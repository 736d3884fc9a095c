"""What keeps people apart on one case, on one page for whoever manages it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import col, select

from casework.access import Permission, require
from casework.case_file.queries import open_case_file
from casework.cases.approvals import requests_on, told
from casework.cases.independence import Conflict
from casework.cases.sealing import named_readers
from casework.cases.waivers import waivers_on
from casework.people.queries import known_by_id
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.cases import case_page

router = APIRouter()


@router.get("/cases/{reference}/independence", dependencies=serves(Permission.RECORD_CONFLICT))
def independence(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today)
    require(file.standing, Permission.RECORD_CONFLICT)
    conflicts = list(
        reading.exec(
            select(Conflict)
            .where(Conflict.case_id == file.case.id)
            .order_by(col(Conflict.recorded_at))
        )
    )
    waivers, readers = waivers_on(reading, file.case.id), named_readers(reading, file.case.id)
    people = {each.person_id for each in conflicts} | set(readers)
    for each in waivers:
        people |= {each.person_id, each.asked_by}
        decided = (each.first_approver_id, each.second_approver_id, each.refused_by)
        people |= {one for one in decided if one}
    return show(
        request,
        "cases/independence.html",
        conflicts=conflicts,
        waivers=waivers,
        asked=[(each, told(reading, each)) for each in requests_on(reading, file.case.id)],
        readers=readers,
        names=known_by_id(reading, people),
        **case_page(file, "people"),
    )
