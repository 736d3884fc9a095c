"""Two versions of a policy, clause by clause: added, removed, reworded or renumbered. Pure.

A clause is the same one where its words are, whatever its number; else where number and most of
the words are; else where most of the words are, under another number.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeAlias

from casework.policies.models import Clause

# How much of the words two wordings share: under one number, and under two.
SAME_NUMBER, OTHER_NUMBER = 0.4, 0.6


@dataclass(frozen=True)
class Words:
    """A run of words that both wordings have, or only one of them."""

    text: str
    change: str = ""


class Change(StrEnum):
    """What became of a clause from one version to the other."""

    SAME = "same"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    BOTH = "renumbered_and_reworded"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Compared:
    """One clause as it was and as it is; one of the two where it is only in one version."""

    change: Change
    was: Clause | None
    now: Clause | None

    @property
    def words(self) -> list[Words]:
        """The wordings, word by word."""
        return word_by_word(self.was.text if self.was else "", self.now.text if self.now else "")

    @property
    def other_kind(self) -> bool:
        """Whether what may be alleged by it changed, whatever its words."""
        return bool(self.was and self.now and self.was.kind != self.now.kind)


def word_by_word(was: str, now: str) -> list[Words]:
    """Runs of words: `removed` stood only before, `added` stands only now."""
    theirs, ours = _split(was), _split(now)
    words: list[Words] = []
    for what, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if what == "equal":
            words.append(Words("".join(theirs[a:b])))
            continue
        words += [Words("".join(theirs[a:b]), "removed")] if b > a else []
        words += [Words("".join(ours[c:d]), "added")] if d > c else []
    return words


def _split(text: str) -> list[str]:
    """Words and the space between them, so that joined again nothing is lost."""
    return re.findall(r"\s+|[^\s]+", text)


Pair: TypeAlias = tuple[Clause, Clause]
Alike = Callable[[Clause, Clause], bool]


def compare(before: Sequence[Clause], after: Sequence[Clause]) -> list[Compared]:
    """Every clause of two versions, in the order of the later; what is gone, where it stood."""
    left, right = list(before), list(after)
    pairs: list[Pair] = []
    for alike in (_same, _same_words, _same_number, _much_the_same):
        pairs += _paired(left, right, alike)
    found = [(_place(now), Compared(_change(was, now), was, now)) for was, now in pairs]
    found += [(_place(each), Compared(Change.ADDED, None, each)) for each in right]
    at = {id(was): now.position for was, now in pairs}
    found += [(_gone(each, before, at), Compared(Change.REMOVED, each, None)) for each in left]
    return [each for _, each in sorted(found, key=lambda each: each[0])]


def _paired(left: list[Clause], right: list[Clause], alike: Alike) -> list[Pair]:
    """The clauses of both lists that are alike, taken out of them."""
    pairs: list[Pair] = []
    for was in list(left):
        now = next((each for each in right if alike(was, each)), None)
        if now is not None:
            left.remove(was)
            right.remove(now)
            pairs.append((was, now))
    return pairs


def _same(was: Clause, now: Clause) -> bool:
    return was.number == now.number and _split(was.text) == _split(now.text)


def _same_words(was: Clause, now: Clause) -> bool:
    return _split(was.text) == _split(now.text)


def _same_number(was: Clause, now: Clause) -> bool:
    return was.number == now.number and _shared(was, now) >= SAME_NUMBER


def _much_the_same(was: Clause, now: Clause) -> bool:
    return _shared(was, now) >= OTHER_NUMBER


def _shared(was: Clause, now: Clause) -> float:
    return SequenceMatcher(None, was.text.split(), now.text.split(), autojunk=False).ratio()


def _change(was: Clause, now: Clause) -> Change:
    same_words, same_number = _same_words(was, now), was.number == now.number
    if same_number:
        return Change.SAME if same_words else Change.REWORDED
    return Change.RENUMBERED if same_words else Change.BOTH


def _place(now: Clause) -> tuple[int, int, int]:
    return (now.position, 0, 0)


def _gone(was: Clause, before: Sequence[Clause], at: dict[int, int]) -> tuple[int, int, int]:
    """After the clause that stood before it, wherever that stands now."""
    earlier = [at[id(each)] for each in before if each.position < was.position and id(each) in at]
    return (earlier[-1] if earlier else -1, 1, was.position)
