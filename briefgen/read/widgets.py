"""A line of scraped text → the widgets, labels, captions and pointers in it that are known by their words.

A widget text counts only where the page, and not a sentence, put it: at the edge of a line, beside a separator, or glued to text.
"""

from __future__ import annotations

import re

from briefgen.read.glue import GLUE
from briefgen.read.pieces import JOIN, MAX_LABEL, Piece, is_closed, joins, stop_count, word_count
from briefgen.read.wording import LOWER, UPPER, Phrase, Wording

MAX_CANDIDATES = 400
"""Places looked at for widgets in one line; a line of prose has fewer, and the bound keeps hostile lines linear."""
MAX_READ_ALSO = 40
"""Words that a link to another article may have before it is taken for prose."""
MIN_GLUED = 4
"""Letters from which a widget text may be recognised though a digit or another capital is glued to it."""

_SEPARATORS = "|•·»›"
_NEXT = re.compile(
    rf"[{UPPER}\[+{_SEPARATORS}](?:(?<=[{_SEPARATORS}]) ?(?=\S)|(?<=\+)|(?<=[{LOWER}\d.!?…\"”’)\]%][{UPPER}\[])"
    rf"|(?<=[.!?…\"”’)\]] [{UPPER}\[])|(?<=[{UPPER}]{{3}})(?=[{LOWER}]))"
)
"""A character where something new may begin, or a separator after which it does. (What it may be comes first: that is fast.)"""
_DIGIT = re.compile(r"\d")
_QUOTES = ('"', "“", "”", "‘", "’")
_AFTER = re.compile(r"[ |•·»›>/,:;-]{0,6}")
_EDGE = re.compile(rf"[ .:!…]{{0,2}}$|(?=[{UPPER}\d+|•·»›\[(\"“])| ?[|•·»›>/+](?: |$)|[.:…](?=[{UPPER}])")
_EDGE_OR_SPACE = re.compile(rf"$|[ .:!…|•·»›>/]|(?=[{UPPER}+])")
_NAME = re.compile(r"[^\W\d_](?:[^\n|•·»:;!?\d]|(?<! )\d){0,80}")


def find(text: str, start: int, end: int, words: Wording) -> list[Piece]:
    """Known widgets, labels and captions of a line, in order, none overlapping."""
    found: list[Piece] = []
    position = begin = start
    for _ in range(MAX_CANDIDATES):
        hit = _widget_at(text, position, begin, end, words)
        if hit:
            found.append(hit)
            after = _AFTER.match(text, hit.end, end)
            position = begin = after.end() if after else hit.end
            if position >= end:
                break
            continue
        step = _NEXT.search(text, position + (text[position] not in _SEPARATORS), end)
        if not step:
            break
        position = step.end() if step[0][0] in _SEPARATORS else step.start()
    return found


def only_phrases(line: str, words: Wording) -> bool:
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


def _widget_at(text: str, position: int, begin: int, end: int, words: Wording) -> Piece | None:
    spaced = position > begin and text[position - 1] == " " and text[position - 2] in '.!?…"”’)]'
    for phrase in words.phrases_at(text, position):
        stop = position + len(phrase.text)
        if phrase.use == "label":
            hit = _label(text, position, stop, end, phrase, words)
        elif phrase.use == "opens":
            hit = _read_also(text, position, stop, begin, end, phrase)
        elif not spaced and _edge(text, position, stop, end):
            field = "follow" if phrase.rule == "follow" else "ends" if phrase.use == "ends" else ""
            hit = Piece(position, _trimmed(text, stop, end), rule=phrase.rule, field=field)
        else:
            hit = None
        if hit:
            return hit
    stamp = words.stamped.match(text, position, end) if not spaced and _DIGIT.search(text, position, end) else None
    if stamp and (position > begin or stamp.end() < end) and _EDGE.match(text, stamp.end(), end):
        return Piece(position, stamp.end(), rule="published", field="stamped", value=stamp[0])
    found = _patterned(text, position, end, spaced, words)
    if found or position > begin or not text[position:end].isupper():
        return found
    small = text[position:end].capitalize()  # `SUBSCRIBE TO OUR NEWSLETTER`
    found = _patterned(small, 0, len(small), False, words) if len(small) == end - position else None
    if not found:
        return None
    at = position + small.index(found.value)
    return found.moved(position)._replace(value=text[at : at + len(found.value)])


def _patterned(text: str, position: int, end: int, spaced: bool, words: Wording) -> Piece | None:
    """What one of the packs' longer patterns finds."""
    if not words.any_pattern.match(text, position, end):
        return None
    for rule, pattern in words.patterns:
        match = pattern.match(text, position, end)
        if match and (not spaced or match.end() == end):
            field, value = next(((name, value) for name, value in match.groupdict().items() if value), ("", ""))
            return Piece(position, match.end(), rule=rule, field=field, value=value)
    return None


def _edge(text: str, start: int, stop: int, end: int) -> bool:
    """True if a widget text that stands at `start` may end at `stop`: the line ends, or something else is glued on."""
    edge = _EDGE.match(text, stop, end)
    if start and text[start - 1] in _QUOTES and text[stop:end].startswith(_QUOTES):
        return False  # a title: `the single "Replay"`
    if not edge or edge.end() > stop or stop == end or not text[stop].isalnum():
        return bool(edge)
    # `SHAREPolisi` is two words, `ADIK` is one; a digit or a short word proves nothing.
    glued_capitals = text[stop - 1].isupper() and not text[stop + 1 : stop + 2].islower()
    return stop - start >= MIN_GLUED and not glued_capitals


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
        if not stamp or (":" not in colon[0] and (words.stamps.parse(stamp) is None or not _ends_label(text, stamp.end(), end))):
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
    if label := words.labels.search(text, colon.end(), min(end, name.end() + 2)):
        breaks.append(label.start() - colon.end())
    value = value[: min((at for at in breaks if at > 0), default=len(value))].strip(" ,-–(/")
    stop = colon.end() + len(value)
    if word_count(value) > MAX_LABEL or (stop_count(value, words) > 1 and phrase.rule != "section"):
        return None
    return Piece(position, stop, rule=phrase.rule, field=phrase.rule, value=value)


def _ends_label(text: str, stop: int, end: int) -> bool:
    """True if a time behind a label without a colon is all that is said, or a few words follow: `Posted 2 May 2024 by Ani Budi`,
    and not `Tanggal 2 Mei 2024, hujan turun.`
    """
    rest = text[stop:end]
    return bool(_EDGE.match(text, stop, end)) or (not is_closed(rest) and word_count(rest) <= MAX_LABEL)


def _read_also(text: str, position: int, stop: int, begin: int, end: int, phrase: Phrase) -> Piece | None:
    """A pointer to another article, or a caption: from its words and a colon to the end of the line or to glued text. With
    nothing after the colon it is the heading of such pointers.
    """
    colon = re.compile(r" ?: ?").match(text, stop, end)
    if not colon:
        return None
    rest = text[colon.end() : end]
    if not rest:
        return Piece(position, end, rule=phrase.rule, field="ends")
    glued = [match.end() for match in GLUE.finditer(rest)][:1] + [match.start() for match in JOIN.finditer(rest)][:1]
    inner = bool(re.search(rf"[.!?][\"”]? [{UPPER}]", rest))
    if glued and (inner or is_closed(rest)):
        return Piece(position, colon.end() + min(glued), rule=phrase.rule)
    if word_count(rest) > MAX_READ_ALSO or (inner and position != begin and phrase.rule != "caption"):
        return None
    return Piece(position, end, rule=phrase.rule)
