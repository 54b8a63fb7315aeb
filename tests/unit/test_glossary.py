"""Glossary files, layers and outlets; what the shipped layers hold."""

import dataclasses
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.glossary import layers, load, outlets
from briefgen.glossary.schema import LONGEST_DESCRIPTION
from tests.conftest import plain_article

ROOT = Path(__file__).resolve().parents[2]
SHIPPED, _ = load.load(Path(), Path("there-is-no-such-folder"))
BY_ID = {entity.id: entity for entity in SHIPPED.entities}


@pytest.fixture
def loaded(tmp_path):
    def loaded(*, only_site=True, **files):
        folder = tmp_path / "seeds" / "glossary"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text, "utf-8")
        chosen = ("site",) if only_site else ("builtin", "starter", "site")
        glossary, problems = load.load(tmp_path, folder, layers=chosen)
        return {entity.id: entity for entity in glossary.entities}, problems

    return loaded


def places(problems):
    return [(p.code, p.severity, p.location.path.rpartition("/")[2], p.location.line, p.location.column) for p in problems]


# --- files -------------------------------------------------------------------------------------------------------------

FULL = """---
id: kuala-tenang
type: place
kind: port
labels: {id: Kuala Tenang, en: Port Tranquil}
aliases:
  id: [KT, {text: Kuala Tenag, kind: misspelling, show: false}]
description: {id: Pelabuhan rekaan., en: A made-up port.}
same_as: ["https://example.org/kt"]
geo: {lat: -5.9, lon: "105.88"}
relations: [{type: located_in, target: country-id, role: {id: kota}, dates: "1990/.."}]
priority: 3
---

Isi panjang.
"""


def test_a_markdown_file_is_an_entity_with_its_bodies(loaded):
    entities, problems = loaded(kt__md=FULL, kt__en__md="Long text.\n")
    entity = entities["kuala-tenang"]
    assert problems == ()
    assert (entity.type, entity.kind, entity.layer, entity.priority) == ("place", "port", "site", 3)
    assert entity.label("en") == "Port Tranquil"
    assert [(alias.text, alias.kind, alias.show) for alias in entity.aliases] == [
        ("KT", "name", True),
        ("Kuala Tenag", "misspelling", False),
    ]
    assert entity.geo == ("-5.9", "105.88")
    assert entity.relations[0].role == (("id", "kota"),)
    assert dict(entity.bodies) == {"*": "Isi panjang.", "en": "Long text."}
    assert entity.location.line == 2


def test_a_broken_entry_is_dropped_and_the_rest_loads(loaded):
    entities, problems = loaded(
        a__yaml="- {id: good, type: term, labels: {id: Baik}}\n"
        "- {id: Bad Id, type: term, labels: {id: Buruk}}\n"
        "- {id: wrong, type: thing, lables: {id: Salah}}\n"
        "- just text\n"
        "- {id: bare}\n"
    )
    assert list(entities) == ["good"]
    assert [place[:2] for place in places(problems)] == [("glossary-invalid", "error")] * 5
    assert {problem.location.line for problem in problems} == {2, 3, 4, 5}
    assert any("labels" in problem.hint for problem in problems)


def test_yaml_that_cannot_be_read_names_its_place(loaded):
    entities, problems = loaded(a__yaml="- {id: a, type: term\n- b", b__yml="- {id: b, type: term, labels: {id: B}}")
    assert list(entities) == ["b"]
    assert [problem.code for problem in problems] == ["yaml-syntax"]


def test_clashes_are_told(loaded):
    entities, problems = loaded(
        a__yaml='- {id: one, type: term, labels: {id: Satu}, same_as: ["x:1"]}\n'
        "- {id: one, type: term, labels: {id: Satu lagi}}\n"
        '- {id: two, type: term, labels: {id: Dua}, same_as: ["x:1"]}\n'
        "- {id: three, type: term, labels: {id: Satu}}\n"
    )
    assert sorted(entities) == ["one", "three"]
    assert [place[:4] for place in places(problems)] == [
        ("glossary-duplicate-id", "error", "a.yaml", 2),
        ("same-as-clash", "error", "a.yaml", 3),
        ("alias-clash", "warning", "a.yaml", 4),
    ]


def test_a_long_description_is_a_warning(loaded):
    entities, problems = loaded(a__yaml=f"- {{id: a, type: term, labels: {{id: A}}, description: {{id: {'x' * 301}}}}}")
    assert "a" in entities
    assert [(p.code, p.severity) for p in problems] == [("glossary-invalid", "warning")]


def test_an_alias_that_holds_at_no_time_is_told(loaded):
    aliases = "id: [B, {text: C, valid: 2012/..}, {text: D, valid: soon}]"
    entities, problems = loaded(a__yaml=f"- id: a\n  type: term\n  labels: {{id: A}}\n  aliases:\n    {aliases}\n")
    assert list(entities) == ["a"]
    assert [place[:4] for place in places(problems)] == [("glossary-invalid", "error", "a.yaml", 5)]


def test_the_format_reads_what_the_repository_ships_as_an_example():
    glossary, problems = load.load(ROOT, ROOT / "seeds" / "glossary")
    assert problems == ()
    assert {"selat-sunda", "moratorium"} <= {entity.id for entity in glossary.entities}


# --- layers ------------------------------------------------------------------------------------------------------------


def test_an_upper_layer_adds_removes_and_replaces(loaded):
    entities, problems = loaded(
        only_site=False,
        a__yaml="- {id: country-ru, labels: {id: Rossiya}, aliases: {id: [Moskowia]},\n"
        "   remove: {aliases: {id: [Federasi Rusia]}}}\n"
        "- {id: nato, override: replace, type: term, labels: {id: Nato}}\n"
        "- {id: opec, override: hide}\n",
    )
    russia = entities["country-ru"]
    assert problems == ()
    assert (russia.label("id"), russia.label("en"), russia.type, russia.layer) == ("Rossiya", "Russia", "place", "site")
    names = {alias.text for alias in russia.aliases}
    assert "Moskowia" in names
    assert "Federasi Rusia" not in names
    assert entities["nato"].aliases == ()
    assert entities["nato"].type == "term"
    assert "opec" not in entities


def test_layers_can_be_left_out():
    glossary, _ = load.load(Path(), Path("there-is-no-such-folder"), layers=("builtin",))
    assert {entity.layer for entity in glossary.entities} == {"builtin"}
    assert load.load(Path(), Path("there-is-no-such-folder"), layers=("site",))[0].entities == ()


def test_the_short_way_to_a_shipped_entity_makes_what_the_long_one_does():
    for layer in layers.SHIPPED:
        for row in layers._json(layer)["entries"]:
            assert layers._entity(row, layer) == layers.onto(None, layers._entry(row), layer), row["id"]


def test_loading_the_shipped_layers_needs_neither_pydantic_nor_yaml():
    code = "from pathlib import Path; from briefgen.glossary import load; load.load(Path('.'), Path('none')); import sys; "
    code += "print([m for m in ('pydantic', 'ruamel.yaml', 'babel') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


# --- what is shipped ---------------------------------------------------------------------------------------------------


def test_indonesia_is_known_down_to_its_regencies():
    regencies = [entity for entity in SHIPPED.entities if entity.kind == "regency"]
    assert len(regencies) > 400
    assert all(any(relation.target.startswith("province-id") for relation in entity.relations) for entity in regencies)
    assert sum(entity.id.startswith("province-id") for entity in SHIPPED.entities) == 38 - 1  # Jakarta is a city here


def test_a_small_city_abroad_counts_where_its_country_is_named():
    aliases = {alias.text: alias for alias in BY_ID["city-6058560"].aliases}
    assert BY_ID["city-6058560"].label("en") == "London"
    assert (aliases["London"].match, aliases["London"].context) == ("context", ("country-ca",))


def test_sources_status_and_date_of_an_entry_are_kept(loaded):
    entities, problems = loaded(
        a__yaml="- {id: a, type: term, labels: {id: A}, status: draft, as_of: '2024-05',\n"
        "   sources: [{url: 'https://example.org/a', accessed: '2024-05-16'}, {url: 'https://example.org/b'}]}\n"
    )
    entity = entities["a"]
    assert problems == ()
    assert entity.sources == (("https://example.org/a", "2024-05-16"), ("https://example.org/b", ""))
    assert (entity.status, entity.as_of) == ("draft", "2024-05")


def test_a_surname_given_without_rules_needs_the_full_name(loaded):
    entities, _ = loaded(a__yaml="- {id: a, type: person, labels: {id: Amos Kiprono}, aliases: {id: [Kiprono, Amoki]}}\n")
    assert [(alias.text, alias.match) for alias in entities["a"].aliases] == [("Kiprono", "after_full_name"), ("Amoki", "always")]


def test_every_country_has_newspaper_names():
    names = {"country-cn": "China", "country-et": "Ethiopia", "country-gb": "Inggris", "country-us": "Amerika Serikat"}
    assert {ident: BY_ID[ident].label("id") for ident in names} == names
    assert sum(entity.kind == "country" for entity in SHIPPED.entities) == 250
    aliases = {alias.text for alias in BY_ID["country-us"].aliases}
    assert {"AS", "US", "U.S.", "USA"} <= aliases
    assert {"Korut", "Korsel"} <= {a.text for i in ("country-kp", "country-kr") for a in BY_ID[i].aliases}


def test_capitals_know_their_country_and_cities_abound():
    capitals = [e for e in SHIPPED.entities if any(relation.type == "capital_of" for relation in e.relations)]
    assert len({relation.target for e in capitals for relation in e.relations if relation.type == "capital_of"}) > 220
    assert sum(entity.kind == "city" for entity in SHIPPED.entities) > 6000
    assert BY_ID["city-524901"].label("id") == "Moskow"


def test_shipped_entries_are_sound():
    for entity in SHIPPED.entities:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity.id)
        assert all(relation.target in BY_ID for relation in entity.relations), entity.id
        assert all(len(text) <= LONGEST_DESCRIPTION for _, text in entity.descriptions)
    same_as = [same for entity in SHIPPED.entities for same in entity.same_as]
    assert len(same_as) == len(set(same_as))


def test_starter_entries_are_described_in_both_languages_and_name_nobody():
    starter = [entity for entity in SHIPPED.entities if entity.layer == "starter"]
    assert len(starter) >= 600
    assert all({"id", "en"} <= dict(entity.descriptions).keys() for entity in starter)
    assert not any(entity.type == "person" for entity in SHIPPED.entities)


def test_no_two_shipped_entities_tie_for_a_name():
    holders = {}
    for entity in SHIPPED.entities:
        gated = {alias.text for alias in entity.aliases if alias.match != "always" or alias.kind == "demonym"}
        for lang, text in {*entity.labels, *((a.lang, a.text) for a in entity.aliases)}:
            if text in gated:
                continue
            for each in ("id", "en") if lang == "*" else (lang,):
                holders.setdefault((each, text), set()).add((entity.layer, entity.priority, entity.id))
    tied = {}
    for name, found in holders.items():
        best = max((layer == "starter", priority) for layer, priority, _ in found)
        winners = [ident for layer, priority, ident in found if (layer == "starter", priority) == best]
        if len(winners) > 1:
            tied[name] = winners
    assert {text for _, text in tied} <= {"Hyderabad"}


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_compiled_starter_is_that_of_its_source():
    compiled = tool("build_starter").compiled((layers.DATA / "starter.yaml").read_text("utf-8"))
    assert compiled == (layers.DATA / "starter.json").read_text("utf-8"), "run tools/build_starter.py"


def test_the_published_schema_is_that_of_the_format():
    schema = tool("build_schema").schema()
    assert schema == (ROOT / "docs" / "glossary.schema.json").read_text("utf-8"), "run tools/build_schema.py"
    entry = json.loads(schema)["$defs"]["Entry"]
    assert entry["additionalProperties"] is False
    assert entry["required"] == ["id"]


def test_the_data_is_attributed():
    assert all(owner in layers.notice() for owner in ("CLDR", "GeoNames", "CC BY 4.0", "i18n-iso-countries"))
    assert json.loads((layers.DATA / "builtin.json").read_text("utf-8"))["notice"] == layers.notice()


# --- outlets -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SCMP", "scmp", "South China  Morning Post"])
def test_an_outlet_is_found_by_any_of_its_names(name):
    assert outlets.outlet(SHIPPED, name).timezone == "Asia/Hong_Kong"


@pytest.mark.parametrize("name", ["", "Surat Kabar Rekaan", "Jakarta", "KPK"])
def test_what_does_not_publish_is_no_outlet(name):
    assert outlets.outlet(SHIPPED, name) is None


def test_a_local_time_gets_the_offset_of_its_outlet_on_that_day():
    def published(at, outlet):
        article = dataclasses.replace(plain_article("Teks."), published=at, outlet=outlet)
        zoned = outlets.zoned(article, SHIPPED)
        assert (zoned is article) == (zoned.published == at)
        return zoned.published

    assert published("2024-05-16T21:00", "SCMP") == "2024-05-16T21:00+08:00"
    assert published("2024-07-01T09:30", "The New York Times") == "2024-07-01T09:30-04:00"
    assert published("2024-01-01T09:30", "The New York Times") == "2024-01-01T09:30-05:00"
    for at, outlet in (("2024-05-16", "SCMP"), ("2024-05-16T21:00Z", "SCMP"), ("2024-05-16T21:00", "Rekaan"), (None, "SCMP")):
        assert published(at, outlet) == at
