"""Which of the answers on the triage desk belong to the decision that is taken."""

from starlette.datastructures import FormData

from casework.reports.answers import Decision


def of_the_decision(posted: FormData) -> FormData:
    """Only the answers that belong to the decision taken: the others are what was tried before."""
    decision = posted.get("decision")
    person = {Decision.FORMAL: "manager_id", Decision.HAND_OVER: "colleague_id"}
    aside = {"manager_id", "colleague_id"} | (set(ONLY_FOR) - _kept(decision))
    told = [(name, value) for name, value in posted.multi_items() if name not in aside]
    named = next((posted.get(name) for key, name in person.items() if key == decision), None)
    return FormData([*told, ("colleague_id", named or "")])


# What only one decision asks.
ONLY_FOR = {
    "add_to": Decision.ADD_TO_CASE,
    **dict.fromkeys(
        (
            "expectations",
            "review_on",
            "served_how",
            "informal_again",
            "gross",
            "informal_although",
        ),
        Decision.INFORMAL,
    ),
    **dict.fromkeys(("passed_to", "passed_to_whom", "passed_on"), Decision.PASS_ON),
}


def _kept(decision: object) -> set[str]:
    return {name for name, only in ONLY_FOR.items() if only == decision}
