"""Two small articles with every kind of annotation, made by hand: what the stages before `compose` would hand over."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from briefgen.model import (
    Alias,
    Article,
    Block,
    Certainty,
    Document,
    Entity,
    EntityType,
    EventClause,
    Glossary,
    LeadSentence,
    Link,
    Linking,
    Mention,
    Quantity,
    QuantityKind,
    Receipt,
    Relation,
    Removed,
    Role,
    Sentence,
    Span,
    Timex,
)

INDONESIAN = """Jembatan Merah dibuka setelah banjir

Gubernur Sari Wulandari membuka kembali Jembatan Merah di Palangka Raya pada Senin.
Sedikitnya 42 orang tewas dalam banjir bulan lalu.

Menurut Sari, biaya perbaikan naik 12,5 persen menjadi Rp 3,4 miliar. Tiga warga menonton.

Perusahaan Jaya Beton akan menyerahkan laporan pada 2 Juni. Menteri Perhubungan Budi Hartono belum berkomentar.
Budi dijadwalkan berkunjung suatu hari nanti."""

ENGLISH = """Sari Wulandari opened a school in Palangka Raya on Tuesday. She called it "a promise <kept> & paid".
The governor of Central Kalimantan said the work began in the 1990s."""


def span(text: str, words: str, nth: int = 0) -> Span:
    """The nth place (from 0) where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentences(text: str, *openings: str) -> tuple[Sentence, ...]:
    """Sentences that begin with the given words and end before the next, without the white space between."""
    starts = [*(text.index(opening) for opening in openings), len(text)]
    return tuple(Sentence(Span(start, start + len(text[start:end].rstrip()))) for start, end in pairwise(starts))


def paragraphs(text: str, *, heading: bool) -> tuple[Block, ...]:
    """One block between blank lines; the first may be a heading."""
    found, start = [], 0
    for part in text.split("\n\n"):
        kind = "heading" if heading and not found else "paragraph"
        found.append(Block(kind, Span(start, start + len(part)), 1 if kind == "heading" else 0))
        start += len(part) + 2
    return tuple(found)


def date(text: str, words: str, value: str | None, mod: str | None = None) -> Timex:
    """A DATE, resolved to the value or open."""
    reason = "" if value else "no calendar day can be told from it"
    return Timex(span(text, words), "DATE", value or "XXXX", value, "sample-date", mod, "dct" if value else "", "", reason)


def amount(text: str, words: str, value: str, kind: QuantityKind, unit: str, *, about: str = "", **more: object) -> Quantity:
    """A quantity; `about` words must be in the text."""
    stretch = span(text, about) if about else None
    return Quantity(span(text, words), Decimal(value), unit, kind, "sample-number", about=stretch, **more)  # type: ignore[arg-type]


def clause(text: str, words: str, when: str, certainty: Certainty = "happened") -> EventClause:
    """An event dated by a time expression."""
    return EventClause(span(text, words), span(text, when), certainty, "sample-event")


def link(text: str, words: str, entity: str | None, kind: EntityType, nth: int = 0, **more: object) -> Link:
    """A link with a made-up reason."""
    return Link(span(text, words, nth), entity, kind, "named in full", **more)  # type: ignore[arg-type]


GLOSSARY = Glossary(
    (
        Entity("jaya-beton", "organisation", (("*", "Jaya Beton"),), descriptions=(("id", "Perusahaan konstruksi"),)),
        Entity(
            "palangka-raya",
            "place",
            (("en", "Palangka Raya"), ("id", "Palangka Raya"), ("zh", "帕朗卡拉亚")),
            "city",
            aliases=(Alias("Palangkaraya"),),
            descriptions=(("en", "City in Borneo, Indonesia"), ("id", "Kota di Kalimantan, Indonesia")),
            same_as=("https://www.wikidata.org/wiki/Q000",),
            relations=(Relation("part_of", "indonesia"),),
            geo=("-2.2", "113.9"),
        ),
        Entity("warta-sungai", "organisation", (("*", "Warta Sungai"),), "media"),
    )
)


def indonesian() -> tuple[Document, Linking]:
    """A headline, three paragraphs, people with roles, key and incidental numbers, past, coming and open dates."""
    text = INDONESIAN
    article = Article(
        id="jembatan",
        lang="id",
        title="Jembatan Merah dibuka setelah banjir",
        text=text,
        blocks=paragraphs(text, heading=True),
        source_path="seeds/articles/jembatan.txt",
        byline="Rina Lestari",
        outlet="Warta Sungai",
        published="2024-05-14T09:30+07:00",
        url="https://example.org/jembatan",
        topics=("Infrastruktur",),
        removed=(Removed("Bagikan ke WhatsApp", "share-buttons", 12),),
        receipts=(Receipt("title", "first-heading", "Jembatan Merah dibuka setelah banjir"),),
    )
    openings = (
        "Jembatan Merah dibuka",
        "Gubernur Sari",
        "Sedikitnya 42",
        "Menurut Sari",
        "Tiga",
        "Perusahaan",
        "Menteri",
        "Budi dijadwalkan",
    )
    names = (
        link(text, "Jembatan Merah", "jembatan-merah", "work"),
        link(text, "Sari Wulandari", "sari-wulandari", "person"),
        link(text, "Jembatan Merah", "jembatan-merah", "work", 1),
        link(text, "Palangka Raya", "palangka-raya", "place"),
        link(text, "Sari", "sari-wulandari", "person", 1),
        link(text, "Jaya Beton", "jaya-beton", "organisation"),
        link(text, "Budi Hartono", "budi-hartono", "person"),
        link(text, "Budi", "budi-hartono", "person", 1),
    )
    found = (
        Entity("budi-hartono", "person", (("id", "Budi Hartono"),), layer="found"),
        Entity("jembatan-merah", "work", (("id", "Jembatan Merah"),), layer="found"),
        Entity("sari-wulandari", "person", (("id", "Sari Wulandari"),), layer="found"),
    )
    document = Document(
        article,
        sentences(text, *openings),
        tuple(Mention(each.span, each.type, "rule:sample") for each in names),
        (
            date(text, "Senin", "2024-05-13"),
            date(text, "bulan lalu", "2024-04"),
            date(text, "2 Juni", "2024-06-02"),
            date(text, "suatu hari nanti", None),
        ),
        (
            amount(text, "42", "42", "count", "orang", about="tewas dalam banjir", mod="at_least"),
            amount(text, "12,5 persen", "12.5", "percent", "%", about="biaya perbaikan", trend="up"),
            amount(text, "Rp 3,4 miliar", "3400000000", "money", "IDR", about="biaya perbaikan", trend="up"),
            amount(text, "Tiga", "3", "count", "warga"),
        ),
        (
            Role(span(text, "Sari Wulandari"), span(text, "Gubernur"), "title-before"),
            Role(span(text, "Budi Hartono"), span(text, "Menteri Perhubungan"), "title-before"),
        ),
        (
            clause(text, "Gubernur Sari Wulandari membuka kembali Jembatan Merah di Palangka Raya", "Senin"),
            clause(text, "42 orang tewas dalam banjir", "bulan lalu"),
            clause(text, "Perusahaan Jaya Beton akan menyerahkan laporan", "2 Juni", "planned"),
        ),
        lead=(LeadSentence(1, "standfirst", "items before the text"),),
        annotator="sample",
    )
    return document, Linking(names, found)


def english() -> tuple[Document, Linking]:
    """No headline in the text, characters that HTML must escape, a decade, a name that nobody could settle."""
    text = ENGLISH
    article = Article(
        id="school",
        lang="en",
        title="Governor opens a school",
        text=text,
        blocks=paragraphs(text, heading=False),
        source_path="seeds/articles/school.md",
        outlet="Warta Sungai",
        published="2024-05-22",
        receipts=(Receipt("title", "front-matter", "Governor opens a school"),),
    )
    names = (
        link(text, "Sari Wulandari", "sari-wulandari", "person"),
        link(text, "Palangka Raya", "palangka-raya", "place"),
        link(text, "Central Kalimantan", None, "place", candidates=("kalimantan", "palangka-raya")),
    )
    document = Document(
        article,
        sentences(text, "Sari", "She", "The governor"),
        (),
        (date(text, "Tuesday", "2024-05-21"), date(text, "the 1990s", "199X")),
        (),
        (Role(span(text, "Sari Wulandari"), span(text, "governor of Central Kalimantan"), "definite"),),
        (clause(text, "Sari Wulandari opened a school in Palangka Raya", "Tuesday"), clause(text, "the work began", "the 1990s")),
        lead=(LeadSentence(0, "first-sentence", "place 1 of 3"),),
    )
    return document, Linking(names, (Entity("sari-wulandari", "person", (("en", "Sari Wulandari"),), layer="found"),))
