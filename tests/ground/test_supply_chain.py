"""What Casework is made of is pinned, named, and the same as what is installed."""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tests.test_architecture import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/uv.txt")
OURS = {"casework"}
FOLDERS = ("web/static/vendor", "web/static/fonts", "casework/documents/fonts")
LICENCES = {"htmx-LICENSE.txt", "OFL.txt"}


def from_lock(name: str) -> dict[str, str]:
    """What a lock pins for this machine, read by the project's own reader of locks."""
    reading = (
        "import json, sys; from pathlib import Path; from lockfile import pinned_in; "
        "print(json.dumps({p.name: p.version for p in pinned_in(Path(sys.argv[1]))"
        " if p.applies_here}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", reading, str(ROOT / name)],
        env={**os.environ, "PYTHONPATH": str(ROOT / ".ci")},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(told.stdout)
    return found


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    place = tmp_path_factory.mktemp("sbom") / "casework.cdx.json"
    subprocess.run([sys.executable, ROOT / ".ci/sbom.py", place, "--no-validate"], check=True)
    told: dict[str, Any] = json.loads(place.read_text())
    return told


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_version_and_hash(lock: str) -> None:
    assert from_lock(lock)  # the reader refuses a line without either


def test_what_is_installed_is_what_is_locked() -> None:
    installed = {canonicalize_name(each.name): each.version for each in distributions()}
    locked = from_lock("requirements-dev.lock")
    assert {name: version for name, version in installed.items() if name not in OURS} == locked
    runs = from_lock("requirements.lock")
    assert runs.items() <= locked.items()


def test_the_bill_of_materials_is_what_is_installed(bill: dict[str, Any]) -> None:
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "casework"
    told = {
        canonicalize_name(each["name"]): each["version"]
        for each in bill["components"]
        if each.get("purl", "").startswith("pkg:pypi/")
    }
    runs = from_lock("requirements.lock")
    assert told == runs
    installed = {str(canonicalize_name(each.name)): each.version for each in distributions()}
    assert told == {name: installed[name] for name in runs}
    assert all(each["properties"] for each in bill["components"])
    refs = {each["bom-ref"] for each in bill["components"]}
    assert {ref for each in bill["dependencies"] for ref in each["dependsOn"]} <= refs


def test_every_file_of_others_is_named_with_its_licence_and_hash(bill: dict[str, Any]) -> None:
    named = tomllib.loads((ROOT / ".ci/vendored.toml").read_text())["file"]
    there = {
        str(path.relative_to(ROOT))
        for folder in FOLDERS
        for path in (ROOT / folder).iterdir()
        if path.name not in LICENCES
    }
    assert {each["path"] for each in named} == there
    for each in named:
        content = (ROOT / each["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"], each["path"]
        assert each["licence"] in {"0BSD", "OFL-1.1"}
    told = {each["properties"][0]["value"] for each in bill["components"]}
    assert there <= told


def test_a_lock_that_pins_no_hash_is_refused(tmp_path: Path) -> None:
    loose = tmp_path / "loose.lock"
    loose.write_text("something==1.0\n")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        from_lock(str(loose))
    assert "not pinned by version and hash: something==1.0" in refused.value.stderr
