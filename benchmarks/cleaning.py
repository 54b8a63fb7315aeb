"""How well the cleaner finds articles in scraped plain text: `python benchmarks/cleaning.py FOLDER [--half look|score]`.

FOLDER holds `evaldata.json` and `pages/` as for `web_pages.py`. Each page is rendered the naive way (tags out, block ends are
line ends), and some line ends and spaces between sentences are taken away, chosen by a digest of the words there. The strings
that must stay and must go are looked for in what is left, by language; white space does not count, since sentences were glued on
purpose. The same text in `<p>`, a line each, goes to trafilatura and, where it is installed, to jusText. A page may be a text
file, taken as it is. `--half` takes the pages that rules may be drawn from or those that are only scored; `--show` lists the
strings that were missed and the rules that took wanted ones. The last lines say how many characters each cleaner read in a CPU
second (in millions), which depends on the machine and its neighbours: compare only what one run prints.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import html.parser
import importlib
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import trafilatura

from briefgen import language
from briefgen.read import clean, detect, html_text

STRINGS = 6
GLUED_LINES = 0.08
"""Share of line ends that are taken away."""
GLUED_SENTENCES = 0.05
"""Share of spaces after a full stop that are taken away."""
JUSTEXT_LISTS = {"en": "English", "de": "German", "id": "Indonesian"}

_NAMES = (
    "address article aside blockquote br button canvas dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol option p pre section select table tbody td tfoot th thead title tr ul video"
)
_BLOCKS = frozenset(_NAMES.split())
_UNSEEN = frozenset(("script", "style", "template", "svg", "iframe"))
"""What `noscript` holds is seen: some pages have their article there."""


class _Renderer(html.parser.HTMLParser):
    """Tags out; where a block begins or ends, a line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if not self.unseen and tag in _UNSEEN:
            self.unseen = tag
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = ""
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


def main() -> None:
    """Print one line a language and cleaner."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("look", "score"))
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    counts: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    seconds: defaultdict[str, float] = defaultdict(float)
    characters = 0
    for url, row in json.loads((options.folder / "evaldata.json").read_text("utf-8")).items():
        if options.half and half(url) != options.half:
            continue
        page = (options.folder / "pages" / row["file"]).read_bytes()
        text = page.decode() if row["file"].endswith(".txt") else glued(rendered(page))
        lang = row.get("lang") or detect.detect(text, language.codes()) or "en"
        pack = lang if lang in language.codes() else "en"
        characters += len(text)
        for name, work in cleaners(text, pack, lang):
            began = time.process_time()
            found = work()
            seconds[name] += time.process_time() - began
            count(counts[lang, name], found, text, row)
            if options.show and name == "briefgen":
                show(url, row, found, text, clean.clean(text, language.load(pack)).removed)
    for (lang, name), one in sorted(counts.items()):
        print(f"{lang} {name:12} {score(one)}")
    for name, used in sorted(seconds.items()):
        print(f"{name:15} {characters / used / 1e6:.2f} million characters a CPU second")


def half(url: str) -> str:
    """In which half of the pages one is."""
    return "look" if hashlib.sha256(url.encode()).digest()[0] % 2 else "score"


def rendered(data: bytes) -> str:
    """A page as its text, the naive way."""
    renderer = _Renderer()
    renderer.feed(html_text.decode(data, "")[0])
    renderer.close()
    lines = (" ".join(line.split()) for line in "".join(renderer.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def glued(text: str) -> str:
    """The text without some of its line ends and spaces between sentences, always the same ones."""

    def chosen(match: re.Match[str], share: float) -> bool:
        around = text[max(0, match.start() - 30) : match.end() + 30]
        return hashlib.sha256(around.encode("utf-8", "replace")).digest()[0] < share * 256

    return re.sub(
        r"\n|(?<=[.!?]) (?=[A-ZÄÖÜ])",
        lambda match: "" if chosen(match, GLUED_LINES if match[0] == "\n" else GLUED_SENTENCES) else match[0],
        text,
    )


def cleaners(text: str, pack: str, lang: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """The cleaners, each ready to give what it leaves of a text."""
    rules = language.load(pack)
    yield "briefgen", lambda: clean.clean(text, rules).text
    page = "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + "</body></html>"
    yield "trafilatura", lambda: trafilatura.extract(page, include_comments=False) or ""
    try:
        justext: Any = importlib.import_module("justext")
    except ImportError:
        return
    words = justext.get_stoplist(JUSTEXT_LISTS.get(lang, "English"))
    yield "justext", lambda: "\n".join(one.text for one in justext.justext(page, words) if not one.is_boilerplate)


def count(counts: Counter[tuple[str, str]], found: str, text: str, row: dict[str, Any]) -> None:
    """Add where the strings of one page are: in what was found, else in its text, else nowhere (a script puts it there)."""
    found, text = squeezed(found), squeezed(text)
    for side in ("with", "without"):
        for string in map(squeezed, row[side][:STRINGS]):
            counts[side, "found" if string in found else "text" if string in text else "absent"] += 1


def score(counts: Counter[tuple[str, str]]) -> str:
    """Recall of what must stay; how much of what must go is gone; and trafilatura's precision: wanted strings among all found.
    Strings that the text itself has not got count neither as kept nor as gone, and are told.
    """

    def share(side: str, place: str) -> str:
        total = counts[side, "found"] + counts[side, "text"]
        return f"{counts[side, place] / max(total, 1):.4f} of {total} (absent: {counts[side, 'absent']})"

    kept, left = counts["with", "found"], counts["without", "found"]
    precision = kept / max(kept + left, 1)
    return f"stays {share('with', 'found')}  gone {share('without', 'text')}  precision {precision:.4f}"


def show(url: str, row: dict[str, Any], found: str, text: str, removed: tuple[Any, ...]) -> None:
    """Strings on the wrong side."""
    found, text = squeezed(found), squeezed(text)
    for string in row["with"][:STRINGS]:
        if squeezed(string) not in found:
            rules = sorted({one.rule for one in removed if squeezed(string)[:40] in squeezed(one.text)})
            print(f"{'LOST' if squeezed(string) in text else 'ABSENT'} {url} {string[:90]!r} {rules}")
    for string in row["without"][:STRINGS]:
        if squeezed(string) in found:
            at = found.index(squeezed(string))
            print(f"LEFT {url} {string[:90]!r} at {at / max(len(found), 1):.2f}")


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.replace("\u00ad", "").split())


if __name__ == "__main__":
    main()
