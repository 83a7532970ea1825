"""Notices, one for each unit: the usual docxtpl loop and the kit's engine, side by side in one run.

    python benchmarks/notices.py [--units 2000] [--rounds 3] [--template FILE]

Both fill the same template with the same words. The kit also marks every figure and proves that each part is
well-formed and holds everything it was given; docxtpl does neither. Absolute times drift from machine to
machine: quote the ratio.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

from kit.files.writing import write_atomically
from kit.model.draft import Draft, Prose, prose
from kit.model.fact import Fact, Source
from kit.template.fill import fill
from kit.template.template import compile_template

ITEMS = ("第一项", "第二项", "第三项", "第四项", "第五项")
GRADES = ("一等", "二等", "三等", "四等")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - not the disk
BODY = (
    "{{ 主送 }}：",
    (
        "按照工作安排，{{ 日期 }}对你单位开展了评议。应到{{ 应到 }}人，实到{{ 实到 }}人；发出评议票"
        "{{ 发出 }}张，收回{{ 收回 }}张，其中有效票{{ 有效 }}张、无效票{{ 无效 }}张，有效率{{ 有效率 }}。"
        "现将结果通知如下。"
    ),
    "一、评议结果",
    (
        "综合得分{{ 得分 }}分，好评率{{ 好评率 }}。{% if 有上次 %}与上次相比，{{ 变化 }}。{% endif %}"
        "得分最高的是{{ 最高 }}，得分最低的是{{ 最低 }}。各项结果见下表。"
    ),
)
AFTER = (
    "二、意见建议",
    (
        "{% if 意见数 > 0 %}共收到意见建议{{ 意见数 }}条，归纳为{{ 方面数 }}个方面：{{ 意见 }}"
        "{% else %}没有收到意见建议。{% endif %}"
    ),
    "{%p for 条 in 意见列 %}",
    "{{ 条.序 }}{{ 条.文 }}",
    "{%p endfor %}",
    "三、工作要求",
    "请你单位认真研究评议结果和意见建议，制定整改措施，明确责任和时限，于{{ 时限 }}前报送整改情况。"
    "整改中遇到的问题，请及时与我们联系。联系人{{ 联系人 }}，电话{{ 电话 }}。" * 2,
    "整改情况将在下一次评议时一并通报，并作为年度工作评价的依据之一。请各部门对照自身职责逐条研究，"
    "能马上办的马上办，一时办不了的列入计划，并向提出意见的同志说明情况。" * 3,
    "{{ 署名 }}",
    "{{ 成文日期 }}",
)


def paragraph(holder: Any, text: str, font: str = "仿宋_GB2312", size: int = 16) -> None:  # noqa: ANN401 - a document, a cell, a footer
    """Write one paragraph as a person's Word leaves it: fonts on every run."""
    run = holder.add_paragraph().add_run(text)
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001 - python-docx has no other way


def draw_template(path: Path) -> None:
    """Write the notice's template: two pages, a table of five rows, header and footer."""
    document = docx.Document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    paragraph(document.sections[0].header, "{{ 活动 }}")
    paragraph(document.sections[0].footer, "{{ 单位 }}　结果通知书")
    paragraph(document, "关于{{ 单位 }}评议结果的通知", "方正小标宋简体", 22)
    for text in BODY:
        paragraph(document, text)
    table = document.add_table(4, 1 + 2 * len(GRADES), style="Table Grid")
    for column, heading in enumerate(
        ("项目", *(f"{grade}{what}" for grade in GRADES for what in ("票", "率")))
    ):
        paragraph(table.cell(0, column), heading, "黑体", 12)
        blank = "{{ 行.项目 }}" if column == 0 else f"{{{{ 行.格{column} }}}}"
        paragraph(table.cell(2, column), blank, size=12)
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for 行 in 各项 %}", "{%tr endfor %}"
    for text in AFTER:
        paragraph(document, text)
    document.save(str(path))


def fact(unit: int, key: str, value: int | Fraction, text: str, of: str = "张") -> Fact:
    """Return a fact as the figures make it, with its basis and cells."""
    source = Source("评议票.xlsx", "0" * 64, "评议票", tuple(range(2, 40)), key)
    return Fact(
        f"evaluation.u{unit}.{key}", f"{key}{unit}", value, text, of, "有效票中的份额", sources=(source,)
    )


def context(unit: int) -> dict[str, Any]:
    """Return what one unit's notice is filled with: about fifty facts."""
    valid = 40 + unit % 60

    def row(item: int) -> dict[str, Any]:
        cells: dict[str, Any] = {"项目": ITEMS[item]}
        for grade in range(len(GRADES)):
            count = (unit * 7 + item * 3 + grade * 11) % valid
            rate = Fraction(count * 100, valid)
            cells[f"格{2 * grade + 1}"] = fact(unit, f"i{item}.g{grade}.count", count, str(count))
            cells[f"格{2 * grade + 2}"] = fact(
                unit, f"i{item}.g{grade}.rate", rate, f"{float(rate):.1f}%", "%"
            )
        return cells

    more = {"应到": 9, "实到": 6, "发出": 6, "收回": 4, "有效": 0, "无效": 4 - valid}
    counts = {
        name: fact(unit, f"count{n}", valid + more[name], str(valid + more[name]))
        for n, name in enumerate(more)
    }
    opinions = fact(unit, "opinions", unit % 9 + 1, str(unit % 9 + 1), "条")
    rates = {
        "有效率": fact(
            unit, "valid_rate", Fraction(valid, valid + 4), f"{valid * 100 / (valid + 4):.1f}%", "%"
        ),
        "得分": fact(unit, "score", Fraction(unit % 400, 4), f"{unit % 400 / 4:.2f}", "分"),
        "好评率": fact(unit, "positive", Fraction(unit % 100), f"{unit % 100}.0%", "%"),
        "变化": prose("提高", fact(unit, "change", 5, "5.0", "个百分点"), "个百分点"),
    }
    said = f"第{unit}单位的办事大厅<1号窗口>等候时间较长，建议增设人手 & 公开流程。"
    words = {
        "活动": "评议活动", "单位": f"第{unit}单位", "主送": f"第{unit}单位党组", "日期": "2010年3月30日",
        "有上次": unit % 2 == 0, "最高": ITEMS[unit % 5], "最低": ITEMS[(unit + 2) % 5],
        "意见数": opinions, "方面数": fact(unit, "aspects", 3, "3", "个"),
        "意见": prose("一是服务", opinions, "条；二是效率。"),
        "意见列": [{"序": f"{n}．", "文": said} for n in range(1, 6)],
        "时限": "2010年5月31日", "联系人": "办公室", "电话": "12345678",
        "署名": "评议工作领导小组", "成文日期": "2010年4月8日",
    }  # fmt: skip
    return counts | rates | words | {"各项": [row(item) for item in range(len(ITEMS))]}


def by_docxtpl(template: Path, contexts: list[dict[str, Any]], folder: Path) -> None:
    """Fill by the usual loop; facts and prose are given as the words they print."""
    for number, values in enumerate(contexts):
        document = DocxTemplate(template)
        document.render(values, autoescape=True)
        document.save(folder / f"{number}.docx")


def by_kit(template: Path, contexts: list[dict[str, Any]], folder: Path) -> None:
    """Fill by the kit's engine, compiling included."""
    compiled = compile_template(template)
    for number, values in enumerate(contexts):
        draft = Draft(
            "evaluation_notice", str(number), template.name, values, f"关于第{number}单位评议结果的通知"
        )
        write_atomically(folder / f"{number}.docx", fill(compiled, draft).data)


def as_words(value: Any) -> Any:  # noqa: ANN401 - any value of a context
    """Return a context as docxtpl wants it; what conditions compare stays a fact."""
    if isinstance(value, dict):
        return {name: as_words(each) if name != "意见数" else each for name, each in value.items()}
    if isinstance(value, list):
        return [as_words(each) for each in value]
    return str(value) if isinstance(value, (Fact, Prose)) else value


def seconds_a_document(
    fill_all: Callable[[Path, list[dict[str, Any]], Path], None],
    template: Path,
    contexts: list[dict[str, Any]],
) -> float:
    """Return the time that one document took."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        began = time.perf_counter()
        fill_all(template, contexts, Path(folder))
        return (time.perf_counter() - began) / len(contexts)


def main() -> None:
    """Measure in interleaved rounds and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    contexts = [context(unit) for unit in range(options.units)]
    words = [as_words(values) for values in contexts]
    peer, ours = [], []
    gc.collect()
    gc.set_threshold(100_000, 50, 100)  # as the kit's own commands run; both sides have it
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "notice.docx"
        draw_template(template)
        by_kit(template, contexts[:20], Path(folder))
        marks = len(fill(compile_template(template), Draft("n", "n", template.name, contexts[0])).marks)
        for _ in range(options.rounds):
            peer.append(seconds_a_document(by_docxtpl, template, words[: max(20, options.units // 10)]))
            ours.append(seconds_a_document(by_kit, template, contexts))
    slow, fast = statistics.median(peer), statistics.median(ours)
    print(f"每份 {marks} 个事实，{options.units} 个单位，{options.rounds} 轮取中位数")
    print(f"docxtpl 循环：每秒 {1 / slow:8.0f} 份")
    print(f"本套件：      每秒 {1 / fast:8.0f} 份（带标记，带证明，含模板编译）")
    print(f"快 {slow / fast:.0f} 倍")


if __name__ == "__main__":
    main()
