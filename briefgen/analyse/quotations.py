"""Document → who says what: quotations in marks and reported clauses, each with the name, phrase or pronoun that says it.

A pronoun stands for the person last named as a speaker, or as the only person of the sentence before, and for nobody if another
person was named in between; then it is itself the speaker, unresolved. Quotations may nest; they never cross.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.analyse import lexemes, quote_marks
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.quote_frames import Frame, clause, frames
from briefgen.analyse.quote_grammar import QuoteGrammar, compile_pack
from briefgen.analyse.speakers import Name, Scene, leading
from briefgen.language import LanguagePack
from briefgen.model import Article, Mention, Quotation, Role, Sentence, Span, Timex

PATIENCE = 3
"""Statements without a name after which a pronoun is no longer taken to mean the last speaker."""
NEAR = 4
"""Lexemes after a subject in which its verb stands, adverbs included."""
PROSE = frozenset({"paragraph", "item", "quote", "heading", "caption"})


@dataclass(slots=True)
class Memory:
    """Whom a pronoun means (`who`: a person's mention) since how many statements, and whose words the last statement held."""

    who: Span | None = None
    names: frozenset[str] = frozenset()
    age: int = 0
    speaker: Span | None = None
    settled: dict[Span, Span] = field(default_factory=dict)
    """Pronoun → the mention it was settled on."""

    def keep(self, who: Span | None, names: frozenset[str]) -> None:
        """A pronoun now means somebody else, or nobody."""
        self.who, self.names, self.age = who, names, 0


def extract(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    roles: tuple[Role, ...],
    timexes: tuple[Timex, ...],
    pack: LanguagePack,
) -> tuple[Quotation, ...]:
    """The quotations of an article, sorted by span."""
    grammar = compile_pack(pack)
    if not grammar.verbs:
        return ()
    paragraphs = tuple(_paragraphs(article, sentences, timexes))
    memory = Memory()
    found: dict[tuple[Span, Span], Quotation] = {}
    for paragraph, following in itertools.zip_longest(paragraphs, paragraphs[1:]):
        runs_on = following is not None and quote_marks.opens(following.lexemes)
        for quotation in _of_paragraph(paragraph, runs_on, mentions, roles, grammar, memory):
            found.setdefault((quotation.span, quotation.speaker), quotation)
    return tuple(sorted(found.values(), key=lambda quotation: (quotation.span, quotation.speaker)))


# --- paragraphs and statements -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lexemes of a block and the indices at which its sentences begin."""

    lexemes: tuple[Lexeme, ...]
    starts: frozenset[int]


def _paragraphs(article: Article, sentences: tuple[Sentence, ...], timexes: Sequence[Timex]) -> Iterator[Paragraph]:
    """The prose blocks of an article; a text without blocks is one."""
    passages = tuple(lexemes.passages(article, sentences, tuple(timex.span for timex in timexes)))
    ends = [passage[-1].end if passage else 0 for passage in passages]
    ends = list(itertools.accumulate(ends, max))
    for block in article.blocks:
        if block.kind not in PROSE:
            continue
        run: list[Lexeme] = []
        starts: set[int] = set()
        for passage in passages[bisect_right(ends, block.span.start) : bisect_left(ends, block.span.end) + 1]:
            inside = [lexeme for lexeme in passage if block.span.start <= lexeme.start and lexeme.end <= block.span.end]
            starts.add(len(run))
            run += inside
        yield Paragraph(tuple(run), frozenset(starts))


def _scene(
    paragraph: Paragraph,
    direct: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
    grammar: QuoteGrammar,
) -> Scene:
    run = paragraph.lexemes
    hidden = [False] * len(run)
    for first, last in direct:
        hidden[first:last] = [True] * (last - first)
    names: dict[int, Name] = {}
    by_span: dict[Span, Name] = {}
    for mention in _within(mentions, run):
        first, last = _place(run, mention.span)
        name = Name(first, last, mention.type, mention.span)
        by_span[mention.span] = name
        names.update(dict.fromkeys(range(first, last), name))
    titles: dict[int, tuple[int, Name]] = {}
    begins: dict[int, int] = {}
    for role in roles:
        owner = by_span.get(role.person)
        if owner:
            first, last = _place(run, role.title)
            titles.setdefault(first, (last, owner))
            if last <= owner.first:
                begins[owner.first] = min(first, begins.get(owner.first, first))
    return Scene(run, hidden, names, titles, begins, paragraph.starts, grammar)


def _within(mentions: Sequence[Mention], run: Sequence[Lexeme]) -> Sequence[Mention]:
    if not run:
        return ()
    low = bisect_left(mentions, run[0].start, key=lambda mention: mention.span.start)
    return mentions[low : bisect_left(mentions, run[-1].end, key=lambda mention: mention.span.start)]


def _place(run: Sequence[Lexeme], span: Span) -> tuple[int, int]:
    first = bisect_right(run, span.start, key=lambda lexeme: lexeme.end)
    return first, bisect_left(run, span.end, key=lambda lexeme: lexeme.start)


def _stands_free(paragraph: Paragraph, first: int, grammar: QuoteGrammar) -> bool:
    """A quotation that begins a sentence or follows a mark or a word of saying; one in the middle of a clause is part of it."""
    before = paragraph.lexemes[first - 1] if first else None
    said = before is not None and (before.fold in grammar.verbs or grammar.tags.by_last.get(before.fold) is not None)
    return before is None or first in paragraph.starts or (before.kind == "mark" and before.fold not in "($") or said


def _statements(paragraph: Paragraph, direct: Sequence[tuple[int, int]], grammar: QuoteGrammar) -> Iterator[tuple[int, int]]:
    """Sentences, not cut inside a quotation nor between a quotation and the tag that follows it."""
    run, floor = paragraph.lexemes, 0
    whole = {index for first, last in direct for index in range(first + 1, last)}
    closed = {last for _, last in direct}
    for index in sorted(paragraph.starts - whole):
        if not 0 < index < len(run):
            continue
        tag = run[index].fold in grammar.own_tags or grammar.tags.at(run, index) is not None
        if index in closed and (tag or not (run[index].capital or run[index].kind == "mark")):
            continue
        yield floor, index
        floor = index
    if floor < len(run):
        yield floor, len(run)


def _of_paragraph(
    paragraph: Paragraph,
    runs_on: bool,
    mentions: Sequence[Mention],
    roles: Sequence[Role],
    grammar: QuoteGrammar,
    memory: Memory,
) -> Iterator[Quotation]:
    run = paragraph.lexemes
    marked = [pair for pair in quote_marks.quoted(run, runs_on) if quote_marks.utterance(run, *pair)]
    direct = [pair for pair in marked if _stands_free(paragraph, pair[0], grammar)]
    scene = _scene(paragraph, direct, mentions, roles, grammar)
    for floor, end in _statements(paragraph, direct, grammar):
        inside = [pair for pair in direct if floor <= pair[0] < end]
        yield from _of_statement(scene, floor, end, inside, memory)


# --- who said it -------------------------------------------------------------------------------------------------------


def _of_statement(scene: Scene, floor: int, end: int, direct: Sequence[tuple[int, int]], memory: Memory) -> Iterator[Quotation]:
    """The quotations of one statement: those in marks go to the frame beside them, a frame without any reports a clause. A
    statement that is all quotation goes on with the speaker of the one before it.
    """
    found = _distinct(tuple(frames(scene, floor, end)))
    if not found and direct and memory.speaker and not _unquoted(scene, floor, end):
        for first, last in direct:
            yield Quotation(scene.span(first, last), memory.speaker, "continued", direct=True)
        return
    taken: set[int] = set()
    memory.speaker = None
    for first, last in direct:
        number = _beside(found, first, last)
        if number is not None:
            taken.add(number)
            memory.speaker = _settle(scene, found, number, floor, memory)
            yield Quotation(scene.span(first, last), memory.speaker, found[number].rule, direct=True)
    for number, frame in enumerate(found):
        reported = None if number in taken else clause(scene, frame, *_bounds(scene, found, number, floor, end))
        if reported:
            memory.speaker = _settle(scene, found, number, floor, memory)
            yield Quotation(scene.span(*reported), memory.speaker, frame.rule, direct=False)
    _remember(scene, found, floor, end, memory)


def _distinct(found: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Without a source whose own words a verb goes on to report (`mengutip sumber yang mengatakan …`)."""
    said = {frame.speaker.span for frame in found if frame.rule == "verb"}
    return tuple(frame for frame in found if frame.rule != "source" or frame.speaker.span not in said)


def _unquoted(scene: Scene, floor: int, end: int) -> bool:
    return any(not scene.hidden[at] and scene.lexemes[at].kind != "mark" for at in range(floor, end))


def _beside(found: Sequence[Frame], first: int, last: int) -> int | None:
    """The number of the frame that follows a quotation, a mark aside, else of the last one before it, else of the next."""
    for number, frame in enumerate(found):
        if last <= frame.first <= last + 1 and not frame.forward:
            return number
    before = [number for number, frame in enumerate(found) if frame.last <= first]
    return before[-1] if before else next((number for number, frame in enumerate(found) if frame.first >= last), None)


def _bounds(scene: Scene, found: Sequence[Frame], number: int, floor: int, end: int) -> tuple[int, int]:
    """Where the clause of a frame may lie: not beyond the frame before it that also looks back, nor a new subject's own frame."""
    frame = found[number]
    if not frame.forward:
        return (found[number - 1].last if number and not found[number - 1].forward else floor), end
    after = found[number + 1] if number + 1 < len(found) else None
    if after and after.forward and after.first > frame.last and after.rule == "verb":
        joint = scene.fold(after.first - 1)
        if joint in scene.grammar.linking_verbs or joint in {",", ";"}:
            return floor, after.first - (joint not in {",", ";"})
    return floor, end


def _settle(scene: Scene, found: Sequence[Frame], number: int, floor: int, memory: Memory) -> Span:
    """Whose words they are: a pronoun gives way to whom it safely stands for, the last speaker of this statement or before it."""
    speaker = found[number].speaker
    if speaker.kind != "pronoun" or scene.fold(speaker.first) in scene.grammar.plural_pronouns:
        return speaker.span
    if speaker.span not in memory.settled:
        earlier = [frame.speaker for frame in found[:number] if frame.speaker.kind == "person"]
        who, names = (earlier[-1].span, _names(scene, earlier[-1].first)) if earlier else (memory.who, memory.names)
        strangers = any(names.isdisjoint(_names(scene, at)) for at in range(floor, speaker.first) if scene.person(at))
        memory.settled[speaker.span] = who if who and not strangers else speaker.span
    return memory.settled[speaker.span]


def _names(scene: Scene, index: int) -> frozenset[str]:
    """The words of the names from the lexeme on that belong to one speaker's phrase."""
    at = next((at for at in range(index, len(scene.lexemes)) if at in scene.names), None)
    return (
        frozenset()
        if at is None
        else frozenset(lexeme.fold for lexeme in scene.lexemes[scene.names[at].first : scene.names[at].last])
    )


def _remember(scene: Scene, found: Sequence[Frame], floor: int, end: int, memory: Memory) -> None:
    """Whom a pronoun in the next statement would mean: the last speaker, or the only person of this statement as its subject;
    whoever it was before, if this statement names nobody else.
    """
    speakers = [frame.speaker for frame in found if frame.speaker.kind != "pronoun"]
    named = [at for at in range(floor, end) if scene.person(at)]
    if speakers:
        last = speakers[-1]
        kept = last.kind == "person" or (last.kind == "noun" and scene.grammar.noun_antecedents)
        memory.keep(last.span if kept else None, _names(scene, last.first) if last.kind == "person" else frozenset())
    elif named and (memory.who is None or any(memory.names.isdisjoint(_names(scene, at)) for at in named)):
        subject = leading(scene, floor, end)
        acts = subject is not None and subject.kind == "person" and not _undergoes(scene, subject.last)
        memory.keep(subject.span if subject and acts else None, _names(scene, named[0]))
    elif named:
        memory.age = 0
    elif memory.age >= PATIENCE:
        memory.who = None
    else:
        memory.age += 1


def _undergoes(scene: Scene, index: int) -> bool:
    """The verb soon after the subject is passive (`was arrested`, `ditangkap`): then somebody else speaks."""
    passive = scene.grammar.passive
    return passive is not None and any(passive.fullmatch(scene.fold(at)) for at in range(index, index + NEAR))
