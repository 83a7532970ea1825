"""A new campaign: commented campaign.toml, an empty inbox, blank workbooks to hand out."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from kit.desk.making.filenames import safe_name
from kit.desk.making.writing import make_folder
from kit.documents import all_kinds as all_documents
from kit.documents import kinds_per_member
from kit.nouns.campaign import FILE, read_campaign
from kit.nouns.errors import ParameterError
from kit.sheets.reading.kinds import all_kinds
from kit.sheets.writing.blank import write_blank
from kit.word.package import write_atomically

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kit.nouns.draft import DocumentKind

BLANKS = "空白表"
ALWAYS = ("phases",)  # without it nothing is written
EXAMPLE_YEAR = "2009"  # as the settings handed out with the kit say it


def found_campaign(folder: Path, today: date) -> tuple[Path, ...]:
    """Make the folder of a new campaign and return its blank workbooks, one per kind of sheet.

    today: its year is the campaign's, and that of every date given as an example.

    Raises ParameterError if the folder exists and is not empty, WriteError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ParameterError(
            str(folder), "已经有这个文件夹（或文件），里面不是空的", "请换一个名字，免得盖掉原来的东西"
        )
    make_folder(folder / "inbox")
    settings = files("kit.desk").joinpath("resources/campaign.toml").read_text(encoding="utf-8")
    write_atomically(folder / FILE, settings.replace(EXAMPLE_YEAR, str(today.year)).encode())
    campaign = read_campaign(folder)
    blanks = []
    for kind in sorted(all_kinds(), key=lambda kind: kind.code):
        path = folder / BLANKS / f"{safe_name(kind.name)}.xlsx"
        write_blank(path, kind, campaign)
        blanks.append(path)
    return tuple(blanks)


def sheets_by_document() -> tuple[tuple[str, str], ...]:
    """Return which documents (their names) need which sheets, those that need the same together."""
    names = {kind.id: kind.name for kind in all_kinds()}
    found: dict[str, list[str]] = {}
    for kind in (*all_documents(), *kinds_per_member()):
        needs = [f"“{names[need]}”" for need in ALWAYS] + [f"“{names[need]}”" for need in kind.needs]
        found.setdefault("、".join(dict.fromkeys(needs)), []).append(kind.name + _wants(kind))
    return tuple(("、".join(documents), sheets) for sheets, documents in found.items())


def _wants(kind: DocumentKind) -> str:
    return f"（要有{kind.wants}）" if kind.wants else ""
