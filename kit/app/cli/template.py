"""`kit template`: check, names, new and typeset, for those who write templates."""

from pathlib import Path
from typing import Annotated

import typer

from kit.app.cli.options import Json
from kit.app.doctor import doctoring
from kit.app.doctor.typesetting import typeset_templates
from kit.app.show.screen import busy, say, say_findings, say_json, shell_quoted
from kit.documents.catalogue.names import Name
from kit.files.writing import write_atomically
from kit.model.finding import WriteError

UNREADABLE = 2  # exit status where a file could not be looked at

template = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)

Files = Annotated[list[Path], typer.Argument(metavar="文件…", help="要检查的模板（.docx）")]
Kind = Annotated[str, typer.Argument(metavar="文稿", help="哪种文稿：编号或中文名称")]
Said = Annotated[
    str, typer.Option("--kind", metavar="文稿", help="是哪种文稿的模板；不写就看文件名和用到的名称")
]
Campaign = Annotated[
    str | None,
    typer.Option("--campaign", metavar="活动文件夹", help="用哪个活动的数据；没有活动就用示例"),
]
Annotate = Annotated[
    Path | None, typer.Option("--annotate", metavar="文件夹", help="把问题写成批注，副本放到这个文件夹")
]
Target = Annotated[Path | None, typer.Argument(metavar="[文件]", help="写到哪里；不写就是 编号.docx")]
Sources = Annotated[
    list[Path], typer.Argument(metavar="底本…", help="文本文件，一行一段：“一级| 一、情况”，不写样式就是正文")
]
To = Annotated[Path | None, typer.Option("--to", metavar="文件夹", help="放到哪个文件夹；不写就放在底本旁边")]
Replace = Annotated[bool, typer.Option("--replace", help="已有的文件在 Word 里改过，也换成照底本写的")]


@template.callback()
def _help_if_bare(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


@template.command(help="检查模板：名称、标签、版面，用极端数据试填；所有问题一次列出。")
def check(
    files: Files, *, kind: Said = "", campaign: Campaign = None, json: Json = False, annotate: Annotate = None
) -> int:
    """Check templates; exit status 1 if one must be corrected, 2 if one cannot be read."""
    trials = doctoring.trials_in(campaign)
    with busy("检查模板……"):
        checked = doctoring.check_template(files, trials, kind)
    copies = (
        [doctoring.annotate_template(each, annotate) for each in checked if each.is_document]
        if annotate
        else []
    )
    if json:
        say_json([finding.as_json() for each in checked for finding in each.findings])
    else:
        say(f"试填用的数据：{trials.said}")
        for each in checked:
            _tell(each)
        for copy in copies:
            say(f"批注好的副本：{copy}")
    if not all(each.is_document for each in checked):
        return UNREADABLE
    return int(any(finding.level == "error" for each in checked for finding in each.findings))


@template.command("names", help="列出一种文稿的模板可以用的名称：类型、意思、口径、例子。")
def list_names(kind: Kind, *, campaign: Campaign = None, json: Json = False) -> None:
    """Print the catalogue of a kind of document."""
    chosen, trials = doctoring.chosen_kind(kind), doctoring.trials_in(campaign)
    offered = doctoring.names(chosen, trials)
    if json:
        say_json([name.as_json() for name in offered])
        return
    say(f"{chosen.name}（{chosen.template}）的模板可以用的名称，例子来自{trials.said}：")
    for name in (each for each in offered if not each.is_bare_figure):
        say(_line(name))
    say("底稿里的数，写名称就印这个数：")
    for name in (each for each in offered if each.is_bare_figure):
        say(_line(name))


@template.command(help="新建一种文稿的模板：样式齐全，写好了可以用的名称，用 Word 或 WPS 接着改。")
def new(kind: Kind, file: Target = None, *, campaign: Campaign = None) -> None:
    """Write a new template; an existing file is left alone."""
    chosen = doctoring.chosen_kind(kind)
    path = file or Path(chosen.template)
    if path.exists():
        raise WriteError(str(path), "已经有这个文件，没有覆盖", "请换一个文件名，或者先把它移走")
    write_atomically(path, doctoring.new_template(chosen, doctoring.trials_in(campaign)))
    say(f"已写好 {path}：{chosen.name}的模板。用 Word 或 WPS 改成你们的文字，{{{{ }}}} 里的名称照用。")
    say(f"下一步：改好以后 kit template check {shell_quoted(path)}，放进活动文件夹的 templates 里就会用它")


@template.command("typeset", help="照底本（文本文件，一行一段）写出模板；底本没变，写出来的一个字节也不变。")
def typeset_sources(sources: Sources, *, to: To = None, replace: Replace = False) -> None:
    """Write templates from their sources; one that was edited in Word is left alone unless told."""
    for made in typeset_templates(sources, to, replace=replace):
        say(f"{'写好' if made.written else '没有变'}：{made.path}")


def _tell(checked: doctoring.Checked) -> None:
    kind = f"（按“{checked.kind.name}”检查）" if checked.kind else ""
    count = len(checked.findings)
    say(f"{checked.path}{kind}：{f'{count} 处' if count else '没有发现问题'}")
    say_findings(checked.findings)


def _line(name: Name) -> str:
    """Return one name as a line: what it is called, its type, what it means, on which basis, an example."""
    basis = name.basis if not name.fact else f"口径：{name.basis}"
    told = "；".join(part for part in (name.meaning, name.basis and basis) if part)
    example = f"　例：{name.example}" if name.example else ""
    presence = "" if name.presence == "总有" else f"，{name.presence}"
    return f"  {name.path}　[{name.type}{presence}]　{told}{example}"
