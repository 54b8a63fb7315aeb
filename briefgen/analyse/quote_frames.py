"""The frames of saying in a statement: `…, kata X`, `X said …`, `menurut X, …`, `X: …`, and the clause that each one reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.analyse.speakers import Scene, Speaker, after, before, leading, past_bracket

SHORTEST = 2
"""Words of a reported clause, times aside (`On Tuesday, the court announced …`)."""
FAR = 60
"""Lexemes in which the verb of a clause is looked for, and before which a frame may stand at the beginning."""
LONGEST_HEARER = 8
"""Lexemes of the person addressed (`told the foreign press in Rome`)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Lexemes `first` … `last - 1` say who speaks. `forward`: what is said follows, else it stands before; `around`: both."""

    first: int
    last: int
    speaker: Speaker
    rule: str
    forward: bool
    around: bool = False


def frames(scene: Scene, floor: int, end: int) -> Iterator[Frame]:
    """The frames of the statement at lexemes `floor` … `end - 1`, in text order and apart."""
    colon = _colon(scene, floor, end)
    if colon:
        yield colon
    index = colon.last if colon else floor
    start = index
    while index < end:
        found = _at(scene, start, index, end)
        if found:
            yield found
        index = max(found.last, index + 1) if found else index + 1


def clause(scene: Scene, frame: Frame, floor: int, end: int) -> tuple[int, int] | None:
    """The lexemes of what a frame reports, punctuation at the edges aside; None if too little is left."""
    first, last = (floor, end) if frame.around else (frame.last, end) if frame.forward else (floor, frame.first)
    while first < last and scene.lexemes[first].kind == "mark" and not _opens(scene, first):
        first += 1
    while last > first and scene.lexemes[last - 1].kind == "mark" and scene.lexemes[last - 1].fold in ",.;:-–—!":
        last -= 1
    words = sum(lexeme.kind == "word" and not lexeme.timed for lexeme in scene.lexemes[first:last])
    return (first, last) if words >= SHORTEST else None


def _opens(scene: Scene, index: int) -> bool:
    return scene.lexemes[index].fold in {'"', "“", "‘", "„", "«", "(", "$", "£", "€"}


def _colon(scene: Scene, floor: int, end: int) -> Frame | None:
    """`X: …`: a name alone (with its title) before a colon at the start."""
    titled = scene.titles.get(floor)
    name = titled[1] if titled and titled[0] <= titled[1].first else scene.names.get(floor)
    if name is None or scene.fold(name.last) != ":" or name.last + 1 >= end or name.type == "place":
        return None
    speaker = Speaker(name.span, floor, name.last, "person" if name.type == "person" else "name")
    return Frame(floor, name.last + 1, speaker, "colon", forward=True)


def _at(scene: Scene, floor: int, index: int, end: int) -> Frame | None:
    """The frame whose tag, verb or source word begins at an index."""
    grammar, word = scene.grammar, scene.fold(index)
    if not word or index in scene.names:
        return None
    own = Speaker(scene.span(index, index + 1), index, index + 1, "pronoun")
    if word in grammar.own_tags:
        return Frame(index, index + 1, own, "tag", forward=index == floor and not _closes(scene, index))
    if word in grammar.own_sources:
        return Frame(index, index + 1, own, "source", forward=_leads(scene, floor, index))
    if source := grammar.sources.at(scene.lexemes, index):
        speaker = after(scene, source[0])
        return _sourced(scene, floor, index, end, speaker) if speaker else None
    tag = grammar.tags.at(scene.lexemes, index)
    if tag and (index == floor or _closes(scene, index)) and (found := _tagged(scene, floor, index, tag[0], end)):
        return found
    return _said(scene, floor, index, end) if word in grammar.verbs else None


def _sourced(scene: Scene, floor: int, index: int, end: int, speaker: Speaker) -> Frame:
    """`Menurut X, …`, `…, menurut X`, or in the middle of what X says (`Dampaknya, menurut X, akan terasa`)."""
    last, forward = _past_adjuncts(scene, speaker.last, end), _leads(scene, floor, index)
    apart = (scene.fold(index - 1) == ",") == (scene.fold(last) == ",")  # or what follows belongs to the source
    bare = not any(scene.hidden[max(floor, index - FAR) : min(end, index + FAR)])
    around = not forward and apart and bare and _clausal(scene, last, end)
    return Frame(index, last, speaker, "source", forward, around)


def _closes(scene: Scene, index: int) -> bool:
    """What is said may end just before the index: with a comma, a dash or the end of a quotation."""
    return index > 0 and (scene.hidden[index - 1] or scene.fold(index - 1) in {",", "-", "–", "—", "?", "!", '"', "”"})


def _leads(scene: Scene, floor: int, index: int) -> bool:
    """Only times and marks stand between the beginning of the statement and the index."""
    return index - floor < FAR and all(
        scene.timed(at) or (scene.lexemes[at].kind == "mark" and scene.fold(at)) for at in range(floor, index)
    )


def _tagged(scene: Scene, floor: int, index: int, start: int, end: int) -> Frame | None:
    """`…, kata X`, `Kata X, …`; none where the phrase after it goes on with a predicate (`said the plan had failed`)."""
    speaker = after(scene, start)
    if speaker is None:
        return None
    last = _past_adjuncts(scene, speaker.last, end)
    word = scene.fold(last)
    quoted = index > floor and scene.hidden[index - 1]
    goes_on = last < end and word and scene.lexemes[last].kind == "word"
    if goes_on and not quoted and (word in scene.grammar.predicates or not _ending(scene, last)):
        return None
    forward = index == floor and not _closes(scene, index) and (word in {",", ":"} or (last < end and scene.hidden[last]))
    return Frame(index, last, speaker, "tag", forward)


def _ending(scene: Scene, index: int) -> bool:
    """A word that can follow a finished phrase: a preposition, a conjunction, a time."""
    return scene.fold(index) in scene.grammar.ends or scene.timed(index)


def _said(scene: Scene, floor: int, index: int, end: int) -> Frame | None:
    """`X said (that) …`, `X told Y that …`, `…, X said`."""
    grammar, word = scene.grammar, scene.fold(index)
    joined = scene.fold(index - 1) in grammar.linking_verbs or word in grammar.participles
    speaker = leading(scene, floor, index) if joined else before(scene, index, floor)
    if speaker is None:
        return None
    start = _past_hearer(scene, index + 1, end) if word in grammar.telling else index + 1
    start = _past_adjuncts(scene, start, end)
    after_quote = speaker.first > floor and _closes(scene, speaker.first) and scene.fold(speaker.first - 1) not in {"-", "–", "—"}
    that = _that(scene, start, end)
    if that is not None:
        return Frame(speaker.first, that + 1, speaker, "verb", forward=True)
    quoted = any(scene.hidden[at] for at in range(start, min(start + 2, end)))
    said = start < end and word not in grammar.weak_verbs and (_clausal(scene, start, end) or _verbless(scene, index, start, end))
    if quoted or (said and not (after_quote and scene.fold(start) == ",")):
        return Frame(speaker.first, start, speaker, "verb", forward=not _quoted_before(scene, speaker.first, floor))
    done = start >= end or not scene.fold(start) or scene.lexemes[start].kind == "mark" or _ending(scene, start)
    backward = after_quote and (done or _quoted_before(scene, speaker.first, floor))
    return Frame(speaker.first, start, speaker, "verb", forward=False) if backward else None


def _that(scene: Scene, start: int, end: int) -> int | None:
    """Where `that` stands, a phrase without a verb or comma aside (`admitted in testimony before Congress that …`)."""
    for at in range(start, min(start + LONGEST_HEARER, end)):
        if scene.fold(at) in scene.grammar.that:
            return at
        if not scene.fold(at) or scene.lexemes[at].kind == "mark" or _clausal(scene, at, at + 1):
            return None
    return None


def _quoted_before(scene: Scene, index: int, floor: int) -> bool:
    """A quotation ends just before the index, a comma aside."""
    at = index - 1 - (scene.fold(index - 1) == ",")
    return at >= floor and scene.hidden[at]


def _clausal(scene: Scene, start: int, end: int) -> bool:
    """A verb stands in the stretch: by the model's tag, else by the language's lists."""
    for at in range(start, min(start + FAR, end)):
        lexeme = scene.lexemes[at]
        tagged = lexeme.upos in {"VERB", "AUX"} if lexeme.upos else scene.grammar.people.is_verb(lexeme)
        if not scene.hidden[at] and (tagged or scene.fold(at) in scene.grammar.predicates):
            return True
    return False


def _verbless(scene: Scene, verb: int, start: int, end: int) -> bool:
    """`mengatakan stok beras aman`: behind such a verb a clause needs none of its own; `mengatakan hal itu` reports nothing."""
    words = sum(scene.lexemes[at].kind == "word" and not scene.timed(at) for at in range(start, min(start + FAR, end)))
    return scene.fold(verb) in scene.grammar.verbless and words > SHORTEST and scene.fold(start) not in scene.grammar.unsaid


def _past_hearer(scene: Scene, index: int, end: int) -> int:
    """The index after whom something is told to: a name, a word such as `reporters`, or all up to `that`."""
    limit = min(index + LONGEST_HEARER, end)
    that = next((at for at in range(index, limit) if scene.fold(at) in scene.grammar.that), None)
    if that is not None:
        return that
    if index in scene.names:
        return scene.names[index].last
    start = index + (scene.fold(index) in scene.grammar.people.articles)
    if start in scene.names:
        return scene.names[start].last
    return next((at + 1 for at in range(start, limit) if scene.fold(at) in scene.grammar.hearers), index)


def _past_adjuncts(scene: Scene, index: int, end: int) -> int:
    """The index after times, brackets, hearers and places between a frame and what is said (`kepada X di Y, Senin`)."""
    grammar = scene.grammar
    while index < end:
        step = index + (scene.fold(index) == ",")
        if scene.timed(step):
            while scene.timed(step) and step < end:
                step += 1
        elif scene.fold(step) == "(" and (closed := past_bracket(scene, step)):
            step = closed
        elif scene.fold(step) in grammar.addressing and (hearer := after(scene, step + 1)):
            step = hearer.last
        elif scene.fold(step) in grammar.placing and (scene.names.get(step + 1) or scene.timed(step + 1)):
            step = scene.names[step + 1].last if step + 1 in scene.names else step + 1
        elif setting := grammar.settings.at(scene.lexemes, step):
            step = setting[0]
        else:
            return index
        index = step
    return index
