"""One row is one research topic (调研课题)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="research_topics",
    code="S10",
    name="调研课题",
    row="一个调研课题",
    aliases=("课题台账", "调研台账", "专题调研", "调研课题安排"),
    key="课题ID",
    day="方案日期",  # from then on it is a topic
    personal=(),
    columns=(
        Column("课题ID", "key", required=True, aliases=("课题编号", "编号"), note="自己编，不重复、不再改"),
        Column(
            "课题名",
            required=True,
            aliases=("课题名称", "课题", "调研课题", "调研题目"),
            note="课题名称，不加引号",
        ),
        Column(
            "领题领导",
            required=True,
            aliases=("领题人", "牵头领导", "负责领导", "带队领导"),
            note="领题领导姓名",
        ),
        Column(
            "承办专委",
            required=True,
            aliases=("承办专委会", "承办单位", "承办部门", "责任专委"),
            note="由哪个专委会承办",
        ),
        Column("方案日期", "date", aliases=("方案时间", "制定方案日期"), note="调研方案定下来的日子"),
        Column("开始", "date", aliases=("开始日期", "开始时间"), note="开始调研的日子"),
        Column("结束", "date", aliases=("结束日期", "结束时间", "完成日期"), note="调研结束的日子"),
        Column("走访点数", "count", aliases=("走访点", "调研点数", "走访数"), note="走访了几个点"),
        Column("座谈次数", "count", aliases=("座谈会次数", "座谈会", "座谈"), note="开了几次座谈会"),
        Column(
            "报告状态",
            "choice",
            aliases=("状态", "报告情况", "调研报告状态"),
            choices=("未交", "初稿", "定稿", "已转化"),
            choice_aliases={
                "未完成": "未交",
                "草稿": "初稿",
                "已完成": "定稿",
                "已定稿": "定稿",
                "已交": "定稿",
                "转化": "已转化",
                "成果已转化": "已转化",
            },
            note="调研报告写到哪一步",
        ),
        Column("报告题目", aliases=("调研报告题目", "报告标题", "报告名称"), note="报告题目，不加书名号"),
    ),
    example={
        "课题ID": "示例1",
        "课题名": "乡村道路建设",
        "领题领导": "张某",
        "承办专委": "经济委员会",
        "走访点数": "4",
        "报告状态": "初稿",
    },
)
