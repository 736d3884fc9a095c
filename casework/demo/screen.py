"""The frame around a post: a phone's status bar or a browser's window, and the room inside."""

from casework.demo.canvas import GREY, INK, LINE, PALE, Canvas
from casework.demo.post import Post, Shape

PHONE_SIZE, DESKTOP_SIZE = (1170, 2532), (1440, 1240)
PHONE_POINT, DESKTOP_POINT = 3.0, 1.75
DESKTOP_COLUMN = (370, 1070)


class Screen:
    """A canvas measured in points, with a column to fill from the top down."""

    def __init__(self, shape: Shape) -> None:
        phone = shape is Shape.PHONE
        self.canvas = Canvas(*(PHONE_SIZE if phone else DESKTOP_SIZE))
        self.point = PHONE_POINT if phone else DESKTOP_POINT
        self.left, self.right = (0, self.canvas.width) if phone else DESKTOP_COLUMN
        self.top = 0

    def px(self, points: float) -> int:
        return round(points * self.point)

    @property
    def inner(self) -> int:
        """Where text starts: the column's edge and its margin."""
        return self.left + self.px(16)

    @property
    def room(self) -> int:
        return self.right - self.left - self.px(32)

    def skip(self, points: float) -> None:
        self.top += self.px(points)

    def words(self, text: str, size: float = 15, *, first: int = 0) -> None:
        """A paragraph across the column."""
        at = (self.inner, self.top)
        self.top = self.canvas.paragraph(at, text, self.px(size), self.room, first=first)

    def named(self, name: str, text: str, size: float = 15) -> None:
        """A paragraph that opens with somebody's name in bold."""
        end = self.canvas.bold((self.inner, self.top), name, self.px(size))
        self.words(text, size, first=end - self.inner + self.px(5))

    def quiet(self, text: str, size: float = 13) -> None:
        self.canvas.text((self.inner, self.top), text, self.px(size), GREY)
        self.top += self.px(size * 1.42)

    def rule(self) -> None:
        self.canvas.pen.line((self.left, self.top, self.right, self.top), LINE, 2)

    def author(self, name: str, under: str, radius: float = 18) -> None:
        """An account's picture, its name, and a quiet line under it."""
        canvas, r = self.canvas, self.px(radius)
        canvas.account_picture((self.inner + r, self.top + r), r, name)
        left = self.inner + 2 * r + self.px(10)
        canvas.bold((left, self.top + self.px(1)), name, self.px(15))
        canvas.text((left, self.top + self.px(20)), under, self.px(12.5), GREY)
        for dot in range(3):
            place = (self.right - self.px(30 - dot * 6), self.top + r)
            canvas.disc(place, self.px(1.6), INK)
        self.top += 2 * r + self.px(10)


def framed(post: Post, title: str) -> Screen:
    """A screen with its bars drawn and the title of the place at the top."""
    screen = Screen(post.shape)
    if post.shape is Shape.PHONE:
        phone_bars(screen, post.clock)
    else:
        browser_bars(screen, post)
    heading_bar(screen, title)
    return screen


def phone_bars(screen: Screen, clock: str) -> None:
    """The time, the signal and the battery; the bar that a thumb swipes at the foot."""
    canvas, px = screen.canvas, screen.px
    canvas.bold((px(32), px(17)), clock, px(16))
    for bar in range(4):
        high = 4 + bar * 2.5
        left = 284 + bar * 5
        canvas.box((px(left), px(32 - high), px(left + 3.4), px(32)), INK, 3)
    canvas.pen.arc((px(308), px(20), px(326), px(38)), 225, 315, INK, px(2.2))
    canvas.pen.arc((px(312), px(25), px(322), px(35)), 225, 315, INK, px(2.2))
    outline = (px(332), px(20.5), px(355), px(32))
    canvas.pen.rounded_rectangle(outline, px(3.4), outline=INK, width=px(1))
    canvas.box((px(334), px(22.5), px(348), px(30)), INK, px(1.6))
    canvas.box((px(128), px(832), px(262), px(837)), INK, px(2.5))
    for place in range(5):
        canvas.disc((px(39 + place * 78), px(800)), px(9), LINE)
    canvas.pen.line((0, px(776), canvas.width, px(776)), LINE, 2)
    screen.top = px(50)


def browser_bars(screen: Screen, post: Post) -> None:
    """A window with its buttons and the address, and pale sides."""
    canvas = screen.canvas
    canvas.box((0, 0, canvas.width, canvas.height), "#eceff1")
    canvas.box((0, 0, canvas.width, 84), "#d9dee2")
    for place, colour in enumerate(("#d97b6c", "#d9b96c", "#86b27c")):
        canvas.disc((34 + place * 26, 42), 8, colour)
    canvas.box((130, 20, canvas.width - 60, 64), "#ffffff", 22)
    canvas.text((156, 29), f"{post.look.replace('_', '-')}.example/{post.handle}", 22, GREY)
    canvas.box((screen.left, 84, screen.right, canvas.height), "#ffffff")
    screen.top = 84


def heading_bar(screen: Screen, title: str) -> None:
    canvas, px = screen.canvas, screen.px
    canvas.pen.line(
        (
            (screen.left + px(22), screen.top + px(12)),
            (screen.left + px(15), screen.top + px(20)),
            (screen.left + px(22), screen.top + px(28)),
        ),
        INK,
        px(2),
    )
    canvas.bold((screen.left + px(40), screen.top + px(9)), title, px(17))
    screen.skip(42)
    screen.rule()
    screen.skip(12)


def tool_row(screen: Screen, labels: tuple[str, ...]) -> None:
    """Small pale buttons in a row, as under a post."""
    canvas, px = screen.canvas, screen.px
    step = screen.room // len(labels)
    for place, label in enumerate(labels):
        left = screen.inner + place * step
        canvas.box((left, screen.top, left + step - px(8), screen.top + px(30)), PALE, px(15))
        canvas.text((left + px(14), screen.top + px(6)), label, px(13), GREY)
    screen.skip(42)
