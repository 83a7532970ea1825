"""Closed questions of the imported files, one workbook a file, for whoever wants the shares."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.opinions.privacy import scrubbed
from kit.opinions.register.store import folder_of
from kit.words.rounding import percent_text

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Export
    from kit.opinions.privacy import Names

FOLDER = "tallies"
HEADINGS = ("题", "子题", "选项", "次数", "作答", "占作答", "跳过", "空白")


def write_tallies(campaign: Campaign, export: Export, names: Names) -> Path | None:
    """Write the tallies of a file as they are now; a longer export replaces them. None where there are none.

    The base of a share is who answered: blank and skipped answers stand beside it. Raises WriteError.
    """
    if not len(export.tallies):
        return None
    from kit.sheets.writing.workbook import SheetOut, write_workbook  # noqa: PLC0415 - only surveys need it

    path = _path(campaign, export.file, names)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = [
        SheetOut(str(sheet) or "统计", HEADINGS, _rows(lines, names))
        for sheet, lines in export.tallies.groupby("来源表", sort=False)
    ]
    write_workbook(path, sheets)
    return path


def remove_tallies(campaign: Campaign, file: str, names: Names) -> None:
    """Remove the tallies of a file that was taken back."""
    _path(campaign, file, names).unlink(missing_ok=True)


def _path(campaign: Campaign, file: str, names: Names) -> Path:
    return folder_of(campaign) / FOLDER / f"{scrubbed(PurePath(file).stem, names)[0]}.xlsx"


def _rows(lines: pd.DataFrame, names: Names) -> list[tuple[object, ...]]:
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
