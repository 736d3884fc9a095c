"""What keeps pages out of PDF/A-2b (ISO 19005-2, level B), as far as a program of ours can tell.

No validator is in the registries that Casework is built from. What is looked for here is what is
met in practice; what is not looked for is said in `NOT_LOOKED_FOR`, and printed in each pack.
"""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from casework.documents.acting import parts_of
from casework.documents.conformance import faces_missing

PRESS_COLOURS = "colours of a printing press"
LOOKED_FOR = (
    "typefaces that are not in the file",
    "colours of a printing press (CMYK) and inks without a profile",
    "pictures as JPEG 2000, smoothed by their reader, or with a second version",
    "ways of packing and of blending that the standard does not have",
    "locks, scripts, actions, attachments, and drawings that are kept elsewhere",
    "pages smaller or larger than the standard allows",
)
NOT_LOOKED_FOR = (
    "the inside of typefaces and of colour profiles that others brought",
    "how a screen reader reads a page, which no program can tell",
)
# A number or a closing bracket, and then the operator that sets a colour of a press.
_SETS_PRESS = re.compile(rb"(?:^|[\d.\s])\s[kK](?=\s|$)")
_BLENDS = frozenset(
    f"/{each}"
    for each in [
        "Normal",
        "Compatible",
        "Multiply",
        "Screen",
        "Overlay",
        "Darken",
        "Lighten",
        "ColorDodge",
        "ColorBurn",
        "HardLight",
        "SoftLight",
        "Difference",
        "Exclusion",
        "Hue",
        "Saturation",
        "Color",
        "Luminosity",
    ]
)
_UNPACKED_BY_NOBODY = frozenset({"/LZWDecode", "/LZW", "/Crypt"})
_INKS = frozenset({"/Separation", "/DeviceN"})
SMALLEST, LARGEST = 3, 14_400


def unfit_in(pdf: Pdf) -> tuple[str, ...]:
    """Why the pages of a file cannot be in a PDF/A-2b, in words; nothing, when they can."""
    found = dict.fromkeys(each for thing in pdf.objects for each in _unfit(thing))
    if faces := faces_missing(pdf):
        found[f"it does not bring the typeface {', '.join(faces)}"] = None
    if any(_is_too_large(page) for page in pdf.pages):
        found["a page is smaller or larger than the standard allows"] = None
    if PRESS_COLOURS not in found and _paints_for_a_press(pdf):
        found[PRESS_COLOURS] = None
    return tuple(found)


def _unfit(thing: object) -> Iterator[str]:
    """What is wrong with one object, and with whatever it holds itself."""
    if isinstance(thing, Name) and thing == Name.DeviceCMYK:
        yield PRESS_COLOURS
    if isinstance(thing, Array):
        yield from _unfit_space(thing)
    if isinstance(thing, Stream):
        yield from _unfit_stream(thing)
        thing = thing.stream_dict
    if isinstance(thing, Dictionary):
        yield from _unfit_state(thing)
    for value in parts_of(thing):
        yield from _unfit(value)


def _unfit_space(space: Array) -> Iterator[str]:
    """An ink has another colour beside it, for whoever has not got the ink."""
    if len(space) > 3 and str(space[0]) in _INKS and space[2] == Name.DeviceCMYK:
        yield PRESS_COLOURS


def _unfit_stream(stream: Stream) -> Iterator[str]:
    packed = stream.get(Name.Filter)
    ways = {str(each) for each in packed} if isinstance(packed, Array) else {str(packed)}
    if ways & _UNPACKED_BY_NOBODY:
        yield "it is packed in a way that the standard does not have"
    if Name.F in stream:
        yield "part of it is kept elsewhere"
    yield from _unfit_picture(stream, ways)
    kinds = {stream.get(Name.Subtype), stream.get(Name.Subtype2)}
    if Name.PS in kinds or Name.PS in stream or Name.Ref in stream:
        yield "part of it is drawn by another program"


def _unfit_picture(stream: Stream, ways: set[str]) -> Iterator[str]:
    if "/JPXDecode" in ways:
        yield "a picture is a JPEG 2000"
    if bool(stream.get(Name.Interpolate, False)):
        yield "a picture is smoothed by its reader"
    if Name.Alternates in stream or Name.OPI in stream:
        yield "a picture has a second version"


def _unfit_state(told: Dictionary) -> Iterator[str]:
    """How things are painted: blending, and corrections for one printer."""
    blend = told.get(Name.BM)
    named = {str(each) for each in blend} if isinstance(blend, Array) else {str(blend)}
    if blend is not None and not named <= _BLENDS:
        yield "it is blended in a way that the standard does not have"
    if Name.TR in told or Name.HTP in told or str(told.get(Name.TR2, "/Default")) != "/Default":
        yield "it is corrected for one printer"
    if told.get(Name.Subtype) == Name.CIDFontType2 and Name.CIDToGIDMap not in told:
        yield "a typeface does not say which letter is which"


def _is_too_large(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(each) for each in page.mediabox)
    sides = abs(right - left), abs(top - bottom)
    return min(sides) < SMALLEST or max(sides) > LARGEST


def _paints_for_a_press(pdf: Pdf) -> bool:
    """Whether something is painted in colours of a press by name alone. Wide: words may say so."""
    for page in pdf.pages:
        drawn = page.obj.get(Name.Contents)
        every = list(drawn) if isinstance(drawn, Array) else [drawn]
        if any(_sets_press(each) for each in every):
            return True
    forms = (each for each in pdf.objects if isinstance(each, Stream))
    return any(_sets_press(each) for each in forms if each.get(Name.Subtype) == Name.Form)


def _sets_press(drawn: object) -> bool:
    if not isinstance(drawn, Stream):
        return False
    return _SETS_PRESS.search(drawn.read_bytes()) is not None
