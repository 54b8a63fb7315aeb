"""Names by their shape: organisations and events that begin (or end) with a telling word and run on over capitalised words, and
acronyms that a text introduces as `Long Name (LN)`. A model cuts such names short; the shape says where they end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.glossary.rules import Rules
from briefgen.glossary.words import Words
from briefgen.model import EntityType, Span

# Names longer than this are lists or headlines.
LONGEST_NAME = 12
_DATELINE = re.compile(
    r"^(?P<outlet>[^\W\d_][\w-]+(?:\.[\w-]+)*)(?:, ?[^\W\d_][\w ./]{1,30})?(?: -{1,2} | ?[–—]{1,2} )", re.MULTILINE
)
# Characters in which the head of a text is.
HEAD = 300
_ACRONYM = re.compile(r"\((?P<short>[^\W_][\w.&/-]{1,14})\)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A name found by its shape, and the rule that found it. `weak`: believed only where the model sees a name, too."""

    span: Span
    type: EntityType
    rule: str


Known = Mapping[int, tuple[Span, EntityType]]
"""Names known so far by their start: where a run meets one, it takes or leaves it whole. A `term` is in no name (a date)."""


def organisations(words: Words, rules: Rules, known: Known, seen: Sequence[Span] = ()) -> Iterator[Shape]:
    """Organisations by first word (`Kementerian …`) or, in languages that put it there, by last (`… Council`). `seen`: where the
    model sees one; then the first word of a sentence before it is none of it.
    """
    stops, ends = _stops(known, seen), rules.tails | rules.bound_heads
    begins = frozenset(span.start for span in seen)
    for number in words.capitals:
        word = words.all[number]
        if word.headline:
            continue
        if _heads_a_name(words, number, rules):
            end = _run(words, number, rules, known, frozenset() if word.text in rules.proper_heads else rules.joining)
            if end > number:
                # `Court of Kenya`, and what stands before a head that may also end a name (`Supreme Court of Kenya`)
                first = _run_back(words, number, rules, stops) if word.text in ends else number
                yield Shape(Span(words.all[first].start, _end(words, end, rules)), "organisation", f"begins with {word.text}")
        if word.text in rules.tails:
            first = _run_back(words, number, rules, stops, begins)
            if first < number:
                yield Shape(Span(words.all[first].start, word.end), "organisation", f"ends with {word.text}")


def events(words: Words, rules: Rules, known: Known) -> Iterator[Shape]:
    """Events by first word (`KTT …`, `Pertemuan … ke-12 untuk …`) or last (`… Summit`)."""
    stops = _stops(known)
    for number in words.capitals:
        word = words.all[number]
        if word.headline:
            continue
        if word.text in rules.events or word.text in rules.weak_events:
            end = _run(words, number, rules, known, frozenset(), rules.event_joins, places=False)
            own = [other for other in words.all[number + 1 : end + 1] if other.capital and other.start not in known]
            if end > number and (word.text not in rules.weak_events or (own and not (word.initial and len(own) < 2))):
                yield Shape(Span(word.start, _end(words, end, rules)), "event", f"begins with {word.text}")
        if word.text in rules.event_tails:
            first = _run_back(words, number, rules, stops)
            if first < number:
                yield Shape(Span(words.all[first].start, word.end), "event", f"ends with {word.text}")


def told(words: Words, rules: Rules, held: Container[int]) -> Iterator[Shape]:
    """Places that nobody sees but the words before them name as such (`the district of Wedding`). `held`: where the words begin
    that are in other names.
    """
    cues: dict[str, list[tuple[str, ...]]] = {}
    for kind, phrases in rules.cues:
        for phrase in phrases if kind == "place" else ():
            cues.setdefault(phrase[-1], []).append(phrase)
    for number in words.capitals:
        word, before = words.all[number], words.all[number - 1]
        if before.text not in cues:  # with a capital (`Distrik Militer`) it is a name of its own
            continue
        if word.initial or word.headline or word.start in held or not words.spaced(number):
            continue
        if word.text in rules.offices or word.text in rules.place_modifiers or rules.names_organisation(word.text):
            continue
        if any(words.phrase(number - len(phrase), phrase) for phrase in cues[before.text]):
            end = number
            while (
                end + 1 < len(words.all) and words.all[end + 1].capital and words.spaced(end + 1) and end - number < LONGEST_NAME
            ):
                end += 1
            if not any(other.start in held or other.text in rules.offices for other in words.all[number : end + 1]):
                yield Shape(Span(word.start, _end(words, end, rules)), "place", f'after "{before.text}"')


def outlets(words: Words, known: Known) -> Iterator[Shape]:
    """Who reports, before a place and a dash at the head of the text (`Kabarlaut, Medan – …`): one word taken for a person, or an
    address in the net that nobody sees.
    """
    for match in _DATELINE.finditer(words.text, 0, HEAD):
        if words.text.find(". ", 0, match.start()) >= 0:
            return
        span, (held, kind) = Span(*match.span("outlet")), known.get(match.start(), (None, "person"))
        if kind == "person" and (held == span or (held is None and "." in match["outlet"])):
            yield Shape(span, "organisation", "opens the text before a dash")


def inner_heads(words: Words, span: Span, rules: Rules) -> Iterator[Shape]:
    """Organisations named at the end of a longer name (`Partai Komunis` in `Politbiro Partai Komunis`)."""
    inside = words.within(span)
    for number, word in enumerate(inside[1:-1], start=1):
        if word.capital and rules.names_organisation(word.text) and word.text not in rules.tails and inside[number + 1].capital:
            yield Shape(Span(word.start, span.end), "organisation", f"begins with {word.text}")


def acronyms(words: Words, is_name: Callable[[Span], Span | None]) -> Iterator[tuple[Span, Span]]:
    """Pairs of a long name and the acronym in brackets after it, whose letters the long name has in order.

    `is_name` gives the name that ends where a span ends, or None: then the capitalised words before the bracket are tried.
    """
    for match in _ACRONYM.finditer(words.text):
        short, end = match["short"], match.start()
        if not words.text.endswith(" ", 0, end):
            continue
        letters = [char for char in short if char.isalpha()]
        if len(letters) < 2 or sum(char.isupper() for char in letters) * 2 < len(letters):
            continue
        end -= 2 if words.text.endswith(", ", 0, end) else 1
        name = is_name(Span(end, end)) or _before(words, end)
        if name is None or not _abbreviates(short, name.of(words.text)):
            name = _spelt(words, end, short)
        if name:
            yield name, Span(match.start("short"), match.end("short"))


def _before(words: Words, end: int) -> Span | None:
    """The run of capitalised words that ends at an offset."""
    number = words.at(end) - 1
    if number < 1 or words.all[number].end != end or not words.all[number].capital:
        return None
    first = number
    while first > 0 and number - first < LONGEST_NAME and words.spaced(first) and words.all[first - 1].capital:
        first -= 1
    return Span(words.all[first].start, end) if first < number else None


def _spelt(words: Words, end: int, short: str) -> Span | None:
    """The words before an offset whose capitals are exactly the letters: `Air and Marine Operations` of AMO."""
    number = last = words.at(end) - 1
    letters = ""
    while number >= 0 and last - number < LONGEST_NAME and (number == last or words.spaced(number + 1)):
        word = words.all[number]
        letters = word.text[0] + letters if word.capital else letters
        if letters == short and word.capital:
            return Span(word.start, end) if words.all[last].end == end and last > number else None
        if not short.endswith(letters):
            return None
        number -= 1
    return None


def _abbreviates(short: str, name: str) -> bool:
    """True if the letters stand in the name in this order, the first one first."""
    letters = [char for char in short.casefold() if char.isalnum()]
    rest = iter(name.casefold())
    return name[:1].casefold() == letters[0] and len(short) < len(name) and all(char in rest for char in letters)


def _end(words: Words, number: int, rules: Rules) -> int:
    """Where a word ends without a possessive or a hyphened clitic."""
    word = words.all[number]
    return word.end - max((len(ending) for ending in rules.endings if word.text.endswith(ending)), default=0)


def _heads_a_name(words: Words, number: int, rules: Rules) -> bool:
    """True of an organisation's first word. One that may as well end a name has a connector behind it."""
    word = words.all[number].text
    if any(word.lower() == phrase[0] and words.phrase(number, phrase) for phrase in rules.local_governments):
        return all(other.capital for other in words.all[number : number + 2])
    if not rules.names_organisation(word) and word not in rules.bound_heads:
        return False
    if word in rules.bound_heads or word in rules.tails:
        return number + 1 < len(words.all) and words.spaced(number + 1) and words.all[number + 1].low in rules.binding
    return word in rules.proper_heads or _is_free(words, number, rules)


def _is_free(words: Words, number: int, rules: Rules) -> bool:
    """False of a head at the beginning of a sentence before a title: there it is a common noun with a capital."""
    return not (words.all[number].initial and number + 1 < len(words.all) and words.all[number + 1].text in rules.titles)


def _run(
    words: Words,
    start: int,
    rules: Rules,
    known: Known,
    joining: frozenset[str],
    binding: frozenset[str] | None = None,
    *,
    places: bool = True,
) -> int:
    """The number of the last word of the name whose head is word `start`; `start` itself if nothing follows it."""
    binding = rules.binding if binding is None else binding
    end = number = start
    while number + 1 < len(words.all) and number - start < LONGEST_NAME and words.spaced(number + 1):
        number += 1
        word = words.all[number]
        held = known.get(word.start)
        if held and held[1] in ("person", "term"):
            break
        if held and held[1] == "place" and places:
            return words.at(held[0].end) - 1  # the country or town whose body this is ends its name
        if held and held[1] in ("organisation", "place") and words.at(held[0].end) - 1 > number:
            end = number = words.at(held[0].end) - 1
            continue
        bound = not words.all[number - 1].capital  # `Ministry of Foreign Affairs`: after a connector no title begins
        if rules.ordinal.fullmatch(word.text) or (word.capital and (bound or not _is_title(words, number, rules))):
            end = number
        elif (skipped := _portfolio(words, number, rules)) and end == start:
            end = number = number + skipped - 1
        elif not _joins(words, number, rules, known, joining, binding):
            break
    return end


def _is_title(words: Words, number: int, rules: Rules) -> bool:
    """True of a rank, or of a title that somebody's name may follow (not of one that ends a run: `Badan Perwakilan Anggota`)."""
    word = words.all[number].text
    follows = number + 1 < len(words.all) and words.spaced(number + 1) and words.all[number + 1].capital
    return word in rules.honorifics or (word in rules.titles and follows)


def _joins(words: Words, number: int, rules: Rules, known: Known, joining: frozenset[str], binding: frozenset[str]) -> bool:
    """True if a small word goes on with the name: what follows is capitalised and not the beginning of another name."""
    word = words.all[number].low
    if number + 1 >= len(words.all) or not words.spaced(number + 1) or word not in joining | binding:
        return False
    following = words.all[number + 1]
    if word in binding and word not in joining and not following.capital:
        return following.low in binding and _joins(words, number + 1, rules, known, joining, binding)
    held = known.get(following.start)
    parts = word in rules.joining and (
        following.text in rules.titles or following.text in rules.events or following.low in rules.openers
    )
    if not following.capital or parts or (held and held[1] == "term"):
        return False
    return word not in joining or not (held or rules.names_organisation(following.text) or _has_tail(words, number + 1, rules))


def _has_tail(words: Words, number: int, rules: Rules) -> bool:
    """True if the capitalised words from a number on hold one that ends an organisation's name of its own."""
    while number < len(words.all) and words.all[number].capital and words.all[number].text not in rules.tails:
        number += 1
        if not words.spaced(number):
            return False
    return number < len(words.all) and words.all[number].capital


def _stops(known: Known, seen: Iterable[Span] = ()) -> frozenset[int]:
    """Where words end before which no name goes on backwards: people, and the possessives of names."""
    people = (span.end for span, kind in known.values() if kind == "person")
    return frozenset((*people, *(span.end + 2 for span, _ in known.values()), *(span.end + 2 for span in seen)))


def _run_back(words: Words, number: int, rules: Rules, stops: frozenset[int], begins: Container[int] = ()) -> int:
    """The number of the first word of the name that ends with a word; it begins after people and owners (`Kenya's Council`)."""
    first = number
    while first > 0 and number - first < LONGEST_NAME // 2 and words.spaced(first):
        word = words.all[first - 1]
        if not word.capital or word.text in rules.offices or (word.initial and word.low in rules.openers):
            break
        if word.initial and words.all[first].start in begins:
            break
        if word.end in stops:
            break
        first -= 1
    return first


def _portfolio(words: Words, number: int, rules: Rules) -> int:
    """How many small words from here on are a ministry's field (`luar negeri`); 0 if none."""
    for phrase in rules.portfolios:
        if tuple(word.text for word in words.all[number : number + len(phrase)]) == phrase:
            return len(phrase)
    return 0
