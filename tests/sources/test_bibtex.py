"""BibTeX: entries, names, dates, cross-references, and what is broken."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.inputs import Input, digest_of
from kg.reading import Account, LeftOver, Reading, open_text, read_text
from kg.records import NameAsPrinted, Record, Reject, Work
from kg.sources import _bibtex, _bibtex_names, claim, sources
from kg.sources._bibtex import blocks

SOURCE = sources()["bibtex"]
GOLDEN = Path(__file__).parents[1] / "golden" / "bibtex"
FULL = (GOLDEN / "full.bib").read_text("utf-8")


def records(text: str) -> list[Record]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)]


def work(fields: str, kind: str = "article") -> Work:
    return records(f"@{kind}{{k, {fields}}}")[0].work


def authors(printed: str) -> list[NameAsPrinted]:
    return [c.name for c in work(f"author = {{{printed}}}").contributions]


def read_file(path: Path) -> tuple[list[Any], Account, str]:
    digest, encoding = digest_of(path)
    one = Input(path.name, path, digest, encoding)
    with open_text(one) as (tape, _):
        text = tape.read()
    reading = Reading(one, SOURCE)
    return list(reading), reading.account, text


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "given", "particle", "family", "suffix"),
    [
        ("Ludwig van Beethoven", "Ludwig", "van", "Beethoven", ""),
        ("de la Fontaine, Jean", "Jean", "de la", "Fontaine", ""),
        ("King, Jr, Martin Luther", "Martin Luther", "", "King", "Jr"),
        ("Martin Luther King, Jr.", "Martin Luther", "", "King", "Jr."),
        (r"{\"O}zg{\"u}r T{\"u}rkmen", "Özgür", "", "Türkmen", ""),
        ("Donald~E. Knuth", "Donald E.", "", "Knuth", ""),
        ("Jean {de la} Sota", "Jean de la", "", "Sota", ""),
        ("Plato", "", "", "Plato", ""),
        ("family=Beek, given=Tom, prefix=van", "Tom", "van", "Beek", ""),
    ],
)
def test_a_name_has_the_parts_that_bibtex_gives_it(
    printed: str, given: str, particle: str, family: str, suffix: str
) -> None:
    """First, von, Last and Jr are found by case, commas and braces; the printed name is the source's text."""
    assert authors(printed) == [NameAsPrinted(printed, given, particle, family, suffix)]


WORDS = st.sampled_from(
    [
        "Ann",
        "van",
        "d'",
        "É",
        "O'Neil-Smith",
        "A.",
        "1st",
        "中文",
        "ⅷ",
        "Ⓐ",
        " ",
        "  ",
        "\xa0",
        ",",
        ", ",
        "-",
        "{X}",
        "~",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=7).map("".join))
def test_names_that_need_no_parser_have_the_parts_it_gives_them(printed: str) -> None:
    """Names of capitalised words come out as bibtexparser reads them; the others are left to it."""
    if (plain := _bibtex_names._plain(printed)) is not None:
        parts = _bibtex_names._parser()(printed, strict=False)
        assert plain == tuple(" ".join(" ".join(words).split()) for words in (parts.first, parts.last))
        assert (parts.von, parts.jr) == ([], [])


def test_a_list_of_names_is_split_at_the_word_and_outside_braces() -> None:
    """`and` separates names in any case and over line ends, but not inside braces or words."""
    names = authors("{Barnes and Noble}\n AND Anders Brand and\tSandra Land")
    assert [n.printed for n in names] == ["Barnes and Noble", "Anders Brand", "Sandra Land"]
    assert [n.literal for n in names] == [True, False, False]


@pytest.mark.parametrize("end", ["Ann Lee and others", "Lee, Ann et al.", "Lee, Ann and et al."])
def test_others_stand_for_authors_that_are_not_named(end: str) -> None:
    """`others` and "et al." are no persons; they mark the list as cut."""
    got = work(f"author = {{{end}}}")
    assert got.authors_truncated
    assert [c.name.family for c in got.contributions] == ["Lee"]


def test_a_list_separated_by_commas_is_not_guessed_at() -> None:
    """More commas than a name can have make a literal with a remark, not an invented person."""
    record = records("@book{k, author = {Lee, Ann, Poe, Bob, Roe, Cid}}")[0]
    assert record.work.contributions[0].name.literal
    assert [r.code for r in record.remarks] == ["name-unclear"]


def test_positions_count_within_a_role() -> None:
    """The first editor is editor 1 even behind two authors."""
    got = work("editor = {C, D}, author = {A, B and E, F}", "book").contributions
    assert [(c.role, c.position) for c in got] == [("author", 1), ("author", 2), ("editor", 1)]


# --- fields ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ("year = 2025", "2025"),
        ("year = {2025}, month = oct", "2025-10"),
        ("year = 2025, month = {10}, day = 3", "2025-10-03"),
        ("year = 2025, month = {July 30th}", "2025-07-30"),
        ('year = 2025, month = "10~" # jan', "2025-01-10"),
        ("year = 2025, month = {spring}", "2025"),
        ("year = 2025, month = 2, day = 30", "2025-02"),
        ("date = {2025-10}", "2025-10"),
        ("date = {2025-21}", "2025"),
        ("date = {2018-12-03/2018-12-06}", "2018-12-03"),
        ("date = {soon}, year = 2024", "2024"),
    ],
)
def test_a_date_is_as_precise_as_it_is_printed(fields: str, value: str) -> None:
    """No month or day is invented, and one that the calendar does not have is not kept."""
    assert [(d.kind, d.value) for d in work(fields).dates] == [("issued", value)]


@pytest.mark.parametrize("year", ["in press", "", "1998 or 1999"])
def test_a_year_that_is_none_gives_no_date(year: str) -> None:
    """A text without exactly one year is left over."""
    assert work(f"title = {{A}}, year = {{{year}}}").dates == []


@pytest.mark.parametrize(
    ("year", "printed"), [("20211", "20211"), ("1998 or 1999", "1998 or 1999"), ("{n.d.}", "n.d.")]
)
def test_a_year_that_is_none_is_remarked(year: str, printed: str) -> None:
    """What is no year, or more than one, is told of."""
    (found,) = records(f"@article{{k, title = {{A}}, year = {{{year}}}}}")
    (remark,) = found.remarks
    assert (remark.code, remark.field) == ("date-unreadable", "year")
    assert printed in remark.message


def test_a_status_in_the_place_of_the_year_is_a_comment() -> None:
    """Words of status where the year would stand are kept, for the reader of comments."""
    found = work("title = {A}, journal = {B}, year = {in press}")
    assert (found.comments, found.dates) == (["in press"], [])


@pytest.mark.parametrize("fields", ["", ", author={}, title={}, year={}", ", title = { }"])
def test_an_entry_with_nothing_in_it_is_a_reject(fields: str) -> None:
    """An entry without a value is no work; what stands beside it is read."""
    items, account = read_text(SOURCE, f"@article{{empty{fields}}}\n@article{{b, title = {{B}}}}")
    assert [type(item) for item in items] == [Reject, Record]
    assert ["says nothing" in item.reason for item in items if isinstance(item, Reject)] == [True]
    assert account.closes


def test_a_key_that_comes_again_with_other_content_is_remarked() -> None:
    """Both entries are read; the same entry twice, whatever its line ends, is not remarked."""
    first, again, other = records("@article{k, title = {A b}}\n@article{K, title = {A\nb}}\n@article{k, title = {C}}")
    assert not first.remarks
    assert not again.remarks
    assert [remark.code for remark in other.remarks] == ["key-repeated"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Article", "article"), ("CONFERENCE", "conference-paper"), ("inbook", "chapter"), ("mastersthesis", "thesis"),
        ("techreport", "report"), ("dataset", "dataset"), ("softwareversion", "software"), ("nonsense", "other"),
    ],
)  # fmt: skip
def test_the_type_of_an_entry_is_the_type_of_its_work(kind: str, expected: str) -> None:
    """Types are read in any case; one that is not known is `other`."""
    assert work("title = {X}", kind).type == expected


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2003.10153}, archiveprefix = {arXiv}",
        "eprint = {2003.10153v2}, eprinttype = {arxiv}",
        "eprint = {2003.10153}",
        "journal = {CoRR}, volume = {abs/2003.10153}",
        "journal = {arXiv preprint arXiv:2003.10153}",
    ],
)
def test_the_ways_to_cite_a_preprint_give_its_id(fields: str) -> None:
    """All customary ways lead to the arXiv id without version, and the work is a preprint."""
    got = work(fields)
    assert [(i.scheme, i.value) for i in got.identifiers] == [("arxiv", "2003.10153")]
    assert got.type == "preprint"
    assert got.volume is None


def test_latex_is_decoded_and_formulas_and_links_stay() -> None:
    """Accents and braces go, `$...$` and the letters of a link stay; a text without LaTeX keeps its line ends."""
    got = work(r"title = {{A} $\{x\}$ na{\"i}ve}, url = {https://x.org/~a\_b}, abstract = {One" + "\n  two 5% -- $k$}")
    assert got.title == r"A $\{x\}$ naïve"
    assert got.links[0].url == "https://x.org/~a_b"
    assert got.abstract == "One\n  two 5% -- $k$"


def test_numbers_of_a_container_are_its_own() -> None:
    """An ISBN of a paper's proceedings belongs to the venue, the ISBN of a book to the work."""
    paper = work("booktitle = {P}, isbn = {978-3-16-148410-0}", "inproceedings")
    assert paper.identifiers == []
    assert paper.venues[0].identifiers[0].value == "9783161484100"
    assert work("title = {B}, isbn = {978-3-16-148410-0}", "book").identifiers[0].scheme == "isbn"


def test_an_identifier_with_a_wrong_check_digit_is_not_kept() -> None:
    """It becomes a remark and its field is left over."""
    items, _ = read_text(SOURCE, "@book{k, isbn = {978-3-16-148410-1}, title = {B}}")
    assert isinstance(items[0], Record)
    assert items[0].work.identifiers == []
    assert [r.code for r in items[0].remarks] == ["identifier-invalid"]
    assert [item.field for item in items if isinstance(item, LeftOver)] == ["isbn"]


def test_every_piece_of_a_name_is_the_name_itself() -> None:
    """The stretch a contribution was read from is its printed text, also behind a joined string."""
    text = '@string{a = "Ann Lee"}\n@book{k, author = a # " and Bob {\\"O}z"}'
    record = records(text)[0]
    stretches = {p.field: text[p.start : p.end] for p in record.pieces if p.field.startswith("contributions")}
    assert stretches == {"contributions[0]": "a", "contributions[1]": 'Bob {\\"O}z'}


# --- strings and crossref --------------------------------------------------------------------------------------------


def test_an_undefined_string_stays_with_a_remark() -> None:
    """The word is kept as it stands and the record says so."""
    record = records("@article{k, journal = jomch}")[0]
    assert record.work.venues[0].name == "jomch"
    assert [r.code for r in record.remarks] == ["string-undefined"]


FIELDS = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            " ",
            ",",
            "=",
            "{",
            "}",
            '"',
            "#",
            "\n",
            "1",
            "{x}",
            "a = {b {c {d {e}}}},",
            "t = {\\{}",
            '= "{"a"}"',
        ]
    ),
    max_size=14,
).map("".join)


@given(FIELDS)
def test_a_field_in_braces_is_what_the_reading_of_any_field_gives(fields: str) -> None:
    """Those in braces are read in fewer steps than others, with the same places, remarks and refusals."""
    text = f"@article{{k, {fields}}}\n@book{{l, title = {{}}}}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_bibtex, "_HEAD", re.compile("(?!)"))
        expected = read_text(SOURCE, text)
    assert read_text(SOURCE, text) == expected


@given(st.text("{}x", max_size=30))
def test_the_brace_that_closes_is_the_first_that_was_not_opened(text: str) -> None:
    """Counting between the braces that close finds the same as going from sign to sign."""
    depth, expected = 0, -1
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            depth, expected = 0, at
            break
    assert _bibtex._balance(text, 0, len(text)) == (depth, expected)


@pytest.mark.parametrize("order", [0, 1], ids=["child first", "parent first"])
def test_a_child_takes_over_from_its_parent_wherever_that_stands(order: int) -> None:
    """The parent's title is the child's booktitle; records come in the order of the text."""
    parts = [
        "@inproceedings{c, crossref = {P}, title = {Child}}",
        "@proceedings{p, title = {Proc.}, editor = {E, F}, year = 2020}",
    ]
    found = records("\n".join(parts[::-1] if order else parts))
    assert [r.source_key for r in found] == (["p", "c"] if order else ["c", "p"])
    child = next(r.work for r in found if r.source_key == "c")
    assert [v.name for v in child.venues] == ["Proc."]
    assert [(c.role, c.name.family) for c in child.contributions] == [("editor", "E")]
    assert [d.value for d in child.dates] == ["2020"]
    assert [(r.kind, r.text) for r in child.relations] == [("is-part-of", "Proc.")]


def test_a_date_of_its_own_keeps_out_the_parents() -> None:
    """A child with a year does not take over a date, whatever fields hold them."""
    text = "@proceedings{p, date = {2019-05-01}}\n@inproceedings{c, crossref = {p}, year = 2020}"
    assert [d.value for d in records(text)[1].work.dates] == ["2020"]


@pytest.mark.parametrize("text", ["@book{a, crossref = {b}}\n@book{b, crossref = {a}}", "@book{a, crossref = {a}}"])
def test_entries_that_refer_to_each_other_are_read(text: str) -> None:
    """A circle of references ends."""
    assert len(records(text)) == text.count("@")


# --- what is broken --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        "@article{x, title = {never closed",
        '@article{x, title = "open quote}',
        "@article{x, title {no equals}}",
        "@article{x = = 3}",
        '@article{x"y, title = {T}}',
    ],
)
def test_reading_goes_on_behind_a_broken_entry(broken: str) -> None:
    """A broken entry is one reject with its line; the next entry is read."""
    items, account = read_text(SOURCE, f"@book{{a, title = {{A}}}}\n{broken}\n@book{{b, title = {{B}}}}\n")
    assert account.closes
    rejects = [item for item in items if isinstance(item, Reject)]
    assert [r.line for r in rejects] == [2]
    assert rejects[0].text == broken
    assert [i.source_key for i in items if isinstance(i, Record)] == ["a", "b"]


def test_a_missing_comma_is_mended_with_a_remark() -> None:
    """Two fields without a comma between them are two fields."""
    record = records("@book{a, title = {A}\n year = 2020}")[0]
    assert (record.work.title, record.work.dates[0].value) == ("A", "2020")
    assert [r.code for r in record.remarks] == ["comma-missing"]


def test_a_comment_that_never_closes_takes_one_line() -> None:
    """The entries behind it are read."""
    assert [r.source_key for r in records("@comment{ oh\n@book{a, title = {A}}")] == ["a"]


def test_long_and_deep_input_is_read_in_linear_time() -> None:
    """A line of 3 million characters and 100,000 open braces cost a moment, not an hour."""
    deep = "{" * 100_000 + "x" + "}" * 100_000
    long = "and " * 500_000
    found = records(f"@book{{a, title = {deep}}}\n@book{{b, abstract = {{{long}}}, author = {{A{' ' * 1_000_000}B}}}}")
    assert [r.source_key for r in found] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "Write to a@b.org {or not}.",
        '{"id": 1, "bibtex": "@article{x, title={y}}"}',
        "<a>\n@article{x, title={y}}</a>",
        "@everyone, hello",
        "",
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    """Prose with an @, JSON and XML with an entry inside, and an empty text are not BibTeX."""
    assert not SOURCE.sniff("x.bib", text)


def test_an_entry_unfolded_on_a_page_of_works_leaves_the_page_to_the_list() -> None:
    """A page that shows the BibTeX of one of its works is a list; a bibliography with much text between its entries is none."""
    works = [
        ("Ferries Without Timetables", "Ann Marchetti, Ben Okonjo", "2019"),
        ("A Lamp for the Lighthouse", "Ben Okonjo, Olive Silva", "2020"),
        ("Ropes in Deep Water", "Ada Silva, Ann Marchetti", "2021"),
        ("Harbours that Listen", "Olive Silva, Ben Okonjo", "2021"),
    ]
    entry = (
        "@article{silva2021,\n  title={Harbours that Listen},\n  author={Silva, Olive and Okonjo, Ben}, year={2021}}\n"
    )
    page = "".join(f"{title}\n{who}\nHarbour Papers, {year}\npdf  abstract  bibtex\n\n" for title, who, year in works)
    assert claim("page.txt", page + entry) == sources()["listing"]
    assert len(read_text(sources()["listing"], page + entry)[0]) > len(works)
    remarks = "".join(
        f"What is known of this library, part {number}: it was kept by hand for years.\n" for number in range(9)
    )
    assert claim("library.txt", remarks + entry) == SOURCE


@given(st.text(alphabet=st.sampled_from('@abk{}(),="#\\$~ \n%12é'), max_size=80))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Any text is read to its end and accounted for."""
    _, account = read_text(SOURCE, "@a{" + text)
    assert account.closes, account.faults


@given(st.integers(0, len(FULL)), st.integers(0, 40), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    _, account = read_text(SOURCE, FULL[:at] + inserted + FULL[at + length :])
    assert account.closes, account.faults


# --- real files ------------------------------------------------------------------------------------------------------


def bib_files(shared: Path) -> Iterator[Path]:
    found = sorted((shared / "bibtex").rglob("*.bib"))
    assert len(found) > 20
    yield from found


@pytest.mark.shared
def test_every_real_library_is_read_and_accounted_for(shared: Path) -> None:
    """All entries of all real files are records or rejects, the account closes, and the format is recognised."""
    for path in bib_files(shared):
        items, account, text = read_file(path)
        entries = sum(1 for block in blocks(_stream(text)) if block.kind == "entry")
        assert account.closes, path.name
        assert account.records + account.rejects == entries > 0, path.name
        assert account.rejects == 0, [i.reason for i in items if isinstance(i, Reject)]
        assert SOURCE.sniff(path.name, text[:65536]), path.name


def _stream(text: str) -> Any:
    import io

    return io.StringIO(text, newline="\n")


@pytest.mark.shared
def test_bibtexparser_sees_the_same_entries(shared: Path) -> None:
    """An independent parser finds the same keys in the same order, wherever it can read all entries itself."""
    import bibtexparser

    logging.disable(logging.CRITICAL)
    try:
        compared = 0
        for path in bib_files(shared):
            items, _, text = read_file(path)
            library = bibtexparser.parse_string(text)
            if not library.failed_blocks:
                keys = [item.source_key for item in items if isinstance(item, Record)]
                assert keys == [entry.key for entry in library.entries], path.name
                compared += len(keys)
    finally:
        logging.disable(logging.NOTSET)
    assert compared > 600


@pytest.mark.shared
def test_a_publishers_own_reading_of_its_file_agrees(shared: Path) -> None:
    """Of 170 papers at least 99 % of titles (formulas aside) and author mentions, and all pages, agree with the publisher's reading.

    What is left are corrections made by hand behind the file: one title and two names.
    """
    items, account, _ = read_file(shared / "bibtex" / "pmlr-v247-colt2024.bib")
    assert (account.records, account.rejects) == (171, 0)
    by_pages = {item.work.pages: item.work for item in items if isinstance(item, Record)}
    count: Counter[str] = Counter()
    for line in (shared / "bibtex" / "pmlr-v247-colt2024.expected.jsonl").read_text("utf-8").splitlines():
        wanted = json.loads(line)
        got = by_pages[wanted["page"]]
        title = (got.title or "").replace(r"\infty", "∞").replace(r"\epsilon", "ε")
        count["titles"] += title.split() == wanted["title"].split()
        names = [
            (c.name.given, f"{c.name.particle} {c.name.family}".split())
            for c in got.contributions
            if c.role == "author"
        ]
        truth = [(n.get("given", ""), f"{n.get('prefix', '')} {n['family']}".split()) for n in wanted["author"]]
        count["lists"] += names == truth
        count["mentions"] += len(truth)
        count["same"] += sum(a == b for a, b in zip(names, truth, strict=True))
        count["works"] += 1
    assert count["works"] == 170
    assert count["titles"] / 170 >= 0.99
    assert count["same"] / count["mentions"] >= 0.99
    assert count["lists"] >= 168
