"""What the cells of a column are, told from the whole column: times, names, phones, codes, or words.

No column of times, numbers, names, phones, ids, addresses, codes or statuses is ever one of opinions,
whatever stands above it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.rows import is_opinion
from kit.sheets.surveying.purposes import is_count
from kit.sheets.surveying.verbatim import verbatim_cell
from kit.text.privacy.names import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kit.sheets.grid import RawCell


WORDS, NOTHING = "", "空"
NUMBER, NAME, STATUS, CHOICE = "数目", "姓名", "状态", "选项"
LOST, TIME_OF, REACHED, CODED, PLACED = "错误值", "时间", "电话、证件号这样的号码", "编号、代码", "地址、单位"
MIXED = "数目、姓名、代码一类"
NEVER_ASKED = frozenset({LOST, TIME_OF, REACHED, CODED})  # no form asks for them in a question to be counted
NEVER_SAID = frozenset({NAME, PLACED, MIXED, STATUS})  # no answer to a question that asks for words
LOOKED_AT = 5000  # cells of a column, spread over the whole of it
MOST = 0.7  # share of the cells that make the column what they are
FEW = 8  # cells below which repetition tells nothing
REPEATED, LONGEST_CHOICE = 0.3, 8  # share of different cells, characters: answers out of a list
LONGEST_PLACE, LONGEST_CODE = 30, 60

_DAY = r"(?:\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?"
_HOUR = r"\d{1,2}\s*[:：时点]\s*(?:\d{1,2}|半)?(?:\s*[:：分]\s*\d{0,2}秒?)?"
_SPAN = rf"(?:{_DAY}|{_HOUR}|\d{{4}}年(?:\d{{1,2}}月)?|\d{{1,2}}月[底初中上下旬]{{1,2}})"
TIME = re.compile(
    rf"(?:{_SPAN}|[上下中]午|晚上?|夜间|全天|半天|(?:星期|周|礼拜)[一二三四五六日天]|[\s\-~—–至到、,，()（）T])+"
)
TOLD = re.compile(r"\d|[午晚夜天]|[期周拜][一二三四五六日]")
PERCENT = re.compile(
    r"[-+]?\d+(?:[.,]\d+)*\s*[%％‰]|[¥￥$]\s*\d[\d.,]*(?:/\S{1,4})?|\d[\d.,]*\s*元(?:/\S{1,4})?"
)
LONG_NUMBER = re.compile(r"[\d\-\s()（）+、/]{7,}[\dXx]?|\d{6,17}[\dXx*]|\d*\*{3,}\d*")
CODE = re.compile(
    r"(?=.*[\d_@/])[\x21-\x7e]+(?:\s[\x21-\x7e]+)?|[\u4e00-\u9fff]{0,6}[〔\[(（]\d{4}[〕\])）][\u4e00-\u9fff\d]*号|"
    r"[\u4e00-\u9fff][A-Za-z]\s?[A-Za-z\d]{4,6}"
)
ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)")
PLACE = re.compile(
    r"[\u4e00-\u9fffA-Za-z\d]{1,24}(?:省|市|县|区|镇|乡|村|街道|路|街|巷|弄|号|室|栋|幢|楼|单元|组|屯|社区|小区|花园|"
    r"花苑|广场|大厦|大厅|局|科|股|院|校|处|所|站|中心|公司|厂|层|门口|路口)"
    r"(?:[\d\-A-Za-z]{1,8}(?:号|室|栋|楼|单元|层|组|座)?)?(?:旁|旁边|内|附近|对面)?"
)
HOUSE = re.compile(r"\d")  # a number in it makes an address of what could be a wish: 建设路3号, but not 修路
BEGINS_WITH_VERB = re.compile(
    r"(?!办公|建设|开发|管理|设计|改革|关[口东西南北]|清[水河])[把将让给请修建种装治整开办设管关拆扩改加减增清扫换补查多少]|.*的"
)
SPOKEN = re.compile(
    r"[，。；！？,;!?]|不|没|太|请|希望|建议|应|要|无|少|慢|差|乱|脏|坏|难|缺|多|加强|增加|改善|完善|解决"
)
ANONYMOUS = re.compile(
    r"[\u4e00-\u9fff]?某{1,2}[\u4e00-\u9fff]?|[甲乙丙丁戊己庚辛壬癸][一二三四五六七八九十]?|匿名|[\u4e00-\u9fff]\*{1,2}|"
    r"[\u4e00-\u9fff](?:先生|女士|同志|师傅|老师)"
)
BETWEEN_NAMES = re.compile(r"[、,，;；/\s]+")
SETTLED = re.compile(
    r"(?:已|未|正在|待|不|部分|全部|基本|拟|暂未|尚未|无法|不予)?(?:经)?"
    r"(?:办结|解决|处理|办理|完成|答复|回复|整改|整改到位|销号|采纳|受理|提交|审核|通过|处置|落实|同意|上报|转办|签收|收到|缴费|缴纳|"
    r"到岗|在岗|在职|离职|退休|启用|停用|归档|反馈|协调|启动|进行|推进|报名|签到|请假|缺席)(?:中|完毕|完成|了|到位)?|"
    r"是|否|有|无|正常|异常|合格|不合格|进行中|长期坚持|满意|基本满意|不满意|优秀|良好|一般|较好|好|较差|差"
)


def is_time(text: str) -> bool:
    """Return whether a cell is a day, an hour, or a span of them."""
    return bool(TIME.fullmatch(text)) and bool(TOLD.search(text))


def is_name(text: str) -> bool:
    """Return whether a cell names one person or several, or hides who it was: 张某、李某某、某甲."""
    parts = [part for part in BETWEEN_NAMES.split(text.strip()) if part]
    return bool(parts) and all(looks_like_name(part) or bool(ANONYMOUS.fullmatch(part)) for part in parts)


def is_place(text: str) -> bool:
    """Return whether a cell is an address or the name of a body, and says nothing of it."""
    if len(text) > LONGEST_PLACE or not PLACE.fullmatch(text) or SPOKEN.search(text):
        return False
    return bool(HOUSE.search(text)) or not BEGINS_WITH_VERB.match(text)


TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (LOST, lambda text: bool(ERROR.fullmatch(text))),
    (TIME_OF, is_time),
    (REACHED, lambda text: bool(LONG_NUMBER.fullmatch(text))),
    (NUMBER, lambda text: is_count(text) or bool(PERCENT.fullmatch(text))),
    (CODED, lambda text: len(text) <= LONGEST_CODE and bool(CODE.fullmatch(text))),
    (STATUS, lambda text: bool(SETTLED.fullmatch(text))),
    (NAME, is_name),
    (PLACED, is_place),
)


class ColumnContents:
    """What the cells of one column are; those that say nothing (无, 没有意见) tell nothing."""

    def __init__(self, cells: Sequence[RawCell]) -> None:
        """Look at the cells of a column, or where it is very long at as many as tell, spread over it."""
        spread = cells[:: max(1, len(cells) // LOOKED_AT)]
        self.cells = [text for cell in spread if (text := plain_cell(cell)) and is_opinion(text)]
        self.filled = len(self.cells)

    @cached_property
    def kind(self) -> str:
        """Return what the cells are for the most part; "" for words, 空 where none says anything."""
        if not self.cells:
            return NOTHING
        for name, test in TESTS:
            if sum(map(test, self.cells)) >= MOST * len(self.cells):
                return name
        mixed = sum(any(test(text) for _, test in TESTS) for text in self.cells)
        if mixed >= MOST * len(self.cells):
            return MIXED
        return CHOICE if self._are_chosen() else WORDS

    @property
    def length(self) -> float:
        """Return how many characters the cells have on the average."""
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    @property
    def spoken(self) -> float:
        """Return the share of cells that read like something somebody said."""
        return sum(bool(SPOKEN.search(text)) for text in self.cells) / len(self.cells) if self.cells else 0.0

    def _are_chosen(self) -> bool:
        different = set(self.cells)
        is_list = len(self.cells) >= FEW and len(different) <= REPEATED * len(self.cells)
        return is_list and max(map(len, different)) <= LONGEST_CHOICE


def plain_cell(cell: RawCell) -> str:
    """Return a cell's text in usual width, without the blanks around it."""
    text = verbatim_cell(cell)
    return unicodedata.normalize("NFKC", text).strip() if text else ""
