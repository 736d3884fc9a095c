"""What in a PDF could act, hide or carry a file: the names of it, and finding it."""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Pdf

# Nothing under these names may be anywhere in a finished pack.
FORBIDDEN_KEYS = frozenset(
    ("/AA", "/AF", "/AcroForm", "/EF", "/EmbeddedFiles", "/JavaScript", "/JS", "/OpenAction",
     "/XFA")
)  # fmt: skip
FORBIDDEN_ACTIONS = frozenset(
    ("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition",
     "/Movie", "/Sound", "/RichMediaExecute", "/Named", "/ResetForm", "/Hide", "/SetOCGState")
)  # fmt: skip
# What such a thing is, whatever it is called (ISO 32000-1, 7.11.4 and 12.5.6).
FORBIDDEN_KINDS = frozenset(
    ("/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D")
)


ANY = re.compile(
    b"(?:%s)(?![^\\s()<>[\\]{}/%%])"
    % b"|".join(
        re.escape(each.encode()) for each in FORBIDDEN_KEYS | FORBIDDEN_ACTIONS | FORBIDDEN_KINDS
    )
)


def unsafe_in(pdf: Pdf) -> list[str]:
    """Whatever could act, hide or carry a file in a finished pack. Empty when there is nothing.

    A name that stands nowhere is nowhere a key or a kind: only where one does, be it in a
    sentence, is every object taken apart.
    """
    if not any(ANY.search(_told(each)) for each in pdf.objects):
        return []
    return sorted({found for each in pdf.objects for found in _unsafe_in(each)})


def _told(thing: pikepdf.Object) -> bytes:
    """An object in the language of PDFs, its names in the one spelling that has no escapes."""
    told = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    return told.unparse(resolved=True)


def _unsafe_in(thing: object) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, Dictionary):
        yield from FORBIDDEN_KEYS & set(thing.keys())
        yield from FORBIDDEN_ACTIONS & {str(thing.get(Name.S, ""))}
        yield from FORBIDDEN_KINDS & {str(thing.get(Name.Type)), str(thing.get(Name.Subtype))}
    for value in parts_of(thing):
        yield from _unsafe_in(value)


def parts_of(thing: object) -> list[object]:
    """What a thing holds itself. What it only refers to is looked at on its own, so loops end."""
    values: list[object] = []
    if isinstance(thing, Dictionary):
        values = list(thing.values())
    elif isinstance(thing, pikepdf.Array):
        values = list(thing)
    return [each for each in values if isinstance(each, pikepdf.Object) and not each.is_indirect]
