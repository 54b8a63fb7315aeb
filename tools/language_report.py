"""What a linguist should look at in a language pack: `python tools/language_report.py CODE` (part of `make lang L=CODE`).

Lists slots and macros that no rule uses, rules without an example, examples that another rule decides, words that mean several
things, and verbs of the event lists that are also something else. None of it is an error: the tests say what is wrong.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from typing import Any

from briefgen import language
from briefgen.analyse import temporal
from briefgen.analyse.temporal_lexicon import AMOUNT_SLOTS, Lexicon, lexicon
from briefgen.analyse.temporal_patterns import DIGIT_SLOTS
from briefgen.language import LanguagePack
from briefgen.model import Article

SIDES = ("pattern", "before", "after", "not_before", "not_after")
BUILT_IN = {*DIGIT_SLOTS, "n", "dash", *AMOUNT_SLOTS}
TELLING = ("unit", "month", "weekday", "week", "rel", "daypart", "season")
"""Slots whose words a reader would call the same word if they meet in two of them."""


def report(pack: LanguagePack) -> list[str]:
    """The lines of the report, in a fixed order; a pack without `[temporal]` has one line."""
    section = pack.section("temporal")
    if not section:
        return [f"{pack.code}: no [temporal] section, so no date is found in this language"]
    words = lexicon(section, pack.cldr.months, pack.cldr.weekdays)
    return [*_unused(section, words), *_without_example(pack), *_decided_elsewhere(pack), *_ambiguous(words), *_lists(pack)]


def _unused(section: dict[str, Any], words: Lexicon) -> Iterator[str]:
    """Slots and macros that no rule names."""
    macros: dict[str, str] = section.get("macros", {})
    rows = [row.get(side, "") for row in section.get("rules", ()) for side in SIDES]
    for name in sorted(macros):
        if not any(f"<{name}>" in text for text in (*rows, *macros.values())):
            yield f"macro without a rule: {name}"
    used = {slot for text in (*rows, *macros.values()) for slot in re.findall(r"\{(?:\w+:)?(\w+)\}", text)}
    for name in sorted(set(words.slots) - used - BUILT_IN):
        yield f"slot without a rule: {name} ({', '.join(sorted(words.slots[name])[:5])})"
    for name in sorted(used - set(words.slots) - BUILT_IN):
        yield f"rule with an unknown slot: {name}"


def _without_example(pack: LanguagePack) -> Iterator[str]:
    for rule in temporal.rules(pack):
        if not rule.examples and rule.type != "NONE":
            yield f"rule without an example: {rule.name}"


def _decided_elsewhere(pack: LanguagePack) -> Iterator[str]:
    """Examples that another rule, or several joined, decide: the rule itself may be superfluous."""
    for rule in temporal.rules(pack):
        for text in rule.examples:
            article = Article(id="a", lang=pack.code, title="", text=text, blocks=(), published="2024-08-15")
            found = {name for timex in temporal.extract(article, (), pack) for name in timex.rule.split("+")}
            if rule.name not in found:
                yield f"example of {rule.name} decided by {', '.join(sorted(found)) or 'none'}: {text}"


def _ambiguous(words: Lexicon) -> Iterator[str]:
    """Words with different meanings in different slots (`minggu`: a week, Sunday)."""
    for one, other in itertools.combinations(TELLING, 2):
        for word in sorted(words.slots.get(one, {}).keys() & words.slots.get(other, {}).keys()):
            first, second = words.slots[one][word], words.slots[other][word]
            if first != second:
                yield f"ambiguous word: {word} ({one} {first}, {other} {second})"


def _lists(pack: LanguagePack) -> Iterator[str]:
    """Words of `[events]` in two lists of which one word can be only one."""
    section = pack.section("events")
    for one, other in (("verbs", "not_verbs"), ("verbs", "nouns"), ("openers", "articles"), ("edges", "nouns")):
        for word in sorted(set(section.get(one, ())) & set(section.get(other, ()))):
            yield f"word in two lists: {word} (events.{one}, events.{other})"


def main() -> None:
    """Command line."""
    if len(sys.argv) != 2 or sys.argv[1] not in language.codes():
        sys.exit(f"usage: language_report.py CODE, with a code of {', '.join(language.codes())}")
    lines = report(language.load(sys.argv[1])) or ["nothing to look at"]
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
