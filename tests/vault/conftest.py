"""Both stores, with the keystore of this test process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import Databases
from tests.vault.places import InFolder, Tampering, bucket_server, new_bucket


@pytest.fixture(scope="session")
def s3() -> Iterator[None]:
    with bucket_server():
        yield


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, _databases: Databases) -> Tampering:
    """A folder or a bucket that holds nothing yet."""
    if request.param == "folder":
        return InFolder(tmp_path / "store")
    request.getfixturevalue("s3")
    return new_bucket()
