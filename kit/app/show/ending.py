"""The last lines of a run: what was made, what is to be checked, what only people can fill in.

What was made, as tables and as lines for the screen.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kit.app.make.drafting import RESTRICTED
from kit.app.make.open_places import MOST, open_things
from kit.app.make.verifying import OPEN, open_places
from kit.app.show import frame, tables
from kit.app.show.screen import clock, short_path
from kit.app.state import read_state
from kit.model.finding import MARKS
from kit.topics.appraisal.tallying import has_ballots
from kit.topics.surveys import KIND as SURVEYS
from kit.topics.surveys import survey_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.app.make.drafting import Outcome
    from kit.app.make.notices import Batch
    from kit.app.make.verifying import Verified
    from kit.app.work import Work
    from kit.model.finding import Finding
    from kit.sheets.inbox import Reading, Taken


def draft_lines(out: Path) -> Iterator[str]:
    """Yield what became of the documents when they were last drafted."""
    ended = read_state(out, "drafted").get("ended", [])
    written = [said["name"] for said in ended if said["ending"] == "写好"]
    if written:
        yield f"写好 {len(written)} 件：{'、'.join(written)}"
    yield from _apart(out, ended)
    if same := [said["name"] for said in ended if said["ending"] == "没有变" and not said["edited"]]:
        yield f"没有变 {len(same)} 件：{'、'.join(same)}"
    for said in ended:
        if said["ending"] == "新稿":
            new = out / said["file"]
            yield f"{said['name']} 你们改过（{clock(said['edited'])}），没有覆盖：新稿在 {short_path(new)}"
        elif said["ending"] in {"缺内容", "缺表"}:
            yield f"{said['name']} 没有写：{said.get('why') or '没有要用的表'}"  # none: of an older run
        elif said["edited"]:
            yield f"{said['name']} 你们改过（{clock(said['edited'])}），没有新数据，没有动"


def _apart(out: Path, ended: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield where papers lie that are one person's own."""
    files = [out / said["file"] for said in ended if said["file"].startswith(f"{RESTRICTED}/")]
    for folder in dict.fromkeys(path.parent for path in files):
        number = sum(path.parent == folder for path in files)
        yield f"一人一份的 {number} 件在 {short_path(folder)}，只交本人，不要群发"


def notice_lines(out: Path) -> Iterator[str]:
    """Yield what became of the notices when they were last made."""
    said = read_state(out, "noticed")
    if not said:
        return
    failed: list[str] = said["failed"]
    same = said["done"] - said["written"]
    if said.get("nothing"):
        yield f"通知书一份也没有做：{said['nothing']}"
        return
    yield f"通知书：做好 {said['written']} 份，没有变 {same} 份" + (
        f"，没做成 {len(failed)} 份：" if failed else ""
    )
    for problem in failed:
        yield f"  ✗ {problem}"
    for name, newest, edited in said["beside"]:
        yield f"{name} 你们改过（{clock(edited)}），没有覆盖：新稿在 {short_path(out / 'notices' / newest)}"
    for name in said["left_over"]:
        yield f"{short_path(out / 'notices' / name)} 对应的单位已不在单位目录里，没有删，请自行处理"
    if failed:
        yield "补好后再运行一次，只会补做没做成的"
    if said.get("waiting"):
        yield f"通知书里没有印 {said['waiting']} 条还没有人看过的文字意见：kit opinions review 生成审核表"
    yield f"登记簿：{short_path(out / 'notices' / said['register'])}"


def last_lines(work: Work, ran: Collection[str], seconds: float) -> tuple[list[str], bool]:
    """Return the last lines of a build, and whether a unit failed; ran: ids of the stages that were run."""
    out = work.campaign.out
    found = read_state(out, "verified").get("findings", [])
    others = [finding for finding in found if finding["rule"] != OPEN and finding["level"] != "info"]
    lines = [*draft_lines(out)] if DRAFTING in ran else []
    lines += notice_lines(out) if NOTICING in ran else []
    if not lines:
        lines.append(f"文稿和通知书都没有变，都在 {short_path(out)}")
    lines.append(
        f"用时 {seconds:.1f} 秒；表格上有 {_counted(work.all_findings)}，文稿上有 {len(others)} 处请核对"
    )
    page = out / "runs" / "6_verify.html"
    lines += _to_check(others, page)
    lines += _to_fill(out, found, page)
    noticed = read_state(out, "noticed")
    none_though_appraised = bool(noticed.get("nothing")) and has_ballots(work.reading.sheets)
    return lines, bool(noticed.get("failed")) or none_though_appraised


def _to_check(findings: Sequence[Mapping[str, Any]], page: Path) -> Iterator[str]:
    """Yield what is to be checked in the documents, the first few of it."""
    for found in findings[:NAMED]:
        yield f"  {MARKS[found['level']]} {found['place']['file']}：{found['problem']}。{found['remedy']}。"
    if len(findings) > NAMED:
        yield f"  另有 {len(findings) - NAMED} 处，都列在 {short_path(page)}"


def _to_fill(out: Path, findings: Iterable[Mapping[str, Any]], page: Path) -> Iterator[str]:
    """Yield what only people can fill in, one line for each thing: in which documents, and where."""
    things = open_things(out, [(f["rule"], f["place"]["file"], f["problem"]) for f in findings])
    if not things:
        yield f"下一步：打开 {short_path(out / 'drafts')}；没有【待补】的地方了"
        return
    number = sum(thing.number for thing in things)
    drafts, listed = short_path(out / "drafts"), short_path(page)
    yield f"下一步：打开 {drafts}，有 {number} 处【待补】要由人来定（都列在 {listed}）"
    for thing in things:
        yield f"  {thing.what}（{thing.documents}）→ {thing.where(MOST)}"
    yield "写进 campaign.toml 再运行一次，各份文稿一起填好；直接在 Word 里填也行"


def _counted(findings: Sequence[Finding]) -> str:
    warnings = sum(found.level == "warning" for found in findings)
    return f"{warnings} 处请留意" if warnings else "0 处问题"


NAMED = 8  # findings named on the screen
DRAFTING, NOTICING = "4_draft", "5_notices"  # ids of the stages that write documents


def table_of_drafts(outcomes: Iterable[Outcome]) -> pd.DataFrame:
    """Return what became of every document."""
    rows = [
        (outcome.name, outcome.path.name if outcome.path else "", draft_note(outcome)) for outcome in outcomes
    ]
    return tables.labelled_frame(rows, ("文稿", "文件", "结果"))


def draft_note(outcome: Outcome) -> str:
    """Return what became of a document, in words."""
    if outcome.ending in {"缺表", "缺内容"}:
        return f"没有写：{outcome.why}"
    when = clock(outcome.edited.isoformat()) if outcome.edited else ""
    if outcome.ending == "新稿":
        return f"你们改过（{when}），没有覆盖，新稿另放"
    if when:
        return f"没有新数据；你们改过（{when}），没有动"
    return outcome.ending


def table_of_notices(batch: Batch) -> pd.DataFrame:
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
    return tables.labelled_frame(rows, ("单位", "文件", "结果", "说明"))


def table_of_verified(verified: Iterable[Verified]) -> pd.DataFrame:
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
    return tables.labelled_frame(rows, ("文件", "核对的数", "发现的问题", "待补的地方"), frame.OUTPUTS)


def table_of_findings(verified: Iterable[Verified]) -> pd.DataFrame:
    """Return all findings about the outputs, but for places to fill, which have a table of their own."""
    found = [finding for each in verified for finding in each.findings]
    return tables.by_finding(finding for finding in found if finding.rule != OPEN)


def table_of_open_places(work: Work, verified: Iterable[Verified]) -> pd.DataFrame:
    """Return what only people can fill in, in which documents, and where it is said once for all."""
    found = [(f.rule, f.place.file, f.problem) for each in verified for f in each.findings]
    rows = [
        (thing.what, thing.documents, thing.number, thing.where())
        for thing in open_things(work.campaign.out, found)
    ]
    return tables.labelled_frame(rows, ("要填什么", "在哪些文稿里", "几处", "填在哪里"), frame.PLACES)


def reading_lines(reading: Reading, *, every: bool = False) -> Iterator[str]:
    """Yield what was read as what, and how many sheets were not recognised; every: a line for each kind."""
    files = {taken.file for taken in reading.taken} | {account.file for account in reading.account}
    unread = [account for account in reading.account if account.is_unread]
    asked = f"，{len(unread)} 张没认出来" if unread else ""
    known = f"{len(reading.taken)} 张表" if reading.taken else "0 张认得的表"
    yield f"读到 {len(files)} 个文件、{known}{asked}"
    by_kind: dict[str, list[Taken]] = {}
    for taken in reading.taken:
        by_kind.setdefault(taken.kind_name, []).append(taken)
    yield from (f"  {line}" for line in survey_lines(reading.sheets))
    by_kind.pop(SURVEYS.name, None)
    if by_kind and not every:
        yield f"  {_kinds_read(by_kind)}"
    for name, sheets in by_kind.items() if every else ():
        where = f"（{sheets[0].file}「{sheets[0].sheet}」）" if len(sheets) == 1 else ""
        rows = sum(taken.rows for taken in sheets)
        yield f"  {name}  {len(sheets)} 张，{rows} 行{where}{_subjects(reading, name)}"
        yield from _absent_columns(reading, name)


def _absent_columns(reading: Reading, kind: str) -> Iterator[str]:
    """Yield the columns that no sheet of a kind has: a line of the account, and no fault."""
    absent = [account.absent for account in reading.account if account.kind == kind]
    if names := [name for name in (absent[0] if absent else ()) if all(name in other for other in absent)]:
        yield f"    没有这几列：{'、'.join(names)}"


def _kinds_read(by_kind: Mapping[str, Sequence[Taken]]) -> str:
    """Return the kinds of sheets with their numbers of rows, as many as a line holds."""
    said = [
        f"{name}{f' {len(sheets)} 张' if len(sheets) > 1 else ''} {sum(taken.rows for taken in sheets)} 行"
        for name, sheets in by_kind.items()
    ]
    more = f"……共 {len(said)} 种（kit check -v 列出）" if len(said) > KINDS_NAMED else ""
    return "、".join(said[:KINDS_NAMED]) + more


KINDS_NAMED = 6  # kinds of sheets on the first screen


def _subjects(reading: Reading, kind: str) -> str:
    """Return where the sheets of a kind say what they are about: （单位取自：工作表名 3 个、列 4 个）."""
    accounts = [account for account in reading.account if account.kind == kind]
    outside = Counter(account.subject.where for account in accounts if account.subject)
    if not outside:
        return ""
    rest = len(accounts) - sum(outside.values())
    said = [f"{where} {number} 张" for where, number in outside.items()]
    said += [f"单位列 {rest} 张"] if rest else []
    return f"（单位取自：{'、'.join(said)}）"


def count_lines(findings: Sequence[Finding], marked: Sequence[Path] = ()) -> Iterator[str]:
    """Yield how many findings there are of each level that asks for something."""
    counts = [(sum(found.level == level for found in findings), said) for level, said in _LEVELS]
    said = "，".join(f"{count} 处{said}" for count, said in counts if count)
    where = f"（有问题的格子标在 {short_path(marked[0].parent)} 的副本里，请改原表）" if marked else ""
    yield f"有 {said}{where}：" if said else "都对得上，没有要改的"


_LEVELS = (("error", "要改"), ("warning", "请留意"))
