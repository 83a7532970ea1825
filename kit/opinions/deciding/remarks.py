"""Words on ballots (文字意见): none reaches the unit it is about before a person has passed it (trust.md 2).

A remark is known by its unit and its words: what somebody decided holds on every later run, and words that
were changed are asked again. The same words on two ballots of a unit are one question.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kit.model.finding import Finding, WorkbookError
from kit.model.reticent import reticent
from kit.model.roster import aliases, units_of
from kit.opinions.deciding.answers import Applied
from kit.opinions.deciding.decisions import (
    Decision,
    add_decisions,
    conflict_finding,
    in_force,
    read_decisions,
    verbatim_code,
)
from kit.opinions.register.store import FOLDER, RESTRICTED
from kit.sheets.opening import read_workbook
from kit.sheets.writing.review import ReviewSheet, write_review_workbook
from kit.text.no_opinion import says_nothing
from kit.text.privacy.scrubbing import scrubbed
from kit.text.privacy.telling import identifying_words
from kit.topics.appraisal.comments import HELD, PASSED, PASSED_ON, REMARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.roster import UnitNames
    from kit.model.table import Sheets, Table
    from kit.text.privacy.names import PersonNames


FILE = "remarks.jsonl"
SHEET = "票上文字意见"
RULE_SILENT, RULE_ANSWER = "remarks.silent", "remarks.answer"
HEADINGS = ("单位", "原话", "印出来是", "会认出人的话", "张数", "原决定", "决定", "理由", "编号", "指纹")
WIDTHS = {"单位": 20, "原话": 60, "印出来是": 50, "会认出人的话": 24, "决定": 12, "理由": 30}
GUIDE = (
    "票上写的话，定了“照转”才会印进那个单位的通知书；“不转”和没有定的都不印，通知书里也不提。",
    "“印出来是”一列是隐去姓名、电话、住址以后的样子；“会认出人的话”是熟人看了能猜出是谁写的，请多想一想。",
    "决定记下来以后一直算数；票上的话改了一个字，就会再问一次。不要改“编号”“指纹”两列和标题行。",
    "表里有原话，只在办理人员之间传。",
)


@reticent("unit", "ballots")
@dataclass(frozen=True)
class BallotRemark:
    """Words that stand on ballots of one unit, on how many, and what was decided on them."""

    unit_id: str
    unit: str
    text: str
    ballots: int
    decision: str = ""  # 照转 不转; "" as long as nobody has said

    @property
    def id(self) -> str:
        """Return what it is remembered by."""
        return f"{self.unit_id}-{verbatim_code(self.text)}"


def remarks_path(campaign: Campaign) -> Path:
    """Return where decisions on remarks lie: apart, for reasons may quote what was said."""
    return campaign.folder / FOLDER / RESTRICTED / FILE


def with_remarks(sheets: Sheets, campaign: Campaign) -> tuple[Sheets, tuple[Finding, ...]]:
    """Return the sheets with what was decided on each remark beside it (转达), and a finding on empty ones.

    What says nothing is no remark any more. The sheets must not have been scanned yet: decisions hold for the
    words as they were written.
    """
    holding = {about[0]: said.answer for (_, about), said in in_force(_decisions(campaign)).items()}
    ids = aliases(units_of(sheets))
    findings: list[Finding] = []
    tables = []
    for table in sheets.tables:
        if table.kind != "ballots" or REMARK not in table.frame:
            tables.append(table)
            continue
        made, empty = _decided(table, ids, holding)
        tables.append(made)
        if empty:
            findings.append(_silent(table, empty))
    return replace(sheets, tables=tuple(tables)), tuple(findings)


def _decided(table: Table, ids: UnitNames, holding: Mapping[str, str]) -> tuple[Table, int]:
    """Return the ballots with 转达 beside each remark, and how many remarks say nothing."""
    written = table.frame[REMARK].tolist()
    texts = [_words(cell) for cell in written]
    units = [ids.get(unit) if unit else None for unit in table.frame["被评单位"]]
    passed = [
        None if not text else holding.get(f"{unit}-{verbatim_code(text)}") if unit else HELD  # nobody's
        for unit, text in zip(units, texts, strict=True)
    ]
    empty = sum(text is None and cell is not None for cell, text in zip(written, texts, strict=True))
    columns: dict[str, Any] = {REMARK: texts, PASSED_ON: passed}
    frame = table.frame.assign(**columns).astype(object)
    return replace(table, frame=frame.where(frame.notna(), None)), empty


def ballot_remarks(sheets: Sheets, campaign: Campaign) -> tuple[BallotRemark, ...]:
    """Return every remark on the ballots of a unit, unit after unit, with what was decided on it.

    sheets: as they were read, before the scan of raw words.
    """
    units = units_of(sheets)
    ids, names = aliases(units), {unit.id: unit.name for unit in units}
    holding = {about[0]: said.answer for (_, about), said in in_force(_decisions(campaign)).items()}
    found: Counter[tuple[str, str]] = Counter()
    for row in sheets.rows("ballots"):
        text, unit = _words(row[REMARK]), ids.get(row["被评单位"]) if row["被评单位"] else None
        if text and unit:
            found[unit, text] += 1
    order = {unit.id: number for number, unit in enumerate(units)}
    told = (BallotRemark(unit, names[unit], text, number) for (unit, text), number in found.items())
    ordered = sorted(told, key=lambda one: (order[one.unit_id], one.id))  # no order that tells who wrote it
    return tuple(replace(one, decision=holding.get(one.id, "")) for one in ordered)


def write_remarks_review(path: Path, remarks: Sequence[BallotRemark], names: PersonNames) -> None:
    """Write the workbook in which people decide which remarks are passed on; raises WriteError."""
    rows = [
        [
            *(one.unit, one.text, scrubbed(one.text, names)[0], "、".join(identifying_words(one.text))),
            *(one.ballots, one.decision, "", "", one.id, verbatim_code(one.text)),
        ]
        for one in remarks
    ]
    guide = ReviewSheet("说明", ["说明"], [[line] for line in GUIDE], {"说明": 100})
    choices, hidden = {"决定": (PASSED, HELD)}, frozenset({"编号", "指纹"})
    write_review_workbook(path, [ReviewSheet(SHEET, HEADINGS, rows, WIDTHS, choices, hidden), guide])


def is_remarks_review(path: Path) -> bool:
    """Return whether a workbook is the one on remarks; raises WorkbookError if it cannot be opened."""
    return any(grid.sheet == SHEET for grid in read_workbook(path, path.name).grids)


def apply_remarks_review(path: Path, campaign: Campaign, *, who: str, when: str) -> Applied:
    """Keep what people decided on remarks; as `kit.opinions.deciding.answers.apply_review` does on opinions.

    Raises WorkbookError if the file is no such workbook, WriteError.
    """
    grid = next((grid for grid in read_workbook(path, path.name).grids if grid.sheet == SHEET), None)
    if grid is None:
        raise WorkbookError(path.name, f"没有“{SHEET}”工作表", "请用 kit opinions review 生成的那一份")
    headings = [str(cell or "") for cell in grid.rows[0]]
    findings: list[Finding] = []
    said: dict[Decision, Finding] = {}
    for number, cells in enumerate(grid.rows[1:], grid.first_row + 1):
        row = {name: str(cell or "").strip() for name, cell in zip(headings, cells, strict=True)}
        place = replace(grid.place, row=number, column="决定")
        if row["决定"] in (PASSED, HELD):
            about = (row["编号"],)
            decision = Decision(
                REMARK, about, row["决定"], who, when, row["指纹"], row["理由"], replaces=row["原决定"]
            )
            said[decision] = Finding(RULE_ANSWER, "warning", place, "", "")
        elif row["决定"]:
            problem = f"“{row['决定']}”不是能选的决定，没有采用"
            findings.append(Finding(RULE_ANSWER, "warning", place, problem, f"请选“{PASSED}”或“{HELD}”"))
    added, conflicts = add_decisions(remarks_path(campaign), tuple(said))
    findings += [conflict_finding(said[refused].place, holding, refused) for holding, refused in conflicts]
    return Applied(added, tuple(findings))


def _decisions(campaign: Campaign) -> Iterable[Decision]:
    return read_decisions(remarks_path(campaign))


def _words(cell: object) -> str | None:
    text = str(cell).strip() if cell is not None and cell == cell else ""  # noqa: PLR0124 - NaN is no text
    return text if text and not says_nothing(text) else None


def _silent(table: Table, number: int) -> Finding:
    problem = f"有 {number} 张票只写了“无”一类的话，不算文字意见"
    return Finding(RULE_SILENT, "info", table.place(None, REMARK), problem, "不用处理")
