"""`kit lint`: official-form findings for any .docx."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kit.app.cli.options import Json
from kit.app.make.layouts import campaign_of, layout_findings, layout_to_judge
from kit.app.show.screen import say, say_findings, say_json
from kit.docx.profiles.value import Profile
from kit.form.judge import lint as lint_file
from kit.form.judge import rules as all_rules
from kit.form.mending.comments import annotate_document as annotate_file
from kit.form.mending.repairing import fix as fix_file
from kit.form.rule import FormFinding
from kit.form.rule_table import aligned, as_json
from kit.form.rules.soundness import FILE

Files = Annotated[list[Path] | None, typer.Argument(metavar="文件…", help="要检查的 .docx 文件")]
ProfileName = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="版面",
        help="按哪一套版面检查：A 国标标称，B 电子显现，speech.print 或 speech.podium 讲话稿；"
        "不写就看是不是讲话稿、在哪个活动里",
    ),
]
Campaign = Annotated[
    str | None,
    typer.Option(
        "--campaign", metavar="活动文件夹", help="按哪个活动的 [form] 检查；不写就看文件在哪个活动里"
    ),
]
Render = Annotated[bool, typer.Option("--render", help="转成版面再查（要装 LibreOffice）")]
Annotate = Annotated[
    Path | None, typer.Option("--annotate", metavar="文件夹", help="写一份批注好的副本到这个文件夹")
]
Fix = Annotated[
    Path | None,
    typer.Option("--fix", metavar="文件夹", help="把能机械改的改好，副本放到这个文件夹；文字改动写成修订"),
]
Rules = Annotated[bool, typer.Option("--rules", help="不检查文件，列出全部规则：要求、依据、能不能机械改")]


def lint(  # noqa: PLR0913 - one argument for each option
    files: Files = None,
    *,
    profile: ProfileName = "",
    campaign: Campaign = None,
    render: Render = False,
    json: Json = False,
    annotate: Annotate = None,
    fix: Fix = None,
    rules: Rules = False,
) -> int:
    """Check the official form of any .docx; exit status 1 if something must be corrected."""
    if rules:
        return _say_rules(json)
    if not files:
        raise typer.TyperException("Missing argument '文件…'.")
    offices = [campaign_of(path, campaign) for path in files]
    profiles = [layout_to_judge(path, profile, office) for path, office in zip(files, offices, strict=True)]
    found = {path: lint_file(path, each, render) for path, each in zip(files, profiles, strict=True)}
    findings = [finding for each in found.values() for finding in each]
    own = dict.fromkeys(finding for office in offices if office for finding in layout_findings(office))
    copies = [
        line
        for (path, each), asked in zip(found.items(), profiles, strict=True)
        for line in _copies(path, each, asked, annotate, fix)
    ]
    if json:
        say_json([finding.as_json() for finding in (*own, *findings)])
    else:
        if own:
            say("本单位的版面与国标不同的地方：")
            say_findings(own)
        for path, each in found.items():
            say(f"{path}：{f'{len(each)} 处' if each else '没有发现问题'}")
            say_findings(each)
        for line in copies:
            say(line)
    return int(any(finding.level == "error" for finding in findings))


def _say_rules(json: bool) -> int:  # noqa: FBT001 - the one thing one may ask for
    """Print every rule, as its record says it."""
    if json:
        say_json([as_json(rule) for rule in all_rules()])
    else:
        for line in aligned(all_rules()):
            say(line)
    return 0


def _copies(
    path: Path, found: Sequence[FormFinding], profile: str | Profile, notes: Path | None, mended: Path | None
) -> Iterator[str]:
    """Lay down the copies that were asked for, and yield what was laid where; an unreadable file has none."""
    if any(finding.rule == FILE.id for finding in found):
        return
    if notes:
        yield f"批注副本：{annotate_file(path, found, notes)}"
    if mended:
        done = fix_file(path, found, mended, profile)
        yield f"改好的副本：{done.path}，改了 {len(done.applied)} 处，{len(done.refused)} 处要由人来改"
