"""Text and stand-off annotations → HTML, the one place where the two meet. Spans may cross and nest in any way: elements that
would overlap are split, so tags always match, and what the HTML says is the text itself, character for character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from briefgen.model import Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """An element around a span. `attrs` are written on every piece of it, `anchor` (an id) only on the first; so is `pointer`,
    the attributes of an empty link at its beginning, which is left out where it would stand in another link.

    Links cannot nest in HTML: of two overlapping `a` the one given first stays, the other is drawn as a `span`.
    """

    span: Span
    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    anchor: str = ""
    pointer: tuple[tuple[str, str], ...] = ()


def weave(text: str, annotations: Iterable[Annotation], windows: Sequence[Span]) -> tuple[str, ...]:
    """The HTML of each window (ascending, not overlapping) of the text. Longer annotations lie outside shorter ones, and of equal
    spans the one given first. White space is kept as it is.
    """
    drawn = [item for item in _without_nested_links(tuple(annotations)) if item.span.start < item.span.end]
    drawn.sort(key=lambda item: (item.span.start, -item.span.end))
    anchored: set[int] = set()
    results: list[str] = []
    active: list[int] = []
    entered = 0
    for window in windows:
        while entered < len(drawn) and drawn[entered].span.start < window.end:
            active.append(entered)
            entered += 1
        active = [number for number in active if drawn[number].span.end > window.start]
        results.append(_window(text, window, drawn, active, anchored))
    return tuple(results)


def _window(text: str, window: Span, drawn: Sequence[Annotation], inside: Sequence[int], anchored: set[int]) -> str:
    edges = {window.start, window.end}
    for number in inside:
        edges |= {max(drawn[number].span.start, window.start), min(drawn[number].span.end, window.end)}
    stack: list[int] = []
    html: list[str] = []
    ordered = sorted(edges)
    pending = list(reversed(inside))
    for here, there in pairwise(ordered):
        _close(stack, html, drawn, here, anchored)
        while pending and drawn[pending[-1]].span.start <= here:
            _open(stack, html, drawn, pending.pop(), anchored)
        html.append(escape(text[here:there]))
    html.extend(f"</{drawn[number].tag}>" for number in reversed(stack))
    return "".join(html)


def _close(stack: list[int], html: list[str], drawn: Sequence[Annotation], here: int, anchored: set[int]) -> None:
    """Close what ends here, with whatever lies inside it, and open again what goes on."""
    ending = [depth for depth, number in enumerate(stack) if drawn[number].span.end <= here]
    if not ending:
        return
    reopened = [number for number in stack[ending[0] :] if drawn[number].span.end > here]
    while len(stack) > ending[0]:
        html.append(f"</{drawn[stack.pop()].tag}>")
    for number in reopened:
        _open(stack, html, drawn, number, anchored)


def _open(stack: list[int], html: list[str], drawn: Sequence[Annotation], number: int, anchored: set[int]) -> None:
    item = drawn[number]
    attrs = _attrs(item.attrs)
    first = number not in anchored
    anchored.add(number)
    if item.anchor and first:
        attrs = f' id="{escape(item.anchor)}"' + attrs
    html.append(f"<{item.tag}{attrs}>")
    if item.pointer and first and not any(drawn[outer].tag == "a" for outer in stack):
        html.append(f"<a{_attrs(item.pointer)}></a>")
    stack.append(number)


def _attrs(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


def _without_nested_links(annotations: Sequence[Annotation]) -> Iterable[Annotation]:
    """Turn links that overlap an earlier given link into spans without an address."""
    links = sorted((item.span, number) for number, item in enumerate(annotations) if item.tag == "a")
    lost: set[int] = set()
    kept: list[tuple[Span, int]] = []
    for span, number in links:
        while kept and span.start < kept[-1][0].end:
            rival = kept[-1][1]
            if rival < number:
                lost.add(number)
                break
            lost.add(rival)
            kept.pop()
        else:
            kept.append((span, number))
    for number, item in enumerate(annotations):
        attrs = tuple(pair for pair in item.attrs if pair[0] not in ("href", "aria-label"))
        yield replace(item, tag="span", attrs=attrs) if number in lost else item
