"""The names that a kind of document offers to its template, and what they mean where they do not say it.

They are read off what its compose function gives; a meaning is found by the whole path, else by its last
step.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from kit.model.fact import Fact
from kit.model.prose import Prose
from kit.text.dates import VagueDate, full_date_text
from kit.topics.surveys import name_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_BY_PATH = {
    "标题": "公文标题，按词意分好了行",
    "主送": "主送机关，不带冒号",
    "称谓": "对听众的称呼，带冒号",
    "班子": "分析检查的是哪个班子",
    "机关": "机关简称",
    "机关全称": "机关全称",
    "发文机关": "署名用的机关名称",
    "领导机构": "领导这次活动的机构",
    "党员干部": "参加活动的人怎么称呼",
    "阶段": "刚结束的阶段，带“阶段”二字",
    "阶段词": "阶段名称后面怎么称呼：阶段、环节",
    "首个阶段": "刚结束的是不是第一个阶段",
    "有原话": "原始意见登记了原话，还是只有归纳表写明的条数",
    "阶段起止": "这个阶段从哪天到哪天",
    "下一阶段": "接下来的阶段；最后一个阶段结束时没有",
    "再下一阶段": "下一阶段后面的那一个",
    "下一阶段最后": "下一阶段是不是最后一个",
    "活动简称": "第二次提到活动时用的名称",
    "评议名": "评议对象加评议名称",
    "评议对象": "评议的是什么，如一份报告",
    "评议项目": "各评议项目，带引号",
    "评议日期": "评议会的日期",
    "到会指导": "指导检查组是不是到了会",
    "项目数大于一": "评议项目是不是不止一个",
    "等次数": "每个项目有几个等次，大写；各项目不一样时没有",
    "票种": "参评人员怎么分类、各占多少权重",
    "分母": "比例按什么票数算",
    "逐张计票": "有没有逐张计的票；只有汇总的，多选、未填怎么算的不知道",
    "只报占比": "汇总表是不是只报了占比、没有票数：全部、部分，或者空着",
    "未收到": "没有收到评议票的单位",
    "不公布": "不公布分项结果的原因",
    "肯定等次": "哪些等次算好评",
    "折分": "各等次折多少分",
    "最少票数": "有效票少于这个数，不作分项公布",
    "参评": "应参评、实到多少人",
    "票数": "发出、收回、有效多少票",
    "章": "各章的序号：章.某章 有才写，章.某章.序 是“一、”",
    "节": "做法一章里各节的序号：节.某节 有才写，节.某节.序 是“（一）”",
    "学": "学习一节里各点的序号：学.某点 有才写，学.某点.序 是“一是”",
    "部署": "部署一章里各节的序号",
    "保障": "保障一章里各节的序号",
    "原因节": "原因一章里各节的序号",
    "举措节": "举措一章里各节的序号",
    "成效节": "成效一章里最后两节的序号",
    "有未比": "有没有单位不能同上次比较",
    "有上次": "有没有口径相同的上次结果",
    "各项相同": "各项目的好评率是不是都一样",
    "有举措": "努力方向、思路、要求、整改里有没有可写的",
    "有问题清单": "有没有问题清单",
    "动员会首次": "动员会这样的会是不是第一次开",
    "课题都有领题": "课题是不是都有领导领题",
    "上次": "同上次比较的半句",
    "变化": "各单位同上次比较的情况",
    "最好": "好评率最高的项目，连同好评率",
    "最弱": "好评率最低的项目，连同好评率",
    "单位": "受评单位全称",
    "位次": "在同类单位里排第几；活动设置不公布位次时没有",
    "类平均": "同类单位的平均得分",
    "类别": "单位的类别",
    "意见": "写在票上的文字意见，有人看过、可以转给单位的",
    "意见栏": "要不要文字意见一节：写了而没有转的，通知书不提",
    "照录": "原话照录；有隐去的地方时也说",
    "明细": "附件表：每个单位每个项目一行",
    "总表": "总体结果表：每个项目一行",
    "票种表": "各票种分开的结果表：每个票种一行；设置里没有要就是空的",
    "票数不详": "有没有单位只报了占比、票数不详",
    "票种未计": "人数太少，没有计入各票种结果的单位",
    "票种说明": "哪些票种因为人少不分开公布",
    "单位表": "各单位结果表：每个单位一行",
    "数据表": "附件表：主要数据，每个数一行",
    "附表": "附件表：每个整改事项一行",
    "各行": "汇总表：每条归纳意见一行",
    "点数": "讲几点，大写",
    "做法数": "做法有几节，大写",
    "步骤数": "步骤有几步，大写",
    "贯彻落实": "班子检查的是贯彻落实什么的情况，如一项决定",
    "台账截止日": "整改台账的状态记到哪一天",
    "稿次": "征求意见稿、送审稿……",
    "成文日期": "由领导定；没有定时是【待补：成文日期】",
    "发文字号": "由发文机关编；没有编时是【待补：发文字号】",
    "待补部署": "部署一章没有内容时的【待补】",
    "待补举措": "举措一章没有内容时的【待补】",
    "密级": "给谁看，如内部材料",
    "立行立改": "边查边改：总是总的一句，例是例子",
    "问题类": "问题按方面分成几节，每节再分各组",
    "整改档": "整改按立行立改、限期整改、长期坚持分档",
    "共识": "形成的共识：文是各条，数是有几条",
    "任务": "下一阶段的任务：文是各条，数、数字是有几条",
    "书目": "必读书目，带书名号",
}
_BY_STEP = {
    "序": "这一项的序号，如“一是”“（一）”“1.”",
    "题": "这一项的小标题，可能没有",
    "文": "这一项的内容",
    "总": "总的一句",
    "例": "举的例子",
    "序号": "表里的行号",
    "项目": "评议项目，或这一行是什么数",
    "单位": "单位名称，或数的单位",
    "得票": "各等次得多少票、占多少",
    "好评率": "肯定等次的票占的比例",
    "得分": "折算的得分",
    "有效票": "有效票数",
    "变化": "同上次相比，单位是百分点",
    "数": "有几条，只用在条件里",
    "数字": "有几条，大写",
    "数量": "这个数",
    "说明": "口径说明",
    "各项": "这一档里的各项",
    "各组": "这一节里的各组问题",
    "段落": "这一步里的各段",
    "内容": "归纳后的意见",
    "频次": "合并的原始意见条数",
    "渠道": "来自哪些渠道",
    "指向": "意见针对谁",
    "责任": "由谁负责",
    "处理": "怎么处理的",
    "方面": "意见的方面",
    "类别": "方面下面的小类",
    "表述": "问题的表述",
    "类型": "整改类型",
    "时限": "完成时限",
}


def meaning_of(path: str) -> str:
    """Return what a name means, or nothing where it speaks for itself.

    >>> meaning_of("各行[].序号"), meaning_of("走访社区数")
    ('表里的行号', '')
    """
    if path in _BY_PATH:
        return _BY_PATH[path]
    return _BY_STEP.get(path.rsplit(".", 1)[-1], "") if "." in path else ""


Type = Literal[
    "数", "日期", "文字", "连句", "条件", "一列文字", "一列连句", "一列各项", "一组", "没有见过内容"
]
Presence = Literal["总有", "可能为空", "有表才有"]
UNSEEN: Type = "没有见过内容"
OF_THE_ENGINE = frozenset({"署名缩进", "日期缩进"})  # asked by the engine for the sign-off, not by templates
SHOWN = 40  # characters of an example
STOPS = "。：，"  # at the end of a text: shown, so that nobody writes another behind it
TOLD = 4  # figures named as the basis of a sentence
_GENERAL = re.compile(r"[a-z_]+(?:\.[a-z_]+)*|own\.[^.]+\.[^.]+")


@dataclass(frozen=True)
class Name:
    """One name that a template may use."""

    path: str  # as a template reaches it: 各行[].单位 is what a loop over 各行 takes
    type: Type
    meaning: str
    basis: str = ""  # 口径: of a figure; of a sentence the figures in it
    example: str = ""
    presence: Presence = "总有"
    fact: str = ""  # id of the fact, where it is one
    is_bare_figure: bool = False  # under the fact's own name, not composed for this kind of document

    def as_json(self) -> dict[str, object]:
        """Return the fields under the names that `--json` prints."""
        return {
            "name": self.path,
            "type": self.type,
            "meaning": self.meaning,
            "basis": self.basis,
            "example": self.example,
            "presence": self.presence,
            "fact": self.fact or None,
        }


def catalogue(
    real: Iterable[Mapping[str, Any]], invented: Iterable[Mapping[str, Any]] = ()
) -> tuple[Name, ...]:
    """Return the names of one kind of document: those that are composed for it, then the bare figures.

    real, invented: what compose gave on a campaign's own material, whose examples are shown, and on invented
    material. A name that is nothing in one of them may be empty (可能为空); one that is not in all of them
    stands only where its sheet is (有表才有). Of invented figures only those count that any
    campaign may have.
    """
    own, drawn = list(real), list(invented)
    found: dict[str, Name] = {}
    for number, context in enumerate((*own, *drawn)):
        for name, value in context.items():
            if name not in OF_THE_ENGINE and (number < len(own) or _is_general(name, value)):
                for each in _names(name, value):
                    found[each.path] = _merged(found.get(each.path), each)
    everywhere = set.intersection(*(set(context) for context in (*own, *drawn)))
    named = [
        name if _top(name.path) in everywhere else replace(name, presence="有表才有")
        for name in found.values()
    ]
    tops = {top: number for number, top in enumerate(dict.fromkeys(_top(name.path) for name in named))}
    return tuple(sorted(named, key=lambda name: (name.is_bare_figure, tops[_top(name.path)])))


def _is_general(name: str, value: Any) -> bool:  # noqa: ANN401 - whatever a context holds
    """Return whether any campaign may have a name: the id of a bare figure names no meeting or unit."""
    return not _is_bare(name, value) or _GENERAL.fullmatch(value.id) is not None


def _is_bare(path: str, value: Any) -> bool:  # noqa: ANN401 - the same
    return isinstance(value, Fact) and path in (value.name, name_word(value.name))


def _top(path: str) -> str:
    return path.split(".", 1)[0].removesuffix("[]")


def _merged(known: Name | None, again: Name) -> Name:
    """Return what is known of a name after it was seen once more."""
    if known is None:
        return again
    better = again if known.type == UNSEEN or (not known.example and again.example) else known
    if "连句" in (known.type, again.type) and "文字" in (known.type, again.type):
        better = replace(better, type="连句")
    empty = "可能为空" in (known.presence, again.presence)
    return replace(better, presence="可能为空" if empty else "总有")


def _names(path: str, value: Any) -> Iterator[Name]:  # noqa: ANN401 - whatever a context holds
    kind = _type(value)
    yield Name(
        path,
        kind,
        _meaning(path, value, kind),
        _basis(value),
        _example(value),
        "总有" if value or isinstance(value, (bool, Fact)) or kind == "数" else "可能为空",
        value.id if isinstance(value, Fact) else "",
        _is_bare(path, value),
    )
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _names(f"{path}.{key}", each)
    elif kind == "一列各项":
        for item in value:
            for key, each in item.items():
                yield from _names(f"{path}[].{key}", each)


def _type(value: Any) -> Type:  # noqa: ANN401, PLR0911 - one type after the other
    said = value.value if isinstance(value, Fact) else value
    if isinstance(said, bool):
        return "条件"
    if isinstance(said, (int, Fraction)):
        return "数"
    if isinstance(said, (date, VagueDate)):
        return "日期"
    if isinstance(said, str):
        return "文字"
    if isinstance(said, Prose):
        return "连句"
    if isinstance(said, dict):
        return "一组"
    if isinstance(said, (list, tuple)) and said:
        return {"一组": "一列各项", "连句": "一列连句"}.get(_type(said[0]), "一列文字")  # type: ignore[return-value]
    return UNSEEN


def _meaning(path: str, value: Any, kind: Type) -> str:  # noqa: ANN401 - the same
    said = meaning_of(path)
    if said:
        return said
    if isinstance(value, Fact):
        return value.name if value.name != path else f"{path}（底稿里的数）" if kind == "数" else path
    return {
        "连句": "写好的一句，句中的数各有出处",
        "条件": "是非判断，只用在 {% if %} 里",
        "一组": "一组内容，用“.”取其中一项",
        "一列各项": "一列，用 {% for %} 逐项写",
        "一列连句": "一列写好的句子，用 {% for %} 逐句写",
        "一列文字": "一列，用 {% for %} 逐项写，或者 |顿号",
    }.get(kind, "")


def _basis(value: Any) -> str:  # noqa: ANN401 - the same
    if isinstance(value, Fact):
        return value.basis
    if not isinstance(value, Prose):
        return ""
    figures = list(dict.fromkeys(piece.name for piece in value.pieces if isinstance(piece, Fact)))
    more = f"等{len(figures)}个数" if len(figures) > TOLD else ""
    return f"用到：{'、'.join(figures[:TOLD])}{more}" if figures else ""


def _example(value: Any) -> str:  # noqa: ANN401 - the same
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fact):
        said = f"{value.text}{value.unit_after}"
    elif isinstance(value, date):
        said = full_date_text(value)
    elif isinstance(value, (str, Prose, int, VagueDate)):
        said = str(value)
    elif isinstance(value, (list, tuple)) and value and not isinstance(value[0], dict):
        said = f"{len(value)}项，第一项：{value[0]}"
    else:
        said = f"{len(value)}项" if isinstance(value, (list, tuple)) and value else ""
    said = said.replace("\n", "")
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}……{said[-1] if said[-1] in STOPS else ''}"
