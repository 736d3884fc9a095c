"""Words that stand in one section of a case each, and who may read that section."""

from tests.access.people import NAMES

# Words of a section, and who reads them: any of these actions, whole or at least redacted.
MARKS: dict[str, tuple[tuple[str, ...], str]] = {
    "Mark-summary": (("a03",), "A"),
    "Mark-alleged": (("a03",), "A"),
    "Mark-terms": (("a03",), "A"),
    "Mark-notice": (("a03",), "A"),
    NAMES["P03"]: (("a02",), "AO"),
    NAMES["P06"]: (("a04",), "A"),
    "Mark-own-words": (("a04", "a23"), "AR"),
    "Mark-exhibit": (("a05",), "A"),
    "Mark-pupil": (("a06",), "A"),
    "Mark-conclusion": (("a13",), "A"),
    "Mark-paper": (("a13",), "A"),
    "Mark-contents": (("a14",), "A"),
    "Mark-finding": (("a19",), "A"),
    "Mark-severity": (("a19",), "A"),
    "Mark-outcome": (("a19",), "A"),
    "Mark-ground": (("a19",), "A"),
    "Mark-letter": (("a19",), "A"),
    "Mark-advice": (("a23",), "A"),
    "Mark-custody": (("a27",), "AR"),
    "Vera Viewer": (("a27",), "A"),
    "Mark-warning": (("a36",), "A"),
}
