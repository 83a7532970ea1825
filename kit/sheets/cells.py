"""Columns of typed cells to columns of values: each different cell is read once.

Cells that hold one of a few words, however they were ticked (figures.md Appendix B).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kit.model.fact import Place
from kit.model.finding import Finding, Level
from kit.sheets import values
from kit.sheets.answers import (
    EMPTY,
    VOID,
    cell_question,
    said_in,
    scale_key,
    scale_question,
    word_key,
    words_question,
)
from kit.sheets.grid import is_blank
from kit.sheets.shares import read_share
from kit.sheets.values import (
    EDGES,
    UNCLEAR,
    Read,
    blank_value,
    displayed_cell,
    error_value,
    narrow,
    read_text,
    said_none,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from kit.model.table import Column, ColumnType
    from kit.sheets.grid import RawCell
    from kit.text.dates import Year


TICKS = "√✓✔☑☒■●○〇◯▲★"
SPLIT = re.compile(rf"[{TICKS}、，,;；/／|┋\s]+")
TICKED = {"√", "✓", "✔", "☑", "■", "对", "勾", "○", "〇", "◯", "●", "1", "y", "yes", "是", "true"}
UNTICKED = {"0", "否", "n", "no", "false", "无", "□", "☐"}
WORD = re.compile(r"(?=.*[^\W\d_])(?!\d{1,4}[年月./-])[^，,;；。、？！?!:：\n]+")
LONGEST_WORD = 16
OWN_WORD, CHOICE = "reading.own_word", "reading.choice"
CLAUSE = re.compile(r"[，,。;；:：(（]")
PRINTED = str.maketrans("()", "（）")
BRACKETS = str.maketrans("", "", "()（）[]【】“”\"'")


def read_choice(cell: RawCell, column: Column, year: Year) -> Read:
    """Return the column's own word for what a cell says; several words are `column.several`."""
    if not column.choices:
        return read_text(cell, column, year)
    words = _words(column.choices, tuple(sorted(column.choice_aliases.items())))
    typed = narrow(cell).casefold()
    if typed in words:
        return _said(typed, words[typed], column)
    parts = {part.translate(BRACKETS) for part in SPLIT.split(displayed_cell(cell).strip(EDGES))} - {""}
    known = {words[narrow(part).casefold()] for part in parts if narrow(part).casefold() in words}
    if len(known) == 1 and all(narrow(part).casefold() in words for part in parts):
        return Read(known.pop())
    if len(known) > 1 and all(narrow(part).casefold() in words for part in parts):
        return several_read([choice for choice in column.choices if choice in known], column)
    joined = "".join(SPLIT.split(typed)).translate(BRACKETS)
    lead = CLAUSE.split(typed, maxsplit=1)[0] if column.leads else joined
    if (found := next((one for one in (joined, lead) if one in words), None)) is not None:
        return Read(words[found], note=None if found == joined else words[found])
    return _own_word(cell) if column.open and not known and _is_word(typed) else _unknown(cell, column)


def _is_word(typed: str) -> bool:
    """Return whether a cell holds a word that could be one of a list: no mark, number, date or sentence."""
    return typed not in TICKED | UNTICKED and len(typed) <= LONGEST_WORD and bool(WORD.fullmatch(typed))


def _own_word(cell: RawCell) -> Read:
    """Return a word that an office adds to a list: it counts under itself, in full-width brackets."""
    word = narrow(cell).translate(PRINTED)
    return Read(word, note=word, rule=OWN_WORD)


@lru_cache(maxsize=1000)
def _words(choices: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    own = {narrow(choice).casefold(): choice for choice in choices}
    return {narrow(alias).casefold(): choice for alias, choice in aliases} | own


def _said(typed: str, choice: str, column: Column) -> Read:
    own = narrow(choice).casefold()
    is_code = typed.isascii() and typed != own and column.blank is not None
    is_word = column.blank is None and not own.isascii()
    is_other = is_word and not set(typed) & set(own)  # 工厂 for 企业, but not 村 for 村屯
    return Read(choice, note=choice if is_code or is_other else None)


def several_read(chosen: list[str], column: Column) -> Read:
    """Return what it means that several options were chosen: a value of its own, or a fault."""
    listed = "和".join(f"“{choice}”" for choice in chosen)
    if column.several is None:
        return Read(
            fault=f"同时填了{listed}", remedy="这一格只能填一个；请拆成几行或改正", rule="reading.choice"
        )
    return Read(
        column.several,
        fault=f"同时选了{listed}，这一项按无效计",
        remedy="如果是录入错误请改正",
        rule="reading.several",
    )


def _unknown(cell: RawCell, column: Column) -> Read:
    said = displayed_cell(cell).strip(EDGES)
    near = difflib.get_close_matches(narrow(said), column.choices, n=1, cutoff=0.5)
    if narrow(said) in TICKED:
        remedy = "只打了勾，看不出选的是哪一个；请写出来"
    else:
        remedy = f"是不是“{near[0]}”？请对照原件改正" if near else "请对照原件改正"
    return Read(
        fault=f"“{said}”不在可填的内容里（{'、'.join(column.choices)}）", remedy=remedy, rule="reading.choice"
    )


def read_tick(cell: RawCell) -> bool | None:
    """Return whether a cell is ticked, None if nobody can tell.

    >>> read_tick("√"), read_tick(1.0), read_tick("0"), read_tick("也许")
    (True, True, False, None)
    """
    text = narrow(cell).casefold()
    if text in TICKED:
        return True
    return False if text in UNTICKED or not text else None


READERS: Mapping[ColumnType, Callable[[RawCell, Column, Year], Read]] = {
    "text": values.read_text,
    "long": values.read_long,
    "key": values.read_key,
    "list": values.read_list,
    "count": values.read_count,
    "number": values.read_number,
    "date": values.read_day,
    "choice": read_choice,
    "yes_no": values.read_yes_no,
}
MOST_NAMED = 30  # faulty cells of one column that are named one by one
MOST_LISTED = 8  # rows listed in one folded finding
TICK = "reading.tick"
NO_YEAR = 0  # grades have none
FEW = 3  # doubly ticked cells of one sheet that are said one by one
UNCLEAN = re.compile(r"\A[\s\u200b\ufeff#]|[\s\u200b\ufeff]\Z|[\n\u200b\ufeff]")
UNCLEAN_KEY = re.compile(r"[\s#\u200b\ufeff]")


@dataclass(frozen=True)
class CellLocation:
    """The rows that a column's cells stand in."""

    file: str
    sheet: str
    rows: Sequence[int]  # as Excel shows them
    stops: bool = False  # what cannot be read here stops the campaign
    left_out: str = "这一行"  # what does not count for a cell that cannot be read
    kind: str = ""  # Chinese name of the kind of sheet
    answers: Mapping[str, str] = field(
        default_factory=dict
    )  # the campaign's: what a cell says, which word counts as which

    def place(self, row: int | None, column: str) -> Place:
        """Return a cell."""
        return Place(self.file, self.sheet, row, column)


class ColumnReading(NamedTuple):
    """The values of a column's cells, None where there is none, and what is to be said of them."""

    cells: list[Any]
    findings: list[Finding]
    unread: frozenset[int] = frozenset()  # rows whose cell has no value though it should have one


def read_column(raw: Sequence[RawCell], column: Column, where: CellLocation, year: Year) -> ColumnReading:
    """Return what a column's cells say."""
    if bool in set(map(type, raw)):  # True and 1 are the same key of a dictionary
        raw = [displayed_cell(cell) if isinstance(cell, bool) else cell for cell in raw]
    meanings = _meanings(set(raw), column, year)
    cleaned = [meanings[cell] for cell in raw]
    if not any(type(read) is Read for read in set(meanings.values())):
        return ColumnReading(cleaned, [])
    if where.answers:
        settled = zip(where.rows, cleaned, strict=True)
        cleaned = [_settled(read, row, column, where, year) for row, read in settled]
    findings = _findings(raw, cleaned, column, where)
    values = [read.value if type(read) is Read else read for read in cleaned]
    return ColumnReading(values, findings, _unread(cleaned, where))


def _settled(read: Any, row: int, column: Column, where: CellLocation, year: Year) -> Any:  # noqa: ANN401 - a cell
    """Return what a cell says, where somebody answered what it says or which word it counts under."""
    if type(read) is not Read or not (read.fault or read.rule == OWN_WORD):
        return read
    is_word = read.rule == OWN_WORD
    key = word_key(where.kind, column.name, read.value) if is_word else str(where.place(row, column.name))
    answer = where.answers.get(key)
    if answer is None and not is_word and (said := said_in(read.fault)) is not None:
        answer = where.answers.get(scale_key(where.kind, said, column.choices))
    if answer is None:
        return read
    if answer == VOID and column.several is not None:
        return UNCLEAR
    meant = _read(None if answer in {EMPTY, ""} else answer, column, year)
    return meant if meant.fault else meant.value


def _unread(cleaned: Sequence[Any], where: CellLocation) -> frozenset[int]:
    reads = zip(where.rows, cleaned, strict=True)
    return frozenset(row for row, read in reads if type(read) is Read and read.fault and read.value is None)


def _meanings(distinct: set[RawCell], column: Column, year: Year) -> dict[RawCell, Any]:
    """Return for each different cell its value, or the whole reading where something is to be said."""
    meanings: dict[RawCell, Any] = {}
    for cell in distinct:
        if type(cell) is str and _is_clean(cell, column.type):
            meanings[cell] = cell
            continue
        read = _read(cell, column, year)
        meanings[cell] = read if read.note or read.fault else read.value
    return meanings


def _is_clean(cell: str, kind: ColumnType) -> bool:
    """Return whether a cell is its own value, as most texts are: a shortcut for long columns."""
    if kind in {"text", "long"}:
        return bool(cell) and not UNCLEAN.search(cell)
    return (
        kind == "key"
        and bool(cell)
        and not UNCLEAN_KEY.search(cell)
        and unicodedata.is_normalized("NFKC", cell)
    )


def _read(cell: RawCell, column: Column, year: Year) -> Read:
    if is_blank(cell):
        return blank_value(column)
    reader = read_share if column.shares else READERS[column.type]
    read = error_value(cell) or said_none(cell, column) or reader(cell, column, year)
    if read.fault and read.value is None and column.several is not None:
        return read._replace(value=UNCLEAR, fault=f"{read.fault}，这一项按无效计")
    return read


def _findings(
    raw: Sequence[RawCell], cleaned: Sequence[Any], column: Column, where: CellLocation
) -> list[Finding]:
    noted: list[tuple[int, RawCell, Read]] = []
    faulty: list[tuple[int, Read]] = []
    for row, cell, read in zip(where.rows, raw, cleaned, strict=True):
        if type(read) is Read:
            if read.fault:
                faulty.append((row, read))
            else:
                noted.append((row, cell, read))
    own = [one for one in noted if one[2].rule == OWN_WORD]
    converted = [one for one in noted if one[2].rule != OWN_WORD]
    said = fault_findings(faulty, column, where) + _notes(converted, column.name, where)
    return said + ([] if column.ruled else _own_words(own, column, where))


def several_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings of a sheet with many doubly ticked cells said once; the cells stay as info."""
    doubled = [finding for finding in findings if finding.rule == "reading.several"]
    if len(doubled) <= FEW:
        return list(findings)
    first = doubled[0].place
    rows = rows_text(sorted({finding.place.row or 0 for finding in doubled}))
    summary = Finding(
        "reading.several",
        "warning",
        Place(first.file, first.sheet, first.row),
        f"有 {len(doubled)} 格同时选了两个以上（{rows}），这几项按无效计，票上其余各项照算",
        "如果是录入错误请对照原票改正",
    )
    cells = [replace(f, rule="reading.several_cell", level="info") if f in doubled else f for f in findings]
    return [summary, *cells]


def fault_findings(faulty: Sequence[tuple[int, Read]], column: Column, where: CellLocation) -> list[Finding]:
    """Return one finding a cell, and one for the rest where there are very many.

    A cell that cannot be read is unknown, or its row does not count; only where that stops all, an error.
    """
    level: Level = "error" if where.stops else "warning"
    withholds = column.withholds and not where.stops
    times = Counter(said_in(read.fault) for _, read in faulty if read.rule == CHOICE)
    several = {word for word, number in times.items() if word and number > 1}
    named = [_fault(row, read, column, where, several) for row, read in faulty[:MOST_NAMED]]
    if rest := faulty[MOST_NAMED:]:
        is_unread = any(read.value is None for _, read in rest)
        listed = rows_text([row for row, _ in rest])
        problem = f"同一列还有 {len(rest)} 格有类似的问题（{listed}）"
        problem += "，这些行先不算" if withholds and is_unread else ""
        problem += SUMS_LACK if is_unread and lack_sums(column, where) else ""
        place = where.place(None, column.name)
        named.append(Finding("reading.more", level if is_unread else "warning", place, problem, "请整列检查"))
    return named


SUMS_LACK = "，要用它的合计先不算"


def lack_sums(column: Column, where: CellLocation) -> bool:
    """Return whether a cell that cannot be read leaves its row and takes away the sums."""
    return column.demanded and column.is_summed and not column.withholds and not where.stops


def _fault(
    row: int, read: Read, column: Column, where: CellLocation, several: Collection[str] = ()
) -> Finding:
    """Return what is said of a cell; several: words that more cells of its column hold."""
    place, is_unread, said = where.place(row, column.name), read.value is None, said_in(read.fault)
    question = None
    if read.rule == CHOICE and said is not None and said in several:
        question = scale_question(where.kind, place, said, column)
    elif read.rule in {CHOICE, TICK}:
        question = cell_question(place, f"{'里' if read.rule == TICK else ''}{read.fault or ''}", column)
    if where.stops and is_unread:
        return Finding(read.rule, "error", place, read.fault or "", read.remedy, question=question)
    left_out = f"，{where.left_out}先不算" if column.withholds and is_unread else ""
    left_out = SUMS_LACK if is_unread and lack_sums(column, where) else left_out
    return Finding(read.rule, "warning", place, f"{read.fault}{left_out}", read.remedy, question=question)


def _own_words(
    noted: Sequence[tuple[int, RawCell, Read]], column: Column, where: CellLocation
) -> list[Finding]:
    if not noted:
        return []
    counts = Counter(str(read.value) for _, _, read in noted)
    words = "、".join(f"“{word}”（{number} 行）" for word, number in counts.most_common(MOST_LISTED))
    more = "等" if len(counts) > MOST_LISTED else ""
    problem = f"{words}{more}不在常用的{column.name}里（{'、'.join(column.choices)}），按原来的词单独统计"
    place = where.place(noted[0][0], column.name)
    question = words_question(where.kind, column, counts)
    return [Finding(OWN_WORD, "info", place, problem, "是写错了的，请改成常用的词", question=question)]


def _notes(noted: Sequence[tuple[int, RawCell, Read]], column: str, where: CellLocation) -> list[Finding]:
    if not noted:
        return []
    ways: dict[tuple[str, str], None] = {}
    for _, cell, read in noted:
        ways[displayed_cell(cell), read.note or ""] = None
    examples = "、".join(f"“{typed}”读作 {meant}" for typed, meant in list(ways)[:3])
    more = "等" if len(ways) > 3 else ""  # noqa: PLR2004 - three examples make the point
    listed = rows_text([row for row, _, _ in noted])
    problem = f"{listed}的写法已换算：{examples}{more}"
    return [
        Finding("reading.normalised", "info", where.place(noted[0][0], column), problem, "不对的话请改正原表")
    ]


def rows_text(rows: Sequence[int]) -> str:
    """Return rows in words.

    >>> rows_text([3, 7])
    '第3、7行'
    """
    listed = "、".join(str(row) for row in rows[:MOST_LISTED])
    return f"第{listed}行" if len(rows) <= MOST_LISTED else f"第{listed}……行共 {len(rows)} 行"


def read_ticks(raw: Mapping[str, Sequence[RawCell]], column: Column, where: CellLocation) -> ColumnReading:
    """Return one choice a row from one column an option, where a mark means chosen."""
    ticked: dict[str, list[bool | None]] = {}
    for option, cells in raw.items():
        marks = {displayed_cell(cell): read_tick(cell) for cell in set(map(displayed_cell, cells))}
        ticked[option] = [marks[displayed_cell(cell)] for cell in cells]
    chosen: list[Any] = []
    faulty: list[tuple[int, Read]] = []
    for at, row in enumerate(where.rows):
        read = _tick_read({option: marks[at] for option, marks in ticked.items()}, raw, at, column)
        settled = _settled(read, row, column, where, NO_YEAR)
        chosen.append(settled.value if type(settled) is Read else settled)
        if type(settled) is Read and settled.fault:
            faulty.append((row, settled))
    unread = frozenset(row for row, read in faulty if read.value is None)
    return ColumnReading(chosen, fault_findings(faulty, column, where), unread)


def _tick_read(
    marks: Mapping[str, bool | None], raw: Mapping[str, Sequence[RawCell]], at: int, column: Column
) -> Read:
    for option, mark in marks.items():
        if mark is None:
            said = displayed_cell(raw[option][at]).strip()
            return Read(
                column.several and UNCLEAR,
                fault=f"“{option}”下面写的是“{said}”，看不出选没选",
                remedy="选了打√，没选空着",
                rule=TICK,
            )
    chosen = [option for option, mark in marks.items() if mark]
    if len(chosen) > 1:
        return several_read(chosen, column)
    return Read(chosen[0]) if chosen else blank_value(column)
