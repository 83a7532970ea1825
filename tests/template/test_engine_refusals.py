from pathlib import Path
from typing import Any

import pytest
from engine_drawing import drawn, fact, filled, lines_of, replaced, with_parts

from kit.files.package import Bounds
from kit.model.finding import TemplateError
from kit.template.template import compile_template


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "evaluation_notice.docx"


def faults(path: Path) -> list[str]:
    """Return what is wrong with a template, as a clerk reads it."""
    with pytest.raises(TemplateError) as refused:
        compile_template(path)
    return [str(finding) for finding in refused.value.findings]


def wants(path: Path, **context: Any) -> list[str]:
    """Return what cannot be filled."""
    with pytest.raises(TemplateError) as refused:
        filled(path, **context)
    return [str(finding) for finding in refused.value.findings]


def test_a_missing_name_is_named_with_template_paragraph_blank_and_nearest_name(path: Path) -> None:
    drawn(path, "第一段", "总的来看，满意率为{{ 满意度 }}。")

    [finding] = wants(path, 满意率=fact())

    assert finding == (
        "模板 evaluation_notice.docx 第2段“总的来看，满意率为{{ 满意度 }}。”：要填“满意度”，没有这个名称。"
        "是不是“满意率”？请在模板里改正这个名称。"
    )


def test_the_error_says_the_same_as_its_only_finding(path: Path) -> None:
    drawn(path, "{{ 满意度 }}")

    with pytest.raises(TemplateError, match="没有这个名称。是不是“满意率”？") as refused:
        filled(path, 满意率=fact())

    assert str(refused.value) == str(refused.value.findings[0])


def test_all_missing_names_are_named_at_once_in_body_footer_and_branches_not_taken(path: Path) -> None:
    drawn(path, "{{ 甲 }}{% if 有 %}{{ 乙 }}{% endif %}", footer="{{ 丙 }}")

    found = wants(path, 有=False)

    assert [finding.split("：")[1].split("。")[0] for finding in found] == [
        "要填“甲”，没有这个名称", "要填“乙”，没有这个名称", "要填“丙”，没有这个名称",
    ]  # fmt: skip
    assert "页脚第1段“{{ 丙 }}”" in found[2]


def test_an_attribute_missing_in_a_loop_is_named_with_its_paragraph(path: Path) -> None:
    drawn(
        path,
        [
            ["{%tr for 行 in 各行 %}"],
            ["单位{{ 行.单位名 }}{% if 行.票数 %}有{% endif %}"],
            ["{%tr endfor %}"],
        ],
    )

    found = wants(path, 各行=[{"单位名称": "财政局", "票": 3}, {"单位名": "人社局", "票数": 3}])

    assert len(found) == 2
    assert (
        "第2段“单位{{ 行.单位名 }}{% if 行.票数 %……”：要填“单位名”，没有这个名称。是不是“单位名称”？"
        in found[0]
    )
    assert "要填“票数”" in found[1]


def test_a_name_that_the_template_asks_about_need_not_be_given(path: Path) -> None:
    drawn(path, "{% if 甲 is defined %}{{ 甲 }}{% endif %}{{ 乙|default('无') }}")

    assert filled(path).marks == ()
    assert compile_template(path).needs == frozenset()


def test_the_names_of_a_template_are_listed_with_what_its_loops_take(path: Path) -> None:
    drawn(
        path,
        "{{ 甲 }}{% for 行 in 各行 %}{{ 行.数.text }}{% for 票 in 行.各票 %}{{ 票 }}{% endfor %}{% endfor %}",
    )

    assert compile_template(path).names == {
        "甲",
        "各行",
        "各行[].数",
        "各行[].数.text",
        "各行[].各票",
        "各行[].各票[]",
    } - {"各行[].各票[]"}


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "没有内容可填"), (True, "是非判断"), (["甲"], "这是一列"), ({"甲": 1}, "这是一组内容")],
)
def test_a_value_that_cannot_be_printed_is_named_with_its_blank(path: Path, value: Any, said: str) -> None:
    drawn(path, "甲{{ 乙 }}")

    [finding] = wants(path, 乙=value)

    assert "第1段“甲{{ 乙 }}”" in finding
    assert said in finding


def test_a_comparison_that_makes_no_sense_is_named_with_its_tag(path: Path) -> None:
    drawn(path, "甲", "{% if 数 > 0 %}有{% endif %}")

    [finding] = wants(path, 数="三")

    assert "第2段“{% if 数 > 0 %}" in finding


def test_an_unclosed_block_says_where_it_was_opened(path: Path) -> None:
    drawn(path, "甲", "{%p for 项 in 各项 %}", "{{ 项 }}")

    [finding] = faults(path)

    assert "第2段" in finding
    assert "“{%p for 项 in 各项 %}”开了头，没有 {%p endfor %}" in finding


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收回{{ 收回 份", "“{{”没有成对"),
        ("收回 收回 }}份", "“}}”没有成对"),
        ("{% endif %}", "前面没有对应的 {% if %}"),
        ("{% if 甲 %}{% endfor %}{% endif %}", "前面没有对应的 {% for %}"),
        ("{{ 甲 乙 }}", "写得不合规则"),
        ("{{ 甲|四舍 }}", "没有“四舍”这种格式"),
        ("{{ 甲|string }}", "没有“string”这种格式"),
        ("{{ 甲|safe }}", "没有“safe”这种格式"),
        ("{{ 甲|_put(0) }}", "没有“_put”这种格式"),
        ("{% if 甲 is callable %}{% endif %}", "没有“callable”这种判断"),
        ("{{ 甲 + 1 }}", "模板里不能做算术"),
        ("{{ 甲 * 100 / 乙 }}", "模板里不能做算术"),
        ("{% if 甲 - 1 > 0 %}{% endif %}", "模板里不能做算术"),
        ("{{ 甲|round(1) }}", "模板里不能做算术"),
        ("{{ 甲|length }}", "个数不能由模板来数"),
        ("{{ 甲 ~ 乙 }}", "不能用 ~ 拼接"),
        ("{{ 甲() }}", "模板里不能调用程序"),
        ("{{ range(9) }}", "模板里不能调用程序"),
        ("{{ 甲.__class__ }}", "下划线开头的名称“__class__”"),
        ("{{ 甲['_x'] }}", "下划线开头的名称“_x”"),
        ("{{ _kit }}", "下划线开头的名称“_kit”"),
        ("{% include '甲' %}", "不能用"),
        ("{% macro 甲() %}{% endmacro %}", "不能用"),
        ("{% set 甲 %}字{% endset %}", "写得不合规则"),
        ("{%r if 甲 %}", "不能用“{%r if 甲 %}”这种标签"),
        ("{{r 甲 }}", "不能用“{{r 甲 }}”这种标签"),
        ("{{p 甲 }}", "不能用“{{p 甲 }}”这种标签"),
        ("{%tc for 甲 in 乙 %}", "不能用“{%tc for 甲 in 乙 %}”这种标签"),
        ("{% colspan 甲 %}", "不能用“{% colspan 甲 %}”这种标签"),
        ("{% cellbg 甲 %}", "不能用“{% cellbg 甲 %}”这种标签"),
        ("{% vm %}", "不能用“{% vm %}”这种标签"),
        ("{% hm %}", "不能用“{% hm %}”这种标签"),
        ("{%- if 甲 -%}{% endif %}", "不能用“{%- if 甲 -%}”这种标签"),
        ("字{%p if 甲 %}", "要独占一段"),
        ("{%tr if 甲 %}", "要放在表格的一行里"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_say_is_refused_with_its_place(path: Path, text: str, said: str) -> None:
    drawn(path, text)

    found = faults(path)

    assert any(said in finding and "模板 evaluation_notice.docx 第1段“" in finding for finding in found), (
        found
    )


def test_all_faults_of_a_template_are_named_at_once(path: Path) -> None:
    drawn(path, "{{ 甲 + 1 }}", "{{ 乙", "{% if 丙 %}", "{{ 丁|圆 }}")

    found = faults(path)

    assert [rule in "".join(found) for rule in ("算术", "没有成对", "开了头", "“圆”")] == [True] * 4
    with pytest.raises(TemplateError, match=r"有 4 处要改：\n1\. "):
        compile_template(path)


def test_a_row_tag_with_other_words_in_its_row_is_refused(path: Path) -> None:
    drawn(path, [["{%tr for 行 in 各行 %}", "别的字"], ["{{ 行 }}", ""], ["{%tr endfor %}", ""]])

    assert "要独占一行，这一行里还有别的文字" in faults(path)[0]


def test_a_block_that_runs_over_paragraphs_without_p_is_refused(path: Path) -> None:
    drawn(path, "{% if 甲 %}一", "二{% endif %}")

    [finding] = faults(path)

    assert "不在同一层" in finding
    assert "{%p %}" in finding


def test_a_tag_in_a_field_a_link_or_a_drawings_name_is_refused(path: Path) -> None:
    drawn(path, "字")
    with_parts(
        path, replaced("word/document.xml", "<w:t>字</w:t>", "<w:instrText>REF {{ 甲 }}</w:instrText>")
    )

    assert "填不进去" in faults(path)[0]


def test_a_tag_that_another_element_cuts_is_refused(path: Path) -> None:
    drawn(path, ["收回{{ 收", "回 }}"])
    with_parts(
        path,
        replaced(
            "word/document.xml",
            '<w:r><w:rPr><w:sz w:val="34"/></w:rPr>',
            '<w:bookmarkStart w:id="5" w:name="甲"/><w:r>',
        ),
    )

    assert "标签中间夹着" in faults(path)[0]


def test_a_tag_in_a_part_that_is_not_filled_is_refused(path: Path) -> None:
    drawn(path, "字")
    with_parts(path, replaced("word/settings.xml", "</w:settings>", "<w:x>{{ 甲 }}</w:x></w:settings>"))

    assert faults(path)[0].startswith("模板 evaluation_notice.docx 的 word/settings.xml：")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "文件是空的"), (b"no zip", r"这不是 \.docx 文件"), (b"PK\3\4", "文件不完整或已经损坏")],
)
def test_a_file_that_is_no_docx_is_refused(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)

    with pytest.raises(TemplateError, match=said):
        compile_template(path)


def test_a_missing_file_is_refused(path: Path) -> None:
    with pytest.raises(TemplateError, match="没有这个文件"):
        compile_template(path)


def test_a_zip_that_is_no_word_document_is_refused(path: Path) -> None:
    with_parts(drawn(path, "字"), lambda parts: parts.pop("[Content_Types].xml"))

    with pytest.raises(TemplateError, match="不是 Word 文档"):
        compile_template(path)


def test_a_broken_part_and_one_that_declares_entities_are_refused(path: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "b">]><w:document'
    for old, new, said in (
        ("<w:body>", "<w:body><", "不是完整的 XML"),
        ("<w:document", entities, "实体声明"),
    ):
        with_parts(drawn(path, "字"), replaced("word/document.xml", old, new))
        with pytest.raises(TemplateError, match=said):
            compile_template(path)


def test_a_template_in_strict_open_xml_is_filled_like_a_usual_one(path: Path) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with_parts(
        drawn(path, "{{ 甲 }}"),
        replaced("word/document.xml", w, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    )

    assert lines_of(filled(path, 甲="乙").data) == ["乙"]


def test_a_package_that_expands_beyond_the_limit_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(path, "字")
    monkeypatch.setattr("kit.files.document.BOUNDS", Bounds(10**6, 100, 10**6, 10**6, whole=1000))

    with pytest.raises(TemplateError, match="各部分展开后超过"):
        compile_template(path)
