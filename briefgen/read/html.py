"""A saved web page → the article on it with its structure, what the page says about it, and what else could be read on it.

Trafilatura finds the article; of its text only pointers to other articles go, by the rules of scraped text. The only doorway of
trafilatura and lxml, with the modules `html_body`, `html_head`, `html_lines`, `html_metadata` and `html_rest`.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from briefgen.model import Location, Problem
from briefgen.read import html_body, html_head, html_lines, html_metadata, html_rest, wording
from briefgen.read.assemble import Fact
from briefgen.read.drawing import INVISIBLE, Drawing, Parsed, Words

AHEAD = 200_000
"""Characters looked through for the next words of the page; scripts between them can be long."""
PARSED_DEPTH = 250
"""libxml2 stops reading a page at 256 open elements unless told that it may be huge."""
KEPT_DEPTH = 150
"""Elements deeper than this lose their tags but not their words; a page that means its structure has 40."""
MAX_DEPTH = 2040
"""What libxml2 reads of a huge page at most, 2,048, with room for the elements that it adds."""
MAX_ATTRIBUTES = 1_000
"""An element with more attributes loses them: libxml2 compares each with each."""
MAX_INLINE = 1_000
"""A block with more inline elements keeps of them only links, pictures and breaks, and is parted after each so many: where tags
were taken away, lxml looks back over all loose text for every word, so one endless paragraph would take minutes."""
MAX_MARKS = 10_000
"""A page with more inline elements keeps no emphasis, and no links in paragraphs if there are still more; no more paragraphs and
line breaks than this are read as such: libxml2 compares each text of a paragraph with each."""
_LONG_TAG = re.compile(r"<([A-Za-z]{1,20})\s[^<>]{5000,}")


@dataclass(frozen=True, slots=True)
class Page:
    """`parsed` as of Markdown; `facts` in order of trust for each field."""

    parsed: Parsed
    facts: tuple[Fact, ...]


def parse(
    source: str, path: str, *, keep: tuple[str, ...] = (), drop: tuple[str, ...] = ()
) -> tuple[Page | None, tuple[Problem, ...]]:
    """Read a decoded page; None with an error if there is no article on it or trafilatura is not installed. `keep` and `drop` are
    the editor's word on strings of the page: lines that hold the first are part of the article, the second are cut out of it.
    """
    if not importlib.util.find_spec("trafilatura"):
        hint = "pip install 'briefgen[html]'"
        return None, (Problem("html-missing", "error", "reading web pages needs trafilatura", None, hint),)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree, problems = _tree(source, path)
    if tree is None:
        return None, (*problems, _nothing(path))
    facts = html_head.facts(tree, source)
    address = next((fact.value for fact in facts if fact.field == "url"), "")
    base = _base(tree, address)
    drawing = _Drawing(source, AHEAD, cursor=html_lines.body_start(source), limit=len(source))
    lines = html_lines.lines(tree, source, base)
    pieces = html_rest.respaced(_article(tree, base, drawing), lines)
    pieces = html_rest.completed(pieces, lines, keep)
    drawing.removed += html_rest.left_out(pieces, lines)
    drawing.removed += html_rest.dropped(pieces, drop)
    pieces, headline = html_rest.without_headline(pieces, html_metadata.title(facts))
    printed = [Fact("printed", text, "html:date-line", header=True) for text in html_rest.above(pieces, lines)]
    pieces, pointers = html_rest.without_pointers(pieces, wording.load(""), keep)
    pieces, dates = html_rest.without_dates(pieces, wording.load("").stamps.pattern)
    drawing.removed += headline + pointers + dates
    for piece in pieces:
        drawing.block(piece.kind, piece.level, piece.words, verbatim=piece.kind == "code")
    drawing.removed.sort(key=lambda removed: removed.start)
    if not drawing.blocks:
        return None, (*problems, _nothing(path))
    return Page(drawing.done(), (*facts, *printed)), problems


def _article(tree: Any, base: str, drawing: Drawing) -> list[html_body.Piece]:
    """The blocks of the article; none if there is none. With links and emphasis kept, trafilatura also keeps rows of links that
    it drops without, so what it finds without them decides.
    """
    import trafilatura

    options: dict[str, Any] = {"url": base or None, "output_format": "xml", "include_comments": False}
    bare: Any = trafilatura.bare_extraction(tree, **options)
    rich: Any = trafilatura.bare_extraction(tree, include_formatting=True, include_links=True, **options)
    if bare is None or rich is None:
        return []
    return html_rest.among(html_body.pieces(rich.body, drawing), html_body.pieces(bare.body, _Drawing("", 0)))


class _Drawing(Drawing):
    """Looks words up by their beginning, since white space of the source is not kept."""

    def put(self, words: Words, content: str) -> None:
        content = content.translate(INVISIBLE)
        opening = " ".join(content.split()[:3])
        found = self.source.find(opening, self.cursor, self.cursor + self.ahead) if opening else -1
        words.add(content, self.cursor if found < 0 else found)
        if found >= 0:
            self.cursor = found + len(opening)


def _tree(source: str, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """The page as trafilatura reads it; one that is nested very deep is read again and made shallow."""
    import trafilatura
    from lxml import etree
    from lxml import html as lxml_html

    source = _LONG_TAG.sub(lambda tag: tag[0] if len(tag[0].split()) <= MAX_ATTRIBUTES else f"<{tag[1]}", source)
    try:
        tree = trafilatura.load_html(source)
        if tree is None:
            return None, ()
        if _depth(tree) < PARSED_DEPTH:
            _part(tree)
            return tree, ()
        parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
        tree = lxml_html.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, TypeError):
        return None, ()
    cut = _depth(tree) >= MAX_DEPTH
    _flatten(tree)
    _part(tree)
    message = "elements are nested more than 2,000 deep; what stands deeper is not read"
    return tree, (Problem("html-nested", "warning", message, Location(path)),) if cut else ()


def _depth(tree: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flatten(tree: Any) -> None:
    """Take the tags of elements below `KEPT_DEPTH` away, innermost first, and leave a line end for those that begin a line."""
    from lxml import etree

    deep, depth = [], 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end" and depth >= KEPT_DEPTH:
            deep.append(element)
    for element in deep:
        if element.tag in html_lines.SILENT:
            element.drop_tree()
        elif element.tag in html_lines.INLINE:
            element.drop_tag()
        else:
            element.tail = f"\n{element.tail or ''}"
            element.drop_tag()


def _part(tree: Any) -> None:
    """Part blocks of very many inline elements."""
    from lxml import etree

    counts, full, total = [0], [], 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            counts.append(0)
            continue
        count = counts.pop()
        if element.tag in html_lines.INLINE or element.tag == "br":
            counts[-1] += count + 1
            total += 1
        elif count > MAX_INLINE:
            full.append(element)
    for each in list(tree.iter("br"))[MAX_MARKS:]:
        each.tag, each.text = "span", "\n"
    for element in [tree] if total > MAX_MARKS else full:
        _strip(element, html_lines.INLINE - {"a", "img"})
    paragraphs = list(tree.iter("p"))
    if total > MAX_MARKS and sum(1 for each in paragraphs for _ in each.iter("a")) > MAX_MARKS:
        for each in paragraphs:
            _strip(each, frozenset(("a",)))
    for each in paragraphs[MAX_MARKS:]:
        each.tag = "div"
    for element in full:
        if element.getparent() is not None and all(child.tag in ("a", "img", "br") for child in element):
            _divide(element)


def _strip(element: Any, tags: frozenset[str]) -> None:
    """Take tags away within an element. Text is joined here, since lxml joins loose text by copying all of it for each part."""
    from lxml import etree

    runs: list[tuple[Any, str, list[str]]] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        kept, start = each is element or each.tag not in tags, event == "start"
        if kept and (start or each is not element):
            runs.append((each, "text" if start else "tail", []))
        if start or each is not element:
            runs[-1][2].append((each.text if start else each.tail) or "")
    etree.strip_tags(element, *tags)
    for each, place, parts in runs:
        setattr(each, place, "".join(parts) or None)


def _divide(element: Any) -> None:
    children, tail = list(element), element.tail
    element.tail = None
    for start in reversed(range(MAX_INLINE, len(children), MAX_INLINE)):
        part = element.makeelement(element.tag, dict(element.attrib))
        part.extend(children[start : start + MAX_INLINE])
        part.tail, tail = tail, None
        element.addnext(part)
    if tail:
        element.tail = tail


def _base(tree: Any, address: str) -> str:
    """What relative addresses on the page are relative to, or an empty string."""
    given = next((element.get("href") or "" for element in tree.iter("base")), "")
    try:
        base = urljoin(address, given)
        return base if urlsplit(base).scheme in ("http", "https") else address
    except ValueError:
        return address


def _nothing(path: str) -> Problem:
    hint = "Save the article's text as .txt or .md."
    return Problem("article-empty", "error", "no article is found on this page", Location(path), hint)
