"""`kit build`: the main job.

`kit new`: a new campaign.

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
from kit.app.make.founding import BLANKS, found_campaign, sheets_by_document
from kit.app.make.inheriting import inherited, inherited_lines
from kit.app.show.ending import last_lines, reading_lines
from kit.app.show.screen import busy, say, say_causes, shell_quoted, told_findings
from kit.app.work import open_campaign
from kit.model.finding import blocking


def build(folder: Folder = None, *, fresh: Fresh = False) -> int:
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

        built = build_all(work, BuildProgress(say, busy), fresh=fresh)
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
    say(f"下一步：改好 campaign.toml，把表格放进 inbox，然后 kit check {shell_quoted(folder)}")


def lab(folder: Folder = None) -> int:
    """Open the campaign in JupyterLab and wait until it ends."""
    campaign = open_campaign(folder).campaign
    say(f"正在打开 JupyterLab：{campaign.campaign.title}。用完在这里按 Ctrl+C 结束。")
    return open_lab(campaign)
