"""`kit check`: read and check every sheet.

`kit tally`: the facts.

`kit trace`: where every figure of a document comes from.
"""

from pathlib import Path
from typing import Annotated

import typer

from kit.app.cli.options import Folder, Json
from kit.app.make.checking import mark_faulty
from kit.app.make.ledger import (
    is_as_written,
    ledger_json,
    ledger_of,
    ledger_place,
    trace_lines,
    traced,
    write_ledger,
)
from kit.app.show.causes import check_json, next_lines
from kit.app.show.ending import count_lines, reading_lines
from kit.app.show.screen import (
    say,
    say_causes,
    say_findings,
    say_json,
    shell_quoted,
    short_path,
    told_findings,
)
from kit.app.show.tables import is_of_one_unit
from kit.app.state import only_run
from kit.app.work import open_campaign
from kit.model.finding import blocking

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="每一张表、每一处都列出来")]


def check(folder: Folder = None, *, json: Json = False, verbose: Verbose = False) -> int:
    """Read and check every sheet; exit status 1 if one has blocking findings."""
    work = open_campaign(folder)
    findings = work.all_findings
    marked = mark_faulty(work)
    status = int(bool(blocking(findings)))
    if json:
        say_json(check_json(work, findings))
        return status
    for line in (*reading_lines(work.reading, every=verbose), *count_lines(findings, marked)):
        say(line)
    (say_findings if verbose else say_causes)(findings)
    for line in next_lines(findings, shell_quoted(folder or "")):
        say(line)
    return status


def tally(folder: Folder = None, *, json: Json = False) -> None:
    """Compute the facts and write the ledger."""
    work = open_campaign(folder)
    with told_findings(work, json=json), only_run(work.campaign.out):
        path = write_ledger(work)
    if json:
        say_json(ledger_json(work.facts))
        return
    told = [fact for fact in work.facts.values() if not is_of_one_unit(fact.id)]
    for fact in told:
        say(f"  {fact.name}：{fact.text}{fact.unit_after}    [{fact.id}]")
    say(f"共 {len(work.facts)} 个数，上面是其中不分单位的 {len(told)} 个，底稿在 {short_path(path)}")


File = Annotated[Path, typer.Argument(metavar="文件", help="kit 写的 .docx 文稿或通知书")]


def trace(file: File, *, json: Json = False) -> None:
    """List where every figure of a document comes from."""
    found = traced(file, ledger_of(file))
    if json:
        say_json(found)
        return
    for line in trace_lines(file, found):
        say(line)
    place = ledger_place(file)
    if place and not is_as_written(place):
        say(
            f"⚠ {short_path(place)} 和工具写的不一样，可能被改过，上面的口径和出处不一定对。"
            "请用 kit tally 重做一遍再查。"
        )
