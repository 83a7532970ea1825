"""Letters (GB/T 9704 10.1): one thing wrong is found by exactly its rule, in the file and on its pages."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from letter_drawing import LETTER, LOWER, letter, line
from lint_drawing import MAIN, STYLES, Change
from printed_sheets import needs_office, printed

from kit.form.judge import lint
from kit.form.pages.judging import judged
from kit.form.pages.sheet import RenderedDocument

DOUBLE = '<w:pBdr><w:bottom w:val="{}" w:sz="24" w:space="0" w:color="FF0000"/></w:pBdr>'
RULED = f'<w:pStyle w:val="红线"/>{DOUBLE}<w:ind w:left="-454" w:right="-340"/>'
PLAIN = '<w:pStyle w:val="红线"/>'
VML = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:line from="{0}mm,{1}mm" to="{2}mm,{1}mm" '
    'style="position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" '
    'strokecolor="red" strokeweight="3pt"><v:stroke linestyle="{3}"/></v:line></w:pict></w:r>'
)
PICTURE = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'


def rules(path: Path, **drawn: str) -> list[str]:
    path.write_bytes(letter(**drawn))
    return [finding.rule for finding in lint(path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "函.docx"


def test_a_letter_is_silent_however_its_rules_are_drawn(path: Path) -> None:
    bordered: Change = (MAIN, PLAIN, RULED.format("thickThinMediumGap"))

    assert rules(path) == []
    assert (
        rules(path, upper=VML.format(20, 52, 190, "thickThin"), lower=VML.format(20, 277, 190, "thinThick"))
        == []
    )
    path.write_bytes(letter(bordered, upper=""))
    assert lint(path) == ()


FIRST = [
    ("没有", ""),
    ("单线", line(51.7, 2.25)),
    ("上细下粗", line(51.7, 0.75) + line(52.6, 2.25)),
    ("一样粗", line(51.7, 1.5) + line(52.6, 1.5)),
    ("太短", line(51.7, 2.25, 156) + line(52.6, 0.75, 156)),
    ("VML 上细下粗", VML.format(20, 52, 190, "thinThick")),
    ("VML 单线", VML.format(20, 52, 190, "single")),
    ("VML 不居中", VML.format(28, 52, 198, "thickThin")),
]


@pytest.mark.parametrize("upper", [upper for _, upper in FIRST], ids=[name for name, _ in FIRST])
def test_a_wrong_first_double_rule_is_found(path: Path, upper: str) -> None:
    assert rules(path, upper=upper) == ["LT-03"]


SECOND = [
    ("没有", ""),
    ("单线", line(277, 2.25)),
    ("上粗下细", line(276.4, 2.25) + line(277.2, 0.75)),
    ("一样粗", line(276.4, 1.5) + line(277.3, 1.5)),
    ("太高", line(270.4, 0.75) + line(271.2, 2.25)),
    ("太短", line(276.4, 0.75, 150) + line(277.2, 2.25, 150)),
]


@pytest.mark.parametrize("lower", [lower for _, lower in SECOND], ids=[name for name, _ in SECOND])
def test_a_wrong_second_double_rule_is_found(path: Path, lower: str) -> None:
    assert rules(path, lower=lower) == ["LT-04"]


def test_a_border_that_is_single_or_as_wide_as_the_text_is_found(path: Path) -> None:
    narrow = RULED.format("thickThinMediumGap").partition("<w:ind")[0]
    for drawn in (RULED.format("single"), RULED.format("thinThickMediumGap"), RULED.format("double"), narrow):
        path.write_bytes(letter((MAIN, PLAIN, drawn), upper=""))
        assert [finding.rule for finding in lint(path)] == ["LT-03"], drawn


def test_a_rule_that_may_be_in_a_picture_or_on_printed_paper_is_not_judged(path: Path) -> None:
    assert rules(path, upper=PICTURE, lower="") == []
    for unclear in (
        line(51.7, 2.25).replace('srgbClr val="FF0000"', 'schemeClr val="accent2"'),
        VML.format(20, 52, 190, "thinThick").replace("absolute;", "absolute;flip:y;"),
        VML.format(190, 52, 20, "thinThick"),
        line(51.7, 2.25).replace("<a:xfrm>", '<a:xfrm rot="10800000">'),
        line(51.7, 2.25).replace('positionV relativeFrom="page"', 'positionV relativeFrom="paragraph"'),
    ):
        assert "LT-04" not in rules(path, upper=unclear, lower=""), unclear
    path.write_bytes(letter((MAIN, ">某市某局<", "><"), upper="", lower=""))
    assert lint(path) == ()


def test_a_letter_is_no_letter_without_its_number_at_the_right(path: Path) -> None:
    path.write_bytes(
        letter((MAIN, '<w:jc w:val="right"/></w:pPr><w:r>', '<w:jc w:val="center"/></w:pPr><w:r>'))
    )

    assert not {finding.rule for finding in lint(path)} & {"LT-03", "LT-04", "LT-07"}


def test_lines_of_the_corner_stand_under_the_first_rule(path: Path) -> None:
    corner = "主送| ⟦黑|机密★1年⟧\n主送| ⟦黑|特急⟧\n"
    own = (STYLES, '<w:name w:val="主送"/>', '<w:name w:val="House"/>')
    for text, expected in (
        (LETTER.replace("发文字号|", f"{corner}发文字号|"), []),
        (corner + LETTER, ["LT-06"]),
    ):
        path.write_bytes(letter(own, text=text))
        assert sorted({finding.rule for finding in lint(path)}) == expected


def test_a_number_on_the_first_page_is_found_though_the_page_is_its_own(path: Path) -> None:
    number = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
    number += '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/></w:r>'

    assert rules(path, lower=LOWER + number) == ["LT-07"]


def test_the_imprint_of_a_letter_has_no_lines(path: Path) -> None:
    text = LETTER + "抄送| 抄送：市委办公室。\n"
    bare = [(MAIN, f'<w:{side} w:val="single" w:sz="{size}"', f'<w:{side} w:val="none" w:sz="{size}"')
            for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))]  # fmt: skip

    assert rules(path, text=text) == ["LT-08"]
    path.write_bytes(letter(*bare, text=text))
    assert lint(path) == ()


PRINTED: dict[str, tuple[list[Change], dict[str, str], list[str]]] = {
    "clean": ([], {}, []),
    "ordinary place of the mark": ([
        (MAIN, 'w:y="1761"', 'w:y="2500"'), (MAIN, 'w:before="155"', 'w:before="268"'),
    ], {
        "upper": line(64.7, 2.25) + line(65.6, 0.75)
    }, ["LT-02"]),
    "an ordinary mark, the number set wrongly": ([(MAIN, 'w:y="1761"', 'w:y="2500"')], {
        "text": LETTER.replace("红头| 某市某局\n", "红头| 某市某局文件\n"), "upper": "", "lower": ""
    }, []),
    "rule close under the mark": ([(MAIN, 'w:before="155"', 'w:before="42"')], {
        "upper": line(49.7, 2.25) + line(50.6, 0.75)
    }, ["LT-03"]),
    "rule as wide as the text": ([], {"upper": line(51.7, 2.25, 156) + line(52.6, 0.75, 156)}, ["LT-03"]),
    "rule upside down": ([], {"upper": line(51.7, 0.75) + line(52.6, 2.25)}, ["LT-03"]),
    "single rule": ([], {"upper": line(51.6, 0.75)}, ["LT-03"]),
    "high second rule": ([], {"lower": line(270.4, 0.75) + line(271.2, 2.25)}, ["LT-04"]),
    "no second rule": ([], {"lower": ""}, ["LT-04"]),
    "number far from the rule": ([(MAIN, 'w:before="155"', 'w:before="500"')], {}, ["LT-05"]),
    "title close under the number": ([], {"text": LETTER.replace("空行|\n空行|\n", "")}, ["LT-06"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, RenderedDocument]:
    """Return the letters, rendered by one start of LibreOffice."""
    documents = {name: letter(*changes, **drawn) for name, (changes, drawn, _) in PRINTED.items()}
    return printed(documents, tmp_path_factory.mktemp("letters"))


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_letter_is_judged_by_exactly_the_rule_it_breaks(
    sheets: Mapping[str, RenderedDocument], name: str
) -> None:
    assert sorted({finding.rule for finding in judged(sheets[name])} - {"TY-07"}) == PRINTED[name][2]
