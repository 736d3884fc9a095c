"""The exhibits of a story: the screens, messages, look-ups and statements of its plot."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from zlib import crc32

from casework.demo.circumstances import Circumstances
from casework.demo.papers import Email, RegisterCheck, SavedPage, Statement
from casework.demo.plots import Plot, ScreenPlot
from casework.demo.post import Comment, Post, Shape
from casework.demo.story import Evidence, Reaches
from casework.demo.timeline import as_shown, long_day
from casework.evidence.details import AccessRoute
from casework.working_days import LONDON

CAUTION = "An entry that was not found proves nothing by itself."
PDF, PNG = "application/pdf", "image/png"


class Exhibits:
    """Numbers the exhibits in the order in which they came in."""

    def __init__(self, told: Circumstances) -> None:
        self.plot, self.timeline, self.players = told.plot, told.timeline, told.players
        self.numbers = count(1)
        self.first_picture = self.plot.first_picture or 2000 + crc32(self.plot.key.encode()) % 7000

    def all(self) -> tuple[Evidence, ...]:
        brought = (*self.screens(), *self.emails())
        if not self.reached("appointed"):
            return brought
        later = (*brought, *self.registers())
        return (*later, *self.statement()) if self.heard() else later

    def reached(self, step: str) -> bool:
        return self.plot.reaches is not Reaches.REPORTED and self.is_past(step)

    def heard(self) -> bool:
        return self.plot.inquiry is not None and self.is_past("heard")

    def investigated(self) -> bool:
        """Whether somebody investigates, as far as the story has got."""
        unsettled = self.plot.reaches not in {Reaches.REPORTED, Reaches.TRIAGED, Reaches.CLOSED}
        return unsettled or self.plot.inquiry is not None

    def is_past(self, step: str) -> bool:
        return self.timeline.on(step) < self.timeline.today

    def screens(self) -> Iterator[Evidence]:
        for place, screen in enumerate(self.plot.screens):
            at = self.timeline.found_at + timedelta(minutes=21 + place)
            yield self.page(screen, at) if screen.page else self.picture(screen, at, place)

    def picture(self, screen: ScreenPlot, at: datetime, place: int) -> Evidence:
        phone = f"IMG_{self.first_picture + place}.png"
        desktop = f"Screenshot {at.astimezone(LONDON):%Y-%m-%d %H%M%S}.png"
        name = phone if screen.shape is Shape.PHONE else desktop
        return self.brought(name, PNG, screen, at, self.post(screen, at))

    def page(self, screen: ScreenPlot, at: datetime) -> Evidence:
        saved = SavedPage(self.post(screen, at), web_address(self.plot), shown(at))
        return self.brought(f"saved-page-{self.plot.key}.pdf", PDF, screen, at, saved)

    def brought(
        self, name: str, kind: str, screen: ScreenPlot, at: datetime, source: Post | SavedPage
    ) -> Evidence:
        return Evidence(
            exhibit=next(self.numbers),
            file_name=name,
            media_type=kind,
            description=screen.title,
            captured_by=self.players.reporter.staff_number,
            captured_at=at,
            seen=screen.seen,
            shows_a_pupil=screen.shows_a_pupil,
            source=source,
            at_report=True,
        )

    def post(self, screen: ScreenPlot, at: datetime) -> Post:
        return Post(
            look=screen.look,
            handle=self.plot.handle,
            display_name=screen.author or self.plot.shown_name or self.plot.handle,
            caption=screen.caption,
            shown_at=shown(self.timeline.posted_at),
            subtitle=screen.subtitle,
            scene=screen.scene,
            comments=tuple(Comment(author, text) for author, text in screen.comments),
            likes=screen.likes,
            shares=screen.shares,
            shape=screen.shape,
            clock=f"{at.astimezone(LONDON):%H:%M}",
        )

    def emails(self) -> Iterator[Evidence]:
        for email in self.plot.emails:
            paper = Email(
                email.sender,
                f"{self.players.subject.academy.name}, office",
                shown(self.timeline.found_at),
                email.title,
                email.paragraphs,
            )
            at = self.timeline.found_at + timedelta(minutes=40)
            yield self.paper("message.pdf", email.title, at, paper, AccessRoute.SUPPLIED)

    def registers(self) -> Iterator[Evidence]:
        for check in self.plot.registers:
            # Where nobody investigates, HR looks before it decides what to do with the report.
            step = ("appointed", "11:00") if self.investigated() else ("triaged", "14:20")
            at = self.timeline.at(*step)
            paper = RegisterCheck(
                check.looked_in,
                self.players.subject.academy.name,
                long_day(at.date()),
                self.players.case_manager.name,
                check.rows,
                CAUTION,
            )
            title = "Media release check" if "release" in check.looked_in else "Register check"
            yield self.paper("register-check.pdf", title, at, paper, AccessRoute.WORK_SYSTEM)

    def statement(self) -> Iterator[Evidence]:
        inquiry, subject = self.plot.inquiry, self.players.subject
        if inquiry is None or not inquiry.statement:
            return
        at = self.timeline.at("heard", "15:20")
        paper = Statement(
            "Employee’s statement",
            subject.name,
            f"{subject.job_title}, {subject.academy.name}",
            long_day(at.date()),
            inquiry.statement,
        )
        yield self.paper("statement.pdf", "Employee’s statement", at, paper, AccessRoute.SUPPLIED)

    def paper(
        self,
        name: str,
        title: str,
        at: datetime,
        source: Email | RegisterCheck | Statement,
        seen: AccessRoute,
    ) -> Evidence:
        message = isinstance(source, Email)
        by = self.players.reporter if message else self.players.case_manager
        return Evidence(
            exhibit=next(self.numbers),
            file_name=f"{self.plot.key}-{name}",
            media_type=PDF,
            description=title,
            captured_by=by.staff_number,
            captured_at=at,
            seen=seen,
            shows_a_pupil=False,
            source=source,
            at_report=message,
        )


def shown(moment: datetime) -> str:
    return as_shown(moment.astimezone(LONDON))


def web_address(plot: Plot) -> str:
    """Where it was posted, under a name that can never be a real site."""
    site = "".join(letter for letter in plot.platform.lower() if letter.isalnum())
    return f"https://{site}.example/{plot.link or plot.handle}".replace(" ", "-")
