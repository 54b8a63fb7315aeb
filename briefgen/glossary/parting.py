"""Mentions that run over two names → the names: owner and owned, several known names side by side, a title's country, a body or
place and the person after it. What the glossary knows, and what the rest of the article says, decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.glossary.gazetteer import Match
from briefgen.glossary.rules import Rules
from briefgen.glossary.spot import Spot
from briefgen.glossary.words import Word, Words
from briefgen.model import EntityType, Span

_POSSESSIVE = re.compile(r"['’]s (?=[^\W\d_])")


class Splitter:
    """Parts mentions that run over two names, by what the glossary and the rest of the article know."""

    def __init__(self, words: Words, rules: Rules, outer: dict[int, Match], people: set[str], places: set[str]) -> None:
        self.words, self.rules, self.outer, self.people, self.places = words, rules, outer, people, places
        self.kinds = {phrase for kind, phrases in rules.cues if kind == "organisation" for phrase in phrases}

    def parts(self, piece: Spot) -> tuple[Spot, ...]:
        """The mention itself, or what it consists of."""
        inside = self.words.within(piece.span)
        if len(inside) < 2 or self._known(piece.span):
            return (piece,)
        return (
            self._owned(piece)
            or self._tiles(piece)
            or self._office(piece)
            or self._headed(piece, inside)
            or self._cut(piece, inside)
            or (piece,)
        )

    def _owned(self, piece: Spot) -> tuple[Spot, ...]:
        """Owner and owned (`Kenya's Maritime Council`), if the owner is a name elsewhere; `People's Bank` has none."""
        text = piece.span.of(self.words.text)
        match = _POSSESSIVE.search(text)
        if match is None:
            return ()
        owner = Span(piece.span.start, piece.span.start + match.start())
        rest = Span(piece.span.start + match.end(), piece.span.end)
        known = self.outer.get(owner.start)
        kind: EntityType = "person"
        if known is not None and known.span == owner:
            kind = known.names[0].entity.type
        elif owner.of(self.words.text) not in self.people:
            return ()
        return piece._replace(span=owner, type=kind), *self.parts(piece._replace(span=rest))

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
            if parts and self.words.text[at:end] in self.rules.place_modifiers:
                return ()  # `Libya Barat` is no pair of Libya and the West
            part: EntityType = match.names[0].entity.type if match and match.span.end == end else "person"
            parts.append(piece._replace(span=Span(at, end), type=part))
            following = self.words.at(end)
            at = self.words.all[following].start if following < len(self.words.all) else piece.span.end
        branch = piece.type == parts[0].type == "organisation" and all(part.type == "place" for part in parts[1:])
        return tuple(parts) if len(parts) > 1 and not branch else ()  # `Google Indonesia` is one name

    def _office(self, piece: Spot) -> tuple[Spot, ...]:
        """The country at the end of a title that the model took for an organisation (`Menteri Pertahanan Arab Saudi`)."""
        before = self.words.before(piece.span)
        first = self.words.within(piece.span)[0].text
        if (
            piece.type != "organisation"
            or before is None
            or before.text not in self.rules.titles
            or self.rules.names_organisation(first)
        ):
            return ()
        ends = [
            match.span for match in self.outer.values() if match.span.end == piece.span.end and piece.span.contains(match.span)
        ]
        return tuple(piece._replace(span=span, type="place") for span in ends if span != piece.span)

    def _person_end(self, start: int, end: int) -> int:
        surface = self.words.text[start:end]
        return end if surface in self.people else 0

    def _headed(self, piece: Spot, inside: Sequence[Word]) -> tuple[Spot, ...]:
        """What is left of `Politbiro Chen Wenqing`, `Kota Teheran` or `Walikota Medan` without its first words, if that is a name
        elsewhere.
        """
        for number in range(1, len(inside)):
            rest = Span(inside[number].start, piece.span.end)
            surface = rest.of(self.words.text)
            low = tuple(word.low for word in inside[:number])
            if surface in self.people and (piece.type != "person" or self.rules.names_organisation(inside[0].text)):
                body = Span(piece.span.start, inside[number - 1].end)
                kept = (piece._replace(span=body, type="organisation"),) if number > 1 and piece.type == "organisation" else ()
                return (*kept, piece._replace(span=rest, type="person"))
            if low in self.kinds and (told := self._told(piece._replace(span=rest))):
                return told
            before = low in self.rules.place_prefixes or (number == 1 and inside[0].text in self.rules.titles)
            if before and piece.type == "place" and (self._known(rest) or surface in self.places):
                return (piece._replace(span=rest),)
        return ()

    def _told(self, piece: Spot) -> tuple[Spot, ...]:
        """The glossary's names that fill what stands behind a word for a kind of body, if a body is the last of them (`Media
        Inggris Daily Mail`).
        """
        if self._known(piece.span):
            parts: tuple[Spot, ...] = (piece._replace(type=self.outer[piece.span.start].names[0].entity.type),)
        else:
            parts = self._tiles(piece)
        return parts if parts and parts[-1].type == "organisation" else ()

    def _cut(self, piece: Spot, inside: Sequence[Word]) -> tuple[Spot, ...]:
        """A known place and what follows it (`China Xi Jinping`, `Rusia Tass`), if the words before say what that is."""
        if piece.type not in ("place", "person"):
            return ()
        tail = self.words.all[self.words.at(inside[-1].start)]
        letters = self.outer.get(tail.start) if tail.text.isupper() else None
        if piece.type == "place" and letters and letters.span == tail.span and letters.names[0].entity.type == "place":
            head = Span(piece.span.start, inside[-2].end)
            return piece._replace(span=head), piece._replace(span=tail.span)  # a town and the letters of its country
        match = self.outer.get(piece.span.start)
        first = match.span if match and match.names[0].entity.type in ("place", "organisation") else self._often(inside)
        if first is None or first.end >= piece.span.end:
            return ()
        rest = self.words.within(Span(first.end, piece.span.end))
        if not rest or rest[0].text in self.rules.place_modifiers:
            return ()
        span = Span(rest[0].start, piece.span.end)
        before = self.words.before(piece.span)
        of_place = self.rules.titles_of_places and (len(rest) > 1 or not _is_town(match))
        if before and before.text in self.rules.titles and (of_place or piece.type == "place"):
            return piece._replace(span=first, type="place"), piece._replace(span=span, type="person")
        told = cue(self.words, piece.span, self.rules)
        return (piece._replace(span=first, type="place"), piece._replace(span=span, type=told)) if told else ()

    def _often(self, inside: Sequence[Word]) -> Span | None:
        for number in range(len(inside) - 1, 0, -1):
            span = Span(inside[0].start, inside[number - 1].end)
            if span.of(self.words.text) in self.places:
                return span
        return None


def _is_town(match: Match | None) -> bool:
    return match is not None and match.names[0].entity.kind == "city"


def cue(words: Words, span: Span, rules: Rules) -> EntityType | None:
    """What the words just before a name say it is (`kantor berita`, `the city of`)."""
    number = words.at(span.start)
    for kind, phrases in rules.cues:
        for phrase in phrases:
            before = words.all[max(0, number - len(phrase)) : number]
            near = before and span.start - before[-1].end == 1
            if near and tuple(word.low for word in before) == phrase:
                return kind  # type: ignore[return-value]
    return None
