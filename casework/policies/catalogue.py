"""What is known of the social media policy beyond its words, statement by statement.

Another policy starts with every statement a standard: it may then stand beside a rule, but nobody
can be alleged to have broken it alone until a person in HR has said that it is one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casework.policies.breach_codes import BREACH_CODES, BreachCode, breach_code_of
from casework.policies.clause_kinds import ClauseKind, strength_of
from casework.policies.intake import INTAKE_LABELS, FollowUp, IntakeGroup, IntakeLabel
from casework.policies.numbering import Form, printed_as
from casework.policies.numbering import clause_of as _clause_of

__all__ = [
    "BREACH_CODES",
    "ENTRIES",
    "INTAKE_LABELS",
    "SOCIAL_MEDIA",
    "SPLITS",
    "UNCLASSIFIED",
    "BreachCode",
    "Catalogue",
    "ClauseKind",
    "Entry",
    "FollowUp",
    "IntakeGroup",
    "IntakeLabel",
    "breach_code_of",
    "catalogue_for",
    "kind_of",
    "printed_number",
    "strength_of",
]


UNCLASSIFIED = ClauseKind.STANDARD

# 2.4 holds two duties: friends, and identity. The boundary is the space between them.
SPLITS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"2.4": re.compile(r"(?<=,) (?=and information must not\b)")}
)


@dataclass(frozen=True)
class Entry:
    """One statement: its kind, its plain label, a word it must hold, and when it is not broken."""

    number: str
    kind: ClauseKind
    label: str
    subject: str
    unless: str = ""


RULE, STANDARD, INFORMATION = ClauseKind.RULE, ClauseKind.STANDARD, ClauseKind.INFORMATION
TELL = ClauseKind.DUTY_TO_TELL
ENTRIES = (
    Entry("1.1", INFORMATION, "What the policy is for", "policy"),
    Entry("1.2", INFORMATION, "Why there are guidelines", "guid"),
    Entry("1.3", INFORMATION, "Why social media matters", "blog"),
    Entry("1.4", INFORMATION, "What it covers, also out of hours", "hours"),
    Entry(
        "2.1",
        RULE,
        "Set up a work account without the Principal’s permission",
        "permission",
        "the Principal gave permission",
    ),
    Entry("2.2", INFORMATION, "Which sites are covered", "site"),
    Entry("2.2a", INFORMATION, "Social networks", "network"),
    Entry("2.2b", INFORMATION, "Blogs", "blog"),
    Entry("2.2c", INFORMATION, "Video and podcasts", "podcast"),
    Entry("2.2d", INFORMATION, "Forums", "forum"),
    Entry("2.3", STANDARD, "Responsible for what they publish", "responsib"),
    Entry("2.4", STANDARD, "Holds two rules: name the first or the second part", "pupil"),
    Entry(
        "2.4a",
        RULE,
        "Accepted a pupil as a friend, or followed them",
        "friend",
        "a relationship with the pupil existed before",
    ),
    Entry("2.4b", RULE, "Gave away who a pupil is in some other way", "identi|who a pupil"),
    Entry("2.5", RULE, "Named or talked about a pupil on a personal account", "name"),
    Entry(
        "2.6",
        RULE,
        "Shared a photo or video of a pupil",
        "photo",
        "a digital media release slip was received and the site is the academy’s own",
    ),
    Entry("2.7", RULE, "Could damage the academy’s or Trust’s reputation", "disrepute"),
    Entry("3.1", RULE, "Gave a personal view as if it was the academy’s", "disclaimer"),
    Entry("3.2", RULE, "Said something untrue that could harm someone’s reputation", "defamat"),
    Entry("3.3", RULE, "Used offensive or discriminatory language", "discriminat"),
    Entry("3.4", RULE, "Shared something confidential", "confiden"),
    Entry("3.5", STANDARD, "Behave as the contract and policies expect", "contract"),
    Entry("3.6", INFORMATION, "How a person can be linked to the Trust", "name"),
    Entry(
        "3.7",
        TELL,
        "Did not tell their line manager about a site that names the Trust",
        "line manager",
        "the line manager was told",
    ),
    Entry(
        "3.8",
        RULE,
        "Used the logo or our materials without permission",
        "logo",
        "the Principal gave permission",
    ),
    Entry(
        "3.9",
        TELL,
        "Was a conflict of interest that was not declared",
        "conflict",
        "the Principal was told",
    ),
    Entry("3.10", RULE, "Embarrassed or harmed someone in some other way", "embarrass"),
    Entry("3.11", INFORMATION, "Who may see what is posted", "false allegations"),
    Entry("3.12", RULE, "Did not use appropriate security settings", "settings"),
    Entry("3.13", RULE, "Gave someone a reference online", "reference"),
    Entry("4.1", STANDARD, "Points to other policies: name the point", "policies"),
    Entry("4.1a", RULE, "Broke the e-safety policy or a regulator’s rules", "safety"),
    Entry("4.1b", RULE, "Broke a duty of confidentiality", "confiden"),
    Entry("4.1c", RULE, "Broke the disciplinary policy", "disciplin"),
    Entry("4.1d", RULE, "Defamed or ran down the academy, Trust or partners", "defam"),
    Entry("4.1e", RULE, "Bullied or harassed someone", "bull"),
    Entry("4.1f", RULE, "Discriminated unlawfully against someone", "discriminat"),
    Entry("4.1g", RULE, "Broke the data protection policy", "data protection"),
    Entry("4.1h", RULE, "Broke another law or an ethical standard", "ethic"),
    Entry("5.1", INFORMATION, "What is the Trust’s property", "privacy"),
    Entry("5.2", INFORMATION, "What is monitored", "monitor"),
    Entry("5.2a", INFORMATION, "Messages and email", "email"),
    Entry("5.2b", INFORMATION, "Files", "files"),
    Entry("5.2c", INFORMATION, "Data", "data"),
    Entry("5.2d", INFORMATION, "Internet use", "internet|web"),
    Entry("5.2e", INFORMATION, "Documents", "documents"),
    Entry("5.2f", INFORMATION, "Telephone calls", "phone"),
    Entry("5.2g", INFORMATION, "Social media posts", "social media"),
    Entry("5.3", INFORMATION, "What is stored, and for how long", "cop(y|ies)"),
    Entry("5.4", INFORMATION, "Keep private matters off our systems", "private"),
    Entry("5.5", RULE, "Upset families or others with an interest in the academy", "stakeholder"),
    Entry("5.6", INFORMATION, "What a breach may lead to", "gross misconduct"),
    Entry("5.7", INFORMATION, "Not part of the contract; can change", "amend|change"),
)


@dataclass(frozen=True)
class Catalogue:
    """What is known of one policy. Of most policies nothing is."""

    entries: Mapping[str, Entry]
    intake_labels: tuple[IntakeLabel, ...] = ()

    def entry_for(self, number: str, text: str) -> Entry | None:
        """What is known of a statement, unless a revision gave its number to other words."""
        entry = self.entries.get(number)
        return entry if entry and re.search(entry.subject, text, re.IGNORECASE) else None

    def kind_of(self, number: str, text: str) -> ClauseKind:
        """The kind to propose on import; HR may set another."""
        entry = self.entry_for(number, text)
        return entry.kind if entry else UNCLASSIFIED


SOCIAL_MEDIA = Catalogue(
    MappingProxyType({entry.number: entry for entry in ENTRIES}), INTAKE_LABELS
)
UNKNOWN_POLICY = Catalogue(MappingProxyType({}))


def catalogue_for(title: str) -> Catalogue:
    """The catalogue of a policy, by its title; an empty one for a policy not known here."""
    words = " ".join(re.findall(r"\w+", title.casefold()))
    return SOCIAL_MEDIA if "social media" in words else UNKNOWN_POLICY


def kind_of(number: str) -> ClauseKind:
    """The kind of a statement of the social media policy, by its number."""
    entry = SOCIAL_MEDIA.entries.get(number)
    return entry.kind if entry else UNCLASSIFIED


def printed_number(number: str) -> str:
    """The number of a statement of the social media policy as letters print it."""
    return printed_as(number, Form.PART if _clause_of(number) in SPLITS else Form.POINT)
