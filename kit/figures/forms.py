"""Opinion forms (征求意见表) issued, returned and saying nothing, in 份, and their channels: S12."""

from kit.nouns.counting import Distinct, Names, Rate, Sums, over

_COLUMNS = (
    ("issued", "发放份数", "征求意见表发放份数"),
    ("returned", "收回份数", "征求意见表收回份数"),
    ("no_opinion", "无意见份数", "无意见份数"),
)
FACTS = over(
    "opinion_forms",
    *(
        Sums(f"forms.{key}", name, "份", f"各渠道“{column}”之和", column, zero=True)
        for key, column, name in _COLUMNS
    ),
    Rate("forms.return_rate", "征求意见表回收率", "forms.returned", "forms.issued", "收回份数除以发放份数"),
    Distinct("forms.channels", "征求意见渠道数", "个", "不同渠道的个数", "渠道"),
    Names("forms.channel_list", "征求意见渠道", "渠道"),
)
