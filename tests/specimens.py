"""Sound sheets of every kind, for mutations: one of the demo of each kind, and shapes that it lacks."""

import functools
from pathlib import Path

from mutating import DEMO, LONGEST, Rows, Specimen

from kit.model.campaign import Campaign, read_campaign
from kit.model.table import Column
from kit.model.topic_settings import read_topics
from kit.sheets.headings import Headings
from kit.sheets.opening import read_workbook
from kit.sheets.recognising import recognise
from kit.topics.kinds import kinds_of

MOST_ROWS = {"voters": 8}  # of which the further ones repeat the first, once a merged cell is none


def _type(column: Column) -> str:
    """Return the type of a column; of a choice without a list, that of words."""
    return "text" if column.type == "choice" and not column.choices else column.type


@functools.cache
def demo_specimens() -> tuple[Specimen, ...]:
    """Return one sheet of the demo of each kind that it has."""
    campaign = read_campaign(DEMO)
    headings = Headings(kinds_of(campaign), campaign)
    found: dict[str, Specimen] = {}
    for path in sorted((DEMO / "inbox").iterdir()):
        for grid in read_workbook(path, path.name).grids:
            match = recognise(grid, headings, campaign).match
            if match is None or match.kind.id in found:
                continue
            names = {at: name for name, at in match.columns.items()}
            types = {column.name: _type(column) for column in headings.columns[match.kind.id]}
            told = {at: types[name] for at, name in names.items()}
            head = match.row + match.depth
            end = next(
                (n for n, row in enumerate(grid.rows[head:], head) if "合计" in map(str, row)), len(grid.rows)
            )
            found[match.kind.id] = Specimen(
                match.kind.id,
                f"{match.kind.name}.xlsx",
                grid.sheet,
                tuple(map(tuple, grid.rows[: min(end, head + MOST_ROWS.get(match.kind.id, LONGEST))])),
                head,
                tuple(told.get(at, "") for at in range(grid.width)),
                tuple(names.get(at, "") for at in range(grid.width)),
                NEEDS.get(match.kind.id, ("01活动基本情况.xlsx",)),
                match.depth,
            )
    return tuple(found.values())


_APPRAISAL = ("01活动基本情况.xlsx", "单位目录.xlsx", "参评人员名册（汇总）.xlsx")
NEEDS = {
    "phases": (),
    "organisation": (),
    "leaders": (),
    "plans": (),
    "ballots": _APPRAISAL,
    "voters": _APPRAISAL[:2],
    "units": (_APPRAISAL[0], _APPRAISAL[2], "云屏县政协评议票.xlsx"),
    "previous_results": (*_APPRAISAL, "云屏县政协评议票.xlsx"),
}


def small_campaign(folder: Path) -> Campaign:
    """Return a campaign with two items, no groups of voters, and a sheet of the office's own."""
    (folder / "topics").mkdir(parents=True, exist_ok=True)
    (folder / "topics" / "志愿服务.toml").write_text(OWN, encoding="utf-8")
    grades = ("好", "较好", "一般", "差")
    items = [
        {"id": id_, "question": question, "grades": grades}
        for id_, question in (("work", "工作好不好"), ("style", "作风好不好"))
    ]
    evaluation = {"name": "评议", "items": items, "points": (100, 80, 60, 40), "minimum": 1}
    said = {
        "folder": folder,
        "campaign": {"title": "试验活动", "year": 2009},
        "office": {"name": "试验办公室", "body": "试验机关", "body_short": "机关"},
        "evaluation": evaluation,
        "topics": read_topics(folder),
    }
    return Campaign.model_validate(said)


OWN = """
name = "志愿服务"
row = "一次志愿服务"
key = "服务编号"
day = "服务日期"
personal = []
columns = [
    {name = "服务编号", type = "编号", required = true},
    {name = "服务日期", type = "日期", required = true},
    {name = "服务对象", type = "选项", choices = ["社区", "学校"]},
    {name = "参加人数", type = "整数"},
    {name = "是否补助", type = "是否"},
]
counts = [
    {name = "次数", unit = "次"},
    {name = "次数", unit = "次", by = "服务对象"},
    {name = "人次", unit = "人次", way = "合计", column = "参加人数"},
    {name = "补助次数", unit = "次", where = {"是否补助" = ["是"]}},
]
"""
UNITS = ("财政局", "档案局", "水利局")
ANSWERS = ("好", "较好", "好", "一般", "差")


def _drawn(text: str) -> Rows:
    rows = [line.split() for line in text.strip().splitlines()]
    return tuple(tuple(_cell(word) for word in row) for row in rows)


def _cell(word: str) -> object:
    return None if word == "_" else float(word) if word.isdigit() else word


def small_specimens() -> tuple[Specimen, ...]:
    """Return sheets in shapes that the demo does not have."""
    own = [
        [f"F{n}", f"2009-4-{n}", ("社区", "学校")[n % 2], n + 3.0, ("是", "否")[n % 2]] for n in range(1, 15)
    ]
    votes = [[f"{n:02d}", UNITS[n % 3], ANSWERS[n % 5], ANSWERS[n * 2 % 5], None] for n in range(1, 25)]
    wide = [("票号", "被评单位", "工作好不好", "作风好不好", "整票判定"), *map(tuple, votes)]
    answers = [
        [float(n), ("满意", "不满意")[n % 2], ("好", "差", "好")[n % 3], "路灯不亮" if n % 4 else "无"]
        for n in range(1, 15)
    ]
    survey = [("序号", "1、您是否满意", "2、您的评价", "3、您的建议"), *map(tuple, answers)]
    head = ("服务编号", "服务日期", "服务对象", "参加人数", "是否补助")
    graded = ("key", "text", "choice", "choice", "choice")
    return (
        Specimen(
            "own",
            "志愿服务.xlsx",
            "志愿服务",
            (head, *map(tuple, own)),
            1,
            ("key", "date", "choice", "count", "yes_no"),
            head,
        ),
        Specimen("ballots wide", "票.xlsx", "票", tuple(wide), 1, graded, wide[0]),
        Specimen("totals", "汇总.xlsx", "汇总", _drawn(TOTALS), 2, ("", *["count"] * 13), ("",), (), 2),
        Specimen(
            "totals long",
            "汇总表.xlsx",
            "汇总",
            _drawn(LONG),
            1,
            ("text", "choice", *["count"] * 7),
            _drawn(LONG)[0],
        ),
        Specimen(
            "surveys",
            "满意度问卷.xlsx",
            "Sheet1",
            tuple(survey),
            1,
            ("", "choice", "choice", "long"),
            survey[0],
        ),
        Specimen(
            "survey_totals",
            "满意度测评统计.xlsx",
            "Sheet1",
            _drawn(SURVEYED),
            1,
            ("", "count", "count", "count", "count"),
            _drawn(SURVEYED)[0],
        ),
    )


TOTALS = """
单位 收回票 无效票 有效票 工作好不好 _ _ _ _ 作风好不好 _ _ _ _
_ _ _ _ 好 较好 一般 差 弃权 好 较好 一般 差 弃权
财政局 10 0 10 5 3 1 1 0 6 2 1 0 1
档案局 8 1 7 3 2 1 1 0 4 1 1 1 0
水利局 9 0 9 4 2 2 1 0 5 2 1 1 0
"""
LONG = """
被评单位 项目 收回票 无效票 第1等 第2等 第3等 第4等 弃权
财政局 工作好不好 10 0 5 3 1 1 0
财政局 作风好不好 10 0 6 2 1 0 1
档案局 工作好不好 8 1 3 2 1 1 0
档案局 作风好不好 8 1 4 1 1 1 0
"""
SURVEYED = """
单位 参加人数 满意 基本满意 不满意
财政局 10 5 3 2
档案局 8 6 1 1
水利局 9 7 1 1
教育局 12 8 3 1
"""
