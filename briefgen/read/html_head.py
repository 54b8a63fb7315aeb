"""What a page says of its article in JSON-LD, Open Graph, `meta` and its own markup → facts, the most trusted first.

The rule of a fact names its source: `json-ld:headline`, `meta:og:title`, `html:h1`. Nothing is guessed from running text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from briefgen.read.assemble import Fact

MAX_VALUE = 400
"""Characters of a value at most; longer ones are not what they are named."""
MAX_NODES = 2_000
"""Objects of a page's JSON-LD that are looked at; shops list thousands of products."""
MAX_BYLINE = 120
"""Characters of an element that names the author at most."""

_NAMES = {
    "title": "og:title twitter:title citation_title dc.title dcterms.title parsely-title sailthru.title headline",
    "byline": "author article:author og:article:author citation_author dc.creator dcterms.creator parsely-author byl",
    "published": "article:published_time og:article:published_time og:published_time datepublished publishdate publish-date"
    " publish_date pubdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime citation_publication_date"
    " content_publisheddate article.published dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date date",
    "updated": "article:modified_time og:updated_time datemodified dcterms.modified last-modified",
    "outlet": "og:site_name application-name dc.publisher dcterms.publisher publisher citation_journal_title",
    "url": "og:url twitter:url parsely-link",
    "topics": "article:tag news_keywords parsely-tags article:section keywords",
    "lang": "content-language og:locale dc.language",
}
_META = {field: tuple(names.split()) for field, names in _NAMES.items()}
"""Field → names of `meta` elements (`property`, `name`, `itemprop` or `http-equiv`), the most trusted first."""
_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review|WebPage|NewsStory)$")
_LD = (("title", "headline"), ("published", "datePublished"), ("updated", "dateModified"), ("url", "mainEntityOfPage"))
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>]{1,2000})")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author(?:s|[_-]?name)?|penulis|reporter)(?:$|[\s_-])", re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en)?|reporters?|penulis|journalists?|contributors?|profile)/[^/?#]", re.IGNORECASE
)
AUTHOR_LINK = "html:author-link"
"""The rule of a link to the page of an author with the words just before it, which say whether it is that of this article."""
_WRAPPED = re.compile(r"^\s*(?:<!--|(?://)?<!\[CDATA\[)|(?:-->|(?://)?\]\]>)\s*$")
_BROKEN_LD = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"')


def facts(tree: Any, source: str) -> tuple[Fact, ...]:
    """All that the page says, by field; values have their references decoded and white space collapsed."""
    found = [*_linked_data(tree), *_meta(tree), *_markup(tree)]
    if saved := _SAVED.search(source[:5_000]):
        found.append(Fact("url", saved[1], "html:saved-from", header=True))
    return tuple(_absolute(fact, found) if fact.field == "url" else fact for fact in found if fact.value)


def _fact(field: str, value: object, rule: str) -> Iterator[Fact]:
    if isinstance(value, str) and len(value) <= MAX_VALUE * 4:
        text = " ".join(html.unescape(html.unescape(value)).split())
        if 0 < len(text) <= MAX_VALUE or (field == "topics" and text):
            yield Fact(field, text, rule, header=True)


def _absolute(fact: Fact, found: list[Fact]) -> Fact:
    base = next((other.value for other in found if other.field == "url" and other.value.startswith("http")), "")
    try:
        address = urljoin(base, fact.value)
        parts = urlsplit(address)
    except ValueError:
        address, parts = "", urlsplit("")
    return Fact("url", address if parts.scheme in ("http", "https") and parts.netloc else "", fact.rule, header=True)


# --- JSON-LD ---------------------------------------------------------------------------------------------------------------


def _linked_data(tree: Any) -> Iterator[Fact]:
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                nodes += _nodes(
                    json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text), strict=False)
                )
            except (ValueError, RecursionError):
                for key, value in _BROKEN_LD.findall(script.text):
                    field = {"headline": "title", "datePublished": "published", "dateModified": "updated"}[key]
                    yield from _fact(field, value.encode("utf-8", "replace").decode("utf-8"), f"json-ld:{key}")
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    articles = [node for node in nodes if any(_ARTICLES.search(kind) for kind in _strings(node.get("@type")))]
    articles.sort(key=lambda node: ("headline" not in node, "WebPage" in _strings(node.get("@type"))))
    for node in articles[:1]:
        yield from _of_article(node, known)


def _nodes(data: Any) -> list[dict[str, Any]]:
    """All objects, breadth first: an article comes before what is part of it."""
    found: list[dict[str, Any]] = []
    waiting = [data]
    for each in waiting:
        if len(found) >= MAX_NODES:
            break
        if isinstance(each, dict):
            found.append(each)
            waiting += [value for value in each.values() if isinstance(value, (dict, list))]
        elif isinstance(each, list):
            waiting += each
    return found


def _of_article(node: dict[str, Any], known: dict[str, Any]) -> Iterator[Fact]:
    for field, key in _LD:
        value = node.get(key)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        yield from _fact(field, value[0] if isinstance(value, list) and value else value, f"json-ld:{key}")
    for field, key in (("byline", "author"), ("byline", "creator"), ("outlet", "publisher")):
        names = dict.fromkeys(_names(node.get(key), known))
        yield from _fact(field, ", ".join(names), f"json-ld:{key}")
    for key in ("keywords", "articleSection"):
        yield from _fact("topics", ", ".join(_strings(node.get(key))), f"json-ld:{key}")
    yield from _fact("lang", node.get("inLanguage"), "json-ld:inLanguage")


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _names(value: Any, known: dict[str, Any]) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        one = known.get(each.get("@id", ""), each) if isinstance(each, dict) and "name" not in each else each
        name = one.get("name") if isinstance(one, dict) else one
        for text in _strings(name):
            if text.strip() and "://" not in text:
                yield " ".join(html.unescape(text).split())


# --- meta and markup -------------------------------------------------------------------------------------------------------


def _meta(tree: Any) -> Iterator[Fact]:
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content") or ""
        for name in {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop", "http-equiv")} - {""}:
            values.setdefault(name, []).append(content)
    for field, names in _META.items():
        for name in names:
            found = [value for value in values.get(name, ()) if value.strip() and not (field == "byline" and "://" in value)]
            several = field in ("topics", "byline")
            for value in [", ".join(dict.fromkeys(found))] if several else found[:1]:
                yield from _fact(field, value, f"meta:{name}")


def _markup(tree: Any) -> Iterator[Fact]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield from _fact("url", link.get("href"), "html:canonical")
    headings = [text for heading in tree.iter("h1") if (text := _text(heading))]
    for text in headings[:3]:
        yield from _fact("title", text, "html:h1")
    for element in tree.iter("title"):
        yield from _fact("title", _text(element), "html:title")
        break
    yield from _fact("lang", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html:lang")
    yield from _times(tree)
    yield from _bylines(tree)


def _times(tree: Any) -> Iterator[Fact]:
    """Times that say of themselves that they are those of publication, then the only time of the page's header or article."""
    for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate or contains(concat(' ', @class, ' '), ' published ')]"):
        yield from _fact("published", element.get("datetime") or element.get("content") or _text(element), "html:datePublished")
    for element in tree.xpath("//*[@itemprop='dateModified']"):
        yield from _fact("updated", element.get("datetime") or element.get("content") or _text(element), "html:dateModified")
    for place in ("//article//time[@datetime]", "//main//time[@datetime]", "//header//time[@datetime]", "//time[@datetime]"):
        found = [element.get("datetime") for element in tree.xpath(place)]
        if len({value[:10] for value in found}) == 1:
            yield from _fact("published", found[0], "html:time")
            return


def _bylines(tree: Any) -> Iterator[Fact]:
    marked = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'uthor') or contains(@class, 'yline')]")
    for element in marked:
        by = element.get("rel") == "author" or element.get("itemprop") == "author" or _BYLINE.search(element.get("class") or "")
        text = _text(element)
        if by and text and len(text) <= MAX_BYLINE:
            yield from _fact("byline", text, "html:byline")
    for link in tree.iter("a"):
        if _AUTHOR_PAGE.search(link.get("href") or ""):
            before, text = _before(link)[-MAX_BYLINE:], _text(link)
            if before and text and len(text) <= MAX_BYLINE:
                yield from _fact("byline", f"{before} {text}", AUTHOR_LINK)


def _before(element: Any) -> str:
    """The words between an element and what stands before it in the same parent."""
    previous, parent = element.getprevious(), element.getparent()
    words = previous.tail if previous is not None else parent.text if parent is not None else ""
    return " ".join((words or "").split())


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
