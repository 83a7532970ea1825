"""`kit opinions`: from any export to what each recipient gets."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.app.cli.options import Json
from kit.app.opinions import opining, remarking
from kit.app.opinions import packs as givers
from kit.app.opinions import packs as opinion_packs
from kit.app.show.screen import busy, complain, say, say_findings, say_json
from kit.app.work import open_campaign
from kit.model.fact import Place
from kit.model.finding import BlockedError, ParameterError, blocking
from kit.opinions.importing.reading.export import Export
from kit.opinions.importing.reading.row_account import counted_rows
from kit.opinions.register.entering import Imported
from kit.opinions.register.withdrawing import registered_files

SHOWN = 10

opinions = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)

Files = Annotated[list[Path], typer.Argument(metavar="文件…", help="问卷网站、留言板等导出的文件，会议记录")]
Campaign = Annotated[
    str | None, typer.Option("--campaign", metavar="活动文件夹", help="哪个活动；不写就用当前的")
]
Answers = Annotated[
    list[str] | None, typer.Option("--answer", metavar="问题=答案", help="回答上次问的问题，可以写几次")
]
Accept = Annotated[bool, typer.Option("--accept", help="问到的都按建议办")]
Registered = Annotated[
    list[str] | None, typer.Argument(metavar="[文件…]", help="登记过的文件，写文件名就行；不写就列出来")
]
Withdrawer = Annotated[str, typer.Option("--who", metavar="姓名", help="谁撤回的，记在登记簿里")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="为什么撤回，记在登记簿里")]
Who = Annotated[str, typer.Option("--who", metavar="姓名", help="谁审核的，记在决定里")]
Everything = Annotated[bool, typer.Option("--all", help="定过的也列出来，可以改判")]
Workbook = Annotated[
    Path | None, typer.Argument(metavar="[审核表]", help="填好的审核表；不写就用生成的那一份")
]


@opinions.callback()
def _help_if_bare(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


@opinions.command("import", help="把导出的文件登记进意见登记簿：原话照录，同一条不会登两次。")
def import_(
    files: Files,
    *,
    campaign: Campaign = None,
    answer: Answers = None,
    accept: Accept = False,
    json: Json = False,
) -> int:
    """Import exports; exit status 1 if something was refused, unreadable, or must be answered first."""
    work = open_campaign(campaign)
    with busy("读文件……"):
        done = opining.take_in(work, files, _answers(answer or ()), accept=accept)
    if json:
        say_json(done.as_json())
    else:
        _tell(done)
        if masked := opining.masked_counts(work.campaign):
            told = "、".join(f"{kind}{number}条" for kind, number in masked.items())
            say(f"登记簿里有个人信息的（{told}），给人看的那一份已经隐去，原话只在 opinions/restricted")
    return int(bool(blocking(done.findings) or done.refused or done.questions))


@opinions.command(
    help="撤回：从这些文件登记的不再计数；登记簿只追加，再导入一次就照原来的编号回来。不写文件就列出登记过的。"
)
def withdraw(
    files: Registered = None, *, who: Withdrawer = "", reason: Reason = "", campaign: Campaign = None
) -> int:
    """Take imports back, or list those that may be."""
    work = open_campaign(campaign)
    if not files:
        for file, count in registered_files(work.campaign).items():
            say(f"  {file}：{count} 条")
        say("要撤回：kit opinions withdraw 文件名")
        return 0
    for done in opining.take_back(work, files, who, reason, datetime.now().astimezone()):
        say(f"  {done.file}：撤回 {done.opinions} 条，不再计数；审核过的决定都留着")
    say("要恢复，或改了答复重来：再 kit opinions import 那个文件，编号不变")
    say("下一步：kit build；分送过的再 kit opinions outputs")
    return 0


@opinions.command(help="看看有哪些重复、该归哪个方面、哪些要拆开，什么问题最热；只是建议，什么也不改。")
def suggest(*, campaign: Campaign = None, json: Json = False) -> int:
    """Say how much is proposed, and the hottest issues."""
    folder = open_campaign(campaign).campaign
    with busy("比对、归类……"):
        found, hot = opining.propose(folder), opining.hottest(folder)
    if json:
        say_json(hot.astype(str).to_dict("records"))
        return 0
    proposals = found.proposals
    say(
        f"登记簿 {len(found.by_opinion)} 条；建议：重复 {len(proposals.duplicates)} 条，"
        f"疑似 {len(proposals.suspected)} 条，"
        f"归方面 {len(proposals.aspects)} 条，拆分 {proposals.splits['意见ID'].nunique()} 条"
    )
    if found.accuracy:
        say(f"机器归类的把握：{found.accuracy}")
    for issue in hot.head(SHOWN).to_dict("records"):
        say(f"  {issue['排名']}. {issue['标题']}（{issue['条数']} 条）")
    say("下一步：kit opinions review")
    return 0


@opinions.command(help="生成审核表：每条建议一行，下拉框里选，最省事的排在前面。")
def review(*, campaign: Campaign = None, everything: Everything = False) -> int:
    """Write the review workbooks, of remarks on ballots and of opinions, into the restricted folder."""
    folder = open_campaign(campaign).campaign
    with busy("生成审核表……"):
        waiting = remarking.lay_out_remarks(folder, decided_too=everything)
        today = datetime.now().astimezone().date()
    if waiting:
        path = remarking.remarks_review_path(folder)
        say(f"票上文字意见：{path}，{waiting} 条等着定照转还是不转（内有原话，不要外传）")
        if not opining.is_registered(folder):
            say("下一步：填好“决定”一列保存，再 kit opinions apply")
            return 0
    with busy("生成审核表……"):
        made = opining.lay_out_review(folder, today, decided_too=everything)
    say(f"审核表：{made.path}，{made.proposals} 条建议等着定（内有原话，不要外传）")
    say("下一步：填好“决定”一列保存，再 kit opinions apply")
    return 0


@opinions.command(help="把审核表里的决定记下来；以后重做、再登记新的，都照这些决定办。")
def apply(workbook: Workbook = None, *, who: Who = "", campaign: Campaign = None) -> int:
    """Keep the decisions of a filled-in review workbook; exit status 1 if an answer was not taken."""
    if not who:
        raise ParameterError("--who", "没有写是谁审核的", "加上 --who 姓名，决定要记到人")
    folder, now = open_campaign(campaign).campaign, datetime.now().astimezone()
    remarks = remarking.take_remarks(folder, workbook, who, now)
    if remarks is not None:
        say(f"记下 {len(remarks.added)} 个票上文字意见的决定")
        say_findings(remarks.findings)
        if workbook is not None or not opining.review_path(folder).is_file():
            say("下一步：kit build")
            return int(bool(remarks.findings))
    applied, merged = opining.take_decisions(folder, workbook, who, now)
    say(
        f"记下 {len(applied.added)} 个决定；归纳 {len(merged.by_merged)} 条，"
        f"作废、转送和无意见 {len(merged.disposed)} 条，还没定的 {len(merged.undecided)} 条"
    )
    say_findings((*applied.findings, *merged.findings))
    say("下一步：kit build")
    return int(bool(applied.findings or (remarks and remarks.findings)))


@opinions.command(help="分送：登记簿、汇总、采纳情况写在 out/opinions，只给本人的另放，谁得到什么列成清单。")
def outputs(*, campaign: Campaign = None) -> int:
    """Write who gets what; exit status 1 if the opinions do not add up."""
    work = open_campaign(campaign)
    try:
        packs = opinion_packs.ready_packs(work)
        for line in givers.of_packs(packs):
            say(line)
        with busy("分送……"):
            made = opinion_packs.hand_out(work, packs)
    except BlockedError as error:
        say_findings(error.findings, lambda text, _: complain(text))
        raise
    for told in made:
        note = f"（你们改过 {told.laid.kept.name}，没有覆盖）" if told.laid.kept else ""
        say(f"  {told.pack.recipient}：{told.laid.path}，{told.pack.rows} 行{note}")
    shared, restricted = (
        opinion_packs.packs_folder(work.campaign, restricted=only) for only in (False, True)
    )
    say(f"不含个人、内部可传的在 {shared}；只给本人的在 {restricted}，清单也在那里")
    return 0


def _tell(done: Imported) -> None:
    for export in done.exports:
        for line in _sheets(export):
            say(line)
    say(_recognised(done))
    say(_counted(done))
    say_findings(done.findings)
    for question in done.questions:
        say(f"  ？{question}（--answer {question.id}=…）")
    if any(question.by_accepting for question in done.questions):
        say("请回答上面的问题再来一次；都按建议办就加 --accept（没认出来的表要逐张答）")
    elif done.questions:
        say("请回答上面的问题再来一次；没认出来的表，--accept 不登记")
    elif done.added or done.known:
        say("下一步：kit opinions review")
    if done.added:
        say("登错了可以撤回：kit opinions withdraw 文件名")


def _sheets(export: Export) -> Iterator[str]:
    """Yield for each sheet what it was taken for and what became of its rows."""
    matches = {found.place: found for found in export.recognised}
    held = {question.place for question in export.questions if question.holds_back}
    for account in export.accounts:
        place = Place(account.file, account.sheet or None)
        seen = matches.get(place)
        rows = counted_rows(account)
        if seen is None:
            yield f"  {place}：没有登记，{rows}"
            continue
        counted = f"{seen.returned} 份、" if seen.returned else ""
        said = f"{counted}{seen.opinions} 条意见"
        if place in held and not seen.opinions:
            said = "答复之前先不登记"
        yield f"  {place}：认作“{seen.shape}”：{seen.why}；{said}；{rows}"


def _recognised(done: Imported) -> str:
    """Return how many files and sheets were read; a sheet that nobody recognised is never passed over."""
    accounts = [account for export in done.exports for account in export.accounts]
    known = sum(1 for account in accounts if account.kind)
    others = f"，{len(accounts) - known} 张没有当意见读" if len(accounts) > known else ""
    return f"读到 {len(done.exports)} 个文件，{known} 张认得的表{others}"


def _counted(done: Imported) -> str:
    """Return what an import came to; what is nothing is not mentioned."""
    back = "都" if done.restored == done.added else f"其中 {done.restored} 条"
    told = f"登记 {done.added} 条" + (f"（{back}是撤回过的，编号照旧）" if done.restored else "")
    told += f"，原来就有 {done.known} 条" if done.known else ""
    silent = f"，其中无意见 {done.no_opinion} 份" if done.no_opinion else ""
    asked = sum(len(export.tallies.groupby(["来源表", "题", "子题"])) for export in done.exports)
    counted = f"，{asked} 道选择题已统计" if asked else ""
    return told + (f"；答卷 {done.returned} 份{silent}{counted}" if done.returned else "")


def _answers(said: list[str] | tuple[()]) -> dict[str, str]:
    pairs = [answer.partition("=") for answer in said]
    if wrong := [key for key, mark, _ in pairs if not mark]:
        raise ParameterError("--answer", f"“{wrong[0]}”里没有等号", "写成 --answer 问题=答案")
    return {key: value for key, _, value in pairs}
