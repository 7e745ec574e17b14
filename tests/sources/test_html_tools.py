"""HTML as tools write it: plug-ins for lists of publications, repositories, sites built from blocks, exports of notes and offices."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.records import Work
from kg.sources._html_links import target_of
from kg.sources._html_tags import flow, tokens
from tests.sources.test_html import SECOND, page, works


def who(work: Work, role: str = "author") -> list[str]:
    return [display(one.name) for one in work.contributions if one.role == role]


def test_what_says_of_what_kind_a_work_is_is_none_of_its_title() -> None:
    """A span of the class of types behind a title, and a badge on a line before it, name no title and no venue."""
    row = "<p class='x_author'>{}</p><p class='x_title'>{} <span class='x_pub_type x_ article'>{}</span></p><p class='x_more'><span>In: </span><span class='x_journal'>{}, </span>{}</p>"
    one, two = works(
        page(
            row.format("Ann Holm, Bo Lund", "Ropes that remember", "Journal Article", "Knot Studies", "2021"),
            row.format("Bo Lund, Eve Falk", "Slow ropes in fast water", "Buchkapitel", "Netze und Seile", "2019"),
        )
    )
    assert [(work.title, who(work), work.venues[0].name, work.dates[0].value) for work in (one, two)] == [
        ("Ropes that remember", ["Ann Holm", "Bo Lund"], "Knot Studies", "2021"),
        ("Slow ropes in fast water", ["Bo Lund", "Eve Falk"], "Netze und Seile", "2019"),
    ]


def test_a_repository_names_the_parts_of_an_item() -> None:
    """Classes that say what part of an item of a list they hold count, though those of lists and pages do not; a badge is no venue."""
    item = (
        "<span class='badge'>{}</span><div><a class='lead item-list-title' href='/items/{}'>{}</a></div><span class='muted'> (<span class='item-list-publisher'>{}</span>, "
        "<span class='item-list-date'>{}</span>) <span class='item-list-authors'><span>{}</span></span></span>"
    )
    rows = (
        ("Artículo", "1", "Cuerdas que recuerdan", "Elsevier", "2021-04", "Holm, Ana; Lund Ríos, Bo"),
        ("Tesis doctoral", "2", "Nudos lentos", "Universidad de Oviedo", "2016", "Lund Ríos, Bo"),
    )
    one, two = works(page(*(item.format(*row) for row in rows)))
    assert [(work.title, who(work), work.dates[0].value) for work in (one, two)] == [
        ("Cuerdas que recuerdan", ["Ana Holm", "Bo Lund Ríos"], "2021-04"),
        ("Nudos lentos", ["Bo Lund Ríos"], "2016"),
    ]
    assert "Artículo" not in [venue.name for venue in one.venues]
    assert two.type == "thesis"
    assert two.publisher == "Universidad de Oviedo"


def test_names_of_a_class_may_be_those_of_editors() -> None:
    """A word for editors behind the names that a class shows says what they did."""
    entry = "<span class='paper_title'>{}.</span> <span class='paper_author'>{}</span> {}"
    one, two = works(
        page(
            entry.format("Knots: a field handbook", "Holm, A.; and Lund, B., editors.", "Tide Society Press, Bergen, 2021."),
            entry.format("Why nets forget", "Lund, B.; Falk, E.; and Holm, A.", "<i>Net Research</i>, 33(5): 28–29. 2021."),
        )
    )  # fmt: skip
    assert (one.title, who(one), who(one, "editor")) == ("Knots: a field handbook", [], ["A. Holm", "B. Lund"])
    assert (two.title, who(two)) == ("Why nets forget", ["B. Lund", "E. Falk", "A. Holm"])


def test_a_style_may_be_an_emphasis() -> None:
    """A span that its style sets in italics or bold is emphasised as by a tag."""
    italic = "Ann Holm and Bo Lund, <span style='color:#333; font-style: italic'>Ropes: a history of knots</span>, Tide Press, 2018."
    quoted = "Bo Lund, Eve Falk, “Slow ropes in fast water,” <span style='font-style:italic'>Journal of Knots</span>, vol. 15, p. 7–9, 2022."
    bold = "<span style='font-weight: 700'>What a knot forgets</span><br>Ann Holm, Eve Falk<br><span style='font-style: oblique'>Nets</span>, 2019"
    found = works(page(italic, quoted, bold, SECOND))
    assert [one.title for one in found][:3] == [
        "Ropes: a history of knots",
        "Slow ropes in fast water",
        "What a knot forgets",
    ]
    assert [found[1].venues[0].name, found[2].venues[0].name] == ["Journal of Knots", "Nets"]
    parts = list(tokens(bold))
    assert [run.kind for run in flow(bold, parts, 0, len(parts)).runs] == ["strong", "em"]


def test_the_number_of_a_section_before_its_year_is_none_of_it() -> None:
    """A heading "2.1. 2023" says the year of what stands below it, by the marks and by the text of a page."""
    entry = "<li><p><b>{}</b> (with Ann Holm and Bo Lund). <i>{}</i> 33, e4. <a href='a.pdf'>pdf</a></p></li>"
    parts = [
        f"<h3><span class='number'>2.{i}.</span> {year}</h3><ul>{entry.format(title, venue)}{entry.format(title + ' again', venue)}</ul>"
        for i, (year, title, venue) in enumerate(
            [("2023", "How to print a knot", "Journal of Knots"), ("2020", "Nets as grades", "Net Letters")], 1
        )
    ]
    text = f"<html><body><h1>Eve Falk</h1><h2><span>2.</span> Papers</h2>{''.join(parts)}</body></html>"
    assert [(one.title, one.dates[0].value) for one in works(text)] == [
        ("How to print a knot", "2023"),
        ("How to print a knot again", "2023"),
        ("Nets as grades", "2020"),
        ("Nets as grades again", "2020"),
    ]


def test_a_year_in_brackets_before_the_title_is_no_number() -> None:
    """(2022) “Title.” Journal: the year of the entry."""
    entry = "({}) “{}.” <i>{}</i> 28 (1): 5–9."
    rows = (("2022", "Ropes that remember", "Knot Theory Online"), ("2015", "The left hand of Lund", "Journal of Nets"))
    found = works(page(*(entry.format(*row) for row in rows)))
    assert [(one.dates[0].value, one.title, one.venues[0].name) for one in found] == [*rows]


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/url?q=https%3A%2F%2Fdoi.org%2F10.5555%2Frope.1&sa=D&sntz=1",
        "https://www.google.com/url?sa=t&url=https://doi.org/10.5555/rope.1&usg=AO",
        "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdoi.org%2F10.5555%2Frope.1&data=05",
        "https://doi.org/10.5555/rope.1",
    ],
)
def test_a_link_may_lead_on(link: str) -> None:
    """Sites and mail programs lead to an address by way of their own."""
    assert target_of(link) == "https://doi.org/10.5555/rope.1"
    one, _ = works(
        page(f'<a href="{link}"><b>Ropes that remember</b></a><br>Ann Holm, Bo Lund<br><i>Nets</i>, 2020', SECOND)
    )
    assert [identifier.value for identifier in one.identifiers] == ["10.5555/rope.1"]


def test_a_package_and_a_class_of_arxiv_are_no_venue() -> None:
    """What a citation of software says of it, and the class behind a number of arXiv, stand where a venue does."""
    software = "Holm A, Lund B (2022). <em>knotr: Counting Knots in Images</em>. R package version 0.4.2, <a href='https://example.org/knotr'>https://example.org/knotr</a>."
    paper = "Lund B, Holm A (2021). “Slow ropes in fast water.” arXiv:2103.07712 [math.GT]."
    one, two, _ = works(
        page(software, paper, "Lund B, Falk E (2020). “Ropes that remember.” <em>Nets</em>, <b>3</b>, 1–9.")
    )
    assert (one.title, one.type, one.venues) == ("knotr: Counting Knots in Images", "software", [])
    assert (two.title, [venue.name for venue in two.venues]) == ("Slow ropes in fast water", [])


@pytest.mark.parametrize(
    "book",
    [
        "[w:] Ida Berg, Eve Falk (red.), <i>Studia o węzłach</i>, Gdynia 2015, s. 77–96.",
        "w: I. Berg i E. Falk (red.), <i>Studia o węzłach</i>, Gdynia 2015, s. 77–96.",
        "[w:] <i>Studia o węzłach</i>, red. I. Berg, E. Falk, Gdynia 2015, s. 77–96.",
        "in <i>Studia o węzłach</i>, eds. I. Berg and E. Falk, Gdynia: Tide Press, 2015, pp. 77–96.",
        "in: <i>Studia o węzłach</i> (Gdynia: Tide Press, 2015), pp. 77–96.",
    ],
)
def test_a_chapter_stands_in_a_book_that_is_emphasised_too(book: str) -> None:
    """Label, editors before or behind the book, its place and year: none of them is the venue or a part of a name."""
    other = "Holm A., <i>Liny, które pamiętają</i>, „Przegląd Linowy” 9, 2018, s. 5–9."
    third = "Lund B., Holm A., <i>Dawne sieci</i>, „Sieci” 3, 2017, s. 1–4."
    one, *_ = works(page(f"Holm A., Lund B., <i>Rzeka jako droga</i>, {book}", other, third))
    assert (one.title, who(one), one.type) == ("Rzeka jako droga", ["A. Holm", "B. Lund"], "chapter")
    assert [(venue.name, venue.place) for venue in one.venues] == [("Studia o węzłach", "Gdynia")]
    assert (one.dates[0].value, one.pages) == ("2015", "77–96")
    assert [name.split()[-1] for name in who(one, "editor")] == (["Berg", "Falk"] if "Berg" in book else [])


def test_the_publisher_may_stand_behind_place_and_year() -> None:
    """Place and year right behind the title of a book, then its publisher: the place is no venue."""
    other = "Holm A., <i>Liny, które pamiętają</i>, „Przegląd Linowy” 9, 2018, s. 5–9."
    one, *_ = works(page("Holm A., <i>Węzły w grobach</i>, Nowy Port 2017, Wydawnictwo Portowe UG.", other, other))
    assert (one.type, one.venues, one.place, one.publisher) == ("book", [], "Nowy Port", "Wydawnictwo Portowe UG")
    assert one.dates[0].value == "2017"


def test_pages_without_a_label_end_the_name_of_an_edited_book() -> None:
    """In Berg O, Falk J (eds.), Book, 101-122: the pages are none of the name, and editors are counted by themselves."""
    entry = "Holm A (2018). “Ropes as corridors.” In Berg O, Falk J (eds.), <em>Harbour Soils</em>, 101-122. Tide Press, Bergen."
    one, *_ = works(page(entry, SECOND))
    assert [venue.name for venue in one.venues] == ["Harbour Soils"]
    assert [(editor.role, editor.position) for editor in one.contributions[1:]] == [("editor", 1), ("editor", 2)]
