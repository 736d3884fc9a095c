"""What a file is, told from its first bytes. The name is only ever a claim. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

HEAD = 4096


class FileKind(StrEnum):
    """What a file's content is, and whether it can be shown inside a page."""

    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    VIDEO = "video"
    ZIP = "zip"
    WORD = "word"
    TEXT = "text"
    UNKNOWN = "unknown"

    @property
    def is_image(self) -> bool:
        """An image every browser can show."""
        return self in {FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP}

    @property
    def is_shown(self) -> bool:
        return self.is_image or self is FileKind.PDF

    @property
    def media_type(self) -> str:
        """What a browser is told; anything it should not open is only ever a stream of bytes."""
        if self.is_image:
            return f"image/{self.value}"
        return "application/pdf" if self is FileKind.PDF else "application/octet-stream"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FileKind.PNG: "PNG image",
    FileKind.JPEG: "JPEG image",
    FileKind.GIF: "GIF image",
    FileKind.WEBP: "WebP image",
    FileKind.HEIC: "HEIC image",
    FileKind.PDF: "PDF",
    FileKind.VIDEO: "video",
    FileKind.ZIP: "ZIP archive",
    FileKind.WORD: "Word document",
    FileKind.TEXT: "plain text",
    FileKind.UNKNOWN: "file of unknown kind",
}

_CLAIMS = {
    ".png": {FileKind.PNG},
    ".jpg": {FileKind.JPEG},
    ".jpeg": {FileKind.JPEG},
    ".gif": {FileKind.GIF},
    ".webp": {FileKind.WEBP},
    ".heic": {FileKind.HEIC},
    ".pdf": {FileKind.PDF},
    ".mp4": {FileKind.VIDEO},
    ".mov": {FileKind.VIDEO},
    ".docx": {FileKind.WORD, FileKind.ZIP},
    ".zip": {FileKind.ZIP},
    ".txt": {FileKind.TEXT},
    ".eml": {FileKind.TEXT},
}


@dataclass(frozen=True)
class Recognised:
    """What a file is, and whether that is what its name says."""

    kind: FileKind
    name_agrees: bool


def recognise(name: str, head: bytes) -> Recognised:
    """Tell a file's kind from its first bytes, and whether its name claims the same."""
    kind = _by_content(head)
    if kind is FileKind.ZIP and PurePath(name).suffix.lower() == ".docx" and b"word/" in head:
        kind = FileKind.WORD
    claimed = _CLAIMS.get(PurePath(name).suffix.lower())
    return Recognised(kind, claimed is None or kind in claimed)


def _by_content(head: bytes) -> FileKind:
    for kind, starts in _STARTS:
        if head.startswith(starts):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp":
        return FileKind.HEIC if head[8:12] in _HEIC_BRANDS else FileKind.VIDEO
    return FileKind.TEXT if _is_text(head) else FileKind.UNKNOWN


_STARTS: tuple[tuple[FileKind, tuple[bytes, ...]], ...] = (
    (FileKind.PNG, (b"\x89PNG\r\n\x1a\n",)),
    (FileKind.JPEG, (b"\xff\xd8\xff",)),
    (FileKind.GIF, (b"GIF87a", b"GIF89a")),
    (FileKind.PDF, (b"%PDF-",)),
    (FileKind.ZIP, (b"PK\x03\x04",)),
)
_HEIC_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    try:
        head[:-4].decode()
    except UnicodeDecodeError:
        return False
    return True
