"""Forty hostile files, and mutations of each, sent to a real Casework while somebody watches it."""

import json
import os
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import col, select

from casework.database import reading_as_casework
from casework.evidence.intake import TURNING
from casework.evidence.models import Capture
from tests.hostile.corpus import CORPUS, FLAGGED, NAMES, OPAQUE, REJECT, SHOWN, Hostile, elsewhere
from tests.hostile.serving import Pulse, Served

VERDICTS = {"shown": SHOWN, "flagged": FLAGGED, "opaque": OPAQUE}
MARKERS = (b"ZZ-EXIF-MARKER", b"ZZ-COMMENT", b"Exif\x00\x00")
MUTATIONS, SEED = int(os.environ.get("HOSTILE_MUTATIONS", "1")), 20261122
SLOWEST, LARGE = 1.0, 300_000


def captures() -> list[Capture]:
    with reading_as_casework() as session:
        rows = list(session.exec(select(Capture).order_by(col(Capture.taken_in_at))))
        session.expunge_all()
        return rows


def stored(store: Path) -> int:
    return sum(each.is_file() for each in (store / "evidence").rglob("*"))


def verdict_on(served: Served, reference: str, file: Hostile, content: bytes) -> str:
    """Send a file; what the answer, the row and the store say became of it."""
    before = len(captures())
    answer = served.send(f"/cases/{reference}/evidence/files", file.name, content)
    rows = captures()
    if answer.status_code == 422:
        assert len(rows) == before, file.id
        return REJECT
    assert answer.status_code == 200, (file.id, answer.status_code, answer.text[:200])
    assert len(rows) == before + 1, file.id
    return VERDICTS[rows[-1].treatment]


def pictures_on(served: Served, reference: str, capture: Capture) -> Iterator[bytes]:
    """Every picture that the page of an item shows."""
    page = served.get(f"/cases/{reference}/evidence/{capture.id}")
    assert page.status_code == 200
    for place in re.findall(r'<img src="(/cases[^"]+)"', page.text):
        sent = served.get(place)
        assert sent.status_code in (200, 422), place
        if sent.status_code == 200:
            assert sent.headers["content-type"] in ("image/png", "image/jpeg")
            yield sent.content


def mutated(content: bytes, luck: random.Random) -> Iterator[bytes]:
    """The same file cut short, with bytes changed, and with other bytes after it."""
    if not content:
        return
    yield content[: luck.randrange(1, len(content) + 1)]
    changed = bytearray(content)
    for _ in range(luck.randrange(1, 9)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    yield bytes(changed)
    yield content + luck.randbytes(64) + content[:2000]


def test_each_of_forty_gets_its_verdict_while_others_go_on_working(
    served: tuple[Served, str], tmp_path: Path
) -> None:
    there, reference = served
    started = there.process.pid
    wrong, sent = [], 0
    luck = random.Random(SEED)
    with Pulse(there.address) as pulse:
        for file in (*CORPUS, *elsewhere()):
            content = file.made()
            got = verdict_on(there, reference, file, content)
            sent += 1
            if got != file.expect:
                wrong.append((file.id, file.name, file.expect, got))
            if got != REJECT:
                _require_only_pixels(there, reference, captures()[-1])
            for changed in list(mutated(content, luck))[:MUTATIONS]:
                there.send(f"/cases/{reference}/evidence/files", file.name, changed)
                sent += 1
                for kept in captures()[-1:]:
                    there.get(f"/cases/{reference}/evidence/{kept.id}")
    assert wrong == []
    assert there.failures == []
    assert pulse.wrong == []
    assert pulse.slowest_but_one_in_a_hundred < SLOWEST
    assert (there.process.poll(), there.process.pid) == (None, started)
    assert stored(tmp_path / "store") == len(captures())
    said = {"sent": sent, "asked": len(pulse.waits), "p99": pulse.slowest_but_one_in_a_hundred}
    (tmp_path.parent / "hostile.json").write_text(json.dumps(said))


def _require_only_pixels(served: Served, reference: str, capture: Capture) -> None:
    for picture in pictures_on(served, reference, capture):
        for marker in MARKERS:
            assert marker not in picture, capture.name


def test_a_file_may_be_called_anything_and_is_saved_under_its_reference(
    served: tuple[Served, str],
) -> None:
    there, reference = served
    honest = next(each for each in CORPUS if each.id == "H37").made()
    for name in NAMES:
        there.client.headers["content-type"] = "multipart/form-data; boundary=here"
        quoted = name.replace('"', "%22").encode()
        body = (
            b'--here\r\nContent-Disposition: form-data; name="files"; filename="'
            + quoted.replace(b"\r\n", b"%0D%0A")
            + b'"\r\nContent-Type: application/pdf\r\n\r\n'
            + honest
            + b"\r\n--here--\r\n"
        )
        answer = there.client.post(f"/cases/{reference}/evidence/files", content=body)
        assert answer.status_code in (200, 400, 422), name
        assert "<img src=x" not in answer.text
        del there.client.headers["content-type"]
    for capture in captures():
        assert "/" not in capture.name
        assert not any(unicodedata.category(each) == "Cc" for each in capture.name)
        assert not TURNING & {unicodedata.bidirectional(each) for each in capture.name}
        page = there.get(f"/cases/{reference}/evidence/{capture.id}")
        assert "<img src=x" not in page.text
    assert there.failures == []
