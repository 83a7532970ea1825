"""One row is one member of the leading body (班子成员), in protocol order."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="leaders",
    code="S35",
    name="班子名单",
    row="一位班子成员",
    aliases=("领导班子", "班子成员", "领导名单", "班子成员名单"),
    key="",  # two members may have one name
    day="",
    personal=(),
    columns=(
        Column("姓名", required=True, aliases=("领导姓名", "班子成员"), note="姓名"),
        Column("职务", required=True, aliases=("现任职务", "党政职务"), note="职务全称"),
        Column("排序", "count", required=True, aliases=("顺序", "次序", "排名", "序号"), note="公文里的先后"),
        Column("分管", "long", aliases=("分管工作", "工作分工", "分工"), note="分管什么"),
    ),
    example={"姓名": "示例张某", "职务": "副主席", "排序": "1", "分管": "提案工作"},
)
