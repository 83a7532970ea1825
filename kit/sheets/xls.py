"""What calamine leaves out of an .xls: cells with errors, which it gives as blank, and percentages.

The compound file ([MS-CFB]) is read as far as its one stream of records ([MS-XLS] 2.4), within the file's own
bounds. What cannot be told: a formula whose value nobody computed stands there as 0 or as an empty text, and
so does one that gives 0 or an empty text.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from kit.sheets.grid import Details, percentage_text

if TYPE_CHECKING:
    from collections.abc import Iterator


HEADER, ENTRY, END = 512, 128, 0xFFFFFFFA  # sectors from END on are marks, none of them a sector
STREAMS = ("Workbook", "Book")
BOUNDSHEET, FORMAT, XF, END_OF_SHEET = 0x85, 0x41E, 0xE0, 0x0A
FORMULA, BOOLERR, NUMBER, RK, MULRK = 0x06, 0x205, 0x203, 0x27E, 0xBD
CELLS = {FORMULA, BOOLERR, NUMBER, RK, MULRK}
MOST_COLUMNS = 256
PERCENT_FORMATS = {9, 10}
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def details_of_xls(data: bytes) -> dict[str, Details]:
    """Return the details of each sheet by its name; nothing of a file that is not as it should be.

    Whether such a file can be read at all, its reader says.
    """
    try:
        stream = _stream(data)
        if stream is None:
            return {}
        percent = _percent_styles(stream)
        return {name: Details(texts=dict(_texts(stream, at, percent))) for name, at in _sheets(stream)}
    except (struct.error, IndexError, ValueError, OverflowError):
        return {}


def _stream(data: bytes) -> bytes | None:
    """Return the stream of records of a compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    fat = _fat(data, size)
    [first, _, cutoff, mini_first] = struct.unpack_from("<4I", data, 48)
    directory = _joined(data, fat, first, size)
    entries = [directory[at : at + ENTRY] for at in range(0, len(directory) - ENTRY + 1, ENTRY)]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") not in STREAMS:
            continue
        start, whole = struct.unpack_from("<2I", entry, 116)
        if whole >= cutoff:
            return _joined(data, fat, start, size)[:whole]
        small = bytes(HEADER) + _joined(data, fat, struct.unpack_from("<I", entries[0], 116)[0], size)
        table = _joined(data, fat, mini_first, size)
        mini_fat = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        return _joined(small, mini_fat, start, 64, HEADER)[:whole]
    return None


def _fat(data: bytes, size: int) -> tuple[int, ...]:
    """Return which sector follows each sector."""
    places = list(struct.unpack_from("<109I", data, 76))
    following, left = struct.unpack_from("<2I", data, 68)
    while following < END and left and len(places) < len(data):
        at = (following + 1) * size
        *more, following = struct.unpack_from(f"<{size // 4}I", data, at)
        places += more
        left -= 1
    table = b"".join(data[(at + 1) * size : (at + 2) * size] for at in places if at < END)
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _joined(data: bytes, fat: tuple[int, ...], first: int, size: int, before: int = 0) -> bytes:
    """Return the sectors of a chain one after the other; before: what stands before the first sector."""
    parts: list[bytes] = []
    before = before or size
    while first < len(fat) and len(parts) <= len(fat):
        at = before + first * size
        parts.append(data[at : at + size])
        first = fat[first]
    return b"".join(parts)


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name of each sheet and where its records begin."""
    for kind, body in _records(stream):
        if kind == END_OF_SHEET:
            return
        if kind == BOUNDSHEET:
            letters, is_wide = body[6], body[7] & 1
            text = body[8 : 8 + letters * (1 + is_wide)]
            yield text.decode("utf-16-le" if is_wide else "latin-1"), struct.unpack_from("<I", body)[0]


def _percent_styles(stream: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show percentages."""
    formats, styles = set(PERCENT_FORMATS), list[int]()
    for kind, body in _records(stream):
        if kind == END_OF_SHEET:
            break
        if kind == FORMAT and b"%" in body[2:]:
            formats.add(struct.unpack_from("<H", body)[0])
        elif kind == XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return frozenset(number for number, format_ in enumerate(styles) if format_ in formats)


def _texts(stream: bytes, at: int, percent: frozenset[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells of one sheet that show an error or a percentage, as Excel counts them."""
    for kind, body in _records(stream, at):
        if kind == END_OF_SHEET:
            return
        if kind in CELLS:
            row, column = struct.unpack_from("<2H", body)
            for number, text in enumerate(_shown(kind, body, percent), column + 1):
                if text is not None and number <= MOST_COLUMNS:
                    yield (row + 1, number), text


def _shown(kind: int, body: bytes, percent: frozenset[int]) -> Iterator[str | None]:
    """Yield what the cells of one record show as an error or a percentage, None for any other."""
    if kind == MULRK:
        for place in range(4, len(body) - 2, 6):
            style, packed = struct.unpack_from("<HI", body, place)
            yield percentage_text(_unpacked(packed)) if style in percent else None
    elif (error := _error(kind, body)) is not None:
        yield error
    elif struct.unpack_from("<H", body, 4)[0] in percent and (value := _number(kind, body)) is not None:
        yield percentage_text(value)


def _error(kind: int, body: bytes) -> str | None:
    if kind == BOOLERR and body[7]:
        return ERRORS.get(body[6], "#N/A")
    if kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:  # noqa: PLR2004 - [MS-XLS] 2.5.133
        return ERRORS.get(body[8], "#N/A")
    return None


def _number(kind: int, body: bytes) -> float | None:
    """Return the number of a cell; None of a formula that gives a text."""
    if kind == RK:
        return _unpacked(struct.unpack_from("<I", body, 6)[0])
    if kind == NUMBER or (kind == FORMULA and body[12:14] != b"\xff\xff"):
        return float(struct.unpack_from("<d", body, 6)[0])
    return None


def _unpacked(packed: int) -> float:
    """Return a number that Excel has packed into four bytes ([MS-XLS] 2.5.218)."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = float(struct.unpack("<d", struct.pack("<2I", 0, packed & 0xFFFFFFFC))[0])
    return value / 100 if packed & 1 else value
