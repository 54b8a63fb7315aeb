"""Reads CoNLL-U sentences and gives back what the trainings need of them: the surface tokens with their spacing, and the raw
text they came from.

A sentence is kept as its lines, because most trainings only choose and order sentences; columns are split where one is
looked into.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Block = tuple[str, ...]


@dataclass(frozen=True)
class Token:
    """A surface token: its text, the words it expands to (one, unless it is a multi-word token) and whether a space follows."""

    text: str
    words: tuple[str, ...]
    space_after: bool


def read_blocks(path: Path) -> tuple[Block, ...]:
    """The sentences of a CoNLL-U file, each as its lines without the line ends."""
    text = path.read_text(encoding="utf-8")
    return tuple(tuple(part.strip("\n").split("\n")) for part in text.split("\n\n") if part.strip())


def write_blocks(path: Path, blocks: Iterable[Block]) -> None:
    """Writes sentences as CoNLL-U, each followed by an empty line."""
    path.write_text("".join("\n".join(block) + "\n\n" for block in blocks), encoding="utf-8")


def rows(block: Block) -> Iterator[list[str]]:
    """The ten columns of every token line: words, multi-word ranges and empty nodes alike."""
    return (line.split("\t") for line in block if not line.startswith("#"))


def tokens(block: Block) -> tuple[Token, ...]:
    """The surface tokens of a sentence in order; words inside a multi-word token are folded into it, empty nodes are left out."""
    found: list[Token] = []
    columns = list(rows(block))
    covered = 0
    for row in columns:
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            words = tuple(other[1] for other in columns if other[0].isdigit() and first <= int(other[0]) <= last)
            covered = last
            found.append(Token(row[1], words, space))
        elif int(row[0]) > covered:
            found.append(Token(row[1], (row[1],), space))
    return tuple(found)


def tags_of(block: Block) -> tuple[tuple[str, str], ...]:
    """The syntactic words of a treebank's sentence with part of speech and features as one tag, `NOUN|Number=Sing`."""
    return tuple((row[1], f"{row[3]}|{row[5]}") for row in rows(block) if row[0].isdigit())


def from_tags(sentence: Iterable[tuple[str, str]]) -> Block:
    """A sentence of `UPOS|features` tags as CoNLL-U lines; lemma and tree are left open."""
    parts = ((word, *tag.partition("|")[::2]) for word, tag in sentence)
    return tuple(
        "\t".join((str(i), word, "_", upos, "_", feats, str(i - 1), "dep" if i > 1 else "root", "_", "_"))
        for i, (word, upos, feats) in enumerate(parts, 1)
    )


def starts_paragraph(block: Block) -> bool:
    """Whether the sentence opens a paragraph or a document, by the `# newpar` and `# newdoc` comments."""
    return any(line.startswith(("# newpar", "# newdoc")) and not line.startswith("# newpar_block") for line in block)


def paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Sentences grouped by their paragraph marks; a file without marks is one paragraph."""
    group: list[Block] = []
    for block in blocks:
        if group and starts_paragraph(block):
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)


def raw_text(blocks: Iterable[Block]) -> str:
    """The running text as the UD tools give it: tokens with their spacing, paragraphs parted by an empty line."""
    texts = (
        "".join(t.text + (" " if t.space_after else "") for block in group for t in tokens(block)) for group in paragraphs(blocks)
    )
    return "\n\n".join(text.strip() for text in texts) + "\n"
