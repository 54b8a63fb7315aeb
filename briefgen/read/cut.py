"""One line of scraped text → `Piece`s: what a menu, widget, label or caption put into it, and the sentences between.

Nothing is decided here that needs the rest of the text; when unsure, a piece is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.read import glue, widgets
from briefgen.read.pieces import MAX_LABEL, Piece, is_closed, joins, stop_count, word_count
from briefgen.read.text import BULLETS
from briefgen.read.wording import Wording

MAX_DEPTH = 6
"""How often the rest of a line is judged again; two are enough for every page seen."""
MAX_HEADLINE = 20
"""Words of a headline at most."""
MIN_PROSE = 6
"""Words from which an open piece with function words may be a sentence that lost its full stop."""

_SEPARATOR = re.compile(r" [|•·»›>](?= )")
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}] )+")
_BRACKET = re.compile(r"[)\]]")
_CREDIT = re.compile(
    r"(?:(?<=[.!?\"”’)]) ?[(\[](?P<byline>[A-Za-z]{2,12}(?:/[A-Za-z-]{2,12}){1,3}|[a-z]{2,4})"
    r"|(?<=\w) [(\[](?P<initials>[A-Z]?[a-z]{1,3}/[A-Z]?[a-z]{1,3}))[)\]]$"
)
"""Initials behind a sentence; behind open words only short ones in pairs."""


def cut(text: str, start: int, end: int, words: Wording, *, header: bool, depth: int = 0) -> tuple[Piece, ...]:
    """The pieces of a line, in order; `header` says that no sentence of the article came before it. What is left of a line is
    judged again as a line, so that cutting the result changes nothing.
    """
    pieces = _cut_once(text, start, end, words, header)
    kept = [piece for piece in pieces if not piece.rule]
    if depth == MAX_DEPTH or (len(kept) < 2 and all((piece.start, piece.end) == (start, end) for piece in kept)):
        return tuple(pieces)
    result: list[Piece] = []
    for piece in pieces:
        if piece.rule:
            result.append(piece)
        else:
            again = cut(text, piece.start, piece.end, words, header=header, depth=depth + 1)
            result += (part._replace(kind=piece.kind) if piece.kind == "item" else part for part in again)
    return tuple(result)


def _cut_once(text: str, start: int, end: int, words: Wording, header: bool) -> list[Piece]:
    pieces: list[Piece] = []
    kind = "paragraph"
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        pieces.append(Piece(start, bullet.end(), rule="bullet"))
        start, kind = bullet.end(), "item"
    found = widgets.find(text, start, end, words)
    telling = any(widget.field for widget in found) or [(widget.start, widget.end) for widget in found] == [(start, end)]
    if not telling and is_navigation(text[start:end], words):
        return [*pieces, Piece(start, end, rule="navigation")]
    if not found:
        pieces += glue.sentences(text, start, end, words, kind)
    else:
        pieces += _between(text, start, end, found, words, header)
    return list(_with_credit(text, pieces, words)) if _BRACKET.search(text, start, end) else pieces


def is_navigation(line: str, words: Wording) -> bool:
    """True for a line that only a menu can be: words glued to one another or set between separators, known menu words only;
    no end mark and no function word.
    """
    if is_closed(line):
        return False
    if widgets.only_phrases(line, words):
        return True
    count = word_count(line)
    if not count:
        return not any(mark in "$€£¥%" for mark in line)
    if stop_count(line, words):
        return False
    return len(_SEPARATOR.findall(line)) >= 2 or len(joins(line, words)) >= max(2, count / 2)


def _between(text: str, start: int, end: int, found: list[Piece], words: Wording, header: bool) -> Iterator[Piece]:
    position = start
    for number, widget in enumerate(found):
        pieces = list(_stretch(text, position, widget.start, words, before=number > 0, after=True, header=header))
        if widget.field == "follow" and pieces and pieces[-1].rule and pieces[-1].field == "label":
            pieces[-1] = pieces[-1]._replace(rule="follow", field="followed")
        yield from pieces
        header = header and not any(piece.rule == "" for piece in pieces)
        yield widget
        position = widget.end
    yield from _stretch(text, position, end, words, before=True, after=False, header=header)


def _stretch(text: str, start: int, end: int, words: Wording, *, before: bool, after: bool, header: bool) -> Iterator[Piece]:
    """What stands between two widgets or between one and the edge of the line."""
    while start < end and text[start] in " |•·»›>/,;:-":
        start += 1
    while start < end and text[end - 1] in " |•·»›>/,;:-+":
        end -= 1
    if start >= end:
        return
    for piece in glue.sentences(text, start, end, words, "paragraph"):
        content = piece.said(text)
        open_end = piece.end == end and not is_closed(content)
        count, stops = word_count(content), stop_count(content, words)
        alone = piece.start == start
        if not open_end:
            yield piece
        elif count <= MAX_LABEL and not stops:
            yield piece._replace(rule="navigation", field="label", value=content)
        elif alone and before and after and header:
            yield piece._replace(rule="widget", field="headline", value=content)
        elif alone and header and after and count <= MAX_HEADLINE:
            yield piece._replace(rule="headline", field="headline", value=content)
        elif not after and count < MIN_PROSE:
            yield piece._replace(rule="widget")
        else:
            yield piece


def _with_credit(text: str, pieces: list[Piece], words: Wording) -> Iterator[Piece]:
    """Take initials in brackets, `(abc/def)`, off the end of the last piece that is kept."""
    last = next((number for number in range(len(pieces) - 1, -1, -1) if not pieces[number].rule), -1)
    for number, piece in enumerate(pieces):
        end = piece.end
        initials: list[Piece] = []
        while (
            number == last
            and text[end - 1] in ")]"
            and (credit := _CREDIT.search(text, max(piece.start, end - 60), end))
            and credit.start() > piece.start
        ):
            value = credit["byline"] or credit["initials"]
            if any(map(words.is_stopword, value.split("/"))):
                break
            initials.insert(0, Piece(credit.start(), end, rule="credit", field="credit", value=value))
            end = credit.start()
        yield piece if end == piece.end else piece._replace(end=end)
        yield from initials
