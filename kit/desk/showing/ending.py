"""The last lines of a run: what was made, what is to be checked, what only people can fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.desk.making.drafting import RESTRICTED
from kit.desk.making.open_places import MOST, open_things
from kit.desk.making.verifying import OPEN
from kit.desk.running.state import read_state
from kit.desk.showing import tables
from kit.desk.showing.naming import clock, shown
from kit.nouns.finding import MARKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kit.desk.work import Work
    from kit.nouns.finding import Finding


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
            yield f"{said['name']} 你们改过（{clock(said['edited'])}），没有覆盖：新稿在 {shown(new)}"
        elif said["ending"] == "缺内容":
            yield f"{said['name']} 没有写：没有{said['missing']}"
        elif said["ending"] == "缺表":
            yield f"{said['name']} 没有写：没有收到{_kinds(said['missing'])}"
        elif said["edited"]:
            yield f"{said['name']} 你们改过（{clock(said['edited'])}），没有新数据，没有动"


def _apart(out: Path, ended: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield where papers lie that are one person's own."""
    files = [out / said["file"] for said in ended if said["file"].startswith(f"{RESTRICTED}/")]
    for folder in dict.fromkeys(path.parent for path in files):
        number = sum(path.parent == folder for path in files)
        yield f"一人一份的 {number} 件在 {shown(folder)}，只交本人，不要群发"


def notice_lines(out: Path) -> Iterator[str]:
    """Yield what became of the notices when they were last made."""
    said = read_state(out, "noticed")
    if not said:
        return
    failed: list[str] = said["failed"]
    same = said["done"] - said["written"]
    yield f"通知书：做好 {said['written']} 份，没有变 {same} 份" + (
        f"，没做成 {len(failed)} 份：" if failed else ""
    )
    for problem in failed:
        yield f"  ✗ {problem}"
    for name, newest, edited in said["beside"]:
        yield f"{name} 你们改过（{clock(edited)}），没有覆盖：新稿在 {shown(out / 'notices' / newest)}"
    for name in said["left_over"]:
        yield f"{shown(out / 'notices' / name)} 对应的单位已不在单位目录里，没有删，请自行处理"
    if failed:
        yield "补好后再运行一次，只会补做没做成的"
    yield f"登记簿：{shown(out / 'notices' / said['register'])}"


def last_lines(work: Work, ran: Collection[str], seconds: float) -> tuple[list[str], bool]:
    """Return the last lines of a build, and whether a unit failed; ran: ids of the stages that were run."""
    out = work.campaign.out
    found = read_state(out, "verified").get("findings", [])
    others = [finding for finding in found if finding["rule"] != OPEN and finding["level"] != "info"]
    lines = [*draft_lines(out)] if DRAFTING in ran else []
    lines += notice_lines(out) if NOTICING in ran else []
    if not lines:
        lines.append(f"文稿和通知书都没有变，都在 {shown(out)}")
    lines.append(
        f"用时 {seconds:.1f} 秒；表格上有 {_counted(work.all_findings)}，文稿上有 {len(others)} 处请核对"
    )
    page = out / "runs" / "6_verify.html"
    lines += _to_check(others, page)
    lines += _to_fill(out, found, page)
    return lines, bool(read_state(out, "noticed").get("failed"))


def _to_check(findings: Sequence[Mapping[str, Any]], page: Path) -> Iterator[str]:
    """Yield what is to be checked in the documents, the first few of it."""
    for found in findings[:NAMED]:
        yield f"  {MARKS[found['level']]} {found['place']['file']}：{found['problem']}。{found['remedy']}。"
    if len(findings) > NAMED:
        yield f"  另有 {len(findings) - NAMED} 处，都列在 {shown(page)}"


def _to_fill(out: Path, findings: Iterable[Mapping[str, Any]], page: Path) -> Iterator[str]:
    """Yield what only people can fill in, one line for each thing: in which documents, and where."""
    things = open_things(out, [(f["rule"], f["place"]["file"], f["problem"]) for f in findings])
    if not things:
        yield f"下一步：打开 {shown(out / 'drafts')}；没有【待补】的地方了"
        return
    number = sum(thing.number for thing in things)
    yield f"下一步：打开 {shown(out / 'drafts')}，有 {number} 处【待补】要由人来定（都列在 {shown(page)}）"
    for thing in things:
        yield f"  {thing.what}（{thing.documents}）→ {thing.where(MOST)}"
    yield "写进 campaign.toml 再运行一次，各份文稿一起填好；直接在 Word 里填也行"


def _counted(findings: Sequence[Finding]) -> str:
    warnings = sum(found.level == "warning" for found in findings)
    return f"{warnings} 处请留意" if warnings else "0 处问题"


def _kinds(said: str) -> str:
    return "、".join(f"“{tables.kind_name(kind)}”" for kind in said.split("、"))


NAMED = 8  # findings named on the screen
DRAFTING, NOTICING = "4_draft", "5_notices"  # ids of the stages that write documents
