"""What a command asks for, and who has it: by the matrix where it has a column, else by a grant."""

from casework.access.actions import Action
from casework.access.grants import (
    ACTION_OF,
    GRANTS,
    OWN_CONTENT,
    RULED_BY_PROCEDURE,
    TRUST_GRANTS,
    Permission,
    TrustPermission,
)
from casework.access.roles import Actor
from casework.access.standing import Standing, Verdict
from casework.errors import NotFound, NotPermitted, Refused, StepUpNeeded


def outcome(standing: Standing, permission: Permission) -> Verdict:
    """What comes of asking for an act: the matrix, and whose work the act is."""
    if not standing.knows and permission not in OWN_CONTENT | {Permission.DECLARE_CONFLICT}:
        return Verdict.HIDDEN
    told = Verdict.ALLOWED
    action = ACTION_OF.get(permission)
    if action:
        told = standing.verdict(action)
        own = told is Verdict.OWN and permission in OWN_CONTENT
        early = told is Verdict.DENIED and permission in RULED_BY_PROCEDURE
        if own or (early and standing.may_at_some_stage(action)):
            told = Verdict.ALLOWED
    theirs = GRANTS.get(permission)
    if theirs is None or not theirs.isdisjoint(standing.working_parts):
        return told
    from_outside = action is not None and not standing.parts and not standing.reported
    return told if from_outside else min(told, Verdict.DENIED)


def may(standing: Standing, permission: Permission) -> bool:
    """Whether this person may do this: at once, after proving who they are, or with another."""
    return outcome(standing, permission) >= Verdict.SECOND_PERSON


def require_to_ask(standing: Standing, permission: Permission) -> None:
    """Refuse to offer what somebody may not even ask for; `require` decides when it is done.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as `require` does.
    """
    if outcome(standing, permission) is not Verdict.SECOND_PERSON:
        require(standing, permission)


def require(standing: Standing, permission: Permission) -> None:
    """Refuse what somebody may not do; a case they may not know of does not exist for them.

    Raises:
        NotFound: they may not know that there is such a case.
        StepUpNeeded: they may, once they have proved again who they are.
        NotPermitted: they may know of the case, and may not do this.
    """
    told = outcome(standing, permission)
    if told is Verdict.ALLOWED:
        return
    raise refusal(told, standing, ACTION_OF.get(permission, permission))


def refusal(told: Verdict, standing: Standing, asked: Action | Permission) -> Refused:
    """The refusal that a verdict means; a hidden case is refused as one that is missing."""
    kind: type[Refused] = NotPermitted
    if told in {Verdict.HIDDEN, Verdict.SIGN_IN}:
        kind = NotFound
    elif told is Verdict.STEP_UP:
        kind = StepUpNeeded
    says = "" if kind is NotFound else asked  # nothing tells a hidden case from a missing one
    return kind(says, case_id=standing.case_id, asked=str(asked))


def require_sight(standing: Standing, action: Action) -> None:
    """Refuse to show what the matrix does not let this person see whole.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as `require` does.
    """
    told = standing.verdict(action)
    if told is not Verdict.ALLOWED:
        raise refusal(told if standing.knows else Verdict.HIDDEN, standing, action)


def may_in_trust(actor: Actor, permission: TrustPermission) -> bool:
    return not actor.roles.isdisjoint(TRUST_GRANTS[permission])


def require_in_trust(actor: Actor, permission: TrustPermission) -> None:
    """Refuse what the person's place in the trust does not allow.

    Raises:
        NotPermitted: always as 403: these pages exist for everyone and say who may use them.
    """
    if not may_in_trust(actor, permission):
        raise NotPermitted(permission)
