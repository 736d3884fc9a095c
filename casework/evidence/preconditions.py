"""What every act on evidence asks first."""

from casework.cases.gateway import Act
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.evidence.details import CaptureDetails
from casework.evidence.models import Capture
from casework.evidence.release_rules import RELEASE_RULES, ReleaseFacts
from casework.procedure import require

STOPPED = Breach(
    "IMG-2",
    "IMG",
    "It is closed as a suspected image of a child, so nobody opens, copies or prints it",
)

WITHDRAWN = Breach(
    "G-PAPER-5",
    "GDPR-MIN",
    "Whoever sent it took it back before anybody had looked, so nobody does",
)

WEEDED = Breach(
    "G-WEED-10",
    "GDPR-MIN",
    "Nobody relied on it, so it was weeded: its file is destroyed and only its record is left",
)


def require_open(act: Act) -> None:
    """Refuse to change the evidence of a case that is over.

    Raises:
        ProcedureBreach: the case is closed.
    """
    if act.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))


def require_happened(act: Act, details: CaptureDetails) -> None:
    """Refuse a capture that is still to come.

    Raises:
        WrongAnswer: naming the day.
    """
    if details.captured_on and details.captured_on > act.today:
        raise WrongAnswer({"details.captured_on": "Enter a day that is not in the future"})


def require_not_stopped(capture: Capture) -> None:
    """Refuse to open, copy or print a suspected image of a child, what was taken back, or weeded.

    Raises:
        ProcedureBreach: somebody reached the stop on it and nobody has lifted it, whoever sent
            it withdrew it, or it was weeded.
    """
    if capture.stopped_at is not None:
        raise ProcedureBreach(STOPPED)
    if capture.withdrawn_at is not None:
        raise ProcedureBreach(WITHDRAWN)
    require_not_weeded(capture)


def require_not_weeded(capture: Capture) -> None:
    """Refuse to do anything with what is left of an item that was weeded.

    Raises:
        ProcedureBreach: its file is destroyed.
    """
    if capture.weeded_at is not None:
        raise ProcedureBreach(WEEDED)


def require_not_held(capture: Capture) -> None:
    """Refuse whatever would open what waits for the scanner, or what it found something in.

    Raises:
        ProcedureBreach: it is in quarantine.
    """
    require(RELEASE_RULES, ReleaseFacts(capture.scan))
