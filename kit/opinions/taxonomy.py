"""The aspects (方面) that opinions are sorted into: the campaign's own, or the default taxonomy.

The default stands in taxonomy.toml (opinions.md 3.4): two levels, keywords, and the class that
petitions (信访) and proposals (提案) use for the same thing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign

UNSORTED = "待人工"  # a person decides
PERSONAL = "丁2"  # an opinion on one person, whatever its words


@dataclass(frozen=True)
class AspectWords:
    """One aspect, and the words that speak for it; `detail` is the second level, if there is one."""

    name: str
    keywords: tuple[str, ...]
    detail: str = ""
    code: str = ""
    petition_class: str = ""
    proposal_field: str = ""


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """The aspects in order, and words that hold a keyword without meaning it."""

    aspects: tuple[AspectWords, ...]
    ignored: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the aspects of the first level, each once."""
        return tuple(dict.fromkeys(aspect.name for aspect in self.aspects))

    @property
    def personal(self) -> AspectWords | None:
        """Return the aspect of opinions on one person, if the taxonomy has one."""
        return next((aspect for aspect in self.aspects if aspect.code == PERSONAL), None)


def taxonomy(campaign: Campaign | None = None) -> Taxonomy:
    """Return the campaign's aspects with their keywords, or the default where it names none."""
    if campaign is None or not campaign.aspects:
        return default_taxonomy()
    own = tuple(AspectWords(aspect.name, aspect.keywords) for aspect in campaign.aspects)
    return Taxonomy(own, default_taxonomy().ignored)


@cache
def default_taxonomy() -> Taxonomy:
    """Return the taxonomy of taxonomy.toml."""
    said = tomllib.loads(files("kit.opinions").joinpath("taxonomy.toml").read_text(encoding="utf-8"))
    return Taxonomy(
        tuple(
            AspectWords(name, tuple(keywords.split()), detail, code, petition_class, proposal_field)
            for code, (name, detail, keywords, petition_class, proposal_field) in said["codes"].items()
        ),
        tuple(said["ignored"].split()),
    )
