"""One row is one raw opinion (原始意见), word for word as it was given; rows are never deleted."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="opinions",
    code="S13",
    name="意见登记（原始）",
    row="一条原始意见",
    aliases=("意见登记", "原始意见", "意见登记表", "意见建议登记"),
    key="意见ID",
    day="登记日",
    personal=("提出者姓名",),  # the words are scrubbed and may then be shared
    columns=(
        Column(
            "意见ID",
            "key",
            required=True,
            aliases=("意见编号", "编号", "意见号"),
            note="自己编，不重复、不再改",
        ),
        Column(
            "来源渠道",
            "choice",
            required=True,
            aliases=("渠道", "来源", "意见来源"),
            filled_down=True,
            note="从哪里来的，如：征求意见表、座谈会、走访",
        ),
        Column(
            "来源记录ID",
            "key",
            aliases=("来源编号", "来源记录编号"),
            filled_down=True,
            note="对应的批次、会议或走访的编号",
        ),
        Column(
            "会议ID", "key", aliases=("会议编号",), filled_down=True, note="会上提的，填会议台账里的会议ID"
        ),
        Column(
            "登记日", "date", aliases=("登记日期", "登记时间", "日期"), filled_down=True, note="哪天登记的"
        ),
        Column(
            "原文",
            "long",
            required=True,
            aliases=("意见原文", "意见内容", "意见和建议", "意见建议", "内容", "意见"),
            note="一字不改照录，一行一条",
        ),
        Column(
            "指向",
            "choice",
            required=True,
            aliases=("意见指向", "针对对象", "指向对象"),
            choices=("班子", "班子成员", "机关", "专委会", "全市工作", "活动本身"),
            choice_aliases={
                "领导班子": "班子",
                "成员": "班子成员",
                "领导班子成员": "班子成员",
                "个人": "班子成员",
                "机关工作": "机关",
                "专委": "专委会",
                "专门委员会": "专委会",
                "全市": "全市工作",
                "市里工作": "全市工作",
                "活动": "活动本身",
            },
            note="意见是对谁提的",
        ),
        Column("指向人", aliases=("指向人姓名", "针对人"), note="对班子成员提的，填姓名，与班子名单一致"),
        Column("方面", aliases=("意见方面", "所属方面"), note="会上就按方面分好的才填"),
        Column("提出者类别", "choice", aliases=("提出人类别", "意见人类别"), note="哪一类人提的，不写姓名"),
        Column(
            "提出者姓名", aliases=("提出人", "提出人姓名", "姓名"), note="一般不填；填了也不会写进任何材料"
        ),
        Column("份号", "key", aliases=("表号", "意见表编号"), filled_down=True, note="征求意见表上的号"),
    ),
    example={
        "意见ID": "示例1",
        "来源渠道": "座谈会",
        "登记日": "2020-04-20",
        "原文": "建议把会议开得短一些。",
        "指向": "机关",
    },
)
