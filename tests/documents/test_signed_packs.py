"""A pack that the trust signs is the pack with a signature behind it, which others can check."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from casework.documents.packs import PackUnsound
from casework.documents.watermarks import Mark, marked
from casework.hearing_packs.commands import KeepPack
from casework.hearing_packs.copies import PackCopy
from casework.hearing_packs.copying import Until, first_made
from casework.hearing_packs.signature import with_signature
from casework.hearing_packs.signing import NotSigned, Signer, signed, signer_of
from casework.settings import Settings
from tests.journal.stamping_service import made_in, serving
from tests.staging import a_linked_pack, pack
from tests.world import World

pytest.importorskip("pyhanko", reason="pyHanko is not installed")

PASSWORD = b"invented"
NAME = "Tansley Vale Learning Trust"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of the trust, certified by itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    use = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(use, critical=True)
        .sign(key, hashes.SHA256())
    )
    place = tmp_path_factory.mktemp("certificate") / "trust.p12"
    sealed = serialize_key_and_certificates(
        b"trust", key, made, None, BestAvailableEncryption(PASSWORD)
    )
    place.write_bytes(sealed)
    return place


def signed_by(signer: Signer) -> bytes:
    with signed(io.BytesIO(a_linked_pack()), signer, "Final edition 1") as out:
        return out.read()


def checked(content: bytes) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (found,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trusted = ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False)
    return validate_pdf_signature(found, trusted)


def test_a_signed_pack_is_the_pack_with_a_signature_behind_it(certificate: Path) -> None:
    content = signed_by(Signer(certificate, PASSWORD, None))
    assert content.startswith(a_linked_pack())
    status = checked(content)
    assert status.intact
    assert status.valid
    assert status.coverage.name == "ENTIRE_FILE"
    assert b"/ETSI.CAdES.detached" in content
    assert Signer(certificate, PASSWORD, None).name == NAME


def test_a_changed_pack_no_longer_verifies(certificate: Path) -> None:
    content = bytearray(signed_by(Signer(certificate, PASSWORD, None)))
    at = content.index(b"/Producer(Casework)")
    content[at + 10] = ord("X")
    assert not checked(bytes(content)).intact


def test_a_service_stamps_the_time(certificate: Path, tmp_path: Path) -> None:
    roots = made_in(tmp_path / "tsa")
    with serving(tmp_path / "tsa") as stamping:
        content = signed_by(Signer(certificate, PASSWORD, stamping.url, roots))
        for other in (None, roots.with_name("service.pem")):
            with pytest.raises(NotSigned, match="cannot be trusted"):
                signed_by(Signer(certificate, PASSWORD, stamping.url, other))
    assert checked(content).timestamp_validity is not None


def test_without_an_answer_of_the_service_nothing_is_signed(certificate: Path) -> None:
    with pytest.raises(NotSigned, match="does not answer"):
        signed_by(Signer(certificate, PASSWORD, "http://127.0.0.1:9/"))


def test_copies_are_made_of_what_was_signed(certificate: Path) -> None:
    content, mark = signed_by(Signer(certificate, PASSWORD, None)), Mark(1, "A", "B")
    unsigned = cast("BinaryIO", Until(io.BytesIO(content), len(a_linked_pack())))
    assert b"".join(marked(unsigned, mark)) == b"".join(marked(io.BytesIO(a_linked_pack()), mark))
    with pytest.raises(PackUnsound):
        b"".join(marked(io.BytesIO(content), mark))


def test_a_certificate_that_cannot_be_opened_stops_the_signing(certificate: Path) -> None:
    with pytest.raises(NotSigned):
        signed_by(Signer(certificate, b"wrong", None))


def test_without_a_certificate_nobody_signs(certificate: Path) -> None:
    assert signer_of(Settings()) is None
    assert signer_of(Settings(pack_certificate=certificate)) == Signer(certificate, None, None)


def test_what_is_kept_is_signed_and_its_copies_are_those_of_the_pack_without(
    world: World, certificate: Path
) -> None:
    case = world.case()
    made = pack(world, case)
    told = made.model_dump(include={"edition", "key", "sha256", "size", "pages", "contents"})
    command = KeepPack.model_validate(told)
    assert with_signature(command, case.id, None) == command
    copy = PackCopy(**(vars(Mark(1, "A", "B")) | {"case_id": case.id, "pack_id": made.id}))
    before = first_made(made, copy)
    kept = with_signature(command, case.id, Signer(certificate, PASSWORD, None))
    assert (kept.signed_by, kept.unsigned_size) == (NAME, made.size)
    made.key, made.sha256, made.unsigned_size = kept.key, kept.sha256, kept.unsigned_size
    assert first_made(made, copy) == before
