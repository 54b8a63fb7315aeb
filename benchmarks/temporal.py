"""How fast dates and events are found: `python -m benchmarks.temporal CODE [FILE.txt ...]` prints JSON.

Characters a CPU second of matching and resolving (`temporal.extract`) and of cutting events out (`events.extract`), each given
sentences, on one thread, after a warm-up; without files on made-up news in that language. `hostile` is the slowest of several
repetitive texts, a mark of what input can cost at worst. CPU seconds depend on the machine and on its neighbours.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from briefgen import language
from briefgen.analyse import events, sentences, temporal
from briefgen.language import LanguagePack
from briefgen.model import Article, Block, Span, Timex

SIZE = 500_000
"""Characters of made-up text."""

MADE_UP = {
    "id": "Wali kota meresmikan pasar ikan di pelabuhan, Rabu (14/8). Pasar yang dibangun sejak Maret 2022 itu menampung 240 "
    "pedagang dari tujuh desa. Menurut rencana, dermaga baru akan dibuka pada September mendatang. Harga ikan turun dua persen "
    "dibandingkan bulan lalu, kata kepala dinas perikanan. Ia berharap pembeli datang setiap hari.\n",
    "en": "The mayor opened a fish market at the harbour on Wednesday. The market, which has been under construction since March "
    "2022, has room for 240 traders from seven villages. A new pier will open in September, officials said. Fish prices fell "
    "two percent from last month, and buyers are expected to come every day.\n",
}
HOSTILE = ("7", "1 ", "Mei ", "2024-", "Rabu, ", "2012, ", "(10/9) ", "kuartal II ", "seratus ", "said 2012 ", "yang 2012 ")
DAY = "2024-08-15"


def rate(text: str, work: Callable[[], object]) -> int:
    """Characters a CPU second."""
    began = time.process_time()
    work()
    return round(len(text) / max(time.process_time() - began, 1e-6))


def measure(text: str, pack: LanguagePack) -> tuple[int, int, tuple[Timex, ...]]:
    """Characters a CPU second of dates and of events, and the dates."""
    blocks = (Block("paragraph", Span(0, len(text))),)
    article = Article("a", pack.code, "", text, blocks, published=DAY)
    lines = sentences.split(article, pack)
    found = temporal.extract(article, lines, pack)
    dates = rate(text, lambda: temporal.extract(article, lines, pack))
    return dates, rate(text, lambda: events.extract(article, lines, found, pack)), found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("code", choices=sorted(MADE_UP))
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    pack = language.load(options.code)
    made_up = MADE_UP[options.code]
    text = "\n".join(path.read_text("utf-8", "replace") for path in options.files) or made_up * (SIZE // len(made_up))
    measure(made_up, pack)
    dates, clauses, found = measure(text, pack)
    worst = min(min(measure(unit * (SIZE // 5 // len(unit)), pack)[:2]) for unit in HOSTILE)
    print(json.dumps({"characters": len(text), "expressions": len(found), "dates": dates, "events": clauses, "hostile": worst}))


if __name__ == "__main__":
    main()
