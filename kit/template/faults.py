"""Faults of templates, said so that the person who wrote the template can find the place."""

import difflib
from collections.abc import Iterable, Sequence

from kit.files.inspection import Hazard
from kit.model.fact import Place
from kit.model.finding import Finding, TemplateError

AROUND = 12  # characters of the paragraph shown on each side of a tag


def snippet(text: str, start: int, end: int) -> str:
    """Return a tag of a paragraph with a little of what stands around it.

    >>> snippet("收回{{ 收回 }}份", 2, 10)
    '收回{{ 收回 }}份'
    """
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    shown = text[left:right] if end - start <= 4 * AROUND else text[start : start + 4 * AROUND]
    return f"{'……' if left else ''}{shown}{'……' if right < len(text) else ''}"


def nearest_name_hint(name: str, known: Iterable[str]) -> str:
    """Return a question that proposes the nearest known name, or nothing.

    >>> nearest_name_hint("满意度", ["满意率", "单位"])
    '是不是“满意率”？'
    """
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？" if near else ""


def missing(place: Place, name: str, known: Iterable[str]) -> Finding:
    """Return the finding that a template wants a name nobody gave."""
    remedy = f"{nearest_name_hint(name, known)}请在模板里改正这个名称"
    return Finding("template.name", "error", place, f"要填“{name}”，没有这个名称", remedy)


def fault(rule: str, place: Place, problem: str, remedy: str) -> Finding:
    """Return a blocking finding about a template."""
    return Finding(f"template.{rule}", "error", place, problem, remedy)


def carried(template: str, hazard: Hazard) -> Finding:
    """Return the finding that every document of a template would carry something along.

    What runs, fetches or embeds is `active`, an open change or remark `leftover`; a template that this one
    was made from is only a warning, for it is taken away when the template is compiled.
    """
    where = f"{hazard.where}第{hazard.paragraph}段“{hazard.near}”" if hazard.paragraph else hazard.where
    place = Place(f"模板 {template} {where}".rstrip())
    if hazard.kind == "origin":
        problem = f"{hazard.problem}，填出来的文件不会带着"
        return Finding("template.origin", "warning", place, problem, hazard.remedy)
    rule = "leftover" if hazard.is_left_open else "active"
    return fault(rule, place, f"模板里{hazard.problem}，填出来的每份文件都会带着", hazard.remedy)


def refused(name: str, findings: Sequence[Finding]) -> TemplateError:
    """Return the error that names every fault of a template file at once."""
    unique = tuple(dict.fromkeys(findings))
    if len(unique) == 1:
        [only] = unique
        return TemplateError(only.place, only.problem, only.remedy, unique)
    lines = "".join(f"\n{number}. {finding}" for number, finding in enumerate(unique, 1))
    return TemplateError(
        f"模板 {name}",
        f"有 {len(unique)} 处要改：{lines}\n都改好了才能成文",
        "请逐处改正",
        unique,
    )
