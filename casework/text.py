"""What people type: words that can be kept, and days as people write them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, StringConstraints, ValidationError

MOST_WORDS = 20_000
KEPT_CONTROLS = "\n\t\r"
# Letters that print as nothing, although Unicode counts them among those that are seen.
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
JOINERS = "\u200c\u200d"
DAY_FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d %b %y",
)

ADDRESS = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,190}\.[^@\s,;<>\".]{2,63}")
TIME = re.compile(r"(?P<hour>\d{1,2})(:(?P<minutes>\d\d)(:\d\d)?)?(?P<half>am|pm)?")


def folded(words: str) -> str:
    """Words for comparing: no accents, no capitals, one space for anything but letters."""
    plain = unicodedata.normalize("NFKD", words)
    letters = "".join(each for each in plain if not unicodedata.combining(each)).casefold()
    return re.sub(r"\W+", " ", letters).strip()


def within(label: str) -> str:
    """A label inside a sentence: begun small, unless it begins with an abbreviation.

    Names and abbreviations further on keep their capitals: referral to the TRA.
    """
    begins = label.split(" ", 1)[0]
    return (
        label
        if begins == "I" or begins[1:] != begins[1:].lower()
        else label[:1].lower() + label[1:]
    )


def storable(value: str) -> bool:
    """True when every character can be kept: no NUL, control character or lone surrogate."""
    return not any(
        unicodedata.category(each) in ("Cc", "Cs") and each not in KEPT_CONTROLS for each in value
    )


def _kept(value: str) -> str:
    if not storable(value):
        raise ValueError("unstorable")
    return value.replace("\r\n", "\n").replace("\r", "\n")


def unseen(value: str) -> str | None:
    """The first character that nobody sees: it turns the writing around, or is nothing at all.

    A joiner stays where it shapes the letter before it, as in Persian and in the scripts of India.
    """
    for before, each in zip(f" {value}", value, strict=False):
        shapes = unicodedata.combining(before) == 9 or unicodedata.bidirectional(before) == "AL"
        if each in JOINERS and shapes:
            continue
        if each in BLANKS or unicodedata.category(each) == "Cf":
            return each
    return None


def _seen(value: str) -> str:
    if (found := unseen(value)) is not None:
        raise ValueError(f"unseen U+{ord(found):04X}")
    return value


def _one_line(value: str) -> str:
    return re.sub(r"\s+", " ", value)


def _printable(value: Any) -> Any:
    """Refuse lone surrogates before pydantic sees them: it would only say 'not a string'."""
    if isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value):
        raise ValueError("unstorable")
    return value


def read_day(value: Any) -> Any:
    """A day as people write it: 23/11/26, 23 Nov 2026, 2026-11-23. Blank is no day."""
    if not isinstance(value, str):
        return value
    written = re.sub(r"\s+", " ", value.strip())
    if not written:
        return None
    for shape in DAY_FORMATS:
        try:
            return datetime.strptime(written, shape).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise ValueError("not a day")


def read_time(value: Any) -> Any:
    """A time as people write it: 10:00, 10am, 9.30am."""
    if not isinstance(value, str):
        return value
    written = value.strip().lower().replace(".", ":").replace(" ", "")
    told = TIME.fullmatch(written)
    if told is None or (told["half"] and not 1 <= int(told["hour"]) <= 12):
        raise ValueError("write it like 10:00 or 9.30am")
    hour = int(told["hour"])
    if told["half"]:
        hour = hour % 12 + (12 if told["half"] == "pm" else 0)
    return time(hour, int(told["minutes"] or 0))


def read_nothing(value: Any) -> Any:
    """A field left blank is no answer."""
    return None if isinstance(value, str) and not value.strip() else value


def read_address(value: Any) -> Any:
    """One e-mail address, and nothing beside it."""
    if isinstance(value, str) and value.strip() and not ADDRESS.fullmatch(value.strip()):
        raise ValueError("Enter an e-mail address, like name@school.example")
    return value


Words = Annotated[str, BeforeValidator(_printable), AfterValidator(_kept)]
Prose = Annotated[Words, StringConstraints(min_length=1, max_length=MOST_WORDS)]
Line = Annotated[Words, StringConstraints(min_length=1, max_length=300), AfterValidator(_one_line)]
Name = Annotated[Line, AfterValidator(_seen)]  # of a person or a place: read as it is written
OptionalProse = Annotated[Prose | None, BeforeValidator(read_nothing)]
OptionalLine = Annotated[Line | None, BeforeValidator(read_nothing)]
OptionalName = Annotated[Name | None, BeforeValidator(read_nothing)]
OptionalAddress = Annotated[OptionalLine, BeforeValidator(read_address)]
OptionalYesNo = Annotated[bool | None, BeforeValidator(read_nothing)]
Day = Annotated[date, BeforeValidator(read_day)]
OptionalDay = Annotated[date | None, BeforeValidator(read_day)]

LIMITS = {"max_length", "le", "ge"}
# A field whose title is a question is said; the others are entered.
QUESTIONS = ("whether ", "whom ", "what ", "where ", "who ", "how ")
# What to do about an answer, by the kinds of error that pydantic has for it.
TO_DO: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset({"missing", "string_too_short", "too_short", "none_required", "date_type"}),
        "{verb} {title}",
    ),
    (
        frozenset(
            {"enum", "literal_error", "bool_parsing", "bool_type", "union_tag_invalid"}
            | {"uuid_parsing", "uuid_type"}
        ),
        "Choose {title}",
    ),
    (
        frozenset({"string_too_long", "too_long"}),
        "Shorten {title} to {limit} characters or fewer",
    ),
    (
        frozenset({"int_parsing", "int_type", "int_from_float", "int_parsing_size"}),
        "Enter {title} as a whole number",
    ),
    (frozenset({"greater_than_equal"}), "Check {title}: it must be {limit} or more"),
    (frozenset({"less_than_equal"}), "Check {title}: it must be {limit} or less"),
    (frozenset({"string_pattern_mismatch"}), "Check {title}: it is not written like one"),
    (frozenset({"extra_forbidden"}), "“{title}” is not part of this form"),
)


def _title(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """What the field is called in a sentence: the deepest field that has a title."""
    if not location:
        return "what was sent"
    field = model.model_fields.get(str(location[0]))
    if len(location) > 1 and isinstance(location[-1], str):
        return location[-1].replace("_", " ")
    return (field.title if field and field.title else str(location[-1])).replace("_", " ")


def _sentence(kind: str, title: str, message: str, limit: object) -> str:
    if "unstorable" in message:
        return f"Remove the characters that cannot be stored from {title}"
    if (at := message.find("unseen U+")) >= 0:
        return f"Remove the character that cannot be seen ({message[at + 7 :]}) from {title}"
    if "not a day" in message or kind.startswith(("date_", "datetime_")):
        return f"Enter {title} as a date, like 23 Nov 2026"
    for kinds, words in TO_DO:
        if kind in kinds:
            verb = "Say" if title.startswith(QUESTIONS) else "Enter"
            return words.format(verb=verb, title=title, limit=limit)
    return f"Check {title}: {message.removeprefix('Value error, ')}"


def plainly(model: type[BaseModel], error: ValidationError) -> dict[str, str]:
    """Each refused field, by its dotted name, with one sentence that says what to do."""
    return plain_words(model, error.errors(include_url=False))


def plain_words(model: type[BaseModel], errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The same for errors that a front door found while it read the model."""
    said: dict[str, str] = {}
    for each in errors:
        location = tuple(part for part in each["loc"] if part != "[key]")
        limit = next((n for key, n in each.get("ctx", {}).items() if key in LIMITS), None)
        name = ".".join(str(part) for part in location)
        sentence = _sentence(each["type"], _title(model, location), each["msg"], limit)
        said.setdefault(name, sentence)
    return said
