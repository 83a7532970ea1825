"""What the activity is and who takes part: phases, groups, files, leaders, units."""

from clerk import Page, write_xlsx
from content import headings, rows


def write() -> None:
    """Write the workbook of the activity's background and the list of units."""
    write_xlsx("01活动基本情况.xlsx", [_phases(), _organisation(), _plans(), _leaders()])
    write_xlsx("单位目录.xlsx", [_units()], empty=["Sheet2"])


def _phases() -> Page:
    return Page(
        name="活动参数",
        headings=headings("phases"),
        rows=rows("phases"),
        widths={0: 36, 3: 12, 4: 12, 5: 12, 6: 30, 7: 14, 8: 22, 9: 44, 10: 14},
    )


def _organisation() -> Page:
    return Page(
        name="组织机构",
        title="市政协机关学习实践活动组织机构及人员名单",
        headings=headings("organisation"),
        rows=rows("organisation"),
        merged=(0,),
        widths={0: 34, 1: 16, 2: 10, 3: 40, 5: 50, 6: 22},
    )


def _plans() -> Page:
    return Page(
        name="文件清单",
        title="学习实践活动文件目录",
        headings=headings("plans"),
        rows=rows("plans"),
        after=[[None], ["填表人：叶向荣"]],
        widths={0: 24, 1: 56, 3: 14},
    )


def _leaders() -> Page:
    return Page(
        name="班子名单",
        headings=headings("leaders"),
        rows=rows("leaders"),
        widths={1: 30, 3: 56},
    )


def _units() -> Page:
    return Page(
        name="单位",
        title="受评单位目录",
        headings=headings("units"),
        rows=rows("units"),
        merged=(3,),
        widths={1: 52, 2: 18, 3: 34, 5: 52},
    )
