"""What a confined process says of a file, in words that both sides know. Pure."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a file is not taken at all: it is built to harm, or it is not what it has to be."""

    PIXELS = "too_many_pixels"
    FRAMES = "too_many_frames"
    TEXT_BOMB = "packed_text"
    BROKEN = "broken"
    TWO_KINDS = "two_kinds"
    PAGES = "too_many_pages"
    DRAWING_BOMB = "packed_drawing"
    ENTRIES = "too_many_entries"
    ARCHIVE_BOMB = "packed_files"
    ESCAPES = "paths_that_escape"
    MACROS = "macros"
    ENTITIES = "entities"
    ACTIVE_DRAWING = "active_drawing"
    DISGUISED_PAGE = "disguised_page"
    TOO_MUCH = "too_much"


class Flag(StrEnum):
    """Why a file is kept and not shown as it is: somebody has to decide what becomes of it."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    MOVING = "moving"
    ENDLESS = "endless"
    VAST_PAGE = "vast_page"
    LIVE_FORM = "live_form"
    HIDDEN_WORDS = "hidden_words"
    TOO_MUCH = "too_much"
    NOT_CONFINED = "not_confined"


class Note(StrEnum):
    """What the original holds and no copy that Casework makes of it does."""

    ACTIVE = "active"
    ATTACHMENTS = "attachments"
    EARLIER_VERSIONS = "earlier_versions"
    METADATA = "metadata"
    FETCHES = "fetches"
    LOCKED_PARTS = "locked_parts"


class NotDrawn(StrEnum):
    """Why a page of something that was taken in cannot be drawn."""

    LOCKED = "locked"
    BROKEN = "broken"
    NO_SUCH_PAGE = "no_such_page"


class Declined(Exception):
    """The work ends with a reason instead of an answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(str(reason))
        self.reason = reason
