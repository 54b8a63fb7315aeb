"""recall: whatever is edited, a build that remembers gives the bytes of one that does not, and does only what is left to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import codec, recall
from briefgen.cli import main
from briefgen.compose import briefing, overrides
from briefgen.glossary import link
from briefgen.model import Action, Location, Override, Scope
from tests import samples

# No pack is shipped for this language: names come from the glossary alone, and no model is loaded.
ARTICLE = """---
title: Le pont est ouvert
lang: fr
published: 2024-05-16T09:00
outlet: Le Quai
---
Le Pont Neuf est ouvert. Anne Dupont a vu le Pont Neuf, qui a coûté 12,5 millions d’euros.

La Tour est fermée. Le Comité Vert (CV) et le CV sont là.
"""
OTHER = "---\ntitle: La gare\nlang: fr\npublished: 2024-05-17\n---\nLa Gare Nord est belle. Le Comité Vert (CV) la garde.\n"
ENTRIES = """
- {id: pont-neuf, type: place, labels: {"*": Pont Neuf}, description: {fr: Un pont.}}
- {id: anne-dupont, type: person, labels: {"*": Anne Dupont}}
- {id: tour-nord, type: place, labels: {"*": Tour Nord}, aliases: {fr: [La Tour]}}
- {id: tour-sud, type: place, labels: {"*": Tour Sud}, aliases: {fr: [La Tour]}}
- {id: gare-nord, type: place, labels: {"*": Gare Nord}}
"""
GLOSSARY, OVERRIDES = "seeds/glossary/lieux.yaml", "seeds/overrides/pont.yaml"

Edit = Callable[[str], str]


def replaced(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


def added(new: str) -> Edit:
    return lambda text: text + new


def decided(row: str) -> Edit:
    return added(f"- {{{row}, reason: checked, who: ana}}\n")


EDITS: dict[str, tuple[str, Edit]] = {
    "a sentence": ("seeds/articles/pont.md", added("\nLa Gare Nord aussi.\n")),
    "a date": ("seeds/articles/gare.md", replaced("05-17", "05-15")),
    "a title": ("seeds/articles/gare.md", replaced("La gare", "Une gare")),
    "a new article": ("seeds/articles/tour.md", added(OTHER.replace("La gare", "La tour"))),
    "a description": (GLOSSARY, replaced("Un pont.", "Un vieux pont.")),
    "a label": (GLOSSARY, replaced('"*": Gare Nord', '"*": Gare Nord, fr: Gare du Nord')),
    "an alias": (GLOSSARY, replaced("[La Tour]}}\n- {id: tour-sud", "[La Vieille]}}\n- {id: tour-sud")),
    "a type": (GLOSSARY, replaced("gare-nord, type: place", "gare-nord, type: organisation")),
    "a new entry": (GLOSSARY, added('- {id: comite, type: organisation, labels: {"*": Comité Vert}}\n')),
    "a zone": (GLOSSARY, added("- {id: quai, type: organisation, labels: {fr: Le Quai}, timezone: Europe/Paris}\n")),
    "an entry less": (GLOSSARY, replaced('- {id: anne-dupont, type: person, labels: {"*": Anne Dupont}}\n', "")),
    "a mention": (OVERRIDES, decided("quote: La Tour, do: link, to: tour-sud")),
    "a whole site": (OVERRIDES, decided("quote: Pont Neuf, do: unlink, scope: site")),
    "quotes only": ("briefgen.toml", replaced('lang = "en"', 'lang = "en"\npublish = "quotes"')),
}


@pytest.fixture
def small(site: Path) -> Path:
    settings = '[site]\ntitle = "Uji"\nlang = "en"\n[build]\nengine = "serial"\n[search]\nenabled = false\n'
    for path, text in {
        "briefgen.toml": settings,
        "seeds/articles/pont.md": ARTICLE,
        "seeds/articles/gare.md": OTHER,
        GLOSSARY: ENTRIES,
    }.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, "utf-8")
    return site


def build(site: Path, *args: str) -> list[str]:
    """The pages drawn."""
    result = CliRunner().invoke(main, ["build", "--format", "json", "--config", str(site / "briefgen.toml"), *args])
    assert result.exit_code == 0, result.output
    return [reason.split(" ")[0] for reason in json.loads(result.stdout)["reasons"]]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(site: Path, path: str, change: Edit) -> None:
    file = site / path
    file.parent.mkdir(exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    assert change(before) != before
    file.write_text(change(before), "utf-8")


@pytest.mark.parametrize("name", EDITS)
def test_a_build_that_remembers_gives_the_bytes_of_one_that_does_not(small: Path, name: str) -> None:
    build(small)
    edit(small, *EDITS[name])
    assert build(small)
    remembered = files(small / "site")
    (small / ".briefgen/store.sqlite").unlink()
    build(small, "--output", str(small / "clean"))
    assert remembered == files(small / "clean")


@pytest.mark.parametrize(
    ("name", "linked"), [("a description", []), ("a sentence", ["pont"]), ("a mention", ["pont"]), ("a date", ["gare"])]
)
def test_only_articles_that_an_edit_concerns_are_linked_again(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, linked: list[str]
) -> None:
    build(small)
    edit(small, *EDITS[name])
    seen = []
    plain = link.link
    monkeypatch.setattr(link, "link", lambda document, *rest: (seen.append(document.article.id), plain(document, *rest))[1])
    build(small)
    assert seen == linked


def test_a_decision_for_the_whole_site_or_on_a_type_concerns_every_article() -> None:
    def one(do: Action, scope: Scope) -> Override:
        return Override("pont", "Pont", do, "place", 0, scope, "checked", "ana", Location("x"))

    articles = ("gare", "pont")
    assert overrides.concerned((), articles) == frozenset()
    assert overrides.concerned((one("unlink", "article"),), articles) == {"pont"}
    assert overrides.concerned((one("unlink", "site"),), articles) == set(articles)
    assert overrides.concerned((one("type", "mention"),), articles) == set(articles)


def test_a_briefing_without_its_tokens_still_has_those_that_others_are_compared_by() -> None:
    document, linking = samples.indonesian()
    full = briefing.compose(document, linking, samples.GLOSSARY)
    slim = briefing.slim(full)
    assert briefing.slim(slim) == slim
    assert [one.span for one in slim.document.sentences] == [one.span for one in document.sentences]
    told = recall.Told(slim, linking.found)
    assert codec.decode(recall.Told, codec.encode(told)) == told
