"""What was made public (公开), where and for how long: S26."""

from kit.nouns.counting import Names, Rows, Sums, over

FACTS = over(
    "disclosures",
    Rows("disclosures.count", "公开次数", "次", "公开台账的行数", "文件"),
    Names("disclosures.list", "公开文件", "文件", title=True),
    Sums("disclosures.feedback", "公开后反馈条数", "条", "各次“反馈条数”之和", "反馈条数", zero=True),
)
