"""Whom a pack hides, and why the two sides read different packs."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.hearing_packs.arrangement import arrangement_of, profile_now
from casework.hearing_packs.differing import ChoosePackProfile, ExplainPackDifference
from casework.hearing_packs.profiles import PROFILES, profiles_for
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.sides import sides_of
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, choice, prose
from web.views.packview import kind_in

router = APIRouter()


def _profiles(_session: Session, _file: CaseFile) -> Iterable[Option]:
    for each, hiding in PROFILES.items():
        yield each.value, hiding.label, hiding.says


def _kind(request: Request) -> PackKind:
    return kind_in(request.query_params.get("kind", ""))


def _chosen(session: Session, file: CaseFile, request: Request) -> dict[str, Any]:
    kind = _kind(request)
    profile = profile_now(session, file.case.id, kind)
    return {"kind": kind.value, "profile": profile.value}


def _told(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    """What each profile says, and the ones that this kind of pack may have."""
    kind = _kind(request)
    may = profiles_for(kind)
    return {
        "pack_kind": kind,
        "hidings": [(each, PROFILES[each], each in may) for each in PROFILES],
    }


def _reason(session: Session, file: CaseFile, request: Request) -> dict[str, Any]:
    kind = _kind(request)
    row = arrangement_of(session, file.case.id, kind)
    return {"kind": kind.value, "reason": row.why_differs or ""}


def _unlike(session: Session, file: CaseFile, request: Request) -> dict[str, Any]:
    kind = _kind(request)
    return {"pack_kind": kind, "sides": sides_of(session, file.case, kind)}


add_acts(
    router,
    ActPage(
        slug="pack-profile",
        command=ChoosePackProfile,
        title="Whom the pack hides",
        button="Use this for the pack",
        lead="Whoever is hidden has another name in all that we print, and is looked for on every "
        "page before the pack is kept.",
        what="Drafts and final packs made from now on hide them. The cover says which you chose.",
        asks=(
            choice("profile", "Whom it hides", _profiles),
            prose("reason", "Why this is right for this pack"),
        ),
        template="packs/profile.html",
        start=_chosen,
        extra=_told,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="pack-difference",
        command=ExplainPackDifference,
        title="Why the two sides read different packs",
        button="Record the reason",
        lead="Both sides read the same documents, or the pack says why they do not.",
        what="The reason is printed in the pack, with what is different. Both sides read it. The "
        "pack has to be made again, so that it says so.",
        asks=(prose("reason", "Why they differ", "Both sides read this."),),
        template="packs/difference.html",
        start=_reason,
        extra=_unlike,
        back="/hearing",
        listed=False,
    ),
)
