"""Remarks on ballots (文字意见) at the desk: laid out for review, and what was decided kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.app.hashing import sha256_of
from kit.app.state import only_run, read_state, write_state
from kit.app.work import verbatim_reading
from kit.model.finding import WriteError
from kit.opinions.deciding.remarks import (
    apply_remarks_review,
    ballot_remarks,
    is_remarks_review,
    remarks_path,
    write_remarks_review,
)
from kit.sheets.raw_words import people_in
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.opinions.deciding.answers import Applied


REVIEW, STATE = "票上文字意见审核表.xlsx", "remarks_review"


def remarks_review_path(campaign: Campaign) -> Path:
    """Return where the workbook on remarks lies: they stand in it word for word."""
    return remarks_path(campaign).with_name(REVIEW)


def lay_out_remarks(campaign: Campaign, *, decided_too: bool = False) -> int:
    """Write the workbook on the remarks that wait, and return how many these are; none: no workbook.

    decided_too: with those that are decided, so that it can be changed. Raises WriteError, also where the
    workbook that is there was filled in and not applied yet.
    """
    reading = verbatim_reading(campaign)
    found = ballot_remarks(reading.sheets, campaign)
    shown = [one for one in found if decided_too or not one.decision]
    path = remarks_review_path(campaign)
    if not shown:
        return 0
    if path.is_file() and read_state(path.parent, STATE).get("sha256") != sha256_of(path):
        remedy = "先 kit opinions apply 把填好的记下；不要了，就把它删掉或挪走，再生成"
        raise WriteError(str(path), "这份审核表有人填过，还没有记下，没有覆盖", remedy)
    write_remarks_review(path, shown, people_in(reading.sheets, kinds_of(campaign)))
    write_state(path.parent, STATE, {"sha256": sha256_of(path)})
    return sum(not one.decision for one in shown)


def take_remarks(campaign: Campaign, said: Path | None, who: str, when: datetime) -> Applied | None:
    """Keep what was decided on remarks; None where the workbook that is meant is another one, or none is."""
    path = said or remarks_review_path(campaign)
    if (said is None and not path.is_file()) or (said is not None and not is_remarks_review(said)):
        return None
    with only_run(campaign.out):
        moment = when.isoformat(sep=" ", timespec="minutes")
        applied = apply_remarks_review(path, campaign, who=who, when=moment)
        if path == remarks_review_path(campaign):
            write_state(path.parent, STATE, {"sha256": sha256_of(path)})
        return applied
