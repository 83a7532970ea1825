"""Reading a filled draft as an old hand would: contradictions, lists, terms, slips of the pen.

Every function takes the paragraphs of a text and yields slips; none needs the ledger, so that what people
typed themselves is read as well (documents.md 4.2: I8, I13-I15, I17-I20; figures.md 1.2: C1-C13).
"""

from kit.words.proofreading.claims import impossible_percentages, possible_bases, wrong_differences
from kit.words.proofreading.hedging import doubled_hedges, exact_and_approximate
from kit.words.proofreading.listings import short_lists, wrong_leads
from kit.words.proofreading.slip import Slip
from kit.words.proofreading.spelling import confusions, term_variants
from kit.words.proofreading.standing import names_out_of_order, unexplained_watchwords, unstated_stage

__all__ = [
    "Slip",
    "confusions",
    "doubled_hedges",
    "exact_and_approximate",
    "impossible_percentages",
    "names_out_of_order",
    "possible_bases",
    "short_lists",
    "term_variants",
    "unexplained_watchwords",
    "unstated_stage",
    "wrong_differences",
    "wrong_leads",
]
