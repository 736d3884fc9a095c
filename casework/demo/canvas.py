"""A sheet to draw on: text that wraps, round pictures, and a small file at the end."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

INK, GREY, PALE, LINE = "#16202a", "#69747f", "#f1f3f5", "#dde1e5"
ACCOUNT_COLOURS = ("#3d6b74", "#7a4e6d", "#5b6b3f", "#8a5a3c", "#45598a", "#8b4a4a", "#4f7a64")
COLOURS_KEPT = 128


@cache
def type_of(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own scalable face, so that every machine draws the same letters."""
    face = ImageFont.load_default(size)
    if not isinstance(face, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType, which drawing text needs")
    return face


class Canvas:
    """A screen being drawn from the top down."""

    def __init__(self, width: int, height: int, paper: str = "#ffffff") -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width, height), paper)
        self.pen = ImageDraw.Draw(self.image)

    def text(self, at: tuple[int, int], text: str, size: int, ink: str = INK) -> int:
        """One line; answers where it ends."""
        self.pen.text(at, text, fill=ink, font=type_of(size))
        return at[0] + round(type_of(size).getlength(text))

    def bold(self, at: tuple[int, int], text: str, size: int, ink: str = INK) -> int:
        self.pen.text(at, text, fill=ink, font=type_of(size), stroke_width=size / 42)
        return at[0] + round(type_of(size).getlength(text)) + 2

    def paragraph(
        self, at: tuple[int, int], text: str, size: int, room: int, *, first: int = 0
    ) -> int:
        """Wrapped lines, the first set in by `first`; answers the top of what comes next."""
        left, top = at
        for number, line in enumerate(self.lines(text, size, room, first)):
            self.text((left + (first if number == 0 else 0), top), line, size)
            top += round(size * 1.42)
        return top

    def lines(self, text: str, size: int, room: int, first: int = 0) -> list[str]:
        face, lines = type_of(size), [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".lstrip()
            space = room - (first if len(lines) == 1 else 0)
            if lines[-1] and face.getlength(longer) > space:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def account_picture(self, centre: tuple[int, int], radius: int, name: str) -> None:
        """A coloured disc with initials, where an app would put a face."""
        colour = ACCOUNT_COLOURS[sum(map(ord, name)) % len(ACCOUNT_COLOURS)]
        self.disc(centre, radius, colour)
        initials = "".join(word[0] for word in name.replace(".", " ").split()[:2]).upper()
        size = round(radius * 0.8)
        half = round(type_of(size).getlength(initials) / 2)
        self.bold((centre[0] - half, centre[1] - round(size * 0.6)), initials, size, "#ffffff")

    def disc(self, centre: tuple[int, int], radius: int, colour: str) -> None:
        x, y = centre
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def box(self, area: tuple[int, int, int, int], colour: str, round_by: int = 0) -> None:
        self.pen.rounded_rectangle(area, round_by, fill=colour)

    def rule(self, top: int, colour: str = LINE, weight: int = 2) -> None:
        self.pen.line((0, top, self.width, top), fill=colour, width=weight)

    def png(self) -> bytes:
        """The picture with few colours, as a phone's flat screens have, and a small file."""
        few = self.image.quantize(
            COLOURS_KEPT, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        file = BytesIO()
        few.save(file, "PNG")
        return file.getvalue()
