"""What the engine relies on in docxtpl and Jinja, pinned: an upgrade that changes it fails here first."""

import io
from pathlib import Path
from types import CodeType
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from engine_drawing import drawn, fact, filled, lines_of
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError

from kit.template.printing.sandbox import sandbox
from kit.template.template import compile_template


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


def by_docxtpl(path: Path, context: dict[str, Any], **options: Any) -> list[str]:
    """Return what docxtpl alone prints."""
    template = DocxTemplate(path)
    template.render(context, **options)
    target = io.BytesIO()
    template.save(target)
    return [paragraph.text for paragraph in docx.Document(target).paragraphs]


def test_docxtpl_alone_cuts_text_after_an_unescaped_bracket_and_the_kit_does_not(path: Path) -> None:
    drawn(path, "{{ 意见 }}")
    opinion = "食堂 A&B <太贵>"

    assert by_docxtpl(path, {"意见": opinion}) == ["食堂 A "]
    assert lines_of(filled(path, 意见=opinion).data)[0] == opinion


def test_docxtpl_alone_runs_template_code_and_the_kit_refuses_it(path: Path) -> None:
    drawn(path, "{{ ''.__class__.__mro__[1].__subclasses__()|length > 0 }}")

    assert by_docxtpl(path, {}) == ["True"]
    with pytest.raises(Exception, match="模板里不能调用程序"):
        compile_template(path)


@pytest.mark.parametrize("source", ["{{ a.__class__ }}", "{{ a.b }}", "{{ a['__class__'] }}", "{{ a.mro }}"])
def test_the_sandbox_by_itself_shows_no_attribute_of_anything(source: str) -> None:
    with pytest.raises(UndefinedError):
        sandbox().from_string(source).render(a=fact())


def test_the_sandbox_by_itself_calls_nothing_and_has_no_globals() -> None:
    environment = sandbox()

    assert environment.globals == {}
    assert environment.autoescape is True
    assert environment.undefined is StrictUndefined
    with pytest.raises(SecurityError):
        environment.from_string("{{ a() }}").render(a=dict)


def test_a_value_that_our_ink_has_not_written_would_be_escaped() -> None:
    assert sandbox().from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"


def test_docxtpl_joins_split_tags_into_the_first_run_and_lifts_paragraph_and_row_tags() -> None:
    patch = DocxTemplate("").patch_xml

    assert patch("<w:r><w:t>{</w:t></w:r><w:r><w:t>{ 甲 </w:t></w:r><w:r><w:t>}}乙</w:t></w:r>") == (
        '<w:r><w:t xml:space="preserve">{{ 甲 }}乙</w:t></w:r>'
    )
    assert patch("<w:p><w:r><w:t>{%p if 甲 %}</w:t></w:r></w:p>") == "{% if 甲 %}"
    assert patch("<w:tr><w:tc><w:p><w:r><w:t>{%tr if 甲 %}</w:t></w:r></w:p></w:tc></w:tr>") == "{% if 甲 %}"


def test_docxtpl_straightens_quotes_and_brackets_inside_tags_only() -> None:
    patched = DocxTemplate("").patch_xml("<w:t>“甲”{% if 甲 &gt; “乙” %}</w:t>")

    assert patched == '<w:t xml:space="preserve">“甲”{% if 甲 > "乙" %}</w:t>'


def test_the_text_of_a_template_stands_in_the_constants_of_jinjas_code(path: Path) -> None:
    template = compile_template(drawn(path, "{% for 项 in 各项 %}甲{{ 项 }}乙{% endfor %}"))

    code = template.jinja.root_render_func.__code__
    nested = [each for each in code.co_consts if isinstance(each, CodeType)]
    assert any("甲" in stretch for stretch in template.stretches)
    assert not any("w:" in str(constant) for inner in nested for constant in inner.co_consts)


def test_the_frames_of_a_template_hold_none_of_its_text(path: Path) -> None:
    template = compile_template(drawn(path, "甲{{ 字 }}乙", [["丙", "{{ 字 }}"]]))

    frames = "".join(frame for _, frame in template.stretches.values())

    assert all(character not in frames for character in "甲乙丙")
    assert frames.count("<w:p>") == frames.count("</w:p>") == 2
