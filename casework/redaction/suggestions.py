"""Places where a name may stand, found in the words of an original. A person decides each. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.cases.names import Registered, places_of
from casework.redaction.places import Place, Word, around, is_hidden

PERSON = "Somebody in the case"  # a name of the case's people who has no pseudonym


@dataclass(frozen=True)
class Suggestion:
    """The words from first to last on a page, which may name somebody."""

    page: int
    first: int
    last: int
    text: str
    line: int
    label: str
    places: tuple[Place, ...]

    @property
    def key(self) -> tuple[int, int, int]:
        return self.page, self.first, self.last


def suggested(
    page: int, words: tuple[Word, ...], entries: Iterable[Registered]
) -> list[Suggestion]:
    """Every place on a page where one of these names may stand, in reading order."""
    seen = [(at, each) for at, each in enumerate(words) if each.seen]
    texts = [each.text for _, each in seen]
    found: dict[tuple[int, int], Suggestion] = {}
    for entry in entries:
        for first, last in places_of(texts, entry):
            told = [each for _, each in seen[first : last + 1]]
            spot = (seen[first][0], seen[last][0])
            found.setdefault(
                spot,
                Suggestion(
                    page=page,
                    first=spot[0],
                    last=spot[1],
                    text=" ".join(each.text for each in told),
                    line=told[0].line,
                    label=entry.label,
                    places=tuple(around(told)),
                ),
            )
    return _widest(found.values())


def _widest(found: Iterable[Suggestion]) -> list[Suggestion]:
    """One suggestion for one place: the longer name, when one lies within another."""
    kept: list[Suggestion] = []
    for each in sorted(found, key=lambda one: (one.first - one.last, one.first)):
        if not any(one.first <= each.last and each.first <= one.last for one in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.first)


def is_decided(
    suggestion: Suggestion,
    words: tuple[Word, ...],
    boxes: list[Place],
    left: set[tuple[int, int, int]],
) -> bool:
    """Whether somebody left it as it is, or every word of it is hidden."""
    if suggestion.key in left:
        return True
    told = words[suggestion.first : suggestion.last + 1]
    return all(is_hidden(each, boxes) for each in told if each.seen)
