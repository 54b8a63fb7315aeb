"""Site → `timeline.ics` (RFC 5545): the events of which the day is known, and no others, since a calendar can only say days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from briefgen import edtf
from briefgen.model import Briefing, TimelineEntry
from briefgen.render.catalogue import Catalogue, sentence_ref, sentence_span
from briefgen.render.exports.addresses import Addresses

FOLD = 73
"""Octets of a line: RFC 5545 allows 75 without the line end, of which the space before a continuation takes one."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_STATUS = {"happened": "CONFIRMED", "planned": "TENTATIVE", "alleged": "TENTATIVE", "unknown": "TENTATIVE"}


def calendar(catalogue: Catalogue, address: Addresses) -> bytes:
    """All day-precise events. `DTSTAMP` is the day of the article that tells of it: a build has no other clock."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefgen//timeline//EN", f"X-WR-CALNAME:{_text(catalogue.site.title)}"]
    for briefing in catalogue.site.briefings:
        for number, entry in enumerate(briefing.timeline):
            lines += _event(briefing, number, entry, address)
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"]).encode("utf-8", "replace")


def _event(briefing: Briefing, number: int, entry: TimelineEntry, address: Addresses) -> Iterator[str]:
    days = edtf.points(entry.when)
    stamp = edtf.bounds((briefing.document.article.published or "")[:10])
    if len(days) != 1 or not days[0] or days[0].precision != "day" or days[0].doubtful or entry.mod or not stamp:
        return  # an interval may be a week in which something happened on one day
    article, ref = briefing.document.article, sentence_ref(briefing, entry.sentence)
    quote = " ".join(sentence_span(briefing, entry.sentence).of(article.text).split())
    yield "BEGIN:VEVENT"
    yield f"UID:{re.sub(r'[^A-Za-z0-9._-]', '-', article.id)}-{entry.clause.start}-{number + 1}@briefgen"
    yield f"DTSTAMP:{stamp[0]:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{days[0].first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{days[0].last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(' '.join(entry.clause.of(article.text).split()))}"
    yield f"DESCRIPTION:{_text(f'{article.title}: {quote}')}"
    yield f"STATUS:{_STATUS[entry.certainty]}"
    if address.base:
        yield f"URL:{address.of(ref.path, '')}#{ref.anchor}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    return _CONTROL.sub(" ", value).translate(_ESCAPED)


def _folded(line: str) -> str:
    """The line in pieces of up to `FOLD` octets, no character cut in two."""
    if line.isascii():
        return "\r\n ".join(line[start : start + FOLD] for start in range(0, len(line), FOLD))
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > FOLD:
            pieces.append("")
            size = 0
        pieces[-1] += char
        size += width
    return "\r\n ".join(pieces)
