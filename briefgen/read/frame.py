"""The article within a scraped page: the stretch with the most running text, weighed against the furniture in it; what stands
around it belongs to the page. Text without furniture has no frame, so nothing is taken from it. In the manner of body text
extraction (Finn, Kushmerick, Smyth 2001), with widgets in the place of tags.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from briefgen.read.pieces import Piece, is_body, is_closed, word_count
from briefgen.read.wording import Wording

FURNITURE = frozenset(
    (
        *("advertisement", "audio", "comments", "cookies", "copyright", "follow", "more", "navigation", "newsletter", "ornament"),
        *("page-number", "published", "related", "repeated", "share", "topics", "trust", "widget"),
    )
)
"""Rules for what pages put around articles, rather than into them."""
MIN_FURNITURE = 4
"""So much furniture makes a text a page; an article that was pasted with a share bar has less."""
SENTENCE_WORDS = 6
"""Words from which a closed piece counts as running text; here a short sentence lost costs more than a line of a menu kept."""
LONG_OPEN = 24
"""Words from which an open one does."""
MAX_WORDS = 80
"""Words of a paragraph that count, so that one long paragraph does not outweigh an article."""
OPEN_COST = 3.0
"""Words of running text that a short open line is set against."""
FURNITURE_COST = 6.0
"""Words of running text that a piece of furniture is set against."""
BOX_COST = 2.0
"""The same for furniture directly below another kind, in one box with it; more of its own kind costs nothing."""
HEADING_COST = 12.0
"""The same for a heading like "Related", after which little of an article is left."""
MAX_GAP = 80.0
"""What a break in the article costs at most, however much furniture is in it."""
MIN_SHARE = 0.5
"""Share of the running text that the stretch must hold where no headline is known; with less the page is no one article."""
MAX_BEFORE = 0.3
"""Share of the running text that may stand before the headline; a line further down is a link to the same page."""
MIN_TITLE = 12
"""Characters of a headline that the title of the page repeats at least."""
LONG_TITLE = 25
"""Characters from which the beginning of a headline tells it."""
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 4, 20
"""Words of a headline; shorter lines are names and sections."""
TITLE_CASE = 0.8
"""Share of capitalised words, function words aside, of a line in title case."""
LONG_LINE = 15
"""Words of an open line directly below the text from which it is a sentence without its full stop."""
MAX_ABOVE = 3
"""Open lines directly above the text that are kept where no headline is known."""

_SITE = re.compile(r" (?:[|–—·•»:-]|::|\|\|) ")


def framed(text: str, pieces: tuple[Piece, ...], words: Wording) -> tuple[Piece, ...]:
    """Take what stands above and below the article off a page, and short open lines between furniture out of it."""
    if sum(piece.rule in FURNITURE for piece in pieces) < MIN_FURNITURE:
        return pieces
    weights = _weights(text, pieces)
    headline = _headline(text, pieces, weights) or _credited(text, pieces, words)
    start, end = _heaviest(weights, headline)
    if headline is None:
        if _running(weights[start:end]) < MIN_SHARE * _running(weights):
            return pieces
        above = list(itertools.takewhile(lambda number: not pieces[number].rule, range(start - 1, -1, -1)))
        headline = start - len(above[:MAX_ABOVE]) if _is_page(pieces[:start]) else 0
    end = _tail(text, pieces, end)
    below = end if _is_page(pieces[end:]) else len(pieces)
    if pieces[headline].rule == "repeated":
        pieces = (*pieces[:headline], pieces[headline]._replace(rule=""), *pieces[headline + 1 :])
    result = [
        piece if piece.rule or headline <= number < below else piece._replace(rule="above" if number < headline else "below")
        for number, piece in enumerate(pieces)
    ]
    body = next((number for number in range(start, end) if weights[number] > 0), start)
    return tuple(_without_lone(text, result, body))


def told(text: str, pieces: tuple[Piece, ...]) -> int:
    """The number of the piece by which a run of text without furniture in it is half as long as the longest there is."""
    runs = list(itertools.accumulate(pieces, lambda run, piece: _run(text, run, piece), initial=0.0))
    half = max(runs) / 2
    return next(number for number, run in enumerate(runs) if run >= half)


def _run(text: str, run: float, piece: Piece) -> float:
    return 0.0 if piece.rule in FURNITURE else run + max(_weight(text, piece), 0.0)


def _running(weights: list[float]) -> float:
    return sum(weight for weight in weights if weight > 0)


def _weights(text: str, pieces: tuple[Piece, ...]) -> list[float]:
    before = ""
    weights = []
    for piece in pieces:
        boxed = piece.rule in FURNITURE and before in FURNITURE and piece.field != "ends"
        weights.append((0.0 if piece.rule == before else -BOX_COST) if boxed else _weight(text, piece))
        before = piece.rule
    return weights


def _weight(text: str, piece: Piece) -> float:
    if piece.rule and piece.field == "ends":
        return -HEADING_COST if piece.rule in FURNITURE else 0.0
    if piece.rule:
        return -FURNITURE_COST if piece.rule in FURNITURE else 0.0
    content = piece.said(text)
    count = word_count(content)
    if count >= (SENTENCE_WORDS if is_closed(content) else LONG_OPEN):
        return float(min(count, MAX_WORDS))
    return -OPEN_COST if count < SENTENCE_WORDS else -1.0


def _heaviest(weights: list[float], first: int | None) -> tuple[int, int]:
    """Start and end of the stretch with the greatest sum (Kadane), from `first` on if that is known. A break in it costs
    `MAX_GAP` at most.
    """
    best = (float("-inf"), first or 0, first or 0)
    total, start, peak = 0.0, first or 0, 0.0
    for number in range(first or 0, len(weights)):
        weight = weights[number]
        if total <= 0 and first is None:
            total, start, peak = 0.0, number, 0.0
        total = max(total + weight, peak - MAX_GAP)
        if weight > 0:
            peak = max(peak, total)
            if total > best[0]:
                best = (total, start, number + 1)
    return best[1], best[2]


def _headline(text: str, pieces: tuple[Piece, ...], weights: list[float]) -> int | None:
    """The number of the line that says again what the first line of the page, its title, says with or without the site's name;"""
    title = next((piece.said(text) for piece in pieces if not piece.rule or piece.rule == "headline"), "")
    cuts = [match.span() for match in _SITE.finditer(title)]
    names = {title, *(title[:start] for start, _ in cuts), *(title[end:] for _, end in cuts)}
    names = {name.casefold() for name in names if len(name) >= MIN_TITLE}
    before, running, begun = 0.0, _running(weights), None
    for number, piece in enumerate(pieces):
        if before > MAX_BEFORE * running:
            break
        line = piece.said(text).casefold()
        if number and piece.rule in ("", "repeated") and line in names:
            return number
        if number and begun is None and not piece.rule and _begins(line, names):
            begun = number
        before += max(weights[number], 0.0)
    return begun


def _credited(text: str, pieces: tuple[Piece, ...], words: Wording) -> int | None:
    """The number of the last line in title case above the time or the author of the article, where these stand above the text
    (a standfirst may stand between); else the first of the lines close above them that are as long as headlines.
    """
    found, bodies, directly, last = None, 0, None, 0
    for number, piece in enumerate(pieces):
        content = piece.said(text)
        if piece.field in ("byline", "published", "stamped") and (found is not None or directly is not None):
            return directly if found is None else found
        bodies += not piece.rule and is_body(text, piece)
        if bodies > 1:
            return None
        title = not piece.rule and not is_closed(content) and MIN_TITLE_WORDS <= word_count(content) <= MAX_TITLE_WORDS
        if title and not bodies:
            directly = number if directly is None or number - last > MAX_ABOVE else directly
            last = number
            found = number if _is_title_case(content, words) else found
    return None


def _is_title_case(content: str, words: Wording) -> bool:
    capital = [word[0].isupper() for word in content.split() if word[0].isalpha() and not words.is_stopword(word)]
    return bool(capital) and sum(capital) >= TITLE_CASE * len(capital)


def _begins(line: str, names: Iterable[str]) -> bool:
    """True if a line begins with one of the names or is the beginning of one, as glued or cut lines do."""
    return any(
        min(len(name), len(line)) >= LONG_TITLE and (line.startswith(name) or name.startswith(line)) for name in sorted(names)
    )


def _tail(text: str, pieces: tuple[Piece, ...], end: int) -> int:
    """Where the article ends if lines follow directly that may be its own: sentences, and what a colon announces."""
    announced = False
    while end < len(pieces) and pieces[end].rule not in FURNITURE:
        content = pieces[end].said(text)
        if not (pieces[end].rule or is_closed(content) or announced or content.endswith(":") or word_count(content) >= LONG_LINE):
            break
        announced = announced or content.endswith(":")
        end += 1
    return end


def _is_page(pieces: tuple[Piece, ...]) -> bool:
    return sum(piece.rule in FURNITURE for piece in pieces) >= 2


def _without_lone(text: str, pieces: list[Piece], body: int) -> list[Piece]:
    """Short open lines with furniture on both sides go; above the text only shorter ones than headlines are."""
    result = list(pieces)
    for before, number in itertools.pairwise(range(len(pieces) - 1)):
        piece, after = pieces[number], pieces[number + 1]
        lone = pieces[before].rule in FURNITURE and after.rule in FURNITURE
        if lone and not piece.rule and not is_closed(piece.said(text)):
            size = SENTENCE_WORDS if number >= body else MIN_TITLE_WORDS
            result[number] = piece._replace(rule="between") if word_count(piece.said(text)) < size else piece
    return result
