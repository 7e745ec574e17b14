"""Plain-text lists: fields named by labels, profiles and listing pages, other languages, several layouts on a page, and the score."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.listing import LISTING, TO_REACH, Score, measured
from kg.names import display
from kg.reading import read_text
from kg.records import Record
from kg.sources import HEAD, claim
from kg.sources._listing_forms import title_commas
from kg.sources._listing_lines import Draft
from kg.sources._listing_people import people
from kg.sources._listing_tail import Tail
from tests._list_layouts import LAYOUTS
from tests.lists import samples
from tests.sources.test_listing import ABSTRACT, read

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "listing").glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Smith JA, van den Berg B, Đặng H", ["JA Smith", "B van den Berg", "H Đặng"]),
        ("Şahin, İbrahim, Qiang Kao, and Mehmet Öztürk", ["İbrahim Şahin", "Qiang Kao", "Mehmet Öztürk"]),
        ("Ann Author1,2, Bo Builder*,†", ["Ann Author", "Bo Builder"]),
        ("Ilaria Rossi y Karl-Heinz Köhler", ["Ilaria Rossi", "Karl-Heinz Köhler"]),
        ("Ann Author with Bo Builder", ["Ann Author", "Bo Builder"]),
        ("王伟，李娜，等", ["王伟", "李娜"]),
        ("Smith, J., Brown, A. & Cole, T.", ["J. Smith", "A. Brown", "T. Cole"]),
        ("A Author, B Builder, ...", ["A Author", "B Builder"]),
    ],
)
def test_forms_of_name_lists(text: str, names: list[str]) -> None:
    """Initials behind, a first name inverted, marks with commas, and the "and" of other languages are understood."""
    found = people(text)
    assert found is not None
    assert [display(name) for name, _, _ in found.names] == names


@pytest.mark.parametrize(
    "text",
    [
        "A Survey of Small Boats",
        "Learning, Planning, and Control",
        "Is This a List?",
        "the tide",
        "Kites, kilns and ferries",
        "",
        ".",
    ],
)
def test_titles_are_no_name_lists(text: str) -> None:
    """A title with commas and capitals is no list of names."""
    assert people(text) is None


def test_an_unknown_label_and_a_second_title_do_not_mend_a_record() -> None:
    """What a label names that no field takes stays left over under the label's name."""
    text = (Path(GOLDEN[0].parent) / "labelled.txt").read_text()
    records, rejects, left, _ = read(text)
    assert not rejects
    assert len(records) == 2
    assert [(one.field, one.text) for one in left] == [("type", "rapport")]


def test_citation_counts_and_link_labels_are_not_venues() -> None:
    """A count of citations is left over by that name, labels of links are furniture, and neither is part of a field."""
    entries = [
        "Ferries Without Timetables. Ann Author, Bo Builder. Journal of Harbours 12(3):1-9, 2019. [pdf] [code]",
        "Kilns of the North. Ann Author, Cy Smith. Journal of Harbours 13(3):1-9, 2020. Cited by 12",
        "Kites at Work. Ann Author, Bo Builder. Tidewater, 2021. (slides, video)",
    ]
    records, rejects, left, _ = read("\n".join(entries))
    assert not rejects
    assert [(one.field, one.text) for one in left] == [("citations", "Cited by 12")]
    assert [record.work.venues[0].name for record in records] == [
        "Journal of Harbours",
        "Journal of Harbours",
        "Tidewater",
    ]
    labels = [piece for record in records for piece in record.pieces if piece.field == "link-label"]
    assert len(labels) == 2


def test_a_missing_count_of_citations_leaves_the_year() -> None:
    """In the columns of a profile the year behind the count is the date, where nobody cites the work, too."""
    entries = [
        ("Ferries without timetables", "Journal of Harbours 12, 1-9\t12\t2019"),
        ("Kilns of the north", "Journal of Harbours 13, 3-9\t3*\t2020"),
        ("Kites at work", "Tidewater Press\t\t2011"),
    ]
    text = "".join(f"{title}\nA Author, B Builder\n{venue}\n" for title, venue in entries)
    records, rejects, left, _ = read(text)
    assert not rejects
    assert [record.work.dates[0].value for record in records] == ["2019", "2020", "2011"]
    assert [(one.field, one.text) for one in left] == [("citations", "12"), ("citations", "3*")]


def test_weaker_evidence_is_said() -> None:
    """A venue that nothing but its place shows, and a title beside a single name, are less than certain."""
    text = (
        "[1] A. Author, B. Builder. Ferries Without Timetables. Tidewater, 2019.\n[2] A. Author. Kilns of the North. Tidewater, 2018.\n"
        "[3] B. Builder, C. Smith. Kites at Work. Journal of Harbours, 12(3):1-9, 2017.\n"
    )
    records, _, _, _ = read(text)
    assert [sorted(record.confidence) for record in records] == [["venues"], ["contributions", "title", "venues"], []]
    assert all(value < 1 for record in records for value in record.confidence.values())


def test_entries_of_which_all_line_ends_were_lost() -> None:
    """Numbers that count up part the entries, also when the line is longer than what sniffing is shown."""
    entry = "A. Author, B. Builder. Ferries Without Timetables. In Proceedings of Tides, pages 1-9, 2019."
    text = " ".join(f"[{i}] {entry}" for i in range(1, 901))
    assert len(text) > HEAD
    assert LISTING.sniff("x", text[:HEAD])
    records, rejects, _, _ = read(text)
    assert not rejects
    assert len(records) == 900
    assert {record.work.title for record in records} == {"Ferries Without Timetables"}


def test_an_author_line_longer_than_what_sniffing_is_shown() -> None:
    """A title, and below it nothing but names up to the end of the head, are the beginning of a list."""
    names = ", ".join(f"Ann{chr(97 + i % 26)} {chr(65 + i // 26 % 26)}uthor" for i in range(6000))
    text = f"Ferries Without Timetables\n{names}\n\n{ABSTRACT}\n\narXiv:1905.01234\nCreated: 2019-05-03\n"
    assert len(names) > HEAD
    assert LISTING.sniff("x", text[:HEAD])
    records, _, _, _ = read(text)
    assert [(record.work.title, len(record.work.contributions)) for record in records] == [
        ("Ferries Without Timetables", 6000)
    ]


PROGRAMME = """Conference on Tides, 3 May 2019

09:00 Registration
09:30 Keynote
Ferries Without Timetables
Ann Author, Bo Builder
10:30 Coffee break
11:00 Session 1: Kilns
Kilns of the North: A Survey
Jane Okafor, Bo Builder
12:30 Lunch
"""
NO_LISTS = {
    "programme": PROGRAMME,
    "minutes": "Present: Ann Author, Bo Builder, Cy Smith\nDate: 2019-05-03\nTitle: Meeting of the board\n\nThe board met and spoke.\n",
    "mail": f"From: Ann Author\nDate: 3 May 2019\nSubject: Ferries\n\nDear all,\n\n{ABSTRACT}\n\nAnn Author\n",
    "yaml": "cff-version: 1.2.0\ntitle: Ferries\nauthors:\n  - family-names: Author\n    given-names: Ann\ndoi: 10.1234/abc\n",
    "log": "2019-05-03 Ann Author: Fixed the ferry. See issue 12.\n2019-05-04 Bo Builder: Mended the kiln. See issue 13.\n"
    * 3,
    "table of contents": "1. Introduction 1\n2. Ferries and Tides 5\n3. Kilns of the North 19\n4. Conclusion 2019\n",
    "addresses": "Ann Author\n12 Harbour Street\nHamburg 2019\n\nBo Builder\n7 Kiln Road\nOslo 2020\n",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_texts_that_are_no_lists_are_not_claimed(text: str) -> None:
    """The programme of a meeting, minutes, mail, YAML, a log, a table of contents and addresses are no publication lists."""
    assert not LISTING.sniff("x.txt", text)


def test_two_layouts_on_a_page_without_headings() -> None:
    """What the layout of a page refuses is read by another where that understands all of it."""
    references = "\n".join(
        f"[{i}] A. Author, B. Builder. Ferries Without Timetables. Journal of Harbours, 12(3):1-9, 20{i}."
        for i in range(10, 22)
    )
    listing = "\n".join(
        f"Title: Kites at Work\nAuthors: Ann Author, Bo Builder\nJournal: Tidewater\nYear: 20{i}\n"
        for i in range(10, 14)
    )
    records, rejects, _, _ = read(f"{references}\n\n{listing}")
    assert not rejects
    assert [record.work.title for record in records] == ["Ferries Without Timetables"] * 12 + ["Kites at Work"] * 4


@pytest.mark.parametrize("layout", LAYOUTS)
def test_invented_lists_are_read(layout: str) -> None:
    """In each layout, what is said of titles, names, years, venues and ids of invented lists is nearly always right."""
    score = Score()
    for sample in samples("development", 4, layout):
        score.add(measured(sample))
    for name in TO_REACH:
        if figures := score.figures(name):
            precision, recall, _ = figures
            # of what a layout does not print, the networks may say something of one entry in twenty
            assert precision >= 0.9 or score.said[name] * 20 <= score.there["title"], (name, figures)
            assert recall >= 0.8, (name, figures)


def test_the_goals_are_reached_on_lists_not_seen() -> None:
    """On invented lists of a vocabulary and marks of their own, F1 of each field is what it should be."""
    score = Score()
    for layout in LAYOUTS:
        for sample in samples("evaluation", 4, layout):
            score.add(measured(sample))
    reached = {name: (score.figures(name) or (0, 0, 0))[2] for name in TO_REACH}
    assert {name for name, figure in reached.items() if figure < TO_REACH[name]} == set(), reached


@pytest.mark.parametrize(
    "filler",
    ["[pdf] ", "- \n", "[1] ", "A. Author, ", "Ann Author:\n", "Authors: A\n", "2019 | Book\n", "A, B. ", "王伟, "],
)
def test_repetition_takes_no_longer_than_its_length(filler: str) -> None:
    """A text of one thing over and over is read in seconds, whichever layout tries."""
    text = filler * (40_000 // len(filler))
    begun = time.process_time()
    LISTING.sniff("x", text[:HEAD])
    _, account = read_text(LISTING, text)
    assert account.closes
    assert time.process_time() - begun < 10


def squeezed(text: str) -> str:
    """A text without white space and hyphens."""
    return "".join(c for c in text if not c.isspace() and c not in "-‐\xad")


@given(st.sampled_from(GOLDEN), st.data())
def test_no_change_of_a_list_makes_the_reader_raise(path: Path, data: st.DataObject) -> None:
    """However a list is cut and spliced, reading it ends, and its account closes."""
    text = path.read_text()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    put = data.draw(st.text(alphabet="Ab1.,:;()[]\n \t“”–-&|⟨⟩*†é王：", max_size=20))
    changed = text[:start] + put + text[end:]
    LISTING.sniff("x", changed[:HEAD])
    items, account = read_text(LISTING, changed)
    assert account.closes, account
    for item in items:
        if isinstance(item, Record) and item.work.title:
            # White space and the hyphens of line ends may be mended, nothing else.
            assert squeezed(item.work.title) in {
                squeezed(changed[piece.start : piece.end]) for piece in item.pieces if piece.field == "title"
            }


@pytest.mark.parametrize("layout", ["three-lines", "apa", "dblp", "scholar", "labelled"])
def test_a_list_longer_than_what_is_looked_at_is_read_to_its_end(layout: str) -> None:
    """The layout is told from the beginning, and the last of hundreds of works is read as the first is."""
    sample = next(samples("development", 1, layout, works=800))
    assert len(sample.text) > HEAD + 20_000
    score = measured(sample)
    assert score.works == 800
    for name in ("title", "year"):
        figures = score.figures(name)
        assert figures is not None
        assert figures[2] > 0.95


def test_the_year_of_a_heading_applies_beyond_what_is_looked_at_together() -> None:
    """Under one heading stand more works than are looked at together; all are dated by it."""
    entry = "Ann Author and Bo Builder. Ferries at Pier {} Without Timetables. In Proceedings of the Conference on Tides, pages 1-9.\n"
    text = "2019\n\n" + "".join(entry.format(i) for i in range(1000))
    assert len(text) > HEAD + 20_000
    items, account = read_text(LISTING, text)
    records = [item for item in items if isinstance(item, Record)]
    assert account.closes
    assert len(records) == 1000
    assert {date.value for record in records for date in record.work.dates} == {"2019"}
    assert all(record.work.dates for record in records)


def test_a_list_that_becomes_another_is_read_on_by_a_plan_of_its_own() -> None:
    """Where no heading parts two long lists of different order, the second is looked at anew."""
    first = "Ann Author, Bo Builder. Ferries at Pier {} Without Timetables. Journal of Harbours, 12(3):1-9, 2019.\n\n"
    second = "Ferries at Pier {} Without Timetables\nAnn Author, Bo Builder\nJournal of Harbours, 12(3):1-9, 2019\n\n"
    text = "".join(first.format(i) for i in range(700)) + "".join(second.format(i) for i in range(700, 1400))
    items, account = read_text(LISTING, text)
    records = [item for item in items if isinstance(item, Record)]
    assert account.closes
    assert len(records) >= 1380


def test_names_that_a_word_parts_may_stand_in_one_part_of_an_entry() -> None:
    """Where the names with initials begin behind the last comma, the parts before it are no title."""
    assert title_commas("Ferries Across Harbour Lamps Bo Eze, Ann Builder and Thị Mai Võ", 0) is None


def test_a_listing_with_numbered_affiliations_and_replaced_papers() -> None:
    """arXiv prints affiliations behind the names, by numbers; a replaced paper says so before its links."""
    text = (
        "[1] arXiv:2305.15501 [pdf, html, other]\nTitle: Tides in still water\n"
        "Authors: A. Holm (1), Bo Lund (2, 1), C. Dahl ((1) College of the Coast, (2) Harbour Office)\n"
        "Comments: 4 pages\nSubjects: Fluid Dynamics (physics.flu-dyn)\n\n"
        "[2] arXiv:2211.09955 (replaced) [pdf, other]\nTitle: Ropes in deep water\nAuthors: Bo Lund, C. Dahl\n"
        "Subjects: Fluid Dynamics (physics.flu-dyn)\n"
    )
    source = claim("x.txt", text)
    assert source is not None
    items, account = read_text(source, text, "x.txt")
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    assert [one.title for one in works] == ["Tides in still water", "Ropes in deep water"]
    assert [(one.name.family, [a.name for a in one.affiliations]) for one in works[0].contributions] == [
        ("Holm", ["College of the Coast"]),
        ("Lund", ["Harbour Office"]),
        ("Dahl", []),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("海洋 64(3) 181-196 2019年9月 査読有り", ("海洋", "64", "3", "181-196", "2019")),
        ("Rope Studies 11(1) 51-59 2017年8月 査読有り 国際共著 DOI", ("Rope Studies", "11", "1", "51-59", "2017")),
        ("灯台研究 30 62-70 2015年", ("灯台研究", "30", None, "62-70", "2015")),
        ("Rope Studies 406-407: 118-124, 2013", ("Rope Studies", "406-407", None, "118-124", "2013")),
    ],
)
def test_numbers_behind_a_venue_without_marks(printed: str, expected: tuple[str | None, ...]) -> None:
    """Volume, issue, pages and month behind a venue, as Japanese pages print them; a volume may be two."""
    draft = Draft("article")
    Tail(draft, printed, 0).read(0)
    work = draft.work
    assert (work.venues[0].name, work.volume, work.issue, work.pages, work.dates[0].value) == expected


def test_names_in_wide_script_have_the_family_name_first() -> None:
    """A blank parts family and given name; what is no name there is none."""
    found = people("千葉 花子, 森田 直")
    assert found is not None
    assert [(name.family, name.given) for name, _, _ in found.names] == [("千葉", "花子"), ("森田", "直")]
    assert people("火山ガス 岩石学 離島火山") is None
    assert people("書籍等出版物") is None
