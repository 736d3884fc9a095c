"""What an address serves, said where it is made, so that nothing is served unsaid."""

from dataclasses import dataclass
from enum import StrEnum

from casework.access.actions import Action
from casework.access.grants import ACTION_OF, Permission, TrustPermission


class Open(StrEnum):
    """What touches no case: for everybody, for whoever has signed in, or of their own account."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"
    OWN_ACCOUNT = "own_account"


What = Action | Permission | TrustPermission | Open


@dataclass(frozen=True)
class Serves:
    """The declaration of one address: every action of the matrix and every permission it serves."""

    what: tuple[What, ...]

    @property
    def ids(self) -> list[str]:
        """As the description of the API names them: an act by its own name and by its column."""
        named = [str(each) for each in self.what]
        columns = [
            ACTION_OF[each]
            for each in self.what
            if isinstance(each, Permission) and each in ACTION_OF
        ]
        return list(dict.fromkeys([*named, *map(str, columns)]))

    async def __call__(self) -> None:
        """Asked for with every request, and does nothing: it is there to be read."""
