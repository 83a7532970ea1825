"""Marked copies of faulty workbooks: in out/checked, those of restricted sheets in out/restricted/checked."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kit.app.make.keeping import Laid, is_edited, lay_down, safe_name
from kit.app.state import only_run, read_state, write_state
from kit.sheets.raw_words import RULE as MASKED
from kit.sheets.writing.marked import write_marked
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.app.work import Work
    from kit.model.finding import Finding


FOLDER, RESTRICTED = "checked", "restricted/checked"
ANSWERS = {"ballots", "poll_ballots", "appraisal_opinions"}  # a row is what one person said, without a name


def mark_faulty(work: Work) -> tuple[Path, ...]:
    """Write a marked copy of every workbook in which a cell or row is at fault; take away older copies.

    The inbox itself is never written to. Raises WriteError, BusyError.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in work.findings:
        if finding.place.row is not None and finding.level != "info":
            by_file.setdefault(finding.place.file, []).append(finding)
    out = work.campaign.out
    with only_run(out):
        written = read_state(out, FOLDER)
        marked = {
            file: _mark(work, file, findings, written)
            for file, findings in sorted(by_file.items())
            if (work.campaign.inbox / file).is_file()
        }
        for folder in (FOLDER, RESTRICTED):
            kept = {laid.path.name for laid in marked.values() if laid.path.parent == out / folder}
            _take_away(out / folder, kept, written)
        write_state(out, FOLDER, {laid.path.name: laid.sha256 for laid in marked.values()})
    return tuple(laid.path for laid in marked.values())


def _mark(work: Work, file: str, findings: Sequence[Finding], written: Mapping[str, str]) -> Laid:
    """Write one marked copy; beside one that somebody has corrected by mistake instead of the original."""
    source = work.campaign.inbox / file
    with tempfile.TemporaryDirectory() as folder:
        name = f"{safe_name(source.stem)}{source.suffix}"
        made = write_marked(source, findings, Path(folder) / name, kinds_of(work.campaign))
        return lay_down(work.campaign.out / _folder(work, file) / made.name, made.read_bytes(), written)


def _folder(work: Work, file: str) -> str:
    """Return where a copy may lie: apart, if the workbook has a sheet or a word that is personal."""
    kinds = [kind for kind in kinds_of(work.campaign) if kind.restricted or kind.id in ANSWERS]
    ids, names = {kind.id for kind in kinds}, {kind.name for kind in kinds}
    counted = any(table.file == file and table.kind in ids for table in work.reading.sheets.tables)
    read = any(each.file == file and each.kind in names for each in work.reading.account)  # repeated ones too
    masked = any(found.rule == MASKED and found.place.file == file for found in work.findings)
    return RESTRICTED if counted or read or masked else FOLDER


def _take_away(folder: Path, keep: set[str], written: Mapping[str, str]) -> None:
    for name in written:
        if name not in keep and (folder / name).is_file() and not is_edited(folder / name, written):
            (folder / name).unlink()
