"""What typeset promises, measured on pages that LibreOffice has set."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from kit.docx.profiles import profile_named
from kit.docx.typeset import typeset

MISSING = [name for name in ("soffice", "pdftotext", "pdftoppm") if shutil.which(name) is None]
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(bool(MISSING), reason=f"本机没有 {'、'.join(MISSING)}，版面没有实测"),
]
MM = 72 / 25.4
DPI = 200
SENTENCE = "会议要求各单位紧密联系工作实际突出实践特色在解决突出问题上下功夫"
TEXT = f"""
公文标题| 关于评议结果的通报
空行|
主送| 各单位：
{SENTENCE * 60}
表格 15 60
+ 序号 | 单位
{"".join(f"- {number} | 某局{chr(10)}" for number in range(1, 50))}表终
抄送| 抄送：市委办公室，市政府办公室。
印发| 市政府办公室⇥2009年4月21日印发
"""


@dataclass(frozen=True)
class Words:
    """A line of text on a page; millimetres from its top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Rendered:
    """A document that LibreOffice has turned into pages."""

    pdf: Path

    @cached_property
    def pages(self) -> list[list[Words]]:
        """Return the lines of every page."""
        said = subprocess.run(
            ["pdftotext", "-bbox-layout", self.pdf, "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        return [self._lines(page) for page in said.split("<page ")[1:]]

    @staticmethod
    def _lines(page: str) -> list[Words]:
        lines = []
        for found in re.finditer(r"<line (.*?)>(.*?)</line>", page, re.DOTALL):
            left, top, right, bottom = (float(number) / MM for number in re.findall(r'"([\d.]+)"', found[1]))
            text = "".join(re.findall(r">([^<\n]+)</word>", found[2]))
            lines.append(Words(text, left, right, top, bottom))
        return lines

    def rows(self, page: int) -> list[Words]:
        """Return the lines of a page in the text area, whole rows joined, from the top."""
        return [line for line in self.pages[page - 1] if line.top < 262 - 2]

    def number(self, page: int) -> Words:
        """Return the page number's line."""
        return next(line for line in self.pages[page - 1] if "—" in line.text and line.top > 262)

    def dash(self, page: int) -> float:
        """Return how far down the sheet the ink of the page number's first dash stands, in mm."""
        command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), self.pdf]
        header, size, _, pixels = subprocess.run(command, check=True, capture_output=True).stdout.split(
            b"\n", 3
        )
        assert header == b"P5"
        width = int(size.split()[0])
        below = int(264 * DPI / 25.4) * width  # clear of the last line
        ink = [at for at, grey in enumerate(pixels[below:], below) if grey < 128]
        first = min(at % width for at in ink)
        rows = [at // width for at in ink if at % width < first + DPI // 25]
        return (min(rows) + max(rows)) / 2 * 25.4 / DPI


@pytest.fixture(scope="module", params=["A", "B"])
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("rendered")
    source = folder / "样张.docx"
    source.write_bytes(typeset(TEXT, request.param))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Rendered(folder / "样张.pdf")


def test_a_full_page_has_twenty_two_lines(rendered: Rendered) -> None:
    assert len(rendered.rows(2)) == 22


def test_a_full_line_has_twenty_eight_characters(rendered: Rendered) -> None:
    assert {len(line.text) for line in rendered.rows(2)} == {28}


def test_lines_fill_the_text_area_from_edge_to_edge(rendered: Rendered) -> None:
    odd = rendered.rows(3)[0]

    assert odd.left == pytest.approx(28, abs=1)
    assert odd.right == pytest.approx(210 - 26, abs=1)


def test_the_page_number_stands_seven_millimetres_under_the_text_area(rendered: Rendered) -> None:
    for page in (1, 2, 3):
        assert rendered.dash(page) - 262 == pytest.approx(7, abs=1)


def test_the_page_number_stands_one_character_in_right_on_odd_and_left_on_even_pages(
    rendered: Rendered,
) -> None:
    one = profile_named("A").number_indent.number / MM

    assert 210 - 26 - rendered.number(1).right == pytest.approx(one, abs=1)
    assert rendered.number(2).left - 26 == pytest.approx(
        one, abs=1
    )  # facing pages: the binding edge is inside


def test_the_heading_of_a_table_is_repeated_on_its_next_page(rendered: Rendered) -> None:
    pages = ["".join(line.text for line in page) for page in rendered.pages]

    assert [("序号" in text) for text in pages] == [("某局" in text) for text in pages]
    assert sum("序号" in text for text in pages) > 1


def test_the_imprint_stands_at_the_foot_of_the_last_page(rendered: Rendered) -> None:
    last = next(line for line in rendered.pages[-1] if "印发" in line.text)

    assert last.bottom == pytest.approx(262, abs=4)
