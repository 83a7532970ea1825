"""The house rules of the design, each as a test over the files themselves."""

import ast
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = (  # a lattice: folders of one floor do not know each other
    {"text"},
    {"model"},
    {"files"},
    {"sheets", "docx"},
    {"topics", "template", "form"},
    {"opinions"},
    {"documents"},
    {"app"},
    {"desk"},  # the door of the first edition's notebooks, and nothing else
)
FILES = sorted((ROOT / "kit").rglob("*.py"))
DOORS = {
    "python_calamine": {"kit/sheets/"},
    "xlsxwriter": {"kit/sheets/writing/"},
    "openpyxl": {"kit/sheets/writing/"},
    "jieba": {"kit/text/cutting.py"},
    "docxtpl": {"kit/template/"},
    "docx": {"kit/docx/", "kit/template/"},
    "jinja2": {"kit/template/", "kit/docx/"},
    "isal": {"kit/files/package.py"},
    "zipfile": {"kit/files/package.py"},
    "lxml": {"kit/files/", "kit/docx/", "kit/template/", "kit/form/"},
    "papermill": {"kit/app/"},
    "nbconvert": {"kit/app/"},
    "nbformat": {"kit/app/"},
    "IPython": {"kit/app/"},
    "matplotlib": {"kit/app/"},
    "typer": {"kit/app/"},
    "rich": {"kit/app/"},
    "filelock": {"kit/app/"},
    "distributed": {"kit/app/"},
    "pypdf": {"kit/app/pdf/pdf.py"},
    "rapidfuzz": {"kit/opinions/"},
    "rensa": {"kit/opinions/"},
    "rjieba": {"kit/opinions/proposing/words.py"},
    "sklearn": {"kit/opinions/proposing/"},
    "scipy": {"kit/opinions/proposing/"},
    "pydantic": {"kit/model/", "kit/topics/", "kit/documents/", "kit/app/"},
}
ONE_FILE = {
    "python_calamine",
    "jieba",
    "nbconvert",
    "matplotlib",
    "filelock",
    "distributed",
    "isal",
    "pypdf",
    "rensa",
    "rjieba",
}
LONGEST_FILE = 450
LONGEST_FUNCTION = 60


def imports(path: Path) -> Iterator[str]:
    """Yield every module a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> dict[str, Path]:
    """Return every module of the kit by its name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in FILES
    }


def known_imports(module: str, known: Mapping[str, Path]) -> set[str]:
    """Return the modules of the kit that one imports, those for types only and inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(known[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & set(known)
            found |= {node.module} if inner - set(known) else set()
    return (found & set(known)) - {module, "kit"}


def circles(edges: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """Return the sets of names each of which is reached from each other."""
    reached = {name: set(after) for name, after in edges.items()}
    for through in edges:
        for name in edges:
            if through in reached[name]:
                reached[name] |= reached[through]
    return {
        frozenset(other for other in after if name in reached[other])
        for name, after in reached.items()
        if name in after
    }


def floor_of(folder: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if folder in floor)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_imports_only_from_its_own_folder_and_the_floors_below(path: Path) -> None:
    folder = path.relative_to(ROOT / "kit").parts[0]
    if folder.endswith(".py"):
        return
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "kit" and len(parts) > 1 and parts[1] != folder:
            assert floor_of(parts[1]) < floor_of(folder), f"{named(path)} imports {module}"


def test_circles_are_found() -> None:
    edges = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set[str](), "e": {"a"}}

    assert circles(edges) == {frozenset("bc")}


def test_no_files_import_each_other_in_a_circle_not_even_for_types() -> None:
    known = modules()

    assert not circles({name: known_imports(name, known) for name in known})


def test_no_two_sibling_folders_import_each_other() -> None:
    """A folder and one inside it are one house: kit/form and kit/form/rules."""
    known = modules()
    edges = {(known[one].parent, known[other].parent) for one in known for other in known_imports(one, known)}
    siblings = {(one, other) for one, other in edges if one != other and one.parent == other.parent}

    assert not {(named(one), named(other)) for one, other in siblings if (other, one) in siblings}


CONTRACTS = {"check", "claim", "read", "compose", "findings", "remarks"}  # what several files offer alike
COMMANDS = "kit/app/cli/"  # a command has the name that is typed, often that of the verb it calls
NOTEBOOKS = "kit/desk/"  # names that are written in notebooks of the first edition


def definitions(*kinds: type[ast.stmt]) -> dict[str, list[str]]:
    """Return where each public name is defined at the top of a file."""
    found: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, kinds) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(named(path))
    return found


def test_no_public_class_has_the_name_of_another() -> None:
    twice = {name: files for name, files in definitions(ast.ClassDef).items() if len(files) > 1}

    assert not twice


def test_no_public_function_has_the_name_of_another_but_where_files_offer_it_alike() -> None:
    twice = {}
    for name, files in definitions(ast.FunctionDef).items():
        own = [file for file in files if not file.startswith((COMMANDS, NOTEBOOKS))]
        if len(own) > 1 and name not in CONTRACTS:
            twice[name] = own

    assert not twice


def test_every_folder_of_the_kit_is_a_floor_or_data() -> None:
    folders = {
        path.name for path in (ROOT / "kit").iterdir() if path.is_dir() and (path / "__init__.py").exists()
    }

    assert folders == set().union(*FLOORS)


@pytest.mark.parametrize("library", sorted(DOORS))
def test_each_library_has_its_door(library: str) -> None:
    users = {named(path) for path in FILES if any(m.split(".")[0] == library for m in imports(path))}

    strangers = {user for user in users if not user.startswith(tuple(DOORS[library]))}

    assert not strangers
    assert library not in ONE_FILE or len(users) <= 1, users


ONE_PLACE = {
    "XMLParser": "kit/files/parsing.py",
    "ZipFile": "kit/files/package.py",
    "--headless": "kit/files/office.py",
    "os.replace": "kit/files/writing.py",
}


@pytest.mark.parametrize("what", ONE_PLACE)
def test_what_is_dangerous_in_many_places_is_done_in_one(what: str) -> None:
    users = {named(path) for path in FILES if what in path.read_text(encoding="utf-8")}

    assert users == {ONE_PLACE[what]}


def test_no_part_of_a_document_is_parsed_but_by_the_one_parser() -> None:
    other = re.compile(r"etree\.(?:fromstring|XML|parse|iterparse)\(")

    users = {named(path) for path in FILES if other.search(path.read_text(encoding="utf-8"))}

    assert users == {"kit/files/parsing.py"}


def test_the_programs_that_print_are_looked_for_in_one_file() -> None:
    users = {named(path) for path in FILES if "shutil.which(" in path.read_text(encoding="utf-8")}

    assert users == {"kit/files/office.py"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_short_and_so_are_its_functions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]

    assert text.count("\n") <= LONGEST_FILE
    for function in functions:
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name


def test_there_are_no_cupboards() -> None:
    cupboards = {
        "utils",
        "util",
        "helpers",
        "helper",
        "manager",
        "common",
        "misc",
        "process",
        "handle",
        "base",
    }

    assert not [named(path) for path in FILES if path.stem in cupboards]


def files_of(folder: str) -> list[Path]:
    """Return the files of a folder that are about something."""
    return [path for path in sorted((ROOT / "kit" / folder).glob("*.py")) if path.stem != "__init__"]


@pytest.mark.parametrize("path", files_of("documents"), ids=named)
def test_every_document_offers_its_kind(path: Path) -> None:
    assert re.search(r"^KIND = DocumentKind\(", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("folder", ["topics", "documents", "form/rules"])
def test_every_file_of_a_subject_has_a_test_that_names_it(folder: str) -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    said += "".join(path.name for path in (ROOT / "tests").rglob("*.txt"))

    for path in files_of(folder):
        assert re.search(rf"\b{path.stem}\b", said), f"no test names {named(path)}"


def campaign_words() -> set[str]:
    """Return the demo's own words: names, questions, grades of two and more characters, slogans."""
    said = tomllib.loads((ROOT / "data/demo/campaign.toml").read_text(encoding="utf-8"))
    words = {
        said["office"]["name"],
        said["office"]["body"],
        said["office"]["contact"],
        said["campaign"]["title"],
    }
    words |= {item["question"] for item in said["evaluation"]["items"]}
    words |= {group["name"] for group in said["evaluation"]["groups"]}
    words |= {kind["name"] for kind in said["problems"]} | {aspect["name"] for aspect in said["aspects"]}
    return words | {"龙江", "科学发展", "学习实践", "政协", "学习调研", "民意收集组"}


def template_text(path: Path) -> str:
    """Return all text of a template, parts joined."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", "".join(parts))


def test_no_word_of_the_campaign_stands_in_the_kit_or_the_templates() -> None:
    texts = {named(path): path.read_text(encoding="utf-8") for path in FILES}
    texts |= {named(path): template_text(path) for path in (ROOT / "templates").glob("*.docx")}

    found = [(name, word) for name, text in texts.items() for word in campaign_words() if word in text]

    assert not found


def test_the_tree_names_no_machine_path_and_no_registry() -> None:
    strange = re.compile(r"(?<![\w./])/(?:work|root|home/\w+)/|https?://(?:registry|files|deb|pypi)\.")
    kinds = ("*.py", "*.toml", "*.md", "*.txt", "*.ipynb", "Makefile", "run")
    skipped = {".venv", ".git", "out"}
    for pattern in kinds:
        for path in ROOT.rglob(pattern):
            if not skipped & set(path.relative_to(ROOT).parts) and path != Path(__file__):
                assert not strange.search(path.read_text(encoding="utf-8", errors="ignore")), named(path)
