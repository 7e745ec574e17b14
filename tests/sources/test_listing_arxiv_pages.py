"""arXiv's own lists: the pages of recent and new papers, of a month, and the daily mail."""

from __future__ import annotations

from kg.reading import LeftOver, read_text
from kg.records import Record
from kg.sources import claim, sources
from tests.sources.test_listing_pages import read

RECENT = """Computation and Language
Authors and titles for recent submissions

Fri, 12 Apr 2024
Thu, 11 Apr 2024

See today's new changes

Total of 343 entries : 1-50 51-100 ... 301-343
Showing up to 50 entries per page: fewer | more | all
Fri, 12 Apr 2024 (showing first 2 of 79 entries )

[1] arXiv:2404.07982 [pdf, html, other]
Title: Ropes in estuaries of text
Ann Holm, Bo Lund
Comments: 14 pages
Subjects: Computation and Language (cs.CL); Machine Learning (cs.LG)

[2] arXiv:2404.07981 [pdf, html, other]
Title: Reading knots
Cy Moe
Subjects: Computation and Language (cs.CL)

Thu, 11 Apr 2024 (showing 1 of 1 entries )

[3] arXiv:2404.06910 [pdf, html, other]
Title: Moorings in superposition
Ann Holm, Cy Moe
Journal-ref: Harbour Methods 12 (2023) 1-9
DOI: 10.1234/hm.12
Subjects: Computation and Language (cs.CL)
"""
NEW = """Computation and Language
Showing new listings for Friday, 12 April 2024
Total of 2 entries
New submissions (showing 1 of 1 entries)
[1] arXiv:2404.07982 [pdf, html, other]
Title: Ropes in estuaries of text
Ann Holm, Bo Lund
Comments: 14 pages
Subjects: Computation and Language (cs.CL)
We study how ropes move with the tide. They move more than the words that are written about them.

Cross submissions (showing 1 of 1 entries)
[2] arXiv:2404.06910 (cross-list from cs.LG) [pdf, html, other]
Title: Moorings in superposition
Ann Holm, Cy Moe
Subjects: Machine Learning (cs.LG); Computation and Language (cs.CL)
Faster ships are moored by two ropes at once.
"""
MONTH = """Authors and titles for cs.CL in Apr 2024, skipping first 25
Total of 1000 entries : 1-25 26-50 ... 976-1000
[26]  arXiv:2404.00027 [pdf, ps, other]
    Title: Ropes in estuaries of text, with a title that goes
      on below
    Authors: Ann Holm, Bo Lund
    Subjects: Computation and Language (cs.CL)

[27]  arXiv:2404.00028 [pdf, other]
    Title: Reading knots
    Authors: Cy Moe
    Subjects: Computation and Language (cs.CL)
"""
RULE = "-" * 78
MAIL = f"""{RULE}
Send any comments regarding submissions directly to submitter.
{RULE}
Submissions to:
Computation and Language
 received from  Thu 11 Apr 24 18:00:00 GMT  to  Fri 12 Apr 24 18:00:00 GMT
{RULE}
\\\\
arXiv:2404.07982
Date: Thu, 11 Apr 2024 19:12:48 GMT   (412kb,D)

Title: Ropes in estuaries
  of text
Authors: Ann Holm (1), Bo Lund (2) ((1) Tideway,
  (2) Northport)
Categories: cs.CL cs.LG
Comments: 9 pages
\\\\
  We study how ropes move with the tide and find
that they do.
\\\\ ( https://arxiv.org/abs/2404.07982 ,  412kb)
{RULE}
\\\\
arXiv:2301.06910 (*cross-listing*)
replaced with revised version Fri, 12 Apr 2024 15:15:00 GMT   (640kb,D)

Title: Moorings in superposition
Authors: Ann Holm and Cy Moe
Categories: cs.LG
Journal-ref: Harbour Methods 12, 136301 (2023)
\\\\ ( https://arxiv.org/abs/2301.06910 ,  640kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
"""


def works(text: str) -> list[Record]:
    assert claim("x.txt", text) == sources()["listing"]
    items, account = read_text(sources()["listing"], text, "x.txt")
    assert account.closes
    assert not [one for one in items if isinstance(one, LeftOver) and "itle" in text[one.start : one.end]]
    return [one for one in items if isinstance(one, Record)]


def test_recent_papers_have_the_day_above_them() -> None:
    """Authors stand below the title without a label; the days in the menu date nothing, and a journal reference says when a work appeared."""
    assert read(RECENT) == [
        ("Ropes in estuaries of text", ["Ann Holm", "Bo Lund"], "2024", "arXiv"),
        ("Reading knots", ["Cy Moe"], "2024", "arXiv"),
        ("Moorings in superposition", ["Ann Holm", "Cy Moe"], "2023", "Harbour Methods"),
    ]
    dates = [[(date.kind, date.value) for date in one.work.dates] for one in works(RECENT)]
    assert dates == [[("published", "2024-04-12")], [("published", "2024-04-12")], [("published", "2023")]]


def test_comments_subjects_and_references_are_kept() -> None:
    """What stands behind the names is of the work, and nothing is rejected between two works."""
    first, _, last = works(RECENT)
    assert first.work.comments == ["14 pages"]
    assert last.work.journal_ref == "Harbour Methods 12 (2023) 1-9"
    assert [(one.scheme, one.value) for one in last.work.identifiers] == [
        ("arxiv", "2404.06910"),
        ("doi", "10.1234/hm.12"),
    ]
    assert first.work.subjects


def test_new_papers_have_their_abstracts() -> None:
    """The abstract stands below the subjects; where a paper is listed first is no part of its id."""
    first, last = works(NEW)
    assert (first.work.abstract or "").startswith("We study how ropes")
    assert (last.work.abstract or "").startswith("Faster ships")
    assert [one.work.identifiers[0].value for one in (first, last)] == ["2404.07982", "2404.06910"]
    assert {one.work.dates[0].value for one in (first, last)} == {"2024-04-12"}


def test_a_month_and_titles_of_two_lines() -> None:
    """The head of a page of a month gives no day."""
    first, last = works(MONTH)
    assert " ".join((first.work.title or "").split()) == "Ropes in estuaries of text, with a title that goes on below"
    assert [one.work.dates[0].value for one in (first, last)] == ["2024-04", "2024-04"]


def test_the_daily_mail() -> None:
    """Each work has its own id and day; a version that takes the place of another was published before, as the journal says."""
    first, last = works(MAIL)
    assert [one.work.identifiers[0].value for one in (first, last)] == ["2404.07982", "2301.06910"]
    assert [(date.kind, date.value) for date in first.work.dates] == [("published", "2024-04-11")]
    assert [(date.kind, date.value) for date in last.work.dates] == [("updated", "2024-04-12"), ("published", "2023")]
    assert [one.name.printed for one in first.work.contributions] == ["Ann Holm", "Bo Lund"]
    assert [place.name for one in first.work.contributions for place in one.affiliations] == ["Tideway", "Northport"]
    assert "find\nthat they do." in (first.work.abstract or "")
    assert last.work.venues[0].name == "Harbour Methods"


def test_the_year_of_one_reference_is_not_that_of_others() -> None:
    """Without a day above them works have no year but that of their own journal reference."""
    text = (
        RECENT.split("\n\n", 1)[0]
        + "\n\n"
        + "\n".join(RECENT.split("\n")[12:22]).replace("Comments: 14 pages", "Journal-ref: Knots 3 (2021) 5")
    )
    assert [one[2] for one in read(text)] == ["2021", ""]


def test_labels_on_lines_of_their_own() -> None:
    """As the page is copied from some browsers: each label stands above its value, and entries have no number."""
    text = (
        NEW.replace("[1] ", "")
        .replace("[2] ", "")
        .replace("Title: ", "Title:\n")
        .replace("Comments: ", "Comments:\n")
        .replace("Subjects: ", "Subjects:\n")
    )
    assert [one[:3] for one in read(text)] == [one[:3] for one in read(NEW)]
    assert works(text)[0].work.comments == ["14 pages"]
