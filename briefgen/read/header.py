"""Lines around an article that hold its publication time or its author and nothing else."""

from __future__ import annotations

import itertools
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

MAX_AUTHORS = 3
"""Lines of names below a label at most."""
MIN_ABOVE = 5
"""Words of a line above a name without a label: the headline. A name stands below it."""

_AND = re.compile(r",? (?:and|dan|&) |, | [-–|] ")
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
        yield (
            labels.get(number)
            or _stamp(text, piece, words)
            or _by(text, piece, words)
            or (piece._replace(rule="outlet", field="outlet") if words.outlet(piece.said(text)) else None)
            or piece
        )


def named(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[Piece]:
    """Names without a label: directly above or below the time, under the headline; and, at the end, the author's again, alone or
    with what the author is or does.
    """
    body = [number for number, piece in enumerate(pieces) if not piece.rule and is_body(text, piece)]
    first, last = (body[0], body[-1]) if body else (len(pieces), len(pieces))
    long = next((number for number in range(first) if not pieces[number].rule and _is_long(pieces[number].said(text))), first)
    times = {number for number in range(first) if pieces[number].field in ("published", "stamped", "updated")}
    beside = [
        number
        for number in range(long + 1, first)
        if not pieces[number].rule and {number - 1, number + 1} & times and _is_person(pieces[number].said(text), words)
    ]
    authors = {name for piece in pieces if piece.field in ("byline", "followed") for name in _AND.split(piece.value)}
    known = bool(authors) or len(beside) > 1
    authors |= {name for number in beside for name in _AND.split(pieces[number].said(text))}
    notes = set(_notes(text, pieces, last, {name.casefold() for name in authors if " " in name}, words))
    for number, piece in enumerate(pieces):
        if number in beside:
            yield piece._replace(rule="byline", field="" if known else "named", value=piece.said(text))
        else:
            yield piece._replace(rule="author-note") if number in notes else piece


def _is_long(content: str) -> bool:
    return word_count(content) >= MIN_ABOVE


def _notes(text: str, pieces: tuple[Piece, ...], last: int, authors: set[str], words: Wording) -> Iterator[int]:
    """The last lines of the text and those below it that are notes about its authors."""
    for number in range(len(pieces) - 1, -1, -1):
        content = pieces[number].said(text).casefold()
        rest = next((content.removeprefix(name) for name in authors if content.startswith(name)), None)
        if not pieces[number].rule and rest is not None and (not rest or rest.startswith(tuple(f" {bio} " for bio in words.bio))):
            yield number
        elif number <= last and not pieces[number].rule:
            return


def _is_person(content: str, words: Wording) -> bool:
    """True if every part of a line is two or three words with capitals, as names are, and no outlet."""
    parts = _AND.split(content)
    return len(content) <= MAX_BYLINE and all(
        2 <= len(part.split()) <= 3
        and not words.outlet(part)
        and all(word[0].isupper() and word.strip(".").isalpha() and not words.is_stopword(word) for word in part.split())
        for part in parts
    )


def _labels_alone(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[tuple[int, Piece]]:
    """Lines that are a label alone: of the time, which is below it, or of author or editor, and the lines of names below that."""
    for number, piece in enumerate(pieces[:-1]):
        if piece.end - piece.start > MAX_LABEL_CHARACTERS:
            continue
        content = piece.said(text).strip(" :").lower()
        rule = words.label_rules.get(content) or ("byline" if content in words.by else "")
        if not rule:
            continue
        below = itertools.takewhile(
            lambda number: not pieces[number].rule and _is_name(pieces[number].said(text), words),
            range(number + 1, min(number + 1 + MAX_AUTHORS, len(pieces))),
        )
        names = list(below) if rule in ("byline", "editor") else []
        if rule in ("published", "updated") and pieces[number + 1].rule in ("published", "updated", "time-ago"):
            yield number, pieces[number]._replace(rule=rule)
        if names:
            yield number, pieces[number]._replace(rule=rule)
        for name in names:
            yield name, pieces[name]._replace(rule=rule, field=rule, value=pieces[name].said(text))


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
