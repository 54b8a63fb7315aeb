"""`and` between two phrases or between two clauses? Parts of speech tell: between clauses there is a predicate on either side.

In `forecasts cargo to Oman and Qatar will rise` the clause begins behind the verb that reports it, so no verb of its own stands
before `and`; in `will play Oman and Qatar on Tuesday` none comes after. `Police came and people left` are two clauses.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.language import LanguagePack
from briefgen.model import Sentence, Token

PREDICATES = frozenset({"VERB", "AUX"})
NAME = "PROPN"
HARD = frozenset(';:“”"–—')
"""Marks that no clause goes on over."""
MARKS = HARD | frozenset(",.!?…")
REACH = 60
"""Tokens to either side among which a predicate is looked for; longer clauses are no prose."""


@dataclass(frozen=True)
class Joints:
    """The words of a language that join (`and`), that open a clause (`because`), that report one (`said`), and that
    are verbs whatever a model takes them for; in lower case."""

    joins: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()

    def phrasal(self, text: str, sentence: Sentence) -> frozenset[int]:
        """Where in the text the joins begin that join phrases; none in a sentence without parts of speech."""
        tokens = tuple(token for token in sentence.tokens if token.upos)
        return frozenset(
            token.span.start
            for at, token in enumerate(tokens)
            if _word(text, token) in self.joins
            and not (
                not self._within_names(text, tokens, at)
                and self._predicate(text, reversed(tokens[max(0, at - REACH) : at]), HARD | self.reports)
                and self._predicate(text, tokens[at + 1 : at + REACH], MARKS)
            )
        )

    @staticmethod
    def _within_names(text: str, tokens: tuple[Token, ...], at: int) -> bool:
        """Only a name stands between a comma and the join, and a name behind it (`…, Customs and Border Protection said`)."""
        back = at - 1
        while back >= 0 and tokens[back].upos == NAME:
            back -= 1
        named = back < at - 1 and at + 1 < len(tokens) and tokens[at + 1].upos == NAME
        return named and back >= 0 and _word(text, tokens[back]) == ","

    def _predicate(self, text: str, tokens: Iterable[Token], ends: frozenset[str]) -> bool:
        """A predicate stands among tokens before one that ends the clause; an adverb (`last week and then`) ends none."""
        for token in tokens:
            word = _word(text, token)
            if word in ends or (word in self.openers and token.upos != "ADV"):
                return False
            if token.upos in PREDICATES or (word in self.verbs and token.upos != NAME):
                return True
        return False


def _word(text: str, token: Token) -> str:
    return token.span.of(text).lower()


NO_JOINTS = Joints()


@functools.cache
def joints(pack: LanguagePack) -> Joints:
    """The joints of a language, from its `[events]` and `[quotations]`; without these no word joins."""
    events, said = pack.section("events"), pack.section("quotations")
    reports = frozenset((*said.get("verbs", ()), *said.get("that", ()))) - frozenset(said.get("weak_verbs", ()))
    reports |= frozenset(events.get("forecasts", ()))
    verbs = frozenset(word for word in events.get("verbs", ()) if "*" not in word)
    return Joints(frozenset(events.get("joins", ())), frozenset(events.get("openers", ())), reports, verbs)
