"""The leading group (领导小组), its office and working groups: S02; plans that were issued: S03."""

from kit.nouns.counting import Distinct, Keep, Names, Rows, filled, is_one_of, over


def _is_working_group(name: object) -> bool:
    return str(name).endswith("组") and "领导小组" not in str(name)


_GROUPS = (Keep("机构", test=_is_working_group),)
_ISSUED = is_one_of("状态", "已印发")
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
    *over(
        "plans",
        Rows("plans.issued", "已印发文件数", "份", "文件清单中状态为“已印发”", "标题", _ISSUED),
        Names("plans.list", "已印发文件", "标题", keep=_ISSUED, once=False, title=True),
    ),
)
