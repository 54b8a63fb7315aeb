"""Mended mentions, the glossary's matches and names by shape → one set of name spots: outer ones that do not overlap, inner ones
within them. Matches are doubted first: a capital may belong to somebody else's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.glossary import choose, patterns
from briefgen.glossary.gazetteer import Match, Name
from briefgen.glossary.mentions import mended
from briefgen.glossary.metonyms import stands_for
from briefgen.glossary.patterns import Shape
from briefgen.glossary.rules import Rules
from briefgen.glossary.spot import Spot
from briefgen.glossary.words import Mask, Word, Words
from briefgen.model import Document, EntityType, Span

# Places so often named that a model which takes one for a person is more likely wrong.
BROAD = ("country", "region", "province")


def find(document: Document, words: Words, matches: Sequence[Match], rules: Rules) -> tuple[Spot, ...]:
    """All name spots, sorted by start, outer before inner."""
    pieces = mended(document, words, matches, rules)
    doubted = frozenset(_other_things(words, matches, pieces))
    matches = tuple(match for match in matches if match.span not in doubted)
    exact = {match.span: match for match in matches}
    trusted = _trusted(words, matches, pieces, rules, has_model=bool(document.annotator or document.mentions))
    known: dict[int, tuple[Span, EntityType]] = {timex.span.start: (timex.span, "term") for timex in document.timexes}
    for match in trusted:
        known.setdefault(match.span.start, (match.span, match.names[0].entity.type))
    for piece in pieces:
        if piece.type in ("person", "place"):
            known.setdefault(piece.span.start, (piece.span, piece.type))
    bodies = tuple(_with_countries(words, trusted))
    spans = (*(match.span for match in trusted), *(piece.span for piece in pieces))
    shapes = [
        *patterns.organisations(words, rules, known, [piece.span for piece in pieces if piece.type == "organisation"]),
        *patterns.events(words, rules, known),
        *patterns.outlets(words, known),
        *(shape for shape, _ in bodies if shape.rule),
        *_lettered(words, pieces, rules),
        *_teams(words, trusted, rules),
        *patterns.told(words, rules, {word.start for span in spans for word in words.within(span)}),
    ]
    spots = [
        *(Spot(m.span, m.names[0].entity.type, "", m.names) for m in trusted),
        *(Spot(shape.span, shape.type, "", names) for shape, names in bodies if not shape.rule),
        *(Spot(s.span, s.type, f"a name by its shape: {s.rule}", exact[s.span].names if s.span in exact else ()) for s in shapes),
        *(piece._replace(names=exact[piece.span].names) if piece.span in exact else piece for piece in pieces),
    ]
    holders = {match.span: match.names[0].entity.type for match in matches}
    pieces_of = {match.span: holders.get(match.inside) for match in trusted if match.inside}
    return tuple(_arranged(words, spots, pieces_of, rules))


# --- the glossary's matches, doubted -----------------------------------------------------------------------------------


def _trusted(words: Words, matches: Sequence[Match], pieces: Sequence[Spot], rules: Rules, *, has_model: bool) -> list[Match]:
    """The matches to believe: those the model confirms, and those that stand free. A lone capitalised word amid others nobody
    knows is likely a piece of another name (`Michael Jordan`), at the head of a sentence perhaps no name at all (`Lima orang`).
    """
    marked = {piece.span for piece in pieces}
    held = {word.start for span in marked for word in words.within(span)}
    held |= {word.start for match in matches if match.inside is None for word in words.within(match.span)}
    people = Mask(len(words.text), (piece.span for piece in pieces if piece.type == "person"))
    found = []
    for match in matches:
        if people.around(match.span) not in (None, match.span):
            continue
        if match.span in marked or _stands_free(words, match, rules, held, has_model=has_model):
            found.append(match)
    return found


def opens_as_a_word(words: Words, match: Match, rules: Rules) -> bool:
    """True of a common word that is also a name where it begins a sentence (`Antara lain`), unless it is a name elsewhere."""
    inside = words.within(match.span)
    word = inside[0] if len(inside) == 1 else None
    return word is not None and word.initial and word.low in rules.common and word.text not in words.mid_capitals


def _other_things(words: Words, matches: Sequence[Match], pieces: Sequence[Spot]) -> Iterator[Span]:
    """Where a town's name is not the town: the model sees a person, or an organisation that is named after it (no capital, which
    may stand for a government), or somebody here bears it as a surname and the model does not say that it is the place
    (`George Washington … Washington`), or a person's name begins within it (`Wali Kota Bima Arya`).
    """
    people = Mask(len(words.text), (piece.span for piece in pieces if piece.type == "person"))
    called = {word.text for piece in pieces if piece.type == "person" for word in words.within(piece.span)[1:]}
    types = {piece.span: piece.type for piece in pieces}
    for match in matches:
        last = people.around(Span(match.span.end - 1, match.span.end))
        if last and match.span.start < last.start and match.span.end < last.end:
            yield match.span
        if match.inside or any(name.entity.type != "place" or name.entity.kind in BROAD for name in match.names):
            continue
        marked, surface = types.get(match.span), match.span.of(words.text)
        body = marked == "organisation" and all(
            name.entity.kind == "city" and not stands_for(name.entity) for name in match.names
        )
        if not surface.isupper() and (marked == "person" or body or (marked != "place" and surface in called)):
            yield match.span


def _stands_free(words: Words, match: Match, rules: Rules, held: set[int], *, has_model: bool) -> bool:
    before, after = words.before(match.span), words.after(match.span)
    inside = words.within(match.span)
    text = match.span.of(words.text)
    if not inside or not text[0].isupper() or match.inside is not None:
        return True
    if match.names[0].entity.type == "place" and after and after.text in rules.place_modifiers:
        return False
    if len(inside) > 1:
        return True
    if has_model and all(name.alias.match == "context" for name in match.names):
        return False  # a lone word that counts only in its context is a name only where the model sees one, too
    word = inside[0]
    if opens_as_a_word(words, match, rules):
        return False
    if word.text in rules.place_modifiers and before and before.start in held:
        return False
    if word.text.isupper() and len(word.text) > 1:
        if word.low in rules.ordinary and match.names[0].entity.type == "place":
            return False
        return not word.headline or has_model or len(word.text) > 2
    if has_model and match.names[0].entity.type == "organisation" and word.initial and word.low in words.small:
        return False
    owned = before is not None and _is_portfolio(words, words.at(before.start), rules)
    return (owned or not _is_stranger(before, rules, held)) and not _is_stranger(after, rules, held)


def _is_portfolio(words: Words, number: int, rules: Rules) -> bool:
    """True of the last word of what a minister is for (`Wakil Menteri Olahraga Iran`): the country behind it is no part of it."""
    fields = {field for phrase in rules.portfolios for field in phrase}
    while number > 0 and words.spaced(number) and words.all[number].low in fields | rules.joining:
        number -= 1
        if words.all[number].text in rules.titles:
            return True
    return False


def _is_stranger(word: Word | None, rules: Rules, held: set[int]) -> bool:
    """True of a capitalised neighbour that is no known name, title, head or opener, and so may be part of the same name."""
    if word is None or not word.capital or word.headline or word.start in held:
        return False
    if word.text in rules.offices or word.text in rules.tails or word.text in rules.place_heads:
        return False
    if rules.names_organisation(word.text) or word.text in rules.bound_heads:
        return False
    return not (word.text.isupper() or (word.initial and word.low in rules.openers))


def _with_countries(words: Words, trusted: Sequence[Match]) -> Iterator[tuple[Shape, tuple[Name, ...]]]:
    """A body of state with a country's name right after it: the same body if it is its own (`Bawaslu RI`, without a rule), else a
    body of that country, by its shape (`MK Kenya`).
    """
    countries = {m.span.start: m.names[0].entity for m in trusted if m.names[0].entity.kind == "country"}
    ends = {m.span.start: m.span.end for m in trusted if m.span.start in countries}
    for match in trusted:
        country = countries.get(match.span.end + 1)
        if country is None or words.text[match.span.end] != " " or match.names[0].entity.kind not in choose.STATE:
            continue
        span = Span(match.span.start, ends[match.span.end + 1])
        if all(choose.is_of_another(name.entity, country) for name in match.names):
            yield Shape(span, "organisation", "a body and the country whose it is"), ()
        elif any(relation.target == country.id for name in match.names for relation in name.entity.relations):
            yield Shape(span, "organisation", ""), match.names


def _teams(words: Words, trusted: Sequence[Match], rules: Rules) -> Iterator[Shape]:
    """A country's team by what stands right before or after the country (`timnas Vietnam`, `Kenya national team`)."""
    for match in trusted:
        if match.inside is not None or match.names[0].entity.kind != "country":
            continue
        first, after = words.at(match.span.start), words.at(match.span.end)
        for phrase in rules.teams_before:
            if words.phrase(first - len(phrase), phrase) and words.spaced(first):
                yield Shape(Span(words.all[first - len(phrase)].start, match.span.end), "organisation", "a national team")
        for phrase in rules.teams_after:
            if words.phrase(after, phrase) and words.spaced(after):
                end = words.all[after + len(phrase) - 1].end
                yield Shape(Span(match.span.start, end), "organisation", "a national team")


def _lettered(words: Words, pieces: Sequence[Spot], rules: Rules) -> Iterator[Shape]:
    """What the letters in brackets behind it spell (`Air and Marine Operations (AMO)`), where the model sees a name in either."""
    marked = {piece.span: piece.type for piece in pieces if piece.type != "person"}
    for name, short in patterns.acronyms(words, lambda _: None):
        kinds = [kind for span, kind in marked.items() if span == short or (span.start == name.start and name.contains(span))]
        inside = words.within(name)
        if kinds and inside[0].text not in rules.offices and not all(word.capital for word in inside):
            yield Shape(name, kinds[-1], f"its letters stand behind it: {short.of(words.text)}")


# --- one set of spots --------------------------------------------------------------------------------------------------


def _is_held(spot: Spot, held: Mapping[Span, Sequence[Span]]) -> bool:
    """True of what lies within a name of the glossary."""
    return spot.inside is not None and any(span.contains(spot.span) for span in held.get(spot.inside, ()))


def _arranged(words: Words, spots: Iterable[Spot], pieces_of: Mapping[Span, EntityType | None], rules: Rules) -> Iterator[Spot]:
    """Longest first, the glossary before shapes before the model; what lies within a winner becomes inner. A piece of a name
    (`Barat` in `Papua Barat`) that no winner holds is none, and neither is one of a place's name within a longer name.
    """
    merged: dict[Span, Spot] = {}
    for spot in spots:
        first = merged.get(spot.span)
        if first is None:
            merged[spot.span] = spot
        else:
            merged[spot.span] = first._replace(names=first.names or spot.names, marked=first.marked or spot.marked)
    ordered = sorted(merged.values(), key=lambda spot: (spot.span.start - spot.span.end, spot.span.start))
    taken: list[Spot] = []
    inner: list[Spot] = []
    covered = Mask(len(words.text))
    for spot in ordered:
        span = spot.span
        if covered.free(span):
            if span in pieces_of and spot.marked is None:
                continue
            covered.add(span)
            taken.append(spot)
            continue
        if pieces_of.get(span) == "place":
            continue
        outer = merged.get(covered.around(span) or span)
        cut_short = outer is not None and outer.span.start == span.start and not spot.names
        if (
            outer
            and outer is not spot
            and outer.type not in ("person", "place")
            and not cut_short
            and (spot.type != "person" or spot.names)
        ):
            inner.append(spot._replace(inside=outer.span))
    have = {one.span for one in inner}
    for spot in taken:
        if spot.type in ("organisation", "event"):
            for shape in patterns.inner_heads(words, spot.span, rules):
                if shape.span not in have:
                    evidence = f"a name within a longer one: {shape.rule}"
                    inner.append(Spot(shape.span, shape.type, evidence, inside=spot.span))
    held = {spot.span: [spot.span] for spot in taken if spot.names}
    for spot in inner:
        if spot.names and spot.inside:
            held.setdefault(spot.inside, []).append(spot.span)
    inner = [spot for spot in inner if spot.names or spot.marked or not _is_held(spot, held)]
    longest = {(spot.type, spot.span.start): spot.span.end for spot in sorted(inner, key=lambda spot: spot.span)}
    inner = [spot for spot in inner if spot.names or spot.span.end == longest[spot.type, spot.span.start]]
    yield from sorted((*taken, *inner), key=lambda spot: (spot.span.start, -spot.span.end))
