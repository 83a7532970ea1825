"""Watchwords (提法) are spelt out where a document first uses them: S34."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit.nouns.prose import Prose, prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact

_EXPLAINED = ("（", "(", "：", ":", "，即", "即", "——")  # the writer spells it out
_CLOSING = "”’》"
_TITLES = ("题", "序")  # a heading stays short


@dataclass
class _Speller:
    """Walks through a document's texts in their order; each watchword is spelt out once."""

    left: dict[str, Fact] = field(default_factory=dict)

    def walk(self, value: Any) -> Any:  # noqa: ANN401 - whatever a context holds
        if isinstance(value, Prose):
            return prose(*(self._piece(piece) if isinstance(piece, str) else piece for piece in value.pieces))
        if isinstance(value, dict):
            return {key: inner if key in _TITLES else self.walk(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.walk(inner) for inner in value)
        return value

    def _piece(self, text: str) -> Prose:
        found = [(text.index(word), word) for word in self.left if word in text]
        if not found:
            return prose(text)
        start, word = min(found, key=lambda pair: (pair[0], -len(pair[1])))
        end = start + len(word)
        end += text[end : end + 1] in tuple(_CLOSING)
        fact = self.left.pop(word)
        spelt: tuple[str | Fact, ...] = () if text.startswith(_EXPLAINED, end) else ("（", fact, "）")
        return prose(text[:end], *spelt, self._piece(text[end:]))


def spelt_out(material: Material, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return a context, in the order of its document, with every watchword spelt out at first mention.

    Only composed texts are looked at; headings stay as they are.
    """
    facts = material.facts
    words = [str(row["提法"]) for row in material.sheets.rows("watchwords")]
    known = {word: facts.get(f"watchwords.{number}") for number, word in enumerate(words, 1)}
    speller = _Speller({word: fact for word, fact in known.items() if fact})
    return {key: value if key.endswith("标题") else speller.walk(value) for key, value in context.items()}
