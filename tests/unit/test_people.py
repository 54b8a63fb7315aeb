"""People: the sentences of tests/cases/roles.*.md, and what becomes of the mentions of a model."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from briefgen import language
from briefgen.analyse import people, sentences
from briefgen.model import EntityType, Mention, Span
from tests.cases import article, bracketed, rows
from tests.conftest import plain_article

KINDS: dict[str, EntityType] = {kind: kind for kind in get_args(EntityType)}


def named(line: str) -> tuple[str, tuple[Mention, ...]]:
    """The sentence without its double brackets, and a person's mention for each of them."""
    text, spans = bracketed(line)
    return text, tuple(Mention(span, "person", "model:case") for span in spans)


def mention(text: str, words: str, kind: EntityType) -> Mention:
    start = text.index(words)
    return Mention(Span(start, start + len(words)), kind, "model:case")


def names(text: str, mentions: tuple[Mention, ...], lang: str = "id") -> list[str]:
    found, _ = people.extract(article(text, lang), (), mentions, language.load(lang))
    return [item.span.of(text) for item in found if item.type == "person"]


@pytest.mark.parametrize(
    ("lang", "line", "wanted"),
    [pytest.param(lang, line, wanted, id=line[:60]) for lang in ("id", "en") for line, wanted in rows(f"roles.{lang}.md")],
)
def test_a_sentence_gives_the_roles_of_its_row(lang: str, line: str, wanted: list[str]) -> None:
    text, mentions = named(line)
    found, roles = people.extract(article(text, lang), (), mentions, language.load(lang))
    assert [f"{role.person.of(text)} = {role.title.of(text)}" for role in roles] == wanted
    assert found == mentions


def test_titles_ranks_and_honorifics_are_trimmed_off_a_name() -> None:
    text = "Lalu Sultan Ageng Wibowo, Komjen Rudi Hartawan dan Pak Harto pulang."
    spans = tuple(mention(text, words, "person") for words in ("Sultan Ageng Wibowo", "Komjen Rudi Hartawan", "Pak Harto"))
    assert names(text, spans) == ["Ageng Wibowo", "Rudi Hartawan", "Harto"]


def test_an_institution_is_trimmed_off_a_name_and_leaves_the_title_whole() -> None:
    text = "Anggota Dewan Tran Van Minh hadir."
    found, roles = people.extract(article(text, "id"), (), (mention(text, "Dewan Tran Van Minh", "person"),), language.load("id"))
    assert [item.span.of(text) for item in found] == ["Tran Van Minh"]
    assert [role.title.of(text) for role in roles] == ["Anggota Dewan"]


def test_a_name_is_split_off_the_country_after_a_title() -> None:
    text = "Presiden Mongolia Bat Erdene tiba di Mongolia."
    found, roles = people.extract(article(text, "id"), (), (mention(text, "Mongolia Bat Erdene", "place"),), language.load("id"))
    assert [(item.span.of(text), item.type) for item in found] == [("Mongolia", "place"), ("Bat Erdene", "person")]
    assert [role.title.of(text) for role in roles] == ["Presiden Mongolia"]


def test_a_hyphened_pair_in_the_name_of_an_institution_is_nobody() -> None:
    text = "Deputi Kantor Persiapan Wira-BM Lestari Anwar menjawab."
    assert names(text, tuple(mention(text, words, "person") for words in ("Wira-BM", "Lestari Anwar"))) == ["Lestari Anwar"]


def test_a_hyphened_name_of_a_person_stays() -> None:
    text = "Menteri Wira-Bima Lestari menjawab Al-Amin di kantor."
    assert names(text, tuple(mention(text, words, "person") for words in ("Wira-Bima Lestari", "Al-Amin"))) == [
        "Wira-Bima Lestari",
        "Al-Amin",
    ]


def test_a_name_that_a_model_cut_behind_its_hyphen_goes_on() -> None:
    text = "Leung Yiu-chung met Rosa-led crews and Lee Wen-jie."
    spans = (mention(text, "Leung Yiu-", "person"), mention(text, "Rosa-", "person"), mention(text, "Lee Wen-jie", "person"))
    assert names(text, spans, "en") == ["Leung Yiu-chung", "Rosa", "Lee Wen-jie"]


def test_a_name_that_ends_as_an_address_is_an_organisation() -> None:
    text = "Kepala Riset Lapak.id Lestari Anwar menjawab."
    assert names(text, tuple(mention(text, words, "person") for words in ("Lapak.id", "Lestari Anwar"))) == ["Lestari Anwar"]


def test_a_place_without_a_title_before_it_stays_whole() -> None:
    text = "Kantor berita Mongolia Montsame melapor."
    assert names(text, (mention(text, "Mongolia Montsame", "place"),)) == []


def test_a_part_of_a_name_is_found_again() -> None:
    text = "Menteri Dewi Lestari bicara. Menurut Lestari, itu wajar."
    assert names(text, (mention(text, "Dewi Lestari", "person"),)) == ["Dewi Lestari", "Lestari"]


def test_a_part_that_is_also_a_place_or_another_name_is_not() -> None:
    text = "Dewi Surabaya tiba di Surabaya. Kota Surabaya ramai. Rina Dewi ikut."
    mentions = (mention(text, "Dewi Surabaya", "person"), mention(text[20:], "Surabaya", "place"))
    moved = Mention(Span(mentions[1].span.start + 20, mentions[1].span.end + 20), "place", "model:case")
    assert "Surabaya" not in names(text, (mentions[0], moved))


def test_a_title_announces_a_name_that_the_model_missed() -> None:
    text = "Menteri Luar Negeri AS Harold Finch hadir."
    assert names(text, ()) == ["Harold Finch"]


def test_a_title_before_an_institution_announces_nobody() -> None:
    assert names("Ketua Umum Partai Demokrasi Nasional hadir.", ()) == []
    assert names("Gubernur Jawa Barat hadir.", ()) == []


REPAIRS = [
    (
        "id",
        "Ekonom [organisation:Bank Permata Josua Pardede] puas. Kata [person:Josua], naik.",
        ["Josua Pardede", "Josua"],
    ),
    ("id", "Kata Kepala [organisation:Divisi Humas Polri Kombes Martinus], aman.", ["Martinus"]),
    ("id", "Kepala Desa [person:Sukamaju Ujang Sopandi] hadir.", ["Ujang Sopandi"]),
    ("id", "Bupati [place:Sidoarjo Subandi] hadir.", ["Subandi"]),
    ("id", "Politikus [organisation:Partai Bulan M. Kaban] mundur.", ["M. Kaban"]),
    ("id", "Kepala BMKG Dwi Karnawati hadir.", ["Dwi Karnawati"]),
    ("id", "Ketua [organisation:DPRD] [place:Kota Malang] Hari [person:Purnomo] hadir.", ["Hari Purnomo"]),
    ("id", "[person:AJB Sentosa] merugi. Penumpang [person:JT 990] menunggu.", []),
    ("id", "Gim buatan perusahaan [person:Hulala] laku. [person:Hulala] senang.", []),
    ("id", "Pelaku berinisial [place:AB] ditahan.", ["AB"]),
    ("id", "Pelaku berinisial HS lari. Celana [organisation:HS] ditemukan.", ["HS", "HS"]),
    (
        "id",
        "Rumah almarhum Sukarji sepi. Kata [place:Sukarji], baik. Kota [place:Sukarta] ramai.",
        ["Sukarji", "Sukarji"],
    ),
    ("id", "[place:Sukarji] tewas. Almarhum [person:Sukarji] baik. [person:Sukarji] tua.", ["Sukarji", "Sukarji", "Sukarji"]),
    ("en", "3.Ann [person:Cole Hart]\n\n4. Tom was there.", ["Ann Cole Hart"]),
    ("id", "Ia lahir di [person:Ngawi]. Mereka dari [place:Garut], Cianjur, dan [person:Bima].", []),
    ("id", "[person:Beleid] ini berlaku. Isi beleid itu jelas.", []),
    ("id", "[person:Buni Yani] di Facebook ramai.", ["Buni Yani"]),
    ("id", "Badai [person:Katrina] datang. [person:Katrina] mereda.", []),
    ("id", "Pidato M. Hartono singkat.", ["M. Hartono"]),
    ("en", "[person:Ritesh Gupta], chairman of [person:Lumen], left.", ["Ritesh Gupta"]),
    ("en", "[person:Ursula] von der Leyen left.", ["Ursula von der Leyen"]),
    ("en", "Hurricane [person:Rosa] hit. [person:Rosa] weakened.", []),
    ("en", "The painter [place:Georgia] [person:Dell] left.", ["Georgia Dell"]),
    ("en", "J. D. Hollis left. The U.S. Senate met.", ["J. D. Hollis"]),
    ("en", "Chinese President [person:Xi Jinping] left. Xi smiled.", ["Xi Jinping", "Xi"]),
    # Another name of the same person.
    (
        "id",
        "Maman alias [person:Mansur] ditahan. Polisi mencari [person:Rudi] alias Codot.",
        ["Maman", "Mansur", "Rudi", "Codot"],
    ),
    ("en", "[person:Ann Cole], also known as Vesper, sang.", ["Ann Cole", "Vesper"]),
    # A company that was taken for a person.
    ("en", "[person:Hadley] said it would recall 900 vans. [person:Hadley] rose.", []),
    ("en", "[person:Hadley] said it would be hard.", ["Hadley"]),
    ("en", "President [person:Hadley] said it would send aid.", ["Hadley"]),
    ("en", "[person:Tom Hadley] left. [person:Hadley] said it would send aid.", ["Tom Hadley", "Hadley"]),
    ("en", "[person:Hadley] fell. [organisation:Hadley] has lost a tenth.", []),
    ("id", "Saham [person:Sentana] naik. [person:Sentana] untung.", []),
    ("en", "[person:Hadley] was founded in 2013. [person:Hadley] grew.", []),
    ("en", "[person:Hadley CEO Tom Reed] left.", ["Tom Reed"]),
    ("en", "The operator [person:SouthLine] apologised. [person:Ian McKay] left.", ["Ian McKay"]),
    # What an office is of, and the name.
    ("id", "CEO Sinar Data [person:Kevin Pranata] mundur.", ["Kevin Pranata"]),
    ("id", "CEO [person:Sinar Data Kevin Pranata] mundur. Sinar Data merugi.", ["Kevin Pranata"]),
    (
        "en",
        "[person:Anneke de Vries] won, de [person:Vries] said. Later de Vries left.",
        ["Anneke de Vries", "de Vries", "de Vries"],
    ),
]
"""What a model found (`[type:words]`), and the people there are."""


@pytest.mark.parametrize(("lang", "line", "wanted"), [pytest.param(*row, id=row[1][:60]) for row in REPAIRS])
def test_what_a_model_mistook_is_put_right(lang: str, line: str, wanted: list[str]) -> None:
    text, found = "", []
    for number, part in enumerate(re.split(r"[\[\]]", line)):
        kind, colon, words = part.partition(":") if number % 2 else ("", "", part)
        if colon:
            found.append(Mention(Span(len(text), len(text) + len(words)), KINDS[kind], "model:case"))
        text += words
    whole, pack = plain_article(text, lang=lang), language.load(lang)
    people_found, _ = people.extract(whole, sentences.split(whole, pack), tuple(found), pack)
    assert [item.span.of(text) for item in people_found if item.type == "person"] == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Iklan game Hulala diprotes. Hulala meminta maaf.", ["organisation", "organisation"]),
        ("Warga Hulala marah. Hulala sepi.", ["place", "place"]),
        ("Iklan game Hulala diprotes. Ia tinggal di Hulala.", ["place", "place"]),
        ("Kantor media Jakarta sepi. Jakarta hujan.", ["place", "place"]),
    ],
)
def test_what_stands_behind_a_word_for_a_company_is_no_place_unless_somebody_is_there(line: str, wanted: list[str]) -> None:
    mentions = tuple(Mention(Span(*match.span()), "place", "model:case") for match in re.finditer("Hulala|Jakarta", line))
    found, _ = people.extract(article(line, "id"), (), mentions, language.load("id"))
    assert [item.type for item in found] == wanted


@pytest.mark.parametrize(
    ("lang", "line", "status"),
    [
        ("id", "Mantan Menteri Keuangan [[Rahma Dewi]] hadir.", "former"),
        ("id", "Plt. Gubernur Banten [[Rahma Dewi]] hadir.", "acting"),
        ("id", "Bupati terpilih Ngawi, [[Rahma Dewi]], hadir.", "elect"),
        ("id", "[[Rahma Dewi]], yang pernah menjabat rektor, hadir.", "former"),
        ("id", "Menteri Keuangan [[Rahma Dewi]] hadir.", None),
        ("en", "Former mayor [[Tom Hill]] left.", "former"),
        ("en", "Acting Attorney General [[Tom Hill]] left.", "acting"),
        ("en", "President-elect [[Tom Hill]] left.", "elect"),
        ("en", "[[Tom Hill]], who was previously head of the bank, left.", "former"),
        ("en", "[[Tom Hill]], an adviser to former president [[Bush]], left.", None),
    ],
)
def test_a_title_says_how_the_office_is_held(lang: str, line: str, status: str | None) -> None:
    text, mentions = named(line)
    _, roles = people.extract(article(text, lang), (), mentions, language.load(lang))
    assert roles[0].status == status


def test_a_role_knows_the_organisation_and_the_place_it_is_of() -> None:
    text = "Ketua DPRD Kota Malang Hari Purnomo hadir."
    spans = (
        mention(text, "DPRD", "organisation"),
        mention(text, "Kota Malang", "place"),
        mention(text, "Hari Purnomo", "person"),
    )
    _, (role,) = people.extract(article(text, "id"), (), spans, language.load("id"))
    assert (role.organisation, role.place) == (spans[0].span, spans[1].span)


def test_two_people_of_a_ticket_are_two_mentions() -> None:
    text = "Suara pasangan Hartono-Wijaya naik."
    assert names(text, (mention(text, "Hartono-Wijaya", "person"),)) == ["Hartono", "Wijaya"]


def test_a_hyphenated_name_is_one() -> None:
    text = "Pakar gizi Grace Bell-Kane bicara."
    assert names(text, (mention(text, "Grace Bell-Kane", "person"),)) == ["Grace Bell-Kane"]


def test_a_language_without_a_section_keeps_mentions_and_has_no_roles() -> None:
    text = "Bundeskanzler Max Muster kam."
    spans = (mention(text, "Max Muster", "person"),)
    assert people.extract(article(text, "xx"), (), spans, language.load("xx")) == (spans, ())
