"""What signing in leaves in a browser, where it leads, and how its pages ask for a passkey."""

from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from casework.people.credentials import StepKind
from casework.people.entrance import Entered
from casework.people.passkeys import Asked, Here
from casework.settings import settings
from web.frame.deps import COOKIE

STEP_COOKIE = f"{COOKIE}_step"
STEP_SECONDS = 600
NEXT_PAGE = {
    StepKind.SECOND_FACTOR: "/sign-in/code",
    StepKind.ENROLMENT: "/second-factor",
}


def place(to: str) -> str:
    """Where to go after signing in: a path of ours, never another site."""
    ours = to.startswith("/") and not to.startswith(("//", "/\\"))
    return to if ours and to.isprintable() and "\\" not in to else "/"


def here(request: Request) -> Here:
    """The address under which this browser reaches us; passkeys belong to it."""
    return Here(settings().origin or f"{request.url.scheme}://{request.headers.get('host', '')}")


def _keep(answer: Response, name: str, secret: str, seconds: int | None = None) -> None:
    answer.set_cookie(
        name,
        secret,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=COOKIE.startswith("__Host-"),
        path="/",
    )


def forget(answer: Response, name: str) -> None:
    answer.delete_cookie(name, path="/", secure=COOKIE.startswith("__Host-"), httponly=True)


def keep_session(answer: Response, secret: str) -> None:
    """Give a browser its session; whatever step led there is over."""
    _keep(answer, COOKIE, secret)
    forget(answer, STEP_COOKIE)


def keep_step(answer: Response, secret: str) -> None:
    _keep(answer, STEP_COOKIE, secret, STEP_SECONDS)


def keep_trip(answer: Response, name: str, secret: str) -> None:
    """What a browser must bring back from the trust's own sign-in: it asked, and nobody else."""
    _keep(answer, name, secret, STEP_SECONDS)


def entered(what: Entered, to: str) -> Response:
    """On to the page asked for, or to the next step on the way in."""
    if what.step is None:
        answer = RedirectResponse(place(to), 303)
        keep_session(answer, what.secret)
        return answer
    answer = RedirectResponse(f"{NEXT_PAGE[what.step]}?{_query(to)}", 303)
    keep_step(answer, what.secret)
    return answer


def _query(to: str) -> str:
    return urlencode({"to": place(to)})


def asked_of_device(asked: Asked) -> JSONResponse:
    """What a page's script hands to the browser."""
    body: dict[str, Any] = {"step": asked.step, "options": asked.options}
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


def signed_out() -> Response:
    """Back to the sign-in page, with nothing left in the browser."""
    answer = RedirectResponse("/sign-in", 303)
    forget(answer, COOKIE)
    forget(answer, STEP_COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
