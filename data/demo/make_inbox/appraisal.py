"""The appraisal: roster of voters, ballots of twelve units, last round, and the poll."""

import random
from collections.abc import Iterator
from datetime import date

from clerk import Page, write_csv, write_xls, write_xlsx
from content import Cells, headings, lines
from tallies import BLANK, DOUBLE, GROUPS, Result, ballots, results

ITEMS = {
    "认识深不深": ("深", "较深", "一般", "不深"),
    "问题准不准": ("准", "较准", "一般", "不准"),
    "原因透不透": ("透", "较透", "一般", "不透"),
    "思路清不清": ("清", "较清", "一般", "不清"),
    "措施可行不可行": ("可行", "较可行", "一般", "不可行"),
}
CLASSES = {
    "A": ("班子成员", "中层"),
    "B": ("一般干部", "离退休"),
    "C": ("两代表一委员", "服务对象", "基层群众"),
}
LETTERS = {  # in front of the number of a ballot
    "U01": "BGS",
    "U02": "TA",
    "U03": "JJ",
    "U04": "RZ",
    "U05": "JW",
    "U06": "SF",
    "U07": "YJ",
    "U08": "LX",
    "U09": "WJ",
    "U10": "QT",
    "U11": "SL",
    "U12": "YP",
}
VOID = {  # why a whole ballot is void, and what can be read on it: 0 to 3 a grade
    "票面写有姓名": (0, 1, 1, 0, 1),
    "涂改严重，无法辨认": (BLANK,) * 5,
    "非统一印发的票样": (1, 1, 2, 1, 2),
    "各项均选两个等次": (DOUBLE,) * 5,
}
TAIL = ("整票判定", "无效原因", "文字意见")


def write() -> tuple[int, int]:
    """Write all workbooks; return how many voters were expected and how many came (应到 实到)."""
    made = results()
    by_unit = {result.unit: _ballot_rows(result) for result in made}
    _write_ballots(by_unit)
    write_xls("2008年度评议结果（存档）.xls", [_last_round(made)])
    write_xlsx("民主生活会满意度测评票.xlsx", [_poll()])
    roster = list(_roster(made))
    write_xlsx("参评人员名册（汇总）.xlsx", [_voters(roster)])
    expected, present = (sum(int(str(row[column])) for row in roster) for column in (3, 4))
    return expected, present


def names(column: int) -> dict[str, str]:
    """Return the names of the units: 1 the full ones, 2 the short ones."""
    return {cells[0]: cells[column] for cells in lines("units")}


def _write_ballots(by_unit: dict[str, list[Cells]]) -> None:
    write_xlsx(
        "评议票录入（办公室、提案委、经济委）.xlsx",
        [
            _words("办公室", by_unit["U01"], title="群众评议票录入表（市政协办公室）"),
            _ticked("提案委", by_unit["U02"], "√", title="群众评议票录入表（市政协提案委员会）"),
            _words("经济委", by_unit["U03"], title="群众评议票录入表（市政协经济委员会）"),
        ],
    )
    write_xlsx("人资环城建委评议票.xlsx", [_ticked("票", by_unit["U04"], "○")])
    merged = by_unit["U05"] + by_unit["U06"] + by_unit["U07"]
    write_xlsx(
        "评议票-文史社法研究室.xlsx",
        [_words("Sheet1", merged, title="分析检查报告群众评议票统计底册", merged=(1,))],
        empty=["Sheet2"],
    )
    write_xlsx(
        "城区政协评议票.xlsx",
        [_words("龙溪区", _spoken(by_unit["U08"])), _words("望江区", by_unit["U09"], top=1)],
    )
    write_csv("青塘县政协评议票.csv", _words("青塘县", by_unit["U10"]))
    write_xlsx("石岭县政协评议票.xlsx", [_words("票", by_unit["U11"], title="石岭县政协分析检查报告评议票")])
    write_xlsx("云屏县政协评议票.xlsx", [_ticked("票", by_unit["U12"], "√", title="评议票登记表")])


def _ballot_rows(result: Result) -> list[Cells]:
    """Return the ballots of a unit in no order that tells who wrote them; codes instead of grades."""
    chance = random.Random(f"ballots {result.unit}")  # noqa: S311 - the same every time, no secret
    made: list[Cells] = []
    for group in GROUPS:
        made += [[group, *codes, None, None] for codes in ballots(result.now[group], chance)]
        for _ in range(result.void[group]):
            made.append([group, *_void(chance)])
    chance.shuffle(made)
    remarks = [text for unit, text in lines("remarks") if unit == result.unit]
    sure = [number for number, row in enumerate(made) if row[6] is None]
    written = dict(zip(sorted(chance.sample(sure, len(remarks))), remarks, strict=True))
    called = names(1 if result.unit in {"U01", "U06", "U12"} else 2)[result.unit]
    return [
        [f"{LETTERS[result.unit]}{number + 1:03d}", called, *row, written.get(number)]
        for number, row in enumerate(made)
    ]


def _void(chance: random.Random) -> Cells:
    reason = chance.choice(list(VOID))
    return [*VOID[reason], "无效", reason]


def _words(name: str, rows: list[Cells], title: str = "", merged: tuple[int, ...] = (), top: int = 0) -> Page:
    """Draw ballots with one column an item and the grade as a word."""
    return Page(
        name=name,
        title=title,
        headings=["票号", "被评单位", "票种", *ITEMS, *TAIL],
        rows=[_in_words(row) for row in rows],
        merged=merged,
        top=top,
        widths={1: 24, 9: 22, 10: 60},
    )


def _in_words(row: Cells) -> Cells:
    grades = [
        _word(code, words) if isinstance(code, int) else code
        for code, words in zip(row[3:8], ITEMS.values(), strict=True)
    ]
    return [*row[:3], *grades, *row[8:]]


def _word(code: int, words: tuple[str, ...]) -> str | None:
    return {BLANK: None, DOUBLE: f"{words[0]}、{words[1]}"}.get(code) if code >= BLANK else words[code]


def _spoken(rows: list[Cells]) -> list[Cells]:
    """Return ballots as a careless clerk typed them: ticks and spaces beside words, full-width letters."""
    wide = {"A": "Ａ", "B": "Ｂ", "C": "Ｃ"}
    made = []
    for number, row in enumerate(_in_words(row) for row in rows):
        cells = list(row)
        if number % 7 == 0:
            cells[2] = wide[str(cells[2])]
        if number % 5 == 0 and isinstance(cells[3], str) and "、" not in cells[3]:
            cells[3] = f"√{cells[3]}"
        if number % 6 == 0 and cells[4] == "较准":
            cells[4] = "较 准"
        made.append(cells)
    return made


def _ticked(name: str, rows: list[Cells], tick: str, title: str = "") -> Page:
    """Draw ballots with a two-row heading and one column a grade."""
    upper = ["票号", "被评单位", "票种", *[item for item, words in ITEMS.items() for _ in words], *TAIL]
    lower = ["", "", "", *[word for words in ITEMS.values() for word in words], "", "", ""]
    return Page(
        name=name,
        title=title,
        headings=lower,
        upper=upper,
        rows=[[*row[:3], *_ticks(row[3:8], tick), *row[8:]] for row in rows],
        widths={1: 24, 24: 22, 25: 60},
    )


def _ticks(codes: Cells, tick: str) -> Cells:
    cells: Cells = []
    for code in codes:
        chosen = {BLANK: (), DOUBLE: (0, 1)}.get(int(str(code)), (code,))
        cells += [tick if place in chosen else None for place in range(4)]
    return cells


def _last_round(made: list[Result]) -> Page:
    full = names(1)
    rows: list[Cells] = [
        ["2008年度", date(2008, 12, 18), full[result.unit], item, group, sum(counts), *counts[:4]]
        for result in made
        if result.before
        for number, item in enumerate(ITEMS)
        for group in GROUPS
        for counts in [result.before[group][number]]
    ]
    return Page(
        name="2008",
        title="2008年度机关作风群众评议结果（按票种）",
        headings=headings("previous"),
        rows=rows,
        merged=(0, 2),
        after=[["档案号：2008-WS-117"]],
    )


def _roster(made: list[Result]) -> Iterator[Cells]:
    """Yield 被评单位 类别 票种 应参评 实到 发票数; a ballot more than came back goes out in some groups."""
    short = names(2)
    for place, result in enumerate(made):
        for group in GROUPS:
            back = result.valid[group] + result.void[group]
            classes = CLASSES[group][: max(1, min(len(CLASSES[group]), back // 3))]
            parts = _parts(back, len(classes))
            for number, (name, part) in enumerate(zip(classes, parts, strict=True)):
                issued = part + (1 if number == 0 and (place + ord(group)) % 3 != 0 else 0)
                absent = min((place * 2 + ord(group) + number) % 4, issued // 3)
                yield [short[result.unit], name, group, issued + absent, issued, issued]


def _parts(total: int, number: int) -> list[int]:
    """Divide ballots among classes, more to the later ones."""
    weights = list(range(1, number + 1))
    parts = [total * weight // sum(weights) for weight in weights]
    return [*parts[:-1], total - sum(parts[:-1])]


def _voters(roster: list[Cells]) -> Page:
    sums: Cells = [sum(int(str(row[column])) for row in roster) for column in (3, 4, 5)]
    return Page(
        name="名册汇总",
        title="群众评议参评人员统计表",
        before=("单位：人、张",),
        headings=headings("voters"),
        rows=roster,
        merged=(0,),
        after=[["合计", None, None, *sums], [None], ["填表人：石永康"]],
        widths={0: 24, 1: 18},
    )


def _poll() -> Page:
    chance = random.Random("poll")  # noqa: S311 - the same every time, no secret
    grades = [*["满意"] * 43, *["基本满意"] * 13, *["不满意"] * 2, *[None] * 2]
    answers: list[Cells] = [[grade, None, None] for grade in grades]
    answers += [["满意、不满意", "无效", "选了两个等次"], [None, "无效", "票面写有姓名"]]
    chance.shuffle(answers)
    return Page(
        name="测评票",
        title="市政协领导班子专题民主生活会满意度测评票录入",
        headings=headings("poll"),
        rows=[[f"M{number:03d}", *answer] for number, answer in enumerate(answers, 1)],
        after=[["监票人：关玉山  计票人：谭小燕"]],
    )
