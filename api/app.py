"""The JSON API, mounted at /api."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from api import errors
from api.deps import KNOWN
from api.describing import described
from api.routes import ROUTERS
from api.scim.app import app as scim
from api.serving import serves
from casework.access import Open

app = FastAPI(title="Casework", version="1", openapi_url=None, docs_url=None, redoc_url=None)
for router in ROUTERS:
    app.include_router(router, prefix="/v1")


@app.get(
    "/v1/openapi.json", include_in_schema=False, dependencies=[*KNOWN, *serves(Open.SIGNED_IN)]
)
def openapi() -> JSONResponse:
    """What this API offers, for somebody with a token."""
    return JSONResponse(described(app, ROUTERS, "/v1"))


app.mount("/scim/v2", scim)

errors.install(app)
