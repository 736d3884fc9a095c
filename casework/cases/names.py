"""How a registered name is written, and where words say it. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

POSSESSIVE = re.compile(r"['’‘`][sS]?$")
SHORTEST_WITHIN, SHORTEST_ALIKE = 4, 5
ALIKE = 0.8  # one letter read wrongly in a name of six, or two read as one


@dataclass(frozen=True)
class Registered:
    """One entry of a case's register: its label, and the ways in which the name is written."""

    label: str
    name: str
    also: tuple[str, ...] = ()

    @cached_property
    def given(self) -> str:
        return self.name.split()[0]

    @cached_property
    def family(self) -> str:
        parts = self.name.split()
        return parts[-1] if len(parts) > 1 else ""

    @cached_property
    def written(self) -> tuple[str, ...]:
        """As people write it in a sentence, the longest first; the given name alone is the last."""
        short = (f"{self.given} {self.family[0]}",) if self.family else ()
        told = (self.name, *short, *self.also, self.given)
        return tuple(sorted(dict.fromkeys(told), key=len, reverse=True))

    @cached_property
    def sequences(self) -> tuple[tuple[str, ...], ...]:
        """The same as words one after the other, and the family name alone; for finding places."""
        told = {tuple(filter(None, map(bare, each.split()))) for each in self.written}
        told.add((bare(self.family),) if self.family else ())
        if self.family:
            given, family = bare(self.given), bare(self.family)
            told |= {(given + family,), (given + family[:1],), (given[:1] + family,)}
        return tuple(sorted(told - {()}, key=len, reverse=True))

    @cached_property
    def initials(self) -> str:
        return "".join(each[0] for each in self.name.split()).upper() if self.family else ""


def bare(word: str) -> str:
    """A word for comparing: no accents, capitals, digits or marks, and nobody’s."""
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", word.strip('.,;:!?()[]“”"')))
    return "".join(each for each in plain if each.isalpha()).casefold()


def places_of(words: list[str], entry: Registered) -> list[tuple[int, int]]:
    """Where a name may stand among words: first and last of each place. Wide: a person decides."""
    told, found, at = [bare(each) for each in words], [], 0
    while at < len(words):
        length = _length_at(words, told, at, entry)
        if length:
            found.append((at, at + length - 1))
        at += length or 1
    return found


def _length_at(words: list[str], told: list[str], at: int, entry: Registered) -> int:
    for sequence in entry.sequences:
        if tuple(told[at : at + len(sequence)]) == sequence:
            return len(sequence)
    if _is_initials(words, at, entry.initials):
        return len(entry.initials)
    if _is_joined_initials(words[at], entry.initials) or _contains(told[at], entry):
        return 1
    return 0


def _is_initials(words: list[str], at: int, initials: str) -> bool:
    """M. T. as words of their own."""
    told = [POSSESSIVE.sub("", each).strip(".,;:") for each in words[at : at + len(initials)]]
    return len(initials) > 1 and told == list(initials)


def _is_joined_initials(word: str, initials: str) -> bool:
    """MT, M.T. or M.T.’s, in capitals."""
    letters = [each for each in POSSESSIVE.sub("", word) if each.isalpha()]
    return len(initials) > 1 and "".join(letters) == initials


def _contains(word: str, entry: Registered) -> bool:
    """A handle made from the name (@maisie_t09), or the name with a letter read wrongly."""
    for name in map(bare, (entry.given, entry.family, *entry.also)):
        if len(name) >= SHORTEST_WITHIN and name in word:
            return True
        close = len(name) >= SHORTEST_ALIKE and abs(len(name) - len(word)) <= 1
        if close and SequenceMatcher(None, name, word).ratio() >= ALIKE:
            return True
    return False


def _pattern(way: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(way)}(?!\w)")


def names_in(text: str, entries: Iterable[Registered]) -> list[tuple[str, Registered]]:
    """The registered names that a text says, as written there, each once."""
    found = []
    for entry in entries:
        for way in entry.written:
            # A given name may be an ordinary word: only with its capital it is a name.
            if _pattern(way).search(text):
                found.append((way, entry))
                break
    return found


def spoken(text: str, entries: Iterable[Registered], others: Collection[str] = ()) -> str:
    """A text with each registered name written as its label.

    A given name that somebody else in the case has too is left alone, for it may be theirs.
    """
    theirs = {each for name in others for each in name.split()}
    for entry in entries:
        for way in entry.written:
            if way not in theirs:
                text = _pattern(way).sub(entry.label, text)
    return text
