import re
from pathlib import Path

import nbformat

from kit.app.build.notebooks import write_page


def executed(folder: Path) -> Path:
    """Write an executed notebook: a heading, a table, a chart, an error."""
    table = nbformat.v4.new_output(
        "execute_result", data={"text/html": "<table><tr><td>40</td></tr></table>"}
    )
    chart = nbformat.v4.new_output("display_data", data={"image/svg+xml": "<svg><text>收回</text></svg>"})
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# 一、收集核对", id="purpose"),
            nbformat.v4.new_code_cell("secret_step = 1", id="open", outputs=[table, chart]),
        ]
    )
    path = folder / "run.ipynb"
    nbformat.write(book, path)
    return path


def page(folder: Path, trouble: str = "") -> str:
    write_page(executed(folder), folder / "run.html", "收集核对 · 某活动", trouble)
    return (folder / "run.html").read_text(encoding="utf-8")


def test_a_page_shows_results_and_hides_code(tmp_path: Path) -> None:
    html = page(tmp_path)

    assert "<td>40</td>" in html
    assert "<svg><text>收回</text></svg>" in html
    assert "secret_step" not in html
    assert "In&nbsp;[" not in html


def test_a_page_has_a_chinese_title_and_fetches_nothing(tmp_path: Path) -> None:
    html = page(tmp_path)

    assert '<html lang="zh-CN">' in html
    assert "<title>收集核对 · 某活动</title>" in html
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!#)', html)
    assert "https:" not in html


def test_trouble_stands_on_top_and_is_text_only(tmp_path: Path) -> None:
    html = page(tmp_path, "票.xlsx「机关」第3行：<b>不对</b>")

    assert "&lt;b&gt;不对&lt;/b&gt;" in html
    assert html.index("第3行") < html.index("一、收集核对")


def test_the_same_notebook_gives_the_same_page(tmp_path: Path) -> None:
    assert page(tmp_path) == page(tmp_path)
