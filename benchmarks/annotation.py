"""How fast a pack annotates: `python -m benchmarks.annotation CODE FILE.txt ...` prints JSON.

Tokens a CPU second of `annotate` (all files together, as from one source) and of a plain `stanza.Pipeline` with the same
processors, one file at a time, both on one thread and after a warm-up; CPU seconds from the start of the program to the end of
the first file, imports and cold load included; peak memory in megabytes. CPU seconds depend on the machine and on its
neighbours: compare only what one run prints.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

from briefgen import language
from briefgen.analyse import annotate
from briefgen.model import Article, Block, Span
from training.evaluate import pipeline


def rate(work: Callable[[], int]) -> int:
    """Tokens a CPU second."""
    began = time.process_time()
    tokens = work()
    return round(tokens / (time.process_time() - began))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("code")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    texts = [path.read_text("utf-8", "replace") for path in options.files]
    blocks = [(Block("paragraph", Span(0, len(text))),) for text in texts]
    articles = [Article(str(n), options.code, "", text, block) for n, (text, block) in enumerate(zip(texts, blocks, strict=True))]
    annotate.annotate(articles[0], language.load(options.code))
    load = time.process_time()
    nlp = pipeline(language.FOLDER / "models" / options.code, options.code, annotate.PROCESSORS)
    nlp(texts[0])
    figures = {
        "load_cpu_seconds": round(load, 2),
        "annotate": rate(lambda: sum(len(s.tokens) for (found, _, _), _ in annotate.annotate_all(articles) for s in found)),
        "stanza_one_by_one": rate(lambda: sum(document.num_words for document in map(nlp, texts))),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
