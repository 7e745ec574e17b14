"""Habits of disciplines and countries in lists: quotations within titles, venues in quotation marks, names of journals with commas."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Item, Record, Reject
from kg.sources import claim, sources
from kg.sources._listing_people import people
from kg.sources._references_names import names_in
from tests.sources.test_listing_pages import read


def test_a_title_may_only_begin_with_a_quotation() -> None:
    """Behind the closing mark and a colon the title goes on."""
    text = (
        'Holm, A., & Lund, B. (2021). "Nobody asked the rope": Sailors\' accounts of knots. Knot Studies, 94, 102–111.\n\n'
        "Lund, B., Holm, A., & Moe, C. (2020). Rust on chains. Journal of Moorings, 3(1), 1–9.\n\n"
        'Moe, C., & Holm, A. (2019). "Where to?": Drift without maps. Tides, 12, 4–8.\n'
    )
    assert [(one[0], one[3]) for one in read(text)] == [
        ('"Nobody asked the rope": Sailors\' accounts of knots', "Knot Studies"),
        ("Rust on chains", "Journal of Moorings"),
        ('"Where to?": Drift without maps', "Tides"),
    ]


def test_a_venue_may_stand_in_quotation_marks() -> None:
    """As Italians and Poles print it: the title has none, and the name of the journal behind a comma has."""
    text = (
        "Articoli\n1) HOLM A., Sulle funi lente, «Studi di nodi», LXXVIII (2020), pp. 255-291\n"
        "2) A. Holm, B. Lund, Una catena ignota, in «Giornale storico dei porti», 15, 2018, pp. 94-118.\n"
        "3) B. Lund, A. Holm, Kto płacił za liny?, „Studia Portowe” 58 (2015), z. 3, s. 311–330\n"
    )
    assert [one[0] for one in read(text)] == ["Sulle funi lente", "Una catena ignota", "Kto płacił za liny?"]
    assert [one[3] for one in read(text)][:2] == ["Studi di nodi", "Giornale storico dei porti"]


def test_commas_within_the_name_of_a_journal() -> None:
    """A list of two or three words with "&" is one name."""
    text = (
        "Holm, A., & Lund, B. (2020). Signals in the fog. Journal of Rope, Knots & Education, 19(5), 301–318.\n"
        "Lund, B., & Holm, A. (2019). Rust on chains. Journal of Moorings, 3(1), 1–9.\n"
    )
    assert [one[3] for one in read(text)] == ["Journal of Rope, Knots & Education", "Journal of Moorings"]


def test_two_words_before_year_and_volume_are_a_journal() -> None:
    """Behind a title in quotation marks a name without initials, with two numbers behind it, is no one's."""
    text = (
        "Ann Holm\n\nPublications\n\n"
        '"Ropes on Sunday," Labour Economics, 2020, vol. 65, 101863.\n\n'
        '"Do Knots Pay?" (with Bo Lund), Economics of Moorings, 2018, 64: 112-127.\n\n'
        '"Chains and Wages" (with Cy Moe), Harbour Economics, 2017, 12: 1-27.\n'
    )
    assert read(text)[0] == ("Ropes on Sunday", ["Ann Holm"], "2020", "Labour Economics")


SCREEN = (
    "Home\nQuestions\nJobs\nSearch for research\nAnn Holm\nProfile\nPublications (3)\n"
    "Slow ropes: a survey\nArticle\nFull-text available\nSep 2022\nAnn Holm · Bo Lund\nRead this article for our take on old ropes...\nView\n"
    "Rust on chains: a study\nArticle\nJan 2019 · Knot Studies\nAnn Holm · Bo Lund · [...] · Cy Moe\nView\n"
    "Does tar matter? A blind test\nPreprint\nFull-text available\nMar 2016\nBo Lund · Ann Holm\nNetwork\nFollowers (84)\nCompany\nSupport\n"
)


def test_words_of_a_site_below_a_work_are_no_venue() -> None:
    """A snippet is cut off, a date may stand before the journal, and a count of followers tells nothing of the last work."""
    assert read(SCREEN) == [
        ("Slow ropes: a survey", ["Ann Holm", "Bo Lund"], "2022", ""),
        ("Rust on chains: a study", ["Ann Holm", "Bo Lund", "Cy Moe"], "2019", "Knot Studies"),
        ("Does tar matter? A blind test", ["Bo Lund", "Ann Holm"], "2016", ""),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Holm A, Lund B, Moe CD; KNOT Study Group", ["Holm A", "Lund B", "Moe CD", "KNOT Study Group"]),
        ("KERMADEC S., LE TROCQUER A.", ["KERMADEC S.", "LE TROCQUER A."]),
        ("Holm, A.; Lund, B.", ["Holm, A.", "Lund, B."]),
    ],
)
def test_names_of_references_with_groups_and_particles(text: str, names: list[str]) -> None:
    """A semicolon may part a group alone from names that commas part; a particle in capitals is no initial."""
    found = names_in(text).names
    assert [name.printed for name, _, _ in found] == names
    assert all(name.family or name.literal for name, _, _ in found)


def test_two_words_behind_a_quoted_title_with_nothing_but_a_year_are_no_author() -> None:
    """Behind a quoted title, one name without initials and with its year is a journal's: an author would have a venue behind it."""
    page = (
        "Jane Q. Example\n\nPublications\n\n"
        '"Rent Control and Repairs" (with Robert Muster), American Economic Journal, 2022.\n'
        '"Who Pays for Paid Leave?" (with Quirin Novak), Journal of Labour, 2021.\n'
        '"Sunday Trading", Labour Economics, 2020.\n'
    )
    assert [(one[1], one[3]) for one in read(page)] == [
        (["Jane Q. Example", "Robert Muster"], "American Economic Journal"),
        (["Jane Q. Example", "Quirin Novak"], "Journal of Labour"),
        (["Jane Q. Example"], "Labour Economics"),
    ]


def test_titles_end_before_two_strokes() -> None:
    """References in the style of GOST: the journal stands behind "//", the kind of a book behind a colon, its imprint behind a dash."""
    text = (
        "1. Холмова Е. П., Лундин Р. Г. Медленные канаты в портах // Морское дело. 2021. № 4. С. 455–467.\n"
        "2. Holmova E.P., Lund O. Ropes under load in winter // Knot Studies. 2017. V. 50. No. 9. P. 1034–1043.\n"
        "3. Холмова Е.П., Лундин Н.А. Влияние соли на узлы // Порты Севера: материалы конф. Бергенск, 2016. С. 201–204.\n"
        "4. Холмова Е. П. Узлы и люди: автореф. дис. ... канд. ист. наук. Бергенск, 2009. 19 с.\n"
    )
    assert [one[0] for one in read(text)] == [
        "Медленные канаты в портах", "Ropes under load in winter", "Влияние соли на узлы", "Узлы и люди",
    ]  # fmt: skip


def test_names_that_fill_the_first_line_are_all_authors() -> None:
    """An entry over three lines among others on one: a second name is not taken for the beginning of the title."""
    text = (
        "1. Holm A, Lund B, Moe C. Slow ropes: a trial. Knot Stud 2019;106:1441-8.\n"
        "2. Lund B, Holm A. Rust on chains. Tides. 2021;25(4):911-919.\n"
        "3. Moe C, Holm A\n   Ropes by night\n   Knot Stud 2012; 101: 203-7\n"
        "4. Holm A, Moe C. Splices. Harb J 2014;12:1-9.\n"
    )
    assert all(one[0] == "Ropes by night" or "Holm" not in one[0] for one in read(text))
    assert {"Slow ropes: a trial", "Rust on chains"} <= {one[0] for one in read(text)}


IMPRINTS = (
    "Dr Ann Holm\n\nBooks\n\nRopes in the Closet: Knots at Home, 1620–1690 (Bergen: Tidal Press, 2014); paperback edn 2018\n"
    "Listening to Chains (Vigo: Brepols, 2021)\nOn Hemp and Tar (Oslo: Tidal Press, 2009)\n"
)


def test_lines_with_an_imprint_are_whole_entries() -> None:
    """No title goes on over the bracket with place, publisher and year, and no line below it is its venue."""
    assert all("2014" not in one[0] and "Listening" not in one[3] for one in read(IMPRINTS))


def test_what_was_said_and_not_printed_is_no_work() -> None:
    """Headings of oral communications have a word of works, but what they head was not printed."""
    works = (
        "REPRESENTATIVE PUBLICATIONS (*: corresponding author; #: equal contribution)\n"
        "1. Holm A., Lund B. (2016), « Des cordes lentes », Actes de la conférence des nœuds, Paris, p. 303-311\n"
        "2. Lund B., Holm A., Moe C. (2015), « Rouille et chaînes », Revue des ports, 12, p. 3-31\n\n"
    )
    talks = "COM : Communications orales sans actes\n– « Nœuds de nuit », séminaire du laboratoire, Poitiers, 12 mars 2022\n– « La corde », Colloque des nœuds 22, Auckland, juin 2018\n"
    assert [one[0] for one in read(works)] == ["Des cordes lentes", "Rouille et chaînes"]
    assert read(works + talks) == read(works)


def test_the_line_that_names_the_owner_of_a_page_is_no_reject() -> None:
    """It is furniture where the works of the page are that person's; a name above the works of others is not understood."""
    page = (
        "{}\n\nPublications\n\n"
        '"Rent Control and Repairs" (with Robert Muster), American Economic Journal, 2022.\n'
        '"Who Pays for Paid Leave?" (with Quirin Novak), Journal of Labour, 2021.\n'
        '"Sunday Trading", Labour Economics, 2020.\n'
    )
    for head, rejected in (("Jane Q. Example", 0), ("Jane Q. Example, room 12", 1)):
        items, account = read_text(sources()["listing"], page.format(head), "x.txt")
        assert account.closes
        assert sum(isinstance(item, Reject) for item in items) == rejected, head


def items(text: str) -> list[Item]:
    """What is read of a page that a source claims; the account must close."""
    source = claim("x.txt", text)
    assert source is not None
    found, account = read_text(source, text, "x.txt")
    assert account.closes
    return found


NATIONAL = """\
Lund Bo publikációs listája

Folyóiratcikk

1. Holm, Ada ; Lund, Bo
   Tide gauges in narrow straits
   JOURNAL OF HARBOURS 12 : 3 pp. 11-22. , 12 p. (2021)
   DOI: 10.1234/jh.2021.3  WoS  Scopus
   Folyóiratcikk/Szakcikk (Folyóiratcikk)/Tudományos

2. Lund, Bo
   Tarred hemp under load
   ROPE STUDIES 588 Paper: 125001 , 14 p. (2017)
   Folyóiratcikk/Szakcikk (Folyóiratcikk)/Tudományos

Könyvrészlet

3. Dahl, Cy ; Holm, Ada
   Lamps for blind harbours
   In: Lund, Bo (szerk.) Harbours by night
   Bergen, Norvégia : Coast Press (2019) 210 p. pp. 55-71. , 17 p.
"""


def test_names_title_and_venue_on_lines_of_their_own() -> None:
    """A list of a national database has names, title and venue on lines of their own, and words of its own below."""
    works = [item.work for item in items(NATIONAL) if isinstance(item, Record)]
    assert [one.title for one in works] == [
        "Tide gauges in narrow straits",
        "Tarred hemp under load",
        "Lamps for blind harbours",
    ]
    assert [one.venues[0].name for one in works] == ["JOURNAL OF HARBOURS", "ROPE STUDIES", "Harbours by night"]
    assert [[c.name.family for c in one.contributions if c.role == "author"] for one in works] == [
        ["Holm", "Lund"],
        ["Lund"],
        ["Dahl", "Holm"],
    ]
    assert works[0].identifiers[0].value == "10.1234/jh.2021.3"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("HOLM, Ada, Bo LUND a Cy DAHL", ["Ada Holm", "Bo Lund", "Cy Dahl"]),
        ("HOLM, A., B. LUND, C. DAHL, et al.", ["A. Holm", "B. Lund", "C. Dahl"]),
        ("HOLM, Ada a Bo LUND", ["Ada Holm", "Bo Lund"]),
        ("Holm, A., B. Lund, C. Dahl, et al.", ["A. Holm", "B. Lund", "C. Dahl"]),
    ],
)
def test_names_of_iso_690(printed: str, expected: list[str]) -> None:
    """The first name is inverted and the others are not; family names may be in capitals, and "a" part the last two."""
    found = people(printed)
    assert found is not None
    assert [f"{name.given} {name.family.title()}" for name, _, _ in found.names] == expected


def test_numbers_that_count_down_begin_anew_behind_a_blank_line() -> None:
    """The numbers of the next section may be of the same brackets and far from those of the last."""
    text = (
        'Conferences\n\n[12] A. Holm, B. Lund, "Tides in straits," in Proc. of Harbours, Bergen, 2021, pp. 1-9.\n'
        '[11] B. Lund, C. Dahl, "Lamps for harbours," in Proc. of Lamps, Oslo, 2020, pp. 2-8.\n\n'
        'Domestic ones (in translation)\n\n[5] A. Holm, C. Dahl, "Ropes in rain," Rope Studies, vol. 3, pp. 5-9, 2019.\n'
        '[4] C. Dahl, A. Holm, "Ropes in snow," Rope Studies, vol. 2, pp. 1-4, 2018.\n'
    )
    titles = [item.work.title for item in items(text) if isinstance(item, Record)]
    assert titles == ["Tides in straits", "Lamps for harbours", "Ropes in rain", "Ropes in snow"]


def test_a_page_of_dblp_without_buttons() -> None:
    """Keys and names with a colon are enough: years part sections with a single work."""
    text = (
        "2023\n[j4]\nAda Holm, Bo Lund 0002:\nTide gauges in straits. Harbours 16(9): 22-32 (2023)\n2021\n[c6]\nBo Lund, Cy Dahl:\n"
        "Do lamps drown? LAMPS 2021: 367-372\n2014\n[b1]\nAda Holm:\nTarred hemp. University of the Coast, 2014\n"
    )
    titles = [item.work.title for item in items(text) if isinstance(item, Record)]
    assert titles == ["Tide gauges in straits", "Do lamps drown?", "Tarred hemp"]


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_year_between_dashes_behind_the_names(gap: str) -> None:
    """Profiles of PhilPapers: title, names, year and venue, above an abstract and words of the page; their head is no work."""
    text = (
        "PhilPapers\nOff-campus access\nProfile\nAda Holm\nCollege of the Coast\nAreas of Specialization: Tides, Ropes\n\nWorks by Ada Holm\n\n"
        f"Why Straits Are Narrow.{gap}Ada Holm - 2022 - Harbour Studies 179 (4):1211-1230.\nIt is said that they are not. I say they are.\n"
        "Direct download (3 more) Export citation Bookmark\n\n"
        f"Do Ropes Promise?{gap}Ada Holm & Bo Lund - 2018 - In Cy Dahl (ed.), The Handbook of Ropes. Bergen: Coast Press. pp. 8-17.\n"
        "Direct download Export citation Bookmark\n\n"
        f"Lamps and Meaning.{gap}Bo Lund - 2015 - Lamp Science 30 (2):62-70.\nExport citation Bookmark 1 citation\n"
    )
    works = [item.work for item in items(text) if isinstance(item, Record)]
    assert [(one.title, one.venues[0].name, one.dates[0].value) for one in works] == [
        ("Why Straits Are Narrow", "Harbour Studies", "2022"),
        ("Do Ropes Promise?", "The Handbook of Ropes", "2018"),
        ("Lamps and Meaning", "Lamp Science", "2015"),
    ]
    assert [len([c for c in one.contributions if c.role == "author"]) for one in works] == [1, 2, 1]


def test_the_year_within_the_name_of_a_meeting() -> None:
    """What stands behind the year is no remark on how a paper was presented; behind the acronym of a meeting it is."""
    text = (
        "1. A. Holm, B. Lund. Ropes in the fog. Proceedings of the 2023 Conference on Knots and Bends, pp. 12-15.\n"
        "2. B. Lund. Rust on chains. In Proceedings of the 2021 ACM Workshop on Moorings, pp. 1-5.\n"
        "3. C. Moe. Drift without maps. NeurIPS 2022 Workshop on Tides.\n"
        "4. C. Moe, A. Holm. Signals at dusk. ICLR 2022 Conference.\n"
        "5. A. Holm, C. Moe. Knots on Sunday. NeurIPS 2020 Workshop Poster.\n"
    )
    assert [one[3].rstrip(".") for one in read(text)] == [
        "Proceedings of the 2023 Conference on Knots and Bends",
        "Proceedings of the 2021 ACM Workshop on Moorings",
        "NeurIPS 2022 Workshop on Tides",
        "ICLR",
        "NeurIPS",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A. Holm, PhD, B. Lund, MD, MPH, and C. Moe, RN", ["A. Holm", "B. Lund", "C. Moe"]),
        ("Anna Holm, Ph.D., Bo Lund, M.D.", ["Anna Holm", "Bo Lund"]),
        ("Dr. A. Holm, Prof. Dr. B. Lund", ["A. Holm", "B. Lund"]),
        ("Dr Anna Holm and Prof Bo Lund", ["Anna Holm", "Bo Lund"]),
        ("A. Holm^{1}, B. Lund^{1,2}", ["A. Holm", "B. Lund"]),
        ("Holm, MD, Lund, RN", ["Holm, MD", "Lund, RN"]),
    ],
)
def test_degrees_words_of_respect_and_raised_marks_are_of_no_name(text: str, names: list[str]) -> None:
    """Behind a family name alone such letters are initials."""
    found = people(text)
    assert found is not None
    assert [name.printed for name, _, _ in found.names] == names
