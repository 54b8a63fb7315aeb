"""Name mentions → people's mentions and roles: trims titles off person spans, splits a name off a run the model took for a place,
adds names that it missed, and reads from the words around each name what the text says the person is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from briefgen.analyse import lexemes, roles
from briefgen.analyse.name_repairs import repair
from briefgen.analyse.people_grammar import compile_pack
from briefgen.analyse.person_names import complete, refine
from briefgen.language import LanguagePack
from briefgen.model import Article, Mention, Role, Sentence


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], pack: LanguagePack
) -> tuple[tuple[Mention, ...], tuple[Role, ...]]:
    """All mentions, those of people refined, and the roles of people, both sorted by place; mentions never overlap.

    A role belongs to the mention it stands beside; one person may have several, also at one mention (title and apposition).
    """
    grammar = compile_pack(pack)
    passages = tuple(lexemes.passages(article, sentences))
    repaired = repair(article.text, passages, mentions, grammar)
    refined = refine(article.text, passages, repaired, grammar)
    full = complete(article.text, passages, refined, grammar)
    people = tuple(mention.span for mention in full if mention.type == "person")
    found: list[Role] = []
    cursor = 0
    for passage in passages:
        if not passage:
            continue
        end = passage[-1].end
        begin = cursor
        while cursor < len(people) and people[cursor].start < end:
            cursor += 1
        inside = people[begin:cursor]
        if inside:
            found.extend(roles.of_sentence(passage, inside, grammar))
    named = (_with_names(role, full) for role in set(found))
    return full, tuple(sorted(named, key=lambda role: (role.title, role.person)))


def _with_names(role: Role, mentions: Sequence[Mention]) -> Role:
    """The role with the first organisation and the first place that its title names."""
    low = bisect_left(mentions, role.title.start, key=lambda mention: mention.span.start)
    high = bisect_left(mentions, role.title.end, key=lambda mention: mention.span.start)
    inside = [mention for mention in mentions[low:high] if mention.span.end <= role.title.end]
    organisation = next((mention.span for mention in inside if mention.type == "organisation"), None)
    place = next((mention.span for mention in inside if mention.type == "place"), None)
    return replace(role, organisation=organisation, place=place)
