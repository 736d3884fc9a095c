"""Forty hostile files and twelve hostile texts with what must become of each.

The facts are those of a threat model: which weakness, and which verdict. A folder of files made
elsewhere is tried too when HOSTILE_FILES names it: it holds a manifest.json, a list of objects
with `id`, `file` and `expect`.
"""

import base64
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pikepdf import Pdf

from tests.hostile import archives, pdfs, pictures

REJECT, SHOWN, FLAGGED, OPAQUE = "reject", "accept_quarantine", "accept_flag", "accept_opaque"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Hostile:
    """One file: its name, what must become of it, and how it is made when it is needed."""

    id: str
    name: str
    expect: str
    made: Callable[[], bytes] = field(repr=False)


def _mail() -> bytes:
    subject = base64.b64encode(b"fwd\r\nBcc: evil@x")
    head = b"From: a@x\r\nTo: b@x\r\nSubject: =?utf-8?b?" + subject + b"?=\r\nMIME-Version: 1.0\r\n"
    parts = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(60)
    )
    page = b'<img src="http://127.0.0.1:9/pixel"><form action="http://127.0.0.1:9/">'
    return head + b"".join(parts) + b"Content-Type: text/html\r\n\r\n" + page


def _table() -> bytes:
    rows = ('"=HYPERLINK(""http://127.0.0.1:9/?""&A2,""x"")",teacher', '"@SUM(1)",x')
    more = ('"\t=1+1",x', "\"-1+cmd|' /C calc'!A0\",x")
    return "\r\n".join(("name,role", *rows, *more, "")).encode()


def _of(change: Callable[[Pdf], None], size: tuple[int, int] = pdfs.A4) -> Callable[[], bytes]:
    return partial(pdfs.changed, change, size)


CORPUS = (
    Hostile("H01", "bomb169mp.png", REJECT, lambda: pictures.flat_png(13_000, 13_000)),
    Hostile("H02", "bomb400mp.png", REJECT, lambda: pictures.flat_png(20_000, 20_000, grey=True)),
    Hostile("H03", "tall.png", SHOWN, lambda: pictures.flat_png(1_440, 44_000)),
    Hostile("H04", "frames201.tiff", REJECT, pictures.many_frames),
    Hostile("H05", "packed-text.png", REJECT, pictures.packed_text),
    Hostile("H06", "truncated.jpg", FLAGGED, pictures.cut_photograph),
    Hostile("H07", "telling.jpg", SHOWN, pictures.telling_photograph),
    Hostile("H08", "active.svg", REJECT, pictures.acting_drawing),
    Hostile("H09", "polyglot.gif", REJECT, pictures.two_kinds),
    Hostile("H10", "boasting.heic", REJECT, pictures.boasting_heic),
    Hostile("H11", "moving.webp", FLAGGED, pictures.moving),
    Hostile("H12", "opening-script.pdf", SHOWN, _of(pdfs.opening_script)),
    Hostile("H13", "acting-page.pdf", SHOWN, _of(pdfs.acting_page)),
    Hostile("H14", "embedded-program.pdf", SHOWN, _of(pdfs.carrying)),
    Hostile("H15", "vast-page.pdf", FLAGGED, lambda: pdfs.kept(pdfs.blank((14_400, 14_400)))),
    Hostile("H16", "pages200k.pdf", REJECT, _of(pdfs.two_hundred_thousand_pages, (10, 10))),
    Hostile("H17", "packed-twice.pdf", REJECT, _of(pdfs.packed_twice)),
    Hostile("H18", "laughing.pdf", FLAGGED, _of(pdfs.laughing, (100, 100))),
    Hostile("H19", "holding-itself.pdf", FLAGGED, _of(pdfs.holding_itself, (100, 100))),
    Hostile("H20", "user-password.pdf", FLAGGED, lambda: pdfs.locked("u")),
    Hostile("H21", "owner-password.pdf", SHOWN, lambda: pdfs.locked("")),
    Hostile("H22", "sending.pdf", SHOWN, _of(pdfs.sending)),
    Hostile("H23", "after-a-page.pdf", REJECT, pdfs.after_a_page),
    Hostile("H24", "under-a-box.pdf", FLAGGED, pdfs.under_a_box),
    Hostile("H25", "earlier-version.pdf", SHOWN, pdfs.with_an_earlier_version),
    Hostile("H26", "live-form.pdf", FLAGGED, _of(pdfs.live_form)),
    Hostile("H27", "truncated.pdf", REJECT, lambda: pdfs.kept(pdfs.blank())[:200]),
    Hostile("H28", "bomb.docx", REJECT, archives.bomb),
    Hostile("H29", "fetching.docx", OPAQUE, archives.fetching),
    Hostile("H30", "laughing.docx", REJECT, archives.laughing),
    Hostile("H31", "macros.docm", REJECT, archives.macros),
    Hostile("H32", "escaping.wacz", REJECT, archives.escaping),
    Hostile("H33", "crowded.wacz", REJECT, archives.crowded),
    Hostile("H34", "lying.wacz", REJECT, archives.lying),
    Hostile("H35", "nested60.eml", OPAQUE, _mail),
    Hostile("H36", "formula.csv", OPAQUE, _table),
    # H37 is fifteen names for one honest file: see NAMES.
    Hostile("H37", "honest.pdf", SHOWN, lambda: pdfs.kept(pdfs.blank())),
    Hostile("H38", "page.pdf", REJECT, lambda: b"<!doctype html><script>fetch('/admin')</script>"),
    Hostile("H39", "eicar.txt", REJECT, lambda: EICAR),
    Hostile("H40", "empty.pdf", REJECT, bytes),
)
NAMES = (
    "../../etc/passwd", "..\\..\\x.pdf", "a\r\nX-Evil: 1.pdf", "x" * 300 + ".pdf",
    "evil.pdf\x00.html", "\u202efdp.exe", "con.pdf", "th\u00e9.pdf", "the\u0301.pdf",
    '"><img src=x onerror=alert(1)>.pdf', "=cmd.pdf", ".htaccess", "a/b.pdf",
    "\U0001f469\u200d\U0001f3eb.pdf", " ",
)  # fmt: skip
TEXTS = {
    "T01": '<img src="file:///etc/passwd"><link rel=attachment href="file:///etc/hostname">'
    "<style>@import url(http://127.0.0.1:9/css);</style>",
    "T02": "{{7*7}} {% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %} ${7*7}",
    "T03": 'x","stage":"closed","z":"',
    "T04": "javascript:alert(document.cookie)",
    "T05": '<div hx-get="/admin/users" hx-trigger="load" hx-on:load="alert(1)">x</div>',
    "T06": "NUL->\x00<-NUL",
    "T07": "\ud800 lone surrogate",
    "T08": "\u202eevil\u202c \u200b\u200b zero-width \ufeff",
    "T09": "<table><tr><td>" * 60 + "deep" + "</td></tr></table>" * 60,
    "T10": "word " * 200_000,
    "T11": "Robert'); DROP TABLE cases;-- % _ \\ ' \" `",
    "T12": "\r\nBcc: attacker@example.test\r\n\r\nbody",
}


def elsewhere() -> Iterator[Hostile]:
    """Files made by somebody else, where there are any."""
    folder = Path(os.environ.get("HOSTILE_FILES", "/nowhere"))
    if not (folder / "manifest.json").is_file():
        return
    for each in json.loads((folder / "manifest.json").read_text()):
        if each["id"] != "H37":  # names, not a file
            made = (folder / each["file"]).read_bytes
            yield Hostile(f"{each['id']}-elsewhere", each["file"], each["expect"], made)
