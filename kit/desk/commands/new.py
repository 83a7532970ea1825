"""`kit new`: a new campaign."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.desk.making.founding import BLANKS, found_campaign, sheets_by_document
from kit.desk.showing.naming import quoted
from kit.desk.showing.screen import say


def new(folder: Annotated[Path, typer.Argument(metavar="文件夹名", help="要新建的活动文件夹")]) -> None:
    """Make a new campaign."""
    blanks = found_campaign(folder, datetime.now().astimezone().date())
    say(f"已建好活动文件夹 {folder}：")
    say("  campaign.toml       活动名称、阶段、评议项目和等次（每一项都有说明，先改这里）")
    say("  inbox/              把收到的表格放进来，文件名随意")
    say(f"  {BLANKS}/             {len(blanks)} 张可以发下去填的空白表，下拉框里就是能填的内容")
    say("写哪种文稿，至少要收齐哪些表（别的表有就用上，没有就不写那一段）：")
    for documents, sheets in sheets_by_document():
        say(f"  {documents}：{sheets}")
    say(f"下一步：改好 campaign.toml，把表格放进 inbox，然后 kit check {quoted(folder)}")
