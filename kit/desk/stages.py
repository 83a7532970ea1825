"""The steps under the names that notebooks of the first edition call them by (DESIGN 9).

A campaign's own notebooks say `from kit.desk import stages`; those that the kit brings use kit.app.stages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.app.stages import *  # noqa: F403 - most names are what they were
from kit.app.stages import (
    by_finding,
    chosen_kinds,
    draft_documents,
    make_notices,
    table_of_figures,
    write_ledger,
)
from kit.app.stages import open_work as open_campaign  # noqa: F401 - for those notebooks
from kit.app.stages import table_of_hot_issues as hot_issues  # noqa: F401 - the same
from kit.app.stages import verify_all as verify  # noqa: F401 - the same

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kit.app.make.drafting import Outcome
    from kit.app.make.notices import Batch
    from kit.app.work import Work


def findings(work: Work) -> pd.DataFrame:
    """Return all findings; no row means that everything is in order."""
    return by_finding(work.all_findings)


def ledger(work: Work) -> pd.DataFrame:
    """Write the ledger (底稿) to out/facts.json; return it without the single units' figures."""
    write_ledger(work)
    return table_of_figures(work)


def draft(work: Work, kinds: Sequence[str] = (), *, fresh: bool = False) -> tuple[Outcome, ...]:
    """Write the stale ones of these documents (names; none: all) into out/drafts; fresh: all of them."""
    return draft_documents(work, chosen_kinds(kinds), fresh=fresh)


def notices(work: Work, units: Sequence[str] = (), jobs: int = 1, *, fresh: bool = False) -> Batch:
    """Make the missing and stale notices of these units (none: all), and the register; fresh: all of them."""
    return make_notices(work, units, jobs=jobs, fresh=fresh)
