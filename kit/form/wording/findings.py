"""Running the rules about words over paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.form.folding import folded
from kit.form.wording import marks, number_forms, number_words, usage
from kit.form.wording.slip import Paragraph, WordingBreach, exempted, finding_of_slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.form.rule import FormFinding
    from kit.form.wording.slip import Find, FindAcross


NUMERALS, PUNCTUATION = (number_forms, number_words), (marks, usage)
SENTENCE = 15  # characters: a shorter text without 。 is a name, a heading or a cell


def slips(
    passages: Sequence[Paragraph], modules: Sequence[object]
) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield what is wrong in the words of paragraphs; what lies in an address, a code or a title is not."""
    spans = {passage.number: exempted(passage.text) for passage in passages}
    for passage, slip in _all(passages, modules):
        if not spans[passage.number].covers(slip):
            yield passage, slip


def _all(
    passages: Sequence[Paragraph], modules: Sequence[object]
) -> Iterator[tuple[Paragraph, WordingBreach]]:
    for module in modules:
        alone: Iterable[Find] = getattr(module, "FINDERS", ())
        across: Iterable[FindAcross] = getattr(module, "ACROSS", ())
        for find in alone:
            for passage in passages:
                yield from ((passage, slip) for slip in find(passage))
        for look in across:
            yield from look(passages)


def text_findings(paragraphs: Iterable[str], file: str = "文稿") -> tuple[FormFinding, ...]:
    """Return what is wrong with numerals and punctuation in plain paragraphs, repeats folded.

    >>> [str(finding.place) for finding in text_findings(["请于6月30日前报送。", "请于6月30号报送。"])]
    ['文稿第2段“30号”']
    """
    passages = [
        Paragraph(text, number, "。" in text or len(text) >= SENTENCE)
        for number, text in enumerate(paragraphs, 1)
    ]
    found = slips(passages, (*NUMERALS, *PUNCTUATION))
    return folded(finding_of_slip(file, passage, slip) for passage, slip in found)
