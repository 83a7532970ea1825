"""One row is one disclosure of a paper (公开) in a certain scope and way."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="disclosures",
    code="S26",
    name="公开台账",
    row="一次公开",
    aliases=("公开情况", "公示台账"),
    key="",  # a paper may be disclosed several times
    day="起",
    personal=(),
    all_phases=True,
    columns=(
        Column("文件", required=True, aliases=("公开文件", "文件名称"), filled_down=True, note="公开了什么"),
        Column("批准人", required=True, aliases=("审批人",), note="谁批准公开"),
        Column("批准日", "date", aliases=("批准日期", "审批日期"), note="批准的日子"),
        Column(
            "范围",
            "choice",
            aliases=("公开范围",),
            choices=("全体党员", "机关全体", "参评人员", "社会"),
            note="公开到哪个范围",
        ),
        Column(
            "方式",
            "choice",
            aliases=("公开方式",),
            choices=("会议通报", "内网", "公告栏", "文件", "媒体", "一对一反馈"),
            note="用什么方式",
        ),
        Column("起", "date", aliases=("开始日期", "公开起", "起始日期"), note="从哪天起"),
        Column("止", "date", aliases=("结束日期", "公开止", "截止日期"), note="到哪天止"),
        Column("反馈条数", "count", aliases=("收到反馈条数", "反馈意见条数"), note="收到几条反馈"),
    ),
    example={
        "文件": "示例报告",
        "批准人": "示例",
        "范围": "机关全体",
        "方式": "内网",
        "起": "2020-07-01",
        "止": "2020-07-07",
        "反馈条数": "3",
    },
)
