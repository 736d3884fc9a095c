"""Who opens the acts of appeals, warnings and interruptions. Written by hand."""

from collections.abc import Callable

from tests.access.deciding import Row

HR_OFFICER = frozenset({"P13"})
OF_HR = (
    "appeal-received",
    "decide-late-appeal",
    "appeal-hearing-notice",
    "appeal-letter",
    "reinstatement-letter",
    "reasons-asked",
    "reasons-given",
    "acknowledge-report",
    "acknowledge-complaint",
    "tell-complainant",
    "settlement-rider",
    "reference",
    "overlap",
    "data-question",
    "data-question-acknowledged",
    "data-question-answered",
    "pause",
    "review-pause",
    "resume",
    "resignation",
    "conclude-after-resignation",
    "unlock-spent",
    "extend-warning",
    "warning-absence",
)
OF_HOLDS = (
    "decide-lift",
    "place-hold",
    "end-referral",
    "stop-disposal",
    "keep-longer",
    "stop-weeding",
    "keep-paper",
    "personnel-removal",
)


def acts(act: Callable[..., Row]) -> dict[str, Row]:
    """By the last part of their address, the same for pages and for the API."""
    return {
        **{name: act(works=HR_OFFICER) for name in OF_HR},
        "appeal-heard": act(works=frozenset({"P13", "P21"})),
        "appeal-decision": act("a37"),
        "decide-unlock": act(works=frozenset({"P23"})),
        "reopen": act("a38"),
        **{each: act("a29") for each in OF_HOLDS},
        "lift-hold": act("a30", loose=True),
        "propose-disposal": act("a31"),
        "approve-disposal": act("a32"),
        "propose-weeding": act("a31"),
        "approve-weeding": act("a32"),
    }
