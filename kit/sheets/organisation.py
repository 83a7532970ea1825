"""One row is one person in one body (机构) of the activity: a leading group, an office, a working group."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="organisation",
    code="S02",
    name="组织机构",
    row="一个机构里的一个人",
    aliases=("领导小组", "领导机构", "工作机构", "组成人员"),
    key="",  # a person may sit in several bodies
    day="",
    personal=(),
    columns=(
        Column(
            "机构",
            required=True,
            aliases=("机构名称", "组别", "小组", "工作组", "组名"),
            filled_down=True,
            note="领导小组、办公室或各工作组的名称",
        ),
        Column(
            "上级机构",
            aliases=("隶属机构", "上级"),
            filled_down=True,
            note="这个组归谁管，如：领导小组办公室",
        ),
        Column("姓名", required=True, aliases=("成员姓名", "人员"), note="一行一个人"),
        Column("单位职务", aliases=("职务", "单位及职务", "单位和职务"), note="在本单位的职务"),
        Column(
            "组内职务",
            "choice",
            aliases=("组内分工", "小组职务", "组内职位"),
            choices=("组长", "副组长", "成员", "联络员"),
            choice_aliases={"主任": "组长", "副主任": "副组长", "组员": "成员", "联系人": "联络员"},
            note="在组里担任什么",
        ),
        Column("职责", "long", aliases=("工作职责", "主要职责"), filled_down=True, note="这个组负责什么"),
        Column("抽调自", aliases=("抽调单位", "来自单位"), note="从哪里抽调来的，没有抽调就空着"),
    ),
    example={
        "机构": "示例：综合组",
        "上级机构": "领导小组办公室",
        "姓名": "张某",
        "单位职务": "办公室副主任",
        "组内职务": "组长",
    },
)
