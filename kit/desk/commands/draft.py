"""`kit draft`: the documents that are no notices."""

from typing import Annotated

import typer

from kit.desk.commands.blocked import told_findings
from kit.desk.commands.options import Folder
from kit.desk.making.drafting import chosen_kinds, draft_documents
from kit.desk.opinions import givers
from kit.desk.showing.ending import draft_lines
from kit.desk.showing.screen import busy, say
from kit.desk.work import open_campaign
from kit.documents import feedback_pack

Kinds = Annotated[
    list[str] | None, typer.Option("--kind", metavar="文稿", help="只写这一种，可以写几次；不写就全写")
]


def draft(folder: Folder = None, kind: Kinds = None) -> int:
    """Write the documents that are no notices; exit status 1 if one that was asked for lacks its sheets."""
    work = open_campaign(folder)
    kinds = chosen_kinds(kind or ())
    with told_findings(work):
        for line in givers.of_papers(work) if any(known.id == feedback_pack.ID for known in kinds) else ():
            say(line)
        with busy("起草文稿……"):
            outcomes = draft_documents(work, kinds)
    for line in draft_lines(work.campaign.out):
        say(line)
    return int(bool(kind) and any(outcome.ending in {"缺表", "缺内容"} for outcome in outcomes))
