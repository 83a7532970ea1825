"""What an answer column is for: a closed question, an open one, or who answered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.cells import EMPTY, FILL_IN, SKIPPED
from kit.opinions.importing.reading.counts import is_count
from kit.words.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Sequence

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
class Answers:
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


def answers_of(values: Sequence[str]) -> Answers:
    """Return the answers of a column of texts."""
    found = Counter(values)
    skipped = sum(found.pop(mark, 0) for mark in SKIPPED)
    blank = sum(found.pop(mark, 0) for mark in (*EMPTY, ""))
    silent = SKIPPED | EMPTY | {""}
    return Answers(tuple(value for value in values if value not in silent), found, skipped, blank)


@dataclass(frozen=True)
class Purpose:
    """What a column is for; `sure` is False where a person has to say so."""

    kind: str
    why: str
    sure: bool = True
    separator: str = ""


def purpose_of(heading: str, answers: Answers, separators: Sequence[str], guessed: Sequence[str]) -> Purpose:
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


def _multiple(answers: Answers, guessed: Sequence[str]) -> Purpose | None:
    for mark in guessed:
        if any(mark in value for value in answers.counts) and _repeat(answers, mark):
            return Purpose(MULTIPLE, f"用“{mark}”隔开的几段反复出现", separator=mark)
    return None


def _repeat(answers: Answers, mark: str) -> bool:
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


def _open_or_single(heading: str, answers: Answers) -> Purpose:
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


def _chosen(answers: Answers, bare: set[str], share: float) -> bool:
    if max(map(len, bare), default=0) > LONGEST_OPTION or len(bare) > MOST_OPTIONS:
        return False
    spoken = {value for value in bare if not holds_no_opinion(value)}
    return answers.answered >= FEW and len(bare) <= share * answers.answered and len(spoken) > 1
