"""Facts that the cleaner met → title, byline, outlet, times and topics, each with a receipt that names the rule and the words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model import Block, Receipt
from briefgen.read.assemble import Fact
from briefgen.read.pieces import joins, stop_count, word_count
from briefgen.read.wording import Wording

MAX_TITLE = 110
"""Characters of a title taken from the text; longer headlines are rare in print."""
MIN_TITLE = MAX_TITLE // 2
"""A clause shorter than this is rarely more than the subject of its sentence; the sentence is then cut between two words."""
MIN_TITLE_WORDS = 4
"""Words of a headline found among widgets at least; shorter ones are menu entries."""
MAX_TOPIC_WORDS = 5
"""A topic is a short name."""
TITLE_CASE = 0.6
"""Share of capitalised words, function words aside, that a headline among the widgets has."""

_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]{0,2}(?=\s+[^\s\d_a-z])")
_BESIDE = re.compile(r", (?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?: |(?=,))){1,5},")
"""A name set between commas beside what it names (`Ketua KPU, Arief Budiman, …`): neither comma ends a clause."""
_CLAUSE_MARK = re.compile(r",(?= )| [–—-](?= )|;(?= )")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; empty or None where nothing is. `receipts` in the order of the fields."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str | None = None
    updated: str | None = None
    topics: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    url: str = ""


def settle(text: str, blocks: tuple[Block, ...], facts: tuple[Fact, ...], words: Wording) -> Metadata:
    """Choose one value a field from the facts of a page; a title is taken from the text's own words if the page has none."""
    receipts: list[Receipt] = []

    def chosen(field: str, found: tuple[str, str, str] | None) -> str:
        if found is None:
            return ""
        receipts.append(Receipt(field, found[1], found[2]))
        return found[0]

    title = chosen("title", _headline(facts, words) or own_title(text, blocks, words))
    byline = chosen("byline", _byline(facts, words))
    outlet = chosen("outlet", _outlet(facts, words))
    published = chosen("published", _time(facts, words, ("published", "stamped")))
    updated = chosen("updated", _time(facts, words, ("updated",)))
    topics = tuple(dict.fromkeys(topic for topic, _, _ in _topics(facts, words, byline)))
    receipts += dict.fromkeys(Receipt("topics", rule, quote) for _, rule, quote in _topics(facts, words, byline))
    return Metadata(title, byline, outlet, published or None, updated or None, topics, tuple(receipts))


def own_title(text: str, blocks: tuple[Block, ...], words: Wording) -> tuple[str, str, str] | None:
    """The first standfirst, else the first sentence, cut at a clause boundary to fit a title."""
    prose = [block for block in blocks if block.kind in ("item", "paragraph", "quote", "heading")]
    if not prose:
        return None
    first = _without_dateline(prose[0].span.of(text), words)
    rule = {"item": "first-standfirst", "heading": "first-heading"}.get(prose[0].kind, "lead-clause")
    end = _SENTENCE_END.search(first[: MAX_TITLE * 20])
    sentence = " ".join((first[: end.end()] if end else first[: MAX_TITLE * 20]).split())
    return _short(sentence, words), rule, sentence


def _without_dateline(first: str, words: Wording) -> str:
    """Place and outlet say nothing of what happened."""
    found = (form.match(first) for form in words.datelines)
    return first[max((match.end() for match in found if match and match.end() < len(first)), default=0) :]


def _short(sentence: str, words: Wording) -> str:
    if len(sentence) <= MAX_TITLE:
        return sentence.rstrip(".;:, ")
    beside = {edge for match in _BESIDE.finditer(sentence) for edge in (match.start(), match.end() - 1)}
    cuts = [match.start() for match in _CLAUSE_MARK.finditer(sentence) if match.start() not in beside]
    cuts += [match.start() for match in re.finditer(r" (?=(\w+))", sentence) if match[1].lower() in words.clauses]
    fitting = [cut for cut in cuts if MIN_TITLE <= cut <= MAX_TITLE and _is_balanced(sentence[:cut])]
    if fitting:
        return sentence[: max(fitting)].rstrip(".;:,–— -")
    room = sentence[:MAX_TITLE]
    return (room[: room.rfind(" ")] if " " in room else room).rstrip(".;:,–— -") + "…"


def _is_balanced(words: str) -> bool:
    return words.count("(") == words.count(")") and words.count("“") == words.count("”") and words.count('"') % 2 == 0


def _headline(facts: tuple[Fact, ...], words: Wording) -> tuple[str, str, str] | None:
    for fact in facts:
        if fact.rule == "headline" and fact.field == "headline":
            return fact.value.strip(), "headline", fact.value
    for fact in reversed(facts):
        title = _parted(fact.value, words)[-1].strip()
        if fact.field == "headline" and fact.header and word_count(title) >= MIN_TITLE_WORDS:
            content = [word for word in re.findall(r"[^\W\d_][\w'’-]*", title) if not words.is_stopword(word)]
            if content and sum(word[0].isupper() for word in content) >= TITLE_CASE * len(content):
                return title, "headline-in-widgets", fact.value
    return None


def _byline(facts: tuple[Fact, ...], words: Wording) -> tuple[str, str, str] | None:
    for fact in facts:
        if fact.field == "byline":
            names = [part for part in re.split(r" [-–|] |, ", fact.value) if not words.outlet(part.strip())]
            return ", ".join(names).strip(" ,"), "byline-label", fact.value
        if fact.field == "named":
            return fact.value, "beside-date", fact.value
    telling = [fact for fact in facts if fact.field != "follow"]
    for fact, after in itertools.pairwise(telling):
        if fact.field == "followed" and after.field in ("published", "stamped", "updated"):
            return fact.value.strip(), "followed-before-date", fact.value
    for fact in facts:
        if fact.field == "stamped" and (parts := _around_stamp(fact.value, words)):
            names = [part for part in parts if not words.outlet(part) and 1 <= word_count(part) <= 5]
            if names and any(words.outlet(part) for part in parts):
                return names[0], "beside-date", fact.value
    return next(((fact.value, "credit", fact.value) for fact in facts if fact.field == "credit"), None)


def _around_stamp(line: str, words: Wording) -> list[str]:
    found = words.stamps.pattern.search(line)
    rest = f"{line[: found.start()]}|{line[found.end() :]}" if found else line
    return [part.strip(" ,-–") for part in re.split(r"[|•·]|, | [-–] ", rest) if part.strip(" ,-–")]


def _outlet(facts: tuple[Fact, ...], words: Wording) -> tuple[str, str, str] | None:
    """The outlet named before the text, else beside date or author, else anywhere (a note where it first appeared)."""
    named = [(fact.value.strip(), fact.rule, fact.value) for fact in facts if fact.field == "outlet" and fact.header]
    for fact in facts:
        if fact.field in ("stamped", "byline"):
            rule = "beside-date" if fact.field == "stamped" else "byline-label"
            named += [(part, rule, fact.value) for part in _around_stamp(fact.value, words) if words.outlet(part)]
    named += [(fact.value.strip(), fact.rule, fact.value) for fact in facts if fact.field == "outlet"]
    return next(iter(named), None)


def _time(facts: tuple[Fact, ...], words: Wording, fields: tuple[str, ...]) -> tuple[str, str, str] | None:
    for field in fields:
        for fact in facts:
            found = words.stamps.pattern.search(fact.value) if fact.field == field else None
            value = words.stamps.parse(found) if found else None
            if value:
                return value, "date-line" if field == "stamped" else f"{field}-label", fact.value
    return None


def _topics(facts: tuple[Fact, ...], words: Wording, byline: str) -> Iterator[tuple[str, str, str]]:
    for fact in facts:
        rule = {"topics": "tags", "followed": "followed", "label": "menu", "section": "section", "kicker": "kicker"}.get(
            fact.field
        )
        if rule is None or (fact.field in ("label", "kicker") and not fact.header):
            continue
        for part in re.split(r"[,;•|·/]|#", fact.value) if fact.field == "topics" else _parted(fact.value, words):
            topic = part.strip(" .:-–#")
            if topic and topic != byline and not words.outlet(topic) and _is_topic(topic, words):
                yield topic, rule, fact.value


def _is_topic(topic: str, words: Wording) -> bool:
    return word_count(topic) <= MAX_TOPIC_WORDS and stop_count(topic, words) < 2 and not topic.isdigit()


def _parted(label: str, words: Wording) -> list[str]:
    cuts = [0, *joins(label, words), len(label)]
    return [label[start:end] for start, end in itertools.pairwise(cuts)]
