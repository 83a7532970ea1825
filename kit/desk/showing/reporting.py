"""What was made, as tables and as lines for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.desk.making.open_places import open_things
from kit.desk.making.verifying import OPEN, open_places
from kit.desk.showing import nothing, tables
from kit.desk.showing.naming import clock, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.desk.making.batch import Batch
    from kit.desk.making.drafting import Outcome
    from kit.desk.making.verifying import Verified
    from kit.desk.work import Work
    from kit.nouns.finding import Finding
    from kit.sheets.reading.inbox import Reading, Taken


def drafts_table(outcomes: Iterable[Outcome]) -> pd.DataFrame:
    """Return what became of every document."""
    rows = [
        (outcome.name, outcome.path.name if outcome.path else "", draft_note(outcome)) for outcome in outcomes
    ]
    return tables.table(rows, ("文稿", "文件", "结果"))


def draft_note(outcome: Outcome) -> str:
    """Return what became of a document, in words."""
    if outcome.ending == "缺表":
        missing = "、".join(tables.kind_name(kind) for kind in outcome.missing)
        return f"没有写：缺{missing}"
    if outcome.ending == "缺内容":
        return f"没有写：没有{'、'.join(outcome.missing)}"
    when = clock(outcome.edited.isoformat()) if outcome.edited else ""
    if outcome.ending == "新稿":
        return f"你们改过（{when}），没有覆盖，新稿另放"
    if when:
        return f"没有新数据；你们改过（{when}），没有动"
    return outcome.ending


def notices_table(batch: Batch) -> pd.DataFrame:
    """Return what became of every notice."""
    rows = [
        (
            made.task.unit.name,
            made.entry.newest if made.entry else made.task.newest,
            made.ending,
            made.problem,
        )
        for made in batch.made
    ]
    return tables.table(rows, ("单位", "文件", "结果", "说明"))


def verified_table(verified: Iterable[Verified]) -> pd.DataFrame:
    """Return every output with how many figures were compared, and what was found."""
    rows = [
        (
            each.path.name,
            each.figures,
            len(each.findings) - len(open_places(each.findings)),
            len(open_places(each.findings)),
        )
        for each in verified
    ]
    return tables.table(rows, ("文件", "核对的数", "发现的问题", "待补的地方"), nothing.OUTPUTS)


def findings_table(verified: Iterable[Verified]) -> pd.DataFrame:
    """Return all findings about the outputs, but for places to fill, which have a table of their own."""
    found = [finding for each in verified for finding in each.findings]
    return tables.by_finding(finding for finding in found if finding.rule != OPEN)


def open_table(work: Work, verified: Iterable[Verified]) -> pd.DataFrame:
    """Return what only people can fill in, in which documents, and where it is said once for all."""
    found = [(f.rule, f.place.file, f.problem) for each in verified for f in each.findings]
    rows = [
        (thing.what, thing.documents, thing.number, thing.where())
        for thing in open_things(work.campaign.out, found)
    ]
    return tables.table(rows, ("要填什么", "在哪些文稿里", "几处", "填在哪里"), nothing.PLACES)


def reading_lines(reading: Reading) -> Iterator[str]:
    """Yield what was read as what, kind by kind."""
    files = {taken.file for taken in reading.taken}
    yield f"读到 {len(files)} 个文件、{len(reading.taken)} 张表"
    by_kind: dict[str, list[Taken]] = {}
    for taken in reading.taken:
        by_kind.setdefault(taken.kind_name, []).append(taken)
    for name, sheets in by_kind.items():
        where = f"（{sheets[0].file}「{sheets[0].sheet}」）" if len(sheets) == 1 else ""
        yield f"  {name}  {len(sheets)} 张，{sum(taken.rows for taken in sheets)} 行{where}"


def count_lines(findings: Sequence[Finding], marked: Sequence[Path] = ()) -> Iterator[str]:
    """Yield how many findings there are of each level."""
    counts = [(sum(found.level == level for found in findings), said) for level, said in _LEVELS]
    said = "，".join(f"{count} 处{said}" for count, said in counts if count)
    where = f"（有问题的格子标在 {shown(marked[0].parent)} 的副本里，请改原表）" if marked else ""
    yield f"有 {said}{where}：" if said else "都对得上，没有要改的"


_LEVELS = (("error", "要改"), ("warning", "请留意"), ("info", "提示"))
