"""Lists in HTML and Markdown: habits of people and programs that write them, a rule for each."""

from __future__ import annotations

from kg.names import display
from kg.records import Date, Record, Work
from kg.sources._html_text import without_head
from kg.sources._listing_lines import Line
from kg.sources._listing_sections import is_other_heading
from tests.sources.test_html import SECOND, page, works

LIST = (
    "<li>Ann Holm and Bo Lund. <b>Ropes that remember</b>. <i>Knot Studies</i>, 2021.</li>"
    "<li>Bo Lund and Ann Holm. <b>Slow ropes in fast water</b>. <i>Journal of Knots</i>, 2020.</li>"
)


def who(work: Work) -> list[str]:
    return [display(one.name) for one in work.contributions]


def test_what_stands_below_a_heading_of_talks_is_no_work() -> None:
    """Until the next heading of its level, or a bold line that heads a list; the same in Markdown."""
    talk = "<ul><li>Ann Holm and Bo Lund. <b>Ropes in the rain</b>. <i>Knot Days</i>, Bergen, 2019.</li></ul>"
    html = (
        f"<html><h2>Invited talks</h2><h3>2019</h3>{talk}<h2>Papers</h2><ul>{LIST}</ul><p><b>Talks</b></p>{talk}</html>"
    )
    assert [one.title for one in works(html)] == ["Ropes that remember", "Slow ropes in fast water"]
    text = (
        "## Talks\n\n- **Ropes in the rain**. Ann Holm, Bo Lund. *Knot Days*, 2019. [slides](https://knots.example.org/s)\n\n"
        "## Papers\n\n- **Ropes that remember**. Ann Holm, Bo Lund. *Knot Studies*, 2021. [pdf](https://knots.example.org/a)\n"
        "- **Slow ropes in fast water**. Bo Lund, Ann Holm. *Journal of Knots*, 2020. [pdf](https://knots.example.org/b)\n"
    )
    assert [one.title for one in works(text)] == ["Ropes that remember", "Slow ropes in fast water"]


def test_a_thesis_may_stand_without_a_name() -> None:
    """The kind of a thesis right behind an emphasised title, and a year, show a work of whose page it is."""
    thesis = "<li><i>What a knot forgets</i>. Ph.D. thesis, University of Bergen, 2012. Supervisor: I. Berg</li>"
    found = works(f"<html><h2>Papers</h2><ul>{LIST}{thesis}</ul></html>")
    assert [one.title for one in found][2:] == ["What a knot forgets"]
    assert (found[2].type, found[2].publisher, found[2].contributions, found[2].venues) == (
        "thesis",
        "University of Bergen",
        [],
        [],
    )
    note = "<li><i>What a knot forgets</i>. Talk at the University of Bergen, 2012.</li>"
    assert len(works(f"<html><h2>Papers</h2><ul>{LIST}{note}</ul></html>")) == 2


def test_an_emphasised_name_before_numbers_is_a_venue() -> None:
    """The last emphasis behind names, before a volume or year, is where the work appeared, though a person could have that name."""
    text = "<html><ul>{}{}</ul></html>".format(
        "<li><a href='https://doi.org/10.5555/r.1'>Ropes that remember</a>, A. Holm, I. Berg, <i>Harbour Letters</i> <b>3</b>, 2019.</li>",
        "<li><a href='https://doi.org/10.5555/r.2'>Slow ropes in fast water</a>, A. Holm, <i>I. Berg</i>, <i>Knot Studies</i>, 2018.</li>",
    )
    assert [(who(one), one.venues[0].name) for one in works(text)] == [
        (["A. Holm", "I. Berg"], "Harbour Letters"),
        (["A. Holm", "I. Berg"], "Knot Studies"),
    ]


def test_a_year_may_stand_between_strokes_behind_names() -> None:
    """Title, names, year and venue with strokes around the year, as indexes of works show them; where it is to come, it has none."""
    first = "<span class=title>Ropes that remember</span>. <span class=name>Ann Holm</span> - 2021 - <em>Knot Studies</em> 20 (2):1-9."
    second = "<span class=title>Slow ropes</span>. <span class=name>Ann Holm</span> & <span>Bo Lund</span> - forthcoming - <em>Journal of Knots</em>."
    one, two = works(page(first, second))
    assert (who(one), one.dates[0].value, one.venues[0].name, one.volume) == (
        ["Ann Holm"],
        "2021",
        "Knot Studies",
        "20",
    )
    assert (who(two), two.dates, two.venues[0].name) == (["Ann Holm", "Bo Lund"], [], "Journal of Knots")


def test_a_class_shows_the_date() -> None:
    """A date that a class marks is that of the work, with month and day where they stand."""
    entry = "<h4 class=artifact-title>{}</h4><span class=author>Holm, A.; Lund, B.</span> (<span class=publisher>Knot House</span>, <span class=date>{}</span>)"
    found = works(page(entry.format("Ropes that remember", "2021-05-11"), entry.format("Slow ropes", "2020-04")))
    assert [one.dates[0].value for one in found] == ["2021-05-11", "2020-04"]
    assert [who(one) for one in found] == [["A. Holm", "B. Lund"]] * 2


def test_a_summary_may_stand_between_title_and_names() -> None:
    """A sentence below a title that its class shows is the abstract, and the names are on the line below it."""
    entry = (
        "<div class=article-title><a href='/p/1'>Ropes that remember</a></div>"
        "<div class=article-style>We tied a hundred knots and asked the ropes a year later what they could still tell.</div>"
        "<div><span>Ann Holm</span>, <span>Bo Lund</span></div><div><a href='https://doi.org/10.5555/r.1'>DOI</a></div>"
    )
    one = works(page(entry, SECOND))[0]
    assert (one.title, who(one)) == ("Ropes that remember", ["Ann Holm", "Bo Lund"])
    assert (one.abstract or "").startswith("We tied a hundred knots")
    assert one.venues == []


def test_other_versions_may_stand_in_a_list_within_an_item() -> None:
    """What stands in an item before the list in it is an entry by itself."""
    inner = "<ul><li>Ann Holm & Bo Lund, 2019. \"<b>Ropes that remember</b>,\" <a href='/s'>Harbour Papers</a> 12, HH.</li></ul>"
    outer = f"<li>Ann Holm & Bo Lund, 2021. \"<b>Ropes that remember</b>,\" <a href='/k'>Knot Studies</a>, vol. 3.{inner}</li>"
    other = "<li>Eve Falk, 2020. \"<b>Slow ropes in fast water</b>,\" <a href='/j'>Journal of Knots</a>, vol. 4.</li>"
    found = works(f"<html><ul>{outer}{other}</ul></html>")
    assert [(one.title, one.dates[0].value) for one in found] == [
        ("Ropes that remember", "2021"),
        ("Ropes that remember", "2019"),
        ("Slow ropes in fast water", "2020"),
    ]


def test_lines_below_a_bold_line_of_markdown_are_lines() -> None:
    """A title that fills its line stands above names and venue, though nothing at the ends of the lines says so; a kind of work in brackets is no venue."""
    text = (
        "## Papers\n\n**Ropes that remember**\nAnn Holm, Bo Lund\nTides 2021 [link](https://knots.example.org/1)\n\n"
        "**Slow ropes in *fast* water** (review)\nAnn Holm and Eve Falk\n*Journal of Knots* 3: 20-41, 2020\n"
    )
    assert [(one.title, who(one), one.venues[0].name) for one in works(text)] == [
        ("Ropes that remember", ["Ann Holm", "Bo Lund"], "Tides"),
        ("Slow ropes in fast water", ["Ann Holm", "Eve Falk"], "Journal of Knots"),
    ]


def test_a_short_venue_with_its_year_may_be_bold() -> None:
    """What is emphasised behind an emphasised title, a short name with a year, is the venue; a title may begin with the small name of a thing."""
    text = (
        "## Demos\n\n1. **Ann Holm**, Bo Lund. *Ropes that remember.* In **KNOT 2021**, pp. 1-9. [pdf](https://knots.example.org/1)\n"
        "2. **Ann Holm**. *ropekit: a box of knots.* **TIDES 2019** @ KNOT, Bergen. [code](https://knots.example.org/2)\n"
    )
    found = works(text)
    assert [(one.title, one.venues[0].name, one.dates[0].value) for one in found] == [
        ("Ropes that remember", "KNOT", "2021"),
        ("ropekit: a box of knots", "TIDES", "2019"),
    ]


def test_names_may_be_emphasised_as_a_whole() -> None:
    """Several names in italics behind a title end with them, whatever follows."""
    text = (
        "## Surveys\n\n- **Ropes that remember: A Survey** - *Ann Holm, Bo Lund*, TKRE 2023. [[paper]](https://doi.org/10.5555/r.1)\n"
        "- **Slow ropes in fast water** - *Eve Falk et al.*, KNOT 2020. [[paper]](https://knots.example.org/2.pdf)\n"
    )
    one, two = works(text)
    assert (who(one), one.venues[0].name, one.dates[0].value) == (["Ann Holm", "Bo Lund"], "TKRE", "2023")
    assert (who(two), two.authors_truncated, two.venues[0].name) == (["Eve Falk"], True, "KNOT")


def test_numbers_behind_an_emphasised_journal() -> None:
    """Volume, issue, pages and the year in brackets in the orders of mathematicians and of Science; the letter of a series belongs to the name."""
    forms = (
        "<i>Knot Studies</i> 376, eabn1479 (2022).",
        "<i>Knot Studies</i> <b>28</b>(2) (2021), #P2.31.",
        "<i>Knot Studies</i> (2020) 14:2210",
        "<i>J. Knot Theory</i> Ser. A <b>172</b> (2020), 105-118.",
        "Electron. J. Knots <b>12</b> (2019), no. 3, 1-9.",
    )
    found = works(page(*(f"Ann Holm and Bo Lund, “Ropes that remember”, {form}" for form in forms)))
    read = [(one.venues[0].name, one.volume, one.issue, one.pages, one.dates[0].value) for one in found]
    assert read == [
        ("Knot Studies", "376", None, "eabn1479", "2022"),
        ("Knot Studies", "28", "2", "#P2.31", "2021"),
        ("Knot Studies", "14", None, "2210", "2020"),
        ("J. Knot Theory Ser. A", "172", None, "105-118", "2020"),
        ("Electron. J. Knots", "12", "3", "1-9", "2019"),
    ]


def test_editors_and_the_imprint_of_their_book() -> None:
    """Names with a sign of editors are editors; place, publisher, year and ISBN are those of the book, behind a chapter those of its book."""
    book = "Holm, Ann (Hrsg.): <b>Seile. Tagungsband zum 5. Seilforum.</b> Tauhafen: Seilverlag, 2020. ISBN 978-3-16-148410-0."
    chapter = "Lund, Bo: <b>Knoten ohne Ende?</b> In: Holm, Ann (Hrsg.): Seile und Taue. Tauhafen: Seilverlag, 2020, S. 55-72."
    one, two = works(page(book, chapter, SECOND))[:2]
    assert [(c.role, display(c.name)) for c in one.contributions] == [("editor", "Ann Holm")]
    assert (one.title, one.type, one.place, one.publisher) == (
        "Seile. Tagungsband zum 5. Seilforum",
        "book",
        "Tauhafen",
        "Seilverlag",
    )
    assert [one.value for one in one.identifiers] == ["9783161484100"]
    assert (two.venues[0].name, two.venues[0].place, two.publisher) == ("Seile und Taue", "Tauhafen", "Seilverlag")


def test_a_link_around_a_whole_entry_is_no_title() -> None:
    """A link that holds names, title, journal and pages leaves it to the order of parts what is the title."""
    entry = "<a href='https://hal.science/hal-0{}'>{}</a>"
    text = page(
        entry.format("3877123", "Ann Holm, Bo Lund. Ropes that remember. Knot Studies, 2022, 51 (1), pp.22-41. "),
        "Ann Holm. Slow ropes in fast water. Journal of Knots, 2020, 206, pp.158-177. <a href='https://hal.science/hal-03110456'>hal</a>",
        "Eve Falk, Ann Holm. What a knot forgets. Knot Studies, 2018, 43 (7), pp.901-917. <a href='https://hal.science/hal-01899001'>hal</a>",
    )
    assert [one.title for one in works(text)] == [
        "Ropes that remember",
        "Slow ropes in fast water",
        "What a knot forgets",
    ]


def test_boxes_of_tasks_are_no_text() -> None:
    """A list of things to read has boxes before its entries."""
    text = (
        "## Must read\n\n- [ ] Holm, A., & Lund, B. (2002). *Ropes that remember*. Knot House.\n"
        "- [x] Falk, E., & Holm, A. (2020). Slow ropes in fast water. *Journal of Knots*, 11, 1644. https://doi.org/10.5555/k.2\n"
        "- Holm, A. (2021). *What a knot forgets* [MSc thesis]. Tide College.\n"
    )
    found = works(text)
    assert [one.title for one in found] == [
        "Ropes that remember",
        "Slow ropes in fast water",
        "What a knot forgets",
    ]
    assert (found[2].type, found[2].publisher, found[2].venues) == ("thesis", "Tide College", [])


def test_the_heads_of_columns_may_have_strokes() -> None:
    """What a column holds is known however its head is spaced, and a month before the year belongs to the date."""
    head = "<tr><th>#</th><th>Title</th><th>Authors</th><th>Journal / Conference</th><th>Date</th><th>Partner</th></tr>"
    row = "<tr><td>{}</td><td>{}</td><td>A. Holm, B. Lund</td><td>{}</td><td>{}</td><td>KNT</td></tr>"
    text = f"<html><table>{head}{row.format(1, 'Ropes that remember', 'Knots', '11/2022')}{row.format(2, 'Slow ropes', '2021 IEEE Workshop on Ropes', '03/2021')}</table></html>"
    found = works(text)
    assert [(one.title, one.venues[0].name, one.dates[0].value) for one in found] == [
        ("Ropes that remember", "Knots", "2022-11"),
        ("Slow ropes", "2021 IEEE Workshop on Ropes", "2021-03"),
    ]


def test_references_of_hal() -> None:
    """Names, title and the rest are sentences; editors and the subject of a thesis stand before the venue."""
    sign = "<a href='https://hal.science/hal-0{}'>⟨hal-0{}⟩</a>"
    thesis = "<a href='https://theses.hal.science/tel-01099077'>⟨tel-01099077⟩</a>"
    found = works(
        page(
            f"Ann Holm, Bo Lund. Les cordes : qui s'en souvient ?. Études de nœuds, 2022, 51 (1), pp.22-41. {sign.format(3877123, 3877123)}",
            f"Ann Holm. Le nœud et ses fantômes. Eve Falk (dir.). Cordes en creux, Presses du quai, pp.77-95, 2019. {sign.format(2444001, 2444001)}",
            f"Ann Holm. La corde en partage. Géographie. Université des Marées, 2014. Français. {thesis}",
        )
    )
    assert [(one.title, who(one), one.dates[0].value) for one in found] == [
        ("Les cordes : qui s'en souvient ?", ["Ann Holm", "Bo Lund"], "2022"),
        ("Le nœud et ses fantômes", ["Ann Holm"], "2019"),
        ("La corde en partage", ["Ann Holm"], "2014"),
    ]
    assert [one.venues[0].name for one in found[:2]] == ["Études de nœuds", "Cordes en creux"]
    assert (found[2].type, found[2].publisher, found[2].venues) == ("thesis", "Université des Marées", [])


def test_each_name_may_be_a_link() -> None:
    """Names of mixed forms are parted by their links; below a line of the kind of the years there is no year, and none is needed there."""
    entry = '<div class=entry><span class=authors><a href=/a>Holm, A.</a>, <a href=/b>B. Lund</a></span>, "<span class=title>{}</span>", <i>Knot Studies</i>{}</div>'
    text = (
        f"<html><div><div class=bar>2016</div>{entry.format('Ropes that remember', ', 2016')}{entry.format('Slow ropes', ', 2016')}</div>"
        f"<div><div class=bar>Submitted</div>{entry.format('What a knot forgets', '.')}</div></html>"
    )
    found = works(text)
    assert [who(one) for one in found] == [["A. Holm", "B. Lund"]] * 3
    assert [[date.value for date in one.dates] for one in found] == [["2016"], ["2016"], []]


def test_a_remark_behind_a_title_is_no_venue() -> None:
    """What a title means in another language stands in brackets before the journal."""
    first = "A. Holm: <i>Reip og knuter</i> (Ropes and knots, in Norwegian), Knot Studies 64 (2019), no. 3, 145-160."
    second = "A. Holm: <i>Ropes that remember</i>, Knot Studies 65 (2020), 1-9."
    one, two = works(page(first, second))
    assert (one.title, one.venues[0].name, one.dates[0].value) == ("Reip og knuter", "Knot Studies", "2019")
    assert two.title == "Ropes that remember"


def test_a_title_may_stand_between_a_line_of_names_and_its_venue() -> None:
    """Below names, the title ends where an emphasised venue begins behind a stop; it is no part of the title."""
    text = (
        "## Papers\n\n### 2015\n\n1. **Ann Holm**<br>\n   Ropes that remember. _Knot Studies_ 189. [[DOI](https://doi.org/10.5555/k.1)]\n\n"
        "### 2014\n\n2. Bo Lund, **Ann Holm**<br>\n   Who ties the knots? In _European Conference on Knots_. [[PDF](files/2.pdf)]\n"
    )
    found = works(text)
    assert [(one.title, who(one), one.venues[0].name) for one in found] == [
        ("Ropes that remember", ["Ann Holm"], "Knot Studies"),
        ("Who ties the knots?", ["Bo Lund", "Ann Holm"], "European Conference on Knots"),
    ]


def test_headings_of_markdown_may_be_titles() -> None:
    """A heading with names below it is the title of a work; its place among the headings says nothing of other works."""
    text = (
        "### 2015\n\n#### *Towards a theory of slow ropes*\nEve Falk, and **Ann Holm**  \nKnot Studies 107\n\n[[PDF](files/1.pdf)]\n\n"
        "### 2011\n\n#### *Ropes that remember*\n**Ann Holm**, and Bo Lund  \nJ. Knots 43\n\n#### About these pages\nThey are kept by hand.\n"
    )
    found = works(text)
    assert [(one.title, who(one), one.dates[0].value) for one in found] == [
        ("Towards a theory of slow ropes", ["Eve Falk", "Ann Holm"], "2015"),
        ("Ropes that remember", ["Ann Holm", "Bo Lund"], "2011"),
    ]


def test_an_award_behind_names_is_none() -> None:
    """Title, venue and names on lines: what is emphasised at the end of the names as an award ends them."""
    entry = (
        "<b>{}</b><br><i>Knot Studies, 72</i>(2), 486-492. 2023<br>Bo Lund &amp; Ann T. Holm <b>Best paper award</b>"
    )
    found = works(page(entry.format("Ropes that remember"), entry.format("Slow ropes in fast water")))
    assert [who(one) for one in found] == [["Bo Lund", "Ann T. Holm"]] * 2


def test_a_venue_within_its_class() -> None:
    """What is emphasised in the line of the venue is its name; the word of what is folded away is none."""
    entry = (
        "<div class=title>{}</div><div class=author>Ann Holm, Bo Lund</div>"
        "<div class=periodical>dans <em>Proceedings of the Workshop on Ropes</em>, Bergen</div><details><summary>Abstract</summary></details>"
    )
    text = f"<html><h3>2019</h3><ol><li>{entry.format('La corde lente')}</li><li>{entry.format('Le nœud qui oublie')}</li></ol></html>"
    assert [one.venues[0].name for one in works(text)] == ["Proceedings of the Workshop on Ropes"] * 2


def test_extents_and_categories_of_a_portal_are_no_venues() -> None:
    """How many pages a book has and how a portal sorts it is no venue; the category says what is a thesis; a server of preprints is named without its number."""
    entry = "<h3 class=title>{}</h3><a href='/a'>Holm, A.</a> &amp; Lund, B., <span class=date>2018</span>, {}<p class=type>Research output: {} › Research</p>"
    thesis, report, preprint = works(
        page(
            entry.format(
                "Ropes that remember", "Tauhafen: Tauhafen University. <span>214 p.</span>", "Thesis › PhD thesis"
            ),
            entry.format("Slow ropes in fast water", "Seilhaus Ost. <span>42 p.</span>", "Book/Report › Report"),
            "<i>What a knot forgets.</i> Ann Holm, Bo Lund. medRxiv 2022.03.21.22272999, doi: 10.1101/2022.03.21.22272999",
            "<i>Knots in the rain.</i> Ann Holm, Eve Falk. <i>Knot Studies</i>, early view (2022).",
        )
    )[:3]
    assert (thesis.type, thesis.publisher, thesis.venues) == ("thesis", "Tauhafen University", [])
    assert [one.name for one in report.venues] == ["Seilhaus Ost"]
    assert ([one.name for one in preprint.venues], preprint.dates[0].value) == (["medRxiv"], "2022-03-21")


def test_an_isbn_is_no_venue() -> None:
    """Behind the imprint of a book it is the book's, behind the name of a book that a chapter is in it is that one's."""
    book = "Ann Holm. <i>Ropes that remember</i>. Knot House, 2020, 288 pp. ISBN 978-3-16-148410-0"
    chapter = "Bo Lund. <b>Slow ropes</b>. In <i>Handbook of Knots</i>, pp. 3-9, 2019. ISBN 978-3-16-148410-0"
    other = "Bo Lund and Ann Holm. <i>What a knot forgets</i>. Knot House, 2018."
    one, two = works(page(book, chapter, other))[:2]
    assert "ISBN" not in str([venue.name for venue in one.venues + two.venues])
    assert [venue.name for venue in two.venues] == ["Handbook of Knots"]
    assert [each.value for each in two.venues[0].identifiers] == ["9783161484100"]


def test_what_mark_up_shows_stays_where_the_text_shows_more() -> None:
    """Where the text alone shows one entry more, the others stay those of the mark-up."""
    listed = "".join(
        f"<li>{names}, <i>{title}</i>, J. Knots <b>{i}</b>, 4{i} (202{i}).</li>"
        for i, (names, title) in enumerate(
            [
                ("A. Holm, B. Lund", "Ropes that remember"),
                ("B. Lund, A. Holm", "Slow ropes in fast water"),
                ("E. Falk, A. Holm", "What a knot forgets"),
            ],
            1,
        )
    )
    found = works(
        f"<html><ul>{listed}<li>A. Holm, B. Lund. Knots in the rain. Journal of Knots, 12(3), 4-9, 2019.</li></ul></html>"
    )
    assert [one.title for one in found][:3] == [
        "Ropes that remember",
        "Slow ropes in fast water",
        "What a knot forgets",
    ]


def test_a_publisher_is_no_venue() -> None:
    """A press behind the title of a book publishes it; what begins with a small letter is the name of nothing."""
    book = "Ann Holm (2022). <i>Ropes that remember: A History</i>. Tauhafen University Press."
    draft = "Ann Holm and Bo Lund (2023). “Slow ropes in fast water”. Draft for <i>Knot Studies</i>, not sent."
    one, two = works(page(book, draft, "Bo Lund (2019). <i>What a knot forgets</i>. Knot House."))[:2]
    assert (one.publisher, one.venues) == ("Tauhafen University Press", [])
    assert two.venues == []


def test_what_stands_in_the_head_of_a_page_is_no_entry() -> None:
    """Where and with what a meeting takes place, before a list of its papers, and what is below posters are no works."""
    head = "<div><h1>5th Workshop on Ropes</h1><p>Tauhafen, Czech Republic, 17–18 June 2024 · co-located with KNOTS</p></div><h2>Accepted Papers</h2>"
    papers = "".join(
        f"<li><b>{names}.</b> {title}</li>"
        for names, title in (
            ("Ann Holm, Bo Lund and Eve Falk", "Ropes that remember: What Went Wrong"),
            ("Ida Berg", "From Knots to Station Signs"),
            ("Bo Lund, Ida Berg, Ann Holm", "Moving Ropes in Event-B, Proved Twice"),
            ("Eve Falk and Bo Lund", "Timetables as Timed Automata: Scaling to 4,000 Ropes"),
        )
    )
    posters = (
        "<h3>Conference posters</h3><ul><li>Holm A. Knots in cores. Society of Rope Scientists, Bangor, 2022.</li></ul>"
    )
    found = works(f"<html>{head}<ul>{papers}</ul>{posters}</html>")
    assert len(found) >= 3  # of an entry that only the form of the others shows the networks are not certain
    assert {one.title for one in found} <= {
        "Ropes that remember: What Went Wrong",
        "From Knots to Station Signs",
        "Moving Ropes in Event-B, Proved Twice",
        "Timetables as Timed Automata: Scaling to 4,000 Ropes",
    }


def test_a_heading_without_words_is_none() -> None:
    """A bare mark of a heading, as comments of programs begin with, neither ends a section nor stops the reader."""
    assert not is_other_heading(Line(0, "", ""))
    text = "# \n\n## Publications\n\n#\n\n" + "".join(
        f"- Ann Holm and Bo Lund. *{title}*. Knot Studies, 2021. [pdf](a.pdf)\n"
        for title in ("Ropes that remember", "Slow ropes in fast water", "Knots under load")
    )
    assert [work.title for work in works(text)] == [
        "Ropes that remember",
        "Slow ropes in fast water",
        "Knots under load",
    ]


def test_a_term_in_small_letters_may_begin_the_first_title_of_a_page() -> None:
    """Words in small letters before all works are a sentence of the page's head ("co-located with ..."); terms such as "k-means" are none."""
    for title, kept in (("k-means on a wet rope", 3), ("mRNA in rope moths", 3), ("co-located with a rope", 2)):
        found = [
            Record(at, at + 1, Work(title=one, dates=[Date("issued", "2021")]))
            for at, one in enumerate((title, "Ropes that remember", "Knots under load"))
        ]
        assert sum(isinstance(item, Record) for item in without_head([*found])) == kept, title
