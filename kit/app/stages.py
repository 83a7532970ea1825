"""What the notebooks call: one plain function per step, each returning something to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.app import work as opened
from kit.app.campaigns import notebook_campaign
from kit.app.make.drafting import Outcome, chosen_kinds, draft_documents
from kit.app.make.ledger import counted_otherwise, write_ledger
from kit.app.make.notices import Batch, make_notices
from kit.app.make.verifying import Verified, verify_all
from kit.app.opinions import steps
from kit.app.opinions.steps import words_by_aspect as _words_by_aspect
from kit.app.show import pictures, tables
from kit.app.show.ending import drafts_table, findings_table, notices_table, open_table, verified_table
from kit.app.show.screen import listed, whole
from kit.topics.appraisal.results import DENOMINATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kit.app.work import Work


# Steps that only look are the pictures and tables themselves, under the names a notebook calls them by.
chart_of_returns = pictures.returns
chart_of_origins = pictures.origins
chart_of_aspects = pictures.aspects
chart_of_hot_issues = steps.chart_of_hot_issues
chart_over_time = steps.chart_over_time
chart_of_grades = pictures.grades
chart_of_units = pictures.units
chart_of_changes = pictures.changes
opinions_over_time = steps.opinions_over_time
suggestions = steps.suggestions
proposals = steps.proposals
accuracy = steps.accuracy
hot_issues = steps.hot_issues
table_of_drafts = drafts_table
table_of_notices = notices_table
table_of_verified = verified_table
table_of_findings = findings_table
table_of_open_places = open_table


def open_campaign(campaign: str) -> Work:
    """Return the opened campaign (活动) of a folder; read again only if something has changed.

    From then on tables are shown in full: a finding cut short helps nobody.
    """
    tables.show_in_full()
    return opened.open_campaign(notebook_campaign(campaign))


def sheets_read(work: Work) -> pd.DataFrame:
    """Return what every sheet was taken for."""
    return tables.by_sheet(work.reading)


def findings(work: Work) -> pd.DataFrame:
    """Return all findings; no row means that everything is in order."""
    return tables.by_finding(work.all_findings)


def ledger(work: Work) -> pd.DataFrame:
    """Write the ledger (底稿) to out/facts.json; return it without the single units' figures."""
    write_ledger(work)
    by_fact = tables.by_fact(work.facts)
    return by_fact[~by_fact["编号"].map(tables.is_of_one_unit).astype(bool)]


def forms_by_channel(work: Work) -> pd.DataFrame:
    """Return forms issued and returned, by channel."""
    return tables.by_channel(work.reading.sheets)


def opinions_by_origin(work: Work) -> pd.DataFrame:
    """Return raw opinions by where they came from."""
    return tables.by_origin(work.facts)


def opinions_by_aspect(work: Work) -> pd.DataFrame:
    """Return merged and raw opinions, by aspect."""
    return tables.aspect_table(work.facts)


def words_by_aspect(work: Work, most: int = 8) -> pd.DataFrame:
    """Return each aspect's key words, the most telling first."""
    return _words_by_aspect(work, whole("most", most, 1))


def results_by_unit(work: Work) -> pd.DataFrame:
    """Return every unit's turnout and results, as the campaign decides."""
    return tables.by_unit(work.facts, work.units)


def approval_by_unit_item(work: Work, denominator: str = "") -> pd.DataFrame:
    """Return every unit's approval (好评率) in all and by item; by another denominator: side by side."""
    decided = tables.by_unit_approval(work.facts, work.units, work.campaign.evaluation)
    if (
        not denominator
        or work.campaign.evaluation is None
        or denominator == work.campaign.evaluation.denominator
    ):
        return decided
    facts = counted_otherwise(work, denominator)
    otherwise = tables.by_unit_approval(facts, work.units, work.campaign.evaluation)
    names = (DENOMINATORS[work.campaign.evaluation.denominator], DENOMINATORS[denominator])
    return tables.side_by_side(decided, otherwise, names)


def draft(work: Work, kinds: Sequence[str] = (), *, fresh: bool = False) -> tuple[Outcome, ...]:
    """Write the stale ones of these documents (names; none: all) into out/drafts; fresh: all of them."""
    return draft_documents(work, chosen_kinds(listed("kinds", kinds)), fresh=fresh)


def notices(work: Work, units: Sequence[str] = (), jobs: int = 1, *, fresh: bool = False) -> Batch:
    """Make the missing and stale notices of these units (none: all), and the register; fresh: all of them."""
    return make_notices(work, listed("units", units), jobs=whole("jobs", jobs, 1), fresh=fresh)


def verify(work: Work, lint_notices: int = 20) -> tuple[Verified, ...]:
    """Check every document and notice; the official form of all documents and of so many notices."""
    return verify_all(work, whole("lint_notices", lint_notices))
