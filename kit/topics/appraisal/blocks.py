"""Which groups of voters (票种) of a unit may be shown apart: decided by their sizes alone.

A group below the minimum is hidden, and with it so many of the smallest others that what the unit's own
counts leave over, the hidden block, has enough ballots itself. Nothing else of a block can be worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.evaluation import Evaluation
    from kit.model.tally import Tally


def size_of(tally: Tally) -> int:
    """Return the valid ballots; where nobody says how many are valid, those that answered an item."""
    if tally.valid_told:
        return tally.valid
    return max((item.answered for item in tally.items if item.is_known), default=0)


def hidden_groups(by_group: Mapping[str, Tally], evaluation: Evaluation) -> frozenset[str]:
    """Return the groups that are not shown apart; ballots that name no group of the campaign are one more.

    A group of which nobody says how many ballots it has is hidden: of shares alone no size is known.
    """
    named = {group.id for group in evaluation.groups}
    sizes = {group: size_of(tally) for group, tally in by_group.items()}
    small = {
        group
        for group, tally in by_group.items()
        if 0 < sizes[group] < evaluation.minimum or (not sizes[group] and not _is_empty(tally))
    }
    hidden = small | {group for group, size in sizes.items() if size and group not in named}
    spare = sorted((size, group) for group, size in sizes.items() if size and group not in hidden)
    while small and spare and sum(sizes[group] for group in hidden) < evaluation.minimum:
        hidden.add(spare.pop(0)[1])
    return frozenset(hidden)


def _is_empty(tally: Tally) -> bool:
    """Return whether it is known that no valid ballot is there."""
    return tally.valid_told and not tally.valid
