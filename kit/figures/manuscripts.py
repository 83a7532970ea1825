"""Versions of the report while it was written (稿件), suggestions received and adopted: S23."""

from kit.nouns.counting import Distinct, Rate, Sums, over

_COLUMNS = (
    ("received", "收到修改意见", "收到修改意见条数"),
    ("adopted", "采纳", "采纳修改意见条数"),
)
FACTS = over(
    "manuscripts",
    Distinct("manuscripts.versions", "报告稿次数", "稿", "不同稿次", "稿次"),
    *(
        Sums(f"manuscripts.{key}", name, "条", f"各稿“{column}”之和", column, zero=True)
        for key, column, name in _COLUMNS
    ),
    Rate(
        "manuscripts.rate",
        "修改意见采纳率",
        "manuscripts.adopted",
        "manuscripts.received",
        "采纳条数除以收到条数",
    ),
)
