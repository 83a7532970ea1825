"""One row is one batch of opinion forms (征求意见表): how many went out and came back."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="opinion_forms",
    code="S12",
    name="征求意见发放回收",
    row="一批征求意见表",
    aliases=("征求意见表发放回收", "意见表发放情况", "发放回收情况", "征求意见表发放情况"),
    key="批次",
    day="截止日",  # until then nobody knows how many came back
    personal=(),
    columns=(
        Column("批次", "key", required=True, aliases=("批次号", "批号", "发放批次"), note="自己编，不重复"),
        Column(
            "渠道",
            "choice",
            required=True,
            aliases=("发放渠道", "发放对象", "对象", "征求对象"),
            note="发给哪一类人",
        ),
        Column(
            "方式",
            "choice",
            aliases=("发放方式",),
            choices=("当面", "邮寄", "会议", "电子"),
            choice_aliases={
                "当面发放": "当面",
                "现场": "当面",
                "上门": "当面",
                "寄送": "邮寄",
                "邮件": "电子",
                "网上": "电子",
                "网络": "电子",
                "电子邮件": "电子",
                "会上": "会议",
                "会议发放": "会议",
            },
            note="怎么发的",
        ),
        Column(
            "发放份数",
            "count",
            required=True,
            aliases=("发放", "发放数", "发出份数", "发出", "发出数", "发放数量"),
            note="发出多少份，只填数字",
        ),
        Column(
            "收回份数",
            "count",
            required=True,
            aliases=("收回", "收回数", "回收份数", "回收", "回收数", "收回数量", "回收数量"),
            note="收回多少份，不多于发放份数",
        ),
        Column(
            "无意见份数",
            "count",
            aliases=("无意见", "其中无意见", "其中：无意见", "空白份数", "无意见数"),
            note="收回的里面，空白或写“无意见”的份数",
        ),
        Column("发放日", "date", aliases=("发放日期", "发放时间", "发出日期"), note="发出的日子"),
        Column("截止日", "date", aliases=("截止日期", "收回日期", "回收日期", "截止时间"), note="收齐的日子"),
    ),
    example={
        "批次": "示例1",
        "渠道": "机关干部",
        "方式": "当面",
        "发放份数": "50",
        "收回份数": "48",
        "无意见份数": "5",
    },
)
