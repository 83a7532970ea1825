"""Reading a filled-in review workbook: rows with a decision become decisions, faults become findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, WorkbookError
from kit.model.reticent import reticent
from kit.opinions.deciding.decisions import (
    ADOPTED,
    ADOPTION,
    APART,
    ASPECT,
    DIFFERENT,
    DUPLICATE,
    FORWARD,
    IN_PART,
    REJECTED,
    RULE,
    SAME,
    SPLIT,
    VOID,
    WHOLE,
    WORDING,
    Decision,
    add_decisions,
    conflict_finding,
    joint,
)
from kit.opinions.deciding.review import AGREED, ALL, BATCHES, HEADINGS, aspect_answers
from kit.opinions.proposing.aspects import UNSORTED
from kit.opinions.proposing.duplicates import natural
from kit.sheets.opening import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kit.opinions.proposing.aspects import Taxonomy
    from kit.sheets.grid import Grid


RULE_ANSWER = f"{RULE}.answer"


@reticent("findings")
@dataclass(frozen=True)
class Applied:
    """What a review workbook brought: decisions that were added, and what a person should know."""

    added: tuple[Decision, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Signed:
    """Who filled the workbook in, when, and the answers that the campaign allows."""

    who: str
    when: str
    answers: tuple[str, ...]  # of 方面
    texts: Mapping[str, str]  # fingerprints by 意见ID, of 归入


@dataclass(frozen=True)
class _Filled:
    """One row of a sheet, by heading, and where it stands."""

    cells: Mapping[str, str]
    file: str
    sheet: str
    number: int

    def place(self, heading: str = "决定") -> Place:
        return Place(self.file, self.sheet, self.number, heading)

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


def apply_review(path: Path, decisions: Path, aspects: Taxonomy, *, who: str, when: str) -> Applied:
    """Add the decisions of a filled-in review workbook to the decisions file.

    who: who decided, as it is to be kept. when: ISO date or time, given by the caller. Rows without an
    answer are left for the next review. An answer that contradicts an earlier decision is not taken; a
    finding says so. Raises WorkbookError if the file is no review workbook, WriteError.
    """
    sheets = {grid.sheet: _rows(grid) for grid in read_workbook(path, path.name).grids}
    if not set(HEADINGS) <= set(sheets):
        raise WorkbookError(
            path.name, "不是审核表（缺少“重复”“方面”“拆分”工作表）", "请用 kit opinions review 生成的那一份"
        )
    accepted = {row["批号"] for row in sheets.get(BATCHES, ()) if row["决定"] == ALL} - {""}
    signed = _Signed(
        who, when, aspect_answers(aspects), {row["意见ID"]: row["指纹"] for row in sheets[ASPECT]}
    )
    read = {DUPLICATE: _duplicates, ASPECT: _aspects, SPLIT: _splits, ADOPTION: _adoptions}
    places: dict[Decision, Place] = {}
    findings: list[Finding] = []
    for kind, rows in ((kind, sheets[kind]) for kind in read):
        for row in rows:
            for found in read[kind](row, row["批号"] in accepted, signed):
                if isinstance(found, Finding):
                    findings.append(found)
                else:
                    places[found] = row.place()
    added, conflicts = add_decisions(decisions, tuple(places))
    findings += [conflict_finding(places[refused], holding, refused) for holding, refused in conflicts]
    return Applied(added, tuple(findings))


def _rows(grid: Grid) -> list[_Filled]:
    headings = [_text(cell) for cell in grid.rows[0]] if grid.rows else []
    return [
        _Filled(dict(zip(headings, map(_text, row), strict=True)), grid.file, grid.sheet, grid.first_row + at)
        for at, row in enumerate(grid.rows)
        if at
    ]


def _text(cell: object) -> str:
    """Return a cell as text; a number that somebody typed loses its .0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _duplicates(row: _Filled, accepted: bool, signed: _Signed) -> Iterator[Decision | Finding]:  # noqa: FBT001 - one of a table
    answer = row["决定"] or (SAME if accepted else "")
    if answer and answer not in (SAME, DIFFERENT):
        yield _unknown(row, (SAME, DIFFERENT))
    elif answer:
        about = sorted((row["代表ID"], row["意见ID"]), key=natural)
        yield _decision(DUPLICATE, tuple(about), answer, row, signed)


def _splits(row: _Filled, accepted: bool, signed: _Signed) -> Iterator[Decision | Finding]:  # noqa: FBT001 - the same
    answer = row["决定"] or (APART if accepted else "")
    if answer and answer not in (APART, WHOLE):
        yield _unknown(row, (APART, WHOLE))
    elif answer:
        yield _decision(SPLIT, (row["意见ID"],), answer, row, signed)


def _aspects(row: _Filled, accepted: bool, signed: _Signed) -> Iterator[Decision | Finding]:  # noqa: FBT001 - the same
    answer = row["决定"] or (AGREED if accepted else "")
    answer = row["建议方面"] if answer == AGREED else answer
    proposed = answer == row["建议方面"] != UNSORTED
    if answer and not proposed and answer not in (*signed.answers, VOID, FORWARD):
        yield _unknown(row, signed.answers)
    elif answer in (VOID, FORWARD) and not row["理由"]:
        yield _without_reason(row, answer)
    elif answer:
        yield _decision(ASPECT, (row["意见ID"],), answer, row, signed)
    if row["归入"]:
        yield _joined(row, signed)
    if row["归纳表述"] != row["原表述"]:
        yield Decision(
            WORDING,
            (row["意见ID"],),
            row["归纳表述"],
            signed.who,
            signed.when,
            row["指纹"],
            replaces=row["原表述"],
        )


def _adoptions(row: _Filled, accepted: bool, signed: _Signed) -> Iterator[Decision | Finding]:  # noqa: ARG001, FBT001 - the same
    answer = row["决定"]
    if answer and answer not in ADOPTED:
        yield _unknown(row, ADOPTED)
    elif answer in (IN_PART, REJECTED) and not row["理由"]:
        yield _without_reason(row, answer)
    elif answer:
        yield _decision(ADOPTION, (row["意见ID"],), answer, row, signed)


def _without_reason(row: _Filled, answer: str) -> Finding:
    problem = f"选了“{answer}”，没有写理由，这一条没有采用"
    return Finding(RULE_ANSWER, "warning", row.place("理由"), problem, "请写上理由，再交一次")


def _joined(row: _Filled, signed: _Signed) -> Decision | Finding:
    """Return the decision that an opinion says the same as the one that 归入 names."""
    one, other = sorted((row["意见ID"], row["归入"]), key=natural)
    if row["归入"] not in signed.texts or one == other:
        problem = f"“{row['归入']}”不是本表里另一条意见的意见ID，没有采用"
        return Finding(RULE_ANSWER, "warning", row.place("归入"), problem, "请填“方面”表里另一条的意见ID")
    return Decision(
        DUPLICATE, (one, other), SAME, signed.who, signed.when, joint(row["指纹"], signed.texts[row["归入"]])
    )


def _decision(kind: str, about: tuple[str, ...], answer: str, row: _Filled, signed: _Signed) -> Decision:
    return Decision(
        kind, about, answer, signed.who, signed.when, row["指纹"], row["理由"], replaces=row["原决定"]
    )


def _unknown(row: _Filled, answers: tuple[str, ...]) -> Finding:
    said = row["决定"] or row["建议方面"]
    return Finding(
        RULE_ANSWER,
        "warning",
        row.place(),
        f"“{said}”不是能选的决定，没有采用",
        f"请从下拉里选：{'、'.join(answers[:6])}",
    )
