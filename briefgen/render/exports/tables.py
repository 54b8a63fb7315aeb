"""Site → tables of its events and numbers, one row a fact, each with the way to its sentence; as CSV (RFC 4180) and as JSON."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.model import Briefing
from briefgen.render.catalogue import Catalogue, sentence_of, sentence_ref
from briefgen.render.exports import jsontext
from briefgen.render.exports.addresses import Addresses

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets run a cell that begins so: an apostrophe before it keeps a hostile article's words mere words."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """`when` is EDTF, `mod` as in TIMEX3; `who` ids of entities, parted by spaces; `sentence` counts from 1."""

    article: str
    title: str
    lang: str
    outlet: str
    published: str
    when: str
    mod: str
    date_words: str
    what: str
    certainty: str
    who: str
    sentence: int
    address: str
    rule: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """`value` in plain digits, `unit` as in `briefgen annotate`; `key` says if the sidebar shows it; `as_of` and `says` only
    there."""

    article: str
    title: str
    lang: str
    outlet: str
    published: str
    words: str
    value: str
    unit: str
    kind: str
    mod: str
    trend: str
    about: str
    as_of: str
    says: str
    key: str
    sentence: int
    address: str
    rule: str


Rows = Iterable[EventRow | NumberRow]


def events(catalogue: Catalogue, address: Addresses) -> Iterator[EventRow]:
    """Every row of every briefing's timeline, newest briefing first, in the briefing's order."""
    for briefing in catalogue.site.briefings:
        text = briefing.document.article.text
        for entry in briefing.timeline:
            yield EventRow(
                *_article(briefing),
                when=entry.when,
                mod=entry.mod or "",
                date_words=_line(entry.timex.span.of(text)),
                what=_line(entry.clause.of(text)),
                certainty=entry.certainty,
                who=" ".join(entry.who),
                sentence=entry.sentence + 1,
                address=_address(briefing, entry.sentence, address),
                rule=entry.rule,
            )


def numbers(catalogue: Catalogue, address: Addresses) -> Iterator[NumberRow]:
    """Every number that measures, newest briefing first, in text order."""
    for briefing in catalogue.site.briefings:
        text = briefing.document.article.text
        key = {figure.quantity.span: figure for figure in briefing.figures}
        for quantity in briefing.document.quantities:
            sentence = sentence_of(briefing.document, quantity.span)
            chosen = key.get(quantity.span)
            yield NumberRow(
                *_article(briefing),
                words=_line(quantity.span.of(text)),
                value=f"{quantity.amount:f}",
                unit=quantity.unit or "",
                kind=quantity.kind,
                mod=quantity.mod or "",
                trend=quantity.trend or "",
                about=_line(quantity.about.of(text)) if quantity.about else "",
                as_of=(chosen.as_of.resolved or "") if chosen and chosen.as_of else "",
                says=_line(chosen.says.of(text)) if chosen and chosen.says else "",
                key="yes" if chosen else "",
                sentence=sentence + 1,
                address=_address(briefing, sentence, address),
                rule=quantity.rule,
            )


def as_csv(rows: Rows) -> bytes:
    """A header and the rows; without rows the file is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows):
        values = _values(row)
        if not number:
            writer.writerow(values)
        writer.writerow([_cell(name, value) for name, value in values.items()])
    return out.getvalue().encode("utf-8", "replace")


def as_json(rows: Rows) -> bytes:
    """The same rows as a list of objects."""
    return jsontext.dump([_values(row) for row in rows])


def _values(row: EventRow | NumberRow) -> dict[str, object]:
    """The cells by the names of their columns; `asdict` would copy each cell, which takes ten times as long."""
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}


def _article(briefing: Briefing) -> tuple[str, str, str, str, str]:
    article = briefing.document.article
    return article.id, article.title, article.lang, article.outlet, article.published or ""


def _address(briefing: Briefing, sentence: int, address: Addresses) -> str:
    ref = sentence_ref(briefing, sentence)
    return f"{address.of(ref.path, 'data/x')}#{ref.anchor}"


def _line(words: str) -> str:
    return " ".join(words.split())


def _cell(name: str, value: object) -> object:
    hostile = name != "value" and isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if hostile else value
