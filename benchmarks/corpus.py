"""A made-up site of N articles and N/5 glossary entries, the same in every run, with annotations that are made instead of found:
what a build costs beside the language model can be measured without one.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from briefgen import build, config, language, recall
from briefgen.model import Article, Mention, Sentence, Source, Span, Token
from briefgen.publish import store
from briefgen.read import article as articles

SYLLABLES = tuple(first + second for first in "bdklmnprst" for second in "aeio")
SMALL = ("the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "as", "with", "by", "at", "from", "it", "was", "said")
TYPES = ("person", "organisation", "place", "term")
WORDS = 700
NAMES = 25
"""Names an article, of which a few are in every tenth article: as many as news has."""
_WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")


def write(root: Path, count: int, seed: int = 1) -> None:
    """A site folder with that many articles (settings, articles, glossary)."""
    rng = random.Random(seed)
    words = sorted({"".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 3, 3, 4)))) for _ in range(4000)})
    names = list(dict.fromkeys(" ".join(rng.choice(words).capitalize() for _ in range(2)) for _ in range(max(20, count // 5))))
    for folder in ("articles", "glossary", "overrides"):
        (root / "seeds" / folder).mkdir(parents=True, exist_ok=True)
    (root / "briefgen.toml").write_text('[site]\ntitle = "Made up"\nlang = "en"\n', "utf-8")
    (root / "seeds/glossary/names.yaml").write_text("".join(_entry(n, name) for n, name in enumerate(names)), "utf-8")
    for number in range(count):
        (root / f"seeds/articles/a{number:05}.md").write_text(_article(rng, number, words, names), "utf-8")


def _entry(number: int, name: str) -> str:
    ident = name.lower().replace(" ", "-")
    return f"- id: {ident}\n  type: {TYPES[number % 4]}\n  labels: {{en: {name}}}\n  description: {{en: Made up.}}\n"


def _article(rng: random.Random, number: int, words: list[str], names: list[str]) -> str:
    title = " ".join(rng.choice(words) for _ in range(7)).capitalize()
    day = date(2020, 1, 1) + timedelta(days=number % 1800)
    text = [f"---\ntitle: {title}\npublished: {day}\nlang: en\noutlet: Paper {number % 9}\ntopics: [topic {number % 16}]\n---\n"]
    sentences = list(_sentences(rng, day, words, names))
    text += [" ".join(sentences[start : start + 5]) + "\n\n" for start in range(0, len(sentences), 5)]
    return "".join(text)


def _sentences(rng: random.Random, day: date, words: list[str], names: list[str]) -> Iterator[str]:
    written = 0
    chance = NAMES / WORDS
    while written < WORDS:
        made = [_word(rng, chance, words, names) for _ in range(rng.randint(10, 24))]
        if rng.random() < 0.2:
            made.append(f"on {day - timedelta(days=rng.randint(-9, 90)):%-d %B %Y}")
        if rng.random() < 0.2:
            made.append(f"with {rng.randint(2, 900)} {rng.choice(words)}")
        text = " ".join(made)
        written += len(made)
        yield text[0].upper() + text[1:] + "."


def _word(rng: random.Random, chance: float, words: list[str], names: list[str]) -> str:
    if rng.random() < chance:
        return names[int(len(names) * rng.random() ** 2)]
    return rng.choice(SMALL if rng.random() < 0.42 else words)


# --- annotations -------------------------------------------------------------------------------------------------------


def annotate(root: Path, *paths: str) -> None:
    """Put what would be understood of these sources (of all, if none is named) into the site's store."""
    settings = config.Config(root.resolve(), lang="en")
    reading = recall.Reading(settings.lang, language.codes())
    everything = sorted(file.relative_to(root).as_posix() for file in (root / "seeds/articles").glob("*"))
    with store.open_store(settings.state) as kept:
        for path in paths or everything:
            data = (root / path).read_bytes()
            source = Source(path, data, hashlib.sha256(data).hexdigest())
            read, problems = articles.read(source, default_lang=reading.default_lang, languages=reading.languages)
            documents = tuple(build._analysed(one, ((*_annotated(one), "made"), ()))[0] for one in read)
            recall.keep(kept, recall.source_key(source, reading), recall.Understood(documents, problems))


def _annotated(article: Article) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
    sentences = []
    mentions = []
    for block in article.blocks:
        start = block.span.start
        for match in re.finditer(r"[^.]+\.", block.span.of(article.text)):
            words = list(_WORD.finditer(match[0]))
            at = start + match.start()
            spans = [Span(at + word.start(), at + word.end()) for word in words]
            tokens = tuple(Token(span, word[0].lower(), _tag(word[0])) for span, word in zip(spans, words, strict=True))
            sentences.append(Sentence(Span(spans[0].start, spans[-1].end), tokens))
            for first, second in itertools.pairwise(spans[1:]):
                if first.of(article.text).istitle() and second.of(article.text).istitle():
                    mentions.append(Mention(Span(first.start, second.end), "person", "model:made", 0.9))
    return tuple(sentences), tuple(mentions)


def _tag(word: str) -> str:
    if not word[0].isalnum():
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word in SMALL:
        return "ADP"
    return "PROPN" if word[0].isupper() else ("NOUN", "VERB", "ADJ")[len(word) % 3]
