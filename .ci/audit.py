"""Ask the advisory database about every locked package. Exit code 1: one has a known fault;
3: the database could not be asked about some, so nothing is known about those."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FAULTS, NOT_KNOWN = 1, 3
ASK = ["--require-hashes", "--disable-pip", "--timeout", "15", "--progress-spinner", "off"]
LOCK = ["-f", "json", "-r", str(ROOT / "requirements.lock")]


def answer() -> list[dict[str, Any]] | None:
    """What is known of each package, or None without an answer."""
    asked = [sys.executable, "-m", "pip_audit", *ASK, *LOCK]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(told.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return found


def main() -> int:
    found = answer()
    if found is None:
        sys.stderr.write("The advisory database could not be reached: nothing was checked.\n")
        return NOT_KNOWN
    faults = [
        f"{each['name']} {each['version']}: {', '.join(fault['id'] for fault in each['vulns'])}"
        for each in found
        if each.get("vulns")
    ]
    unknown = [each["name"] for each in found if "skip_reason" in each]
    for each in faults:
        sys.stderr.write(f"{each}\n")
    if unknown:
        sys.stderr.write(f"{len(unknown)} of {len(found)} packages could not be asked about.\n")
    sys.stdout.write(f"{len(found) - len(unknown)} packages checked, {len(faults)} with faults.\n")
    if faults:
        return FAULTS
    return NOT_KNOWN if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
