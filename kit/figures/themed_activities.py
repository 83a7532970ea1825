"""Themed activities (主题活动), people who took part, problems they helped to solve: S17."""

from kit.nouns.counting import Names, Rows, Sums, over

FACTS = over(
    "themed_activities",
    Rows("activities.count", "主题活动次数", "次", "主题活动表的行数", "活动名"),
    Names("activities.list", "主题活动", "活动名"),
    *(
        Sums(f"activities.{key}", name, unit, f"各次“{column}”之和", column)
        for key, column, name, unit in (
            ("people", "人数", "主题活动参加人次", "人次"),
            ("solved", "帮助解决问题数", "主题活动帮助解决问题数", "个"),
        )
    ),
)
