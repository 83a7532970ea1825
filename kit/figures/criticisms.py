"""Criticism and self-criticism at the leadership's meeting (民主生活会): S21; counts, never names."""

from kit.nouns.counting import Rows, filled, is_one_of, over

FACTS = over(
    "criticisms",
    Rows("criticisms.total", "批评意见条数", "条", "批评意见表的行数", "意见"),
    *(
        Rows(f"criticisms.{key}", f"{kind}条数", "条", f"类型为“{kind}”", "类型", is_one_of("类型", kind))
        for key, kind in (("own", "自我批评"), ("mutual", "相互批评"))
    ),
    Rows("criticisms.promises", "整改承诺条数", "条", "“整改承诺”有填写的", "整改承诺", filled("整改承诺")),
)
