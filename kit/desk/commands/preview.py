"""`kit preview`: PDFs of the drafts and notices."""

from time import perf_counter
from typing import Annotated

import typer

from kit.desk.commands.options import Folder
from kit.desk.printing import preview as previewing
from kit.desk.printing.office import office_program
from kit.desk.showing.naming import shown
from kit.desk.showing.screen import complain, counting, say
from kit.desk.work import open_campaign
from kit.nouns.errors import ParameterError

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
        say(f"{merged.notices} 份通知书 → {shown(merged.path)}（双面，共 {merged.pages} 页{blank}）")
    if left := [each for each in done.converted if each.is_set_left]:
        say(
            f"其中 {len(left)} 份照原样转会丢行末的标点（LibreOffice 的毛病），预览改成左对齐；文稿本身没有动"
        )
    for each in (one for one in done.converted if one.lost):
        complain(f"{each.source.name}：预览里少了 {each.lost} 个标点，不要拿来印。请用 Word 或 WPS 转 PDF。")
    say(str(done.fonts))
    for each in done.failed:
        complain(f"{each.source.name}：没有转成，{each.problem}。请用 Word 或 WPS 打开它另存一份再来。")
