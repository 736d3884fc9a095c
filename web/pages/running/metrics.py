"""What this process counted, for Prometheus: only where a token is set, and only for that token."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from casework.access import Open
from casework.errors import NotFound
from casework.operations.measuring import begin_to_measure
from casework.telemetry.metrics import may_read, meters
from web.frame.serving import serves

router = APIRouter()
begin_to_measure()


@router.get("/metrics", dependencies=serves(Open.EVERYBODY))
def metrics(request: Request) -> Response:
    """Without the token there is no such page."""
    counted = meters()
    if counted is None or not may_read(request.headers.get("authorization", "")):
        raise NotFound
    return PlainTextResponse(counted.written(), media_type="text/plain; version=0.0.4")
