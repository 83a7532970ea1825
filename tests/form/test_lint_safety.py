"""The rules of safety: what any document would carry out of the office is named, as in templates."""

from pathlib import Path

import pytest
from hazard_drawing import ATTACKS, HARMLESS, Attack, attacked, related
from lint_drawing import CLEAN, MAIN, Draw, packed

from kit.docx.typeset import typeset
from kit.form.judge import lint

RULES = {
    "code": "SA-01",
    "fetch": "SA-02",
    "embedded": "SA-03",
    "link": "SA-04",
    "changes": "SA-05",
    "comments": "SA-05",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_lint_names_what_a_template_is_refused_for(tmp_path: Path, attack: Attack) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(attacked(typeset(CLEAN), attack.change))

    named = [finding for finding in lint(path) if finding.rule == RULES[attack.kind]]

    assert attack.said in "".join(finding.problem for finding in named)
    assert {finding.level for finding in named} == {
        "error" if attack.kind in {"code", "fetch"} else "warning"
    }


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_lint_has_nothing_against_harmless_fields_and_links(tmp_path: Path, change: object) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(attacked(typeset(CLEAN), change))  # type: ignore[arg-type]

    assert [finding for finding in lint(path) if finding.rule.startswith("SA")] == []


def test_a_document_in_another_language_is_inspected_too(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"<w:document {space}><w:body><w:p><w:r><w:t>Dear all</w:t></w:r></w:p></w:body></w:document>"
    path.write_bytes(packed({MAIN: text, "word/vbaProject.bin": "x"}))

    assert [finding.rule for finding in lint(path)] == ["SA-01", "file"]


def test_the_template_a_document_was_made_from_is_named_too(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    change = related("attachedTemplate", "file:///C:/t.dotm", owner="word/_rels/settings.xml.rels")
    path.write_bytes(attacked(typeset(CLEAN), change))

    [finding] = [finding for finding in lint(path) if finding.rule == "SA-02"]

    assert (finding.level, finding.problem) == ("warning", "挂着另一个模板“t.dotm”")


@pytest.mark.parametrize("tag", ["｛｛ 联系人 ｝｝", "{％ if 有附件 ％}", "｛% endif %｝"])
def test_a_tag_in_full_width_braces_is_named(draw: Draw, tag: str) -> None:
    path = draw(text=f"公文标题| 关于报送材料的通知\n请于月底前报送，联系人：{tag}。\n")

    [finding] = [finding for finding in lint(path) if finding.rule == "SA-06"]

    assert "全角" in finding.problem
