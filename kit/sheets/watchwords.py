"""One row is one watchword (提法) with what it stands for."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="watchwords",
    code="S34",
    name="提法库",
    row="一个提法",
    aliases=("提法", "提法清单"),
    key="",  # two offices' lists may hold the same one
    day="",  # 有效期 is when it ends
    personal=(),
    columns=(
        Column("提法", required=True, aliases=("提法名称",), note="如：三个务必"),
        Column(
            "展开",
            "list",
            required=True,
            aliases=("展开内容", "内容", "具体内容"),
            note="各项用顿号或分号隔开",
        ),
        Column("项数", "count", aliases=("几项",), note="名称里的数"),
        Column("出处", aliases=("来源", "文件出处"), note="出自哪个文件或讲话"),
        Column("有效期", "date", aliases=("有效期至",), note="到哪天为止还能用"),
    ),
    example={"提法": "示例三条", "展开": "甲、乙、丙", "项数": "3", "出处": "示例文件"},
)
