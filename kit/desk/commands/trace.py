"""`kit trace`: where every figure of a document comes from."""

from pathlib import Path
from typing import Annotated

import typer

from kit.desk.commands.options import Json
from kit.desk.making.tracing import ledger_of, trace_lines, traced
from kit.desk.showing.screen import say, say_json

File = Annotated[Path, typer.Argument(metavar="文件", help="kit 写的 .docx 文稿或通知书")]


def trace(file: File, *, json: Json = False) -> None:
    """List where every figure of a document comes from."""
    found = traced(file, ledger_of(file))
    if json:
        say_json(found)
        return
    for line in trace_lines(file, found):
        say(line)
