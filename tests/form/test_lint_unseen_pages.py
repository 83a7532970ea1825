"""What the pages of documents the kit had never seen taught; drawn by hand, without LibreOffice."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from lint_drawing import MAIN, SENTENCE, Change, Draw
from test_lint_parts import WHOLE

from kit.docx.profiles import profile_named
from kit.form.pages.judging import judged, spread
from kit.form.pages.pages import DOT, PrintedLine, Rendered, RenderedPage
from kit.form.pages.sheet import RenderedDocument
from kit.form.roles.document import read_form

WIDTH, HEIGHT = round(210 / DOT), round(297 / DOT)
Print = Callable[..., RenderedDocument]


@pytest.fixture
def printed(draw: Draw) -> Print:
    """Return a document as if it had been printed on one page, a row for each text, lines at some heights."""

    def shown(
        text: str, *rows: str, changes: tuple[Change, ...] = (), ruled: tuple[float, ...] = ()
    ) -> RenderedDocument:
        document = read_form(draw(*changes, text=text))
        page = RenderedPage(1, 210, 297, tuple(stacked(*rows)), picture(*ruled))
        return spread(document, Rendered((page,), ()), profile_named("A"))

    return shown


def stacked(*texts: str, top: float = 40.0) -> Iterator[PrintedLine]:
    for at, text in enumerate(texts):
        yield PrintedLine(text, 28, 184, top + at * 10.21, top + at * 10.21 + 7)


def picture(*heights: float, width: float = 156) -> bytes:
    """Return a page with lines at some heights in mm, as wide as the text area if nothing is said."""
    white, black = b"\xff" * 3, b"\0" * 3
    line = white * round(28 / DOT) + black * round(width / DOT)
    line += white * (WIDTH - len(line) // 3)
    at = {round(height / DOT) for height in heights}
    body = b"".join(line if row in at else white * WIDTH for row in range(HEIGHT))
    return b"P6 %d %d 255\n" % (WIDTH, HEIGHT) + body


def rules(sheet: RenderedDocument) -> set[str]:
    return {finding.rule for finding in judged(sheet)} - {"TY-07", "RC-03"}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("（联系人：张某，电话：8623", " 1170）。", set()),
        ("共发放测评表5", " 120份，收回5000份。", {"MB-23"}),
        ("共发放测评表51", "20份，收回5000份。", {"MB-23"}),
    ],
)
def test_a_telephone_number_may_be_parted_at_its_blank(
    printed: Print, first: str, second: str, found: set[str]
) -> None:
    text = f"公文标题| 通报\n{first}{second}\n"

    assert rules(printed(text, "通报", first, second.strip())) == found


def test_a_last_line_of_foreign_letters_is_no_lone_end(printed: Print) -> None:
    words = "Invitation to the 2026 Green Finance"

    assert rules(printed(f"公文标题| 通报\n{words} Forum\n", "通报", words, "Forum")) == set()
    assert rules(printed(f"公文标题| 通报\n{SENTENCE}会。\n", "通报", SENTENCE, "会。")) == {"MB-22"}


def test_a_table_under_the_title_is_content_of_the_first_page(draw: Draw) -> None:
    text = f"公文标题| 计划表\n表格 40 60\n+ 单位 | 份数\n- 财政局 | 40\n表终\n{SENTENCE}\n"
    document = read_form(draw(text=text))
    first = RenderedPage(1, 210, 297, tuple(stacked("计划表", "单位份数", "财政局40")))
    second = RenderedPage(2, 210, 297, tuple(stacked(SENTENCE)))

    sheet = spread(document, Rendered((first, second), ()), profile_named("A"))

    assert rules(sheet) == set()
    bare = replace(sheet, rows={number: rows for number, rows in sheet.rows.items() if rows[0].page > 1})
    assert rules(bare) == {"MB-06"}


def test_the_line_of_a_table_is_not_taken_for_the_imprints(printed: Print) -> None:
    text = f"公文标题| 通报\n{SENTENCE}\n抄送| 抄送：市委办公室。\n"
    rows = ("通报", SENTENCE, "抄送：市委办公室。")

    assert rules(printed(text, *rows, ruled=(50.0,))) == set()
    assert rules(printed(text, *rows, ruled=(60.0, 68.0))) == {"RC-02"}
    assert rules(printed(text, *rows, ruled=(60.0, 262.0))) == set()


def test_an_imprint_placed_by_the_margins_is_not_measured_where_libreoffice_leaves_it(printed: Print) -> None:
    text = f"公文标题| 通报\n{SENTENCE}\n抄送| 抄送：市委办公室。\n"
    rows = ("通报", SENTENCE, "抄送：市委办公室。")
    placed = (MAIN, 'w:horzAnchor="page"', 'w:horzAnchor="margin"')

    assert rules(printed(text, *rows, changes=(placed,), ruled=(60.0, 68.0))) == set()


def test_an_imprint_that_is_not_on_the_pages_is_said_not_to_be_verified(printed: Print) -> None:
    text = f"公文标题| 通报\n{SENTENCE}\n抄送| 抄送：市委办公室。\n"

    problems = [finding.problem for finding in judged(printed(text, "通报", SENTENCE))]

    assert "未核验：版记没有在版面上找到" in problems


def test_the_mark_of_an_order_is_not_measured_like_others(printed: Print) -> None:
    red = picture(50.0, width=100).replace(b"\0\0\0", b"\xff\0\0")
    order = WHOLE.replace("某市某局文件", "某市人民政府令")
    for text, found in ((WHOLE, True), (order, False)):
        sheet = printed(text, "某市")
        page = replace(sheet.rendered.pages[0], picture=red)
        assert ("HD-04" in rules(replace(sheet, rendered=Rendered((page,), ())))) is found


def test_text_under_the_usual_text_area_is_found_where_the_margins_let_it_stand(draw: Draw) -> None:
    low = (MAIN, 'w:bottom="1984"', 'w:bottom="567"')
    document = read_form(draw(low, text=f"公文标题| 通报\n{SENTENCE}\n"))
    rows = (*stacked("通报"), *stacked(SENTENCE[:20], SENTENCE[20:], "—2—", top=262.0))

    sheet = spread(document, Rendered((RenderedPage(1, 210, 297, rows),), ()), profile_named("A"))

    assert [one.row.text for one in sheet.rows[2]] == [SENTENCE[:20], SENTENCE[20:]]


@pytest.mark.parametrize("suffix", ["outside", "right"])
def test_a_number_that_stands_by_the_side_of_its_page_is_not_measured(draw: Draw, suffix: str) -> None:
    frame = f'<w:framePr w:hAnchor="margin" w:xAlign="{suffix}" w:y="1"/>'
    old = '<w:pStyle w:val="页码"/>'
    path = draw(("word/footer1.xml", old, old + frame), text=f"公文标题| 通报\n{SENTENCE}\n")
    number = PrintedLine("—1—", 28, 40, 266, 271)
    page = RenderedPage(1, 210, 297, (*stacked("通报", SENTENCE), number))

    sheet = spread(read_form(path), Rendered((page,), ()), profile_named("A"))

    assert ("PN-03" in rules(sheet)) == (suffix == "right")
