"""The mark of several issuers (GB/T 9704 7.2.4): where 文件 stands beside their names."""

import pytest
from lint_drawing import MAIN, SENTENCE, Draw, run_of

from kit.form.judge import lint

TEXT = (
    f"红头| 某市某局⏎某市某委\n发文字号| 某发〔2009〕8号\n红线|\n公文标题| 关于评议结果的通报\n{SENTENCE}\n"
)


def cell(draw: Draw, *lines: str, stands: str = "", merge: str = "") -> str:
    """Return a cell with lines of the mark."""
    run = run_of(draw(text=TEXT), "某市某委")
    red = run[: run.index("<w:t")] + '<w:t xml:space="preserve">{}</w:t></w:r>'
    look = '<w:pPr><w:pStyle w:val="红头"/><w:spacing w:line="1100" w:lineRule="exact"/></w:pPr>'
    paragraphs = "".join(f"<w:p>{look}{red.format(line) if line else ''}</w:p>" for line in lines)
    valign = f'<w:vAlign w:val="{stands}"/>' if stands else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{merge}{valign}</w:tcPr>{paragraphs}</w:tc>'


def rules(draw: Draw, *rows: str) -> list[str]:
    """Return the rules that a document breaks whose mark is a table of these rows."""
    whole = TEXT.replace("红头| 某市某局⏎某市某委\n", "空行|\n")
    table = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows)
    body = f'<w:body><w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr>{table}</w:tbl>'
    return [finding.rule for finding in lint(draw((MAIN, "<w:body>", body), text=whole))]


def test_the_word_beside_the_middle_of_the_names_is_silent(draw: Draw) -> None:
    names = cell(draw, "某市某局", "某市某委")
    first, second, third = (cell(draw, name) for name in ("某市某局", "某市某委", "某市某办"))
    start, more = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    merged = cell(draw, "文件", stands="center", merge=start)

    assert rules(draw, names + cell(draw, "文件", stands="center")) == []
    assert rules(draw, first + merged, second + cell(draw, "", merge=more)) == []
    assert rules(draw, first + cell(draw, ""), second + cell(draw, "文件"), third + cell(draw, "")) == []


def test_the_word_beside_one_end_of_the_names_is_found(draw: Draw) -> None:
    names = cell(draw, "某市某局", "某市某委")
    first, second = (cell(draw, name) for name in ("某市某局", "某市某委"))
    start, more = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")

    assert rules(draw, names + cell(draw, "文件")) == ["HD-06"]
    assert rules(draw, names + cell(draw, "文件", stands="bottom")) == ["HD-06"]
    assert rules(draw, first + cell(draw, "文件"), second + cell(draw, "")) == ["HD-06"]
    assert rules(draw, first + cell(draw, "文件", merge=start), second + cell(draw, "", merge=more)) == [
        "HD-06"
    ]
    assert rules(draw, cell(draw, "文件", stands="center") + names) == ["HD-06"]


def test_a_finding_about_a_joint_mark_is_never_an_error(draw: Draw) -> None:
    text = TEXT.replace("红头| 某市某局⏎某市某委\n", "红头| 某市某局\n红头| 某市某委\n红头| 文件\n")

    [finding] = lint(draw(text=text))
    assert (finding.rule, finding.level, finding.problem) == ("HD-06", "warning", "“文件”排在机关名称下面")


@pytest.mark.parametrize("mark", ["某市某局文件", "某市某局⏎某市某委文件"])
def test_a_mark_of_one_paragraph_is_no_table_and_not_judged(draw: Draw, mark: str) -> None:
    assert lint(draw(text=TEXT.replace("某市某局⏎某市某委", mark))) == ()


def test_a_table_that_only_looks_like_a_mark_is_not_judged(draw: Draw) -> None:
    names = cell(draw, "某市某局", "某市某委")

    assert "HD-06" not in rules(draw, names + cell(draw, "第8号", "文件"))
    assert "HD-06" not in rules(draw, cell(draw, "某市某局") + cell(draw, "文件"))
