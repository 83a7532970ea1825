"""The sheets of an appraisal: ballots (评议票), the poll's, those counted before, the roster of voters.

Nothing in them tells who filled a ballot in; the roster (参评人员) has numbers only, never names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kit.model.evaluation import OVERALL, asked
from kit.model.finding import Finding
from kit.model.share import Share
from kit.model.table import Column, Crosstab, SheetKind
from kit.topics.appraisal.asked_columns import graded, group_column, marked, verdict_columns
from kit.topics.appraisal.earlier_rounds import JUDGED, UNIT_HEADINGS, grade_columns
from kit.topics.appraisal.shares import GRADE, settled_shares
from kit.topics.appraisal.window import REACHED, WHEN, WHO

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.table import Table


def item_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 票种, a column for each item and for 综合评价, then the verdict on the whole ballot."""
    evaluation = campaign.evaluation
    remarks = Column("文字意见", "long", aliases=("意见", "意见建议", "意见和建议"), note="票上写的话，照录")
    questions = tuple(_asked(item, evaluation) for item in asked(evaluation)) if evaluation else ()
    return (group_column(campaign), *questions, *verdict_columns(), remarks)


def _asked(item: AppraisalItem, evaluation: Evaluation) -> Column:
    if evaluation.marks:
        return marked(item.question)
    known = {alias: grade for alias, grade in evaluation.aliases.items() if grade in item.grades}
    column = graded(item.question, item.grades, known)
    return replace(column, required=False) if item.id == OVERALL else column  # some ballots ask for no more


ASKED_UNITS = (  # as survey sites ask for it
    *(
        f"{asking}{verb}的{noun}{ending}"
        for asking in ("您", "您要", "您所", "请选择您要", "请选择您", "请选择要", "请选择")
        for verb in ("评议", "测评", "评价", "考核")
        for noun in ("单位", "部门", "科室", "处室", "对象")
        for ending in ("", "是", "名称")
    ),
    *(f"请选择{judged}{noun}" for judged in JUDGED for noun in ("单位", "部门", "科室", "对象")),
    "请选择评议单位",
    "评议单位",
)
BALLOTS = SheetKind(
    id="ballots",
    facts=("evaluation",),
    code="S24",
    name="评议票",
    row="一张评议票",
    aliases=("群众评议票", "评议表", "评议票录入", "票"),
    key="票号",
    day="",
    personal=(),
    own_words=("提交时间", "填票人", "联系方式"),
    columns=(
        Column(
            "票号",
            "key",
            aliases=("票序号", "票编号", "评议票号", "表号", "编号", "序号"),
            note="录票时编的号，与填票人无关；没有就按行",
        ),
        Column(
            "被评单位",
            "key",
            required=True,
            aliases=(*UNIT_HEADINGS, *ASKED_UNITS),
            filled_down=True,
            context=True,
            refers="units",
            note="单位目录里的单位ID、全称或简称；没有这一列的，看工作表名、标题、文件名",
        ),
        Column(
            WHEN,
            aliases=(
                "提交答卷时间",
                "答题时间",
                "填写时间",
                "交卷时间",
                "提交日期",
                "填表时间",
                "结束答题时间",
            ),
            offered=False,
        ),
        Column(WHO, aliases=("姓名", "您的姓名", "填写人", "填表人", "微信昵称", "昵称"), offered=False),
        Column(
            REACHED,
            aliases=(
                "手机",
                "手机号",
                "手机号码",
                "联系电话",
                "您的手机号",
                "openid",
                "微信openid",
                "用户id",
            ),
            offered=False,
        ),
    ),
    key_within="被评单位",
    more_columns=item_columns,
    asks_items=True,
    example={"票号": "示例1", "被评单位": "示例单位", "整票判定": "有效"},
)


def question_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return the poll's question with its grades, then the verdict on the whole ballot."""
    asked = (graded(campaign.poll.question, campaign.poll.grades),) if campaign.poll else ()
    return asked + verdict_columns()


POLL_BALLOTS = SheetKind(
    id="poll_ballots",
    code="S22",
    name="测评票",
    row="一张测评票",
    aliases=("满意度测评票", "测评表", "满意度测评", "满意度测评表"),
    key="票号",
    day="",
    personal=(),
    columns=(
        Column(
            "票号",
            "key",
            aliases=("票序号", "票编号", "测评票号", "表号", "编号", "序号"),
            note="录票时编的号，与填票人无关；没有就按行",
        ),
    ),
    more_columns=question_columns,
    example={"票号": "示例1", "整票判定": "有效"},
)


def more_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 项目 with the campaign's questions, 票种, then one column for each grade."""
    questions = tuple(item.question for item in asked(campaign.evaluation)) if campaign.evaluation else ()
    item = Column(
        "项目",
        "choice",
        required=True,
        aliases=("评议项目", "测评项目", "项"),
        choices=questions,
        note="评议项目，写法与票上一致",
    )
    return (item, group_column(campaign), *grade_columns(campaign))


def by_unit(campaign: Campaign) -> Crosstab:
    """Return how totals lie where a unit is one row: under each item (项目) its grades, then 弃权."""
    questions = asked(campaign.evaluation) if campaign.evaluation else ()
    headings = {
        f"{item.question}/{word}": (item.question, column)
        for item in questions
        for column, words in _answers(item)
        for word in words
    }
    return Crosstab("项目", headings)


def _answers(item: AppraisalItem) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grades = tuple(
        (f"第{at}等", (grade, f"{grade}票", f"{grade}票数")) for at, grade in enumerate(item.grades, 1)
    )
    shares = tuple(
        (f"第{at}等占比", tuple(f"{grade}{word}" for word in SHARE_WORDS))
        for at, grade in enumerate(item.grades, 1)
    )
    return (
        *grades,
        *shares,
        ("弃权", ("弃权", "弃权票", "未表态")),
        ("该项无效", ("该项无效", "无效", "无效票", "多选")),
    )


SHARE_WORDS = ("占比", "比例", "百分比", "率", "(%)", "占比(%)", "比例(%)", "/占比", "/比例", "/百分比")
TO_NOTE = "请在表下面注明“弃权票计入有效票”或“弃权票不计入有效票”"
COUNTS, BASE = "(?:计|算|视为|列|包括|含|作为|纳入|参与|参加)", "(?:有效|基数|分母|计算)"
INSIDE = re.compile(
    rf"弃权[^。；;不未]{{0,6}}{COUNTS}[^。；;不未]{{0,6}}{BASE}|{BASE}[^。；;不未]{{0,4}}(?:含|包括)弃权"
)
OUTSIDE = re.compile(
    rf"弃权[^。；;]{{0,6}}(?:(?:不|未){COUNTS}[^。；;]{{0,6}}{BASE}|除外|扣除|剔除|不计)"
    rf"|{BASE}[^。；;]{{0,4}}(?:不含|不包括|扣除|除去|剔除)弃权"
)


def abstentions(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """Return the totals with 弃权 as the note says: inside the valid ballots, or outside and left out.

    Where no note says so, the sums do, if they agree in every row; else it is asked. A note that leaves out
    what the sums have inside speaks of the base of the rates: `check_abstentions_in_base`.
    """
    frame = table.frame
    if "弃权" not in frame or not frame["弃权"].map(bool).any() or _gives_shares(frame):
        return table, ()
    said = " ".join(table.notes)
    if INSIDE.search(said):
        return table, ()
    spare = [_spare(dict(zip(frame.columns, row, strict=True))) for row in frame.itertuples(index=False)]
    if all(number == 0 for number in spare):
        return table, ()
    if OUTSIDE.search(said):
        return replace(table, frame=frame.assign(弃权=None)), (_left_out(table, asked_for=False),)
    if all(number == -(one or 0) for number, one in zip(spare, frame["弃权"], strict=True)):
        return replace(table, frame=frame.assign(弃权=None)), (_left_out(table, asked_for=True),)
    return table, (_asked_about(table),)


def _gives_shares(frame: pd.DataFrame) -> bool:
    return any(
        isinstance(cell, Share) for name in frame if GRADE.fullmatch(str(name)) for cell in frame[name]
    )


def settled_totals(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """Return the totals with their shares (占比) as percentages and their 弃权 as the note says."""
    made, said = settled_shares(table)
    made, more = abstentions(made)
    return made, (*said, *more)


def _spare(row: Mapping[str, Any]) -> int | None:
    """Return how many valid ballots neither a grade nor 弃权 nor a void item accounts for; None: unknown."""
    answers = sum(number or 0 for name, number in row.items() if GRADE.fullmatch(name))
    answers += (row["弃权"] or 0) + (row.get("该项无效") or 0)
    if (valid := row.get("有效票")) is not None:
        return int(valid - answers)
    returned = row.get("收回票")
    return None if returned is None else int(returned - (row.get("无效票") or 0) - answers)


def _left_out(table: Table, *, asked_for: bool) -> Finding:
    if asked_for:
        problem = "有弃权票，表里没有说明算不算有效票；各等次加起来正好是有效票，弃权就没有算进去"
        return Finding("tallied_ballots.abstained", "warning", table.place(None, "弃权"), problem, TO_NOTE)
    problem = "注里说弃权票不计入有效票，各项的弃权没有算进去"
    return Finding("tallied_ballots.abstained", "info", table.place(None, "弃权"), problem, "不对的话请改注")


def _asked_about(table: Table) -> Finding:
    problem = "有弃权票，表里没有说明算不算有效票，先按计入有效票算"
    return Finding("tallied_ballots.abstained", "warning", table.place(None, "弃权"), problem, TO_NOTE)


TALLIED_BALLOTS = SheetKind(
    id="tallied_ballots",
    facts=("evaluation",),
    code="S24",
    name="评议票汇总",
    row="一个单位一个项目的计票结果",
    aliases=("计票结果", "评议汇总", "测评汇总", "计票汇总表"),
    crosstab=by_unit,
    settle=settled_totals,
    key="",  # a row is a unit, an item and a group
    day="",
    personal=(),
    columns=(
        Column(
            "被评单位",
            "key",
            required=True,
            aliases=UNIT_HEADINGS,
            filled_down=True,
            context=True,
            refers="units",
            note="单位目录里的单位ID、全称或简称；没有这一列的，看工作表名、标题、文件名",
        ),
        Column(
            "发票数",
            "count",
            aliases=("发票", "发出票数", "发出", "发放票数", "发出份数"),
            filled_down=True,
            note="发出多少张",
        ),
        Column(
            "收回票",
            "count",
            aliases=("收回", "收回票数"),
            filled_down=True,
            decides=True,
            note="收回多少张",
        ),
        Column(
            "无效票",
            "count",
            aliases=("无效", "无效票数", "废票"),
            filled_down=True,
            decides=True,
            note="整张作废的",
        ),
        Column("有效票", "count", aliases=("有效", "有效票数"), filled_down=True, note="收回票减无效票"),
        Column(
            "弃权",
            "count",
            aliases=("弃权票", "弃权票数"),
            decides=True,
            shares=True,
            note="这一项弃权或没有填的",
        ),
        Column(
            "该项无效",
            "count",
            aliases=("该项无效票", "多选"),
            decides=True,
            note="只是这一项多选或认不清的",
        ),
    ),
    more_columns=more_columns,
    example={"被评单位": "示例单位", "收回票": "46", "无效票": "1", "有效票": "45"},
)


def by_group(campaign: Campaign) -> Crosstab:
    """Return how a roster lies where a unit is one row: under each group its voters, or its three counts."""
    groups = campaign.evaluation.groups if campaign.evaluation else ()
    return Crosstab(
        "票种",
        {
            heading: (group.id, column)
            for group in groups
            for name in (group.name, group.id, f"{group.id}票")
            for heading, column in (
                (name, "应参评"),
                *((f"{name}/{word}", column) for column, word in COUNTED_PEOPLE),
            )
        },
    )


COUNTED_PEOPLE = (
    ("应参评", "应参评"),
    ("应参评", "应到"),
    ("实到", "实到"),
    ("发票数", "发票数"),
    ("发票数", "发票"),
)
ACROSS = "小计"


def ballot_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 票种 with the campaign's groups, then the numbers of people and ballots."""
    return (
        replace(group_column(campaign), stands_for="类别"),
        Column(
            "应参评",
            "count",
            aliases=("应参评人数", "应到", "应到人数", "应参加人数", "应参加"),
            note="应参评多少人",
        ),
        Column(
            "实到",
            "count",
            aliases=("实到人数", "实参评", "实参评人数", "实参加人数", "实际参评"),
            note="实到多少人",
        ),
        Column(
            "发票数",
            "count",
            aliases=("发票", "发出票数", "发出", "发放票数", "发出份数", "发票张数"),
            note="发出多少张票",
        ),
    )


VOTERS = SheetKind(
    id="voters",
    code="S33",
    name="参评名册",
    row="一类参评人员",
    aliases=("参评人员", "参评人数", "参评名册（人数）", "参评范围"),
    key="",  # a row is a unit, a category and a group
    day="",
    personal=(),
    columns=(
        Column(
            "被评单位",
            "key",
            aliases=(*UNIT_HEADINGS, "单位ID"),
            filled_down=True,
            refers="units",
            note="只对一个单位的填单位；对所有单位都一样就空着",
        ),
        Column(
            "类别",
            "choice",  # whatever this appraisal calls its voters: a school has pupils and parents
            required=True,
            aliases=("人员类别", "参评人员类别", "参评类别", "人员类型"),
            note="哪一类人，如：班子成员、中层、一般干部、服务对象、基层群众、离退休",
        ),
        Column(ACROSS, "count", aliases=("合计", "总计", "人数合计"), offered=False),
    ),
    more_columns=ballot_columns,
    crosstab=by_group,
    example={"被评单位": "示例单位", "类别": "中层", "应参评": "20", "实到": "19", "发票数": "19"},
)
