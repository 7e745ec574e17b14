"""Crossref: works of the REST API and its XML."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import WORK_TYPES, Record, Reject, Work
from kg.sources import _crossref, sources
from kg.sources._crossref_parts import date_of

SOURCE = sources()["crossref"]
GOLDEN = Path(__file__).parents[1] / "golden" / "crossref"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def work(**members: Any) -> Work:
    return record(**members).work


def record(**members: Any) -> Record:
    (found,), _, _ = read(json.dumps({"DOI": "10.5555/w.1", "type": "journal-article", **members}))
    return found


def left(text: str) -> list[tuple[str, str]]:
    return [(item.field, item.text) for item in read(text)[1] if isinstance(item, LeftOver)]


def article(inner: str, around: str = "") -> Record:
    text = f"<doi_record><crossref><journal>{around}<journal_article>{inner}</journal_article></journal></crossref></doi_record>"
    (found,), _, _ = read(text)
    return found


# --- the REST form ---------------------------------------------------------------------------------------------------


def test_every_type_is_a_type_of_works() -> None:
    """Each of Crossref's types has one of ours, and an unknown one is kept as left over."""
    assert set(_crossref.TYPES.values()) | set(_crossref.POSTED.values()) <= set(WORK_TYPES)
    assert work(type="proceedings-article").type == "conference-paper"
    assert work(type="posted-content", subtype="preprint").type == "preprint"
    assert work(type="posted-content", subtype="working_paper").type == "report"
    assert left('{"DOI": "10.5555/w.1", "type": "hologram"}') == [("type", '"type": "hologram"')]


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ([[2021, 3, 4]], "2021-03-04"),
        ([["2021", 3]], "2021-03"),
        ([[2021, None, None]], "2021"),
        ([[2021]], "2021"),
        ([[None]], None),
        ([[2021, 13]], None),
        ([[2021, 2, 30]], None),
        ([[2021, None, 4]], None),
        ([[21]], None),
        ([[2021], [2022]], None),
        ("2021", None),
        ([[True]], None),
        ([], None),
    ],
)
def test_a_date_is_as_precise_as_its_parts(parts: Any, value: str | None) -> None:
    """Null parts are missing parts; what is no date of the calendar is none, and nothing is invented."""
    assert [d.value for d in work(issued={"date-parts": parts}).dates] == ([value] if value else [])


def test_dates_keep_what_they_are_dates_of() -> None:
    """The day on which the DOI was registered is not one of the work's."""
    keys = ("issued", "published-print", "published-online", "accepted", "posted", "created")
    dates = work(**{key: {"date-parts": [[2020, n + 1]]} for n, key in enumerate(keys)}).dates
    assert {(d.kind, d.value) for d in dates} == {
        ("issued", "2020-01"), ("published", "2020-02"), ("available", "2020-03"), ("accepted", "2020-04"),
        ("available", "2020-05"), ("registered", "2020-06"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "keys", "derived"),
    [
        ("posted-content", ["posted"], ["2020-01"]),
        ("journal-article", ["published-online", "posted"], ["2020-01"]),
        ("journal-article", ["published-online", "published-print"], []),
        ("journal-article", ["accepted"], []),
        ("dissertation", ["approved"], ["2020-01"]),
        ("journal-article", ["created"], []),
    ],
)
def test_the_day_of_issue_is_the_first_of_availability(kind: str, keys: list[str], derived: list[str]) -> None:
    """Where no date of issue or publication is given; registration of the DOI and acceptance of an article are neither."""
    found = work(type=kind, **{key: {"date-parts": [[2020, n + 1]]} for n, key in enumerate(keys)})
    assert [d.value for d in found.dates if d.kind == "issued"] == derived


def test_a_name_has_the_parts_the_source_gives() -> None:
    """Given, particle, family and suffix; a collaboration is a literal; a family name of two words stays whole."""
    people = [
        {"given": "Ana", "family": "de la Cruz", "suffix": "Jr."},
        {"name": "ATLAS Collaboration"},
        {"family": "Li Wei"},
        {"given": "Madonna"},
        {},
    ]
    got = [(c.position, c.name) for c in work(author=people, title=["T"]).contributions]
    assert [p for p, _ in got] == [1, 2, 3, 4]
    first, body, whole, single = (name for _, name in got)
    assert (first.given, first.particle, first.family, first.suffix) == ("Ana", "de la", "Cruz", "Jr.")
    assert body.literal
    assert body.printed == "ATLAS Collaboration"
    assert (whole.given, whole.family) == ("", "Li Wei")
    assert single.printed == "Madonna"


def test_positions_count_within_a_role() -> None:
    """Editors, translators and chairs have lists of their own."""
    one = {"given": "A", "family": "One"}
    found = work(author=[one, one], editor=[one], translator=[one], chair=[one]).contributions
    assert [(c.role, c.position) for c in found] == [
        ("author", 1), ("author", 2), ("editor", 1), ("translator", 1), ("chair", 1),
    ]  # fmt: skip


def test_ids_that_are_not_valid_are_remarks() -> None:
    """An ORCID, ROR or ISSN with a wrong check digit is not kept as an identifier."""
    affiliation = {"name": "X", "id": [{"id": "https://ror.org/0abc12352", "id-type": "ROR"}]}
    found = record(
        author=[{"family": "One", "ORCID": "0000-0002-1825-0098", "affiliation": [affiliation]}],
        **{"container-title": ["J"], "ISSN": ["1234-5678"]},
    )
    one = found.work.contributions[0]
    assert one.identifiers == one.affiliations[0].identifiers == found.work.venues[0].identifiers == []
    assert [r.code for r in found.remarks] == ["identifier-invalid"] * 3


def test_a_series_and_a_book_are_two_venues() -> None:
    """The ISSN is the series', the ISBN the book's; a chapter in a book of no named series leaves the ISSN over."""
    two = work(
        type="book-chapter", ISSN=["1234-5679"], ISBN=["9780306406157"], **{"container-title": ["Notes", "A Book"]}
    )
    assert [(v.name, v.kind, [i.scheme for i in v.identifiers]) for v in two.venues] == [
        ("Notes", "series", ["issn"]), ("A Book", "book", ["isbn"]),
    ]  # fmt: skip
    assert two.identifiers[1:] == []
    text = json.dumps(
        {
            "DOI": "10.5555/1",
            "type": "book-chapter",
            "container-title": ["B"],
            "ISSN": ["1234-5679"],
            "ISBN": ["9780306406157"],
        }
    )
    assert left(text) == [("ISSN", '"1234-5679"')]


def test_the_isbn_of_a_book_is_its_own() -> None:
    """A monograph in a series has the ISBN itself, and the series has the ISSN."""
    found = work(type="monograph", ISBN=["9780306406157"], ISSN=["1234-5679"], **{"container-title": ["Series"]})
    assert [i.scheme for i in found.identifiers] == ["doi", "isbn"]
    assert [(v.kind, [i.value for i in v.identifiers]) for v in found.venues] == [("series", ["1234-5679"])]


def test_an_event_is_a_venue_with_dates() -> None:
    """Name, acronym, place and days; proceedings of the same name are not a second venue."""
    event = {"name": "Meeting", "acronym": "M 22", "location": "Oslo", "start": {"date-parts": [[2022, 6, 1]]}}
    found = work(type="proceedings-article", event=event, **{"container-title": ["Meeting"]})
    assert [(v.name, v.kind, v.acronym, v.place) for v in found.venues] == [("Meeting", "conference", "M 22", "Oslo")]
    assert [(d.kind, d.value) for d in found.dates] == [("event-start", "2022-06-01")]


@pytest.mark.parametrize(
    ("kind", "notice", "back"),
    [
        ("retraction", "retracts", "is-retracted-by"),
        ("correction", "corrects", "is-corrected-by"),
        ("Erratum", "corrects", "is-corrected-by"),
        ("new_version", "is-new-version-of", "has-new-version"),
        ("something new", "updates", "is-updated-by"),
    ],
)
def test_an_update_is_a_relation_both_ways(kind: str, notice: str, back: str) -> None:
    """A notice retracts or corrects its target; the target says by what it is retracted or corrected."""
    update = [{"DOI": "10.5555/Other", "type": kind}]
    assert [(r.kind, r.target.value) for r in work(**{"update-to": update}).relations if r.target] == [
        (notice, "10.5555/other")
    ]
    updated = record(**{"updated-by": update})
    assert [r.kind for r in updated.work.relations] == [back]
    assert [r.code for r in updated.remarks] == (["retracted"] if kind == "retraction" else [])


def test_a_work_that_withdraws_itself_is_not_related_to_itself() -> None:
    """Where notice and work share a DOI the mark is a remark."""
    found = record(**{"update-to": [{"DOI": "10.5555/W.1", "type": "withdrawal"}]})
    assert found.work.relations == []
    assert [r.code for r in found.remarks] == ["retracted"]


def test_references_are_cited_by_doi_or_text() -> None:
    """A reference keeps its DOI and its text; one that is split is put together; a broken DOI stays in the text."""
    references = [
        {"key": "1", "DOI": "10.5555/A"},
        {"key": "2", "unstructured": "One, A. Title.", "DOI": "10.5555/b"},
        {"key": "3", "year": "1999", "author": "Two", "journal-title": "J"},
        {"key": "4", "DOI": "10.5555", "author": "Three"},
    ]
    found = work(reference=references).relations
    assert [(r.target.value if r.target else None, r.text) for r in found] == [
        ("10.5555/a", ""), ("10.5555/b", "One, A. Title."), (None, "Two, 1999, J"), (None, "Three 10.5555"),
    ]  # fmt: skip
    assert {r.kind for r in found} == {"cites"}


def test_an_award_is_an_entry_of_funding() -> None:
    """A funder with two awards gives two entries with the funder's ids; one without gives one."""
    funders = [
        {"name": "F", "DOI": "10.13039/1", "award": ["a", "b"], "award-info": [{"award-number": "a"}]},
        {"name": "G"},
    ]
    got = work(funder=funders).funding
    assert [(f.funder, f.award, [i.value for i in f.identifiers]) for f in got] == [
        ("F", "a", ["10.13039/1"]), ("F", "b", ["10.13039/1"]), ("G", "", []),
    ]  # fmt: skip


def test_an_abstract_keeps_its_mark_up_and_its_place() -> None:
    """JATS stays as it stands, and the piece is exactly the string between its quotation marks."""
    text = '{"DOI": "10.5555/1", "type": "dataset", "abstract": "<jats:p>A \\"b\\" &amp; \\u00e9</jats:p>"}'
    (found,), _, _ = read(text)
    assert found.work.abstract == '<jats:p>A "b" &amp; é</jats:p>'
    (piece,) = [p for p in found.pieces if p.field == "abstract"]
    assert json.loads(f'"{text[piece.start : piece.end]}"') == found.work.abstract


def test_unknown_members_are_left_at_every_depth() -> None:
    """What nobody maps is listed with its name, inside authors, affiliations and references, too."""
    text = json.dumps(
        {
            "DOI": "10.5555/1", "type": "report", "colour": "red", "empty": [[], {}],
            "author": [{"family": "One", "shoe": 42, "affiliation": [{"name": "X", "door": "left"}]}],
            "reference": [{"key": "1", "DOI": "10.5555/2", "smell": "old"}],
        }
    )  # fmt: skip
    assert left(text) == [
        ("colour", '"colour": "red"'), ("author.shoe", '"shoe": 42'), ("author.affiliation.door", '"door": "left"'),
        ("reference.smell", '"smell": "old"'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrap",
    [
        lambda works: "\n".join(json.dumps({"status": "ok", "message-type": "work", "message": w}) for w in works),
        lambda works: json.dumps({"status": "ok", "message-type": "work-list", "message": {"items": works, "n": 2}}),
        lambda works: "\n".join(json.dumps({"message": {"items": [w]}, "status": "ok"}) for w in works),
        lambda works: json.dumps({"items": works}, indent=2),
        json.dumps,
        lambda works: "\n".join(map(json.dumps, works)),
    ],
)
def test_works_are_found_in_every_wrapping(wrap: Any) -> None:
    """Single answers, lists, several answers, the yearly file, arrays and lines give the same works."""
    works = [{"DOI": f"10.5555/{n}", "type": "journal-article", "title": [f"T{n}"]} for n in range(3)]
    text = wrap(works)
    assert SOURCE.sniff("x.json", text)
    records, _, account = read(text)
    assert [r.work.title for r in records] == ["T0", "T1", "T2"]
    assert account.left == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"status": "ok", "message-type": "member", "message": {"id": 1}}',
        '{"status": "failed", "message": [{"type": "x"}]}',
        '{"status": "failed", "message": "Not found"}',
        '{"message": {"items": [1]}, "status": "ok"}',
        '{"type": "journal-article"}',
        '{"DOI": "10.5555/1", "DOI": "10.5555/2"}',
    ],
)
def test_what_is_no_work_is_a_reject(text: str) -> None:
    """An answer without works, an object without DOI and title, a repeated key."""
    records, _, account = read(text)
    assert records == []
    assert account.rejects == 1


def test_csl_json_is_not_claimed() -> None:
    """Crossref gives CSL-JSON with the same names of members, but with titles that are strings."""
    members = {"DOI": "10.5555/1", "type": "article-journal", "reference-count": 1, "container-title": "J"}
    assert not SOURCE.sniff("x.json", json.dumps([{**members, "title": "T"}]))
    assert SOURCE.sniff("x.json", json.dumps([{**members, "type": "journal-article", "title": ["T"]}]))


# --- XML -------------------------------------------------------------------------------------------------------------


def test_mark_up_in_a_title_is_not_its_text() -> None:
    """Entities are resolved and the tags of a title are left out."""
    found = article("<titles><title>On <i>E. coli</i> &amp; b</title></titles>")
    assert found.work.title == "On E. coli & b"


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("<month>02</month><day>03</day><year>2021</year>", "2021-02-03"),
        ("<month>2</month><year>2021</year>", "2021-02"),
        ("<month>21</month><year>2021</year>", "2021"),
        ("<day>3</day><year>2021</year>", "2021"),
        ("<year>next</year>", None),
    ],
)
def test_a_season_is_no_month(date: str, value: str | None) -> None:
    """Crossref writes seasons as months above 12; only the year is then known."""
    found = article(f"<titles><title>T</title></titles><publication_date>{date}</publication_date>")
    assert [d.value for d in found.work.dates] == ([value] if value else [])


def test_a_deposit_gives_a_record_for_each_work() -> None:
    """What is said of the journal holds for both articles; its text belongs to the first."""
    around = "<journal_metadata><full_title>J</full_title><issn>1234-5679</issn></journal_metadata>"
    works = "".join(f"<journal_article><titles><title>T{n}</title></titles></journal_article>" for n in range(3))
    records, _, account = read(f"<doi_batch><body><journal>{around}{works}</journal></body></doi_batch>")
    assert [(r.work.title, r.work.venues[0].name, r.work.venues[0].identifiers[0].value) for r in records] == [
        (f"T{n}", "J", "1234-5679") for n in range(3)
    ]
    assert account.left == 0
    assert [sum(p.field == "venues[0]" for p in r.pieces) for r in records] == [2, 0, 0]


def test_an_undeclared_prefix_is_no_obstacle() -> None:
    """Records without the declaration of xsi are read, as are those cut from their envelope."""
    text = '<crossref xmlns="http://www.crossref.org/xschema/1.1" xsi:schemaLocation="x"><dissertation><titles><title>T</title></titles></dissertation></crossref>'
    assert SOURCE.sniff("x.xml", text)
    assert [r.work.type for r in read(text)[0]] == ["thesis"]


def test_a_doi_that_was_not_found_is_a_reject() -> None:
    """The answer says what was asked."""
    text = '<crossref_result><query status="unresolved"><doi>10.5555/x</doi></query></crossref_result>'
    _, items, _ = read(text)
    assert [i.reason for i in items if isinstance(i, Reject)] == [
        "The query for 10.5555/x was not resolved (unresolved)."
    ]


def test_an_issue_with_a_doi_is_not_part_of_itself() -> None:
    """A journal issue deposited alone is a collection with its journal as venue."""
    issue = "<journal_issue><issue>2</issue><doi_data><doi>10.5555/i</doi></doi_data></journal_issue>"
    text = f"<doi_record><crossref><journal><journal_metadata><full_title>J</full_title></journal_metadata>{issue}</journal></crossref></doi_record>"
    (found,), _, _ = read(text)
    assert (found.work.type, found.work.issue, found.work.relations) == ("collection", "2", [])
    assert [v.name for v in found.work.venues] == ["J"]


# --- any text --------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.text(alphabet=st.sampled_from('{}[]<>/:,"\\ DOItle10.5/\n'), max_size=60),
    st.sampled_from(["", "{", "<journal>"]),
)
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for."""
    read(begin + text)


@settings(max_examples=100)
@given(st.sampled_from(TEXTS), st.data())
def test_mutated_texts_are_accounted_for(text: str, data: st.DataObject) -> None:
    """A cut, a doubled or an overwritten stretch loses records at most, never the account."""
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, min(len(text), low + 400)))
    new = data.draw(
        st.sampled_from(["", "null", "[]", "{}", '"', "7", "<", text[low:high] * 2, "[[[1]]]", '{"a": 1, "a": 2}'])
    )
    _, items, account = read(text[:low] + new + text[high:])
    assert account.records + account.rejects == sum(isinstance(i, (Record, Reject)) for i in items)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("10.5555/x"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["name", "id", "id-type", "DOI", "date-parts", "family", "URL", "value", "start", "award", "affiliation", "primary"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
KEYS = sorted(
    {key for line in TEXTS if line.startswith("{") for key in json.loads(line.split("\n{")[0]).get("message", {})}
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_values_of_any_kind_are_read(members: dict[str, Any]) -> None:
    """A member of another kind than expected is left over, not an error."""
    read(json.dumps({**members, "title": ["T"]}))


@pytest.mark.parametrize(
    "text",
    [
        '{"DOI":"10.5555/1","type":"report","container-title":[' + ",".join(f'"v{n}"' for n in range(60_000)) + '],"ISSN":["1234-5679"]}',
        '{"DOI":"10.5555/1","type":"report","author":[' + ",".join(['{"family":"a"}'] * 60_000) + "]}",
        "<journal><journal_metadata>" + "<issn>1234-5679</issn>" * 10_000 + "</journal_metadata>"
        + "<journal_article><titles><title>t</title></titles></journal_article>" * 10_000 + "</journal>",
    ],
)  # fmt: skip
def test_long_lists_take_linear_time(text: str) -> None:
    """Ten thousands of venues, authors or works in one object are read in seconds."""
    begun = process_time()
    read(text)
    assert process_time() - begun < 20


# --- real records ----------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_real_records_are_read_whole(shared: Path) -> None:
    """All 162 records are read, every account closes, and little is left over."""
    counted, characters, over = 0, 0, 0
    for path in sorted((shared / "crossref").iterdir()):
        text = path.read_text("utf-8")
        assert SOURCE.sniff(path.name, text[:65536])
        records, _, account = read(text)
        assert account.rejects == 0
        counted, characters, over = counted + len(records), characters + account.characters, over + account.left
        for one in records:
            assert one.work.identifiers[0].scheme == "doi" or one.work.type == "book"
    assert counted == 162
    assert over / characters < 0.04


@pytest.mark.shared
def test_real_records_keep_all_they_know(shared: Path) -> None:
    """Titles, people, references, ISSN and awards are as many as the objects hold, by counting the objects themselves."""
    lines = (shared / "crossref" / "works-rcrossref-habanero.jsonl").read_text("utf-8")
    objects = [json.loads(line) for line in lines.splitlines() if line.strip()]
    works = [one.work for one in read(lines)[0]]
    assert [w.title for w in works] == [(o.get("title") or [None])[0] for o in objects]
    for found, one in zip(works, objects, strict=True):
        people = [(p.get("given", ""), p.get("family") or p.get("name")) for p in one.get("author", [])]
        got = [c for c in found.contributions if c.role == "author"]
        assert [(c.name.given, f"{c.name.particle} {c.name.family}".strip() or c.name.printed) for c in got] == people
        cited = [r.target.value for r in found.relations if r.kind == "cites" and r.target]
        assert cited == [r["DOI"].lower() for r in one.get("reference", []) if "DOI" in r]
        numbers = [i.value for v in found.venues for i in v.identifiers if i.scheme == "issn"]
        numbers += [i.value for i in found.identifiers if i.scheme == "issn"]
        assert sorted(numbers) == sorted(set(one.get("ISSN", [])))
        assert len([f for f in found.funding if f.award]) >= len(
            {a for f in one.get("funder", []) for a in f.get("award", [])}
        )


@pytest.mark.parametrize(
    ("month", "date"), [("²", None), ("1²", None), ("٣", None), ("１３", "2020"), ("3", "2020-03-01")]
)
def test_a_month_in_other_digits_raises_nothing(month: str, date: str | None) -> None:
    """A superscript is no number; a month in the digits of another script is no date, but never an error."""
    assert date_of("2020", month, "1") == date
