"""CPU time and memory of other processes, from /proc: what they used, not what they waited for."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def used_by(pids: Iterable[int]) -> float:
    """Seconds of CPU that processes have used so far, with those of their ended threads."""
    return sum(_seconds(_fields(pid), children=False) for pid in pids)


def used_by_tree(pid: int) -> float:
    """Seconds used by a process, everything it started, and what those left behind."""
    return sum(_seconds(_fields(each), children=True) for each in tree(pid))


def _fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold spaces; none if it has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _seconds(fields: list[str], *, children: bool) -> float:
    ticks = fields[11:15] if children else fields[11:13]
    return sum(map(int, ticks)) / _TICKS_A_SECOND


def tree(root: int) -> list[int]:
    parents = {
        int(each.name): int(fields[1])
        for each in PROC.iterdir()
        if each.name.isdigit() and (fields := _fields(int(each.name)))
    }
    tree = [root]
    for pid in tree:  # grows while it is read: children of children
        tree += [child for child, parent in parents.items() if parent == pid]
    return tree


def memory_of(pid: int) -> int:
    """Kilobytes of a process and those it began (RSS)."""
    return sum(_rss(each) for each in tree(pid))


def _rss(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended meanwhile
    return sum(int(each.split()[1]) for each in lines if each.startswith("Rss:"))
