"""A document becomes a briefing, and all briefings a site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.compose import briefing, export, figures, people, site, slugs
from briefgen.model import Article, Briefing, Document, Entity, Glossary, Linking, Location, Problem, Quotation, Site
from tests import samples


def composed(which: str = "indonesian") -> Briefing:
    return briefing.compose(*getattr(samples, which)(), samples.GLOSSARY)


def assembled(*briefings: Briefing) -> tuple[Site, tuple[Problem, ...]]:
    return site.assemble(briefings, samples.GLOSSARY, title="News", lang="id", base_url="")


def words(one: Briefing, span: object) -> str:
    return span.of(one.document.article.text)  # type: ignore[attr-defined,no-any-return]


class TestPeople:
    def test_who_the_article_is_about_comes_before_who_it_mentions(self) -> None:
        assert [person.name for person in composed().people] == ["Sari Wulandari", "Budi Hartono"]

    def test_the_reason_for_a_rank_is_in_the_language_of_the_article(self) -> None:
        assert composed().people[0].reason == "di teras berita · 2 sebutan · subjek satu kalimat"
        assert composed("english").people[0].reason == "in the lead · 1 mention"

    def test_a_name_in_the_headline_outranks_any_number_of_mentions(self) -> None:
        document, linking = samples.indonesian()
        document = replace(document, article=replace(document.article, title="Budi belum bicara"))
        assert briefing.compose(document, linking, samples.GLOSSARY).people[0].name == "Budi Hartono"

    def test_roles_are_those_that_stand_beside_a_mention(self) -> None:
        one = composed()
        assert [[words(one, role.title) for role in person.roles] for person in one.people] == [
            ["Gubernur"],
            ["Menteri Perhubungan"],
        ]

    @pytest.mark.parametrize(
        ("title", "surface", "found"),
        [("Sari datang", "Sari", True), ("Sarinah datang", "Sari", False), ("SARI, lagi!", "Sari", True), ("", "Sari", False)],
    )
    def test_a_headline_names_whole_words_only(self, title: str, surface: str, found: bool) -> None:
        assert people.named(title, {surface}) is found


class TestFigures:
    def test_money_and_casualties_come_before_incidental_counts(self) -> None:
        one = composed()
        assert [words(one, figure.quantity.span) for figure in one.figures] == ["Rp 3,4 miliar", "42", "12,5 persen"]

    def test_each_says_why_and_as_of_when(self) -> None:
        casualties = composed().figures[1]
        assert casualties.reason == "korban"
        assert casualties.as_of is not None
        assert casualties.as_of.resolved == "2024-04"

    def test_the_date_of_another_event_of_the_sentence_is_not_the_figures(self) -> None:
        document, _ = samples.indonesian()
        text = document.article.text
        other = replace(document.events[1], span=samples.span(text, "banjir", 1))
        document = replace(document, events=(document.events[0], other, document.events[2]))
        assert figures.compose(document)[1].as_of is None

    def test_a_date_since_which_something_is_counted_is_not_when_it_was_counted(self) -> None:
        document, _ = samples.indonesian()
        text = "Sejak 2012 ada 858 orang meninggal."
        counted = samples.amount(text, "858", "858", "count", "orang")
        document = replace(
            document,
            article=replace(document.article, text=text, blocks=()),
            sentences=(),
            timexes=(samples.date(text, "2012", "2012"),),
            quantities=(counted,),
            events=(),
            quotations=(),
        )
        assert [figure.as_of for figure in figures.compose(document)] == [None]

    def test_a_date_outside_the_quotation_is_when_it_was_said(self) -> None:
        document, _ = samples.indonesian()
        casualties = next(one for one in document.quantities if one.amount == 42)
        said = Quotation(casualties.span, samples.span(document.article.text, "banjir", 1), "verb-before", direct=True)
        figure = next(one for one in figures.compose(replace(document, quotations=(said,))) if one.quantity == casualties)
        assert (figure.as_of, figure.says) == (None, said.speaker)

    def test_a_level_brings_the_size_of_its_change(self) -> None:
        document, _ = samples.indonesian()
        first, *others = document.quantities
        level = replace(first, change=others[0].span, origin=others[-1].span)
        found = figures.compose(replace(document, quantities=(level, *others)))
        figure = next(one for one in found if one.quantity == level)
        assert (figure.change, figure.origin) == (others[0], others[-1])
        assert others[-1] not in [one.quantity for one in found], "the level before is told with it"

    @pytest.mark.parametrize(("title", "first"), [("Naik 12,5 persen", "12,5 persen"), ("Tahun 112,5", "Rp 3,4 miliar")])
    def test_a_number_of_the_headline_comes_first(self, title: str, first: str) -> None:
        document, _ = samples.indonesian()
        document = replace(document, article=replace(document.article, title=title))
        assert figures.compose(document)[0].quantity.span.of(document.article.text) == first

    def test_the_same_amount_is_shown_once(self) -> None:
        document, _ = samples.indonesian()
        money = document.quantities[2]
        later = replace(money, span=replace(money.span, start=money.span.end, end=money.span.end + 1))
        assert len(figures.compose(replace(document, quantities=(*document.quantities, later)))) == 3

    def test_there_are_never_more_than_fit_a_glance(self) -> None:
        document, _ = samples.indonesian()
        many = tuple(replace(document.quantities[2], amount=document.quantities[2].amount + extra) for extra in range(20))
        assert len(figures.compose(replace(document, quantities=many))) == figures.MAX_FIGURES


class TestTimeline:
    def test_events_stand_in_order_of_time(self) -> None:
        assert [entry.when for entry in composed().timeline] == ["2024-04", "2024-05-13", "2024-06-02"]

    def test_what_begins_after_publication_is_still_to_come(self) -> None:
        assert [entry.future for entry in composed().timeline] == [False, False, True]

    def test_participants_are_the_names_of_the_clause_or_else_of_its_sentence(self) -> None:
        one = composed()
        assert one.timeline[1].who == ("sari-wulandari", "jembatan-merah", "palangka-raya")
        assert one.timeline[2].who == ("jaya-beton",)

    def test_without_a_date_of_publication_nothing_is_called_upcoming(self) -> None:
        document, linking = samples.indonesian()
        document = replace(document, article=replace(document.article, published=None))
        assert not any(entry.future for entry in briefing.compose(document, linking, samples.GLOSSARY).timeline)

    def test_open_dates_are_kept_apart(self) -> None:
        one = composed()
        assert [words(one, timex.span) for timex in one.unresolved] == ["suatu hari nanti"]


class TestPermalink:
    @pytest.mark.parametrize(
        ("title", "published", "path"),
        [
            ("Harga naik 5%!", "2024-04-24T21:00+08:00", "briefings/2024-04-24-harga-naik-5.html"),
            ("Café Ørsted’s straße", None, "briefings/undated-cafe-orsteds-strasse.html"),
            ("kata " * 30, "2024-04-24", "briefings/2024-04-24-" + "-".join(["kata"] * 12) + ".html"),
            ("x" * 90, "2024-04-24", "briefings/2024-04-24-" + "x" * 60 + ".html"),
            ("消息", "2024-04-24", "briefings/2024-04-24-news-7.html"),
            ("Judul", "2024-04", "briefings/undated-judul.html"),
        ],
    )
    def test_is_the_day_and_the_title(self, title: str, published: str | None, path: str) -> None:
        assert briefing.permalink(Article("news/7", "id", title, "", (), published=published)) == path

    def test_a_title_and_id_without_latin_letters_still_have_an_address(self) -> None:
        path = briefing.permalink(Article("消息", "zh", "消息", "", ()))
        assert path == f"briefings/undated-{slugs.digest('消息')}.html"

    @pytest.mark.parametrize("identifier", ["../../etc/passwd", "a/b", "UPPER", "名", "x" * 300, "", "."])
    def test_the_file_name_of_an_entity_cannot_leave_its_folder(self, identifier: str) -> None:
        name = slugs.name(identifier)
        assert name
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert len(name) <= slugs.MAX_NAME


class TestSite:
    def test_newest_first_undated_last(self) -> None:
        document, linking = samples.english()
        undated = replace(document, article=replace(document.article, id="a", published=None))
        one, problems = assembled(briefing.compose(undated, linking, samples.GLOSSARY), composed(), composed("english"))
        assert [each.document.article.id for each in one.briefings] == ["school", "jembatan", "a"]
        assert {problem.code for problem in problems} == {"near-duplicate"}

    def test_an_entity_found_in_several_articles_is_one(self) -> None:
        one, _ = assembled(composed(), composed("english"))
        assert [entity.id for entity in one.entities] == sorted({entity.id for entity in one.entities})
        articles = [link.article_id for link in dict(one.backlinks)["sari-wulandari"]]
        assert articles == ["school", "jembatan", "jembatan"]

    def test_permalinks_follow_the_type(self) -> None:
        paths = dict(assembled(composed())[0].permalinks)
        assert paths["palangka-raya"] == "places/palangka-raya.html"
        assert paths["jembatan-merah"] == "works/jembatan-merah.html"

    def test_two_sources_for_one_page_stop_the_build(self) -> None:
        document, linking = samples.indonesian()
        twin = replace(document, article=replace(document.article, id="twin", source_path="seeds/articles/twin.txt"))
        _, problems = assembled(composed(), briefing.compose(twin, linking, samples.GLOSSARY))
        (problem,) = (problem for problem in problems if problem.severity == "error")
        assert problem.code == "permalink-collision"
        assert "seeds/articles/jembatan.txt" in problem.message
        assert "seeds/articles/twin.txt" in problem.message

    def test_an_entity_cannot_take_the_place_of_a_register(self) -> None:
        document, linking = samples.english()
        index = replace(linking.links[0], entity_id="index")
        one = briefing.compose(document, Linking((index,), (Entity("index", "person", (("en", "Index"),)),)), Glossary())
        assert [problem.code for problem in assembled(one)[1]] == ["permalink-collision"]

    def test_a_former_page_that_is_taken_is_said_with_the_place_of_the_entry(self) -> None:
        document, linking = samples.english()
        place = Location("seeds/glossary/a.yaml", 3, 3)
        known = Glossary((Entity("kota", "place", (("en", "Kota"),), formerly=("kota",), location=place),))
        one = briefing.compose(document, Linking((replace(linking.links[0], entity_id="kota"),)), known)
        _, problems = site.assemble((one,), known, title="Warta", lang="id", base_url="")
        assert [(problem.code, problem.location) for problem in problems] == [("permalink-collision", place)]

    def test_private_articles_leave_no_trace(self) -> None:
        document, linking = samples.indonesian()
        private = replace(document, article=replace(document.article, publish="private"))
        one, _ = assembled(briefing.compose(private, linking, samples.GLOSSARY))
        assert (one.briefings, one.entities, one.backlinks) == ((), (), ())

    def test_an_outlet_known_to_the_glossary_has_its_page(self) -> None:
        assert assembled(composed())[0].outlets == (("Warta Sungai", "warta-sungai"),)


class TestAnnotation:
    def test_offsets_are_those_of_the_text(self) -> None:
        row = export.annotation(*samples.indonesian())
        for item in (*row["timex"], *row["figures"]):
            assert row["text"][item["start"] : item["end"]] == item["text"]
        for event in row["events"]:
            assert row["text"][event["start"] : event["end"]] in event["sentence"]

    def test_numbers_are_integers_if_they_are_and_open_dates_have_no_value(self) -> None:
        row = export.annotation(*samples.indonesian())
        assert [figure["value"] for figure in row["figures"]] == [42, 12.5, 3_400_000_000, 3]
        assert isinstance(row["figures"][2]["value"], int)
        assert [timex["value"] for timex in row["timex"]] == ["2024-05-13", "2024-04", "2024-06-02", None]

    def test_people_have_their_fullest_name_and_first_role(self) -> None:
        rows = export.annotation(*samples.indonesian())["people"]
        assert [(row["name"], row["role"], len(row["mentions"]), row["entity"]) for row in rows] == [
            ("Sari Wulandari", "Gubernur", 2, "sari-wulandari"),
            ("Budi Hartono", "Menteri Perhubungan", 2, "budi-hartono"),
        ]

    def test_a_person_nobody_could_settle_is_still_a_person(self) -> None:
        document, linking = samples.english()
        nil = replace(linking.links[0], entity_id=None)
        assert export.annotation(document, Linking((nil,)))["people"][0]["entity"] is None

    def test_entities_list_their_distinct_surfaces(self) -> None:
        rows = {row["id"]: row for row in export.annotation(*samples.indonesian())["entities"]}
        assert rows["sari-wulandari"]["surfaces"] == ["Sari Wulandari", "Sari"]

    def test_an_empty_document_is_an_empty_row(self) -> None:
        row = export.annotation(Document(Article("a", "xx", "", "", ())), Linking())
        assert (row["sentences"], row["people"], row["events"], row["published"]) == ([], [], [], None)
