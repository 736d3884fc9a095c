"""A plot with its people and its days: all that the rest of a story is told from."""

from dataclasses import dataclass

from casework.demo.casting import Players
from casework.demo.plots import Plot
from casework.demo.timeline import Timeline, long_day


@dataclass(frozen=True)
class Circumstances:
    """What happened, to whom, and when."""

    plot: Plot
    timeline: Timeline
    players: Players

    def filled(self, text: str) -> str:
        """A plot's sentence with its days and its person put in."""
        return (
            text.replace("{name}", self.players.subject.name)
            .replace("{posted}", long_day(self.timeline.posted_at.date()))
            .replace("{found}", long_day(self.timeline.found_at.date()))
        )
