"""Which stretches of a text name a person: the model's spans without ranks and titles, names split off places, and names it
missed that a title or another mention in the same article gives away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.person_passages import FARTHEST, Passages, acronym, ends_title, free, initial, located
from briefgen.model import Mention, Span

SHORTEST = 2
"""Letters of a name's part that may be found again on its own (`Xi`): shorter ones are initials."""
LONGEST = 7
"""Lexemes of a person's name found by rule: five words, or fewer with initials and hyphens."""
LONG = 4
"""Letters of the words by which a headline is told from a sentence."""
HYPHENATED = 2
"""Lexemes before a hyphen after which a small letter goes on with a name (`Park Jae-sung`, but not `Xi-led`)."""


def refine(text: str, passages: Passages, mentions: tuple[Mention, ...], grammar: PeopleGrammar) -> tuple[Mention, ...]:
    """The mentions with person spans trimmed, and tickets made two people."""
    people = {mention.span.of(text) for mention in mentions if mention.type == "person"}
    found: list[Mention] = []
    for mention, passage, first, last in located(passages, mentions):
        if mention.type == "person":
            trimmed = _with_particles(text, passage, _trim(text, passage, first, last, people, grammar), people, grammar)
            if trimmed:
                whole = mention if trimmed == mention.span else replace(mention, span=trimmed, source="rule:trim")
                found.extend(_pair(text, whole, passage, first, people, grammar))
        else:
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.span))


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
    hyphen = passage[last - 1].fold == "-" and passage[last - 1].glued and last - begin > HYPHENATED
    if hyphen and last < len(passage) and passage[last].glued and passage[last].kind == "word":
        last += 1  # the model saw `Leung Yiu-` of `Leung Yiu-chung`
    while last > begin and passage[last - 1].kind == "mark" and passage[last - 1].fold != ".":
        last -= 1
    if begin >= last or not any(lexeme.capital for lexeme in passage[begin:last]) or _coined(passage, begin, last):
        return None
    end = passage[last - 1].end
    if passage[last - 1].fold.endswith("'s"):
        end -= 2
    return Span(passage[begin].start, end)


def _with_particles(
    text: str, passage: Sequence[Lexeme], span: Span | None, people: set[str], grammar: PeopleGrammar
) -> Span | None:
    """`[de] Vries`: with the particles before it, as in a longer name of the article."""
    start = bisect_left(passage, span.start, key=lambda lexeme: lexeme.start) if span else 0
    while span and start and passage[start - 1].fold in grammar.particles and not passage[start - 1].capital:
        start -= 1
        longer = Span(passage[start].start, span.end)
        span = longer if any(name.endswith(f" {longer.of(text)}") for name in people) else span
    return span


def _pair(
    text: str, mention: Mention, passage: Sequence[Lexeme], first: int, people: set[str], grammar: PeopleGrammar
) -> list[Mention]:
    """`pasangan Hartono-Wijaya`: two people, where a word for a pair leads or both parts are in other names; else one."""
    left, hyphen, right = mention.span.of(text).partition("-")
    parts = {part for name in people if "-" not in name for part in name.split()}
    known = left in people or {left, right} <= parts
    led = first > 0 and passage[first - 1].fold in grammar.pairs
    if not hyphen or "-" in right or not (right[:1].isupper() and (led or known)):
        return [mention]
    middle = mention.span.start + len(left)
    spans = (Span(mention.span.start, middle), Span(middle + 1, mention.span.end))
    return [replace(mention, span=span, source="rule:pair") for span in spans]


def _coined(passage: Sequence[Lexeme], begin: int, last: int) -> bool:
    """One word with a capital at its end or several inside is a brand (`MegaX`), not a person."""
    word = passage[begin].text
    return last - begin == 1 and len(word) > 1 and word[-1].isupper() and not word.isupper()


def complete(text: str, passages: Passages, mentions: tuple[Mention, ...], grammar: PeopleGrammar) -> tuple[Mention, ...]:
    """The mentions and, where no mention is, the people a title announces, their other names (`Xxx alias Yyy`), and names found
    again in full or by a part.
    """
    known = mentions
    for found in (_titled, _aliased):
        known = tuple(sorted((*known, *found(passages, known, grammar)), key=lambda mention: mention.span))
    again = _again(text, passages, known, grammar)
    return tuple(sorted((*known, *again), key=lambda mention: mention.span))


def _titled(passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> Iterator[Mention]:
    """`Dr. Xxx`, `Presiden Xxx Yyy`, `Menteri Luar Negeri AS Xxx Yyy`, `penyanyi Xxx`, `B.J. Xxx`: capitalised words after a
    title, after an office and what it is of, after a calling that needs no complement, or after initials; none of them a word of
    places or institutions. After an office they are at least two where the language puts institutions behind offices, since one
    may be the beginning of anything.
    """
    for passage, bare in free(passages, mentions):
        index, headline = 0, _headline(passage)
        while index < len(passage):
            start, least = _announced(passage, bare, index, headline, grammar)
            end = _name_end(passage, bare, start, grammar) if least else index
            if least and end - start >= least and not (least == 1 and headline and end < len(passage) and passage[end].capital):
                owner = 2 * passage[end - 1].fold.endswith("'s")
                yield Mention(Span(passage[start].start, passage[end - 1].end - owner), "person", "rule:title")
            index = max(end, index + 1)


def _aliased(passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> Iterator[Mention]:
    """`Xxx alias Yyy`, `Xxx, also known as Yyy,`: beside such words both names are a person's if one is."""
    people = {mention.span.start for mention in mentions if mention.type == "person"}
    ends = {mention.span.end for mention in mentions if mention.type == "person"}
    for passage, bare in free(passages, mentions):
        for index in range(1, len(passage) - 1):
            found = grammar.also_called.at(passage, index) if bare[index] else None
            if not found:
                continue
            before, after = index - (passage[index - 1].fold == ","), found[0]
            if before and passage[before - 1].end in ends and after < len(passage) and bare[after]:
                end = _name_end(passage, bare, after, grammar)
                if end > after:
                    yield Mention(Span(passage[after].start, passage[end - 1].end), "person", "rule:alias")
            elif after < len(passage) and passage[after].start in people:
                start = before
                while start and bare[start - 1] and _part(passage, start - 1, grammar):
                    start -= 1
                if start < before:
                    yield Mention(Span(passage[start].start, passage[before - 1].end), "person", "rule:alias")


def _part(passage: Sequence[Lexeme], index: int, grammar: PeopleGrammar) -> bool:
    """A capitalised word that is no title, place or institution."""
    fold = passage[index].fold
    listed = fold in grammar.institutions or fold in grammar.stops or grammar.offices.before(passage, index + 1)
    return passage[index].capital and not listed and not grammar.places.at(passage, index)


def _announced(
    passage: Sequence[Lexeme], bare: Sequence[bool], index: int, headline: bool, grammar: PeopleGrammar
) -> tuple[int, int]:
    """Where a name would begin that is announced at `index`, and of how many words it has to be; 0 if nothing announces one."""
    honour = grammar.honorifics.at(passage, index) or grammar.ranks.at(passage, index)
    if honour and passage[index].capital:
        return honour[0], 1
    calling = grammar.callings.at(passage, index)
    if calling and not headline and _plain_after(passage, bare, calling[0], grammar):
        return calling[0], 1
    if bare[index] and initial(passage, index) and passage[index].fold not in grammar.stops and _spelt(passage, index, grammar):
        return index, 2
    office = grammar.offices.at(passage, index)
    if not office or not (passage[index].capital or (grammar.heads_last and not headline)):
        return index, 0
    start, sole = office[0], grammar.sole_offices.at(passage, index) is not None
    apart = 0 if grammar.heads_last else _past_comma(passage, bare, start, grammar)
    if apart:
        return apart, 2
    of = _past_complement(passage, bare, start, grammar)
    if not (of > start or sole or grammar.heads_last):
        return index, 0
    return of, 1 if sole and grammar.heads_last and passage[index].capital else 2


def _headline(passage: Sequence[Lexeme]) -> bool:
    """Most long words have a capital, so that a capital tells nothing."""
    long = [lexeme.capital for lexeme in passage if lexeme.kind == "word" and len(lexeme.text) >= LONG]
    return sum(long) * 3 > len(long) * 2


def _plain_after(passage: Sequence[Lexeme], bare: Sequence[bool], index: int, grammar: PeopleGrammar) -> bool:
    """A free capitalised word, no day and no word of title, and no further capital after it."""
    if index >= len(passage) or not bare[index] or not passage[index].capital or passage[index].fold in grammar.days:
        return False
    return index + 1 == len(passage) or not passage[index + 1].capital


def _spelt(passage: Sequence[Lexeme], index: int, grammar: PeopleGrammar) -> bool:
    """Initials before a capitalised word, and no abbreviation (`U.S. Senate`)."""
    end = index
    while end - index < LONGEST and (initial(passage, end) or (end > index and _further(passage, end))):
        end += 2
    letters = "".join(lexeme.fold for lexeme in passage[index:end] if lexeme.kind == "word")
    return letters not in grammar.not_initials and end < len(passage) and passage[end].capital and len(passage[end].text) > 1


def _further(passage: Sequence[Lexeme], index: int) -> bool:
    """A second initial glued to the point of the first (`R.A.`)."""
    if index + 1 >= len(passage) or not passage[index].capital or len(passage[index].text) > 1:
        return False
    return passage[index + 1].fold == "." and passage[index + 1].glued


def _past_complement(passage: Sequence[Lexeme], bare: Sequence[bool], index: int, grammar: PeopleGrammar) -> int:
    """The index after the place, the acronym or the named institution that an office is of."""
    place = grammar.places.at(passage, index) or (None if grammar.heads_last else grammar.regions.at(passage, index))
    if place:
        return place[0]
    end = index
    if grammar.heads_last:
        return end
    if end < len(passage) and acronym(passage[end]) and passage[end].fold not in grammar.naming:
        end += 1
    while end < len(passage) and not bare[end]:
        end += 1
    return end


def _past_comma(passage: Sequence[Lexeme], bare: Sequence[bool], index: int, grammar: PeopleGrammar) -> int:
    """The index of a name of two words or more between commas behind an office and what it is of (`Pendiri Xxx, Yyy Zzz, akan`);
    0 if there is none.
    """
    end = index
    while end < len(passage) and end - index < FARTHEST and grammar.stands(passage[end]):
        end += 1
    if end >= len(passage) or passage[end].fold != "," or end == index:
        return 0
    last = _name_end(passage, bare, end + 1, grammar)
    placed = any(grammar.regions.at(passage, at) or passage[at].timed for at in range(end + 1, last))
    closed = last < len(passage) and passage[last].fold in {",", "("}
    return end + 1 if closed and not placed and passage[last - 1].fold not in grammar.days else 0


def _name_end(passage: Sequence[Lexeme], bare: Sequence[bool], start: int, grammar: PeopleGrammar) -> int:
    """The end of a run of capitalised free words; `start` if one of them cannot be in a name."""
    end = start
    while end < len(passage) and end - start < LONGEST:
        lexeme = passage[end]
        particle = lexeme.fold in grammar.particles - grammar.locatives and end > start
        glued = lexeme.glued and end > start
        joint = (lexeme.fold == "." and glued and len(passage[end - 1].text) == 1) or (lexeme.fold == "-" and glued)
        tail = glued and passage[end - 1].fold == "-" and end - start > HYPHENATED
        if not bare[end] or not (lexeme.capital or particle or joint or tail):
            break
        banned = lexeme.fold in grammar.institutions or grammar.offices.at(passage, end) or grammar.places.at(passage, end)
        if not (particle or joint or tail) and (banned or lexeme.fold in grammar.stops or acronym(lexeme)):
            return start
        end += 1
    while end > start and not (passage[end - 1].capital or (passage[end - 1].glued and passage[end - 2].fold == "-")):
        end -= 1
    covered = end < len(passage) and not bare[end] and passage[end].capital
    return start if covered else end


def _again(text: str, passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> Iterator[Mention]:
    """Uncovered recurrences of a person's full name or of one part of it, where no other name can be meant."""
    names = {mention.span.of(text) for mention in mentions if mention.type == "person"}
    others = {word.casefold() for mention in mentions if mention.type != "person" for word in mention.span.of(text).split()}
    lower = {lexeme.fold for passage in passages for lexeme in passage if lexeme.kind == "word" and not lexeme.capital}
    parts = {part for name in names for part in name.split() if _telling(part, others | lower, grammar)}
    tails = {tail for name in names if (tail := _from_particle(name, grammar))}
    table = Phrases.of((name, name) for name in sorted(names | parts | tails))
    for passage, bare in free(passages, mentions):
        index = 0
        while index < len(passage):
            begins = passage[index].capital or passage[index].fold in grammar.particles
            found = table.at(passage, index) if bare[index] and begins else None
            if (
                found
                and all(bare[index : found[0]])
                and found[1].split()[0] == passage[index].text
                and _alone(passage, bare, index, found[0], parts, grammar)
            ):
                yield Mention(Span(passage[index].start, passage[found[0] - 1].end), "person", "rule:again")
                index = found[0]
            else:
                index += 1


def _from_particle(name: str, grammar: PeopleGrammar) -> str:
    """`de Vries` of `Anneke de Vries`; empty for a name without a particle inside."""
    words = name.split()
    at = next((at for at, word in enumerate(words) if at and word in grammar.particles), len(words))
    return " ".join(words[at:])


def _telling(part: str, taken: set[str], grammar: PeopleGrammar) -> bool:
    """A part of a name that is no word of this text and no title."""
    fold = part.casefold()
    return part[0].isupper() and part.isalpha() and len(part) >= SHORTEST and fold not in taken and fold not in grammar.stops


def _alone(
    passage: Sequence[Lexeme], bare: Sequence[bool], first: int, last: int, parts: set[str], grammar: PeopleGrammar
) -> bool:
    """No further capitalised word beside it that would make it part of another name; a title, an acronym or another name may
    stand before it, and another known name after a hyphen is a ticket (`Hartono-Wijaya`).
    """
    hyphened = {at for at in (first - 1, last) if 0 < at < len(passage) - 1 and passage[at].fold == "-" and passage[at].glued}
    if hyphened and all(passage[at - 1].text in parts and passage[at + 1].text in parts for at in hyphened):
        return True
    before = passage[first - 1] if first > 1 else None
    stranger = before is not None and before.capital and bare[first - 1] and not acronym(before)
    left = before is not None and stranger and before.fold not in grammar.stops and not ends_title(passage, first, grammar)
    right = last < len(passage) and (passage[last].capital or (passage[last].fold == "-" and passage[last].glued))
    return not left and not right and not (first > 0 and passage[first].glued)
