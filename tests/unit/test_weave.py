"""Annotations are woven into HTML."""

from __future__ import annotations

import pytest

from briefgen.model import Span
from briefgen.render.weave import Annotation, weave

TEXT = "one two three"


def item(start: int, end: int, tag: str, anchor: str = "", **attrs: str) -> Annotation:
    return Annotation(Span(start, end), tag, tuple(attrs.items()), anchor)


def woven(*annotations: Annotation, text: str = TEXT) -> str:
    return weave(text, annotations, [Span(0, len(text))])[0]


@pytest.mark.parametrize(
    ("annotations", "html"),
    [
        ([], "one two three"),
        ([item(4, 7, "b")], "one <b>two</b> three"),
        ([item(4, 7, "b"), item(0, 13, "i")], "<i>one <b>two</b> three</i>"),
        ([item(4, 7, "b"), item(4, 7, "i")], "one <b><i>two</i></b> three"),
        ([item(0, 7, "b"), item(4, 13, "i")], "<b>one <i>two</i></b><i> three</i>"),
        ([item(0, 7, "b", anchor="x"), item(4, 13, "i", anchor="y")], '<b id="x">one <i id="y">two</i></b><i> three</i>'),
        ([item(4, 4, "b")], "one two three"),
        ([item(0, 3, "a", href="x"), item(0, 7, "b")], '<b><a href="x">one</a> two</b> three'),
    ],
)
def test_elements_nest_and_crossing_ones_are_split(annotations: list[Annotation], html: str) -> None:
    assert woven(*annotations) == html


def test_of_overlapping_links_the_one_given_first_stays() -> None:
    assert woven(item(4, 7, "a", href="x"), item(0, 7, "a", href="y")) == '<span>one <a href="x">two</a></span> three'
    assert woven(item(0, 7, "a", href="y"), item(4, 7, "a", href="x")) == '<a href="y">one <span>two</span></a> three'


def test_everything_is_escaped() -> None:
    assert woven(item(0, 1, "a", href='"><script>'), text="<&>\"'") == (
        '<a href="&quot;&gt;&lt;script&gt;">&lt;</a>&amp;&gt;&quot;&#x27;'
    )


def test_an_annotation_across_windows_has_its_anchor_once() -> None:
    html = weave(TEXT, [item(2, 9, "b", anchor="x")], [Span(0, 3), Span(4, 7), Span(8, 13)])
    assert html == ('on<b id="x">e</b>', "<b>two</b>", "<b>t</b>hree")
