"""How each story's panel wrote down why its outcome is in proportion, from what was weighed."""

from typing import Any

from casework.demo.playing import Playing
from casework.demo.story_stages import Outcome
from casework.outcomes.ladder import Sanction
from casework.outcomes.proportionality import alternatives_to
from casework.reports.answers import AccountType

NO = "Not applicable because "
AIM = "To protect pupils, families and colleagues, and the trust that families place in the academy"
FIXED = {
    "no_sanction": "What was found is too grave to be left without any consequence.",
    "advice_or_training": "The rule was known and had been explained. Training would add nothing.",
    "transfer": "The same access and the same trust go with the work at any other academy.",
    "demotion": "The contract does not provide for it, and a lower post keeps the same access.",
    "dismissal_with_notice": "To work out notice would leave the access that was misused.",
}
DEPARTING = (
    "The earlier cases were read for what was done and how it was met afterwards. Nothing in them "
    "asks for a milder or a harsher outcome here."
)


def weighed_for(play: Playing, outcome: Outcome) -> dict[str, Any]:
    """The answers that the decision needs beside its reasons; none for no action."""
    sanction = Sanction(outcome.sanction)
    if sanction is Sanction.NO_ACTION:
        return {}
    factors = play.story.severity
    told: dict[str, Any] = {
        "proportion": {
            "aim": f"{AIM}.",
            "link": f"It marks what was done and guards against more of it. {factors['F-10']}",
            "least": outcome.alternatives,
            "balance": f"In the employee’s favour: {factors['F-18']} {factors['F-17']} Set against "
            f"them: {factors['F-13']}",
        },
        "comparable": factors["F-20"],
        "departing": DEPARTING,
    }
    if play.story.account.kind is not AccountType.ACADEMY:
        told["wording"] = said_of_private_account(play, outcome)
    if sanction.is_dismissal:
        told |= said_of_dismissal(play, outcome, sanction)
    return told


def said_of_private_account(play: Playing, outcome: Outcome) -> dict[str, str]:
    factors = play.story.severity
    attributed = factors["F-08"].removeprefix(NO)
    return {
        "manner": f"{factors['F-04']} No belief or opinion is held against the employee.",
        "harm": f"{factors['F-10']} {factors['F-13']}",
        "lesser": outcome.alternatives,
        "attribution": f"{factors['F-07']} {attributed[0].upper()}{attributed[1:]}",
        "mitigation": outcome.mitigation,
    }


def said_of_dismissal(play: Playing, outcome: Outcome, sanction: Sanction) -> dict[str, Any]:
    """Each lesser step, and three findings that do not follow from one another."""
    summary = sanction is Sanction.SUMMARY_DISMISSAL
    found = " ".join(each.told.finding_reasons for each in play.alleged if not each.repeats)
    factors = play.story.severity
    because = f"{found} {factors['F-10']} {factors['F-16']}"
    return {
        "alternatives": {
            each.id: FIXED.get(each.id, outcome.alternatives) for each in alternatives_to(sanction)
        },
        "gross_misconduct_found": summary,
        "gross_misconduct": because
        if summary
        else f"It was grave, and the panel does not find that it was gross misconduct. {because}",
        "repudiatory_breach": summary,
        "repudiatory_reasons": "Nobody could be asked to go on with this contract, even for the "
        f"time of a notice. {factors['F-10']}"
        if summary
        else "The contract could be ended with notice, and is.",
        "fair_dismissal": True,
        "fair_dismissal_reasons": f"{outcome.reasons} {outcome.alternatives}",
    }
