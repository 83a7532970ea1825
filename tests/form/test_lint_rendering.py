"""What the printed pages show; one start of LibreOffice for all documents of this file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, STYLES, Change, packed, parts_of, spoilt
from printed_sheets import needs_office, printed
from test_lint_parts import WHOLE

from kit.docx.profiles import profile_named
from kit.docx.typeset import typeset
from kit.form.judge import lint
from kit.form.pages import converting
from kit.form.pages.judging import judged, read_rendered, rendered_findings, spread
from kit.form.pages.pages import PrintedLine, Rendered, RenderedPage
from kit.form.pages.sheet import RenderedDocument
from kit.form.roles.document import read_form

LONG = "公文标题| 关于群众评议结果的通报\n空行|\n主送| 各单位：\n" + f"{SENTENCE * 45}\n"
WIDE = LONG.replace(SENTENCE, f"{SENTENCE}好", 7)  # its last line is no lone end
ALONE = LONG + "分页|\n署名| 市财政局\n成文日期| 2009年4月20日\n"
HIDDEN = WHOLE.replace(
    "公文标题| 关于群众评议结果的通报", "公文标题| 关于群众评议结果的通报\n" + "空行|\n" * 20
)
LATE = "请于6月30号前报送。\n"
RULE = '<w:pStyle w:val="红线"/>'
EMPTY = (
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:body/></w:document>"
)
SHORT_LAST = f"公文标题| 通报\n{'会' * 26}{'议' * 29}。\n{SENTENCE}\n"
UPWARD = WHOLE.replace("发文字号| 某发〔2009〕8号", "发文字号| 某发〔2009〕8号⇥签发人：⟦楷|张三⟧")
TABBED = '<w:tab w:val="right" w:pos="8529"/>'  # one character before the edge
CHANGED: dict[str, tuple[str, list[Change]]] = {
    "clean": (WHOLE, []),
    "long": (LONG, []),
    "loose": (LONG, [(STYLES, 'w:line="579"', 'w:line="640"')]),
    "wide": (WIDE, [(MAIN, '<w:spacing w:val="-5"/>', '<w:spacing w:val="24"/>')]),
    "alone": (ALONE, []),
    "hidden": (HIDDEN, []),
    "lone end": (SHORT_LAST, []),
    "low number": (LONG, [(MAIN, 'w:footer="1446"', 'w:footer="900"')]),
    "centred number": (LONG, [("word/footer1.xml", '<w:jc w:val="right"/>', '<w:jc w:val="center"/>')]),
    "high mark": (WHOLE, [(MAIN, 'w:before="1984"', 'w:before="900"')]),
    "far rule": (WHOLE, [(MAIN, RULE, f'{RULE}<w:spacing w:before="400"/>')]),
    "rule to the left": (WHOLE, [(MAIN, RULE, f'{RULE}<w:ind w:left="-400" w:right="400"/>')]),
    "signer at the right": (UPWARD, []),
    "signer in the middle": (UPWARD, [(MAIN, TABBED, TABBED.replace("8529", "7000"))]),
    "number close under the mark": (WHOLE.replace("文件\n空行|\n空行|\n", "文件\n空行|\n"), []),
    "number far under the mark": (WHOLE.replace("文件\n空行|\n", "文件\n空行|\n空行|\n"), []),
    "title close under the rule": (WHOLE.replace("红线|\n空行|\n空行|\n", "红线|\n空行|\n"), []),
    "a line above the title": (
        WHOLE.replace("红线|\n空行|\n空行|\n", "红线|\n空行|\n题注| 内部资料\n空行|\n空行|\n"), []
    ),
    "wide mark": (WHOLE, [(MAIN, 'w:val="104"', 'w:val="144"'), (MAIN, 'w:line="1040"', 'w:line="1440"')]),
    "mark on two lines": (
        WHOLE.replace("某市某局文件", "某市某某某领导小组办公室文件"), [(MAIN, 'w:val="60"', 'w:val="66"')]
    ),
    "printing date at the edge": (WHOLE, [(MAIN, 'w:pos="8564"', 'w:pos="8840"')]),
    "high imprint": (WHOLE, [(MAIN, 'w:tblpYSpec="bottom"', 'w:tblpYSpec="center"')]),
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, RenderedDocument]:
    """Return every document of this file, rendered."""
    documents = {name: spoilt(typeset(text), *changes) for name, (text, changes) in CHANGED.items()}
    return printed(documents, tmp_path_factory.mktemp("pages"))


def rules(sheet: RenderedDocument) -> list[str]:
    return sorted({finding.rule for finding in judged(sheet)} - {"TY-07", "RC-03"})


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clean", []),
        ("long", []),
        ("loose", ["PG-06"]),
        ("wide", ["PG-07"]),
        ("alone", ["MB-17"]),
        ("hidden", ["MB-06"]),
        ("lone end", ["MB-22"]),
        ("low number", ["PN-02"]),
        ("centred number", ["PN-03"]),
        ("high mark", ["HD-04"]),
        ("far rule", ["HD-10"]),
        ("rule to the left", ["HD-10"]),
        ("signer at the right", []),
        ("signer in the middle", ["HD-09"]),
        ("number close under the mark", ["HD-07"]),
        ("number far under the mark", ["HD-07"]),
        ("title close under the rule", ["MB-01"]),
        ("a line above the title", []),
        ("wide mark", ["HD-05"]),
        ("mark on two lines", ["HD-05"]),
        ("printing date at the edge", ["RC-06"]),
        ("high imprint", ["RC-02"]),
    ],
)
def test_printed_pages_are_judged_by_exactly_the_rule_they_break(
    sheets: Mapping[str, RenderedDocument], name: str, expected: list[str]
) -> None:
    assert rules(sheets[name]) == expected


@pytest.mark.office
@needs_office
def test_a_full_page_has_twenty_two_rows_of_twenty_eight_characters(
    sheets: Mapping[str, RenderedDocument],
) -> None:
    page = sheets["long"].rendered.pages[1]
    body = [row for row in page.rows if row.middle < 262]

    assert len(body) == 22
    assert Counter(len(row.text) for row in body).most_common(1)[0][0] == 28


@pytest.mark.office
@needs_office
def test_every_paragraph_is_found_on_its_page(sheets: Mapping[str, RenderedDocument]) -> None:
    sheet = sheets["alone"]

    [day] = sheet.document.of("成文日期")
    assert sheet.page_of(day.number) == len(sheet.rendered.pages)
    assert sheet.page_of(1) == 1


@pytest.mark.office
@needs_office
def test_substituted_fonts_are_said_and_never_pass(sheets: Mapping[str, RenderedDocument]) -> None:
    sheet = sheets["clean"]
    strange = replace(sheet, rendered=replace(sheet.rendered, fonts=("NotoSerifCJK",)))
    right = ("FangSong_GB2312", "FZXBSJW--GB1-0", "SimHei", "KaiTi_GB2312", "SimSun")
    proper = replace(sheet, rendered=replace(sheet.rendered, fonts=right))

    [said] = [finding for finding in judged(strange) if finding.rule == "TY-07"]
    assert said.problem.startswith("未核验：这台机器没有")
    assert "TY-07" not in {finding.rule for finding in judged(proper)}


@pytest.mark.office
@needs_office
def test_lint_with_render_says_pages_and_each_rule_once(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(spoilt(typeset(CLEAN + LATE), (MAIN, 'w:footer="1446"', 'w:footer="720"')))

    found = lint(path, render=True)

    assert sorted({finding.rule for finding in found} - {"TY-07"}) == ["MB-17", "NUM-04", "PN-02"]
    [day] = [finding for finding in found if finding.rule == "NUM-04"]
    assert day.places[0].as_json()["page"] == 4


def test_without_the_tools_nothing_is_verified_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(CLEAN))
    monkeypatch.setattr(converting.shutil, "which", lambda _: None)

    [finding] = lint(path, render=True)

    assert (finding.rule, finding.level, finding.measured) == ("TY-07", "info", "未核验")
    assert "没有安装 soffice、pdftotext、pdftoppm、pdffonts" in finding.problem


@pytest.mark.office
@needs_office
def test_a_conversion_that_takes_too_long_is_ended_and_said(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(CLEAN))

    with pytest.raises(converting.NotRenderedError, match="没有做完，已经停掉"):
        converting.to_pdf([path], tmp_path, seconds=0.05)


def test_a_failed_conversion_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(CLEAN))

    def fail(*_: object) -> None:
        raise converting.NotRenderedError("soffice 没有做成（返回 1）")

    monkeypatch.setattr("kit.form.pages.judging.render", fail)
    monkeypatch.setattr("kit.form.pages.converting.missing_tools", tuple)

    [finding], sheet = rendered_findings(path, read_form(path), profile_named("A"))

    assert (finding.problem, sheet) == ("未核验：soffice 没有做成（返回 1）", None)


def rows_of(*texts: str) -> Iterator[PrintedLine]:
    for at, text in enumerate(texts):
        top = 40.0 + at * 10.21
        yield PrintedLine(text, 28, 184, top, top + 7)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [("MB-23", "共有12", "8个单位参加了这次群众评议。"), ("NUM-17", "共有128", "个单位参加了这次群众评议。")],
)
def test_a_number_broken_over_two_lines_is_found(tmp_path: Path, rule: str, before: str, after: str) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(f"公文标题| 通报\n{before}{after}\n"))
    page = RenderedPage(1, 210, 297, tuple(rows_of("通报", before, after)))
    sheet = spread(read_form(path), Rendered((page,), ("仿宋_GB2312", "方正小标宋简体")), profile_named("A"))

    assert rules(sheet) == [rule]


def test_a_heading_alone_at_the_foot_of_a_page_is_found(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(f"公文标题| 通报\n{SENTENCE}\n一级| 一、情况\n{SENTENCE}\n"))
    first = RenderedPage(1, 210, 297, tuple(rows_of("通报", SENTENCE, "一、情况")))
    second = RenderedPage(2, 210, 297, tuple(rows_of(SENTENCE)))
    sheet = spread(read_form(path), Rendered((first, second), ()), profile_named("A"))

    assert rules(sheet) == ["MB-22"]


def test_a_cell_that_reads_like_words_far_below_does_not_hide_what_stands_between(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    text = f"公文标题| 通报\n表格 30 30\n- 7 | 0.0%\n表终\n{SENTENCE}联系电话：8001。\n署名| 市财政局\n"
    path.write_bytes(typeset(text + "成文日期| 2009年4月20日\n"))
    first = RenderedPage(1, 210, 297, tuple(rows_of("通报", "7")))
    second = RenderedPage(
        2, 210, 297, tuple(rows_of(f"{SENTENCE}联系电话：8001。", "市财政局", "2009年4月20日"))
    )
    sheet = spread(read_form(path), Rendered((first, second), ()), profile_named("A"))

    [body] = sheet.document.of("正文")
    assert sheet.page_of(body.number) == 2


def test_an_imprint_on_an_odd_page_is_remarked(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(f"公文标题| 通报\n{SENTENCE}\n抄送| 抄送：市委办公室。\n"))
    page = RenderedPage(1, 210, 297, tuple(rows_of("通报", SENTENCE, "抄送：市委办公室。")))
    sheet = spread(read_form(path), Rendered((page,), ()), profile_named("A"))

    assert "RC-03" in {finding.rule for finding in judged(sheet)}


LAST = "抄送：市委办公室。"
NUMBER = PrintedLine("—4—", 36, 50, 266, 271)


def judged_imprint(path: Path, *pages: tuple[PrintedLine, ...], even: bool = False) -> list[tuple[str, str]]:
    """Return what is said of an imprint; even: its section begins on an even page."""
    data = typeset(f"公文标题| 通报\n{SENTENCE}\n{SENTENCE}\n抄送| {LAST}\n")
    if even:
        main = parts_of(data)[MAIN]
        own = main[main.index("<w:sectPr>") : main.index("</w:sectPr>") + 11]
        begins = own.replace("<w:pgSz", '<w:type w:val="evenPage"/><w:pgSz')
        data = spoilt(data, (MAIN, own, begins), (MAIN, "<w:tbl>", f"<w:p><w:pPr>{own}</w:pPr></w:p><w:tbl>"))
    path.write_bytes(data)
    made = tuple(RenderedPage(number, 210, 297, rows) for number, rows in enumerate(pages, 1))
    sheet = spread(read_form(path), Rendered(made, ()), profile_named("A"))
    return [(one.level, one.problem) for one in judged(sheet) if one.rule == "RC-03"]


def test_a_blank_page_before_the_imprint_and_the_imprint_have_no_numbers(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    first, second = tuple(rows_of("通报", SENTENCE)), tuple(rows_of(SENTENCE))
    last = tuple(rows_of(LAST))

    assert judged_imprint(path, first, second, (), last) == []
    assert judged_imprint(path, first, second, (NUMBER,), last) == [("error", "版记前的空白页编了页码")]
    assert judged_imprint(path, first, second, (), (*last, NUMBER)) == [("error", "版记页编了页码")]
    assert judged_imprint(path, first, (*second, *rows_of(LAST), NUMBER)) == []  # no blank page before it
    both = tuple(rows_of("通报", SENTENCE, SENTENCE))
    assert judged_imprint(path, both, (*last, NUMBER)) == []  # alone on its page, but none before it is blank


def test_an_empty_page_that_the_printer_left_out_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    first, second = tuple(rows_of("通报", SENTENCE)), tuple(rows_of(SENTENCE))
    last = tuple(rows_of(LAST))

    assert judged_imprint(path, first, second, last) == [("info", "版记在第3页，是单页")]
    assert judged_imprint(path, first, second, last, even=True) == []
    assert judged_imprint(path, first, second, (*last, NUMBER), even=True) == [("error", "版记页编了页码")]


@pytest.mark.office
@needs_office
def test_page_numbers_behind_a_page_that_was_left_out_are_judged_by_the_side_they_print_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "通报.docx"
    data = typeset(f"公文标题| 通报\n{SENTENCE * 16}\n空行|\n{SENTENCE}\n")
    main = parts_of(data)[MAIN]
    own = main[main.index("<w:sectPr>") : main.index("</w:sectPr>") + 11]
    empty = '<w:pStyle w:val="空行"/>'
    begins = own.replace("<w:pgSz", '<w:type w:val="evenPage"/><w:pgSz')
    path.write_bytes(spoilt(data, (MAIN, own, begins), (MAIN, empty, empty + own)))
    sheet = spread(
        read_form(path), read_rendered(converting.to_pdf([path], tmp_path)[path]), profile_named("A")
    )

    assert (len(sheet.rendered.pages), sheet.leaf(3), "4" in sheet.rendered.pages[2].rows[-1].text) == (
        3,
        4,
        True,
    )
    assert "PN-03" not in rules(sheet)


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="不是 PPM"):
        RenderedPage(1, 210, 297, (), b"GIF89a").ink()


def test_pages_without_words_are_judged_without_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(packed({MAIN: EMPTY}))
    sheet = spread(read_form(path), Rendered((RenderedPage(1, 210, 297, ()),), ()), profile_named("A"))

    assert list(judged(sheet)) == []
