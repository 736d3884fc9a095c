"""Whom a pack hides: profiles as data, each for the kinds of pack that it may be chosen for.

Whoever is hidden is a pseudonym in all that we print, and is sought in the final bytes. Nobody is
hidden from a panel or the employee but by the register and by the weighing that Linfood v Thomson
asks for; what goes outside the trust may say less (UK GDPR art 5(1)(c)).
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.cases.pseudonyms import Kind
from casework.hearing_packs.recipes import PackKind


class Profile(StrEnum):
    """What a pack hides, by its name."""

    REGISTER = "register"
    PUPILS = "pupils"
    COPIES = "copies"
    WITNESSES = "witnesses"

    @property
    def label(self) -> str:
        return PROFILES[self].label


@dataclass(frozen=True)
class Hiding:
    """A profile: which entries of the register, whom beside it, and what may show a pupil.

    Witnesses who asked not to be named are hidden by every profile.
    """

    label: str
    says: str
    registered: frozenset[Kind]
    every_witness: bool = False  # and whoever reported it
    only_copies: bool = False  # a reason does not put an original that shows a pupil in
    kinds: frozenset[PackKind] = frozenset(PackKind)


_EVERYBODY = frozenset(Kind)
PROFILES: dict[Profile, Hiding] = {
    Profile.REGISTER: Hiding(
        "Everybody in the register",
        "Pupils, parents, witnesses and others in the register of pseudonyms. An exhibit that "
        "shows a pupil goes in as a released redacted copy, or for a written reason as it is.",
        _EVERYBODY,
    ),
    Profile.PUPILS: Hiding(
        "Pupils and their parents",
        "Pupils and parents in the register. Witnesses and others in it are named, but for a "
        "witness who asked not to be.",
        frozenset({Kind.PUPIL, Kind.PARENT}),
    ),
    Profile.COPIES: Hiding(
        "Everybody in the register, and redacted copies only",
        "As the register says, and nothing that shows a pupil goes in but as a released redacted "
        "copy. No reason puts an original in.",
        _EVERYBODY,
        only_copies=True,
    ),
    Profile.WITNESSES: Hiding(
        "Everybody in the register, every witness, and who reported it",
        "Nobody is named who only saw or reported it, and nothing that shows a pupil goes in but "
        "as a released redacted copy. For what goes outside the trust.",
        _EVERYBODY,
        every_witness=True,
        only_copies=True,
        kinds=frozenset({PackKind.REFERRAL}),
    ),
}


def profiles_for(kind: PackKind) -> list[Profile]:
    """The profiles that may be chosen for a kind of pack."""
    return [each for each, hiding in PROFILES.items() if kind in hiding.kinds]
