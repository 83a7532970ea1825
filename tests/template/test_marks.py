import io
import re
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from engine_drawing import drawn, fact, filled, lines_of, parts_of, replaced, with_parts, xml_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kit.model.draft import Draft
from kit.model.finding import TemplateError
from kit.model.prose import prose
from kit.template.fill import fill
from kit.template.marks import Mark, printed_marks, read_marks
from kit.template.template import compile_template

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


def test_marks_are_read_back_in_document_order_and_hold_what_is_displayed_only(document: Path) -> None:
    run = '<w:rPr><w:sz w:val="32"/></w:rPr>'

    assert read_marks(document) == (
        Mark("_kit_1", "forms.returned", "38", None, "份", run),
        Mark("_kit_2", "poll.rate", "93.9%", None, "%", run),
        Mark("_kit_3", "forms.returned", "38", None, "份", ""),
    )
    assert not [part for part in parts_of(document.read_bytes()).values() if b"939/10" in part]


def test_marks_of_a_document_made_before_still_hold_their_exact_values(document: Path) -> None:
    [name] = [name for name, part in parts_of(document.read_bytes()).items() if b"poll.rate" in part]
    with_parts(document, replaced(name, '"93.9%", null', '"93.9%", "939/10"'))

    assert [mark.value for mark in read_marks(document)] == [None, "939/10", None]


def test_the_marks_of_a_filled_document_are_those_in_its_file(path: Path) -> None:
    drawn(path, "{{ 甲 }}{{ 乙 }}")

    document = filled(path, 甲=fact(), 乙=fact("<甲> & \x01", ("甲", "乙"), fact_id="a&b"))
    target = path.with_name("件.docx")
    target.write_bytes(document.data)

    assert printed_marks(target) == document.marks


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


BEGIN, END = (
    '<w:bookmarkStart w:id="{0}" w:name="_kit_{0}"/>',
    '<w:bookmarkEnd w:id="{0}"/>',
)


def body_of(path: Path, *inside: str) -> Path:
    """Draw a document whose body is one paragraph of these elements; other text is a run of its own."""
    runs = (each if each.startswith("<") else f"<w:r><w:t>{each}</w:t></w:r>" for each in inside)
    drawn(path, "正文")
    xml = parts_of(path.read_bytes())["word/document.xml"].decode()
    paragraph = re.search(r"<w:p>.*?</w:p>", xml, re.DOTALL)
    assert paragraph
    return with_parts(path, replaced("word/document.xml", paragraph[0], f"<w:p>{''.join(runs)}</w:p>"))


def texts_of(path: Path) -> dict[str, str]:
    return {mark.bookmark: mark.text for mark in read_marks(path)}


def test_a_mark_within_another_reads_its_own_text_and_the_outer_one_reads_all(path: Path) -> None:
    body_of(path, BEGIN.format(1), "收回", BEGIN.format(2), "38", END.format(2), "份", END.format(1), "。")

    assert texts_of(path) == {"_kit_1": "收回38份", "_kit_2": "38"}


def test_marks_that_overlap_share_what_stands_in_both(path: Path) -> None:
    body_of(path, BEGIN.format(1), "甲", BEGIN.format(2), "乙", END.format(1), "丙", END.format(2), "丁")

    assert texts_of(path) == {"_kit_1": "甲乙", "_kit_2": "乙丙"}


def test_the_end_of_somebody_elses_bookmark_within_a_mark_ends_no_mark(path: Path) -> None:
    own = '<w:bookmarkStart w:id="9" w:name="书签"/>'

    body_of(path, own, BEGIN.format(1), "3", '<w:bookmarkEnd w:id="9"/>', "8", END.format(1), "份")

    assert texts_of(path) == {"_kit_1": "38"}


def test_tabs_breaks_and_hard_hyphens_within_a_mark_are_read(path: Path) -> None:
    inside = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:noBreakHyphen/></w:r>"

    body_of(path, BEGIN.format(1), inside, END.format(1))

    assert texts_of(path) == {"_kit_1": "甲\t乙\n丙\n-"}


def test_marks_of_the_body_come_before_those_of_headers_wherever_the_package_lists_them(
    document: Path,
) -> None:
    def listed_backwards(parts: dict[str, bytes]) -> None:
        types = etree.fromstring(parts["[Content_Types].xml"])
        types[:] = list(types)[::-1]
        parts["[Content_Types].xml"] = etree.tostring(types)

    before = read_marks(document)

    assert read_marks(with_parts(document, listed_backwards)) == before


ORDERS = st.lists(st.sampled_from("12345甲乙丙丁"), max_size=24)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(ORDERS)
def test_each_mark_reads_what_stands_between_its_own_ends_however_marks_are_nested(
    path: Path, order: list[str]
) -> None:
    """A digit opens its mark where it stands first and closes it where it stands next."""
    digits = [each for each in order if each.isdigit()]
    twice = {each for each in digits if digits.count(each) == 2}
    order = [each for each in order if not each.isdigit() or each in twice]
    inside = [
        each if not each.isdigit() else (END if each in order[:at] else BEGIN).format(each)
        for at, each in enumerate(order)
    ]

    body_of(path, *inside)

    between = {each: order[order.index(each) + 1 : -order[::-1].index(each) - 1] for each in twice}
    assert texts_of(path) == {
        f"_kit_{each}": "".join(other for other in said if not other.isdigit())
        for each, said in between.items()
    }
    assert [mark.bookmark for mark in read_marks(path)] == [
        f"_kit_{each}" for each in dict.fromkeys(order) if each in twice
    ]


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

    with pytest.raises(TemplateError, match=r"件\.docx：word/document\.xml 不是完整的 XML，文件已经损坏"):
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

    assert [mark.text for mark in read_marks(target)] == list(map(str, range(350)))


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
