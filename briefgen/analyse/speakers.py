"""Who says something: the name or noun phrase after a tag (`kata X`, `said X`) or before a verb of saying (`X said`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.quote_grammar import QuoteGrammar
from briefgen.model import EntityType, Span

LONGEST = 24
"""Lexemes between a tag and the name it leads to: an official title with a bracket has about twenty."""
BRACKET = 10
"""Lexemes in a bracket that is passed over."""
FAR = 120
"""Lexemes between a subject and its second verb."""
NEAR = 6
"""Lexemes within which the beginning of a noun phrase is looked for beyond a word that seems to end it."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", ""})
"""Parts of speech of which a noun phrase has at least one; empty without a model."""
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Name:
    """A mention in a scene: lexemes `first` … `last - 1`."""

    first: int
    last: int
    type: EntityType
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, and the lexemes `first` … `last - 1` of the whole phrase, title and apposition included."""

    span: Span
    first: int
    last: int
    kind: str
    """`person`, `name` (of an organisation or place), `noun` or `pronoun`."""


@dataclass(frozen=True)
class Scene:
    """The lexemes of a paragraph: which are hidden in quotations, which belong to names, which titles belong to whom."""

    lexemes: Sequence[Lexeme]
    hidden: Sequence[bool]
    names: Mapping[int, Name]
    titles: Mapping[int, tuple[int, Name]]
    """Index of the first lexeme of a title → the index after it, and whose it is."""
    begins: Mapping[int, int]
    """Index of the first lexeme of a name → that of the title before it."""
    starts: frozenset[int]
    """Where sentences begin."""
    grammar: QuoteGrammar

    def fold(self, index: int) -> str:
        """The lower-case word at an index, empty outside the paragraph and inside a quotation."""
        return self.lexemes[index].fold if 0 <= index < len(self.lexemes) and not self.hidden[index] else ""

    def person(self, index: int) -> Name | None:
        """The person whose name covers the index."""
        name = self.names.get(index)
        return name if name and name.type == "person" else None

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one lexeme to before another."""
        return Span(self.lexemes[first].start, self.lexemes[last - 1].end)

    def timed(self, index: int) -> bool:
        """True for a lexeme of a time expression."""
        return 0 <= index < len(self.lexemes) and self.lexemes[index].timed

    def noun(self, index: int) -> bool:
        """True if a lexeme can stand in the noun phrase of a speaker."""
        if index in self.names:
            return True
        if not self.fold(index) or self.fold(index) in self.grammar.ends or self.timed(index):
            return False
        lexeme, people = self.lexemes[index], self.grammar.people
        if lexeme.fold in people.plural:
            return True
        if lexeme.kind == "mark":
            between = lexeme.glued and index + 1 < len(self.lexemes) and self.lexemes[index + 1].glued
            return (lexeme.fold in {"-", "/", "&"} and between) or (lexeme.fold == "." and self._abbreviates(index))
        return lexeme.kind == "number" or people.stands(lexeme)

    def _abbreviates(self, index: int) -> bool:
        """A point glued to a short capitalised word (`U.S.`, `Gen.`)."""
        before = self.lexemes[index - 1] if index else None
        if index + 1 == len(self.lexemes) or index + 1 in self.starts:
            return False
        return self.lexemes[index].glued and before is not None and before.capital and len(before.text) < 5


def after(scene: Scene, index: int) -> Speaker | None:
    """Who is named from `index` on: the person a title leads to, else the organisation or the noun phrase that stands there."""
    if pronoun := _pronoun(scene, index):
        return pronoun
    start = index + (scene.fold(index) in scene.grammar.people.articles)
    titled = scene.titles.get(start)
    if titled and titled[1].first >= titled[0]:
        return Speaker(titled[1].span, index, titled[1].last, "person")
    end = start
    while end < len(scene.lexemes) and end - start < LONGEST:
        name = scene.person(end)
        if name:
            if not _of_somebody(scene, start, name):
                return Speaker(name.span, index, name.last, "person")
            end = name.last
        elif (closed := past_bracket(scene, end)) is not None and end > start:
            end = closed
        elif _goes_on(scene, start, end):
            end += 1
        else:
            break
    return _phrase(scene, index, start, end)


def before(scene: Scene, index: int, floor: int) -> Speaker | None:
    """Who is named just before the verb at `index`, adverbs, relative pronouns and an apposition in between aside."""
    grammar, at = scene.grammar, index - 1
    while at >= floor and (scene.fold(at) in grammar.between or (scene.timed(at) and at > floor)):
        at -= 1
    if scene.fold(at) in grammar.undone:
        return None
    if scene.fold(at) in grammar.linking:
        at -= 1
        at -= scene.fold(at) == ","
    if at < floor:
        return None
    if scene.fold(at) == ")" and (opened := _bracket(scene, at, floor)) is not None:
        at = opened - 1
    if scene.fold(at) in {",", '"', "”", *DASHES}:
        return _before_apposition(scene, at, floor)
    if pronoun := _pronoun(scene, at):
        return pronoun
    name = scene.person(at)
    if name and not _possessor(scene, name, floor):
        return Speaker(name.span, _begin(scene, name, floor), name.last, "person")
    start = at + 1
    while start > floor and (
        scene.noun(start - 1)
        or (start <= at and scene.fold(start - 1) in grammar.joins and start - 1 > floor)
        or scene.fold(start - 1) in grammar.people.articles
    ):
        start -= 1
        if scene.fold(start) in grammar.people.articles and scene.fold(start - 1) not in grammar.joins:
            break
    start = _to_boundary(scene, start, floor) if start <= at else start
    own = start + (scene.fold(start) in grammar.people.articles)
    return _phrase(scene, start, own, at + 1)


def _possessor(scene: Scene, name: Name, floor: int) -> bool:
    """`Para pengawal X mengatakan`: a noun that is no title of the person's stands before the name, so it is not X who speaks."""
    before = name.first - 1
    if name.first in scene.begins or before < floor or scene.grammar.people.heads_last or scene.lexemes[before].capital:
        return False
    plural = before > floor and scene.fold(before - 1) in scene.grammar.people.plural
    kin = scene.fold(before) in scene.grammar.people.kin | scene.grammar.people.relational
    return bool(scene.fold(before)) and (plural or kin)


def _to_boundary(scene: Scene, start: int, floor: int) -> int:
    """Further back over what narrows the noun (`maskapai bertarif rendah`), if a boundary is near."""
    first = start
    while first > floor and start - first < NEAR and not _bounds(scene, first - 1):
        if scene.fold(first) in scene.grammar.people.articles:
            return first
        first -= 1
    return first if first == floor or _bounds(scene, first - 1) else start


def _bounds(scene: Scene, index: int) -> bool:
    """A mark, a quotation, a time, a name of a person or a word that ends phrases."""
    word = scene.fold(index)
    return not word or scene.lexemes[index].kind == "mark" or scene.timed(index) or word in scene.grammar.ends


def leading(scene: Scene, floor: int, index: int) -> Speaker | None:
    """The subject that a clause begins with, for a second verb (`X left and said …`): a name or pronoun at its very start, if
    no other person is named before the verb.
    """
    start = floor
    if index - floor > FAR:
        return None
    while start < index and (scene.timed(start) or scene.fold(start) in {",", '"'}):
        start += 1
    if pronoun := _pronoun(scene, start):
        return pronoun if not any(scene.person(at) for at in range(start, index)) else None
    titled = scene.titles.get(start) or scene.titles.get(start + (scene.fold(start) in scene.grammar.people.articles))
    name = titled[1] if titled else scene.names.get(start)
    others = {scene.person(at) for at in range(start, index)} - {None, name}
    if name is None or name.first >= index or others:
        return None
    return Speaker(name.span, floor, name.last, "person" if name.type == "person" else "name")


def _pronoun(scene: Scene, index: int) -> Speaker | None:
    if scene.fold(index) not in scene.grammar.pronouns | scene.grammar.plural_pronouns:
        return None
    return Speaker(scene.span(index, index + 1), index, index + 1, "pronoun")


def _of_somebody(scene: Scene, start: int, name: Name) -> bool:
    """`juru bicara untuk X`, `istri X`, `X's lawyer`: not the person named is meant but one who is described by the name."""
    grammar = scene.grammar
    if name.first == start:
        return scene.lexemes[name.last - 1].end > name.span.end
    previous = scene.fold(name.first - 1)
    possessed = previous in grammar.people.kin and not grammar.people.heads_last
    return previous in grammar.joins or possessed or scene.lexemes[name.last - 1].end > name.span.end


def _goes_on(scene: Scene, start: int, index: int) -> bool:
    """The lexeme continues a noun phrase that began at `start`, or is the comma between a title and its name."""
    grammar, word = scene.grammar, scene.fold(index)
    if scene.noun(index) or (word in grammar.people.articles and scene.fold(index - 1) in grammar.joins):
        return True
    if index == start:
        return False
    return (word == "," and scene.person(index + 1) is not None) or (word in grammar.joins and _joined(scene, index + 1))


def _joined(scene: Scene, index: int) -> bool:
    return scene.noun(index) or scene.fold(index) in scene.grammar.people.articles


def _phrase(scene: Scene, first: int, start: int, end: int) -> Speaker | None:
    """A noun phrase without trailing joints; a bare name where that is all it holds; None if nothing or nobody is left."""
    while end > start and scene.lexemes[end - 1].kind == "mark" and scene.fold(end - 1) not in {".", ")"}:
        end -= 1
    if end <= start or (start not in scene.names and scene.fold(start) in scene.grammar.first_person):
        return None
    name = scene.names.get(start)
    if name and name.first <= start and name.last >= end:
        return Speaker(name.span, first, end, "person" if name.type == "person" else "name")
    tags = {scene.lexemes[at].upos for at in range(start, end)}
    if tags.isdisjoint(NOMINAL) or all(scene.lexemes[at].kind != "word" for at in range(start, end)):
        return None
    return Speaker(scene.span(first, end), first, end, "noun")


def past_bracket(scene: Scene, index: int) -> int | None:
    """The index after a short bracket that opens at `index`."""
    if scene.fold(index) != "(":
        return None
    return next((at + 1 for at in range(index, min(len(scene.lexemes), index + BRACKET)) if scene.fold(at) == ")"), None)


def _bracket(scene: Scene, index: int, floor: int) -> int | None:
    return next((at for at in range(index, max(floor, index - BRACKET), -1) if scene.fold(at) == "("), None)


def _before_apposition(scene: Scene, comma: int, floor: int) -> Speaker | None:
    """`X, the mayor of Y, said`, `The mayor of Y, X, said`: the name that the comma or dash at `comma` sets apart from what it is
    called, else the nearest one whose addition it closes.
    """
    added = scene.names.get(comma - 1)
    opened = _opened(scene, added.first) if added and added.type != "place" else 0
    if added and opened > floor and scene.fold(opened - 1) in {",", *DASHES} and not _listed(scene, added, floor):
        kind = "person" if added.type == "person" else "name"
        return Speaker(added.span, _begin(scene, added, floor), comma + 1, kind)
    for name in _backwards(scene, comma, floor):
        opener = name.last
        past = past_bracket(scene, opener)
        opener = past if past is not None else opener
        if opener < comma and (scene.fold(opener) == "," or scene.fold(opener) in DASHES):
            kind = "person" if name.type == "person" else "name"
            return Speaker(name.span, _begin(scene, name, floor), comma + 1, kind)
    return None


def _opened(scene: Scene, first: int) -> int:
    """Where a name begins with the honorifics before it (`Prof. X`)."""
    people = scene.grammar.people
    while found := people.honorifics.before(scene.lexemes, first) or people.ranks.before(scene.lexemes, first):
        first = found[0]
    return first


def _listed(scene: Scene, name: Name, floor: int) -> bool:
    """`X, Y, said`: a name of the same type stands before the comma, as in a list."""
    before = scene.names.get(name.first - 2)
    return before is not None and before.first >= floor and before.type == name.type and name.first not in scene.begins


def _backwards(scene: Scene, index: int, floor: int) -> Iterator[Name]:
    """The names before an index, nearest first, people before all others."""
    near = {scene.names[at] for at in range(max(floor, index - LONGEST), index) if at in scene.names}
    yield from sorted(near, key=lambda name: (name.type != "person", -name.first))


def _begin(scene: Scene, name: Name, floor: int) -> int:
    """Where the title of a name begins, else the name; with the article before it."""
    first = scene.begins.get(name.first, name.first)
    return max(floor, first - (scene.fold(first - 1) in scene.grammar.people.articles))
