"""A template, compiled once: what it prints is known, what it needs is known, the rest is packed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import TemplateSyntaxError

from kit.docx.restyle.relay import relaid_parts
from kit.files.document import read_document
from kit.files.inspection import hazards
from kit.files.package import Envelope, packed
from kit.files.parsing import BrokenPartError
from kit.model.fact import Place
from kit.model.finding import TemplateError
from kit.template.compiling.bench import Bench, checked_sources, laid_on_bench
from kit.template.compiling.blocks import loop_faults
from kit.template.compiling.grammar import TITLE
from kit.template.compiling.naming import Use, names_used
from kit.template.compiling.scan import INDENTS
from kit.template.faults import carried, fault, refused
from kit.template.marks import marks_head
from kit.template.printing.ink import Palette, PrintedPiece
from kit.template.printing.proof import SEPARATOR, stretches
from kit.template.printing.sandbox import Sandbox, bound_loops, sandbox
from kit.template.printing.sign_off import SignOffStyles, sign_off_styles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kit.docx.profiles.value import Profile
    from kit.template.compiling.scan import Tag


_OURS = frozenset({TITLE, *INDENTS.values()})  # names that the engine asks for itself


@dataclass(frozen=True, eq=False)
class Template:
    """A compiled template; print as many documents with it as you like, in one process.

    names: every name that the template uses, as paths; what a loop takes from a list is 各项[].单位.
    needs: the names that a context must have; not those that the template asks about (is defined, default).
    """

    name: str  # file name
    names: frozenset[str]
    needs: frozenset[str]
    uses: tuple[Use, ...]
    tags: tuple[Tag, ...]
    environment: Sandbox
    jinja: JinjaTemplate
    palette: Palette
    stretches: Mapping[str, PrintedPiece]  # the template's own text between the values
    printed: tuple[str, ...]  # names of the parts that are printed, in order
    has_hollow_cells: bool  # a cell whose paragraphs may all be left out
    sign_off: SignOffStyles | None  # where the last text is to stay with a sign-off
    marks: str  # name of the part that maps the marks
    marks_front: str
    envelope: Envelope

    def place(self, tag: int) -> Place:
        """Return where a tag stands; tags count from 1."""
        return self.tags[tag - 1].place if 0 < tag <= len(self.tags) else Place(f"模板 {self.name}")


def compile_template(path: Path, profile: Profile | None = None, *, on_trial: bool = False) -> Template:
    """Return a template ready to be filled; profile: the one it is to be set in, None for its own.

    It is inspected before anything of it is compiled: what runs, fetches or embeds is refused, and so are
    changes and remarks that an editor left open; on_trial: not those, for the sake of what else is wrong.
    Raises TemplateError, whose `findings` name every fault of the template at once.
    """
    document = read_document(path)
    stopping = [each for each in hazards(document) if not (on_trial and each.is_left_open)]
    known = [each for each in (carried(path.name, each) for each in stopping) if each.level == "error"]
    parts = document.parts
    try:
        bench = laid_on_bench(path.name, parts if profile is None else relaid_parts(parts, profile), known)
    except (KeyError, BrokenPartError):
        if known:
            raise refused(path.name, known) from None
        remedy = "请用 Word 或 WPS 打开，另存为普通的 .docx"
        raise TemplateError(f"模板 {path.name}", "不是完好的 Word 文档，里面的内容读不出来", remedy) from None
    environment = sandbox()
    return _compiled(bench, environment, SEPARATOR.join(checked_sources(bench, environment)))


def _compiled(bench: Bench, environment: Sandbox, source: str) -> Template:
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:  # a closing tag with something more in it
        tag = bench.tags[error.lineno - 2]
        problem = f"“{tag.text}”写得不合规则（{error.message}）"
        raise refused(bench.name, [fault("syntax", tag.place, problem, "请改正这个标签")]) from None
    except RecursionError:
        raise _too_deep(bench) from None
    if faults := loop_faults(tree, bench.tags):
        raise refused(bench.name, faults)
    uses, optional = names_used(tree)
    try:
        code = environment.compile(bound_loops(tree, environment))
    except (SyntaxError, RecursionError):  # Python nests no more than twenty loops, a hundred conditions
        raise _too_deep(bench) from None
    jinja = JinjaTemplate.from_code(environment, code, {}, None)
    return Template(
        name=bench.name,
        names=frozenset(use.name for use in uses) - _OURS,
        needs=frozenset(use.path[0] for use in uses) - optional - _OURS,
        uses=uses,
        tags=tuple(bench.tags),
        environment=environment,
        jinja=jinja,
        palette=Palette(bench.sheet.properties, bench.first_id),
        stretches=stretches(jinja.root_render_func),
        printed=tuple(bench.roots),
        has_hollow_cells=any(tag.hoisted == "p" and tag.is_in_cell for tag in bench.tags),
        sign_off=sign_off_styles(bench.styles),
        marks=bench.contents.marks,
        marks_front=marks_head(bench.sheet.properties),
        envelope=packed({part: bench.parts[part] for part in bench.parts if part not in bench.roots}),
    )


def _too_deep(bench: Bench) -> TemplateError:
    place = Place(f"模板 {bench.name}")
    problem = "标签一层套一层，套得太深，读不下来"
    return refused(bench.name, [fault("loop", place, problem, "请少套几层，把内容拆成几段")])
