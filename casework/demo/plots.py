"""Plots: what makes each invented matter its own. Read from the files in `plots/`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from casework.allegations.protected_content import Reply
from casework.demo.post import Look, Scene, Shape
from casework.demo.story import Reaches
from casework.demo.story_stages import StillMissing
from casework.evidence.details import AccessRoute, StillOnline
from casework.reports.answers import (
    About,
    AccountType,
    ChildInvolved,
    Decision,
    HarmAnswer,
    PassedTo,
)

PLOTS = Path(__file__).parent / "plots"
Clock = Annotated[str, Field(pattern=r"^[0-2]\d:[0-5]\d$")]
Sanction = Literal[
    "no_action",
    "first_written_warning",
    "final_written_warning",
    "dismissal_with_notice",
    "summary_dismissal",
]


def typeset(text: str) -> str:
    """What HR writes has printed apostrophes; what people type on phones does not."""
    return text.replace("'", "’")


Prose = Annotated[str, AfterValidator(typeset)]


class Written(BaseModel):
    """A part of a plot file; a name nobody declared is a mistake in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ScreenPlot(Written):
    """A screen somebody saved. `page` prints it as a saved web page instead of a picture."""

    look: Look
    title: str
    caption: str
    author: str = ""
    scene: Scene | None = None
    shape: Shape = Shape.PHONE
    subtitle: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    likes: int = 0
    shares: int = 0
    shows_a_pupil: bool = False
    page: bool = False
    seen: AccessRoute = AccessRoute.SHOWN


class EmailPlot(Written):
    """A message that somebody sent on to the academy."""

    title: str
    sender: str
    paragraphs: tuple[str, ...]


class RegisterPlot(Written):
    """What was asked of one of the policy's registers, and what it answered."""

    looked_in: str
    rows: tuple[tuple[Prose, Prose], ...]


class AllegationPlot(Written):
    """One allegation and everything decided about it, whether or not the story gets that far."""

    text: Prose
    clauses: tuple[str, ...]
    severity: Literal[1, 2, 3]
    exhibits: tuple[int, ...]
    case: bool = True
    conclusion: Prose
    finding: Literal["upheld", "partly_upheld", "not_upheld", ""] = ""
    finding_reasons: Prose = ""


class InquiryPlot(Written):
    """What the investigating officer found out. The statement is the employee's own words."""

    undisputed: Prose
    disputed: Prose
    account: Prose
    statement: tuple[Prose, ...] = ()
    exculpatory: Prose
    mitigation: Prose
    also_spoke_to: Prose = ""


class WeighingPlot(Written):
    """What this matter adds to the twenty-four factors."""

    tone: Prose
    reach: Prose
    target: Prose
    reputation: Prose
    intent: Prose
    response: Prose
    other: dict[str, Prose] = {}


class EndingPlot(Written):
    """The outcome, with its reasons."""

    sanction: Sanction
    reasons: Prose
    alternatives: Prose
    live_months: int = 0


class LadoPlot(Written):
    """What the local authority's officer advised."""

    advice: Prose
    waits: bool = False


class TriagePlot(Written):
    """HR's first decision about the report. A harm question not named was answered no."""

    decision: Decision
    reason: Prose
    harm: dict[str, HarmAnswer] = {}
    lado: LadoPlot | None = None
    added_to: str = ""
    passed_to: PassedTo | None = None
    passed_to_whom: str = ""


class Plot(Written):
    """One invented matter. Days are working days; before and after the report where not said."""

    key: str
    subject: str
    reporter: str = ""
    reaches: Reaches
    reported: Annotated[int, Field(lt=0)]
    days: dict[str, int] = {}
    posted: tuple[int, Clock] = (-1, "19:40")
    posted_days_later: int = 0
    found: tuple[int, Clock] = (0, "08:20")
    child: ChildInvolved = ChildInvolved.NO
    platform: str
    about: About = About.STAFF
    account: AccountType = AccountType.PERSONAL
    handle: str
    first_picture: int = 0
    shown_name: str = ""
    audience: str
    spoken: bool = False
    own_words: str
    ticked: dict[str, dict[str, str]]
    link: str = ""
    still_online: StillOnline = StillOnline.YES
    screens: tuple[ScreenPlot, ...] = ()
    emails: tuple[EmailPlot, ...] = ()
    registers: tuple[RegisterPlot, ...] = ()
    triage: TriagePlot | None = None
    investigator: str = ""
    chair: str = ""
    decider: str = ""
    protected: Prose = ""
    screened: dict[str, Reply] = {}
    suspended: Prose = ""
    allegations: tuple[AllegationPlot, ...] = ()
    inquiry: InquiryPlot | None = None
    decision_reasons: Prose = ""
    companion: str = ""
    missing: frozenset[StillMissing] = frozenset()
    weighing: WeighingPlot | None = None
    ending: EndingPlot | None = None
    appeal: Prose = ""


class PlotFile(Written):
    plot: tuple[Plot, ...]


@cache
def all_plots() -> tuple[Plot, ...]:
    """Every plot, in the order of the files and of their pages."""
    files = sorted(PLOTS.glob("*.toml"))
    return tuple(plot for file in files for plot in read(file))


def read(file: Path) -> tuple[Plot, ...]:
    with file.open("rb") as opened:
        return PlotFile.model_validate(tomllib.load(opened)).plot
