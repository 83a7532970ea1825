"""A fact: one figure, computed once, with its basis and its cells.

Where a thing stands, named the way a clerk would look for it.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, overload

from kit.model.reticent import reticent
from kit.text.dates import full_date_text
from kit.text.numbers import fixed_text

FactValue = int | Fraction | date | str | tuple[str, ...]


@reticent("file", "sheet", "rows", "column")
@dataclass(frozen=True)
class Source:
    """Rows of one column of one sheet of one file, with the hash that the file had."""

    file: str
    sha256: str
    sheet: str
    rows: tuple[int, ...]  # as Excel shows them; none: nothing in the column was counted
    column: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the fields."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "sheet": self.sheet,
            "rows": list(self.rows),
            "column": self.column,
        }


class Sources(Sequence[Source]):
    """Where a figure stands, looked up when somebody asks for it: never none at all."""

    __slots__ = ("_arguments", "_find", "_known")  # a ledger has very many

    def __init__(self, find: Callable[..., Iterable[Source]], *arguments: object) -> None:
        self._find, self._arguments = find, arguments
        self._known: tuple[Source, ...] | None = None

    @property
    def _found(self) -> tuple[Source, ...]:
        if self._known is None:
            self._known = tuple(self._find(*self._arguments))
        return self._known

    @overload
    def __getitem__(self, at: int) -> Source: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Source, ...]: ...
    def __getitem__(self, at: int | slice) -> Source | tuple[Source, ...]:
        """Return a source, or several."""
        return self._found[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    def __bool__(self) -> bool:
        """Return that there are some, without looking them up."""
        return True

    def __eq__(self, other: object) -> bool:
        """Compare with any other sequence of sources."""
        return isinstance(other, (Sources, tuple)) and self._found == tuple(other)

    def __hash__(self) -> int:
        """Hash as what is found."""
        return hash(self._found)

    def __reduce__(self) -> tuple[type, tuple[tuple[Source, ...]]]:
        """Return what is found, for another process."""
        return tuple, (self._found,)


def merged_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return one source for each column of each sheet, its rows in order."""
    rows: dict[Source, set[int]] = {}
    for one in sources:
        rows.setdefault(replace(one, rows=()), set()).update(one.rows)
    return tuple(replace(source, rows=tuple(sorted(numbers))) for source, numbers in rows.items())


def under(sources: Iterable[Source], column: str) -> tuple[Source, ...]:
    """Return the same rows under one column."""
    return tuple(replace(source, column=column) for source in sources)


@reticent("id", "name", "unit")
@dataclass(frozen=True, eq=False, slots=True)
class Fact:
    """A figure (or a date, a text, a list) that documents may print.

    A fact behaves in a template like its value: it compares with numbers, is false when it is
    nothing, and prints its text.
    """

    id: str  # dotted English, stable
    name: str  # Chinese, unique: what templates use
    value: FactValue  # exact
    text: str  # as printed, without the unit (a percentage carries its sign)
    unit: str = ""  # 条 份 个 % 个百分点 分 …
    basis: str = ""  # how it is defined (口径)
    stage: str = ""  # e.g. 原始, 归纳
    cutoff: date | None = None
    sources: Sequence[Source] = ()
    parents: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the fact as printed."""
        return self.text

    @property
    def unit_after(self) -> str:
        """Return the unit to be said behind the text; nothing where it ends with it: 提高5.4个百分点."""
        return "" if self.text.endswith(self.unit) else self.unit

    def __bool__(self) -> bool:
        """Return whether there is anything to say."""
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        """Compare with another fact as a record, with anything else by value."""
        if isinstance(other, Fact):
            return self._fields() == other._fields()
        return self.value == other

    def __lt__(self, other: object) -> bool:
        """Compare by value."""
        return bool(self.value < _value(other))

    def __le__(self, other: object) -> bool:
        """Compare by value."""
        return bool(self.value <= _value(other))

    def __gt__(self, other: object) -> bool:
        """Compare by value."""
        return bool(self.value > _value(other))

    def __ge__(self, other: object) -> bool:
        """Compare by value."""
        return bool(self.value >= _value(other))

    def __hash__(self) -> int:
        """Hash as its value, as `==` demands."""
        return hash(self.value)

    def __len__(self) -> int:
        """Return how many items a list holds, or how long a text is."""
        return len(self.value) if isinstance(self.value, (tuple, str)) else len(self.text)

    def _fields(self) -> tuple[object, ...]:
        return (
            self.id,
            self.name,
            self.value,
            self.text,
            self.unit,
            self.basis,
            self.stage,
            self.cutoff,
            tuple(self.sources),
            self.parents,
        )

    def as_json(self) -> dict[str, object]:
        """Return the fields of DESIGN 4, fractions as a/b, dates as ISO."""
        fields = asdict(replace(self, sources=()))
        fields["value"] = json_value(self.value)
        fields["cutoff"] = self.cutoff.isoformat() if self.cutoff else None
        return fields | {"sources": [source.as_json() for source in self.sources]}


def _value(other: object) -> Any:  # noqa: ANN401 - numbers meet numbers, or Python says they do not compare
    return other.value if isinstance(other, Fact) else other


def json_value(value: FactValue) -> int | str | list[str]:
    """Return a value as JSON can hold it exactly."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def own_word(text: str) -> str:
    """Return a word of the office as ids of facts have it: NFKC, without spaces, cut at no dot.

    >>> own_word("Ａ 票"), own_word("1.1 民生")
    ('A票', '1·1民生')
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).replace(".", "·")


BY_POSITION = (
    "opinions.channel.",
    "meetings.type.",
    "opinions.aspect.",
    "watchwords.",
    "evaluation.class.",
)


def id_now(id_: str, ledger: Iterable[str]) -> str:
    """Return the id that an id means in a ledger; those that said a position once say a word now.

    The n-th channel, aspect or watchword is the n-th that the ledger has.

    >>> id_now("opinions.channel.2", ["opinions.raw", "opinions.channel.走访", "opinions.channel.座谈会"])
    'opinions.channel.座谈会'
    >>> id_now("opinions.aspect.1.raw", ["opinions.aspect.民生.merged", "opinions.aspect.民生.raw"])
    'opinions.aspect.民生.raw'
    """
    known = list(ledger)
    start = next((start for start in BY_POSITION if id_.startswith(start)), None)
    if start is None or id_ in known:
        return id_
    position, dot, key = id_.removeprefix(start).partition(".")
    ends = [one.removeprefix(start) for one in known if one.startswith(start)]
    words = list(dict.fromkeys(one.rpartition(".")[0] if dot else one for one in ends))
    at = int(position) - 1 if position.isdecimal() else -1
    return f"{start}{words[at]}{dot}{key}" if 0 <= at < len(words) else id_


class Facts(dict[str, Fact]):
    """Facts by id, in the order they were computed."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        super().__init__((fact.id, fact) for fact in facts)

    def __repr__(self) -> str:
        """Return how many there are: thousands of them would fill a page."""
        return f"<Facts {len(self)}>"

    def by_name(self) -> dict[str, Fact]:
        """Return the facts under the names that templates use."""
        return {fact.name: fact for fact in self.values()}


def count_fact(  # noqa: PLR0913 - a figure is born with all it needs to be trusted
    id_: str,
    name: str,
    count: int,
    unit: str,
    basis: str,
    sources: Sequence[Source] = (),
    *,
    stage: str = "",
    parents: tuple[str, ...] = (),
) -> Fact:
    """Return a count with its unit (份 条 个 …) and its cells."""
    return Fact(id_, name, count, str(count), unit, basis, stage, None, sources, parents)


def rate_fact(
    id_: str,
    name: str,
    value: Fraction,
    basis: str,
    sources: Sequence[Source] = (),
    *,
    parents: tuple[str, ...] = (),
) -> Fact:
    """Return a rate; value: exact, in per cent; prints one decimal and the sign."""
    return Fact(id_, name, value, f"{fixed_text(value)}%", "%", basis, "", None, sources, parents)


def score_fact(
    id_: str,
    name: str,
    value: Fraction,
    basis: str,
    sources: Sequence[Source] = (),
    *,
    parents: tuple[str, ...] = (),
) -> Fact:
    """Return a score in 分 with one decimal; value: exact."""
    return Fact(id_, name, value, fixed_text(value), "分", basis, "", None, sources, parents)


def text_fact(id_: str, name: str, text: str, basis: str = "", sources: Sequence[Source] = ()) -> Fact:
    """Return words that a sheet says."""
    return Fact(id_, name, text, text, "", basis, "", None, sources)


def list_fact(
    id_: str, name: str, items: Iterable[str], basis: str = "", sources: Sequence[Source] = ()
) -> Fact:
    """Return a list of words; prints with 、 between them."""
    found = tuple(items)
    return Fact(id_, name, found, "、".join(found), "", basis, "", None, sources)


def date_fact(id_: str, name: str, day: date, basis: str = "", sources: Sequence[Source] = ()) -> Fact:
    """Return a day; prints year, month and day."""
    return Fact(id_, name, day, full_date_text(day), "", basis, "", None, sources)


@dataclass(frozen=True, order=True)
class Place:
    """A file, a sheet, a row or a cell; what is not known is left out.

    >>> str(Place("测评汇总.xlsx", "机关", 14, "有效票"))
    '测评汇总.xlsx「机关」第14行“有效票”列'
    """

    file: str
    sheet: str | None = None
    row: int | None = None  # as Excel shows it: the first row is 1
    column: str | None = None  # the heading, not the letter

    def __str__(self) -> str:
        """Return the place as a clerk says it."""
        sheet = f"「{self.sheet}」" if self.sheet else ""
        row = f"第{self.row}行" if self.row else ""
        column = f"“{self.column}”列" if self.column else ""
        return f"{self.file}{sheet}{row}{column}"

    def as_json(self) -> dict[str, object]:
        """Return the fields that are known."""
        return {key: value for key, value in asdict(self).items() if value is not None}
