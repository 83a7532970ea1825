import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from engine_drawing import W, drawn, fact, filled, lines_of, parts_of, replaced, restyled, with_parts, xml_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kit.docx.typeset import typeset
from kit.model.draft import Draft
from kit.model.finding import TemplateError
from kit.model.prose import prose
from kit.template.fill import fill
from kit.template.printing.ink import FORBIDDEN
from kit.template.template import compile_template

Say = Callable[[Any, str], bytes]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


def test_words_numbers_dates_facts_and_prose_stand_in_their_blanks(path: Path) -> None:
    drawn(path, "{{ 单位 }}收回{{ 收回 }}份，第{{ 次 }}次，{{ 日 }}，{{ 话 }}。")

    document = filled(
        path, 单位="财政局", 收回=fact(), 次=3, 日=date(2009, 3, 30), 话=prose("共", fact(), "份")
    )

    assert lines_of(document.data)[0] == "财政局收回38份，第3次，2009年3月30日，共38份。"


def test_a_blank_keeps_the_font_of_its_run(path: Path) -> None:
    drawn(path, ["甲", "{{ 乙 }}", "丙"])

    xml = xml_of(filled(path, 乙="字").data)

    assert '<w:sz w:val="34"/></w:rPr><w:t>字</w:t>' in xml
    assert '<w:sz w:val="32"/></w:rPr><w:t>甲</w:t>' in xml
    assert '<w:sz w:val="36"/></w:rPr><w:t>丙</w:t>' in xml


def test_a_tag_that_word_has_split_over_runs_is_one_tag(path: Path) -> None:
    drawn(path, ["收回{", "{ 收", "回 }", "}份"])

    assert lines_of(filled(path, 收回=fact()).data)[0] == "收回38份"


def test_paragraphs_and_rows_repeat_and_their_tags_vanish(path: Path) -> None:
    drawn(
        path,
        "{%p for 项 in 各项 %}", "{{ loop.index }}．{{ 项.名 }}", "{%p endfor %}",
        [["名", "数"], ["{%tr for 行 in 各项 %}"], ["{{ 行.名 }}", "{{ 行.数 }}"], ["{%tr endfor %}"]],
    )  # fmt: skip

    lines = lines_of(filled(path, 各项=[{"名": "甲", "数": fact()}, {"名": "乙", "数": 2}]).data)

    assert lines[:2] == ["1．甲", "2．乙"]
    assert lines[2:] == ["名", "数", "甲", "38", "乙", "2"]


def test_facts_decide_conditions_by_their_values(path: Path) -> None:
    drawn(
        path,
        "{% if 条数 > 0 %}有{% else %}无{% endif %}",
        "{% if 名单 %}{% for 名 in 名单.value %}{{ 名 }}；{% endfor %}{% endif %}",
    )
    names = fact("甲、乙", ("甲", "乙"))

    assert lines_of(filled(path, 条数=fact("0", 0), 名单=names).data) == ["无", "甲；乙；"]
    assert lines_of(filled(path, 条数=fact("1", 1), 名单=fact("", ())).data) == ["有", ""]


def test_headers_and_footers_are_filled_and_marked_too(path: Path) -> None:
    drawn(path, "正文{{ 数 }}", header="页眉{{ 数 }}", footer="页脚{{ 数 }}")

    document = filled(path, 数=fact())

    assert lines_of(document.data, "word/header1.xml") == ["页眉38"]
    assert lines_of(document.data, "word/footer1.xml") == ["页脚38"]
    assert [mark.bookmark for mark in document.marks] == ["_kit_1", "_kit_2", "_kit_3"]


def test_text_that_looks_like_markup_or_template_code_stays_text(path: Path) -> None:
    drawn(path, "意见：{{ 意见 }}")
    opinion = "食堂 A&B <太贵> {{ 7*7 }} {% for %} <w:p> =cmd() </w:t> ]]> 𠮷㙍 &amp;"

    assert lines_of(filled(path, 意见=opinion).data)[0] == "意见：" + opinion


def test_line_breaks_and_tabs_become_elements_of_the_same_run(path: Path) -> None:
    drawn(path, "{{ 意见 }}")

    document = filled(path, 意见="一\n二\r\n三\t四 ")

    assert lines_of(document.data)[0] == "一\n二\n三\t四 "
    assert "<w:br/>" in xml_of(document.data)
    assert '<w:t xml:space="preserve">四 </w:t>' in xml_of(document.data)


def test_characters_that_no_document_can_hold_are_replaced_visibly_and_reported(path: Path) -> None:
    drawn(path, "{{ 意见 }}")

    document = filled(path, 意见="排\x07队\ud800太\uffff久")

    assert lines_of(document.data)[0] == "排\ufffd队\ufffd太\ufffd久"
    [finding] = document.findings
    assert finding.level == "warning"
    assert str(finding) == (
        "试验件.docx：“排\ufffd队\ufffd太\ufffd久”里有不能写进文档的控制字符（U+0007、U+D800、U+FFFF）。"
        "已经用 \ufffd 顶替，请在来源的表里把它删掉。"
    )


def test_a_replaced_character_is_reported_in_every_document(path: Path) -> None:
    template = compile_template(drawn(path, "{{ 意见 }}"))

    documents = [fill(template, Draft("试验", "件", "t", {"意见": "排\x07队"})) for _ in range(2)]

    assert [len(document.findings) for document in documents] == [1, 1]


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Say:
    """Return a function that prints a value into a paragraph, a cell and the title."""
    path = drawn(tmp_path_factory.mktemp("any") / "any.docx", "前{{ 字 }}后", [["{{ 字 }}"]])
    template = compile_template(path)
    return lambda value, title: fill(template, Draft("试验", "件", "any.docx", {"字": value}, title)).data


@settings(max_examples=200, deadline=None)
@given(said=st.text(st.characters(codec=None), max_size=40))
def test_any_text_comes_out_unchanged_but_for_forbidden_characters(say: Say, said: str) -> None:
    data = say(said, said)

    shown = FORBIDDEN.sub("\ufffd", said.replace("\r\n", "\n").replace("\r", "\n"))
    assert lines_of(data) == [f"前{shown}后", shown]


@settings(max_examples=60, deadline=None)
@given(said=st.text(st.characters(codec=None), max_size=20), number=st.integers(0, 3))
def test_every_part_of_every_document_is_well_formed_to_another_parser(
    say: Say, said: str, number: int
) -> None:
    pieces = prose(*[prose(said, fact(said, 1, fact_id=said)) for _ in range(number)])

    parts = [
        content for name, content in parts_of(say(pieces, said)).items() if name.endswith((".xml", ".rels"))
    ]
    assert len([etree.fromstring(part) for part in parts]) > 10


@dataclass(frozen=True)
class Row:
    """A record as a document's composer makes it."""

    name: str
    count: int


def test_frozen_records_are_read_by_their_fields(path: Path) -> None:
    drawn(path, "{{ 行.name }}：{{ 行.count }}")

    assert lines_of(filled(path, 行=Row("甲", 3)).data)[0] == "甲：3"


def test_anything_but_plain_data_is_refused_with_its_name(path: Path) -> None:
    drawn(path, "{{ 数 }}")

    with pytest.raises(TemplateError, match=r"“数\.率”是 float，模板里只能放"):
        filled(path, 数={"率": 0.5})


def test_a_cell_that_loses_all_its_paragraphs_keeps_an_empty_one(path: Path) -> None:
    drawn(path, [["甲", "乙"]])

    def hollow(parts: dict[str, bytes]) -> None:
        xml = parts["word/document.xml"].decode()
        tags = ("{%p for 条 in 各条 %}", "{{ 条 }}", "{%p endfor %}")
        inside = "".join(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in tags)
        start = xml.index("<w:p>", xml.index("<w:tc>"))
        parts["word/document.xml"] = (xml[:start] + inside + xml[xml.index("</w:tc>", start) :]).encode()

    with_parts(path, hollow)

    assert lines_of(filled(path, 各条=["一", "二"]).data) == ["一", "二", "乙"]
    assert lines_of(filled(path, 各条=[]).data) == ["", "乙"]


@pytest.mark.parametrize(("style", "name"), [("署名", "署名缩进"), ("成文日期", "日期缩进")])
def test_the_sign_off_takes_its_right_indent_from_the_context(path: Path, style: str, name: str) -> None:
    restyled(drawn(path, "{{ 字 }}"), style, {"right": "640", "rightChars": "200", "left": "10"})

    given = xml_of(filled(path, 字="办公室", **{name: 1280}).data)
    kept = xml_of(filled(path, 字="办公室").data)

    assert '<w:ind w:left="10" w:right="1280" w:rightChars="0"/>' in given
    assert '<w:ind w:right="640" w:rightChars="200" w:left="10"/>' in kept


KEPT = """
{{ 首 }}
{%p for 项 in 各项 %}
{{ 项 }}
{%p endfor %}
附件说明| 附件：名单
空行|
署名| 某局
成文日期| 2009年4月20日
"""


@pytest.mark.parametrize(("items", "last"), [(["一。", "二。"], "二。"), ([], "首段。")])
def test_whatever_text_comes_last_stays_with_the_sign_off(path: Path, items: list[str], last: str) -> None:
    path.write_bytes(typeset(KEPT))

    xml = xml_of(filled(path, 首="首段。", 各项=items).data)

    kept = [one for one in re.findall("<w:p>.*?</w:p>", xml) if "<w:keepNext/>" in one]
    assert [re.sub("<.*?>", "", one) for one in kept] == [last, "附件：名单", ""]


def test_a_table_above_a_sign_off_is_left_alone(path: Path) -> None:
    path.write_bytes(typeset("文\n表格 60\n- {{ 字 }}\n表终\n署名| 某局\n成文日期| 2009年4月20日\n"))

    assert "keepNext" not in xml_of(filled(path, 字="一").data)


def test_a_sign_off_without_an_indent_of_its_own_gets_one_before_its_alignment(path: Path) -> None:
    restyled(drawn(path, "办公室"), "署名")
    style, more = '<w:pStyle w:val="X1"/>', '<w:spacing w:line="579"/><w:jc w:val="right"/>'
    with_parts(path, replaced("word/document.xml", style, style + more))

    xml = xml_of(filled(path, 署名缩进=640).data)

    assert '<w:spacing w:line="579"/><w:ind w:right="640" w:rightChars="0"/><w:jc' in xml
    assert "<w:ind" not in xml_of(filled(path).data)


def test_drawings_in_a_loop_get_numbers_of_their_own(path: Path) -> None:
    drawn(path, "{%p for 项 in 各项 %}", "图", "{%p endfor %}")
    picture = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="7" name="图"/></wp:inline></w:drawing></w:r>'
    )
    with_parts(path, replaced("word/document.xml", "<w:t>图</w:t></w:r>", f"<w:t>图</w:t></w:r>{picture}"))

    xml = xml_of(filled(path, 各项=["一", "二"]).data)

    assert '<wp:docPr id="1001"' in xml
    assert '<wp:docPr id="1002"' in xml


def test_a_blank_in_a_footnote_is_filled_and_marked(path: Path) -> None:
    drawn(path, "正文")
    run = "<w:p><w:r><w:t>注{{ 数 }}</w:t></w:r></w:p>"
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{run}</w:footnote></w:footnotes>'

    def footnotes(parts: dict[str, bytes]) -> None:
        parts["word/footnotes.xml"] = note.encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.wordprocessingml.footnotes+xml"/></Types>',
        )

    document = filled(with_parts(path, footnotes), 数=fact())

    assert lines_of(document.data, "word/footnotes.xml") == ["注38"]
    assert [mark.fact for mark in document.marks] == ["forms.returned"]
