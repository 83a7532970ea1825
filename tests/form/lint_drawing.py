"""A small language for wrong documents: typeset ones with one thing spoilt, tiny ones written by hand."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

SENTENCE = "会议要求各单位深入学习，紧密联系工作实际，在解决突出问题上下功夫，确保取得实效。"
CLEAN = f"""
公文标题| 关于群众评议结果的通报
空行|
主送| 各单位：
{SENTENCE}
一级| 一、基本情况
{SENTENCE}
3.5米以下的道路由各单位自行维护，2026.04.20之前完成，6月30日前报送，工作12年以上的同志参加验收。
1.已培训300人，覆盖全部单位，其中基层单位二十个，比上一轮增加三个，各项指标均已完成。
二级| （一）组织领导
{SENTENCE}
三级| 1.具体安排
四级| （1）分工
{SENTENCE}
表题| 评议结果
表格 15 60 40
+ 序号 | 单位 | 份数
- 1 | 财政局 | 40
表终
空行|
附件说明| 附件：1.统计表
附件说明| 2.意见建议
空行|
署名| 市财政局
成文日期| 2009年4月20日
附注| （联系人：张某）
附件标识| 附件1
空行|
附件标题| 统计表
{SENTENCE}
附件标识| 附件2
空行|
附件标题| 意见建议
{SENTENCE}
"""
Change = tuple[str, str, str]  # part, old text, new text
Draw = Callable[..., Path]
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"


def spoilt(data: bytes, *changes: Change) -> bytes:
    """Return the package with pieces of its parts replaced wherever they stand; each must stand there."""
    parts = parts_of(data)
    for part, old, new in changes:
        assert old in parts[part], f"{part} has no {old}"
        parts[part] = parts[part].replace(old, new)
    return packed(parts)


def parts_of(data: bytes) -> dict[str, str]:
    """Return the parts of a package as text."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        return {name: source.read(name).decode() for name in source.namelist()}


def packed(parts: dict[str, str]) -> bytes:
    """Return a package of parts, which names their types if they do not."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in ({"[Content_Types].xml": TYPES} | parts).items():
            target.writestr(name, text)
    return buffer.getvalue()


def part_of(path: Path, name: str) -> str:
    """Return one part of a document as text."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def run_of(path: Path, words: str) -> str:
    """Return the run of a typeset document that holds some words."""
    runs = re.findall(r"<w:r>.*?</w:r>", part_of(path, MAIN))
    return next(run for run in runs if words in run)


def style_of(path: Path, name: str) -> str:
    """Return a style of a typeset document."""
    styles = re.findall(r"<w:style .*?</w:style>", part_of(path, STYLES))
    return next(style for style in styles if f'w:styleId="{name}"' in style)


def added(path: Path, name: str, text: str) -> None:
    """Add a part to a document."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, text)
