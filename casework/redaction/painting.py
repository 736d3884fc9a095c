"""Painting over what a box hides. What was under it is not in the picture any more."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFont

from casework.redaction.places import Place

COVER, INK = (17, 19, 21), (255, 255, 255)
SMALLEST_WORDS, LARGEST_WORDS = 9, 40
# A photograph is kept as JPEG, which blurs the edge of a box by what is seen beside it.
BLURRED_EDGE, BLURRED_BY = 8, 48
# A page drawn again may lie half a dot aside, which moves the edges of the words on a box.
DRAWN_AGAIN, MOVED_BY = 4, 96


@dataclass(frozen=True)
class Cover:
    """What is painted on one place of a page: black, with words that say what is not there."""

    place: Place
    says: str


def painted(image: Image.Image, covers: list[Cover]) -> Image.Image:
    """The picture with every place painted over."""
    done = image.copy()
    draw = ImageDraw.Draw(done)
    for each in covers:
        left, top, right, bottom = each.place.pixels(*image.size)
        draw.rectangle((left, top, right - 1, bottom - 1), fill=COVER)
    for each in covers:
        _say(draw, each, image.size)
    return done


def paper(size: tuple[int, int], covers: list[Cover]) -> Image.Image:
    """An empty page painted the same way: what each place must look like in the finished copy."""
    return painted(Image.new("RGB", size, "white"), covers)


def looks_painted(
    image: Image.Image, wanted: Image.Image, place: Place, *, drawn_again: bool = False
) -> bool:
    """Whether a place of a finished page is what was painted there, and nothing of what was."""
    left, top, right, bottom = place.pixels(*image.size)
    across = min(BLURRED_EDGE, (right - left - 1) // 2)
    down = min(BLURRED_EDGE, (bottom - top - 1) // 2)
    inner = (left + across, top + down, right - across, bottom - down)
    found, painted_there = image.crop(inner), wanted.crop(inner)
    if drawn_again:
        found, painted_there = found.reduce(DRAWN_AGAIN), painted_there.reduce(DRAWN_AGAIN)
    change = ImageChops.difference(found, painted_there).convert("L")
    _, most = change.getextrema()
    return most <= (MOVED_BY if drawn_again else BLURRED_BY)  # type: ignore[operator]


def _say(draw: ImageDraw.ImageDraw, cover: Cover, size: tuple[int, int]) -> None:
    """Write what is not there, where there is room for it."""
    left, top, right, bottom = cover.place.pixels(*size)
    room, height = (right - left) * 0.92, (bottom - top) * 0.62
    points = int(min(height, LARGEST_WORDS))
    while points >= SMALLEST_WORDS:
        font = ImageFont.load_default(points)
        if draw.textlength(cover.says, font=font) <= room:
            middle = (left + (right - left) / 2, top + (bottom - top) / 2)
            draw.text(middle, cover.says, fill=INK, font=font, anchor="mm")
            return
        points -= 1
