"""One row is one version of the report while it was being written (稿次)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="manuscripts",
    code="S23",
    name="稿件台账",
    row="一稿",
    aliases=("起草台账", "报告稿次"),
    key="",  # one version may go to several readers, a row each
    day="日期",
    personal=(),
    all_phases=True,
    columns=(
        Column("稿次", "count", required=True, aliases=("第几稿", "稿号"), note="第几稿"),
        Column("日期", "date", required=True, aliases=("成稿日期", "时间"), note="成稿的日子"),
        Column("执笔", aliases=("执笔人", "起草人"), note="谁执笔"),
        Column("征求范围", aliases=("征求意见范围",), note="这一稿征求了谁的意见"),
        Column("收到修改意见", "count", aliases=("修改意见条数", "收到意见条数"), note="收到几条修改意见"),
        Column("采纳", "count", aliases=("采纳条数", "采纳意见条数"), note="采纳了几条，不多于收到的"),
        Column("文件名", required=True, aliases=("文件",), note="稿件的文件名"),
        Column("是否定稿", "yes_no", aliases=("定稿",), note="是不是定稿"),
    ),
    example={
        "稿次": "1",
        "日期": "2020-06-01",
        "执笔": "示例",
        "收到修改意见": "12",
        "采纳": "9",
        "文件名": "示例稿.docx",
        "是否定稿": "否",
    },
)
