"""Practices of the office's own (创新做法), and those that have become a rule (制度化): S30."""

from kit.nouns.counting import Names, Rows, is_one_of, over

FACTS = over(
    "innovations",
    Rows("innovations.count", "创新做法数", "项", "创新做法表的行数", "名称"),
    Names("innovations.list", "创新做法", "名称", once=False),
    Rows("innovations.settled", "制度化做法数", "项", "状态为“制度化”", "状态", is_one_of("状态", "制度化")),
)
