"""A trust's own words for its letters: written by whoever looks after its settings, in versions.

What a letter must say stands in its template and cannot be reworded; what is filled in stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, func, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.documents.letterhead import Letter
from casework.documents.letters import LETTERS
from casework.documents.passages import Passage, passages_for, passages_of, places_of, wrong_with
from casework.documents.printing import PrintedDocument, printed
from casework.documents.specimens import specimen
from casework.documents.wordings import (
    LetterWording,
    every_version,
    newest_of,
    versions,
    wording_of,
)
from casework.errors import NotFound, OutOfDate, WrongAnswer
from casework.journal import Event
from casework.text import Prose, Words, storable

MOST = 4_000
FIELD = "passages"


class LetterReworded(Event):
    code: str
    version: int
    passages: dict[str, str]
    why: str

    def sentence(self) -> str:
        if not self.passages:
            return f"went back to the standard words of letter {called(self.code)}"
        return f"wrote version {self.version} of the words of letter {called(self.code)}"


def called(code: str) -> str:
    """How a letter is named in a list: L-01, whoever it goes to."""
    return code.replace("DUTY-L", "L-")


def kind_of(code: str) -> type[Letter]:
    """The kind of letter.

    Raises:
        NotFound: there is none.
    """
    if code not in LETTERS:
        raise NotFound
    return LETTERS[code]


@dataclass(frozen=True)
class Worded:
    """A kind of letter, what may be reworded in it, and how it is worded now."""

    code: str
    called: str
    subject: str
    passages: list[Passage]
    places: Mapping[str, str]
    own: Mapping[str, str]
    version: int
    history: list[LetterWording]

    def now(self, passage: Passage) -> str:
        """The words of a paragraph as a letter would be printed with them today."""
        return self.own.get(passage.key, passage.text)


def worded(session: Session, code: str) -> Worded:
    """One kind of letter. Raises NotFound."""
    return _worded(kind_of(code), code, versions(session, code))


def _worded(kind: type[Letter], code: str, history: list[LetterWording]) -> Worded:
    now = newest_of(history)
    return Worded(
        code=code,
        called=called(code),
        subject=kind.subject,
        passages=list(passages_of(kind).values()),
        places=places_of(kind),
        own=now.passages,
        version=now.version,
        history=history,
    )


def every_letter(session: Session) -> list[Worded]:
    """Every kind of letter, in the order of their numbers."""
    ever = every_version(session)
    kinds = [(LETTERS[code], code) for code in sorted(LETTERS, key=called)]
    return [_worded(kind, code, ever.get(code, [])) for kind, code in kinds]


def require_sayable(code: str, told: Mapping[str, str]) -> None:
    """Refuse words that lose what must stay, or ask for what the letter does not hold.

    Raises:
        NotFound: there is no such letter.
        WrongAnswer: at each paragraph that is wrong.
    """
    kind = kind_of(code)
    wrong = wrong_with(kind, told)
    long = {key: f"Shorten it to {MOST} characters or fewer" for key, text in told.items()
            if len(text) > MOST}  # fmt: skip
    wrong |= {key: "Remove the characters that cannot be stored" for key, text in told.items()
              if not storable(text)}  # fmt: skip
    if wrong or long:
        raise WrongAnswer({f"{FIELD}.{key}": says for key, says in (long | wrong).items()})


class RewordLetter(BaseModel):
    """Put paragraphs of a kind of letter in the trust's own words. Issued letters do not change.

    A paragraph that is not named has its standard words; none named goes back to all of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    code: str
    passages: dict[str, Words] = Field(default_factory=dict, title="the paragraphs")
    why: Prose = Field(title="the reason")
    seen: int = Field(default=0, title="the version you started from")

    def perform(self, session: Session, actor: Actor, at: datetime) -> LetterReworded:
        """Keep it as the next version.

        Raises:
            NotFound: there is no such letter.
            NotPermitted: the actor does not look after the trust's settings.
            WrongAnswer: at each paragraph that is wrong; or nothing differs.
            OutOfDate: somebody wrote a version meanwhile.
        """
        require_in_trust(actor, self.permission)
        require_sayable(self.code, self.passages)
        # One version after the other, whoever writes at the same moment.
        turn = func.hashtextextended(f"casework.letter-wording {self.code}", 0)
        session.execute(select(func.pg_advisory_xact_lock(turn)))
        now = wording_of(session, self.code)
        own = self._own()
        if own == now.passages:
            raise WrongAnswer({"form": "Nothing differs from the words that are used now"})
        if now.version != self.seen:
            says = f"Somebody wrote version {now.version} meanwhile. Take over what you need"
            raise OutOfDate(says, {passage.says: now.passages[key] for key, passage
                                   in passages_of(kind_of(self.code)).items()
                                   if key in now.passages})  # fmt: skip
        kept = LetterWording(
            code=self.code,
            version=now.version + 1,
            passages=own,
            why=self.why,
            written_by=actor.name,
            written_at=at,
        )
        session.add(kept)
        session.flush()
        event = LetterReworded(
            code=self.code, version=kept.version, passages=kept.passages, why=self.why
        )
        journal.append(session, None, actor, event, at)
        return event

    def _own(self) -> dict[str, str]:
        """Only what differs from the standard words."""
        standard = passages_of(kind_of(self.code))
        told = {key: text.replace("\r\n", "\n").strip() for key, text in self.passages.items()}
        return {key: text for key, text in told.items() if text != standard[key].text}


def specimen_letter(code: str, told: Mapping[str, str]) -> PrintedDocument:
    """A letter to an invented person with these words, as it would be printed.

    Raises:
        NotFound, WrongAnswer: as `require_sayable` does.
    """
    require_sayable(code, told)
    letter = specimen(kind_of(code))
    return printed(letter.template, letter=letter, own=passages_for(letter, told))
