"""Sentences → the lead: which of the article's own sentences open its briefing (quoted, never written), and why those.

A standfirst is the lead. Without one the sentences are chosen that best stand for the article: by place, since news begins with
what matters, by centrality, which is how much a sentence shares with all others, and by the title. One that cannot stand alone is
passed over. The cost is linear in the words of the article.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from briefgen.analyse import standing
from briefgen.analyse.centrality import DIGITS, central, cosine, vectors
from briefgen.analyse.stretches import Stretch, stretches, title_of
from briefgen.language import LanguagePack
from briefgen.model import Article, LeadSentence, Sentence, Timex

LONGEST = 360
"""Characters: about three lines on a phone. A lead longer than this is the article again; a standfirst may have twice as many."""
OPENING = 8
"""Sentences among which an article says what it is about; one from further on is chosen only if none of them stands alone."""
ITEMS = 6
"""Items that a standfirst has at most; a longer list is the text."""
CENTRAL = 0.5
"""What being the most central counts beside being the first, which is 1; the n-th place counts an n-th of that."""
TITLED = 0.5
"""What having just the words of the title counts."""
ALIKE = 1.5
"""What a sentence loses that says the same as one already chosen, word for word."""
LEANING = 0.15
"""What a sentence loses that has to be read after the one before it."""


def choose(
    article: Article, sentences: tuple[Sentence, ...], timexes: tuple[Timex, ...], pack: LanguagePack
) -> tuple[LeadSentence, ...]:
    """The lead's sentences in text order; none only if there is no prose.

    The standfirst if there is one; else the best sentence that stands alone, and the next best, which may lean on it, as far as
    `LONGEST` allows. Of equally good ones the earlier wins. Where none stands alone, the first sentence is the lead.
    """
    found = stretches(article, sentences, timexes, pack)
    return _standfirst(article, found) or _extract(article, found)


# --- the standfirst ----------------------------------------------------------------------------------------------------


def _standfirst(article: Article, found: Sequence[Stretch]) -> tuple[LeadSentence, ...]:
    """A heading that is a sentence, or statements in items, before the first paragraph; or that paragraph, if all is bold."""
    if headings := tuple(itertools.takewhile(lambda stretch: stretch.kind == "heading", found)):
        return _whole(headings, found, "a heading before the text")
    items = tuple(itertools.takewhile(lambda stretch: stretch.kind == "item", found))
    if items and len({stretch.block for stretch in items}) <= ITEMS:
        return _whole(items, found, "items before the text")
    paragraph = tuple(itertools.takewhile(lambda stretch: stretch.block == found[0].block, found))
    marks = (mark.span for mark in article.marks if mark.kind == "strong")
    if paragraph and any(span.contains(article.blocks[paragraph[0].block].span) for span in marks):
        return _whole(paragraph, found, "a first paragraph in bold")
    return ()


def _whole(standfirst: Sequence[Stretch], found: Sequence[Stretch], evidence: str) -> tuple[LeadSentence, ...]:
    """All of it, if it says something and is not the text itself."""
    too_long = sum(stretch.length for stretch in standfirst) > 2 * LONGEST
    if len(standfirst) == len(found) or too_long or not all(stretch.states for stretch in standfirst):
        return ()
    return tuple(LeadSentence(number, "standfirst", evidence) for stretch in standfirst for number in stretch.numbers)


# --- the extract -------------------------------------------------------------------------------------------------------


def _extract(article: Article, found: Sequence[Stretch]) -> tuple[LeadSentence, ...]:
    *rows, title = vectors([*(stretch.bag for stretch in found), _title(article, found)])
    shares = central(rows)
    begin = 1 if found and found[0].fault == standing.REPEATS else 0
    scores = [CENTRAL * share + 1 / max(at - begin + 1, 1) + TITLED * cosine(rows[at], title) for at, share in enumerate(shares)]
    alone = [at for at, one in enumerate(found) if not one.fault or (at == begin == 1 and one.fault == standing.LEANS)]
    if not alone:
        return tuple(LeadSentence(number, "first-sentence", "none stands alone") for one in found[:1] for number in one.numbers)
    first = min(alone, key=lambda at: (at >= OPENING, -scores[at], at))
    middle = statistics.median_low(shares)
    gains = {
        at: round(scores[at] - ALIKE * cosine(rows[at], rows[first]) - LEANING * bool(found[at].fault), DIGITS)
        for at in range(max(first - OPENING, 0), min(first + OPENING, len(found)))
        if at != first and _fits(found[at], found[first], at == first + 1, shares[at] >= middle)
    }
    second = sorted(gains, key=lambda at: (-gains[at], at))[:1]
    return tuple(
        LeadSentence(number, "central-sentence" if at else "first-sentence", _evidence(at, shares))
        for at in sorted([first, *second])
        for number in found[at].numbers
    )


def _title(article: Article, found: Sequence[Stretch]) -> tuple[str, ...]:
    """The content words of the title that the text has too."""
    said = {word for stretch in found for word in stretch.bag}
    return tuple(lexeme.fold for lexeme in title_of(article) if lexeme.fold in said)


def _fits(stretch: Stretch, first: Stretch, follows: bool, shares_much: bool) -> bool:
    """True if there is room for it beside the first: the sentence that follows may lean on that, any other stands alone and is of
    the more central half.
    """
    if stretch.length > LONGEST - first.length:
        return False
    if follows and stretch.block - first.block <= 1:
        return stretch.fault in ("", standing.LEANS)
    return not stretch.fault and shares_much


def _evidence(at: int, shares: Sequence[float]) -> str:
    rank = 1 + sum(share > shares[at] for share in shares)
    return f"place {at + 1} of {len(shares)} · centrality {shares[at]:.0%}, rank {rank}"
