"""Which names that a model takes for a person's are a company's or a club's, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.person_passages import Located, ends_title

NAMED = 2
"""Words of a full name."""
BRAND = re.compile(r"[A-Z][a-z]{3,20}[A-Z][a-z]{1,20}")


def led(passage: Sequence[Lexeme], first: int, grammar: PeopleGrammar) -> bool:
    """A word for a company stands right before the index (`aplikasi Xxx`)."""
    return first > 0 and passage[first - 1].fold in grammar.company_words


def unlisted(items: Sequence[Located], grammar: PeopleGrammar) -> list[Located]:
    """The mentions of places of one word that no list holds and that the article never speaks of as of a place (`di Xxx`)."""
    single = [item for item in items if item[0].type == "place" and item[3] - item[2] == 1]
    placed = {
        passage[first].text
        for _, passage, first, _ in single
        if grammar.places.at(passage, first)
        or grammar.regions.at(passage, first)
        or (first and passage[first - 1].fold in grammar.locatives | grammar.place_words)
    }
    return [item for item in single if item[1][item[2]].text not in placed]


def companies(text: str, people: Sequence[Located], rest: Sequence[Located], grammar: PeopleGrammar) -> set[str]:
    """One-word names taken for people that are an organisation elsewhere in the article, or of which it speaks as of a company:
    `shares of Xxx`, `Xxx said it would recall` (but `said it would be`). A title before one makes it a person.
    """
    marked = {mention.span.of(text) for mention, *_ in rest if mention.type == "organisation"}
    titled = set()
    for mention, passage, first, last in people:
        if grammar.company_before.before(passage, first) or _speaks_as_it(passage, last, grammar):
            marked.add(mention.span.of(text))
        if ends_title(passage, first, grammar):
            titled.add(mention.span.of(text))
    return marked & {mention.span.of(text) for mention, _, first, last in people if last - first == 1} - titled


def _speaks_as_it(passage: Sequence[Lexeme], last: int, grammar: PeopleGrammar) -> bool:
    """A phrase after the name that only a company's has, and not one in which `it` stands for nothing."""
    found = grammar.company_after.at(passage, last)
    return found is not None and (found[0] == len(passage) or passage[found[0]].fold not in grammar.expletives)


def company(item: Located, grammar: PeopleGrammar) -> bool:
    """`Carmaker Xxx` at the beginning of a sentence."""
    _, passage, first, last = item
    return last - first > 1 and passage[first].fold in grammar.company_words and passage[first + 1].capital


def club(item: Located, grammar: PeopleGrammar) -> bool:
    """`Pelatih Persik Kediri, Divaldo Moreira,`, `Pendiri Xxx, William Sutanto, menjual`: what an office is of, by the region's
    name that ends it or by the predicate behind the name between commas.
    """
    _, passage, first, last = item
    if grammar.heads_last or last + 1 >= len(passage) or passage[last].fold != "," or not passage[last + 1].capital:
        return False
    end = last + 1
    while end < len(passage) and passage[end].capital:
        end += 1
    full = end - last > NAMED and end + 1 < len(passage) and passage[end].fold == ","
    of_region = last - first > 1 and grammar.regions.at(passage, last - 1) is not None
    return of_region or (last - first == 1 and full and grammar.is_verb(passage[end + 1]))


def brand(item: Located) -> bool:
    """`NorthLink`: a capital inside one word behind four letters, where no name has one (`McKay`, `LeBron`, `FitzRoy` aside)."""
    _, passage, first, last = item
    return last - first == 1 and BRAND.fullmatch(passage[first].text) is not None and not passage[first].fold.startswith("fitz")
