"""Results of earlier rounds as they come (历次结果, S31): columns, layouts, and which round a sheet is of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.evaluation import asked
from kit.model.finding import Finding
from kit.model.table import Column, Crosstab, SheetKind
from kit.text.numbers import chinese_numeral
from kit.topics.appraisal.shares import RATE, settled_shares

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.model.table import Table

USUAL_GRADES, MOST_GRADES = 4, 10


def scale_length(campaign: Campaign) -> int:
    """Return how many grades the longest scale of the appraisal has, 不了解 among them."""
    items = asked(campaign.evaluation) if campaign.evaluation else ()
    return max((len(item.grades) for item in items), default=USUAL_GRADES)


JUDGED = (
    "被评",
    "受评",
    "被评议",
    "被测评",
    "受测评",
    "测评",
    "被考核",
    "受考核",
    "考核",
    "被评价",
    "受评价",
)
KINDS_OF_UNITS = (
    "单位", "部门", "科室", "处室", "班子", "公司", "学校", "医院", "社区", "街道", "乡镇", "支部", "站所",
    "窗口", "院系", "教研组", "村",
)  # fmt: skip
UNIT_HEADINGS = (  # a column of those that are judged, whatever the office calls them
    *(f"{word}{name}" for word in KINDS_OF_UNITS for name in ("名称", "")),
    *("评议对象", "被评单位名称"),
    *(f"{judged}{noun}" for judged in JUDGED for noun in (*KINDS_OF_UNITS[:4], "对象", "单位名称")),
)


def grade_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 第1等 … best first, as many as the longest scale has; before them those that only others have.

    Those are read so that counts of another scale are known as such, and offered in no blank workbook.
    """
    length = scale_length(campaign)
    shares = [
        Column(
            f"第{grade}等占比",
            "count",
            aliases=(f"第{chinese_numeral(grade)}等占比", f"第{grade}等比例", f"第{grade}等(%)"),
            shares=True,
            stands_for=f"第{grade}等",
            offered=False,
        )
        for grade in range(1, length + 1)
    ]
    others = [replace(_grade_column(grade), offered=False) for grade in range(length + 1, MOST_GRADES + 1)]
    own = [
        replace(_grade_column(grade), required=_is_required(campaign, grade))
        for grade in range(1, length + 1)
    ]
    return (*others, *shares, *own)


def _is_required(campaign: Campaign, grade: int) -> bool:
    points = len(campaign.evaluation.points) if campaign.evaluation else USUAL_GRADES
    return grade <= points


def earlier_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return the same for an earlier round, which may have had fewer grades."""
    return tuple(
        replace(column, required=column.required and column.name == "第1等", decides=column.name == "第2等")
        for column in grade_columns(campaign)
    )


def _grade_column(grade: int) -> Column:
    numeral = chinese_numeral(grade)
    return Column(
        f"第{grade}等",
        "count",
        aliases=(
            f"第{numeral}等",
            f"{numeral}等",
            f"{grade}等",
            f"第{grade}等票数",
            f"第{numeral}等票数",
        ),
        shares=True,
        note="得了多少票；第1等是最好的一等",
    )


def by_asked_item(campaign: Campaign) -> Crosstab:
    """Return how an earlier round lies where a unit is one row: under each item (项) its 好评率."""
    questions = asked(campaign.evaluation) if campaign.evaluation else ()
    words = ("", "/好评率", "/满意率", "好评率", "满意率")
    return Crosstab(
        "项", {f"{item.question}{word}": (item.question, RATE) for item in questions for word in words}
    )


SAID_ROUND = re.compile(
    r"(?:(?:19|20)\d\d|[〇零一二三四五六七八九]{4}年)年?(?:度|上半年|下半年)?(?:第[一二三四\d][次轮])?"
    r"|[上前去]一?[次轮年届]|第.{1,3}[次轮届]"
)
BY_TITLE = "轮次取自标题"


def other_years(campaign: Campaign) -> re.Pattern[str]:
    """Return what a title says of an earlier round: another year than the campaign's, 去年, 上次."""
    return re.compile(rf"(?<!\d)(?!{campaign.campaign.year})(?:19|20)\d\d(?!\d)|[上前去]一?[次轮年届]")


ROUND_RULE = "previous_results.round"


def settled_round(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """Return the results with the round that the title, the sheet or the file says, if no column does.

    One that does not say which round it is of counts for nothing: it may be this one.
    """
    frame = table.frame
    if not frame.empty and ("轮次" not in frame or frame["轮次"].isna().all()):
        texts = (*table.notes, table.sheet, table.file.rpartition("/")[2])
        said = next((found[0] for text in texts if (found := SAID_ROUND.search(text))), None)
        if said is None:
            problem = "没有“轮次”或“年度”列，标题、文件名里也看不出是哪一次的结果，没有和这次比"
            remedy = "请在标题里写明年度，或加一列“年度”"
            finding = Finding(ROUND_RULE, "warning", table.place(), problem, remedy)
            return replace(table, frame=frame.iloc[:0]), (finding,)
        frame = frame.assign(轮次=said).astype(object)
        table = replace(table, frame=frame, notes=(*table.notes, BY_TITLE))
    return settled_shares(table)


KIND = SheetKind(
    id="previous_results",
    code="S31",
    name="历次结果",
    row="一个单位一个项目在一轮里的得票",
    aliases=("上次结果", "上轮结果", "历次评议结果", "历史结果"),
    key="",  # a row is a unit, an item and a group of one round
    day="",  # the day of an earlier round lies outside every phase
    personal=(),
    columns=(
        Column(
            "轮次",
            "key",
            required=True,
            aliases=("次数", "评议轮次", "第几轮", "年度", "年份"),
            filled_down=True,
            context=True,
            note="哪一轮；没有这一列的，看标题、工作表名、文件名里的年份",
        ),
        Column("日期", "date", aliases=("评议日期", "时间"), filled_down=True, note="那一轮的日子"),
        Column(
            "单位",
            "key",
            required=True,
            aliases=(*UNIT_HEADINGS, "单位ID"),
            filled_down=True,
            refers="units",
            note="单位目录里的单位ID、全称或简称",
        ),
        Column(
            "项",
            "choice",
            aliases=("项目", "评议项目", "测评项目"),
            note="评议项目，写法与现在一致；只有综合好评率的空着",
        ),
        Column("票种", "choice", aliases=("票类",), filled_down=True, note="分票种的才填"),
        Column(
            "有效票", "count", decides=True, aliases=("有效票数", "有效"), note="有效票数；只有占比的空着"
        ),
        Column(
            RATE,
            "count",
            aliases=("满意率", "综合好评率", "综合满意率", "总体满意率", "优良率", "好评率(%)", "满意率(%)"),
            shares=True,
            stands_for="第1等",
            offered=False,
            note="没有票数、只有一个好评率的才填",
        ),
    ),
    more_columns=earlier_columns,
    settle=settled_round,
    titles=other_years,
    crosstab=by_asked_item,
    example={"轮次": "示例轮", "单位": "示例单位", "有效票": "40"},
)
