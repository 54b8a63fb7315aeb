"""Which stretches of a text name a person: the model's spans without ranks and titles, names split off places, and names it
missed that a title or another mention in the same article gives away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.model import Mention, Span

SHORTEST = 3
"""Letters of a name's part that may be found again on its own: shorter ones are initials and particles."""
LONGEST = 5
"""Words in a person's name found by rule."""

Passages = Sequence[Sequence[Lexeme]]


def refine(text: str, passages: Passages, mentions: tuple[Mention, ...], grammar: PeopleGrammar) -> tuple[Mention, ...]:
    """The mentions with person spans trimmed, and names split off the places and organisations they were glued to."""
    people = {mention.span.of(text) for mention in mentions if mention.type == "person"}
    places = {mention.span.of(text).casefold() for mention in mentions if mention.type == "place"}
    located = list(_located(passages, mentions))
    found: list[Mention] = []
    for mention, passage, first, last in located:
        if mention.type == "person":
            trimmed = _trim(text, passage, first, last, people, grammar)
            if trimmed:
                whole = mention if trimmed == mention.span else replace(mention, span=trimmed, source="rule:trim")
                found.extend(_pair(text, whole, passage, first, people, grammar))
        else:
            found.extend(_split(text, mention, passage, first, last, places, grammar))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _located(passages: Passages, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Sequence[Lexeme], int, int]]:
    """Each mention with its sentence's lexemes and its place among them; one that crosses sentences is cut to the first."""
    ordered, cursor = sorted(mentions, key=lambda mention: mention.span), 0
    for passage in passages:
        index = 0
        while passage and cursor < len(ordered) and ordered[cursor].span.start < passage[-1].end:
            span = ordered[cursor].span
            while index < len(passage) and passage[index].end <= span.start:
                index += 1
            last = index
            while last < len(passage) and passage[last].start < span.end:
                last += 1
            if last > index:
                yield ordered[cursor], passage, index, last
            cursor += 1


def _trim(text: str, passage: Sequence[Lexeme], first: int, last: int, people: set[str], grammar: PeopleGrammar) -> Span | None:
    """A person's span without ranks, titles, words of institutions before the name and a possessive; None if no name is left."""
    begin = first
    while begin < last:
        title = grammar.honorifics.at(passage, begin) or grammar.ranks.at(passage, begin) or grammar.offices.at(passage, begin)
        if title and title[0] <= last:
            begin = title[0]
        elif passage[begin].fold in grammar.institutions or (passage[begin].kind == "mark" and begin + 1 < last):
            begin += 1
        else:
            break
    glued_on = begin > 0 and passage[begin - 1].capital
    for start in range(begin + 1, last - 1) if glued_on else ():
        rest = text[passage[start].start : passage[last - 1].end]
        alone = passage[start].text in people and passage[start].text not in {
            passage[index].text for index in range(begin, start)
        }
        head = passage[begin + 1].fold == "-" and passage[start - 1].glued and not passage[start].glued
        if passage[start].capital and (rest in people or (head and alone)):
            begin = start
            break
    while last > begin and passage[last - 1].kind == "mark" and passage[last - 1].fold != ".":
        last -= 1
    if begin >= last or not any(lexeme.capital for lexeme in passage[begin:last]) or _coined(passage, begin, last):
        return None
    end = passage[last - 1].end
    if passage[last - 1].fold.endswith("'s"):
        end -= 2
    return Span(passage[begin].start, end)


def _pair(
    text: str, mention: Mention, passage: Sequence[Lexeme], first: int, people: set[str], grammar: PeopleGrammar
) -> list[Mention]:
    """`pasangan Hartono-Wijaya`: two people, where a word for a pair leads or both parts are in other names; else one."""
    left, hyphen, right = mention.span.of(text).partition("-")
    parts = {part for name in people if "-" not in name for part in name.split()}
    led = first > 0 and passage[first - 1].fold in grammar.pairs
    if not hyphen or "-" in right or not (right[:1].isupper() and (led or {left, right} <= parts)):
        return [mention]
    middle = mention.span.start + len(left)
    spans = (Span(mention.span.start, middle), Span(middle + 1, mention.span.end))
    return [replace(mention, span=span, source="rule:pair") for span in spans]


def _coined(passage: Sequence[Lexeme], begin: int, last: int) -> bool:
    """One word with a capital at its end or several inside is a brand (`MegaX`), not a person."""
    word = passage[begin].text
    return last - begin == 1 and len(word) > 1 and word[-1].isupper() and not word.isupper()


def _split(
    text: str, mention: Mention, passage: Sequence[Lexeme], first: int, last: int, places: set[str], grammar: PeopleGrammar
) -> Iterator[Mention]:
    """`[Presiden] Mongolia Bat Erdene` read as one place: the known place, and the person after it."""
    titled = any(grammar.offices.before(passage, at) for at in (first,))
    for middle in range(last - 1, first, -1) if titled else ():
        head = text[passage[first].start : passage[middle - 1].end]
        known = grammar.places.at(passage, first)
        rest = passage[middle:last]
        if (head.casefold() in places or (known and known[0] == middle)) and all(lexeme.capital for lexeme in rest):
            yield replace(mention, span=Span(passage[first].start, passage[middle - 1].end), type="place", source="rule:split")
            yield replace(mention, span=Span(rest[0].start, rest[-1].end), type="person", source="rule:split")
            return
    yield mention


def complete(text: str, passages: Passages, mentions: tuple[Mention, ...], grammar: PeopleGrammar) -> tuple[Mention, ...]:
    """The mentions and, where no mention is, the people a title announces and names found again in full or by a part."""
    titled = tuple(_titled(passages, mentions, grammar))
    known = tuple(sorted((*mentions, *titled), key=lambda mention: mention.span))
    again = _again(text, passages, known, grammar)
    return tuple(sorted((*known, *again), key=lambda mention: mention.span))


def _free(passages: Passages, mentions: Sequence[Mention]) -> Iterator[tuple[Sequence[Lexeme], list[bool]]]:
    """Each sentence with which of its lexemes no mention covers."""
    ordered, cursor = sorted(mention.span for mention in mentions), 0
    for passage in passages:
        free = []
        for lexeme in passage:
            while cursor < len(ordered) and ordered[cursor].end <= lexeme.start:
                cursor += 1
            free.append(not (cursor < len(ordered) and ordered[cursor].start < lexeme.end))
        yield passage, free


def _titled(passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> Iterator[Mention]:
    """`Dr. Xxx`, `Presiden Xxx Yyy`, `Menteri Luar Negeri AS Xxx Yyy`: capitalised words after a title that needs no complement,
    or after an office and the place it is of, none of them a word of places or institutions. After an office they are at least
    two where the language puts institutions behind offices, since one may be the beginning of anything.
    """
    for passage, free in _free(passages, mentions):
        index = 0
        while index < len(passage):
            honour = grammar.honorifics.at(passage, index) or grammar.ranks.at(passage, index)
            office = grammar.offices.at(passage, index)
            if not (honour or office) or not passage[index].capital:
                index += 1
                continue
            start = honour[0] if honour else office[0] if office else index
            sole = grammar.sole_offices.at(passage, index) is not None
            place = None if honour else grammar.places.at(passage, start)
            start = place[0] if place else start
            end = _name_end(passage, free, start, grammar)
            least = 1 if honour or (sole and grammar.heads_last) else 2
            if end - start >= least and (honour or place or sole or grammar.heads_last):
                owner = 2 * passage[end - 1].fold.endswith("'s")
                yield Mention(Span(passage[start].start, passage[end - 1].end - owner), "person", "rule:title")
            index = max(end, index + 1)


def _name_end(passage: Sequence[Lexeme], free: Sequence[bool], start: int, grammar: PeopleGrammar) -> int:
    """The end of a run of capitalised free words; `start` if one of them cannot be in a name."""
    end = start
    while end < len(passage) and end - start < LONGEST:
        lexeme = passage[end]
        particle = lexeme.fold in grammar.particles and end > start
        initial = lexeme.fold == "." and lexeme.glued and end > start and len(passage[end - 1].text) == 1
        if not free[end] or not (lexeme.capital or particle or initial):
            break
        banned = lexeme.fold in grammar.institutions or grammar.offices.at(passage, end) or grammar.places.at(passage, end)
        if not particle and (banned or lexeme.fold in grammar.stops or (lexeme.text.isupper() and len(lexeme.text) > 1)):
            return start
        end += 1
    while end > start and not passage[end - 1].capital:
        end -= 1
    covered = end < len(passage) and not free[end] and passage[end].capital
    return start if covered else end


def _again(text: str, passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> Iterator[Mention]:
    """Uncovered recurrences of a person's full name or of one part of it, where no other name can be meant."""
    names = {mention.span.of(text) for mention in mentions if mention.type == "person"}
    others = {word.casefold() for mention in mentions if mention.type != "person" for word in mention.span.of(text).split()}
    lower = {lexeme.fold for passage in passages for lexeme in passage if lexeme.kind == "word" and not lexeme.capital}
    parts = {part for name in names for part in name.split() if _telling(part, others | lower, grammar)}
    table = Phrases.of((name, name) for name in sorted(names | parts))
    for passage, free in _free(passages, mentions):
        index = 0
        while index < len(passage):
            found = table.at(passage, index) if free[index] and passage[index].capital else None
            if (
                found
                and all(free[index : found[0]])
                and found[1].split()[0] == passage[index].text
                and _alone(passage, index, found[0], grammar)
            ):
                yield Mention(Span(passage[index].start, passage[found[0] - 1].end), "person", "rule:again")
                index = found[0]
            else:
                index += 1


def _telling(part: str, taken: set[str], grammar: PeopleGrammar) -> bool:
    """A part of a name that is no word of this text and no title."""
    fold = part.casefold()
    return part[0].isupper() and part.isalpha() and len(part) >= SHORTEST and fold not in taken and fold not in grammar.stops


def _alone(passage: Sequence[Lexeme], first: int, last: int, grammar: PeopleGrammar) -> bool:
    """No further capitalised word beside it that would make it part of another name."""
    before = passage[first - 1] if first > 1 else None
    titled = (
        grammar.honorifics.before(passage, first)
        or grammar.ranks.before(passage, first)
        or grammar.offices.before(passage, first)
    )
    left = before is not None and before.capital and before.fold not in grammar.stops and not titled
    right = last < len(passage) and (passage[last].capital or (passage[last].fold == "-" and passage[last].glued))
    return not left and not right and not (first > 0 and passage[first].glued)
