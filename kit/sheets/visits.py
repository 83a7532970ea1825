"""One row is one visit (走访) to one object; the same object may be visited several times."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="visits",
    code="S11",
    name="走访台账",
    row="一次走访",
    aliases=("走访登记", "走访统计", "走访调研台账", "下基层走访"),
    columns=(
        Column(
            "日期",
            "date",
            required=True,
            aliases=("走访日期", "走访时间", "时间"),
            filled_down=True,
            note="走访的日子",
        ),
        Column(
            "领导",
            required=True,
            aliases=("走访领导", "带队领导", "走访人", "领导姓名"),
            filled_down=True,
            note="谁去走访的",
        ),
        Column(
            "对象类型",
            "choice",
            required=True,
            aliases=("走访对象类型", "类型", "对象类别", "类别"),
            choices=("社区", "村屯", "企业", "机关单位", "委员", "群众户"),
            choice_aliases={
                "村": "村屯",
                "村庄": "村屯",
                "农村": "村屯",
                "行政村": "村屯",
                "公司": "企业",
                "工厂": "企业",
                "机关": "机关单位",
                "单位": "机关单位",
                "农户": "群众户",
                "群众": "群众户",
                "居民户": "群众户",
            },
            filled_down=True,
            note="走访的是哪一类",
        ),
        Column(
            "对象名称",
            required=True,
            aliases=("走访对象", "走访对象名称", "对象", "走访单位"),
            note="全称，同一个对象每次写法一样",
        ),
        Column("事项", "long", aliases=("走访事项", "走访内容", "内容"), note="办了什么事"),
        Column(
            "收集意见条数",
            "count",
            aliases=("收集意见", "意见条数", "收集意见数"),
            note="收集到几条意见，没有填 0",
        ),
        Column(
            "当场解决",
            "yes_no",
            aliases=("是否当场解决", "现场解决", "当场解决情况"),
            note="问题有没有当场解决",
        ),
    ),
    example={
        "日期": "2020-04-15",
        "领导": "张某",
        "对象类型": "社区",
        "对象名称": "示例社区",
        "收集意见条数": "2",
        "当场解决": "否",
    },
)
