"""`kit restyle`: the same document in another layout, such as the reading copy of a speech."""

from pathlib import Path
from typing import Annotated

import typer

from kit.desk.making.restyling import restyled
from kit.desk.showing.screen import say

Files = Annotated[list[Path], typer.Argument(metavar="文件…", help="kit 写的 .docx，你们改过的也行")]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="版面",
        help="换成哪一套：A 国标标称，B 电子显现，speech.print 讲话稿存档，speech.podium 讲话稿朗读（大字）",
    ),
]
Target = Annotated[
    Path | None, typer.Option("--to", metavar="文件夹", help="放到哪个文件夹；不写就放在原稿旁边")
]
Campaign = Annotated[
    str | None,
    typer.Option("--campaign", metavar="活动文件夹", help="用哪个活动的 [form]；不写就看文件在哪个活动里"),
]


def restyle(files: Files, *, profile: Profile, to: Target = None, campaign: Campaign = None) -> None:
    """Save documents in another layout; nothing of their words changes, and no file is overwritten."""
    for path in files:
        laid = restyled(path, profile, to, campaign)
        if laid.kept:
            say(f"已有的 {laid.kept.name} 和要写的不一样，没有覆盖")
        say(f"{'写好' if laid.written else '没有变'}：{laid.path}")
