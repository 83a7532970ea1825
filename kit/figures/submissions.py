"""Papers submitted to the guide group (报审), and those that have passed: S36."""

from kit.nouns.counting import Names, Rows, filled, over

_PASSED = filled("通过日")
FACTS = over(
    "submissions",
    Rows("submissions.count", "报审材料份数", "份", "报审台账的行数", "材料"),
    Rows("submissions.passed", "审定材料份数", "份", "“通过日”有填写的", "通过日", _PASSED),
    Names(
        "submissions.passed_list",
        "审定材料",
        "材料",
        keep=_PASSED,
        once=False,
        title=True,
        shown="通过日",
    ),
)
