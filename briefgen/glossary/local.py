"""What an article itself says of its names: a full name introduces the short form, `Long Name (LN)` the acronym, a longer name
its head. Gives each name spot the fullest form it stands for, finds recurrences that the model missed, and keeps namesakes apart.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.glossary import patterns
from briefgen.glossary.metonyms import is_somewhere
from briefgen.glossary.rules import Rules
from briefgen.glossary.spot import Spot
from briefgen.glossary.words import Word, Words
from briefgen.model import EntityType, Span

# Shorter first and family names are too often words.
SHORTEST_SHORT_FORM = 3
# Two letters are the initials of too many names.
SHORTEST_ACRONYM = 3
# So many letters of the second word make a contraction of two.
SHORTEST_CUT = 2
ELSEWHERE = "the same name stands elsewhere in this article"
LONGEST_PARTICLE = 3
# Inner names are looked for in so many words of an outer one; longer mentions are the model's mistakes.
LONGEST_SEARCHED = 16


@dataclass(frozen=True, slots=True)
class Names:
    """`full`: surface form → (fullest form, why); `rivals`: surface forms that two or more names share → those names."""

    full: dict[str, tuple[str, str]] = field(default_factory=dict)
    rivals: dict[str, tuple[str, ...]] = field(default_factory=dict)


def learn(words: Words, spots: Sequence[Spot], rules: Rules) -> Names:
    """Read off the spots which surface forms belong together."""
    names = Names()
    _people(words, spots, names)
    _surnames(words, spots, rules, names)
    people = sorted((spot.span for spot in spots if spot.type == "person" and spot.inside is None), key=lambda span: span.start)
    _nicknames(words, people, rules, names)
    _tickets(words, people, rules, names)
    _contractions(words, people, names)
    _acronyms(words, spots, rules, names)
    organisations = _surfaces(words, spots, "organisation")
    _initials(words, organisations, names)
    _heads(words, spots, organisations, rules, names)
    return names


def recurrences(words: Words, spots: Sequence[Spot], names: Names, rules: Rules) -> tuple[Spot, ...]:
    """Further spots: known names where nobody marked them."""
    covered = bytearray(len(words.text) + 1)
    for spot in spots:
        covered[spot.span.start : spot.span.end] = b"\x01" * (spot.span.end - spot.span.start)
    wanted = _wanted(words, spots, names, rules)
    return tuple(_missed(words, covered, wanted, rules))


def _surfaces(words: Words, spots: Iterable[Spot], kind: EntityType) -> dict[str, None]:
    """The surface forms of one type in the order in which they come up."""
    return dict.fromkeys(spot.span.of(words.text) for spot in spots if spot.type == kind)


# --- people ------------------------------------------------------------------------------------------------------------


def _people(words: Words, spots: Sequence[Spot], names: Names) -> None:
    surfaces = {surface: surface.split() for surface in _surfaces(words, (s for s in spots if s.inside is None), "person")}
    holders: dict[str, set[str]] = defaultdict(set)
    for surface, parts in surfaces.items():
        for part in parts:
            holders[_bare(part)].add(surface)
    fullest: dict[str, str] = {}
    for surface, parts in sorted(surfaces.items(), key=lambda item: (-len(item[1]), item[0])):
        longer = {fullest[other] for other in holders[_bare(parts[0])] if other in fullest and _within(parts, surfaces[other])}
        if len(longer) == 1:
            fullest[surface] = longer.pop()
            names.full[surface] = (fullest[surface], f'short for "{fullest[surface]}" in this article')
        elif longer:
            names.rivals[surface] = tuple(sorted(longer))
        else:
            fullest[surface] = surface
    for part, shared in holders.items():
        owners = {fullest[surface] for surface in shared if surface in fullest and len(surfaces[surface]) > 1}
        if len(owners) > 1:
            for surface in shared:
                if _bare(surface) == part and len(surfaces[surface]) == 1:
                    names.rivals[surface] = tuple(sorted(owners))
                    names.full.pop(surface, None)


def _surnames(words: Words, spots: Sequence[Spot], rules: Rules, names: Names) -> None:
    """A word taken for a place, which no glossary knows as one and nobody is in: whoever bears it as a surname before it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    places = {spot.span for spot in spots if spot.type == "place" and not spot.names}
    visited = {span.of(words.text) for span in places if is_somewhere(words, words.at(span.start), rules.metonyms.places)}
    for spot in sorted(spots, key=lambda spot: spot.span.start):
        surface = spot.span.of(words.text)
        if spot.type == "person" and spot.inside is None and " " in surface:
            bearers[surface.split()[-1]].add(names.full.get(surface, (surface, ""))[0])
        elif spot.span in places and len(bearers[surface]) == 1 and surface not in names.rivals.keys() | visited:
            full = next(iter(bearers[surface]))
            names.full.setdefault(surface, (full, f'short for "{full}" in this article'))


def _nicknames(words: Words, people: Sequence[Span], rules: Rules, names: Names) -> None:
    """`Joko Widodo (Jokowi)` and `X alias Y`: two names of one person side by side."""
    for first, second in itertools.pairwise(people):
        full, other = first.of(words.text), second.of(words.text)
        between = words.text[first.end : second.start]
        bracketed = between in (" (", "(") and words.text[second.end : second.end + 1] == ")"
        if (bracketed or between.strip() in rules.also_called) and full != other and " " in full and other not in names.rivals:
            whole = names.full.get(full, (full,))[0]
            names.full.setdefault(other, (whole, f'introduced as another name of "{whole}"'))


def _tickets(words: Words, people: Sequence[Span], rules: Rules, names: Names) -> None:
    """`Anies Baswedan dan Sandiaga Uno` introduces the short form in `Anies-Sandi`, which begins a word of the second."""
    partners: dict[str, set[str]] = defaultdict(set)
    pairs = []
    for first, second in itertools.pairwise(people):
        between = words.text[first.end : second.start]
        if between.strip().casefold() in rules.joining:
            partners[first.of(words.text)].add(second.of(words.text))
        elif between == "-":
            pairs.append((first.of(words.text), second.of(words.text)))
    for known, short in pairs:
        whole = [other for other in partners[names.full.get(known, (known, ""))[0]] if " " in other and _begins(short, other)]
        if len(whole) == 1 and short not in names.full and short not in names.rivals:
            names.full[short] = (whole[0], f'short for "{whole[0]}" in the pair "{known}-{short}"')


def _contractions(words: Words, people: Sequence[Span], names: Names) -> None:
    """`Jokowi` of `Joko Widodo`: the whole of a word of a name and the beginning of the next one."""
    surfaces = dict.fromkeys(span.of(words.text) for span in people)
    made: dict[str, set[str]] = defaultdict(set)
    for surface in surfaces:
        for first, second in itertools.pairwise(surface.split()):
            for size in range(SHORTEST_CUT, len(second)):
                if (short := first + second[:size].lower()) in surfaces and len(first) >= SHORTEST_SHORT_FORM:
                    made[short].add(names.full.get(surface, (surface, ""))[0])
    for short, whole in sorted(made.items()):
        if len(whole) == 1 and short not in names.full and short not in names.rivals:
            names.full[short] = (full := whole.pop(), f'made of "{full}"')


def _begins(short: str, name: str) -> bool:
    """True if a word of a name begins with the short form."""
    return len(short) >= SHORTEST_SHORT_FORM and any(part.startswith(short) for part in name.split())


def _within(parts: Sequence[str], longer: Sequence[str]) -> bool:
    """True if the words of one name are words of the longer one in the same order."""
    rest = iter(_bare(word) for word in longer)
    return (len(parts) < len(longer) or list(parts) != list(longer)) and all(_bare(part) in rest for part in parts)


def _bare(word: str) -> str:
    """A word of a name without its particle (`al-Beshir`, `Beshir`) and accents."""
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    head, hyphen, tail = word.casefold().partition("-")
    return tail if hyphen and len(head) <= LONGEST_PARTICLE and tail else head + hyphen + tail


# --- acronyms and heads ------------------------------------------------------------------------------------------------


def _acronyms(words: Words, spots: Sequence[Spot], rules: Rules, names: Names) -> None:
    spotted = {spot.span for spot in spots}
    ends = {spot.span.end: spot.span for spot in reversed(spots) if spot.type != "person" and " " in spot.span.of(words.text)}
    for name, short in patterns.acronyms(words, lambda span: ends.get(span.end)):
        full, acronym = name.of(words.text), short.of(words.text)
        first = full.split()[0]
        if first in rules.offices or (name not in spotted and short not in spotted and not rules.names_organisation(first)):
            continue  # capitals before a bracket may be anything; a decree is no organisation
        if names.full.setdefault(acronym, (full, f'introduced as "{full} ({acronym})"'))[0] != full:
            names.rivals[acronym] = tuple(sorted({full, names.full[acronym][0]}))


def _initials(words: Words, organisations: Iterable[str], names: Names) -> None:
    """The letters of a long name that stand alone elsewhere, or behind it without brackets: `… Umum Daerah KPUD`."""
    found: dict[str, set[str]] = defaultdict(set)
    for surface in organisations:
        *rest, last = surface.split()
        if len(rest) >= SHORTEST_ACRONYM and _letters(rest) == last:
            found[last].add(surface)
        elif len(rest) + 1 >= SHORTEST_ACRONYM and (letters := _letters((*rest, last))) in words.shouted:
            found[letters].add(surface)
    for acronym, long in sorted(found.items()):
        full = min(long, key=len)
        if acronym not in names.rivals and all(other in (full, f"{full} {acronym}") for other in long):
            for short in (long - {full}) | {acronym}:
                names.full.setdefault(short, (full, f'the first letters of "{full}"'))


def _letters(parts: Sequence[str]) -> str:
    return "".join(part[0] for part in parts if part[0].isupper())


def _heads(words: Words, spots: Sequence[Spot], surfaces: Mapping[str, None], rules: Rules, names: Names) -> None:
    """A long name introduces its bare head (`Politbiro`), and what it is without the place before or behind it (`Red Sox`) or
    without a word for its kind (`Harvard University`), and that of a club without its sponsor's.
    """
    owners = {spot.span.of(words.text) for spot in spots if spot.type == "place"}
    # A company's branch in a country (`Nissan Indonesia`) is not the company; a town's club is.
    towns = owners - {spot.span.of(words.text) for spot in spots if any(name.entity.kind == "country" for name in spot.names)}
    bodies = {head for head in rules.proper_heads - rules.company_forms if len(head) > SHORTEST_ACRONYM}  # not every `SMA`
    heads = rules.heads | rules.bound_heads | bodies
    by_head: dict[str, set[str]] = defaultdict(set)
    for surface in surfaces:
        parts = surface.split()
        if len(parts) > 1 and parts[0] in heads:
            by_head[parts[0]].add(surface)
        rest = " ".join(parts[1:])
        if parts[0] in rules.company_forms and rest in surfaces:
            names.full.setdefault(rest, (surface, "the name without its legal form"))
        for cut in range(1, len(parts)):
            short, owner = " ".join(parts[:cut]), " ".join(parts[cut:])
            if short in surfaces and owner in (owners if cut > 1 else towns):
                by_head[short].add(surface)
            if owner in surfaces and short in towns and not (rules.names_organisation(owner) or owner in rules.tails):
                by_head[owner].add(surface)
        if len(parts) > 2 and parts[-1] in rules.loose_tails and rest in surfaces and not rules.names_organisation(parts[0]):
            by_head[rest].add(surface)
        if len(parts) > 1 and parts[-1] in rules.loose_tails and " ".join(parts[:-1]) in surfaces:
            by_head[" ".join(parts[:-1])].add(surface)
    for head, longer in sorted(by_head.items()):
        whole = {names.full.get(surface, (surface,))[0] for surface in longer}
        if len(whole) == 1:
            names.full.setdefault(head, (whole.pop(), "the head of a longer name in this article"))


# --- recurrences -------------------------------------------------------------------------------------------------------


def _wanted(words: Words, spots: Sequence[Spot], names: Names, rules: Rules) -> dict[str, list[tuple[str, EntityType]]]:
    """Surface forms to look for, by their first word, longest first."""
    forms: dict[str, EntityType] = {}
    for spot in spots:
        surface = spot.span.of(words.text)
        inside = words.within(spot.span)
        if inside and surface[:1].isupper() and (len(inside) > 1 or surface.isupper() or spot.marked or not spot.names):
            forms.setdefault(surface, spot.type)
        if spot.type == "person" and spot.inside is None and len(inside) > 1:
            for word in (inside[0], inside[-1]):
                if _may_stand_alone(word, words, rules):
                    forms.setdefault(word.text, "person")
    for short, (full, _) in names.full.items():
        forms.setdefault(short, forms.get(full, "organisation"))
    found: dict[str, list[tuple[str, EntityType]]] = defaultdict(list)
    for surface, kind in sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])):
        found[surface.split()[0]].append((surface, kind))
    return found


def _may_stand_alone(word: Word, words: Words, rules: Rules) -> bool:
    low = word.low
    return (
        len(word.text) >= SHORTEST_SHORT_FORM
        and low not in words.small
        and low not in rules.common
        and low not in rules.openers
        and word.text not in rules.offices
    )


def _missed(words: Words, covered: bytearray, wanted: dict[str, list[tuple[str, EntityType]]], rules: Rules) -> Iterator[Spot]:
    for number in words.capitals:
        word = words.all[number]
        if covered[word.start]:
            continue
        first = word.text if word.text in wanted else word.text.split("-")[0].split("'")[0].split("’")[0]
        for surface, kind in wanted.get(first, ()):
            span = Span(word.start, word.start + len(surface))
            if words.text.startswith(surface, span.start) and _is_whole(words, covered, span, number, kind, rules):
                covered[span.start : span.end] = b"\x01" * len(surface)
                yield Spot(span, kind, ELSEWHERE)
                break


def _is_whole(words: Words, covered: bytearray, span: Span, number: int, kind: EntityType, rules: Rules) -> bool:
    """True if the name ends where a word ends and no capitalised stranger stands beside it."""
    if any(covered[span.start : span.end]) or words.text[span.end : span.end + 1].isalnum():
        return False
    word, single = words.all[number], " " not in span.of(words.text)
    if single and word.initial and kind == "organisation" and rules.names_organisation(word.text):
        return False
    if word.headline or not single:
        return True
    after, before = words.after(span), words.before(span)
    if after and after.capital and not covered[after.start] and not after.text.isupper():
        return False
    if before is None or not before.capital or before.initial or covered[before.start]:
        return True
    return before.text in rules.offices or rules.names_organisation(before.text)


def inner_recurrences(words: Words, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Names that stand on their own elsewhere, within longer names (Shanghai in its organisation)."""
    alone = {
        spot.span.of(words.text): spot
        for spot in reversed(spots)
        if spot.inside is None and spot.type != "person" and spot.span.of(words.text)[:1].isupper()
    }
    have = {spot.span for spot in spots}
    found = []
    for outer in spots:
        if outer.inside is not None or outer.type in ("person", "place"):
            continue
        inside = words.within(outer.span)[:LONGEST_SEARCHED]
        if len(inside) < 2:
            continue
        taken = outer.span.start
        for first in inside:
            for last in reversed(inside):
                span = Span(first.start, last.end)
                known = alone.get(span.of(words.text)) if span.end > span.start >= taken and span != outer.span else None
                if known and span not in have and not (span.start == outer.span.start and known.type == outer.type):
                    found.append(known._replace(span=span, inside=outer.span, evidence=ELSEWHERE))
                    taken = span.end
                    break
    return tuple(found)
