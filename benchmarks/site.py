"""What a build costs after which change: `python -m benchmarks.site N [--search] [--hugo]` prints JSON.

CPU seconds and peak megabytes of the whole program (start to exit, the search indexer included), each its own process, on a
made-up site of N articles (`benchmarks.corpus`), whose annotations are made: no language model is loaded. `--hugo` measures a
full build of the same articles by Hugo (the program on the path) before and after, in the same run: compare ratios, not
seconds. Hugo draws pages of the bare text and lists of them, and finds no names, dates or figures in it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import corpus

LAYOUT = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}{{ range .Pages }}<p>{{ .Title }}</p>{{ end }}"


def cost(command: list[str], folder: Path) -> tuple[float, int]:
    """CPU seconds of a program and all that it starts, and the peak memory of the largest of them in megabytes."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def edits(site: Path) -> Iterator[str]:
    """Nothing, then one change after the other, each named."""
    yield "cold"
    yield "no-op"
    article = next(iter(sorted((site / "seeds/articles").glob("*"))))
    article.write_text(article.read_text("utf-8") + "\nOne more sentence stands here.\n", "utf-8")
    corpus.annotate(site, article.relative_to(site).as_posix())
    yield "one article"
    names = site / "seeds/glossary/names.yaml"
    lines = names.read_text("utf-8").splitlines()
    rare = next(number for number in range(len(lines) * 4 // 5, len(lines)) if "description" in lines[number])
    lines[rare] = "  description: {en: Made up anew.}"
    names.write_text("\n".join(lines) + "\n", "utf-8")
    yield "one description"
    with names.open("a", encoding="utf-8") as file:
        file.write("- id: one-more\n  type: term\n  labels: {en: One more sentence}\n")
    yield "one new entry"
    (site / f"seeds/overrides/{article.stem}.yaml").write_text(
        "- {quote: One more sentence, do: unlink, reason: a test, who: me}\n", "utf-8"
    )
    yield "one override"


def hugo(site: Path) -> tuple[float, int]:
    """A full build of the same articles."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(site / "seeds/articles", root / "content")
        (root / "hugo.toml").write_text('title = "Made up"\nbaseURL = "/"\n', "utf-8")
        (root / "layouts/_default").mkdir(parents=True)
        for kind in ("single", "list"):
            (root / f"layouts/_default/{kind}.html").write_text(LAYOUT, "utf-8")
        return cost(["hugo", "--quiet"], root)


def show(name: str, used: tuple[float, int]) -> None:
    """One line."""
    print(json.dumps({"build": name, "cpu_s": round(used[0], 2), "peak_mb": used[1]}), flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("--search", action="store_true", help="with an index to search the site")
    parser.add_argument("--hugo", action="store_true", help="beside Hugo")
    options = parser.parse_args()
    build = [sys.executable, "-m", "briefgen", "build", "--search" if options.search else "--no-search"]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        corpus.write(site, options.articles)
        corpus.annotate(site)
        if options.hugo:
            show("hugo", hugo(site))
        for name in edits(site):
            show(name, cost(build, site))
        if options.hugo:
            show("hugo again", hugo(site))


if __name__ == "__main__":
    main()
