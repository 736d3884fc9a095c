"""Drawings that stand where a photograph would be: places and shapes, and nobody's face."""

from collections.abc import Callable
from itertools import product

from casework.demo.canvas import Canvas
from casework.demo.post import Scene

Area = tuple[int, int, int, int]


class View:
    """A part of the canvas measured in hundredths, so that one drawing fits any size."""

    def __init__(self, canvas: Canvas, area: Area) -> None:
        self.canvas = canvas
        self.left, self.top, right, low = area
        self.wide, self.high = right - self.left, low - self.top

    def at(self, x: float, y: float) -> tuple[int, int]:
        return self.left + round(self.wide * x / 100), self.top + round(self.high * y / 100)

    def box(self, x1: float, y1: float, x2: float, y2: float, colour: str, soft: int = 0) -> None:
        self.canvas.box((*self.at(x1, y1), *self.at(x2, y2)), colour, soft)

    def oval(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        self.canvas.pen.ellipse((*self.at(x1, y1), *self.at(x2, y2)), fill=colour)

    def shape(self, points: tuple[tuple[float, float], ...], colour: str) -> None:
        self.canvas.pen.polygon([self.at(x, y) for x, y in points], fill=colour)

    def sign(self, x: float, y: float, text: str, colour: str) -> None:
        self.canvas.bold(self.at(x, y), text, max(14, round(self.wide / 26)), colour)

    def figure(self, x: float, y: float, tall: float, colour: str) -> None:
        """A person as a plain shape: a rounded body and a blank head."""
        across = tall * self.high / self.wide
        self.oval(x - across * 0.13, y, x + across * 0.13, y + tall * 0.26, "#3a3f45")
        self.box(x - across * 0.22, y + tall * 0.29, x + across * 0.22, y + tall, colour, 60)


def stage(view: View) -> None:
    view.box(0, 0, 100, 100, "#e3e8ec")
    view.box(0, 72, 100, 100, "#cdb795")
    view.box(0, 0, 13, 80, "#7d3a3d")
    view.box(87, 0, 100, 80, "#7d3a3d")
    for fold in range(8):
        view.oval(fold * 12.5, -8, fold * 12.5 + 12.5, 13, "#8e4447")
    for x, colour in ((30, "#4d646f"), (50, "#6b828c"), (70, "#4d646f")):
        view.figure(x, 42, 40, colour)


def harvest(view: View) -> None:
    stage(view)
    view.box(36, 17, 64, 29, "#f5ecda", 12)
    view.sign(43, 20.5, "Harvest", "#5b4a22")


def classroom(view: View) -> None:
    view.box(0, 0, 100, 100, "#efe9dd")
    view.box(12, 10, 88, 46, "#f9fbfb", 10)
    view.box(16, 15, 60, 17, "#7e9aa3")
    view.box(16, 21, 52, 23, "#a9bcc2")
    view.box(16, 27, 56, 29, "#a9bcc2")
    view.box(66, 15, 83, 40, "#dfe9d8", 8)
    for x, y in product((8, 40, 72), (58, 80)):
        view.box(x, y, x + 22, y + 6, "#c69a63", 6)
        view.box(x + 3, y + 6, x + 5, y + 18, "#8d6a40")
        view.box(x + 17, y + 6, x + 19, y + 18, "#8d6a40")
        view.box(x + 6, y - 5, x + 15, y, "#5d7f8c", 4)


def minibus(view: View) -> None:
    view.box(0, 0, 100, 62, "#cfe0ea")
    view.box(0, 62, 100, 100, "#8b9298")
    view.shape(((0, 50), (25, 34), (60, 47), (100, 36), (100, 62), (0, 62)), "#a3bb94")
    view.box(14, 34, 86, 76, "#e9c94f", 30)
    for x in (20, 35, 50, 65):
        view.box(x, 40, x + 12, 54, "#5d7480", 10)
    view.box(14, 61, 86, 64, "#3d5a66")
    view.sign(34, 65.5, "School transport", "#3d4a1f")
    for x in (29, 71):
        view.oval(x - 7, 68, x + 7, 84, "#2b2f33")
        view.oval(x - 3, 73, x + 3, 79, "#b9bec2")


def playground(view: View) -> None:
    view.box(0, 0, 100, 55, "#d6e6ef")
    view.box(0, 55, 100, 100, "#7f8a8c")
    view.box(5, 22, 40, 55, "#b5705a")
    for x, y in product((9, 20, 31), (27, 41)):
        view.box(x, y, x + 6, y + 9, "#e8eef0")
    view.oval(55, 62, 90, 92, "#f4f4ee")
    view.oval(58, 64.5, 87, 89.5, "#7f8a8c")
    for x in (60, 68, 76):
        view.box(x, 28, x + 2, 62, "#c2493f")
    view.box(58, 27, 80, 31, "#c2493f", 6)


def desk(view: View) -> None:
    view.box(0, 0, 100, 100, "#c8a57a")
    view.box(8, 8, 62, 52, "#2e3338", 16)
    view.box(11, 11, 59, 47, "#e9eff2")
    for row in range(6):
        view.box(14, 15 + row * 5, 54 - row % 3 * 8, 17 + row * 5, "#8aa0ab")
    for turn, colour in enumerate(("#fffdf6", "#f3f6f7", "#fffdf6")):
        view.box(38 + turn * 6, 58 + turn * 4, 78 + turn * 6, 92 + turn * 2, colour, 4)
    for row in range(5):
        view.box(54, 70 + row * 4, 84 - row % 2 * 9, 71.5 + row * 4, "#9aa3a8")
    view.oval(74, 16, 92, 40, "#f5f2ec")
    view.oval(77, 19, 89, 36, "#6b4a32")


def field(view: View) -> None:
    view.box(0, 0, 100, 40, "#cbe0ee")
    view.shape(((0, 40), (30, 26), (70, 36), (100, 28), (100, 45), (0, 45)), "#89a878")
    for strip in range(6):
        view.box(0, 40 + strip * 10, 100, 50 + strip * 10, ("#7fb069", "#74a55f")[strip % 2])
    view.box(38, 30, 39, 56, "#f7f7f3")
    view.box(61, 30, 62, 56, "#f7f7f3")
    view.box(38, 30, 62, 31.5, "#f7f7f3")
    for x, colour in ((18, "#b5403d"), (32, "#b5403d"), (70, "#b5403d"), (84, "#b5403d")):
        view.figure(x, 55, 30, colour)


def kitchen(view: View) -> None:
    view.box(0, 0, 100, 100, "#eef1ef")
    for x, y in product(range(0, 100, 10), range(0, 40, 10)):
        view.box(x + 0.6, y + 0.6, x + 9.4, y + 9.4, "#dfe7e6")
    view.box(0, 55, 100, 70, "#b9c2c6")
    for x, colour in ((12, "#c9783f"), (38, "#7f9f52"), (64, "#d2b455")):
        view.box(x, 46, x + 22, 58, "#8c979c", 10)
        view.oval(x + 2, 43, x + 20, 51, colour)
    view.box(0, 70, 100, 100, "#93a0a5")


def corridor(view: View) -> None:
    view.box(0, 0, 100, 100, "#e8e4da")
    view.shape(((0, 100), (38, 45), (62, 45), (100, 100)), "#b7a88e")
    view.shape(((0, 0), (38, 30), (62, 30), (100, 0)), "#f6f4ee")
    view.box(42, 30, 58, 46, "#8fa8b1")
    for left, right in ((4, 14), (19, 27), (73, 81), (86, 96)):
        view.box(left, 26, right, 74, "#4f6d7a", 6)
        view.box(left + 1.5, 32, right - 1.5, 40, "#dfe7ea")


def laboratory(view: View) -> None:
    view.box(0, 0, 100, 100, "#e6ecec")
    view.box(0, 66, 100, 72, "#3c4246")
    view.box(0, 72, 100, 100, "#a98d68")
    for x, colour in ((16, "#6fa6b8"), (40, "#c57f6a"), (66, "#8fb07a")):
        view.shape(
            ((x + 6, 30), (x + 12, 30), (x + 12, 44), (x + 20, 66), (x - 2, 66), (x + 6, 44)),
            "#f7fafa",
        )
        view.shape(((x + 3, 54), (x + 15, 54), (x + 20, 66), (x - 2, 66)), colour)
    view.box(8, 10, 92, 18, "#c7d0d1", 8)


def crest(view: View) -> None:
    view.box(0, 0, 100, 100, "#f4f1e8")
    view.shape(((28, 18), (72, 18), (72, 55), (50, 84), (28, 55)), "#17505a")
    view.shape(((33, 24), (67, 24), (67, 53), (50, 75), (33, 53)), "#f4f1e8")
    view.shape(
        (
            (50, 28),
            (56, 44),
            (64, 44),
            (57, 53),
            (60, 64),
            (50, 57),
            (40, 64),
            (43, 53),
            (36, 44),
            (44, 44),
        ),
        "#c8963c",
    )


DRAWINGS: dict[Scene, Callable[[View], None]] = {
    Scene.STAGE: stage,
    Scene.HARVEST: harvest,
    Scene.CLASSROOM: classroom,
    Scene.MINIBUS: minibus,
    Scene.PLAYGROUND: playground,
    Scene.DESK: desk,
    Scene.FIELD: field,
    Scene.KITCHEN: kitchen,
    Scene.CORRIDOR: corridor,
    Scene.LABORATORY: laboratory,
    Scene.CREST: crest,
}


def draw_scene(canvas: Canvas, area: Area, scene: Scene) -> None:
    """Fill the area with the scene; what would hang over its edge is cut off."""
    wide, high = area[2] - area[0], area[3] - area[1]
    picture = Canvas(wide, high)
    DRAWINGS[scene](View(picture, (0, 0, wide, high)))
    canvas.image.paste(picture.image, area[:2])
