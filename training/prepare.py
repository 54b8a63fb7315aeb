"""Turns the labelled data named in a config into the files that Stanza's trainers read: paragraphs with character labels,
CoNLL-U, NER JSON, and plain text for word vectors. `python -m training.prepare CONFIG.toml --data DATA --work WORK`.

Only train and dev files named in the config are read; a train sentence that equals a dev sentence, or shares a run of eight
words with one, is dropped, so that dev figures stay honest. Every random choice comes from the config's seed.
"""

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training import augment
from training.conllu import Block, Token, paragraphs, read_blocks, rows, tokens, write_blocks
from training.corpora import located, read_set, split_dev
from training.iob import Tagged, read_iob
from training.leaks import without_leaks

GLUED = 0.25
"""Share of sentence ends inside a paragraph that lose their space: web text drops it (`7 May.In`), edited treebanks never do."""

NEWLINE = 0.08
"""Share of sentence ends that become a line break, as in hard-wrapped or line-per-sentence pages."""

LABELS = {(False, False): "1", (False, True): "2", (True, False): "3", (True, True): "4"}
"""Stanza's character labels for the last character of a token, by (multi-word, sentence end)."""


def labelled(group: Sequence[tuple[Token, ...]], glue: float, rng: random.Random) -> tuple[str, str]:
    """A paragraph and its character labels, of equal length; spaces and line breaks are 0."""
    text, labels = [], []

    def put(piece: str, label: str) -> None:
        text.append(piece)
        labels.append("0" * (len(piece) - 1) + label)

    for number, sentence in enumerate(group):
        for place, token in enumerate(sentence):
            last = place == len(sentence) - 1
            put(token.text, LABELS[len(token.words) > 1, last])
            if last and number < len(group) - 1:
                follower = group[number + 1][0].text
                if token.text[-1] in '.?!"”' and follower[0].isupper() and rng.random() < glue:
                    continue
                put("\n" if rng.random() < NEWLINE else " ", "0")
            elif not last and token.space_after:
                put(" ", "0")
    return "".join(text), "".join(labels)


def regroup(sentences: Sequence[tuple[Token, ...]], longest: int, rng: random.Random) -> list[tuple[tuple[Token, ...], ...]]:
    """Sentences shuffled into paragraphs of 1 to `longest`: for treebanks that mark no paragraphs."""
    order = list(sentences)
    rng.shuffle(order)
    groups = []
    while order:
        size = rng.randint(1, longest)
        groups.append(tuple(order[:size]))
        del order[:size]
    return groups


def write_tokenizer(groups: Iterable[Sequence[tuple[Token, ...]]], glue: float, rng: random.Random, stem: Path) -> None:
    """Writes STEM.txt and STEM.labels (paragraphs parted by an empty line) and STEM.mwt.json (expansions with counts)."""
    groups = tuple(groups)
    pairs = [labelled(group, glue, rng) for group in groups]
    Path(f"{stem}.txt").write_text("".join(text + "\n\n" for text, _ in pairs), encoding="utf-8")
    Path(f"{stem}.labels").write_text("".join(labels + "\n\n" for _, labels in pairs), encoding="utf-8")
    expansions = Counter((t.text, t.words) for group in groups for sentence in group for t in sentence if len(t.words) > 1)
    table = [[[text, list(words)], count] for (text, words), count in expansions.items()]
    Path(f"{stem}.mwt.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


def without_xpos(block: Block) -> Block:
    """The sentence with column 5 emptied: treebank-specific tags clash between corpora and nothing reads them."""

    def clean(line: str) -> str:
        columns = line.split("\t")
        return line if line.startswith("#") else "\t".join([*columns[:4], "_", *columns[5:]])

    return tuple(clean(line) for line in block if line.startswith("#") or "." not in line.split("\t", 1)[0])


def lemma_rows(blocks: Iterable[Block]) -> Iterator[Block]:
    """The treebank's distinct (form, tag, features, lemma) in sentences of ten, each repeated by the logarithm of its count.

    A lemmatiser sees each word on its own: with full counts most of its steps would go to `the`, with none it could not
    tell which reading is the common one.
    """
    counts = Counter((r[1], r[2], r[3], r[5]) for block in blocks for r in rows(block) if r[0].isdigit())
    words = [row for row, count in counts.items() for _ in range(count.bit_length())]
    for begin in range(0, len(words), 10):
        yield tuple(
            "\t".join((str(i), form, lemma, tag, "_", feats, str(i - 1), "dep" if i > 1 else "root", "_", "_"))
            for i, (form, lemma, tag, feats) in enumerate(words[begin : begin + 10], 1)
        )


def prepare_ud(config: dict[str, Any], data: Path, work: Path, rng: random.Random) -> None:
    """Writes ud.train.conllu, ud.dev.conllu and the tokenizer files."""
    train = [b for name in config["train"] for b in read_blocks(data / name)]
    dev = [b for name in config.get("dev", ()) for b in read_blocks(data / name)]
    for entry in config.get("split", ()):
        rest, kept = split_dev(read_blocks(data / entry["file"]), entry["held"], entry["seed"])
        train.extend(rest)
        dev.extend(kept)
    clean = without_leaks(train, dev, lambda block: [t.text for t in tokens(block)])
    write_blocks(work / "ud.train.conllu", map(without_xpos, clean))
    write_blocks(work / "ud.dev.conllu", map(without_xpos, dev))
    write_blocks(work / "lemma.train.conllu", lemma_rows(clean))
    longest = config.get("paragraph", 0)
    groups: list[Any] = []
    for copy in range(config.get("copies", 1)):
        if longest:
            groups.extend((copy, group) for group in regroup([tokens(b) for b in clean], longest, rng))
        else:
            groups.extend((copy, tuple(map(tokens, group))) for group in paragraphs(clean))
    rng.shuffle(groups)
    write_tokenizer((group for _, group in groups), GLUED, rng, work / "tok.train")
    held_out = regroup([tokens(b) for b in dev], longest, rng) if longest else [tuple(map(tokens, g)) for g in paragraphs(dev)]
    write_tokenizer(held_out, 0.0, rng, work / "tok.dev")
    order = [t for group in held_out for t in group]
    by_tokens = {tokens(b): b for b in dev}
    write_blocks(work / "tok.dev.conllu", [without_xpos(by_tokens[t]) for t in order])
    print(f"ud: {len(clean)} of {len(train)} train sentences, {len(dev)} dev")


def prepare_ner(config: dict[str, Any], code: str, data: Path, work: Path, rng: random.Random) -> None:
    """Writes ner.train.json and ner.dev.json in Stanza's form (a list of sentences of {"text", "ner"})."""
    dev = [s for entry in config["dev"] for s in read_set(entry, data)]
    train = [s for entry in config["train"] for s in read_set(entry, data)]
    clean = without_leaks(train, dev, lambda sentence: [word for word, _ in sentence])
    more: tuple[Tagged, ...] = ()
    if "swap" in config:
        strangers = [s for entry in config["swap"]["people"] for s in read_set(entry, data)]
        more = augment.copies(clean, strangers, code, config["swap"].get("titles", ()), rng)
    for name, sentences in (("train", (*clean, *more)), ("dev", dev)):
        found = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in sentences]
        (work / f"ner.{name}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    print(f"ner: {len(clean)} of {len(train)} train sentences, {len(more)} swapped copies, {len(dev)} dev")


def spaced(line: str) -> str:
    """Running text with a space between words and marks: near enough to tokens for counting words."""
    return " ".join(re.findall(r"\w+(?:[-.'/]\w+)*|[^\w\s]", line))


def prepare_text(config: dict[str, Any], data: Path, work: Path) -> None:
    """Writes text.txt, one tokenised sentence or line a line: what word vectors are counted on."""
    lines: list[str] = []
    for name in config["files"]:
        path = located(name, data, work)
        if path.suffix == ".conllu":
            lines.extend(" ".join(t.text for t in tokens(b)) for b in read_blocks(path))
        elif path.suffix in {".iob", ".bio"}:
            lines.extend(" ".join(word for word, _ in s) for s in read_iob(path))
        else:
            lines.extend(map(spaced, filter(str.strip, path.read_text(encoding="utf-8").splitlines())))
    unique = dict.fromkeys(lines)
    (work / "text.txt").write_text("\n".join(unique) + "\n", encoding="utf-8")
    print(f"text: {len(unique)} lines, {sum(len(line.split()) for line in unique)} tokens")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    rng = random.Random(config["seed"])
    options.work.mkdir(parents=True, exist_ok=True)
    if "ud" in config:
        prepare_ud(config["ud"], options.data, options.work, rng)
    if "ner" in config:
        prepare_ner(config["ner"], config["lang"], options.data, options.work, rng)
    if "text" in config:
        prepare_text(config["text"], options.data, options.work)


if __name__ == "__main__":
    main()
