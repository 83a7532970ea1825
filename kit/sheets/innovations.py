"""One row is one practice of the office's own (自选动作)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="innovations",
    code="S30",
    name="创新做法",
    row="一项创新做法",
    aliases=("自选动作", "特色做法", "创新举措"),
    key="",
    day="",
    personal=(),
    columns=(
        Column("名称", required=True, aliases=("做法名称", "做法"), note="做法的名称"),
        Column("类别", aliases=("类型",), note="哪一类"),
        Column("内容", "long", aliases=("做法内容", "主要内容"), note="怎么做的，成一句话"),
        Column(
            "状态",
            "choice",
            aliases=("进展", "阶段"),
            choices=("探索", "试行", "制度化"),
            note="探索、试行还是已成制度",
        ),
    ),
    example={"名称": "示例做法", "类别": "示例", "内容": "每月一次开门听意见。", "状态": "试行"},
)
