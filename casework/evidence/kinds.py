"""What a file is, told from its first bytes. The name is only ever a claim. Pure."""

import re
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
    TIFF = "tiff"
    PDF = "pdf"
    VIDEO = "video"
    ZIP = "zip"
    WORD = "word"
    WACZ = "wacz"
    WARC = "warc"
    MAIL = "mail"
    SAVED_PAGE = "mhtml"
    WEB_PAGE = "html"
    TABLE = "csv"
    TEXT = "text"
    UNKNOWN = "unknown"

    @property
    def is_image(self) -> bool:
        """A picture: pixels, whatever else its author put beside them."""
        return self in _IMAGES

    @property
    def is_shown(self) -> bool:
        """Whether pictures of it can be made and shown."""
        return self.is_image or self is FileKind.PDF

    @property
    def is_archive(self) -> bool:
        return self in {FileKind.ZIP, FileKind.WORD, FileKind.WACZ}

    @property
    def label(self) -> str:
        return _LABELS[self]


_IMAGES = {
    FileKind.PNG,
    FileKind.JPEG,
    FileKind.GIF,
    FileKind.WEBP,
    FileKind.HEIC,
    FileKind.TIFF,
}
_LABELS = {
    FileKind.PNG: "PNG image",
    FileKind.JPEG: "JPEG image",
    FileKind.GIF: "GIF image",
    FileKind.WEBP: "WebP image",
    FileKind.HEIC: "HEIC image",
    FileKind.TIFF: "TIFF scan",
    FileKind.PDF: "PDF",
    FileKind.VIDEO: "video",
    FileKind.ZIP: "ZIP archive",
    FileKind.WORD: "Word document",
    FileKind.WACZ: "web archive (WACZ)",
    FileKind.WARC: "web archive (WARC)",
    FileKind.MAIL: "e-mail",
    FileKind.SAVED_PAGE: "saved web page (MHTML)",
    FileKind.WEB_PAGE: "web page (HTML)",
    FileKind.TABLE: "table (CSV)",
    FileKind.TEXT: "plain text",
    FileKind.UNKNOWN: "file of unknown kind",
}

_TEXTS = {FileKind.TEXT, FileKind.MAIL, FileKind.SAVED_PAGE}
_CLAIMS = {
    ".png": {FileKind.PNG},
    ".jpg": {FileKind.JPEG},
    ".jpeg": {FileKind.JPEG},
    ".gif": {FileKind.GIF},
    ".webp": {FileKind.WEBP},
    ".heic": {FileKind.HEIC},
    ".heif": {FileKind.HEIC},
    ".tif": {FileKind.TIFF},
    ".tiff": {FileKind.TIFF},
    ".pdf": {FileKind.PDF},
    ".mp4": {FileKind.VIDEO},
    ".m4v": {FileKind.VIDEO},
    ".mov": {FileKind.VIDEO},
    ".docx": {FileKind.WORD},
    ".wacz": {FileKind.WACZ},
    ".warc": {FileKind.WARC},
    ".zip": {FileKind.ZIP, FileKind.WORD, FileKind.WACZ},
    ".html": {FileKind.WEB_PAGE},
    ".htm": {FileKind.WEB_PAGE},
    ".mhtml": {FileKind.SAVED_PAGE, FileKind.MAIL},
    ".mht": {FileKind.SAVED_PAGE, FileKind.MAIL},
    ".csv": {FileKind.TABLE},
    ".txt": {FileKind.TEXT},
    ".eml": _TEXTS,
}


@dataclass(frozen=True)
class Recognised:
    """What a file is, and whether that is what its name says."""

    kind: FileKind
    name_agrees: bool


def recognise(name: str, head: bytes) -> Recognised:
    """Tell a file's kind from its first bytes, and whether its name claims the same."""
    kind = _by_content(head)
    if kind is FileKind.TEXT and PurePath(name).suffix.lower() == ".csv":
        kind = FileKind.TABLE  # commas are in every text: here only the name can tell
    return as_named(name, kind)


def as_named(name: str, kind: FileKind) -> Recognised:
    """A kind that is known, and whether the name claims it."""
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
    return _text_kind(head) if _is_text(head) else FileKind.UNKNOWN


_STARTS: tuple[tuple[FileKind, tuple[bytes, ...]], ...] = (
    (FileKind.PNG, (b"\x89PNG\r\n\x1a\n",)),
    (FileKind.JPEG, (b"\xff\xd8\xff",)),
    (FileKind.GIF, (b"GIF87a", b"GIF89a")),
    (FileKind.TIFF, (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
    (FileKind.PDF, (b"%PDF-",)),
    (FileKind.ZIP, (b"PK\x03\x04", b"PK\x05\x06")),
    (FileKind.WARC, (b"WARC/1.",)),
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|script|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_DRAWING = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*|<!doctype[^>\[]*(?:\[.*?\])?[^>]*>\s*)*<svg\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL = re.compile(
    rb"^(?:From|To|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Subject|Date):",
    re.IGNORECASE | re.MULTILINE,
)
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From: <Saved by )", re.I | re.MULTILINE)


def _text_kind(head: bytes) -> FileKind:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(plain):
        return FileKind.WEB_PAGE
    headers = _headers(plain)
    if len(_MAIL.findall(headers)) >= 2:
        return FileKind.SAVED_PAGE if _SAVED.search(headers) else FileKind.MAIL
    return FileKind.TEXT


def _headers(head: bytes) -> bytes:
    """The lines a message begins with, as long as they look like headers (RFC 5322, 2.2)."""
    at = 0
    while found := _HEADER.match(head, at):
        at = found.end()
    return head[:at]


def is_active_drawing(head: bytes) -> bool:
    """An SVG: a drawing that may hold programs, and that no list of ours allows."""
    return _DRAWING.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    try:
        head[:-4].decode()
    except UnicodeDecodeError:
        return False
    return True


_READ = {
    FileKind.TEXT,
    FileKind.TABLE,
    FileKind.WEB_PAGE,
    FileKind.MAIL,
    FileKind.SAVED_PAGE,
    FileKind.WORD,
}
_WORKBOOK = ".xlsx"


def reads_as(kind: FileKind, name: str) -> str:
    """How the words of a file are read for a pack; nothing, when it is no file of words."""
    if kind in _READ:
        return kind.value
    return "workbook" if kind is FileKind.ZIP and name.lower().endswith(_WORKBOOK) else ""
