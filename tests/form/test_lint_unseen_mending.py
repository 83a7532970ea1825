"""Repairs of documents the kit had never seen: what is put right breaks nothing beside it."""

import re
from pathlib import Path

from lint_drawing import MAIN, SENTENCE, SETTINGS, STYLES, Draw, part_of, run_of, style_of
from test_lint_parts import rules

from kit.form.judge import lint
from kit.form.mending.repairing import fix

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OWN = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{1}"/>'
RUN_IN = "（一）加强“双基”学习。各单位要在6月30日以前完成“回头看”，做到边学边改、边整边改。"


def run(text: str, face: str, latin: str = "", size: int = 32) -> str:
    """Return a paragraph of one run, two characters in by its own size."""
    fonts = OWN.format(latin or face, face)
    return (
        f'<w:p><w:pPr><w:ind w:firstLine="{size * 20}"/></w:pPr>'
        f'<w:r><w:rPr>{fonts}<w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
    )


def mended(path: Path, folder: Path) -> Path:
    """Return the copy with every repair."""
    return fix(path, lint(path), folder / "改好", "A").path


def test_only_the_heading_of_a_paragraph_takes_the_letters_of_a_heading(write: Draw, tmp_path: Path) -> None:
    path = write(run(RUN_IN, "仿宋_GB2312"))

    copy = mended(path, tmp_path)

    faces = re.findall(r'w:eastAsia="([^"]*)".*?<w:t[^>]*>([^<]*)', part_of(copy, MAIN))
    assert faces == [("楷体_GB2312", "（一）加强“双基”学习。"), ("仿宋_GB2312", RUN_IN.partition("。")[2])]
    assert not {"MB-08", "MB-11"} & set(rules(copy))


def test_repairs_that_split_runs_do_not_put_others_out_of_step(write: Draw, tmp_path: Path) -> None:
    path = write(run(RUN_IN, "仿宋_GB2312", "Arial") + run(SENTENCE, "仿宋_GB2312", "Arial"))
    assert {"MB-08", "TY-03"} <= set(rules(path))

    copy = mended(path, tmp_path)

    assert not {"MB-08", "TY-03"} & set(rules(copy))
    assert mended(copy, tmp_path / "再").read_bytes() == copy.read_bytes()


def test_figures_keep_a_font_of_their_own(write: Draw, tmp_path: Path) -> None:
    other = SENTENCE.replace("会议", "2009年会议")
    path = write(run(other, "楷体_GB2312", "Arial") + run(other, "仿宋_GB2312", "Arial"))

    copy = mended(path, tmp_path)

    assert 'w:ascii="Arial"' in part_of(copy, MAIN)
    assert not {"TY-01", "TY-04"} & set(rules(copy))


def test_an_indent_has_as_many_characters_in_the_new_size(write: Draw, tmp_path: Path) -> None:
    path = write(run(SENTENCE, "仿宋_GB2312", size=36))
    assert "MB-07" not in rules(path)

    copy = mended(path, tmp_path)

    assert not {"TY-01", "MB-07"} & set(rules(copy))


def test_short_lines_take_the_size_of_the_body_they_look_like(write: Draw, tmp_path: Path) -> None:
    path = write(run(SENTENCE, "宋体", size=21) + run("时间：上午九时", "宋体", size=21))

    copy = part_of(mended(path, tmp_path), MAIN)

    assert (copy.count('w:val="32"'), copy.count('w:val="21"')) == (4, 0)  # sz and szCs of both


def test_an_indent_that_was_taken_away_does_not_come_back_with_the_size(write: Draw, tmp_path: Path) -> None:
    path = write(run("各单位：", "宋体", size=21) + run(SENTENCE, "宋体", size=21))
    assert {"MB-05", "TY-01"} <= set(rules(path))

    assert not {"MB-05", "TY-01"} & set(rules(mended(path, tmp_path)))


def test_odd_and_even_pages_are_told_apart_where_that_was_switched_off(draw: Draw, tmp_path: Path) -> None:
    path = draw((SETTINGS, "<w:evenAndOddHeaders/>", '<w:evenAndOddHeaders w:val="0"/>'))
    assert rules(path) == ["PG-05"]

    assert rules(mended(path, tmp_path)) == []


def test_a_footer_that_counts_all_pages_is_left_alone(draw: Draw, tmp_path: Path) -> None:
    total = "<w:r><w:t>共</w:t></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>"
    path = draw(("word/footer1.xml", "</w:p>", f"{total}</w:p>"), (MAIN, 'w:footer="1446"', 'w:footer="720"'))

    assert 'w:footer="720"' in part_of(mended(path, tmp_path), MAIN)


def test_a_part_at_the_left_loses_the_first_line_of_its_style(draw: Draw, tmp_path: Path) -> None:
    own = style_of(draw(), "附注")
    placed = 'w:leftChars="200" w:left="630" w:firstLineChars="0" w:firstLine="0"'
    assert placed in own
    path = draw((STYLES, own, own.replace(placed, 'w:left="0" w:firstLine="900"')))
    assert rules(path) == ["MB-18"]

    assert rules(mended(path, tmp_path)) == []


def test_a_blank_line_under_the_title_is_left_to_a_person(write: Draw) -> None:
    centred = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>关于评议结果的通报</w:t></w:r></w:p>'
    address = "<w:p><w:r><w:t>各单位：</w:t></w:r></w:p>"

    [finding] = [one for one in lint(write(centred + address + run(SENTENCE, "仿宋"))) if one.rule == "MB-05"]

    assert (finding.problem, finding.fixable) == ("主送机关紧挨着标题", False)


def test_words_are_still_corrected_where_letters_were(draw: Draw, tmp_path: Path) -> None:
    text = f"公文标题| 通报\n请于6月30号前报送本单位的整改方案和整改台账，逾期不报的予以通报。\n{SENTENCE}\n"
    own = run_of(draw(text=text), "30号")
    path = draw((MAIN, own, own.replace("仿宋_GB2312", "宋体")), text=text)

    fixed = fix(path, lint(path), tmp_path / "改好", "A")

    assert {finding.rule for finding in fixed.applied} == {"TY-01", "NUM-04"}
    assert "<w:delText" in part_of(fixed.path, MAIN)
