"""Lists in HTML and Markdown: where names and titles end, and which of two readings of a page counts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Furniture, Item, Record, Reject, Work
from kg.sources import sources
from kg.sources._html_page import Page
from kg.sources._html_tags import tokens
from kg.sources._html_text import SAMPLE, PlainText, by_text_where_more
from kg.sources._html_text import read as by_text
from kg.sources._looked import Looked
from tests.sources.test_html import SECOND, page, works


def who(work: Work) -> list[str]:
    return [display(one.name) for one in work.contributions]


def test_names_do_not_end_within_a_name() -> None:
    """An initial with a full stop ends no list of names where the name goes on: as its mark-up, or more initials of it, show."""
    marked = "<b>Ropes that remember</b><br>Bo Lund, <u>Ann T. Holm</u>. in <em>Knot Studies</em>, 2021"
    alone = "<b>What a knot forgets</b><br><u>Ann T. Holm</u>. <em>Knots and Nets</em> 4, 2020"
    two = "<b>Slow ropes in fast water</b><br>Lund, B.; <u>Holm, A. T.</u> and Falk, E. K. <em>Journal of Knots</em>, 2019"
    found = works(page(marked, alone, two, SECOND))
    assert [who(one) for one in found] == [
        ["Bo Lund", "Ann T. Holm"],
        ["Ann T. Holm"],
        ["B. Lund", "A. T. Holm", "E. K. Falk"],
        ["Eve Falk", "Ida Holm"],
    ]
    assert [one.venues[0].name for one in found] == ["Knot Studies", "Knots and Nets", "Journal of Knots", "Nets"]


def test_names_may_stand_below_the_venue() -> None:
    """Title, venue and names, a line for each: the names are those of the last line, what stands between is read as the venue."""
    first = "<a href='https://doi.org/10.5555/rope.1'>Ropes that remember</a><br><i>Knot Studies, 12</i>(3), 1-9. 2021<br><b>Ann Holm</b>, Bo Lund"
    second = "“Slow ropes in fast water”<br><em>Journal of Knots</em> 16(2), 84-103 (2018)<br>Bo Lund, Eve Falk, and <b>Ann Holm</b> <a href='a.pdf'>PDF</a>"
    one, two = works(page(first, second))
    assert (one.title, who(one), one.venues[0].name) == ("Ropes that remember", ["Ann Holm", "Bo Lund"], "Knot Studies")
    assert (who(two), two.venues[0].name) == (["Bo Lund", "Eve Falk", "Ann Holm"], "Journal of Knots")
    assert (two.volume, two.issue, two.dates[0].value) == ("16", "2", "2018")


def test_a_stroke_that_breaks_a_line_of_markdown_is_no_text() -> None:
    """A stroke at the end of a line is a line break: no part of the names or of the title before it."""
    text = (
        "## Papers\n\n- **Ropes that remember**\\\n  Ann Holm, Bo Lund\\\n  *Knot Studies*, 2021 [PDF](https://knots.example.org/a.pdf)\n\n"
        "- **Slow ropes in fast water**\\\n  Ann Holm\\\n  *Journal of Knots*, 2020 [PDF](https://knots.example.org/b.pdf)\n\n"
        "- **What a knot forgets**\\\n  Eve Falk, Ann Holm\\\n  *Knot Studies*, 2019\n"
    )
    found = works(text)
    assert [(one.title, who(one)) for one in found] == [
        ("Ropes that remember", ["Ann Holm", "Bo Lund"]),
        ("Slow ropes in fast water", ["Ann Holm"]),
        ("What a knot forgets", ["Eve Falk", "Ann Holm"]),
    ]
    assert [one.venues[0].name for one in found] == ["Knot Studies", "Journal of Knots", "Knot Studies"]


def test_a_comma_ends_names_before_a_venue_with_numbers() -> None:
    """Names behind a linked title end where a part follows that has numbers behind it: a journal with its volume."""
    text = (
        "* [Ropes that remember](https://knots.example.org/p/1), Ann Holm, Bo Lund, arXiv preprint arXiv:2202.71638, 2021.\n"
        "* [Slow ropes in fast water](https://knots.example.org/p/2), Ann Holm, Tar and Water Studies, 7(1), 20-31, 2020.\n"
        "* [What a knot forgets](https://knots.example.org/p/3), Eve Falk, Ann Holm, Ida Berg, Journal of Knots, 10(2), 4-8, 2018.\n"
        "* [Night harbours](https://knots.example.org/p/4), Ida Berg, Ann Holm, In: KNOT, pp. 3-9, 2017.\n"
    )
    found = works(text)
    assert [who(one) for one in found] == [
        ["Ann Holm", "Bo Lund"],
        ["Ann Holm"],
        ["Eve Falk", "Ann Holm", "Ida Berg"],
        ["Ida Berg", "Ann Holm"],
    ]
    assert [one.venues[0].name for one in found[1:]] == ["Tar and Water Studies", "Journal of Knots", "KNOT"]


def test_two_words_may_be_a_title_on_a_line() -> None:
    """A title of two words on a line of its own stands among longer ones."""
    text = (
        "1. Harbour fires and the price of tar\\\n   _Knot Studies_ 18(1), 86-99. 2023\\\n   A. Holm and **B. Lund**\n"
        "2. Night harbours\\\n   _KNOT 2022_, pp. 57-66\\\n   A. Holm, E. Falk and **B. Lund**\n"
        "3. Counting ropes: a guide for the impatient\\\n   _Journal of Knots_ 4, 1-9. 2020\\\n   **B. Lund** and I. Berg\n"
    )
    assert [one.title for one in works(text)][1] == "Night harbours"


def test_the_last_of_several_names_goes_on_behind_an_initial() -> None:
    """The full stop of an initial ends no list of names before a family name with a full stop behind."""
    entry = "<span class='paper-title'>Ropes that remember</span><br>Bo Lund, Ann T. Holm. <i>Knot Studies</i> 4, 2021"
    assert who(works(page(entry, SECOND))[0]) == ["Bo Lund", "Ann T. Holm"]


def test_the_text_of_a_page_is_not_believed_against_its_marks() -> None:
    """Where the text alone shows more entries, but with other titles than the mark-up shows, the mark-up counts."""
    entry = "<li><div class='badge'>{}</div><div class='title'>{}</div><div class='author'>{}</div><div class='periodical'>{}</div></li>"
    rows = (
        ("KNOT", "Ropes that remember", "Holm, A.", "Proceedings of KNOT, pp. 1-9. 2021"),
        ("J", "Slow ropes in fast water", "Lund, B.; Holm, A.", "Knot Studies 4(2), 20-31. 2020"),
        ("ROPE", "What a knot forgets", "Holm, A.; Falk, E. K.", "Proceedings of ROPE, pp. 3-8. 2019"),
        ("J", "Tar", "Holm, A.", "Journal of Tar 3, 4-9. 2018"),
    )
    text = (
        "<html><body><h2>Publications</h2><ol>"
        + "".join(entry.format(*row) for row in rows)
        + "<li>2017</li></ol></body></html>"
    )
    titles = [one.title for one in works(text)]
    assert [title for title in titles if title in {row[1] for row in rows}] == titles
    assert len(titles) > 2


def test_below_the_title_in_its_cell_stands_a_remark() -> None:
    """In a table whose head names its columns, a line in small print below the title is no part of it, and an award is no venue."""
    row = "<tr><td>{}</td><td>{}</td><td>Ann Author, Bo Builder</td><td>{}</td></tr>"
    head = "<tr><th>Year</th><th>Title</th><th>Authors</th><th>Venue</th></tr>"
    rows = [
        row.format(2023, "Ferries without timetables<br><small>Outstanding Harbour Award</small>", "Tides"),
        row.format(2022, "Moorings in low<br>water", "Journal of Knots"),
        row.format(2021, "Ropes", "Tides"),
    ]
    assert [
        ((one.title or "").split(), [venue.name for venue in one.venues])
        for one in works(f"<table>{head}{''.join(rows)}</table>")
    ] == [
        (["Ferries", "without", "timetables"], ["Tides"]),
        (["Moorings", "in", "low", "water"], ["Journal of Knots"]),
        (["Ropes"], ["Tides"]),
    ]


def test_books_and_chapters_of_whose_page_it_is_stand_without_names() -> None:
    """An emphasised title with place, publisher and year behind it is a book; a quoted one in an emphasised book is a chapter."""
    entries = (
        "<em>The Listening Rope: Knots in Bergen, 1580–1660</em> (Tauhafen: Tidal Press, 2018)<br />“A fine book.” — The Sailor",
        "<em>Voices Behind the Knot</em>, ed., with Bo Lund (Tauhafen: Tidal Press, 2021)",
        "3. <em>Seile und Knoten</em>. Studies in Rope. Salzfurt: Kai, 2009. ISBN 978-88-382-4101-2.",
        "“Knots and Printers,” in <em>Print Culture and Ropes</em>, ed. Eve Falk and Ida Berg (Tauhafen: TUP, 2019), 112–34",
        "“Dead Ropes,” in <em>The Handbook of Ropes</em>, eds. Eve Falk and Ida Berg (Tidal Press, 2020), 300-319.",
        "“Dust,” <em>October Ropes</em> 171 (2020): 3–20.",
        "&quot;Epektasis Again&quot;, <em>Vigiliae Funium</em> 64 (2010), pp.&nbsp;1-25.",
        "“Waiting Rooms,” <em>The Bergen Review</em>, May 4, 2021.",
    )
    talk = "<p><strong>Exhibitions</strong></p><p><em>Voices Behind the Knot</em>, Rope Museum, February–June 2016</p>"
    found = works(f"<html><p><strong>Books</strong></p>{''.join(f'<p>{one}</p>' for one in entries)}{talk}</html>")
    said = [(one.title, [v.name for v in one.venues], one.publisher, one.dates[0].value[:4]) for one in found]
    assert said == [
        ("The Listening Rope: Knots in Bergen, 1580–1660", [], "Tidal Press", "2018"),
        ("Voices Behind the Knot", [], "Tidal Press", "2021"),
        ("Seile und Knoten", ["Studies in Rope"], "Kai", "2009"),
        ("Knots and Printers", ["Print Culture and Ropes"], "TUP", "2019"),
        ("Dead Ropes", ["The Handbook of Ropes"], "Tidal Press", "2020"),
        ("Dust", ["October Ropes"], None, "2020"),
        ("Epektasis Again", ["Vigiliae Funium"], None, "2010"),
        ("Waiting Rooms", ["The Bergen Review"], None, "2021"),
    ]
    assert [(who.name.printed, who.role) for who in found[1].contributions] == [("Bo Lund", "editor")]
    assert [one.type for one in found[:3]] == ["book"] * 3


def test_line_breaks_part_entries_each_of_which_is_one_by_itself() -> None:
    """Notes below each other in one paragraph; a title, its names and its venue on three lines are one entry."""
    notes = (
        "<p>“The Grey of Ropes,” <em>Knot Studies</em> 97, no. 3 (2015): 305–327.<br />“Empty Knots,” <em>Rope Journal</em> 40 (2017): 63–81.<br />"
        "“Schnee und Seile,” <em>Zeitschrift für Knoten</em> 81 (2018): 44–68.</p>"
    )
    assert [one.title for one in works(f"<html>{notes}</html>")] == [
        "The Grey of Ropes",
        "Empty Knots",
        "Schnee und Seile",
    ]
    lines = "<p>“The Grey of Ropes Again”<br />Ann Holm, Bo Lund<br /><em>Knot Studies</em> 97 (2015)</p>"
    assert [one.title for one in works(f"<html>{lines}{lines.replace('Grey', 'Blue')}</html>")] == [
        "The Grey of Ropes Again",
        "The Blue of Ropes Again",
    ]


def test_of_a_long_page_the_beginning_shows_whether_its_text_says_more() -> None:
    """Of a long page whose mark-up shows works the text is read no further than it must be to see that it shows no more of them."""
    entry = "<li><b>Ropes that remember winter {0}</b><br>Ann Holm, Bo Lund<br><i>Knot Studies</i> {0}, 20{1:02}</li>"
    others = "<li>Dinner of the year 2019, for all who came to the harbour and stayed for the fireworks</li>" * 3
    text = page_of(entry.format(i, i % 25) for i in range(10, 800)).replace("</ul>", others + "</ul>")
    seen: list[int] = []

    def read_text(plain: PlainText) -> list[Record | Reject]:
        seen.append(len(plain.text))
        return by_text(plain, "")

    shown = Page(text, list(tokens(text)))
    found = shown.entries()
    assert len(PlainText.of(shown.shown()).text) > 2 * SAMPLE
    assert by_text_where_more(found, shown.shown, read_text) is found
    assert not seen  # all entries of the beginning are works


def page_of(entries: Iterable[str]) -> str:
    return f"<html><body><ul>{''.join(entries)}</ul></body></html>"


def test_what_was_looked_at_is_taken_once() -> None:
    """Reading takes what claiming has found of the same text, but once: items may be changed by who gets them."""
    text = page("<b>Ropes that remember</b><br>Ann Holm, Bo Lund<br><i>Knots</i>, 2021", SECOND)
    asked: list[str] = []

    def reader(text: str) -> list[Item]:
        asked.append(text)
        return [Furniture("page", 0, len(text))]

    looked = Looked(reader)
    first = looked.look(text)
    assert looked.take(text) is first
    assert asked == [text]
    assert looked.take(text) is not first
    assert len(asked) == 2
    looked.look(text)
    assert looked.take(text + " ")[0].end == len(text) + 1


def test_a_title_ends_before_an_emphasised_venue_that_no_capital_begins() -> None:
    """Behind names the stop before the emphasis ends the title, whatever letter the venue begins with and however short its words are."""
    found = works(
        page(
            "<b>Holm A</b>†, Lund B†, <b>Falk E</b>. Ropes remember their knots after rain. <i>Nat. Knot Biol.</i> <b>26</b>, 401&ndash;413 (2024).",
            "Lund B, <b>Falk E</b>. Bowlines need a harbour. <i>eKnots</i> <b>11</b>, e79 (2022).",
            "<b>Falk E</b> &amp; Holm A. Shrouds do not steer. <i>Knots Biol.</i> <b>9</b>, e1001 (2011)",
            "Berg I, <b>Falk E</b>. Splices of <i>Cannabis sativa</i> in the cold. <i>J. Rope Sci.</i> <b>132</b>, 22 (2019).",
        )
    )
    families = [[one.name.family for one in work.contributions] for work in found]
    assert families == [["Holm", "Lund", "Falk"], ["Lund", "Falk"], ["Falk", "Holm"], ["Berg", "Falk"]]
    assert [(one.title, one.venues[0].name.rstrip(".")) for one in found] == [
        ("Ropes remember their knots after rain", "Nat. Knot Biol"),
        ("Bowlines need a harbour", "eKnots"),
        ("Shrouds do not steer", "Knots Biol"),
        ("Splices of Cannabis sativa in the cold", "J. Rope Sci"),
    ]


def test_a_label_may_stand_before_an_emphasised_book() -> None:
    """ "W:" and "V:" say in Polish and Czech what a chapter stands in; what is emphasised in a title ends none."""
    found = works(
        page(
            "Holm A., Falk E.: Dawne liny na wodzie. W: <i>Liny i ludzie</i>, Wydawnictwo Portowe, Gdynia 2016, s. 7-9.",
            "Lund B., Holm A.: Stará lana v přístavu. V: <i>Lana a lidé</i>, Praha 2014, s. 5-9.",
        )
    )
    assert [(one.title, one.venues[0].name) for one in found] == [
        ("Dawne liny na wodzie", "Liny i ludzie"),
        ("Stará lana v přístavu", "Lana a lidé"),
    ]


def test_editors_stand_between_in_and_the_book_of_a_chapter() -> None:
    """EPrints prints "In: editors, (eds.) book. Publisher, place, pp."; a stop behind an initial ends no title of a book."""
    person = "<span class='person_name'>{}</span>".format
    one, two = works(
        page(
            f"{person('Holm, Ann')} (2018) <a href='/id/7'><em>Salt, rope and rent.</em></a> In: {person('Berg, Ida')} and {person('Lund, Bo')}, (eds.) Harbour Lives: Essays in Honour of B. Falk. Tidal Books, Salzfurt, pp. 55-71. ISBN 9781789259995",
            f"{person('Holm, Ann')} and {person('Falk, Eve')} (2016) <a href='/id/8'><em>Who ties in winter?</em></a> In: {person('Berg, Ida')} (ed.) What Do Knots Want? Studies in Rope 7. pp. 5-11.",
        )
    )
    assert (one.title, one.venues[0].name, one.publisher, one.place, one.pages) == (
        "Salt, rope and rent",
        "Harbour Lives: Essays in Honour of B. Falk",
        "Tidal Books",
        "Salzfurt",
        "55-71",
    )
    assert [(display(who.name), who.role) for who in one.contributions][1:] == [
        ("Ida Berg", "editor"),
        ("Bo Lund", "editor"),
    ]
    assert (two.title, two.venues[0].name, two.type, two.pages) == (
        "Who ties in winter?",
        "What Do Knots Want?",
        "chapter",
        "5-11",
    )


def test_pages_with_a_word_before_them_are_no_venue() -> None:
    """A table of contents says which pages a paper has, and of one no more; when the page was posted is no venue."""
    contents = [
        "<b>Ropes on land: prices and pastry in Salzfurt</b><br><i>Ann Holm</i><br>Pages 289&ndash;307 | <a href='https://doi.org/10.5555/knots.1'>doi: 10.5555/knots.1</a>",
        "<b>Whose rope? Conflict in the harbour</b><br><i>Bo Lund, Eve Falk</i><br>Pages 308&ndash;330 | <a href='https://doi.org/10.5555/knots.2'>doi: 10.5555/knots.2</a>",
        "<b>Singing for the rope: a note</b><br><i>Eve Falk</i><br>Pages 331&ndash;340",
    ]
    text = f"<html><body><h2>Knot Quarterly</h2><p><a href='/a'>Current Issue</a> <a href='/b'>Archive</a></p><p>Posted 9 December 2021</p>{''.join(f'<p>{one}</p>' for one in contents)}</body></html>"
    found = works(text)
    assert [(one.title, one.pages, one.venues) for one in found] == [
        ("Ropes on land: prices and pastry in Salzfurt", "289–307", []),
        ("Whose rope? Conflict in the harbour", "308–330", []),
        ("Singing for the rope: a note", "331–340", []),
    ]
    german = works(
        page(
            "“Seile im Hafen von Salzfurt”<br>Ann Holm<br>Seiten 12-19<br>2019",
            "“Wer knüpft im Winter?”<br>Bo Lund<br>Seite 20<br>2019",
        )
    )
    assert [(one.pages, one.venues) for one in german] == [("12-19", []), ("20", [])]


def test_cards_with_the_title_below_names_date_and_venue() -> None:
    """As a common theme of home pages prints them: an empty span parts date and venue, and prose stands below the title."""
    cards = "".join(
        f'<div class="card-simple"><div class="article-metadata"><div><span>{names}</span></div><span class="article-date">{date}</span>'
        f'<span class="middot-divider"></span><span class="pub-publication">{venue}</span></div>'
        f'<div class="section-subheading article-title"><a href="/x/">{title}</a></div><div class="article-style"><p>We watched them for years.</p></div></div>'
        for names, date, venue, title in (
            (
                "Ada Holm</span>, <span>Bo Lund",
                "June 2022",
                "<em>Journal of Harbours</em>",
                "Tide gauges in narrow straits",
            ),
            ("Bo Lund", "2020", "In <em>Proceedings of Ropes</em>", "Tarred hemp under load"),
            ("Cy Dahl</span>, <span>Ada Holm", "May 2018", "<em>Lamp Science</em>", "Lamps for blind harbours"),
        )
    )
    found = works(f"<html><body><h1>Publications</h1><div>{cards}</div></body></html>")
    assert [(one.title, one.venues[0].name, one.dates[0].value[:4], len(one.contributions)) for one in found] == [
        ("Tide gauges in narrow straits", "Journal of Harbours", "2022", 2),
        ("Tarred hemp under load", "Proceedings of Ropes", "2020", 1),
        ("Lamps for blind harbours", "Lamp Science", "2018", 2),
    ]


@pytest.mark.parametrize("words", ["in press", "forthcoming", "under review"])
def test_how_far_a_work_is_stands_in_the_place_of_its_year(words: str) -> None:
    """Such words of an entry are a comment, from which its status follows."""
    entries = (
        "Okonjo, A., &amp; Brix, J. (2023). Provenance at scale. <i>Journal of Lamps</i>, 16, 1-9.",
        f"Okonjo, A. ({words}). Trust and the citation graph. <i>Journal of Ropes</i>.",
        "Brix, J., &amp; Okonjo, A. (2020). Ropes that remember. <i>Journal of Knots</i>, 3, 4-17.",
    )
    text = "<html><body><h2>Publications</h2>" + "".join(f"<p>{one}</p>\n" for one in entries) + "</body></html>"
    items, account = read_text(sources()["html"], text)
    assert account.closes
    assert [one.work.comments for one in items if isinstance(one, Record)] == [[], [words], []]
