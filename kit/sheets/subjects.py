"""What the rows of a sheet are about, where the sheet says it outside its columns, or in other words.

A sheet of ballots may name its unit in a column, in its own name, in the title above it, or in the name of
its file: in this order. Names are compared with those of the directory (单位目录), as it calls its rows;
a directory that nobody sent is drawn up from the sheets that name its rows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.finding import Finding
from kit.model.naming import spelled
from kit.model.roster import NOT_COUNTED, aliases, name_key, units_of
from kit.model.table import Sheets, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.model.roster import UnitNames
    from kit.model.table import Column, SheetKind


SHEET, TITLE, FILE = "工作表名", "标题", "文件名"
LEAST_NAME = 2  # characters of a name that is looked for in a longer text
BRACKETS = str.maketrans("", "", "()[]{}（）【】〔〕「」")
UNNAMED = re.compile(
    r"(sheet|表|工作表|新建.*|book|工作簿|副本|汇总|数据|票|录入)?[\d一二三四五六七八九十 ()]*", re.IGNORECASE
)
LABEL = r"[\u4e00-\u9fff]*(?:单位|部门|科室|处室|对象|机关|填报|填表|制表|报送)(?:名称)?[:：]\s*"
LABELLED = re.compile(rf"({LABEL})(\S+)")
SENDER = re.compile(
    "填报|填表|制表|报送|上报|报出|主办|承办|组织|印制|编制|编印|汇总|统计|计票|录入|发文|监票"
)
MEASURE = re.compile("票|张|份|人|个|项|次|分|条|户|家|元|万元|%|％|百分比")
IN_BRACKETS = re.compile(r"[（(]([^（）()]{2,30})[）)]\s*$")
MOST_SHOWN = 8


@dataclass(frozen=True)
class DirectoryNames:
    """The names under which a directory's rows are called; each leads to the usual one of its row."""

    usual: Mapping[str, str]  # as written
    roster: UnitNames  # what the directory's names and their usual abbreviations mean
    by_id: Mapping[str, str]  # the usual name of each row of the roster
    answers: Mapping[str, str]  # what was answered where a name was nobody's

    @cached_property
    def plain(self) -> Mapping[str, str]:
        """Return the usual names by every name without spaces, brackets and width."""
        return {plain_name(name): usual for name, usual in self.usual.items()}

    def meant(self, said: str) -> str | None:
        """Return the usual name of the only row that is called `said`, in whatever way."""
        answer = self.answers.get(name_key(said), "")
        if not self.usual:  # nobody sent a directory: names are what was answered
            return answer if answer and answer != NOT_COUNTED else None
        said = answer or said
        return self.plain.get(plain_name(said)) or self.by_id.get(self.roster.get(said) or "")

    def within(self, text: str) -> str | None:
        """Return the only one that a text names; of names inside each other the longest counts."""
        plain = plain_name(text)
        found = [name for name in self.plain if len(name) >= LEAST_NAME and name in plain]
        outer = {
            self.plain[name] for name in found if not any(name in other for other in found if other != name)
        }
        return outer.pop() if len(outer) == 1 else None


def plain_name(name: str) -> str:
    """Return a name without what clerks vary: spaces, brackets, width.

    >>> plain_name("（县）人民 医院")
    '县人民医院'
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).translate(BRACKETS)


@dataclass(frozen=True)
class SheetSubject:
    """What a sheet without the column is about, and where that was read."""

    column: str
    name: str
    where: str

    def __str__(self) -> str:
        """Return it as the account says it."""
        return f"{self.column}取自{self.where}：{self.name}"


@dataclass(frozen=True, eq=False)
class Settled:
    """The tables with what they are about; by table: where that was read."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    subjects: Mapping[tuple[str, str], SheetSubject]


def settle_subjects(
    tables: Sequence[Table], kinds: Iterable[SheetKind], answers: Mapping[str, str]
) -> Settled:
    """Return the tables with every empty subject filled and every name as the directory has it.

    answers: [answers] of the campaign, which may say whose a name is.
    """
    by_id = {kind.id: kind for kind in kinds}
    findings: list[Finding] = []
    subjects: dict[tuple[str, str], SheetSubject] = {}
    settled: list[Table] = []
    for table in tables:
        kind = by_id[table.kind]
        for column in (column for column in kind.columns if column.refers and column.refers in by_id):
            names = _names(tables, by_id[column.refers], answers)
            found = _from_context(table, kind, column, names)
            if isinstance(found, Finding):
                findings.append(found)
            elif found is not None:
                subjects[table.file, table.sheet] = found
                table = _with_subject(table, found)  # noqa: PLW2901 - the same table, column after column
            table, said = _as_called(table, column, names)  # noqa: PLW2901
            findings += said
        settled.append(table)
    return Settled(tuple(settled), tuple(findings), subjects)


def _names(tables: Sequence[Table], directory: SheetKind, answers: Mapping[str, str]) -> DirectoryNames:
    usual: dict[str, str] = {}
    for table in tables:
        if table.kind == directory.id:
            columns = [name for name in directory.called if name in table.frame]
            for row in table.frame[columns].itertuples(index=False, name=None):
                called = [str(cell) for cell in row if cell is not None]
                usual |= dict.fromkeys(called, called[0])
    units = units_of(Sheets(tuple(table for table in tables if table.kind == directory.id)))
    return DirectoryNames(usual, aliases(units), {unit.id: unit.short for unit in units}, answers)


def _from_context(
    table: Table, kind: SheetKind, column: Column, names: DirectoryNames
) -> SheetSubject | Finding | None:
    """Return what a sheet is about that has no such column; a finding where nobody can tell."""
    if not column.context or column.name not in table.frame or table.frame.empty:
        return None
    if not table.frame[column.name].isna().all():
        return None
    clues = [
        SheetSubject(column.name, name, where)
        for where, texts in _places(table)
        if (name := _said(texts, where, kind, names)) is not None
    ]
    if not clues:
        return _untold(table, column)
    by_place = {clue.where: clue.name for clue in clues}
    if SHEET in by_place and TITLE in by_place and not _alike(by_place[SHEET], by_place[TITLE]):
        return _disagreeing(table, column, by_place[SHEET], by_place[TITLE])
    return clues[0]


def _places(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield SHEET, (table.sheet,)
    yield TITLE, table.notes
    yield FILE, (PurePath(table.file).stem,)


def _said(texts: Sequence[str], where: str, kind: SheetKind, names: DirectoryNames) -> str | None:
    """Return what these texts name: one of the directory, or, without a directory, what looks like it."""
    if where == TITLE:
        texts = [without_others(text) for text in texts]
    if names.usual:
        found = {name for text in texts if (name := names.meant(text) or names.within(text))}
        return found.pop() if len(found) == 1 else None
    return next((name for text in texts if (name := _looks_like_name(text, where, kind))), None)


def without_others(title: str) -> str:
    """Return a title without who sent the sheet, and without what its figures count: they are nobody judged.

    >>> without_others("填报单位：县委办　单位：票"), without_others("被评单位：县财政局")
    ('\u3000', '被评单位：县财政局')
    """

    def kept(found: re.Match[str]) -> str:
        return "" if SENDER.search(found[1]) or MEASURE.fullmatch(found[2].strip("（）()")) else found[0]

    return LABELLED.sub(kept, title)


def _looks_like_name(text: str, where: str, kind: SheetKind) -> str | None:
    if where == TITLE:
        labelled, bracketed = LABELLED.search(text), IN_BRACKETS.search(text)
        return labelled[2] if labelled else bracketed[1] if bracketed else None
    plain = plain_name(text)
    for word in sorted((kind.name, *kind.aliases, "录入", "汇总"), key=len, reverse=True):
        plain = plain.replace(word, "")
    return None if UNNAMED.fullmatch(plain) or len(plain) <= LEAST_NAME else plain


def _alike(one: str, other: str) -> bool:
    return plain_name(one) in plain_name(other) or plain_name(other) in plain_name(one)


def _untold(table: Table, column: Column) -> Finding:
    return Finding(
        "subject.unknown",
        "error",
        table.place(),
        f"没有“{column.name}”列，工作表名、标题、文件名里也看不出是哪个单位，"
        f"{_rows(table)} 行没有算进任何单位",
        f"请加一列“{column.name}”，或把工作表的名字改成单位的名字",
    )


def _disagreeing(table: Table, column: Column, sheet: str, title: str) -> Finding:
    return Finding(
        "subject.disagreeing",
        "error",
        table.place(),
        f"工作表名是“{sheet}”，标题里却是“{title}”，不知道是谁的，{_rows(table)} 行没有算进任何单位",
        f"请核对是哪个单位，改对其中一处，或加一列“{column.name}”",
    )


def _rows(table: Table) -> int:
    return table.frame.index.nunique()


def _with_subject(table: Table, subject: SheetSubject) -> Table:
    return replace(table, frame=table.frame.assign(**{subject.column: subject.name}).astype(object))


def _as_called(table: Table, column: Column, names: DirectoryNames) -> tuple[Table, list[Finding]]:
    """Return the table with the directory's names in the place of others for the same, and what was meant."""
    if column.name not in table.frame or not (names.usual or names.answers):
        return table, []
    said = table.frame[column.name]
    others = {str(one) for one in said.unique() if one is not None and str(one) not in names.usual}
    meant = {other: usual for other in sorted(others) if (usual := names.meant(other)) is not None}
    if not meant:
        return table, []
    shown = "、".join(f"“{other}”算作“{usual}”" for other, usual in list(meant.items())[:MOST_SHOWN])
    more = f"等 {len(meant)} 个" if len(meant) > MOST_SHOWN else ""
    first = int(said.index[said.isin(list(meant))][0])
    finding = Finding(
        "subject.abbreviated",
        "info",
        table.place(first, column.name),
        f"和单位目录的写法不同，按目录里的名称：{shown}{more}",
        "不对的请改成单位目录里的全称或简称",
    )
    return replace(table, frame=table.frame.assign(**{column.name: said.replace(meant)})), [finding]


def drawn_directories(
    sheets: Sheets, kinds: Iterable[SheetKind], answers: Mapping[str, str]
) -> tuple[tuple[Table, ...], tuple[Finding, ...]]:
    """Return the directories that nobody sent or filled in, from the names that sheets say, part by sheet.

    The sheets that are about its rows (ballots, totals) say them; where there are none, those that name them
    (the roster of voters). What was answered to be none of the campaign's is left out.
    """
    by_id = {kind.id: kind for kind in kinds}
    drawn: list[Table] = []
    findings: list[Finding] = []
    wanted = {column.refers for kind in by_id.values() for column in kind.columns if column.context}
    for directory in sorted(wanted & set(by_id)):
        if not sheets.has(directory):
            parts = list(_drawn_up(sheets.tables, by_id, by_id[directory], answers, about=True))
            parts = parts or list(_drawn_up(sheets.tables, by_id, by_id[directory], answers, about=False))
            drawn += parts
            unfilled = sheets.unfilled_of(directory)
            findings += [_proposed(parts, by_id[directory], unfilled)] if parts else []
    return tuple(drawn), tuple(findings)


def _drawn_up(
    tables: Iterable[Table],
    kinds: Mapping[str, SheetKind],
    directory: SheetKind,
    answers: Mapping[str, str],
    *,
    about: bool,
) -> Iterator[Table]:
    seen: set[str] = set()
    blank = {column.name: None for column in directory.columns}
    for table in tables:
        columns = kinds[table.kind].columns
        column = next((c for c in columns if c.refers == directory.id and c.context >= about), None)
        if column is None or column.name not in table.frame:
            continue
        said = table.frame[column.name].dropna().astype(str)
        said = said[[answers.get(name_key(name)) != NOT_COUNTED for name in said]]
        spellings = said.map(spelled)  # one unit in two spellings is one unit
        new = said[~spellings.isin(seen) & ~spellings.duplicated()]
        if not new.empty:
            seen |= set(spellings)
            rows = [blank | {directory.called[1]: str(name)} for name in new]
            frame = pd.DataFrame(rows, index=new.index, dtype=object)
            yield Table(directory.id, table.file, table.sheet, table.sha256, frame.where(frame.notna(), None))


def _proposed(parts: Sequence[Table], directory: SheetKind, unfilled: Table | None) -> Finding:
    names = [str(name) for part in parts for name in part.frame[directory.called[1]]]
    shown = "、".join(names[:MOST_SHOWN]) + ("……" if len(names) > MOST_SHOWN else "")
    why = "只有列名，没有内容" if unfilled else f"没有收到“{directory.name}”"
    return Finding(
        "subject.proposed",
        "warning",
        (unfilled or parts[0]).place(),
        f"{why}，先按各表里写的列出 {len(names)} 个：{shown}",
        f"对的话不用改；要写全称、类别、先后和主送名，请放一份“{directory.name}”",
    )
