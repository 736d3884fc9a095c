"""What every pack holds beside its pages: the face of its stamps, and the facts about the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape
from zlib import compress

from casework.documents.stamping import CODES, face
from casework.documents.units.form import PACK
from casework.documents.writing_pdf import refs

LANGUAGE = "en-GB"
NAME = b"/CASEWK+SourceSans3-Semibold"
METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>Casework</pdf:Producer>
<xmp:CreateDate>{made}</xmp:CreateDate>{claims}
</rdf:Description>{extension}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
ACCESSIBLE = "\n<pdfuaid:part>1</pdfuaid:part>"
ARCHIVAL = "\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
# PDF/A knows its own names, and wants to be told of those of PDF/UA (ISO 19005-2, 6.6.2.3).
EXTENSION = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is kept to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
PROFILE = (Path(__file__).parent / "colour" / "sRGB2014.icc").read_bytes()
INTENT = (
    b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
    b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]" % PACK.COLOURS
)


@dataclass(frozen=True)
class Claims:
    """What a pack says that it keeps to: PDF/UA-1 and PDF/A-2b."""

    accessible: bool
    archival: bool


def streams(title: str, made: datetime, claims: Claims) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, entries and bytes of what is not a page.

    Only a pack that holds nothing of others claims PDF/UA: pages of others are marked, which is
    not the same as being written for everybody.
    """
    told = METADATA.format(
        title=escape(title),
        language=LANGUAGE,
        made=f"{made:%Y-%m-%dT%H:%M:%S}Z",
        claims=(ACCESSIBLE if claims.accessible else "") + (ARCHIVAL if claims.archival else ""),
        extension=EXTENSION if claims.accessible else "",
    )
    yield PACK.COLOURS, b"/N 3/Filter/FlateDecode", compress(PROFILE, 9)
    yield PACK.METADATA, b"/Type/Metadata/Subtype/XML", told.encode()
    yield PACK.OPENING, b"", b"q\n"
    cut, packed = face(), _packed_face()
    yield PACK.FACE, b"/Filter/FlateDecode/Length1 %d" % len(cut.file), packed


@cache
def _packed_face() -> bytes:
    return compress(face().file, 9)


def fonts() -> Iterator[tuple[int, bytes]]:
    """The face of the stamps, and a see-through paint for what is written across a page."""
    cut = face()
    yield (
        PACK.DESCRIPTOR,
        b"<</Type/FontDescriptor/FontName%s/Flags 32/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d"
        b"/Descent %d/CapHeight 660/StemV 110/FontFile2 %d 0 R>>"
        % (NAME, *cut.box, cut.ascent, cut.descent, PACK.FACE),
    )
    widths = b" ".join(b"%d" % each for each in cut.widths)
    yield (
        PACK.FONT,
        b"<</Type/Font/Subtype/TrueType/BaseFont%s/FirstChar %d/LastChar %d/Widths[%s]"
        b"/Encoding/WinAnsiEncoding/FontDescriptor %d 0 R>>"
        % (NAME, CODES.start, CODES.stop - 1, widths, PACK.DESCRIPTOR),
    )
    yield PACK.FAINT, b"<</Type/ExtGState/ca 0.1>>"


def root(groups: Sequence[tuple[int, bool]], first: int) -> bytes:
    """The root of the file. `groups` are layers of its pages, and whether each is off."""
    layers = b""
    if groups:
        hidden = refs(number for number, off in groups if off)
        every = refs(number for number, _ in groups)
        layers = b"/OCProperties<</OCGs[%s]/D<</Name(As they came)/OFF[%s]>>>>" % (every, hidden)
    return (
        b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(%s)"
        b"/PageLabels<</Nums[0<</S/D/St %d>>]>>/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
        b"/ViewerPreferences<</DisplayDocTitle true>>/Metadata %d 0 R%s%s>>"
        % (
            PACK.PAGES, PACK.OUTLINES, LANGUAGE.encode(), first, PACK.STRUCTURE, PACK.METADATA,
            INTENT, layers,
        )
    )  # fmt: skip
