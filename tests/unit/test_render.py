"""A site becomes pages: complete, linked, escaped, the same every time."""

from __future__ import annotations

import gzip
import posixpath
import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen import language
from briefgen.compose import briefing, site
from briefgen.model import (
    Article,
    Block,
    Document,
    Entity,
    EventClause,
    Glossary,
    KeyFigure,
    LeadSentence,
    Link,
    Linking,
    Mark,
    Passage,
    Quantity,
    Removed,
    Role,
    Sentence,
    Site,
    Span,
    Timex,
    TimexType,
)
from briefgen.render import body, cards, catalogue, fragments, pages, words
from briefgen.render import briefing as render_briefing
from briefgen.render.views import BriefingView
from tests import samples
from tests.conftest import ROOT

BRIDGE = "briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir.html"
SCHOOL = "briefings/2024-05-22-governor-opens-a-school.html"
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """The skeleton of a page; fails on tags that do not match and on ids given twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.langs: list[str] = []
        self.scripts: set[str] = set()
        self.described = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        assert not (tag in ("p", "ul", "ol", "blockquote", "section", "h2") and "p" in self.open), f"<{tag}> in <p>"
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if ("name", "description") in attrs:
            self.described = bool(dict(attrs)["content"])
        if tag == "script":
            self.scripts.add((dict(attrs).get("src") or dict(attrs).get("type") or "inline").lstrip("./"))
        for name, value in attrs:
            if name == "id":
                assert value not in self.ids, value
                self.ids.add(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
            if name == "lang":
                self.langs.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        self.text += data


def made(lang: str = "id", base_url: str = "", **article: object) -> Site:
    document, linking = samples.indonesian()
    document = replace(document, article=replace(document.article, **article))  # type: ignore[arg-type]
    composed = [briefing.compose(document, linking, samples.GLOSSARY), briefing.compose(*samples.english(), samples.GLOSSARY)]
    return site.assemble(composed, samples.GLOSSARY, title="Warta & Terurai", lang=lang, base_url=base_url)[0]


def drawn(one: Site) -> dict[str, str]:
    return {page.path: page.render().body.decode() for page in pages.plan(one) if page.path.endswith(".html")}


def outlines(one: Site) -> dict[str, Outline]:
    found = {}
    for path, html in drawn(one).items():
        found[path] = Outline()
        found[path].feed(html)
        found[path].close()
        assert found[path].open == [], path
    return found


@pytest.mark.parametrize(("lang", "publish"), [("id", "full"), ("en", "quotes"), ("xx", "full")])
def test_every_internal_link_leads_to_a_page_and_an_anchor_that_exist(lang: str, publish: str) -> None:
    one = made(lang, publish=publish)
    found = outlines(one)
    paths = {page.path for page in pages.plan(one)}
    for path, outline in found.items():
        for href in outline.links:
            if path == "404.html" or href.startswith("https://"):
                continue
            file, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            assert target in paths, (path, href)
            assert not fragment or target not in found or fragment in found[target].ids, (path, href)


def test_every_page_has_one_h1_a_main_and_a_language() -> None:
    for path, outline in outlines(made()).items():
        assert outline.tags.count("h1") == outline.tags.count("main") == 1, path
        scripts = outline.scripts - {"application/ld+json"}
        assert "assets/briefgen.js" in scripts, path
        assert all(script.startswith("assets/") for script in scripts), path
        assert "style" not in outline.tags
        assert outline.described, path
        assert outline.langs[0] == ("en" if path.startswith(SCHOOL[:-5]) else "id")


def test_nothing_is_fetched_from_elsewhere() -> None:
    for html in drawn(made()).values():
        assert "default-src 'none'; style-src 'self'; script-src 'self'" in html
        assert "unsafe-inline" not in html
        assert " style=" not in html
        assert 'src="http' not in html
        assert '<link rel="stylesheet" href="http' not in html


def test_the_404_page_links_from_the_root_of_the_host() -> None:
    outline = outlines(made(base_url="https://example.org/news/"))["404.html"]
    assert all(link.startswith(("/news/", "https://example.org/news/")) for link in outline.links if not link.startswith("#"))


def test_a_briefing_shows_people_numbers_dates_and_their_sentences() -> None:
    html = drawn(made())[BRIDGE]
    for words_shown in (
        "Menteri Perhubungan",
        "Rp 3,4 miliar",
        "3.400.000.000 IDR",
        "2 Juni 2024",
        "direncanakan",
        "suatu hari nanti",
    ):
        assert words_shown in html
    assert 'href="#s2"' in html
    assert '<span id="s2" class="s"><a class="n" href="#q2" data-n="2" aria-label="Bukti untuk kalimat 2"></a>' in html
    assert '<time datetime="2024-05-13">Senin</time>' in html


def test_only_the_first_mention_in_a_section_is_a_link_and_never_in_a_heading() -> None:
    one = made()
    opening, rest = body.blocks(one.briefings[1], pages.Catalogue.of(one), "../", words.of("id"))
    html = "".join(item for block in (*opening, *rest) for item in block.items)
    assert html.count("people/sari-wulandari.html") == 1
    assert "works/jembatan-merah.html" not in drawn(one)[BRIDGE].split("<h1")[1].split("</h1>")[0]


@pytest.mark.parametrize(
    ("levels", "tags"),
    [((2, 3, 2), "h3 h4 h3"), ((4, 2, 3, 6), "h3 h3 h4 h5"), ((1, 2, 3, 4, 5, 6), "h3 h4 h5 h6 h6 h6"), ((5, 5, 3), "h3 h3 h3")],
)
def test_no_level_is_skipped_among_the_headings_of_a_text(levels: tuple[int, ...], tags: str) -> None:
    text = "\n\n".join("Judul" for _ in levels)
    blocks = tuple(Block("heading", Span(7 * number, 7 * number + 5), level) for number, level in enumerate(levels))
    assert [block.tag for block in body.passage(Passage(text, blocks))] == tags.split()


def test_the_headline_that_stands_in_the_text_is_the_heading_of_the_page() -> None:
    html = drawn(made())
    assert '<h1><span id="s1" class="s">Jembatan Merah' in html[BRIDGE]
    assert "<h1>Governor opens a school</h1>" in html[SCHOOL]


def test_a_monstrous_sentence_is_quoted_around_the_name() -> None:
    article = Article("a", "en", "T", "x" * 5000 + " Ada " + "y" * 5000, ())
    html = catalogue.quote(article, Span(0, len(article.text)), [Span(5001, 5004)])
    assert "<mark>Ada</mark>" in html
    assert html.startswith("…")
    assert html.endswith("…")
    assert len(html) < 2 * catalogue.MAX_QUOTE


def test_key_dates_are_the_few_nearest_to_publication() -> None:
    document, linking = samples.indonesian()
    far = replace(document.timexes[0], resolved="1900")
    many = tuple(replace(document.timexes[0], resolved=f"2024-05-{day:02}") for day in range(1, 12))
    one = briefing.compose(document, linking, samples.GLOSSARY)
    entries = tuple(replace(one.timeline[0], timex=timex, when=timex.resolved or "") for timex in (far, *many))
    made_site, _ = site.assemble([replace(one, timeline=entries)], samples.GLOSSARY, title="x", lang="id", base_url="")
    shown = render_briefing.view(made_site.briefings[0], pages.Catalogue.of(made_site), words.of("id")).dates
    assert [row.machine for row in shown] == [f"2024-05-{day:02}" for day in range(4, 12)]


def view_of(one: Site, permalink: str = BRIDGE) -> BriefingView:
    each = next(each for each in one.briefings if each.permalink == permalink)
    return render_briefing.view(each, pages.Catalogue.of(one), words.of(each.document.article.lang))


def test_a_lead_that_opens_the_text_is_shown_in_its_place_and_any_other_is_quoted_beside_it() -> None:
    document, linking = samples.indonesian()
    for lead, opens in (((1, 2), True), ((1,), False), ((2,), False), ((), False)):
        chosen = tuple(LeadSentence(number, "standfirst") for number in lead)
        one = briefing.compose(replace(document, lead=chosen), linking, samples.GLOSSARY)
        view = view_of(site.assemble([one], samples.GLOSSARY, title="x", lang="id", base_url="")[0])
        assert bool(view.opening) == opens, lead
        assert [quote.sentence.number - 1 for quote in view.lead] == list(lead)
        shown = "".join(item.striptags() for block in (*view.opening, *view.blocks) for item in block.items)
        assert shown.count("Sedikitnya 42 orang tewas") == 1


def test_every_quiet_mark_has_a_row_on_its_page_that_a_card_can_show() -> None:
    for path, html in drawn(made()).items():
        for mark in re.findall(r'<a class="m [^>]*>', html):
            anchor = (re.search(r'data-c="([^"]+)"', mark) or re.search(r'href="#([^"]+)"', mark) or [""])[1]
            assert f'id="{anchor}"' in html, (path, mark)


def test_a_card_stays_short_and_what_it_leaves_out_is_on_the_page_of_the_name() -> None:
    long = replace(samples.GLOSSARY.entities[1], descriptions=(("id", "kota " * 200),))
    known = replace(samples.GLOSSARY, entities=(samples.GLOSSARY.entities[0], long, samples.GLOSSARY.entities[2]))
    one, _ = site.assemble([briefing.compose(*samples.indonesian(), known)], known, title="x", lang="id", base_url="")
    for _, rows in view_of(one).register:
        for row in rows:
            said = [row.name, row.label.words, row.description.words, *row.names, *(role for role, _ in row.roles)]
            said += [part for fact in row.facts for part in (fact.when, fact.words)]
            assert sum(map(len, said)) <= cards.MAX_WORDS, row.name


def test_a_row_of_the_register_says_the_name_as_written_and_what_the_glossary_calls_it() -> None:
    rows = {row.name: row for _, group in view_of(made()).register for row in group}
    assert rows["Sari Wulandari"].names == ("Sari",)
    assert rows["Sari Wulandari"].roles[0][0] == "Gubernur"
    assert rows["Palangka Raya"].description.words == "Kota di Kalimantan, Indonesia"
    assert rows["Jaya Beton"].facts[0].when == "2 Juni 2024"


def test_a_name_in_capitals_is_shown_as_written_elsewhere_and_only_once() -> None:
    document, linking = samples.indonesian()
    text = "PALANGKA RAYA – Banjir di Palangka Raya surut."
    document = replace(
        document,
        article=replace(document.article, text=text, blocks=()),
        sentences=(),
        timexes=(),
        quantities=(),
        events=(),
        roles=(),
    )
    places = [samples.link(text, words, "palangka-raya", "place") for words in ("PALANGKA RAYA", "Palangka Raya")]
    one = briefing.compose(
        replace(document, mentions=(), quotations=(), lead=()), replace(linking, links=tuple(places)), samples.GLOSSARY
    )
    shown = site.assemble([one], samples.GLOSSARY, title="x", lang="id", base_url="")[0]
    assert [(row.name, row.names) for _, rows in view_of(shown).register for row in rows] == [("Palangka Raya", ())]


def test_a_news_agency_that_two_articles_name_relates_them_to_nothing() -> None:
    agencies = tuple(replace(entity, kind="agency") for entity in samples.GLOSSARY.entities)
    plain, named = (
        site.assemble(
            [briefing.compose(*article, known) for article in (samples.indonesian(), samples.english())],
            known,
            title="x",
            lang="id",
            base_url="",
        )[0]
        for known in (samples.GLOSSARY, replace(samples.GLOSSARY, entities=agencies))
    )
    assert view_of(plain).related
    assert not {"Palangka Raya", "Jaya Beton"} & {name for one in view_of(named).related for name in one.shared}


def test_the_first_page_keeps_how_exact_a_number_is_and_which_way_it_went() -> None:
    document, linking = samples.indonesian()
    hedged = tuple(replace(one, mod="approx", trend="up") for one in document.quantities)
    one = briefing.compose(replace(document, quantities=hedged), linking, samples.GLOSSARY)
    page = drawn(site.assemble([one], samples.GLOSSARY, title="x", lang="id", base_url="")[0])["index.html"]
    assert '<span class="mod">sekitar</span> <span class="num">Rp 3,4 miliar</span> <span class="trend up">naik</span>' in page


def test_words_in_another_language_than_the_page_say_so() -> None:
    english = drawn(made("en"))["people/sari-wulandari.html"]
    assert re.search(r'<blockquote lang="id">', english)
    assert catalogue.said((("en", "City"), ("zh", "城市")), "id") == catalogue.Said("City", "en")
    assert catalogue.said((("*", "ASEAN"),), "id") == catalogue.Said("ASEAN")
    assert catalogue.said((), "id") == catalogue.Said("")


def test_a_length_from_a_date_is_marked_in_the_text_and_leads_to_its_receipt() -> None:
    document, linking = samples.indonesian()
    span = samples.span(samples.INDONESIAN, "suatu hari nanti")
    led = Timex(span, "DURATION", "P2D", "P2D", "sample", anchor="0-8", evidence="kemudian", point="2024-05-05")
    timexes = (*(timex for timex in document.timexes if timex.span != span), led)
    composed = [briefing.compose(replace(document, timexes=timexes), linking, samples.GLOSSARY)]
    html = drawn(site.assemble(composed, samples.GLOSSARY, title="Warta", lang="id", base_url="")[0])[BRIDGE]
    assert f'<a class="m m-date" href="#r{span.start}" data-v="2 hari, yaitu 5 Mei 2024">' in html
    assert '<time datetime="2024-05-05">suatu hari nanti</time>' in html


def test_a_receipt_says_why_in_the_language_of_the_page_and_names_the_other_languages_in_it() -> None:
    html = drawn(made())[BRIDGE].split('class="receipts')[1]
    assert re.search(r'<span lang="en">[^<]+</span> · <span>\S', html)


def test_a_name_or_date_that_is_not_settled_carries_a_mark_said_to_all_readers() -> None:
    html = drawn(made())
    assert 'class="m m-date m-open"' in html[BRIDGE]
    assert 'aria-label="suatu hari nanti (belum pasti)"' in html[BRIDGE]
    assert 'aria-label="Central Kalimantan (not settled)"' in html[SCHOOL]


def test_translations_name_each_other() -> None:
    one = made(id="school-id", translation_of="school")
    html = drawn(one)
    assert f'hreflang="en" href="../{SCHOOL}"' in html[BRIDGE]
    assert "Terjemahan dari" in html[BRIDGE]
    assert f'hreflang="id" href="../{BRIDGE}"' in html[SCHOOL]
    assert "hreflang" not in drawn(made())[BRIDGE]
    absolute = drawn(made(base_url="https://example.org/n/", id="school-id", translation_of="school"))
    assert f'<link rel="alternate" hreflang="en" href="https://example.org/n/{SCHOOL}">' in absolute[BRIDGE]


@pytest.mark.parametrize(
    ("url", "sentence", "address"),
    [
        ("https://example.org/a", "Two words", "https://example.org/a#:~:text=Two%20words"),
        ("https://example.org/a#top", "A-b, c & d", "https://example.org/a#top:~:text=A%2Db%2C%20c%20%26%20d"),
        (
            "https://example.org/a",
            "one two three four five six seven eight nine ten eleven",
            "https://example.org/a#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        ("", "Two words", ""),
        ("https://example.org/a", " ", ""),
    ],
)
def test_a_sentence_has_an_address_in_the_article_as_first_published(url: str, sentence: str, address: str) -> None:
    assert fragments.address(url, sentence) == address


def test_what_the_text_says_is_escaped() -> None:
    assert "a promise &lt;kept&gt; &amp; paid" in drawn(made())[SCHOOL]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil", "http:", " java\nscript:x", "http://[x"]
)
def test_an_address_that_is_not_the_webs_is_no_link(address: str) -> None:
    assert body.web_address(address, mail=True) == ""
    html = drawn(made(url=address, marks=(Mark(Span(45, 50), "link", (("href", address),)),)))[BRIDGE]
    assert "javascript" not in html.lower()
    assert "evil" not in html


def test_an_article_that_may_not_be_republished_is_only_quoted() -> None:
    html = drawn(made(publish="quotes"))[BRIDGE]
    assert "Tiga warga menonton" not in html
    assert "Sedikitnya" in html
    assert 'id="s3"' in html
    bodies = {page.path: page.render().body for page in pages.plan(made(publish="quotes"))}
    leaked = [path for path, body in bodies.items() if b"Tiga warga menonton" in body or b"Budi dijadwalkan" in body]
    assert leaked == [], "nor does any other file hold what no fact rests on"


def test_the_source_view_shows_the_source_in_its_order_with_what_was_left_out() -> None:
    path = BRIDGE.replace(".html", ".source.html")
    removed = (Removed("Bagikan ke WhatsApp", "share-buttons", 37), Removed("Iklan", "advertisement", 0))
    html = drawn(made(removed=removed, origin=((0, 5), (38, 60))))[path]
    shown = ["Iklan", "advertisement", "Jembatan Merah dibuka setelah", "share-buttons", "Gubernur Sari", "Budi dijadwalkan"]
    assert sorted(shown, key=html.rindex) == shown
    assert "Gubernur Sari" not in drawn(made(publish="quotes"))[path]


def test_the_long_text_of_a_name_keeps_its_structure_and_nothing_that_browsers_would_run() -> None:
    text = "Sungai\n\nKota di tepi sungai <script>.\n\nsatu\n\ndua"
    spans = [Span(0, 6), Span(8, 37), Span(39, 43), Span(45, 48)]
    kinds = ("heading", "paragraph", "item", "item")
    blocks = tuple(Block(kind, span, 2) for kind, span in zip(kinds, spans, strict=True))
    marks = (Mark(Span(8, 12), "strong"), Mark(Span(16, 20), "link", (("href", "javascript:alert(1)"),)))
    bodies = (("palangka-raya", "id", Passage(text, blocks, marks)),)
    html = drawn(replace(made(), bodies=bodies))["places/palangka-raya.html"]
    assert "<h3>Sungai</h3>" in html
    assert "<strong>Kota</strong> di " in html
    assert "<li>satu</li>\n<li>dua</li>" in html
    assert "&lt;script&gt;" in html
    assert "javascript" not in html


def test_an_entity_page_quotes_every_sentence_with_the_name_marked() -> None:
    html = drawn(made())["people/sari-wulandari.html"]
    assert "Gubernur <mark>Sari Wulandari</mark> membuka" in html
    assert "Menurut <mark>Sari</mark>, biaya" in html
    assert "governor of Central Kalimantan" in html


def dense() -> Site:
    """An article of 700 made-up words with three names, a date, a number, a role and an event in each of its 35 sentences: more
    than news has, and in words that compress worse than those of a language.
    """
    chance = random.Random(0)
    text, sentences, links, dates, figures, roles, events, found = "", [], [], [], [], [], [], []

    def word() -> str:
        return "".join(chance.choice("bdgklmnprst") + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))

    def put(words: str) -> Span:
        nonlocal text
        text += words + " "
        return Span(len(text) - len(words) - 1, len(text) - 1)

    for number in range(35):
        start = len(text)
        title = put(" ".join(word() for _ in range(3)))
        names = [put(f"{word().title()} {word().title()}") for _ in range(3)]
        clause = put(" ".join(word() for _ in range(5)))
        dates.append(Timex(put("Senin"), "DATE", "XXXX-WXX-1", f"2024-05-{number % 28 + 1:02}", "weekday", None, "dct"))
        figures.append(Quantity(put(f"{number} ton"), Decimal(number), "t", "measure", "number", about=clause))
        put(" ".join(word() for _ in range(3)) + ".")
        sentences.append(Sentence(Span(start, len(text) - 1)))
        roles.append(Role(names[0], title, "title"))
        events.append(EventClause(clause, dates[-1].span, "happened", "clause"))
        for name in names:
            entity = Entity(name.of(text).casefold().replace(" ", "-"), "person", (("id", name.of(text)),), layer="found")
            found.append(entity)
            links.append(Link(name, entity.id, "person", "the model marks a name of type person"))
    article = Article("dense", "id", "Padat", text.strip(), (Block("paragraph", Span(0, len(text) - 1)),), published="2024-05-30")
    document = Document(
        article,
        tuple(sentences),
        (),
        tuple(dates),
        tuple(figures),
        tuple(roles),
        tuple(events),
        (LeadSentence(0, "first-sentence"),),
    )
    one = briefing.compose(document, Linking(tuple(links), tuple({entity.id: entity for entity in found}.values())), Glossary())
    return site.assemble([one], Glossary(), title="x", lang="id", base_url="")[0]


def test_the_first_load_of_a_briefing_stays_below_60_kilobytes() -> None:
    one = dense()
    assert len(one.briefings[0].document.article.text.split()) >= 700
    planned = {page.path: page for page in pages.plan(one)}
    page = planned[one.briefings[0].permalink].render().body
    loaded = {path for path in planned if path.startswith("assets/") and path.encode() in page}
    assert {"assets/briefgen.css", "assets/briefgen.js"} <= loaded
    weight = sum(len(gzip.compress(body)) for body in (page, *(planned[path].render().body for path in loaded)))
    assert weight <= 60_000
    assert len(page) <= 500_000


def test_the_script_of_every_page_is_small_and_asks_for_nothing() -> None:
    script = (ROOT / "templates" / "static" / "briefgen.js").read_text("utf-8")
    assert script.count("\n") <= 100
    assert not re.search(r"\b(fetch|import|XMLHttpRequest|WebSocket|sendBeacon|eval|innerHTML)\b", script)


def test_an_empty_site_has_all_its_fixed_pages() -> None:
    empty, _ = site.assemble((), samples.GLOSSARY, title="Empty", lang="en", base_url="")
    assert {"index.html", "404.html", "about.html", "timeline/index.html", "people/index.html"} <= outlines(empty).keys()


def test_equal_sites_plan_equal_inputs_and_a_change_shows_only_where_it_is_shown() -> None:
    before = {page.path: page.inputs for page in pages.plan(made())}
    assert before == {page.path: page.inputs for page in pages.plan(made())}
    after = {page.path: page.inputs for page in pages.plan(made(byline="Somebody Else"))}
    assert {path for path in before if before[path] != after[path] and path.endswith(".html")} == {BRIDGE}


def test_pages_that_list_others_are_published_after_them() -> None:
    ranks = {page.path: page.rank for page in pages.plan(made())}
    assert ranks["index.html"] > ranks[BRIDGE]
    assert ranks["people/index.html"] > ranks["people/sari-wulandari.html"]
    assert ranks["assets/briefgen.css"] == ranks[".nojekyll"] == 0


class TestTemplates:
    def test_a_site_overrides_one_block_of_one_template_and_keeps_the_rest(self, tmp_path: Path) -> None:
        before = drawn(made())
        (tmp_path / "briefing.html").write_text(
            '{% extends "briefgen/briefing.html" %}{% block figures %}<p>{{ view.figures | length }} mine</p>{% endblock %}'
        )
        after = {page.path: page.render().body.decode() for page in pages.plan(made(), templates=tmp_path)}
        assert "<p>3 mine</p>" in after[BRIDGE]
        assert "Angka kunci" not in after[BRIDGE]
        assert "Tokoh utama" in after[BRIDGE]
        assert after["about.html"] == before["about.html"]

    def test_what_a_site_changes_in_the_base_shows_on_every_page(self, tmp_path: Path) -> None:
        (tmp_path / "base.html").write_text(
            '{% extends "briefgen/base.html" %}{% block colophon %}<footer>Redaksi</footer>{% endblock %}'
        )
        after = {page.path: page.render().body.decode() for page in pages.plan(made(), templates=tmp_path)}
        assert all("<footer>Redaksi</footer>" in html for path, html in after.items() if path.endswith(".html"))

    def test_the_blocks_that_the_document_on_themes_names_are_there(self) -> None:
        document = (ROOT / "docs" / "theming.md").read_text("utf-8")
        rows = re.findall(r"^\| `([a-z-]+\.html)` \| (.+?) \|", document, re.MULTILINE)
        assert rows
        for template, blocks in rows:
            text = (ROOT / "templates" / template).read_text("utf-8")
            assert re.findall(r"`([a-z_]+)`", blocks) == re.findall(r"{% block ([a-z_]+) %}", text), template

    @pytest.mark.parametrize(
        ("template", "line", "said"),
        [
            ("<p>\n{% if %}", 2, "TemplateSyntaxError"),
            ("<p>\n\n{{ nothing.here }}", 3, "UndefinedError"),
            ('{% include "gone.html" %}', 1, "no such template: gone.html"),
            ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ],
    )
    def test_a_broken_template_names_its_file_and_line(self, tmp_path: Path, template: str, line: int, said: str) -> None:
        folder = tmp_path / "templates"
        folder.mkdir()
        (folder / "prose.html").write_text(template)
        planned = {page.path: page for page in pages.plan(made(), templates=folder)}
        with pytest.raises(pages.TemplateProblem) as caught:
            planned["about.html"].render()
        problem = caught.value.problem
        assert (problem.code, problem.severity) == ("template-error", "error")
        assert problem.location is not None
        assert problem.location.line == line
        assert said in problem.message
        assert problem.message.endswith(f"at `{template.splitlines()[line - 1]}`")
        assert problem.location.path == "templates/prose.html"


class TestWords:
    @pytest.mark.parametrize(
        ("value", "mod", "indonesian", "english"),
        [
            ("2024-04-23", None, "23 April 2024", "23 April 2024"),
            ("2024-05", None, "Mei 2024", "May 2024"),
            ("2024-05", "START", "awal Mei 2024", "early May 2024"),
            ("199X", None, "1990-an", "the 1990s"),
            ("2010~", None, "sekitar 2010", "about 2010"),
            ("2014-34", None, "kuartal kedua 2014", "second quarter of 2014"),
            ("2024-04-23/2024-04-25", None, "23–25 April 2024", "23–25 April 2024"),
            ("2024-04-30/2024-05-02", None, "30 April – 2 Mei 2024", "30 April – 2 May 2024"),
            ("2024-05/2024-12", None, "Mei – Desember 2024", "May – December 2024"),
            ("2024-05/..", None, "sejak Mei 2024", "since May 2024"),
            ("../2024", None, "sampai 2024", "until 2024"),
            ("not a date", None, "not a date", "not a date"),
        ],
    )
    def test_a_date_is_said_as_precisely_as_it_is_known(self, value: str, mod: str | None, indonesian: str, english: str) -> None:
        assert words.of("id").date(value, mod) == indonesian
        assert words.of("en").date(value, mod) == english

    @pytest.mark.parametrize(
        ("value", "attribute"),
        [("2024", "2024"), ("2024-04-23", "2024-04-23"), ("199X", ""), ("2024-33", ""), ("P3D", "P3D"), ("P2Y", "")],
    )
    def test_html_gets_only_what_its_time_element_may_hold(self, value: str, attribute: str) -> None:
        assert words.machine(value) == attribute

    @pytest.mark.parametrize(
        ("kind", "value", "indonesian", "english"),
        [
            ("DURATION", "P1M", "1 bulan", "1 month"),
            ("DURATION", "PT1H30M", "1 jam 30 menit", "1 hour 30 minutes"),
            ("DURATION", "P2Y6M", "2 tahun 6 bulan", "2 years 6 months"),
            ("DURATION", "PXD", "PXD", "PXD"),
            ("SET", "P1W", "setiap 1 minggu", "every 1 week"),
            ("TIME", "T14:20+07:00", "14:20 UTC+07:00", "14:20 UTC+07:00"),
            ("TIME", "TMO", "TMO", "TMO"),
            ("DURATION", None, "", ""),
        ],
    )
    def test_durations_and_times_are_said_in_words(
        self, kind: TimexType, value: str | None, indonesian: str, english: str
    ) -> None:
        timex = Timex(Span(0, 1), kind, value or "", value, "sample")
        assert (words.of("id").timex(timex), words.of("en").timex(timex)) == (indonesian, english)

    def test_a_length_from_a_date_says_where_it_leads(self) -> None:
        timex = Timex(Span(0, 8), "DURATION", "P2D", "P2D", "sample", anchor="20-25", evidence="later", point="2024-05-05")
        assert words.of("id").timex(timex) == "2 hari, yaitu 5 Mei 2024"
        assert words.of("en").timex(timex) == "2 days, which leads to 5 May 2024"

    def test_amounts_are_grouped_however_large(self) -> None:
        large = Quantity(Span(0, 1), Decimal(6500000000000000), "IDR", "money", "sample")
        assert words.of("id").amount(large) == "6.500.000.000.000.000 IDR"
        assert words.of("en").amount(replace(large, amount=Decimal("1E+40"), unit=None)) == "1E+40"

    def test_publication_is_shown_with_clock_and_zone_if_they_are_known(self) -> None:
        assert words.of("en").published("2024-04-24T21:00+08:00") == "24 April 2024, 21:00 UTC+08:00"
        assert words.of("en").published("2024-04-24") == "24 April 2024"

    def test_a_language_without_strings_speaks_the_fallback(self) -> None:
        assert words.of("xx", "id").lang == "id"
        assert words.of("xx", "yy").lang == "en"

    def test_all_languages_have_the_same_interface_strings(self) -> None:
        def keys(table: Mapping[str, object], path: str = "") -> set[str]:
            return {
                name
                for key, value in table.items()
                for name in (keys(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}"})
            }

        tables = {
            code: keys(tomllib.loads((language.FOLDER / f"{code}.toml").read_text("utf-8")).get("ui", {}))
            for code in language.codes()
        }
        assert tables["id"] == tables["en"]
        assert all(table in (set(), tables["en"]) for table in tables.values())


@pytest.mark.parametrize(
    ("written", "amount", "shown"),
    [("2.000", "2000", ""), ("2 ribu", "2000", "2.000 orang"), ("dua belas", "12", ""), ("1.200.000", "1200000", "")],
)
def test_an_amount_is_not_said_twice(written: str, amount: str, shown: str) -> None:
    document, _ = samples.indonesian()
    text = f"{written} orang datang."
    quantity = Quantity(Span(0, len(written)), Decimal(amount), "orang", "count", "sample")
    one = replace(document, article=replace(document.article, text=text, blocks=()), quantities=(quantity,))
    composed = replace(briefing.compose(*samples.indonesian(), samples.GLOSSARY), document=one)
    composed = replace(composed, figures=(KeyFigure(quantity, 0, None, "stated"),))
    assert [row.amount for row in render_briefing.figure_views(composed, words.of("id"))] == [shown]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (("standfirst", "standfirst"), "Ringkasan di kepala artikel"),
        (("first-sentence", "central-sentence"), "Kalimat pembuka artikel"),
        (
            ("central-sentence", "central-sentence"),
            "Dipilih dari artikel menurut letaknya dan banyaknya kata yang juga dipakai kalimat lain",
        ),
        (("editor:seeds/overrides/x.yaml:1 (rina: uji)",), "Dipilih dari artikel oleh redaksi"),
    ],
)
def test_the_page_says_where_its_lead_comes_from_and_each_sentence_by_which_rule(rules: tuple[str, ...], said: str) -> None:
    document, linking = samples.indonesian()
    chosen = tuple(LeadSentence(number, rule, "place 1 of 9") for number, rule in enumerate(rules, start=1))
    one = briefing.compose(replace(document, lead=chosen), linking, samples.GLOSSARY)
    shown = site.assemble([one], samples.GLOSSARY, title="x", lang="id", base_url="")[0]
    assert f'<p class="meta lead-from">{said}</p>' in drawn(shown)[BRIDGE]
    told = [(row.why[0].words, one.sentence.number) for one in view_of(shown).receipts for row in one.rows if row.kind == "lead"]
    assert told == [(each.rule, each.sentence + 1) for each in chosen]


def test_a_summary_of_the_file_stands_in_place_of_the_lead_and_is_said_to_be_one() -> None:
    document, linking = samples.indonesian()
    given = replace(document, article=replace(document.article, summary="Jembatan <b>dibuka</b>."))
    shown = site.assemble(
        [briefing.compose(given, linking, samples.GLOSSARY)], samples.GLOSSARY, title="x", lang="id", base_url=""
    )[0]
    page = drawn(shown)[BRIDGE]
    assert '<p class="lead">Jembatan &lt;b&gt;dibuka&lt;/b&gt;.</p>' in page
    assert '<p class="meta lead-from">Ringkasan dalam berkas artikel</p>' in page
