"""Plain-text lists: the two layouts on real lists, on hard cases, and on texts that are none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import HEAD, sources

LISTING = sources()["listing"]
GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "listing").glob("*.txt"))

ABSTRACT = (
    "We describe a ferry that sails by the tide. Its timetable is made anew each day, from the forecast and from the crew. "
    "In two seasons one crossing in a hundred was lost."
)
BLOCK = f"Ferries Without Timetables\nAnn Author, Bo Builder\n\n{ABSTRACT}\n\n12 pages\n\narXiv:1905.01234\nCreated: 2019-05-03\n"
PAGE = f"Author, Ann\nFerries Without Timetables\nAuthor, Ann, Builder, Bo\n{ABSTRACT}\nKilns of the North\nBuilder, Bo, Author, Ann\n{ABSTRACT}\n"


def read(text: str) -> tuple[list[Record], list[Reject], list[LeftOver], Account]:
    """What is read of a text by kind, after checking that the account closes and that each piece holds its value, on one line or on several."""
    items, account = read_text(LISTING, text)
    assert account.closes, account
    records = [item for item in items if isinstance(item, Record)]
    for record in records:
        named: set[str] = set()
        for piece in record.pieces:
            printed = " ".join(text[piece.start : piece.end].split())
            if piece.kind == "mapped" and "[" not in piece.field:
                assert " ".join(getattr(record.work, piece.field).split()) == printed
            if piece.field.startswith("contributions[") and piece.field not in named:
                name = record.work.contributions[int(piece.field[14:-1])].name
                assert printed.startswith(" ".join(name.printed.split()))
                named.add(piece.field)  # what comes later is an affiliation
    rejects = [item for item in items if isinstance(item, Reject)]
    return records, rejects, [item for item in items if isinstance(item, LeftOver)], account


def one(text: str) -> Record:
    """The one record of a text in which nothing is rejected."""
    records, rejects, _, _ = read(text)
    assert not rejects
    assert len(records) == 1
    return records[0]


def printed(record: Record) -> list[str]:
    """The names of a record as printed."""
    return [contribution.name.printed for contribution in record.work.contributions]


# --- the real lists --------------------------------------------------------------------------------------------------


def seed(shared: Path, which: int) -> str:
    """The text of one of the two lists the project starts from."""
    return sorted((shared / "seeds").glob("*.txt"))[which].read_bytes().decode()


@pytest.mark.shared
def test_the_arxiv_list_is_read_exactly(shared: Path) -> None:
    """Ten works in order with ids, dates, comments, journal reference and abstracts byte for byte; nothing is left over."""
    text = seed(shared, 0)
    records, rejects, left, account = read(text)
    assert LISTING.sniff("x", text[:HEAD])
    assert (len(records), rejects, left, account.left) == (10, [], [], 0)
    works = [record.work for record in records]
    assert [work.identifiers[0].value for work in works] == [
        "2510.13290", "2509.25193", "2507.13264", "2506.21590", "2506.15446",
        "2412.12910", "2411.16502", "2405.18875", "2309.15178", "2305.16924",
    ]  # fmt: skip
    assert [work.title for work in works if work.title] == [
        "Devstral: Fine-tuning Language Models for Coding Agent Applications",
        "Voxtral",
    ]
    assert [len(work.contributions) for work in works] == [0, 103, 106, 0, 0, 0, 0, 0, 0, 0]
    assert [[(d.kind, d.value) for d in work.dates] for work in works] == [
        [("created", "2025-10-15"), ("updated", "2025-10-16")],
        [("created", "2025-08-08"), ("updated", "2025-10-01")],
        [("created", "2025-07-17"), ("updated", "2025-07-18")],
        [("created", "2025-06-18"), ("updated", "2025-06-30")],
        [("created", "2025-06-18"), ("updated", "2025-06-19")],
        [("created", "2024-12-17")],
        [("created", "2024-11-25")],
        [("created", "2024-05-29")],
        [("created", "2023-09-26")],
        [("created", "2023-05-26")],
    ]
    assert [work.comments for work in works] == [
        ["ICML 2025, 22 pages, 16 figures, 5 tables"],
        [],
        ["17 pages"],
        [],
        ["Reinforcement Learning Conference 2025"],
        ["Accepted at the 38th Conference on Neural Information Processing Systems (NeurIPS 2024)"],
        [],
        ["Accepted at ICML 2024"],
        ["Project page: https://enjeeneer.io/projects/conservative-world-models/"],
        ["arXiv admin note: substantial text overlap with arXiv:2210.01007"],
    ]
    assert [work.journal_ref for work in works] == ["International Machine Learning Conference (ICML) 2025"] + [
        None
    ] * 9
    assert [work.abstract for work in works] == [
        line for line in text.split("\n") if len(line) > 300 and line.count(",") < 60
    ]
    assert {work.type for work in works} == {"preprint"}
    assert not any(work.abstract_truncated or work.venues for work in works)
    assert not any(record.remarks or record.owner for record in records)


@pytest.mark.shared
def test_long_author_lists_keep_order_and_parts(shared: Path) -> None:
    """The two long lists keep every name as printed, with particles and compound names, and the lost comma stays lost here."""
    text = seed(shared, 0)
    records, _, _, _ = read(text)
    for record, line in ((records[1], 9), (records[2], 17)):
        assert ", ".join(printed(record)) == text.split("\n")[line - 1]
        assert [c.position for c in record.work.contributions] == list(range(1, len(printed(record)) + 1))
    names = {c.name.printed: c.name for c in records[1].work.contributions}
    assert "Darius Dabert Devon Mizelle" in names
    expected = {
        "Albert Q. Jiang": ("Albert Q.", "", "Jiang"),
        "Amélie Héliou": ("Amélie", "", "Héliou"),
        "Baudouin De Monicault": ("Baudouin", "", "De Monicault"),
        "Diego de las Casas": ("Diego", "de las", "Casas"),
        "Patrick von Platen": ("Patrick", "von", "Platen"),
        "Teven Le Scao": ("Teven", "", "Le Scao"),
        "JeanHadrien Chabran": ("JeanHadrien", "", "Chabran"),
        "Wen-Ding Li": ("Wen-Ding", "", "Li"),
    }
    assert {k: (n.given, n.particle, n.family) for k, n in names.items() if k in expected} == expected


@pytest.mark.shared
def test_the_author_page_is_read_exactly(shared: Path) -> None:
    """Ten works in order, 68 author mentions in 47 printed forms, the owner's line apart, one abstract cut off."""
    text = seed(shared, 1)
    records, rejects, left, account = read(text)
    assert LISTING.sniff("x", text[:HEAD])
    assert (len(records), rejects, left, account.left) == (10, [], [], 0)
    lines = text.split("\n")
    assert [record.work.title for record in records] == lines[1::3]
    assert [", ".join(printed(record)) for record in records] == lines[2::3]
    assert [record.work.abstract for record in records] == lines[3::3]
    mentions = [name for record in records for name in printed(record)]
    assert (len(mentions), len(set(mentions))) == (68, 47)
    for record in records:
        for contribution in record.work.contributions:
            assert f"{contribution.name.family}, {contribution.name.given}" == contribution.name.printed
        assert record.owner is not None
        assert (record.owner.family, record.owner.given) == ("Peyrard", "Maxime")
    assert [record.work.abstract_truncated for record in records] == [True] + [False] * 9
    assert [r.code for record in records for r in record.remarks] == ["abstract-truncated"]
    assert {record.work.type for record in records} == {"article"}
    assert "Peyrard, Maxime" not in [record.work.title for record in records]


# --- arXiv style -----------------------------------------------------------------------------------------------------


def test_a_block_with_all_lines() -> None:
    """Title, authors, abstract, comment, id and date each go to their field."""
    record = one(BLOCK)
    work = record.work
    assert (work.title, printed(record), work.abstract) == (
        "Ferries Without Timetables",
        ["Ann Author", "Bo Builder"],
        ABSTRACT,
    )
    assert (work.comments, work.identifiers[0].value, work.dates[0].value) == (["12 pages"], "1905.01234", "2019-05-03")


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.replace("\n", "\r\n"),
        BLOCK.rstrip("\n"),
        BLOCK.replace("\n\n", "\n  \t\n\n"),
        "\n\n" + BLOCK + "\n\n",
        BLOCK.replace("Author, Bo", "Author and Bo"),
        BLOCK.replace("Author, Bo", "Author,\nBo"),
    ],
    ids=["crlf", "no final newline", "blanks in blank lines", "blank lines around", "and", "authors on two lines"],
)
def test_line_ends_and_blank_lines_change_nothing(text: str) -> None:
    """Windows line ends, a missing last one, white space in blank lines and wrapped authors give the same work."""
    record = one(text)
    work = record.work
    assert LISTING.sniff("x", text)
    assert (work.title, printed(record), work.abstract) == (
        "Ferries Without Timetables",
        ["Ann Author", "Bo Builder"],
        ABSTRACT,
    )
    assert (work.comments, work.identifiers[0].value, work.dates[0].value) == (["12 pages"], "1905.01234", "2019-05-03")


def test_a_wrapped_abstract_keeps_its_line_ends() -> None:
    """An abstract over several lines is one value, byte for byte, with the line ends that stand in it."""
    wrapped = ABSTRACT.replace(". ", ".\r\n")
    assert one(BLOCK.replace(ABSTRACT, wrapped)).work.abstract == wrapped


@pytest.mark.parametrize(
    ("line", "value", "reference", "classes"),
    [
        ("arXiv:2510.13290v2 [cs.CL]", "2510.13290", None, ["cs.CL"]),
        ("arXiv:2510.13290 [cs.CL, stat.ML] - J. Tides 3 - 4", "2510.13290", "J. Tides 3 - 4", ["cs.CL", "stat.ML"]),
        ("arXiv:hep-th/9901001 – Phys. Rev. X", "hep-th/9901001", "Phys. Rev. X", []),
        ("arXiv:math.GT/0309136", "math/0309136", None, []),
        ("  arxiv: 0704.0001  ", "0704.0001", None, []),
    ],
)
def test_forms_of_the_id_line(line: str, value: str, reference: str | None, classes: list[str]) -> None:
    """Versions, classes, old ids and a journal reference with dashes in it are told apart."""
    record = one(BLOCK.replace("arXiv:1905.01234", line))
    assert record.work.identifiers[0].value == value
    assert record.work.journal_ref == reference
    assert [subject.value for subject in record.work.subjects] == classes


def test_an_id_without_text_is_a_record() -> None:
    """An id line before which nothing stands is a work of which only the id is known."""
    records, _, _, _ = read(BLOCK + "\narXiv:2001.00001\nCreated: 2020-01-01\n\narXiv:2001.00002\n")
    assert [record.work.identifiers[0].value for record in records] == ["1905.01234", "2001.00001", "2001.00002"]
    assert records[1].work.title is records[1].work.abstract is None


def test_a_missing_date_line_does_not_join_two_works() -> None:
    """A block that ends with its id line ends there."""
    records, _, _, account = read(BLOCK.replace("Created: 2019-05-03\n", "") + "\n" + BLOCK)
    assert [len(record.work.dates) for record in records] == [0, 1]
    assert [record.work.title for record in records] == ["Ferries Without Timetables"] * 2
    assert account.left == 0


@pytest.mark.parametrize("date", ["2019-02-30", "yesterday", "2019-5-3", "٢٠١٩"])
def test_a_date_that_is_none_is_left_over_with_a_remark(date: str) -> None:
    """A date outside the calendar is never mended: it is listed as left over."""
    records, _, left, _ = read(BLOCK.replace("2019-05-03", date))
    assert not records[0].work.dates
    assert [remark.code for remark in records[0].remarks] == ["date-invalid"]
    assert [one.text for one in left] == [date]


def test_an_impossible_id_is_kept_as_a_remark() -> None:
    """An id with a month 13 closes the block but is no identifier."""
    records, _, left, _ = read(BLOCK.replace("1905.01234", "1913.01234"))
    assert not records[0].work.identifiers
    assert [remark.code for remark in records[0].remarks] == ["identifier-invalid"]
    assert [one.text for one in left] == ["arXiv:1913.01234"]


def test_several_comments_each_count() -> None:
    """Comment lines one below the other, in paragraphs of their own, and after a note of the archive are all kept."""
    comments = "12 pages\n\nAccepted at ICML 2024\narXiv admin note: text overlap with arXiv:2210.01007\n\nProject page: https://a.example/b"
    record = one(BLOCK.replace("12 pages", comments))
    assert record.work.comments == [line for line in comments.split("\n") if line]


@pytest.mark.parametrize(
    ("end", "code", "truncated"),
    [
        ("and global languages,", "abstract-truncated", True),
        ("as we show in the", "abstract-truncated", True),
        ("as we show …", "abstract-truncated", True),
        ("spoken in European harbours", "abstract-end", False),
        ('they do not always "win".', None, False),
        ("Code: https://example.org/tide", None, False),
    ],
)
def test_an_abstract_cut_off_is_flagged(end: str, code: str | None, truncated: bool) -> None:
    """A comma or a joining word at the end is a cut; a missing full stop is only remarked; a link or a quote is an end."""
    record = one(
        BLOCK.replace(ABSTRACT, f"{ABSTRACT} It holds for the coasts, the rivers, the lakes and the canals {end}")
    )
    assert record.work.abstract_truncated is truncated
    assert [remark.code for remark in record.remarks] == ([code] if code else [])


def test_text_that_nothing_closes_is_rejected() -> None:
    """A paragraph after the last block, with neither names nor id, is no work; one with title and authors is."""
    _, rejects, _, _ = read(BLOCK + "\nA remark on the list.\n")
    assert [reject.text for reject in rejects] == ["A remark on the list."]
    assert rejects[0].reason.startswith("not understood: ")
    records, rejects, _, _ = read(BLOCK + "\n" + BLOCK[: BLOCK.index("\n\narXiv")])
    assert not rejects
    assert [remark.code for remark in records[1].remarks] == ["unclosed"]


def test_a_title_with_commas_is_not_a_name_list() -> None:
    """Two title lines with commas and capitals stay the title; the line of names below is found."""
    record = one(
        BLOCK.replace(
            "Ferries Without Timetables", "Ferries, Tides, and Kites:\nLarge Models, Small Boats, Long Journeys"
        )
    )
    assert record.work.title == "Ferries, Tides, and Kites:\nLarge Models, Small Boats, Long Journeys"
    assert printed(record) == ["Ann Author", "Bo Builder"]


@pytest.mark.parametrize("title", ["t-SNE Revisited", "iTides", "A Title With a Stop.", "LLM.int8(): Boats for All"])
def test_unusual_titles(title: str) -> None:
    """A title may begin with a small letter or end with a full stop where names stand below it, in either layout."""
    assert one(BLOCK.replace("Ferries Without Timetables", title)).work.title == title
    records, _, left, _ = read(PAGE.replace("Kilns of the North", title))
    assert [record.work.title for record in records] == ["Ferries Without Timetables", title]
    assert not left


def test_a_head_in_paragraphs_of_its_own() -> None:
    """Title, authors and abstract parted by blank lines are told apart; without an abstract, too."""
    parted = BLOCK.replace("Timetables\n", "Timetables\n\n")
    for text in (parted, parted.replace(ABSTRACT + "\n\n", "")):
        record = one(text)
        assert (record.work.title, printed(record)) == ("Ferries Without Timetables", ["Ann Author", "Bo Builder"])


def test_a_work_without_title_on_a_page() -> None:
    """Where the abstract before ends and names follow at once, the title is missing: nothing is put in its place."""
    records, _, left, _ = read(PAGE.replace("Kilns of the North\n", ""))
    assert [record.work.title for record in records] == ["Ferries Without Timetables", None]
    assert [record.work.abstract for record in records] == [ABSTRACT, ABSTRACT]
    assert [remark.code for remark in records[1].remarks] == ["title-missing"]
    assert not left


def test_a_lone_line_is_neither_title_nor_comment() -> None:
    """A short line before the id that could be either is left over."""
    records, _, left, _ = read("Voxtral\n\narXiv:2507.13264\nCreated: 2025-07-17\n")
    assert records[0].work.title is None
    assert [one.text for one in left] == ["Voxtral"]


def test_thousands_of_authors_and_a_long_title() -> None:
    """3,000 authors and a title of 400 characters are read like any other, in order."""
    names = [
        f"Ann {'abcdefghijklmnopqrstuvwxyz'[i % 26].upper()}. {chr(65 + i // 26 % 26)}uth{'o' * (i % 9 + 1)}r"
        for i in range(3000)
    ]
    title = " ".join(["Ferries"] * 50)
    record = one(BLOCK.replace("Ann Author, Bo Builder", ", ".join(names)).replace("Ferries Without Timetables", title))
    assert printed(record) == names
    assert record.work.title == title


@pytest.mark.parametrize(
    ("filler", "size"),
    [(one, 10_000_000) for one in ("tide ", "a", "(", "1. A", "\t", "\\{", "A.", "Tide. ")]
    + [
        (one, 300_000) for one in ("Tide.  A, ", "Tide, ", "Ann Author, ", "Author, Ann, ", "Author, Ann; ", "Ann and ")
    ],
)
def test_ten_million_characters_on_one_line(filler: str, size: int) -> None:
    """A line of 10 MB after a list, and one of 300 kB of names, takes seconds and the account closes."""
    begun = time.process_time()
    long = filler * (size // len(filler))
    read(BLOCK + "\n" + long + "\n\n" + BLOCK)
    read(PAGE + long)
    assert time.process_time() - begun < 60


# --- author pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        PAGE.rstrip("\n"),
        PAGE.replace("\n", "\r\n"),
        PAGE.replace("\n", "\n\n"),
        PAGE.replace("Kilns", "\n \nKilns"),
        PAGE.replace(", Bo", ",\nBo", 1),
        PAGE.replace("Ann, Builder", "Ann, and Builder"),
    ],
    ids=["plain", "no final newline", "crlf", "blank lines", "blocks apart", "authors on two lines", "and"],
)
def test_forms_of_an_author_page(text: str) -> None:
    """Line ends, blank lines, wrapped author lines and "and" change neither works nor owner."""
    records, rejects, left, _ = read(text)
    assert LISTING.sniff("x", text)
    assert not rejects
    assert not left
    assert [record.work.title for record in records] == ["Ferries Without Timetables", "Kilns of the North"]
    assert [record.work.abstract for record in records] == [ABSTRACT, ABSTRACT]
    assert [[c.name.family for c in r.work.contributions] for r in records] == [
        ["Author", "Builder"],
        ["Builder", "Author"],
    ]
    assert {record.owner.family for record in records if record.owner} == {"Author"}


def test_a_page_without_owner() -> None:
    """Without an owner's line the first line is a title."""
    records, rejects, _, _ = read(PAGE.split("\n", 1)[1])
    assert not rejects
    assert [record.work.title for record in records] == ["Ferries Without Timetables", "Kilns of the North"]
    assert [record.owner for record in records] == [None, None]


def test_a_work_without_authors_on_a_page() -> None:
    """A title and an abstract between two works are a work of which no author is known."""
    text = PAGE.replace("Kilns of", f"An Entry That Names Nobody\n{ABSTRACT}\nKilns of")
    records, _, left, _ = read(text)
    assert [len(record.work.contributions) for record in records] == [2, 0, 2]
    assert [record.work.abstract for record in records] == [ABSTRACT] * 3
    assert not left


def test_a_wrapped_page() -> None:
    """Where lines are wrapped, the abstract ends with its last sentence and the title is what follows."""
    text = (
        "Ferries Without Timetables\nAuthor, Ann, Builder, Bo\n"
        "We describe a ferry that sails by the tide. Its timetable is made\n"
        "anew each day, from the forecast and from the crew, who know it.\n"
        "In two seasons of records one crossing in a hundred was lost to\n"
        "the weather. The harbour master is content with what we did here.\n"
        "Kilns of the North and Kites of the South: A Long Comparison of\nTwo Villages\n"
        "Builder, Bo, Author, Ann\n" + ABSTRACT + "\n"
    )
    records, _, left, _ = read(text)
    assert records[1].work.title == "Kilns of the North and Kites of the South: A Long Comparison of\nTwo Villages"
    assert records[0].work.abstract is not None
    assert records[0].work.abstract.endswith("did here.")
    assert not left


def test_names_that_do_not_come_out_even_are_left_over() -> None:
    """A line of names with one part too many is not split by guessing."""
    records, _, left, _ = read(PAGE.replace("Builder, Bo, Author, Ann", "Builder, Bo, Author, Ann, Smith, Cy, Cher"))
    assert [len(record.work.contributions) for record in records] == [2, 0]
    assert [one.text for one in left] == ["Builder, Bo, Author, Ann, Smith, Cy, Cher"]


# --- what is no list -------------------------------------------------------------------------------------------------

NOT_LISTS = {
    "empty": "",
    "prose": f"{ABSTRACT}\n\n{ABSTRACT} See arXiv:1905.01234.\n",
    "bibtex": "@article{a,\n  title = {Ferries},\n  author = {Author, Ann},\n}\n",
    "bibtex with an id": "@misc{a,\n note = {\narXiv:1905.01234\nCreated: 2019-05-03\n}}\n",
    "json": '{"title": "Ferries",\n"id": "1905.01234"}\n',
    "json array": '[\n {"title": "Ferries"}\n]\n',
    "xml": "<?xml version='1.0'?>\n<feed>\narXiv:1905.01234\nCreated: 2019-05-03\n</feed>",
    "html": "<html><body>\n<p>Author, Ann</p></body></html>",
    "ris": "TY  - JOUR\nAU  - Author, Ann\nTI  - Ferries\nER  -\n",
    "csv": "family,given,family,given\nAuthor,Ann,Builder,Bo\nSmith,Cy,Jones,Di\n",
    "csv with blanks": "Author, Ann, Builder, Bo\nSmith, Cy, Jones, Di\nHart, Ed, Kao, Fay\n",
    "names alone": "Author, Ann\nBuilder, Bo\nSmith, Cy\n",
    "a poem": "The Tide, Rising\nKites, Kilns\nAnd all the ferries gone.\n",
}


@pytest.mark.parametrize("text", NOT_LISTS.values(), ids=NOT_LISTS.keys())
def test_other_texts_are_not_claimed(text: str) -> None:
    """Formats with a syntax of their own, tables and prose are no lists, whatever their name says."""
    assert not LISTING.sniff("publications.txt", text)


@pytest.mark.parametrize("text", [t for t in NOT_LISTS.values() if t], ids=[k for k, t in NOT_LISTS.items() if t])
def test_no_work_is_made_of_other_texts(text: str) -> None:
    """Read as a list all the same, such a text never gives a title or an author."""
    records, rejects, _, _ = read(text)
    assert all(record.work.title is None and not record.work.contributions for record in records)
    assert all(reject.reason.startswith("not understood: ") for reject in rejects)


TEXTS = [path.read_bytes().decode() for path in GOLDEN]


@given(st.data())
def test_mutated_lists_never_raise_and_the_account_closes(data: st.DataObject) -> None:
    """Whatever is cut out of, moved in or put into a list, reading it ends and every character is accounted for."""
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 200)))
        put = data.draw(
            st.sampled_from(
                ["", "\n", "\n\n", ", ", "\r", ".", text[:300], "\u2028", "\x1c", "arXiv:", "Created: ", "*1"]
            )
        )
        text = text[:start] + put + text[end:]
    LISTING.sniff("x", text)
    read(text)


@given(st.text(max_size=300))
def test_arbitrary_text_never_raises(text: str) -> None:
    """Any text at all, alone and after a block or a page, is read to its end."""
    for before in ("", BLOCK + "\n", PAGE):
        read(before + text)
