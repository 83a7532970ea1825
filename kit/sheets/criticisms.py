"""One row is one criticism made at the leadership's meeting (民主生活会); never printed with names."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="criticisms",
    code="S21",
    name="批评意见",
    row="一条批评意见",
    aliases=("民主生活会批评意见", "相互批评意见"),
    key="",
    day="",
    personal=("批评人", "被批评人", "意见", "整改承诺"),
    columns=(
        Column("批评人", required=True, aliases=("提出人",), note="不会出现在任何材料里"),
        Column("被批评人", required=True, aliases=("对象", "批评对象"), note="不会出现在任何材料里"),
        Column("意见", "long", required=True, aliases=("批评意见", "意见内容"), note="照录"),
        Column(
            "类型",
            "choice",
            required=True,
            aliases=("批评类型", "类别"),
            choices=("自我批评", "相互批评"),
            note="自我批评还是相互批评",
        ),
        Column("整改承诺", "long", aliases=("承诺", "整改承诺内容"), note="本人的表态"),
    ),
    example={"批评人": "示例甲", "被批评人": "示例乙", "意见": "深入基层少了些。", "类型": "相互批评"},
)
