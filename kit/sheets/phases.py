"""One row is one phase (阶段) of the activity, with its dates and its cut-off date."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="phases",
    code="S01",
    name="活动参数",
    row="一个阶段",
    aliases=("活动与阶段", "阶段安排", "活动阶段"),
    key="阶段序号",
    day="",  # a phase is the window itself
    personal=(),
    columns=(
        Column(
            "活动名称",
            required=True,
            aliases=("活动", "活动全称"),
            filled_down=True,
            note="活动的全称，每一行都一样",
        ),
        Column("活动简称", aliases=("简称",), filled_down=True, note="公文里第二次提到时用的简称"),
        Column(
            "阶段序号", "count", required=True, aliases=("阶段号", "第几阶段"), note="第几个阶段，填 1、2、3"
        ),
        Column("阶段名称", required=True, aliases=("阶段", "环节", "环节名称"), note="阶段的名称"),
        Column(
            "开始", "date", aliases=("开始日期", "起始日期", "开始时间", "启动时间"), note="阶段开始的日子"
        ),
        Column("结束", "date", aliases=("结束日期", "截止日期", "结束时间"), note="阶段结束的日子"),
        Column("主题", aliases=("活动主题",), filled_down=True, note="活动主题的原话"),
        Column(
            "上级部署单位", aliases=("部署单位", "上级单位"), filled_down=True, note="由谁统一部署，如：市委"
        ),
        Column("指导检查组", aliases=("检查组", "指导组"), filled_down=True, note="上级派来的指导检查组全称"),
        Column("总要求", "long", aliases=("总体要求",), filled_down=True, note="总要求的原话"),
        Column(
            "统计截止日",
            "date",
            required=True,
            aliases=("截止日", "统计截止日期", "数据截止日", "统计截止时间"),
            filled_down=True,
            note="各项数字统计到哪一天，不晚于成文日期",
        ),
    ),
    example={
        "活动名称": "示例：学习教育活动",
        "活动简称": "学习教育",
        "阶段序号": "1",
        "阶段名称": "第一阶段",
        "开始": "2020-03-01",
        "结束": "2020-05-31",
        "上级部署单位": "市委",
        "统计截止日": "2020-05-31",
    },
)
