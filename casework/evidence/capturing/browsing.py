"""The capturing process: no network of its own, nobody, one fresh browser, and a folder to fill.

All that leads out is a socket in that folder, at which the pinning proxy listens.
"""

import asyncio
import fcntl
import io
import json
import os
import socket
import struct
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casework.evidence.confined import kernel

PORT = 8118
UP, FLAGS_OF, SET_FLAGS = 0x1, 0x8913, 0x8914
WIDE, HIGH, TALLEST = 1280, 900, 16_000
LOADING_MS, SETTLING_MS = 30_000, 5_000
LARGEST_BODY = 30 << 20
ARGUMENTS = (
    f"--proxy-server=http://127.0.0.1:{PORT}",
    "--proxy-bypass-list=<-loopback>",  # otherwise it goes to this machine without asking
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--deny-permission-prompts",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)


def _raise_loopback() -> None:
    """The new network has nothing but itself, and that is switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(any_socket, FLAGS_OF, request))[1]
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH14x", b"lo", flags | UP))


def _forward(door: str) -> None:
    """What the browser sends to its proxy goes to the socket in the folder."""

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, out = await asyncio.open_unix_connection(door)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_carry(reader, out), _carry(there, writer), return_exceptions=True)

    async def listen() -> None:
        server = await asyncio.start_server(one, "127.0.0.1", PORT)
        listening.set()
        await server.serve_forever()

    listening = threading.Event()
    threading.Thread(target=lambda: asyncio.run(listen()), daemon=True).start()
    listening.wait(5)


async def _carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while piece := await source.read(1 << 16):
            sink.write(piece)
            await sink.drain()
    finally:
        sink.close()


def capture(folder: str, url: str, program: str) -> None:
    """Fill the folder with the page as picture, PDF, MHTML and WARC, and what was asked for."""
    # Both before the rights go: whoever installed Casework may keep it where nobody may look.
    import warcio.warcwriter  # noqa: F401
    from playwright.sync_api import sync_playwright

    if not kernel.leave_the_network():
        sys.exit(os.EX_NOPERM)  # a browser that could reach inward is not started
    _raise_loopback()
    kernel.stop_being_root()
    kernel.die_with_parent()
    _forward(f"{folder}/door")
    os.chdir(folder)
    record: dict[str, Any] = {"asked": url, "began": datetime.now(UTC).isoformat()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(ARGUMENTS), chromium_sandbox=True, timeout=30_000
        )
        context = browser.new_context(
            viewport={"width": WIDE, "height": HIGH},
            accept_downloads=False,
            service_workers="block",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        _look(context, url, record, Path(folder))
        record |= {"ended": datetime.now(UTC).isoformat(), "browser": browser.version}
        browser.close()
    (Path(folder) / "record.json").write_text(json.dumps(record))


def _look(context: Any, url: str, record: dict[str, Any], folder: Path) -> None:
    answers: list[Any] = []
    requests: list[dict[str, Any]] = []
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("response", lambda answer: answers.append(answer))
    page.on("request", lambda asked: requests.append(_said(asked)))
    page.on("popup", lambda other: other.close())
    page.goto(url, wait_until="load", timeout=LOADING_MS)
    try:
        page.wait_for_load_state("networkidle", timeout=SETTLING_MS)
    except Exception as restless:  # a page that never rests is captured as it is
        record["restless"] = type(restless).__name__
    record |= {"final": page.url, "title": page.title(), "requests": requests}
    record["user_agent"] = page.evaluate("navigator.userAgent")
    _write(page, context, folder)
    (folder / "page.warc").write_bytes(_warc(answers))


def _said(request: Any) -> dict[str, Any]:
    return {"method": request.method, "url": request.url, "kind": request.resource_type}


def _write(page: Any, context: Any, folder: Path) -> None:
    height = min(int(page.evaluate("document.documentElement.scrollHeight")) or HIGH, TALLEST)
    clip = {"x": 0, "y": 0, "width": WIDE, "height": height}
    (folder / "page.png").write_bytes(page.screenshot(full_page=True, clip=clip))
    session = context.new_cdp_session(page)
    saved = session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    (folder / "page.mhtml").write_bytes(saved.encode())
    page.emulate_media(media="screen")
    (folder / "page.pdf").write_bytes(page.pdf(print_background=True, format="A4"))


def _warc(answers: list[Any]) -> bytes:
    """Every answer with its body (ISO 28500); no request is kept, so no header of ours is."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for each in answers:
        try:
            body = each.body()
        except Exception:  # redirects and what the browser let go of have no body to read
            body = b""
        status = f"{each.status} {each.status_text}"
        headers = [(k, v) for k, v in each.all_headers().items() if k != "set-cookie"]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        held = io.BytesIO(body[:LARGEST_BODY])
        writer.write_record(
            writer.create_warc_record(each.url, "response", payload=held, http_headers=http)
        )
    return out.getvalue()
