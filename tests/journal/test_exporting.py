"""An export is checked by its own script, in a Python that knows nothing of Casework."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.case_file.exporting import case_export, trust_export, zipped
from casework.cases.models import Case
from casework.errors import NotFound
from casework.journal import notes
from casework.journal.verify_casework_export import ed25519
from tests.journal.chains import chain_of, entry_on, with_the_keys
from tests.journal.signing import Kept
from tests.world import World, at

Files = dict[str, bytes]
SCRIPT = "verify_casework_export.py"


@pytest.fixture
def kept(tmp_path: Path, world: World) -> Kept:
    return Kept(tmp_path / "outside")


@pytest.fixture
def case(world: World, kept: Kept) -> Case:
    """A case with evidence, among others, after two checkpoints."""
    for _ in range(4):
        chain_of(world, 2)
    case = chain_of(world, 5)
    world.capture(case)
    kept.checkpoint()
    entry_on(world, case.id, "since the first — “Ünïcode”")
    entry_on(world, None)
    kept.checkpoint()
    return case


def unzipped(content: bytes) -> Files:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def checked(folder: Path, content: bytes, *more: str) -> tuple[int, str]:
    """What the script in an export says of it, on a machine that has only Python."""
    folder.mkdir(exist_ok=True)
    place = folder / "export.zip"
    place.write_bytes(content)
    (folder / SCRIPT).write_bytes(unzipped(content)[SCRIPT])
    command = [sys.executable, "-I", "-S", SCRIPT, "export.zip", *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_an_untouched_export_holds(world: World, kept: Kept, case: Case, tmp_path: Path) -> None:
    content = case_export(world.session, kept.signer, case.reference, at())
    code, said = checked(tmp_path / "away", content, "--key", kept.signer.verifier_key())
    assert (code, said.splitlines()[-1]) == (0, "Everything holds.")
    assert f"case {case.reference}: 6 entries, 6 of them under a signed checkpoint" in said
    code, said = checked(tmp_path / "away", content)
    assert code == 0
    assert "compare it" in said


def test_the_trusts_own_chain_can_be_exported_too(
    world: World, kept: Kept, case: Case, tmp_path: Path
) -> None:
    code, said = checked(tmp_path / "away", trust_export(world.session, kept.signer, at()))
    assert code == 0, said
    assert "the trust’s own chain" in said


def test_entries_since_the_last_checkpoint_are_said_to_be_so(
    world: World, kept: Kept, case: Case, tmp_path: Path
) -> None:
    entry_on(world, case.id)
    content = case_export(world.session, kept.signer, case.reference, at())
    code, said = checked(tmp_path / "away", content)
    assert code == 0
    assert "7 entries, 6 of them under a signed checkpoint" in said


def test_words_that_were_disposed_of_leave_the_export_whole(
    world: World, kept: Kept, case: Case, tmp_path: Path
) -> None:
    with_the_keys(
        world.session,
        "UPDATE journal SET payload = NULL, secret = NULL WHERE case_id = :case AND number = 3",
        case=case.id,
    )
    content = case_export(world.session, kept.signer, case.reference, at())
    assert checked(tmp_path / "away", content)[0] == 0


def test_an_export_tells_nothing_of_other_cases(world: World, kept: Kept, case: Case) -> None:
    files = unzipped(case_export(world.session, kept.signer, case.reference, at()))
    whole = b"".join(files.values())
    others = set(Path(kept.state / "one/00000001.heads").read_text().split())
    ids = {each for each in others if len(each) == 36} - {str(case.id)}
    assert len(ids) == 4
    assert not any(each.encode() in whole for each in ids)
    assert set(files) == {
        "README.txt",
        SCRIPT,
        "chain.json",
        "entries.jsonl",
        "custody.jsonl",
        "checkpoints/00000001.note",
        "checkpoints/00000002.note",
    }
    assert b"custody.jsonl" in files["README.txt"]
    assert [json.loads(each)["handling"] for each in files["custody.jsonl"].splitlines()]


def edited(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], None]:
    def deed(files: Files) -> None:
        changed = change(files[name])
        assert changed != files[name]
        files[name] = changed

    return deed


def entry(number: int, change: Callable[[dict[str, object]], None]) -> Callable[[Files], None]:
    def deed(files: Files) -> None:
        lines = [json.loads(each) for each in files["entries.jsonl"].splitlines()]
        change(lines[number - 1])
        files["entries.jsonl"] = "\n".join(map(json.dumps, lines)).encode()

    return deed


def without(number: int) -> Callable[[Files], None]:
    def deed(files: Files) -> None:
        lines = files["entries.jsonl"].splitlines()
        del lines[number - 1]
        files["entries.jsonl"] = b"\n".join(lines)

    return deed


def signed_by_another(files: Files) -> None:
    """Everything is made again, but for the key that the reader was given before."""
    other = Ed25519PrivateKey.generate()
    before = ""
    for name in sorted(each for each in files if each.endswith(".note")):
        note = notes.read(files[name].decode())
        before = notes.signed(note, other)
        files[name] = before.encode()


ATTACKS: dict[str, Callable[[Files], None]] = {
    "words": entry(3, lambda it: it.update(payload=str(it["payload"]).replace("3", "4"))),
    "leaf": entry(3, lambda it: it.update(leaf=str(it["leaf"]).replace("allow", "deny"))),
    "seal": entry(3, lambda it: it.update(hash="0" * 64)),
    "who": entry(3, lambda it: it.update(actor=str(uuid4()))),
    "when": entry(3, lambda it: it.update(at=int(str(it["at"])) - 1)),
    "result": entry(3, lambda it: it.update(result="deny")),
    "an entry left out": without(3),
    "the end left out": without(6),
    "another case": edited("chain.json", lambda it: it.replace(b'"number": 6', b'"number": 5')),
    "a root of our own": edited(
        "checkpoints/00000002.note", lambda it: it.replace(b"\nentries ", b"\nentries 1")
    ),
    "a checkpoint left out": lambda files: [files.pop("checkpoints/00000001.note")].clear(),
    "another key": signed_by_another,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_export_that_was_changed_shows_it(
    world: World, kept: Kept, case: Case, tmp_path: Path, attack: str
) -> None:
    files = unzipped(case_export(world.session, kept.signer, case.reference, at()))
    ATTACKS[attack](files)
    key = kept.signer.verifier_key()
    code, said = checked(tmp_path / "away", zipped(files, at()), "--key", key)
    assert code == 1, said
    assert "Everything holds" not in said


@pytest.mark.parametrize("cut", [0, 30, 200])
def test_what_is_not_an_export_is_said_to_be_none(
    world: World, kept: Kept, case: Case, tmp_path: Path, cut: int
) -> None:
    content = case_export(world.session, kept.signer, case.reference, at())
    checked(tmp_path / "away", content)
    (tmp_path / "away/export.zip").write_bytes(content[:cut])
    command = [sys.executable, "-I", "-S", SCRIPT, "export.zip"]
    done = subprocess.run(command, cwd=tmp_path / "away", capture_output=True, check=False)
    assert done.returncode == 2


def test_an_unknown_case_is_not_exported(world: World, kept: Kept) -> None:
    with pytest.raises(NotFound):
        case_export(world.session, kept.signer, "SM26-9999", at())


def test_its_signatures_are_those_of_the_library() -> None:
    for length in range(0, 200, 17):
        key, message = Ed25519PrivateKey.generate(), bytes(range(length))
        public, signature = key.public_key().public_bytes_raw(), key.sign(message)
        assert ed25519(public, signature, message)
        assert not ed25519(public, signature, message + b"!")
        assert not ed25519(public, signature[:-1] + bytes([signature[-1] ^ 64]), message)
        assert not ed25519(public, signature[:63], message)
        other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
        assert not ed25519(other, signature, message)


def test_exporting_again_gives_the_same_bytes(world: World, kept: Kept, case: Case) -> None:
    one, other = (case_export(world.session, kept.signer, case.reference, at()) for _ in range(2))
    assert one == other
    later = case_export(world.session, kept.signer, case.reference, at() + timedelta(days=1))
    assert later != one
