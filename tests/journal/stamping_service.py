"""A time-stamp service of our own: openssl's, behind a small HTTP server."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

CONFIG = """\
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = {cn}
[ authority ]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[ service ]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ tsa ]
default_tsa = stamps
[ stamps ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/service.pem
signer_key = {folder}/service.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
"""


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def made_in(folder: Path) -> Path:
    """A root, a service certified by it, and what openssl needs to stamp; the root's file."""
    folder.mkdir(parents=True)
    (folder / "serial").write_text("01\n")
    config = folder / "openssl.cnf"
    days = ("-days", 30, "-newkey", "rsa:2048", "-nodes")
    config.write_text(CONFIG.format(cn="A root", folder=folder))
    _openssl(
        *("req", "-x509", "-config", config, "-extensions", "authority", *days),
        *("-keyout", folder / "root.key", "-out", folder / "root.pem"),
    )
    config.write_text(CONFIG.format(cn="A service", folder=folder))
    _openssl(
        *("req", "-config", config, "-new", "-newkey", "rsa:2048", "-nodes"),
        *("-keyout", folder / "service.key", "-out", folder / "service.csr"),
    )
    _openssl(
        *("x509", "-req", "-in", folder / "service.csr", "-CA", folder / "root.pem"),
        *("-CAkey", folder / "root.key", "-CAcreateserial", "-days", 30),
        *("-extfile", config, "-extensions", "service", "-out", folder / "service.pem"),
    )
    return folder / "root.pem"


def stamped(folder: Path, query: bytes) -> bytes:
    asked, answered = folder / "query.tsq", folder / "answer.tsr"
    asked.write_bytes(query)
    _openssl(
        *("ts", "-reply", "-config", folder / "openssl.cnf"),
        *("-queryfile", asked, "-out", answered),
    )
    return answered.read_bytes()


@dataclass
class Service:
    """Where it answers, and what it does wrong, if anything."""

    url: str
    folder: Path
    instead: bytes | None = None
    always: bytes | None = None

    def answer(self, query: bytes) -> bytes:
        if self.instead is not None:
            return self.instead
        return stamped(self.folder, self.always or query)


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    service = Service("", folder)

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            answer = service.answer(query)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        service.url = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
