"""A public page that tries every way inward, and a canary that counts who came."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLIC = "93.184.216.34"
INSIDE = ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "[::1]",
          "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "10.0.0.1", "192.168.0.1",
          "inside.example", "mixed.example", "rebind.example", "127.0.0.1.")  # fmt: skip
NAMES = {
    "public.example": [[PUBLIC]],
    "inside.example": [["127.0.0.1"]],
    "mixed.example": [[PUBLIC, "127.0.0.1"]],
    "rebind.example": [["127.0.0.1"], [PUBLIC], ["127.0.0.1"]],
}


class Canary:
    """Listens inside, on the web's own ports where it may, and counts every connection."""

    def __init__(self) -> None:
        self.hits = 0
        self.ports: list[int] = []

    @contextmanager
    def singing(self) -> Iterator["Canary"]:
        with ExitStack() as opened:
            for port in (80, 443, 0):
                try:
                    listening = opened.enter_context(socket.create_server(("127.0.0.1", port)))
                except OSError:
                    continue  # somebody else's port, or not ours to take
                self.ports.append(listening.getsockname()[1])
                threading.Thread(target=self._count, args=(listening,), daemon=True).start()
            yield self

    def _count(self, listening: socket.socket) -> None:
        while True:
            try:
                came, _ = listening.accept()
            except OSError:
                return
            self.hits += 1
            came.close()


def tricks(port: int) -> str:
    """Every way in which a page makes a browser ask for something, aimed inward."""
    there = [f"{host}{ending}" for host in INSIDE for ending in ("", f":{port}")]
    images = "".join(f'<img src="http://{each}/i"><img src="https://{each}/i">' for each in there)
    frames = "".join(f'<iframe src="http://{each}/f"></iframe>' for each in there[:6])
    styles = "".join(f'@import url("http://{each}/c");' for each in there)
    asked = ",".join(f'"{each}"' for each in there)
    script = f"""
    for (const each of [{asked}]) {{
      fetch("http://" + each + "/fetch", {{mode: "no-cors"}}).catch(() => 0);
      try {{ new EventSource("http://" + each + "/events"); }} catch (_) {{}}
      try {{ new WebSocket("ws://" + each + "/ws"); new WebSocket("wss://" + each + "/ws"); }}
      catch (_) {{}}
      navigator.sendBeacon("http://" + each + "/beacon");
      const source = 'try{{importScripts("http://' + each + '/worker")}}catch(_){{}}';
      new Worker(URL.createObjectURL(new Blob([source])));
    }}
    navigator.serviceWorker?.register("/sw.js").catch(() => 0);
    const peer = new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:{port}"}}]}});
    peer.createDataChannel("x"); peer.createOffer().then(o => peer.setLocalDescription(o));
    for (const each of ["file:///etc/passwd", "view-source:http://127.0.0.1/", "chrome://version"])
      try {{ const f = document.createElement("iframe"); f.src = each; document.body.append(f); }}
      catch (_) {{}}
    """
    more = "".join(
        f'<link rel="prefetch" href="http://{each}/p"><link rel="preconnect" href="http://{each}">'
        for each in there[:6]
    )
    return (
        f"<!doctype html><title>A public post</title><style>{styles}</style>{more}"
        f"<h1>Nothing to see</h1>{images}{frames}<script>{script}</script>"
    )


def pages(port: int) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """What the public host answers at each path."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    inward = f"http://127.0.0.1:{port}/"
    script = f'<script>location = "{inward}"</script><p>One moment'
    return {
        "/": (200, html, tricks(port).encode()),
        "/plain": (200, html | {"Set-Cookie": "who=you"}, b"<title>Plain</title><h1>Plain</h1>"),
        "/302": (302, {"Location": "http://127.0.0.1/"}, b""),
        "/307": (307, {"Location": inward}, b""),
        "/named": (302, {"Location": "http://inside.example/"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/meta": (200, html, f'<meta http-equiv=refresh content="0;url={inward}">'.encode()),
        "/script": (200, html, script.encode()),
        "/alert": (200, html, b"<script>for (let i = 0; i < 40; i++) alert(i)</script><h1>Done"),
        "/secret": (401, {"WWW-Authenticate": 'Basic realm="x"'} | html, b"<h1>Who are you?"),
        "/download": (200, {"Content-Disposition": "attachment; filename=a.exe"}, b"MZ"),
    }


@contextmanager
def public_host(port: int) -> Iterator[int]:
    """Answers as the public host does, on a port of this machine."""
    answers = pages(port)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
