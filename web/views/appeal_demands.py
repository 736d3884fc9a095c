"""Each open demand of an appeal as something to do."""

from casework.access import Permission
from web.views.demanding import Demand

OF_AN_APPEAL = {
    "G-APP-1": Demand(
        "Decide whether the late appeal is heard, with the reason",
        "/decide-late-appeal",
        Permission.RECORD_APPEAL,
        "Decide on the late appeal",
    ),
    "G-APP-17": Demand(
        "Record the day on which the outcome letter arrived",
        "/appeal-window",
        Permission.ISSUE_LETTER,
        "Open the appeal window",
    ),
    "G-APP-7": Demand(
        "Appoint somebody who had no earlier part to hear the appeal",
        "/appoint?role=appeal_manager",
        Permission.APPOINT,
        "Appoint an appeal manager",
    ),
    "G-APP-9": Demand(
        "Acknowledge the appeal and send the notice of its hearing",
        "/appeal-hearing-notice",
        Permission.SCHEDULE_HEARING,
        "Send the appeal notice",
    ),
    "G-APP-11": Demand(
        "Record that the appeal was heard",
        "/appeal-heard",
        Permission.RECORD_APPEAL_HEARING,
        "Record the appeal hearing",
    ),
    "G-APP-13": Demand(
        "Decide the appeal, ground by ground",
        "/appeal-decision",
        Permission.DECIDE_APPEAL,
        "Decide the appeal",
    ),
    "APPEAL-LETTER": Demand(
        "Send the employee the result of the appeal",
        "/appeal-letter",
        Permission.ISSUE_LETTER,
        "Send the result",
    ),
    "G-APP-16": Demand(
        "Tell the employee that the employment goes on",
        "/reinstatement-letter",
        Permission.ISSUE_LETTER,
        "Send the reinstatement letter",
    ),
}
