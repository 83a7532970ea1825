"""Regulations repealed, revised and made (废改立), and those done: S29."""

from kit.nouns.counting import Rows, is_one_of, over

FACTS = over(
    "regulations",
    Rows("regulations.total", "制度建设项数", "项", "制度清单的行数", "制度名"),
    *(
        Rows(f"regulations.{key}", f"{did}制度项数", "项", f"动作为“{did}”", "动作", is_one_of("动作", did))
        for key, did in (("repealed", "废止"), ("revised", "修订"), ("made", "新建"))
    ),
    Rows("regulations.done", "完成制度项数", "项", "状态为“已完成”", "状态", is_one_of("状态", "已完成")),
)
