"""A page of a report being written: whose draft it is, its form, and what every step is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlmodel import Session

from casework.access import Actor
from casework.people.queries import Known, known
from casework.reports.answers import About
from casework.reports.checking import about_of, stops
from casework.reports.models import ReportDraft
from casework.reports.routing import Panel, stop_panel
from casework.reports.steps import Step
from web.acting.forms import Form
from web.frame.rendering import show

PROMISE = "Confidential. Only you and the people who deal with reports can see it."
CHECK = "check"


@dataclass(frozen=True)
class Page:
    """A step as it is drawn."""

    session: Session
    actor: Actor
    draft: ReportDraft
    form: Form
    today: date
    via: str = ""

    @property
    def base(self) -> str:
        return f"/report/drafts/{self.draft.id}"

    def reporter(self) -> Known:
        return known(self.session, self.actor.id)

    def panel(self, about: About | None) -> Panel:
        """Whom this reporter calls first when the report is about such a person."""
        academy = self.reporter().academy_id
        return stop_panel(self.session, reporter=self.actor.id, academy_id=academy, about=about)

    def back(self, step: Step) -> str:
        if self.via == CHECK:
            return f"{self.base}/{CHECK}"
        return f"{self.base}/{step.preceding}" if step.preceding else "/report"


def draw(
    request: Request, step: Step, page: Page, more: Mapping[str, Any], block: str | None = None
) -> HTMLResponse:
    """The page of a step, with its form and what it needs beside it."""
    answers = page.draft.answers
    return show(
        request,
        f"reports/{step.value.replace('-', '_')}.html",
        block,
        status=page.form.status,
        form=page.form,
        draft=page.draft,
        step=step,
        here="report",
        foot_says=PROMISE,
        back=page.back(step),
        base=page.base,
        query=f"?via={CHECK}" if page.via == CHECK else "",
        stops=stops(answers),
        about=about_of(page.session, answers),
        **more,
    )


def sent_page(draft: ReportDraft) -> RedirectResponse:
    """A draft that was sent is a report: its page, however often the form is sent again."""
    return RedirectResponse(f"/report/sent/{draft.sent_as}", 303)
