"""A setting is described where it is declared; the blank campaign.toml says what is declared."""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args, get_origin

import pytest
from pydantic import Field
from pydantic.fields import FieldInfo

from kit.documents import document_kinds, kinds_per_member
from kit.documents.style.sections import SharedSection
from kit.model.blank_settings import as_toml, blank_table
from kit.model.campaign import Campaign
from kit.model.settings import Section, keys_of, sections_in


def reached(model: type[Section]) -> Iterator[type[Section]]:
    """Yield a section and all that stand in it."""
    yield model
    for field in model.model_fields.values():
        for inner in sections_in(field.annotation):
            yield from reached(inner)


def sections() -> list[type[Section]]:
    """Return every section that campaign.toml may have, once."""
    kinds = [kind.section for kind in (*document_kinds(), *kinds_per_member())]
    assert all(kinds)
    return list(
        dict.fromkeys(each for top in (Campaign, SharedSection, *kinds) if top for each in reached(top))
    )


def settings() -> list[tuple[str, FieldInfo]]:
    """Return every key with the section it stands in."""
    return [
        (f"{model.__module__}.{model.__name__}.{key}", model.model_fields[key])
        for model in sections()
        for key in keys_of(model)
    ]


def below(model: type[Section]) -> Iterator[type[Section]]:
    for each in model.__subclasses__():
        yield from (each, *below(each))


def test_every_section_of_the_kit_is_one_that_a_campaign_may_have() -> None:
    written = set(sections())
    bases = {base for model in written for base in model.__mro__}

    assert [one for one in below(Section) if one.__module__.startswith("kit.") and one not in bases] == []


def test_every_key_says_in_one_line_what_it_means() -> None:
    assert [name for name, field in settings() if not field.description or "\n" in field.description] == []


def test_every_key_has_an_example_unless_it_is_a_choice_of_two_or_a_section() -> None:
    without = [(name, field) for name, field in settings() if not field.examples]

    assert [name for name, field in without if field.annotation is not bool and not is_section(field)] == []


def is_section(field: FieldInfo) -> bool:
    return any(sections_in(field.annotation)) and get_origin(field.annotation) is not tuple


def test_every_word_that_a_key_may_have_is_explained() -> None:
    unexplained = [
        f"{name}: {word}"
        for name, field in settings()
        for word in words_of(field.annotation)
        if f"{word} " not in (field.description or "")
    ]

    assert unexplained == []


def words_of(annotation: object) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from words_of(part)


class Guest(Section):
    """Somebody who comes."""

    name: str = Field(description="姓名", examples=["某某"])
    seats: int = Field(1, description="几个座位", examples=[2])


class Table(Section):
    """Where they sit."""

    cloth: bool = Field(default=False, description="铺不铺桌布")


class Feast(Section):
    """A table with every kind of key."""

    title: str = Field(description="叫什么", examples=["年会"])
    day: date | None = Field(None, description="哪一天", examples=[date(2009, 1, 2)])
    table: Table = Field(Table(), description="桌子")
    guests: tuple[Guest, ...] = Field(
        strict=False, min_length=1, description="客人，一人一段", examples=[[{"name": "甲"}, {"name": "乙"}]]
    )
    absent: tuple[Guest, ...] = Field(
        (), strict=False, description="不来的", examples=[[{"name": "丙", "seats": 2}]]
    )
    late: tuple[Guest, ...] = Field((), strict=False, description="晚到的", examples=[[{"name": "丁"}]])


DRAWN = """
[feast]                                # 春节
title = "年会"                         # 叫什么
# day = 2009-01-02                     # 哪一天
# absent = [{ name = "丙", seats = 2 }]  # 不来的
#     name      姓名
#     seats     几个座位；不写就是 1
# late = [{ name = "丁" }]             # 晚到的

[feast.table]                          # 桌子
# cloth = true                         # 铺不铺桌布；不写就是 false

[[feast.guests]]                       # 客人，一人一段
name = "甲"                            # 姓名
# seats = 2                            # 几个座位；不写就是 1

[[feast.guests]]
name = "乙"
"""


def test_a_blank_table_has_every_key_with_its_meaning_once_and_tables_after_the_keys() -> None:
    drawn = "\n".join(blank_table("feast", Feast, "春节", set()))

    assert drawn == DRAWN.strip()
    assert tomllib.loads(drawn)["feast"] == {
        "title": "年会",
        "table": {},
        "guests": [{"name": "甲"}, {"name": "乙"}],
    }


@pytest.mark.parametrize(
    "value",
    [
        '他说"行"\\ 第二行\n',
        True,
        28.95,
        date(2009, 1, 2),
        ["甲", "乙"],
        {"很好": "好", "a b": 1},
        [{"title": "甲", "words": ["乙"], "most": 4}],
    ],
)
def test_what_is_written_is_read_back(value: object) -> None:
    assert tomllib.loads(f"key = {as_toml(value)}") == {"key": value}
