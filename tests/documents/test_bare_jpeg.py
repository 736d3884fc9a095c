"""A photograph in a pack: its pixels as they were, and nothing that it says of itself."""

import io

import pytest
from PIL import Image

from casework.documents.bare_jpeg import bare
from casework.documents.packs import ImagePage
from tests.documents.packed import an_item
from tests.documents.test_packs import assembled, only
from tests.hostile.pictures import telling_photograph

MARKERS = (b"ZZ-EXIF-MARKER", b"ZZ-COMMENT", b"Exif\x00\x00")


def a_photograph(**how: object) -> bytes:
    image = Image.radial_gradient("L").convert("RGB").resize((200, 120))
    out = io.BytesIO()
    image.save(out, "JPEG", comment=b"ZZ-COMMENT", **how)
    return out.getvalue()


def pixels(jpeg: bytes) -> bytes:
    return Image.open(io.BytesIO(jpeg)).tobytes()


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_not_one_pixel_changes(how: dict[str, object]) -> None:
    jpeg = a_photograph(**how)
    assert pixels(bare(jpeg)) == pixels(jpeg)
    assert b"ZZ-COMMENT" in jpeg
    assert b"ZZ-COMMENT" not in bare(jpeg)


def test_what_lies_behind_the_picture_is_left_behind() -> None:
    jpeg = a_photograph()
    assert bare(jpeg + b"ZZ-HIDDEN" + a_photograph()) == bare(jpeg)


def test_a_colour_profile_is_part_of_the_picture() -> None:
    profile = bytes(range(256)) * 4
    assert b"ICC_PROFILE" in bare(a_photograph(icc_profile=profile))


def test_a_photograph_in_a_pack_says_nothing_of_itself() -> None:
    pack = assembled(only(an_item("E1", ImagePage(telling_photograph(), "E1 A photograph"))))
    assert any(each in telling_photograph() for each in MARKERS)
    assert not any(each in pack.pdf for each in MARKERS)


@pytest.mark.parametrize("turned", [1, 2, 3, 6, 8])
def test_a_photograph_stands_upright_however_it_was_held(turned: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    pack = assembled(only(an_item("E1", ImagePage(a_photograph(exif=exif), "E1"))))
    assert b"Exif\x00\x00" not in pack.pdf
    assert pack.pages >= 2
