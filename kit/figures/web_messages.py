"""Messages on the web board (网上意见): S16; spam and repeats are left out, and counted."""

from kit.nouns.counting import Keep, Rate, Rows, filled, over

_VALID = (Keep("是否有效", (False,), but=True, lenient=True),)
FACTS = over(
    "web_messages",
    Rows("web.received", "网上留言条数", "条", "网上意见表的行数", "内容"),
    Rows("web.valid", "网上有效留言条数", "条", "不含“是否有效”为否的（广告、重复等）", "内容", _VALID),
    Rows(
        "web.adopted",
        "网上留言转登记条数",
        "条",
        "有效留言中“转登记ID”有填写的",
        "转登记ID",
        (*_VALID, *filled("转登记ID")),
    ),
    Rate("web.adoption_rate", "网上留言采用率", "web.adopted", "web.valid", "转登记条数除以有效留言条数"),
)
