"""`kit notices`: one notice per unit."""

from time import perf_counter
from typing import Annotated

import typer

from kit.desk.commands.blocked import told_findings
from kit.desk.commands.options import Folder, Fresh
from kit.desk.making.batch import make_notices
from kit.desk.showing.ending import notice_lines
from kit.desk.showing.screen import counting, say
from kit.desk.work import open_campaign

Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="单位", help="只做这个单位（编号、全称或简称），可以写几次"),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="个数", help="同时用几个进程做")]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="地址", help="交给 Dask 集群做，如 tcp://主机:8786")
]


def notices(
    folder: Folder = None,
    *,
    unit: Units = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    fresh: Fresh = False,
) -> int:
    """Make one notice per unit; exit status 1 if a unit failed."""
    work = open_campaign(folder)
    started = perf_counter()
    with told_findings(work), counting("通知书") as progress:
        batch = make_notices(work, unit or (), jobs=jobs, scheduler=scheduler, fresh=fresh, progress=progress)
    say(f"通知书：{len(batch.made)} 份，{perf_counter() - started:.1f} 秒")
    for line in notice_lines(work.campaign.out):
        say(line)
    return int(bool(batch.ended("没做成")))
