"""The one door to zips: read within bounds whatever they declare, written the same way every time."""

from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


try:  # faster than zlib by half and no larger; where there is no wheel for it, zlib does
    from isal.isal_zlib import compress as _compress
    from isal.isal_zlib import crc32
except ImportError:  # pragma: no cover - depends on the machine
    from zlib import compress as _compress
    from zlib import crc32

CONTENT_TYPES = "[Content_Types].xml"
CHUNK = 2**20  # bytes unpacked at a time

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of others a few bytes may unpack to gigabytes at once
_DEFLATED_MOST = 1032  # bytes that one deflated byte can stand for
_LISTED = b"PK\1\2"  # how each entry of a zip's directory begins
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
_RAW = -15  # deflate without a header, as zip wants it
_DOS_DATE = 0x21  # 1980-01-01, the first day that zip knows
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same
_UTF8 = 0x800  # the flag for a name that is not ASCII
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

Parts = dict[str, bytes]
Fault = Literal["file", "entries", "part", "total", "locked", "broken"]


@dataclass(frozen=True)
class Bounds:
    """How much of a zip is read; all but entries in bytes, all but file unpacked."""

    file: int
    entries: int
    part: int  # one part of XML
    total: int  # all parts of XML
    whole: int  # all parts, pictures too


class PackageError(Exception):
    """A zip that is not read: why, which part it is about, and how large or how many that is or may be."""

    def __init__(self, fault: Fault, part: str = "", number: int = 0) -> None:
        super().__init__(fault, part, number)
        self.fault, self.part, self.number = fault, part, number


class Package:
    """An open zip; all reading of its parts together stays within its bounds.

    Raises PackageError for a file that is beyond the bounds, locked with a password, or no whole zip.
    """

    def __init__(self, stream: BinaryIO, bounds: Bounds) -> None:
        self.bounds = bounds
        self._begin()
        self._length = stream.seek(0, os.SEEK_END)
        if self._length > bounds.file:
            raise PackageError("file", number=bounds.file)
        _refuse_long_directory(stream, bounds.entries)
        try:
            self._archive = zipfile.ZipFile(stream)
        except _BROKEN as error:
            raise PackageError("broken") from error
        entries = self._archive.infolist()
        if len(entries) > bounds.entries:
            raise PackageError("entries", number=len(entries))
        if sum(entry.file_size for entry in entries) > bounds.whole:
            raise PackageError("total", number=bounds.whole)
        if any(entry.flag_bits & 1 for entry in entries):
            raise PackageError("locked")

    def _begin(self) -> None:
        self._left, self._left_of_xml = self.bounds.whole, self.bounds.total

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, folders left out."""
        return tuple(dict.fromkeys(name for name in self._archive.namelist() if not name.endswith("/")))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece, to its true end: what the directory says of its size may be a lie."""
        entry, size = self._archive.getinfo(name), 0
        is_xml = name.endswith((".xml", ".rels"))
        if entry.compress_type not in _METHODS:
            raise PackageError("broken", name)
        entry.file_size = sys.maxsize
        try:
            with self._archive.open(entry) as part:
                while piece := part.read(CHUNK):
                    size += len(piece)
                    if is_xml and size > self.bounds.part:
                        raise PackageError("part", name, self.bounds.part)
                    self._take(len(piece), is_xml=is_xml)
                    yield piece
        except _BROKEN as error:
            raise PackageError("broken", name) from error

    def _take(self, size: int, *, is_xml: bool) -> None:
        self._left -= size
        self._left_of_xml -= size if is_xml else 0
        if self._left < 0:
            raise PackageError("total", number=self.bounds.whole)
        if self._left_of_xml < 0:
            raise PackageError("total", number=self.bounds.total)

    def read(self) -> Parts:
        """Return all parts; one that is beyond the bounds is found out before any is held in memory."""
        if self._length * _DEFLATED_MOST > self.bounds.part:
            for name in self.names:
                for _ in self.pieces(name):
                    pass
            self._begin()
        return {name: b"".join(self.pieces(name)) for name in self.names}


def _refuse_long_directory(stream: BinaryIO, most: int) -> None:
    """Raise for more entries than may be, before each of them costs half a kilobyte of memory."""
    stream.seek(0)
    count, tail = 0, b""
    while piece := stream.read(CHUNK):
        count += (tail + piece).count(_LISTED)
        tail = piece[1 - len(_LISTED) :]
    if count > most:
        raise PackageError("entries", number=count)


def deflated(content: bytes) -> bytes:
    """Return content in deflate format, quickly rather than as small as can be."""
    return bytes(_compress(content, 1, _RAW))


@dataclass(frozen=True)
class Envelope:
    """The parts that are the same in every document, packed: the front of the zip, ready to copy."""

    front: bytes  # local headers and data, [Content_Types].xml first
    directory: bytes  # the central directory of the front
    count: int

    def around(self, parts: Iterable[tuple[str, bytes]]) -> bytes:
        """Return the whole .docx: the front, then these parts."""
        pieces, directory, count = [self.front], [self.directory], self.count
        offset = len(self.front)
        for name, content in parts:
            member, entry = _member(name, content, deflated(content), offset)
            pieces.append(member)
            directory.append(entry)
            offset += len(member)
            count += 1
        listing = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
        return b"".join((*pieces, listing, end))


def packed(parts: Mapping[str, bytes]) -> Envelope:
    """Return the envelope of parts that never change; content types come first, the rest by name."""
    members, directory, offset = [], [], 0
    for name in _in_order(parts):
        member, entry = _member(name, parts[name], zlib.compress(parts[name], 6, _RAW), offset)
        members.append(member)
        directory.append(entry)
        offset += len(member)
    return Envelope(b"".join(members), b"".join(directory), len(members))


def _in_order(parts: Mapping[str, bytes]) -> list[str]:
    return sorted(parts, key=lambda name: (name != CONTENT_TYPES, name))


def _member(name: str, content: bytes, data: bytes, offset: int) -> tuple[bytes, bytes]:
    """Return the local record and the directory entry of one part; times are fixed (same bytes)."""
    stored = name.encode()
    flags = 0 if name.isascii() else _UTF8
    check = (
        flags,
        zipfile.ZIP_DEFLATED,
        0,
        _DOS_DATE,
        crc32(content),
        len(data),
        len(content),
        len(stored),
    )
    local = _LOCAL.pack(b"PK\3\4", 20, *check, 0)
    entry = _CENTRAL.pack(b"PK\1\2", 20, 20, *check, 0, 0, 0, 0, 0, offset)
    return b"".join((local, stored, data)), entry + stored


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip, content types first, the rest by name; the same parts give the same bytes."""
    return _written((name, parts[name]) for name in _in_order(parts))


def timeless(data: bytes, changes: Mapping[str, bytes] | None = None, system: int = 0) -> bytes:
    """Return a zip of our own making with every entry at the earliest time a zip can hold.

    changes: new contents of parts. system: which kind of machine the entries say they come from.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = [(name, (changes or {}).get(name, source.read(name))) for name in source.namelist()]
    return _written(parts, system)


def part_of(data: bytes, name: str) -> bytes:
    """Return one part of a zip of our own making."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def _written(parts: Iterable[tuple[str, bytes]], system: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, system
            target.writestr(entry, content)
    return buffer.getvalue()
