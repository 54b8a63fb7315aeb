"""Where is what a date places in time, if that is a predicate with its subject: it is cut at marks and at words that
open or join clauses.

Windows are bounded, so time grows with the number of dates and not with the length of a sentence. Places are numbers of words.
"""

from __future__ import annotations

from briefgen.analyse import event_nouns
from briefgen.analyse.clauses import HARD_MARKS, MARKS
from briefgen.analyse.event_line import MAX_CLAUSE, MAX_NOUN_PHRASE, MODIFIERS, REJECTED, Bounds, Line

SENTENCE_ENDS = frozenset(".!?…")
QUOTATION = frozenset('“”"')


def clause(line: Line, first: int) -> Bounds | None:
    """The predicate that a date stands in or beside, with its subject."""
    after = first + 1
    if _opens(line, first):
        right = line.right(_past_inserted(line, after), seek=True)
        if line.verb_in(after, right):
            return _past_inserted(line, after), right
    left = _left(line, first)
    if left is None:
        return REJECTED
    if line.verb_in(left, first):
        if line.verb(after) and _reduced(line, left, first):
            return left, first
        right = line.right(_past_frame(line, after))
        if line.mark(after) and line.mark(left - 1) and line.has(left, "fronted"):
            left = min(left, event_nouns.antecedent(line, left - 1))
        return left, _subject_after(line, right) if left == 0 and line.verb(0) and line.has(0, "fronted") else right
    fronted = line.mark(after) and (line.has(left - 1, "openers") or line.has(left, "edges"))
    left = first if fronted else _past_fronted(line, left, first)
    if left == first:
        left = after = _past_inserted(line, after)
    elif line.mark(after) and (line.has(after + 1, "openers") or line.has(after + 1, "additions")):
        return None
    right = line.right(after, seek=True)
    return (left, right) if line.verb_in(after, right) else None


def _opens(line: Line, first: int) -> bool:
    """A date at the beginning of a clause that follows it: `…, and in July the court …`, `After a war, in 2014 they …`."""
    at = first
    while at > 0 and (line.has(at - 1, "edges") or line.has(at - 1, "articles")) and not line.has(at - 1, "joins"):
        at -= 1
    if at == 0 or _closed(line, first + 1):
        return False
    if line.words[at - 1].lower == ",":
        return not line.mark(first + 1) and _subject(line, first + 1)
    joined = line.has(at - 1, "joins") and line.verb_in(at - MAX_CLAUSE, at - 1) and not line.words[at - 2].timed
    return joined and line.new_clause(first + 1 + line.mark(first + 1))


def _closed(line: Line, at: int) -> bool:
    """True where nothing of a clause's own can follow a date: its sentence ends, or an addition or a list goes on."""
    if at >= len(line.words) or line.mark(at, HARD_MARKS) or line.words[at].timed:
        return True
    return any(line.has(at, name) for name in ("openers", "additions", "relatives", "joins", "places", "edges"))


def _subject(line: Line, at: int) -> bool:
    """A subject and its verb before the next mark."""
    for word in line.words[at : at + MAX_NOUN_PHRASE]:
        if word.lower in MARKS or "openers" in word.kinds or "edges" in word.kinds:
            return False
        if word.verb:
            return word.span.start > line.words[at].span.start
    return False


def _past_frame(line: Line, after: int) -> int:
    """Behind `…, Monday, at 9 a.m., in Rome`, `announced, Monday, that …`: after a date between commas a place and what is said
    still belong to the clause.
    """
    at = after
    if line.mark(at) and line.has(at + 1, "complements"):
        return at + 1
    while line.mark(at) and at + 1 < len(line.words) and line.words[at].lower == "," and line.words[at + 1].timed:
        at += 2
    inside = line.words[at].lower == "," if at < len(line.words) else False
    return at + 1 if inside and line.has(at + 1, "places") and not line.new_clause(at + 1) else after


def _subject_after(line: Line, comma: int) -> int:
    """`Founded in 1990, the festival grew`: the subject that a participle at the beginning of a sentence is said of."""
    after = comma + 1
    if not line.mark(comma) or line.has(after, "edges"):
        return comma
    verb = next((at for at in range(after, min(len(line.words), after + MAX_NOUN_PHRASE)) if line.stops(at)), comma)
    end = verb - (line.words[verb - 1].upos == "ADV")
    return end if line.verb(verb) else comma


def _reduced(line: Line, left: int, first: int) -> bool:
    """`the boat rescued on Friday sank`: one participle without an auxiliary between a noun and the date."""
    verbs = [at for at in range(left, first) if line.verb(at)]
    return len(verbs) == 1 and verbs[0] > left and line.has(verbs[0], "fronted")


def _past_inserted(line: Line, after: int) -> int:
    """Behind `In 1982, as the curtain rose,` and `In 1995, at seventeen,`: what stands between a date and the clause it dates."""
    at = after + line.mark(after)
    if line.mark(after) and line.has(at, "edges") and not line.has(at, "openers"):
        comma = next(
            (place for place in range(at, min(len(line.words), at + MAX_NOUN_PHRASE)) if line.words[place].lower == ","), at
        )
        return comma + 1 if comma > at and not line.verb_in(at, comma) else after
    if not (line.has(at, "openers") and line.mark(after)):
        return after
    for place in range(at, min(len(line.words), at + MAX_CLAUSE)):
        if line.mark(place, HARD_MARKS):
            return after
        if line.words[place].lower == "," and line.verb_in(at, place):
            return place + 1 if line.verb_in(place, place + MAX_NOUN_PHRASE) else after
    return after


def _past_fronted(line: Line, left: int, first: int) -> int:
    """Behind the phrases before a subject (`For many, `, `At the same time, `): those that begin with a preposition or a date
    and end with a comma, without a verb.
    """
    while left < first and (line.has(left, "edges") or line.words[left].timed or line.has(left, "openers")):
        comma = next((at for at in range(left, first) if line.words[at].lower == ","), None)
        if comma is None:
            return left
        left = comma + 1
    return left


def _left(line: Line, first: int) -> int | None:
    """Where the clause before a date begins: after the nearest mark or opener with a verb in between; None in the frame of a
    quotation (`…, said X in Jakarta, Monday`).
    """
    at, verb, closed, comma = first, False, 0, 0
    preposition = first - 1 - line.has(first - 1, "articles")
    while at > max(0, first - MAX_CLAUSE):
        word = line.words[at - 1]
        if "reports" in word.kinds and _framed(line, at - 1, first):
            return next((place for place in range(at, first) if line.verb(place)), None) if verb else None
        if word.lower == "(" and not closed:
            break
        closed += (word.lower == ")") - (word.lower == "(")
        opens = "openers" in word.kinds and at - 1 != preposition
        if word.lower in HARD_MARKS or opens or "complementisers" in word.kinds:
            break
        if verb and "joins" in word.kinds and line.new_clause(at) and _predicated(line, at - 1):
            break
        if word.lower == "," and verb and comma and line.verb(at) and line.verb_in(at - MAX_NOUN_PHRASE, at - 1):
            at, comma = at - 1, 0  # `closed at 7,124, down 3%, in trading on Monday`: no subject between the commas
            continue
        if word.lower == "," and verb:
            opened = _inserted(line, at - 1)
            if opened is None:
                break
            at = opened
            continue
        comma = at if word.lower == "," and not verb and at < first else comma
        verb = verb or word.verb
        at -= 1
    return at


def _predicated(line: Line, join: int) -> bool:
    """True if what stands before a join has a verb, so that clauses are joined and not two subjects (`North and South met`)."""
    for at in range(join - 1, max(-1, join - MAX_CLAUSE), -1):
        if line.verb(at):
            return True
        if line.mark(at, HARD_MARKS) or line.has(at, "openers") or line.has(at, "complementisers"):
            return False
    return False


def _framed(line: Line, at: int, first: int) -> bool:
    """A verb of saying behind a mark or at the start of its sentence, with the quotation before it; or behind its speaker,
    where the date ends the sentence (`…, officials said on Monday.`).
    """
    if at == 0 or line.mark(at - 1) or line.has(at, "frames"):
        return True
    start = at
    while start > max(0, at - MODIFIERS) and not line.stops(start - 1, "joins"):
        start -= 1
    bare = at + 1 == first or line.has(at + 1, "edges")
    ends = bare and (first + 1 >= len(line.words) or line.mark(first + 1, SENTENCE_ENDS))
    said = line.mark(start - 1, QUOTATION) or (line.mark(start - 1) and line.verb_in(start - MAX_CLAUSE, start - 1))
    return ends and said


def _inserted(line: Line, comma: int) -> int | None:
    """The comma before, if the two hold an insertion: without a verb and not far, or, where the verb that they part from its
    subject stands right behind, a relative clause too.
    """
    parted = line.verb(comma + 1)
    for at in range(comma - 1, max(0, comma - MAX_NOUN_PHRASE), -1):
        if line.mark(at, HARD_MARKS):
            return None
        if line.words[at].lower != ",":
            continue
        plain = not line.has(comma + 1, "fronted") and not line.verb_in(at, comma)
        if parted and (line.has(at + 1, "relatives") or plain):
            return None if line.verb(at - 1) else at
        if line.verb_in(at, comma) or line.verb_in(at - MAX_CLAUSE, at):
            return None
        return at
    return None
