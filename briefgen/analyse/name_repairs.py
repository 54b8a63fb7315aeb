"""What a model systematically gets wrong about names of people, put right by the words around them: a name glued to the
institution before it or taken for a place; an institution, a place or a storm taken for a person.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.analyse import company_names, name_extents
from briefgen.analyse.company_names import NAMED
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.name_extents import LONGEST
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.person_passages import INITIALS, Located, Passages, acronym, ends_title, initial, located, shown
from briefgen.model import EntityType, Mention, Span

COMMON = 3
"""Mentions from which a first word that is also written small is a name after all."""


def repair(text: str, passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> tuple[Mention, ...]:
    """The mentions with people and their neighbours told apart, sorted and apart as before."""
    items = tuple(located(passages, mentions))
    article = _learn(text, passages, items, grammar)
    found: list[Mention] = []
    for item in items:
        mention, passage, first, last = item
        if mention.type == "person":
            found += _person(text, item, article, grammar)
        elif last - first == 1 and passage[first].text in article.shown:
            found.append(replace(mention, type="person", source="rule:retype"))
        elif mention.type == "place" and last - first == 1 and passage[first].text in article.companies:
            found.append(replace(mention, type="organisation", source="rule:retype"))
        else:
            titled = _titled(passage, first, grammar)
            cut = _after_place(text, item, article, grammar) if titled else None
            cut = cut or _known_name(item, article, grammar) or _full_name(item, grammar)
            found += _ranked(item, grammar) or _cut(_retyped(item, grammar), cut, mention.type)
    merged = name_extents.merged(passages, found, grammar) if grammar.heads_last else found
    return tuple(name_extents.extended(passages, merged, article.others, grammar))


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole article says of its names: how many mentions of people hold a word, which names are one word, the places,
    the words of organisations, the names that stand after a word for a company or a storm or are shown to be a company's, those
    after a word for a company that are taken for places, initials and names shown to be a person's, the words written small,
    and the names of several words."""

    parts: Counter[str]
    single: frozenset[str]
    places: frozenset[str]
    place_parts: frozenset[str]
    others: frozenset[str]
    no_people: frozenset[str]
    companies: frozenset[str]
    shown: frozenset[str]
    small: frozenset[str]
    runs: frozenset[str]


def _learn(text: str, passages: Passages, items: Sequence[Located], grammar: PeopleGrammar) -> Known:
    people = [item for item in items if item[0].type == "person"]
    rest = [item for item in items if item[0].type != "person" or _capitals(item)]
    words = [mention.span.of(text).split() for mention, *_ in people]
    longer = {word for name in words if len(name) > 1 for word in name}
    led = {
        passage[first].text
        for _, passage, first, last in people
        if last - first == 1 and first and passage[first - 1].fold in grammar.not_people | grammar.company_words
    } | company_names.companies(text, people, rest, grammar)
    unlisted = company_names.unlisted(rest, grammar)
    somebody = shown(passages, unlisted, grammar)
    companies = {passage[first].text for _, passage, first, _ in unlisted if company_names.led(passage, first, grammar)}
    return Known(
        Counter(word for name in words for word in set(name)),
        frozenset(name[0] for name in words if len(name) == 1),
        frozenset(mention.span.of(text).casefold() for mention, *_ in rest if mention.type == "place"),
        frozenset(part for item in rest if item[0].type == "place" for part in item[0].span.of(text).split()) - longer - somebody,
        frozenset(word for mention, *_ in rest for word in mention.span.of(text).split()),
        frozenset(led - longer),
        frozenset(companies - longer),
        frozenset(somebody),
        frozenset(word.fold for passage in passages for word in passage if word.kind == "word" and not word.capital),
        frozenset(run for passage in passages for run in _runs(passage)),
    )


def _runs(passage: Sequence[Lexeme]) -> Iterator[str]:
    """The names of several capitalised words that stand between other words."""
    for capital, run in itertools.groupby(passage, key=lambda lexeme: lexeme.capital):
        words = [lexeme.text for lexeme in run] if capital else []
        if len(words) >= NAMED:
            yield " ".join(words)


def _capitals(item: Located) -> bool:
    """A name of several words that begins with an acronym is an organisation's (`AJB Bumiputera`)."""
    _, passage, first, last = item
    return (
        last - first > 1 and acronym(passage[first]) and len(passage[first].text) >= INITIALS and passage[first + 1].fold != "."
    )


def _person(text: str, item: Located, known: Known, grammar: PeopleGrammar) -> Iterator[Mention]:
    """A person's mention as it should be: itself, of another type, cut in two, or nothing."""
    mention, passage, first, last = item
    before = passage[first - 1].fold if first else ""
    single, word = last - first == 1, passage[first].text
    if before in grammar.not_people or passage[first].fold in grammar.not_people or _no_name(item, known):
        return
    if name_extents.in_institution(item, grammar):
        return
    office = next((at for at in range(first + 1, last - 1) if acronym(passage[at]) and grammar.offices.at(passage, at)), None)
    if office:
        yield replace(mention, span=Span(mention.span.start, passage[office - 1].end), type="organisation", source="rule:split")
        yield replace(mention, span=Span(passage[office + 1].start, mention.span.end), source="rule:split")
        return
    if name_extents.address(item) or company_names.brand(item):
        yield replace(mention, type="organisation", source="rule:retype")
        return
    if single and known.parts[word] == 1 and _origin(item, grammar):
        return
    if single and word in known.no_people:
        yield replace(mention, type="organisation", source="rule:retype")
        return
    if single and known.parts[word] > 1 and word not in known.place_parts:
        yield mention
        return
    within = _within(item, known, grammar)
    if within != (first, last):
        yield replace(mention, span=Span(passage[within[0]].start, passage[within[1] - 1].end), source="rule:trim")
        return
    if company_names.company(item, grammar):
        yield replace(mention, span=Span(passage[first + 1].start, mention.span.end), type="organisation", source="rule:retype")
        return
    titled = _titled(passage, first, grammar) or ends_title(passage, first, grammar)
    tail = not single and passage[last - 1].fold in grammar.company_tails
    if titled and (tail or company_names.club(item, grammar)):
        yield replace(mention, type="organisation", source="rule:retype")
        return
    region = grammar.regions.at(passage, first) if titled else None
    ranked = grammar.ranks.at(passage, first) or grammar.honorifics.at(passage, first) or grammar.offices.at(passage, first)
    if (passage[first].fold in grammar.naming and not single) or (_capitals(item) and not ranked and not titled):
        yield replace(mention, type="organisation", source="rule:retype")
    elif (region and region[0] == last) or (
        single and (before in grammar.locatives or word in known.place_parts or _among_places(item, known, grammar))
    ):
        yield replace(mention, type="place", source="rule:retype")
    elif single and before in grammar.owners and _heads(passage, first - 2, grammar):
        yield replace(mention, type="organisation", source="rule:retype")
    elif before in grammar.place_words and not single:
        yield from _cut(item, first + 1, "place")
    else:
        heads_first = titled and not grammar.heads_last
        parts = (
            (_after_place(text, item, known, grammar), _after_known(item, known), _after_run(item, known)) if heads_first else ()
        )
        cut = next(filter(None, parts), None)
        yield from _cut(item, cut or _after_institution(item, grammar), "organisation")


def _origin(item: Located, grammar: PeopleGrammar) -> bool:
    """`Kenyan runner Lydia Chepkirui`: one word, an office and a name after it say where the bearer of the name is from."""
    _, passage, _, last = item
    office = grammar.offices.at(passage, last) if grammar.heads_last and last < len(passage) else None
    return office is not None and office[0] < len(passage) and passage[office[0]].capital and not passage[last].capital


def _within(item: Located, known: Known, grammar: PeopleGrammar) -> tuple[int, int]:
    """`Buni Yani di Facebook` ends before the preposition; `Pembawaan Duterte` begins after a first word written small elsewhere
    if what follows is a person elsewhere.
    """
    _, passage, first, last = item
    end = next((at for at in range(first + 1, last) if passage[at].fold in grammar.locatives and not passage[at].capital), last)
    opening = all(lexeme.kind == "mark" for lexeme in passage[:first])
    common = opening and passage[first].fold in known.small and first + 1 < end and passage[first + 1].text in known.single
    return first + common, end


def _no_name(item: Located, known: Known) -> bool:
    """A flight (`JT 990`), or a first word of a sentence that the article also writes small."""
    _, passage, first, last = item
    numbered = any(lexeme.kind == "number" for lexeme in passage[first:last])
    return numbered or (first == 0 and last == 1 and passage[0].fold in known.small and known.parts[passage[0].text] < COMMON)


def _titled(passage: Sequence[Lexeme], first: int, grammar: PeopleGrammar) -> bool:
    """An office stands before the index, one small word aside (`politikus senior`)."""
    near = first - 1 if first and grammar.stands(passage[first - 1]) and not passage[first - 1].capital else first
    return grammar.offices.before(passage, first) is not None or grammar.offices.before(passage, near) is not None


def _among_places(item: Located, known: Known, grammar: PeopleGrammar) -> bool:
    """`…, Cianjur, dan Bima`: a region's name after a place and a comma or joint."""
    _, passage, first, _ = item
    at = first - 1
    while at >= 0 and (passage[at].fold == "," or passage[at].fold in grammar.joints):
        at -= 1
    region = grammar.regions.at(passage, first) or grammar.places.at(passage, first)
    listed = passage[at].fold in known.places or grammar.regions.before(passage, at + 1) if 0 <= at < first - 1 else None
    return region is not None and bool(listed)


def _heads(passage: Sequence[Lexeme], index: int, grammar: PeopleGrammar) -> bool:
    """A title or a name stands before `of`: what follows is whose, not who."""
    return index >= 0 and (grammar.offices.before(passage, index + 1) is not None or passage[index].capital)


def _after_place(text: str, item: Located, article: Known, grammar: PeopleGrammar) -> int | None:
    """`Mongolia Bat Erdene`, `Partai Bulan M. Kaban`: where the name begins after a known place, or with an initial."""
    _, passage, first, last = item
    known = grammar.places.at(passage, first) or grammar.regions.at(passage, first)
    for at in range(last - 1, first, -1):
        head = text[passage[first].start : passage[at - 1].end].casefold()
        if (head in article.places or (known and known[0] == at)) and all(lexeme.capital for lexeme in passage[at:last]):
            return at
    return next((at for at in range(first + 1, last - 1) if initial(passage, at) and passage[at - 1].kind == "word"), None)


def _known_name(item: Located, known: Known, grammar: PeopleGrammar) -> int | None:
    """`Bank Permata Josua Pardede`, and Josua or Pardede is a person elsewhere. A known last word brings the one before it,
    unless it is a name by itself elsewhere. An office has to stand before, or an acronym before the name.
    """
    _, passage, first, last = item
    at = next((at for at in range(first + 1, last) if passage[at].capital and known.parts[passage[at].text]), None)
    if at is None or not all(lexeme.capital for lexeme in passage[at:last]):
        return None
    alone = at == last - 1 and passage[at].text in known.single
    if not (ends_title(passage, first, grammar) or _titled(passage, first, grammar) or (alone and acronym(passage[at - 1]))):
        return None
    with_first = at == last - 1 and not alone and at - 1 > first and passage[at - 1].capital
    return at - 1 if with_first and passage[at - 1].fold not in grammar.institutions else at


def _full_name(item: Located, grammar: PeopleGrammar) -> int | None:
    """`pengamat Bank Xxx Yyy Zzz mengatakan`: behind an office, an institution's word and its name, the rest is who says it if
    a predicate, a place or a comma follow and no other name.
    """
    _, passage, first, last = item
    at = first + 2
    words = passage[first:last]
    if grammar.heads_last or last - at < NAMED or last + 1 >= len(passage):
        return None
    apart = passage[last].fold == "," and not passage[last + 1].capital
    if not (grammar.is_verb(passage[last]) or apart or passage[last].fold in grammar.locatives):
        return None
    if not grammar.offices.before(passage, first) and not _titled(passage, first, grammar):
        return None
    if words[0].fold not in grammar.institutions or not all(lexeme.capital and len(lexeme.text) > 1 for lexeme in words):
        return None
    free_of = not any(
        lexeme.fold in grammar.institutions or grammar.regions.at(passage, at + step) or grammar.places.at(passage, at + step)
        for step, lexeme in enumerate(passage[first + 1 : last], start=-1)
    )
    return at if free_of and not any(acronym(lexeme) for lexeme in words) else None


def _retyped(item: Located, grammar: PeopleGrammar) -> Located:
    """A name right behind an office is a person's where the language says `president of` of everything else."""
    mention, passage, first, last = item
    words = [lexeme.fold for lexeme in passage[first:last] if lexeme.kind == "word"]
    if not (grammar.heads_last and NAMED <= len(words) <= LONGEST and grammar.offices.before(passage, first)):
        return item
    taken = grammar.institutions | grammar.company_tails | grammar.naming | grammar.not_people
    ends = last == len(passage) or not passage[last].capital
    named = any(table.at(passage, first) for table in (grammar.places, grammar.regions, grammar.offices))
    if taken & set(words) or named or not ends or passage[first].glued or any(map(acronym, passage[first:last])):
        return item
    return replace(mention, type="person", source="rule:retype"), passage, first, last


def _after_known(item: Located, known: Known) -> int | None:
    """`Tesla Elon Musk`, and Tesla is an organisation elsewhere."""
    _, passage, first, last = item
    if passage[first].text not in known.others:
        return None
    at = next((at for at in range(first + 1, last) if passage[at].text not in known.others), None)
    return at if at is not None and (last - at > 1 or passage[at].text in known.single) else None


def _after_run(item: Located, known: Known) -> int | None:
    """`CEO Lintas Data Kevin Pranata`: two names of two words, and the first one stands alone elsewhere."""
    _, passage, first, last = item
    apart = (at for at in range(first + NAMED, last - NAMED + 1) if all(lexeme.capital for lexeme in passage[first:last]))
    return next((at for at in apart if " ".join(lexeme.text for lexeme in passage[first:at]) in known.runs), None)


def _after_institution(item: Located, grammar: PeopleGrammar) -> int | None:
    """`Samuel Sekuritas Lana Dewi`: an institution's word in the middle of a person ends what is not the name."""
    _, passage, first, last = item
    return next((at + 1 for at in range(last - 2, first, -1) if passage[at].fold in grammar.company_tails), None)


def _ranked(item: Located, grammar: PeopleGrammar) -> list[Mention]:
    """`Divisi Humas Polri Kombes Martinus` taken for one organisation: a rank inside parts it from the person."""
    mention, passage, first, last = item
    if passage[first].fold in grammar.naming | grammar.not_people:
        return []
    for at in range(first + 1, last - 1):
        rank = grammar.ranks.at(passage, at)
        if rank and passage[at].capital and rank[0] < last and passage[rank[0]].capital:
            body = replace(mention, span=Span(passage[first].start, passage[at - 1].end), source="rule:split")
            name = Span(passage[rank[0]].start, mention.span.end)
            return [body, replace(mention, span=name, type="person", source="rule:split")]
    return []


def _cut(item: Located, at: int | None, kind: EntityType) -> Iterator[Mention]:
    """A mention in two: what the title is of, and the person; whole if there is no place to cut."""
    mention, passage, first, _ = item
    if at is None:
        yield mention
        return
    yield replace(mention, span=Span(passage[first].start, passage[at - 1].end), type=kind, source="rule:split")
    yield replace(mention, span=Span(passage[at].start, mention.span.end), type="person", source="rule:split")
