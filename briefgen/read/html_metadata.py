"""The facts of a page → one value for each field, with a receipt. Where the page's machine-readable words and its visible ones
say the same, the visible ones are taken: they are what readers know the article by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from briefgen.model import Receipt
from briefgen.read import front, metadata
from briefgen.read.assemble import Cleaned, Fact
from briefgen.read.html_head import AUTHOR_LINK
from briefgen.read.metadata import Metadata
from briefgen.read.wording import Wording

MAX_TOPICS = 8
"""Topics that are shown of a page; tags beyond them are for search engines."""
MAX_KEYWORDS = 12
"""A longer list of `keywords` is not about the article."""
MIN_SHARE = 0.5
"""Share of a title that a heading has to say at least to be that title."""
MAX_NAME_WORDS = 6

_PARTS = re.compile(r"\s+(?:[|·•:»«⋆—–-]|::)\s+|\s[|»«]\s?")
_NAMED = re.compile(r"(?:(?:al|bin|binti|da|de|der|di|dan|el|la|van|von|and|y|&)|[^\W\d_a-zß-öø-ÿ][\w'’.-]*)[,;]?")


def settle(facts: tuple[Fact, ...], cleaned: Cleaned, words: Wording) -> Metadata:
    """What is known of the article; a title made of its own words if the page has none."""
    found: dict[str, Iterable[tuple[str, Fact]]] = {
        "title": _titles(facts),
        "byline": _bylines(facts, words),
        "outlet": _outlets(facts),
        "published": _times(("published", "printed"), facts, words),
        "updated": _times(("updated",), facts, words),
        "url": ((fact.value, fact) for fact in facts if fact.field == "url"),
    }
    chosen = {field: next(iter(values), None) for field, values in found.items()}
    receipts = [Receipt(field, one[1].rule, one[1].value) for field, one in chosen.items() if one]
    topics = tuple(_topics(facts))[:MAX_TOPICS]
    receipts += dict.fromkeys(Receipt("topics", fact.rule, fact.value) for _, fact in topics)
    values = {field: one[0] for field, one in chosen.items() if one}
    page = Metadata(topics=tuple(topic for topic, _ in topics), receipts=tuple(receipts), **values)
    if page.title:
        return page
    own = metadata.settle(cleaned.text, cleaned.blocks, (), words)
    return replace(page, title=own.title, receipts=(*own.receipts, *page.receipts))


def title(facts: tuple[Fact, ...]) -> str:
    """The title of the page, or an empty string."""
    return next((value for value, _ in _titles(facts)), "")


def language(facts: tuple[Fact, ...]) -> str:
    """The language code that the page declares, or an empty string."""
    declared = (re.match(r"[A-Za-z]{2,3}(?=$|[-_])", fact.value) for fact in facts if fact.field == "lang")
    return next((code[0].lower() for code in declared if code), "")


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


# --- title -----------------------------------------------------------------------------------------------------------------


def _titles(facts: tuple[Fact, ...]) -> Iterator[tuple[str, Fact]]:
    headings = [fact for fact in facts if fact.rule == "html:h1"]
    machine = [fact for fact in facts if fact.field == "title" and fact.rule not in ("html:h1", "html:title")]
    window = [fact for fact in facts if fact.rule == "html:title"]
    site = _site_keys(facts)
    for fact in machine or window:
        for heading in headings:
            key, whole = _key(heading.value), _key(fact.value)
            if key and key not in site and key in whole and len(key) >= MIN_SHARE * len(_key(_without_site(fact.value, site))):
                yield heading.value, heading
    for fact in machine:
        yield _without_site(fact.value, site), fact
    for fact in headings if len(headings) == 1 else ():
        if _key(fact.value) not in site:
            yield fact.value, fact
    for fact in window:
        yield _without_site(fact.value, site), fact


def _site_keys(facts: tuple[Fact, ...]) -> set[str]:
    """How the page's site may be named: its name, its host with and without the ending."""
    names = {_key(fact.value) for fact in facts if fact.field == "outlet"}
    for fact in facts:
        if fact.field == "url":
            host = _host(fact.value)
            names |= {_key(host), _key(host.partition(".")[0]), _key(host.rpartition(".")[0])}
    return names - {""}


def _without_site(title: str, site: set[str]) -> str:
    """The title without the site's name before or after it."""
    cuts = list(_PARTS.finditer(title))
    if cuts and _key(title[cuts[-1].end() :]) in site:
        return title[: cuts[-1].start()].strip()
    if cuts and _key(title[: cuts[0].start()]) in site:
        return title[cuts[0].end() :].strip()
    return title


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# --- the rest --------------------------------------------------------------------------------------------------------------


def _bylines(facts: tuple[Fact, ...], words: Wording) -> Iterator[tuple[str, Fact]]:
    """Names; the site's own name is none, and markup counts only if it says nothing but names."""
    site = _site_keys(facts)
    for fact in facts:
        if fact.field != "byline":
            continue
        name = fact.value
        for by in words.by:
            name = re.sub(rf"^{re.escape(by)}\b\s*:?\s*", "", name, flags=re.IGNORECASE)
        if name.casefold() in words.nobody or (fact.rule == AUTHOR_LINK and name == fact.value):
            continue
        parts = name.split()
        marked = not fact.rule.startswith("html:") or (len(parts) <= MAX_NAME_WORDS and all(map(_NAMED.fullmatch, parts)))
        if name and marked and "@" not in name and _key(name) not in site:
            yield name, fact


def _outlets(facts: tuple[Fact, ...]) -> Iterator[tuple[str, Fact]]:
    yield from ((fact.value, fact) for fact in facts if fact.field == "outlet")
    for fact in facts:
        if fact.field == "url" and (host := _host(fact.value)):
            yield host, replace(fact, rule="html:host")


def _times(fields: tuple[str, ...], facts: tuple[Fact, ...], words: Wording) -> Iterator[tuple[str, Fact]]:
    """Times in ISO 8601. Of the same moment in two zones, the one that is not UTC is where the article was published."""
    found = [(value, fact) for fact in facts if fact.field in fields and (value := _time(fact.value, words))]
    for value, fact in found:
        local = [other for other in found if value.endswith("+00:00") and _same_moment(value, other[0])]
        yield local[0] if local else (value, fact)


def _time(text: str, words: Wording) -> str | None:
    if value := front.iso(text):
        return value
    match = words.stamps.pattern.search(text)
    return words.stamps.parse(match) if match else None


def _same_moment(one: str, other: str) -> bool:
    if other.endswith("+00:00") or "T" not in other or len(other) < len(one):
        return False
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def _topics(facts: tuple[Fact, ...]) -> Iterator[tuple[str, Fact]]:
    seen: set[str] = set()
    for fact in facts:
        topics = [topic.strip(" .#") for topic in re.split(r"[,;|]", fact.value)] if fact.field == "topics" else []
        if fact.rule.endswith("keywords") and len(topics) > MAX_KEYWORDS:
            continue
        for topic in topics:
            short = len(topic.split()) <= metadata.MAX_TOPIC_WORDS and any(map(str.isalpha, topic))
            if short and _key(topic) not in seen:
                seen.add(_key(topic))
                yield topic, fact
