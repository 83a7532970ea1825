"""Raw words of persons: whom the sheets name, and what of their words is shared."""

from kit.sheets.raw_words import names_of
from kit.text.privacy.names import PersonNames


def test_names_of_the_sheets_are_givers_that_look_like_names_and_the_leaders(draw) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    sheets = draw(
        leaders="""
            姓名    职务  排序
            王建国  主席  1
        """,
        opinions="""
            意见ID  来源渠道  原文  指向  提出者姓名
            Y1      走访      修路  机关  朱琦梦
            Y2      走访      修桥  机关  U0001
        """,
    )

    assert names_of(sheets) == PersonNames(frozenset({"朱琦梦"}), frozenset({"王建国"}))
