"""One row is one set book (阅读书目)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="set_books",
    code="S08",
    name="阅读书目",
    row="一本书",
    aliases=("书目", "推荐书目", "学习书目"),
    key="",  # one book may go to several kinds of readers, a row each
    day="",
    personal=(),
    columns=(
        Column("书名", required=True, aliases=("书籍名称", "书目名称", "图书名称"), note="不用加书名号"),
        Column("著者", aliases=("作者", "编者", "编著者"), note="作者或编者"),
        Column("推荐单位", aliases=("推荐部门", "荐书单位"), note="由谁推荐"),
        Column(
            "必读选读",
            "choice",
            aliases=("必读/选读", "类别", "阅读要求"),
            choices=("必读", "选读"),
            note="必读还是选读",
        ),
        Column("对象", aliases=("阅读对象", "发放对象"), note="哪些人读"),
        Column("发放册数", "count", aliases=("册数", "发放数量", "发书册数"), note="发了多少册"),
        Column("完成人数", "count", aliases=("读完人数", "已读人数"), note="读完的人数"),
    ),
    example={"书名": "示例书名", "必读选读": "必读", "发放册数": "60", "完成人数": "55"},
)
