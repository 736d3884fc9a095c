"""Requests drawn from the API's own description, each sent by every kind of person.

None is a failure of ours, none without a good token is let in, and every answer is one that the
description promises. `FUZZ_EXAMPLES=200 ./dev test tests/access/test_fuzz.py` draws more.
"""

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.python import asgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import app as api
from api.describing import described
from api.routes import ROUTERS
from tests.access.cells import When
from tests.access.conftest import Trust
from web.app import app

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1"))
MOUNTED = "/api"
# Nobody, a stranger, whoever reported, the employee, HR with a part and without, who investigates
# and who hears, the Director of HR, the data protection officer, IT, a disabled account.
PERSONAS = ("P01", "P02", "P06", "P03", "P13", "P14", "P16", "P18", "P15", "P24", "P27", "P28")
WITHOUT = {"P01", "P28"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PROMISED = [content_type_conformance, response_schema_conformance, status_code_conformance]
DRAWN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES == 1,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@cache
def operations() -> dict[str, Any]:
    """Every operation of the API by its name."""
    told = described(api, ROUTERS, "/v1")
    told = told | {"paths": {f"{MOUNTED}{path}": each for path, each in told["paths"].items()}}
    schema = schemathesis.openapi.from_dict(told)
    found: list[Any] = [each.ok() for each in schema.get_all_operations()]  # type: ignore[union-attr]
    return {f"{each.method.upper()} {each.path}": each for each in found}


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    served: Any = app
    with asgi.get_client(served) as opened:
        yield opened


def sent(trust: Trust, client: Any, case: Any, persona: str) -> Any:
    """The answer to one drawn request, whatever it did undone."""
    headers = {"Authorization": trust.api(persona).headers["authorization"]}
    with trust.undone():
        return case.call(app=app, session=client, headers=headers)


def drawn(trust: Trust, name: str, mode: GenerationMode) -> Any:
    """Requests to one operation: about a real case as often as about none, where it names one."""
    operation = operations()[name]
    if "{reference}" not in name:
        return operation.as_strategy(mode)
    marked = trust.cases[When.NOTICED]
    reference = marked.report if "/reports/" in name else marked.reference
    real = operation.as_strategy(mode, path_parameters={"reference": reference})
    return some.one_of(real, real, operation.as_strategy(mode))


@pytest.mark.parametrize("name", sorted(operations()))
def test_whatever_is_asked_the_answer_is_one_that_is_promised(
    trust: Trust, client: Any, name: str
) -> None:
    @DRAWN
    @given(case=drawn(trust, name, GenerationMode.POSITIVE))
    def asked(case: Any) -> None:
        for persona in PERSONAS:
            answer = sent(trust, client, case, persona)
            assert answer.status_code < 500, (persona, answer.text)
            assert (answer.status_code == 401) == (persona in WITHOUT), persona
            case.validate_response(answer, checks=PROMISED)

    asked()


@pytest.mark.parametrize("name", sorted(operations()))
def test_what_cannot_be_right_is_refused(trust: Trust, client: Any, name: str) -> None:
    @DRAWN
    @given(case=drawn(trust, name, GenerationMode.NEGATIVE))
    def asked(case: Any) -> None:
        for persona in ("P01", "P13"):
            answer = sent(trust, client, case, persona)
            assert answer.status_code < 500, (persona, answer.text)
            case.validate_response(answer, checks=[negative_data_rejection])

    asked()


def test_a_method_that_is_not_offered_is_refused(trust: Trust) -> None:
    offered: dict[str, set[str]] = {}
    for name in operations():
        method, path = name.split(" ", 1)
        offered.setdefault(path, set()).add(method)
    for path, methods in offered.items():
        for method in set(METHODS) - methods:
            real = path.replace("{reference}", trust.cases[When.NOTICED].reference)
            real = real.replace("{number}", "1").replace("{item}", "E1").replace("{edition}", "1")
            answer = trust.ask(trust.api("P13"), method, real)
            assert answer.status_code == 405, (method, path)
            assert answer.headers["allow"], path
