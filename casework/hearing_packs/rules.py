"""What stops a final hearing pack. A draft can be made at any time. Pure."""

from dataclasses import dataclass

from casework.cases.stages import Stage
from casework.hearing_packs.recipes import PackKind
from casework.procedure import Rule


@dataclass(frozen=True)
class PackFacts:
    """What a final pack rests on."""

    stage: Stage
    notified: bool
    reported: bool
    exhibits_in_pack: int
    pupil_exhibits_without_reason: int
    unsound: tuple[str, ...]  # the exhibits whose originals are not what was taken in
    held_exhibits: int = 0
    videos_without_words: int = 0
    undecided_exhibits: int = 0
    kind: PackKind = PackKind.MANAGEMENT
    papers_not_looked_at: int = 0
    only_copies: bool = False
    pupil_exhibits_without_copy: int = 0


@dataclass(frozen=True)
class MakingFacts:
    """What asking for a pack rests on, be it a draft."""

    kind: PackKind
    supplement: bool = False
    issued: bool = False
    appeal_notified: bool = False
    outcome_sent: bool = False
    employee_sent: bool = False


MAKING_RULES: list[Rule[MakingFacts]] = [
    Rule(
        "G-PACK-9",
        "ACAS-09b",
        "What is added to a pack is added to one that has been issued",
        lambda facts: facts.issued or not facts.supplement,
    ),
    Rule(
        "G-PACK-10",
        "ACAS-26",
        "The notice of the appeal hearing has been sent before its pack is made",
        lambda facts: facts.appeal_notified or facts.kind is not PackKind.APPEAL,
    ),
    Rule(
        "G-PACK-11",
        "TRA-1",
        "The outcome has been sent before a referral to the TRA is put together",
        lambda facts: facts.outcome_sent or facts.kind is not PackKind.REFERRAL,
    ),
    Rule(
        "G-PACK-14",
        "ACAS-12b",
        "The employee has sent something before a pack of theirs is made",
        lambda facts: facts.employee_sent or facts.kind is not PackKind.EMPLOYEE,
    ),
]


PACK_RULES: list[Rule[PackFacts]] = [
    Rule(
        "G-PACK-3",
        "ACAS-09a",
        "The hearing notice has been sent",
        lambda facts: (
            not facts.kind.is_of_the_hearing or (facts.notified and facts.stage is Stage.HEARING)
        ),
    ),
    Rule(
        "G-PACK-4",
        "ACAS-09b",
        "The investigation report is on the case",
        lambda facts: facts.reported or facts.kind is PackKind.EMPLOYEE,
    ),
    Rule(
        "G-PACK-5",
        "ACAS-09b",
        "At least one exhibit goes in the pack",
        lambda facts: facts.exhibits_in_pack > 0 or facts.kind is PackKind.EMPLOYEE,
    ),
    Rule(
        "G-PACK-6",
        "GDPR-MIN",
        "Every exhibit that shows a pupil is left out, goes in as a released redacted copy, or "
        "the reason the panel must see it is recorded",
        lambda facts: facts.pupil_exhibits_without_reason == 0,
    ),
    Rule(
        "G-PACK-17",
        "GDPR-MIN",
        "Where a pack takes only redacted copies, every exhibit that shows a pupil is left out or "
        "goes in as one that was released",
        lambda facts: not (facts.only_copies and facts.pupil_exhibits_without_copy),
    ),
    Rule(
        "G-PACK-7",
        "ACAS-09b",
        "Every original is still the file that was taken in",
        lambda facts: not facts.unsound,
    ),
    Rule(
        "G-PACK-SCAN",
        "HOUSE",
        "No exhibit in the pack is in quarantine",
        lambda facts: facts.held_exhibits == 0,
    ),
    Rule(
        "G-PACK-VIDEO",
        "ACAS-09b",
        "Every video in the pack has a transcript, or a description of what is said and seen",
        lambda facts: facts.videos_without_words == 0,
    ),
    Rule(
        "G-PACK-FLAG",
        "ACAS-09b",
        "Of every exhibit that cannot be printed as it is, somebody decided whether it goes in",
        lambda facts: facts.undecided_exhibits == 0,
    ),
    Rule(
        "G-PACK-13",
        "ACAS-12b",
        "Somebody has looked at everything that the employee sent",
        lambda facts: facts.papers_not_looked_at == 0,
    ),
]
