"""Scraped text → the article's own text in blocks, everything that was taken out, and what that told about the article.

Line by line (`cut`), then with an eye on the whole: pieces before the first sentence and after the last one are judged by their
place, repetition and neighbours. When unsure, a piece is kept. Linear in the length of the text; its own output is not changed.
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from briefgen.language import LanguagePack
from briefgen.read import cut, frame, header, wording
from briefgen.read.assemble import Cleaned, assemble
from briefgen.read.pieces import Piece, is_body, is_closed, stop_count, word_count
from briefgen.read.text import Flat, flatten
from briefgen.read.wording import Wording

ENDS_AFTER = {"comments": 0.3, "read-also": 1.0, "": 0.75}
"""Share of the kept text that must stand before a heading like "Related" for it to end the article, if a run of text half as
long as the longest does too; comments are often longer than the article, and nothing of it follows them; links may stand between
any paragraphs."""
MAX_REPEATED = 80
"""Characters of such furniture at most."""
REPEATED = 3
"""A short open piece that often is furniture of the page (a chorus or a table cell may stand twice)."""
MAX_PASSES = 4
"""How often lines are judged again after lost spaces were put back or neighbours went; both change what is known of them."""
MARGIN_RUN = 3
"""So many short open pieces before the first sentence or after the last are a menu or tags; fewer may be a sign-off."""
MENU_WORDS = 3
"""Words of an entry above the text at most; a headline has more."""
TAG_WORDS = 5
"""Words of a tag or link below the text at most."""
MAX_HEADLINE = 130
"""Characters of a headline at most."""
MIN_HEADLINE_WORDS = 4
"""A shorter line above the text is a section name or a kicker."""
MAX_ABOVE_TEXT = 3
"""Lines above the text that may be kicker, headline and standfirst; more open lines are a list or a poem."""
Lines = dict[tuple[str, bool], tuple[Piece, ...]]
"""The pieces of each line that was cut, by its words and `header`: pages repeat their menus, and lines are judged again."""

_NUMBER = re.compile(r"[(\[]?\d{1,3}(?: ?/ ?\d{1,3})?[)\]]?")
_STATEMENT_END = re.compile(r"[.;:,][\"”’»)]{0,2}$")
_CREDIT = re.compile(r"[(\[]([a-z]{2,5}(?:/[a-z]{2,5}){1,3})[)\]]", re.IGNORECASE)
_HASHTAGS = re.compile(r"#\w{2,50}(?:[ ,;]{1,2}#\w{2,50})*")


def clean(
    source: str, pack: LanguagePack, *, keep: tuple[str, ...] = (), drop: tuple[str, ...] = (), title: str | None = None
) -> Cleaned:
    """Clean decoded text, in the language of `pack`.

    If `title` is not None, a headline before the text is a fact and leaves the text, and so does a first line that is `title`;
    else it stays, and cleaning the result again changes nothing. `keep` and `drop` are the editor's word on strings of the text:
    what holds the first stays, the second go.
    """
    flat = flatten(source)
    words = wording.load(pack.code)
    known: Lines = {}
    flat, pieces = _judged(flat, words, known)
    for _ in range(MAX_PASSES):
        again = _judged_again(flat, pieces, words, known)
        if again == pieces:
            break
        pieces = again
    if title is not None:
        pieces = _headline(flat.text, pieces, " ".join(title.split()))
    pieces = tuple(_without_dateline(flat.text, pieces, words))
    pieces = _kept(flat.text, pieces, keep)
    return assemble(source, flat, tuple(_dropped(flat.text, pieces, drop)) if drop else pieces)


def _judged(flat: Flat, words: Wording, known: Lines) -> tuple[Flat, tuple[Piece, ...]]:
    pieces = tuple(_cut_lines(flat, words, known))
    for _ in range(MAX_PASSES):
        gaps = [gap for piece in pieces if not piece.rule for gap in piece.gaps]
        if not gaps:
            break
        flat = flat.spaced(gaps)
        pieces = tuple(_cut_lines(flat, words, known))
    return flat, _settle(flat.text, pieces, words)


def _judged_again(flat: Flat, pieces: tuple[Piece, ...], words: Wording, known: Lines) -> tuple[Piece, ...]:
    """The pieces, what is kept of them judged as if it were all there is, as it would be if the result were cleaned again."""
    kept = [piece for piece in pieces if not piece.rule]
    if len(kept) == len(pieces):
        return pieces
    first = next((number for number, piece in enumerate(kept, 1) if is_body(flat.text, piece)), len(kept))
    kinds = {piece.start: piece.kind for piece in kept}
    # Only what stands before the first sentence, and that sentence, is cut otherwise than before.
    lines = replace(flat, lines=tuple((piece.start, piece.end) for piece in kept[:first]))
    above = (piece._replace(kind=kinds.get(piece.start, piece.kind)) for piece in _cut_lines(lines, words, known))
    anew = _settle(flat.text, (*above, *kept[first:]), words)
    return tuple(sorted((*(piece for piece in pieces if piece.rule), *anew), key=lambda piece: (piece.start, piece.end)))


def _cut_lines(flat: Flat, words: Wording, known: Lines) -> Iterator[Piece]:
    header = True
    for start, end in flat.lines:
        line = flat.text[start:end]
        pieces = known.get((line, header))
        if pieces is None:
            pieces = known[line, header] = cut.cut(line, 0, len(line), words, header=header)
        for piece in pieces:
            yield piece.moved(start)
            header = header and not (not piece.rule and is_body(line, piece))


# --- judged by the whole -------------------------------------------------------------------------------------------------


def _settle(text: str, pieces: tuple[Piece, ...], words: Wording) -> tuple[Piece, ...]:
    pieces = tuple(_bare(text, piece) for piece in pieces)
    pieces = tuple(_clocked(text, pieces, words))
    pieces = _ended(text, pieces)
    pieces = _repeated(text, pieces)
    pieces = tuple(header.credited(text, pieces, words))
    pieces = tuple(header.named(text, pieces, words))
    pieces = frame.framed(text, _margins(text, pieces, words), words)
    return tuple(_listed(text, pieces))


def _bare(text: str, piece: Piece) -> Piece:
    """A lone page number, ornament or row of hashtags."""
    content = piece.said(text)
    if piece.rule or content[:1].isalpha():
        return piece
    if _NUMBER.fullmatch(content):
        return piece._replace(rule="page-number")
    if credit := _CREDIT.fullmatch(content):
        return piece._replace(rule="credit", field="credit", value=credit[1])
    if _HASHTAGS.fullmatch(content):
        return piece._replace(rule="topics", field="topics", value=content.replace("#", ", "))
    return piece if any(character.isalnum() for character in content) else piece._replace(rule="ornament")


def _clocked(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[Piece]:
    """The time of an entry: alone in a line between the sentences of entries. (Above an open line it may be a programme's.)"""
    for before, piece, after in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        alone = not piece.rule and text[piece.start : piece.start + 1].isdigit() and words.clock.fullmatch(piece.said(text))
        around = alone and before and after and all(near.rule or is_body(text, near) for near in (before, after))
        yield piece._replace(rule="time") if around and after and not after.rule else piece


def _ended(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Drop what follows a heading like "Comments" or "Related" late in the page; after an earlier one, only open pieces up to the
    next sentence.
    """
    if all(piece.field != "ends" for piece in pieces):
        return pieces
    sizes = [0 if piece.rule else piece.end - piece.start for piece in pieces]
    before = list(itertools.accumulate(sizes, initial=0))
    total, ended, listing, told, begun = before[-1], "", "", frame.told(text, pieces), False
    result = []
    for number, piece in enumerate(pieces):
        if piece.field == "ends" and begun:
            listing = piece.rule
            late = number >= told and before[number] >= ENDS_AFTER.get(piece.rule, ENDS_AFTER[""]) * total
            ended = ended or (piece.rule if late else "")
        elif not piece.rule and is_body(text, piece):
            listing, begun = "", True
        rule = piece.rule or ended or (listing if listing and not is_closed(piece.said(text)) else "")
        result.append(piece if rule == piece.rule else piece._replace(rule=rule))
    return tuple(result)


def _repeated(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    said = ["" if piece.rule or piece.end - piece.start >= MAX_REPEATED else piece.said(text).casefold() for piece in pieces]
    keys = ["" if is_closed(words) else words for words in said]
    counts = collections.Counter(keys)
    return tuple(
        piece._replace(rule="repeated") if key and counts[key] >= REPEATED else piece
        for piece, key in zip(pieces, keys, strict=True)
    )


def _listed(text: str, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Short lines that follow the heading of the tags, and go, are tags."""
    listing = False
    for piece in pieces:
        content = piece.said(text)
        if piece.rule == "topics" and not piece.value.strip():
            listing = True
        elif piece.rule not in ("below", "topics") or word_count(content) > TAG_WORDS or is_closed(content):
            listing = False
        elif listing and not piece.field:
            piece = piece._replace(rule="topics", field="topics", value=content)  # noqa: PLW2901 the same piece, better known
        yield piece


def _margins(text: str, pieces: tuple[Piece, ...], words: Wording) -> tuple[Piece, ...]:
    """Short open pieces without function words, several of them before the first sentence or after the last one: a menu, or
    tags and links. A few may be a kicker or a sign-off and stay.
    """
    body = [number for number, piece in enumerate(pieces) if not piece.rule and is_body(text, piece)]
    if not body:
        return pieces
    result = list(pieces)
    for zone, size, rule in ((range(body[0]), MENU_WORDS, "navigation"), (range(body[-1] + 1, len(pieces)), TAG_WORDS, "topics")):
        open_pieces = [number for number in zone if not pieces[number].rule]
        short = [number for number in open_pieces if _is_entry(text, pieces[number], size, words)]
        if len(short) < MARGIN_RUN or any(pieces[number].said(text).endswith(":") for number in (*open_pieces, body[-1])):
            continue
        for number in short:
            field = "topics" if rule == "topics" else ""
            result[number] = pieces[number]._replace(rule=rule, field=field, value=pieces[number].said(text))
    return tuple(result)


def _is_entry(text: str, piece: Piece, size: int, words: Wording) -> bool:
    content = piece.said(text)
    return not is_closed(content) and content[-1:] not in ",;:" and word_count(content) <= size and not stop_count(content, words)


def _is_headline(text: str, piece: Piece) -> bool:
    """True for a line that may be a headline: short, and not ended as a statement is."""
    content = piece.said(text)
    return (
        piece.kind == "paragraph"
        and len(content) <= MAX_HEADLINE
        and not _STATEMENT_END.search(content, max(0, len(content) - 3))
    )


def _headline(text: str, pieces: tuple[Piece, ...], title: str) -> tuple[Piece, ...]:
    """A short open first line before the text is the headline; shorter ones above it are the section or a kicker."""
    opening: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.rule:
            continue
        if title and piece.said(text).casefold() == title.casefold():
            opening.append(number)
            return _marked(text, pieces, opening, number)
        if not _is_headline(text, piece) or len(opening) == MAX_ABOVE_TEXT:
            break
        opening.append(number)
    chosen = next((number for number in opening if word_count(pieces[number].said(text)) >= MIN_HEADLINE_WORDS), None)
    if chosen is None or sum(not piece.rule for piece in pieces) <= len(opening):
        return pieces
    return _marked(text, pieces, opening, chosen)


def _marked(text: str, pieces: tuple[Piece, ...], opening: list[int], chosen: int) -> tuple[Piece, ...]:
    result = list(pieces)
    for number in opening:
        if number <= chosen:
            rule = "headline" if number == chosen else "kicker"
            result[number] = pieces[number]._replace(rule=rule, field=rule, value=pieces[number].said(text))
    return tuple(result)


def _without_dateline(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[Piece]:
    """Take `Jakarta, CNN Indonesia --` off the first sentence, or off one of the next if that was a standfirst or a caption."""
    searched = 0
    for piece in pieces:
        if searched == MAX_ABOVE_TEXT or piece.rule or not is_body(text, piece):
            yield piece
            continue
        searched += 1
        start = piece.start
        while match := next(
            (m for m in (form.match(text, start, piece.end) for form in words.datelines) if m and m.end() < piece.end), None
        ):
            outlet = match.groupdict().get("outlet") or ""
            if (searched > 1 and not outlet) or not is_body(text, piece._replace(start=match.end())):
                break
            yield Piece(start, match.end(), rule="dateline", field="outlet" if outlet else "", value=outlet)
            start, searched = match.end(), MAX_ABOVE_TEXT
        yield piece._replace(start=start)


def _kept(text: str, pieces: tuple[Piece, ...], strings: tuple[str, ...]) -> tuple[Piece, ...]:
    """Undo what was removed of the strings that the editor keeps."""
    spans = [span for string in strings for span in _occurrences(text, string)]
    if not spans:
        return pieces
    return tuple(
        piece._replace(rule="")
        if any(start < piece.end and piece.start < end for start, end in spans) and piece.rule != "bullet"
        else piece
        for piece in pieces
    )


def _dropped(text: str, pieces: tuple[Piece, ...], strings: tuple[str, ...]) -> Iterator[Piece]:
    """Cut out the strings that the editor drops."""
    spans = sorted(span for string in strings for span in _occurrences(text, string))
    for piece in pieces:
        start, tied = piece.start, piece.tied
        for first, last in spans:
            if piece.rule or not start <= first < last <= piece.end:
                continue
            if start < first:
                yield piece._replace(start=start, end=first, tied=tied)
                tied = True
            yield Piece(first, last, rule="editor")
            start = last
        if start < piece.end:
            yield piece._replace(start=start, tied=tied)


def _occurrences(text: str, string: str) -> Iterator[tuple[int, int]]:
    words = " ".join(string.split())
    if words:
        yield from ((match.start(), match.end()) for match in re.finditer(re.escape(words), text))
