"""What can be read on a page beside its article: the visible lines that are not in it, for the record, and the captions of
pictures within it, which become part of it (with a link to the picture, which is never loaded).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from briefgen.model import Removed
from briefgen.read import widgets
from briefgen.read.drawing import Words
from briefgen.read.html_body import Piece
from briefgen.read.html_lines import Line
from briefgen.read.wording import Wording

SURE = 25
"""Letters and digits in a row that do not stand in an article by chance; a shorter line must be a whole line of it."""
NEXT = 5_000
"""Letters and digits after the last line found in which the next one is looked for."""
LONG = 100_000
"""Letters and digits of an article that may be searched for each line of the page: more than any article has."""
OPENING = 4
"""Blocks at the beginning of the article among which it may be printed when it was published."""
NEAR = 15
"""Lines above the article that may print it."""
SHORT = 110
"""Characters of such a line at most."""
MAX_STEP = 3
"""Blocks of the article between the lines before and after a picture at most."""
MAX_BETWEEN = 8
"""Lines of the page between them at most; a gallery of other stories has more."""
PART = 40
"""Letters and digits of a block that are looked for elsewhere: blocks may be cut differently."""
MIN_CAPTION_WORDS = 3
"""A picture's text shorter than this ("Logo", "Photo: A") tells nothing."""
RULE = "html:boilerplate"
POINTING = ("paragraph", "item", "heading", "quote")
"""Kinds of blocks that may be nothing but a pointer,"""
MAX_POINTER = 300
"""of so many characters at most,"""
POINTERS = frozenset(("read-also", "advertisement", "embed", "follow", "telah-tayang", "appeared-first", "hoax-check"))
"""and the rules of scraped text by which it is one."""


_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ", "0123456789n")


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.translate(_LEVEL)))


class _Article:
    """The article's letters and digits in a row, and where each of its lines begins and ends in it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        keys = [[_key(line) for line in re.split(r"[\n\t]", piece.words.text())] for piece in pieces]
        self.whole = "".join(key for group in keys for key in group)
        self.lines = {key for group in keys for key in group}
        self.ends = list(accumulate(len("".join(group)) for group in keys))
        self.openings: dict[str, int] = {}
        for end, group in zip(self.ends, keys, strict=True):
            self.openings.setdefault("".join(group)[:SURE], end - len("".join(group)))
        self.cursor = 0

    def find(self, key: str) -> int:
        """Where letters and digits stand in the article, -1 if nowhere. Pages and articles go in one order, so they are looked
        for after the last ones found, among the beginnings of blocks and, if the article is not very long, everywhere.
        """
        found = self.whole.find(key, self.cursor, self.cursor + len(key) + NEXT)
        if found < 0 and self.whole.startswith(key, self.openings.get(key[:SURE], len(self.whole))):
            found = self.openings[key[:SURE]]
        if found < 0 and len(self.whole) <= LONG:
            found = self.whole.find(key)
        if found >= 0:
            self.cursor = found + len(key)
        return found

    def piece(self, place: int) -> int:
        """The number of the piece that has the letter or digit at this place."""
        return min(bisect_right(self.ends, place), len(self.ends) - 1)

    def place(self, text: str) -> int | None:
        """In which piece a line of the page stands; -1 if in one but it cannot be said which; None if in none."""
        key = _key(text)
        if not key:
            return None
        if len(key) < SURE:
            return -1 if key in self.lines else None
        found = self.find(key)
        return None if found < 0 else self.piece(found)


def among(pieces: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
    """The pieces whose words, or a good part of them, the others have too."""
    article = _Article(others)

    def shared(key: str) -> bool:
        middle = len(key) // 2
        return any(article.find(part) >= 0 for part in (key[:PART], key[middle : middle + PART], key[-PART:]))

    return [piece for piece in pieces if shared(_key(piece.words.text()))]


def respaced(pieces: Sequence[Piece], page: Sequence[Line]) -> list[Piece]:
    """The pieces with the spaces of the page where trafilatura lost them, between a word and marked words."""
    glued = [piece for piece in pieces if piece.joints]
    article = _Article(glued)
    for line in page if glued else ():
        key = _key(line.text)
        found = article.find(key) if len(key) >= SURE else -1
        if found >= 0:
            number = article.piece(found)
            _respace(glued[number], found - (article.ends[number - 1] if number else 0), line.text)
    return list(pieces)


def _respace(piece: Piece, start: int, line: str) -> None:
    """`line` says what the piece says from its letter or digit number `start` on."""
    ours = [place for place, character in enumerate(piece.words.characters) if character.isalnum()]
    theirs = [place for place, character in enumerate(line) if character.isalnum()]
    for joint in sorted(piece.joints, reverse=True):
        after = bisect_left(ours, joint)
        if not start < after < min(len(ours), start + len(theirs)):
            continue
        between = line[theirs[after - start - 1] + 1 : theirs[after - start]]
        said = "".join(piece.words.characters[ours[after - 1] + 1 : ours[after]])
        if " " in between and " " not in said and "".join(between.split()) == said:
            piece.words.space(ours[after - 1] + 1 + between.index(" "))


def completed(pieces: Sequence[Piece], page: Sequence[Line], keep: tuple[str, ...] = ()) -> list[Piece]:
    """The article with the captions of the pictures that stand between two of its lines, and the lines that the editor keeps."""
    article = _Article(pieces)
    places = [article.place(line.text) for line in page]
    sure = [number for number, place in enumerate(places) if place is not None and place >= 0]
    result: list[list[Piece]] = [[], *([piece] for piece in pieces)]
    for number, line in enumerate(page):
        kept = any(" ".join(words.split()) in line.text for words in keep if words.strip())
        next_one = bisect_right(sure, number)
        caption = line.caption and len(line.text.split()) >= MIN_CAPTION_WORDS and _is_within(next_one, sure, places)
        if places[number] is None and (kept or caption):
            result[1 + (places[sure[next_one - 1]] or 0) if next_one else 0].append(_added(line))
    return [piece for group in result for piece in group]


def _is_within(next_one: int, sure: Sequence[int], places: Sequence[int | None]) -> bool:
    """True close between two lines of the article that follow one another in it, not in a list of other stories."""
    if not 0 < next_one < len(sure):
        return False
    before, after = sure[next_one - 1], sure[next_one]
    step = (places[after] or 0) - (places[before] or 0)
    return 0 <= step <= MAX_STEP and after - before <= MAX_BETWEEN


def without_headline(pieces: Sequence[Piece], title: str) -> tuple[list[Piece], list[Removed]]:
    """The article without the heading at its beginning that only says the title again."""
    for number, piece in enumerate(pieces[:OPENING]):
        if piece.kind == "heading" and title and _key(piece.words.text()) == _key(title) and len(pieces) > 1:
            removed = Removed(piece.words.text().strip(), "headline", piece.words.at[0])
            return [*pieces[:number], *pieces[number + 1 :]], [removed]
    return list(pieces), []


def without_dates(pieces: Sequence[Piece], stamp: re.Pattern[str]) -> tuple[list[Piece], list[Removed]]:
    """The article without the lines at its beginning that hold little but when it was published."""
    kept, removed = [], []
    for number, piece in enumerate(pieces):
        text = piece.words.text().strip()
        found = stamp.search(text) if number < OPENING and piece.kind == "paragraph" and len(text) <= SHORT else None
        if found and 2 * len(found[0]) > len(text) and len(pieces) > 1:
            removed.append(Removed(text, "date-line", piece.words.at[0]))
        else:
            kept.append(piece)
    return (kept, removed) if kept else (list(pieces), [])


def without_pointers(pieces: Sequence[Piece], words: Wording, keep: tuple[str, ...]) -> tuple[list[Piece], list[Removed]]:
    """The article without its blocks that are nothing but a pointer to another article, an advertisement's label or the like, by
    the rules of scraped text. What holds a string that the editor keeps stays.
    """
    kept, removed = [], []
    for piece in pieces:
        text = piece.words.text().strip()
        short = piece.kind in POINTING and len(text) <= MAX_POINTER and not any(string in text for string in keep)
        found = widgets.find(text, 0, len(text), words) if text and short else []
        if found and (found[0].start, found[0].end) == (0, len(text)) and found[0].rule in POINTERS:
            removed.append(Removed(text, found[0].rule, piece.words.at[0]))
        else:
            kept.append(piece)
    return (kept, removed) if kept else (list(pieces), [])


def dropped(pieces: Sequence[Piece], drop: tuple[str, ...]) -> Iterator[Removed]:
    """Cut what the editor drops out of the pieces."""
    patterns = [re.compile(r"\s+".join(map(re.escape, words.split()))) for words in drop if words.strip()]
    for piece in pieces:
        for pattern in patterns:
            for found in reversed(list(pattern.finditer(piece.words.text()))):
                yield Removed(found[0], "editor", piece.words.at[found.start()])
                piece.words.cut(found.start(), found.end())


def _added(line: Line) -> Piece:
    words = Words()
    words.add(line.text, line.start)
    if line.picture:
        words.mark("image", 0, (("src", line.picture),))
    return Piece("caption" if line.caption else "paragraph", 0, words)


def above(pieces: Sequence[Piece], page: Sequence[Line]) -> Iterator[str]:
    """Short lines around the article's beginning, nearest first: its own first ones, then those printed above it."""
    article = _Article(pieces)
    first = next((number for number, line in enumerate(page) if (article.place(line.text) or 0) > 0), 0)
    yield from (text for piece in pieces[:OPENING] if len(text := piece.words.text().strip()) <= SHORT)
    yield from (line.text for line in reversed(page[max(first - NEAR, 0) : first]) if len(line.text) <= SHORT)


def left_out(pieces: Iterable[Piece], page: Sequence[Line]) -> Iterator[Removed]:
    """The lines of the page that are not in the article, neighbours together."""
    article = _Article(tuple(pieces))
    for kept, group in groupby(page, key=lambda line: article.place(line.text) is not None):
        found = tuple(group)
        if not kept:
            yield Removed("\n".join(line.text for line in found), RULE, found[0].start)
