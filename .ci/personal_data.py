"""Refuse a tree that might name somebody: numbers and addresses that real people could have."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VENDORED = re.compile(r"(^|/)vendor/|\.lock$|^\.ci/uv\.txt$")
EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}\b")
RESERVED_EMAIL = re.compile(r"\.(example|test|invalid)$", re.IGNORECASE)  # RFC 2606
PHONE = re.compile(r"(?<![\w.,:/-])(?:\+44[ -]?(?:\(0\))?|0)[1-9](?:[ -]?\d){8,9}(?![\w-]|[.:]\d)")
# Ofcom keeps these for drama; 0800, 0808 and 03 belong to organisations, never to a person.
RESERVED_PHONE = re.compile(
    r"01632960\d{3}|01(?:1[3-8]|[2-6]1)4960\d{3}|01914980\d{3}|02079460\d{3}|02896496\d{3}"
    r"|02920180\d{3}|07700900\d{3}|09098790\d{3}|080[08]\d{6,7}|03\d{9}"
)
INSURANCE = re.compile(r"\b(?!QQ)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")


def texts() -> Iterator[tuple[str, str]]:
    """Every text file that is or would be in the repository, without what others wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if not VENDORED.search(name) and Path(name).is_file():
            content = Path(name).read_bytes()
            if b"\0" not in content:
                yield name, content.decode(errors="replace")


def suspicions(line: str) -> Iterator[str]:
    yield from (said for said in EMAIL.findall(line) if not RESERVED_EMAIL.search(said))
    yield from (said for said in PHONE.findall(line) if not RESERVED_PHONE.fullmatch(plain(said)))
    yield from INSURANCE.findall(line)


def plain(phone: str) -> str:
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    return "0" + digits[2:] if phone.startswith("+") else digits


def main() -> int:
    found = [
        f"{name}:{number}: {said}"
        for name, content in texts()
        for number, line in enumerate(content.splitlines(), start=1)
        for said in suspicions(line)
    ]
    for each in found:
        sys.stderr.write(f"{each}: use an invented one (01632 960xxx, name@school.example)\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
