"""`kit draft`: the documents that are no notices.

`kit notices`: one notice per unit.

`kit restyle`: the same document in another layout, such as the reading copy of a speech.

`kit preview`: PDFs of the drafts and notices.
"""

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from kit.app.cli.options import Folder, Fresh
from kit.app.make.drafting import chosen_kinds, draft_documents
from kit.app.make.notices import make_notices
from kit.app.make.restyling import restyled
from kit.app.opinions import packs
from kit.app.pdf import preview as previewing
from kit.app.pdf.office import office_program
from kit.app.show.ending import draft_lines, notice_lines
from kit.app.show.screen import busy, complain, counting, say, short_path, told_findings
from kit.app.work import open_campaign
from kit.documents import feedback_pack
from kit.model.finding import ParameterError, blocking

Kinds = Annotated[
    list[str] | None, typer.Option("--kind", metavar="文稿", help="只写这一种，可以写几次；不写就全写")
]


def draft(folder: Folder = None, kind: Kinds = None) -> int:
    """Write the documents that are no notices.

    Exit status 1 if one that was asked for lacks its sheets, or a finding stops one.
    """
    work = open_campaign(folder)
    kinds = chosen_kinds(kind or ())
    with told_findings(work):
        for line in packs.of_papers(work) if any(known.id == feedback_pack.ID for known in kinds) else ():
            say(line)
        with busy("起草文稿……"):
            outcomes = draft_documents(work, kinds)
    for line in draft_lines(work.campaign.out):
        say(line)
    lacking = bool(kind) and any(outcome.ending in {"缺表", "缺内容"} for outcome in outcomes)
    return int(lacking or bool(blocking(work.findings)))


Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="单位", help="只做这个单位（编号、全称或简称），可以写几次"),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="个数", help="同时用几个进程做")]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="地址", help="交给 Dask 集群做，如 tcp://主机:8786")
]


def notices(
    folder: Folder = None,
    *,
    unit: Units = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    fresh: Fresh = False,
) -> int:
    """Make one notice per unit; exit status 1 if a unit failed, or if none could be made."""
    work = open_campaign(folder)
    started = perf_counter()
    with told_findings(work), counting("通知书") as progress:
        batch = make_notices(work, unit or (), jobs=jobs, scheduler=scheduler, fresh=fresh, progress=progress)
    if not batch.nothing:
        say(f"通知书：{len(batch.made)} 份，{perf_counter() - started:.1f} 秒")
    for line in notice_lines(work.campaign.out):
        say(line)
    return int(bool(batch.ended("没做成") or batch.nothing))


Files = Annotated[list[Path], typer.Argument(metavar="文件…", help="kit 写的 .docx，你们改过的也行")]
ProfileName = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="版面",
        help="换成哪一套：A 国标标称，B 电子显现，speech.print 讲话稿存档，speech.podium 讲话稿朗读（大字）",
    ),
]
Target = Annotated[
    Path | None, typer.Option("--to", metavar="文件夹", help="放到哪个文件夹；不写就放在原稿旁边")
]
Campaign = Annotated[
    str | None,
    typer.Option("--campaign", metavar="活动文件夹", help="用哪个活动的 [form]；不写就看文件在哪个活动里"),
]


def restyle(files: Files, *, profile: ProfileName, to: Target = None, campaign: Campaign = None) -> None:
    """Save documents in another layout; nothing of their words changes, and no file is overwritten."""
    for path in files:
        laid = restyled(path, profile, to, campaign)
        if laid.kept:
            say(f"已有的 {laid.kept.name} 和要写的不一样，没有覆盖")
        say(f"{'写好' if laid.written else '没有变'}：{laid.path}")


Drafts = Annotated[bool, typer.Option("--drafts", help="只转文稿")]
Notices = Annotated[bool, typer.Option("--notices", help="只转通知书")]
PrintFile = Annotated[
    bool, typer.Option("--print-file", help="把通知书合成一份双面印刷用的 PDF，奇数页的后面补白页")
]


def preview(
    folder: Folder = None, *, drafts: Drafts = False, notices: Notices = False, print_file: PrintFile = False
) -> int:
    """Make PDFs; exit status 1 if a file could not be converted."""
    if drafts and print_file and not notices:
        raise ParameterError("--print-file", "合成的是通知书，同 --drafts 用不到一起", "请去掉其中一个")
    office_program()
    work, started = open_campaign(folder), perf_counter()
    notices = notices or (print_file and not drafts)
    chosen = [sort for sort, wanted in zip(previewing.SORTS, (drafts, notices), strict=True) if wanted]
    with counting("转成 PDF") as progress:
        done = previewing.preview(work, chosen or previewing.SORTS, print_file=print_file, progress=progress)
    _tell(work.campaign.out / previewing.FOLDER, done, perf_counter() - started)
    return int(bool(done.failed))


def _tell(folder: object, done: previewing.Previewed, seconds: float) -> None:
    made = len(done.converted) - len(done.failed)
    kept = f"（其中 {done.kept} 份没有变，用原来的）" if done.kept else ""
    say(f"PDF：{made} 份{kept}，在 {folder}，用时 {seconds:.0f} 秒")
    if done.print_file:
        merged = done.print_file
        blank = f"，其中白页 {merged.blank} 页" if merged.blank else ""
        say(f"{merged.notices} 份通知书 → {short_path(merged.path)}（双面，共 {merged.pages} 页{blank}）")
    if left := [each for each in done.converted if each.is_set_left]:
        say(
            f"其中 {len(left)} 份照原样转会丢行末的标点（LibreOffice 的毛病），预览改成左对齐；文稿本身没有动"
        )
    for each in (one for one in done.converted if one.lost):
        complain(f"{each.source.name}：预览里少了 {each.lost} 个标点，不要拿来印。请用 Word 或 WPS 转 PDF。")
    say(str(done.fonts))
    for each in done.failed:
        complain(f"{each.source.name}：没有转成，{each.problem}。请用 Word 或 WPS 打开它另存一份再来。")
