"""`kit topic`: an office's own sheets."""

from pathlib import Path
from typing import Annotated

import typer

from kit.app.campaigns import find_campaign
from kit.app.cli.options import Json
from kit.app.doctor.topic_making import MadeTopic, column_lines, make_topic, write_topic_blank
from kit.app.show.screen import say, say_json, shell_quoted
from kit.model.campaign import read_campaign
from kit.topics.kinds import kinds_of

topic = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)

Workbook = Annotated[Path, typer.Argument(metavar="文件", help="填好的一张表（.xlsx 等）")]
Said = Annotated[
    str | None, typer.Option("--campaign", metavar="活动文件夹", help="写到哪个活动；不写就用当前的")
]
Name = Annotated[str, typer.Option("--name", metavar="名称", help="表的名称；不写就看工作表名和文件名")]


@topic.callback()
def _help_if_bare(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


@topic.command(help="照一张填好的表，写出它的说明 topics/表名.toml 的初稿和空白表；已有的不覆盖。")
def new(file: Workbook, *, campaign: Said = None, name: Name = "", json: Json = False) -> None:
    """Write a first topics/<name>.toml from a filled workbook."""
    made = make_topic(file, find_campaign(campaign), name)
    if json:
        said = made.topic.model_dump(mode="json", exclude_defaults=True)
        say_json({"file": str(made.path), "blank": str(made.blank), **said})
        return
    _tell(made)


@topic.command(help="照 topics/*.toml 写出自己的表的空白表；已有的不覆盖。")
def blank(*, campaign: Said = None, json: Json = False) -> None:
    """Write the blank workbooks of a campaign's own sheets."""
    found = read_campaign(find_campaign(campaign))
    kinds_of(found)
    paths = [write_topic_blank(own, found) for own in found.topics]
    if json:
        say_json([str(path) for path in paths])
        return
    for path in paths:
        say(f"空白表：{path}")
    if not paths:
        say("这个活动没有自己的表；写一张的说明用 kit topic new 文件")


def _tell(made: MadeTopic) -> None:
    own = made.topic
    say(f"已写好 {made.path}：“{own.name}”，一行是{own.row}。各列认作：")
    for name, type_, more in column_lines(own):
        say(f"  {name}：{type_}{f'（{more}）' if more else ''}")
    say("要数的数：")
    for count in own.counts:
        how = f"，按“{count.by}”分开数" if count.by else f"，“{count.column}”列" if count.column else ""
        say(f"  {own.name}{count.name}：{count.way}{how}")
    say(f"空白表：{made.blank}")
    say(f"下一步：核对 {made.path}，把表放进 inbox，然后 kit check {shell_quoted(made.path.parent.parent)}")
