"""Comments at the places of findings, repairs of form, corrections of words that a person accepts."""

import re
from pathlib import Path

import docx
import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, SETTINGS, STYLES, Change, Draw, part_of, run_of, style_of

from kit.form.judge import lint
from kit.form.mending.comments import annotate_document
from kit.form.mending.repairing import fix
from kit.model.finding import KitError

WRONG_WORDS = f"公文标题| 通报\n请于6月30号前,报送“整改方案。\n{SENTENCE}\n"


def text_of(path: Path) -> str:
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", part_of(path, MAIN)))


def test_every_finding_becomes_a_comment_at_its_words_and_the_text_stays(draw: Draw, tmp_path: Path) -> None:
    path = draw(text=WRONG_WORDS)
    findings = lint(path)

    copy = annotate_document(path, findings, tmp_path / "批注")

    comments = [comment.text for comment in docx.Document(str(copy)).comments]
    assert [re.findall(r"【(\S+)", text)[0] for text in comments] == [finding.rule for finding in findings]
    assert all(finding.problem in text for finding, text in zip(findings, comments, strict=True))
    assert text_of(copy) == text_of(path)
    marked = part_of(copy, MAIN)
    around = re.findall(r'<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', marked)
    words = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", inside)) for _, inside in around]
    assert sorted(words) == sorted(["30号", ",", "“"])


def test_a_finding_about_the_page_is_remarked_at_the_first_paragraph(draw: Draw, tmp_path: Path) -> None:
    path = draw((MAIN, 'w:top="2098"', 'w:top="1440"'))

    copy = annotate_document(path, lint(path), tmp_path / "批注")

    assert [comment.text[:6] for comment in docx.Document(str(copy)).comments] == ["【PG-02"]


def test_comments_already_there_are_kept(draw: Draw, tmp_path: Path) -> None:
    path = draw((MAIN, 'w:top="2098"', 'w:top="1440"'))
    first = annotate_document(path, lint(path), tmp_path / "一")

    second = annotate_document(first, lint(first), tmp_path / "二")

    assert len(list(docx.Document(str(second)).comments)) == 2


def test_the_same_findings_give_the_same_bytes(draw: Draw, tmp_path: Path) -> None:
    path = draw(text=WRONG_WORDS)

    copies = [annotate_document(path, lint(path), tmp_path / name).read_bytes() for name in ("一", "二")]

    assert copies[0] == copies[1]


def test_nothing_is_written_over_the_source(draw: Draw, tmp_path: Path) -> None:
    path = draw()
    with pytest.raises(KitError, match="不能写在原件上"):
        annotate_document(path, (), tmp_path)
    with pytest.raises(KitError, match="不能写在原件上"):
        fix(path, (), tmp_path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\3\4")
    for write in (annotate_document, fix):
        with pytest.raises(KitError, match="已经损坏"):
            write(path, lint(path), tmp_path / "副本")
    assert not (tmp_path / "副本").exists()


FORMS: list[tuple[str, list[Change]]] = [
    ("PG-01", [(MAIN, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')]),
    ("PG-02", [(MAIN, 'w:top="2098"', 'w:top="1440"')]),
    ("PG-05", [(SETTINGS, "<w:evenAndOddHeaders/>", "")]),
    ("PG-06", [(STYLES, 'w:line="579"', 'w:line="600"')]),
    ("PG-07", [(MAIN, '<w:spacing w:val="-5"/>', '<w:spacing w:val="40"/>')]),
    ("PG-08", [(MAIN, '<w:sz w:val="32"/>', '<w:color w:val="0000FF"/><w:sz w:val="32"/>')]),
    ("PN-02", [(MAIN, 'w:footer="1446"', 'w:footer="720"')]),
    ("PN-03", [("word/footer1.xml", '<w:jc w:val="right"/>', '<w:jc w:val="center"/>')]),
    ("PN-04", [(MAIN, "<w:docGrid ", "<w:titlePg/><w:docGrid ")]),
]


@pytest.mark.parametrize(("rule", "changes"), [pytest.param(r, c, id=r) for r, c in FORMS])
def test_what_is_mechanical_is_put_right_without_touching_a_word(
    draw: Draw, tmp_path: Path, rule: str, changes: list[Change]
) -> None:
    path = draw(*changes)
    findings = lint(path)
    assert {finding.rule for finding in findings} == {rule}

    fixed = fix(path, findings, tmp_path / "改好")

    assert (fixed.applied, fixed.refused) == (findings, ())
    assert lint(fixed.path) == ()
    assert text_of(fixed.path) == text_of(path)


STYLES_WRONG = [
    ("TY-06", "正文", 'w:before="0"', 'w:before="200"'),
    ("MB-01", "公文标题", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    ("MB-05", "主送", 'w:firstLineChars="0"', 'w:firstLineChars="200"'),
    ("MB-07", "正文", 'w:firstLineChars="200" w:firstLine="630"', 'w:firstLine="0"'),
    ("MB-18", "附注", 'w:leftChars="200" w:left="630"', 'w:left="0"'),
    ("MB-19", "附件标识", "<w:pageBreakBefore/>", ""),
]


@pytest.mark.parametrize(
    ("rule", "style", "old", "new"), [pytest.param(*said, id=said[0]) for said in STYLES_WRONG]
)
def test_a_part_is_put_in_its_place(
    draw: Draw, tmp_path: Path, rule: str, style: str, old: str, new: str
) -> None:
    own = style_of(draw(), style)
    path = draw((STYLES, own, own.replace(old, new)))
    findings = lint(path)
    assert {finding.rule for finding in findings} == {rule}

    fixed = fix(path, findings, tmp_path / "改好")

    assert (fixed.applied, lint(fixed.path)) == (findings, ())


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (SENTENCE, "仿宋_GB2312", "宋体"),
        (SENTENCE, '"32"', '"24"'),
        (SENTENCE, "<w:rFonts ", '<w:rFonts w:eastAsiaTheme="minorEastAsia" '),
        ("一、基本情况", "黑体", "仿宋_GB2312"),
        ("一、基本情况", "<w:sz ", "<w:b/><w:sz "),
    ],
)
def test_letters_are_put_right(draw: Draw, tmp_path: Path, words: str, old: str, new: str) -> None:
    run = run_of(draw(), words)
    path = draw((MAIN, run, run.replace(old, new)))
    findings = lint(path)
    assert findings

    fixed = fix(path, findings, tmp_path / "改好")

    assert (fixed.applied, lint(fixed.path)) == (findings, ())


def test_words_are_corrected_as_tracked_changes_that_a_person_accepts(draw: Draw, tmp_path: Path) -> None:
    path = draw(text=WRONG_WORDS)

    fixed = fix(path, lint(path), tmp_path / "改好")

    assert [finding.rule for finding in fixed.applied] == ["PUN-01", "NUM-04"]
    assert [finding.rule for finding in fixed.refused] == ["PUN-02"]
    marked = part_of(fixed.path, MAIN)
    assert re.findall(r"<w:delText[^>]*>([^<]*)", marked) == ["30号", ","]
    inserted = re.findall(r"<w:ins [^>]*>.*?<w:t[^>]*>([^<]*)", marked)
    assert inserted == ["30日", "，"]
    rejected = re.sub(r"<w:ins .*?</w:ins>", "", marked).replace("delText", "t")
    assert "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", rejected)) == text_of(path)


def test_a_second_repair_finds_nothing_more_to_do(draw: Draw, tmp_path: Path) -> None:
    path = draw((MAIN, 'w:top="2098"', 'w:top="1440"'), text=WRONG_WORDS)
    once = fix(path, lint(path), tmp_path / "一")

    twice = fix(once.path, lint(once.path), tmp_path / "二")

    assert twice.applied == ()
    assert part_of(twice.path, MAIN) == part_of(once.path, MAIN)


def test_what_needs_a_person_is_refused_and_left(draw: Draw, tmp_path: Path) -> None:
    path = draw(text=CLEAN.replace("二级| （一）组织领导", "二级| （二）组织领导"))
    findings = lint(path)

    fixed = fix(path, findings, tmp_path / "改好")

    assert (fixed.applied, fixed.refused) == ((), findings)
    assert [finding.fixable for finding in findings] == [False]


def test_a_footer_with_more_than_a_number_is_left_alone(draw: Draw, tmp_path: Path) -> None:
    path = draw(
        ("word/footer1.xml", "— ", "某市某局办公室联系电话及地址— "),
        (MAIN, 'w:footer="1446"', 'w:footer="720"'),
    )
    findings = lint(path)

    fixed = fix(path, findings, tmp_path / "改好")

    assert [finding.rule for finding in fixed.refused] == ["PN-02"]
    assert "某市某局办公室联系电话及地址" in part_of(fixed.path, "word/footer1.xml")


def test_a_correction_across_runs_keeps_their_letters(draw: Draw, tmp_path: Path) -> None:
    path = draw(
        text="公文标题| 通报\n请于6月⟦楷|30⟧号前报送本单位的整改方案和整改台账，逾期不报的予以通报。\n"
    )

    fixed = fix(path, lint(path), tmp_path / "改好")

    assert [finding.rule for finding in fixed.applied] == ["NUM-04"]
    marked = part_of(fixed.path, MAIN)
    assert re.findall(r"<w:delText[^>]*>([^<]*)", marked) == ["30", "号"]
