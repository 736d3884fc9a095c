"""Which account of the machine the embedded PostgreSQL runs as. It refuses to run as root."""

import os
import pwd
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from casework.errors import DatabaseUnavailable

CANDIDATES = ("postgres", "nobody")
ENTER = 0o001


class StartedAs(TypedDict, total=False):
    """What subprocess needs to start a program as somebody else; empty when it is ourselves."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class ServerAccount:
    """The account, and whether it differs from the one this process runs as."""

    user: int
    group: int
    name: str

    @property
    def is_another(self) -> bool:
        return self.user != os.geteuid()

    @property
    def started_as(self) -> StartedAs:
        if not self.is_another:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Give a file or folder of ours to the account."""
        if self.is_another:
            os.chown(path, self.user, self.group)


def server_account(data: Path) -> ServerAccount:
    """Ourselves; or, for root, whoever owns the data already, else an account without rights.

    Raises:
        DatabaseUnavailable: root finds no account it could use.
    """
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid(), _name_of(os.geteuid()))
    for entry in _without_rights(data):
        return ServerAccount(entry.pw_uid, entry.pw_gid, entry.pw_name)
    raise DatabaseUnavailable(
        "PostgreSQL refuses to run as root, and this machine has no account named "
        f"{' or '.join(CANDIDATES)}: start Casework as an ordinary user, or set DATABASE_URL"
    )


def _without_rights(data: Path) -> Iterator[pwd.struct_passwd]:
    everybody = pwd.getpwall()
    if data.exists() and (owner := data.stat().st_uid) != 0:
        yield from (entry for entry in everybody if entry.pw_uid == owner)
    for name in CANDIDATES:
        yield from (entry for entry in everybody if entry.pw_name == name)


def _name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # a container may run as a number without a name
        return str(user)


def require_entrance(account: ServerAccount, folder: Path) -> None:
    """Refuse a state folder that the account cannot reach; nobody's folders are opened up for it.

    Raises:
        DatabaseUnavailable: naming the folder that is closed.
    """
    if not account.is_another:
        return
    for place in (*reversed(folder.parents), folder):
        if not place.stat().st_mode & ENTER and place.stat().st_uid != account.user:
            raise DatabaseUnavailable(
                f'PostgreSQL runs here as "{account.name}", which cannot enter {place}: set '
                "CASEWORK_STATE to a folder it can reach, for example /var/lib/casework"
            )
