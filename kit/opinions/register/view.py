"""The register as others see it: without persons, and as the kit's table S13.

Closed questions of the imported files, one workbook a file, for whoever wants the shares.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.finding import KitError
from kit.model.opinion import HEADINGS
from kit.model.table import Table
from kit.opinions.register.history import read_batches
from kit.opinions.register.matching import TEXT
from kit.opinions.register.store import (
    ALL_COLUMNS,
    FOLDER,
    SHARED,
    SHARED_COLUMNS,
    read_mark,
    read_shared,
    register_folder,
    write_shared,
)
from kit.text.numbers import percent_text
from kit.text.privacy.names import PersonNames, people_named
from kit.text.privacy.scrubbing import scrubbed, scrubbed_column, scrubbing_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Export
    from kit.opinions.register.history import History


SHEET = "意见登记簿"
OTHERS = "其他"
SMALLEST_GROUP = 5  # opinions: a category of fewer leads to a person


def refresh_shared(
    campaign: Campaign, history: History, added: pd.DataFrame | None, names: PersonNames
) -> None:
    """Write the shared view anew; texts that were scrubbed by the same rules and names are taken over.

    history: before `added` was registered. A view from before the last withdrawal is not built upon.
    """
    new = _nothing() if added is None else added
    everything = pd.concat([history.rows, new], ignore_index=True) if len(history.rows) else new
    known = PersonNames(names.people | history.givers | people_named(new["提出者姓名"]), names.functions)
    mark = _mark(known, history.withdrawals)
    before = _shared_before(campaign, mark)
    rest = _scrubbed_rows(everything.iloc[len(before) :], known)
    shown = pd.concat([before, rest], ignore_index=True) if len(before) else rest
    shown["提出者类别"] = general(_scrubbed_values(everything["提出者类别"].tolist(), known))
    write_shared(campaign, shown, mark)


def general(categories: Sequence[str]) -> list[str]:
    """Return the categories, those of too few opinions all under one name (opinions.md 3.5)."""
    counts = Counter(categories)
    return [name if not name or counts[name] >= SMALLEST_GROUP else OTHERS for name in categories]


def _mark(names: PersonNames, withdrawals: int) -> str:
    said = [scrubbing_version(), str(withdrawals), *sorted(names.people), "", *sorted(names.functions)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _shared_before(campaign: Campaign, mark: str) -> pd.DataFrame:
    """Return the rows of the view that is there, if it was made by the same rules; it is only a view."""
    with suppress(KitError):
        found = read_shared(campaign)
        if found is not None and read_mark(campaign) == [mark, found[1]]:
            return found[0]
    return _nothing()[list(SHARED_COLUMNS)]


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=[*ALL_COLUMNS, "隐去"], dtype=object)


def _scrubbed_rows(rows: pd.DataFrame, names: PersonNames) -> pd.DataFrame:
    """Return rows with SHARED_COLUMNS: no giver, no keys, no text that leads to a person."""
    texts, kinds = scrubbed_column(rows[TEXT], names)
    told = {name: rows[name].tolist() for name in SHARED_COLUMNS if name in rows}
    for name in ("主题", "来源分类", "来源记录ID", "来源文件", "来源列"):
        told[name] = _scrubbed_values(told[name], names)
    return pd.DataFrame({**told, TEXT: texts, "隐去": kinds}, columns=list(SHARED_COLUMNS), dtype=object)


def _scrubbed_values(values: Sequence[str], names: PersonNames) -> list[str]:
    known = {value: scrubbed(value, names)[0] for value in set(values)}
    return [known[value] for value in values]


def read_register(campaign: Campaign, *, verbatim: bool = False) -> pd.DataFrame:
    """Return the register, one row an opinion: the shared view, or (restricted) word for word."""
    if verbatim:
        return read_batches(campaign)
    found = read_shared(campaign)
    return pd.DataFrame(columns=list(SHARED_COLUMNS), dtype=object) if found is None else found[0]


def register_table(campaign: Campaign, *, verbatim: bool = False) -> Table | None:
    """Return the register as the kit's table S13, or None where nothing was imported, or all taken back.

    Its texts hold no person unless `verbatim`. Row numbers are the lines of opinions/register.jsonl.
    """
    found = read_shared(campaign)
    if found is None or found[0].empty:
        return None
    frame = read_batches(campaign) if verbatim else found[0]
    told = {name: _typed(name, frame[name].tolist()) for name in HEADINGS}
    table = pd.DataFrame(told, index=range(2, len(frame) + 2), dtype=object)
    return Table("opinions", f"{FOLDER}/{SHARED}", SHEET, found[1], table)


def _typed(name: str, values: Sequence[object]) -> list[object]:
    if name == "登记日":
        known = {value: date.fromisoformat(str(value)) if value else None for value in set(values)}
        return [known[value] for value in values]
    return [value if value != "" else None for value in values]


TALLIES_FOLDER = "tallies"
TALLY_HEADINGS = ("题", "子题", "选项", "次数", "作答", "占作答", "跳过", "空白")


def write_tallies(campaign: Campaign, export: Export, names: PersonNames) -> Path | None:
    """Write the tallies of a file as they are now; a longer export replaces them. None where there are none.

    The base of a share is who answered: blank and skipped answers stand beside it. Raises WriteError.
    """
    if not len(export.tallies):
        return None
    from kit.sheets.writing.workbook import SheetOut, write_workbook  # noqa: PLC0415 - only surveys need it

    path = _path(campaign, export.file, names)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = [
        SheetOut(str(sheet) or "统计", TALLY_HEADINGS, _rows(lines, names))
        for sheet, lines in export.tallies.groupby("来源表", sort=False)
    ]
    write_workbook(path, sheets)
    return path


def remove_tallies(campaign: Campaign, file: str, names: PersonNames) -> None:
    """Remove the tallies of a file that was taken back."""
    _path(campaign, file, names).unlink(missing_ok=True)


def _path(campaign: Campaign, file: str, names: PersonNames) -> Path:
    return register_folder(campaign) / TALLIES_FOLDER / f"{scrubbed(PurePath(file).stem, names)[0]}.xlsx"


def _rows(lines: pd.DataFrame, names: PersonNames) -> list[tuple[object, ...]]:
    told = (lines[name].tolist() for name in ("题", "子题", "选项", "次数", "作答", "跳过", "空白"))
    return [
        (
            *(scrubbed(text, names)[0] for text in (question, sub, option)),
            count,
            base,
            percent_text(count, base) if base else "",
            skipped,
            blank,
        )
        for question, sub, option, count, base, skipped, blank in zip(*told, strict=True)
    ]
