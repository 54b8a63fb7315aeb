"""One line of scraped text → `Piece`s: where a menu, widget, label or caption was glued to the article, and where two sentences
were glued to each other. Nothing is decided here that needs the rest of the text; when unsure, a piece is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.read.text import BULLETS
from briefgen.read.wording import LOWER, UPPER, Phrase, Wording

MAX_CANDIDATES = 400
"""Places looked at for widgets in one line; a line of prose has fewer, and the bound keeps hostile lines linear."""
MAX_LABEL = 8
"""Words of a menu entry, section or name at most."""
MAX_HEADLINE = 20
"""Words of a headline at most."""
MAX_READ_ALSO = 40
"""Words that a link to another article may have before it is taken for prose."""
MIN_PROSE = 6
"""Words from which an open piece with function words may be a sentence that lost its full stop."""

_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}] )+")
_NEXT = re.compile(
    rf"(?<=[{LOWER}\d.!?…\"”’)\]%])(?=[{UPPER}\[])|(?=\+)|(?<=[|•·»›])(?=\S)|(?<=[|•·»›] )(?=\S)"
    rf"|(?<=[.!?…\"”’)\]] )(?=[{UPPER}\[])"
)
_AFTER = re.compile(r"[ |•·»›>/,:;-]{0,6}")
_EDGE = re.compile(rf"[ .:!…]{{0,2}}$|(?=[{UPPER}\d+|•·»›\[(\"“])| ?[|•·»›>/+](?: |$)|[.:…](?=[{UPPER}])")
_OPENING = "\"“‘'"
_END = re.compile(r"[.!?…。][\"”’»)\]]{0,3}$")
_JOIN = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
_WORD = re.compile(r"[^\W_](?:[\w'’-]{0,60}[^\W_])?")
_GLUE = re.compile(rf"(?P<word>[^\W_]{{1,40}}|[%)\]])[.!?…]{{1,3}}(?P<close>[”’»)\]]{{0,2}})(?P<quote>[\"']?)(?=[“‘(]?[{UPPER}])")
_TAIL = re.compile(r"[“‘(]?(\w{1,40})(\.\w)?")
_SMALL_GLUE = re.compile(rf"(?<![\w@/.-])([{LOWER}]{{2,30}})(?=([{UPPER}][{LOWER}]{{1,30}})(?![\w@/]))")
_COMMA_GLUE = re.compile(rf"(?<=[{LOWER}]),(?=[{UPPER}{LOWER}]{{2}})")
_SUFFIXES = frozenset("com co id net org go ac or tv news my uk io info js py md txt html pdf net".split())
_NAME = re.compile(rf"[^\W\d_](?:[^\n|•·»:;!?\d]|(?<! )\d){{0,80}}")
_CREDIT = re.compile(r"(?<=[.!?\"”’)]) ?[(\[](?P<byline>[A-Za-z]{2,12}(?:/[A-Za-z-]{2,12}){1,3}|[a-z]{2,4})[)\]]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the flat text. `rule` is empty if it is kept, else why it is not. `field` and `value` are what it tells about the
    article. `tied`: it goes on in the block of the piece before it, after a space that the source lost."""

    start: int
    end: int
    kind: str = "paragraph"
    rule: str = ""
    field: str = ""
    value: str = ""
    tied: bool = False


def cut(text: str, start: int, end: int, words: Wording, *, header: bool) -> tuple[Piece, ...]:
    """The pieces of a line, in order; `header` says that no sentence of the article came before it."""
    pieces: list[Piece] = []
    kind = "paragraph"
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        pieces.append(Piece(start, bullet.end(), rule="bullet"))
        start, kind = bullet.end(), "item"
    if is_navigation(text[start:end], words):
        return (*pieces, Piece(start, end, rule="navigation"))
    found = _widgets(text, start, end, words)
    if not found:
        pieces += _sentences(text, start, end, words, kind)
    else:
        pieces += _between(text, start, end, found, words, header)
    return tuple(_with_credit(text, pieces, words))


def is_closed(words: str) -> bool:
    """True if the words end as a sentence does."""
    return bool(_END.search(words, max(0, len(words) - 6)))


def word_count(words: str) -> int:
    """How many words there are."""
    return sum(1 for _ in _WORD.finditer(words))


def stop_count(text: str, words: Wording) -> int:
    """How many of them are function words."""
    return sum(words.is_stopword(word[0]) for word in _WORD.finditer(text))


def is_navigation(line: str, words: Wording) -> bool:
    """True for a line that only a menu can be: words glued to one another or set between separators, known menu words only;
    no end mark and no function word."""
    if is_closed(line):
        return False
    if _only_phrases(line, words):
        return True
    count = word_count(line)
    if not count:
        return not any(mark in "$€£¥%" for mark in line)
    if stop_count(line, words):
        return False
    separators = sum(line.count(mark) for mark in (" | ", " • ", " · ", " » ", " › ", " > "))
    return separators >= 2 or len(joins(line, words)) >= max(2, count / 2)


def joins(line: str, words: Wording) -> list[int]:
    """Where a capital is glued to a small letter and no name is known that is written so."""
    found = []
    for token in re.finditer(r"\S+", line):
        if token[0].strip(".,:;()") in words.names or token[0].startswith(("Mc", "Mac", "@", "#", "http", "www")):
            continue
        for join in _JOIN.finditer(token[0]):
            left = re.split(rf"[^{LOWER}]", token[0][: join.start()])[-1]
            if len(left) >= 2 and left not in words.prefixes:
                found.append(token.start() + join.start())
    return found


def _only_phrases(line: str, words: Wording) -> bool:
    """True if the line is a chain of known widget texts. Greedy, so linear."""
    position = 0
    while position < len(line):
        best = 0
        for phrase in words.phrases_at(line, position):
            stop = position + len(phrase.text)
            if phrase.use == "whole" and _EDGE_OR_SPACE.match(line, stop):
                best = stop
                break
        if not best:
            return False
        position = _AFTER.match(line, best).end()  # type: ignore[union-attr]
    return True


_EDGE_OR_SPACE = re.compile(rf"$|[ .:!…|•·»›>/]|(?=[{UPPER}+])")


# --- widgets -----------------------------------------------------------------------------------------------------------


def _widgets(text: str, start: int, end: int, words: Wording) -> list[Piece]:
    """Known widgets, labels and captions of a line, in order, none overlapping."""
    found: list[Piece] = []
    position = start
    for _ in range(MAX_CANDIDATES):
        hit = _widget_at(text, position, start, end, words)
        if hit:
            found.append(hit)
            after = _AFTER.match(text, hit.end, end)
            position = after.end() if after else hit.end
            if position >= end:
                break
            continue
        step = _NEXT.search(text, position + 1, end)
        if not step:
            break
        position = step.start()
    return found


def _widget_at(text: str, position: int, start: int, end: int, words: Wording) -> Piece | None:
    spaced = position > start and text[position - 1] == " " and text[position - 2] in '.!?…"”’)]'
    for phrase in words.phrases_at(text, position):
        stop = position + len(phrase.text)
        if phrase.use == "label":
            hit = _label(text, position, stop, end, phrase, words)
        elif phrase.use == "opens":
            hit = _read_also(text, position, stop, start, end, phrase)
        elif not spaced and _EDGE.match(text, stop, end):
            field = "follow" if phrase.rule == "follow" else "ends" if phrase.use == "ends" else ""
            hit = Piece(position, _trimmed(text, stop, end), rule=phrase.rule, field=field)
        else:
            hit = None
        if hit:
            return hit
    for rule, pattern in words.patterns:
        match = pattern.match(text, position, end)
        if match and (not spaced or match.end() == end):
            field, value = next(((name, value) for name, value in match.groupdict().items() if value), ("", ""))
            return Piece(position, match.end(), rule=rule, field=field, value=value)
    return None


def _trimmed(text: str, stop: int, end: int) -> int:
    mark = re.compile(r"[.:!…]{0,2}").match(text, stop, end)
    return mark.end() if mark else stop


def _label(text: str, position: int, stop: int, end: int, phrase: Phrase, words: Wording) -> Piece | None:
    """A label with its value: `Penulis: Ani Budi`, `Published: 9:00pm, 24 Apr 2024`."""
    colon = re.compile(r" ?: ?| (?=\S)|(?=\d)").match(text, stop, end)
    if not colon:
        return None
    if phrase.rule in ("published", "updated"):
        stamp = words.stamps.pattern.match(text, colon.end(), end)
        if not stamp or words.stamps.parse(stamp) is None and ":" not in colon[0]:
            return None
        return Piece(position, stamp.end(), rule=phrase.rule, field=phrase.rule, value=stamp[0])
    if ":" not in colon[0]:
        return None
    if phrase.rule == "topics":
        return Piece(position, end, rule="topics", field="topics", value=text[colon.end() : end])
    name = _NAME.match(text, colon.end(), end)
    if not name:
        return None
    value = name[0]
    breaks = [value.find(" - "), value.find(" – "), *joins(value, words)[:1]]
    if label := words.labels.search(value):
        breaks.append(label.start())
    value = value[: min((at for at in breaks if at > 0), default=len(value))].strip(" ,-–(")
    stop = colon.end() + len(value)
    if word_count(value) > MAX_LABEL or (stop_count(value, words) > 1 and phrase.rule != "section"):
        return None
    return Piece(position, stop, rule=phrase.rule, field=phrase.rule, value=value)


def _read_also(text: str, position: int, stop: int, start: int, end: int, phrase: Phrase) -> Piece | None:
    """A pointer to another article, or a caption: from its words and a colon to the end of the line or to glued text."""
    colon = re.compile(r" ?: ?").match(text, stop, end)
    if not colon:
        return None
    rest = text[colon.end() : end]
    glued = [match.end() for match in _GLUE.finditer(rest)][:1] + [match.start() for match in _JOIN.finditer(rest)][:1]
    inner = bool(re.search(rf"[.!?][\"”]? [{UPPER}]", rest))
    if glued and (inner or is_closed(rest)):
        return Piece(position, colon.end() + min(glued), rule=phrase.rule)
    if word_count(rest) > MAX_READ_ALSO or (inner and position != start and phrase.rule != "caption"):
        return None
    return Piece(position, end, rule=phrase.rule)


# --- the text between widgets --------------------------------------------------------------------------------------------


def _between(text: str, start: int, end: int, found: list[Piece], words: Wording, header: bool) -> Iterator[Piece]:
    position = start
    for number, widget in enumerate(found):
        pieces = list(_stretch(text, position, widget.start, words, before=number > 0, after=True, header=header))
        if widget.field == "follow" and pieces and pieces[-1].rule and pieces[-1].field == "label":
            pieces[-1] = replace(pieces[-1], rule="follow", field="followed")
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
    for piece in _sentences(text, start, end, words, "paragraph"):
        content = text[piece.start : piece.end]
        open_end = piece.end == end and not is_closed(content)
        count, stops = word_count(content), stop_count(content, words)
        alone = piece.start == start
        if not open_end or piece.tied:
            yield piece
        elif count <= MAX_LABEL and not stops:
            yield replace(piece, rule="navigation", field="label", value=content)
        elif alone and before and after and header:
            yield replace(piece, rule="widget", field="headline", value=content)
        elif alone and header and after and count <= MAX_HEADLINE:
            yield replace(piece, rule="headline", field="headline", value=content)
        elif not after and count < MIN_PROSE:
            yield replace(piece, rule="widget")
        else:
            yield piece


# --- sentences -----------------------------------------------------------------------------------------------------------


def _sentences(text: str, start: int, end: int, words: Wording, kind: str) -> Iterator[Piece]:
    """Part what was glued: a sentence after another begins a new block, a word after another gets its space back."""
    quotes = 0
    position = counted = start
    for glue in _GLUE.finditer(text, start, end):
        if not _is_boundary(text, glue, words):
            continue
        at = glue.end()
        if glue["quote"]:
            quotes += text.count('"', counted, glue.start("quote"))
            counted = glue.start("quote")
            at = glue.end() if quotes % 2 else glue.start("quote")
        if position < at < end:
            yield from _words(text, position, at, words, kind)
            position, kind = at, "paragraph"
    yield from _words(text, position, end, words, kind)


def _is_boundary(text: str, glue: re.Match[str], words: Wording) -> bool:
    """True if a sentence ends here and not a domain, an abbreviation, an initial or a degree."""
    word = glue["word"]
    before = text[glue.start() - 1] if glue.start() else " "
    if before in "./@&" or (before == "." and glue.start()):
        return False
    tail = _TAIL.match(text, glue.end())
    if not tail or (tail[2] and not glue["close"] and not glue["quote"]) or tail[1].lower() in _SUFFIXES:
        return False
    if word in "%)]":
        return True
    if word.lower() in words.abbreviations or (len(word) == 1 and not word.isdigit()):
        return False
    if word.isupper() and tail[1].isupper() and len(tail[1]) > 1:
        return False
    return not (len(word) == 2 and word.istitle()) and not (len(tail[1]) == 1 and text[tail.end() : tail.end() + 1] == ".")


def _words(text: str, start: int, end: int, words: Wording, kind: str) -> Iterator[Piece]:
    """A block of prose, parted where a function word or plain word lost its space before a capital, or a comma before a word."""
    while start < end and text[start] == " ":
        start += 1
    cuts = [glue.end() for glue in _COMMA_GLUE.finditer(text, start, end)]
    for glue in _SMALL_GLUE.finditer(text, start, end):
        left, right = glue[1], glue[2]
        known = words.is_stopword(left) and len(right) > 2
        plain = len(left) >= 4 and len(right) >= 4 and left not in words.prefixes and left + right not in words.names
        if known or plain:
            cuts.append(glue.end())
    position, tied = start, False
    for at in sorted(cuts):
        yield Piece(position, at, kind, tied=tied)
        position, tied = at, True
    if position < end:
        yield Piece(position, end, kind, tied=tied)


def _with_credit(text: str, pieces: list[Piece], words: Wording) -> Iterator[Piece]:
    """Take initials in brackets, `(abc/def)`, off the end of the last piece that is kept."""
    last = next((number for number in range(len(pieces) - 1, -1, -1) if not pieces[number].rule), -1)
    for number, piece in enumerate(pieces):
        end = piece.end
        credits: list[Piece] = []
        while (
            number == last and (credit := _CREDIT.search(text, max(piece.start, end - 60), end)) and credit.start() > piece.start
        ):
            if words.is_stopword(credit["byline"]):
                break
            credits.insert(0, Piece(credit.start(), end, rule="credit", field="credit", value=credit["byline"]))
            end = credit.start()
        yield replace(piece, end=end)
        yield from credits
