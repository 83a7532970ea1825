"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Folder = Annotated[
    str | None, typer.Argument(metavar="[活动文件夹]", help="有 campaign.toml 的文件夹；不写就用当前的")
]
Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON，给程序用")]
Fresh = Annotated[bool, typer.Option("--fresh", help="没有变的也全部重做")]
