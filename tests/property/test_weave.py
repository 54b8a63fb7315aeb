"""What is woven says what the text says, and is well formed, whatever the spans."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Span
from briefgen.render.weave import Annotation, weave


class Reader(HTMLParser):
    """Collects text, and fails on a tag that does not match, an id given twice or a link in a link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.ids = "", [], set()  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open)
        for name, value in attrs:
            if name == "id":
                assert value not in self.ids
                self.ids.add(value)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
spans = st.tuples(st.integers(0, 44), st.integers(0, 44)).map(lambda pair: Span(min(pair), max(pair)))
annotations = st.lists(st.tuples(spans, st.sampled_from(["a", "b", "i", "span"])), max_size=12)


@given(texts, annotations, st.sets(st.integers(0, 40), max_size=4))
def test_the_text_survives(text: str, chosen: list[tuple[Span, str]], cuts: set[int]) -> None:
    items = [
        Annotation(Span(min(span.start, len(text)), min(span.end, len(text))), tag, (("href", "x"),), f"n{number}")
        for number, (span, tag) in enumerate(chosen)
    ]
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    windows = [Span(start, end) for start, end in pairwise(edges)]
    reader = Reader()
    for html in weave(text, items, windows):
        reader.feed(html)
        reader.close()
        assert reader.open == []
    assert reader.text == text
    assert reader.ids == {item.anchor for item in items if item.span.start < item.span.end}
