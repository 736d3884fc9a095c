"""Where somebody fills in what a paper lacks."""

from casework.particulars import PARTICULARS


def _particular(key: str) -> str:
    return f"Trust settings, “{PARTICULARS[key].says}”"


# Where each part of a paper is filled in, by the first steps of its place in the paper.
WHERE = {
    "trust": "the settings of this server",
    "academy": "the staff file, their academy",
    "employee": "the staff file",
    "employee_role": "the staff file, their post",
    "sender": "the staff file, your own post",
    "prepared_by": "the staff file, your own post",
    "policies": "the policies of the Trust",
    "allegations": "the allegations of the case",
    "findings": "the findings of the case",
    "support": _particular("support"),
    "adjustments": _particular("adjustments"),
    "privacy_notice": _particular("privacy_notice"),
    "appeal.to": _particular("appeal_to"),
    "appeal.how": _particular("appeal_how"),
    "kept_where": _particular("kept_where"),
    "records": _particular("records"),
    "references": _particular("references"),
    "referrals": _particular("referrals"),
    "contact": "the staff file, the phone number of the case manager",
    "preparation.contact": "the staff file, the phone number of the case manager",
    "hearing.chair": "the people of the case",
    "hearing.note_taker": "the people of the case",
    "hearing.presenter": "the people of the case",
    "hearing.panel": "the people of the case",
}
ON_THE_FORM = "the form of this letter"


def filled_in_at(field: str) -> str:
    """Where somebody fills in what is missing."""
    steps = [each.partition("[")[0] for each in field.split(".")]
    return WHERE.get(".".join(steps[:2])) or WHERE.get(steps[0]) or ON_THE_FORM
