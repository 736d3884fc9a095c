"""What is asked with every file that is added, and the refusals at the fields that asked it."""

from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from casework.errors import WrongAnswer
from casework.evidence.choices import AccessRoute, Means
from casework.evidence.rules import Collected, at_fields, breached
from casework.text import plainly
from web.acting.asking import Option
from web.acting.forms import answers

# How its questions are named in a form that asks other things too.
UNDER = "collected."
ROUTES: list[Option] = [
    (each.value, each.asked) for each in AccessRoute if each is not AccessRoute.NOT_RECORDED
]
MEANS: list[Option] = [(each.value, each.label) for each in Means if each is not Means.NOT_RECORDED]


def asked_about_files() -> dict[str, Any]:
    """The choices that evidence/_come_by.html draws."""
    return {"routes": ROUTES, "means_options": MEANS}


def collected_from(posted: FormData) -> Collected:
    """What was said about the files of a form, before a byte of them is kept.

    Raises:
        WrongAnswer: they may not be taken in; each reason at the field that asked.
    """
    asked = posted.multi_items()
    own = FormData([(name.removeprefix(UNDER), said) for name, said in asked if UNDER in name])
    try:
        told = Collected.model_validate(answers(Collected, own))
        wrong = at_fields(breached(told))
    except ValidationError as error:
        wrong = plainly(Collected, error)
    if wrong:
        raise WrongAnswer({f"{UNDER}{name}": says for name, says in wrong.items()})
    return told


def suspects_image(posted: FormData) -> bool:
    """Whether the hard stop is reached: nothing of the form is read any further."""
    return posted.get(f"{UNDER}suspected_image") == "yes"
