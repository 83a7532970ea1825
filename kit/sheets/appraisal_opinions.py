"""One row is one opinion given at the appraisal (评议意见), and what became of it."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="appraisal_opinions",
    code="S25",
    name="评议意见",
    row="一条评议中提出的意见",
    aliases=("评议意见采纳情况", "评议意见登记"),
    key="评议意见ID",
    day="",
    personal=(),
    columns=(
        Column("评议意见ID", "key", required=True, aliases=("意见编号", "编号"), note="自己编，不重复"),
        Column("被评单位", "key", aliases=("单位", "单位名称"), filled_down=True, note="针对哪个单位"),
        Column("原文", "long", required=True, aliases=("意见内容", "意见原文"), note="照录"),
        Column(
            "采纳",
            "choice",
            required=True,
            aliases=("采纳情况", "是否采纳"),
            choices=("采纳", "部分采纳", "未采纳", "转送"),
            choice_aliases={"是": "采纳", "否": "未采纳", "已采纳": "采纳"},
            note="怎么处理的",
        ),
        Column("修改位置", aliases=("修改章节", "采纳位置"), note="在报告哪一处作了修改"),
        Column("理由", "long", aliases=("说明", "未采纳理由"), note="没有采纳的要写理由"),
    ),
    example={"评议意见ID": "示例1", "原文": "措施要再具体一些。", "采纳": "采纳", "修改位置": "第四部分"},
)
