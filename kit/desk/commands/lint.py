"""`kit lint`: official-form findings for any .docx."""

from pathlib import Path
from typing import Annotated

import typer

from kit.desk.commands.options import Json
from kit.desk.screen import say, say_findings, say_json
from kit.lint import lint as lint_file
from kit.nouns.errors import ParameterError

Files = Annotated[list[Path], typer.Argument(metavar="文件…", help="要检查的 .docx 文件")]
Profile = Annotated[
    str, typer.Option("--profile", metavar="版式", help="按哪一套版式检查：A 标称值，B 显现值")
]
Render = Annotated[bool, typer.Option("--render", help="转成版面再查（要装 LibreOffice）")]
Annotate = Annotated[
    Path | None, typer.Option("--annotate", metavar="文件夹", help="写一份批注好的副本到这个文件夹")
]


def lint(
    files: Files,
    *,
    profile: Profile = "A",
    render: Render = False,
    json: Json = False,
    annotate: Annotate = None,
) -> int:
    """Check the official form of any .docx; exit status 1 if something must be corrected."""
    if render or annotate:
        option = "--render" if render else "--annotate"
        raise ParameterError(option, "这一版还没有做这一项", "请先不加这个选项，看列出的问题")
    found = {path: lint_file(path, profile) for path in files}
    findings = [finding for each in found.values() for finding in each]
    if json:
        say_json([finding.as_json() for finding in findings])
    else:
        for path, each in found.items():
            say(f"{path}：{f'{len(each)} 处' if each else '没有发现问题'}")
            say_findings(each)
    return int(any(finding.level == "error" for finding in findings))
