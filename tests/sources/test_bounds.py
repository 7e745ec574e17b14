"""Bounds on what one record may hold, and inputs that once took a time or memory out of all proportion."""

from __future__ import annotations

import io
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Furniture, Record, Reject
from kg.sources import _bibtex, _json, _latex, _listing_runs, _listing_tail, _rdf_turtle, _tagged, _xml, sources, tex
from kg.sources._latex import to_unicode
from kg.sources._listing_lines import Draft
from kg.sources._listing_segments import is_known, is_numeric
from kg.sources._listing_signs import holds
from kg.sources._window import Window

GOOD = {
    "crossref": '{"DOI":"10.5555/a","title":["A"]}',
    "dblp": '<article key="journals/a/A"><title>A</title></article>',
    "ris": "TY  - BOOK\nTI  - A\nER  - \n",
    "bibtex": "@book{a, title = {A}}\n",
    "rdf": '<urn:a> a <https://schema.org/Book> ; <https://schema.org/name> "A" .\n',
}
DENSE = {
    "crossref": '{"DOI":"10.5555/b","title":["B"],"subject":[' + '"a",' * 40 + '"a"]}\n',
    "dblp": '<article key="journals/a/B"><title>B</title>' + "<ee>a</ee>" * 40 + "</article>",
    "ris": "TY  - BOOK\nTI  - B\n" + "KW  - a\n" * 40 + "ER  - \n",
    "bibtex": "@book{b, keywords = {" + "a, " * 40 + "a}}\n",
    "rdf": "<urn:b> <urn:p> " + "<urn:o>, " * 40 + "<urn:o> .\n",
}
MODULES = {"crossref": _json, "dblp": _xml, "ris": _tagged, "bibtex": _bibtex, "rdf": _rdf_turtle}


def read(name: str, text: str) -> list[Record | Reject | LeftOver]:
    items, account = read_text(sources()[name], text)
    assert account.closes, account
    return items


def steps(run: Callable[[], object]) -> int:
    """How many lines of the program a call runs, each round of a loop counted; what it has to load is loaded before."""
    run()
    count = 0

    def trace(_: FrameType, event: str, __: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", GOOD)
def test_a_record_with_too_many_parts_is_rejected_and_the_next_is_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However short the parts are, a record of more than are read is a reject with the number, and reading goes on."""
    text = DENSE[name] + GOOD[name]
    text = f"<dblp>{text}</dblp>" if name == "dblp" else text
    assert not [one for one in read(name, text) if isinstance(one, Reject)]
    monkeypatch.setattr(MODULES[name], "MOST", 20)
    items = read(name, text)
    # What is left of a record of tagged lines is a reject by itself.
    assert "more than 20" in next(one.reason for one in items if isinstance(one, Reject))
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A"]


def test_a_long_json_object_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not end within the longest glimpse is counted there; the whole of it is never decoded."""
    monkeypatch.setattr(_json, "_GLIMPSES", (64, 256))
    monkeypatch.setattr(_json, "MOST", 100)
    text = '{"DOI":"10.5555/b","x":[' + "[]," * 1000 + "[]]}\n" + GOOD["crossref"]
    items = read("crossref", text)
    assert [one.reason for one in items if isinstance(one, Reject)] == ["The object has more than 100 values."]
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A"]


def _closing(text: str, at: int) -> int | None:
    """Where the bracket at `at` closes, by a walk over the characters; a quotation mark without its second is passed over."""
    depth, place = 0, at
    while place < len(text):
        sign = text[place]
        if sign == '"':
            end = place + 1
            while end < len(text) and text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            place = end if end < len(text) else place
        depth += (sign in "[{") - (sign in "]}")
        place += 1
        if depth == 0:
            return place
    return None


@given(st.lists(st.text('[{]}"\\a', min_size=1, max_size=30), min_size=1, max_size=4))
def test_brackets_close_where_a_walk_over_all_characters_finds_it(parts: list[str]) -> None:
    """What is kept of brackets that do not close changes no answer, and is forgotten when more text is at hand."""
    window, known = Window(io.StringIO()), _json._Open()
    for part in parts:
        window.text += part
        for at, sign in enumerate(window.text):
            if sign in "[{":
                assert known.closing(window, at) == _closing(window.text, at)


def test_what_never_closes_in_json_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects of an array that lack a brace cost no look at all that follows each."""
    looks = 0
    brackets = _json._brackets

    def counted(text: str, at: int) -> Iterator[tuple[int, bool]]:
        nonlocal looks
        looks += 1
        return brackets(text, at)

    monkeypatch.setattr(_json, "_brackets", counted)
    items = read(
        "csl_json", '[{"id":"c","type":"book","title":"A"},' + '\n{"id":"c","type":"book","issued":{"x":1}' * 500
    )
    assert len([one for one in items if isinstance(one, Reject)]) > 400
    assert looks < 10


def test_a_string_without_end_in_json_takes_little_memory() -> None:
    """Looking for its end holds nothing for each of its characters."""
    text = '[{"id":"a","type":"book","title":"A"},{"title":"' + "<![CDATA[" * 60_000
    sources()["csl_json"]
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    read("csl_json", text)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most - before < 15 * len(text)


def test_an_accent_of_nothing_in_latex_is_passed_over() -> None:
    """What stands for no character leaves the text as it is."""
    for text in ("\\'{}\n", "\\documentclass{article} \\begin{document} " + "\\'{}\n" + " A"):
        assert not [one for one in read("tex", text) if isinstance(one, Record)]


def test_rows_of_empty_objects_are_few_rejects() -> None:
    """A hundred thousand empty objects are few findings; five are five."""
    items = read("hal", "{}\n" * 5)
    assert len(items) == 5
    assert sum(isinstance(one, Reject) for one in read("hal", "{}\n" * 100_000)) < 30


@pytest.mark.parametrize("part", ["et al. ", "<urn:a> etc. ", "( al. ", 'it is "open". '])
def test_prose_in_the_place_of_statements_is_few_rejects(part: str) -> None:
    """What is surely no statement of RDF is one finding however often it stops, and the statements around it are read."""
    for times in (1, 5, 100_000):
        items = read("rdf", GOOD["rdf"] + part * times + "\n" + GOOD["rdf"].replace("urn:a", "urn:b"))
        assert [one.work.title for one in items if isinstance(one, Record)] == ["A", "A"]
        assert len([one for one in items if isinstance(one, Reject)]) == 1


def test_statements_that_look_like_prose_are_read() -> None:
    """A keyword without a colon begins a statement, and so does a bracket; each of two declared bases counts."""
    text = 'GRAPH <urn:g> { [ a <https://schema.org/Book> ; <https://schema.org/name> "A" ] . }\nPREFIX s: <https://schema.org/>\n'
    items = read("rdf", "@prefix x: <urn:x> .\n" + text + 's:a a s:Book ; s:name "B" .\n')
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A", "B"]
    assert not [one for one in items if isinstance(one, Reject)]
    bases = "@base <https://schema.org/> .\n@base <https://example.org/> .\n"
    items = read("rdf", bases + '<x> a <https://schema.org/Book> ; <https://schema.org/name> "A" .\n')
    assert [one.source_key for one in items if isinstance(one, Record)] == ["https://example.org/x"]
    assert not [one for one in items if isinstance(one, Reject)]


def test_a_name_without_end_in_a_tag_is_read_in_linear_time() -> None:
    """Half a megabyte of one name beside an attribute takes no more time than other half megabytes."""
    name = "a" * 500_000
    items = read("dblp", f'<dblp><article key="journals/a/A"><{name} b="c">x</{name}></article></dblp>')
    assert len([one for one in items if isinstance(one, Record)]) == 1


def test_a_row_of_tabs_in_a_list_with_labels_is_read_in_linear_time() -> None:
    """White space before what could be a further label on a line is looked at once, not from each of its characters."""
    entry = (
        "[{0}] arXiv:2401.0000{0} [pdf]\nTitle: Ferries {0}\nAuthors: Ann Author, Bo Builder\nComments: {1} pages\n\n"
    )
    items = read("listing", entry.format(1, 4) + entry.format(2, "(20" + "\t" * 200_000) + entry.format(3, 5))
    assert sum(isinstance(one, Record) for one in items) == 3


def test_a_number_without_end_in_a_list_is_looked_at_once() -> None:
    """A letter and half a million digits, with a sign behind them that ends no number, are neither a number nor a known venue."""
    text = "J" + "9" * 500_000 + "&"
    assert not is_numeric(text)
    assert not is_known(text)
    assert is_numeric("A12(3):1-9b2")
    assert is_numeric("12(3):1-9")


def test_many_contributors_in_rdf_are_read_in_linear_time() -> None:
    """Ten thousand authors of one work are counted once, not once for each."""
    authors = "".join(f's:author [ s:name "A{i} B" ] ; ' for i in range(10_000))
    text = f'@prefix s: <https://schema.org/> . <urn:a> a s:Article ; {authors} s:name "t" .'
    found = [one for one in read("rdf", text) if isinstance(one, Record)]
    assert [len(one.work.contributions) for one in found] == [10_000]
    assert found[0].work.contributions[-1].position == 10_000


def test_accents_alone_need_no_latex_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accents on letters give what the parser gives; with other commands, which may take them, the parser is asked."""
    asked: list[str] = []

    def decode(text: str) -> str:
        asked.append(text)
        return "asked"

    monkeypatch.setattr(_latex, "_decode", decode)
    assert to_unicode(r"Erd\H{o}s P\'al \v{S} \~n \"{u} 1") == "Erdős Pál Š ñ ü 1"
    assert not asked
    assert to_unicode(r"\'\c{e} 1") == "asked"
    assert to_unicode(r"--\'e 1") == "asked"


def test_a_command_without_its_arguments_leaves_the_text_as_it_is() -> None:
    """The decoder raises on a root of nothing at the end of a text."""
    assert to_unicode(r"O(\sqrt") == r"O(\sqrt"


def test_rows_of_braces_and_full_stops_are_one_finding() -> None:
    """A hundred thousand braces in RDF are no more blocks than a few; what stands behind them is read."""
    items = read("rdf", "{" * 100_000 + "\n" + "." * 100_000 + "\n" + GOOD["rdf"])
    assert len([one for one in items if isinstance(one, Reject)]) == 1
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A"]


def test_a_row_of_statements_that_begin_with_a_literal_is_one_finding() -> None:
    """However many there are they are rejected together, and what follows is read."""
    items = read("rdf", '"a" : {' * 2000 + "\n}\n" + GOOD["rdf"])
    assert len([one for one in items if isinstance(one, Reject)]) < 5
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A"]


def test_one_fault_among_many_statements_costs_that_statement_alone() -> None:
    """Statements are tried together and halved where that fails: each good one is read, each bad one rejected with its place."""
    good = "".join(GOOD["rdf"].replace("urn:a", f"urn:a{i}").replace('"A"', f'"A{i}"') for i in range(500))
    bad = '<urn:b> <urn:p> "x" "y" .\n'
    items = read("rdf", good + bad + GOOD["rdf"])
    rejects = [one for one in items if isinstance(one, Reject)]
    assert [(one.start, one.end) for one in rejects] == [(len(good), len(good) + len(bad) - 1)]
    titles = [one.work.title for one in items if isinstance(one, Record)]
    assert titles == [*(f"A{i}" for i in range(500)), "A"]


def test_an_iri_that_runs_on_into_the_next_statement_takes_no_other_with_it() -> None:
    """In a document that is read in parts two torn statements are not one whole statement."""
    items = read("rdf", '<urn:b> <urn:p> "x" "y" .\n<urn:c> <urn:p> <urn:x" .\ny> .\n' + GOOD["rdf"])
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A"]
    assert sum(isinstance(one, Reject) for one in items) == 3


def test_a_word_without_end_in_rdf_takes_little_memory() -> None:
    """The pattern of a word holds nothing for each of its characters."""
    import tracemalloc

    text = "-" * 2_000_000 + " .\n" + GOOD["rdf"]
    tracemalloc.start()
    try:
        assert any(isinstance(one, Record) for one in read("rdf", text))
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("opener", ["@comment{ ", "@comment( ", "@book{a, title = {"])
def test_what_never_closes_in_bibtex_is_read_in_linear_time(opener: str) -> None:
    """Thousands of openers, each of which could reach to the end, cost what their text costs."""
    text = opener * 20_000 + "\n" + GOOD["bibtex"]
    items = read("bibtex", text)
    assert [one.work.title for one in items if isinstance(one, Record)] == ["A"]


def test_entries_on_one_line_are_read_in_linear_time() -> None:
    """Where no line begins with an entry, no entry is looked at more than once for the next."""
    text = "@book{a, title = {A}} " * 20_000
    assert sum(isinstance(one, Record) for one in read("bibtex", text)) == 20_000


@pytest.mark.parametrize(
    "text",
    [
        "Papers\n\nFerries{}without (selection)\n\nA. Author, B. Builder. Ferries. Tides, 2019.\n\nC. Carver. Dunes. Tides, 2018.\n",
        "Papers\n\nFerries\nAnn Author, Bo Builder\nTides 3, 4-5{}, 2018 (short paper)\n\nSand\nEd Ebb, Flo Fall\nDune Letters 4, 2017\n",
    ],
)
def test_a_row_of_blanks_before_a_bracket_at_the_end_of_a_line_is_passed_over_once(text: str) -> None:
    """What stands in brackets at the end of a line is looked for from where a row of blanks begins; were it from each, this would not come back."""
    assert read("listing", text.format(" " * 200_000))


def test_a_row_of_tabs_behind_a_number_is_passed_over_once() -> None:
    """A number with tabs and another number behind it is the mark of no entry, and that is seen at once."""
    blanks = "\t" * 100_000
    assert _listing_runs._MARK.match(f"6{blanks}7") is None
    assert _listing_runs._MARK.match(f"a{blanks}") is None
    assert _listing_runs._MARK.match(f"6{blanks}Ferries")


def test_a_list_that_is_one_paragraph_of_markdown_is_read_in_linear_time() -> None:
    """Links, labels and marks of a block that holds a whole list are put in order once, not gone through for each entry."""
    entry = "**Ropes that remember {0}**, A. Holm, *Knots* 12 (2019), [pdf](http://knots.example.org/a{0}.pdf)\n"
    text = "# Publications\n\n" + "".join(entry.format(i) for i in range(600))
    start = process_time()
    works = [item.work for item in read("html", text) if isinstance(item, Record)]
    assert process_time() - start < 10
    assert [[link.url[-7:] for link in one.links] for one in works[-2:]] == [["598.pdf"], ["599.pdf"]]


def test_brackets_within_brackets_in_markdown_are_read_in_linear_time() -> None:
    """The text between two brackets is looked up as the label of a definition only where it is short enough for one."""
    start = process_time()
    read("html", "# Publications\n\n" + "[" * 150_000 + "a" + "]" * 150_000)
    assert process_time() - start < 4


@pytest.mark.parametrize(
    ("name", "begin", "repeated"),
    [
        ("endnote", "%0 Journal Article\n%T Ferries\n", "%M {0}\n%~ Library\n"),
        ("ris", "TY  - JOUR\nTI  - Ferries\n", "AN  - {0}\nDB  - Library\n"),
        (
            "ris",
            "TY  - JOUR\nTI  - Ferries\n",
            "UR  - https://example.org/{0}\nUR  - https://arxiv.org/abs/2401.{0:05}\n",
        ),
    ],
)
def test_fields_of_a_record_that_depend_on_others_are_read_in_linear_time(name: str, begin: str, repeated: str) -> None:
    """What other fields say is asked once for all, not once for each: twice as many take about twice as many steps."""
    few, many = (partial(read, name, begin + "".join(map(repeated.format, range(number)))) for number in (200, 400))
    assert steps(many) < 2.2 * steps(few)


def test_what_stands_beside_the_entries_of_latex_is_compared_in_linear_time() -> None:
    """Headings and what is no work are looked up by where they stand, not compared with each entry."""

    def compared(number: int) -> int:
        entries = [Furniture("entry", 10 * i, 10 * i + 5) for i in range(number)]
        beside = [Furniture("heading", 10 * i + 3, 10 * i + 9) for i in range(0, number, 2)]
        beside += [Furniture("heading", 10 * i + 5, 10 * i + 9) for i in range(1, number, 2)]
        assert list(tex._apart(beside, entries)) == beside[number // 2 :]
        return steps(lambda: list(tex._apart(beside, entries)))

    assert compared(400) < 2.2 * compared(200)


def test_parts_of_a_long_entry_are_looked_at_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a part of an entry holds is not looked for in the whole of it: the parts together are asked a few times for each character."""
    asked = 0

    def counted(text: str, signs: tuple[str, ...]) -> bool:
        nonlocal asked
        asked += len(text)
        return holds(text, signs)

    monkeypatch.setattr(_listing_tail, "holds", counted)
    parts = 500
    tail = _listing_tail.Tail(Draft("article"), "Harbour walks\n" * parts, 0)
    for i in range(parts):
        tail.read(14 * i, 14 * i + 13)
    assert asked < 10 * 14 * parts


def test_objects_that_break_at_once_in_json_are_decoded_from_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """The decoder counts the line ends before what is broken: behind one that is, the next is decoded from a text that begins with it."""
    before = 0

    class Counted:
        def raw_decode(self, text: str, at: int = 0) -> tuple[object, int]:
            nonlocal before
            before += at
            return decoder.raw_decode(text, at)

    decoder = _json._DECODER
    monkeypatch.setattr(_json, "_DECODER", Counted())
    monkeypatch.setattr(_json, "_BEHIND_BROKEN", 64)
    text = "{\n" * 20_000
    assert not [one for one in read("hal", text + '{"docs": []}') if isinstance(one, Record)]
    assert before < 50 * len(text)
