"""Chooses the words that get a vector: `python -m training.vocabulary CONFIG.toml --work WORK [--names NAMES]` writes
WORK/words.txt, one lower-case word a line.

They are those of the text, most frequent first, filled up from the language's word list (`wordfreq`) and a list of names.
"""

import argparse
import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from wordfreq import top_n_list


def vocabulary(text: Path, lang: str, size: int, names: Sequence[str] = ()) -> list[str]:
    """Lower-case words: of the text (numbers and marks only when seen twice), then names and words of the language's frequency
    list by turns, until there are `size`."""
    counts = Counter(word for line in text.open(encoding="utf-8") for word in line.lower().split())
    words = [word for word, count in counts.most_common() if count > 1 or re.fullmatch(r"[^\W\d_]{3,40}", word)]
    fill = (word for word in top_n_list(lang, 2 * size) if re.fullmatch(r"[^\W\d_][\w'-]*", word))
    turns = (word for pair in itertools.zip_longest(fill, map(str.lower, names)) for word in pair if word)
    return list(itertools.islice(dict.fromkeys(itertools.chain(words, turns)), size))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--names", type=Path, help="one name a line, the most useful first")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    names = options.names.read_text(encoding="utf-8").split() if options.names else ()
    words = vocabulary(options.work / "text.txt", config["lang"], config["words"], names)
    (options.work / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
