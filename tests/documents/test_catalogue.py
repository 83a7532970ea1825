"""The catalogue of names is read off what the kinds compose; extreme material goes through every template."""

from typing import Any

import pytest
from document_drawing import template_of, whose

from kit.documents import document_kinds, kinds_per_member
from kit.documents.catalogue.material import MANY, Extreme, example_campaign, extreme_materials, least
from kit.documents.catalogue.names import Name, catalogue, meaning_of
from kit.docx.outline import outline
from kit.model.draft import DocumentKind, Draft
from kit.model.fact import Fact, count_fact
from kit.model.prose import prose
from kit.template.fill import fill

FORMS = count_fact("forms.returned", "收回份数", 150, "份", "各渠道收回份数之和")
MEETING = count_fact("meetings.M1.opinions", "大会（M1）意见条数", 3, "条", "会上提的")
EXTREMES = extreme_materials(example_campaign())
KINDS = (*document_kinds(), *kinds_per_member())


def named(*contexts: dict[str, Any], invented: tuple[dict[str, Any], ...] = ()) -> dict[str, Name]:
    return {name.path: name for name in catalogue(contexts, invented)}


def draft_of(kind: DocumentKind, extreme: Extreme) -> Draft:
    material = extreme.material
    return kind.compose(material, whose(kind.id, material))


def test_a_figure_is_listed_with_its_basis_and_an_example() -> None:
    found = named({"收回份数": FORMS})["收回份数"]

    assert (found.type, found.basis, found.example) == ("数", "各渠道收回份数之和", "150份")
    assert (found.fact, found.is_bare_figure) == ("forms.returned", True)


def test_a_percentage_does_not_carry_its_sign_twice() -> None:
    rate = Fact("forms.return_rate", "回收率", 38, "37.5%", "%")

    assert named({"回收率": rate})["回收率"].example == "37.5%"


def test_a_sentence_names_the_figures_in_it() -> None:
    found = named({"征求意见": prose("收回", FORMS, "份")})["征求意见"]

    assert (found.type, found.basis, found.example) == ("连句", "用到：收回份数", "收回150份")


def test_a_list_is_listed_with_what_each_of_its_items_holds() -> None:
    found = named({"各行": [{"序号": "1", "频次": FORMS}, {"序号": "2", "频次": FORMS, "注": "有"}]})

    assert list(found) == ["各行", "各行[].序号", "各行[].频次", "各行[].注"]
    assert (found["各行"].type, found["各行[].频次"].type) == ("一列各项", "数")


def test_a_condition_and_a_group_are_told_apart() -> None:
    found = named({"首次": False, "章": {"成绩": {"序": "一、"}}})

    assert (found["首次"].type, found["章"].type, found["章.成绩.序"].type) == ("条件", "一组", "文字")
    assert found["首次"].presence == "总有"


def test_a_name_that_is_nothing_in_one_material_may_be_empty() -> None:
    found = named({"走访": prose("走访7个")}, {"走访": None})["走访"]

    assert (found.type, found.presence) == ("连句", "可能为空")


def test_a_name_that_one_material_lacks_stands_only_where_its_sheet_is() -> None:
    assert named({"收回份数": FORMS}, {})["收回份数"].presence == "有表才有"


def test_of_invented_figures_only_those_count_that_any_campaign_may_have() -> None:
    found = named({}, invented=({FORMS.name: FORMS, MEETING.name: MEETING},))

    assert list(found) == ["收回份数"]


def test_examples_come_from_real_material_first() -> None:
    found = named({"主送": "各单位"}, invented=({"主送": "示例单位"},))

    assert found["主送"].example == "各单位"


def test_what_is_composed_comes_before_the_bare_figures() -> None:
    assert list(named({"收回份数": FORMS, "主送": "各单位"})) == ["主送", "收回份数"]


def test_the_engines_own_names_are_not_offered() -> None:
    assert named({"署名缩进": 630}) == {}


def test_a_name_that_speaks_for_itself_needs_no_description() -> None:
    assert meaning_of("走访社区数") == ""
    assert meaning_of("各行[].序号") == "表里的行号"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_everything_a_template_of_the_kit_uses_is_in_the_catalogue_or_has_never_had_content(
    kind: DocumentKind,
) -> None:
    contexts = [draft_of(kind, each).context for each in (*EXTREMES, least(kind, example_campaign()))]
    offered = {name.path: name for name in catalogue((), contexts)}
    unseen = {path for path, name in offered.items() if name.type == "没有见过内容"}

    strange = {
        path
        for path in template_of(kind.id).names - offered.keys()
        if not any(path.startswith(above) for above in unseen)
    }

    assert not strange


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_kits_own_templates_stand_every_extreme(kind: DocumentKind) -> None:
    for extreme in (*EXTREMES, least(kind, example_campaign())):
        text = outline(fill(template_of(kind.id), draft_of(kind, extreme)).data)

        assert "None" not in text, extreme.name
        assert not [hole for hole in ("，，", "。。", "，。", "（）") if hole in text], extreme.name


def test_extreme_material_is_as_extreme_as_it_says() -> None:
    by_name = {extreme.name: extreme.material for extreme in EXTREMES}

    assert len(by_name["都有六十条"].units) == MANY
    assert len(by_name["都只有一条"].units) == 1
    assert max(len(unit.name) for unit in by_name["名称最长"].units) >= 60
    assert by_name["数都是0"].facts["forms.returned"].value == 0
    assert by_name["票数太少"].facts.get("evaluation.单位-1.score") is None
    assert by_name["各样都有"].facts.get("evaluation.单位-1.score") is not None


def test_the_least_material_has_only_the_sheets_that_are_needed() -> None:
    kind = next(kind for kind in document_kinds() if kind.id == "evaluation_notice")
    sheets = least(kind, example_campaign()).material.sheets

    assert {table.kind for table in sheets.tables} == {"ballots", "units"}
    assert len(sheets.frame("ballots")) == 0
    assert sheets.has("ballots")
