"""Every kind of document as LibreOffice prints it: measured against the standard, not by the linter's word.

The office's fonts are not free; one stand-in with figures of half a character takes the place of them all. So
rows, places and widths are measured; what a face looks like is for a person.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from document_drawing import ROOT
from filelock import FileLock
from page_measures import MEASURES, Measure, signed_rows
from page_measuring import STAND_IN, Row, Sheet, has_stand_in, missing_programs, print_all
from printed_document import BODY, HEADINGS, Document
from rendered_corpus import DOCUMENTS, SEALED, SPEECHES, case_of, corpus

MISSING = missing_programs()
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(bool(MISSING), reason=f"本机没有 {'、'.join(MISSING)}，版面没有实测"),
    pytest.mark.skipif(not MISSING and not has_stand_in(), reason=f"本机没有 {STAND_IN}，字宽量不准"),
]
LAYOUTS = tuple(dict.fromkeys((*DOCUMENTS, *SPEECHES)))
SPOKEN = {measure.name for measure in MEASURES[:4]}  # a speech has no head, no imprint, no sign-off
PAIRS = [
    (measure, layout)
    for measure in MEASURES
    for layout in LAYOUTS
    if layout in DOCUMENTS or measure.name in SPOKEN
]
WRITE = "KIT_WRITE_MEASURES"  # set it to write the table of docs/official_form.md anew
DOCS = ROOT / "docs" / "official_form.md"
HANGING = 1.2  # characters: a closing mark may hang out of the text area (GB/T 9704 says nothing of it)
LONE = 2.5  # characters, a full stop included
_NO_LETTER = re.compile(r"[\W_]+")


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Document, ...]:
    """Return every document, printed by one start of LibreOffice for all workers together."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "rendered"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            print_all({case.name: data for case, data in corpus()}, folder)
            (folder / "done").touch()
    return tuple(Document(case_of(path.stem), path) for path in sorted(folder.glob("*.docx")))


def of_layout(documents: Sequence[Document], layout: str) -> tuple[Document, ...]:
    return tuple(one for one in documents if one.case.layout == layout)


@pytest.mark.parametrize(("measure", "layout"), PAIRS, ids=[f"{one.name}-{layout}" for one, layout in PAIRS])
def test_what_is_measured_is_within_its_tolerance(
    documents: Sequence[Document], measure: Measure, layout: str
) -> None:
    taken = [(one, value) for one in of_layout(documents, layout) for value in measure.taken(one)]
    wrong = [
        f"{one.case.name}：{value:.2f}{measure.unit}"
        for one, value in taken
        if abs(value - measure.wanted(one.profile)) > measure.tolerance
    ]

    assert taken
    assert wrong == []


def test_every_letter_of_every_document_is_printed(documents: Sequence[Document]) -> None:
    """Marks are left out: pdftotext loses one that hangs at a line's end."""
    for one in documents:
        said = Counter(_NO_LETTER.sub("", "".join(paragraph.text for paragraph in one.paragraphs)))
        printed = Counter("".join(row.text for sheet in one.sheets for row in sheet.rows))
        assert not said - printed, one.case.name


def test_the_first_page_shows_body_text(documents: Sequence[Document]) -> None:
    """7.3.3; under a red head, seven lines of title and three of recipients are left to a person (7.3.2)."""
    for one in documents:
        if not (one.case.kind in SEALED and one.case.material.startswith("longest")):
            assert list(body_rows(one, one.sheets[0])), one.case.name


def test_the_sign_off_shares_its_page_with_body_text(documents: Sequence[Document]) -> None:
    signed = [(one, rows) for one in documents if (rows := signed_rows(one))]

    assert signed
    for one, rows in signed:
        assert any(row.top < rows.organ[0].top for row in body_rows(one, rows.sheet)), one.case.name
        assert rows.organ[0] in rows.sheet.rows, one.case.name


def test_a_table_repeats_its_heading_on_every_page(documents: Sequence[Document]) -> None:
    broken = 0
    for one in documents:
        for heading, last in one.tables:
            headed = [any(row.text.startswith(heading) for row in one.rows(sheet)) for sheet in one.sheets]
            assert any(headed), (one.case.name, heading)
            first = headed.index(True)
            end = _last_page(one, first, last)
            broken += end > first
            assert headed[first : end + 1] == [True] * (end + 1 - first), (one.case.name, heading)

    assert broken > 10


def _last_page(document: Document, first: int, row: str) -> int:
    """Return the page on which a table ends: the first from its beginning that has the letters of its row."""
    wanted = Counter(row)
    pages = [Counter("".join(row.text for row in document.rows(sheet))) for sheet in document.sheets]
    return next(page for page in range(first, len(pages)) if not wanted - pages[page])


def test_everything_stays_within_the_text_area(documents: Sequence[Document]) -> None:
    for one in documents:
        for sheet in one.sheets:
            left, right = one.edges(sheet)
            for row in one.rows(sheet):
                hangs = row.text[-1] in "，。；：、！？）”’》〕"
                out = HANGING * row.height / 1.3 if hangs else 1
                assert left - 1.5 <= row.left, (one.case.name, sheet.number, row)
                assert row.right <= right + out, (one.case.name, sheet.number, row)
                assert row.bottom <= one.foot(sheet) + 1, (one.case.name, sheet.number, row)


def test_no_heading_stands_alone_at_the_foot_of_a_page(documents: Sequence[Document]) -> None:
    for one in documents:
        headings = {heading.text for heading in one.of(*HEADINGS, "表题") if "。" not in heading.text}
        for sheet in one.sheets[:-1]:
            last = one.rows(sheet)[-1]
            assert last.text not in headings, (one.case.name, sheet.number, last.text)


def test_lone_ends_of_paragraphs_are_counted(
    documents: Sequence[Document], record_property: Callable[[str, object], None]
) -> None:
    for layout in LAYOUTS:
        demo = [one for one in of_layout(documents, layout) if one.case.material == "demo"]
        record_property(f"lone ends, {layout}", sum(1 for one in demo for _ in lone_ends(one)))

    assert demo


def lone_ends(document: Document) -> Iterator[Row]:
    """Yield the last rows of paragraphs that hold one or two characters and a full stop."""
    texts = [paragraph.text for paragraph in document.of(*BODY) if not paragraph.is_in_table]
    for _, row in document.body_rows():
        if len(row.text) <= LONE and any(text.endswith(row.text) for text in texts):
            yield row


def body_rows(document: Document, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a page that are body text or headings."""
    texts = [paragraph.text for paragraph in document.of(*BODY) if not paragraph.is_in_table]
    for row in document.rows(sheet):
        if document.has_body_type(row) and any(row.text in text for text in texts):
            yield row


def test_the_table_of_measures_is_in_the_docs(documents: Sequence[Document]) -> None:
    """The table names every measure, and what it says was measured is within the tolerance."""
    if os.environ.get(WRITE):
        written(documents)
    told = dict(re.findall(r"^\| ([^|]+?) \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE))

    assert [measure.name for measure in MEASURES if measure.name not in told] == []


def written(documents: Sequence[Document]) -> None:
    """Write the table of measures into the docs."""
    lines = [f"| 量什么 | 应为 | {' | '.join(LAYOUTS)} |", f"|---|---|{'---|' * len(LAYOUTS)}"]
    lines += [_line(measure, documents) for measure in MEASURES]
    before, _, rest = DOCS.read_text(encoding="utf-8").partition("<!-- measures -->\n")
    _, _, after = rest.partition("<!-- end of measures -->\n")
    table = "\n".join(lines)
    DOCS.write_text(
        f"{before}<!-- measures -->\n{table}\n<!-- end of measures -->\n{after}", encoding="utf-8"
    )


def _line(measure: Measure, documents: Sequence[Document]) -> str:
    cells = []
    for layout in LAYOUTS:
        values = [value for one in of_layout(documents, layout) for value in measure.taken(one)]
        cells.append(f"{min(values):.2f}～{max(values):.2f}（{len(values)}）" if values else "–")
    wanted = {f"{round(measure.wanted(one.profile), 2):g}" for one in documents}
    said = "、".join(sorted(wanted, key=float))
    return f"| {measure.name} | {said}±{round(measure.tolerance, 2):g}{measure.unit} | {' | '.join(cells)} |"
