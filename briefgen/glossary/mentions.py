"""The annotator's mentions, mended: cut at punctuation, freed of ranks, parted where they run over two names, one type for one
surface form. What is no name after all (numbers, bare heads, sentence openers) is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from briefgen.glossary.gazetteer import Match
from briefgen.glossary.parting import Splitter
from briefgen.glossary.rules import Rules
from briefgen.glossary.spot import Spot
from briefgen.glossary.words import Mask, Word, Words
from briefgen.model import Document, EntityType, Span

_BREAK = re.compile(r"\s[–—-]{1,2}\s|[()\[\]{}\"“”;:|\n]|,\s|\s/\s")
# What stands before a keyword or an account's name, which are no names in the text.
_TAGS = ("#", "@")
# `Finley "Finn" Polmar` is one name.
_NICKNAMED = re.compile(r"[^\W\d_][\w .'’-]* [\"“][^\W\d_][\w '’-]*[\"”] [^\W\d_][\w .'’-]*")
# A name seen this often elsewhere in an article counts as known when it stands at the edge of a longer mention.
OFTEN = 2
# The letters of shorter acronyms are too often a word, too.
SHORTEST_PLAIN = 4


def mended(document: Document, words: Words, matches: Sequence[Match], rules: Rules) -> tuple[Spot, ...]:
    """The mentions of a document as spots, sorted as they were."""
    trimmed = [piece for mention in document.mentions for piece in _trimmed(document, words, mention.span, mention.type, rules)]
    timexes = Mask(len(words.text), (timex.span for timex in document.timexes))
    trimmed = [(span, kind) for span, kind in trimmed if timexes.around(span) is None]
    outer = {match.span.start: match for match in matches if match.inside is None}
    long = Mask(len(words.text), (match.span for match in outer.values() if len(words.within(match.span)) > 1))
    trimmed = [(long.completed(span), kind) for span, kind in trimmed]
    known = {match.span.of(words.text) for match in outer.values()}
    pieces = [Spot(span, kind, "", marked=kind) for span, kind in _credible(document, words, trimmed, known, rules)]
    surfaces = [piece.span.of(words.text) for piece in pieces]
    seen = Counter(surfaces)
    votes = Counter(zip(surfaces, (piece.type for piece in pieces), strict=True)).items()
    mostly = [(surface, kind, count) for (surface, kind), count in votes if count * 2 > seen[surface]]
    people = {name for name, kind, _ in mostly if kind == "person" and (" " in name or seen[name] >= OFTEN)}
    places = {name for name, kind, count in mostly if kind == "place" and count >= OFTEN}
    splitter = Splitter(words, rules, outer, people, places)
    split = [part for piece in pieces for part in splitter.parts(piece)]
    return tuple(_voted(words, tuple(_joined(words, split)), rules))


def _trimmed(document: Document, words: Words, span: Span, kind: EntityType, rules: Rules) -> Iterator[tuple[Span, EntityType]]:
    """A mention cut at punctuation and freed of small words, ranks and clitics at its edges."""
    nicknamed = kind == "person" and _NICKNAMED.fullmatch(span.of(words.text))
    for part in (span,) if nicknamed else _unbroken(span, words.text):
        inside = list(words.within(part))
        while inside and _is_edge(inside[0], kind, rules):
            inside.pop(0)
        while inside and not (inside[-1].capital or inside[-1].text[0].isdigit()) and not _is_portfolio_end(inside, rules):
            inside.pop()
        if kind == "organisation":
            inside = _until_title(inside, rules)
        if not any(word.capital for word in inside) or words.text[inside[0].start - 1 : inside[0].start] in _TAGS:
            continue
        end = min(inside[-1].end, max(part.end, inside[-1].start + 1))
        if end < part.end and "." in inside[-1].text and words.text[end] == ".":
            end += 1  # `East L.A.`
        end -= _clitic(words.text[inside[-1].start : end], rules)
        yield Span(inside[0].start, end), _type(document, words, inside, kind)


def _unbroken(span: Span, text: str) -> Iterator[Span]:
    """The parts of a span between breaks."""
    start = span.start
    if not span.of(text).replace(" ", "").isalnum():  # as of most names, which spares them the search
        for match in _BREAK.finditer(span.of(text)):
            yield Span(start, span.start + match.start())
            start = span.start + match.end()
    yield Span(start, span.end)


def _credible(
    document: Document, words: Words, trimmed: Sequence[tuple[Span, EntityType]], known: Container[str], rules: Rules
) -> Iterator[tuple[Span, EntityType]]:
    """Without numbers taken for people, bare heads, exclamations, sentence openers that are no proper nouns, and words of a title
    that run on into a person's name.
    """
    people = {span.start for span, kind in trimmed if kind == "person"}
    seen = Counter(span.of(words.text) for span, _ in trimmed)
    borne = {word for surface in seen if " " in surface and not surface.isupper() for word in surface.split()}
    common = {
        token.span.start
        for sentence in document.sentences
        for token in sentence.tokens[:1]
        if token.upos not in ("PROPN", "X", "")
    }
    for span, kind in trimmed:
        surface = span.of(words.text)
        single = " " not in surface
        once = single and seen[surface] == 1
        numbered = kind == "person" and any(map(str.isdigit, surface))
        opener = once and (span.start in common or _is_part_of_a_word(words, span, rules))
        bare = single and (
            rules.names_organisation(surface) if kind == "organisation" else kind == "place" and rules.names_place(surface)
        )
        runs_on = once and kind == "person" and (after := words.after(span)) is not None and after.start in people
        none = surface in rules.not_names or _is_ordinary(words, surface, kind, borne, known, rules)
        if not (numbered or opener or bare or runs_on or none):
            yield span, kind


def _is_ordinary(
    words: Words, surface: str, kind: EntityType, borne: Container[str], known: Container[str], rules: Rules
) -> bool:
    """True of a word that is no name however it is written (`Artinya`, `TIDAK`) or that the text mostly writes in small, unless a
    longer name holds it; and of capitals for emphasis: half of several words (of what is taken for a person, all) are such words
    or stand in the text in small, and no body's name begins so.
    """
    parts = surface.split()
    if len(parts) == 1:
        plain = surface.lower() in rules.ordinary or (surface not in known and words.mostly_small(surface))
        return plain and surface not in borne
    if not surface.isupper() or rules.names_organisation(parts[0]) or rules.names_organisation(parts[0].capitalize()):
        return False
    count = sum(part.lower() in rules.ordinary or (len(part) >= SHORTEST_PLAIN and part.lower() in words.small) for part in parts)
    return count == len(parts) if kind == "person" else count * 2 >= len(parts)


def _is_part_of_a_word(words: Words, span: Span, rules: Rules) -> bool:
    """True of a sentence's first word that ends in a glued particle (`Terbuktilah`) or goes on in small (`Laissez-faire`)."""
    word = words.within(span)[0]
    clitic = any(len(word.text) > len(clitic) + 3 and word.text.endswith(clitic) for clitic in rules.clitics)
    tail = words.text[span.end + 1 : word.end] if words.text[span.end : span.end + 1] == "-" else ""
    return word.initial and (clitic or (tail.islower() and tail not in rules.clitics))


def _is_edge(word: Word, kind: EntityType, rules: Rules) -> bool:
    """True if a name cannot begin with the word: a small word, or a rank before a person."""
    if kind == "person":
        return word.text in rules.honorifics or not (word.capital or word.low in ("al", "bin", "de", "van", "von", "da", "el"))
    return (kind == "organisation" and word.text in rules.titles) or not (word.capital or word.text[0].isdigit())


def _is_portfolio_end(inside: Sequence[Word], rules: Rules) -> bool:
    return any(tuple(word.text for word in inside[-len(phrase) :]) == phrase for phrase in rules.portfolios)


def _until_title(inside: list[Word], rules: Rules) -> list[Word]:
    """An organisation's name ends where an officer's rank or title begins (`Divisi Humas Polri Kombes …`)."""
    for number, word in enumerate(inside[:-1]):
        if number > 1 and word.text in rules.offices and inside[number - 1].capital:  # no title begins behind a connector
            return inside[:number]
    return inside


def _clitic(last: str, rules: Rules) -> int:
    """How many characters at the end of a name's last word are a possessive or a hyphened clitic."""
    if not last.endswith(rules.endings):
        return 0
    return next((len(ending) for ending in rules.endings if last.endswith(ending) and len(last) > len(ending)), 0)


def _type(document: Document, words: Words, inside: Sequence[Word], kind: EntityType) -> EntityType:
    """Places in capitals that open a paragraph before a comma or dash are datelines, whatever the model says."""
    start, end = inside[0].start, inside[-1].end
    opens = start == 0 or words.text[start - 1] == "\n"
    dateline = kind == "organisation" and opens and words.text[end : end + 1] == "," and document.sentences
    return "place" if dateline and all(word.text.isupper() for word in inside) else kind


def _joined(words: Words, pieces: Sequence[Spot]) -> Iterator[Spot]:
    """The pieces, where the model broke a name (`AJB`, `Bumiputera`) that it sees whole elsewhere the whole name for them."""
    surfaces = [piece.span.of(words.text) for piece in pieces]
    seen = Counter(surfaces)
    longer: dict[str, dict[str, EntityType]] = defaultdict(dict)
    for piece, surface in zip(pieces, surfaces, strict=True):
        if " " in surface and seen[surface] >= OFTEN:
            longer[surface.split()[0]][surface] = piece.type
    number = 0
    while number < len(pieces):
        piece, surface = pieces[number], surfaces[number]
        for name, kind in longer[surface.split()[0]].items() if longer else ():
            span = Span(piece.span.start, piece.span.start + len(name))
            after = number
            while after < len(pieces) and span.contains(pieces[after].span):
                after += 1
            cut = after < len(pieces) and pieces[after].span.overlaps(span)
            goes_on = words.text[span.end : span.end + 1].isalnum()
            if len(name) > len(surface) and span.of(words.text) == name and not cut and not goes_on:
                piece, number = piece._replace(span=span, type=kind), after - 1
                break
        yield piece
        number += 1


def _voted(words: Words, pieces: Sequence[Spot], rules: Rules) -> Iterator[Spot]:
    """One surface form has one type in an article: the most frequent; a word of a person's full name is that person's."""
    surfaces = [piece.span.of(words.text) for piece in pieces]
    votes = Counter(zip(surfaces, (piece.type for piece in pieces), strict=True))
    winners: dict[str, EntityType] = {}
    for (surface, kind), _ in votes.most_common():
        winners.setdefault(surface, kind)
    parts: set[str] = set()
    for piece, surface in zip(pieces, surfaces, strict=True):
        if piece.type == "person" and " " in surface:
            inside = words.within(piece.span)
            if inside[-1].text not in rules.place_tails and inside[-1].text not in rules.tails:
                parts.update(word.text for word in inside if len(word.text) > 2)
    for piece, surface in zip(pieces, surfaces, strict=True):
        kind = "person" if surface in parts and (surface, "person") in votes else winners[surface]
        inside = () if surface.isalnum() else words.within(piece.span)
        if "-" in surface and inside[-1].text.rpartition("-")[2] in rules.place_tails:
            kind = "place"
        elif " " in surface and surface not in parts:
            if inside[-1].text in rules.place_tails:
                kind = "place"
            elif inside[-1].text in rules.tails:
                kind = "organisation"
            if kind in ("place", "person") and rules.names_organisation(inside[0].text):
                kind = "organisation"
            if kind == "person" and rules.names_place(inside[0].text):
                kind = "place"
        yield Spot(piece.span, kind, f"the model marks a name of type {kind}", marked=kind)
