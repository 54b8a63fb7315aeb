"""Name mentions → people's mentions and roles: trims titles off person spans, splits a name off a run the model took for a place,
adds names that it missed, and reads from the words around each name what the text says the person is.
"""

from __future__ import annotations

from briefgen.analyse import lexemes, roles
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
    refined = refine(article.text, passages, mentions, grammar)
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
    return full, tuple(sorted(set(found), key=lambda role: (role.title, role.person)))
