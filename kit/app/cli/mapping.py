"""`kit map`: what is not sure is asked, sheet by sheet, column by column, word by word; answers are kept."""

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated

import typer

from kit.app.cli.options import Folder, Json
from kit.app.make.asking import (
    Asked,
    Entries,
    columns_by_key,
    entries_of,
    grid_at,
    kind_meant,
    mapping_of,
    must_mean,
    open_questions,
    sheet_entry,
)
from kit.app.make.remembering import remember
from kit.app.show.screen import say, say_json, shell_quoted, short_path
from kit.app.work import Work, open_campaign
from kit.model.fact import Place
from kit.model.finding import MOST_LISTED, CampaignError, ParameterError, Question
from kit.sheets.asking import IGNORE
from kit.sheets.mapping import ProposedMapping, first_cells
from kit.sheets.proposals import has_no_items

SKIP = "-"
HOW = "回车就是建议的答案，也可以写号或写字，- 跳过；答过的马上记下，随时可以停。"
ROUNDS = 20  # an answer about a sheet opens questions about its cells; these open no more
Answers = Annotated[
    list[str] | None, typer.Option("--answer", metavar="问题=答案", help="回答一个问题，可以写几次")
]
Accept = Annotated[
    bool, typer.Option("--accept", help="认得的都按建议办；没认出来的表一张也不登记，要逐张回答")
]


class _EndedError(Exception):
    """Nobody answers any more."""


def map(  # noqa: A001 - the command is called so
    folder: Folder = None, *, answer: Answers = None, accept: Accept = False, json: Json = False
) -> int:
    """Ask what is not sure, and keep the answers in campaign.toml."""
    work = open_campaign(folder)
    if answer or accept:
        work = _answered(work, _pairs(work, answer or ()), accept=accept)
    elif not json:
        return _talk(work)
    left = open_questions(work)
    if json:
        say_json({"questions": [asked.as_json() for asked in left]})
    else:
        for asked in left:
            say(f"  ？{asked.question.asked}（--answer {shell_quoted(asked.question.key)}=…）")
        _say_end(work, len(left))
    return 0


def _answered(work: Work, given: Mapping[str, str], *, accept: bool) -> Work:
    """Return the campaign with these answers kept, and with what is proposed where that is accepted.

    Raises ParameterError if an answer belongs to no question.
    """
    waiting = dict(given)
    for _ in range(ROUNDS):
        entries = [_entries_by_key(work, key, waiting.pop(key)) for key in _known(work, waiting)]
        if accept:
            entries += _proposed(work, {key for each in entries for key in each.answers}, waiting)
        if not entries:
            break
        work = _kept(work, entries)
    if waiting:
        keys = "、".join(asked.question.key for asked in open_questions(work))
        listed = f"还没答的有：{keys}" if keys else "没有要答的了"
        raise ParameterError(
            "--answer", f"没有问过“{next(iter(waiting))}”", f"{listed}；kit map --json 列出全部"
        )
    return work


def _proposed(work: Work, said: Collection[str], given: Collection[str]) -> list[Entries]:
    """Return what is proposed for all that was recognised; the settings first, which tell more sheets.

    said, given: keys of questions that are answered otherwise.
    """
    asked = [each for each in open_questions(work) if _is_accepted(work, each)]
    asked = [each for each in asked if each.question.key not in {*said, *given}]
    first = [each for each in asked if each.about == "settings"]
    return [entries_of(work, each, each.question.proposal) for each in first or asked]


def _known(work: Work, waiting: Mapping[str, str]) -> list[str]:
    questions = [asked.question for asked in open_questions(work)]
    keys = {one.key for question in questions for one in (question, *question.parts)}
    keys |= {str(Place(account.file, account.sheet)) for account in work.reading.account if account.is_unread}
    return [key for key in waiting if key in keys | set(columns_by_key(work.reading.account))]


def _entries_by_key(work: Work, key: str, answer: str) -> Entries:
    for asked in open_questions(work):
        if asked.question.key == key:
            return entries_of(work, asked, _offered(asked, answer))
    if key in columns_by_key(work.reading.account):
        question = Question(key, "")
        return entries_of(work, Asked(question, "column", Place("")), answer)
    return Entries(answers={key: answer})


def _offered(asked: Asked, answer: str) -> str:
    """Return the answer as the question offers it; raises ParameterError for a cell's that it does not."""
    question = asked.question
    choices = question.choices
    if asked.about == "value" and choices and answer not in choices and not question.parts:
        remedy = f"可以答：{question.listed}"
        raise ParameterError("--answer", f"“{question.key}”不能答“{answer}”", remedy)
    return answer


def _is_accepted(work: Work, asked: Asked) -> bool:
    """Return whether a proposal is for something that was recognised."""
    question = asked.question
    if not question.proposal or question.proposal == IGNORE:
        return False
    if asked.about != "sheet":
        return True
    kind = kind_meant(work, question.proposal)
    if kind.claim is not None or (kind.asks_items and has_no_items(work.campaign)):
        return False  # what may be ballots and a survey too is for people to say
    return mapping_of(work, asked.place, kind).is_likely


def _kept(work: Work, entries: Iterable[Entries]) -> Work:
    """Write entries and return the campaign read again."""
    entries = list(entries)
    sheets = [entry for each in entries for entry in each.sheets]
    answers = {key: answer for each in entries for key, answer in each.answers.items()}
    evaluation = next((each.evaluation for each in entries if each.evaluation), None)
    remember(work.campaign.folder, sheets, answers, evaluation)
    return open_campaign(work.campaign.folder)


def _pairs(work: Work, said: Iterable[str]) -> dict[str, str]:
    """Return answers by their keys; a key may hold an equals sign, so the longest that is known counts."""
    questions = [asked.question for asked in open_questions(work)]
    known = {one.key for question in questions for one in (question, *question.parts)}
    known |= set(columns_by_key(work.reading.account))
    pairs = {}
    for text in said:
        key = max(
            (key for key in known if text.startswith(f"{key}=")), key=len, default=text.partition("=")[0]
        )
        if "=" not in text:
            raise ParameterError("--answer", f"“{text}”里没有等号", "写成 --answer 问题=答案")
        pairs[key] = text[len(key) + 1 :]
    return pairs


def _talk(work: Work) -> int:
    """Ask one question after the other until none is left or nobody answers."""
    put: set[str] = set()
    answered = 0
    try:
        for _ in range(ROUNDS):
            todo = [asked for asked in open_questions(work) if asked.question.key not in put]
            if not todo:
                break
            if not put:
                say(f"有 {len(todo)} 问。{HOW}")
            answered += _put(work, todo, put)
            work = open_campaign(work.campaign.folder)
    except _EndedError:
        work = open_campaign(work.campaign.folder)
    if answered:
        say(f"\n记下 {answered} 个回答，写在 campaign.toml 里，可以改，也可以删")
    _say_end(work, len(open_questions(work)))
    return 0


def _put(work: Work, todo: Sequence[Asked], put: set[str]) -> int:
    """Put questions, keep each answer, and return how many there were.

    After one about the settings the sheets are to be read again, before anything else is asked.
    """
    answered = 0
    for number, asked in enumerate(todo, 1):
        put.add(asked.question.key)
        say(f"\n{number}/{len(todo)}")
        entries = _asked_sheet(work, asked) if asked.about == "sheet" else _asked(work, asked)
        if entries:
            remember(work.campaign.folder, entries.sheets, entries.answers, entries.evaluation)
            answered += 1
        if entries.evaluation:
            break
    return answered


def _say_end(work: Work, left: int) -> None:
    if left:
        say(f"还有 {left} 问没有答，没答的照稳妥的办法算；想好了再 kit map")
    else:
        say("没有要问的了")
    say(f"下一步：kit check {shell_quoted(short_path(work.campaign.folder))}")


def _asked(work: Work, asked: Asked) -> Entries:
    """Put one question about a column, a cell or words, and return what its answer writes."""
    question = asked.question
    if not question.parts:
        answer = _prompt(question)
        return entries_of(work, asked, answer) if answer else Entries()
    answer = _prompt(question, "写 n 一个一个答")
    if answer == question.proposal:
        return entries_of(work, asked, answer)
    given = {part.key: said for part in question.parts if answer and (said := _prompt(part))}
    return Entries(answers=given)


def _asked_sheet(work: Work, asked: Asked) -> Entries:
    """Put the question what a sheet is, with its columns, and return what the answer writes."""
    question, place = asked.question, asked.place
    kind, mapping = question.proposal, None
    changed: dict[str, str] = {}
    while True:
        if kind and kind != IGNORE:
            mapping = mapping_of(work, place, kind_meant(work, kind))
            headings = {**mapping.headings, **changed}
            _show(place, mapping, headings)
        else:
            _show_columns(work, place)
        more = "不对的列写成 列名=该认作" if mapping else "是哪种表就写表名"
        said = _prompt(Question("", "认作什么表", kind, question.choices), more, free=True)
        if not said:
            return Entries()
        heading, mark, meant = said.replace("＝", "=").partition("=")
        if mark and mapping and heading.strip() in mapping.headings:
            changed |= _meant(work, mapping, heading.strip(), meant.strip())
        elif said == IGNORE:
            return Entries((sheet_entry(work, place, IGNORE),))
        elif said == kind and mapping:
            headings = {**mapping.headings, **changed}
            return Entries((sheet_entry(work, place, kind, _completed(mapping, headings)),))
        else:
            kind, changed = _kind_said(work, said, kind), {}


def _meant(work: Work, mapping: ProposedMapping, heading: str, meant: str) -> dict[str, str]:
    """Return what somebody says of a heading, nothing (and why) if the kind has no such column."""
    try:
        must_mean(work, mapping.kind, {heading: meant})
    except CampaignError as error:
        say(f"{error.problem}。{error.remedy}。")
        return {}
    return {heading: meant}


def _kind_said(work: Work, said: str, before: str) -> str:
    try:
        return kind_meant(work, said).name
    except ParameterError as error:
        say(str(error))
        return before


def _show(place: Place, mapping: ProposedMapping, headings: Mapping[str, str]) -> None:
    say(f"{place}像是“{mapping.kind.name}”：")
    for heading, meant in headings.items():
        if meant:
            say(f"  {heading} → {meant}" if heading != meant else f"  {heading}")
    if unused := [heading for heading, meant in headings.items() if not meant]:
        say(f"  没有用的：{'、'.join(unused)}")
    lacking = [column.name for column in mapping.missing if column.name not in headings.values()]
    if lacking:
        say(f"  缺：{'、'.join(lacking)}")


def _show_columns(work: Work, place: Place) -> None:
    """Show what stands in a sheet that is like no kind, so that somebody can say what it is."""
    say(f"{place}：没看出是什么表")
    for heading, cells in first_cells(grid_at(work, place)).items():
        say(f"  {heading}：{'、'.join(cells)}")


def _completed(mapping: ProposedMapping, headings: dict[str, str]) -> dict[str, str]:
    """Return the headings with what is still missing asked for, column by column."""
    for column in mapping.missing:
        unused = tuple(label for label in mapping.may_be[column.name] if not headings[label])
        if column.name not in headings.values() and unused:
            said = _prompt(Question("", f"“{column.name}”是哪一列", "", unused))
            headings |= {said: column.name} if said else {}
    return headings


def _prompt(question: Question, more: str = "", *, free: bool = False) -> str:
    """Return what is answered, "" if the question is passed over; raises _EndedError.

    free: also what is not among the choices is an answer.
    """
    choices = question.choices
    if question.asked:
        say(f"{question.asked.rstrip('？')}？")
    if len(choices) > 1:
        shown = "  ".join(f"{number} {choice}" for number, choice in enumerate(choices[:MOST_LISTED], 1))
        say(f"  {shown}{'  ……（还有，写名称就行）' if len(choices) > MOST_LISTED else ''}")
    enter = f"回车就是“{question.proposal}”" if question.proposal else "回车跳过"
    while True:
        said = _line(f"（{'，'.join([enter, *([more] if more else [])])}）：")
        if said == SKIP:
            return ""
        if said.isdigit() and 0 < int(said) <= len(choices):
            return choices[int(said) - 1]
        if free or not said or question.parts or not choices or said in choices:
            return said or question.proposal
        say(f"没有“{said}”，可以答：{question.listed}")


def _line(prompt: str) -> str:
    """Return the next line that somebody types; raises _EndedError where nobody does."""
    say(prompt, end="")
    line = sys.stdin.readline()
    if not line:
        say()
        raise _EndedError
    return line.strip()
