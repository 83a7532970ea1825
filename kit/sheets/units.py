"""One row is one unit that is appraised (受评单位) and gets a notice."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="units",
    code="S32",
    name="单位目录",
    row="一个受评单位",
    aliases=("单位", "单位名录", "单位名单", "受评单位", "被评单位名单"),
    key="单位ID",
    day="",
    personal=(),
    columns=(
        Column(
            "单位ID",
            "key",
            required=True,
            aliases=("单位编号", "编号", "单位代码", "代码"),
            note="不重复、不再改",
        ),
        Column("全称", required=True, aliases=("单位全称", "单位名称", "名称", "单位"), note="单位全称"),
        Column("简称", aliases=("单位简称",), note="表格里常用的短名"),
        Column(
            "类别",
            "choice",
            aliases=("单位类别", "单位类型", "类型"),
            filled_down=True,
            note="同类单位才排名次",
        ),
        Column(
            "排序", "count", required=True, aliases=("顺序", "次序", "排列顺序", "序号"), note="公文里的先后"
        ),
        Column("主送名", aliases=("主送", "主送名称", "主送机关"), note="通知书抬头怎么称呼"),
        Column("联系人", aliases=("联系人姓名", "联络员"), note="收通知书的人"),
    ),
    example={
        "单位ID": "示例1",
        "全称": "示例市财政局",
        "简称": "财政局",
        "排序": "1",
        "主送名": "示例市财政局",
    },
)
