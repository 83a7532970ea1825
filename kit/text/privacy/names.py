"""Names of people: which are known, and what could be one.

Names that the words around them give away, and who somebody says to be; never by a guess alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.text.privacy.numbers import TextSpan


NAME = "姓名"
LONGEST_NAME = 12
_NOTE, SURE, OTHERS, _COMPOUND, *_ORDINARY = (
    files("kit.text.privacy").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
)
ORDINARY = frozenset(word for line in _ORDINARY for word in line.split())  # words that look like names
COMPOUND = "|".join(_COMPOUND.split())
HAN = "\u3400-\u9fff"
ANY = f"(?:{COMPOUND}|[{SURE}{OTHERS}])"  # a surname, where the words around it ask for one
STRONG = f"(?:{COMPOUND}|[{SURE}])"  # a surname that seldom begins another word
ETHNIC = f"[{HAN}]{{1,8}}(?:[·•・][{HAN}]{{1,8}})+"
FULL = f"(?:{ETHNIC}|{ANY}[{HAN}]{{1,2}})"


@dataclass(frozen=True)
class PersonNames:
    """Names that are known: `people` must not appear, `functions` (班子成员) are whom opinions are about."""

    people: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """Return for each first character the lengths of the names that begin with it, the longest first."""
        found: dict[str, set[int]] = defaultdict(set)
        for name in self.people - self.functions - ORDINARY:
            if 1 < len(name) <= LONGEST_NAME:
                found[name[0]].add(len(name))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """Return a pattern for the first characters of all names."""
        firsts = "".join(map(re.escape, sorted(self.lengths)))
        return re.compile(f"[{firsts}]" if firsts else "(?!)")

    def may_stay(self, name: str) -> bool:
        """Return whether what looks like a name is a leader's, or an ordinary word."""
        return name in self.functions or name in ORDINARY


def looks_like_name(text: str) -> bool:
    """Return whether a text could be a Chinese person's name; a user's alias usually could not.

    >>> [looks_like_name(text) for text in ("朱琦梦", "A00074011", "阳光", "阿卜杜拉·买买提", "匿名")]
    [True, False, False, True, False]
    """
    return bool(re.fullmatch(FULL, text)) and text not in ORDINARY


def people_named(texts: Iterable[str]) -> frozenset[str]:
    """Return the texts of a column of givers that look like names; aliases of a web board do not."""
    return frozenset(name for name in {text.strip() for text in set(texts)} if looks_like_name(name))


def known_spans(text: str, names: PersonNames) -> Iterator[TextSpan]:
    """Yield where known names stand; what is an ordinary word too is left to the words around it."""
    for start in names.starts.finditer(text):
        at = start.start()
        for length in names.lengths[text[at]]:
            name = text[at : at + length]
            if name in names.people and not names.may_stay(name):
                yield at, at + length, NAME
                break


SELF = "身份"
STOP = r"，,。.；;、！!？?：:\s"
GIVEN = f"(?![州市县区镇乡村局委办院校部科处所站队厂店司]|先生|女士|小姐)[{HAN}]"
END = rf"(?=[{STOP}（()）〔/]|$|今年|是|家住|住|来自|现住|身份证|电话|手机)"
CALLED = f"({ETHNIC}|{ANY}{GIVEN}{{1,2}}?{END}|{STRONG}{GIVEN}{{1,2}})"
GIVERS = (
    r"姓\s*名|联系人|投诉人|反映人|举报人|申请人|留言人|来信人|来电人|提出人|建议人|信访人|当事人|负责人|户主|署名|签名|"
    "经办人|收件人|联系我|此致|法定代表人|法人代表"
)
REACHED = "〔(?:电话|证件号|微信号|QQ号|邮箱)〕"
BETWEEN = (
    rf"[{STOP}（(]{{0,3}}(?:先生|女士|小姐)?[{STOP}（(]{{0,3}}"
    r"(?:的?(?:手机|电话|联系电话|联系方式)(?:号码?)?[是为:：\s]{0,3})?"
)
ROLES = (
    "职工|员工|工作人员|教师|老师|业主|住户|居民|村民|学生|研究生|家长|干部|退休人员|退休干部|退休职工|退休教师|负责人|法人|老板|"
    "经理|医生|医师|护士|司机|租户|商户|店主|户主|农民|工人|会计|出纳|主任|科长|书记|处长|局长|校长|院长|民警|辅警|党员|委员|代表|"
    "一员|志愿者|社工|[焊电钳木瓦水车锻铸铣磨漆架炉]工|女工|厨师|驾驶员|调度员|技术员|炊事员|保洁员|收费员|乘务员|护理员|化验员|检验员|"
    "科员|馆员|文员|秘书|班长|组长|段长|厂长|站长|所长|博士|教练|教授|讲师|个体户|军人|老兵|残疾人|"
    "保安|工程师|业务员|投资人|孩子|女儿|儿子|母亲|父亲|妻子|丈夫|家属|亲属|人员"
)
PLACES = (
    "车间|班组|工段|局|委|办|厅|院|校|学|幼儿园|一中|二中|公司|集团|厂|矿|村|组|屯|社区|小区|花园|花苑|家园|苑|城|镇|乡|街道|街|路|县|区|市|"
    "单位|科|处|部|中心|所|站|队|店|栋|楼|号|室|银行|协会|商会|支部|年级|班|系"
)
TITLES = (
    "先生|女士|小姐|同志|师傅|老师|医生|护士|局长|主任|科长|处长|书记|校长|院长|经理|所长|站长|队长|警官|律师"
)
NOBODYS = (
    rf"(?!不|谁|什么|哪|(?:一[名位个]|普通|退休|失独|农村)[^{STOP}]{{0,12}}(?![^{STOP}]*(?:在|公司|集团)))"
)
PLAIN = rf"[^{STOP}〔]"
DESCRIBED = (
    rf"{NOBODYS}{PLAIN}{{1,24}}?(?:{PLACES}){PLAIN}{{0,8}}?的?(?:一[名位个])?{PLAIN}{{0,6}}?(?:{ROLES})"
)
HOME = rf"{PLAIN}{{2,24}}?(?:栋|楼|号|室|单元|小区|组|屯|村){PLAIN}{{0,10}}?(?:栋|楼|号|室|单元)?"

KIN = "爱人|丈夫|妻子|老公|老婆|孩子|小孩|儿子|女儿|父亲|母亲|同事|邻居|师傅|领导"
SAYS = "反映|建议|认为|希望|要求|提出|投诉|举报|来自|现住?|自|于|在|与|和|系"
CLOSED = "签名|签字|敬上|谨上|拜上|呈上|亲笔|手书"
UNIQUE = rf"{PLAIN}{{0,16}}?(?:唯一|惟一|仅有|独一|就我一个|只有我一个){PLAIN}{{0,14}}"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (SELF, re.compile(rf"(?:我(?!们)|本人)(?:是|系|就是|作为|身为)({UNIQUE})")),
    (SELF, re.compile(rf"(?:作为|身为)({PLAIN}{{0,16}}?(?:唯一|惟一|仅有)的?{PLAIN}{{1,14}})")),
    (SELF, re.compile(rf"({PLAIN}{{0,10}}(?:就|只有|仅有?)我一[个名位]{PLAIN}{{1,12}})")),
    (NAME, re.compile(rf"本人({STRONG}{GIVEN}{{1,2}}?)(?={SAYS})")),
    (NAME, re.compile(rf"我是({STRONG}{GIVEN}{{1,2}}?)(?=的(?:{KIN}|家属|亲属|学生|徒弟))")),
    (NAME, re.compile(rf"(?:{KIN})(?:名叫|叫|姓名是?)\s*({STRONG}{GIVEN}{{1,2}}?){END}")),
    (NAME, re.compile(rf"(?:{ROLES})({STRONG}{GIVEN}{{2}})(?:{END}|(?={SAYS}))")),
    (NAME, re.compile(rf"(?<![{HAN}])({ANY}{GIVEN}{{1,2}})(?=[ \t　]*[（(]?(?:{CLOSED}))")),
    (NAME, re.compile(rf"敬礼[!！。\s]*({ANY}{GIVEN}{{1,2}})[。\s]*\Z")),
    (NAME, re.compile(rf"[—–][—–]?[ \t　]*({ANY}{GIVEN}{{1,2}})[。\s]*\Z")),
    (NAME, re.compile(rf"[。！!？?；;][ \t　]*({STRONG}{GIVEN}{{2}})[。\s]*\Z")),
    (NAME, re.compile(rf"(?:我叫|我的名字[叫是]|本人叫|我名叫|我姓名)\s*[:：]?\s*{CALLED}")),
    (NAME, re.compile(rf"(?:我是|本人是?)\s*({STRONG}{GIVEN}{{1,2}}){END}")),
    (NAME, re.compile(rf"(?:{GIVERS})\s*(?:是|为|叫|[:：])?\s*[（(]?{CALLED}")),
    (NAME, re.compile(rf"(?<![{HAN}])({FULL})(?={BETWEEN}{REACHED})")),
    (
        NAME,
        re.compile(
            rf"{REACHED}[{STOP}（(]{{0,3}}(?:联系人|找)?[:：]?({FULL})(?:先生|女士|小姐)?(?=[{STOP}）)]|$)"
        ),
    ),
    (NAME, re.compile(rf"((?:{STRONG}|[黄周马谢钟])某某?)")),
    (NAME, re.compile(rf"(?<![{HAN}])((?:{STRONG}|[黄周高马林谢余叶陆程])(?=先生|女士|小姐))")),
    (NAME, re.compile(rf"(?:[的是叫找请向和与给对、，,。\s]|^)({STRONG}{GIVEN}{{1,2}})(?={TITLES})")),
    (SELF, re.compile(rf"(?:我(?!们)|本人|我家)(?:是|系|就是)(?:来自|在|住在)?({DESCRIBED})")),
    (SELF, re.compile(rf"(?:我家住|本人住|我住在?|家住)在?({HOME})(?=[{STOP}的]|$)")),
)
AFTER_SELF = re.compile(rf"〔{SELF}〕(?:代表)?[{STOP}]{{0,2}}(?:我叫|名叫)?({ANY}{GIVEN}{{1,2}}?){END}")
SIGNED = re.compile(
    rf"\n[ \t　]*(?:(?:反映|投诉|建议|举报)?人[:：]?\s*)?({ANY}[ \t　]?{GIVEN}{{1,2}})[ \t　]*(?:敬上|上|呈)?"
    r"(?:\s*\d{4}[年./\-]\d{1,2}[月./\-]\d{1,2}日?)?\s*\Z"
)
CUES = re.compile(
    rf"我|本人|作为|身为|{KIN}|{CLOSED}|敬礼|[—–。！!？?；;]|{ROLES}|{GIVERS}|名[叫字]|{TITLES}|某|〔|家住|\n"
)  # without one of these no pattern can match, and most opinions have none


def told_spans(text: str, names: PersonNames) -> Iterator[TextSpan]:
    """Yield names and self-descriptions that the words around them give away; spans may overlap."""
    if not CUES.search(text):
        return
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if not names.may_stay(match[1]):
                yield (*match.span(1), kind)
    yield from _signed(text, SIGNED, names)


def followed_spans(text: str, names: PersonNames) -> Iterator[TextSpan]:
    """Yield names right behind a self-description that was replaced."""
    if f"〔{SELF}〕" in text:
        yield from _signed(text, AFTER_SELF, names)


def _signed(text: str, pattern: re.Pattern[str], names: PersonNames) -> Iterator[TextSpan]:
    for found in pattern.finditer(text):
        if not names.may_stay(found[1]):
            yield (*found.span(1), NAME)
