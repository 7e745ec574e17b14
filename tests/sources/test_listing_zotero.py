"""Reports of Zotero as text: with tabs, as saved, or with blanks, as copied."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Record, Reject
from kg.sources import claim

REPORT = """\
Zotero Report

\tTide gauges in narrow straits

\tItem Type\tJournal Article
\tAuthor\tAda Holm
\tAuthor\tBo Lund
\tAbstract\tGauges drift. We say by how much.
\tDate\tMay 2021
\tVolume\t12
\tPages\t11-22
\tPublication\tJournal of Harbours
\tDOI\t10.1234/jh.2021.3
\tDate Added\t10/3/2023, 9:14:00 AM
\tModified\t10/3/2023, 9:14:00 AM

Attachments
\tFull Text PDF

\tTarred hemp

\tItem Type\tBook
\tAuthor\tBo Lund
\tDate\t2017
\tPlace\tBergen
\tPublisher\tCoast Press
\tDate Added\t10/3/2023, 9:20:11 AM

Tags:
\tropes

\tLamps for blind harbours

\tItem Type\tBook Section
\tAuthor\tCy Dahl
\tEditor\tAda Holm
\tDate\tsummer 2019
\tBook Title\tHarbours by night
\tDate Added\t10/4/2023, 1:00:09 PM
"""
COPIED = "\n".join(line.lstrip("\t").replace("\t", " ") for line in REPORT.split("\n") if line.strip())


@pytest.mark.parametrize("report", [REPORT, COPIED])
def test_items_of_a_report(report: str) -> None:
    """Each field of an item has a line; tags and attachments are of no work, and nothing is lost."""
    source = claim("x.txt", report)
    assert source is not None
    assert source.name == "listing"
    items, account = read_text(source, report, "x.txt")
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    assert [(one.title, one.type) for one in works] == [
        ("Tide gauges in narrow straits", "article"),
        ("Tarred hemp", "book"),
        ("Lamps for blind harbours", "chapter"),
    ]
    assert [[(c.name.family, c.role) for c in one.contributions] for one in works] == [
        [("Holm", "author"), ("Lund", "author")],
        [("Lund", "author")],
        [("Dahl", "author"), ("Holm", "editor")],
    ]
    assert [[d.value for d in one.dates] for one in works] == [["2021-05"], ["2017"], ["2019"]]
    assert [one.venues[0].name if one.venues else "" for one in works] == [
        "Journal of Harbours",
        "",
        "Harbours by night",
    ]
    assert (works[0].volume, works[0].pages, works[0].identifiers[0].value) == ("12", "11-22", "10.1234/jh.2021.3")
    assert (works[1].publisher, works[1].place) == ("Coast Press", "Bergen")
    left = " ".join(report[item.start : item.end] for item in items if isinstance(item, Reject))
    assert "Full Text PDF" not in left  # the label of a link is furniture
    assert "ropes" in left


def test_fields_without_an_item_are_no_report() -> None:
    """A page that only has such words is none."""
    assert claim("x.txt", "Author guidelines\nDate of the meeting\nItem Type\nPlace of it\n") is None
