"""The page of an executed notebook: plain HTML with nothing to fetch; the only user of nbconvert."""
# mypy: allow-untyped-calls
# nbformat and nbconvert carry no types

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters.html import HTMLExporter
from traitlets.config import Config

from kit.files.writing import write_atomically

_TEMPLATES = Path(__file__).parents[1] / "resources"


def write_page(executed: Path, target: Path, title: str, trouble: str = "") -> None:
    """Write the page of an executed notebook, its code hidden.

    trouble: what went wrong, in plain language; shown above everything else. Raises WriteError.
    """
    notebook = nbformat.read(executed, as_version=4)
    html, _ = _exporter().from_notebook_node(notebook, {"title": title, "trouble": trouble})
    write_atomically(target, html.encode())


@cache
def _exporter() -> HTMLExporter:
    config = Config()
    config.TemplateExporter.exclude_input = True
    config.TemplateExporter.exclude_input_prompt = True
    config.TemplateExporter.exclude_output_prompt = True
    config.TemplateExporter.extra_template_basedirs = [str(_TEMPLATES)]
    return HTMLExporter(config=config, template_name="page")
