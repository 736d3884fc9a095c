"""The process: pages for people, the JSON API under /api, and the worker beside them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.types import ASGIApp

from api.app import app as api
from casework import database
from casework.settings import settings
from casework.worker import keep_running
from web.frame import errors
from web.frame.assets import StaticLook
from web.frame.narrowing import narrow
from web.frame.rendering import templates
from web.frame.security import Guard
from web.frame.serving import require_declared
from web.pages import ROUTERS


@contextlib.asynccontextmanager
async def life(_: FastAPI) -> AsyncIterator[None]:
    """The worker runs in this process unless the deployment runs its own."""
    if not settings().worker:
        yield
        return
    url = database.engine().url.render_as_string(hide_password=False)
    working = asyncio.create_task(keep_running(url))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


class Casework(FastAPI):
    """The guard stands around the page of a failure too, which middleware would not."""

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack())


app = Casework(openapi_url=None, docs_url=None, redoc_url=None, lifespan=life)
templates.globals.update(trust_name=settings().trust_name, embedded=settings().embedded)
for router in ROUTERS:
    app.include_router(router)
app.mount("/static", StaticLook())
app.mount("/api", api)
require_declared(app)
narrow(app)
narrow(api)
errors.install(app)
