"""Time-stamps: taken from a real service, checked before they are believed, waited for."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
from sqlmodel import select

from casework.errors import DeliveryFailed
from casework.journal.delivering import deliver
from casework.journal.models import Delivery, DeliveryState
from casework.journal.places import Copy, Place
from casework.journal.places.stamping import Stamp, is_over
from casework.journal.proving import Soundness
from casework.journal.signing import sign
from tests.journal.chains import chain_of
from tests.journal.signing import Kept
from tests.journal.stamping_service import Service, made_in, serving
from tests.world import World

COPY = Copy(1, "a note", "the heads")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stamps") / "ours"
    made_in(folder)
    return folder


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with serving(folder) as running:
        yield running


def stamp(service: Service) -> Stamp:
    return Stamp(service.url, service.folder / "root.pem")


def test_a_time_stamp_is_over_this_note_and_no_other(service: Service) -> None:
    token = stamp(service).deliver(COPY)
    roots = load_pem_x509_certificates((service.folder / "root.pem").read_bytes())
    assert is_over(token, "a note", roots)
    assert not is_over(token, "another note", roots)


def test_a_stamp_by_a_root_we_do_not_know_is_refused(service: Service, tmp_path: Path) -> None:
    theirs = made_in(tmp_path / "theirs")
    with pytest.raises(DeliveryFailed, match="cannot be trusted"):
        Stamp(service.url, theirs).deliver(COPY)


def test_a_stamp_over_something_else_is_refused(service: Service) -> None:
    request = TimestampRequestBuilder().data(b"something else")
    service.always = request.hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()
    with pytest.raises(DeliveryFailed, match="cannot be trusted"):
        stamp(service).deliver(COPY)


def test_an_old_stamp_sent_again_is_refused(service: Service) -> None:
    service.instead = stamp(service).deliver(COPY)
    with pytest.raises(DeliveryFailed, match="Nonce mismatch"):
        stamp(service).deliver(COPY)


@pytest.mark.parametrize("junk", [b"", b"junk", b"<html>Down for maintenance</html>", b"0\x82"])
def test_junk_is_refused(service: Service, junk: bytes) -> None:
    service.instead = junk
    with pytest.raises(DeliveryFailed, match="cannot be trusted"):
        stamp(service).deliver(COPY)


def test_a_service_that_is_down_is_waited_for_and_stops_nothing(
    world: World, tmp_path: Path, service: Service
) -> None:
    kept = Kept(tmp_path)
    chain_of(world)
    down = Stamp("http://127.0.0.1:1/", service.folder / "root.pem")
    places: list[Place] = [*kept.shelves, down]
    made = sign(kept.signer, kept.shelves, kept.now)
    assert made
    assert deliver(places, kept.now) == 2
    delivery = world.session.get_one(Delivery, (1, down.name))
    assert (delivery.state, delivery.tries) == (DeliveryState.WAITING, 1)
    assert "does not answer" in delivery.reason
    assert kept.proof().verdict is Soundness.SOUND
    assert deliver(places, kept.now) == 0
    assert delivery.tries == 1
    deliver(places, kept.now + timedelta(minutes=1))
    world.session.refresh(delivery)
    assert delivery.tries == 2


def test_the_token_of_a_checkpoint_is_kept(world: World, tmp_path: Path, service: Service) -> None:
    kept = Kept(tmp_path)
    chain_of(world)
    made = sign(kept.signer, kept.shelves, kept.now)
    assert made
    assert deliver([stamp(service)], kept.now) == 1
    delivery = world.session.exec(select(Delivery)).one()
    roots = load_pem_x509_certificates((service.folder / "root.pem").read_bytes())
    assert delivery.receipt
    assert is_over(delivery.receipt, made.note, roots)
