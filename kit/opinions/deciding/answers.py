"""Reading a filled-in review workbook: rows with a decision become decisions, faults become findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

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
    MAYBE,
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
from kit.opinions.deciding.lines import OPEN
from kit.opinions.deciding.review import (
    AGREED,
    ALL,
    BATCHES,
    CHECKED,
    GUIDE,
    HEADINGS,
    SUBJECTS,
    aspect_answers,
    aspect_meant,
    row_code,
)
from kit.opinions.proposing.aspects import UNSORTED
from kit.opinions.proposing.duplicates import natural
from kit.sheets.opening import read_workbook
from kit.sheets.writing.review import LISTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
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
    aspects: Taxonomy
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
    sheets, findings = _sheets_of(read_workbook(path, path.name).grids)
    if not _ALWAYS & set(sheets):
        raise WorkbookError(
            path.name, "不是审核表（缺少“重复”“方面”“拆分”工作表）", "请用 kit opinions review 生成的那一份"
        )
    findings += _missing_sheets(path.name, sheets)
    accepted = {row["批号"] for row in sheets.get(BATCHES, ()) if row["决定"] == ALL} - {""}
    signed = _Signed(who, when, aspects, {row["意见ID"]: row["指纹"] for row in sheets.get(ASPECT, ())})
    read = {
        DUPLICATE: _duplicates,
        MAYBE: _duplicates,
        ASPECT: _aspects,
        SPLIT: _splits,
        ADOPTION: _adoptions,
    }
    places: dict[Decision, Place] = {}
    for kind, decisions_of in read.items():
        for row in sheets.get(kind, ()):
            if not _is_answered(row, kind) and row["批号"] not in accepted:
                continue
            if fault := _fault(row, kind):
                findings.append(fault)
                continue
            for found in decisions_of(row, row["批号"] in accepted, signed):
                if isinstance(found, Finding):
                    findings.append(found)
                else:
                    places.setdefault(found, row.place())
    added, conflicts = add_decisions(decisions, tuple(places))
    findings += [conflict_finding(places[refused], holding, refused) for holding, refused in conflicts]
    return Applied(added, tuple(findings))


_ALWAYS = frozenset({DUPLICATE, ASPECT, SPLIT, ADOPTION})  # MAYBE is younger than workbooks that lie about
_SOUGHT = 10  # rows from the top: somebody may have written above the headings
_NEEDED = {
    BATCHES: ("批号", "决定"),
    DUPLICATE: ("代表ID", "意见ID", "决定", "指纹"),
    MAYBE: ("代表ID", "意见ID", "决定", "指纹"),
    ASPECT: ("意见ID", "建议方面", "决定", "指纹"),
    SPLIT: ("意见ID", "决定", "指纹"),
    ADOPTION: ("归纳ID", "意见ID", "决定", "指纹"),
}
_ANSWERED = ("决定", "归入", "理由")


def _sheets_of(grids: Iterable[Grid]) -> tuple[dict[str, list[_Filled]], list[Finding]]:
    """Return the rows of each sheet by its kind, and what is wrong with sheets as a whole.

    A sheet is told by its name, else by its headings; one that lacks a column that the kit needs, and a
    second one of its kind, is named and not read.
    """
    sheets: dict[str, list[_Filled]] = {}
    findings: list[Finding] = []
    known = [grid for grid in grids if grid.sheet not in (GUIDE, LISTS)]
    for grid in sorted(known, key=lambda grid: grid.sheet not in _NEEDED):
        rows, headings = _rows(grid)
        kind = grid.sheet if grid.sheet in _NEEDED else _kind_of(headings)
        if kind is None:
            continue
        place = Place(grid.file, grid.sheet)
        missing = [name for name in _NEEDED[kind] if name not in headings]
        if kind in sheets:
            if any(_is_answered(row, kind) for row in rows):
                problem = f"和“{kind}”是同样的表，只读了“{kind}”那一张"
                findings.append(
                    Finding(RULE_ANSWER, "warning", place, problem, "请把填在这里的抄到那一张，再交一次")
                )
        elif missing:
            problem = f"缺“{'”“'.join(missing)}”列，这一张没有读"
            findings.append(Finding(RULE_ANSWER, "warning", place, problem, _PUT_BACK))
            sheets[kind] = []
        else:
            sheets[kind] = rows
    return sheets, findings


_PUT_BACK = "请撤销删列；找不回来的，重新生成审核表，把“决定”列抄过去，再交一次"


def _kind_of(headings: Collection[str]) -> str | None:
    """Return what kind of sheet has such headings: somebody may have renamed or copied one."""
    fits = [kind for kind, needed in _NEEDED.items() if set(needed) <= set(headings)]
    if MAYBE in fits and DUPLICATE in fits:
        fits = [DUPLICATE if "相似度" in headings else MAYBE]
    return max(fits, key=lambda kind: len(_NEEDED[kind]), default=None)


def _missing_sheets(file: str, sheets: Collection[str]) -> list[Finding]:
    gone = [kind for kind in HEADINGS if kind in _ALWAYS and kind not in sheets]
    problem = f"没有“{'”“'.join(gone)}”工作表，那里的决定没有读"
    return [Finding(RULE_ANSWER, "warning", Place(file), problem, _PUT_BACK)] if gone else []


def _is_answered(row: _Filled, kind: str) -> bool:
    own_words = kind == ASPECT and row["归纳表述"] != row["原表述"]
    return any(row[name] for name in _ANSWERED) or own_words


def _fault(row: _Filled, kind: str) -> Finding | None:
    """Return why nothing of an answered row can be believed, or None."""
    if not row["意见ID"] or not row["指纹"]:
        problem = "这一行没有编号，不知道说的是哪一条，没有采用"
        return Finding(RULE_ANSWER, "warning", row.place(), problem, "请填在那一条意见的行上")
    code = row_code(*(row[name] for name in CHECKED[kind]))
    has_all = all(name in row.cells for name in CHECKED[kind] if name not in SUBJECTS)
    if row["核对"] and has_all and row["核对"] != code:
        problem = f"{row['意见ID']} 这一行的编号和原文对不上，没有采用"
        remedy = "多半是只排了一列的序，或改了原文；请撤销，整张表一起排序，再交一次"
        return Finding(RULE_ANSWER, "warning", row.place("意见ID"), problem, remedy)
    return None


def _rows(grid: Grid) -> tuple[list[_Filled], list[str]]:
    """Return the rows below the headings, and the headings."""
    told = [[_text(cell) for cell in row] for row in grid.rows[:_SOUGHT]]
    top = next((at for at, row in enumerate(told) if "决定" in row or "指纹" in row), 0)
    headings = [_plain(heading) for heading in told[top]] if told else []
    rows = [
        _Filled(dict(zip(headings, map(_text, row), strict=True)), grid.file, grid.sheet, grid.first_row + at)
        for at, row in enumerate(grid.rows)
        if at > top
    ]
    return rows, headings


def _text(cell: object) -> str:
    """Return a cell as text; a number that somebody typed loses its .0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _plain(said: str) -> str:
    """Return a heading or an answer without width and spaces."""
    return "".join(normalize("NFKC", said).split())


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
    answer = row["建议方面"] if answer in (AGREED, "同意") else answer
    proposed = answer == row["建议方面"] and answer not in (UNSORTED, OPEN)
    if answer and not proposed and answer not in (VOID, FORWARD):
        answer = aspect_meant(answer, signed.aspects) or ""
    if not answer and (row["决定"] or accepted):
        yield _unknown(row, aspect_answers(signed.aspects))
    elif answer in (VOID, FORWARD) and not row["理由"]:
        yield _without_reason(row, answer)
    elif answer:
        yield _decision(ASPECT, (row["意见ID"],), answer, row, signed)
    if row["归入"]:
        yield _joined(row, signed)
    if row["归纳表述"] != row["原表述"] and "归纳表述" in row.cells and "原表述" in row.cells:
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
