"""What editors are shown and what they write: review, glossary explain, suggest and add, and overrides in a build."""

from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import main
from briefgen.compose import overrides, review
from briefgen.compose.near import Names
from briefgen.model import Alias, Entity, Glossary, Mention, OpenName
from briefgen.read import overrides as files
from briefgen.render import review as page
from tests import samples

# No pack is shipped for this language: names come from the glossary alone, and no model is loaded.
ARTICLE = """---
title: Le pont est ouvert
lang: fr
published: 2024-05-16
---
Le Pont Neuf est ouvert. Anne Dupont a vu le Pont Neuf.

La Tour est fermée.
"""
OTHER = """---
title: La gare
lang: fr
published: 2024-05-16
---
La Gare Nord est belle.
"""
ENTRIES = """
- id: pont-neuf
  type: place
  labels: {"*": Pont Neuf}
  aliases: {fr: [Pont-Neuf de Paris]}
- {id: anne-dupont, type: person, labels: {"*": Anne Dupont}}
- {id: tour-nord, type: place, labels: {"*": Tour Nord}, aliases: {fr: [La Tour]}}
- {id: tour-sud, type: place, labels: {"*": Tour Sud}, aliases: {fr: [La Tour]}}
- {id: gare-nord, type: place, labels: {"*": Gare Nord}, same_as: [wikidata:Q1]}
- {id: vieux-port, type: place, labels: {"*": Vieux Port}}
"""


@pytest.fixture
def small(site: Path) -> Path:
    (site / "briefgen.toml").write_text(
        '[site]\ntitle = "Uji"\nlang = "en"\n[build]\nengine = "serial"\n[search]\nenabled = false\n'
    )
    (site / "seeds/glossary").mkdir()
    (site / "seeds/articles/pont.md").write_text(ARTICLE, "utf-8")
    (site / "seeds/articles/gare.md").write_text(OTHER, "utf-8")
    (site / "seeds/glossary/lieux.yaml").write_text(ENTRIES, "utf-8")
    return site


def run(site: Path, *args: str) -> Result:
    result = CliRunner().invoke(main, [*args, "--config", str(site / "briefgen.toml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def decide(site: Path, row: str, article: str = "pont") -> None:
    (site / "seeds/overrides").mkdir(exist_ok=True)
    (site / f"seeds/overrides/{article}.yaml").write_text(f"- {{{row}, reason: checked, who: ana}}\n", "utf-8")


class TestOverridesInABuild:
    def test_no_article_is_understood_again_and_only_the_pages_concerned_are_drawn(self, small: Path) -> None:
        assert run(small, "build").exit_code == 0
        decide(small, "quote: La Tour, do: link, to: tour-sud")
        result = json.loads(run(small, "build", "--format", "json").stdout)
        assert {source["status"] for source in result["sources"]} == {"unchanged"}
        drawn = {reason.split(" ")[0] for reason in result["reasons"]}
        assert {"briefings/2024-05-16-le-pont-est-ouvert.html", "places/tour-sud.html"} <= drawn
        assert not {"briefings/2024-05-16-la-gare.html", "places/pont-neuf.html", "places/gare-nord.html"} & drawn
        html = (small / "site/briefings/2024-05-16-le-pont-est-ouvert.html").read_text("utf-8")
        assert "editor:seeds/overrides/pont.yaml:1 (ana: checked)" in html

    def test_taking_an_override_out_brings_the_same_bytes_back(self, small: Path) -> None:
        run(small, "build")
        files = {path: path.read_bytes() for path in sorted((small / "site").rglob("*")) if path.is_file()}
        decide(small, "quote: Pont Neuf, do: unlink, scope: article")
        run(small, "build")
        (small / "seeds/overrides/pont.yaml").unlink()
        run(small, "build")
        assert files == {path: path.read_bytes() for path in sorted((small / "site").rglob("*")) if path.is_file()}

    def test_a_mistake_costs_only_the_override(self, small: Path) -> None:
        decide(small, "quote: Pont Vieux, do: unlink")
        decide(small, "quote: Gare Nord, do: unlink", "gare")
        result = run(small, "build")
        assert result.exit_code == 1
        assert "error[override-orphan]" in result.output
        assert not (small / "site/places/gare-nord.html").exists()
        assert (small / "site/places/pont-neuf.html").exists()


class TestReview:
    def test_names_between_several_things_stand_first_with_their_candidates(self, small: Path) -> None:
        found = json.loads(run(small, "review", "--format", "json").stdout)
        first = found["names"][0]
        assert (first["state"], first["name"], first["candidates"]) == ("ambiguous", "La Tour", ["tour-nord", "tour-sud"])
        assert [context["sentence"] for context in first["contexts"]] == [3]

    def test_what_nothing_uses_is_named_with_its_place(self, small: Path) -> None:
        found = json.loads(run(small, "review", "--format", "json").stdout)
        unused = [(row["entity_id"], row["alias"], row["location"]["line"]) for row in found["unused"]]
        assert unused == [
            ("pont-neuf", "Pont-Neuf de Paris", 2),
            ("tour-nord", "", 7),
            ("tour-sud", "", 8),
            ("vieux-port", "", 10),
        ]

    def test_a_decision_is_not_asked_for_again(self, small: Path) -> None:
        decide(small, "quote: La Tour, do: unlink, scope: site")
        found = json.loads(run(small, "review", "--format", "json").stdout)
        assert "La Tour" not in {one["name"] for one in found["names"]}
        decide(small, "quote: Pont Neuf, do: link, to: pont-neuf, scope: article")
        found = json.loads(run(small, "review", "--format", "json").stdout)
        assert [problem["code"] for problem in found["overrides"]] == ["override-idle"]

    def test_the_text_names_every_article_with_its_coverage(self, small: Path) -> None:
        text = run(small, "review").stdout
        assert "pont: 4 names, 3 linked, 1 ambiguous;" in text
        assert "pont S3: «La Tour» est fermée." in text

    def test_the_page_needs_no_other_file_and_leads_into_the_site(self, small: Path) -> None:
        file = small / "out" / "review.html"
        file.parent.mkdir()
        assert run(small, "review", "--html", str(file)).exit_code == 0
        html = file.read_text("utf-8")
        assert 'href="../site/briefings/2024-05-16-le-pont-est-ouvert.html#s3"' in html
        tags: list[str] = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
        parser.feed(html)
        assert not {"script", "img", "link", "iframe"} & set(tags)

    def test_the_page_is_never_part_of_the_site(self, small: Path) -> None:
        result = run(small, "review", "--html", str(small / "site" / "review.html"))
        assert result.exit_code == 2
        assert not (small / "site").exists()

    def test_new_names_and_open_dates_of_articles(self) -> None:
        articles, _ = overrides.apply((samples.indonesian(), samples.english()), (), samples.GLOSSARY, ())
        found = review.review(articles, samples.GLOSSARY, {}, ())
        rows = [(one.state, one.name, one.mentions, one.articles) for one in found.names]
        assert rows == [
            ("ambiguous", "Central Kalimantan", 1, 1),
            ("new", "Sari Wulandari", 3, 2),
            ("new", "Budi Hartono", 2, 1),
            ("new", "Jembatan Merah", 2, 1),
        ]
        assert [(one.context.words, one.context.sentence) for one in found.times] == [("suatu hari nanti", 8)]

    def test_a_new_name_says_how_sure_the_model_was_at_its_surest(self) -> None:
        document, linking = samples.indonesian()
        spans = [link.span for link in linking.links if link.entity_id == "budi-hartono"]
        names = tuple(Mention(span, "person", "model:x", share) for span, share in zip(spans, (0.6, 0.9), strict=True))
        articles, _ = overrides.apply(((dataclasses.replace(document, mentions=names), linking),), (), samples.GLOSSARY, ())
        found = {one.name: one.confidence for one in review.names(articles, samples.GLOSSARY)}
        assert (found["Budi Hartono"], found["Jembatan Merah"]) == (0.9, 0.0)

    def test_a_date_that_an_editor_leaves_open_is_settled(self) -> None:
        row = "- {quote: Senin, do: date, to: none, reason: a, who: b}\n"
        given, _ = files.parse(row.encode(), "seeds/overrides/jembatan.yaml", "jembatan")
        articles, _ = overrides.apply((samples.indonesian(),), given, samples.GLOSSARY, {"jembatan"})
        assert [one.context.words for one in review.review(articles, samples.GLOSSARY, {}, ()).times] == ["suatu hari nanti"]

    @pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a: [b", "'; rm -rf ~ #", "“x” {{ 7*7 }}"])
    def test_hostile_names_are_data_everywhere(self, words: str, tmp_path: Path) -> None:
        document, linking = samples.indonesian()
        context = review.context(document, linking.links[0].span)
        context = type(context)(context.article_id, context.page, 1, "", words, "")
        name = OpenName("near", words, "id", "person", "x", (words,), ("y",), "", 0.0, 1, 1, (context,))
        found = review.Review((name,), (), (), (), ())
        html = page.page(found, root="../site/", title=words, lang="id", templates=None).decode()
        assert "<script>" not in html
        assert "49" not in html.partition("</style>")[2]
        assert page.commands(name)[0].startswith("briefgen glossary add y --alias '")


class TestNear:
    NAMES = Names.of(
        Glossary(
            (
                Entity("kemenkeu", "organisation", (("id", "Kementerian Keuangan"),)),
                Entity("kementan", "organisation", (("id", "Kementerian Pertanian"),)),
                Entity("sari", "person", (("id", "Sari Wulandari"),), aliases=(Alias("Wulan Sari"),)),
            )
        )
    )

    def test_another_spelling_is_near_another_thing_is_not(self) -> None:
        assert self.NAMES.near("Kementrian Keuangan", "organisation") == ("kemenkeu",)
        assert self.NAMES.near("Kementerian Kehutanan", "organisation") == ()
        assert self.NAMES.near("Sárí Wulandari", "person") == ("sari",)

    def test_people_are_near_to_people_only_and_short_names_to_nothing(self) -> None:
        assert self.NAMES.near("Sari Wulandari", "place") == ()
        assert self.NAMES.near("Sar", "person") == ()


class TestGlossary:
    def test_explain_tells_every_value_with_its_place_and_every_mention_with_its_evidence(self, small: Path) -> None:
        text = run(small, "glossary", "explain", "pont-neuf").stdout
        assert "aliases fr       Pont-Neuf de Paris  [site seeds/glossary/lieux.yaml:5:18]" in text
        assert "2 mentions in 1 article" in text
        assert "pont S1: Le «Pont Neuf» est ouvert." in text
        assert '"Pont Neuf" names pont-neuf in seeds/glossary/lieux.yaml:2' in text

    def test_explain_tells_what_each_layer_says(self, small: Path) -> None:
        settings = (small / "briefgen.toml").read_text("utf-8").replace("layers = []", 'layers = ["builtin"]')
        (small / "briefgen.toml").write_text(settings, "utf-8")
        (small / "seeds/glossary/fr.yaml").write_text("- {id: country-fr, description: {fr: Un pays.}}\n", "utf-8")
        found = json.loads(run(small, "glossary", "explain", "country-fr", "--format", "json").stdout)
        layers = {(value["key"], value["part"]): value["layer"] for value in found["values"]}
        assert layers["type", ""] == "builtin"
        assert layers["description", "fr"] == "site"

    def test_what_is_wrong_with_the_site_is_told_beside_the_answer(self, small: Path) -> None:
        (small / "seeds/glossary/pont.yaml").write_text("- {id: pont, typ: place}\n", "utf-8")
        for command in (["explain", "pont-neuf"], ["suggest"]):
            result = run(small, "glossary", *command, "--format", "json")
            assert json.loads(result.stdout)
            assert "error[glossary-invalid]" in result.stderr
            assert result.exit_code == 1

    def test_an_id_that_is_not_there_is_wrong_usage_with_the_nearest(self, small: Path) -> None:
        result = run(small, "glossary", "explain", "pont-neut")
        assert result.exit_code == 2
        assert "Did you mean pont-neuf" in result.output

    def test_suggest_lists_what_wants_a_decision(self, small: Path) -> None:
        found = json.loads(run(small, "glossary", "suggest", "--format", "json").stdout)
        assert [one["name"] for one in found][:1] == ["La Tour"]
        assert "one of: tour-nord, tour-sud" in run(small, "glossary", "suggest").stdout

    def test_add_writes_an_entry_that_the_next_build_uses(self, small: Path) -> None:
        given = ["--type", "term", "--label", "fr=ouvert", "--alias", "ouverte", "--description", "fr=Pas fermé: jamais."]
        result = run(small, "glossary", "add", "ouvert", *given)
        assert result.exit_code == 0, result.output
        assert (small / "seeds/glossary/ouvert.yaml").read_text("utf-8") == (
            "- id: ouvert\n  type: term\n  labels:\n    fr: ouvert\n  aliases:\n    '*':\n    - ouverte\n"
            "  description:\n    fr: 'Pas fermé: jamais.'\n  status: reviewed\n"
        )
        assert run(small, "build").exit_code == 0
        assert (small / "site/terms/ouvert.html").exists()

    def test_add_never_overwrites_without_force(self, small: Path) -> None:
        given = ["glossary", "add", "quai", "--type", "place", "--label"]
        assert run(small, *given, "fr=Quai").exit_code == 0
        assert run(small, *given, "fr=Autre").exit_code == 2
        assert "Quai" in (small / "seeds/glossary/quai.yaml").read_text("utf-8")
        assert run(small, *given, "fr=Autre", "--force").exit_code == 0
        assert "Autre" in (small / "seeds/glossary/quai.yaml").read_text("utf-8")

    @pytest.mark.parametrize(
        ("ident", "given", "code"),
        [
            ("Quai", ["--type", "place", "--label", "fr=Quai"], "glossary-invalid"),
            ("../quai", ["--type", "place", "--label", "fr=Quai"], "glossary-invalid"),
            ("quai", ["--label", "fr=Quai"], "glossary-invalid"),
            ("quai", ["--type", "place"], "glossary-invalid"),
            ("gare-nord", ["--type", "place", "--label", "fr=Gare"], "glossary-duplicate-id"),
            ("quai", ["--type", "place", "--label", "fr=Quai", "--same-as", "wikidata:Q1"], "same-as-clash"),
        ],
    )
    def test_add_writes_nothing_that_would_be_a_problem(self, small: Path, ident: str, given: list[str], code: str) -> None:
        before = sorted(small.rglob("*.yaml"))
        result = run(small, "glossary", "add", ident, *given)
        assert result.exit_code == 1
        assert f"error[{code}]" in result.output
        assert sorted(small.rglob("*.yaml")) == before

    def test_a_name_of_the_articles_is_filled_in_without_its_short_forms(self) -> None:
        from briefgen import config, desk
        from briefgen.glossary.author import Draft

        articles, _ = overrides.apply((samples.indonesian(), samples.english()), (), samples.GLOSSARY, ())
        site = desk.Survey(config.Config(Path("nowhere")), samples.GLOSSARY, articles, ())
        draft, problems = desk.drafted(site, Draft("sari-wulandari"))
        assert problems == ()
        assert draft == Draft("sari-wulandari", "person", labels={"id": "Sari Wulandari"})
