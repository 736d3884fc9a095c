"""What must be true before a request about data goes on, and before anything is given. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class ClockFacts:
    """Where the clock of a request stands."""

    may_stop: bool = True
    stopped: bool = False
    in_first_month: bool = True
    extended: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """What somebody would decide about one item that was found."""

    whole: bool = False
    held_back: bool = False
    redacted: bool = False
    others: bool = False
    reasonable: bool = True
    exempted: bool = True
    reasoned: bool = True
    hides: bool = True
    fit: bool = True


@dataclass(frozen=True)
class ReleaseFacts:
    """How far a request has come, and who would send the copy."""

    known: bool = True
    running: bool = True
    searched: bool = True
    undecided: int = 0
    asked: bool = True
    another: bool = True


STOPPING_RULES: list[Rule[ClockFacts]] = [
    Rule(
        "G-DSAR-1",
        "GDPR-12A",
        "The request came when the law lets its clock stop (since 5 February 2026)",
        lambda facts: facts.may_stop,
    ),
    Rule(
        "G-DSAR-2",
        "GDPR-12A",
        "The clock of this request runs",
        lambda facts: not facts.stopped,
    ),
]
LENGTHENING_RULES: list[Rule[ClockFacts]] = [
    Rule(
        "G-DSAR-3",
        "GDPR-12",
        "They are told of the two more months within the first month",
        lambda facts: facts.in_first_month,
    ),
    Rule(
        "G-DSAR-4",
        "GDPR-12",
        "The time was not extended before",
        lambda facts: not facts.extended,
    ),
]
GIVING_RULES: list[Rule[ItemFacts]] = [
    Rule(
        "G-DSAR-5",
        "DPA18-16",
        "What is about others is given whole only where they agreed, or where it is reasonable",
        lambda facts: not facts.whole or facts.reasonable,
    ),
    Rule(
        "G-DSAR-6",
        "DPA18-16",
        "Where it is about others too, it says why it may or may not be given",
        lambda facts: not facts.others or facts.reasoned,
    ),
    Rule(
        "G-DSAR-7",
        "DPA18-EX",
        "What is withheld or hidden names its exemption and the reason",
        lambda facts: not facts.held_back or (facts.exempted and facts.reasoned),
    ),
    Rule(
        "G-DSAR-8",
        "GDPR-MIN",
        "What is given with parts hidden has a released redacted copy, or says which words go",
        lambda facts: not facts.redacted or facts.hides,
    ),
    Rule(
        "G-DSAR-9",
        "GDPR-MIN",
        "What is given whole is there, sound, and shows no pupil",
        lambda facts: not facts.whole or facts.fit,
    ),
]
ASKING_RULES: list[Rule[ReleaseFacts]] = [
    Rule("G-DSAR-10", "GDPR-12A", "It is recorded how they showed who they are",
         lambda facts: facts.known),
    Rule("G-DSAR-11", "GDPR-15", "Everything that was found, by a new search too, is decided",
         lambda facts: facts.undecided == 0),
    Rule("G-DSAR-12", "GDPR-12A", "The clock does not wait for them", lambda facts: facts.running),
]  # fmt: skip
RELEASING_RULES: list[Rule[ReleaseFacts]] = [
    *ASKING_RULES,
    Rule("G-DSAR-13", "GDPR-32", "Somebody asked for the copy to be released",
         lambda facts: facts.asked),
    Rule("G-DSAR-14", "GDPR-32", "Somebody other than whoever asked releases it",
         lambda facts: facts.another),
]  # fmt: skip


@dataclass(frozen=True)
class AgreeFacts:
    """What somebody would agree to for one case."""

    noted: bool = True
    erases: bool = False
    closed: bool = True
    kept_by_law: bool = False


@dataclass(frozen=True)
class AnswerFacts:
    """How far a request is that is no request for a copy."""

    known: bool = True
    running: bool = True
    acknowledged: bool = True
    undecided: bool = False
    fits: bool = True


AGREEING_RULES: list[Rule[AgreeFacts]] = [
    Rule("G-RIGHT-1", "GDPR-16", "A correction says what is noted beside the record",
         lambda facts: facts.noted),
    Rule("G-RIGHT-2", "GDPR-17", "Only a closed case may be deleted: an open one is needed",
         lambda facts: not facts.erases or facts.closed),
    Rule("G-RIGHT-3", "KCSIE-RET", "What the safety of a child asks to keep is not deleted sooner",
         lambda facts: not (facts.erases and facts.kept_by_law)),
]  # fmt: skip
ANSWERING_RULES: list[Rule[AnswerFacts]] = [
    Rule("G-RIGHT-4", "GDPR-12A", "It is recorded how whoever asks showed who they are",
         lambda facts: facts.known),
    Rule("G-RIGHT-5", "GDPR-12A", "Its clock does not wait for them", lambda facts: facts.running),
    Rule("G-RIGHT-6", "DPA-164A", "A complaint was acknowledged before it is answered",
         lambda facts: facts.acknowledged),
    Rule("G-RIGHT-7", "GDPR-12", "Each case that was found is decided",
         lambda facts: not facts.undecided),
    Rule("G-RIGHT-8", "GDPR-12", "The letter says what was decided of the cases",
         lambda facts: facts.fits),
]  # fmt: skip


@dataclass(frozen=True)
class BreachFacts:
    """Where a breach of personal data stands."""

    over: bool = False
    tells: bool = False
    told: bool = False
    late: bool = False
    explained: bool = False
    decided: bool = True
    waits: bool = False
    people_wait: bool = False


_STILL_OPEN: Rule[BreachFacts] = Rule(
    "G-BREACH-1", "HOUSE", "The breach is not closed", lambda facts: not facts.over
)
BREACH_RULES: list[Rule[BreachFacts]] = [
    _STILL_OPEN,
    Rule("G-BREACH-2", "GDPR-33", "The Commissioner was told only if that was decided",
         lambda facts: facts.tells or not facts.told),
    Rule("G-BREACH-3", "GDPR-33", "Where it was later than 72 hours, it says why",
         lambda facts: not facts.late or facts.explained),
]  # fmt: skip
CLOSING_RULES: list[Rule[BreachFacts]] = [
    _STILL_OPEN,
    Rule("G-BREACH-4", "GDPR-33", "It is decided whom to tell, or why nobody is told",
         lambda facts: facts.decided),
    Rule("G-BREACH-5", "GDPR-33", "The Commissioner was told, where that was decided",
         lambda facts: not facts.waits),
    Rule("G-BREACH-6", "GDPR-34", "The people were told, where that was decided",
         lambda facts: not facts.people_wait),
]  # fmt: skip
