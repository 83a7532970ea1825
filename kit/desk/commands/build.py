"""`kit build`: the main job."""

from time import perf_counter

from kit.desk.commands.blocked import told_findings
from kit.desk.commands.options import Folder, Fresh
from kit.desk.running.lighter import without_unused
from kit.desk.showing.ending import last_lines
from kit.desk.showing.reporting import reading_lines
from kit.desk.showing.screen import busy, say, say_findings
from kit.desk.work import open_campaign


def build(folder: Folder = None, *, fresh: Fresh = False) -> int:
    """Run all stages that are stale; exit status 1 if a unit failed."""
    started = perf_counter()
    with busy("读表、核对……"):
        work = open_campaign(folder)
    for line in reading_lines(work.reading):
        say(line)
    with told_findings(work), without_unused():
        say_findings([finding for finding in work.all_findings if finding.level != "info"])
        from kit.desk.running.build import Telling  # noqa: PLC0415 - papermill is slow to import; faults come first
        from kit.desk.running.build import build as build_all  # noqa: PLC0415 - see above

        built = build_all(work, Telling(say, busy), fresh=fresh)
    lines, failed = last_lines(work, built.run, perf_counter() - started)
    for line in lines:
        say(line)
    return int(failed)
