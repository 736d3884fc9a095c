"""What must be decided before a copy is made or leaves (domain §7.3). Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class CopyFacts:
    """What making and releasing a copy rest on."""

    read: bool
    undecided: int
    boxes: int
    original_sound: bool = True
    copy_sound: bool = True


MAKING_RULES: list[Rule[CopyFacts]] = [
    Rule(
        "RD-1",
        "GDPR-MIN",
        "The pages have been read for words",
        lambda facts: facts.read,
    ),
    Rule(
        "RD-2",
        "GDPR-MIN",
        "Every place where a name may stand is hidden, or somebody decided to leave it",
        lambda facts: facts.undecided == 0,
    ),
    Rule(
        "RD-8",
        "GDPR-MIN",
        "At least one place is hidden, with its reason",
        lambda facts: facts.boxes > 0,
    ),
]

RELEASE_RULES: list[Rule[CopyFacts]] = [
    MAKING_RULES[1],
    Rule(
        "RD-1b",
        "GDPR-MIN",
        "The copy is still the file that was made and checked",
        lambda facts: facts.copy_sound,
    ),
    Rule(
        "RD-1c",
        "GDPR-MIN",
        "The original is still the file that was taken in",
        lambda facts: facts.original_sound,
    ),
]
