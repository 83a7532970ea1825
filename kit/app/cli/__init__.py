"""The command line: every command is a function of its own name."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kit.app.cli.faults import told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


# a command: the file that holds it, what it does
COMMANDS = {
    "new": ("running", "新建一个活动：写好说明的设置文件、可以发下去填的空白表。"),
    "blanks": (
        "running",
        "照改好的 campaign.toml 重做空白表：下拉框里是这次的项目、等次和单位；填过的不覆盖。",
    ),
    "check": ("figures", "读表、核对：每张表认作什么，哪些格子要改；出错的表在 out/checked 里有标好的副本。"),
    "map": ("mapping", "一问一答：没认出来的表、列、词，答过的记进 campaign.toml，以后都认得。"),
    "tally": ("figures", "由表格数出各个数，写进底稿 out/facts.json。"),
    "draft": ("documents", "起草通知书以外的文稿，放在 out/drafts；你们改过的不会被覆盖。"),
    "notices": ("documents", "一个单位做一份通知书，放在 out/notices；中途停下可以接着做。"),
    "build": ("running", "从头做到尾：读表、核对、分析、起草、通知书、核验；没有变的不重做。"),
    "lint": ("lint", "按公文格式规范检查 Word 文件，谁做的都行。"),
    "restyle": (
        "documents",
        "同一份稿子换一套版面另存：讲话稿的朗读件（大字）、电子显现版面等，改过的稿子也行。",
    ),
    "trace": ("figures", "列出一份文稿里每个数的出处。"),
    "preview": (
        "documents",
        "把文稿和通知书转成 PDF 看版面，通知书可以合成一份印刷用的（要装 LibreOffice）。",
    ),
    "template": ("template", "给写模板的人：检查模板、列出可以用的名称、新建模板。"),
    "topic": ("topic", "自己的表：照一张填好的表写出说明，从此认得、核对、数得出。"),
    "opinions": ("opinions", "意见：登记导出的文件，提示重复和归类，生成审核表，记下决定。"),
    "lab": ("running", "在 JupyterLab 里打开活动的笔记本。"),
}


def app_of(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line; only the commands that the arguments name are loaded, so `--help` is fast."""
    app = typer.Typer(
        name="kit",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="把收来的表格变成公文初稿：读表、核对、算数、成文，每个数都查得到出处。",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_before)
    for name, (_, summary) in COMMANDS.items():
        found = command(name) if name in arguments else _kit
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name, help=summary, short_help=summary)
        else:
            app.command(name, help=summary, short_help=summary)(found)
    return app


def command(name: str) -> Callable[..., int | None] | typer.Typer:
    """Return the function of a command, or the commands under it."""
    found: Callable[..., int | None] | typer.Typer = getattr(
        importlib.import_module(f"{__name__}.{COMMANDS[name][0]}"), name
    )
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `kit` and end the process with its exit status (DESIGN 5)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(100_000, 50, 100)  # a run makes millions of records and next to no cycles among them
    said = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    status = told(lambda: app_of(said)(args=said, prog_name="kit", standalone_mode=False))
    gc.freeze()  # the process ends: nothing need be looked for once more
    sys.exit(status)


def _kit() -> None:
    """Stand for a command that is not called."""


def _say_version(said: bool) -> None:  # noqa: FBT001 - as typer calls it
    if said:
        from importlib.metadata import version  # noqa: PLC0415 - nothing else asks for it

        typer.echo(f"kit {version('writing-office-kit')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_say_version, is_eager=True, help="显示工具的版本，不做别的")
]


def _before(*, version: Version = False) -> None:
    """Take the options that stand before any command."""
