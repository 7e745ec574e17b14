"""HTML and Markdown: pages with metadata, lists in blocks, places in the source, and mark-up that is broken."""

from __future__ import annotations

import io
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from kg.inputs import digest_of
from kg.names import display
from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, listing, sources
from kg.sources._html_tags import attributes, flow, tokens
from kg.sources._looked import Looked

SOURCE = sources()["html"]
GOLDEN = Path(__file__).parents[1] / "golden"
TEXTS = [path.read_text("utf-8") for path in sorted((GOLDEN / "html").glob("*.*")) if path.suffix in (".html", ".md")]
HTML = [text for text in TEXTS if text.lstrip().startswith("<")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def works(text: str) -> list[Work]:
    return [record.work for record in read(text)[0]]


def page(*entries: str) -> str:
    return "<html><body><ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul></body></html>"


def left(items: list[Any]) -> list[tuple[str, str]]:
    return [(item.field, item.text) for item in items if isinstance(item, LeftOver)]


SECOND = "<b>Nets and networks</b><br>Eve Falk, Ida Holm<br><i>Nets</i>, 2019"

# --- tags and places -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HTML)
def test_tokens_cover_the_text_without_gaps(text: str) -> None:
    """The tokens of a page, one after the other, are the page."""
    assert "".join(text[one.start : one.end] for one in tokens(text)) == text


@pytest.mark.parametrize("text", HTML)
def test_a_parser_of_browsers_sees_the_same_text_and_links(text: str) -> None:
    """Lexbor's tree holds the same words, in the same order, and the same targets of links."""
    parts = list(tokens(text))
    judge = LexborHTMLParser(text)
    judge.strip_tags(["script", "style"])
    assert judge.root is not None
    assert "".join(flow(text, parts, 0, len(parts)).text.split()) == "".join(judge.root.text().split())
    links = [
        attributes(text, one)["href"].value
        for one in parts
        if one.kind == "open" and one.name == "a"
        if "href" in attributes(text, one)
    ]
    assert links == [node.attributes["href"] for node in judge.css("a[href]")]


def test_a_piece_knows_where_an_entity_stands() -> None:
    """A title with a character reference and a tag in it has its places around the tag, the reference whole."""
    text = page("<b>Mussels <em>&amp;</em> caf&eacute;s</b><br>Ida Holm, Bo Lind<br>2020", SECOND)
    record = read(text)[0][0]
    assert record.work.title == "Mussels & cafés"
    places = [text[p.start : p.end] for p in record.pieces if p.field == "title"]
    assert places == ["Mussels ", "&amp;", " caf&eacute;s"]
    assert [text[p.start : p.end] for p in record.pieces if p.field == "tag"][:3] == ["<li>", "<b>", "<em>"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<a href=x title=it's>", {"href": "x", "title": "it's"}),
        ("<a HREF='a>b' href=c x>", {"href": "a>b", "x": ""}),
        ('<a href = "a&amp;b">', {"href": "a&b"}),
        ('<a href="open>', {"href": '"open'}),
    ],
)
def test_attributes_are_read_as_browsers_read_them(tag: str, expected: dict[str, str]) -> None:
    """Quoted or not, in any case, the first of a name; what is never closed ends with the tag."""
    token = next(tokens(tag))
    assert {name: one.value for name, one in attributes(tag, token).items()} in (expected, {"href": "", "open": ""})


# --- metadata --------------------------------------------------------------------------------------------------------


def test_metadata_of_five_kinds_are_one_record() -> None:
    """Meta elements of four vocabularies, JSON-LD and COinS say one work; the COinS of a cited work is another record."""
    text = (GOLDEN / "html" / "full.html").read_text("utf-8")
    first, second = works(text)
    assert [one.value for one in first.identifiers] == ["10.5555/jh.2023.1", "12345678"]
    assert [one.name.family for one in first.contributions] == ["Holm", "Lind", "Falk", "Dahl"]
    assert [one.role for one in first.contributions] == ["author", "author", "editor", "contributor"]
    assert (first.volume, first.issue, first.pages, first.article_number) == ("12", "3", "1-9", "e7")
    assert (second.type, second.title, second.venues[0].name) == ("chapter", "Piers", "Built by the Sea")
    assert second.contributions[0].name.printed == "Falk, A"


def test_an_identifier_that_is_none_is_a_remark() -> None:
    """The ORCID whose check digit is wrong is left over and said."""
    records, items, _ = read((GOLDEN / "html" / "full.html").read_text("utf-8"))
    assert "identifier-invalid" in [remark.code for remark in records[0].remarks]
    assert ("citation_author_orcid", "0000-0002-1825-0098") in left(items)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2020", "2020"), ("2020/5", "2020-05"), ("2020-05-02T10:00Z", "2020-05-02"), ("12/31/2020", "2020-12-31"),
        ("3/4/2020", "2020"), ("05/2020", "2020-05"), ("2020/13", None), ("Spring 2020", None), ("2020/02/30", None),
    ],
)  # fmt: skip
def test_a_day_is_not_guessed(printed: str, expected: str | None) -> None:
    """A date is as precise as it is unambiguous; what is no date of the calendar is left over."""
    work = works(f'<html><meta name="citation_title" content="T"><meta name="citation_date" content="{printed}">')[0]
    assert [one.value for one in work.dates] == ([expected] if expected else [])


def test_dublin_core_of_a_site_is_no_work() -> None:
    """A title and a creator alone describe any page."""
    text = '<html><meta name="DC.title" content="Home"><meta name="DC.creator" content="Ida Holm"><p>Welcome</p></html>'
    assert [type(item) for item in read(text)[1]] == [Reject]


def test_a_coins_within_an_entry_is_of_its_record() -> None:
    """What the entry's text leaves out is filled in from its COinS; one work stays one record."""
    span = '<span class="Z3988" title="rft.atitle=Nets+and+networks&amp;rft.issue=7&amp;rft_id=info:doi/10.5555/nets"></span>'
    records = read(page(SECOND + span, "<b>Ropes and knots</b><br>Ida Holm, Bo Lind<br><i>Knots</i>, 2018"))[0]
    assert [record.work.title for record in records] == ["Nets and networks", "Ropes and knots"]
    assert (records[0].work.issue, [one.value for one in records[0].work.identifiers]) == ("7", ["10.5555/nets"])
    assert [one.name.printed for one in records[0].work.contributions] == ["Eve Falk", "Ida Holm"]


# --- entries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "title", "authors"),
    [
        ('<a href="https://doi.org/10.5555/a">Boats on a lake</a>, Ida Holm and Bo Lind, 2020', "Boats on a lake", 2),
        ("[Lakes 2020] <b>Boats on a lake</b>. Ida Holm*, Bo Lind*.", "Boats on a lake", 2),
        ("Ida Holm, Bo Lind. <b>Boats on a lake</b>. <i>Lakes</i>, 2020", "Boats on a lake", 2),
        ("Ida Holm, Bo Lind. “Boats on a lake.” <i>Lakes</i> 3, 2020", "Boats on a lake", 2),
        ("Holm, I. &amp; Lind, B. (2020). Boats on a lake. <i>Lakes, 3</i>(1), 2-3.", "Boats on a lake", 2),
        ("<h4>Boats on lakes</h4><p>Ida Holm</p><p>Lakes, 2020</p>", "Boats on lakes", 1),
        ('<span class="paper-title">Boats</span> <span class="author">Ida Holm</span>. Lakes, 2020', "Boats", 1),
        (
            '<a href="https://doi.org/10.5555/a">Boats on a lake</a>. <i>Journal of Lakes</i> 3, 2020',
            "Boats on a lake",
            0,
        ),
    ],
)
def test_what_shows_a_title(entry: str, title: str, authors: int) -> None:
    """A link, emphasis, quotation marks, the order of a reference, a heading or a class show it beside names."""
    more = "Holm, I. &amp; Lind, B. (2019). Rain on a lake. <i>Lakes, 3</i>(1), 2-3."
    found = works(page(entry, SECOND, more, more.replace("Rain", "Snow")))
    assert (found[0].title, len(found[0].contributions)) == (title, authors)
    assert found[0].dates[0].value == "2020"


@pytest.mark.parametrize(
    "entry",
    [
        "<em>Artificial Intelligence in Medicine</em>, Ida Holm, 2020",
        "Ida Holm, Bo Lind. <em>Annals of Lakes and Rivers</em> 12, 2020",
        "Invited to the <b>Academy of Harbours</b> in 2020",
        '<a href="https://example.org">The page of my project</a> 2020',
        "Worked with <b>Bo Lind</b> on <em>several different things</em> in 2020",
        "Ida <em>Holm. Boats</em> on a lake. Lakes 2020 something",
    ],
)
def test_a_wrong_title_is_worse_than_none(entry: str) -> None:
    """Emphasis that may be a venue's, prose and links without names are not understood, and kept whole."""
    records, items, _ = read(page(entry, SECOND, "<b>Ropes and knots</b><br>Ida Holm, Bo Lind<br><i>Knots</i>, 2018"))
    assert [record.work.title for record in records] == ["Nets and networks", "Ropes and knots"]
    rejects = [item for item in items if isinstance(item, Reject)]
    assert [(one.reason.startswith("not understood"), entry in one.text) for one in rejects] == [(True, True)]


def test_navigation_is_furniture() -> None:
    """A list of links says nothing of a work, and a sentence beside the list is left over."""
    items = read((GOLDEN / "html" / "typical.html").read_text("utf-8"))[1]
    assert left(items) == [("", "Papers since I came to the institute.")]
    assert [item.text for item in items if isinstance(item, Reject)] == [
        "<li>Member of the harbour board since 2022</li>"
    ]


def test_the_year_of_a_heading_applies_to_what_follows() -> None:
    """Until the next heading, of a year or not below it."""
    entry = "<p><b>{}</b><br>Ida Holm, Bo Lind<br><i>Journal of Knots</i></p>"
    text = "<html><h3>2021</h3>" + entry.format("Ropes and knots") + "<h3>2020</h3>" + entry.format("Nets and works")
    found = read(text + "<h2>In print</h2>" + entry.format("Sails and sales") + "</html>")[0]
    assert [[one.value for one in record.work.dates] for record in found] == [["2021"], ["2020"], []]
    assert {remark.code for record in found for remark in record.remarks} == {"year-from-heading"}


def test_the_owner_is_whose_name_is_emphasised() -> None:
    """In at least half of the entries."""
    for record in read((GOLDEN / "html" / "typical.html").read_text("utf-8"))[0]:
        assert record.owner is not None
        assert record.owner.printed == "Ida Holm"


@pytest.mark.parametrize(
    ("link", "identifier", "expected"),
    [
        ("<a href='https://dx.doi.org/10.5555/A'>doi</a>", ("doi", "10.5555/a"), None),
        ("<a href='https://link.springer.com/article/10.5555/a?x=1'>Springer</a>", ("doi", "10.5555/a"), None),
        ("<a href='https://arxiv.org/pdf/2301.01234v2.pdf'>PDF</a>", ("arxiv", "2301.01234"), None),
        ("<a href='https://www.aclweb.org/anthology/P19-1001.pdf'>ACL</a>", ("acl", "P19-1001"), None),
        (
            "<a href='https://openreview.net/forum?id=x'>OpenReview</a>",
            None,
            ("https://openreview.net/forum?id=x", "landing-page"),
        ),
        ("<a href='https://github.com/x/y'>GitHub repository</a>", None, ("https://github.com/x/y", "code")),
        ("<a href='https://example.org/x.pdf'>Slides</a>", None, ("https://example.org/x.pdf", "slides")),
        ("<a href='x.pdf'>pdf</a>", None, ("https://example.org/p/x.pdf", "full-text")),
        ("<a href='#top'>pdf</a>", None, None),
        ("<a href='javascript:show()'>BibTeX</a>", None, None),
    ],
)
def test_links_are_identifiers_or_have_a_role(
    link: str, identifier: tuple[str, str] | None, expected: tuple[str, str] | None
) -> None:
    """By their target, else by their label; the label is no part of what the entry says."""
    entry = "<b>Ropes and knots</b><br>Ida Holm, Bo Lind<br><i>Knots</i>, 2018 [" + link + "]"
    base = "<base href='https://example.org/p/'>"
    records, items, _ = read(page(entry, SECOND).replace("<html>", "<html>" + base))
    work = records[0].work
    assert [(one.scheme, one.value) for one in work.identifiers] == ([identifier] if identifier else [])
    assert [(one.url, one.role) for one in work.links] == ([expected] if expected else [])
    assert left(items) == []


def test_a_link_that_leads_nowhere_known_is_left() -> None:
    """A relative target on a page without an address can't be made absolute, whether on a name or on a label."""
    items = read(
        page("<b>Ropes and knots</b><br><a href='ida'>Ida Holm</a>, Bo Lind<br>2018 <a href=x.pdf>pdf</a>", SECOND)
    )[1]
    assert left(items) == [("author-link", "ida"), ("link", "x.pdf")]


@pytest.mark.parametrize(
    ("names", "links", "over"),
    [
        ("<a href='https://example.org/ida'>Ida Holm</a>, Bo Lind", [["https://example.org/ida"], []], []),
        ("<a href='../ida'>Ida Holm</a>, <a href='//lind.example.org'>Bo Lind</a>", [["https://example.org/ida"], ["https://lind.example.org"]], []),
        ("Ida Holm, <a href='#bo'>Bo Lind</a>", [[], []], []),
        ("<a href='https://orcid.org/0000-0002-1825-0097'>Ida Holm</a>, Bo Lind", [[], []], []),
        ("<a href='https://example.org/lab'>Ida Holm, Bo Lind</a>", [[], []], [("author-link", "https://example.org/lab")]),
        ("<a href='https://doi.org/10.5555/abc'>Ida Holm</a>, Bo Lind", [[], []], [("author-link", "https://doi.org/10.5555/abc")]),
    ],
)  # fmt: skip
def test_a_link_on_a_name_is_the_persons(names: str, links: list[list[str]], over: list[tuple[str, str]]) -> None:
    """The page a name is linked to is kept on that contribution alone; a link on several names, or to a work, is left."""
    base = "<base href='https://example.org/p/'>"
    records, items, _ = read(
        page(f"<b>Ropes and knots</b><br>{names}<br><i>Knots</i>, 2018", SECOND).replace("<html>", "<html>" + base)
    )
    assert [one.links for one in records[0].work.contributions] == links
    assert left(items) == over


# --- Markdown --------------------------------------------------------------------------------------------------------


def test_markdown_entries() -> None:
    """Bullets and numbers, links by reference, escapes, a line that goes on, and a section of talks that is no list of works."""
    records, items, _ = read((GOLDEN / "html" / "markdown.md").read_text("utf-8"))
    assert [record.work.title for record in records] == [
        "Ferries without timetables", "Tides and clocks", "A grammar of harbour signals", "Boats * and stars in the summer sky",
    ]  # fmt: skip
    assert [one.value for one in records[2].work.identifiers] == ["2201.01234"]
    assert ("", "- Invited talk at Harbour, 2021") in left(items)


def test_markdown_in_paragraphs() -> None:
    """A paragraph of lines, each ended by two spaces, is an entry; where plain-text lists claim them these stand back."""
    lines = "**Boats on a lake**  \nIda Holm, Bo Lind  \n*Journal of Lakes* 12(3), 2021  \n[PDF](https://example.org/a.pdf) | [Slides](https://example.org/b.pdf)\n\n"
    text = "# Papers\n\n" + lines + lines.replace("lake", "river") + lines.replace("lake", "sea")
    work = works(text)[1]
    assert (work.title, work.venues[0].name, work.volume, work.issue) == (
        "Boats on a river",
        "Journal of Lakes",
        "12",
        "3",
    )
    assert [one.role for one in work.links] == ["full-text", "slides"]
    assert SOURCE.sniff("x", text) is not listing.sniff("x", text)


def test_emphasis_in_a_word_is_none() -> None:
    """Underscores inside a word and stars alone are what they are."""
    lines = ["- Ida Holm, Bo Lind. **The snake_case_name of 3 * 4 boats**. *Knots*, 2018."] + [
        f"- Ida Holm, Bo Lind. **Boats on lake {i}**. *Knots*, 2018." for i in range(3)
    ]
    assert works("\n".join(lines))[0].title == "The snake_case_name of 3 * 4 boats"


# --- claims ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><records><p>x</p><p>y</p><p>z</p></records>",
        "<html><body><p>In 2020, Ida Holm, Bo Lind and others met. They talked.</p><p>It rained.</p></body></html>",
        "# A tool\n\nSee [the docs](https://example.org), 2020.\n\n- [Install](a/b)\n- *Run* it\n- [Test](c/d) it with **care**\n",
        "- Ida Holm, Bo Lind. Boats on a lake. Journal of Lakes 3, 2018.\n" * 4,
        "",
    ],
)
def test_what_is_no_list_of_works_is_not_claimed(text: str) -> None:
    """XML, pages of prose, the page of a tool and lists without mark-up are left to others."""
    assert not SOURCE.sniff("x.html", text)


def test_no_golden_input_of_another_source_is_claimed() -> None:
    """Two claims on one input would be an error."""
    for path in GOLDEN.glob("*/*"):
        if path.parent.name != "html" and not path.name.endswith(".expected.jsonl"):
            text = path.read_bytes().decode(digest_of(path)[1], "replace")
            assert not SOURCE.sniff(path.name, text[:65_536]), path


@pytest.mark.shared
def test_no_real_record_of_another_format_is_claimed(shared: Path) -> None:
    """None of the real files is a page."""
    for path in shared.glob("*/**/*"):
        if path.is_file() and path.suffix != ".gz":
            text = path.read_bytes()[:100_000].decode("utf-8", "replace")[:65_536]
            assert not SOURCE.sniff(path.name, text), path


def test_a_list_in_markdown_is_claimed_once() -> None:
    """The lists in plain text leave marked ones alone, or else these stand back."""
    for text in TEXTS:
        found = claim("x", text)
        assert found is not None
        assert found.name == "html"


def test_two_entries_with_links_are_a_list_in_markdown() -> None:
    """Where two links show Markdown, plain-text lists leave the text alone and two entries are enough."""
    text = (
        "- I. Holm, B. Lind. [Boats on a lake](https://doi.org/10.1234/abc). Journal of Lakes, 2021.\n"
        "- B. Lind, I. Holm. [Clocks on a pier](https://arxiv.org/abs/2201.01234). Journal of Lakes, 2022.\n"
    )
    found = claim("x", text)
    assert found is not None
    assert found.name == "html"
    assert [work.title for work in works(text)] == ["Boats on a lake", "Clocks on a pier"]


# --- damage ----------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.sampled_from(TEXTS),
    st.integers(0, 6000),
    st.integers(0, 60),
    st.text(alphabet="<>\"'&/=[]()*_`# \n-a1é;", max_size=8),
)
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden page with a stretch cut out and another put in is read to its end and accounted for."""
    read(text[:at] + inserted + text[at + length :])


@settings(max_examples=100)
@given(
    st.text(max_size=80),
    st.sampled_from(["", "<html>", "<ul><li>2020 ", "- [a](b) *c* ", '<meta name="citation_title" content="']),
)
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for, and may be sniffed."""
    SOURCE.sniff("x", begin + text)
    read(begin + text)


@pytest.mark.parametrize(
    "part",
    ["<", "<p>", "<a ", '<a href="', "<a =\">\"", "&amp", "<!--", "<script>", "[", "[a](", "**a ", "<ul><li>2020 a", "</p>", "<div><p>2020 a b c d e f "],
)  # fmt: skip
def test_a_million_characters_of_one_kind_take_linear_time(part: str) -> None:
    """Eight times the text takes no more than about eight times as long."""
    small, large = ("<html>" * part.startswith("<") + part * (size // len(part)) for size in (60_000, 480_000))
    times = []
    for text in (small, large):
        start = process_time()
        read(text)
        times.append(process_time() - start)
    assert times[1] < max(24 * times[0], 0.5)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_read_in_stretches_says_what_it_says_whole(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page longer than a stretch is parted before its blocks: the same titles at the same places, and the account closes."""
    from kg.sources import html

    entries = {
        ".html": "<li>Ida Holm, Bo Lind. <b>Ferries at pier {0} without timetables</b>. <i>Journal of Harbours</i>, 2019. <a href='#'>pdf</a></li>\n",
        ".md": "- **Ida Holm**, Bo Lind. [Ferries at pier {0} without timetables](https://example.org/{0}). *Journal of Harbours*, 2019.\n\n",
    }[suffix]
    text = "".join(entries.format(i) for i in range(1000, 1200))
    whole = [(one.start, one.end, one.work.title) for one in read(text)[0]]
    monkeypatch.setattr(html, "LARGEST", 5000)
    parts = [(one.start, one.end, one.work.title) for one in read(text)[0]]
    assert len(whole) == 200
    assert parts == whole


def test_a_page_of_many_tags_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags without end do not fill the memory: the account closes over all stretches, and none is larger than it may be."""
    from kg.sources import html

    sizes: list[int] = []
    real = html._html

    def seen(text: str) -> Any:
        sizes.append(text.count("<"))
        return real(text)

    monkeypatch.setattr(html, "MOST_TAGS", 500)
    monkeypatch.setattr(html, "_LOOKED_HTML", Looked(seen))
    read("<html><body>" + "<b>tide" * 10_000)
    assert len(sizes) > 10
    assert max(sizes) <= 500


# --- pages whose marks show no entries -------------------------------------------------------------------------------


def said(work: Work) -> tuple[str, list[str], list[str], list[str]]:
    names = [one.name.printed for one in work.contributions]
    return work.title or "", names, [venue.name for venue in work.venues], [date.value for date in work.dates]


def test_lines_of_a_page_without_blocks_are_read_as_a_plain_list() -> None:
    """Works parted by empty lines, in lines that only line breaks part, with links whose labels are no words of the venue."""
    records, items, _ = read(
        "<html><head><title>Nets</title></head><body><h2>Selected papers</h2>"
        'Deep Ferries: Learning Timetables<br>Ida Holm, Eve Falk, Jun Ito<br>KDD 2021 <a href="https://doi.org/10.5555/a1">doi</a><br><br>'
        'Counting Ferries from Space<br>Jun Ito, Ida Holm<br>CVPR 2020 <a href="https://example.org/c.pdf">pdf</a> <a href="https://github.com/ito/c">code</a><br><br>'
        "Why Do Ferries Stop?<br>Eve Falk, Ida Holm, Jun Ito<br>AAAI 2019<br></body></html>"
    )
    assert [said(record.work) for record in records] == [
        ("Deep Ferries: Learning Timetables", ["Ida Holm", "Eve Falk", "Jun Ito"], ["KDD"], ["2021"]),
        ("Counting Ferries from Space", ["Jun Ito", "Ida Holm"], ["CVPR"], ["2020"]),
        ("Why Do Ferries Stop?", ["Eve Falk", "Ida Holm", "Jun Ito"], ["AAAI"], ["2019"]),
    ]
    assert [one.value for one in records[0].work.identifiers] == ["10.5555/a1"]
    assert [(one.url, one.role) for one in records[1].work.links] == [
        ("https://example.org/c.pdf", "full-text"),
        ("https://github.com/ito/c", "code"),
    ]
    assert left(items) == []


def test_the_places_of_a_plain_list_are_those_of_the_source() -> None:
    """What is mapped stands in the source where its pieces say, entities and tags between the words or not."""
    text = (
        "<html><body>A. Holm &amp; E. Falk. Nets &amp; <font>knots</font> of old. In Proceedings of Nets, 2019.<br>\n"
        "E. Falk and J. Ito. Ropes, <font>wet</font> and dry. In Proceedings of Ropes, 2018.<br>\n"
        "J. Ito, A. Holm and E. Falk. Tarred twine of boats. In Proceedings of Tar, 2017.<br></body></html>"
    )
    records, _, _ = read(text)
    assert [record.work.title for record in records] == [
        "Nets & knots of old",
        "Ropes, wet and dry",
        "Tarred twine of boats",
    ]
    pieces = [text[piece.start : piece.end] for piece in records[0].pieces if piece.field == "title"]
    assert "".join(pieces) == "Nets &amp; knots of old"


@pytest.mark.parametrize("between", [" - *{}* ", ". {}. ", " | {} | "])
def test_a_venue_in_brackets_stands_between_title_and_names(between: str) -> None:
    text = "# Nets\n\n" + "\n".join(
        f"- **{title}** ({venue}){between.format(names)}[[paper]](https://arxiv.org/abs/{number})"
        for title, venue, names, number in (
            ("Queues at Sea", "WSC 2021", "Na Li, Ida Holm", "2101.00001"),
            ("Deep Ferries: Learning Timetables", "KDD 2020", "Ida Holm, Jun Ito", "2001.00002"),
        )
    )
    assert [said(work) for work in works(text)] == [
        ("Queues at Sea", ["Na Li", "Ida Holm"], ["WSC"], ["2021"]),
        ("Deep Ferries: Learning Timetables", ["Ida Holm", "Jun Ito"], ["KDD"], ["2020"]),
    ]


@pytest.mark.parametrize(
    "tags",
    [
        ("[KDD'21]", "[CVPR'20]"),
        ("[KDD 2021]", "[CVPR 2020]"),
        ("KDD 2021:", "CVPR 2020:"),
        ("[2021][KDD]", "[2020][CVPR]"),
    ],
)
@pytest.mark.parametrize(
    "form", ["<p>{} {}<br>{}</p>", "<li>{} <a href='https://example.org/x.html'>{}</a>. {}</li>", "{} {}. {}.<br>\n"]
)
def test_venue_and_year_may_stand_before_everything(tags: tuple[str, str], form: str) -> None:
    text = "<html><body>" + form.format(tags[0], "Deep Ferries: Learning Timetables", "Ida Holm, Jun Ito")
    text += form.format(tags[1], "Why Ferries Stop at Noon", "Eve Falk, Na Li, Ida Holm") + "</body></html>"
    assert [said(work) for work in works(text)] == [
        ("Deep Ferries: Learning Timetables", ["Ida Holm", "Jun Ito"], ["KDD"], ["2021"]),
        ("Why Ferries Stop at Noon", ["Eve Falk", "Na Li", "Ida Holm"], ["CVPR"], ["2020"]),
    ]


def test_the_order_of_parts_is_the_one_that_fits_every_entry() -> None:
    """A title that could be two names is none where the order of the other entries says so."""
    text = page(
        "Queues at sea. Na Li, Ida Holm. WSC 2021.",
        "Ports as Networks. Jun Ito. PhD thesis, Coastal University, 2021.",
        "Crane Failures and Their Causes. Piet van der Meer, Na Li, Ida Holm. Reliability Engineering 221, 2022.",
    )
    assert [work.title for work in works(text)] == [
        "Queues at sea",
        "Ports as Networks",
        "Crane Failures and Their Causes",
    ]


def test_markdown_without_bullets_is_read_by_its_emphasis_not_as_plain_text() -> None:
    text = (
        "# Ida Holm\n\nI. Holm and M. Falk. On the sums of sparse digits. *Acta Arith.* 188 (2019), 201-219.\n\n"
        "I. Holm. Gaps between sparse digits. *J. Number Theory* 195 (2018), 1-14.\n\n"
        "I. Holm, B. Hoang and T. Pires. Digits and their decay. *Math. Z.* 286 (2017), 77-98.\n"
    )
    assert not listing.sniff("x.md", text)
    assert [work.venues[0].name for work in works(text)] == ["Acta Arith", "J. Number Theory", "Math. Z"]


# --- tables whose heads say what they hold ---------------------------------------------------------------------------

ROWS = [
    ("2021", "Nets and Knots", "Ida Holm, Eve Falk", "Food, Culture & Society"),
    ("2020", "Ropes", "Eve Falk", "Journal of Harbours"),
]


@pytest.mark.parametrize(
    "labels", ["Year|Title|Authors|Venue", "Jahr|Titel|Autoren|Zeitschrift", "Année|Titre|Auteurs|Revue"]
)
@pytest.mark.parametrize("form", ["html", "open", "markdown"])
def test_columns_are_read_by_their_heads(labels: str, form: str) -> None:
    """A title of one word, a venue with commas and "&", a row of one author: the head of the column says what they are."""
    if form == "markdown":
        lines = [labels.split("|"), ["---"] * 4, *ROWS]
        text = "# Papers\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)
    else:
        end = "</td>" if form == "html" else ""
        head = "".join(f"<th>{label}</th>" for label in labels.split("|"))
        body = "".join(
            "<tr>" + "".join(f"<td>{cell.replace('&', '&amp;')}{end}" for cell in row) + "</tr>" for row in ROWS
        )
        text = f"<html><body><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    assert [said(work) for work in works(text)] == [
        (title, names.split(", "), [venue], [year]) for year, title, names, venue in ROWS
    ]


def test_a_table_of_other_things_is_no_list_of_works() -> None:
    text = "# Data\n\n| Name | Hours | Year |\n|---|---|---|\n| Harbours 12 of the north | 120 | 2021 |\n| Ferries 9 of the south | 80 | 2020 |\n"
    assert not SOURCE.sniff("x.md", text)
    assert not [item for item in SOURCE.read(io.StringIO(text)) if isinstance(item, Record)]


def test_titles_that_could_be_names_stand_beside_several_names() -> None:
    text = page(
        'Rune Holm, Ann Dang, Pelu Falk. <a href="https://example.org/a/">Kelp Lines and Porpoise Clicks</a>. <em>Marine Science</em>, 2023.',
        'Pelu Falk, Rune Holm. <a href="https://example.org/b/">Cheap nets for noisy harbours</a>. <em>Oceans</em>, 2022.',
    )
    assert [work.title for work in works(text)] == ["Kelp Lines and Porpoise Clicks", "Cheap nets for noisy harbours"]


def test_a_page_that_folds_its_entries_is_markdown() -> None:
    """Only one source claims it, though its lines would make a list."""
    works = [("Ferries without timetables", "Ann Marchetti, Ben Okonjo", "Harbour Papers 2019"), ("A lamp for the lighthouse", "Ben Okonjo, Ada Silva", "Harbour Papers 2020"), ("Ropes in deep water", "Ada Silva, Ann Marchetti", "Tides 2021")]  # fmt: skip
    text = "# Papers\n\n" + "".join(f"<details><summary><b>{title}</b> — {venue}</summary>\n\n{who}\n</details>\n\n" for title, who, venue in works)  # fmt: skip
    source = claim("papers.md", text)
    assert source is not None
    assert source.name == "html"


def test_a_list_of_the_authors_is_part_of_its_entry() -> None:
    """As publishers print the contents of a book; their addresses without a host hold the DOI."""
    works = [("Law after the flood", ["Ann Marchetti", "Ben Okonjo"], 1), ("Who owns the new land", ["Ada Silva"], 2), ("Accretion in the case law of deltas", ["Ben Okonjo", "R. V. Brix", "Ada Silva"], 3)]  # fmt: skip
    text = "<ol>" + "".join(
        f'<li class="c-card"><h4><a href="/chapter/10.5555/978-3-030_{number}">{title}</a></h4><ul class="c-author-list authors">'
        + "".join(f"<li>{name}</li>\n" for name in names)
        + f"</ul><p>Pages {number}-{number + 9}</p></li>\n"
        for title, names, number in works
    )
    source = claim("contents.html", f"<html><body>{text}</ol></body></html>")
    assert source == SOURCE
    items, account = read_text(SOURCE, f"<html><body>{text}</ol></body></html>")
    assert account.closes, account.faults
    found = [one.work for one in items if isinstance(one, Record)]
    assert [(one.title, [display(who.name) for who in one.contributions]) for one in found] == [(title, names) for title, names, _ in works]  # fmt: skip
    assert [one.identifiers[0].value for one in found] == [f"10.5555/978-3-030_{number}" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<ul class=authors><li>Ann Author<li>Bo Builder</ul>", "Ann Author; Bo Builder"),
        ("<ul class='c-author-list'><li>Ann Author,</li> <!-- --> <li>Bo Builder</li></ul>", "Ann Author, Bo Builder"),
        ("<ul class='author-publications'><li>Ferries. 2019<li>Tides. 2018</ul>", "Ferries. 2019\nTides. 2018\n"),
        ("<ul class='authors'><li>Ann</li></div><ul><li>Ferries<li>Tides</ul>", "Ann\nFerries\nTides\n"),
        ("<ul class=works data-sort=author><li>Ferries<li>Tides</ul>", "Ferries\nTides\n"),
    ],
)
def test_only_lists_of_names_are_no_lists(text: str, shown: str) -> None:
    """Their class says so, and they end; ends of items may be left out."""
    parts = list(tokens(text))
    assert flow(text, parts, 0, len(parts)).text == shown
