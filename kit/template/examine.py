"""A template looked at as far as it can be: its names and its faults, even where it does not compile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateSyntaxError

from kit.docx.markup import STORIES
from kit.files.document import read_document
from kit.files.inspection import hazards
from kit.files.parsing import BrokenPartError, parse
from kit.model.finding import TemplateError
from kit.template.compiling.bench import laid_on_bench
from kit.template.compiling.grammar import TITLE, tag_faults
from kit.template.compiling.naming import Use, names_used
from kit.template.compiling.patch import NEWLINE
from kit.template.compiling.scan import FULL_WIDTH, INDENTS, odd_brace, paragraphs, place_in
from kit.template.faults import carried, fault, refused, snippet
from kit.template.printing.sandbox import sandbox
from kit.template.template import Template, compile_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml import etree

    from kit.files.package import Parts
    from kit.model.finding import Finding
    from kit.template.compiling.bench import Bench
    from kit.template.compiling.scan import Tag
    from kit.template.printing.sandbox import Sandbox


OWN_NAMES = frozenset({TITLE, *INDENTS.values()})  # what the engine itself asks for
_WORD = re.compile(r"\{%\s*(\w+)")
_CLOSES = {"endfor": "for", "endif": "if"}
_ODD_BRACES = re.compile(r"[｛｝]|\{\s+[{%]|[%}]\s+\}")
_SINGLE = re.compile(r"(?<![{%#])\{([\w.]+)\}(?![}%#])")


@dataclass(frozen=True)
class Examined:
    """What could be learnt of a template."""

    name: str  # file name
    uses: tuple[Use, ...]
    tags: tuple[Tag, ...]
    single: tuple[tuple[str, Finding], ...]  # {名称} with one brace only, and what would be said of it
    findings: tuple[Finding, ...]
    template: Template | None  # None if it cannot be filled

    def tag(self, use: Use) -> Tag:
        """Return the tag that uses a name."""
        return self.tags[use.tag - 1]


def examine(path: Path) -> Examined:
    """Return everything that can be learnt of a template; its own faults stand among the findings.

    Raises TemplateError only for a file that is no Word document.
    """
    document = read_document(path)
    carried_along = [carried(path.name, each) for each in hazards(document)]
    bench = _bench(path.name, document.parts, carried_along)
    findings: tuple[Finding, ...] = ()
    template = None
    try:
        template = compile_template(path, on_trial=True)
    except TemplateError as error:
        findings = error.findings
    found = template.uses if template else _uses(bench)
    uses = tuple(use for use in found if use.path[0] not in OWN_NAMES)
    stories = list(_stories(bench))
    looked = [finding for story, root in stories for finding in _looks(root, story, path.name)]
    single = [found for story, root in stories for found in _single(root, story, path.name)]
    found_in_all = tuple(dict.fromkeys((*findings, *carried_along, *looked)))
    return Examined(path.name, uses, tuple(bench.tags), tuple(single), found_in_all, template)


def _bench(name: str, parts: Parts, findings: Sequence[Finding]) -> Bench:
    try:
        return laid_on_bench(name, parts)
    except (KeyError, BrokenPartError):
        if findings:
            raise refused(name, findings) from None
        remedy = "请用 Word 或 WPS 打开，另存为普通的 .docx"
        raise TemplateError(f"模板 {name}", "不是完好的 Word 文档，里面的内容读不出来", remedy) from None


def _uses(bench: Bench) -> tuple[Use, ...]:
    """Return the names of a template that does not compile: of every tag that is sound by itself."""
    environment = sandbox()
    source = "".join(_mended(bench.tags, environment))
    try:
        return names_used(environment.parse(source))[0]
    except TemplateSyntaxError:  # what no mending makes whole
        return ()


def _mended(tags: Sequence[Tag], environment: Sandbox) -> Iterator[str]:
    """Yield each tag on a line of its own; unsound ones left out, every block opened and closed."""
    opened: list[str] = []
    for tag in tags:
        word = _WORD.match(tag.plain)
        yield NEWLINE
        if tag_faults(environment, tag) and not _parses(environment, tag.plain):
            if word and word[1] in _CLOSES.values():
                opened.append(word[1])
                yield "{% if true %}" if word[1] == "if" else "{% for _ in [] %}"
        elif word and word[1] in _CLOSES.values():
            opened.append(word[1])
            yield tag.plain
        elif word and word[1] in _CLOSES:
            yield from _closed(opened, _CLOSES[word[1]])
        elif not word or word[1] not in {"else", "elif"} or (opened and opened[-1] == "if"):
            yield tag.plain
    yield "".join(f"{{% end{word} %}}" for word in reversed(opened))


def _parses(environment: Sandbox, plain: str) -> bool:
    """Return whether a tag that breaks a rule still says which names it uses."""
    word = _WORD.match(plain)
    closing = f"{{% end{word[1]} %}}" if word and word[1] in _CLOSES.values() else ""
    try:
        environment.parse(plain + closing)
    except TemplateSyntaxError:
        return False
    return not word or bool(closing)


def _closed(opened: list[str], word: str) -> Iterator[str]:
    """Yield the end tags up to the block that is closed; a stray one closes nothing."""
    if word in opened:
        while opened:
            last = opened.pop()
            yield f"{{% end{last} %}}"
            if last == word:
                return


def _stories(bench: Bench) -> Iterator[tuple[str, etree._Element]]:
    for part, kind in bench.contents.stories.items():
        yield STORIES[kind], bench.roots[part] if part in bench.roots else parse(bench.parts[part])


def _looks(root: etree._Element, story: str, name: str) -> Iterator[Finding]:
    """Yield braces typed amiss."""
    for paragraph in paragraphs(root, story):
        text = paragraph.text
        if (match := _ODD_BRACES.search(text)) and not FULL_WIDTH.search(text):  # those stop the compiling
            yield odd_brace(name, paragraph, text, match)


def _single(root: etree._Element, story: str, name: str) -> Iterator[tuple[str, Finding]]:
    for paragraph in paragraphs(root, story):
        for match in _SINGLE.finditer(paragraph.text):
            place = place_in(name, paragraph.where, snippet(paragraph.text, *match.span()))
            problem = f"“{match[0]}”只有一层花括号，不会填"
            yield match[1], fault("brace", place, problem, f"请写成 {{{{ {match[1]} }}}}")
