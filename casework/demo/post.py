"""What a drawn screenshot shows: an account, what it said, and who answered."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """The kinds of place a post is seen in. None of them is any real product."""

    PHOTO_FEED = "photo_feed"
    MICROBLOG = "microblog"
    COMMUNITY = "community"
    CHAT = "chat"
    PROFESSIONAL = "professional"
    VIDEO = "video"
    PROFILE = "profile"


class Scene(StrEnum):
    """The drawings that stand where a photograph would be. Shapes only, never a face."""

    STAGE = "stage"
    HARVEST = "harvest"
    CLASSROOM = "classroom"
    MINIBUS = "minibus"
    PLAYGROUND = "playground"
    DESK = "desk"
    FIELD = "field"
    KITCHEN = "kitchen"
    CORRIDOR = "corridor"
    LABORATORY = "laboratory"
    CREST = "crest"


class Shape(StrEnum):
    """The screen a post was seen on."""

    PHONE = "phone"
    DESKTOP = "desktop"


@dataclass(frozen=True)
class Comment:
    """One answer under a post, or one message of a conversation."""

    author: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post as it stood on the screen when somebody saved it."""

    look: Look
    handle: str
    display_name: str
    caption: str
    shown_at: str
    subtitle: str = ""
    scene: Scene | None = None
    comments: tuple[Comment, ...] = ()
    likes: int = 0
    shares: int = 0
    shape: Shape = Shape.PHONE
    clock: str = "08:41"
