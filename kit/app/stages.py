"""What the notebooks call: one plain function per step, each returning something to look at."""

from kit.app.campaigns import notebook_campaign
from kit.app.make.drafting import chosen_kinds, draft_documents
from kit.app.make.ledger import write_ledger
from kit.app.make.notices import make_notices
from kit.app.make.verifying import verify_all
from kit.app.opinions.steps import (
    accuracy,
    chart_of_hot_issues,
    chart_over_time,
    opinions_over_time,
    proposals,
    suggestions,
    table_of_hot_issues,
    words_by_aspect,
)
from kit.app.show.ending import (
    table_of_drafts,
    table_of_findings,
    table_of_notices,
    table_of_open_places,
    table_of_verified,
)
from kit.app.show.pictures import (
    chart_of_aspects,
    chart_of_changes,
    chart_of_grades,
    chart_of_origins,
    chart_of_returns,
    chart_of_units,
)
from kit.app.show.surveys import survey_crosstab, survey_results
from kit.app.show.tables import (
    approval_by_unit_item,
    by_finding,
    forms_by_channel,
    opinions_by_aspect,
    opinions_by_origin,
    results_by_unit,
    sheets_read,
    show_in_full,
    table_of_account,
    table_of_figures,
    table_of_questions,
)
from kit.app.work import Work, open_campaign

__all__ = [
    "accuracy",
    "approval_by_unit_item",
    "by_finding",
    "chart_of_aspects",
    "chart_of_changes",
    "chart_of_grades",
    "chart_of_hot_issues",
    "chart_of_origins",
    "chart_of_returns",
    "chart_of_units",
    "chart_over_time",
    "chosen_kinds",
    "draft_documents",
    "forms_by_channel",
    "make_notices",
    "open_work",
    "opinions_by_aspect",
    "opinions_by_origin",
    "opinions_over_time",
    "proposals",
    "results_by_unit",
    "sheets_read",
    "suggestions",
    "survey_crosstab",
    "survey_results",
    "table_of_account",
    "table_of_drafts",
    "table_of_figures",
    "table_of_findings",
    "table_of_hot_issues",
    "table_of_notices",
    "table_of_open_places",
    "table_of_questions",
    "table_of_verified",
    "verify_all",
    "words_by_aspect",
    "write_ledger",
]


def open_work(campaign: str) -> Work:
    """Return the opened campaign (活动) that a notebook means; read again only if something has changed.

    From then on tables are shown in full: a finding cut short helps nobody. Raises as open_campaign does.
    """
    show_in_full()
    return open_campaign(notebook_campaign(campaign))
