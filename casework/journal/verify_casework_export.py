"""Check a journal exported from Casework, on any machine with Python 3.9 or newer.

    python3 verify_casework_export.py EXPORT.zip [--key KEY]

It needs nothing installed and no network. It recomputes, from the bytes in the file:

1. each entry's seal, and that it carries the seal of the one before it, numbered without a gap;
2. that what people read of an entry is what was sealed, unless it has been disposed of;
3. that the end of the chain is under the Merkle root of the newest checkpoint;
4. that every checkpoint is signed by one key and names the one before it.

KEY is the public key as the trust gave it to you before. Without it the key in the file is used,
and this only shows that the file agrees with itself: compare the key that is printed with the one
in an earlier checkpoint or message. Exit 0: all of it holds. 1: something does not. 2: this is
not an export, or not whole.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
import zipfile
from typing import Any

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
Entry = dict[str, Any]


def _square_root(y: int, odd: int) -> int | None:
    """The x of a point on the curve, or None."""
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - squared) % P or (x == 0 and odd):
        return None
    return P - x if x % 2 != odd else x


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(n: int, p: Point) -> Point:
    reached = (0, 1, 1, 0)
    while n:
        if n & 1:
            reached = _add(reached, p)
        p, n = _add(p, p), n >> 1
    return reached


def _point(encoded: bytes) -> Point | None:
    number = int.from_bytes(encoded, "little")
    y, odd = number & ((1 << 255) - 1), number >> 255
    x = _square_root(y, odd) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def ed25519(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is over this message and by this key (RFC 8032)."""
    a, r = _point(key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    k = int.from_bytes(digest, "little") % L
    base = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    assert base
    left, right = _times(s, base), _add(r, _times(k, a))
    return not (
        (left[0] * right[2] - right[0] * left[2]) % P
        or (left[1] * right[2] - right[1] * left[2]) % P
    )


def sealed_before_leaves(chain: str, entry: Entry) -> str:
    """The seal of an entry of version 1: over the previous seal and everything it said."""
    read = json.loads(entry["payload"])
    told = {
        "case": None if chain == "trust" else chain,
        "number": entry["number"],
        "at": (entry["at"] / 10**6).hex(),
        "actor": [entry["actor"], read["actor"]],
        "kind": entry["kind"],
        "sentence": read["sentence"],
        "facts": read["facts"],
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((entry["previous"] + text).encode()).hexdigest()


def wrong_with(chain: str, entry: Entry) -> str:
    """What is wrong with one entry by itself; empty when nothing is."""
    if entry["version"] == 1:
        disposed_of = entry["payload"] is None
        return "" if disposed_of or sealed_before_leaves(chain, entry) == entry["hash"] else "seal"
    leaf = entry["leaf"]
    if hashlib.sha256(b"\0" + leaf.encode()).hexdigest() != entry["hash"]:
        return "seal"
    lines = leaf.split("\n")
    if lines[:4] != ["casework-journal/2", chain, str(entry["number"]), entry["previous"]]:
        return "place in the chain"
    return wrong_in(json.loads(lines[4]), entry)


def wrong_in(body: Entry, entry: Entry) -> str:
    """What an entry shows that is not what its leaf says."""
    for name, shown in (("act", "kind"), ("actor", "actor"), ("at", "at"), ("result", "result")):
        if body[name] != entry[shown]:
            return name
    if entry["payload"] is None:
        return ""
    secret = bytes.fromhex(entry["secret"])
    made = hmac.new(secret, entry["payload"].encode(), "sha256").hexdigest()
    return "" if made == body["commitment"] else "words"


def check_entries(chain: str, entries: list[Entry]) -> list[str]:
    """Every entry that does not hold, as a sentence."""
    said: list[str] = []
    previous = "0" * 64
    for number, entry in enumerate(entries, 1):
        if entry["number"] != number:
            return [*said, f"Entry {number} is missing"]
        if entry["previous"] != previous:
            said.append(f"Entry {number} does not follow the one before it")
        wrong = wrong_with(chain, entry)
        if wrong:
            said.append(f"Entry {number} was altered: its {wrong} is not as sealed")
        previous = entry["hash"]
    return said


def check_proof(chain: str, entries: list[Entry], proof: Entry, root: bytes) -> list[str]:
    """Whether the chain, as far as the newest checkpoint covers it, leads to that root."""
    number = proof["number"]
    if number > len(entries):
        return [f"The checkpoint covers {number} entries, and only {len(entries)} are here"]
    content = f"{chain}\n{number}\n{entries[number - 1]['hash']}\n".encode()
    reached, index, size = hashlib.sha256(b"\0" + content).digest(), proof["index"], proof["size"]
    path = [bytes.fromhex(each) for each in proof["path"]]
    while size > 1 and path:
        if index % 2:
            reached = hashlib.sha256(b"\1" + path.pop(0) + reached).digest()
        elif index + 1 < size:
            reached = hashlib.sha256(b"\1" + reached + path.pop(0)).digest()
        index, size = index // 2, (size + 1) // 2
    return [] if reached == root and not path else ["The chain is not under the signed root"]


def check_notes(notes: list[tuple[int, str]], key: bytes, name: str) -> list[str]:
    """Whether each checkpoint is signed by the key and names the one before it."""
    said, last, before = [], 0, ""
    identity = hashlib.sha256(name.encode() + b"\n\1" + key).digest()[:4]
    for number, note in notes:
        text, _, line = note.partition("\n\n")
        signature = base64.b64decode(line.split(" ")[2])
        if signature[:4] != identity or not ed25519(key, signature[4:], (text + "\n").encode()):
            said.append(f"Checkpoint {number} is not signed by {name}")
        if not follows(number, text, last, before):
            said.append(f"Checkpoint {number} does not follow checkpoint {last}")
        last, before = number, note
    return said


def follows(number: int, text: str, last: int, before: str) -> bool:
    """Whether a checkpoint names the last one, or says which were lost between them."""
    if number != last + 1:
        return f"\ngap {last + 1}-{number - 1}" in text
    named = hashlib.sha256(before.encode()).hexdigest() if before else "0" * 64
    return f"\nprevious {named}\n" in text


def check(path: str, trusted: str) -> int:
    """Check one file and say what was found."""
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("chain.json"))
        entries = [json.loads(each) for each in archive.read("entries.jsonl").splitlines()]
        names = sorted(each for each in archive.namelist() if each.endswith(".note"))
        notes = [(int(each[-13:-5]), archive.read(each).decode()) for each in names]
    chain, written = told["chain"], trusted or told["key"]
    name, _, encoded = written.split("+", 2)
    said = check_entries(chain, entries)
    said += check_notes(notes, base64.b64decode(encoded)[1:], name)
    if notes and told["proof"]:
        root = base64.b64decode(notes[-1][1].split("\n")[2])
        said += check_proof(chain, entries, told["proof"], root)
    else:
        said.append("No checkpoint covers this chain: nothing outside the database speaks for it")
    covered = told["proof"]["number"] if told["proof"] else 0
    out = [f"{told['called']}: {len(entries)} entries, {covered} of them under a signed checkpoint"]
    out += [f"Signed by {written}" + ("" if trusted else " (the key in this file: compare it)")]
    out += said or ["Everything holds."]
    sys.stdout.write("\n".join(out) + "\n")
    return 1 if said else 0


def main(arguments: list[str]) -> int:
    """Run the command."""
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--key"):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        return check(arguments[0], arguments[2] if len(arguments) == 3 else "")
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError) as wrong:
        sys.stderr.write(f"This is not a whole export of Casework: {wrong!r}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
