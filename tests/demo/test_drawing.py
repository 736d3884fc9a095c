"""Drawn screenshots are pictures a browser can show, small, and never the same by accident."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from casework.demo.canvas import type_of
from casework.demo.drawing import draw_post
from casework.demo.plots import all_plots
from casework.demo.post import Comment, Look, Post, Scene, Shape

POST = Post(
    look=Look.PHOTO_FEED,
    handle="becky.hallam",
    display_name="Becky Hallam",
    caption="Year 4 smashed their harvest assembly today.",
    shown_at="30 October 2026, 7:42pm",
    subtitle="Millbrook Lane Primary",
    scene=Scene.STAGE,
    comments=(Comment("jo_mck", "Aw"), Comment("becky.hallam", "So proud")),
    likes=61,
    shares=2,
)
MISSING_GLYPH = "\uffff"


def opened(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture))
    image.load()
    return image


@pytest.mark.parametrize("look", Look)
def test_every_kind_of_place_can_be_drawn_on_a_phone(look: Look) -> None:
    picture = draw_post(replace(POST, look=look))
    assert opened(picture).size == (1170, 2532)
    assert len(picture) < 250_000


def test_a_desktop_screen_is_wider_than_high() -> None:
    image = opened(draw_post(replace(POST, shape=Shape.DESKTOP)))
    assert image.width > image.height


def test_the_same_post_is_always_the_same_picture() -> None:
    assert draw_post(POST) == draw_post(replace(POST))


def test_every_scene_is_its_own_picture() -> None:
    pictures = {draw_post(replace(POST, scene=scene)) for scene in Scene}
    assert len(pictures) == len(Scene)


@pytest.mark.parametrize(
    "other",
    [
        replace(POST, caption="Something else."),
        replace(POST, comments=()),
        replace(POST, likes=62),
        replace(POST, clock="08:43"),
        replace(POST, handle="someone.else"),
    ],
    ids=["caption", "comments", "likes", "clock", "account"],
)
def test_what_a_post_says_can_be_seen_in_its_picture(other: Post) -> None:
    assert draw_post(other) != draw_post(POST)


def test_nothing_drawn_uses_a_letter_the_typeface_does_not_have() -> None:
    face = type_of(40)
    absent = bytes(face.getmask(MISSING_GLYPH))
    letters = set(
        "".join(
            text
            for plot in all_plots()
            for screen in plot.screens
            for text in (
                plot.handle,
                plot.shown_name,
                screen.author,
                screen.caption,
                screen.subtitle,
                *(part for said in screen.comments for part in said),
            )
        )
    ) - {" "}
    assert not [letter for letter in sorted(letters) if bytes(face.getmask(letter)) == absent]
