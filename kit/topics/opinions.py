"""Raw opinions (原始意见, S13), word for word as they were given; rows are never deleted.

Raw and merged are counted apart. Every raw opinion stands in exactly one merged row, and every source
exists (I5); one that was not adopted has its reason (理由).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from kit.model.counting import By, Distinct, Names, Rows, over
from kit.model.fact import Fact, count_fact, own_word
from kit.model.finding import Finding
from kit.model.prose import Prose, items_of, prose
from kit.model.table import Column, SheetKind
from kit.text.no_opinion import aspect_named, holds_no_opinion
from kit.text.saying import joined, majority
from kit.topics.merged_opinions import KIND as MERGED
from kit.topics.merged_opinions import STATED, origin_count
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.fact import Facts
    from kit.model.table import Row, Sheets


KIND = SheetKind(
    id="opinions",
    facts=("opinions.raw",),
    code="S13",
    name="意见登记（原始）",
    row="一条原始意见",
    aliases=("意见登记", "原始意见", "意见登记表", "意见建议登记"),
    key="意见ID",
    day="登记日",
    personal=("提出者姓名",),  # the words are scrubbed and may then be shared
    own_words=("指向人", "方面"),
    columns=(
        Column(
            "意见ID",
            "key",
            required=True,
            aliases=("意见编号", "编号", "意见号"),
            note="自己编，不重复、不再改",
        ),
        Column(
            "来源渠道",
            "choice",
            required=True,
            aliases=("渠道", "来源", "意见来源"),
            filled_down=True,
            note="从哪里来的，如：征求意见表、座谈会、走访",
        ),
        Column(
            "来源记录ID",
            "key",
            aliases=("来源编号", "来源记录编号"),
            filled_down=True,
            note="对应的批次、会议或走访的编号",
        ),
        Column(
            "会议ID", "key", aliases=("会议编号",), filled_down=True, note="会上提的，填会议台账里的会议ID"
        ),
        Column(
            "登记日", "date", aliases=("登记日期", "登记时间", "日期"), filled_down=True, note="哪天登记的"
        ),
        Column(
            "原文",
            "long",
            required=True,
            aliases=("意见原文", "意见内容", "意见和建议", "意见建议", "内容", "意见"),
            note="一字不改照录，一行一条",
        ),
        Column(
            "指向",
            "choice",
            required=True,
            aliases=("意见指向", "针对对象", "指向对象"),
            choices=("班子", "班子成员", "机关", "专委会", "全市工作", "活动本身"),
            open=True,
            choice_aliases={
                "领导班子": "班子",
                "成员": "班子成员",
                "领导班子成员": "班子成员",
                "个人": "班子成员",
                "机关工作": "机关",
                "专委": "专委会",
                "专门委员会": "专委会",
                "全市": "全市工作",
                "市里工作": "全市工作",
                "活动": "活动本身",
            },
            note="意见是对谁提的",
        ),
        Column("指向人", aliases=("指向人姓名", "针对人"), note="对班子成员提的，填姓名，与班子名单一致"),
        Column("方面", aliases=("意见方面", "所属方面"), note="会上就按方面分好的才填"),
        Column("提出者类别", "choice", aliases=("提出人类别", "意见人类别"), note="哪一类人提的，不写姓名"),
        Column(
            "提出者姓名", aliases=("提出人", "提出人姓名", "姓名"), note="一般不填；填了也不会写进任何材料"
        ),
        Column("份号", "key", aliases=("表号", "意见表编号"), filled_down=True, note="征求意见表上的号"),
    ),
    example={
        "意见ID": "示例1",
        "来源渠道": "座谈会",
        "登记日": "2020-04-20",
        "原文": "建议把会议开得短一些。",
        "指向": "机关",
    },
)


def counted_opinions(sheets: Sheets) -> pd.DataFrame:
    """Return the raw opinions that count: one row each, without answers that say nothing."""
    by_opinion = sheets.frame("opinions")
    if by_opinion.empty:
        return by_opinion
    return by_opinion[[not holds_no_opinion(str(text or "")) for text in by_opinion["原文"]]]


def _merged_by_aspect(sheets: Sheets) -> pd.DataFrame:
    """Return the merged opinions if each has its 一级方面: of some of them no distribution is told."""
    by_merged = sheets.frame("merged_opinions")
    told = "一级方面" in by_merged and bool(by_merged["一级方面"].notna().all())
    return by_merged if told else by_merged.iloc[:0]


def _by_aspect(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield for each 一级方面 its merged opinions, and the raw ones that they came from."""
    by_merged = _merged_by_aspect(sheets)
    if by_merged.empty:
        return
    for named in dict.fromkeys(str(named) for named in by_merged["一级方面"]):
        of_aspect = by_merged[by_merged["一级方面"] == named]
        id_, name = f"opinions.aspect.{own_word(named)}", aspect_named(named)
        basis, sources = f"一级方面为“{named}”", sheets.sources(of_aspect, "一级方面")
        yield count_fact(
            f"{id_}.merged", f"{name}归纳意见条数", len(of_aspect), "条", basis, sources, stage="归纳"
        )
        rows = [row for row in sheets.rows("merged_opinions") if row["一级方面"] == named]
        if (raw := _origins(rows)) is not None:
            number_of, column = raw
            sources = sheets.sources(of_aspect, column)
            yield count_fact(
                f"{id_}.raw", f"{name}原始意见条数", number_of, "条", basis, sources, stage="原始"
            )


def _by_level(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield, of an office's list of several levels, what each level holds with all below it."""
    if all(len(node.path) == 1 for node in campaign.aspect_nodes) or _merged_by_aspect(sheets).empty:
        return
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in sheets.rows("merged_opinions"):
        told = f"{row['一级方面']}·{row['二级类别'] or ''}".strip("·").split("·")
        for depth in range(1, len(told) + 1):
            found.setdefault(tuple(told[:depth]), []).append(row)
    for path, rows in sorted(found.items()):
        dotted = ".".join(normalize("NFKC", name).replace(".", "．") for name in path)
        name, basis = "·".join(path), f"方面为“{'·'.join(path)}”和它下面各级的"
        sources = sheets.sources_of(rows, "一级方面")
        id_ = f"opinions.by.{dotted}"
        yield count_fact(
            f"{id_}.merged", f"归入{name}的归纳意见条数", len(rows), "条", basis, sources, stage="归纳"
        )
        if (raw := _origins(rows)) is not None:
            sources = sheets.sources_of(rows, raw[1])
            yield count_fact(
                f"{id_}.raw", f"归入{name}的原始意见条数", raw[0], "条", basis, sources, stage="原始"
            )


def _origins(rows: Sequence[Row]) -> tuple[int, str] | None:
    """Return how many raw opinions merged ones came from, and the column that says so, if all say it."""
    counts = [origin_count(row) for row in rows]
    said = [count for count in counts if count is not None]
    if len(said) < len(rows):
        return None
    named = {raw for row in rows for raw in row["来源意见ID"] or ()}
    stated = sum(number for number, column in said if column == STATED)
    return len(named) + stated, STATED if stated else "来源意见ID"


def _stated_origins(sheets: Sheets) -> int | None:
    """Return how many raw opinions merged tables state that name none; None where one row does not say."""
    rows = [row for row in sheets.rows("merged_opinions") if not row["来源意见ID"]]
    origins = _origins(rows) if rows else None
    return origins[0] if origins else None


def _raw_opinions(sheets: Sheets) -> pd.DataFrame:
    """Return the registered opinions that count; none while merged tables state another number of them."""
    counted, stated = counted_opinions(sheets), _stated_origins(sheets)
    return counted.iloc[:0] if stated is not None and stated != len(counted) else counted


def _stated_raw(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield the raw opinions that merged tables state, where none is registered."""
    if not counted_opinions(sheets).empty:
        return
    origins = _origins(list(sheets.rows("merged_opinions")))
    if origins and origins[1] == STATED:
        basis = "没有登记原话，为归纳表写明的条数之和"
        sources = sheets.sources(sheets.frame("merged_opinions"), STATED)
        yield count_fact("opinions.raw", "原始意见条数", origins[0], "条", basis, sources, stage="原始")


_OF_A_CHANNEL = Rows(
    "opinions.channel.{word}",
    "{word}原始意见条数",
    "条",
    "来源渠道为“{word}”",
    "来源渠道",
    stage="原始",
)
FACTS = (
    *over(
        _raw_opinions,
        Rows(
            "opinions.raw",
            "原始意见条数",
            "条",
            "意见登记（原始）的行数，不含只写“无意见”的",
            "原文",
            stage="原始",
        ),
        _stated_raw,
    ),
    *over(
        counted_opinions,
        Distinct("opinions.channels", "意见来源渠道数", "个", "不同来源渠道的个数", "来源渠道"),
        Names("opinions.channel_list", "意见来源渠道", "来源渠道"),
        By("来源渠道", (_OF_A_CHANNEL,)),
    ),
    *over(
        "merged_opinions",
        Rows(
            "opinions.merged",
            "归纳意见条数",
            "条",
            "意见归纳的行数",
            "归纳表述",
            stage="归纳",
        ),
    ),
    *over(
        _merged_by_aspect,
        Distinct("opinions.aspects", "归纳方面数", "个", "不同一级方面的个数", "一级方面", stage="归纳"),
        Names("opinions.aspect_list", "归纳方面", "一级方面"),
        _by_aspect,
        _by_level,
    ),
)


def is_stated(facts: Facts) -> bool:
    """Return whether the raw opinions are only stated by merged tables: nobody registered their words."""
    raw = facts.get("opinions.raw")
    return raw is not None and any(source.column == STATED for source in raw.sources)


OPINION_SOURCES_RULE = "opinions.sources"
REGISTER = "opinions/"  # the imported register says itself, in one line, how many opinions are not sorted


def check_opinion_sources(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield sources that are not registered, used twice, or registered and never used."""
    if not sheets.has("opinions") or not sheets.has("merged_opinions"):
        return
    raw = {str(row["意见ID"]): row for row in sheets.rows("opinions")}
    withheld = sheets.withheld("opinions", "意见ID")
    used: dict[str, Row] = {}
    for merged in sheets.rows("merged_opinions"):
        place = merged.place("来源意见ID")
        for source in merged["来源意见ID"] or ():
            if source not in raw and source not in withheld:
                remedy = "请改成登记表里有的意见ID"
                yield Finding(
                    OPINION_SOURCES_RULE, "error", place, f"来源意见“{source}”不在意见登记表里", remedy
                )
            elif source in used:
                problem = f"来源意见“{source}”已经归在{used[source].place()}"
                yield Finding(
                    OPINION_SOURCES_RULE,
                    "error",
                    place,
                    problem,
                    "一条原始意见只归一处；一条含几件事的，先在登记表里拆开",
                )
            used.setdefault(source, merged)
    if used:  # merged tables that name no sources at all cannot leave one out
        yield from _left_over(raw, used)


def _left_over(raw: dict[str, Row], used: dict[str, Row]) -> Iterator[Finding]:
    for number, row in raw.items():
        if row.table.file.startswith(REGISTER):
            continue
        if number not in used and not holds_no_opinion(str(row["原文"] or "")):
            problem = f"意见“{number}”还没有归纳"
            yield Finding(
                OPINION_SOURCES_RULE,
                "warning",
                row.place("意见ID"),
                problem,
                "请归到一条归纳意见里，或新加一条",
            )


REASON_GIVEN_RULE = "opinions.reason"
REASON_KINDS = ("merged_opinions", "appraisal_opinions")


def check_reason_given(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield merged and appraisal opinions that are 未采纳 without a word why."""
    for kind in REASON_KINDS:
        for row in sheets.rows(kind):
            if row["采纳"] == "未采纳" and not row["理由"]:
                yield Finding(
                    REASON_GIVEN_RULE,
                    "warning",
                    row.place("理由"),
                    "未采纳却没有写理由",
                    "请写明理由，公开采纳情况时要用",
                )


STATED_RULE = "opinions.stated"


def check_stated_origins(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one warning where merged tables state another number of raw opinions than are registered."""
    registered, stated = len(counted_opinions(sheets)), _stated_origins(sheets)
    if registered and stated is not None and stated != registered:
        yield Finding(
            STATED_RULE,
            "warning",
            sheets.of("merged_opinions")[0].place(None, STATED),
            f"归纳表写明的条数共 {stated} 条，登记的原始意见有 {registered} 条，材料里先不写原始意见条数",
            "是同一批的，请补登或核对条数；不是同一批的，请在归纳表里写明“来源意见ID”",
        )


UNREGISTERED_RULE = "forms.unregistered"


def check_forms_registered(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one warning if more forms came back with an opinion (份) than there are opinions (条) at all.

    A form that is not blank holds at least one opinion; one whose counts are not all said is left out.
    """
    rows = list(sheets.rows("opinion_forms"))
    known = [row for row in rows if row["收回份数"] is not None and row["无意见份数"] is not None]
    speaking = sum(row["收回份数"] - row["无意见份数"] for row in known)
    registered, stated = len(counted_opinions(sheets)), _stated_origins(sheets) or 0
    if known and speaking > max(registered, stated):
        has = f"登记的意见只有 {max(registered, stated)} 条" if registered or stated else "还没有登记一条意见"
        yield Finding(
            UNREGISTERED_RULE,
            "warning",
            known[0].table.place(None, "无意见份数"),
            f"收回的征求意见表里有 {speaking} 份提了意见，{has}",
            "请把表上的意见录成一行一条，用 kit opinions import 登记；归纳过的放进 inbox；不然请核对份数",
        )


RULES = (
    check_opinion_sources,
    check_reason_given,
    check_stated_origins,
    check_forms_registered,
)


def _aspect_figures(facts: Facts) -> Iterator[KeyFigure]:
    for name in items_of(facts.get("opinions.aspect_list")):
        yield KeyFigure(f"opinions.aspect.{own_word(name)}.merged", f"其中：{name}")


KEY_FIGURES = (
    KeyFigure("opinions.raw", "意见（原始）", "不含只填“无意见”的"),
    KeyFigure("opinions.merged", "意见（归纳）", "由原始意见合并而成"),
    _aspect_figures,
)


@passage("意见归纳", kind=KIND)
def opinions(material: Material, lead: str = "征集") -> Prose | None:
    """Return 征集原始意见N条，归纳为N个方面N条; None without opinions. Raw and merged keep their words."""
    facts = material.facts
    raw, merged, aspects = (facts.get(f"opinions.{key}") for key in ("raw", "merged", "aspects"))
    clauses = []
    if raw:
        clauses.append(prose(lead, "原始意见", raw, "条"))
    if merged:
        into = (aspects, "个方面") if aspects and aspects > 1 else ()
        clauses.append(prose("归纳为" if raw else "归纳意见", into, merged, "条"))
    return prose(joined(clauses, "，")) if clauses else None


def _aspects(material: Material) -> list[tuple[str, Fact]]:
    listed = items_of(material.facts.get("opinions.aspect_list"))
    counts = [material.facts.get(f"opinions.aspect.{own_word(name)}.merged") for name in listed]
    return [(name, fact) for name, fact in zip(listed, counts, strict=True) if fact]


@passage("集中方面", kind=MERGED, needs=("opinions.merged",))
def concentrated(material: Material) -> Prose | None:
    """Return 过半的意见集中在…方面, as strong as the figures allow; None where no aspect has a majority."""
    aspects, merged = _aspects(material), material.facts["opinions.merged"]
    if len(aspects) < 2 or not isinstance(merged.value, int):  # noqa: PLR2004 - one is no distribution
        return None
    name, most = max(aspects, key=lambda pair: pair[1])
    word = majority(most.value, merged.value) if isinstance(most.value, int) else ""
    return prose(f"{word}的意见集中在{aspect_named(name)}") if word else None


@passage("方面分布", kind=MERGED)
def merged_by_aspect(material: Material) -> Prose | None:
    """Return how many merged opinions each aspect holds; None with fewer than two aspects."""
    counts = [prose(aspect_named(name), fact, "条") for name, fact in _aspects(material)]
    return prose(joined(counts)) if len(counts) > 1 else None
