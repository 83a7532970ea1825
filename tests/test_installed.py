"""What is installed: every file by its hash, no registry named, nothing without a free licence."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+?)(?: ;[^\\]*)? \\$", re.MULTILINE)
FREE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software|ISC|MPL|LGPL|Lesser General|Unlicense|Zlib|HPND|CC0|Public Domain"
)
COPYLEFT = {"docxtpl", "text-unidecode", "odfpy"}  # used unchanged as libraries; odfpy in the tests only


def same(name: str) -> str:
    """Return a name as package indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lines_of(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def test_every_requirement_is_pinned_and_every_file_of_it_has_its_hash() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", text) if block.strip() and not block.startswith("#")]

    assert len(PINNED.findall(text)) == len(blocks)
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}$", block.strip()) for block in blocks)
    assert "://" not in text
    assert not re.search(r"^\s*(?:-i|--index|--extra|--find|--trusted)", text, re.MULTILINE)


def test_the_requirements_are_those_of_the_constraints_and_of_the_project() -> None:
    pinned = {same(n): v for n, v in PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))}
    constrained = dict(line.split("==") for line in lines_of("constraints.txt"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]

    assert {same(Requirement(line).name) for line in wanted} <= set(pinned)
    assert not {name for name, version in constrained.items() if pinned.get(same(name), version) != version}
    [backend] = map(Requirement, project["build-system"]["requires"])
    assert str(backend.specifier) == f"=={pinned[same(backend.name)]}"


def test_what_is_installed_fits_together() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout


def needed(name: str, seen: set[str]) -> set[str]:
    """Return a package and all that it needs on this machine."""
    if same(name) not in seen:
        seen.add(same(name))
        for line in requires(name) or ():
            found = Requirement(line)
            if found.marker is None or found.marker.evaluate({"extra": ""}):
                needed(found.name, seen)
    return seen


def licence_of(name: str) -> str:
    meta = distribution(name).metadata
    classifiers = [each for each in meta.get_all("Classifier") or () if each.startswith("License")]
    named = [meta.get("License-Expression") or "", *classifiers]
    return "\n".join(named).strip() or meta.get("License") or ""  # the last may be the whole text of several


def test_every_package_that_the_kit_needs_has_a_free_licence() -> None:
    unknown = {name for name in needed("writing-office-kit", set()) if not FREE.search(licence_of(name))}

    assert not unknown


def test_strong_copyleft_is_nowhere_among_them() -> None:
    strong = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|General Public License)")
    found = {name for name in needed("writing-office-kit", set()) if strong.search(licence_of(name))}

    assert found <= COPYLEFT
