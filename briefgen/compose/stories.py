"""Stories and all briefings → which briefings belong to which story."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.compose import slugs
from briefgen.model import Briefing, Problem, Story, ToldStory


def gather(stories: Sequence[Story], briefings: Sequence[Briefing]) -> tuple[tuple[ToldStory, ...], tuple[Problem, ...]]:
    """The stories that some briefing tells, in the order given, with their briefings newest first; a warning for each other."""
    named = {each.document.article.id: {entity.id for entity in each.entities} for each in briefings}
    told, problems = [], []
    for story in stories:
        members = tuple(article for article, names in named.items() if len(names.intersection(story.entities)) >= story.least)
        if members:
            told.append(ToldStory(story, f"stories/{slugs.name(story.id)}.html", members))
        else:
            message = f"no briefing names {story.least} of the {len(story.entities)} entities of this story"
            hint = "Check the ids with `briefgen glossary explain ID`, or ask for fewer of them with `least`."
            problems.append(Problem("story-idle", "warning", message, story.location, hint))
    return tuple(told), tuple(problems)
