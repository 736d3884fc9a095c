"""Writing objects of a PDF as a unit: every number that a pack must move is remembered."""

import zlib
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectType, Stream

from casework.documents.units.form import DIGITS

# Not worth packing: the words around it would be longer.
FEW_BYTES = 64
ObjGen = tuple[int, int]


class Own(int):
    """A number of the unit's own, which a pack moves."""


Said = bytes | Own


class UnitWriter:
    """The objects of a unit, one after the other, and everything they refer to."""

    def __init__(self, reserved: int) -> None:
        self.bytes = bytearray()
        self.places = array("Q")
        self.next = self.reserved = reserved
        self._offsets: dict[int, int] = {}
        self._numbers: dict[ObjGen, Said] = {}
        self._waiting: list[tuple[Own, pikepdf.Object]] = []

    def new(self) -> Own:
        """A number that nothing has yet."""
        self.next += 1
        return Own(self.next - 1)

    def stands_for(self, thing: pikepdf.Object, number: Said) -> None:
        """Whatever refers to this refers to that number; the thing itself is not written."""
        self._numbers[thing.objgen] = number

    def number_of(self, thing: pikepdf.Object) -> Said:
        """The number of an object, which is written in its turn."""
        found = self._numbers.get(thing.objgen)
        if found is None:
            found = self._numbers[thing.objgen] = self.new()
            self._waiting.append((found, thing))
        return found

    @contextmanager
    def numbered(self, number: Own) -> Iterator[None]:
        """What is written meanwhile is the object of that number."""
        self._offsets[number] = len(self.bytes)
        self.say(number, b" 0 obj\n")
        yield
        self.bytes += b"\nendobj\n"

    def put(self, number: Own, *said: Said) -> None:
        """Write one object of our own words."""
        with self.numbered(number):
            self.say(*said)

    def put_stream(self, number: Own, drawn: bytes) -> None:
        """Write what is drawn on a page, packed."""
        packed = zlib.compress(drawn, 6)
        told = b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
        self.put(number, told + packed + b"\nendstream")

    def put_all(self) -> None:
        """Write what was referred to, and what that refers to, until nothing is left."""
        while self._waiting:
            number, thing = self._waiting.pop()
            with self.numbered(number):
                if isinstance(thing, Stream):
                    self._stream(thing)
                else:
                    self.value(thing, within=False)

    def say(self, *said: Said) -> None:
        for each in said:
            if isinstance(each, Own):
                self.places.append(len(self.bytes))
                self.bytes += b"%0*d" % (DIGITS, each)
            else:
                self.bytes += each

    def refer(self, number: Said) -> None:
        self.say(number, b" 0 R")

    def offsets(self) -> "array[int]":
        """Where each object begins, in the order of their numbers."""
        return array("Q", (self._offsets[each] for each in range(self.reserved, self.next)))

    def value(self, thing: object, *, within: bool = True) -> None:
        """Write a value; what is an object of its own is only referred to."""
        if not isinstance(thing, pikepdf.Object):
            self.bytes += _plain(thing)
        elif thing.is_indirect and within:
            self.refer(self.number_of(thing))
        elif thing._type_code == ObjectType.dictionary:
            self.entries({str(key): value for key, value in thing.items()})
        elif thing._type_code == ObjectType.array:
            self._values(Array(thing))
        else:
            self.bytes += thing.unparse(resolved=True)

    def entries(self, entries: Mapping[str, object], *more: Said) -> None:
        """Write a dictionary, and after its entries whatever else is said in it."""
        self.bytes += b"<<"
        for key, value in entries.items():
            self.bytes += Name(key).unparse() + b" "
            self.value(value)
        self.say(*more)
        self.bytes += b">>"

    def _values(self, values: Array) -> None:
        self.bytes += b"["
        for each in values:
            self.value(each)
            self.bytes += b" "
        self.bytes += b"]"

    def _stream(self, stream: Stream) -> None:
        told: Dictionary = stream.stream_dict
        entries = {str(key): value for key, value in told.items() if key != "/Length"}
        raw = stream.read_raw_bytes()
        if "/Filter" not in entries and len(raw) > FEW_BYTES:
            raw = zlib.compress(raw, 6)
            entries["/Filter"] = Name.FlateDecode
        self.entries(entries, b"/Length %d" % len(raw))
        self.bytes += b"\nstream\n"
        self.bytes += raw
        self.bytes += b"\nendstream"


def _plain(value: object) -> bytes:
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return str(value).encode()
