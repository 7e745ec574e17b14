"""Home pages written by hand, with blocks that have no end tags and entries that do not name the owner."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record
from kg.sources import claim
from kg.sources._listing_lines import Draft
from kg.sources._listing_tail import Tail

PAGE = """<html><title>Edda Brinkmann: research</title><body>
<h2>Edda Brinkmann</h2>
<b>Papers</b>
<p>[4] <b>Weights of theta series</b>, with S. Matsubara, Invent. Math. 138 (1999), 533-561. (<a href="w.dvi">dvi</a>)
<p>[3] <b>Non-vanishing of central values</b>, Duke Math. J. 97 (1999), 227-245.
<p>[2] <b>Small points on abelian varieties</b>, with J. Carrel and L. Szab&oacute;, Compositio Math. 115 (1999), 1-19.
<p>[1] <b>Modular symbols over quadratic fields</b>, Ph.D. thesis, University of Exeter, 1995.
<p><b>Talks</b>
<p>Oberwolfach, July 1999: Theta series and all that
</body></html>
"""


def test_paragraphs_without_end_tags_are_read_up_to_the_next_section() -> None:
    """The entry right above a section of talks is read; the words of a journal are no author."""
    source = claim("page.html", PAGE)
    assert source is not None
    items, account = read_text(source, PAGE, "page.html")
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    assert [(one.title, one.venues[0].name if one.venues else one.publisher) for one in works] == [
        ("Weights of theta series", "Invent. Math."),
        ("Non-vanishing of central values", "Duke Math. J."),
        ("Small points on abelian varieties", "Compositio Math."),
        ("Modular symbols over quadratic fields", "University of Exeter"),
    ]
    assert [display(one.name) for one in works[1].contributions] == ["Edda Brinkmann"]


@pytest.mark.parametrize(
    ("text", "venue", "volume", "year"),
    [
        ("Harbour Economic Review 42 (August 2001).", "Harbour Economic Review", "42", "2001"),
        ("Number Theory (Eger, 1996), de Gruyter, Berlin, 1998, pp. 401-412.", "Number Theory (Eger, 1996)", None, "1998"),
        ("Multigrid Methods V, Springer, Berlin 1998, S. 88-99.", "Multigrid Methods V", None, "1998"),
        ("preprint, 1998, 28 pages.", "", None, "1998"),
        ("revised March 2003.", "", None, "2003"),
    ],
)  # fmt: skip
def test_ends_of_entries(text: str, venue: str, volume: str | None, year: str) -> None:
    """A month beside the year, the year of a meeting in brackets, a place before the year and an extent are what they are."""
    draft = Draft("article")
    Tail(draft, text, 0).read(0)
    assert (draft.work.venues[0].name if draft.work.venues else "") == venue
    assert draft.work.volume == volume
    assert draft.work.dates[0].value[:4] == year
