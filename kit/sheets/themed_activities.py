"""One row is one themed activity (主题活动)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="themed_activities",
    code="S17",
    name="主题活动",
    row="一次主题活动",
    aliases=("主题实践活动", "活动台账"),
    key="",  # an activity may be repeated under its name
    day="日期",
    personal=(),
    all_phases=True,
    columns=(
        Column("活动名", required=True, aliases=("活动名称", "主题活动名称"), note="活动的名称"),
        Column("日期", "date", aliases=("活动日期", "时间", "开展时间"), note="开展的日子"),
        Column("组织单位", aliases=("主办单位", "承办单位"), note="由谁组织"),
        Column("参加对象", aliases=("参加人员", "参加范围"), note="哪些人参加"),
        Column("人数", "count", aliases=("参加人数", "参与人数"), note="参加的人数"),
        Column("成果", "long", aliases=("活动成果", "成效"), note="办成了什么"),
        Column(
            "帮助解决问题数",
            "count",
            aliases=("解决问题数", "帮助解决问题", "办实事数"),
            note="帮助解决了几个问题",
        ),
    ),
    example={"活动名": "示例活动", "日期": "2020-05-06", "人数": "35", "帮助解决问题数": "2"},
)
