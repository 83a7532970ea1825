"""One row is one regulation that is repealed, revised or made (废改立)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="regulations",
    code="S29",
    name="制度清单",
    row="一项制度",
    aliases=("制度建设清单", "废改立清单"),
    key="",  # what is repealed may be made anew under its name
    day="",  # 时限 is when it is due, not when it was done
    personal=(),
    columns=(
        Column("制度名", required=True, aliases=("制度名称", "名称"), note="不用加书名号"),
        Column(
            "动作",
            "choice",
            required=True,
            aliases=("废改立", "处理方式", "类别"),
            choices=("废止", "修订", "新建"),
            choice_aliases={"废": "废止", "改": "修订", "立": "新建", "修改": "修订", "制定": "新建"},
            note="废止、修订还是新建",
        ),
        Column("牵头", aliases=("牵头单位", "责任单位"), note="由谁牵头"),
        Column("时限", "date", aliases=("完成时限", "完成时间"), note="什么时候完成"),
        Column(
            "状态",
            "choice",
            aliases=("完成情况", "进展"),
            choices=("未启动", "起草中", "已完成"),
            choice_aliases={"完成": "已完成", "已印发": "已完成", "在起草": "起草中"},
            note="到哪一步了",
        ),
    ),
    example={
        "制度名": "示例制度",
        "动作": "修订",
        "牵头": "示例办公室",
        "时限": "2020-09-30",
        "状态": "起草中",
    },
)
