"""The trust's own words for its letters, over JSON."""

from datetime import UTC, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Transaction
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.letters.wording import RewordLetter, Worded, every_letter, worded

router = APIRouter(tags=["trust"])


class PassageOut(BaseModel):
    """One paragraph that may be reworded, and what has to stay in it."""

    key: str
    says: str
    standard: str
    now: str
    must: list[str]
    may_be_empty: bool


class VersionOut(BaseModel, from_attributes=True):
    version: int
    passages: dict[str, str]
    why: str
    written_by: str
    written_at: datetime


class LetterWordsOut(BaseModel):
    code: str
    subject: str
    version: int
    passages: list[PassageOut]
    places: dict[str, str]
    history: list[VersionOut]


class Reworded(BaseModel):
    """What the journal of the trust now says, and the version that letters use."""

    sentence: str
    version: int


@router.get("/letter-words", dependencies=serves(TrustPermission.WORK_CASES))
def letters(reading: Reading, caller: Caller) -> list[LetterWordsOut]:
    """Every kind of letter, what may be reworded in it, and how it is worded now."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return [_out(each) for each in every_letter(reading)]


@router.get("/letter-words/{code}", dependencies=serves(TrustPermission.WORK_CASES))
def letter(code: str, reading: Reading, caller: Caller) -> LetterWordsOut:
    """One kind of letter, with every version of the trust’s own words."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return _out(worded(reading, code))


@router.post(
    "/letter-words", status_code=201, dependencies=serves(TrustPermission.MANAGE_TIMESCALES)
)
def reword(asked: RewordLetter, transaction: Transaction, caller: Caller) -> Reworded:
    """Put paragraphs in the trust’s own words. Letters already issued do not change."""
    event = asked.perform(transaction, caller, datetime.now(UTC))
    return Reworded(sentence=event.sentence(), version=event.version)


def _out(told: Worded) -> LetterWordsOut:
    return LetterWordsOut(
        code=told.code,
        subject=told.subject,
        version=told.version,
        passages=[
            PassageOut(
                key=each.key,
                says=each.says,
                standard=each.text,
                now=told.now(each),
                must=list(each.must),
                may_be_empty=each.optional,
            )
            for each in told.passages
        ],
        places=dict(told.places),
        history=[VersionOut.model_validate(each) for each in told.history],
    )
