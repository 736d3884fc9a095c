"""Handing out copies of an issued pack, following them and calling them back."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.hearing_packs.copies import Happened, PackCopy, copies_on, readers_of
from casework.hearing_packs.handing_out import (
    BY_HAND,
    DecideDownload,
    FollowPackCopy,
    GivePackCopy,
)
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.recalling import RecallPack, RecallPackCopy
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Ask, Option, choice, day, members, prose, select, yes_no

router = APIRouter()
EVERY = frozenset(Stage)
BACK = "/hearing#copies"


def _editions(session: Session, file: CaseFile) -> Iterable[Option]:
    for each in packs_of(session, file.case.id):
        if each.is_read:
            yield str(each.edition), each.name


def _readers(session: Session, file: CaseFile) -> Iterable[Option]:
    for person, name, part, _ in readers_of(session, file.case):
        yield str(person), f"{name}, {part}"


def _copies(session: Session, file: CaseFile) -> Iterable[Option]:
    editions = {each.id: each.edition for each in packs_of(session, file.case.id)}
    for each in copies_on(session, file.case.id):
        yield str(each.id), _called(each, editions[each.pack_id])


def _called(copy: PackCopy, edition: int) -> str:
    return f"Edition {edition}, copy {copy.number}: {copy.name}"


def _asked_for(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    """The copy or edition that the page was reached from."""
    return {name: request.query_params.get(name, "") for name in ("copy_id", "edition")}


def _which() -> Ask:
    return select("copy_id", "Which copy", _copies)


add_acts(
    router,
    ActPage(
        slug="give-pack-copy",
        command=GivePackCopy,
        title="Give somebody a copy of the pack",
        button="Make the copy",
        lead="Each copy has a number, and its reader’s name on every page.",
        asks=(
            select("edition", "Which edition", _editions),
            select("person_id", "Whose copy it is", _readers),
            yes_no("may_download", "May they save it?", "Otherwise they read it on its page."),
        ),
        start=_asked_for,
        stages=EVERY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="follow-pack-copy",
        command=FollowPackCopy,
        title="What happened to a copy",
        button="Record it",
        asks=(
            _which(),
            choice("what", "What happened to it", members(Happened, *BY_HAND)),
            day("happened_on", "Day it happened"),
            prose("told", "How, and to which address", optional=True),
        ),
        what="A copy that was returned or destroyed cannot be read any more, and its reader’s own "
        "notes are deleted.",
        start=_asked_for,
        stages=EVERY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="pack-copy-download",
        command=DecideDownload,
        title="Whether a reader may save their copy",
        button="Save",
        asks=(_which(), yes_no("may_download", "May they save it?")),
        start=_asked_for,
        stages=EVERY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="recall-pack-copy",
        command=RecallPackCopy,
        title="Recall a copy",
        button="Recall it",
        kind="danger",
        asks=(_which(), prose("reason", "Why is it recalled?")),
        what="Its reader cannot open it from this moment, and their own notes are deleted. An "
        "e-mail tells them that a paper was recalled, and nothing else. Ask for what they saved or "
        "printed.",
        start=_asked_for,
        stages=EVERY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="recall-pack",
        command=RecallPack,
        title="Recall the pack",
        button="Recall it and every copy",
        kind="danger",
        asks=(
            select("edition", "Which edition", _editions),
            prose("reason", "Why is it recalled?"),
        ),
        what="Nobody can open it or a copy of it from this moment, and an e-mail tells each reader "
        "that a paper was recalled. Another pack can then be made and issued. What was saved or "
        "printed has to be asked for.",
        start=_asked_for,
        stages=EVERY,
        back=BACK,
        listed=False,
    ),
)
