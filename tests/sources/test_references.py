"""Bibliographies: parting, fields with their places, styles, abstaining, and the labelled reference strings."""

from __future__ import annotations

import hashlib
import itertools
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from benchmarks.references import FIELDS, agreement
from benchmarks.train_references import labelled, text_of, unseen
from kg.names import fold
from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import sources
from kg.sources._references_draft import Reference
from kg.sources._references_ends import before_shortened, goes_on, own_stretches, without_title
from kg.sources._references_features import Token, features, features_around, tokens_of
from kg.sources._references_fields import add, trimmed_title
from kg.sources._references_names import names_in
from kg.sources._references_numbers import date_of
from kg.sources._references_repair import repaired
from kg.sources._references_tagger import FIELD, MODELS, Part, Tagging, taggings
from tests.reference_strings import references

Rule = Callable[[Sequence[Token], list[Part]], list[Part]]
REFERENCES = sources()["references"]
GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "references").glob("*.txt"))
FIRST = "Author, A., & Builder, B. (2019). Ferries without timetables. Journal of Harbour Studies, 12(3), 1–9."
SECOND = "Marsh, C. (2004). The glaze of northern kilns: A survey. Oxford: Oxford University Press."
THIRD = "Quill, D. E., Harrow, J., & Stokes, P. (1998). Tides and the timing of sermons. Journal of Social Policy, 7(1), 33–58."


def read(text: str) -> tuple[list[Record], list[Reject], list[LeftOver], Account]:
    """What is read of a text by kind, after checking that the account closes and that pieces hold their values."""
    items, account = read_text(REFERENCES, text)
    assert account.closes, account.faults
    records = [item for item in items if isinstance(item, Record)]
    for record in records:
        for piece in record.pieces:
            printed = " ".join(token.text for token in tokens_of(text[piece.start : piece.end]))
            if piece.kind == "mapped" and "[" not in piece.field:
                assert getattr(record.work, piece.field) == printed
            if piece.field.startswith("contributions["):
                assert record.work.contributions[int(piece.field[14:-1])].name.printed == printed
    rejects = [item for item in items if isinstance(item, Reject)]
    return records, rejects, [item for item in items if isinstance(item, LeftOver)], account


def titles(text: str) -> list[str | None]:
    """The titles of the records of a text."""
    return [record.work.title for record in read(text)[0]]


def wrapped(text: str, width: int, indent: int) -> str:
    """A reference broken into lines at white space, the lines after the first indented."""
    return textwrap.fill(text, width, subsequent_indent=" " * indent, break_on_hyphens=False)


WANTED = ["Ferries without timetables", "The glaze of northern kilns: A survey", "Tides and the timing of sermons"]


@pytest.mark.parametrize(
    "text",
    [
        f"References\n\n[1] {FIRST}\n[2] {SECOND}\n[3] {THIRD}\n",
        f"1. {FIRST}\n2. {SECOND}\n3. {THIRD}",
        f"Bibliography\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n",
        f"{FIRST}\n{SECOND}\n{THIRD}\n",
        f"• {FIRST}\n• {SECOND}\n• {THIRD}\n",
        f"[AB19] {FIRST}\n[Mar04] {SECOND}\n[QHS98] {THIRD}\n",
        f"{wrapped(FIRST, 60, 4)}\n{wrapped(SECOND, 60, 4)}\n{wrapped(THIRD, 60, 4)}\n",
        f"{FIRST}\r\n\r\n{SECOND}\r\n\r\n{THIRD}\r\n",
        f"[1] {wrapped(FIRST, 50, 0)}\n[2] {wrapped(SECOND, 40, 0)}\n[3] {wrapped(THIRD, 70, 0)}\n",
    ],
    ids=["brackets", "numbers", "blank lines", "lines", "bullets", "keys", "hanging", "crlf", "wrapped"],
)
def test_references_are_parted(text: str) -> None:
    """Numbers, bullets, keys, blank lines, hanging indents and lines part the references; a heading is furniture."""
    assert titles(text) == WANTED


def test_a_year_at_the_beginning_of_a_line_is_no_number() -> None:
    """A wrapped line that begins with "2019." does not begin a reference."""
    text = f"1. Author A, Builder B. Ferries without timetables. J Harb Stud.\n2019. p. 1-9.\n2. {SECOND}\n3. {THIRD}\n"
    records, rejects, _, _ = read(text)
    assert len(records) + len(rejects) == 3


def test_a_word_cut_by_a_line_end_is_mended() -> None:
    """A hyphen at a line end within a word goes, its piece covers both halves, and a remark says so."""
    text = "[1] " + FIRST.replace("timetables", "time-\n    tables") + f"\n[2] {SECOND}\n[3] {THIRD}\n"
    record = read(text)[0][0]
    assert record.work.title == "Ferries without timetables"
    assert [remark.code for remark in record.remarks] == ["line-break-mended"]
    piece = next(piece for piece in record.pieces if piece.field == "title")
    assert text[piece.start : piece.end] == "Ferries without time-\n    tables"


def test_the_fields_of_an_article() -> None:
    """Authors in order, year, journal, volume, issue and pages are read with nothing left over."""
    (record,), _, left, _ = read(FIRST)
    work = record.work
    assert [(c.name.family, c.name.given, c.position) for c in work.contributions] == [
        ("Author", "A.", 1),
        ("Builder", "B.", 2),
    ]
    assert (work.dates[0].value, work.volume, work.issue, work.pages) == ("2019", "12", "3", "1–9")
    assert (work.venues[0].name, work.venues[0].kind, work.type) == ("Journal of Harbour Studies", "journal", "article")
    assert not left


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Romero, C., Quill, D., & Marsh, C.", ["Romero|C.", "Quill|D.", "Marsh|C."]),
        ("A. Author, R. Builder, and W.-P. de Marsh.", ["Author|A.", "Builder|R.", "Marsh|W.-P."]),
        ("Author JE, Builder KA, de la Marsh JC", ["Author|JE", "Builder|KA", "Marsh|JC"]),
        ("Author, L. L., W. E. Builder, and R. Marsh.", ["Author|L. L.", "Builder|W. E.", "Marsh|R."]),
        ("Author, M. S.; Builder, J.; Marsh, L.", ["Author|M. S.", "Builder|J.", "Marsh|L."]),
        ("AUTHOR M., BUILDER P. & MARSH Ann,", ["AUTHOR|M.", "BUILDER|P.", "MARSH|Ann"]),
        ("Author, Ann, and Bo Builder.", ["Author|Ann", "Builder|Bo"]),
        ("In A. Author & B. Builder (Eds.),", ["Author|A.", "Builder|B."]),
        ("edited by Ann Author and Bo Builder,", ["Author|Ann", "Builder|Bo"]),
        ("Department of Harbours and Tides.", ["Department of Harbours and Tides|"]),
        ("Author, O. S., Jr.", ["Author|O. S."]),
        ("A. Author e B.C. Builder,", ["Author|A.", "Builder|B.C."]),
        ("Ann Author, Bo Li.", ["Author|Ann", "Li|Bo"]),
    ],
)  # fmt: skip
def test_lists_of_names(printed: str, names: list[str]) -> None:
    """Names in any order of their parts, and lists that mix orders, are split into family and given names."""
    found = names_in(printed)
    assert [f"{name.family or name.printed}|{name.given}" for name, _, _ in found.names] == names
    for name, start, end in found.names:
        assert printed[start:end] == name.printed


def test_and_others_are_no_name() -> None:
    """ "et al." ends a list without being a name of it."""
    found = names_in("Author, A., Builder, B., et al.")
    assert found.truncated
    assert len(found.names) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(1991a).", "1991"), ("May 1993.", "1993-05"), ("15 novembre 1925,", "1925-11-15"), ("(1998, September 5).", "1998-09-05"),
        ("September / October 1995", "1995"), ("n.d.", None), ("31 February 2001", "2001-02"), ("1918, 1922.", "1918"), ("Juni 2001", "2001-06"),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_printed(text: str, value: str | None) -> None:
    """No month and no day is invented; a range of months gives the year."""
    assert date_of(text) == value


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Ferries without Timetables,”", "Ferries without Timetables"),
        ("« Les marées », ", "Les marées"),
        ("Is this a title?", "Is this a title?"),
        ("“Tides” and their names.", "“Tides” and their names"),
        ("Ferries.", "Ferries"),
    ],
)
def test_marks_around_a_title_are_not_of_it(text: str, title: str) -> None:
    """Quotation marks around a title and the stop after it go; those within it stay."""
    start, end = trimmed_title(text, 0, len(text))
    assert text[start:end] == title


def test_a_dash_stands_for_the_authors_before() -> None:
    """Where a dash stands for the authors, those of the reference before are taken, and a remark says so."""
    text = (
        "Bibliography\n\nMarsh, Clara. The Glaze of Northern Kilns. Oxford: Oxford University Press, 2004.\n\n"
        "———. Tides and Sermons. London: Routledge, 2009.\n"
    )
    records, _, _, _ = read(text)
    assert [[c.name.family for c in record.work.contributions] for record in records] == [["Marsh"], ["Marsh"]]
    assert [remark.code for remark in records[1].remarks] == ["authors-repeated"]


def test_identifiers_and_links_are_read() -> None:
    """A DOI, an arXiv id and a link of a reference are identifiers and a link, at their places."""
    text = (
        f"[1] {FIRST} https://doi.org/10.9999/abc.1\n"
        "[2] Ann Author and Bo Builder. Kilns of the north. arXiv preprint arXiv:1905.01234, 2019.\n"
        f"[3] {THIRD} http://harbour.example/tides.pdf\n"
    )
    records, _, _, _ = read(text)
    assert [(i.scheme, i.value) for record in records for i in record.work.identifiers] == [
        ("doi", "10.9999/abc.1"),
        ("arxiv", "1905.01234"),
    ]
    assert records[1].work.type == "preprint"
    assert [link.url for link in records[2].work.links] == ["http://harbour.example/tides.pdf"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "x", "lorem ipsum dolor", "[1]\n[2]\n[3]\n", "— — —\n", "(" * 500, "a " * 5000, "References\n"]
)
def test_what_is_no_reference_gives_no_record_with_a_title(text: str) -> None:
    """Text that is no reference is rejected or left over, and the account closes."""
    for record in read(text)[0]:
        assert record.work.contributions


def test_prose_is_not_claimed() -> None:
    """A text, a letter or a list of two lines is no bibliography."""
    for text in (
        "Dear Ann,\n\nthe ferry left in 2019.\n",
        f"{FIRST}\n{SECOND}\n",
        "[1] one\n[2] two\n[3] three\n",
        "References\n",
        "",
        "@article{a, year = 2019}\n",
    ):
        assert not REFERENCES.sniff("x", text)


def test_two_sources_never_claim_one_bibliography() -> None:
    """What the plain-text lists claim, this source does not."""
    made = [made.text for _, made in references(60, seed=7)]
    for i in range(0, 60, 6):
        text = "References\n\n" + "\n\n".join(made[i : i + 6]) + "\n"
        assert sum(source.sniff("x", text) for source in sources().values()) <= 1


@given(st.text(max_size=400))
def test_no_text_makes_it_raise(text: str) -> None:
    """Arbitrary text is read without an exception, and the account closes."""
    read_text(REFERENCES, text)
    assert read_text(REFERENCES, text)[1].closes


@given(st.data())
def test_mutated_references_are_accounted_for(data: st.DataObject) -> None:
    """Cutting and inserting in a golden text never breaks the account."""
    text = data.draw(st.sampled_from(GOLDEN)).read_text()[:1500]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    put = data.draw(st.text(alphabet="“”«»\"'()[].,;:&–—\n\t 1aÀ\u0301\u202e", max_size=8))
    _, account = read_text(REFERENCES, text[:start] + put + text[end:])
    assert account.closes


def test_reading_takes_linear_time() -> None:
    """A text of one character over and over is read within a second for 200,000 characters."""
    for text in (
        "a" * 200_000,
        ". " * 100_000,
        "“" * 100_000,
        "[1] " * 50_000,
        "(" * 100_000,
        "1(" * 100_000,
        "- \n" * 60_000,
    ):
        begun = time.process_time()
        list(REFERENCES.read(_stream(text)))
        assert time.process_time() - begun < 20, text[:4]


def _stream(text: str):  # type: ignore[no-untyped-def]  # a stream of text, as sources are given
    import io

    return io.StringIO(text)


def test_invented_references_in_six_styles() -> None:
    """Of references made from invented metadata by another seed, most titles, author lists and years are read exactly."""
    right: Counter[str] = Counter()
    count = 300
    for _, made in references(count, seed=99):
        records = read(made.text)[0]
        if not records:
            continue
        work = records[0].work
        right["title"] += fold(work.title or "") == fold(made.title)
        right["year"] += bool(work.dates) and work.dates[0].value[:4] == made.year
    assert right["title"] >= 0.9 * count, right
    assert right["year"] >= 0.97 * count, right


def test_the_models_are_small() -> None:
    """Each trained model is below two megabytes."""
    assert all(model.stat().st_size < 2_000_000 for model in (FIELD, *MODELS))


def test_references_read_ahead_are_as_one_by_one() -> None:
    """What the networks make of a reference does not depend on those that it is read with."""
    some = [tokens_of(one.text) for _, one in references(12)]
    together = taggings([some[0], [], *some[1:]])
    assert together.pop(1).parts == []
    for tokens, tagging in zip(some, together, strict=True):
        (alone,) = taggings([tokens])
        for one, other in zip(alone.parts, tagging.parts, strict=True):
            assert astuple(one)[:3] == astuple(other)[:3]
            assert one.certainty == pytest.approx(other.certainty, abs=1e-3)


def test_repaired_titles() -> None:
    """Where the marks leave no doubt, a title takes in what is of it and gives up what is not."""
    for text, parts, title in REPAIRED:
        tokens = tokens_of(text)
        found, at = [], 0
        for name, size in parts:
            found.append(Part(name, at, at + size, 0.9))
            at += size
        assert at == len(tokens), text
        after = repaired(tokens, Tagging(found))
        assert [" ".join(t.text for t in tokens[p.first : p.last]) for p in after if p.name == "title"] == [title], text


REPAIRED = [
    ("Marsh, C. Kilns of the north, South Africa, Tides, 4.", [("author", 2), ("title", 4), ("journal", 3), ("volume", 1)], "Kilns of the north, South Africa,"),
    ("Marsh, C. A history of Harrow, Massachusetts. Quay Books, Harrow, MA.", [("author", 2), ("title", 4), ("location", 1), ("publisher", 2), ("location", 2)], "A history of Harrow, Massachusetts."),
    ("Marsh, C. Kilns: Ferries and tides (Quay Books, 1986).", [("author", 2), ("title", 1), ("publisher", 5), ("date", 1)], "Kilns:"),
    ("Marsh, C. Northern kilns: Ferries (Quay Books, 1986).", [("author", 2), ("title", 2), ("publisher", 3), ("date", 1)], "Northern kilns: Ferries"),
    ("Marsh, C. Rules of kilns, tides, and their ferries PhD thesis Quay University.", [("author", 2), ("title", 4), ("publisher", 7)], "Rules of kilns, tides, and their ferries"),
    ("Marsh, C. Annual report on kilns 2012. Quay Books, May 2013.", [("author", 2), ("title", 4), ("date", 1), ("publisher", 2), ("date", 2)], "Annual report on kilns 2012."),
    ("Marsh, C., Paul, ferries and kilns. Quay Books, 1986.", [("author", 3), ("title", 3), ("publisher", 2), ("date", 1)], "Paul, ferries and kilns."),
    ("Marsh, C., and D. N. Quill, Ferries and kilns. Quay Books, 1986.", [("author", 6), ("title", 3), ("publisher", 2), ("date", 1)], "Ferries and kilns."),
    ("MARSH Clara, QUILL Dan, Ferries and kilns. Quay Books, 1986.", [("author", 2), ("title", 5), ("publisher", 2), ("date", 1)], "Ferries and kilns."),
    ("Marsh, Clara, The Kilns, Dan Quill (ed.) (Quay Books, 1986).", [("editor", 7), ("publisher", 2), ("date", 1)], "The Kilns,"),
    ("Hans Marsh: Kilns. In: Quill, D. (Hrsg.): Ferries. 1992", [("title", 3), ("editor", 4), ("container-title", 1), ("date", 1)], "Kilns."),
    ("Marsh, C. Old kilns burning. The Atlantic. 12.", [("author", 2), ("title", 5), ("pages", 1)], "Old kilns burning."),
    ("Marsh, C. Old kilns burning. The Atlantic. Tides 12.", [("author", 2), ("title", 5), ("journal", 1), ("volume", 1)], "Old kilns burning. The Atlantic."),
    ("Marsh, C. Kilns and men, exhibition catalogue, Quay Books, 1986.", [("author", 2), ("title", 5), ("publisher", 2), ("date", 1)], "Kilns and men,"),
    ("Marsh, C. Kilns and men, dvd, Quay Books, 1986.", [("author", 2), ("title", 6), ("date", 1)], "Kilns and men,"),
    ("Kilns and men, 1986, film, Quay Books, 4 May.", [("title", 4), ("genre", 1), ("publisher", 2), ("date", 2)], "Kilns and men,"),
    ("Marsh, C. Kilns and men, (1986) in Tides, 12.", [("author", 2), ("title", 6), ("volume", 1)], "Kilns and men,"),
    ("Marsh, C. ‘The ‘old kilns’: early ferries’, Tides 12.", [("author", 2), ("title", 3), ("journal", 3), ("volume", 1)], "‘The ‘old kilns’: early ferries’,"),
    ("Marsh, C. Old Kilns Burning. TR 12, Quay University, 1986.", [("author", 2), ("title", 2), ("genre", 3), ("publisher", 2), ("date", 1)], "Old Kilns Burning."),
    ("Marsh, C. A Kiln Theorem, TIDES, 4-9.", [("author", 2), ("title", 2), ("journal", 1), ("volume", 1), ("pages", 1)], "A Kiln Theorem,"),
    ("Marsh, C. Kilns for the www. Tides 12, 9.", [("author", 2), ("title", 4), ("journal", 1), ("volume", 1), ("pages", 1)], "Kilns for the www."),
    ("Marsh, C. Two kilns (Harrow, Quay)., Tides 12, 9.", [("author", 2), ("title", 3), ("journal", 2), ("volume", 1), ("pages", 1)], "Two kilns (Harrow, Quay).,"),
    ("Marsh, C. Two kilns (Bureau of Ferries special report). Harrow: Quay.", [("author", 2), ("title", 5), ("genre", 2), ("location", 1), ("publisher", 1)], "Two kilns"),
    ("Marsh, Clara, Daniel Quill and the Kilns (Quay Books, 1986).", [("author", 3), ("title", 4), ("publisher", 2), ("date", 1)], "Daniel Quill and the Kilns"),
    ("Ann Marsh, Dan Quill, The Kilns of Harrow. Ferries, Tides, 1986.", [("author", 8), ("title", 1), ("journal", 1), ("date", 1)], "The Kilns of Harrow. Ferries,"),
    ("Marsh, Clara J. Harrow, a town of kilns. Harrow: Quay, 1986.", [("author", 4), ("title", 4), ("location", 1), ("publisher", 1), ("date", 1)], "Harrow, a town of kilns."),
    ("Ministry of Tides. (2008). Ferries and kilns. Harrow: Quay.", [("title", 3), ("date", 1), ("title", 3), ("location", 1), ("publisher", 1)], "Ferries and kilns."),
    ("Old ferries. (1996, September). Quay Magazine, 44, p. 8", [("author", 2), ("date", 2), ("journal", 2), ("volume", 1), ("pages", 2)], "Old ferries."),
    ("Marsh, Clara, director. Kilns. DVD. Harrow: Quay, 1986.", [("author", 2), ("title", 2), ("genre", 1), ("location", 1), ("publisher", 1), ("date", 1)], "Kilns."),
    ("Kilns and men 1986, film, Quay Books, 4 May.", [("title", 3), ("date", 1), ("genre", 1), ("publisher", 2), ("date", 2)], "Kilns and men"),
    ("Marsh, C. Ferries and kilns (78-96) in D. Quill (ed.), Tides.", [("author", 2), ("title", 4), ("editor", 4), ("container-title", 1)], "Ferries and kilns"),
    ("Marsh, C. The Art of Kilns. Quay Univ. Press, Harrow, 1986.", [("author", 2), ("title", 6), ("publisher", 1), ("location", 1), ("date", 1)], "The Art of Kilns."),
    ("Marsh, C. Ferries that burn. New Harrow, Calif.: Quay Books, 1986.", [("author", 2), ("title", 4), ("location", 2), ("publisher", 2), ("date", 1)], "Ferries that burn."),
    ("Marsh, C. Kilns of a cold town, Quay Federation Kiln Congress, 1986.", [("author", 2), ("title", 7), ("journal", 2), ("date", 1)], "Kilns of a cold town,"),
    ("Marsh, C. Kilns of a cold town, Lisbon Quay Congress, 1986.", [("author", 2), ("title", 6), ("journal", 2), ("date", 1)], "Kilns of a cold town, Lisbon"),
    ("Marsh, C. Long kilns. Revised edition. Harrow: Quay Books, 1986.", [("author", 2), ("title", 4), ("location", 1), ("publisher", 2), ("date", 1)], "Long kilns."),
    ("C. Marsh. Lectures on Kilns. Graduate texts in mathematics. Quay, 1986.", [("author", 2), ("title", 7), ("publisher", 1), ("date", 1)], "Lectures on Kilns."),
    ("Marsh, C. Os Lusos. Vols. 4 and 5 of Obras. Harrow: Quay, 1986.", [("author", 2), ("title", 8), ("location", 1), ("publisher", 1), ("date", 1)], "Os Lusos."),
    ("Marsh, Clara, Homo Fornax, Dan Quill (trans.) (Quay Books, 1986).", [("author", 2), ("title", 5), ("publisher", 2), ("date", 1)], "Homo Fornax,"),
    ("C. Marsh, Kilns for Tides with Queues, IEEE/ACM Trans. on Kilns, 1986.", [("author", 2), ("title", 6), ("genre", 3), ("date", 1)], "Kilns for Tides with Queues,"),
    ("MARSH, Clara. \"Je brûle\" - Carnet d'un four. QUAY 2010", [("author", 2), ("title", 2), ("journal", 5), ("date", 1)], "\"Je brûle\" - Carnet d'un four."),
    ("Marsh, C. (1999). Tides: A report, 1998. Harrow: Quay.", [("author", 2), ("date", 1), ("title", 3), ("date", 1), ("location", 1), ("publisher", 1)], "Tides: A report, 1998."),
    ("Harrow Board of the Tides. Annual Kilns. Harrow: Quay (1986).", [("author", 2), ("title", 3), ("journal", 2), ("location", 1), ("publisher", 1), ("date", 1)], "Annual Kilns."),
    ("Marsh, Clara W . , III. A Study of Kilns. Harrow: Quay, 1986.", [("author", 2), ("title", 8), ("location", 1), ("publisher", 1), ("date", 1)], "A Study of Kilns."),
    ("Clara Marsh, Daniel Quill, KILNY: A town of ferries, Tides, 12.", [("author", 5), ("title", 4), ("journal", 1), ("volume", 1)], "KILNY: A town of ferries,"),
    ("Marsh, C. 2007. Kilns and wild tides. Proceedings of the Kiln Symposium 9:", [("author", 2), ("date", 1), ("journal", 4), ("container-title", 5), ("volume", 1)], "Kilns and wild tides."),
    ("Clara Marsh. Kilns at Quays, (2011) in College and Ferries, eds. Dan Quill, Harrow: Quay", [("author", 2), ("title", 3), ("date", 1), ("title", 4), ("editor", 3), ("location", 1), ("publisher", 1)], "Kilns at Quays,"),
    ("Marsh C. Kilns and men: a review of cold towns. KMJ 2008;", [("author", 2), ("title", 9), ("date", 1)], "Kilns and men: a review of cold towns."),
    ("Marsh, Clara. 1822. Harrow: Quay, 1949.", [("author", 2), ("date", 1), ("location", 1), ("publisher", 1), ("date", 1)], "1822."),
    ("Marsh, Clara. 334. Harrow: Quay, 1949.", [("author", 2), ("pages", 1), ("location", 1), ("publisher", 1), ("date", 1)], "334."),
    ("MARSH, C. Théorie et Technique des Fours. 1932. 216p.", [("author", 7), ("date", 1), ("pages", 1)], "Théorie et Technique des Fours."),
    ("Marsh, C. Was brennt. Lange Blicke der Gezeiten. In G. Quill (Hrsg.), Tides.", [("author", 2), ("title", 2), ("container-title", 4), ("editor", 4), ("container-title", 1)], "Was brennt. Lange Blicke der Gezeiten."),
    ("Marsh, Clara, Kilns: Tides, Fires (Harrow: Quay, 1982).", [("author", 2), ("title", 2), ("location", 2), ("publisher", 1), ("date", 1)], "Kilns: Tides, Fires"),
    ("MARSH, 2009, Le feu en France, Paris, QUAY.", [("author", 1), ("date", 1), ("title", 6)], "Le feu en France,"),
    ("Old fires : a journey 2010, television program, Quay Broadcasting, 4 May.", [("title", 6), ("genre", 2), ("publisher", 2), ("date", 2)], "Old fires : a journey"),
    ("Clara Marsh, Redder Kilns, Black Tides: A history (1989).", [("author", 4), ("title", 4), ("date", 1)], "Redder Kilns, Black Tides: A history"),
    ("Clara Marsh, Daniel Kilns, Black Tides: A history (1989).", [("author", 4), ("title", 4), ("date", 1)], "Black Tides: A history"),
    ("MARSH, Clara. \"Je brûle\" - Carnet d'un four. QUAY 2010", [("author", 2), ("title", 3), ("note", 4), ("date", 1)], "\"Je brûle\" - Carnet d'un four."),
    ("Marsh CD. Quill DD. Kilns of the tides. Tides 9:", [("author", 2), ("title", 6), ("journal", 1), ("volume", 1)], "Kilns of the tides."),
    ("Marsh, Clara, Kilns: Tides, Fires (Harrow: Quay, 1982).", [("author", 2), ("title", 2), ("container-title", 2), ("publisher", 1), ("date", 1)], "Kilns: Tides, Fires"),
    ("Marsh, C. (2006). The Kiln Project: Making of the Harrow Fires.", [("author", 2), ("date", 1), ("title", 3), ("journal", 5)], "The Kiln Project: Making of the Harrow Fires."),
    ("Marsh C. Old kilns burning. „Gazeta Nowa” 1997, 29.", [("author", 2), ("title", 5), ("date", 1), ("volume", 1)], "Old kilns burning."),
    ("Marsh C. Kilns of the tides, United States, 1964–2004. Quay J 12:", [("author", 2), ("title", 4), ("location", 3), ("journal", 2), ("volume", 1)], "Kilns of the tides, United States, 1964–2004."),
]  # fmt: skip
"""References, the parts a tagger might give with their sizes in tokens, and the title after the rules."""


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("Tides 12, 9. doi:10.9999/kiln", [("journal", 1), ("volume", 1), ("pages", 2)], ["journal", "volume", "pages", "note"]),
        ("Tides, http://quay.example/1 12", [("journal", 2), ("volume", 1)], ["journal", "note", "volume"]),
        ("“Kilns.” Accessed 3 May 2013. Tides", [("title", 1), ("journal", 1), ("date", 3), ("journal", 1)], ["title", "note", "note", "journal"]),
        ("“Kilns.” Submitted, 1998.", [("title", 1), ("journal", 1), ("date", 1)], ["title", "note", "date"]),
        ("Tides 83, 3370 (1999) [arXiv:hep-th/9905221].", [("journal", 1), ("volume", 1), ("pages", 1), ("note", 2)], ["journal", "volume", "pages", "date", "note"]),
        ("In Kilns, in 2014 Quay Meeting, October 2014, 9-12.", [("container-title", 8), ("pages", 1)], ["container-title", "date", "pages"]),
        ("In Kilns, volume 12 of Quay Studies, 9-12.", [("container-title", 7), ("pages", 1)], ["container-title", "volume", "container-title", "pages"]),
        ("In Old Kilns (Seventh Edition, 9-12.", [("container-title", 5), ("pages", 1)], ["container-title", "edition", "pages"]),
        ("Quay Quarterly. Available: 1999.", [("journal", 3), ("date", 1)], ["journal", "note", "date"]),
        ("Quay Studies on Kilns, and Ferries 12(3).", [("journal", 3), ("container-title", 3), ("volume", 1)], ["journal", "volume"]),
        ("Quay 400 (12 August 1999): 9-12.", [("journal", 2), ("date", 3), ("pages", 1)], ["journal", "volume", "date", "pages"]),
        ("Quay Annals, Issue 465, 1999.", [("journal", 4), ("date", 1)], ["journal", "volume", "date"]),
        ("Tides 83, 3370 (submitted 1999).", [("journal", 1), ("volume", 1), ("pages", 1), ("note", 2)], ["journal", "volume", "pages", "note"]),
    ],
)  # fmt: skip
def test_links_remarks_and_years_are_parts_of_their_own(
    text: str, parts: list[tuple[str, int]], found: list[str]
) -> None:
    """A link or DOI is of the notes, "Accessed" begins no venue, and a year in brackets is the date where no other is."""
    given = []
    for name, size in parts:
        at = given[-1].last if given else 0
        given.append(Part(name, at, at + size, 0.9))
    assert [part.name for part in repaired(tokens_of(text), Tagging(given))] == found


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("in Proc. of Kilns, Lecture Notes in Tides 9,", [("container-title", 8), ("volume", 1)], ["in Proc. of Kilns,", "Lecture Notes in Tides"]),
        ("“Kilns,” Tides IV: Harbour Papers, vol. 5", [("title", 1), ("journal", 2), ("journal", 2), ("volume", 2)], ["Tides IV: Harbour Papers,"]),
        ("“Kilns,” Harrow & Quay Papers, vol. 5", [("title", 1), ("container-title", 2), ("journal", 2), ("volume", 2)], ["Harrow & Quay Papers,"]),
        ("“Kilns,” Tides, ahead of print.", [("title", 1), ("journal", 4)], ["Tides,"]),
        ("“Kilns,” IEEE Tides: Special Issue on Kilns, 2(3)", [("title", 1), ("journal", 6), ("volume", 1)], ["IEEE Tides:"]),
        ("Kilns. In AAAI, 2006.", [("title", 1), ("publisher", 2), ("date", 1)], ["In AAAI,"]),
        ("Kilns. Journal of the Quay Society, 2006.", [("title", 1), ("publisher", 5), ("date", 1)], ["Journal of the Quay Society,"]),
        ("“Kilns of tides,” IJKT, 2006.", [("title", 3), ("publisher", 1), ("date", 1)], ["IJKT,"]),
        ("“Kilns of tides,” Harrow University, 2006.", [("title", 3), ("publisher", 2), ("date", 1)], []),
        ("Kilns. In The Best Kilns of C. Marsh. Harrow: Quay", [("title", 1), ("editor", 7), ("location", 1), ("publisher", 1)], ["In The Best Kilns of C. Marsh."]),
        ("“Kilns,” in Kilns East (M. Marsh, D. Quill, eds.), pp. 8", [("title", 1), ("editor", 8), ("pages", 2)], ["in Kilns East"]),
        ("Kilns. In Tides, and Ferries (1996), C. Marsh, Ed., vol. 9", [("title", 1), ("editor", 8), ("volume", 2)], ["In Tides, and Ferries"]),
        ("“Kilns,” Dan Quill (trans.), Tides, 24", [("title", 1), ("journal", 4), ("volume", 1)], ["Tides,"]),
        ("Kilns. Kritik der Gezeiten. Harrow: Quay 2003.", [("title", 1), ("container-title", 5), ("date", 1)], ["Kritik der Gezeiten."]),
        ("Kilns. Proc. Int. Conf.: Tides 13", [("title", 1), ("journal", 4), ("volume", 1)], ["Proc. Int. Conf.: Tides"]),
        ("Kilns. Proceedings of the Kiln Conference, Lisbon, Portugal. pages 3", [("title", 1), ("container-title", 7), ("pages", 2)], ["Proceedings of the Kiln Conference,"]),
        ("Kilns. of Lecture Notes in Tides, Springer-Verlag, pp. 3", [("title", 1), ("container-title", 6), ("pages", 2)], ["of Lecture Notes in Tides,"]),
        ("Kilns. Malacca : QUAY, 2013.", [("title", 1), ("journal", 2), ("volume", 1), ("date", 1)], []),
        ("Kilns. 2nd ed. Downy Grove, Ill: Quay, 2013.", [("title", 1), ("edition", 2), ("container-title", 2), ("location", 1), ("publisher", 1), ("date", 1)], []),
        ("Kilns. Tides. 2 vols. (Harrow: Quay Verlag, 1985),", [("title", 1), ("container-title", 1), ("volume", 2), ("container-title", 4)], ["Tides."]),
        ("“Kilns.” In Harrow and Quay, 19", [("title", 1), ("container-title", 4), ("pages", 1)], []),
        ("“Kilns.” Encyclopedia of Tides (2nd edn), vol. 6", [("title", 1), ("container-title", 5), ("volume", 2)], ["Encyclopedia of Tides"]),
        ("“Kilns,” Tide Bulletin (August-September, 1921).", [("title", 1), ("journal", 3), ("date", 1)], ["Tide Bulletin"]),
        ("Kilns. Quay Endod J., Vol. 5(4),", [("title", 1), ("journal", 4), ("volume", 1)], ["Quay Endod J.,"]),
        ("Kilns, J. Opt. Soc. A27 (2010)", [("title", 1), ("journal", 4), ("date", 1)], ["J. Opt. Soc."]),
        ("Kilns. Tides, 4(2), NP.", [("title", 1), ("journal", 3)], ["Tides,"]),
        ("Kilns. Harrow Street Times 4 May.", [("title", 1), ("journal", 5)], ["Harrow Street Times"]),
        ("“Kilns.” Bank of St. Harrow Review 93(May/June 2011).", [("title", 1), ("note", 7)], ["Bank of St. Harrow Review"]),
        ("“Kilns.” Review of Tides.", [("title", 1), ("note", 3)], []),
        ("Kilns. QuayRF., Lisbon.", [("title", 1), ("journal", 2)], []),
        ("“Kilns,” in Best Tides of PreDelta France (Harrow: Quay,", [("title", 1), ("container-title", 5), ("location", 2), ("publisher", 1)], ["in Best Tides of PreDelta France"]),
        ("Kilns. Malacca : QUAY, 2013.", [("title", 1), ("container-title", 3), ("date", 1)], []),
        ("Kilns. Harrow: Quay, 2001. See Chapters 3", [("title", 1), ("location", 1), ("publisher", 1), ("date", 1), ("journal", 2), ("volume", 1)], []),
    ],
)  # fmt: skip
def test_what_is_and_what_is_not_of_the_name_of_where_it_appeared(
    text: str, parts: list[tuple[str, int]], found: list[str]
) -> None:
    """Series, publishers, places, editors and remarks are no part of the name of a journal, book or meeting."""
    tokens = tokens_of(text)
    at = list(itertools.accumulate((size for _, size in parts), initial=0))
    assert at[-1] == len(tokens)
    tagged = [Part(name, first, last, 0.9) for (name, _), first, last in zip(parts, at, at[1:], strict=False)]
    after = [part for part in repaired(tokens, Tagging(tagged)) if part.name in ("journal", "container-title")]
    assert [" ".join(t.text for t in tokens[part.first : part.last]) for part in after] == found


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("Marsh, C. & Quill, D. (2017). Kilns. Tides", [("editor", 5), ("date", 1), ("title", 1), ("journal", 1)], ["author", "date", "title", "journal"]),
        ("Marsh, C. (Ed.) (2017). Kilns. Harrow: Quay", [("editor", 3), ("date", 1), ("title", 1), ("location", 1), ("publisher", 1)], ["editor", "date", "title", "location", "publisher"]),
        ("MARSH, 2009, Le feu, Paris, QUAY.", [("author", 1), ("date", 1), ("title", 2), ("location", 2)], ["author", "date", "title", "location", "publisher"]),
        ("MARSH, 2009, Le feu, Paris, France.", [("author", 1), ("date", 1), ("title", 2), ("location", 2)], ["author", "date", "title", "location"]),
    ],
)  # fmt: skip
def test_who_made_it_and_where(text: str, parts: list[tuple[str, int]], found: list[str]) -> None:
    """Names first are of editors only if a word says so; a name behind a place is the publisher, a country is not."""
    at = list(itertools.accumulate((size for _, size in parts), initial=0))
    tagged = [Part(name, first, last, 0.9) for (name, _), first, last in zip(parts, at, at[1:], strict=False)]
    assert [part.name for part in repaired(tokens_of(text), Tagging(tagged))] == found


def test_a_title_that_is_not_certain_is_looked_for() -> None:
    """Without a title, and with one that is not certain, the stretch that most likely begins and ends as one is taken."""
    tokens = tokens_of("Marsh, C. Ferries and Kilns. Quay Books, 1986.")
    names = [Part("author", 0, 5, 0.6), Part("publisher", 5, 7, 0.9), Part("date", 7, 8, 0.9)]
    unsure = [Part("author", 0, 2, 0.9), Part("title", 2, 7, 0.4), Part("date", 7, 8, 0.9)]
    begins, ends = [0.0, 0.0, 0.6, 0, 0, 0, 0, 0], [0.0, 0, 0, 0, 0.5, 0, 0.2, 0]
    for parts in (names, unsure):
        found = repaired(tokens, Tagging(parts, begins, ends, dict.fromkeys(range(2, 7), "publisher")))
        assert [(p.name, p.first, p.last) for p in found] == [
            ("author", 0, 2),
            ("title", 2, 5),
            ("publisher", 5, 7),
            ("date", 7, 8),
        ]
    alike = [0.0, 0, 0, 0, 0.5, 0, 0.4, 0]  # ends there hardly less likely than where the tagger lets it end
    for at in ([p / 10 for p in ends], alike):
        (kept,) = (p for p in repaired(tokens, Tagging(unsure, begins, at)) if p.name == "title")
        assert (kept.first, kept.last) == (2, 7)


@pytest.mark.parametrize("printed", ["12(3), 1–9.", "12, 3, 1–9.", "12: 3, 1–9.", "12/3, 1–9.", "12.3, 1–9."])
def test_volume_and_issue_in_any_form(printed: str) -> None:
    """A second number behind the volume is the issue where the pages stand elsewhere."""
    ref = Reference(f"Marsh, C. (2004). Ferries and kilns. Tides, {printed}", 0)
    volume = next(part for part in ref.parts if part.name == "volume")
    assert "pages" in {part.name for part in ref.parts}
    add(ref, volume)
    assert (ref.work.volume, ref.work.issue, ref.work.pages) == ("12", "3", None)


def test_the_tagger_sees_what_it_was_trained_with() -> None:
    """The features of invented references are those of the day of the training: who changes them trains anew."""
    digest, other = hashlib.sha256(), hashlib.sha256()
    for _, one in references(150):
        tokens = tokens_of(text_of(one.pieces))
        for row in features_around(tokens):
            digest.update(b" ".join(row) + b"\n")
        for names in features(tokens):
            other.update(" ".join(names).encode() + b"\n")
    assert (digest.hexdigest(), other.hexdigest()) == TRAINED_WITH


TRAINED_WITH = (
    "3c8e072a2e86b43023c7bca624a761a9f95d669378d4417ef0cbdf88b03ade25",
    "67e192821cf9a87722b1937b9433814ff681d48a2c7b5fa149cb77aab0218824",
)
"""The features of the random field and of the networks."""


@pytest.mark.shared
def test_labelled_references(shared: Path) -> None:
    """On the half of the labelled strings that training never saw, the agreement per field does not fall."""
    corpus = list(labelled(shared / "references" / "anystyle-core.xml"))
    assert len(corpus) == 1514
    hidden = [pieces for pieces in corpus if unseen(text_of(pieces))]
    right, total = agreement(hidden)
    assert total == 745
    for name in FIELDS:
        assert right[name] / total >= LEAST[name], (name, right[name])


LEAST = {
    "title": 0.925, "authors": 0.967, "year": 0.977, "venue": 0.883, "volume": 0.928, "pages": 0.953, "publisher": 0.927, "link": 0.987,
}  # fmt: skip


@pytest.mark.shared
def test_all_labelled_references_are_accounted_for(shared: Path) -> None:
    """The labelled strings, a line each, are read as records or rejects and every character is accounted for."""
    corpus = [text_of(pieces) for pieces in labelled(shared / "references" / "anystyle-core.xml")]
    account = read_text(REFERENCES, "\n\n".join(corpus) + "\n")[1]
    assert account.closes, account.faults
    assert account.records + account.rejects == 1514


def test_year_volume_issue_and_pages_in_one_word() -> None:
    """ "2013;21(4):112–9" gives year, volume, issue and pages."""
    (record,), _, left, _ = read(
        "Marsh JC, Quill D. Vaccines for soil: a longitudinal study. Am J Soil Sci. 2013;21(4):112–9."
    )
    work = record.work
    assert (work.dates[0].value, work.volume, work.issue, work.pages) == ("2013", "21", "4", "112–9")
    assert not left


def test_a_title_below_certainty_is_not_given() -> None:
    """What stands before a volume and is one word is rejected, not taken for a title."""
    records, rejects, _, _ = read("A. Author, B. Builder, J. Harb. Stud. 12, 1012 (2019).")
    assert all(record.work.title is None for record in records)
    assert all(reject.reason.startswith("not understood: ") for reject in rejects)
    assert len(records) + len(rejects) == 1


@pytest.mark.parametrize(
    ("printed", "parts", "rule", "wanted"),
    [
        (
            "Clara Marsh, Kilns and Tides, Harrow Univ. Press, 1988",
            "author 2 title 7 publisher 8",
            before_shortened,
            "author 2 title 5 publisher 8",
        ),
        ("Marsh. The Best Tides of J. Quill. Harrow", "author 1 title 5 editor 7", goes_on, "author 1 title 7"),
        ("Marsh. Kilns. II. Glazes and ash. Tides 4", "author 1 title 3 journal 7", goes_on, "author 1 title 6 journal 7"),
        (
            "Marsh 1990. Kilns of the north. Tides of Harrow 4",
            "author 1 date 2 journal 9",
            without_title,
            "author 1 date 2 title 6 journal 9",
        ),
        (
            "Marsh 1990. International Conf. on Tides. Harrow 4",
            "author 1 date 2 journal 8",
            without_title,
            "author 1 date 2 journal 8",
        ),
        (
            "Marsh, Clara, Ann Quill and the Making of Kilns (Quay",
            "author 9 publisher 10",
            without_title,
            "author 2 title 9 publisher 10",
        ),
        ("Marsh, C. Kilns of Harrow. 2 vols. Paris", "author 2 title 7 location 8", own_stretches, "author 2 title 5 volume 7 location 8"),
    ],
)  # fmt: skip
def test_rules_about_stretches(printed: str, parts: str, rule: Rule, wanted: str) -> None:
    """What a mark, a shortened word, a numeral or a small word says about where a title ends; parts are a name and where each ends."""
    tokens = tokens_of(printed)

    def parted(text: str) -> list[Part]:
        words = text.split()
        ends_at = [int(word) for word in words[1::2]]
        return [Part(*one, 0.9) for one in zip(words[::2], [0, *ends_at], ends_at, strict=False)]

    assert [(one.name, one.last) for one in rule(tokens, parted(parts))] == [
        (one.name, one.last) for one in parted(wanted)
    ]
