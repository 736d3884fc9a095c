"""A certificate of deletion is stamped with the time where the trust has a service for it."""

import io
from pathlib import Path
from typing import Any

import pytest

from casework.hearing_packs.signing import NotSigned
from casework.retention.stamping import service_of, stamped
from casework.settings import Settings
from tests.journal.stamping_service import made_in, serving
from tests.staging import a_linked_pack

pytest.importorskip("pyhanko", reason="pyHanko is not installed")
NOBODY = "http://127.0.0.1:9/"


def checked(content: bytes, roots: Path) -> Any:
    from pyhanko import keys
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    (stamp,) = PdfFileReader(io.BytesIO(content)).embedded_timestamp_signatures
    untyped: Any = keys
    root = untyped.load_cert_from_pemder(str(roots))
    trusted = ValidationContext(trust_roots=[root], allow_fetching=False)
    return validate_pdf_timestamp(stamp, trusted)


def test_without_a_service_it_is_what_was_printed() -> None:
    settings = Settings()
    assert service_of(settings) is None
    assert stamped(a_linked_pack(), settings) == a_linked_pack()


def test_a_service_stamps_the_time_behind_what_was_printed(tmp_path: Path) -> None:
    roots = made_in(tmp_path / "tsa")
    with serving(tmp_path / "tsa") as stamping:
        settings = Settings(tsa_urls=stamping.url, tsa_roots=roots)
        content = stamped(a_linked_pack(), settings)
        assert service_of(settings) == stamping.url
    assert content.startswith(a_linked_pack())
    assert checked(content, roots).intact
    changed = bytearray(content)
    changed[changed.index(b"/Producer(Casework)") + 10] = ord("X")
    assert not checked(bytes(changed), roots).intact


def test_without_an_answer_there_is_no_certificate_yet(tmp_path: Path) -> None:
    settings = Settings(tsa_urls=NOBODY, tsa_roots=made_in(tmp_path / "tsa"))
    with pytest.raises(NotSigned, match="does not answer"):
        stamped(a_linked_pack(), settings)
