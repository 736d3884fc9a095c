"""How wide Helvetica's letters are, in thousandths of the size (Adobe's published metrics)."""

FROM_SPACE = (
    (278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278)
    + (556,) * 10
    + (278, 278, 584, 584, 584, 556, 1015)
    + (667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833)
    + (722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611)
    + (278, 278, 278, 469, 556, 333)
    + (556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833)
    + (556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500)
    + (334, 260, 334, 584)
)
OF_PUNCTUATION = {"“": 333, "”": 333, "‘": 222, "’": 222, "–": 556, "·": 278, "…": 1000}
ANY_OTHER = 556
BOLD_IS_WIDER_BY = 1.08


def letter_width(letter: str) -> int:
    place = ord(letter) - ord(" ")
    if 0 <= place < len(FROM_SPACE):
        return FROM_SPACE[place]
    return OF_PUNCTUATION.get(letter, ANY_OTHER)


def width(text: str, size: float, bold: bool) -> float:
    wider = BOLD_IS_WIDER_BY if bold else 1
    return sum(map(letter_width, text)) * size / 1000 * wider


def wrapped(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The text in lines that fit the room; a single longer word stands alone."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width(longer, size, bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def encoded(text: str) -> bytes:
    """A PDF string in the Windows alphabet. Raises UnicodeEncodeError for a letter outside it."""
    safe = text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        safe = safe.replace(special, b"\\" + special)
    return b"(" + safe + b")"
