"""A font without shapes, so that words can be laid over a picture: read and copied, never seen."""

from functools import cache
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Pdf

NAME = "CaseworkUnseen"
EM, WIDTH = 1000, 500
_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@cache
def _font_file() -> bytes:
    build = FontBuilder(EM, isTTF=True)
    build.setupGlyphOrder([".notdef", "unseen"])
    build.setupCharacterMap({0x20: "unseen"})
    build.setupGlyf({".notdef": Glyph(), "unseen": Glyph()})
    build.setupHorizontalMetrics({".notdef": (WIDTH, 0), "unseen": (WIDTH, 0)})
    build.setupHorizontalHeader(ascent=EM, descent=0)
    build.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    build.setupOS2(sTypoAscender=EM, usWinAscent=EM, usWinDescent=0)
    build.setupPost()
    build.font["head"].created = build.font["head"].modified = 0  # the same font every time
    build.font.recalcTimestamp = False
    out = BytesIO()
    build.font.save(out)
    return out.getvalue()


def font_in(pdf: Pdf) -> pikepdf.Object:
    """The font as an object of a PDF: every code is its own character, and has the same width."""
    file = pdf.make_stream(_font_file(), Length1=len(_font_file()))
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name(f"/{NAME}"), Flags=4, ItalicAngle=0,
            FontBBox=Array([0, 0, WIDTH, EM]), Ascent=EM, Descent=0, CapHeight=EM, StemV=80,
            FontFile2=file,
        )
    )  # fmt: skip
    every = pdf.make_stream(b"\x00\x01" * 0x10000)
    within = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{NAME}"), DW=WIDTH,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=descriptor, CIDToGIDMap=every,
        )
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{NAME}"),
            Encoding=Name("/Identity-H"), DescendantFonts=Array([within]),
            ToUnicode=pdf.make_stream(_UNICODE),
        )
    )  # fmt: skip
