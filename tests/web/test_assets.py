"""The look as it is served."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from web.frame.assets import (
    FOREVER,
    JOINED,
    ONLY_WHERE,
    STATIC,
    StaticLook,
    asset,
    content,
    scripts,
)

ROOT = STATIC.parents[1]
client = TestClient(Starlette(routes=[Mount("/static", StaticLook())]))


def on_disk(folder: str) -> list[Path]:
    return sorted((STATIC / folder).glob(f"*.{folder}"))


@pytest.mark.parametrize("name", sorted(JOINED))
def test_every_file_of_a_kind_is_served_once(name: str) -> None:
    folder, parts = JOINED[name]
    apart = [Path(each).stem for each in ONLY_WHERE if each.startswith(f"{folder}/")]
    assert sorted([*parts.split(), *apart]) == [each.stem for each in on_disk(folder)]
    assert client.get(asset(name)).content == content(name)


@pytest.mark.parametrize("name", [each for each in ONLY_WHERE if each.startswith("js/")])
def test_a_script_of_few_pages_is_sent_where_its_mark_stands(name: str) -> None:
    mark = ONLY_WHERE[name]
    assert asset(name) in scripts(f"<form {mark}")
    assert scripts("<p>Nothing of the kind") == [asset("app.js")]
    told = content(name).decode()
    assert mark.removesuffix("=") in told or "htmx:" in told


def test_what_only_a_reader_needs_is_not_sent() -> None:
    assert b"/*" not in content("app.css")
    assert b"\n//" not in content("app.js")
    assert content("app.css").count(b"{") == sum(
        each.read_text().count("{") for each in on_disk("css")
    )


def test_a_browser_that_cannot_unpack_gets_it_plain() -> None:
    reply = client.get(asset("app.css"), headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in reply.headers
    assert reply.content == content("app.css")


def test_a_packed_reply_holds_the_same_bytes() -> None:
    with client.stream("GET", asset("app.js"), headers={"Accept-Encoding": "gzip"}) as reply:
        assert reply.headers["vary"] == "Accept-Encoding"
        assert gzip.decompress(b"".join(reply.iter_raw())) == content("app.js")


def test_an_address_with_its_hash_is_kept_for_a_year() -> None:
    assert client.get(asset("icon.svg")).headers["cache-control"] == FOREVER
    assert client.get("/static/icon.svg").headers.get("cache-control") != FOREVER


def test_the_font_that_pages_carry_is_made_from_the_one_that_came(tmp_path: Path) -> None:
    made = tmp_path / "made.woff2"
    subprocess.run([sys.executable, ROOT / ".ci/font.py", made], check=True)
    assert made.read_bytes() == (STATIC / "made/casework-sans-5.3.0.woff2").read_bytes()


def test_nothing_outside_the_folder_is_served() -> None:
    assert client.get("/static/../rendering.py").status_code == 404
    assert client.get("/static/no-such-file.css").status_code == 404


def test_every_file_a_stylesheet_names_is_there() -> None:
    named = [part.split('"')[0] for part in content("app.css").decode().split('url("')[1:]]
    assert named
    for address in named:
        assert client.get(address).status_code == 200, address


SVG = "http://www.w3.org/2000/svg"  # the name of a language, which nobody fetches


def test_no_stylesheet_or_script_asks_another_host() -> None:
    for each in (*on_disk("css"), *on_disk("js")):
        told = each.read_text().replace("// ", "").replace(SVG, "")
        assert "//" not in told, each.name


@pytest.mark.parametrize("folder", ["css", "js"])
def test_each_file_can_be_read_in_one_sitting(folder: str) -> None:
    for each in on_disk(folder):
        assert len(each.read_text().splitlines()) <= 250, each.name
