"""One odd document, every command that takes a .docx: the same verdict in the same words."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import odd_drawing as odd
import pytest

from kit.app.doctor.doctoring import check_template, trials_in
from kit.app.make.ledger import traced
from kit.app.make.restyling import restyled
from kit.app.make.verifying import verify
from kit.app.pdf.fonts import declared
from kit.app.pdf.pdf import set_left
from kit.documents.catalogue.material import example_campaign
from kit.docx.outline import outline
from kit.docx.writing.comments import commented
from kit.form.judge import lint
from kit.form.mending.comments import annotate_document
from kit.form.mending.repairing import fix
from kit.model.fact import Facts
from kit.model.finding import KitError
from kit.opinions.importing.entry import read_export
from kit.template.template import compile_template

READ = "读了"
AGAIN, SOURCE = "请用 Word 或 WPS 打开，另存为 .docx 再试", "请确认文件来源可靠"
PEAK = 150  # megabytes, of a whole process with all of the kit in it
SAVED_AS_STRICT, SAVED_AS_DOCUMENT2 = odd.strict(), odd.renamed()


def linted(path: Path, _: Path) -> None:
    for finding in lint(path):
        if finding.rule == "file" and finding.level == "error":
            raise KitError(path.name, finding.problem, finding.remedy)


def checked(path: Path, _: Path) -> None:
    [told] = check_template([path], trials_in(None), "evaluation_notice")
    if not told.is_document:
        raise KitError(path.name, told.findings[0].problem, told.findings[0].remedy)


def imported(path: Path, _: Path) -> None:
    assert len(read_export(path, example_campaign(), accept=True).opinions) == 2


COMMANDS: dict[str, Callable[[Path, Path], object]] = {
    "lint": linted,
    "lint --annotate": lambda path, folder: annotate_document(path, (), folder),
    "lint --fix": lambda path, folder: fix(path, (), folder),
    "restyle": lambda path, folder: restyled(path, "B", folder),
    "trace": lambda path, _: traced(path, {}),
    "build (verify)": lambda path, _: verify(path, Facts([]), layout=None),
    "template check": checked,
    "template check --annotate": lambda path, _: commented(path.read_bytes(), ()),
    "draft, notices": lambda path, _: compile_template(path),
    "opinions import": imported,
    "preview": lambda path, folder: (declared(path), set_left(path, folder)),
    "outline": lambda path, _: outline(path.read_bytes()),
}

ODD: dict[str, tuple[Callable[[], bytes], str]] = {
    "好的": (lambda: odd.SOUND, READ),
    "声明一千字节、展开六百兆": (odd.bomb, f"word/document.xml 展开后超过 32 MB。{SOURCE}。"),
    "各部分都不大、合起来太大": (odd.many_bombs, f"各部分展开后超过 128 MB。{SOURCE}。"),
    "成千上万个部分": (
        lambda: odd.redrawn(lambda parts: parts.update({f"word/{n}.bin": b"" for n in range(10_001)})),
        f"压缩包里有 10011 个文件，不像是正常的文档。{SOURCE}。",
    ),
    "传了一半": (lambda: odd.SOUND[: len(odd.SOUND) // 2], f"文件不完整或已经损坏。{AGAIN}。"),
    "设了密码": (odd.locked, "文件设了打开密码。请用 Word 或 WPS 去掉密码再试。"),
    "旧格式": (lambda: odd.OLE + bytes(600), f"这是旧格式的 .doc 文件。{AGAIN}。"),
    "空的": (lambda: b"", f"文件是空的。{AGAIN}。"),
    "网页": (lambda: b"<html></html>", f"这不是 .docx 文件。{AGAIN}。"),
    "声明实体": (
        lambda: odd.replaced(odd.MAIN, b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'),
        f"word/document.xml 里有实体声明，可能会读取别的文件。{SOURCE}。",
    ),
    "严格格式": (lambda: SAVED_AS_STRICT, READ),
    "正文叫别的名字": (lambda: SAVED_AS_DOCUMENT2, READ),
    "坏的正文": (
        lambda: odd.replaced(odd.MAIN, b"<w:body>", b"<w:body><"),
        f"word/document.xml 不是完整的 XML，文件已经损坏。{AGAIN}。",
    ),
    "坏的样式": (
        lambda: odd.replaced("word/styles.xml", b"</w:styles>", b"<"),
        f"word/styles.xml 不是完整的 XML，文件已经损坏。{AGAIN}。",
    ),
    "没有正文": (
        lambda: odd.redrawn(lambda parts: parts.pop(odd.MAIN)),
        f"压缩包里没有 Word 文档的正文。{AGAIN}。",
    ),
    "没有类型表": (
        lambda: odd.redrawn(lambda parts: parts.pop("[Content_Types].xml")),
        f"压缩包里没有 [Content_Types].xml，不是 Word 文档。{AGAIN}。",
    ),
}


@pytest.mark.parametrize(("draw", "verdict"), ODD.values(), ids=ODD)
def test_every_command_gives_the_same_verdict_on_an_odd_document(
    tmp_path: Path, draw: Callable[[], bytes], verdict: str
) -> None:
    path = tmp_path / "评议结果通知书.docx"
    path.write_bytes(draw())
    said = {}

    for name, run in COMMANDS.items():
        folder = tmp_path / re.sub(r"\W", "", name)
        folder.mkdir()
        try:
            run(path, folder)
            said[name] = READ
        except KitError as error:
            said[name] = f"{error.problem}。{error.remedy}。"

    assert said == dict.fromkeys(COMMANDS, verdict)


ALL_OF_THEM = """
import sys
from pathlib import Path
from kit.app.cli import main
bomb, folder = sys.argv[1:]
for words in (
    ["lint", bomb], ["lint", bomb, "--fix", folder], ["lint", bomb, "--annotate", folder],
    ["restyle", bomb, "--profile", "B", "--to", folder], ["trace", bomb],
    ["template", "check", bomb, "--kind", "evaluation_notice"],
    ["opinions", "import", bomb, "--campaign", folder + "/campaign"],
):
    try:
        main(words)
    except SystemExit as ended:
        print("status", ended.code)
[peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print("peak", int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says a process's own peak")
def test_a_bomb_is_refused_by_every_command_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(odd.bomb())
    campaign = tmp_path / "campaign"
    (campaign / "inbox").mkdir(parents=True)
    demo = Path(__file__).parents[2] / "data/demo/campaign.toml"
    (campaign / "campaign.toml").write_bytes(demo.read_bytes())

    ended = subprocess.run(
        [sys.executable, "-c", ALL_OF_THEM, str(path), str(tmp_path)], capture_output=True, check=True
    )

    said, told = ended.stdout.decode(), ended.stderr.decode()
    assert path.stat().st_size < 650_000
    assert re.findall(r"status (\d)", said) == ["1", "1", "1", "2", "2", "2", "1"]
    assert (said + told).count("word/document.xml 展开后超过 32 MB") == 7
    assert int(said.rpartition("peak ")[2]) <= PEAK
