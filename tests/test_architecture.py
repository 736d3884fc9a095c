"""The shape of the house, where no other tool checks it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

import casework
from api import deps as api_deps
from api.app import app as api
from casework.access import (
    ACTION_OF,
    GRANTS,
    TRUST_GRANTS,
    Permission,
    Role,
    TrustPermission,
    TrustRole,
)
from casework.cases.stages import NEEDED, TRANSITIONS, Stage
from casework.journal import Event
from casework.procedure import Rule
from casework.sources import SOURCES
from tests.every import commands, events, openings
from tests.ordering import LONGEST
from web.app import app as web
from web.frame import deps as web_deps

ROOT = Path(casework.__file__).parents[1]
OURS = ("casework", "api", "web", "migrations", "tests")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 250, 40, 120

NEED_NOBODY = {
    "/sign-in": "it is how somebody becomes known",
    "/session": "asking how long a session lasts must not make it last longer",
    "/sign-in/code": "it is the second step of becoming known",
    "/sign-in/passkey/begin": "who it is about comes with the device's answer",
    "/sign-in/passkey": "it is how somebody becomes known",
    "/sign-in/trust": "it is how somebody becomes known",
    "/sign-in/trust/back": "it is how somebody becomes known",
    "/task/{token}": "a witness has no account; it asks for a link and its code",
    "/calendar/{token}.ics": "a calendar program cannot sign in; its address is the secret",
    "/room": "the employee has no account yet; what is typed is the secret",
    "/room/{token}": "the employee has no account yet; it asks for a link and its code",
    "/letter/{token}": "whoever collects a letter has no account; it asks for a link and its code",
    "/way-back/{token}": "it is how somebody comes back in",
    "/second-factor": "somebody on the way in: it asks for a session or for a step (web/enrolling)",
    "/second-factor/app": "the same",
    "/second-factor/app/confirm": "the same",
    "/second-factor/passkey/begin": "the same",
    "/second-factor/passkey": "the same",
    "/sign-out": "it only ends the session of whoever asks",
    "/blank": "it shows nothing, to whoever wants nothing shown",
    "/metrics": "Prometheus has no account; it asks for a token of its own, where one is set",
    "/health": "whatever watches over it has no account",
    "/ready": "a proxy that asks it has no account",
    "/help": "whoever cannot sign in must be able to read how to",
    "/help/{guide}": "the same",
    "/accessibility": "the statement is for everybody, also before they sign in",
}


def sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def rules() -> dict[int, Rule[object]]:
    """Every rule that stands in a list of rules."""
    found: dict[int, Rule[object]] = {}
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        if module.name.startswith("casework.cli"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, list):
                found |= {id(each): each for each in value if isinstance(each, Rule)}
    return found


def test_only_the_database_commits() -> None:
    allowed = "casework/database/__init__.py"
    for path, tree in sources("casework", "api", "web"):
        calls = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert "commit" not in calls or named(path) == allowed, named(path)


@pytest.mark.parametrize("act", [*commands(), *openings()], ids=lambda each: str(each.__name__))
def test_an_act_says_what_it_is_who_may_and_what_happened(act: type) -> None:
    assert isinstance(act.permission, Permission | TrustPermission)  # type: ignore[attr-defined]
    assert act.__doc__
    assert act.__doc__.strip().splitlines()[0].endswith((".", ")"))
    done = getattr(act, "perform", None) or act.open  # type: ignore[attr-defined]
    returned = str(done.__annotations__["return"])
    names = {each.__name__ for each in events()}
    assert any(name in returned for name in names), returned


@pytest.mark.parametrize("event", events(), ids=lambda each: str(each.__name__))
def test_what_happened_is_said_in_its_own_sentence(event: type[Event]) -> None:
    assert event.sentence is not Event.sentence


# What is seen, or done only as part of another act.
ASKED_FOR_BY_NO_COMMAND = {Permission.VIEW_EVIDENCE, Permission.DOWNLOAD_ORIGINAL}


def test_every_permission_is_granted_to_somebody_and_asked_for_by_something() -> None:
    assert set(GRANTS) | set(ACTION_OF) == set(Permission)
    assert set(TRUST_GRANTS) == set(TrustPermission)
    assert all(GRANTS.values())
    assert all(TRUST_GRANTS.values())
    asked = {each.permission for each in commands()}
    assert set(Permission) - asked == ASKED_FOR_BY_NO_COMMAND
    assert {each.permission for each in openings()} <= set(TrustPermission)


def test_every_role_is_called_something() -> None:
    for role in (*Role, *TrustRole):
        assert role.label[0].isupper()
        assert "_" not in role.label


def test_every_stage_is_reached_and_only_closed_is_final() -> None:
    assert {Stage.REPORTED}.union(*TRANSITIONS.values()) == set(Stage)
    assert {each for each, following in TRANSITIONS.items() if not following} == {Stage.CLOSED}
    assert set(TRANSITIONS) == set(NEEDED) == set(Stage)


def test_a_rule_has_one_meaning_and_a_known_source() -> None:
    meanings: dict[str, tuple[str, str]] = {}
    for rule in rules().values():
        assert rule.source in SOURCES, rule.id
        assert meanings.setdefault(rule.id, (rule.source, rule.says)) == (rule.source, rule.says)
    assert len(meanings) > 30


def test_a_breach_said_in_passing_has_a_known_source() -> None:
    for path, tree in sources("casework"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Breach":
                told = [each.value for each in node.args if isinstance(each, ast.Constant)]
                assert len(node.args) == 3, named(path)
                assert len(told) < 2 or told[1] in SOURCES, (named(path), told)


def routes(app: object, under: str = "") -> Iterator[APIRoute]:
    """Every route of an application; since routers are no longer flattened, of each within."""
    for each in app.routes:  # type: ignore[attr-defined]
        if isinstance(each, APIRoute):
            yield each
        elif inner := getattr(each, "original_router", None):
            yield from routes(inner)


def asks(dependant: Dependant, who: object) -> bool:
    return dependant.call is who or any(asks(each, who) for each in dependant.dependencies)


def test_every_page_knows_who_asks() -> None:
    pages = list(routes(web))
    assert len(pages) > 20
    open_to_all = {each.path for each in pages if not asks(each.dependant, web_deps.visitor)}
    assert open_to_all == set(NEED_NOBODY)


def test_every_api_route_knows_its_caller() -> None:
    found = list(routes(api))
    assert found
    assert [each.path for each in found if not asks(each.dependant, api_deps.caller)] == []


def test_files_and_functions_are_small() -> None:
    long = []
    for path, tree in sources(*OURS):
        if len(path.read_text().splitlines()) > LONGEST_FILE:
            long.append(named(path))
        long += [
            f"{named(path)}: {node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
            and not named(path).startswith("migrations/")  # one table is one statement
        ]
    assert long == []


def test_templates_are_small() -> None:
    folders = (ROOT / "web/templates", ROOT / "casework/documents/templates")
    templates = [path for folder in folders for path in folder.rglob("*.html")]
    assert len(templates) > 50
    assert [
        named(path) for path in templates if len(path.read_text().splitlines()) > LONGEST_TEMPLATE
    ] == []


def test_every_file_that_is_begun_first_is_there() -> None:
    assert [each for each in LONGEST if not (ROOT / each).is_file()] == []
