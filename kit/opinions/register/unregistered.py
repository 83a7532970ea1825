"""Opinions as they were given that lie in the inbox (收件夹): not to be counted there, but registered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, KitError
from kit.opinions.importing.entry import opinion_sheet
from kit.sheets.opening import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.sheets.inbox import Reading


UNRECOGNISED, UNREGISTERED = "reading.unrecognised", "opinions.unregistered"


def with_unregistered(reading: Reading, campaign: Campaign) -> Reading:
    """Return the reading with each sheet of opinions that nobody recognised said to be what it is."""
    said = {found.place: found for found in _unregistered(reading, campaign)}
    if not said:
        return reading
    findings = tuple(
        said.get(Place(found.place.file, found.place.sheet), found) if found.rule == UNRECOGNISED else found
        for found in reading.findings
    )
    return replace(reading, findings=findings)


def _unregistered(reading: Reading, campaign: Campaign) -> Iterator[Finding]:
    unread = {(account.file, account.sheet) for account in reading.account if account.is_unread}
    for file in sorted({file for file, _ in unread}):
        try:
            grids = read_workbook(campaign.inbox / file, file).grids
        except KitError:
            continue
        for grid in grids:
            if (file, grid.sheet) in unread and (known := opinion_sheet(grid)):
                name, why = known
                problem = f"是收来的意见（{name}：{why}），没有读"
                remedy = "请移出 inbox 另外保存，用 kit opinions import 登记；不要的在 [[sheets]] 里写“忽略”"
                yield Finding(UNREGISTERED, "warning", Place(file, grid.sheet), problem, remedy)
