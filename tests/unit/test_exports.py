"""What machines read: valid in its own format, and the same facts as the pages."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest

from briefgen.compose import briefing, site
from briefgen.model import Site
from briefgen.render import elsewhere, pages
from briefgen.render.exports import feeds, jsontext, sitemap
from briefgen.render.exports.addresses import Addresses
from tests import samples

BASE = "https://example.org/news/"
ATOM = "{http://www.w3.org/2005/Atom}"
BRIDGE = "briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir"


def made(base_url: str = BASE, **article: object) -> Site:
    document, linking = samples.indonesian()
    document = replace(document, article=replace(document.article, **article))  # type: ignore[arg-type]
    composed = [briefing.compose(document, linking, samples.GLOSSARY), briefing.compose(*samples.english(), samples.GLOSSARY)]
    return site.assemble(composed, samples.GLOSSARY, title="Warta & Terurai", lang="id", base_url=base_url)[0]


def drawn(one: Site) -> dict[str, bytes]:
    return {page.path: page.draw() for page in pages.plan(one)}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return drawn(made())


def loaded(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[path])


def test_without_a_base_url_there_is_nothing_that_needs_one() -> None:
    found = drawn(made(base_url=""))
    assert "feed.xml" not in found
    assert "sitemap.xml" not in found
    assert found["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b'rel="canonical"' not in found["index.html"]
    assert json.loads(found["data/events.json"])[0]["address"].startswith("../briefings/")


def test_the_atom_feed_has_what_rfc_4287_demands(files: dict[str, bytes]) -> None:
    for path in (path for path in files if path.endswith(".xml") and not path.startswith("sitemap")):
        root = ET.fromstring(files[path])
        assert root.tag == f"{ATOM}feed"
        assert root.findtext(f"{ATOM}id") == BASE + path
        for one in (root, *root.findall(f"{ATOM}entry")):
            assert one.findtext(f"{ATOM}title")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", one.findtext(f"{ATOM}updated") or "")
            assert one.find(f"{ATOM}author/{ATOM}name") is not None
        links = [entry.find(f"{ATOM}link") for entry in root.findall(f"{ATOM}entry")]
        assert all(link is not None and link.attrib["href"].removeprefix(BASE) in files for link in links)


def test_a_name_has_a_feed_that_quotes_the_sentences_with_it(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["places/palangka-raya.xml"])
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert "opened a school in Palangka Raya" in (entries[0].findtext(f"{ATOM}summary") or "")
    assert "&lt;kept&gt;" not in (entries[0].findtext(f"{ATOM}summary") or "")
    assert f'href="{BASE}places/palangka-raya.xml"' in files["places/palangka-raya.html"].decode()


def test_both_forms_of_a_feed_hold_the_same_entries(files: dict[str, bytes]) -> None:
    root, other = ET.fromstring(files["feed.xml"]), loaded(files, "feed.json")
    assert [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")] == [item["id"] for item in other["items"]]
    assert other["version"] == "https://jsonfeed.org/version/1.1"
    assert other["feed_url"] == BASE + "feed.json"
    assert all("<blockquote>" in item["content_html"] for item in other["items"])


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2024-05-14T10:30+08:00", "2024-05-14T10:30:00+08:00"),
        ("2024-05-14T10:30:05Z", "2024-05-14T10:30:05Z"),
        ("2024-05-14T10:30", "2024-05-14T00:00:00Z"),
        ("2024-05-14", "2024-05-14T00:00:00Z"),
        ("2024-05", ""),
        (None, ""),
    ],
)
def test_a_time_says_no_more_than_is_known(stamp: str | None, moment: str) -> None:
    assert feeds.moment(stamp) == moment


def test_an_article_without_a_date_is_in_no_feed() -> None:
    found = drawn(made(published=None))
    assert len(json.loads(found["feed.json"])["items"]) == 1


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    ET.fromstring(drawn(made(title="Satu\x0bdua \ud800 \uffff tiga"))["feed.xml"])


def test_the_sitemap_lists_every_page_worth_finding(files: dict[str, bytes]) -> None:
    found = re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert BASE + BRIDGE + ".html" in found
    assert BASE + "404.html" not in found
    assert all(address.removeprefix(BASE) in files for address in found)
    assert b"<lastmod>2024-05-14</lastmod>" in files["sitemap.xml"]
    assert f"Sitemap: {BASE}sitemap.xml" in files["robots.txt"].decode()


def test_a_large_sitemap_comes_in_parts() -> None:
    rows = [(f"p{number}.html", "") for number in range(sitemap.MOST + 1)]
    found = {path: draw() for path, draw in sitemap.files(rows, Addresses(BASE))}
    assert set(found) == {"robots.txt", "sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert found["sitemap-2.xml"].count(b"<url>") == 1


def test_the_tables_hold_one_row_a_fact(files: dict[str, bytes]) -> None:
    one = made()
    for name, expected in (
        ("events", sum(len(each.timeline) for each in one.briefings)),
        ("numbers", sum(len(each.document.quantities) for each in one.briefings)),
    ):
        rows = list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode(), newline="")))
        assert len(rows) == expected == len(loaded(files, f"data/{name}.json"))
        for row in rows:
            path, _, anchor = row["address"].removeprefix(BASE).partition("#")
            assert f'id="{anchor}"' in files[path].decode()


def test_a_cell_cannot_run_as_a_formula() -> None:
    text = drawn(made(title="=HYPERLINK(1)"))["data/events.csv"].decode()
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text


def test_the_timeline_is_what_timelinejs_reads(files: dict[str, bytes]) -> None:
    found = loaded(files, "data/timeline.json")
    ids = [event["unique_id"] for event in found["events"]]
    assert len(set(ids)) == len(ids) > 0
    for event in found["events"]:
        assert set(event) <= {"start_date", "end_date", "text", "unique_id"}
        assert set(event["start_date"]) <= {"year", "month", "day", "display_date"}
        assert isinstance(event["start_date"]["year"], int)
        assert set(event["text"]) == {"headline", "text"}


def test_the_calendar_holds_the_events_of_known_days(files: dict[str, bytes]) -> None:
    calendar = icalendar.Calendar.from_ical(files["data/timeline.ics"])
    days = {event.decoded("DTSTART").isoformat() for event in calendar.walk("VEVENT")}
    rows = loaded(files, "data/events.json")
    assert days == {row["when"] for row in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row["when"])}
    assert all(len(line) <= 75 for line in files["data/timeline.ics"].split(b"\r\n"))


def test_every_web_annotation_selects_the_words_it_is_about(files: dict[str, bytes]) -> None:
    found, text = loaded(files, f"data/{BRIDGE}.jsonld"), files[f"data/{BRIDGE}.txt"].decode()
    assert found["type"] == "AnnotationPage"
    for item in found["items"]:
        assert item["type"] == "Annotation"
        assert item["target"]["source"] == f"{BASE}data/{BRIDGE}.txt"
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text


def test_an_article_that_may_not_be_republished_has_no_text_anywhere() -> None:
    found = drawn(made(publish="quotes"))
    assert f"data/{BRIDGE}.txt" not in found
    for item in json.loads(found[f"data/{BRIDGE}.jsonld"])["items"]:
        assert [set(selector) for selector in item["target"]["selector"]] == [{"type", "exact"}]
    assert not any(b"Tiga warga menonton" in body for path, body in found.items() if not path.startswith("data/numbers"))


def test_the_glossary_is_a_skos_scheme_of_every_name(files: dict[str, bytes]) -> None:
    head, *concepts = loaded(files, "data/glossary.jsonld")["@graph"]
    assert head["@type"] == "skos:ConceptScheme"
    assert {row["@id"].removeprefix(BASE) for row in concepts} <= set(files)
    city = next(row for row in concepts if row["notation"] == "palangka-raya")
    assert city["prefLabel"]["zh"] == "帕朗卡拉亚"
    assert city["altLabel"] == {"und": ["Palangkaraya"]}
    assert city["exactMatch"] == ["https://www.wikidata.org/wiki/Q000"]


def ld(files: dict[str, bytes], path: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', files[path].decode())
    assert found
    return json.loads(found[1])


def test_pages_describe_themselves_to_search_engines(files: dict[str, bytes]) -> None:
    article = ld(files, f"{BRIDGE}.html")
    assert (article["@type"], article["headline"], article["inLanguage"]) == (
        "NewsArticle",
        "Jembatan Merah dibuka setelah banjir",
        "id",
    )
    assert article["datePublished"].startswith("2024-05-14")
    assert "Palangka Raya" in [thing["name"] for thing in article["about"] + article["mentions"]]
    place = ld(files, "places/palangka-raya.html")
    assert (place["@type"], place["geo"]["latitude"]) == ("Place", "-2.2")
    assert 'property="og:type" content="article"' in files[f"{BRIDGE}.html"].decode()


def test_hostile_words_cannot_leave_the_script_element() -> None:
    files = drawn(made(title="</script><script>alert(1)</script>"))
    assert all(b"<script>alert" not in body for path, body in files.items() if path.endswith(".html"))
    assert json.loads(jsontext.inline({"a": "</script>\u2028&"})) == {"a": "</script>\u2028&"}


def test_identifiers_lead_to_their_sources() -> None:
    found = elsewhere.addresses(("wikidata:Q64", "iso3166-1:ID", "https://example.org/", "javascript:alert(1)", "geonames:1 2"))
    assert found == ("https://www.wikidata.org/wiki/Q64", "https://example.org/", "https://www.geonames.org/1%202")
