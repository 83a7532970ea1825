"""Sheets with several faults at once and cells that no clerk means, in every format, read to the end."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from mutating import Bench, Rows, Specimen, mutations

from kit.app.make.asking import open_questions
from kit.app.make.checking import mark_faulty
from kit.app.show.causes import causes_of, check_json
from kit.app.work import Work, opened

ODD: tuple[Any, ...] = (
    *(
        "#DIV/0!",
        "#REF!",
        "=A1+1",
        "=cmd|' /C calc'!A0",
        "长" * 40_000,
        "\x07铃\x1b[31m",
        "甲\u202e乙",
        "a\nb",
    ),
    *(
        "-3",
        -3.0,
        "1e400",
        1e308,
        10**15 * 1.0,
        0.1,
        "NaN",
        "inf",
        "∞",
        "０",
        "一百零",
        "约",
        "同上",
        "√",
        "合计",
    ),
    *(True, False, date(1900, 1, 1), date(9999, 12, 31), "1900-2-29", "9999年99月", "2009-13-45", "24:61"),
    *(
        "二〇〇九年〇月",
        "13月",
        "100%",
        "-5%",
        "1/0",
        "(3)",
        "'",
        '"',
        "，",
        "示例",
        "注：",
        " ",
        "\u200b",
        "𠮷",
    ),
)
FORMATS = (".xlsx", ".xls", ".ods", ".csv")


def faulty(specimen: Specimen, chance: random.Random) -> Specimen:
    """Return a specimen with two mutations and a few odd cells."""
    for _ in range(2):
        rows = chance.choice([mutation.rows for mutation in mutations(specimen)])
        if len(rows) > specimen.head:
            specimen = replace(specimen, rows=_even(rows))
    lines = [list(row) for row in specimen.rows]
    for _ in range(chance.randint(1, 6)):
        line = chance.choice(lines if chance.random() < 0.2 else lines[specimen.head :])
        line[chance.randrange(len(line))] = chance.choice(ODD)
    return replace(specimen, rows=tuple(map(tuple, lines)))


def _even(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return tuple((*row, *[None] * (width - len(row))) for row in rows)


Write = Callable[[Path, Sequence[Sequence[Any]], dict[str, Any]], None]


def write(
    specimen: Specimen, inbox: Path, ending: str, chance: random.Random, writers: Mapping[str, Write]
) -> None:
    """Write a specimen in a format, an .xlsx with hidden rows, merged cells or as a hidden sheet."""
    path = inbox / f"{Path(specimen.file).stem}{ending}"
    rows = [[_cell(cell, ending) for cell in row] for row in specimen.rows]
    if ending == ".xlsx":
        first = specimen.head + 1
        look: dict[str, Any] = {"sheet": specimen.sheet, "hidden": chance.choice([(), (first, first + 1)])}
        look["hidden_sheet"] = chance.random() < 0.1
        look["merged"] = chance.choice([(), (f"A{first}:A{first + 1}",), (f"A{first}:B{first}",)])
        writers[ending](path, rows, look)
    else:
        writers[ending](path, rows, {"sheet": specimen.sheet})


def _cell(cell: Any, ending: str) -> Any:
    if isinstance(cell, (date, datetime, time)) and ending != ".xlsx":
        return cell.isoformat()
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a cell has no zone
    if isinstance(cell, str):
        cell = cell[:32_000]
        return cell if ending == ".csv" else "".join(c for c in cell if c >= " " or c in "\n\t")
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def read_to_the_end(bench: Bench) -> Work:
    """Return what is read of an inbox, after all that `kit check` does with it."""
    work = opened(bench.campaign, "")
    check_json(work, work.all_findings)
    list(map(str, causes_of(work.all_findings)))
    open_questions(work)
    mark_faulty(work)
    return work
