"""Documents with their links + the editor's overrides → the same, corrected, with what was decided and what is wrong with the
overrides. No language work is done again: an override changes annotations, never text. docs/editing.md explains each `do`.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.compose import override_names as names
from briefgen.compose import override_values as values
from briefgen.compose.locate import Locator
from briefgen.compose.override_facts import Facts, NothingThereError, chosen, places
from briefgen.model import Action, Decision, Document, Entity, Glossary, Linking, Override, Problem, Span

SCOPES = ("site", "article", "mention")
"""Wider decisions come first, so that narrower ones have the last word."""
MANY = 8
"""Sentences named in a hint."""


@dataclass(frozen=True, slots=True)
class Overridden:
    """One article after its overrides; `decisions` are those that changed something, in text order."""

    document: Document
    linking: Linking
    decisions: tuple[Decision, ...] = ()


def apply(
    pairs: Sequence[tuple[Document, Linking]],
    overrides: Sequence[Override],
    glossary: Glossary,
    articles: Collection[str],
    found: Mapping[str, Entity] | None = None,
) -> tuple[tuple[Overridden, ...], tuple[Problem, ...]]:
    """Apply overrides to all articles that they may concern, wider scopes first, then in the order given. `articles` are the ids
    of all articles there are, shown or not; an override for any other is an orphan. `found` are the entities that any article
    names without a glossary entry, if not only those of the articles given.

    One with a mistake changes nothing and costs nothing but itself. One that changes nothing in the articles shown is idle.
    """
    desk = _Desk.of(pairs, overrides, glossary, found)
    done = [desk.article(*pair) for pair in pairs]
    done = desk.types(done)
    problems = [*_unknown(overrides, articles), *desk.problems]
    blamed = {problem.location for problem in problems}
    shown = {document.article.id for document, _ in pairs}
    judged = (one for one in overrides if one.article_id in shown and one.location not in blamed)
    problems += [_idle(one) for one in judged if one not in desk.effective]
    return tuple(done), tuple(problems)


def known_by(found: Iterable[tuple[Entity, ...]]) -> dict[str, Entity]:
    """The entities that each article names without a glossary entry, by id; of several of one id the first."""
    return {entity.id: entity for one in reversed(tuple(found)) for entity in one}


def concerned(overrides: Sequence[Override], articles: Collection[str]) -> frozenset[str]:
    """The articles (of those given) that overrides may change: those they are written for; all, if one is for the whole site or
    gives a type, since an entity has one page."""
    if any(one.scope == "site" or one.do == "type" for one in overrides):
        return frozenset(articles)
    return frozenset(articles) & {one.article_id for one in overrides}


def _unknown(overrides: Sequence[Override], articles: Collection[str]) -> Iterator[Problem]:
    """The first override of each article that there is not."""
    for ident, one in {one.article_id: one for one in reversed(overrides)}.items():
        if ident not in articles:
            hint = "The file is named after the article's id: its path below seeds/articles without suffix, or the `id` it gives."
            yield Problem("override-orphan", "error", f'there is no article "{ident}"', one.location, hint)


def _idle(one: Override) -> Problem:
    message = f"“{one.quote}”: the override changes nothing"
    return Problem("override-idle", "warning", message, one.location, "It says what is found without it; take it out.")


# --- what each `do` needs ----------------------------------------------------------------------------------------------

Act = Callable[[Facts, Override, tuple[Span, ...]], Facts]
Look = Callable[[Facts], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One `do`: what it decides about, the stretches it may act on, how it acts, and what it may also make where nothing is."""

    about: str
    there: Look
    act: Act
    makes: bool = False


def _links(facts: Facts) -> Iterable[Span]:
    return (link.span for link in facts.linking.links)


def _people(facts: Facts) -> Iterable[Span]:
    return (link.span for link in facts.linking.links if link.type == "person")


def _dates(facts: Facts) -> Iterable[Span]:
    return (timex.span for timex in facts.document.timexes)


def _figures(facts: Facts) -> Iterable[Span]:
    return (quantity.span for quantity in facts.document.quantities)


def _shown(facts: Facts) -> Iterable[Span]:
    return (*_figures(facts), *_dates(facts), *(event.span for event in facts.document.events))


def _anything(facts: Facts) -> Iterable[Span]:
    return (*_links(facts), *_shown(facts))


def _sentences(facts: Facts) -> Iterable[Span]:
    return (sentence.span for sentence in facts.document.sentences)


def _drop(facts: Facts, one: Override, spans: tuple[Span, ...]) -> Facts:
    return values.drop(names.drop(facts, spans), one, spans)


def _later(facts: Facts, _: Override, spans: tuple[Span, ...]) -> Facts:
    """Types are given when all articles are done, since an entity has one page; here only what is wrong is told."""
    names.found_ids(facts, spans)
    return facts


RULES: Mapping[Action, Rule] = {
    "link": Rule("name", _links, names.link, makes=True),
    "unlink": Rule("name", _links, names.unlink),
    "type": Rule("name", _links, _later),
    "role": Rule("person", _people, names.role),
    "date": Rule("date", _dates, values.date, makes=True),
    "number": Rule("figure", _figures, values.number, makes=True),
    "lead": Rule("sentence", _sentences, values.lead, makes=True),
    "keep": Rule("figure and no date", _shown, values.keep, makes=True),
    "drop": Rule("fact", _anything, _drop),
}
_SAME = {"unlink": "link", "drop": "keep"}
"""Decisions that can contradict one another."""


def targets(facts: Facts, one: Override) -> tuple[Span, ...]:
    """The stretches that an override is about. Raises `NothingThereError`, or `_UnclearError` if a single one was meant."""
    rule = RULES[one.do]
    there = frozenset(rule.there(facts))
    spans = chosen(facts, one, there, there if one.do != "keep" else ())
    if not spans:
        raise _missing(facts, one)
    if not rule.makes or one.to == names.NONE:
        spans = tuple(span for span in spans if span in there)
        if not spans:
            raise NothingThereError(f"“{one.quote}” is in the text, but no {rule.about} is found there")
    locator = Locator.of(facts.document)
    numbers = sorted({locator.sentence(span) + 1 for span in spans})
    if one.scope == "mention" and not one.sentence and len(spans) > 1 and one.do != "type":
        raise _UnclearError(numbers)
    return spans


class _UnclearError(ValueError):
    """A quote that stands in several sentences where one was meant."""

    def __init__(self, sentences: Sequence[int]) -> None:
        self.sentences = _listed(sentences)
        super().__init__(self.sentences)


def _listed(sentences: Sequence[int]) -> str:
    return ", ".join(f"S{number}" for number in sentences[:MANY]) + ("…" if len(sentences) > MANY else "")


def _missing(facts: Facts, one: Override) -> NothingThereError:
    """The quote is gone, or stands elsewhere."""
    locator = Locator.of(facts.document)
    numbers = sorted({locator.sentence(span) + 1 for span in places(facts.text, one.quote)})
    place = f"S{one.sentence}" if one.sentence else "the article"
    if numbers:
        hint = f"The words stand in {_listed(numbers)}."
    elif one.quote in facts.text:
        hint = "It stands there only as a part of longer words: quote these."
    else:
        hint = "The article may have changed: quote its words as they are."
    return NothingThereError(f"“{one.quote}” is not in {place}", hint)


# --- all articles ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Desk:
    """The overrides of a site at work: what they apply to, which of them did something, what is wrong with them."""

    of_article: dict[str, list[Override]]
    of_site: list[Override]
    described: dict[str, Entity]
    found: dict[str, Entity]
    effective: set[Override]
    problems: list[Problem]

    @staticmethod
    def of(
        pairs: Sequence[tuple[Document, Linking]],
        overrides: Sequence[Override],
        glossary: Glossary,
        known: Mapping[str, Entity] | None,
    ) -> _Desk:
        of_article: dict[str, list[Override]] = {}
        for one in overrides:
            if one.scope != "site":
                of_article.setdefault(one.article_id, []).append(one)
        found = known_by(linking.found for _, linking in pairs) if overrides and known is None else dict(known or {})
        described = {entity.id: entity for entity in glossary.entities} if overrides else {}
        return _Desk(of_article, [one for one in overrides if one.scope == "site"], described, found, set(), [])

    def mine(self, ident: str) -> list[Override]:
        """The overrides for an article, wider scopes first."""
        return sorted((*self.of_site, *self.of_article.get(ident, ())), key=lambda one: SCOPES.index(one.scope))

    def article(self, document: Document, linking: Linking) -> Overridden:
        """One article with all but its types decided."""
        mine = self.mine(document.article.id)
        if not mine:
            return Overridden(document, linking)
        facts = Facts(document, linking, ChainMap(self.described, {one.id: one for one in linking.found}, self.found))
        decided: dict[tuple[str, Span], Override] = {}
        decisions = []
        for one in mine:
            if (result := self.attempt(facts, one, decided)) is not None and result[0] is not facts:
                facts, spans = result
                self.effective.add(one)
                decisions.append(Decision(one, spans))
        return Overridden(facts.document, facts.linking, tuple(sorted(decisions, key=lambda each: each.spans)))

    def attempt(
        self, facts: Facts, one: Override, decided: dict[tuple[str, Span], Override]
    ) -> tuple[Facts, tuple[Span, ...]] | None:
        """The facts after one override and where it acted; None if it cannot be applied here."""
        if one.do == "link" and one.to not in facts.known:
            hint = names.alike(one.to, facts.known.values())
            self.complain(Problem("override-invalid", "error", f'there is no entity "{one.to}"', one.location, hint))
            return None
        try:
            spans = targets(facts, one)
            for span in spans:
                other = decided.setdefault((_SAME.get(one.do, one.do), span), one)
                if other.scope == one.scope and (other.do, other.to) != (one.do, one.to):
                    message = f"“{one.quote}”: {other.location.path}:{other.location.line} decides otherwise"
                    self.complain(Problem("override-clash", "error", message, one.location, "Keep one of the two."))
                    return None
                decided[_SAME.get(one.do, one.do), span] = one
            return RULES[one.do].act(facts, one, spans), spans
        except NothingThereError as error:
            if one.article_id == facts.document.article.id:
                self.complain(Problem("override-orphan", "error", str(error), one.location, error.hint))
        except _UnclearError as error:
            message = f"“{one.quote}” stands in {error.sentences}"
            hint = "Say which with `sentence`, or `scope: article` if all are meant."
            self.complain(Problem("override-ambiguous", "error", message, one.location, hint))
        return None

    def complain(self, problem: Problem) -> None:
        """Note a problem, each once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def types(self, done: Sequence[Overridden]) -> list[Overridden]:
        """All articles with the types that overrides give to found entities: one page each, so one type everywhere."""
        given: dict[str, Override] = {}
        for each in done:
            facts = Facts(each.document, each.linking, {})
            for one in self.mine(each.document.article.id):
                if one.do == "type" and not any(problem.location == one.location for problem in self.problems):
                    try:
                        given.update(dict.fromkeys(names.found_ids(facts, targets(facts, one)), one))
                    except (NothingThereError, _UnclearError):
                        continue  # told when the article was done, or of no concern to it
        return [self._typed(each, given) for each in done]

    def _typed(self, each: Overridden, given: Mapping[str, Override]) -> Overridden:
        facts = Facts(each.document, each.linking, {})
        decisions = list(each.decisions)
        for ident in sorted({entity.id for entity in each.linking.found} & set(given)):
            one = given[ident]
            after = names.typed(facts, one, {ident})
            if after is not facts:
                facts = after
                self.effective.add(one)
                spans = tuple(link.span for link in facts.linking.links if link.entity_id == ident)
                decisions.append(Decision(one, spans))
        if facts.document is each.document and facts.linking is each.linking:
            return each
        return replace(
            each, document=facts.document, linking=facts.linking, decisions=tuple(sorted(decisions, key=lambda d: d.spans))
        )
