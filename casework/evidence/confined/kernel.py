"""Asking Linux to take rights away from this process: network, files, system calls, identity.

Each function says whether the kernel agreed. What it took away never comes back, and every program
started from here goes without it too.
"""

import ctypes
import os
import platform
import pwd
import resource
import signal
import struct
from collections.abc import Iterable, Mapping

_LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# The same on every architecture Linux added them to (landlock(7)).
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, READ_FILE, READ_DIRECTORY = 1 << 0, 1 << 2, 1 << 3

# What no parser of a picture needs: talking, starting programs, looking into or stopping others.
STARTING = ("execve", "execveat")
REFUSED_CALLS: dict[str, dict[str, int]] = {
    "x86_64": {
        "socket": 41, "connect": 42, "socketpair": 53, "fork": 57, "vfork": 58, "execve": 59,
        "kill": 62, "ptrace": 101, "mount": 165, "tkill": 200, "add_key": 248,
        "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298, "setns": 308,
        "process_vm_readv": 310, "process_vm_writev": 311, "bpf": 321, "execveat": 322,
        "userfaultfd": 323, "pidfd_send_signal": 424, "io_uring_setup": 425,
    },
    "aarch64": {
        "mount": 40, "unshare": 97, "ptrace": 117, "kill": 129, "tkill": 130, "socket": 198,
        "socketpair": 199, "connect": 203, "add_key": 217, "request_key": 218, "keyctl": 219,
        "execve": 221, "perf_event_open": 241, "setns": 268, "process_vm_readv": 270,
        "process_vm_writev": 271, "bpf": 280, "execveat": 281, "userfaultfd": 282,
        "pidfd_send_signal": 424, "io_uring_setup": 425,
    },
}  # fmt: skip
AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3, CLONE_THREAD = 435, 0x10000
LOAD, EQUAL, AT_LEAST, HAS_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
FIRST_ARGUMENT = 16  # its lower half, on machines that begin with it
# REFUSE is EPERM. ABSENT is ENOSYS: the C library then asks in the older way, which can be read.
ALLOW, REFUSE, ABSENT, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
OTHER_NUMBERS = 0x40000000  # x32: the same calls under other numbers


def die_with_parent() -> None:
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def leave_the_network() -> bool:
    """Go where there is no network at all (network_namespaces(7))."""
    if os.geteuid() == 0 and _LIBC.unshare(CLONE_NEWNET) == 0:
        return True
    return bool(_LIBC.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def stop_being_root() -> None:
    """An administrator reads every file; nobody reads few."""
    if os.geteuid() != 0:
        return
    try:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setresgid(nobody.pw_gid, nobody.pw_gid, nobody.pw_gid)
        os.setresuid(nobody.pw_uid, nobody.pw_uid, nobody.pw_uid)
    except (KeyError, OSError):
        os._exit(os.EX_NOPERM)  # never go on as an administrator


def limit(memory: int, seconds: int, written: int, processes: int | None) -> None:
    """No more memory, time, or bytes written than the work takes."""
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: written,
        resource.RLIMIT_CORE: 0,
    }
    if processes is not None:
        wanted[resource.RLIMIT_NPROC] = processes
    for which, most in wanted.items():
        resource.setrlimit(which, (most, most))


def gain_nothing() -> bool:
    """No program started from here gains rights; both kinds of rules below need this said first."""
    return bool(_LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def refuse_calls(*, may_start: bool = False) -> bool:
    """Have the kernel refuse what parsing never needs (seccomp(2)); False where it cannot."""
    machine = platform.machine()
    calls = REFUSED_CALLS.get(machine)
    if calls is None:
        return False
    kept = STARTING if may_start else ()
    refused = [number for name, number in calls.items() if name not in kept]
    program = _filter(AUDIT_ARCHITECTURE[machine], refused, CLONE[machine])
    held = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    told = ctypes.create_string_buffer(header, len(header))
    return bool(_LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, told, 0, 0) == 0)


def _filter(architecture: int, refused: list[int], clone: int) -> bytes:
    """A classic BPF program: a comparison for each call; of new tasks only threads are allowed."""
    first = 4
    split = first + len(refused)
    allow, refuse, absent, kill = (split + each for each in (4, 5, 6, 7))

    def jump(at: int, to: int) -> int:
        return to - at - 1

    steps = [
        (LOAD, 0, 0, 4),
        (EQUAL, 0, jump(1, kill), architecture),
        (LOAD, 0, 0, 0),
        (AT_LEAST, jump(3, refuse), 0, OTHER_NUMBERS),
        *((EQUAL, jump(at, refuse), 0, number) for at, number in enumerate(refused, start=first)),
        (EQUAL, jump(split, absent), 0, CLONE3),
        (EQUAL, 0, jump(split + 1, allow), clone),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (HAS_BIT, jump(split + 3, allow), jump(split + 3, refuse), CLONE_THREAD),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ABSENT),
        (RETURN, 0, 0, KILL),
    ]
    return b"".join(struct.pack("HBBI", *each) for each in steps)


def landlock_version() -> int:
    """How much of landlock this kernel has; 0 when it has none."""
    return max(0, int(_LIBC.syscall(CREATE_RULESET, None, 0, 1)))


def refuse_files(opened: Mapping[str, int] | None = None) -> bool:
    """Open nothing from now on but what lies under these folders; False where it cannot."""
    version = landlock_version()
    if not version:
        return False
    rights = (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1
    network = 0b11 if version >= 4 else 0
    scoped = 0b11 if version >= 6 else 0
    attributes = struct.pack("QQQ", rights, network, scoped)
    known = attributes[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = _LIBC.syscall(CREATE_RULESET, known, len(known), 0)
    if rules < 0:
        return False
    _open_under(rules, (opened or {}).items())
    refused = bool(_LIBC.syscall(RESTRICT_SELF, rules, 0) == 0)
    os.close(rules)
    return refused


def _open_under(rules: int, opened: Iterable[tuple[str, int]]) -> None:
    for place, rights in opened:
        try:
            handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        file_only = rights & ~READ_DIRECTORY if not os.path.isdir(place) else rights
        rule = struct.pack("=Qi", file_only, handle)
        _LIBC.syscall(ADD_RULE, rules, 1, rule, 0)
        os.close(handle)
