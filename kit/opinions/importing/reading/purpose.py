"""What an answer column is for: a closed question, an open one, or who answered.

Headings of answer columns as questions: number, stem, sub-question or option.

Cells that count or tick instead of saying something: 3, ４条, 八条, 92.5分, √.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.cells import EMPTY, FILL_IN, SKIPPED
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from kit.model.fact import Place
    from kit.opinions.importing.reading.export import Inquiry


NUMBERED = re.compile(r"^(?:(?:Q|q|第)\s*(\d{1,3})(?:题)?|(\d{1,3})(?=\s*[、.．:：|]))\s*[、.．:：]?\s*")
CODED = re.compile(r"^[Qq](\d{1,3})\|([^|]+)(\|open)?$")
MATRIX = re.compile(r"^(.*?)(?:—{1,2}|──|--)\s*(.+)$")
IN_BRACKETS = re.compile(r"^(.*?)[(（\[【]([^()（）\[\]【】]+)[)）\]】]$")
TICKS = frozenset({"0", "1", "是", "否", "√", "TRUE", "FALSE", "选中", "未选中"})
TICKED = frozenset({"1", "是", "√", "TRUE", "选中"})


@dataclass(frozen=True)
class AnswerColumn:
    """One answer column: which question it belongs to, and which part of it."""

    column: int
    label: str  # the heading as it is written
    number: str = ""  # of the question, "" where it has none
    stem: str = ""
    sub: str = ""  # 子题 of a matrix, or the option of an option column
    is_option: bool = False  # ticked or not, one column an option
    is_fill_in: bool = False  # the text behind an option


def item_of(column: int, label: str) -> AnswerColumn:
    """Return what one heading says by itself.

    >>> item = item_of(7, "7、您对以下工作的评价—提案办理")
    >>> item.number, item.stem, item.sub
    ('7', '您对以下工作的评价', '提案办理')
    """
    if match := CODED.match(label):
        return AnswerColumn(column, label, match[1], f"Q{match[1]}", match[2], is_fill_in=bool(match[3]))
    number = NUMBERED.match(label)
    rest = label[number.end() :] if number else label
    digits = (number[1] or number[2]) if number else ""
    if match := MATRIX.match(rest):
        return AnswerColumn(column, label, digits, match[1].strip(" :："), match[2].strip())
    return AnswerColumn(column, label, digits, rest.strip(" :："))


def answer_columns(labels: Sequence[tuple[int, str]], peeks: dict[int, list[str]]) -> list[AnswerColumn]:
    """Return the questions of all answer columns; columns of one number belong together.

    peeks: the first answers of each column, which tell a matrix from one column an option.
    """
    items = [item_of(column, label) for column, label in labels]
    sizes = Counter(item.number for item in items if item.number)
    grouped = [
        _bracketed(item) if sizes[item.number] > 1 or _has_ticks(peeks[item.column]) else item
        for item in items
    ]
    return _inherited(grouped, sizes, peeks)


def _bracketed(item: AnswerColumn) -> AnswerColumn:
    """Return an item whose closing bracket is taken for its option, as in 6、题干(选项)."""
    match = IN_BRACKETS.match(item.stem)
    return (
        replace(item, stem=match[1].strip() or f"第{item.number}题", sub=match[2])
        if match and not item.sub
        else item
    )


def _has_ticks(answers: Iterable[str]) -> bool:
    found = set(answers)
    return bool(found) and found <= TICKS


def _inherited(
    items: list[AnswerColumn], sizes: Counter[str], peeks: dict[int, list[str]]
) -> list[AnswerColumn]:
    """Return the items with the stem of a group's first column handed to the others."""
    stems: dict[str, str] = {}
    inherited = []
    for item in items:
        if item.number and sizes[item.number] > 1:
            first = stems.setdefault(item.number, item.stem if item.sub else item.stem or item.label)
            part = item if item.sub else replace(item, sub=item.stem if item.stem != first else "")
            inherited.append(replace(part, stem=first, is_option=_is_option(part, peeks[item.column])))
        else:
            inherited.append(replace(item, is_option=bool(item.sub) and _is_option(item, peeks[item.column])))
    return inherited


def _is_option(item: AnswerColumn, answers: list[str]) -> bool:
    """Return whether a column of a group is one option: ticks only, or the option's own name."""
    kinds = set(answers) - {"(跳过)", "(空)", "-3", "-2"}
    if not item.sub or item.is_fill_in:
        return False
    return kinds <= TICKS or kinds <= {item.sub}


COUNTED = re.compile(
    r"[约近共]?(?:[-+]?\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千两几]+)\s*"
    r"(?:余|多|来)?(?:条|份|个|件|项|人|次|人次|件次|家|户|名|场|篇|分|元|%|‰)?(?:左右|以上)?[。.]?"
)
TICK = re.compile(r"[√✓✔×✗✘○●☑☒]+|[有是否对]")
SHOWN = 3


def is_count(text: str) -> bool:
    """Return whether a cell is a bare number or a tick, which nobody gave as an opinion.

    >>> [is_count(text) for text in ("3", "４条", "约十二份", "√", "路灯3盏不亮", "3楼没有灯", "有")]
    [True, True, True, True, False, False, True]
    """
    said = unicodedata.normalize("NFKC", text).strip()
    return bool(COUNTED.fullmatch(said) or TICK.fullmatch(said))


def without_counts(opinions: pd.DataFrame, place: Place, inquiry: Inquiry) -> pd.DataFrame:
    """Return a sheet's opinions without the columns that only count; a finding says which they are."""
    said = {heading: rows["原文"].tolist() for heading, rows in opinions.groupby("来源列", sort=False)}
    counting = {heading: texts for heading, texts in said.items() if all(map(is_count, texts))}
    for heading, texts in counting.items():
        _note(str(heading), texts, place, inquiry)
    return opinions[~opinions["来源列"].isin(counting)] if counting else opinions


def _note(heading: str, texts: Sequence[str], place: Place, inquiry: Inquiry) -> None:
    cells = "、".join(list(dict.fromkeys(texts))[:SHOWN])
    more = f"等 {len(texts)} 格" if len(texts) > SHOWN else ""
    inquiry.note(
        "error",
        place,
        f"“{heading}”列全是数目或记号（{cells}{more}），不像意见，没有登记",
        f'原文在别的列，就加 --answer "{place}：原文列=列名" 再导入；就是这一列的，也写上它的列名',
        "opinions.only_numbers",
    )


OPEN, SINGLE, MULTIPLE, LEAVE_OUT, NAME = "意见", "单选题", "多选题", "不登记", "姓名"
PURPOSES = (OPEN, SINGLE, MULTIPLE, LEAVE_OUT, NAME)
ASKS_FOR_WORDS = re.compile(
    r"意见|建议|想说|反映|诉求|希望|请写|请填|请说明|请谈|谈谈|具体|原因|理由|留言|问题(?!一|是否)|心声|期待|不足|"
    r"哪些方面|怎么看|如何看|看法|感受|想法|补充|comment|suggest|feedback|opinion",
    re.IGNORECASE,
)
ASKS_FOR_PERSON = re.compile(
    r"^(?:您的|你的|请填写|请输入|填写人|提交人|联系)*(?:姓名|名字|真实姓名|手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|"
    r"邮箱|电子邮箱|电子邮件|微信|微信号|微信昵称|qq|qq号|身份证|身份证号|身份证号码|工号|学号|住址|家庭住址|地址|联系人|提出者姓名|提出人|"
    r"name|email|e-mail|phone)(?:\(选填\)|（选填）|:|：)?$",
    re.IGNORECASE,
)
ASKS_FOR_NAME = re.compile(r"姓名|名字|联系人|提出人|^name$", re.IGNORECASE)
SCALES = (
    (
        "非常满意",
        "很满意",
        "满意",
        "比较满意",
        "较满意",
        "基本满意",
        "一般",
        "不太满意",
        "不满意",
        "很不满意",
        "非常不满意",
    ),
    (
        "完全同意",
        "非常同意",
        "同意",
        "比较同意",
        "一般",
        "不确定",
        "不太同意",
        "不同意",
        "非常不同意",
        "完全不同意",
    ),
    ("非常认同", "认同", "比较认同", "一般", "不太认同", "不认同", "非常不认同"),
    ("非常重要", "很重要", "重要", "比较重要", "一般", "不太重要", "不重要", "非常不重要"),
    ("非常了解", "了解", "比较了解", "基本了解", "一般", "不太了解", "不了解"),
    ("很好", "好", "较好", "一般", "较差", "差", "很差"),
    ("优秀", "良好", "称职", "合格", "基本称职", "基本合格", "不称职", "不合格"),
    ("是", "否", "不清楚", "不了解", "说不清"),
    ("有", "没有", "不清楚"),
    ("男", "女"),
    ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
)
ON_A_SCALE = frozenset(word for scale in SCALES for word in scale)
LONGEST_OPTION = 40
LONG_ANSWER = 8  # characters: above, on the average, answers read like sentences
VARIED = 0.6  # share of different answers above which nobody chose from a list
REPEATED = 0.5  # share of different answers up to which they did
REPEATED_WORDS = 0.34  # the same, where the question asks for words: people may just agree
MOST_OPTIONS = 40
FEW = 4  # answers below which nothing can be told from repetition


@dataclass(frozen=True)
class ColumnAnswers:
    """The answers of one column, once blanks and skips are taken out."""

    values: tuple[str, ...]
    counts: Counter[str]
    skipped: int
    blank: int

    @property
    def answered(self) -> int:
        """Return how many answered; the base of all shares."""
        return len(self.values)

    @property
    def variety(self) -> float:
        """Return the share of different answers."""
        return len(self.counts) / len(self.values) if self.values else 0.0

    @property
    def length(self) -> float:
        """Return how many characters the different answers have on the average."""
        return sum(map(len, self.counts)) / len(self.counts) if self.counts else 0.0


def answers_of(values: Sequence[str]) -> ColumnAnswers:
    """Return the answers of a column of texts."""
    found = Counter(values)
    skipped = sum(found.pop(mark, 0) for mark in SKIPPED)
    blank = sum(found.pop(mark, 0) for mark in (*EMPTY, ""))
    silent = SKIPPED | EMPTY | {""}
    return ColumnAnswers(tuple(value for value in values if value not in silent), found, skipped, blank)


@dataclass(frozen=True)
class Purpose:
    """What a column is for; `sure` is False where a person has to say so."""

    kind: str
    why: str
    sure: bool = True
    separator: str = ""


def purpose_of(
    heading: str, answers: ColumnAnswers, separators: Sequence[str], guessed: Sequence[str]
) -> Purpose:
    """Return what a column is for.

    separators: marks that only ever join several choices; guessed: marks that also stand inside options and
    sentences, and count only where the pieces repeat as choices do.
    """
    if ASKS_FOR_PERSON.match(heading):
        return Purpose(NAME if ASKS_FOR_NAME.search(heading) else LEAVE_OUT, "问的是个人信息")
    for mark in separators:
        if any(mark in value for value in answers.counts):
            return Purpose(MULTIPLE, f"选项用“{mark}”连着", separator=mark)
    if not answers.answered:
        return Purpose(OPEN if ASKS_FOR_WORDS.search(heading) else SINGLE, "没有人作答")
    return _multiple(answers, guessed) or _open_or_single(heading, answers)


def _multiple(answers: ColumnAnswers, guessed: Sequence[str]) -> Purpose | None:
    for mark in guessed:
        if any(mark in value for value in answers.counts) and _repeat(answers, mark):
            return Purpose(MULTIPLE, f"用“{mark}”隔开的几段反复出现", separator=mark)
    return None


def _repeat(answers: ColumnAnswers, mark: str) -> bool:
    pieces: Counter[str] = Counter()
    for value, times in answers.counts.items():
        for piece in split_choices(value, mark):
            pieces[FILL_IN.sub("", piece)] += times
    short = all(len(piece) <= LONGEST_OPTION for piece in pieces)
    return (
        short and len(pieces) <= MOST_OPTIONS and sum(pieces.values()) >= 2 * len(pieces) and len(pieces) > 1
    )


def split_choices(value: str, mark: str) -> list[str]:
    """Return the options of a cell.

    >>> split_choices("交通;住房;", ";")
    ['交通', '住房']
    """
    return [piece.strip() for piece in value.split(mark) if piece.strip()]


def _open_or_single(heading: str, answers: ColumnAnswers) -> Purpose:
    asks = bool(ASKS_FOR_WORDS.search(heading))
    bare = {FILL_IN.sub("", value).strip() for value in answers.counts}
    if bare <= ON_A_SCALE and not (asks and all(map(holds_no_opinion, bare))):
        return Purpose(SINGLE, "答案都是量表上的词")
    if all(map(is_count, bare)):
        return Purpose(SINGLE if len(bare) <= MOST_OPTIONS else LEAVE_OUT, "答案都是数目")
    if _chosen(answers, bare, REPEATED_WORDS if asks else REPEATED):
        return Purpose(SINGLE, f"{answers.answered} 个人只有 {len(bare)} 种答案")
    if asks:
        return Purpose(OPEN, "题目请人写话")
    if answers.length >= LONG_ANSWER and answers.variety >= VARIED:
        return Purpose(OPEN, "答案是各不相同的话，题目却不像在征求意见", sure=False)
    guess = SINGLE if answers.variety < VARIED and max(map(len, bare)) <= LONGEST_OPTION else LEAVE_OUT
    return Purpose(guess, "看不出是选择题还是填空题", sure=False)


def _chosen(answers: ColumnAnswers, bare: set[str], share: float) -> bool:
    if max(map(len, bare), default=0) > LONGEST_OPTION or len(bare) > MOST_OPTIONS:
        return False
    spoken = {value for value in bare if not holds_no_opinion(value)}
    return answers.answered >= FEW and len(bare) <= share * answers.answered and len(spoken) > 1
