"""When somebody is written to of what is due, and of what: their own choice."""

from casework.errors import WrongAnswer
from casework.people.models import Account, DigestKind

EACH_DAY, NEVER = "daily", "never"
REMINDERS = {
    EACH_DAY: "Each working day",
    "0": "Mondays",
    "1": "Tuesdays",
    "2": "Wednesdays",
    "3": "Thursdays",
    "4": "Fridays",
    NEVER: "No messages",
}


def choose_reminders(account: Account, how: str, kinds: list[str]) -> None:
    """E-mail on the morning of a day on which something waits, once a week, or none.

    Raises:
        WrongAnswer: there is no such choice, or a message would have nothing to tell of.
    """
    if how not in REMINDERS:
        raise WrongAnswer({"reminders": "Choose when you are written to"})
    chosen = [each.value for each in DigestKind if each in kinds]
    if how != NEVER and not chosen:
        raise WrongAnswer({"kinds": "Choose what you are told of, or choose no messages"})
    account.reminders = how != NEVER
    account.digest_day = int(how) if how.isdigit() else None
    account.digest_kinds = chosen or account.digest_kinds


def reminders_of(account: Account) -> str:
    """Which of `REMINDERS` an account has chosen."""
    if not account.reminders:
        return NEVER
    return EACH_DAY if account.digest_day is None else str(account.digest_day)
