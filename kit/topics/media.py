"""What was reported (宣传报道, S27): one row is one report in one medium; and the bulletin's issues (简报).

Issues are numbered without a gap within a year; the next number is counted, so that the next issue has
it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kit.model.counting import By, Names, Rows, Sums, is_one_of, is_told, over
from kit.model.fact import Fact, count_fact
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.text.saying import joined
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


MEDIA_ITEMS = SheetKind(
    id="media_items",
    code="S09",
    name="宣传报道",
    row="一篇（次）报道",
    aliases=("宣传台账", "报道登记", "宣传报道统计", "新闻宣传"),
    key="",
    day="日期",
    personal=(),
    own_words=("媒体", "标题", "链接/期号"),
    columns=(
        Column(
            "日期",
            "date",
            aliases=(
                "刊播日期",
                "刊登日期",
                "报道日期",
                "发布时间",
                "发布日期",
                "时间",
                "刊发时间",
                "刊发日期",
                "发表时间",
            ),
            note="刊登或播出的日子",
        ),
        Column(
            "媒体",
            tells=True,
            aliases=(
                "媒体名称",
                "刊播媒体",
                "刊登媒体",
                "报刊名称",
                "媒体平台",
                "刊发媒体",
                "发布平台",
                "发布媒体",
            ),
            note="媒体的全称，不加书名号",
        ),
        Column(
            "媒体级别",
            "choice",
            aliases=("级别", "媒体层级", "媒体等级"),
            choices=("中央", "省级", "市级", "县级", "本单位"),
            open=True,
            choice_aliases={
                "中央级": "中央",
                "国家级": "中央",
                "省": "省级",
                "自治区级": "省级",
                "市": "市级",
                **dict.fromkeys(("县", "区", "区级", "县区级", "区县级"), "县级"),
                "本机关": "本单位",
                "内部": "本单位",
                "单位": "本单位",
            },
            note="媒体是哪一级的",
        ),
        Column(
            "载体",
            "choice",
            aliases=("载体类型", "媒体类型", "形式"),
            choices=("报", "台", "网", "简报", "版报", "内网"),
            open=True,
            choice_aliases={
                "报纸": "报",
                "报刊": "报",
                "电视": "台",
                "电视台": "台",
                "广播": "台",
                "电台": "台",
                "网站": "网",
                "网络": "网",
                "外网": "网",
                "板报": "版报",
            },
            note="登在什么上面",
        ),
        Column("标题", aliases=("报道标题", "稿件标题", "稿件名称", "题目"), note="报道的标题"),
        Column("链接/期号", aliases=("链接", "期号", "版面", "链接或期号", "网址"), note="网址、期号或版面"),
    ),
    example={
        "日期": "2020-03-12",
        "媒体": "示例日报",
        "媒体级别": "市级",
        "载体": "报",
        "标题": "学习教育活动启动",
    },
)


BULLETINS = SheetKind(
    id="bulletins",
    code="S27",
    name="简报台账",
    row="一期简报",
    aliases=("简报登记", "简报目录"),
    key="",  # 期号 begins anew each year; the check bulletins.numbers watches it
    day="日期",
    personal=(),
    own_words=("编印单位", "签发人", "标题", "报送发"),
    all_phases=True,
    columns=(
        Column(
            "期号",
            "count",
            tells=True,
            ordinal=True,
            aliases=("期数", "第几期", "简报期数", "简报期号", "期次"),
            note="本年第几期",
        ),
        Column("总期号", "count", ordinal=True, aliases=("总期数",), note="总第几期"),
        Column("编印单位", aliases=("编印", "编发单位"), note="由谁编印"),
        Column("签发人", aliases=("签发",), note="谁签发"),
        Column(
            "日期",
            "date",
            aliases=("印发日期", "编印日期", "印发时间", "编发时间", "编发日期", "时间"),
            decides=True,
            note="印发的日子",
        ),
        Column("标题", aliases=("简报标题", "题目", "简报题目", "简报名称"), note="这一期的标题"),
        Column("印数", "count", aliases=("印发份数", "份数", "印发数量", "印刷份数"), note="印了多少份"),
        Column("报送发", "long", aliases=("报/送/发", "报送范围", "发送范围"), note="报、送、发给谁"),
    ),
    example={"期号": "1", "编印单位": "示例办公室", "日期": "2020-04-01", "标题": "示例标题", "印数": "80"},
)


MEDIA_CARRIERS = {
    "报": "press",
    "台": "broadcast",
    "网": "web",
    "简报": "bulletin",
    "版报": "board",
    "内网": "intranet",
}
MEDIA_LEVELS = {"中央": "national", "省级": "provincial", "市级": "municipal", "本单位": "own"}


def _next_number(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield the number the next issue will have: the largest of the year plus one."""
    by_issue = sheets.frame("bulletins")
    if is_told(by_issue, "期号") and by_issue["期号"].notna().all():
        latest = max(map(int, by_issue["期号"]))
        sources = sheets.sources(by_issue, "期号")
        yield count_fact("bulletins.next", "下期简报期号", latest + 1, "期", "本年最大期号加一", sources)


FACTS = (
    *over(
        "media_items",
        Rows("media.items", "宣传报道篇次", "篇次", "宣传报道表的行数，一行一篇次", "媒体"),
        Names("media.list", "刊播媒体", "媒体"),
        *(
            Rows(
                f"media.{key}",
                f"{word}刊播篇次",
                "篇次",
                f"{column}为“{word}”",
                column,
                is_one_of(column, word),
                zero=False,
            )
            for column, words in (("载体", MEDIA_CARRIERS), ("媒体级别", MEDIA_LEVELS))
            for word, key in words.items()
        ),
        *(
            By(
                column,
                (Rows(f"media.{key}.{{word}}.count", name, "篇次", f"{column}为“{{word}}”", column),),
                but=tuple(words),
            )
            for column, key, name, words in (
                ("载体", "by_carrier", "{word}刊播篇次", MEDIA_CARRIERS),
                ("媒体级别", "by_level", "{word}媒体刊播篇次", MEDIA_LEVELS),
            )
        ),
    ),
    *over(
        "bulletins",
        Rows("bulletins.issues", "简报期数", "期", "简报台账的行数", "期号"),
        _next_number,
        Sums("bulletins.copies", "简报印数", "份", "各期“印数”之和", "印数", zero=True),
    ),
)


RULE = "bulletins.numbers"


def check_bulletin_numbers(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each issue whose 期号 is not the one before plus one, in the order of numbers."""
    rows = sorted(
        (r for r in sheets.rows("bulletins") if r["期号"] is not None), key=lambda r: int(r["期号"])
    )
    for before, row in pairwise(rows):
        step = int(row["期号"]) - int(before["期号"])
        if step != 1:
            said = f"和{before.place()}重号" if not step else f"前面缺第 {int(before['期号']) + 1} 期"
            problem = f"第 {row['期号']} 期{said}"
            yield Finding(RULE, "warning", row.place("期号"), problem, "请核对期号，或补登缺的那一期")


RULES = (check_bulletin_numbers,)


KEY_FIGURES = (
    KeyFigure("media.items", "宣传报道", "各类媒体和园地合计"),
    KeyFigure("bulletins.issues", "简报", kind=BULLETINS),
)


OWN = "本单位"


LEVELS_DOWN = {"中央": 0, "省级": 1, "市级": 2, "县级": 3}


CARRIERS_TOLD = (
    ("press", "报纸"),
    ("broadcast", "广播电视"),
    ("web", "网站"),
    ("bulletin", "简报"),
    ("board", "版报"),
    ("intranet", "内网"),
)


def _media(material: Material) -> str:
    """Return the outside media, the highest level first, and then our own pages."""
    rows = list(material.sheets.rows("media_items"))
    levels = {str(row["媒体"]): str(row["媒体级别"] or "") for row in rows if row["媒体"]}
    outside = sorted(
        (name for name in levels if levels[name] != OWN),
        key=lambda name: LEVELS_DOWN.get(levels[name], len(LEVELS_DOWN)),
    )
    named = "、".join(outside).replace("》、《", "》《")
    pages = "本单位园地" if OWN in levels.values() else ""
    return "和".join(part for part in (named, pages) if part)


@passage("宣传报道", kind=MEDIA_ITEMS, needs=("media.items",))
def press(material: Material, *, by_carrier: bool) -> Prose:
    """Return the press items in all; by_carrier: with every carrier's number, else the bulletin's only."""
    facts = material.facts
    items = facts["media.items"]
    media = _media(material)
    where = ("在", media, "刊播") if media else "刊播"
    carriers = CARRIERS_TOLD if by_carrier else (("bulletin", "简报"),)
    parts = [prose(word, fact, "篇次") for key, word in carriers if (fact := facts.get(f"media.{key}"))]
    among = prose("，其中", joined(parts)) if parts and items > 1 else ""
    return prose(where, "稿件", items, "篇次", among)


@passage("简报", kind=BULLETINS, needs=("bulletins.issues",), by_cutoff=True)
def bulletins(material: Material) -> Prose:
    """Return 编发简报N期，印发N份."""
    issues, copies = material.facts["bulletins.issues"], material.facts.get("bulletins.copies")
    return prose("编发简报", issues, "期", ("，印发", copies, "份") if copies else "")
