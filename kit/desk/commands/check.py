"""`kit check`: read and check every sheet."""

from kit.desk.commands.options import Folder, Json
from kit.desk.making.checking import mark_faulty
from kit.desk.showing.naming import quoted
from kit.desk.showing.reporting import count_lines, reading_lines
from kit.desk.showing.screen import say, say_findings, say_json
from kit.desk.work import open_campaign
from kit.nouns.finding import blocking


def check(folder: Folder = None, *, json: Json = False) -> int:
    """Read and check every sheet; exit status 1 if one has blocking findings."""
    work = open_campaign(folder)
    findings = work.all_findings
    marked = mark_faulty(work)
    if json:
        say_json([finding.as_json() for finding in findings])
        return int(bool(blocking(findings)))
    for line in (*reading_lines(work.reading), *count_lines(findings, marked)):
        say(line)
    say_findings(findings)
    say(
        "改好原表后再来一次。" if blocking(findings) else f"下一步：kit build {quoted(folder or '')}".rstrip()
    )
    return int(bool(blocking(findings)))
