"""What can be done with a case, by the numbers of the access matrix, and the matrix itself.

The matrix is law: `matrix.csv` beside this file has a row for every kind of person and a column
for every action. Nothing else says who may see what.
"""

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


class Action(StrEnum):
    """One column of the access matrix."""

    KNOW_OF_CASE = "a01"
    VIEW_HEADER = "a02"
    VIEW_ALLEGATIONS = "a03"
    VIEW_REPORTER = "a04"
    VIEW_EVIDENCE = "a05"
    VIEW_RESTRICTED_EVIDENCE = "a06"
    DOWNLOAD_ORIGINAL = "a07"
    ADD_EVIDENCE = "a08"
    VIEW_STATEMENT = "a09"
    EDIT_STATEMENT = "a10"
    VIEW_DRAFT_REPORT = "a11"
    EDIT_DRAFT_REPORT = "a12"
    VIEW_INVESTIGATION_REPORT = "a13"
    VIEW_PACK = "a14"
    MAKE_PACK = "a15"
    VIEW_DELIBERATION = "a16"
    RECORD_FINDING = "a17"
    RECORD_SANCTION = "a18"
    VIEW_OUTCOME_LETTER = "a19"
    SUBMIT_RESPONSE = "a20"
    LODGE_APPEAL = "a21"
    VIEW_HEALTH = "a22"
    VIEW_SAFEGUARDING = "a23"
    VIEW_LEGAL_ADVICE = "a24"
    APPOINT = "a25"
    DECLARE_CONFLICT = "a26"
    VIEW_RECORD_OF_ACCESS = "a27"
    EXPORT = "a28"
    SET_HOLD = "a29"
    LIFT_HOLD = "a30"
    PROPOSE_DISPOSAL = "a31"
    APPROVE_DISPOSAL = "a32"
    CHANGE_RETENTION = "a33"
    MANAGE_USERS = "a34"
    BREAK_GLASS = "a35"
    VIEW_LIVE_WARNINGS = "a36"
    RECORD_APPEAL_OUTCOME = "a37"
    REOPEN = "a38"


GLOBAL = frozenset({Action.CHANGE_RETENTION, Action.MANAGE_USERS, Action.BREAK_GLASS})


class Code(StrEnum):
    """One cell of the matrix."""

    ALLOWED = "A"
    AT_A_STAGE = "c"
    OWN = "O"
    REDACTED = "R"
    STEP_UP = "S"
    SECOND_PERSON = "2"
    JOB = "J"
    DENIED = "D"
    HIDDEN = "N"
    SIGN_IN = "L"


class Persona(StrEnum):
    """One row of the matrix: what somebody is to one case."""

    ANONYMOUS = "P01"
    STAFF = "P02"
    EMPLOYEE = "P03"
    EMPLOYEE_IN_HR = "P04"
    EMPLOYEE_PRINCIPAL = "P05"
    REPORTER = "P06"
    WITNESS = "P07"
    COMPANION = "P08"
    LINE_MANAGER = "P09"
    OTHER_ACADEMY = "P10"
    PRINCIPAL = "P11"
    COMMISSIONING_MANAGER = "P12"
    CASE_MANAGER = "P13"
    OTHER_HR = "P14"
    HR_DIRECTOR = "P15"
    INVESTIGATING_OFFICER = "P16"
    PART_ENDED = "P17"
    HEARING_MANAGER = "P18"
    PANEL_MEMBER = "P19"
    NOTE_TAKER = "P20"
    APPEAL_PANEL = "P21"
    SAFEGUARDING_LEAD = "P22"
    LEGAL_ADVISER = "P23"
    DPO = "P24"
    AUDITOR = "P25"
    RECORDS_OFFICER = "P26"
    IT_ADMIN = "P27"
    DISABLED = "P28"
    BREAK_GLASS = "P29"
    JOB = "P30"
    CONFLICTED = "P32"


@cache
def matrix() -> dict[Persona, dict[Action, Code]]:
    """Every cell, as the file says it."""
    with (HERE / "matrix.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        Persona(row["persona"]): {action: Code(row[action.value]) for action in Action}
        for row in rows
    }


@cache
def descriptions() -> dict[Persona, str]:
    """What each row is called, for people."""
    with (HERE / "matrix.csv").open(newline="", encoding="utf-8") as file:
        return {Persona(row["persona"]): row["description"] for row in csv.DictReader(file)}
