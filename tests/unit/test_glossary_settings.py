"""What the settings of a site say of names and outlets."""

from __future__ import annotations

import pytest

from briefgen.glossary import languages, outlets
from briefgen.model import Alias, Article, Entity, Glossary

GLOSSARY = Glossary(
    (
        Entity(
            "laut-jawa",
            "place",
            (("en", "Java Sea"), ("id", "Laut Jawa")),
            aliases=(Alias("Laut Jawa bagian timur", "id"), Alias("Javazee", "nl"), Alias("JVS")),
            descriptions=(("en", "A sea."), ("id", "Sebuah laut.")),
        ),
        Entity("noordzee", "place", (("nl", "Noordzee"),)),
        Entity("warta-timur", "organisation", (("*", "Warta Timur"),), "media", timezone="Asia/Jayapura"),
    )
)


class TestLanguages:
    def test_none_chosen_means_all(self) -> None:
        assert languages.only(GLOSSARY, ()) is GLOSSARY

    def test_names_in_other_languages_are_left_out_those_in_none_stay(self) -> None:
        sea = languages.only(GLOSSARY, ("id",)).entities[0]
        assert (sea.labels, sea.descriptions) == ((("id", "Laut Jawa"),), (("id", "Sebuah laut."),))
        assert [alias.text for alias in sea.aliases] == ["Laut Jawa bagian timur", "JVS"]

    def test_every_entity_keeps_a_name(self) -> None:
        assert languages.only(GLOSSARY, ("id",)).entities[1].labels == (("nl", "Noordzee"),)


class TestTimeZones:
    @staticmethod
    def zoned(outlet: str, published: str = "2024-05-16T09:30") -> Article:
        article = Article("a", "id", "", "", (), outlet=outlet, published=published)
        return outlets.zoned(article, GLOSSARY, (("Kabar Barat", "Asia/Jakarta"), ("Warta Timur", "Asia/Jakarta")))

    def test_the_glossary_knows_before_the_settings(self) -> None:
        article = self.zoned("Warta Timur")
        assert article.published == "2024-05-16T09:30+09:00"
        assert article.receipts[-1].rule == "outlet-timezone:Asia/Jayapura"

    def test_the_settings_say_it_of_outlets_that_the_glossary_does_not_know(self) -> None:
        article = self.zoned("KABAR barat")
        assert article.published == "2024-05-16T09:30+07:00"
        assert (article.receipts[-1].rule, article.receipts[-1].quote) == ("settings-timezone:Asia/Jakarta", "KABAR barat")

    @pytest.mark.parametrize("published", ["2024-05-16", "2024-05-16T09:30+08:00", ""])
    def test_a_day_has_no_zone_and_a_stated_one_stays(self, published: str) -> None:
        assert self.zoned("Kabar Barat", published).published == published
