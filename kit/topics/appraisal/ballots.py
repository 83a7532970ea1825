"""The sheets of an appraisal: ballots (评议票), the poll's, those counted before, the roster of voters.

Nothing in them tells who filled a ballot in; the roster (参评人员) has numbers only, never names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.evaluation import asked
from kit.model.table import Column, SheetKind
from kit.sheets.values import graded, group_column, marked, verdict_columns
from kit.topics.appraisal.last_round import grade_columns

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.model.evaluation import AppraisalItem, Evaluation


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
    return graded(item.question, item.grades, known)


BALLOTS = SheetKind(
    id="ballots",
    code="S24",
    name="评议票",
    row="一张评议票",
    aliases=("群众评议票", "评议表", "评议票录入", "票"),
    key="票号",
    day="",
    personal=(),
    columns=(
        Column(
            "票号",
            "key",
            required=True,
            aliases=("票序号", "票编号", "评议票号", "表号", "编号", "序号"),
            note="录票时编的号，与填票人无关",
        ),
        Column(
            "被评单位",
            "key",
            required=True,
            aliases=("单位名称", "单位", "受评单位", "被评议单位", "评议对象", "被评单位名称"),
            filled_down=True,
            note="单位目录里的单位ID、全称或简称",
        ),
    ),
    more_columns=item_columns,
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
            required=True,
            aliases=("票序号", "票编号", "测评票号", "表号", "编号", "序号"),
            note="录票时编的号，与填票人无关",
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


TALLIED_BALLOTS = SheetKind(
    id="tallied_ballots",
    code="S24",
    name="评议票汇总",
    row="一个单位一个项目的计票结果",
    aliases=("计票结果", "评议汇总", "测评汇总", "计票汇总表"),
    key="",  # a row is a unit, an item and a group
    day="",
    personal=(),
    columns=(
        Column(
            "被评单位",
            "key",
            required=True,
            aliases=("单位名称", "单位", "受评单位"),
            filled_down=True,
            note="单位目录里的单位ID、全称或简称",
        ),
        Column(
            "收回票",
            "count",
            required=True,
            aliases=("收回", "收回票数"),
            filled_down=True,
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
        Column("弃权", "count", aliases=("弃权票", "弃权票数"), decides=True, note="这一项弃权或没有填的"),
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


def ballot_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 票种 with the campaign's groups, then the numbers of people and ballots."""
    return (
        group_column(campaign),
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
            aliases=("单位", "单位名称", "受评单位", "单位ID"),
            filled_down=True,
            note="只对一个单位的填单位；对所有单位都一样就空着",
        ),
        Column(
            "类别",
            "choice",  # whatever this appraisal calls its voters: a school has pupils and parents
            required=True,
            aliases=("人员类别", "参评人员类别", "参评类别", "人员类型"),
            note="哪一类人，如：班子成员、中层、一般干部、服务对象、基层群众、离退休",
        ),
    ),
    more_columns=ballot_columns,
    example={"被评单位": "示例单位", "类别": "中层", "应参评": "20", "实到": "19", "发票数": "19"},
)
