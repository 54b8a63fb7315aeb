"""One briefing → its receipts: for every annotation what was decided, by which rule or model, and in which sentence it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from briefgen.model import Briefing, Link, Span
from briefgen.render import evidence, fragments, reporting
from briefgen.render.body import web_address
from briefgen.render.catalogue import Catalogue, Said, sentence_of, sentence_ref, sentence_span
from briefgen.render.views import Receipt, SentenceReceipts
from briefgen.render.words import FALLBACK, Words


def receipts(briefing: Briefing, catalogue: Catalogue, words: Words) -> tuple[SentenceReceipts, ...]:
    """All of them by sentence, those without any included; within one sentence names, times, numbers, roles, events, that it is
    of the lead, and what editors took out.
    """
    facts = (*_names(briefing, catalogue, words), *_times(briefing, words), *_values(briefing, words), *_lead(briefing, words))
    rows = (*facts, *_taken_out(briefing))
    ordered = sorted(rows, key=lambda row: row.sentence.number)
    found = {number: tuple(group) for number, group in groupby(ordered, key=lambda row: row.sentence.number)}
    pattern, path = catalogue.site.edit_url, briefing.document.article.source_path
    return tuple(
        SentenceReceipts(
            f"q{number}",
            sentence_ref(briefing, number - 1),
            original(briefing, number - 1),
            found.get(number, ()),
            reporting.of_sentence(pattern, path=path, page=briefing.permalink, sentence=number),
        )
        for number in range(1, max(len(briefing.document.sentences), *found, 0) + 1)
    )


def original(briefing: Briefing, sentence: int) -> str:
    """Where a sentence (0-based) stands in the article as first published; empty if its address is not known."""
    article = briefing.document.article
    return fragments.address(web_address(article.url), sentence_span(briefing, sentence).of(article.text))


def _receipt(briefing: Briefing, kind: str, span: Span, value: str, rule: str, *why: Said, anchor: str = "") -> Receipt:
    """A row without a page to go to; `why` is what the rule went by, if anything. Rules have English names."""
    text = briefing.document.article.text
    sentence = sentence_ref(briefing, sentence_of(briefing.document, span))
    told = tuple(said for said in (Said(rule, FALLBACK), *why) if said.words)
    return Receipt(anchor, kind, span.of(text), value, None, (), told, sentence)


def _names(briefing: Briefing, catalogue: Catalogue, words: Words) -> Iterator[Receipt]:
    sources = {mention.span: mention.source for mention in briefing.document.mentions}
    for link in briefing.links:
        anchor = f"n{link.span.start}" if link.candidates and link.inside is None else ""
        why = evidence.worded(link.evidence, words)
        row = _receipt(briefing, "name", link.span, "", sources.get(link.span, ""), why, anchor=anchor)
        if link.entity_id in catalogue.paths:
            yield replace(row, ref=catalogue.ref(str(link.entity_id), words.lang))
        else:
            yield replace(row, candidates=_candidates(link, catalogue, words.lang))


def _candidates(link: Link, catalogue: Catalogue, lang: str) -> tuple[str, ...]:
    known = catalogue.entities
    return tuple(known[one].label(lang) if one in known else one.replace("-", " ") for one in link.candidates)


def _times(briefing: Briefing, words: Words) -> Iterator[Receipt]:
    own = briefing.document.article.lang
    for timex in briefing.document.timexes:
        why = (Said(timex.value), Said(timex.anchor), Said(timex.evidence, own), evidence.worded(timex.reason, words))
        anchor = f"r{timex.span.start}"
        yield _receipt(briefing, timex.type.lower(), timex.span, words.timex(timex), timex.rule, *why, anchor=anchor)


def _values(briefing: Briefing, words: Words) -> Iterator[Receipt]:
    article = briefing.document.article
    for quantity in briefing.document.quantities:
        about = Said(" ".join(quantity.about.of(article.text).split()) if quantity.about else "", article.lang)
        yield _receipt(briefing, "number", quantity.span, words.amount(quantity), quantity.rule, about)
    for role in briefing.document.roles:
        yield _receipt(briefing, "role", role.title, role.person.of(article.text), role.rule)
    for entry in briefing.timeline:
        certainty = Said(words.name("certainty", entry.certainty))
        yield _receipt(briefing, "event", entry.clause, words.date(entry.when, entry.mod), entry.rule, certainty)


def _lead(briefing: Briefing, words: Words) -> Iterator[Receipt]:
    for one in briefing.document.lead:
        yield _receipt(
            briefing, "lead", sentence_span(briefing, one.sentence), "", one.rule, evidence.worded(one.evidence, words)
        )


def _taken_out(briefing: Briefing) -> Iterator[Receipt]:
    """What an editor's decision left no fact of; other decisions are told by the fact that they changed."""
    told = {quantity.span for quantity in briefing.document.quantities}
    for decision in briefing.decisions:
        override = decision.override
        if override.do == "drop" or (override.do in ("number", "role") and override.to == "none"):
            done = Said(f"{override.do} {override.to}".strip(), FALLBACK)
            for span in (span for span in decision.spans if span not in told):
                yield _receipt(briefing, "decision", span, "", override.signature, done)
