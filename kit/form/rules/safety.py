"""What no document may carry out of the office: code, things fetched from elsewhere, changes left open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.writing.comments import AUTHOR
from kit.files.inspection import REMEDIES
from kit.form.rule import FormPlace, Rule, shortened, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm
    from kit.files.inspection import Hazard, HazardKind
    from kit.form.rule import FormFinding
    from kit.model.finding import Level


SA_01 = Rule("SA-01", "没有宏、控件和加载项", "机关通行做法", "实务", REMEDIES["code"])
SA_02 = Rule(
    "SA-02", "不从别处取内容：没有 DDE 一类的域、远程的图片和模板", "机关通行做法", "实务", REMEDIES["fetch"]
)
SA_03 = Rule("SA-03", "不嵌别的文件和对象", "机关通行做法", "实务", REMEDIES["embedded"])
SA_04 = Rule("SA-04", "链接只指向网址和邮箱", "机关通行做法", "实务", REMEDIES["link"])
SA_05 = Rule("SA-05", "定稿里没有没处理的修订和批注", "机关通行做法", "实务", REMEDIES["changes"])
SA_06 = Rule(
    "SA-06", "标签用半角括号写", "机关通行做法", "实务",
    "请用半角、中间没有空格的 {{ }} 和 {% %}，或者填上内容",
    sees=("words",),
)  # fmt: skip

_RULES: dict[HazardKind, Rule] = {
    "code": SA_01, "fetch": SA_02, "origin": SA_02, "embedded": SA_03, "link": SA_04, "changes": SA_05,
    "comments": SA_05,
}  # fmt: skip
_ACTIVE = {"code", "fetch"}  # works without anybody asking it to
_TAG = re.compile(  # one of its braces at least is full-width
    r"｛\s*[｛{％%#][^{}｛｝]*[}｝]?\s*[}｝]|\{\s*[｛％][^{}｛｝]*[}｝]?\s*[}｝]"
)


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield what the one inspection of files has found, and tags in full-width braces."""
    for hazard in document.hazards:
        if hazard.authors == {AUTHOR}:  # a copy with the kit's own remarks in its margin
            continue
        rule = _RULES[hazard.kind].asking(_RULES[hazard.kind].title, hazard.remedy)
        level: Level = "error" if hazard.kind in _ACTIVE else "warning"
        problem = f"{_where(hazard)}{hazard.problem}"
        yield rule.broken(_place(document, hazard), problem, hazard.problem, level)
    for paragraph in document.paragraphs:
        for tag in _TAG.finditer(paragraph.text):
            problem = f"“{shortened(tag[0])}”用了全角的括号，不会填"
            yield SA_06.broken(within(document, paragraph, tag.span()), problem, tag[0], "warning")


def _place(document: DocumentForm, hazard: Hazard) -> FormPlace:
    """Return the paragraph where it is one of the text; other stories count their own."""
    number = hazard.paragraph if not hazard.where and hazard.paragraph <= len(document.paragraphs) else 0
    return FormPlace(document.file, paragraph=number or None, quote=shortened(hazard.near))


def _where(hazard: Hazard) -> str:
    return f"{hazard.where}里" if hazard.where else ""
