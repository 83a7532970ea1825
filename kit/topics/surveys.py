"""Surveys (问卷): one row is one person's answer sheet; what each question was answered, as facts.

Every share says its base. Answers of single persons, IP addresses and names never reach a shared output.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kit.model.campaign import FILE
from kit.model.fact import Fact, Source, count_fact, date_fact, rate_fact
from kit.model.finding import Finding
from kit.model.reticent import reticent
from kit.model.survey import Survey
from kit.model.table import SheetKind
from kit.sheets.surveying.answer_sheets import KIND_ID, claim_answer_sheets
from kit.sheets.surveying.tallies import (
    OpenTally,
    QuestionTally,
    mean_of,
    open_tally_of,
    ordered_options,
    tally_of,
)
from kit.text.numbers import fixed_text, percentage
from kit.topics.survey_collecting import settings_of
from kit.topics.survey_keys import codebook_for
from kit.topics.survey_opinions import aspect_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from kit.model.campaign import Campaign
    from kit.model.survey import SurveyQuestion, SurveySettings
    from kit.model.table import Sheets, Table


KIND = SheetKind(
    id=KIND_ID,
    code="S38",
    name="调查问卷",
    row="一份答卷",
    key="",
    day="",
    personal=("填写人",),  # whatever its columns are called: marked copies lie apart
    columns=(),
    aliases=("问卷", "问卷调查", "调查表"),
    claim=claim_answer_sheets,
)
LEAST = 5  # answer sheets: fewer would show what single people said


def least_answers(campaign: Campaign) -> int:
    """Return how few answers are not broken down on paper: as few as the ballots of an appraisal."""
    return campaign.evaluation.minimum if campaign.evaluation else LEAST


def id_word(text: str) -> str:
    """Return a word of a sheet as ids of facts use it: NFKC, without spaces, dots and closing marks.

    >>> id_word("您的身份是："), id_word("１-5分. 态度")
    ('您的身份是', '1-5分·态度')
    """
    said = "".join(unicodedata.normalize("NFKC", text).split()).replace(".", "·")
    return said.strip(":?!,;·") or said


def name_word(text: str) -> str:
    """Return a word of a sheet as names of facts use it: what no name in a template may hold is _ or gone.

    >>> name_word("35–44岁"), name_word("自己到窗口办理（含预约）")
    ('35_44岁', '自己到窗口办理_含预约')
    """
    said = "".join(letter if f"a{letter}".isidentifier() else " " for letter in id_word(text))
    return "_".join(said.split())


@reticent("id", "tables")
@dataclass(frozen=True, eq=False)
class SurveyAnswers:
    """The answer sheets to one survey, however many tables they came in."""

    survey: Survey
    tables: tuple[Table, ...]
    id: str
    codes: Mapping[SurveyQuestion, Mapping[str, str]] = field(default_factory=dict)  # options by number

    @cached_property
    def rows(self) -> list[tuple[int, int]]:
        """Return where each answer sheet stands: the number of its table, its Excel row."""
        return [(at, int(row)) for at, table in enumerate(self.tables) for row in table.frame.index]

    @property
    def name(self) -> str:
        """Return what names of facts begin with."""
        said = name_word(self.id)
        return said if said.isidentifier() else f"问卷{said}"

    def column(self, heading: str) -> list[str]:
        """Return the answers under a heading, "" where nothing stands."""
        return [str(cell or "") for table in self.tables for cell in table.frame[heading]]

    def sources(self, places: Iterable[int], column: str | None = None) -> tuple[Source, ...]:
        """Return where some of the answer sheets stand."""
        by_table: dict[int, list[int]] = {}
        for place in places:
            table, row = self.rows[place]
            by_table.setdefault(table, []).append(row)
        return tuple(
            Source(table.file, table.sha256, table.sheet, tuple(by_table[at]), column)
            for at, table in enumerate(self.tables)
            if at in by_table
        )

    @cached_property
    def ids(self) -> dict[SurveyQuestion, str]:
        """Return the id of each question: its own words; where two say the same, with its number."""
        words = {
            question: ".".join(filter(None, (id_word(question.stem), id_word(question.sub))))
            for question in self.survey.questions
        }
        times = Counter(words.values())
        found: dict[SurveyQuestion, str] = {}
        for question, word in words.items():
            alone = word if times[word] == 1 else f"{word}({question.number or question.columns[0]})"
            found[question] = f"{self.id}.{alone}"
        return found

    def key(self, question: SurveyQuestion) -> str:
        """Return what ids of the question's facts begin with."""
        return f"surveys.{self.ids[question]}"

    def tally(self, question: SurveyQuestion) -> QuestionTally:
        """Return the tally of a closed question, options that differ only in how they are typed as one."""
        columns = [self.column(heading) for heading in question.columns]
        if codes := self.codes.get(question):
            columns = [_decoded(cells, question.separator, codes) for cells in columns]
        return _alike(tally_of(question, columns))

    def open_tally(self, question: SurveyQuestion) -> OpenTally:
        """Return what the answers to an open question say."""
        return open_tally_of(self.column(question.columns[0]))


def _decoded(cells: Sequence[str], mark: str, codes: Mapping[str, str]) -> list[str]:
    """Return the answers with their numbers as words; mark: between several numbers of one cell."""
    return [
        mark.join(codes.get(piece.strip(), piece) for piece in (cell.split(mark) if mark else [cell]))
        for cell in cells
    ]


def _alike(tally: QuestionTally) -> QuestionTally:
    first: dict[str, str] = {}
    chosen: dict[str, set[int]] = {}
    for option, places in tally.chosen.items():
        shown = first.setdefault(id_word(option), option)
        chosen[shown] = chosen.get(shown, set()) | set(places)
    if len(first) == len(tally.chosen):
        return tally
    merged = {option: tuple(sorted(places)) for option, places in chosen.items()}
    return replace(tally, chosen={option: merged[option] for option in ordered_options(merged)})


def surveys_of(sheets: Sheets) -> tuple[SurveyAnswers, ...]:
    """Return the surveys among the sheets: tables of one name that ask the same are one survey."""
    by_name: dict[str, dict[tuple[str, ...], list[Table]]] = {}
    for table in sheets.of(KIND.id):
        if isinstance(table.survey, Survey):
            asked = tuple(sorted(id_word(question.heading) for question in table.survey.questions))
            by_name.setdefault(id_word(table.survey.name), {}).setdefault(asked, []).append(table)
    found = []
    for name, groups in by_name.items():
        for tables in groups.values():
            id_ = name if len(groups) == 1 else f"{name}({id_word(tables[0].file)})"
            found.append(_with_words(_answers(tables, id_), sheets))
    return tuple(found)


def _with_words(answers: SurveyAnswers, sheets: Sheets) -> SurveyAnswers:
    """Return the survey with the words that a key gives its questions and numbered options."""
    book = codebook_for(answers.tables[0], sheets)
    worded = {question: book.worded(question) for question in answers.survey.questions}
    codes = {
        new: book.options_of(old)
        for old, new in worded.items()
        if old.is_closed and not old.options and book.options_of(old)
    }
    survey = replace(answers.survey, questions=tuple(worded.values()))
    return replace(answers, survey=survey, codes=codes)


def _answers(tables: Sequence[Table], id_: str) -> SurveyAnswers:
    """Return tables that ask the same as one; the first one's headings and kinds of questions hold."""
    first = tables[0].survey
    assert isinstance(first, Survey)  # noqa: S101 - surveys_of gathers no others
    headings = [heading for question in first.questions for heading in question.columns]
    alike = [table for table in tables if all(heading in table.frame for heading in headings)]
    days = [table.survey.days for table in alike if isinstance(table.survey, Survey) and table.survey.days]
    span = (min(one for one, _ in days), max(other for _, other in days)) if days else None
    return SurveyAnswers(replace(first, days=span), tuple(alike), id_)


def count_surveys(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield for each survey how many answered, and for each question what."""
    for answers in surveys_of(sheets):
        yield from _returned_facts(answers, campaign)
        yield from _named_apart(answers, sheets)


def _returned_facts(answers: SurveyAnswers, campaign: Campaign) -> Iterator[Fact]:
    """Yield how many answer sheets came, on which days, and of how many that went out."""
    everyone, key, name = answers.sources(range(len(answers.rows))), f"surveys.{answers.id}", answers.name
    settings = settings_of(answers.survey.name, campaign)
    limits = (
        [f"{word} {day}" for word, day in (("自", settings.opens), ("到", settings.closes)) if day]
        if settings
        else []
    )
    basis = "问卷表的行数，同一份答卷只算一次" + (f"，{'、'.join(limits)} 以外的不算" if limits else "")
    yield count_fact(f"{key}.answers", f"{name}答卷份数", len(answers.rows), "份", basis, everyone)
    for part, day in zip(("first", "last"), answers.survey.days or (), strict=False):
        said, of = ("开始日", "最早") if part == "first" else ("结束日", "最晚")
        yield date_fact(f"{key}.{part}_day", f"{name}{said}", day, f"{of}一份答卷的日期", everyone)
    if (issued := _issued(answers, settings, campaign)) is not None:
        number, why, cells = issued
        yield count_fact(f"{key}.issued", f"{name}发放份数", number, "份", why, cells)
        if number >= len(answers.rows):
            rate, parents = percentage(len(answers.rows), number), (f"{key}.answers", f"{key}.issued")
            yield rate_fact(
                f"{key}.return_rate", f"{name}回收率", rate, "答卷份数除以发放份数", parents=parents
            )


def _issued(
    answers: SurveyAnswers, settings: SurveySettings | None, campaign: Campaign
) -> tuple[int, str, tuple[Source, ...]] | None:
    """Return how many went out, by which word, and where it stands; None where nobody says."""
    if settings is not None and settings.issued is not None:
        source = Source(FILE, campaign.sha256, "surveys", (settings.line,), "issued")
        return settings.issued, "campaign.toml 里写的发放份数", (source,)
    noted = [(table, table.survey.issued) for table in answers.tables if isinstance(table.survey, Survey)]
    told = [(table, issued) for table, issued in noted if issued is not None]
    if not told or len(told) < len(noted):
        return None
    cells = tuple(Source(table.file, table.sha256, table.sheet, (row,)) for table, (_, row) in told)
    return sum(number for _, (number, _) in told), "问卷表上注明的发放份数", cells


def check_coded(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield surveys whose answers are numbers of options that no key explains."""
    for answers in surveys_of(sheets):
        bare = [each for each in answers.survey.questions if each.is_coded and each not in answers.codes]
        if bare:
            said = "、".join(f"“{each.columns[0]}”" for each in bare)
            remedy = (
                "要文字，请从网站按“选项文本”再导出一份，或者把编码表（题号、编码、选项三列）放进同一个文件"
            )
            place = answers.tables[0].place()
            yield Finding("survey.coded", "info", place, f"{said}的答案是选项的号，照号统计", remedy)


def check_issued(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield surveys with more answer sheets than went out."""
    for answers in surveys_of(sheets):
        issued = _issued(answers, settings_of(answers.survey.name, campaign), campaign)
        if issued is not None and issued[0] < len(answers.rows):
            problem = f"收到 {len(answers.rows)} 份答卷，比发放的 {issued[0]} 份多，没有算回收率"
            remedy = "请核对发放份数；转发出去的问卷没有发放数，就不写"
            yield Finding("survey.more_than_issued", "warning", answers.tables[0].place(), problem, remedy)


def _named_apart(answers: SurveyAnswers, sheets: Sheets) -> Iterator[Fact]:
    """Yield the facts of all questions; names that come out alike are told apart by what their ids say."""
    facts = [
        fact for question in answers.survey.questions for fact in _question_facts(answers, question, sheets)
    ]
    times = Counter(fact.name for fact in facts)
    ids = Counter[str]()
    for fact in facts:
        ids[fact.name] += 1
        again = times[fact.name] > 1 and ids[fact.name] > 1
        yield replace(fact, name=f"{fact.name}_{ids[fact.name]}") if again else fact


def _question_facts(answers: SurveyAnswers, question: SurveyQuestion, sheets: Sheets) -> Iterator[Fact]:
    """Yield the facts of one question; of an open one also by aspect what was registered of it."""
    name = answers.name + name_word(answers.ids[question].removeprefix(f"{answers.id}."))
    make = _OF_KIND.get(question.kind, _chosen_facts)
    yield from make(answers, question, name)
    if question.kind == "open":
        yield from aspect_facts(answers.tables, question, sheets, answers.key(question), name)


def _base_facts(
    answers: SurveyAnswers, question: SurveyQuestion, name: str, tally: QuestionTally
) -> Iterator[Fact]:
    key, heading = answers.key(question), question.columns[0]
    said = f"“{question.heading}”一题"
    yield count_fact(
        f"{key}.answered",
        f"{name}作答人数",
        len(tally.answered),
        "人",
        f"{said}作答的答卷",
        answers.sources(tally.answered, heading),
    )
    none = sorted((*tally.blank, *tally.skipped))
    yield count_fact(
        f"{key}.blank",
        f"{name}未作答人数",
        len(none),
        "人",
        f"{said}空着或跳过的答卷",
        answers.sources(none, heading),
    )


def _chosen_facts(answers: SurveyAnswers, question: SurveyQuestion, name: str) -> Iterator[Fact]:
    """Yield who answered, and each option's count and share."""
    tally, key = answers.tally(question), answers.key(question)
    yield from _base_facts(answers, question, name, tally)
    columns = dict(zip(question.options, question.columns, strict=False))
    several = "；可以选几项，各项相加可超过100%" if question.kind in {"multiple", "ranking"} else ""
    for option, chosen in tally.chosen.items():
        id_, said = f"{key}.{id_word(option)}", f"{name}{name_word(option)}"
        basis = f"“{question.heading}”一题{_CHOSE[question.kind]}“{option}”的人数"
        cells = answers.sources(chosen, columns.get(option, question.columns[0]))
        yield count_fact(f"{id_}.count", f"{said}人数", len(chosen), "人", basis, cells)
        if tally.answered:
            exact = percentage(len(chosen), len(tally.answered))
            share = f"{basis}除以这一题作答的{len(tally.answered)}人{several}"
            parents = (f"{id_}.count", f"{key}.answered")
            yield rate_fact(f"{id_}.rate", f"{said}占比", exact, share, parents=parents)


_CHOSE = {"single": "选", "multiple": "选", "scale": "评", "ranking": "排了名次的", "number": "填"}


def _scale_facts(answers: SurveyAnswers, question: SurveyQuestion, name: str) -> Iterator[Fact]:
    yield from _chosen_facts(answers, question, name)
    yield from _mean_fact(answers, question, f"{name}平均分", "分")


def _number_facts(answers: SurveyAnswers, question: SurveyQuestion, name: str) -> Iterator[Fact]:
    yield from _base_facts(answers, question, name, answers.tally(question))
    yield from _mean_fact(answers, question, f"{name}平均数", "")


def _mean_fact(answers: SurveyAnswers, question: SurveyQuestion, name: str, unit: str) -> Iterator[Fact]:
    values = answers.tally(question).values
    if values:
        cells = answers.sources(values, question.columns[0])
        yield _mean(f"{answers.key(question)}.mean", name, mean_of(values.values()), unit, len(values), cells)


def _mean(id_: str, name: str, value: Fraction, unit: str, number: int, cells: tuple[Source, ...]) -> Fact:
    basis = f"作答的{number}人所填的数的平均"
    return Fact(id_, name, value, fixed_text(value, 2), unit, basis, "", None, cells)


def _ranking_facts(answers: SurveyAnswers, question: SurveyQuestion, name: str) -> Iterator[Fact]:
    """Yield who ranked each option, at which place, and its mean place."""
    yield from _chosen_facts(answers, question, name)
    tally, key = answers.tally(question), answers.key(question)
    columns = dict(zip(question.options, question.columns, strict=False))
    last = max((place for ranks in tally.ranks.values() for place in ranks.values()), default=0)
    for option, ranks in tally.ranks.items():
        id_, said = f"{key}.{id_word(option)}", f"{name}{name_word(option)}"
        heading = columns.get(option, question.columns[0])
        for place in range(1, last + 1):
            at = [sheet for sheet, ranked in ranks.items() if ranked == place]
            basis = f"“{question.heading}”一题把“{option}”排在第{place}位的人数"
            cells = answers.sources(at, heading)
            yield count_fact(
                f"{id_}.rank{place}.count", f"{said}排第{place}人数", len(at), "人", basis, cells
            )
        if ranks:
            mean, cells = mean_of(ranks.values()), answers.sources(ranks, heading)
            basis = f"把“{option}”排了名次的{len(ranks)}人所排名次的平均，越小越靠前"
            text = fixed_text(mean, 2)
            yield Fact(f"{id_}.mean_rank", f"{said}平均名次", mean, text, "", basis, "", None, cells)


def _open_facts(answers: SurveyAnswers, question: SurveyQuestion, name: str) -> Iterator[Fact]:
    """Yield how many wrote opinions, only praise, that they have none, and nothing."""
    tally, heading = answers.open_tally(question), question.columns[0]
    said = f"“{question.heading}”一题"
    counts: tuple[tuple[str, str, tuple[int, ...], str], ...] = (
        ("opinions", "写了意见份数", tally.opinions, "写了意见的答卷"),
        ("no_opinion", "无意见份数", tally.nothing, "写“无”“没有意见”之类的答卷，空白的也算"),
        ("praise", "只说好份数", tally.praise, "只写“很好”“满意”之类的答卷，不算意见，也不算无意见"),
        ("blank", "空白份数", tally.blank, "空白的答卷，已算在无意见里"),
    )
    for key, label, places, basis in counts:
        cells = answers.sources(places, heading)
        id_ = f"{answers.key(question)}.{key}"
        yield count_fact(id_, f"{name}{label}", len(places), "份", f"{said}{basis}", cells)


_OF_KIND: dict[str, Callable[[SurveyAnswers, SurveyQuestion, str], Iterator[Fact]]] = {
    "scale": _scale_facts,
    "number": _number_facts,
    "ranking": _ranking_facts,
    "open": _open_facts,
}

FACTS = (count_surveys,)
RULES = (check_issued, check_coded)


def survey_lines(sheets: Sheets) -> Iterator[str]:
    """Yield what was read of each survey, as the first screen says it: how many, what is counted."""
    for answers in surveys_of(sheets):
        survey = answers.survey
        said = [f"{KIND.name}  {len(answers.rows)} 份（{survey.name}）"]
        if survey.closed:
            said.append(f"，{len(survey.closed)} 道选择题已统计")
        said += [f"；{_open_line(answers, question)}" for question in survey.open]
        yield "".join(said)
        if any(answers.open_tally(question).opinions for question in survey.open):
            files = " ".join(f'"inbox/{table.file}"' for table in answers.tables)
            yield f"  意见要登记、归纳的（登记过的不用再来）：kit opinions import {files}"


def _open_line(answers: SurveyAnswers, question: SurveyQuestion) -> str:
    tally = answers.open_tally(question)
    which = f"第{question.number}题" if question.number else f"“{question.heading}”"
    if len(tally.blank) == len(answers.rows):
        return f"{which}没有人作答"
    counts = [f"{len(tally.opinions)} 条意见", f"{len(tally.nothing)} 份无意见"]
    counts += [f"{len(tally.praise)} 份只说“很好”"] if tally.praise else []
    return f"{which}是意见栏：{'、'.join(counts)}"
