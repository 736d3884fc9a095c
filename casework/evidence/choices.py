"""The choices that the record of an item offers, with the words people read. Pure."""

from enum import StrEnum

NOT_RECORDED = "not_recorded"


class AccessRoute(StrEnum):
    """How whoever captured it came to see it. Never a borrowed login or a made-up account."""

    PUBLIC = "public"
    OWN_ACCOUNT = "own_account"
    SHOWN = "shown_by_someone"
    SUPPLIED = "supplied_by_someone"
    WORK_SYSTEM = "work_system"
    MONITORING = "monitoring"
    NOT_RECORDED = NOT_RECORDED

    @property
    def label(self) -> str:
        return {
            AccessRoute.PUBLIC: "Anyone could see it",
            AccessRoute.OWN_ACCOUNT: "Seen in the capturer’s own account",
            AccessRoute.SHOWN: "Shown to them by someone",
            AccessRoute.SUPPLIED: "Sent to them by someone",
            AccessRoute.WORK_SYSTEM: "Found on a Trust system",
            AccessRoute.MONITORING: "Found by monitoring what staff do",
            AccessRoute.NOT_RECORDED: "Not recorded yet",
        }[self]

    @property
    def asked(self) -> str:
        """The same as an answer of whoever adds it."""
        return {
            AccessRoute.OWN_ACCOUNT: "I saw it in my own account",
            AccessRoute.SHOWN: "Somebody showed it to me",
            AccessRoute.SUPPLIED: "Somebody sent it to me",
            AccessRoute.WORK_SYSTEM: "It was on a Trust system I use",
        }.get(self, self.label)

    @property
    def first_hand(self) -> bool:
        """Whether whoever captured it saw the thing itself, and not what somebody chose to send."""
        return self not in {AccessRoute.SHOWN, AccessRoute.SUPPLIED, AccessRoute.NOT_RECORDED}


class Means(StrEnum):
    """Whether it was got by a means that nobody may use. One answer covers all of them."""

    FAIR = "none"
    BORROWED_LOGIN = "borrowed_login"
    FALSE_ACCOUNT = "false_account"
    PRESSURE = "pressure"
    UNKNOWN = "unknown"
    NOT_RECORDED = NOT_RECORDED

    @property
    def label(self) -> str:
        return {
            Means.FAIR: "None of these",
            Means.BORROWED_LOGIN: "Somebody else’s sign-in or unlocked device",
            Means.FALSE_ACCOUNT: "A made-up account, or a friend request under a pretext",
            Means.PRESSURE: "Pressure to open a private account or to hand it over",
            Means.UNKNOWN: "I do not know how they got it",
            Means.NOT_RECORDED: "Not recorded yet",
        }[self]


class ItemType(StrEnum):
    """What kind of thing was captured."""

    SCREENSHOT = "screenshot"
    WEB_PAGE = "web_page"
    WEB_ARCHIVE = "web_archive"
    RECORDING = "recording"
    MESSAGES = "messages"
    PHOTO_OF_SCREEN = "photo_of_screen"
    EMAIL = "email"
    STATEMENT = "statement"
    CCTV = "cctv"
    SYSTEM_LOG = "system_log"
    LOOK_UP = "look_up"
    PAPER = "paper"
    NOT_RECORDED = NOT_RECORDED

    @property
    def label(self) -> str:
        return {
            ItemType.SCREENSHOT: "Screenshot",
            ItemType.WEB_PAGE: "Web page as a PDF",
            ItemType.WEB_ARCHIVE: "Saved web page or archive",
            ItemType.RECORDING: "Video or recording of a screen",
            ItemType.MESSAGES: "Exported messages",
            ItemType.PHOTO_OF_SCREEN: "Photo of a screen",
            ItemType.EMAIL: "E-mail or letter",
            ItemType.STATEMENT: "Statement",
            ItemType.CCTV: "CCTV",
            ItemType.SYSTEM_LOG: "Record of a system",
            ItemType.LOOK_UP: "Note of a look-up in a register",
            ItemType.PAPER: "Another paper or file",
            ItemType.NOT_RECORDED: "Not recorded yet",
        }[self]

    @property
    def of_a_screen(self) -> bool:
        """Whether it shows something posted or sent. What nobody has described might."""
        return self in _OF_A_SCREEN


_OF_A_SCREEN = {
    ItemType.SCREENSHOT,
    ItemType.WEB_PAGE,
    ItemType.WEB_ARCHIVE,
    ItemType.RECORDING,
    ItemType.MESSAGES,
    ItemType.PHOTO_OF_SCREEN,
    ItemType.NOT_RECORDED,
}


class Form(StrEnum):
    """Whether the file is the thing itself."""

    ORIGINAL = "original"
    COPY = "copy"
    PHOTO = "photo"
    NOT_RECORDED = NOT_RECORDED

    @property
    def label(self) -> str:
        return {
            Form.ORIGINAL: "The original, as the device or site made it",
            Form.COPY: "A copy: forwarded, saved again, printed or scanned",
            Form.PHOTO: "A photo taken of a screen",
            Form.NOT_RECORDED: "Not recorded yet",
        }[self]


class Metadata(StrEnum):
    """Whether the hidden data of the file (EXIF and the like) came with it."""

    CAME_WITH_IT = "came_with_it"
    LOST_BEFORE = "lost_before"
    NOT_RECORDED = NOT_RECORDED

    @property
    def label(self) -> str:
        return {
            Metadata.CAME_WITH_IT: "Kept, as it came",
            Metadata.LOST_BEFORE: "Lost before it came, for example by a messaging app",
            Metadata.NOT_RECORDED: "Not recorded yet",
        }[self]


class LawfulBasis(StrEnum):
    """Why the Trust may keep it (UK GDPR art 6)."""

    PUBLIC_TASK = "public_task"
    LEGAL_OBLIGATION = "legal_obligation"
    CONTRACT = "contract"
    LEGITIMATE_INTERESTS = "legitimate_interests"
    NOT_RECORDED = NOT_RECORDED

    @property
    def label(self) -> str:
        return {
            LawfulBasis.PUBLIC_TASK: "Public task (art 6(1)(e))",
            LawfulBasis.LEGAL_OBLIGATION: "Legal obligation (art 6(1)(c))",
            LawfulBasis.CONTRACT: "Contract of employment (art 6(1)(b))",
            LawfulBasis.LEGITIMATE_INTERESTS: "Legitimate interests (art 6(1)(f))",
            LawfulBasis.NOT_RECORDED: "Not recorded yet",
        }[self]


class Authenticity(StrEnum):
    """What is known about whether an item is what it seems."""

    UNVERIFIED = "unverified"
    CORROBORATED = "corroborated"
    ADMITTED = "admitted"
    DISPUTED = "disputed"

    @property
    def label(self) -> str:
        return {
            Authenticity.UNVERIFIED: "Not checked with anybody yet",
            Authenticity.CORROBORATED: "Supported by another source",
            Authenticity.ADMITTED: "The employee accepts it",
            Authenticity.DISPUTED: "The employee disputes it",
        }[self]


class StillOnline(StrEnum):
    """What somebody found when they looked whether it was still there."""

    YES = "yes"
    CHANGED = "changed"
    REMOVED = "removed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            StillOnline.YES: "Yes",
            StillOnline.CHANGED: "Yes, but it has changed",
            StillOnline.REMOVED: "No, it was removed",
            StillOnline.UNKNOWN: "I do not know",
        }[self]

    @property
    def found(self) -> str:
        """The same as a sentence about a day."""
        return {
            StillOnline.YES: "Still online",
            StillOnline.CHANGED: "Online, but changed",
            StillOnline.REMOVED: "No longer online",
            StillOnline.UNKNOWN: "Could not be told",
        }[self]


class Confirms(StrEnum):
    """What somebody confirms about one item, in their own name."""

    SAW = "saw"
    GIVEN = "given"
    SAVED = "saved"

    @property
    def label(self) -> str:
        return {
            Confirms.SAW: "This is what I saw",
            Confirms.GIVEN: "This is what I was given, unchanged",
            Confirms.SAVED: "This is what was saved, and I watched or checked it",
        }[self]

    @classmethod
    def by_route(cls, route: AccessRoute) -> "Confirms":
        """What whoever adds a file can confirm, by how they came to see it."""
        return cls.GIVEN if route is AccessRoute.SUPPLIED else cls.SAW


# What stands for “nobody has recorded this”.
BLANK: frozenset[object] = frozenset({None, NOT_RECORDED, Authenticity.UNVERIFIED.value})
