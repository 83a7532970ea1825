"""Each fault of a template is found, with its place, and all of them at once."""

from pathlib import Path
from typing import Any

import pytest
from doctor_drawing import GOOD, diagnosed, rules
from engine_drawing import replaced

from kit.app.doctor import doctoring
from kit.docx.outline import outline
from kit.form.rule import FormFinding, FormPlace
from kit.model.finding import Finding

BODY = "word/document.xml"
INSERTED = (
    "</w:t></w:r>"
    '<w:ins w:id="90" w:author="张" w:date="2020-03-02T00:00:00Z"><w:r><w:t>明</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve">'
)
FIELD = '</w:t></w:r><w:fldSimple w:instr=" DATE "><w:r><w:t>明</w:t></w:r></w:fldSimple><w:r><w:t>'


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    """Return where a template of the opinion summary would lie."""
    return tmp_path / "opinion_summary.docx"


def only(checked: Any, rule: str) -> Finding:
    """Return the one finding of a rule."""
    [found] = [finding for finding in checked.findings if finding.rule == rule]
    return found


def test_a_sound_template_has_no_findings(summary: Path) -> None:
    assert diagnosed(summary, GOOD).findings == ()


def test_a_misspelt_name_is_named_with_its_paragraph_and_the_nearest_known(summary: Path) -> None:
    found = only(diagnosed(summary, GOOD.replace("{{ 说明 }}", "{{ 说名 }}")), "template.name")

    assert "第3段" in str(found.place)
    assert "要填“说名”" in found.problem
    assert "是不是“说明”" in found.remedy
    assert "kit template names opinion_summary" in found.remedy


def test_a_misspelt_name_in_a_loop_is_looked_for_among_what_the_loop_holds(summary: Path) -> None:
    found = only(diagnosed(summary, GOOD.replace("行.内容", "行.容内")), "template.name")

    assert "“各行”里没有这个名称" in found.problem
    assert "是不是“内容”" in found.remedy


def test_an_unknown_list_is_said_once_where_it_is_written(summary: Path) -> None:
    found = only(diagnosed(summary, GOOD.replace("in 各行", "in 各项")), "template.name")

    assert "第4段" in str(found.place)


def test_an_unclosed_loop_is_named_and_the_other_faults_are_found_all_the_same(summary: Path) -> None:
    text = GOOD.replace("{%p endfor %}\n", "").replace("{{ 说明 }}", "{{ 说名 }}共{{ 各行|length + 1 }}条")
    checked = diagnosed(summary, text)

    assert "template.unclosed" in rules(checked)
    assert "template.arithmetic" in rules(checked)
    assert "要填“说名”" in only(checked, "template.name").problem


def test_what_could_not_be_tried_is_said_and_never_passed_over(summary: Path) -> None:
    found = only(diagnosed(summary, GOOD.replace("{%p endfor %}\n", "")), "template.trial")

    assert "没有查" in found.problem


@pytest.mark.parametrize("broken", ["{{ 说明", "说明 }}", "{{ 说明 }", "{% if 说明 %}甲"])
def test_a_tag_without_its_other_half_is_found(broken: str, summary: Path) -> None:
    assert "template.unclosed" in rules(diagnosed(summary, GOOD.replace("{{ 说明 }}", broken)))


def test_a_closing_tag_without_an_opening_one_is_found(summary: Path) -> None:
    assert "template.stray" in rules(diagnosed(summary, GOOD + "{%p endif %}\n"))


def test_a_paragraph_tag_beside_other_text_is_found(summary: Path) -> None:
    text = GOOD.replace("{%p for 行 in 各行 %}", "列表{%p for 行 in 各行 %}")

    assert "template.alone" in rules(diagnosed(summary, text))


@pytest.mark.parametrize("said", ["{{ 各行|length }}", "{{ 1 + 1 }}", "{{ 说明|round }}"])
def test_arithmetic_is_found(said: str, summary: Path) -> None:
    assert "template.arithmetic" in rules(diagnosed(summary, GOOD.replace("{{ 说明 }}", said)))


def test_a_tag_cut_by_a_tracked_change_is_found_and_so_is_the_change(summary: Path) -> None:
    checked = diagnosed(summary, GOOD, replaced(BODY, "说明 }}", f"说{INSERTED} }}}}"))

    assert "template.cut" in rules(checked)
    assert "共1处" in only(checked, "template.leftover").problem


def test_a_tag_cut_by_a_field_is_found(summary: Path) -> None:
    checked = diagnosed(summary, GOOD, replaced(BODY, "说明 }}", f"说{FIELD} }}}}"))

    assert "template.cut" in rules(checked)
    assert "template.leftover" not in rules(checked)


def test_a_tracked_change_outside_the_tags_is_found_too(summary: Path) -> None:
    text = GOOD.replace("{{ 说明 }}", "说句话。{{ 说明 }}")
    checked = diagnosed(summary, text, replaced(BODY, "说句话", f"说{INSERTED}话"))

    assert rules(checked) == ["template.leftover"]
    assert "修订" in only(checked, "template.leftover").problem
    assert "第3段" in str(only(checked, "template.leftover").place)


@pytest.mark.parametrize("odd", ["｛｛说明｝｝", "{ { 说明 } }", "｛%p if 说明 %｝"])
def test_braces_typed_amiss_are_found(odd: str, summary: Path) -> None:
    assert "template.brace" in rules(diagnosed(summary, GOOD.replace("{{ 说明 }}", odd)))


def test_a_known_name_in_single_braces_is_found_an_unknown_one_is_the_writers_own(summary: Path) -> None:
    checked = diagnosed(summary, GOOD.replace("{{ 说明 }}", "{说明}，另见{某处}"))

    assert "{{ 说明 }}" in only(checked, "template.brace").remedy
    assert rules(checked) == ["template.brace"]


def test_a_margin_that_is_not_the_standards_is_found_by_the_linter(summary: Path) -> None:
    checked = diagnosed(summary, GOOD, replaced(BODY, 'w:top="2098"', 'w:top="1417"'))

    assert [rule for rule in rules(checked) if rule.startswith("PG")]


def test_tags_themselves_are_no_faults_of_form(summary: Path) -> None:
    text = GOOD.replace("{{ 说明 }}", "{{ 说明 }}{% if 统计截止日 %}截至{{ 统计截止日 }}。{% endif %}")

    assert diagnosed(summary, text).findings == ()


def form_faults(path: Path) -> tuple[FormFinding, ...]:
    """Stand in for the linter: a fault of tags, and a real one, both in the first paragraph."""
    place = FormPlace(path.name, paragraph=1)
    said = {"PUN-01": "{{" in outline(path.read_bytes()), "PG-02": True}
    return tuple(FormFinding(rule, "error", place, "错", "改") for rule, is_there in said.items() if is_there)


def test_a_fault_of_form_that_only_the_tags_have_is_left_out(
    summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctoring, "lint", form_faults)

    assert rules(diagnosed(summary, GOOD)) == ["PG-02"]


def test_where_nothing_could_be_filled_rules_about_text_are_left_out(
    summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctoring, "lint", form_faults)
    checked = diagnosed(summary, GOOD.replace("{%p endfor %}\n", ""))

    assert rules(checked) == ["PG-02", "template.unclosed", "template.trial"]


def test_a_name_that_may_be_empty_is_found_by_a_trial_which_says_with_what_data(summary: Path) -> None:
    found = only(diagnosed(summary, GOOD.replace("{{ 说明 }}", "{{ 按渠道 }}")), "template.value")

    assert found.problem.startswith("用“")
    assert "都只有一条" in found.problem
    assert "第3段" in str(found.place)


def test_a_figure_whose_sheet_may_be_missing_is_found_by_a_trial(summary: Path) -> None:
    found = only(diagnosed(summary, GOOD.replace("{{ 说明 }}", "{{ 走访次数 }}次")), "template.name")

    assert "只有必填的" in found.problem


def test_a_figure_that_is_asked_for_first_is_no_fault(summary: Path) -> None:
    text = GOOD.replace("{{ 说明 }}", "{% if 走访次数 is defined %}走访{{ 走访次数 }}次。{% endif %}")

    assert diagnosed(summary, text).findings == ()


def test_a_sentence_with_nothing_in_it_is_found_by_a_trial(tmp_path: Path) -> None:
    text = "公文标题| {{ 标题 }}\n空行|\n联系电话：{{ 联系电话 }}。\n"
    found = only(diagnosed(tmp_path / "evaluation_circular.docx", text), "template.hole")

    assert "印出了“：。”" in found.problem
    assert found.level == "warning"


def test_findings_come_in_the_order_of_the_text(summary: Path) -> None:
    text = GOOD.replace("{{ 标题 }}", "{{ 标题 + 1 }}").replace("行.内容", "行.容内")

    assert rules(diagnosed(summary, text)) == ["template.arithmetic", "template.name", "template.trial"]
