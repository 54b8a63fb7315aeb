"""A sentence → its address in the article as first published: a text fragment (`#:~:text=`), which browsers scroll to and
highlight. See https://wicg.github.io/scroll-to-text-fragment/; a browser that does not know it opens the article.
"""

from __future__ import annotations

from urllib.parse import quote

WHOLE = 10
"""A sentence of up to so many words is given whole, a longer one by its first and last words: addresses stay short."""
ENDS = 5
"""Words at each end; together they are hardly ever found twice in one article."""


def address(url: str, sentence: str) -> str:
    """Where the sentence stands on that page; empty without an address or words."""
    words = sentence.split()
    if not url or not words:
        return ""
    ends = [words] if len(words) <= WHOLE else [words[:ENDS], words[-ENDS:]]
    text = ",".join(_encoded(" ".join(part)) for part in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"


def _encoded(words: str) -> str:
    """Percent-encoded, hyphens too: they part what a fragment is made of."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
