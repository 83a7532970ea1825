"""One row is one meeting (会议)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="meetings",
    code="S04",
    name="会议台账",
    row="一次会议",
    aliases=("会议登记", "会议记录", "会议统计"),
    key="会议ID",
    day="日期",
    personal=(),
    all_phases=True,
    columns=(
        Column(
            "会议ID",
            "key",
            required=True,
            aliases=("会议编号", "会议号", "编号"),
            note="自己编，不重复、不再改",
        ),
        Column("名称", required=True, aliases=("会议名称", "会议", "会议名"), note="会议的名称"),
        Column("类型", "choice", required=True, aliases=("会议类型", "类别"), note="如：动员大会、座谈会"),
        Column(
            "日期",
            "date",
            required=True,
            aliases=("会议日期", "时间", "召开时间", "召开日期", "开会日期"),
            note="开会的日子",
        ),
        Column("地点", aliases=("会议地点", "召开地点"), note="开会的地方"),
        Column("主持", aliases=("主持人",), note="主持人姓名"),
        Column("讲话人", aliases=("讲话", "讲话领导"), note="讲话人姓名，几个人用顿号隔开"),
        Column("应到", "count", aliases=("应到人数", "应到会"), note="应到人数"),
        Column("实到", "count", aliases=("实到人数", "实到会", "参会人数"), note="实到人数，不多于应到"),
        Column("参加范围", "long", aliases=("参会范围", "参加人员", "参会人员"), note="哪些人参加"),
        Column("是否首次", "yes_no", aliases=("首次",), note="是不是第一次开这样的会"),
        Column(
            "收集意见条数",
            "count",
            aliases=("收集意见", "意见条数", "收集意见建议条数"),
            note="会上收集到几条意见，没有就填 0",
        ),
        Column("备注", "long", aliases=("说明",)),
    ),
    example={
        "会议ID": "示例1",
        "名称": "学习教育活动动员大会",
        "类型": "动员大会",
        "日期": "2020-03-02",
        "应到": "60",
        "实到": "58",
        "是否首次": "否",
    },
)
