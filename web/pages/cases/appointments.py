"""Giving people a part in a case."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.access import Role
from casework.case_file.queries import CaseFile
from casework.cases.commands import (
    APPOINTABLE,
    ENDED_HERE,
    Appoint,
    EndAppointments,
    IdentifyEmployee,
)
from casework.cases.stages import Stage
from casework.people.queries import Known, serving, with_account
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, members, select
from web.frame.deps import today

router = APIRouter()

NO_ACCOUNT = "Whoever has no account yet cannot read the case: ask an IT administrator for one"


def drawn(people: Iterable[Known]) -> list[Option]:
    """People as options: family name first, then what they do and where."""
    return [(str(each.id), f"{each.listed} ({each.job_title}, {each.academy})") for each in people]


def everybody(session: Session, _file: CaseFile) -> list[Option]:
    """Anybody may be asked; the rules of independence say who may not take a part."""
    return drawn(serving(session, today()))


def readers(session: Session, _file: CaseFile) -> list[Option]:
    """The same people; whoever could not sign in to read the case is marked."""
    people = serving(session, today())
    here = with_account(session, {each.id for each in people})
    marks = ("" if each.id in here else ", no account yet" for each in people)
    return [(each[0], f"{each[1]}{mark}") for each, mark in zip(drawn(people), marks, strict=True)]


def _asked_role(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    """A link from the checklist names the part that is missing."""
    asked = request.query_params.get("role", "")
    return {"role": asked} if asked in {each.value for each in APPOINTABLE} else {}


add_acts(
    router,
    ActPage(
        slug="identify-employee",
        command=IdentifyEmployee,
        title="Record who the case is about",
        button="Record the member of staff",
        lead="The report did not know who it was.",
        what="They can never see this case, and any part they had in it ends.",
        asks=(select("person_id", "Member of staff", everybody),),
        stages=frozenset({Stage.TRIAGE}),
        back="/people",
    ),
    ActPage(
        slug="appoint",
        command=Appoint,
        title="Appoint somebody",
        button="Appoint them",
        lead="Whoever reported, investigated or managed the case cannot hear it.",
        what="They can see the case from now on. For a part that one person holds, "
        "whoever held it before no longer does.",
        asks=(
            select("role", "Part in the case", members(Role, *APPOINTABLE)),
            select("person_id", "Person", readers, NO_ACCOUNT),
        ),
        start=_asked_role,
    ),
    ActPage(
        slug="end-appointments",
        command=EndAppointments,
        title="End a part in the case",
        button="End it",
        what="They no longer see the case. What they did stays in the journal.",
        asks=(
            select(
                "role",
                "Part that ends",
                members(Role, *ENDED_HERE),
            ),
        ),
        back="/people",
    ),
)
