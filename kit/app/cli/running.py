"""`kit build`: the main job.

`kit new`: a new campaign; `kit blanks`: its blank workbooks anew.

`kit lab`: JupyterLab on a campaign.
"""

from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from kit.app.build.shell import without_unused
from kit.app.campaigns import find_campaign
from kit.app.cli.options import Folder, Fresh
from kit.app.lab import open_lab
from kit.app.make.blanks import BLANKS, make_blanks
from kit.app.make.founding import found_campaign, sheets_by_document
from kit.app.make.inheriting import inherited, inherited_lines
from kit.app.show.ending import last_lines, reading_lines
from kit.app.show.screen import asking, busy, say, say_causes, shell_quoted, short_path, told_findings
from kit.app.work import open_campaign
from kit.model.finding import blocking

Trust = Annotated[
    bool, typer.Option("--trust", help="同意运行这个活动自己的笔记本（notebooks 里的程序），不再问；脚本里用")
]


def build(folder: Folder = None, *, fresh: Fresh = False, trust: Trust = False) -> int:
    """Run all stages that are stale; exit status 1 if a unit failed or a finding stops a document."""
    started = perf_counter()
    with busy("读表、核对……"):
        work = open_campaign(folder)
    for line in reading_lines(work.reading):
        say(line)
    with told_findings(work), without_unused():
        say_causes(work.all_findings)
        from kit.app.build.build import BuildProgress  # noqa: PLC0415 - papermill is slow to import; faults come first
        from kit.app.build.build import build as build_all  # noqa: PLC0415 - see above
        from kit.app.build.trust import settle_trust  # noqa: PLC0415 - see above

        trusted = settle_trust(work.campaign, say, asking(), agreed=trust)
        built = build_all(work, BuildProgress(say, busy), fresh=fresh, trusted=trusted)
    lines, failed = last_lines(work, built.run, perf_counter() - started)
    for line in lines:
        say(line)
    return int(failed or bool(blocking(work.all_findings)))


NewFolder = Annotated[Path, typer.Argument(metavar="文件夹名", help="要新建的活动文件夹")]
Old = Annotated[
    str | None,
    typer.Option("--from", metavar="旧活动", help="照旧活动的机关、评议、版面、自己的表和认表的记录建"),
]


def new(folder: NewFolder, *, old: Old = None) -> None:
    """Make a new campaign, from an older one of the office if that is said."""
    taken_over = inherited(find_campaign(old)) if old else None
    blanks = found_campaign(folder, datetime.now().astimezone().date(), taken_over)
    say(f"已建好活动文件夹 {folder}：")
    say("  campaign.toml       活动名称、阶段、评议项目和等次（每一项都有说明，先改这里）")
    say("  inbox/              把收到的表格放进来，文件名随意")
    say(f"  {BLANKS}/             {len(blanks)} 张可以发下去填的空白表，下拉框里就是能填的内容")
    for line in inherited_lines(taken_over) if taken_over else ():
        say(line)
    say("写哪种文稿，至少要收齐哪些表（别的表有就用上，没有就不写那一段）：")
    for documents, sheets in sheets_by_document():
        say(f"  {documents}：{sheets}")
    say(f"下一步：改好 campaign.toml，再 kit blanks {shell_quoted(folder)}，空白表就照改好的项目、等次来")
    say(f"收齐的表格放进 inbox，然后 kit check {shell_quoted(folder)}")


Every = Annotated[bool, typer.Option("--all", help="每种表都做，不只是这次活动用得上的")]


def blanks(folder: Folder = None, *, every: Every = False) -> None:
    """Make the blank workbooks anew from campaign.toml as it stands."""
    work = open_campaign(folder)
    made = make_blanks(work.campaign, work.units, every=every)
    for blank in made:
        who = f"  交给：{blank.who}" if blank.who else ""
        used = f"  用在：{'、'.join(blank.documents)}" if blank.documents else ""
        say(f"  {blank.laid.path.name}{who}{used}")
        if blank.laid.kept:
            say(f"    {blank.laid.kept.name} 有人填过或改过，没有覆盖，新的放在旁边")
    new = sum(blank.laid.written for blank in made)
    where = short_path(work.campaign.folder / BLANKS)
    say(f"空白表 {len(made)} 张在 {where}：新写 {new} 张，没有变 {len(made) - new} 张")
    if not every:
        say("只做了这次活动用得上的；每种都要，用 kit blanks --all")


def lab(folder: Folder = None) -> int:
    """Open the campaign in JupyterLab and wait until it ends."""
    campaign = open_campaign(folder).campaign
    say(f"正在打开 JupyterLab：{campaign.campaign.title}。用完在这里按 Ctrl+C 结束。")
    return open_lab(campaign)
