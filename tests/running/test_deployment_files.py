"""The image, the compose file, the units and the guide say what Casework is, and keep doing so."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from typer.main import get_command

from casework.cli.every import every_command
from casework.database import quiet
from casework.evidence_work import VERIFYING
from casework.retention.schedule import SCHEDULE
from casework.settings import Settings, settings

TOP = Path(__file__).parents[2]
RUNNING = TOP / "casework/running"
IMAGE = (RUNNING / "Dockerfile").read_text()
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())
GUIDE = (RUNNING / "GUIDE.md").read_text()
ASKED = {"CASEWORK_HOST": "casework.example", "DATABASE_PASSWORD": "x", "BUCKET_SECRET": "y"}
OF_BOTO3 = {
    "AWS_ENDPOINT_URL",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_DEFAULT_REGION",
}


def names_of_settings() -> set[str]:
    """Every variable that Casework reads."""
    return {
        str(field.validation_alias or f"CASEWORK_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }


LEAVES = 10  # CASEWORK_LEAVING_SECONDS of image and units


def services() -> dict[str, Any]:
    written = (RUNNING / "compose.yaml").read_text()
    told = re.sub(r"\$\{(\w+):\?\}", lambda found: ASKED[found[1]], written)
    assert "${" not in told
    found: dict[str, Any] = yaml.safe_load(told)
    return found


def ours() -> dict[str, Any]:
    return {
        name: each for name, each in services()["services"].items() if each["image"] == "casework"
    }


def set_in_image() -> dict[str, str]:
    block = re.search(r"^ENV (PATH=(?:.*\\\n)*.*)$", IMAGE, re.MULTILINE)
    assert block
    return dict(each.split("=", 1) for each in block[1].replace("\\\n", " ").split())


def test_what_the_compose_file_sets_casework_reads_and_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert set(ours()) == {"migrate", "web-1", "web-2", "worker"}
    for each in ours().values():
        told = set_in_image() | each["environment"]
        known = names_of_settings() | OF_BOTO3 | {"PATH", "PYTHONDONTWRITEBYTECODE"}
        assert set(told) - known == {"XDG_CACHE_HOME"}
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        read = settings.__wrapped__()
        assert (read.embedded, read.worker, read.leaving_seconds > 0) == (False, False, True)
        assert (read.store_s3, read.clamd_url) == ("s3://casework/kept", "tcp://scanner:3310")


def test_a_container_of_ours_may_do_nothing_that_it_need_not() -> None:
    for each in ours().values():
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["security_opt"] == ["no-new-privileges:true"]
        longest = int(each["stop_grace_period"].removesuffix("s"))
        assert longest > int(set_in_image()["CASEWORK_LEAVING_SECONDS"]) + 60


def test_what_a_container_of_ours_runs_is_a_command_that_answers_where_it_is_asked() -> None:
    known: Any = get_command(every_command())
    ran = [each["command"][0] for each in ours().values() if "command" in each]
    started = json.loads(re.findall(r"^CMD (\[.*\])$", IMAGE, re.MULTILINE)[-1])
    assert sorted(ran) == ["migrate", "worker"]
    assert {*ran, started[0]} <= set(known.commands)
    caddy = (RUNNING / "proxies/Caddyfile").read_text()
    asked = set(re.findall(r"(web-\d):(\d+)", caddy))
    exposed = re.findall(r"^EXPOSE (\d+)$", IMAGE, re.MULTILINE)
    assert asked == {(name, exposed[0]) for name in ours() if name.startswith("web-")}


def test_its_databases_write_no_case_into_a_log() -> None:
    for name in ("database", "keystore"):
        told = services()["services"][name]["command"]
        assert {f"-c{each}={value}" for each, value in quiet.SETTINGS.items()} <= set(told)


def test_each_service_that_is_waited_for_is_there_and_each_volume_is_named() -> None:
    whole = services()
    for each in whole["services"].values():
        assert set(each.get("depends_on", ())) <= set(whole["services"])
        assert set(each.get("networks", ())) <= {*whole["networks"], "default"}
        mounted = [place.partition(":")[0] for place in each.get("volumes", ()) if ":" in place]
        assert {place for place in mounted if place[0] not in "./"} <= set(whole["volumes"])


def test_the_image_is_made_as_dev_installs() -> None:
    dev = (TOP / "dev").read_text()
    wanted = re.search(r"needed_to_run\(\) \{\n(.*?)\n\}", dev, re.DOTALL)
    assert wanted
    packages = {
        name for found in re.findall(r"\|\| echo (.+)", wanted[1]) for name in found.split()
    }
    last = IMAGE.rpartition("\nFROM ")[2]
    installed = re.search(r"--no-install-recommends(.*?)&&", last.replace("\\\n", " "))
    assert installed
    assert set(installed[1].split()) == packages | {"python3", "ca-certificates"}
    for step in ("--require-hashes -r .ci/uv.txt", "--offline --no-deps", "--no-build-isolation"):
        assert step in IMAGE.replace("\\\n", "")
        assert step in re.sub(r"\\\n\s*", "", dev)
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "pip" not in last
    assert (RUNNING / "Dockerfile.dockerignore").read_text().startswith("*\n")


def test_what_the_image_copies_is_there_and_is_not_left_out() -> None:
    lines = (RUNNING / "Dockerfile.dockerignore").read_text().splitlines()
    let_in = {each.removeprefix("!") for each in lines if each.startswith("!")}
    copied = {
        place
        for words in re.findall(r"^COPY (?!--from)(.+)$", IMAGE, re.MULTILINE)
        for place in words.split()[:-1]
    }
    assert copied == let_in
    assert [each for each in copied if not (TOP / each).exists()] == []
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= copied


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    programs = tmp_path / "casework"
    programs.write_text("#!/bin/sh\n")
    programs.chmod(0o755)
    for each in (RUNNING / "systemd").iterdir():
        name = each.name.replace("@", "@8000")
        told = each.read_text().replace("/opt/casework/bin/casework", str(programs))
        (tmp_path / name).write_text(told)
    units = [str(each) for each in tmp_path.glob("*.*")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert (done.returncode, said) == (0, []), done.stderr


def test_every_timer_has_its_unit_and_every_unit_sets_what_casework_reads() -> None:
    units = {each.name: each.read_text() for each in (RUNNING / "systemd").iterdir()}
    for name, told in units.items():
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in units
        for line in re.findall(r"^Environment=(.*)$", told, re.MULTILINE):
            assert {each.partition("=")[0] for each in line.split()} <= names_of_settings()


def test_every_unit_that_goes_on_ends_within_what_it_is_given() -> None:
    longest = {"casework-web@": 60 + LEAVES, "casework-worker@": VERIFYING.total_seconds()}
    for name, seconds in longest.items():
        told = (RUNNING / f"systemd/{name}.service").read_text()
        given = re.search(r"^TimeoutStopSec=(\d+)$", told, re.MULTILINE)
        assert given
        assert int(given[1]) > seconds
    grace = int(ours()["worker"]["stop_grace_period"].removesuffix("s"))
    assert grace > longest["casework-worker@"]


def test_every_unit_keeps_what_it_keeps_where_the_guide_looks_for_it() -> None:
    for each in (RUNNING / "systemd").glob("*.service"):
        told = each.read_text()
        assert re.search(r"^Environment=.*\bCASEWORK_STATE=/var/lib/casework$", told, re.MULTILINE)
        assert re.search(r"^StateDirectory=casework$", told, re.MULTILINE)
    typed = re.search(r"^    CASEWORK_STATE=(\S+)$", GUIDE, re.MULTILINE)
    assert typed
    assert typed[1] == "/var/lib/casework", "else what is typed by hand makes a second root key"


def commands_in(text: str) -> set[tuple[str, ...]]:
    """What is typed after `casework` in blocks of commands."""
    blocks = re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    typed = [re.search(r"(?:^|/|\s)casework ([a-z][^#|]*)", line) for line in lines]
    return {tuple(each[1].split()) for each in typed if each}


def test_every_command_and_setting_of_the_guide_is_one() -> None:
    told = {*commands_in(GUIDE)} | {
        tuple(line.split()[1:])
        for each in (RUNNING / "systemd").iterdir()
        for line in re.findall(r"^ExecStart=(.*)$", each.read_text(), re.MULTILINE)
    }
    assert len(told) > 8
    whole = get_command(every_command())
    for words in told:
        command: Any = whole
        for word in words:
            if not hasattr(command, "commands"):
                break
            assert word in command.commands, " ".join(words)
            command = command.commands[word]
        flags = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
        assert {each for each in words if each.startswith("--")} <= flags, " ".join(words)
    written = set(
        re.findall(r"\b(?:CASEWORK|OIDC|SMTP|CLAMD|DATABASE|KEYSTORE)_[A-Z0-9_]*\b", GUIDE)
    )
    assert written - set(ASKED) <= names_of_settings() | {"CASEWORK_WEB"}
    readme = (TOP / "README.md").read_text()
    unsaid = {each for each in names_of_settings() if each not in readme + GUIDE}
    assert unsaid == {"CASEWORK_STORE_S3"}  # which CASEWORK_STORE=s3://… sets


def test_the_policy_template_says_what_the_schedule_suggests() -> None:
    told = (RUNNING / "APPROPRIATE_POLICY.md").read_text()
    rows = re.findall(r"^\| (R-\d\d) (.*?) \| (\d+) months.*? \|", told, re.MULTILINE)
    assert len(rows) == 7
    for code, record, months in rows:
        rule = SCHEDULE[code]
        assert (rule.record, rule.length, rule.unit) == (record, int(months), "months")
