"""Lines around an article that hold its publication time or its author and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.read.pieces import MAX_LABEL, Piece, is_body, is_closed, stop_count, word_count
from briefgen.read.wording import Wording

MAX_LABEL_CHARACTERS = 30
"""Characters of a label of author or editor at most."""
MAX_BYLINE = 100
"""Characters of a line that names the author and nothing else at most."""
MAX_STAMP_WORDS = 14
"""Words of a line that is a publication time with outlet and author at most."""

_PARTICLES = frozenset(("al", "bin", "binti", "da", "de", "der", "di", "el", "van", "von"))


def credited(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[Piece]:
    """Lines before the first or after the last sentence that hold a publication time, or `By` and a name, and nothing else."""
    body = [number for number, piece in enumerate(pieces) if not piece.rule and is_body(text, piece)]
    first, last = (body[0], body[-1]) if body else (len(pieces), len(pieces))
    if len(body) > 1 and body[1] > body[0] + 1:
        first = body[1]  # the first was a standfirst or a caption
    labels = dict(_labels_alone(text, pieces, words))
    for number, piece in enumerate(pieces):
        if first <= number <= last or (piece.rule and piece.field not in ("label", "headline")):
            yield piece
            continue
        if number and number - 1 in labels and _is_name(piece.said(text), words):
            rule = labels[number - 1]
            yield piece._replace(rule=rule, field=rule, value=piece.said(text))
            continue
        yield (
            (piece._replace(rule=labels[number]) if number in labels else None)
            or _stamp(text, piece, words)
            or _by(text, piece, words)
            or (piece._replace(rule="outlet", field="outlet") if words.outlet(piece.said(text)) else None)
            or piece
        )


def _labels_alone(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[tuple[int, str]]:
    """Lines that are the label of author or editor alone, with a line below them that may be the name."""
    for number, piece in enumerate(pieces[:-1]):
        if piece.end - piece.start > MAX_LABEL_CHARACTERS:
            continue
        content = piece.said(text).strip(" :").lower()
        rule = next(
            (phrase.rule for phrase in words.phrases_at(content, 0) if phrase.text == content and phrase.use == "label"), ""
        )
        if rule in ("byline", "editor") and not pieces[number + 1].rule and _is_name(pieces[number + 1].said(text), words):
            yield number, rule


def _stamp(text: str, piece: Piece, words: Wording) -> Piece | None:
    content = piece.said(text)
    if len(content) > 200 or word_count(content) > MAX_STAMP_WORDS + 6 or is_closed(content):
        return None
    found = words.stamps.pattern.search(content)
    if not found or words.stamps.parse(found) is None:
        return None
    around = f"{content[: found.start()]} {content[found.end() :]}"
    if stop_count(around, words) or word_count(around) > MAX_STAMP_WORDS:
        return None
    return piece._replace(rule="published", field="stamped", value=content)


def _by(text: str, piece: Piece, words: Wording) -> Piece | None:
    """`By` and a name, or a name and an outlet with a dash, comma or bar between them."""
    content = piece.said(text)
    if len(content) > MAX_BYLINE or is_closed(content):
        return None
    for by in words.by:
        name = content[len(by) :].lstrip(" :")
        if content[: len(by) + 1].lower() in (f"{by} ", f"{by}:") and _is_name(name, words):
            return piece._replace(rule="byline", field="byline", value=name)
    parts = re.split(r" [-–|] |, ", content)
    if len(parts) == 2 and words.outlet(parts[1]) and _is_name(parts[0], words):
        return piece._replace(rule="byline", field="byline", value=content)
    return None


def _is_name(content: str, words: Wording) -> bool:
    """True if all words, small ones like `and` aside, begin with a capital."""
    found = re.findall(r"[\w'’.-]+", content)
    return 0 < len(found) <= MAX_LABEL and all(
        word[0].isupper() or words.is_stopword(word) or word in _PARTICLES for word in found
    )
