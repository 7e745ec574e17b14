"""Plain-text lists: reference lists and lists of three lines a work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.names import fold
from kg.sources import HEAD
from tests.sources.test_listing import LISTING, read

# --- title, authors, venue ---------------------------------------------------------------------------------------

BLOCKS = (
    "2019\n\nFerries Without Timetables\nAnn Author, Bo Builder\nJournal of Harbours 12(3), 1-9, 2019\n\n"
    "Kilns of the North: A Survey\nAuthor, Ann, van der Velde, Anneke\nIn Proceedings of Kilns, pages 11-12, 2018\n\n"
    "Everything, Everywhere: Is This a List?\nAnn Author\nNeurIPS 2017\n"
)


@pytest.mark.parametrize(
    "text",
    [BLOCKS, BLOCKS.replace("\n", "\r\n"), BLOCKS.rstrip(), BLOCKS.replace("\n\n", "\n")],
    ids=["plain", "crlf", "no final newline", "no blank lines"],
)
def test_blocks_of_title_authors_and_venue(text: str) -> None:
    """Three lines are a work, with names in either order; venue, volume, pages and year come from the third."""
    records, rejects, left, _ = read(text)
    works = [record.work for record in records]
    assert LISTING.sniff("x", text)
    assert not rejects
    assert not left
    assert [work.title for work in works] == [
        "Ferries Without Timetables",
        "Kilns of the North: A Survey",
        "Everything, Everywhere: Is This a List?",
    ]
    assert [[c.name.family for c in work.contributions] for work in works] == [
        ["Author", "Builder"],
        ["Author", "Velde"],
        ["Author"],
    ]
    assert [work.venues[0].name for work in works] == ["Journal of Harbours", "Proceedings of Kilns", "NeurIPS"]
    assert [work.dates[0].value for work in works] == ["2019", "2018", "2017"]
    assert (works[0].volume, works[0].issue, works[0].pages, works[1].pages) == ("12", "3", "1-9", "11-12")


def test_lines_of_no_block_are_rejected() -> None:
    """Lines between two blocks that are neither are not taken for a title."""
    text = BLOCKS.replace("Kilns of the North", "A remark of one line\n\nKilns of the North")
    records, rejects, _, _ = read(text)
    assert [reject.text for reject in rejects] == ["A remark of one line"]
    assert len(records) == 3


# --- reference lists -------------------------------------------------------------------------------------------------

AUTHORS_FIRST = [
    "Ann Author, Bo Builder, and Cy Smith. Ferries Without Timetables. In Proceedings of Tides, pages 1-9, 2019.",
    "J. A. Okafor and P. von Ahlen. Kilns of the North: A Survey. Journal of Harbours, 12(3):1-9, June 2018.",
    "Ann Author. A Glitch in the Tide? Waiting for Boats. NeurIPS 2017.",
]
TITLE_FIRST = [
    "Ferries Without Timetables. Ann Author, Bo Builder, Cy Smith. In Proceedings of Tides, pages 1-9, 2019.",
    "Kilns of the North: A Survey. J. A. Okafor and P. von Ahlen. Journal of Harbours, 12(3):1-9, June 2018.",
    "A Glitch in the Tide? Waiting for Boats. Ann Author, Bo Builder. NeurIPS 2017.",
]
INVERTED = [
    "Author, A., Builder, B., & Smith, C. D. (2019). Ferries Without Timetables. In Proceedings of Tides (pp. 1-9).",
    "Okafor, J. A., & von Ahlen, P. (2018). Kilns of the North: A Survey. Journal of Harbours, 12(3), 1-9.",
    "Author, A. (2017). A Glitch in the Tide? Waiting for Boats. NeurIPS.",
]
QUOTED = [
    "Ann Author, Bo Builder, and Cy Smith, “Ferries Without Timetables,” in Proceedings of Tides, pp. 1-9, 2019.",
    'J. A. Okafor and P. von Ahlen, "Kilns of the North: A Survey," Journal of Harbours, vol. 12, no. 3, pp. 1-9, 2018.',
    "Ann Author, “A Glitch in the Tide? Waiting for Boats,” NeurIPS, 2017.",
]
TITLES = ["Ferries Without Timetables", "Kilns of the North: A Survey", "A Glitch in the Tide? Waiting for Boats"]
PARTED = {
    "lines": "\n".join,
    "blank lines": "\n\n".join,
    "crlf": "\r\n".join,
    "numbers": lambda entries: "\n".join(f"{i}. {entry}" for i, entry in enumerate(entries, 1)),
    "brackets": lambda entries: "\n".join(f"[{i}] {entry}" for i, entry in enumerate(entries, 1)),
    "bullets": lambda entries: "\n\n".join(f"• {entry}" for entry in entries),
    "wrapped": lambda entries: "\n".join(f"- {entry}".replace(" the ", "\n  the ") for entry in entries),
}


@pytest.mark.parametrize(
    "entries", [AUTHORS_FIRST, TITLE_FIRST, INVERTED, QUOTED], ids=["authors", "title", "inverted", "quoted"]
)
@pytest.mark.parametrize("parted", PARTED.values(), ids=PARTED.keys())
def test_reference_lists(parted: Callable[[list[str]], str], entries: list[str]) -> None:
    """However entries are parted and ordered, titles, authors, years and venues are told apart."""
    text = parted(entries)
    records, rejects, _, _ = read(text)
    assert LISTING.sniff("x", text)
    assert not rejects
    assert [" ".join((record.work.title or "").split()) for record in records] == TITLES
    assert [c.name.family for c in records[1].work.contributions] == ["Okafor", "Ahlen"]
    assert records[1].work.contributions[1].name.particle == "von"
    assert [record.work.dates[0].value[:4] for record in records] == ["2019", "2018", "2017"]
    venues = [record.work.venues[0] for record in records]
    assert [venue.name for venue in venues] == ["Proceedings of Tides", "Journal of Harbours", "NeurIPS"]
    assert [venue.kind for venue in venues[:2]] == ["conference", "journal"]
    assert (records[1].work.volume, records[1].work.issue, records[1].work.pages) == ("12", "3", "1-9")
    assert records[0].work.pages == "1-9"


def test_entries_under_year_headings_are_dated_by_them() -> None:
    """An entry without a year takes that of the heading above it, and a remark says so; a year of its own comes first."""
    bare = [entry.replace(", 2019", "").replace(", June 2018", "") for entry in AUTHORS_FIRST]
    records, rejects, _, account = read(
        "Publications\n\n2021\n\n" + "\n".join(bare[:2]) + "\n\n2020\n\n" + bare[2] + "\n"
    )
    assert not rejects
    assert [record.work.dates[0].value for record in records] == ["2021", "2021", "2017"]
    assert [[remark.code for remark in record.remarks] for record in records] == [["year-from-heading"]] * 2 + [[]]
    assert account.left == 0


def test_identifiers_and_links_at_the_end_of_an_entry() -> None:
    """A DOI, an arXiv id and a link are taken as such, without the sentence's full stop."""
    text = "\n".join(
        [
            AUTHORS_FIRST[0] + " https://doi.org/10.1234/ABC.",
            AUTHORS_FIRST[1] + " URL https://example.org/kilns.pdf.",
            "Ann Author, Bo Builder. Kites at Work. arXiv preprint arXiv:1805.01234, 2018.",
        ]
    )
    records, _, _, _ = read(text)
    assert records[0].work.identifiers[0].value == "10.1234/abc"
    assert records[1].work.links[0].url == "https://example.org/kilns.pdf"
    assert (records[2].work.identifiers[0].value, records[2].work.type, records[2].work.venues) == (
        "1805.01234",
        "preprint",
        [],
    )


def test_an_unmarked_line_in_a_marked_list_is_rejected() -> None:
    """A line before the first number is no entry, and does not join the entries into one."""
    marked = "\n".join(f"[{i}] {entry}" for i, entry in enumerate(AUTHORS_FIRST, 1))
    records, rejects, _, _ = read("Something before\n" + marked)
    assert [record.work.title for record in records] == TITLES
    assert [reject.text for reject in rejects] == ["Something before"]


def test_an_entry_of_another_order_is_rejected() -> None:
    """An entry that does not have the order of its list is not read the other way round."""
    _, rejects, _, _ = read("\n".join([*AUTHORS_FIRST, "No names here, only words, 2016."]))
    assert [reject.text for reject in rejects] == ["No names here, only words, 2016."]


@pytest.mark.shared
def test_titles_of_real_references_are_right_when_they_are_read(shared: Path) -> None:
    """Of the labelled reference strings at least 700 are read, and 96 of 100 titles are those of the labels."""
    from lxml import etree

    from kg.sources._listing_entries import ORDERS, parsed

    read_, right = 0, 0
    for sequence in etree.parse(str(shared / "references" / "anystyle-core.xml")).getroot():
        text = " ".join((part.text or "").strip() for part in sequence)
        entry = parsed(text, ORDERS["authors first"], headed=False)
        if entry is not None:
            title = next((part.text or "" for part in sequence if part.tag == "title"), "")
            read_ += 1
            right += fold(text[slice(*entry.title_at)]) == fold(title)
    assert read_ >= 700
    assert right / read_ > 0.96


@pytest.mark.shared
def test_real_files_of_other_formats_are_not_claimed(shared: Path) -> None:
    """None of the sample files of other formats is taken for a list."""
    others = [
        p for p in shared.rglob("*") if p.is_file() and p.parent.name != "seeds" and p.suffix not in {".gz", ".zip"}
    ]
    claimed = [
        p.name for p in others if LISTING.sniff(p.name, p.read_bytes()[:200_000].decode("utf-8", "replace")[:HEAD])
    ]
    assert others
    assert claimed == []


def test_a_collection_before_its_place_and_publisher() -> None:
    """What ends with a word and a full stop is no place: "Handbook of Knots. Cham: Springer"."""
    text = (
        'Moe, Cy; Holm, Anna (2019). "Knots in parse trees". In Stone, Dora (ed.). Handbook of Knots. Cham: Springer. pp. 45–67.\n'
        'Lund, Bo (2018). "Ropes at sea". In Stone, Dora; Reef, Eli (eds.). Maritime Companion. London: Routledge. pp. 4–67.\n'
        'Holm, Anna; Lund, Bo (2024). "Reading ropes with stars". Journal of Rope Science. 12 (3): 101–124.\n'
    )
    assert [one.work.venues[0].name for one in read(text)[0]] == [
        "Handbook of Knots",
        "Maritime Companion",
        "Journal of Rope Science",
    ]
