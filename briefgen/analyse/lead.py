"""Sentences → the lead: which of the article's own sentences open its briefing (quoted, never written)."""

from __future__ import annotations

from briefgen.model import Article, Sentence

# About three lines on a phone; a lead longer than this is the article again.
LONGEST = 360


def choose(article: Article, sentences: tuple[Sentence, ...]) -> tuple[int, ...]:
    """0-based numbers of the lead's sentences, in text order.

    The standfirst (items before the first paragraph) if there is one, else the opening sentences of the first paragraph
    up to `LONGEST` characters, at least one and at most two."""
    body = [block for block in article.blocks if block.kind in ("paragraph", "item", "quote")]
    if not body:
        return ()
    standfirst = []
    for block in body:
        if block.kind != "item":
            break
        standfirst.append(block.span)
    opening = standfirst if len(standfirst) < len(body) and standfirst else [body[0].span]
    limit = len(sentences) if standfirst and opening is standfirst else 2
    chosen: list[int] = []
    length = 0
    for number, sentence in enumerate(sentences):
        if not any(span.contains(sentence.span) for span in opening):
            continue
        length += sentence.span.end - sentence.span.start
        if chosen and (length > LONGEST or len(chosen) >= limit):
            break
        chosen.append(number)
    return tuple(chosen)
