"""One row is one expert talk (请进来) or one study trip to one place (走出去)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="study_trips",
    code="S06",
    name="考察培训",
    row="一次专家报告或外出考察",
    aliases=("请进来走出去", "外出考察", "培训考察", "考察学习"),
    key="",
    day="日期",
    personal=(),
    columns=(
        Column("日期", "date", aliases=("时间", "考察日期", "考察时间"), note="哪一天；跨几天的填第一天"),
        Column(
            "类别",
            "choice",
            aliases=("类型", "方式"),
            choices=("请进来", "走出去"),
            choice_aliases={
                "专家报告": "请进来",
                "专家讲座": "请进来",
                "外出考察": "走出去",
                "考察": "走出去",
            },
            note="请专家来填“请进来”，出去考察填“走出去”",
        ),
        Column(
            "专家/地点",
            required=True,
            aliases=("专家", "地点", "专家或地点", "考察地点", "目的地"),
            note="专家姓名或去的地方，一行一个",
        ),
        Column("主题", aliases=("内容", "考察主题", "考察内容", "报告题目"), note="讲什么、看什么"),
        Column("带队", aliases=("带队领导", "领队", "带队人"), note="带队人姓名"),
        Column("人数", "count", aliases=("参加人数", "考察人数"), note="去了多少人，或多少人听"),
    ),
    example={
        "日期": "2020-04-08",
        "类别": "走出去",
        "专家/地点": "示例：某市",
        "主题": "园区建设",
        "人数": "12",
    },
)
