"""The annotator's mentions, the glossary's matches and names by shape → one set of name spots: outer ones that do not overlap, and
inner ones within them. Mentions are mended first: cut at punctuation, parted where they run over two names, freed of ranks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.glossary import patterns
from briefgen.glossary.gazetteer import Match, Name
from briefgen.glossary.rules import Rules
from briefgen.glossary.words import Word, Words
from briefgen.model import Document, EntityType, Span

_BREAK = re.compile(r"\s[–—-]{1,2}\s|[()\[\]{}\"“”;:|\n]|,\s|\s/\s")
# A name seen this often elsewhere in an article counts as known when it stands at the edge of a longer mention.
OFTEN = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch that is a name: of what type, on what evidence, and what the glossary says it may be. `model` is true if the
    annotator marked it."""

    span: Span
    type: EntityType
    evidence: str
    names: tuple[Name, ...] = ()
    model: bool = False
    inside: Span | None = None


def find(document: Document, words: Words, matches: Sequence[Match], rules: Rules) -> tuple[Spot, ...]:
    """All name spots, sorted by start, outer before inner."""
    exact = {match.span: match for match in matches}
    pieces = _mended(document, words, matches, rules)
    trusted = _trusted(words, matches, pieces, rules, has_model=bool(document.annotator or document.mentions))
    known: dict[int, tuple[Span, EntityType]] = {}
    for match in trusted:
        known[match.span.start] = (match.span, match.names[0].entity.type)
    for piece in pieces:
        if piece.type in ("person", "place"):
            known.setdefault(piece.span.start, (piece.span, piece.type))
    shapes = [*patterns.organisations(words, rules, known), *patterns.events(words, rules, known)]
    spots = [
        *(Spot(m.span, m.names[0].entity.type, "", m.names) for m in trusted),
        *(Spot(s.span, s.type, f"a name by its shape: {s.rule}", exact[s.span].names if s.span in exact else ()) for s in shapes),
        *(replace(piece, names=exact[piece.span].names if piece.span in exact else ()) for piece in pieces),
    ]
    return tuple(_arranged(words, spots, rules))


# --- the annotator's mentions, mended ----------------------------------------------------------------------------------


def _mended(document: Document, words: Words, matches: Sequence[Match], rules: Rules) -> tuple[Spot, ...]:
    trimmed = [piece for mention in document.mentions for piece in _trimmed(document, words, mention.span, mention.type, rules)]
    timexes = {timex.span for timex in document.timexes}
    trimmed = [(span, kind) for span, kind in trimmed if not any(timex.contains(span) for timex in timexes)]
    pieces = [Spot(span, kind, "", model=True) for span, kind in _credible(words, trimmed, rules)]
    outer = {match.span.start: match for match in matches if match.inside is None}
    seen = Counter(piece.span.of(words.text) for piece in pieces)
    types: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for piece in pieces:
        types[piece.span.of(words.text)][piece.type] += 1
    people = {surface for surface, kinds in types.items() if kinds["person"] * 2 > kinds.total()}
    places = {surface for surface, kinds in types.items() if kinds["place"] >= OFTEN and kinds["place"] * 2 > seen[surface]}
    splitter = _Splitter(words, rules, outer, people, places)
    split = [part for piece in pieces for part in splitter.parts(piece)]
    return tuple(_voted(words, split, rules))


def _trimmed(
    document: Document, words: Words, span: Span, kind: EntityType, rules: Rules
) -> Iterator[tuple[Span, EntityType]]:
    """A mention cut at punctuation and freed of small words, ranks and clitics at its edges."""
    text = span.of(words.text)
    start = span.start
    cuts = [match.span() for match in _BREAK.finditer(text)]
    for first, last in zip([0, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), len(text)], strict=True):
        inside = list(words.within(Span(start + first, start + last)))
        while inside and _is_edge(inside[0], kind, rules):
            inside.pop(0)
        while inside and not (inside[-1].capital or inside[-1].text[0].isdigit()) and not _is_portfolio_end(inside, rules):
            inside.pop()
        if kind == "organisation":
            inside = _until_title(inside, rules)
        if not inside or not any(word.capital for word in inside):
            continue
        end = min(inside[-1].span.end, max(start + last, inside[-1].span.start + 1))
        end -= _clitic(words.text[inside[-1].span.start : end], rules)
        yield Span(inside[0].span.start, end), _type(document, words, inside, kind)


def _credible(
    words: Words, trimmed: Sequence[tuple[Span, EntityType]], rules: Rules
) -> Iterator[tuple[Span, EntityType]]:
    """Without numbers taken for people, exclamations, and words of a title that run on into a person's name."""
    people = {span.start for span, kind in trimmed if kind == "person"}
    seen = Counter(span.of(words.text) for span, _ in trimmed)
    for span, kind in trimmed:
        surface = span.of(words.text)
        after = words.after(span)
        runs_on = kind == "person" and " " not in surface and after is not None and after.span.start in people
        numbered = kind == "person" and any(char.isdigit() for char in surface)
        if not numbered and surface not in rules.not_names and not (runs_on and seen[surface] == 1):
            yield span, kind


def _is_edge(word: Word, kind: EntityType, rules: Rules) -> bool:
    """True if a name cannot begin with the word: a small word, or a rank before a person."""
    if kind == "person":
        return word.text in rules.honorifics or not (word.capital or word.low in ("al", "bin", "de", "van", "von", "da", "el"))
    return (kind == "organisation" and word.text in rules.titles) or not (word.capital or word.text[0].isdigit())


def _is_portfolio_end(inside: Sequence[Word], rules: Rules) -> bool:
    return any(tuple(word.text for word in inside[-len(phrase) :]) == phrase for phrase in rules.portfolios)


def _until_title(inside: list[Word], rules: Rules) -> list[Word]:
    """An organisation's name ends where an officer's rank or title begins (`Divisi Humas Polri Kombes …`)."""
    for number, word in enumerate(inside):
        if number > 1 and word.text in rules.honorifics | rules.titles:
            return inside[:number]
    return inside


def _clitic(last: str, rules: Rules) -> int:
    """How many characters at the end of a name's last word are a possessive or a hyphened clitic."""
    for ending in ("'s", "’s", *(f"-{clitic}" for clitic in rules.clitics)):
        if last.endswith(ending) and len(last) > len(ending):
            return len(ending)
    return 0


def _type(document: Document, words: Words, inside: Sequence[Word], kind: EntityType) -> EntityType:
    """Places in capitals that open a paragraph before a comma or dash are datelines, whatever the model says."""
    span = Span(inside[0].span.start, inside[-1].span.end)
    opens = span.start == 0 or words.text[span.start - 1] == "\n"
    shouted = all(word.text.isupper() for word in inside) and kind == "organisation"
    return "place" if opens and shouted and words.text[span.end : span.end + 1] == "," and document.sentences else kind


class _Splitter:
    """Parts mentions that run over two names, by what the glossary and the rest of the article know."""

    def __init__(self, words: Words, rules: Rules, outer: dict[int, Match], people: set[str], places: set[str]) -> None:
        self.words, self.rules, self.outer, self.people, self.places = words, rules, outer, people, places

    def parts(self, piece: Spot) -> tuple[Spot, ...]:
        """The mention itself, or what it consists of."""
        inside = self.words.within(piece.span)
        if len(inside) < 2 or self._known(piece.span):
            return (piece,)
        return self._tiles(piece) or self._office(piece) or self._headed(piece, inside) or self._cut(piece, inside) or (piece,)

    def _known(self, span: Span) -> bool:
        match = self.outer.get(span.start)
        return match is not None and match.span == span

    def _tiles(self, piece: Spot) -> tuple[Spot, ...]:
        """Two or more glossary names or people that fill the mention."""
        parts: list[Spot] = []
        at = piece.span.start
        while at < piece.span.end:
            match = self.outer.get(at)
            end = match.span.end if match and match.span.end <= piece.span.end else self._person_end(at, piece.span.end)
            if not end:
                return ()
            part: EntityType = match.names[0].entity.type if match and match.span.end == end else "person"
            parts.append(replace(piece, span=Span(at, end), type=part))
            following = self.words.at(end)
            at = self.words.all[following].span.start if following < len(self.words.all) else piece.span.end
        return tuple(parts) if len(parts) > 1 else ()

    def _office(self, piece: Spot) -> tuple[Spot, ...]:
        """The country at the end of a title that the model took for an organisation (`Menteri Pertahanan Arab Saudi`)."""
        before = self.words.before(piece.span)
        first = self.words.within(piece.span)[0].text
        if piece.type != "organisation" or before is None or before.text not in self.rules.titles or self.rules.names_organisation(first):
            return ()
        ends = [match.span for match in self.outer.values() if match.span.end == piece.span.end and piece.span.contains(match.span)]
        return tuple(replace(piece, span=span, type="place") for span in ends if span != piece.span)

    def _person_end(self, start: int, end: int) -> int:
        surface = self.words.text[start:end]
        return end if surface in self.people else 0

    def _headed(self, piece: Spot, inside: Sequence[Word]) -> tuple[Spot, ...]:
        """What is left of `Politbiro Chen Wenqing` or `Kota Teheran` without its first words, if that is a name elsewhere."""
        for number in range(1, len(inside)):
            rest = Span(inside[number].span.start, piece.span.end)
            surface = rest.of(self.words.text)
            low = tuple(word.low for word in inside[:number])
            if surface in self.people and (piece.type != "person" or self.rules.names_organisation(inside[0].text)):
                before = Span(piece.span.start, inside[number - 1].span.end)
                kept = (replace(piece, span=before, type="organisation"),) if number > 1 and piece.type == "organisation" else ()
                return (*kept, replace(piece, span=rest, type="person"))
            if low in self.rules.place_prefixes and piece.type == "place" and (self._known(rest) or surface in self.places):
                return (replace(piece, span=rest),)
        return ()

    def _cut(self, piece: Spot, inside: Sequence[Word]) -> tuple[Spot, ...]:
        """A known place and what follows it (`China Xi Jinping`, `Rusia Tass`), if the words before say what that is."""
        if piece.type not in ("place", "person"):
            return ()
        match = self.outer.get(piece.span.start)
        first = match.span if match and match.names[0].entity.type in ("place", "organisation") else self._often(inside)
        if first is None or first.end >= piece.span.end:
            return ()
        rest = self.words.within(Span(first.end, piece.span.end))
        if not rest or rest[0].text in self.rules.place_modifiers:
            return ()
        span = Span(rest[0].span.start, piece.span.end)
        before = self.words.before(piece.span)
        if before and before.text in self.rules.titles:
            return replace(piece, span=first, type="place"), replace(piece, span=span, type="person")
        told = cue(self.words, piece.span, self.rules)
        return (replace(piece, span=first, type="place"), replace(piece, span=span, type=told)) if told else ()

    def _often(self, inside: Sequence[Word]) -> Span | None:
        for number in range(len(inside) - 1, 0, -1):
            span = Span(inside[0].span.start, inside[number - 1].span.end)
            if span.of(self.words.text) in self.places:
                return span
        return None


def cue(words: Words, span: Span, rules: Rules) -> EntityType | None:
    """What the words just before a name say it is (`kantor berita`, `the city of`)."""
    number = words.at(span.start)
    for kind, phrases in rules.cues:
        for phrase in phrases:
            before = words.all[max(0, number - len(phrase)) : number]
            near = before and span.start - before[-1].span.end == 1
            if near and tuple(word.low for word in before) == phrase:
                return kind  # type: ignore[return-value]
    return None


def _voted(words: Words, pieces: Sequence[Spot], rules: Rules) -> Iterator[Spot]:
    """One surface form has one type in an article: the most frequent; a word of a person's full name is that person's."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    parts: set[str] = set()
    for piece in pieces:
        surface = piece.span.of(words.text)
        votes[surface][piece.type] += 1
        if piece.type == "person" and " " in surface and words.within(piece.span)[-1].text not in rules.place_tails | rules.tails:
            parts |= {word.text for word in words.within(piece.span) if len(word.text) > 2}
    for piece in pieces:
        surface = piece.span.of(words.text)
        kind = "person" if surface in parts and votes[surface]["person"] else votes[surface].most_common(1)[0][0]
        first = words.within(piece.span)[0]
        last = words.within(piece.span)[-1]
        if " " in surface and surface not in parts and (last.text in rules.place_tails or last.text in rules.tails):
            kind = "place" if last.text in rules.place_tails else "organisation"
        if kind in ("place", "person") and rules.names_organisation(first.text) and " " in surface and surface not in parts:
            kind = "organisation"
        yield replace(piece, type=kind, evidence=f"the model marks a name of type {kind}")


# --- the glossary's matches, doubted -----------------------------------------------------------------------------------


def _trusted(
    words: Words, matches: Sequence[Match], pieces: Sequence[Spot], rules: Rules, *, has_model: bool
) -> list[Match]:
    """The matches to believe: those the model confirms, and those that stand free. A lone capitalised word amid others that nobody
    knows is likely a piece of somebody else's name (`Michael Jordan`), at the head of a sentence perhaps no name at all (`Lima orang`)."""
    marked = {piece.span for piece in pieces}
    held = {word.span.start for span in marked for word in words.within(span)}
    held |= {word.span.start for match in matches if match.inside is None for word in words.within(match.span)}
    people = [piece.span for piece in pieces if piece.type == "person"]
    found = []
    for match in matches:
        if any(span.contains(match.span) and span != match.span for span in people):
            continue
        if match.span in marked or _stands_free(words, match, rules, held, has_model=has_model):
            found.append(match)
    return found


def _stands_free(words: Words, match: Match, rules: Rules, held: set[int], *, has_model: bool) -> bool:
    inside = words.within(match.span)
    text = match.span.of(words.text)
    if not inside or not text[0].isupper() or match.inside is not None:
        return True
    if len(inside) > 1:
        return True
    word = inside[0]
    if word.initial and word.low in rules.common:
        return False
    if word.text.isupper() and len(word.text) > 1:
        return not word.headline or has_model or len(word.text) > 2
    if has_model and match.names[0].entity.type == "organisation" and word.initial and word.low in words.small:
        return False
    before, after = words.before(match.span), words.after(match.span)
    return not (_is_stranger(before, rules, held) or _is_stranger(after, rules, held))


def _is_stranger(word: Word | None, rules: Rules, held: set[int]) -> bool:
    """True of a capitalised neighbour that is no known name, title, head or opener, and so may be part of the same name."""
    if word is None or not word.capital or word.headline or word.span.start in held:
        return False
    if word.text in rules.titles | rules.honorifics | rules.tails | rules.place_heads or rules.names_organisation(word.text):
        return False
    return not (word.text.isupper() or (word.initial and word.low in rules.openers))


# --- one set of spots --------------------------------------------------------------------------------------------------


def _arranged(words: Words, spots: Iterable[Spot], rules: Rules) -> Iterator[Spot]:
    """Longest first, the glossary before shapes before the model; what lies within a winner becomes inner."""
    merged: dict[Span, Spot] = {}
    for spot in spots:
        first = merged.get(spot.span)
        if first is None:
            merged[spot.span] = spot
        else:
            merged[spot.span] = replace(first, names=first.names or spot.names, model=first.model or spot.model)
    ordered = sorted(merged.values(), key=lambda spot: (spot.span.start - spot.span.end, spot.span.start))
    taken: list[Spot] = []
    inner: list[Spot] = []
    covered = bytearray(len(words.text) + 1)
    for spot in ordered:
        span = spot.span
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
            taken.append(spot)
            continue
        outer = next((one for one in taken if one.span.contains(span)), None)
        cut_short = outer is not None and outer.span.start == span.start and not spot.names
        if outer and outer.type not in ("person", "place") and not cut_short and (spot.type != "person" or spot.names):
            inner.append(replace(spot, inside=outer.span))
    for spot in taken:
        if spot.type in ("organisation", "event"):
            have = {one.span for one in inner}
            for shape in patterns.inner_heads(words, spot.span, rules):
                if shape.span not in have:
                    evidence = f"a name within a longer one: {shape.rule}"
                    inner.append(Spot(shape.span, shape.type, evidence, inside=spot.span))
    yield from sorted((*taken, *inner), key=lambda spot: (spot.span.start, -spot.span.end))
