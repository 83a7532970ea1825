import io
import re
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from engine_drawing import drawn, fact, filled, lines_of, parts_of, replaced, with_parts, xml_of

from kit.nouns.draft import Draft
from kit.nouns.errors import TemplateError
from kit.nouns.prose import prose
from kit.word.fill import fill
from kit.word.marks import Mark, printed_marks, read_marks
from kit.word.template import compile_template

RATE = fact("93.9%", Fraction(939, 10), "满意率", "poll.rate", "%")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


@pytest.fixture
def document(path: Path) -> Path:
    """Return a document with three marks: in the body, in a composed sentence, in the footer."""
    drawn(path, "收回{{ 收回 }}份。{{ 话 }}", footer="{{ 收回 }}")
    target = path.with_name("件.docx")
    target.write_bytes(filled(path, 收回=fact(), 话=prose("满意率", RATE, "。")).data)
    return target


def test_a_mark_stands_around_the_run_of_its_fact_and_nothing_else(path: Path) -> None:
    drawn(path, "收回{{ 收回 }}份")

    xml = xml_of(filled(path, 收回=fact()).data)

    assert (
        '收回</w:t></w:r><w:bookmarkStart w:id="1" w:name="_kit_1"/><w:r><w:rPr><w:sz w:val="32"/></w:rPr>'
        '<w:t>38</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r>' in xml
    )


def test_marks_are_read_back_in_document_order_with_exact_values(document: Path) -> None:
    run = '<w:rPr><w:sz w:val="32"/></w:rPr>'

    assert read_marks(document) == (
        Mark("_kit_1", "forms.returned", "38", 38, "份", run),
        Mark("_kit_2", "poll.rate", "93.9%", "939/10", "%", run),
        Mark("_kit_3", "forms.returned", "38", 38, "份", ""),
    )


def test_the_marks_of_a_filled_document_are_those_in_its_file(path: Path) -> None:
    drawn(path, "{{ 甲 }}{{ 乙 }}")

    document = filled(path, 甲=fact(), 乙=fact("<甲> & \x01", ("甲", "乙"), fact_id="a&b"))
    target = path.with_name("件.docx")
    target.write_bytes(document.data)

    assert printed_marks(target) == document.marks
    assert document.marks[1].value == ["甲", "乙"]


def test_text_that_was_changed_by_hand_is_read_as_it_stands_now(document: Path) -> None:
    with_parts(
        document,
        replaced("word/document.xml", "<w:t>38</w:t></w:r>", "<w:t>4</w:t></w:r><w:r><w:t>0</w:t></w:r>"),
    )

    assert [mark.text for mark in read_marks(document)] == ["40", "93.9%", "38"]
    assert [mark.text for mark in printed_marks(document)] == ["38", "93.9%", "38"]


def test_tracked_deletions_do_not_count_and_insertions_do(document: Path) -> None:
    edited = (
        '<w:del w:id="90" w:author="x"><w:r><w:delText>38</w:delText></w:r></w:del>'
        '<w:ins w:id="91" w:author="x"><w:r><w:t>40</w:t></w:r></w:ins>'
    )
    run = '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>38</w:t></w:r>'

    with_parts(document, replaced("word/document.xml", run, edited))

    assert read_marks(document)[0].text == "40"


def test_a_mark_that_was_deleted_is_no_longer_read(document: Path) -> None:
    with_parts(document, replaced("word/document.xml", '<w:bookmarkStart w:id="1" w:name="_kit_1"/>', ""))

    assert [mark.bookmark for mark in read_marks(document)] == ["_kit_2", "_kit_3"]
    assert len(printed_marks(document)) == 3


def test_marks_without_their_map_are_read_as_unknown(document: Path) -> None:
    with_parts(document, lambda parts: [parts.pop(name) for name in list(parts) if "customXml" in name])

    assert read_marks(document)[0] == Mark("_kit_1", "", "38", None)


def test_a_document_that_the_kit_has_not_written_has_no_marks(path: Path) -> None:
    assert read_marks(drawn(path, "字")) == ()


def test_a_broken_document_is_refused_in_words(document: Path) -> None:
    with_parts(document, replaced("word/document.xml", "<w:body>", "<w:body><"))

    with pytest.raises(TemplateError, match=r"件\.docx：文件已经损坏"):
        read_marks(document)


def test_bookmark_ids_do_not_collide_with_the_templates_own(path: Path) -> None:
    drawn(path, "{{ 收回 }}字")
    own = '<w:bookmarkStart w:id="41" w:name="书签"/><w:bookmarkEnd w:id="41"/>'
    with_parts(path, replaced("word/document.xml", "字</w:t></w:r>", f"字</w:t></w:r>{own}"))

    xml = xml_of(filled(path, 收回=fact()).data)

    assert 'w:id="41" w:name="书签"' in xml
    assert 'w:id="42" w:name="_kit_1"' in xml


def test_marks_in_loops_are_numbered_in_printed_order_and_each_id_is_its_own(path: Path) -> None:
    drawn(
        path,
        "{% for 项 in 各项 %}{{ 项 }}、{% endfor %}",
        [["{%tr for 项 in 各项 %}"], ["{{ 项 }}"], ["{%tr endfor %}"]],
    )

    document = filled(path, 各项=[fact("1"), fact("2"), fact("3")])

    assert [mark.text for mark in document.marks] == ["1", "2", "3"] * 2
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', xml_of(document.data))
    assert [name for _, name in starts] == [f"_kit_{number}" for number in range(1, 7)]
    assert len({number for number, _ in starts}) == 6


def test_a_bookmark_of_the_template_inside_a_loop_is_left_out(path: Path) -> None:
    drawn(path, "{%p for 项 in 各项 %}", "字", "{%p endfor %}")
    own = '<w:bookmarkStart w:id="3" w:name="书签"/><w:bookmarkEnd w:id="3"/>'
    with_parts(path, replaced("word/document.xml", "<w:t>字</w:t></w:r>", f"<w:t>字</w:t></w:r>{own}"))

    xml = xml_of(filled(path, 各项=[1, 2]).data)

    assert xml.count("字") == 2
    assert "w:bookmark" not in xml


def test_hundreds_of_marks_are_read_back(path: Path) -> None:
    drawn(path, "{% for 项 in 各项 %}{{ 项 }}{% endfor %}")
    target = path.with_name("件.docx")
    target.write_bytes(filled(path, 各项=[fact(str(n), n) for n in range(350)]).data)

    assert [mark.value for mark in read_marks(target)] == list(range(350))


def test_a_filled_document_may_serve_as_a_template(document: Path) -> None:
    again = fill(compile_template(document), Draft("试验", "再", "件.docx", {}))

    assert again.marks == ()
    assert "_kit_" not in xml_of(again.data)
    assert lines_of(again.data)[0] == "收回38份。满意率93.9%。"
    maps = [part for part in parts_of(again.data).values() if b'<marks xmlns="urn:writing-office-kit' in part]
    assert len(maps) == 1


def test_python_docx_opens_the_document(document: Path) -> None:
    opened = docx.Document(io.BytesIO(document.read_bytes()))

    assert opened.paragraphs[0].text == "收回38份。满意率93.9%。"


@pytest.mark.office
def test_marks_survive_a_save_by_libreoffice(document: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("没有 LibreOffice（soffice），不能试它存盘之后标记还在不在")
    profile = (tmp_path / "profile").as_uri()
    folder = tmp_path / "saved"

    subprocess.run(
        [
            *(office, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "docx", "--outdir", folder, document),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    before, after = read_marks(document), read_marks(folder / document.name)
    assert after == before
    assert printed_marks(folder / document.name) == before
