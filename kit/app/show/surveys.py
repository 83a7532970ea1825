"""Surveys to look at: every question's answers, and cross tables whose small cells nobody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.app.show import frame
from kit.app.show.tables import labelled_frame
from kit.model.finding import ParameterError
from kit.model.suppression import hidden_cells
from kit.text.numbers import percent_text
from kit.topics.surveys import id_word, least_answers, surveys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.app.show.frame import Shown
    from kit.app.work import Work
    from kit.model.survey import SurveyQuestion
    from kit.topics.surveys import SurveyAnswers


HIDDEN = "—"
COMPLEMENT = "隐去"  # not small itself; it would give a small one away
CROSSING = frozenset({"single", "scale"})  # kinds of questions that part the answer sheets


def survey_results(work: Work) -> Shown:
    """Return the options of every closed question with count (人) and share of those who answered.

    A survey with fewer answer sheets than the minimum, or such a question, says so and is not broken down.
    """
    least = least_answers(work.campaign)
    rows: list[tuple[str, ...]] = []
    for answers in surveys_of(work.reading.sheets):
        if len(answers.rows) < least:
            rows.append((answers.survey.name, f"答卷少于{least}份，不分项列出", HIDDEN, HIDDEN, HIDDEN))
            continue
        for question in answers.survey.closed:
            if question.kind != "number":
                rows += _result_rows(work, answers, question, least)
    return labelled_frame(rows, ("问卷", "题目", "选项", "人数", "占比"), frame.SURVEYS)


def _result_rows(
    work: Work, answers: SurveyAnswers, question: SurveyQuestion, least: int
) -> Iterator[tuple[str, ...]]:
    tally, head = answers.tally(question), (answers.survey.name, question.heading)
    if len(tally.answered) < least:
        few = f"作答少于{least}人，不分项列出" if tally.answered else "没有人作答"
        yield (*head, few, HIDDEN, HIDDEN)
        return
    for option in tally.chosen:
        yield (*head, option, *_shown(work, answers, question, option))


def _shown(work: Work, answers: SurveyAnswers, question: SurveyQuestion, option: str) -> tuple[str, str]:
    key = f"{answers.key(question)}.{id_word(option)}"
    return work.facts[f"{key}.count"].text, work.facts[f"{key}.rate"].text


def survey_crosstab(work: Work, by: str = "", survey: str = "") -> Shown:
    """Return the answers to the closed questions by the answers to one of them: 人数 and 占比 in its group.

    by: words of a question with one choice; none: the first. survey: its name; none: the first that has
    two closed questions. A cell below the minimum says so, and so does one that would give it away. Raises
    ParameterError.
    """
    found = [each for each in surveys_of(work.reading.sheets) if len(each.survey.closed) > 1]
    if not found:
        return labelled_frame([], ("题目",), frame.SURVEYS)
    answers = _named_survey(found, survey) if survey else found[0]
    question = _named_question(answers, by)
    groups = {option: set(chosen) for option, chosen in answers.tally(question).chosen.items()}
    least = least_answers(work.campaign)
    rows = [
        line
        for other in answers.survey.closed
        if other != question and other.kind != "number"
        for line in _crossed(answers, other, groups, least)
    ]
    small = _hidden_groups(groups, least)
    bases = [f"{option}（{_base(len(group), option in small, least)}）" for option, group in groups.items()]
    return labelled_frame(rows, (f"{question.heading} →", "选项", *bases), frame.SURVEYS)


def _named_survey(found: Sequence[SurveyAnswers], said: str) -> SurveyAnswers:
    named = next((each for each in found if said in each.survey.name), None)
    if named is None:
        known = "、".join(each.survey.name for each in found)
        raise ParameterError("survey", f"没有叫“{said}”的问卷", f"可以写：{known}")
    return named


def _named_question(answers: SurveyAnswers, said: str) -> SurveyQuestion:
    able = [question for question in answers.survey.closed if question.kind in CROSSING]
    named = next((question for question in able if said in question.heading), None)
    if named is None:
        known = "、".join(question.heading for question in able) or "没有单选题"
        raise ParameterError("cross", f"没有“{said}”这样的单选题", f"可以写：{known}")
    return named


def _hidden_groups(groups: Mapping[str, set[int]], least: int) -> set[str]:
    """Return the groups that are too small, and what would give them away beside the number of all."""
    names = list(groups)
    return {names[at] for _, at in hidden_cells([[len(group) for group in groups.values()]], least)}


def _base(number: int, is_hidden: bool, least: int) -> str:  # noqa: FBT001 - two words for one number
    if not is_hidden:
        return f"{number}人"
    return f"不足{least}人" if number < least else COMPLEMENT


def _crossed(
    answers: SurveyAnswers, question: SurveyQuestion, groups: dict[str, set[int]], least: int
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each option of a question: how many of each group chose it."""
    tally = answers.tally(question)
    counts = [[len(group & set(chosen)) for group in groups.values()] for chosen in tally.chosen.values()]
    small = _hidden_groups(groups, least)
    columns = [at for at, name in enumerate(groups) if name in small]
    hidden = hidden_cells(counts, least) | {(row, at) for row in range(len(counts)) for at in columns}
    bases = [len(group & set(tally.answered)) for group in groups.values()]
    for row, option in enumerate(tally.chosen):
        cells = [
            f"{counts[row][at]}（{percent_text(counts[row][at], base)}）"
            if (row, at) not in hidden
            else f"不足{least}"
            if counts[row][at] < least
            else COMPLEMENT
            for at, base in enumerate(bases)
        ]
        yield question.heading, option, *cells
