"""A .docx as a zip: read with limits, its unchanged parts packed once, written whole or not at all."""

from __future__ import annotations

import errno
import os
import struct
import threading
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.nouns.errors import TemplateError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from io import BytesIO

try:  # faster than zlib by half and no larger; where there is no wheel for it, zlib does
    from isal.isal_zlib import compress as _compress
    from isal.isal_zlib import crc32
except ImportError:  # pragma: no cover - depends on the machine
    from zlib import compress as _compress
    from zlib import crc32

LIMIT = 200 * 1024 * 1024  # bytes a package may expand to
CONTENT_TYPES = "[Content_Types].xml"

_RAW = -15  # deflate without a header, as zip wants it
_DOS_DATE = 0x21  # 1980-01-01, the first day that zip knows
_UTF8 = 0x800  # the flag for a name that is not ASCII
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

Parts = dict[str, bytes]


def read_package(path: Path | BytesIO, name: str = "") -> Parts:
    """Return the parts of a .docx by their names.

    Raises TemplateError if it is no .docx, is locked with a password, or expands beyond LIMIT.
    """
    shown = name or (path.name if isinstance(path, Path) else "文档")
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LIMIT:
                raise TemplateError(shown, "展开后太大，不像是一份文档", "请另存一份再试")
            parts = {member.filename: archive.read(member) for member in archive.infolist()}
    except FileNotFoundError:
        raise TemplateError(shown, "没有这个文件", "请核对文件名和文件夹") from None
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):
        raise TemplateError(
            shown,
            "不是能打开的 .docx 文件（旧格式 .doc、加了密码，或者已经损坏）",
            "请用 Word 或 WPS 另存为 .docx",
        ) from None
    if CONTENT_TYPES not in parts:
        raise TemplateError(shown, "不是 Word 文档", "请用 Word 或 WPS 另存为 .docx")
    return {part: content for part, content in parts.items() if not part.endswith("/")}


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
    for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
        member, entry = _member(name, parts[name], zlib.compress(parts[name], 6, _RAW), offset)
        members.append(member)
        directory.append(entry)
        offset += len(member)
    return Envelope(b"".join(members), b"".join(directory), len(members))


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


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it and rename it: the whole file, or none.

    Raises WriteError: disk full, no permission, open in another program.
    """
    temporary = path.with_name(f".~{os.getpid()}-{threading.get_ident()}.part")
    try:
        _write(temporary, data)
        os.replace(temporary, path)  # noqa: PTH105 - Path.replace is the same call with more steps; this is per document
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise _unwritable(path, error) from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _unwritable(path: Path, error: OSError) -> WriteError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WriteError(str(path), "磁盘满了，写不下这个文件", "请清出空间再做一次，已经写好的文件不受影响")
    if isinstance(error, PermissionError):
        return WriteError(
            str(path),
            "这个文件写不进去：可能正在 Word、WPS 里开着，也可能没有写入的权限",
            "请关掉打开它的程序再做一次",
        )
    return WriteError(
        str(path), f"这个文件写不进去（{error.strerror or error}）", "请核对文件夹是否可用，再做一次"
    )
