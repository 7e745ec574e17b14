"""ACL Anthology: volumes and the papers in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Link, Record, Reject, Work
from kg.sources import Source, acl

SOURCE = Source("acl", "", acl.sniff, acl.read)
GOLDEN = Path(__file__).parents[1] / "golden" / "acl"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*.xml"))]
META = "<meta><booktitle>Proceedings of the Workshop on Lists</booktitle><year>2031</year></meta>"


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def collection(inner: str, printed: str = "2031.lists", volume: str = "main", kind: str = "") -> list[Record]:
    attribute = f' type="{kind}"' if kind else ""
    return read(f'<collection id="{printed}"><volume id="{volume}"{attribute}>{META}{inner}</volume></collection>')[0]


def paper(inner: str) -> Record:
    return collection(f'<paper id="7">{inner}</paper>')[1]


def ids(work: Work) -> dict[str, str]:
    return {one.scheme: one.value for one in work.identifiers}


# --- ids -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "volume", "number", "expected"),
    [
        ("2021.acl", "long", "1", "2021.acl-long.1"),
        ("2022.findings", "acl", "312", "2022.findings-acl.312"),
        ("P19", "1", "1", "P19-1001"),
        ("P19", "1", "642", "P19-1642"),
        ("E17", "2", "12", "E17-2012"),
        ("W19", "12", "3", "W19-1203"),
        ("W04", "5", "10", "W04-0510"),
        ("D19", "1", "3", "D19-1003"),
        ("D19", "50", "3", "D19-5003"),
        ("C69", "1", "1", "C69-0101"),
        ("P19", "x", "1", None),
    ],
)
def test_the_id_of_a_paper_is_built_as_the_anthology_does(
    printed: str, volume: str, number: str, expected: str | None
) -> None:
    """New collections join the three parts; old ones write volume and paper in four digits, workshops two of each."""
    record = collection(f'<paper id="{number}"><title>T</title></paper>', printed, volume)[1]
    assert ids(record.work).get("acl") == expected
    assert record.source_key == (expected or "")


def test_a_paper_belongs_to_its_volume() -> None:
    """The volume is a work of its own with the id that its papers are part of; venue, date and publisher pass on."""
    volume, one = collection('<paper id="7"><title>T</title></paper>')
    assert (volume.work.type, one.work.type) == ("proceedings", "conference-paper")
    assert ids(volume.work) == {"acl-volume": "2031.lists-main"}
    assert [(r.kind, r.target.value) for r in one.work.relations if r.target] == [("is-part-of", "2031.lists-main")]
    assert one.work.venues == volume.work.venues
    assert one.work.dates == volume.work.dates
    assert [r.code for r in one.remarks] == ["volume-inherited"]


@pytest.mark.parametrize("between", ["", "<!-- a comment -->", "\n<!-- one --> <!-- two -->\n"])
def test_meta_and_frontmatter_are_one_work(between: str) -> None:
    """The volume has one record over both, whatever stands between them, and its papers take over from it."""
    text = (
        f'<collection id="E17"><volume id="1">{META}{between}<frontmatter><doi>10.5555/x</doi></frontmatter>'
        f'{between}<paper id="1"><title>T</title></paper>{between}</volume></collection>'
    )
    records, _, account = read(text)
    assert [ids(record.work) for record in records] == [
        {"acl-volume": "E17-1", "acl": "E17-1000", "doi": "10.5555/x"},
        {"acl": "E17-1001"},
    ]
    assert records[1].work.venues == records[0].work.venues != []
    assert account.left == 0


def test_editors_stay_with_the_volume() -> None:
    """The editor of a volume did nothing for a single paper in it."""
    text = (
        '<collection id="2031.lists"><volume id="1"><meta><booktitle>L</booktitle><editor><first>Ed</first><last>Itor</last>'
        '</editor><year>2031</year></meta><paper id="1"><title>T</title></paper></volume></collection>'
    )
    volume, one = read(text)[0]
    assert [(c.name.printed, c.role) for c in volume.work.contributions] == [("Ed Itor", "editor")]
    assert one.work.contributions == []


def test_what_a_paper_says_itself_counts() -> None:
    """A year, a venue and a place of its own are not overwritten by the volume's."""
    work = paper(
        "<title>T</title><year>2030</year><month>May</month><booktitle>Elsewhere</booktitle><address>X</address>"
    ).work
    assert [d.value for d in work.dates] == ["2030-05"]
    assert [v.name for v in work.venues] == ["Elsewhere"]
    assert work.place == "X"


def test_the_next_volume_passes_on_its_own() -> None:
    """Nothing of a volume reaches the papers of the next one, nor those of a volume whose meta is broken."""
    text = (
        f'<collection id="2031.lists"><volume id="a">{META}<paper id="1"><title>A</title></paper></volume>'
        '<volume id="b"><meta><booktitle>B</bo></meta><paper id="1"><title>B</title></paper></volume></collection>'
    )
    records, items, _ = read(text)
    assert [r.source_key for r in records] == ["2031.lists-a", "2031.lists-a.1", "2031.lists-b.1"]
    assert records[2].work.venues == []
    assert [r.code for r in records[2].remarks] == ["volume-missing"]
    assert any(isinstance(item, Reject) for item in items)


@pytest.mark.parametrize(
    ("printed", "kind", "title", "venue", "volume", "issue"),
    [
        ("J31", "", "Journal of Lists, Volume 45, Issue 2 - June 2031", "Journal of Lists", "45", "2"),
        ("Q31", "", "Transactions on Lists, Volume 7", "Transactions on Lists", "7", None),
        ("2031.tacl", "", "Transactions on Lists, Volume 7", "Transactions on Lists", "7", None),
        ("2031.jol", "journal", "Lists Quarterly", "Lists Quarterly", None, None),
    ],
)
def test_a_journal_has_volume_and_issue(
    printed: str, kind: str, title: str, venue: str, volume: str | None, issue: str | None
) -> None:
    """The name, volume and issue of a journal are read from the title of the volume where it gives them there only."""
    attribute = f' type="{kind}"' if kind else ""
    text = (
        f'<collection id="{printed}"><volume id="1"{attribute}><meta><booktitle>{title}</booktitle><year>2031</year></meta>'
        '<paper id="1"><title>T</title></paper></volume></collection>'
    )
    whole, article = (record.work for record in read(text)[0])
    assert (whole.type, whole.title, article.type) == ("collection", title, "article")
    assert [(v.name, v.kind) for v in article.venues] == [(venue, "journal")]
    assert (article.volume, article.issue) == (volume, issue)


def test_a_volume_of_a_conference_is_no_journal() -> None:
    """ "Volume 2" in the title of proceedings is not the volume of a journal."""
    text = TEXTS[-1]
    assert "Volume 2, Short Papers" in text
    assert {record.work.volume for record in read(text)[0]} == {None}


# --- fields ----------------------------------------------------------------------------------------------------------


def test_markup_is_furniture_and_its_text_is_kept() -> None:
    """A title keeps the words of its markup; the tags are accounted for as furniture."""
    title = "<title>The <fixed-case>L</fixed-case>ist <i>x<b>y</b></i> in <tex-math>O(n)</tex-math></title>"
    record = paper(title)
    assert record.work.title == "The List xy in O(n)"
    text = f'<collection id="2031.lists"><volume id="main">{META}<paper id="7">{title}</paper></volume></collection>'
    words = [text[p.start : p.end] for p in record.pieces if p.field == "title"]
    assert words == ["The ", "L", "ist ", "x", "y", " in ", "O(n)"]


@pytest.mark.parametrize(
    ("inner", "given", "particle", "family", "suffix"),
    [
        ("<first>Ann</first><last>Author</last>", "Ann", "", "Author", ""),
        ("<first>Jan</first><last>van den Berg</last>", "Jan", "van den", "Berg", ""),
        ("<first>Ann</first><last>Author, Jr.</last>", "Ann", "", "Author", "Jr."),
        ("<first>A.</first><last>De la Cruz</last>", "A.", "", "De la Cruz", ""),
        ("<first/><last>Prince</last>", "", "", "Prince", ""),
        ("<last>Lists Consortium</last>", "", "", "", ""),
    ],
)
def test_names_come_in_parts(inner: str, given: str, particle: str, family: str, suffix: str) -> None:
    """Given and family name are the Anthology's; particle and suffix are told apart; a body is a literal."""
    name = paper(f"<title>T</title><author>{inner}</author>").work.contributions[0].name
    assert (name.given, name.particle, name.family, name.suffix) == (given, particle, family, suffix)
    assert name.literal == (not family)


@pytest.mark.parametrize(
    "attributes", ['id="a&gt;b"', 'id="a>b"', "id='a>b'", 'x="1" id="a>b"', """x='"' id='a>b'""", """x="'" id="a>b\""""]
)
def test_a_start_tag_ends_behind_the_values_of_its_attributes(attributes: str) -> None:
    """A closing bracket within a value is one of its characters, whichever quotation marks are around it."""
    text = f'<collection id="2031.lists"><volume id="main">{META}<paper id="7"><title>T</title><author {attributes}>'
    records, _, _ = read(f"{text}<first>Ada</first><last>Orr</last></author></paper></volume></collection>")
    assert [one.value for one in records[1].work.contributions[0].identifiers] == ["a>b"]
    begin = len(text)
    assert ("furniture", "tag", begin) in {(one.kind, one.field, one.end) for one in records[1].pieces}
    said = [
        text[one.start : one.end] for one in records[1].pieces if one.field == "contributions[0]" and one.end < begin
    ]
    assert said in (["a>b"], ["a&gt;b"])


def test_people_of_the_same_name_have_ids() -> None:
    """The id that tells them apart, an ORCID and affiliations belong to the person; another script's name is left over."""
    inner = (
        '<author id="bo-li-lists" orcid="0000-0002-1825-0097"><first>Bo</first><last>Li</last><affiliation>U</affiliation>'
        '<variant script="hani"><first>B</first><last>L</last></variant></author>'
    )
    record = paper(f"<title>T</title>{inner}")
    one = record.work.contributions[0]
    assert [(i.scheme, i.value) for i in one.identifiers] == [
        ("acl-person", "bo-li-lists"),
        ("orcid", "0000-0002-1825-0097"),
    ]
    assert [a.name for a in one.affiliations] == ["U"]
    assert [p.field for p in record.pieces if p.kind == "left"] == ["variant"]


@pytest.mark.parametrize(
    ("inner", "url", "role"),
    [
        ("<url>2031.lists-main.7</url>", "https://aclanthology.org/2031.lists-main.7.pdf", "full-text"),
        ("<url>https://x.example.org/7</url>", "https://x.example.org/7", "landing-page"),
        ('<attachment type="Software">7.zip</attachment>', "https://aclanthology.org/attachments/7.zip", "software"),
        ('<attachment type="note">7.pdf</attachment>', "https://aclanthology.org/attachments/7.pdf", "supplement"),
        ("<presentation>7.pptx</presentation>", "https://aclanthology.org/attachments/7.pptx", "slides"),
        ('<pwccode url="https://git.example.org/a/b">a/b</pwccode>', "https://git.example.org/a/b", "code"),
        ('<pwcdataset url="https://d.example.org/x">X</pwcdataset>', "https://d.example.org/x", "data"),
        ('<video href="7.mp4"/>', "https://aclanthology.org/7.mp4", "video"),
        (
            '<revision id="2" href="7v2" date="2031-09-01">Fixed.</revision>',
            "https://aclanthology.org/7v2.pdf",
            "revision",
        ),
        ('<erratum id="1">7e1</erratum>', "https://aclanthology.org/7e1.pdf", "erratum"),
    ],
)
def test_links_say_what_they_lead_to(inner: str, url: str, role: str) -> None:
    """Files are kept under the Anthology's own address; every link has its role and its place in the account."""
    record = paper(f"<title>T</title>{inner}")
    assert record.work.links == [Link(url, role)]
    assert not [p for p in record.pieces if p.kind == "left"]


def test_a_retraction_has_its_day_and_reason() -> None:
    """It is a date of withdrawal, a remark and a comment."""
    record = paper('<title>T</title><retracted date="2031-10-07">Counted wrongly.</retracted>')
    assert ("withdrawn", "2031-10-07") in [(d.kind, d.value) for d in record.work.dates]
    assert record.work.comments == ["Counted wrongly."]
    assert "retracted" in [r.code for r in record.remarks]


def test_unknown_fields_are_left_over() -> None:
    """A field or attribute that nobody maps is listed in the ledger under its own name."""
    _, items, _ = read(
        f'<collection id="2031.lists"><volume id="main">{META}'
        '<paper id="7"><title weight="3">T</title><colour>red</colour></paper></volume></collection>'
    )
    assert [(i.field, i.text) for i in items if isinstance(i, LeftOver)] == [
        ("title/@weight", "3"),
        ("colour", "<colour>red</colour>"),
    ]


# --- recognition and bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<collection><record/></collection>",
        '<collection id="marc"><record/></collection>',
        'see <collection id="P19">',
    ],
)
def test_other_formats_are_not_claimed(text: str) -> None:
    """MARC and others have collections too; an id of the Anthology tells them apart."""
    assert not SOURCE.sniff("P19.xml", text)


@given(st.sampled_from(TEXTS), st.integers(0, 4500), st.integers(0, 80), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    read(text[:at] + inserted + text[at + length :])


@given(
    st.text(max_size=60),
    st.sampled_from(["", '<collection id="P19"><volume id="1">', "<meta>", "<frontmatter/><paper>"]),
)
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for."""
    read(begin + text)


# --- real files ------------------------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "papers", "volumes", "kind"),
    [
        ("2021.acl", 795, 5, "conference-paper"),
        ("E17", 286, 5, "conference-paper"),
        ("Q19", 45, 1, "article"),
        ("J19", 23, 4, "article"),
    ],
)
def test_real_collections_are_read_whole(shared: Path, name: str, papers: int, volumes: int, kind: str) -> None:
    """Every paper has title, year, venue, and the id its own url gives; nothing is rejected and nothing left over."""
    text = (shared / "acl-anthology" / f"{name}.xml").read_text("utf-8")
    assert SOURCE.sniff("x", text[:65536])
    records, _, account = read(text)
    assert (account.rejects, account.left) == (0, 0)
    works = [record.work for record in records if record.work.type == kind]
    assert (len(works), len(records) - len(works)) == (papers, volumes)
    for work in works:
        assert work.title
        assert len(work.dates) >= 1
        assert [venue.kind for venue in work.venues] == ["journal" if kind == "article" else "conference"]
        pdf = [link.url for link in work.links if link.role == "full-text"]
        assert pdf == [f"https://aclanthology.org/{ids(work)['acl']}.pdf"]
    if name == "2021.acl":
        assert all(work.abstract for work in works)


@pytest.mark.shared
def test_real_counts_agree_with_the_markup(shared: Path) -> None:
    """Authors, ids of people, DOIs, code and data links are as many as the elements of the four files."""
    from lxml import etree

    for path in sorted((shared / "acl-anthology").glob("*.xml")):
        root = etree.parse(path).getroot()
        works = [record.work for record in read(path.read_text("utf-8"))[0]]
        people = [one for work in works for one in work.contributions]
        links = [link.role for work in works for link in work.links]
        assert len(people) == len(root.findall(".//author")) + len(root.findall(".//editor"))
        assert sum(bool(one.identifiers) for one in people) == len(root.findall(".//author[@id]"))
        assert sum("doi" in ids(work) for work in works) == len(root.findall(".//doi"))
        assert links.count("code") == sum(bool(code.get("url")) for code in root.iter("pwccode"))
        assert links.count("data") == len(root.findall(".//pwcdataset"))
