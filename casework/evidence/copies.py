"""What a copy of an original is called when it leaves: references only, never anybody’s name."""

from pathlib import PurePath

from casework.evidence.kinds import FileKind
from casework.evidence.queries import Item

_USUAL = {
    FileKind.PNG: ".png",
    FileKind.JPEG: ".jpg",
    FileKind.GIF: ".gif",
    FileKind.WEBP: ".webp",
    FileKind.HEIC: ".heic",
    FileKind.PDF: ".pdf",
    FileKind.VIDEO: ".mp4",
    FileKind.ZIP: ".zip",
    FileKind.TIFF: ".tif",
    FileKind.WORD: ".docx",
    FileKind.WACZ: ".wacz",
    FileKind.WARC: ".warc",
    FileKind.MAIL: ".eml",
    FileKind.SAVED_PAGE: ".mhtml",
    FileKind.WEB_PAGE: ".txt",  # a browser would run what is in it
    FileKind.TABLE: ".csv",
    FileKind.TEXT: ".txt",
}
# Endings that say more than the first bytes do, and that no computer runs when they are opened.
_KEPT = {
    FileKind.JPEG: {".jpeg"},
    FileKind.VIDEO: {".mov", ".m4a", ".m4v"},
    FileKind.ZIP: {".docx", ".xlsx", ".pptx", ".odt", ".ods"},
    FileKind.TEXT: {".eml", ".json"},
    FileKind.UNKNOWN: {".doc", ".xls", ".ppt", ".msg", ".mp3", ".wav", ".webm"},
}


def copy_name(case: str, item: Item) -> str:
    """SM26-0142-E3.png, or SM26-0142-file-1c0ffee5.png before it has an exhibit number."""
    called = item.exhibit.reference if item.exhibit else f"file-{item.capture.id.hex[:8]}"
    return f"{case}-{called}{_ending(item)}"


def _ending(item: Item) -> str:
    capture = item.capture
    written = PurePath(capture.name).suffix.lower()
    if capture.name_agrees and written in _KEPT.get(capture.kind, ()):
        return written
    return _USUAL.get(capture.kind, ".bin")
