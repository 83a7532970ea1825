"""Who carries the activity: bodies (机构, S02), the leading body (S35), units that are appraised (S32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import Distinct, Keep, Names, Rows, filled, over
from kit.model.draft import Member
from kit.model.prose import Prose, items_of, prose
from kit.model.table import Column, SheetKind
from kit.text.saying import joined
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from kit.model.draft import Material
    from kit.model.fact import Fact
    from kit.model.table import Sheets


ORGANISATION = SheetKind(
    id="organisation",
    code="S02",
    name="组织机构",
    row="一个机构里的一个人",
    aliases=("领导小组", "领导机构", "工作机构", "组成人员"),
    key="",  # a person may sit in several bodies
    day="",
    personal=(),
    own_words=("机构", "上级机构", "姓名", "单位职务", "职责", "抽调自"),
    columns=(
        Column(
            "机构",
            tells=True,
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
        Column("姓名", tells=True, aliases=("成员姓名", "人员"), note="一行一个人"),
        Column("单位职务", aliases=("职务", "单位及职务", "单位和职务"), note="在本单位的职务"),
        Column(
            "组内职务",
            "choice",
            aliases=("组内分工", "小组职务", "组内职位"),
            choices=("组长", "副组长", "成员", "联络员"),
            open=True,
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


LEADERS = SheetKind(
    id="leaders",
    code="S35",
    name="班子名单",
    row="一位班子成员",
    aliases=("领导班子", "班子成员", "领导名单", "班子成员名单"),
    key="",  # two members may have one name
    day="",
    personal=(),
    own_words=("姓名", "职务", "分管"),
    columns=(
        Column("姓名", tells=True, aliases=("领导姓名", "班子成员"), note="姓名"),
        Column("职务", tells=True, aliases=("现任职务", "党政职务"), note="职务全称"),
        Column(
            "排序",
            "count",
            tells=True,
            ordinal=True,
            aliases=("顺序", "次序", "排名", "序号"),
            note="公文里的先后",
        ),
        Column("分管", "long", aliases=("分管工作", "工作分工", "分工"), note="分管什么"),
    ),
    example={"姓名": "示例张某", "职务": "副主席", "排序": "1", "分管": "提案工作"},
)


UNITS = SheetKind(
    id="units",
    code="S32",
    name="单位目录",
    row="一个受评单位",
    aliases=("单位", "单位名录", "单位名单", "受评单位", "被评单位名单"),
    key="单位ID",
    called=("简称", "全称", "单位ID"),
    day="",
    personal=(),
    own_words=("全称", "简称", "主送名", "联系人"),
    columns=(
        Column(
            "单位ID",
            "key",
            aliases=("单位编号", "编号", "单位代码", "代码"),
            note="不重复、不再改；没有的，用简称",
        ),
        Column("全称", required=True, aliases=("单位全称", "单位名称", "名称", "单位"), note="单位全称"),
        Column("简称", aliases=("单位简称",), note="表格里常用的短名"),
        Column(
            "类别",
            "choice",
            aliases=("单位类别", "单位类型", "类型", "单位性质", "层级", "单位层级"),
            filled_down=True,
            note="同类单位才排名次",
        ),
        Column(
            "排序",
            "count",
            ordinal=True,
            aliases=("顺序", "次序", "排列顺序", "序号"),
            note="公文里的先后",
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


def _is_working_group(name: object) -> bool:
    return str(name).endswith("组") and "领导小组" not in str(name)


_GROUPS = (Keep("机构", test=_is_working_group),)


FACTS = (
    *over(
        "organisation",
        Distinct(
            "organisation.groups", "工作组数", "个", "名称以“组”结尾的机构，不含领导小组", "机构", _GROUPS
        ),
        Names("organisation.group_list", "工作组", "机构", keep=_GROUPS),
        Distinct("organisation.people", "组织机构人数", "人", "不同姓名的个数", "姓名"),
        Distinct(
            "organisation.lent",
            "抽调人数",
            "人",
            "“抽调自”有填写的不同姓名",
            "姓名",
            filled("抽调自"),
            shown="抽调自",
        ),
    ),
    *over("units", Rows("units.count", "受评单位数", "个", "单位目录的行数", "全称")),
)


def members_of(sheets: Sheets) -> tuple[Member, ...]:
    """Return the members by 排序; those without one come last, in the order of the sheet."""
    rows = [row for row in sheets.rows("leaders") if row["姓名"]]
    last = len(rows) + 1
    found = [
        Member(str(row["姓名"]), str(row["职务"] or ""), last if row["排序"] is None else int(row["排序"]))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda member: member.order))


def protocol(material: Material) -> tuple[str, ...]:
    """Return the names of the members in protocol order."""
    return tuple(member.name for member in members_of(material.sheets))


def post_of(material: Material, name: str) -> str:
    """Return a member's post, nothing for anybody else."""
    return next((member.post for member in members_of(material.sheets) if member.name == name), "")


def short_unit(material: Material, name: str) -> str:
    """Return a unit's short name (简称) where the roster of units has it, else the name."""
    return next((unit.short for unit in material.units if name in (unit.name, unit.id)), name)


def with_post(material: Material, name: str) -> str:
    """Return a leader's post and name; the name alone where the list of leaders does not say."""
    posts = {str(row["姓名"]): str(row["职务"] or "") for row in material.sheets.rows("leaders")}
    return f"{posts.get(name, '')}{name}"


KEY_FIGURES = (KeyFigure("organisation.groups", "工作组", "不含领导小组及其办公室"),)


@passage("组织机构", kind=ORGANISATION)
def organisation(material: Material) -> Prose | None:
    """Return 成立了…，设立…N个工作组，抽调…人; None without the sheet or without a working group."""
    names, number = (material.facts.get(f"organisation.{key}") for key in ("group_list", "groups"))
    above = _bodies_above(material, names)
    if not above and not number:
        return None
    clauses: list[Prose] = []
    if above:
        clauses.append(prose("成立了", joined(above, "和")))
    if names and number:
        counted = (names, number, "个工作组") if number > 1 else (names,)
        clauses.append(prose("设立" if clauses else "成立了", counted))
    if lent := material.facts.get("organisation.lent"):
        clauses.append(prose("从各部门抽调工作人员", lent, "名"))
    return prose(joined(clauses, "，"))


def _bodies_above(material: Material, groups: Fact | None) -> list[str]:
    known = set(items_of(groups))
    rows = material.sheets.rows("organisation")
    bodies = dict.fromkeys(str(row["机构"]) for row in rows if row["机构"])
    return [name for name in bodies if name not in known]
