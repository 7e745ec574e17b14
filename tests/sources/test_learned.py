"""The tagger of pages: how lines are parted, what it takes of a page that no rule knows, and what it leaves alone."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from benchmarks.page_labels import page_of, stretches_of, tags, venues_of
from benchmarks.page_styles import PageStyle, Stretch, unlisted, wrapped
from benchmarks.pages import PAGES
from kg.reading import read_text
from kg.records import Item, Record, Reject
from kg.sources import _learned_reader, listing
from kg.sources import sources as every
from kg.sources._learned_no_works import is_no_work
from kg.sources._learned_reader import revised, shows
from kg.sources._learned_record import record_of, title_of
from kg.sources._learned_tagger import MODELS, Entry, Part, _set_aside, complete, entries
from kg.sources._listing_lines import Line, joined, lines_of
from tests import random_forms
from tests._page_words import WORDS

PAGE = """Harbour Laboratory
News and people

Ferries without timetables: a study of small ports
[open access]
⟶ Odile Marchetti / Bram Okonjo
seen in: Journal of Harbour Studies, 12 (2019), pp. 3-19

Who pays for the lighthouse?
[open access]
⟶ Bram Okonjo / Sunniva Aalto
seen in: Coastal Economics, 7 (2020), pp. 44-61

Sandbanks that move at night
[open access]
⟶ Sunniva Aalto / Odile Marchetti
seen in: Journal of Harbour Studies, 14 (2021), pp. 101-120

Mooring fees and the price of fish
[open access]
⟶ Odile Marchetti / Teodor Brix
seen in: Coastal Economics, 9 (2022), pp. 5-28
"""


def lines(text: str) -> list[Line]:
    return list(lines_of(text.splitlines(keepends=True)))


def read(text: str) -> list[Item]:
    items, account = read_text(every()["listing"], text)
    assert account.closes
    return items


def test_a_line_is_parted_at_strong_marks() -> None:
    """Commas, stops behind words, quotation marks and brackets part a line; initials and the numbers of a volume do not."""
    (found,) = [page_of('2. A. Author, B. Builder. "Tides, and ports." J. Harb. 12(3), (with C. Smith) 2019').segments]
    assert [(one.text, one.before) for one in found] == [
        ("A. Author", "marker"),
        ("B. Builder.", "comma"),
        ("Tides", "open"),
        ("and ports", "comma"),
        ("J. Harb.", "close"),
        ("12(3", "stop"),
        ("with C. Smith", "bracket"),
        ("2019", "closed"),
    ]


def test_an_initial_behind_a_comma_ends_names() -> None:
    """What follows an initial is no part of the name when the two together can be none."""
    found = page_of("Strand, I. Peat fires and the price of oil. World 3, 12").segments
    assert [one.text for one in found][:3] == ["Strand", "I.", "Peat fires and the price of oil."]


def test_segments_stand_where_they_say() -> None:
    """The text of each segment is that of the page at its place."""
    page = page_of(PAGE)
    assert all(PAGE[one.start : one.end] == one.text for one in page.segments)
    assert len(page.features) == len(page.segments)


def test_a_page_of_no_known_layout_is_read() -> None:
    """A list in a form that no rule has is claimed and read, with titles, authors, venues and dates."""
    assert listing.sniff("page", PAGE)
    records = [one for one in read(PAGE) if isinstance(one, Record)]
    assert [one.work.title for one in records] == [
        "Ferries without timetables: a study of small ports",
        "Who pays for the lighthouse?",
        "Sandbanks that move at night",
        "Mooring fees and the price of fish",
    ]
    assert [[each.name.printed for each in one.work.contributions] for one in records][1] == [
        "Bram Okonjo",
        "Sunniva Aalto",
    ]
    assert [one.work.dates[0].value for one in records] == ["2019", "2020", "2021", "2022"]


def test_what_the_tagger_reads_says_how_certain_it_is() -> None:
    """No title that only the tagger found is as certain as one that a rule reads."""
    found = list(revised([Reject(0, len(PAGE.rstrip()), "not understood: nothing")], lines(PAGE)))
    records = [one for one in found if isinstance(one, Record)]
    assert len(records) == 4
    assert all(0.8 <= one.confidence["title"] <= 0.9 for one in records)


def test_sections_that_list_no_works_stay_as_they_are_where_the_tagger_finds_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tagger is asked of a page though every section of it seems to list none; what it finds is read."""
    items = [Reject(0, len(PAGE), "not understood: a section that lists no works")]
    assert [one.work.title for one in revised(items, lines(PAGE)) if isinstance(one, Record)] == [
        "Ferries without timetables: a study of small ports",
        "Who pays for the lighthouse?",
        "Sandbanks that move at night",
        "Mooring fees and the price of fish",
    ]
    monkeypatch.setattr(_learned_reader, "entries", lambda _: [])
    assert list(revised(items, lines(PAGE))) == items


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was built in 1874. It has two piers, and a lighthouse stands on the longer of them.\n\n" * 6,
        "import os\n\n\ndef main(argv):\n    return os.path.join(argv[0], 'x');\n" * 4,
        "Monday: soup, bread\nTuesday: fish, rice\nWednesday: beans, rice\nThursday: soup, bread\n",
        "".join(f"{number};Ferry {number};{2000 + number}\n" for number in range(30)),
        "To do\n\n- paint the boat\n- call Ann Author\n- buy rope, oil and two lamps\n- mend the net\n",
        "港は明治の初めに築かれた。二つの桟橋があり、長い方の先に灯台が立っている。\n\n" * 6,
        "",
    ],
)
def test_what_lists_no_works_is_not_claimed(text: str) -> None:
    """Prose, programs, tables, menus and tasks are no lists to it."""
    assert not shows(lines(text))


@pytest.mark.parametrize("number", range(12))
def test_the_parts_of_pages_put_together_are_found(number: int) -> None:
    """The labels of a page put together at random are the parts it was made of, and every entry begins once."""
    text, stretches = PageStyle(WORDS, random.Random(f"test {number}")).made()
    page = page_of(text)
    labels = tags(page.segments, stretches, {})
    assert all(text[one.start : one.end].strip() for one in stretches)
    shown = {
        one.entry for one in stretches if any(each.start < one.end and one.start < each.end for each in page.segments)
    }
    assert 0 < sum(label[0] == "E" for label in labels) <= len(shown)
    assert any(label.endswith("title") for label in labels)


def test_pages_without_works_have_none() -> None:
    """What is put together as a page without works has no text of a work, and the tagger is hardly ever certain of one."""
    pages = [unlisted(WORDS, random.Random(f"none {number}")) for number in range(20)]
    assert sum(shows(lines(page)) for page in pages) <= 1


def test_stretches_stay_with_their_words_when_lines_are_broken() -> None:
    """Breaking lines moves the stretches along."""
    text = "Ann Author and Bo Builder. Ferries without timetables. Journal of Harbour Studies"
    broken, (moved,) = wrapped(text, [Stretch(27, 53, "title", 0)], 30, "  ")
    assert "\n  " in broken
    assert " ".join(broken[moved.start : moved.end].split()) == text[27:53]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1988 Venetian loanwords and the sea. Jezik 4, 1-9.", ["1988", "Venetian loanwords and the sea.", "Jezik 4", "1-9."]),
        ("张伟，李娜．《茶马古道》，载《外国文学》第4期，2018", ["张伟", "李娜", "茶马古道", "载", "外国文学", "第4期", "2018"]),
        ("[1] 郑玲.译者的驿站[J].中国翻译, 2014", ["郑玲", "译者的驿站", "J", "中国翻译", "2014"]),
        ("Artículo;Fleece traits of alpacas;Quispe E., Frank G.;2021", ["Artículo", "Fleece traits of alpacas", "Quispe E.", "Frank G.", "2021"]),
        ("Who pays for the lighthouse?. Klassekampen 2021", ["Who pays for the lighthouse?", "Klassekampen", "2021"]),
        ("Fritidshemmets kunskap2023Ingår i: Barn", ["Fritidshemmets kunskap", "2023Ingår i", "Barn"]),
        ("best one --> Sleepwalking bees", ["best one", "Sleepwalking bees"]),
    ],
)  # fmt: skip
def test_lines_of_many_kinds_are_parted(text: str, parts: list[str]) -> None:
    """Years before an entry, signs of East Asia, semicolons without white space, arrows."""
    assert [one.text for one in page_of(text).segments] == parts


def test_known_works_are_laid_over_their_page() -> None:
    """Titles, authors, venue and year that a page is known to hold label its segments."""
    row = ("Who pays for the lighthouse?", "Bram Okonjo; Sunniva Aalto", "2020", "Coastal Economics", "")
    page = page_of(PAGE)
    stretches, rows = stretches_of(page.segments, [row], PAGE)
    found = tags(page.segments, stretches, {0: venues_of(rows[0][3])})
    labels = list(zip([one.text for one in page.segments], found, strict=True))
    assert ("Who pays for the lighthouse?", "E-title") in labels
    assert [text for text, label in labels if label.endswith("authors")] == ["Bram Okonjo", "Sunniva Aalto"]
    assert ("Coastal Economics", "B-venue") in labels
    assert ("News and people", "O") in labels


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Tides and ports,” ", "Tides and ports"),
        ("Tides (and ports).", "Tides (and ports)"),
        ("Tides?", "Tides?"),
        ("Tides...", "Tides..."),
    ],
)
def test_marks_around_a_title_are_not_of_it(text: str, title: str) -> None:
    """Quotation marks and a full stop stay out; a bracket that is opened within is closed within."""
    end = len(text.rstrip(").")) if "(" in text else len(text)
    start, stop = title_of(text, 0, end)
    assert text[start:stop] == title


def test_entries_go_over_no_bullet() -> None:
    """No certain title goes on behind a bullet or a blank line, whatever the model holds."""
    text = "• Ferries without\n\n• timetables in small ports\n\n• Ann Author\n" * 3
    for one in entries(lines(text)):
        behind = one.title.segments[1:]
        assert one.certainty == 0 or not any(
            each.before == "marker" or (each.nth == 0 and each.line.gap) for each in behind
        )


def test_long_and_dense_lines_are_bounded() -> None:
    """Lines of thousands of marks, blanks or letters are read in the time of others: the account closes."""
    for text in (
        "a, " * 30_000,
        " " * 50_000 + "x\n",
        "(" * 9_000 + "\n",
        "A. " * 1_300 + "\n" + "x: " * 1_300 + "\ny\n" * 40,
    ):
        some = lines(text)
        assert [one.start for one in page_of(text).segments] == sorted(one.start for one in page_of(text).segments)
        assert joined(some) == text.strip()
        shows(some)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.stem)
def test_a_model_is_small(model: Path) -> None:
    """Each of the two models that ship stays below two megabytes."""
    assert model.stat().st_size < 2_000_000


def entry_of(text: str, *parts: tuple[str, int, int]) -> Entry:
    """An entry of a line whose parts are the segments from a number to another."""
    found = page_of(text).segments
    return Entry([Part(name, found[first:last]) for name, first, last in parts], 1.0)


def test_a_label_before_an_entry_is_no_venue() -> None:
    """The code that numbers an entry is furniture, and the venue stands behind the title."""
    text = "Art 3, B. Okonjo, Sandbanks that move, Harbour Review, 2019"
    entry = entry_of(text, ("rest", 0, 1), ("authors", 1, 2), ("title", 2, 3), ("rest", 3, 5))
    record = record_of(entry, text, 0)
    assert [one.name for one in record.work.venues] == ["Harbour Review"]
    assert next(one.field for one in record.pieces if one.kind == "furniture") == "label"


def test_a_title_in_the_form_of_a_label_is_a_title_alone() -> None:
    """What a work is called is taken once, also where it stands first and ends in a number."""
    text = "Turf 2, B. Okonjo, 2019"
    record = record_of(entry_of(text, ("title", 0, 1), ("authors", 1, 2), ("rest", 2, 3)), text, 0)
    assert [(one.kind, one.field) for one in record.pieces if one.start == 0] == [("mapped", "title")]


def test_a_mark_before_a_name_is_no_part_of_it() -> None:
    """An author who is marked by a star before the name is an author as the others are."""
    text = "Brix, T. A., & *Okonjo, B. (in press). Sandbanks that move"
    end = text.index(" (")
    parted = page_of(text).segments
    parts = [
        Part("authors", [one for one in parted if one.start < end]),
        Part("title", [one for one in parted if one.text.startswith("Sandbanks")]),
    ]
    record = record_of(Entry(parts, 1.0), text, 0)
    assert [one.name.printed for one in record.work.contributions] == ["Brix, T. A.", "Okonjo, B."]


def test_names_beside_those_of_another_entry_are_not_taken() -> None:
    """Where names of two entries share a line, whose they are is not certain."""
    page = page_of("Ann Author, Bo Builder: Ferries without timetables")
    first, second, title = page.segments
    found = [Entry([Part("authors", [first])]), Entry([Part("authors", [second]), Part("title", [title])])]
    number = {id(one): i for i, one in enumerate(page.segments)}
    _set_aside(found, ["E-authors", "E-authors", "B-title"], number, page.segments)
    assert [part.name for entry in found for part in entry.parts] == ["unsure", "unsure", "title"]


@pytest.mark.parametrize(
    "title",
    ["We are glad to show the papers below", "Hier stehen die folgenden Arbeiten", "Nous listons les travaux suivants"],
)
def test_a_sentence_that_speaks_of_the_list_is_no_work(title: str) -> None:
    """However certain the tagger is, it is a work only where names or a date show it to be one."""
    text = f"{title}, Bo Builder, Ferries Without Timetables"
    bare, named = entry_of(text, ("title", 0, 1)), entry_of(text, ("title", 0, 1), ("authors", 1, 2))
    other = entry_of(text, ("title", 2, 3))
    for entry in (bare, named, other):
        entry.certainty = 1.0
    found = _learned_reader._certain([bare, named, other], lines(text))
    assert [(one.work.title, len(one.work.contributions)) for one in found] == [
        (title, 1),
        ("Ferries Without Timetables", 0),
    ]


def test_a_year_behind_a_title_on_its_line_is_of_the_entry() -> None:
    """What the tagger takes for nothing of the entry tells when it appeared; a line without a year adds nothing."""
    for text, name in (("Quiet piers. Harbour Notes 3, 2019.", "rest"), ("Quiet piers. Harbour Notes.", "title")):
        segments = page_of(text).segments
        entry = Entry([Part("title", segments[:1])], 1.0)
        number = {id(one): i for i, one in enumerate(segments)}
        complete(entry, ["E-title"] + ["O"] * (len(segments) - 1), number, segments)
        assert entry.parts[-1].name == name


def test_the_dots_before_a_page_number_are_no_part_of_a_title() -> None:
    """A line of a table of contents: title, leader, number."""
    for text in ("Quiet piers .......... 12", "Quiet piers . . . . . . 7", "Quiet piers ........"):
        start, end = title_of(text, 0, len(text))
        assert text[start:end] == "Quiet piers"
    assert title_of("And so on...", 0, 12) == (0, 12)


def test_what_can_be_no_venue_is_left_over() -> None:
    """A number or words for editors behind a title are said to be no venue, and stay in the account."""
    text = "Quiet piers, LXXVIII, 2019"
    record = record_of(entry_of(text, ("title", 0, 1), ("rest", 1, 3)), text, 0)
    assert record.work.venues == []
    assert any(one.kind == "left" and text[one.start : one.end].startswith("LXXVIII") for one in record.pieces)
    text = "Quiet piers, Harbour Notes, 2019"
    record = record_of(entry_of(text, ("title", 0, 1), ("venue", 1, 2), ("rest", 2, 3)), text, 0)
    assert [one.name for one in record.work.venues] == ["Harbour Notes"]


def test_where_the_tagger_sees_no_venue_only_its_words_show_one() -> None:
    """What stands where a venue might is left over, be it a place or a publisher; a journal shows itself."""
    text = "Quiet piers, Kielce, 2019"
    record = record_of(entry_of(text, ("title", 0, 1), ("rest", 1, 3)), text, 0)
    assert record.work.venues == []
    assert [text[one.start : one.end] for one in record.pieces if one.kind == "left"] == ["Kielce"]
    text = "Quiet piers, Journal of Harbours, 2019"
    record = record_of(entry_of(text, ("title", 0, 1), ("rest", 1, 3)), text, 0)
    assert [one.name for one in record.work.venues] == ["Journal of Harbours"]


def test_a_venue_is_taken_whole() -> None:
    """What the tagger sees as the venue keeps its commas, and the numbers behind it go to their fields."""
    text = "Quiet piers, Food, Culture and Piers 12(3): 4-9, 2019"
    found = page_of(text).segments
    record = record_of(
        entry_of(text, ("title", 0, 1), ("venue", 1, len(found) - 1), ("rest", len(found) - 1, len(found))), text, 0
    )
    assert [one.name for one in record.work.venues] == ["Food, Culture and Piers"]
    assert (record.work.volume, record.work.issue, record.work.pages) == ("12", "3", "4-9")


CONTENTS = """TIDES 2014
Proceedings of the Second Workshop on Harbours

Table of Contents

Session 1: Ropes

Slow Ropes for Deep Harbours ..................................... 1
    Odile Marchetti, Bram Okonjo

Coffee break

Session 2: Piers

Why Piers Still Use Chains ....................................... 17
    Sunniva Aalto

Session 3: Demos

Approximate Joins on Misspelt Ship Names ......................... 33
    Bram Okonjo, Ruta Kalnins
"""


def test_contents_with_sessions_are_no_programme_of_a_meeting() -> None:
    """Numbers of pages behind the titles show sessions to be those of proceedings; without them they are of a programme."""
    assert not listing._is_programme(CONTENTS)
    assert listing._is_programme(CONTENTS.replace(".", ""))


def test_a_program_on_one_line_is_no_list() -> None:
    """One line of a page may look like one of a program, but not the only one."""
    works = ", ".join(f'"Author, B., Ferries of the {n}th harbour, Harbour Review {n}, 2001"' for n in range(1, 6))
    line = f"function show(){{ var works=[{works}]; return works; }}"
    assert not _learned_reader._entries(list(lines_of([line])))


def test_initials_before_names_that_were_taken_with_the_venue_are_at_one_place() -> None:
    """Names in brackets behind a venue may begin with an initial that was taken with it; the account of the page closes."""
    text = (PAGES / "taught" / "ff_128.txt").read_text("utf-8")
    items, account = read_text(every()["listing"], text, "list.txt")
    assert account.closes, account.faults
    assert any(isinstance(one, Record) for one in items)


def test_a_module_of_python_with_few_statements_is_no_list() -> None:
    """Lines of a program end in colons behind their words, or hold three marks of quotation, whatever stands between them."""
    text = '"""Harbour terminals, 1999."""\n\nfrom tides import buoys\n\n' + "".join(
        f"def dock{n}(fd):\n    '''Author, B. Ferries {n}, Harbour Review {n}, 2001.'''\n    if fd:\n        buoys(fd)\n"
        for n in range(6)
    )
    assert not _learned_reader._entries(list(lines_of(text.splitlines(keepends=True))))


def _works(count: int, certain: float, *names: str) -> tuple[str, list[Entry]]:
    """A text with works on lines of their own, all dated and in a journal, and entries as the tagger would find them."""
    text = "".join(f"Ropes of harbour {i}, {', '.join([*names, 'Journal of Ropes', '2019'])}\n" for i in range(count))
    segments, entries_ = page_of(text).segments, []
    for row in range(count):
        its = [one for one in segments if one.row == row]
        parts = [Part("title", its[:1]), *([Part("authors", its[1:-2])] if names else [])]
        entries_.append(Entry([*parts, Part("venue", its[-2:-1]), Part("rest", its[-1:])], certain))
    return text, entries_


@pytest.mark.parametrize(
    ("certain", "names", "listed"),
    [(0.95, (), True), (0.85, (), False), (0.85, ("B. Okonjo",), True), (0.75, ("B. Okonjo",), False)],
)
def test_a_page_with_a_single_work(
    monkeypatch: pytest.MonkeyPatch, certain: float, names: tuple[str, ...], listed: bool
) -> None:
    """It is a list where its work is nearly certain and whole, or all but certain and dated in a venue."""
    text, found = _works(1, certain, *names)
    text += "Ropes are the life of a harbour, and of all who work there by day and by night, in all weathers.\n"
    monkeypatch.setattr(_learned_reader, "entries", lambda _: found)
    assert shows(lines(text)) is listed


def test_works_with_times_between_them_are_no_programme_where_they_appeared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chat has times of day as a programme has; of a meeting three papers show that they are more than talks."""
    times = "".join(f"09:1{i} somebody said something\n" for i in range(4))
    text, found = _works(3, 0.99, "B. Okonjo")
    monkeypatch.setattr(_learned_reader, "entries", lambda _: found)
    assert listing.sniff("x", text + times)
    papers = [Entry(one.parts[:2], 0.99) for one in found]
    for few, listed in ((3, True), (2, False)):
        monkeypatch.setattr(_learned_reader, "entries", lambda _, few=few: papers[:few])
        assert listing.sniff("x", text + times) is listed


def test_a_section_that_should_list_no_works_is_read_where_it_does() -> None:
    """One work that appeared somewhere opens it, or two of named people; one of whom nothing is said but a name does not."""
    text, found = _works(2, 0.99)
    section = Reject(0, len(text), "not understood: a section that lists no works")
    records = [record_of(one, text, 0) for one in found]
    assert _learned_reader._holds(section, records[:1], [])
    assert _learned_reader._holds(section, [], records)
    assert not _learned_reader._holds(section, [], records[:1])
    assert not _learned_reader._holds(Reject(0, records[0].start, section.reason), records, records)
    heading = Reject(records[0].end - 4, len(text), section.reason)
    assert _learned_reader._holds(heading, records[:1], [])  # a line of a work was taken for a heading


@pytest.mark.parametrize("name", ["jj_ko_riss.txt", "nn_039.txt", "tt_394.txt"])
def test_a_page_with_signs_of_programs_is_a_list_where_all_of_it_are_whole_works(name: str) -> None:
    """Headings in angle brackets, keys with an @ and codes with a dash look like mark-up; whole works throughout show what the page is."""
    text = (PAGES / "taught" / name).read_text("utf-8")
    assert sum(_learned_reader._SYNTAX.search(line) is not None for line in text.splitlines()) > 1
    assert listing.sniff(name, text)


def test_programs_are_no_lists() -> None:
    """What looks like a program and holds no works is none."""
    program = "def ropes():\n    x = {'author': 'B. Okonjo', 'year': 2014}\n    return x\n\nclass Harbour:\n    import ropes\n"
    assert not listing.sniff("x", program * 3)


def test_what_names_words_in_one_of_three_lines_is_no_list() -> None:
    """Titles and names alone, of which most are not certain, are items of something else."""
    text, found = _works(3, 0.99, "B. Okonjo")
    papers = [Entry(one.parts[:2], certainty) for one, certainty in zip(found, (0.94, 0.5, 0.5), strict=True)]
    its = lines(text)
    records = [record_of(one, text, 0) for one in papers]
    assert not any(one.work.venues or one.work.dates for one in records)
    assert not _learned_reader._is_list(papers, records, its)
    sure = [Entry(one.parts[:2], 0.94) for one in found]
    assert _learned_reader._is_list(sure, [record_of(one, text, 0) for one in sure], its)


@pytest.mark.parametrize("seed", [83, 1083])
def test_works_of_one_title_are_never_read_from_the_same_place(seed: int) -> None:
    """Where the tagger has one entry of a title and the rules two, what is read still stands side by side."""
    items = [one for one in read(random_forms.page(seed).text) if isinstance(one, Record)]
    assert all(one.end <= after.start for one, after in itertools.pairwise(items))


def test_what_the_rules_took_across_two_entries_is_read_as_the_tagger_has_it() -> None:
    """Titles stand above their names here; read the other way each work would have the names of the one before, and the first would be lost."""
    items = [one.work for one in read((PAGES / "later" / "qq_430.txt").read_text("utf-8")) if isinstance(one, Record)]
    assert [(one.title, len(one.contributions)) for one in items] == [
        ("Graph Neural Networks for Knitting Patterns", 2),
        ("Message Passing with Yarn", 2),
        ("Oversmoothing Is a Purl", 3),
    ]


def test_what_somebody_said_of_a_book_is_no_work() -> None:
    """A sentence in quotation marks with a name behind it; a title before a name is a title."""
    said, title = "“A fine book about ropes.” — The Sailor", "“A fine book about ropes” — Ann Sailor"
    assert is_no_work(said, 1, said.index("”"))
    assert not is_no_work(title, 1, title.index("”"))
