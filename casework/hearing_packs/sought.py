"""How a name, or whatever else tells who somebody is, may stand in a text. Pure.

A text is compared without accents, ligatures and capitals, and with words that were divided at the
end of a line put together again. A full name is found however it is spaced. A name alone is found
as a word; one that is also an ordinary word only where it is plainly a name.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casework.cases.names import Registered
from casework.hearing_packs.ordinary import MONTHS, ORDINARY

LETTER = r"[^\W\d_]"
GAP = r"[\W_]{0,12}"
DIVIDED = re.compile(r"[-\u2010\u2011\u00ad\ufffe\x02][ \t]*[\r\n]+\s*")
UNSEEN = frozenset("\u00ad\ufffe\ufffd\x02")
LONG_ENOUGH = 9  # a full name of so many letters is found within a longer word too
LONG_ALONE, SHORT_ALONE = 6, 3
FEWEST_DIGITS = 7
DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")


@dataclass(frozen=True)
class Sought:
    """Somebody whom a pack does not name: what they are called in it, and how they are found."""

    label: str
    folded: tuple[re.Pattern[str], ...]
    as_written: tuple[re.Pattern[str], ...] = ()
    raw: tuple[bytes, ...] = ()  # among the bytes of a picture, without capitals

    def matches(self, text: "Text") -> Iterator[str]:
        """Whatever of them a text says."""
        for told, patterns in ((text.folded, self.folded), (text.plain, self.as_written)):
            for each in patterns:
                yield from (found[0] for found in each.finditer(told))


@dataclass(frozen=True)
class Text:
    """A text as it is compared."""

    plain: str
    folded: str

    @classmethod
    def of(cls, words: str) -> "Text":
        joined = DIVIDED.sub("", words)
        apart = unicodedata.normalize("NFKD", joined)
        plain = "".join(each for each in apart if not _is_a_mark(each))
        return cls(plain, plain.casefold())


def _is_a_mark(letter: str) -> bool:
    return letter in UNSEEN or unicodedata.category(letter) in ("Mn", "Cf")


def sought(entry: Registered, others: Collection[str] = ()) -> Sought:
    """How one entry of the register is found.

    A part of the name that somebody else in the case has too is not sought alone.
    """
    shared = {Text.of(part).folded for name in others for part in name.split()}
    folded: dict[str, None] = {}
    as_written: dict[str, None] = {}
    for way in (entry.name, *entry.also):
        told = _identifier(way)
        folded.update(dict.fromkeys(told or _in_full(way)))
    if entry.family:
        folded.update(dict.fromkeys(_short(entry)))
    for part in _alone(entry):
        if Text.of(part).folded not in shared:
            folded.update(dict.fromkeys(_by_itself(part)))
            as_written.update(dict.fromkeys(_as_a_name(part, given=part != entry.family)))
    return Sought(
        entry.label,
        tuple(re.compile(each) for each in folded),
        tuple(re.compile(each) for each in as_written),
        tuple(_raw(way) for way in (entry.name, *entry.also) if len(_letters(way)) >= LONG_ENOUGH),
    )


def _raw(way: str) -> bytes:
    return way.lower().encode()


def _letters(way: str) -> str:
    return "".join(each for each in Text.of(way).folded if each.isalnum())


def _alone(entry: Registered) -> Iterable[str]:
    """The parts of a name that are sought by themselves."""
    single = [each for each in (entry.name, *entry.also) if len(each.split()) == 1]
    parts = [entry.given, entry.family, *single]
    return dict.fromkeys(each for each in parts if each and not _identifier(each))


def _spaced(letters: str, gap: str = GAP) -> str:
    return gap.join(map(re.escape, letters))


def _bounded(pattern: str) -> str:
    return f"(?<!{LETTER}){pattern}(?!{LETTER})"


def _in_full(way: str) -> Iterator[str]:
    """A name of several words in either order, however it is spaced or divided."""
    words = way.split()
    if len(words) < 2:
        return
    for order in (words, [words[-1], *words[:-1]], [words[0], words[-1]]):
        letters = _letters(" ".join(order))
        yield _spaced(letters) if len(letters) >= LONG_ENOUGH else _bounded(_spaced(letters))


def _short(entry: Registered) -> Iterator[str]:
    """M Turner, M. Turner, mturner and Maisie T: a part of the name with a letter of the other."""
    given, family = _letters(entry.given), _letters(entry.family)
    yield _bounded(_spaced(given[:1] + family, r"[\s._]{0,3}"))
    if given not in ORDINARY:
        yield _bounded(re.escape(given) + r"[\s._]{1,2}" + re.escape(family[:1]))


def _by_itself(part: str) -> Iterator[str]:
    letters = _letters(part)
    if letters in ORDINARY or len(letters) <= SHORT_ALONE:
        return
    yield _bounded(re.escape(letters))
    yield _bounded(_spaced(letters, r"\s{1,3}"))
    if len(letters) >= LONG_ALONE:
        yield _bounded(_spaced(letters))


def _as_a_name(part: str, *, given: bool) -> Iterator[str]:
    """A short one with its capital; an ordinary word only within a sentence, and given names."""
    plain, letters = Text.of(part).plain, _letters(part)
    capital = re.escape(plain[:1].upper() + plain[1:].lower())
    if letters in ORDINARY:
        if given:
            no_day = r"(?!\s+\d)" if letters in MONTHS else ""
            yield rf"(?<=[a-z,;] ){capital}(?!\w){no_day}"
    elif len(letters) <= SHORT_ALONE:
        yield _bounded(f"(?:{capital}|{re.escape(plain.upper())})")


def _identifier(way: str) -> list[str]:
    """An address, a number or a day; nothing where it is a name."""
    plain = Text.of(way.strip()).folded
    if "@" in plain[1:]:
        return [r"\s*".join(map(re.escape, plain.replace(" ", "")))]
    day = _day(way.strip())
    if day is not None:
        return _days(day)
    digits = re.sub(r"\D", "", plain)
    if len(digits) >= FEWEST_DIGITS and not re.search(LETTER, plain):
        national = re.sub(r"^(?:0044|44|0)", "", digits)
        return [r"(?<!\d)(?:\+?\s*(?:00)?44|0)?" + GAP + _spaced(national, r"\D{0,3}") + r"(?!\d)"]
    if re.search(r"\d", plain) and re.search(LETTER, plain):
        return [rf"(?<![^\W_]){_spaced(_letters(way))}(?![^\W_])"]
    return []


def _day(said: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 (a birthday has no time)
        except ValueError:
            continue
    return None


def _days(day: date) -> list[str]:
    """A day in figures and in words."""
    month = f"{day:%B}".casefold()
    named = f"(?:0?{day.month}|{month[:3]}(?:{month[3:]})?)"
    year, gap = f"(?:{day.year}|{day:%y})", r"[\s./,-]{1,3}"
    of = rf"0?{day.day}(?:st|nd|rd|th)?(?:\s+of)?"
    return [
        rf"(?<!\d){of}{gap}{named}{gap}{year}(?!\d)",
        rf"{month[:3]}(?:{month[3:]})?{gap}0?{day.day}(?:st|nd|rd|th)?{gap}{day.year}(?!\d)",
        rf"(?<!\d){day:%Y}[-./]?{day:%m}[-./]?{day:%d}(?!\d)",
    ]
