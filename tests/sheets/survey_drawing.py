"""Invented surveys written as the sites write their exports: the same answers in every site's style."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kind = Literal["single", "multiple", "scale", "recommend", "ranking", "number", "matrix", "open"]
Column = tuple[str, list[Any]]  # its heading, its cells

STEMS: dict[Kind, tuple[str, ...]] = {
    "single": ("您的身份是", "您多久来一次图书馆", "您平时怎么上班", "您住在哪一片"),
    "multiple": ("您希望增加哪些服务（多选）", "您从哪里得知活动（可多选）", "您办过哪些事项"),
    "scale": ("请给办事大厅打分", "您对场馆环境的满意程度", "食堂饭菜评分"),
    "recommend": ("您有多大可能向朋友推荐本中心",),
    "ranking": ("请按重要程度排序", "您最看重的事项（排序题）"),
    "number": ("您的年龄", "您家有几口人", "您每月来几次"),
    "matrix": ("请评价下列工作", "您对各窗口是否满意"),
    "open": ("您还有什么意见建议？", "您想对我们说的话"),
}
OPTIONS = (
    ("读者", "工作人员", "志愿者"),
    ("每周", "每月", "每年，或者更少"),
    ("延长开馆时间", "增加座位", "送书上门（含代还）", "其他"),
    ("步行", "公交、地铁", "自己开车"),
)
GRADES = ("非常满意", "满意", "一般", "不满意")
LINES = ("服务态度", "办事效率", "环境卫生")
SAID = (
    "周末常常没有地方坐，等了{}回",
    "希望早点开门，来了{}趟",
    "无",
    "没有意见",
    "",
    "{}号路口的灯坏了很久",
    "很好",
)


@dataclass(frozen=True)
class Asked:
    """A question with what everybody answered: the numbers of options, a number, words; None: nothing."""

    number: int
    stem: str
    kind: Kind
    options: tuple[str, ...]  # lines of a matrix have GRADES
    answers: tuple[Any, ...]

    def truth(self) -> dict[str, Counter[Any]]:
        """Return for the question, or each line of a matrix, how often each answer was given."""
        if self.kind == "matrix":
            return {
                line: Counter(GRADES[row[at]] for row in self.answers if row is not None)
                for at, line in enumerate(LINES)
            }
        if self.kind in {"multiple", "ranking"}:
            chosen = (one for answer in self.answers for one in answer or ())
            return {"": Counter(self.options[one] for one in chosen)}
        given = [answer for answer in self.answers if answer is not None]
        return {"": Counter(self.options[one] for one in given) if self.options else Counter(given)}

    def answered(self) -> int:
        """Return how many answered."""
        return sum(answer not in (None, ()) for answer in self.answers)


def drawn(seed: int, people: int, kinds: Sequence[Kind], *, blank: float) -> list[Asked]:
    """Return one question a kind, answered by `people`, every option by two at the least.

    The seed makes answers as spread as people's; drawn one by one they would be alike.
    """
    random = Random(seed)  # noqa: S311 - nothing is secret here
    found = []
    for number, kind in enumerate(kinds, 1):
        options = _options(random, kind)
        answers = [None if random.random() < blank else _answer(random, kind, options) for _ in range(people)]
        for at, option in enumerate(options * 2):
            one = options.index(option)
            answers[at] = one if kind == "single" else (one,) if kind == "multiple" else answers[at]
        if kind == "multiple":
            answers[-1] = tuple(range(len(options)))
        if kind == "ranking":
            answers[:2] = [tuple(range(len(options))), tuple(reversed(range(len(options))))]
        if kind in {"scale", "recommend"}:
            answers[:2] = [5, 4]
        found.append(Asked(number, random.choice(STEMS[kind]), kind, options, tuple(answers)))
    return found


def _options(random: Random, kind: Kind) -> tuple[str, ...]:
    if kind in {"single", "multiple"}:
        return random.choice(OPTIONS)
    return ("交通", "住房", "看病", "上学") if kind == "ranking" else ()


def _answer(random: Random, kind: Kind, options: Sequence[str]) -> Any:
    everything = list(range(len(options)))
    answer: dict[Kind, Callable[[], Any]] = {
        "single": lambda: random.choice(everything),
        "multiple": lambda: tuple(sorted(random.sample(everything, random.randint(1, len(everything))))),
        "ranking": lambda: tuple(random.sample(everything, len(everything))),
        "scale": lambda: random.randint(1, 5),
        "recommend": lambda: random.randint(0, 10),
        "number": lambda: random.randint(18, 80),
        "matrix": lambda: tuple(random.randrange(len(GRADES)) for _ in LINES),
        "open": lambda: random.choice(SAID).format(random.randint(1, 999)) or None,
    }
    return answer[kind]()


@dataclass(frozen=True)
class Style:
    """How one site writes: its own columns, a heading, an empty answer, and each kind of answer."""

    name: str
    before: tuple[str, ...]
    heading: Callable[[Asked], str]
    multiple: Callable[[str, Asked], list[Column]]
    ranking: Callable[[str, Asked], list[Column]]
    matrix: Callable[[str, Asked], list[Column]]
    blank: Any = ""
    points: str = "{}"
    amount: str = "{}"
    after: tuple[str, ...] = ()

    def columns(self, asked: Asked) -> list[Column]:
        """Return the columns of one question."""
        heading = self.heading(asked)
        if asked.kind in {"multiple", "ranking", "matrix"}:
            write = {"multiple": self.multiple, "ranking": self.ranking, "matrix": self.matrix}[asked.kind]
            return [
                (label, [self.blank if cell is None else cell for cell in cells])
                for label, cells in write(heading, asked)
            ]
        form = {"scale": self.points, "number": self.amount}.get(asked.kind, "{}")
        cells = [asked.options[one] if asked.options and one is not None else one for one in asked.answers]
        return [(heading, [self.blank if one is None else form.format(one) for one in cells])]

    def sheet(self, asked: Sequence[Asked]) -> list[list[Any]]:
        """Return the sheet, heading first."""
        people = len(asked[0].answers)
        columns = [(label, [own(label, at) for at in range(people)]) for label in self.before]
        for each in asked:
            columns += self.columns(each)
        columns += [(label, [own(label, at) for at in range(people)]) for label in self.after]
        return [
            [label for label, _ in columns],
            *map(list, zip(*(cells for _, cells in columns), strict=True)),
        ]


OF_SITES = (
    ("IP省份", "某省"),
    ("IP城市", "某市"),
    ("IP", "10.2.0.{row}"),
    ("Timestamp", "{when:%m/%d/%Y %H:%M:%S}"),
    ("时间戳记", "{when:%Y/%m/%d %I:%M:%S} 上午 GMT+8"),
    ("time", "{when:%Y-%m-%d %H:%M:%S}"),
    ("时长", "{took}秒"),
    ("所用", "{took}秒"),
    ("时间", "{when:%Y/%m/%d %H:%M:%S}"),
    ("序号", "{row}"),
    ("编号", "{row}"),
    ("ID", "{row}"),
    ("来源", "微信"),
    ("", "anonymous"),
)


def own(label: str, at: int) -> str:
    """Return what a site writes itself about an answer sheet."""
    when = datetime(2023, 5, 8, 8, 0, 7) + timedelta(minutes=5 * at)  # noqa: DTZ001 - as exported
    form = next(form for word, form in OF_SITES if word in label)
    return form.format(row=at + 1, when=when, took=100 + at)


def joined(mark: str, *, tail: bool = False) -> Callable[[str, Asked], list[Column]]:
    """Return a writer of choices in one cell; tail: the mark also stands behind the last."""

    def write(heading: str, asked: Asked) -> list[Column]:
        cells = [
            None if not answer else mark.join(asked.options[one] for one in answer) + (mark if tail else "")
            for answer in asked.answers
        ]
        return [(heading, cells)]

    return write


def option_columns(form: str, yes: Any, no: Any) -> Callable[[str, Asked], list[Column]]:
    """Return a writer of one column an option; yes: what a chosen one holds, {} is the option itself."""

    def write(heading: str, asked: Asked) -> list[Column]:
        return [
            (
                form.format(question=heading, option=option, number=asked.number, at=at + 1),
                [
                    None
                    if answer is None
                    else (yes.format(option) if isinstance(yes, str) else yes)
                    if at in answer
                    else no
                    for answer in asked.answers
                ],
            )
            for at, option in enumerate(asked.options)
        ]

    return write


def with_filled_in(heading: str, asked: Asked) -> list[Column]:
    """Write choices as 问卷星 does, with words behind 其他."""
    [(label, cells)] = joined("┋")(heading, asked)
    return [(label, [cell.replace("其他", "其他〖自习室〗") if cell else cell for cell in cells])]


def places(form: str, unranked: Any = "") -> Callable[[str, Asked], list[Column]]:
    """Return a writer of one column an option that holds its place."""

    def write(heading: str, asked: Asked) -> list[Column]:
        return [
            (
                form.format(question=heading, option=option, number=asked.number, at=at + 1),
                [
                    None if answer is None else float(answer.index(at) + 1) if at in answer else unranked
                    for answer in asked.answers
                ],
            )
            for at, option in enumerate(asked.options)
        ]

    return write


def rank_columns(form: str) -> Callable[[str, Asked], list[Column]]:
    """Return a writer of one column a place that holds the option."""

    def write(heading: str, asked: Asked) -> list[Column]:
        return [
            (
                form.format(question=heading, place=place + 1),
                [None if answer is None else asked.options[answer[place]] for answer in asked.answers],
            )
            for place in range(len(asked.options))
        ]

    return write


def matrix(first: str, later: str = "") -> Callable[[str, Asked], list[Column]]:
    """Return a writer of one column a line; later: the heading of all but the first."""

    def write(heading: str, asked: Asked) -> list[Column]:
        return [
            (
                (later if at and later else first).format(
                    question=heading, line=line, number=asked.number, at=at + 1
                ),
                [None if answer is None else GRADES[answer[at]] for answer in asked.answers],
            )
            for at, line in enumerate(LINES)
        ]

    return write


STYLES = (
    Style(
        "问卷星",
        ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"),
        lambda asked: f"{asked.number}、{asked.stem}：",
        with_filled_in,
        joined("→"),
        matrix("{question}—{line}", "{number}、{line}"),
        blank="(空)",
    ),
    Style(
        "问卷星，一个选项一列",
        ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"),
        lambda asked: f"{asked.number}、{asked.stem}",
        option_columns("{question}({option})", 1.0, 0.0),
        places("{question}({option})", -2.0),
        matrix("{question}—{line}", "{number}、{line}"),
        blank="-3",
    ),
    Style(
        "腾讯问卷",
        ("编号", "开始答题时间", "结束答题时间", "答题时长", "IP省份", "IP城市", "IP"),
        lambda asked: f"{asked.number}.{asked.stem}",
        joined("|"),
        joined("|"),
        matrix("{question}:{line}"),
        points="{}星",
    ),
    Style(
        "腾讯问卷，一个选项一列",
        ("答题序号", "来源", "开始时间", "提交时间", "答题时长"),
        lambda asked: f"Q{asked.number}.{asked.stem}",
        option_columns("{question}:{option}", "{}", ""),
        rank_columns("{question}:第{place}位"),
        matrix("{question}:{line}"),
    ),
    Style(
        "金数据",
        ("序号",),
        lambda asked: asked.stem,
        joined(","),
        places("{question}：{option}"),
        matrix("{question}：{line}"),
        after=("提交人", "提交时间", "修改时间", "填写设备", "操作系统", "浏览器", "IP"),
        amount="{}岁",
    ),
    Style(
        "问卷网",
        ("序号", "提交时间", "答题时长", "IP"),
        lambda asked: f"Q{asked.number}：{asked.stem}",
        option_columns("Q{number}_{at}：{option}", "√", ""),
        rank_columns("{question}_排名{place}"),
        matrix("Q{number}_R{at}：{line}"),
        points="{}分",
    ),
    Style(
        "WPS 表单",
        ("提交者（自动）", "提交时间（自动）"),
        lambda asked: f"{asked.number}. {asked.stem}（必填）",
        joined("\n"),
        joined(">"),
        matrix("{question}【{line}】"),
    ),
    Style(
        "Microsoft Forms",
        ("ID", "Start time", "Completion time", "Email", "Name"),
        lambda asked: asked.stem,
        joined(";", tail=True),
        joined(";", tail=True),
        matrix("{question}.{line}"),
        after=("Last modified time",),
    ),
    Style(
        "Microsoft Forms，中文",
        ("ID", "开始时间", "完成时间", "电子邮件", "名称"),
        lambda asked: asked.stem,
        joined(";", tail=True),
        joined(";", tail=True),
        matrix("{line}"),
    ),
    Style(
        "Google Forms",
        ("Timestamp",),
        lambda asked: asked.stem,
        joined(", "),
        rank_columns("{question} [第{place}位]"),
        matrix("{question} [{line}]"),
    ),
    Style(
        "Google 表单",
        ("时间戳记",),
        lambda asked: f"{asked.number}. {asked.stem}",
        joined(", "),
        places("{question} [{option}]"),
        matrix("{question} [{line}]"),
    ),
    Style(
        "自己录的",
        ("编号",),
        lambda asked: f"{asked.number}、{asked.stem}",
        option_columns("{question}（{option}）", "是", "否"),
        rank_columns("{question}（第{place}）"),
        matrix("{question}（{line}）"),
        points="{}★",
    ),
)
