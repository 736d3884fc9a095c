"""Two versions of a policy side by side, for everybody who is signed in."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from casework.access import Open
from casework.policies.comparing import Change, compare
from casework.policies.queries import clauses_of, version_named, versions
from web.acting.forms import Form
from web.frame.deps import Reading, SignedIn
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/policy/compare")
Id = Annotated[str, Query(max_length=40)]


@router.get("", dependencies=serves(Open.SIGNED_IN))
def page(
    request: Request,
    reading: Reading,
    _: SignedIn,
    before: Id = "",
    after: Id = "",
    every: Annotated[str, Query(max_length=3)] = "",
) -> HTMLResponse:
    """What changed from one version to another; without two, the form that asks for them."""
    was = version_named(reading, id_in(before)) if before else None
    now = version_named(reading, id_in(after)) if after else None
    rows = compare(clauses_of(reading, was.id), clauses_of(reading, now.id)) if was and now else []
    counts = {each: sum(row.change is each for row in rows) for each in Change}
    return show(
        request,
        "policies/compare.html",
        here="policy",
        earlier=was,
        later=now,
        rows=rows if every else [row for row in rows if row.change is not Change.SAME],
        counts=[(each.label, many) for each, many in counts.items() if many],
        same=counts[Change.SAME],
        every=bool(every),
        form=Form(values={"before": before, "after": after}),
        versions=[(str(each.id), each.named) for each in versions(reading)],
    )
