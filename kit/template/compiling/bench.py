"""The bench: one template while it is compiled, its parts tidied, scanned, checked, turned into source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from kit.docx.markup import NAMES_W, STORIES, w
from kit.docx.reading.styles import STYLES_PART, read_stylesheet
from kit.files.parsing import BrokenPartError, parse, serialised
from kit.model.fact import Place
from kit.template.compiling.blocks import block_faults
from kit.template.compiling.contents import PackageContents, core_properties, laid_out
from kit.template.compiling.grammar import tag_faults
from kit.template.compiling.patch import NEWLINE, PatchContext, patched, text_source
from kit.template.compiling.scan import Tag, scan, scan_texts, tidied
from kit.template.faults import fault, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.files.package import Parts
    from kit.model.finding import Finding
    from kit.template.printing.sandbox import Sandbox


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BRACES = (b"{{", b"{%")


@dataclass
class Bench:
    """What is gathered while one template is compiled."""

    name: str
    parts: Parts
    contents: PackageContents
    roots: dict[str, etree._Element] = field(default_factory=dict)  # parts to be printed
    tags: list[Tag] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheet: PatchContext = field(default_factory=PatchContext)
    first_id: int = 0
    styles: dict[str, str] = field(default_factory=dict)  # style id → the style's name


def laid_on_bench(name: str, parts: Parts, findings: Iterable[Finding] = ()) -> Bench:
    """Return a template on the bench, scanned: its tags and the faults of their shape are known.

    findings: faults that are known of it before. Raises KeyError or BrokenPartError if it is no sound Word
    document.
    """
    bench = Bench(name, parts, laid_out(parts), findings=list(findings))
    _scan_all(bench)
    return bench


def _scan_all(bench: Bench) -> None:
    """Tidy and scan every part that can hold tags; the others must hold none."""
    styles = {name: parse(bench.parts[name]) for name in (STYLES_PART,) if name in bench.parts}
    bench.styles = read_stylesheet(styles).names
    for part, kind in bench.contents.stories.items():
        root = parse(bench.parts[part])
        if etree.QName(root).namespace != NAMES_W:
            raise BrokenPartError(part)
        tidied(root, bench.styles)
        bench.first_id = max([bench.first_id, *_bookmark_ids(root)])
        _take(bench, part, root, *scan(root, STORIES[kind], bench.name))
    for part, root in _property_parts(bench):
        _take(bench, part, root, *scan_texts(root, "文档属性", bench.name))
    bench.findings += [_out_of_place(bench, part) for part in sorted(bench.parts) if _holds_tags(bench, part)]


def _property_parts(bench: Bench) -> list[tuple[str, etree._Element]]:
    parts = [(bench.contents.core, core_properties(bench.parts.get(bench.contents.core)))]
    custom = bench.parts.get("docProps/custom.xml", b"")
    if any(brace in custom for brace in _BRACES):
        parts.append(("docProps/custom.xml", parse(custom)))
    return parts


def _holds_tags(bench: Bench, part: str) -> bool:
    """Return whether a part that is not printed holds a tag."""
    is_static = part not in bench.roots and part.endswith(".xml")
    return is_static and any(brace in bench.parts[part] for brace in _BRACES)


def _out_of_place(bench: Bench, part: str) -> Finding:
    place = Place(f"模板 {bench.name} 的 {part}")
    return fault("place", place, "这里有标签，填不进去", "请把标签移到正文、页眉、页脚或脚注的段落里")


def _bookmark_ids(root: etree._Element) -> list[int]:
    ids = (start.get(w("id"), "") for start in root.iter(w("bookmarkStart")))
    return [int(each) for each in ids if each.isdigit()]


def _take(bench: Bench, part: str, root: etree._Element, tags: list[Tag], findings: list[Finding]) -> None:
    """Note a part as one to be printed if it has tags or an indent to fill, else keep it as tidied."""
    bench.findings += findings
    bench.tags += tags
    if tags or findings or root.find(".//*[@kit]") is not None:
        bench.roots[part] = root
    else:
        bench.parts[part] = serialised(root)


def checked_sources(bench: Bench, environment: Sandbox) -> list[str]:
    """Return the source of each printed part.

    Raises TemplateError with every fault: of shape, of each tag, of the blocks.
    """
    shape_is_sound = not bench.findings
    bench.findings += [finding for tag in bench.tags for finding in tag_faults(environment, tag)]
    if not shape_is_sound:
        bare = "".join(NEWLINE + tag.plain for tag in bench.tags)
        raise refused(bench.name, [*bench.findings, *block_faults(bare, bench.tags)])
    sources = [_source(part, root, bench) for part, root in bench.roots.items()]
    bench.findings += block_faults("".join(sources), bench.tags)
    bench.findings += [_nowhere(bench.tags[number - 1]) for number in bench.sheet.unhandled]
    if bench.findings:
        raise refused(bench.name, bench.findings)
    return sources


def _source(part: str, root: etree._Element, bench: Bench) -> str:
    is_story = part in bench.contents.stories
    source = patched(root, bench.sheet) if is_story else text_source(root, bench.sheet)
    return _DECLARATION + source


def _nowhere(tag: Tag) -> Finding:
    return fault("place", tag.place, f"“{tag.text}”填不进这个位置", "请把它移到段落的文字里")
