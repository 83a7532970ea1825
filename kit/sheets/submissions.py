"""One row is one paper submitted to the guide group (报审)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="submissions",
    code="S36",
    name="报审台账",
    row="一次报审",
    aliases=("报审情况", "送审台账"),
    key="",  # a paper may be submitted again
    day="通过日",  # what papers tell is that it was approved
    personal=(),
    all_phases=True,
    columns=(
        Column("材料", required=True, aliases=("材料名称", "报审材料"), note="报了什么材料"),
        Column("报送日", "date", required=True, aliases=("报送日期", "送审日期"), note="报送的日子"),
        Column("审核意见", "long", aliases=("意见", "审核情况"), note="审核的意见"),
        Column("通过日", "date", aliases=("通过日期", "审定日期"), note="通过的日子，没通过空着"),
    ),
    example={"材料": "示例报告", "报送日": "2020-06-20", "通过日": "2020-06-25"},
)
