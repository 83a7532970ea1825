"""A sheet of the office's own, as topics/*.toml of a campaign describes it: each part checked, then all."""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from kit.model.finding import CampaignError
from kit.model.settings import Section, checked, read_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


TOPICS = "topics"
OWN_PREFIX = "own."  # what ids of an office's own kinds and facts begin with
Written = Literal["文字", "长文字", "编号", "列表", "整数", "数", "日期", "选项", "是否"]
Way = Literal["行数", "合计", "不同", "名单", "比例"]
NUMBERS = {"整数", "数"}
COMPARED = {"文字", "编号", "整数", "选项", "是否"}  # types whose cells can be compared with a word


class OwnColumn(Section):
    """[[columns]]: one column of the sheet."""

    name: str = Field(min_length=1, description="列名", examples=["服务日期"])
    type: Written = Field(
        "文字",
        description=(
            "这一列填什么：文字 短的；长文字 照录；编号 分辨各行；列表 几个词，用顿号隔开；整数 0和以上；"
            "数 可以有小数；日期 年月日；选项 choices里的词；是否 是或者否"
        ),
        examples=["日期"],
    )
    required: bool = Field(default=False, description="是不是每行都要填", examples=[True])
    aliases: tuple[str, ...] = Field(
        (), strict=False, description="这一列的别的叫法", examples=[["活动日期"]]
    )
    choices: tuple[str, ...] = Field(
        (), strict=False, description="“选项”列可以填的内容；不写就填什么都行", examples=[["社区", "学校"]]
    )
    note: str = Field("", description="写在空白表上的说明", examples=["服务的那一天"])


class OwnCount(Section):
    """[[counts]]: one figure that is counted, in all or for each value of a column."""

    name: str = Field(
        min_length=1, description="这个数的名称；底稿里的名称前面加上表名", examples=["服务人次"]
    )
    way: Way = Field(
        "行数",
        description=(
            "怎么数：行数 有几行；合计 这一列的数相加；不同 有几个不同的内容；名单 列出各行的内容；"
            "比例 part 除以 whole"
        ),
        examples=["合计"],
    )
    column: str = Field("", description="数哪一列；数行数时可以不写", examples=["参加人数"])
    by: str = Field("", description="按哪一列的内容分开数；不写就只数总的", examples=["服务对象"])
    where: dict[str, Annotated[tuple[str, ...], Field(strict=False)]] = Field(
        default_factory=dict,
        description="只数这些行：列名 = [内容, …]；内容空着就是“有填写的”",
        examples=[{"服务对象": ["社区", "学校"]}],
    )
    unit: str = Field("", description="单位：次、人、个……", examples=["人次"])
    basis: str = Field("", description="口径；不写就照怎么数的来说", examples=["各次参加人数之和"])
    part: str = Field("", description="比例的分子：前面某个数的名称", examples=["社区次数"])
    whole: str = Field("", description="比例的分母：前面某个数的名称", examples=["次数"])


class OwnTopic(Section):
    """topics/*.toml: one sheet that the office keeps itself."""

    file: str = Field("", exclude=True)  # topics/<name>.toml, for messages
    name: str = Field(min_length=2, description="表的名称", examples=["志愿服务"])
    row: str = Field(min_length=1, description="一行是什么", examples=["一次志愿服务"])
    aliases: tuple[str, ...] = Field(
        (), strict=False, description="这张表的别的叫法", examples=[["志愿活动台账"]]
    )
    key: str = Field("", description="哪一列是编号，不能重复", examples=["服务编号"])
    day: str = Field("", description="哪一列是这一行的日子，用来核对在不在统计期内", examples=["服务日期"])
    personal: tuple[str, ...] = Field(
        (), strict=False, description="哪些列是个人信息，不出现在任何材料里", examples=[["带队人"]]
    )
    own_words: tuple[str, ...] = Field(
        (),
        strict=False,
        description="本单位自己写的名称、职务一类的列，里面的姓名照印；不写的文字列都先隐去个人信息",
        examples=[["服务对象"]],
    )
    columns: tuple[OwnColumn, ...] = Field(
        min_length=2,
        strict=False,
        description="各列，一列一段",
        examples=[[{"name": "服务日期", "type": "日期"}, {"name": "参加人数", "type": "整数"}]],
    )
    counts: tuple[OwnCount, ...] = Field(
        (),
        strict=False,
        description="要数的数，一个数一段",
        examples=[[{"name": "服务人次", "way": "合计", "column": "参加人数", "unit": "人次"}]],
    )

    def column(self, name: str) -> OwnColumn | None:
        """Return the column of that name."""
        return next((column for column in self.columns if column.name == name), None)


def read_topics(folder: Path) -> tuple[OwnTopic, ...]:
    """Return the sheets that a campaign's topics/*.toml describe, by file name.

    Raises CampaignError with file, key and remedy.
    """
    topics: list[OwnTopic] = []
    for path in sorted((folder / TOPICS).glob("*.toml")):
        file = f"{TOPICS}/{path.name}"
        topic = topic_of(read_settings(path), file)
        if twin := next((known for known in topics if known.name == topic.name), None):
            problem = f"和 {twin.file} 是同一个表名“{topic.name}”"
            raise CampaignError(f"{file}「name」", problem, "请改一个名称，或并成一个文件")
        topics.append(topic)
    return tuple(topics)


def topic_of(said: dict[str, Any], file: str) -> OwnTopic:
    """Return the sheet that a file describes; raises CampaignError with the first of its faults."""
    topic = _normal(checked(OwnTopic, {**said, "file": file}, file))
    for key, problem, remedy in _faults(topic):
        raise CampaignError(f"{file}「{key}」", problem, remedy)
    return topic


def _normal(topic: OwnTopic) -> OwnTopic:
    """Return a topic with its names in NFKC, the form in which ids hold an office's words."""
    counts = tuple(
        count.model_copy(update={key: _nfkc(getattr(count, key)) for key in ("name", "part", "whole")})
        for count in topic.counts
    )
    return topic.model_copy(update={"name": _nfkc(topic.name), "counts": counts})


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


Fault = tuple[str, str, str]  # key, problem, remedy


def _faults(topic: OwnTopic) -> Iterator[Fault]:
    """Yield what the file says that cannot be: names that nothing bears, counts that cannot be made."""
    names = [column.name for column in topic.columns]
    yield from _repeated("columns", names)
    for is_parted in (False, True):  # one in all and one for each value may bear one name
        yield from _repeated("counts", [one.name for one in topic.counts if bool(one.by) == is_parted])
    yield from _identifier("name", topic.name)
    asked = [("key", topic.key), ("day", topic.day), *(("personal", name) for name in topic.personal)]
    asked += [("own_words", name) for name in topic.own_words]
    for key, name in asked:
        yield from _unknown(key, name, names)
    if (day := topic.column(topic.day)) and day.type != "日期":
        yield "day", f"“{topic.day}”列是“{day.type}”，不是日期", '请把 columns 里这一列写成 type = "日期"'
    for column in topic.columns:
        if column.choices and column.type != "选项":
            yield (
                f"columns.{column.name}",
                "写了 choices，但不是“选项”列",
                '请写 type = "选项"，或删去 choices',
            )
    for number, count in enumerate(topic.counts):
        yield from _of_count(
            topic, count, {known.name: known for known in topic.counts[:number] if not known.by}
        )


def _repeated(key: str, names: list[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield key, f"“{name}”写了两遍", "请只留一个，或改一个名称"


def _identifier(key: str, name: str) -> Iterator[Fault]:
    if not name.isidentifier():
        remedy = "模板里要能写这个名称：请只用汉字、字母和数字，数字不能开头，不要空格和标点"
        yield key, f"“{name}”不能当名称", remedy


def _unknown(key: str, name: str, known: Collection[str], what: str = "列") -> Iterator[Fault]:
    if name and name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f"是不是“{near[0]}”？" if near else ""
        listed = "、".join(known) or "还没有"
        yield key, f"“{name}”：没有这一{what}", f"{hint}可以写的有：{listed}"


def _of_count(topic: OwnTopic, count: OwnCount, before: dict[str, OwnCount]) -> Iterator[Fault]:
    key, names = f"counts.{count.name}", [column.name for column in topic.columns]
    yield from _identifier(f"{key}.name", count.name)
    for part, name in (
        ("column", count.column),
        ("by", count.by),
        *(("where", name) for name in count.where),
    ):
        yield from _unknown(f"{key}.{part}", name, names)
    yield from _of_way(topic, count, key, before)
    for part, name in (("by", count.by), *(("where", name) for name in count.where)):
        if (column := topic.column(name)) and column.type not in COMPARED:
            listed = "、".join(sorted(COMPARED))
            yield f"{key}.{part}", f"“{name}”列是“{column.type}”，不能按它分", f"能用的是：{listed}"
    for part, shown in (("by", count.by), ("column", count.column if count.way == "名单" else "")):
        if shown in topic.personal and shown:
            yield f"{key}.{part}", f"“{shown}”列是个人信息，不能列出来", "请换一列，或只数“不同”的个数"


def _of_way(topic: OwnTopic, count: OwnCount, key: str, before: dict[str, OwnCount]) -> Iterator[Fault]:
    if count.way == "比例":
        yield from _of_rate(count, key, before)
        return
    if count.part or count.whole:
        yield f"{key}.part", f"“{count.way}”不用 part 和 whole", '请删去，或写 way = "比例"'
    if count.way != "行数" and not count.column:
        listed = "、".join(column.name for column in topic.columns)
        yield f"{key}.column", f"“{count.way}”要写明数哪一列", f"可以写的有：{listed}"
    column = topic.column(count.column)
    if count.way == "合计" and column and column.type not in NUMBERS:
        problem, remedy = (
            f"“{column.name}”列是“{column.type}”，不能相加",
            '请把这一列写成 type = "整数" 或 "数"',
        )
        yield f"{key}.column", problem, remedy
    if count.way in {"不同", "名单"} and column and column.type in {"列表", "长文字"}:
        yield f"{key}.column", f"“{column.name}”列是“{column.type}”，不能数不同的", "请换一列"


def _of_rate(count: OwnCount, key: str, before: dict[str, OwnCount]) -> Iterator[Fault]:
    for part, name in (("part", count.part), ("whole", count.whole)):
        if not name:
            yield f"{key}.{part}", "“比例”要写 part（分子）和 whole（分母）", "请写前面两个数的名称"
        able = [known for known, one in before.items() if one.way not in {"名单", "比例"}]
        yield from _unknown(f"{key}.{part}", name, able, "个数（排在前面、不分开数的）")
    for part in ("column", "by", "where"):
        if getattr(count, part):
            yield f"{key}.{part}", "“比例”只用 part 和 whole", f"请删去 {part}"
