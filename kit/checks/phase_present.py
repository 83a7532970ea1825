"""The activity sheet (活动参数) has the phase that campaign.toml says has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "phases.missing"
BLANKS = "空白表在活动文件夹的“空白表”里"  # where kit new has put them


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one finding if the sheet, its phase, or the phase's cut-off date is missing."""
    number = campaign.campaign.phase
    if not sheets.has("phases"):
        what = "没有“活动参数”表，材料的依据和统计截止日无从取得" if sheets.tables else "还没有放表格"
        yield Finding(RULE, "error", Place("inbox"), what, f"{BLANKS}，填好放进 inbox；最少要有“活动参数”")
        return
    if sheets.frame("phases").empty:
        place = sheets.of("phases")[0].place()
        yield Finding(RULE, "error", place, "还没有填", "请照“示例”那一行，一个阶段填一行")
        return
    row = next((row for row in sheets.rows("phases") if row["阶段序号"] == number), None)
    if row is None:
        place = sheets.of("phases")[0].place(None, "阶段序号")
        remedy = "请补上这一行，或改 campaign.toml 的 phase"
        yield Finding(RULE, "error", place, f"没有第 {number} 阶段（campaign.toml 的 phase）", remedy)
    elif row["统计截止日"] is None:
        yield Finding(RULE, "error", row.place("统计截止日"), "没有填统计截止日", "请填上数据统计到哪一天")
