"""Briefing → what its page and its source view show. Every row carries the way to the sentence it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from briefgen import edtf
from briefgen.model import EDITOR, Briefing, Document, Entity, Quantity, Span, TimelineEntry
from briefgen.render import body, charts, evidence, receipts, reporting
from briefgen.render.cards import register
from briefgen.render.catalogue import (
    ArticleRef,
    Catalogue,
    article_ref,
    quote,
    root_of,
    sentence_of,
    sentence_ref,
    sentence_span,
)
from briefgen.render.views import (
    BriefingView,
    EventView,
    FigureView,
    OpenDate,
    PersonView,
    Quote,
    QuotedPassage,
    Related,
)
from briefgen.render.words import Words, machine

MAX_DATES = 8
"""Rows of key dates; the timeline below holds all."""
MAX_AHEAD = 3
"""Of them the next ones still to come at publication have a place before any past one."""
MAX_RELATED = 4
MAX_SHARED = 4
COMMON = 50
"""Articles that name somebody or something: what more of them name relates none of them to another."""
OUTLETS = frozenset({"media", "agency"})
"""Kinds of those that publish."""
PLAIN = 1000
"""Counts below this are mostly written in digits, and read at a glance in words."""


def view(briefing: Briefing, catalogue: Catalogue, words: Words) -> BriefingView:
    """The briefing page. Of an article that may not be republished, only the sentences its facts rest on."""
    document, article = briefing.document, briefing.document.article
    quotes_only = article.publish != "full"
    outlet = dict(catalogue.site.outlets).get(article.outlet, "")
    opening, rest = ((), ()) if quotes_only else body.blocks(briefing, catalogue, root_of(briefing.permalink), words)
    events = tuple(event_view(briefing, number, catalogue, words) for number in range(len(briefing.timeline)))
    return BriefingView(
        headline=Markup.escape(article.title) if quotes_only else body.headline(briefing),
        article=article_ref(briefing),
        outlet=catalogue.ref(outlet, words.lang) if outlet in catalogue.paths else None,
        byline=article.byline,
        updated=article.updated or "",
        original=body.web_address(article.url),
        topics=article.topics,
        quotes_only=quotes_only,
        lead=tuple(_quote(briefing, one.sentence) for one in document.lead),
        lead_from=_lead_from(document),
        summary=article.summary,
        opening=opening,
        blocks=rest,
        quotes=_quotes(briefing) if quotes_only else (),
        people=tuple(_people(briefing, catalogue)),
        figures=tuple(figure_views(briefing, words)),
        earlier=tuple(event for event, entry in zip(events, briefing.timeline, strict=True) if not entry.future),
        upcoming=tuple(event for event, entry in zip(events, briefing.timeline, strict=True) if entry.future),
        dates=_nearest(events, briefing),
        axis=_axis(briefing, words),
        unresolved=tuple(_open_dates(briefing, words)),
        register=register(briefing, catalogue, words),
        receipts=receipts.receipts(briefing, catalogue, words),
        related=related(briefing, catalogue, words.lang),
        removed=len(article.removed),
        source_path=source_path(briefing),
        coverage=_coverage(briefing),
        translations=translations(briefing, catalogue),
        report=reporting.address(catalogue.site.edit_url, path=article.source_path, page=briefing.permalink),
        same_texts=tuple(
            (article_ref(catalogue.briefings[other]), share)
            for other, share in dict(catalogue.site.same_texts).get(article.id, ())
        ),
    )


def source_path(briefing: Briefing) -> str:
    """Path of the source view of a briefing."""
    return briefing.permalink.removesuffix(".html") + ".source.html"


def event_view(briefing: Briefing, number: int, catalogue: Catalogue, words: Words) -> EventView:
    """One row (0-based) of a briefing's timeline."""
    entry: TimelineEntry = briefing.timeline[number]
    article = briefing.document.article
    return EventView(
        anchor=f"e{number + 1}",
        when=words.date(entry.when, entry.mod),
        machine=machine(entry.when),
        in_article=entry.timex.span.of(article.text),
        clause=quote(article, entry.clause),
        who=catalogue.refs(entry.who, words.lang),
        certainty=entry.certainty,
        sentence=sentence_ref(briefing, entry.sentence),
        rule=entry.rule,
    )


def figure_views(briefing: Briefing, words: Words) -> Iterator[FigureView]:
    """The rows of key numbers."""
    text = briefing.document.article.text
    for key in briefing.figures:
        quantity = key.quantity
        label = quantity.about.of(text) if quantity.about else ""
        if quantity.kind == "count" and quantity.unit and quantity.unit.casefold() not in label.casefold():
            label = f"{quantity.unit}: {label}" if label else quantity.unit
        yield FigureView(
            words=quantity.span.of(text),
            label=" ".join(label.split()),
            amount=_beside(words.amount(quantity), quantity, quantity.span.of(text)),
            kind=quantity.kind,
            mod=quantity.mod,
            trend=quantity.trend or (key.change.trend if key.change else None),
            as_of=words.timex(key.as_of) if key.as_of else "",
            sentence=sentence_ref(briefing, key.sentence),
            reason=key.reason,
            says=_words(text, key.says),
            change=_words(text, key.change.span if key.change else None),
            origin=_words(text, key.origin.span if key.origin else None),
            bars=charts.bars(key.origin, quantity) if key.origin else None,
        )


def _words(text: str, span: Span | None) -> str:
    return " ".join(span.of(text).split()) if span else ""


def _axis(briefing: Briefing, words: Words) -> charts.Axis | None:
    """The events on a line, with the day of publication."""
    dated = []
    for entry in briefing.timeline:
        bounds = edtf.bounds(entry.when, entry.mod)
        if bounds:
            dated.append(charts.Dated(*bounds, words.date(entry.when, entry.mod), "future" if entry.future else "past"))
    published = edtf.bounds((briefing.document.article.published or "")[:10])
    if published:
        dated.append(charts.Dated(*published, words.date((briefing.document.article.published or "")[:10]), "published"))
    return charts.axis(dated)


def _nearest(events: tuple[EventView, ...], briefing: Briefing) -> tuple[EventView, ...]:
    """The events nearest to publication, in order of time; the first ones if the day of publication is not known."""
    today = (edtf.bounds((briefing.document.article.published or "")[:10]) or (date.min,))[0]
    spans = [edtf.bounds(entry.when, entry.mod) or (date.max, date.max) for entry in briefing.timeline]
    away = [(max((first - today).days, (today - last).days, 0), number) for number, (first, last) in enumerate(spans)]
    ahead = sorted(pair for pair in away if briefing.timeline[pair[1]].future)[:MAX_AHEAD]
    chosen = dict.fromkeys([*ahead, *sorted(away)])
    return tuple(events[number] for number in sorted(number for _, number in list(chosen)[:MAX_DATES]))


def _beside(amount: str, quantity: Quantity, written: str) -> str:
    """The normalised amount, unless the words and the label say just that already."""
    same = quantity.kind == "count" and (abs(quantity.amount) < PLAIN or written == amount.partition(" ")[0])
    return "" if same else amount


def related(briefing: Briefing, catalogue: Catalogue, lang: str) -> tuple[Related, ...]:
    """The briefings that share most names with this one; a name counts less the more articles name it, beyond `COMMON` nothing,
    and a news agency or another outlet, which most articles name as where they have it from, nothing at all.
    """
    scores: Counter[str] = Counter()
    shared: dict[str, list[Entity]] = {}
    for entity in briefing.entities:
        if entity.kind in OUTLETS:
            continue
        articles = catalogue.articles[entity.id]
        for article in articles if len(articles) <= COMMON else ():
            if article != briefing.document.article.id:
                scores[article] += 1000 // len(articles)
                shared.setdefault(article, []).append(entity)
    best = sorted(scores, key=lambda article: (-scores[article], article))[:MAX_RELATED]
    return tuple(
        Related(article_ref(catalogue.briefings[article]), tuple(one.label(lang) for one in shared[article][:MAX_SHARED]))
        for article in best
        if len(shared[article]) > 1
    )


def translations(briefing: Briefing, catalogue: Catalogue) -> tuple[tuple[ArticleRef, bool], ...]:
    """The article that this one is a translation of (True), then those in other languages that come of it or of the same one."""
    this = briefing.document.article
    source = this.translation_of or this.id
    if this.translation_of and this.translation_of not in catalogue.briefings:
        return ()
    family = catalogue.families.get(source, ())
    others = sorted((one for one in family if one.document.article.id != this.id), key=lambda one: one.document.article.lang)
    found = [(article_ref(one), one.document.article.id == this.translation_of) for one in others]
    return tuple(sorted(found, key=lambda pair: not pair[1]))


def _lead_from(document: Document) -> str:
    """Where the words below the headline come from: a key of `[ui.lead_from]`; empty if there are none."""
    if document.article.summary:
        return "summary"
    rules = [one.rule for one in document.lead]
    numbers = [one.sentence for one in document.lead]
    if any(rule.startswith(EDITOR) for rule in rules):
        return "editor"
    if "standfirst" in rules:
        return "standfirst"
    opens = rules[:1] == ["first-sentence"] and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return "opening" if opens else "chosen" if rules else ""


def _quote(briefing: Briefing, sentence: int) -> Quote:
    html = quote(briefing.document.article, sentence_span(briefing, sentence))
    return Quote(html, sentence_ref(briefing, sentence), receipts.original(briefing, sentence))


def quotable(briefing: Briefing) -> frozenset[int]:
    """The sentences (0-based) that may be shown: all, or those that facts rest on (lead, key figures, timeline, roles)."""
    document = briefing.document
    if document.article.publish == "full":
        return frozenset(range(max(len(document.sentences), 1)))
    roles = {sentence_of(document, role.title) for person in briefing.people for role in person.roles[:1]}
    facts = {*(key.sentence for key in briefing.figures), *(entry.sentence for entry in briefing.timeline)}
    return frozenset({*(one.sentence for one in document.lead), *facts, *roles})


def _quotes(briefing: Briefing) -> tuple[QuotedPassage, ...]:
    """The sentences that may be shown, and where others are left out."""
    shown = quotable(briefing)
    passages: list[QuotedPassage] = []
    skipped: list[str] = []
    for number in range(len(briefing.document.sentences)):
        if number in shown:
            passages.append(QuotedPassage(tuple(skipped), _quote(briefing, number)))
            skipped = []
        else:
            skipped.append(sentence_ref(briefing, number).anchor)
    return (*passages, QuotedPassage(tuple(skipped), None)) if skipped else tuple(passages)


def _people(briefing: Briefing, catalogue: Catalogue) -> Iterator[PersonView]:
    document = briefing.document
    for person in briefing.people:
        roles = tuple(
            (" ".join(role.title.of(document.article.text).split()), sentence_ref(briefing, sentence_of(document, role.title)))
            for role in person.roles
        )
        yield PersonView(
            ref=catalogue.ref(person.entity_id, document.article.lang, person.name),
            role=roles[0][0] if roles else "",
            role_sentence=roles[0][1] if roles else None,
            other_roles=roles[1:],
            sentence=sentence_ref(briefing, sentence_of(document, person.mentions[0])),
            reason=person.reason,
        )


def _open_dates(briefing: Briefing, words: Words) -> Iterator[OpenDate]:
    for timex in briefing.unresolved:
        sentence = sentence_ref(briefing, sentence_of(briefing.document, timex.span))
        reason = evidence.worded(timex.reason, words)
        yield OpenDate(timex.span.of(briefing.document.article.text), reason, sentence)


def _coverage(briefing: Briefing) -> tuple[tuple[str, int], ...]:
    document = briefing.document
    return (
        ("names", len(briefing.links)),
        ("linked", sum(link.entity_id is not None for link in briefing.links)),
        ("dates", len(document.timexes)),
        ("resolved", sum(timex.resolved is not None for timex in document.timexes)),
        ("figures", len(document.quantities)),
    )
