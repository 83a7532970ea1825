"""Which rows of an import are in the register already, which are new, and which would change a row."""

from __future__ import annotations

from base64 import b32encode
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.reticent import reticent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd


TEXT, KEY = "原文", "键"
COMPARED = ("来源渠道", "登记日", "指向", "指向人", "提出者类别", "会议ID", "方面")
PLACE = ("来源文件", "来源表", "来源行", "来源列")
EDITED = 0.6  # share of characters in common, in order, above which a text was corrected
ID_LENGTH = 10  # characters of base 32: 50 bits, one pair alike in two thousand registers of a million rows
Token = tuple[str, ...]
NOTHING: Mapping[Token, list[str]] = MappingProxyType({})


@reticent()
@dataclass(frozen=True)
class Refused:
    """A row that an import would change: the register keeps what it has."""

    id: str
    place: Place  # where the import has it
    column: str
    before: str
    after: str


@dataclass
class Known:
    """The register, indexed: rows by token (identity and text), by key, and by place."""

    frame: pd.DataFrame
    free: dict[Token, list[int]] = field(default_factory=lambda: defaultdict(list))
    keyed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    placed: dict[Token, list[int]] = field(default_factory=lambda: defaultdict(list))
    used: set[int] = field(default_factory=set)


@reticent()
@dataclass(frozen=True)
class Matched:
    """Positions in the import: new rows; and known ones, each with its row of the register."""

    added: tuple[int, ...]
    known: tuple[tuple[int, int], ...]
    refused: tuple[tuple[int, int], ...]


def tokens_of(frame: pd.DataFrame, file: str | None = None) -> list[Token]:
    """Return for each row what must be equal for it to be the same opinion.

    A row whose source identifies it (key): the key and the text. Else: its source and the text, wherever in
    the source it stands, so that rows may be inserted above it. `file`: the source's name in the register.
    """
    files = frame["来源文件"] if file is None else [file] * len(frame)
    told = zip(frame[KEY], files, frame["来源表"], frame[TEXT], strict=True)
    return [(key, text) if key else ("", name, sheet, text) for key, name, sheet, text in told]


def indexed(frame: pd.DataFrame) -> Known:
    """Return the register, ready for matching; rows are taken in the order of registration."""
    known = Known(frame)
    for at, token in enumerate(tokens_of(frame)):
        known.free[token].append(at)
        if token[0]:
            known.keyed[token[0]].append(at)
    for at, (key, *place) in enumerate(zip(frame[KEY], *(frame[name] for name in PLACE), strict=True)):
        if not key:
            known.placed[tuple(map(str, place))].append(at)
    return known


def matched(known: Known, incoming: pd.DataFrame, file: str | None = None) -> Matched:
    """Return what an import adds; equal texts of one source count as often as they stand there."""
    found: list[tuple[int, int]] = []
    rest: list[tuple[int, Token]] = []
    taken: Counter[Token] = Counter()
    for at, token in enumerate(tokens_of(incoming, file)):
        rows = known.free.get(token, ())
        if taken[token] < len(rows):
            found.append((at, rows[taken[token]]))
            taken[token] += 1
        else:
            rest.append((at, token))
    known.used = {row for _, row in found}
    added, refused = _changes(known, incoming, rest, file)
    return Matched(tuple(added), tuple(found), tuple(refused))


def _changes(
    known: Known, incoming: pd.DataFrame, rest: Iterable[tuple[int, Token]], file: str | None
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return of the rows with a new text those that are new, and those that stand for a registered one."""
    added, refused = [], []
    places = list(zip(*(incoming[name] for name in PLACE), strict=True))
    for at, token in rest:
        row = _replaced(known, token, (file or places[at][0], *map(str, places[at][1:])))
        if row is None:
            added.append(at)
        else:
            known.used.add(row)
            refused.append((at, row))
    return added, refused


def _replaced(known: Known, token: Token, place: Token) -> int | None:
    if token[0]:
        return next((row for row in known.keyed.get(token[0], ()) if row not in known.used), None)
    texts = known.frame[TEXT].to_numpy()
    standing = [row for row in known.placed.get(place, ()) if row not in known.used]
    return next((row for row in standing if _is_edited(texts[row], token[-1])), None)


def _is_edited(before: str, after: str) -> bool:
    """Return whether a text at the same place is the old one corrected, and not another opinion."""
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= EDITED


def differing(known: Known, incoming: pd.DataFrame, pairs: Sequence[tuple[int, int]]) -> list[Refused]:
    """Return what an import says otherwise about rows of the same text; blanks say nothing."""
    refused = []
    at_new, at_old = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for name in COMPARED:
        new, old = incoming[name].to_numpy()[at_new], known.frame[name].to_numpy()[at_old]
        changed = ((new != old) & (new != "")).nonzero()[0]
        refused += [refusal(known, incoming, pairs[number], name) for number in changed]
    return refused


def refusal(known: Known, incoming: pd.DataFrame, pair: tuple[int, int], column: str) -> Refused:
    """Return a refused change of one column."""
    new, old = incoming.iloc[pair[0]], known.frame.iloc[pair[1]]
    place = Place(new["来源文件"], new["来源表"] or None, int(new["来源行"]) or None, new["来源列"] or None)
    return Refused(str(old["意见ID"]), place, column, str(old[column]), str(new[column]))


def ids_for(
    tokens: Sequence[Token],
    taken: set[str],
    before: Counter[Token],
    withdrawn: Mapping[Token, list[str]] = NOTHING,
) -> list[str]:
    """Return an id for each new row: Y and a hash of identity, text and times it was there before.

    withdrawn: ids of rows that were taken back, which the same rows get again.

    taken: the ids of the register, to which the new ones are added; two rows that meet in one id get
    different ones, the later row a hash of one more round: the same files in the same order, the same ids.
    """
    ids = []
    for token in tokens:
        nth, round_ = before[token], 0
        before[token] += 1
        id_ = next((known for known in withdrawn.get(token, ()) if known not in taken), "")
        while not id_ or id_ in taken:
            id_, round_ = _id(token, nth, round_), round_ + 1
        taken.add(id_)
        ids.append(id_)
    return ids


def _id(token: Token, nth: int, round_: int) -> str:
    said = "\x1f".join((*token, str(nth), str(round_))).encode("utf-8", "surrogatepass")
    return "Y" + b32encode(blake2b(said, digest_size=10).digest())[:ID_LENGTH].decode()
