"""One row is one heart-to-heart talk (谈心); who talked with whom never reaches a shared output."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="talks",
    code="S20",
    name="谈心台账",
    row="一次谈心",
    aliases=("谈心谈话台账", "谈心登记"),
    key="",
    day="日期",
    personal=("甲", "乙"),
    all_phases=True,
    columns=(
        Column("日期", "date", required=True, aliases=("谈心日期", "时间"), note="谈心的日子"),
        Column("甲", required=True, aliases=("谈心人", "甲方"), note="不会出现在任何材料里"),
        Column("乙", required=True, aliases=("谈心对象", "乙方"), note="不会出现在任何材料里"),
        Column(
            "类型",
            "choice",
            aliases=("谈心类型", "类别"),
            choices=("主要负责人—成员", "成员—成员", "成员—分管部门", "成员—群众"),
            choice_aliases={
                "主要负责人-成员": "主要负责人—成员",
                "成员-成员": "成员—成员",
                "成员-分管部门": "成员—分管部门",
                "成员-群众": "成员—群众",
            },
            note="哪一类谈心",
        ),
        Column("意见条数", "count", aliases=("收集意见条数", "提出意见条数"), note="提了几条意见"),
    ),
    example={"日期": "2020-06-10", "甲": "示例甲", "乙": "示例乙", "类型": "成员—成员", "意见条数": "2"},
)
