"""Write a CycloneDX bill of materials of what runs: the locked packages as they are installed here,
and the files of others that are in this repository. Refuses when the two do not agree.

    python .ci/sbom.py [FILE] [--no-validate]

Holding it against the schema of CycloneDX takes twenty times as long as writing it."""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from lockfile import Pinned, pinned_in
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
VENDORED = Path(__file__).with_name("vendored.toml")
LIST = "environment", "--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON"
UNVALIDATED = "--no-validate"


def installed(*options: str) -> dict[str, Any]:
    """Everything installed for this interpreter, as CycloneDX."""
    told = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *LIST, *options, "-o", "-", sys.executable],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def locked_components(all_of_it: dict[str, Any], lock: list[Pinned]) -> list[dict[str, Any]]:
    """The installed components that the lock names, with the hashes it allows.

    Raises:
        SystemExit: one is missing, or is installed at another version than was locked.
    """
    found = {canonicalize_name(each["name"]): each for each in all_of_it["components"]}
    wrong = [
        f"{each.name} {each.version}"
        for each in lock
        if found.get(each.name, {}).get("version") != each.version
    ]
    if wrong:
        sys.exit(f"Locked but not installed so: {', '.join(wrong)}. Run ./dev test first.")
    return [found[each.name] | {"properties": _hashes(each)} for each in lock]


def _hashes(locked: Pinned) -> list[dict[str, str]]:
    """Of the files it may be installed from; which one it was depends on the machine."""
    return [{"name": "casework:lock:sha256", "value": each} for each in locked.hashes]


def vendored_components() -> list[dict[str, Any]]:
    return [_vendored(each) for each in tomllib.loads(VENDORED.read_text())["file"]]


def _vendored(told: dict[str, str]) -> dict[str, Any]:
    actual = hashlib.sha256((ROOT / told["path"]).read_bytes()).hexdigest()
    if actual != told["sha256"]:
        sys.exit(f"{told['path']} is not the file that .ci/vendored.toml names")
    return {
        "type": "library",
        "bom-ref": told["path"],
        "name": told["name"],
        "version": told["version"],
        "licenses": [{"license": {"id": told["licence"]}}],
        "hashes": [{"alg": "SHA-256", "content": actual}],
        "externalReferences": [{"type": "distribution", "url": told["source"]}],
        "properties": [{"name": "casework:path", "value": told["path"]}],
    }


def main(asked: list[str]) -> None:
    options = [each for each in asked if each == UNVALIDATED]
    places = [each for each in asked if each != UNVALIDATED]
    told = installed(*options)
    lock = [each for each in pinned_in(ROOT / "requirements.lock") if each.applies_here]
    components = [*locked_components(told, lock), *vendored_components()]
    kept = {each["bom-ref"] for each in components} | {"root-component"}
    told["components"] = components
    told["dependencies"] = [
        each | {"dependsOn": [ref for ref in each.get("dependsOn", []) if ref in kept]}
        for each in told["dependencies"]
        if each["ref"] in kept
    ]
    place = Path(places[0]) if places else ROOT / "casework.cdx.json"
    place.write_text(json.dumps(told, indent=2) + "\n")
    sys.stdout.write(f"{len(components)} components in {place}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
