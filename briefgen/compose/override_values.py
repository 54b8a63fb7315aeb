"""Overrides of dates, figures, events and the lead: what they are worth, and whether the briefing shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar, cast

from briefgen import language
from briefgen.compose.locate import Locator
from briefgen.compose.override_facts import Facts, NothingThereError
from briefgen.model import EDITOR, Certainty, EventClause, LeadSentence, Override, Quantity, QuantityKind, Span, Timex

NONE = "none"

Annotated = TypeVar("Annotated", Timex, Quantity)


# --- dates -------------------------------------------------------------------------------------------------------------


def date(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """The words mean the day `to`, or stay open (`none`). Words around a date that qualify it (`early`, `about`) still do, and
    its events move with it. Dates counted from it are open until somebody says what they are.
    """
    for span in spans:
        old = next((timex for timex in facts.document.timexes if timex.span == span), None)
        value = None if override.to == NONE else override.to
        if old and old.resolved == value and (value is None or old.type == "DATE"):
            continue
        if value is None and old is not None:
            new = replace(old, resolved=None, rule=override.signature, anchor="", evidence="", reason=override.reason)
        else:
            like = old or sole(facts.document.timexes, span)
            mod = like.mod if like and like.type == "DATE" else None
            new = Timex(span, "DATE", override.to, value, override.signature, mod)
        gone = {timex.span for timex in facts.document.timexes if timex.span.overlaps(span)}
        figures = [one for one in facts.document.quantities if not one.span.overlaps(span)]
        timexes = [timex for timex in facts.document.timexes if timex.span not in gone]
        events = dict.fromkeys(replace(one, timex=span) if one.timex in gone else one for one in facts.document.events)
        facts = facts.changed(quantities=figures, timexes=[*timexes, new], events=events)
        facts = _unanchored(facts, [*gone, span])
    return facts


def drop_dates(facts: Facts, spans: tuple[Span, ...]) -> Facts:
    """No dates at all, and so nothing that happened then."""
    return _undated(facts, spans)


def _undated(facts: Facts, spans: Iterable[Span]) -> Facts:
    gone = {timex.span for timex in facts.document.timexes} & set(spans)
    if not gone:
        return facts
    timexes = [timex for timex in facts.document.timexes if timex.span not in gone]
    events = [event for event in facts.document.events if event.timex not in gone]
    return _unanchored(facts.changed(timexes=timexes, events=events), gone)


def _unanchored(facts: Facts, spans: Iterable[Span]) -> Facts:
    """What was counted from these dates, and from those, is not known any more; an editor's own word stays."""
    lost = {f"{span.start}-{span.end}" for span in spans}
    timexes = list(facts.document.timexes)
    found = True
    while found:
        found = False
        for number, timex in enumerate(timexes):
            if timex.anchor in lost and timex.resolved is not None:
                reason = "an editor changed the date that it is counted from"
                open_end = replace(timex, anchor="", evidence="", point="")  # a length is as long as before
                timexes[number] = open_end if timex.point else replace(timex, resolved=None, reason=reason)
                lost.add(f"{timex.span.start}-{timex.span.end}")
                found = True
    return facts if tuple(timexes) == facts.document.timexes else facts.changed(timexes=timexes)


def sole(found: Iterable[Annotated], span: Span) -> Annotated | None:
    """The only one there, if it lies within the stretch or around it: an editor quoted a little more or less than was found."""
    here = [one for one in found if one.span.overlaps(span)]
    return here[0] if len(here) == 1 and (here[0].span.contains(span) or span.contains(here[0].span)) else None


# --- figures -----------------------------------------------------------------------------------------------------------


def number(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """The words are this amount of that unit, or no figure (`none`). Words around it (`about`, `up`) still count."""
    for span in spans:
        old = next((one for one in facts.document.quantities if one.span == span), None)
        rest = [one for one in facts.document.quantities if one.span != span and not one.span.overlaps(span)]
        if override.to == NONE:
            facts = facts.changed(quantities=rest) if old else facts
            continue
        digits, _, words = override.to.partition(" ")
        amount, unit = Decimal(digits), words or None
        kind = _kind(unit, old, facts.document.article.lang)
        if old and (old.amount, old.unit, old.kind) == (amount, unit, kind):
            continue
        like = old or sole(facts.document.quantities, span) or Quantity(span, amount, unit, kind, "")
        new = replace(like, span=span, amount=amount, unit=unit, kind=kind, rule=override.signature)
        facts = _undated(facts, [timex.span for timex in facts.document.timexes if timex.span.overlaps(span)])
        facts = facts.changed(quantities=[*rest, new])
    return facts


def _kind(unit: str | None, old: Quantity | None, lang: str) -> QuantityKind:
    """Percent and money by their unit; what it was if that is unchanged; a measure if the language lists it; else a count."""
    pack = language.load(lang)
    if unit == "%":
        return "percent"
    if unit in pack.cldr.currencies:
        return "money"
    if old and old.unit == unit:
        return old.kind
    section = pack.section("quantities")
    measures = {*section.get("units", {}).values(), *section.get("symbols", {}).values(), *section.get("symbols", {})}
    return "measure" if unit in measures else "count"


# --- what the briefing shows -------------------------------------------------------------------------------------------


def keep(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """A figure stands beside the text whatever its rank; a date, or a clause with one date in it, stands on the timeline."""
    for span in spans:
        if any(one.span == span for one in facts.document.quantities):
            facts = _ranked(facts, override, span, key=True)
        else:
            facts = _event(facts, override, span)
    return facts


def drop(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """A figure is not beside the text, a clause not on the timeline; a date is no date."""
    facts = drop_dates(facts, spans)
    gone = set(spans)
    events = [event for event in facts.document.events if event.span not in gone]
    if len(events) < len(facts.document.events):
        facts = facts.changed(events=events)
    for span in spans:
        facts = _ranked(facts, override, span, key=False)
    return facts


def _ranked(facts: Facts, override: Override, span: Span, *, key: bool) -> Facts:
    """The figure there with an editor's word on its place, unless that is said already."""
    if not any(one.span == span and one.key is not key for one in facts.document.quantities):
        return facts
    said = f"{'kept' if key else 'dropped'} by {override.signature}"
    return facts.changed(
        quantities=[
            replace(one, key=key, rule=f"{one.rule}; {said}") if one.span == span else one for one in facts.document.quantities
        ]
    )


def _event(facts: Facts, override: Override, span: Span) -> Facts:
    """The event of these words: the one there is, with the certainty `to` if that is given, or a new one."""
    document = facts.document
    here = [event for event in document.events if span in (event.span, event.timex)]
    if here:
        wrong = [event for event in here if override.to not in ("", event.certainty)]
        changed = [replace(event, certainty=cast(Certainty, override.to), rule=override.signature) for event in wrong]
        return facts.changed(events=[*(event for event in document.events if event not in wrong), *changed]) if wrong else facts
    dates = [timex for timex in document.timexes if timex.type == "DATE" and span.contains(timex.span)]
    if len(dates) != 1:
        raise NothingThereError("an event needs exactly one date in its words" if dates else "there is no figure and no date")
    if dates[0].resolved is None:
        raise NothingThereError("the date is open: say with `do: date` when it is")
    clause = _sentence(facts, span) if dates[0].span == span else span
    certainty = cast(Certainty, override.to or "unknown")
    return facts.changed(events=[*document.events, EventClause(clause, dates[0].span, certainty, override.signature)])


def _sentence(facts: Facts, span: Span) -> Span:
    """The sentence around a stretch, else the stretch itself."""
    sentences = facts.document.sentences
    around = sentences[Locator.of(facts.document).sentence(span)].span if sentences else span
    return around if around.contains(span) else span


# --- the lead ----------------------------------------------------------------------------------------------------------


def lead(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """The sentences of the words are the lead, with those of other such overrides, and nothing that a rule chose."""
    locator = Locator.of(facts.document)
    told = {one.sentence: one for one in facts.document.lead if one.rule.startswith(EDITOR)}
    told |= {locator.sentence(span): LeadSentence(locator.sentence(span), override.signature) for span in spans}
    return replace(facts, document=replace(facts.document, lead=tuple(told[number] for number in sorted(told))))
