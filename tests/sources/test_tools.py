"""The tools that sources share: located XML, located JSON, LaTeX to Unicode, the window on a stream."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Furniture, Piece, Reject
from kg.sources import _json, _xml
from kg.sources._json import DEPTH, Located, fill, objects
from kg.sources._latex import to_unicode, unescape
from kg.sources._window import Ahead, Window
from kg.sources._xml import Element, subtrees
from kg.sources._xml_ledger import Ledger


def stream(text: str) -> io.StringIO:
    return io.StringIO(text, newline="\n")


def xml(text: str, tags: Sequence[str] = ("entry",), nested: bool = False) -> list[Element | Furniture | Reject]:
    """What is found in a text; the offsets of all of it are checked on the way."""
    found = list(subtrees(stream(text), tags, nested))
    at = 0
    for item in found:
        assert at <= item.start < item.end <= len(text)
        assert isinstance(item, Element) or text[item.start : item.end].strip()
        at = item.end
        for element in walk(item) if isinstance(item, Element) else ():
            assert text[element.start] == "<"
            assert text[element.end - 1] == ">"
            assert element.start < element.inner_start <= element.inner_end <= element.end
    covered = "".join(text[a.end : b.start] for a, b in pairwise(found))
    assert not covered.strip()
    return found


def walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from walk(child)


def elements(found: list[Any]) -> list[Element]:
    return [item for item in found if isinstance(item, Element)]


def reasons(found: list[Any]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Reject)]


# --- XML -------------------------------------------------------------------------------------------------------------


def test_elements_know_where_they_stand() -> None:
    """Offsets are in characters whatever bytes stand before, for content, empty elements and attribute values."""
    text = '<?xml version="1.0"?>\n<feed>é𝒳 <!-- > -->\n<a:entry k="x &gt; 1" l=\'ü\'>né<b/><c >y</c ></a:entry></feed>'
    (entry,) = elements(xml(text))
    assert entry.tag == "a:entry"
    assert entry.name == "entry"
    assert text[entry.inner_start : entry.inner_end] == "né<b/><c >y</c >"
    assert [text[start:end] for start, end in entry.spans.values()] == ["x &gt; 1", "ü"]
    assert entry.attributes == {"k": "x > 1", "l": "ü"}
    assert entry.text == "néy"
    assert entry.get("c") == "y"
    assert text[entry.children[0].start : entry.children[0].end] == "<b/>"


def test_offsets_hold_across_pieces_of_the_stream() -> None:
    """Thousands of elements with letters of one to four bytes stand where the reader says, in any size of file."""
    text = "<feed>\n" + "".join(f"<entry n='{i}'>é€𝒳{i}</entry>\n" for i in range(20_000)) + "</feed>"
    found = elements(xml(text))
    assert len(found) == 20_000
    assert all(text[e.inner_start : e.inner_end] == e.text == f"é€𝒳{i}" for i, e in enumerate(found))


@given(st.lists(st.text("aé漢😀\x01\ufffe", max_size=3), max_size=6), st.integers(0, 600), st.integers(1, 700))
def test_offsets_hold_wherever_there_are_letters_of_other_scripts(words: list[str], apart: int, chunk: int) -> None:
    """Places are those of characters, however many bytes each takes and however far they stand apart."""
    text = "<r>" + "".join(f"<entry>{word}<b>{'x' * apart}</b>{word}</entry>" for word in words) + "</r>"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_xml, "_CHUNK", chunk)
        found = elements(xml(text))
    for word, one in zip(words, found, strict=True):
        inner = one.children[0]
        assert text[one.inner_start : inner.start] == text[inner.end : one.inner_end] == word
        assert one.text == f"{word}{'x' * apart}{word}".replace("\x01", " ").replace("\ufffe", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<entry>&uuml;&nbsp;&amp;</entry>", "ü\xa0&"),
        ('<!DOCTYPE r SYSTEM "r.dtd"><r><entry>&uuml;</entry></r>', "ü"),
        ("<r><entry><x:y>undeclared</x:y></entry></r>", "undeclared"),
        ("<r><entry>a\x01b</entry></r>", "a b"),
        ("\n\n<?xml version='1.0' encoding='utf-16'?><r><entry>late</entry></r>", "late"),
        ("<r><entry><![CDATA[<i>]]></entry></r>", "<i>"),
    ],
)
def test_harmless_faults_are_tolerated(text: str, expected: str) -> None:
    """Named characters without a DTD, undeclared prefixes, control characters and white space in front do no harm."""
    found = xml(text)
    assert [e.text for e in elements(found)] == [expected]
    assert reasons(found) == []


def test_named_characters_are_known_wherever_they_stand() -> None:
    """A name of a character that no DTD declares is read behind many pieces of the stream and in attributes, too."""
    text = "<r>" + "<entry>a</entry>" * 10_000 + '<entry k="&uuml;">&ouml;</entry></r>'
    assert [(e.text, e.attributes.get("k")) for e in elements(xml(text))][-2:] == [("a", None), ("ö", "ü")]


@pytest.mark.parametrize(
    ("text", "read", "rejected"),
    [
        ("<r><entry>1</entry><entry><b></entry><entry>3</entry></r>", ["1", "3"], 1),
        ("<r><entry>1<entry>2</entry></r>", ["2"], 1),
        ("<r><entry <entry>2</entry></r>", ["2"], 1),
        ("<r><entry>1</entry></r><r><entry>2</entry></r>", ["1", "2"], 1),
        ("<r><entry>1</entry><entry>2", ["1"], 1),
        ("<r><entry>1</entry></q>", ["1"], 0),
        ("no xml at all", [], 1),
        ("", [], 0),
        ("<r><entry>" + "<a>" * 300 + "</entry><entry>2</entry></r>", ["2"], 1),
    ],
)
def test_reading_goes_on_behind_broken_markup(text: str, read: list[str], rejected: int) -> None:
    """What is complete is read, what is broken is a reject, and the next element that begins is read again."""
    found = xml(text)
    assert [e.text for e in elements(found)] == read
    assert len(reasons(found)) == rejected


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r><entry>&b;</entry></r>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "/etc/hostname">]><r><entry>&x;</entry></r>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "p.dtd"> %p;]><r><entry/></r>',
    ],
)
def test_a_document_that_defines_entities_is_refused(text: str) -> None:
    """Nothing of it is read, no file is opened and nothing is expanded."""
    found = xml(text)
    assert elements(found) == []
    assert "defines the entity" in reasons(found)[0]


def test_an_element_may_stand_in_its_like_where_that_is_said() -> None:
    """With `nested` the outer element is whole; without, it was never closed."""
    text = "<r><entry>a<entry>b</entry></entry></r>"
    assert [e.text for e in elements(xml(text, nested=True))] == ["ab"]
    assert [e.text for e in elements(xml(text))] == ["b"]


def test_an_element_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes a reject and the next one is read."""
    monkeypatch.setattr(_xml, "LARGEST", 50)
    found = xml(f"<r><entry>{'<a/>' * 50}</entry><entry>2</entry></r>")
    assert [e.text for e in elements(found)] == ["2"]
    assert "more than 50 characters" in reasons(found)[0]


def test_a_broken_element_longer_than_the_window_is_one_reject() -> None:
    """Its end is right although its beginning is no longer at hand, and the next element is read."""
    long = "<entry>" + "<a>é</a>\n" * 40_000
    text = f"<r>{long}</b></entry><entry>2</entry></r>"
    found = xml(text)
    assert [e.text for e in elements(found)] == ["2"]
    reject = next(item for item in found if isinstance(item, Reject))
    assert text[reject.start : reject.end] == long + "</b></entry>"


def test_many_broken_elements_cost_no_more_than_their_number() -> None:
    """5,000 elements that are never closed are 5,000 rejects in a moment."""
    assert len(reasons(xml("<entry>" * 5_000))) == 5_000


def test_a_ledger_has_a_piece_for_every_element() -> None:
    """Mapped content, known elements, tags around them, and what was not named is left over whole."""
    text = "<entry><t>x</t><k>k</k><w><u>y</u></w><z><q/></z><l h='1'/><s>a b</s></entry>"
    (entry,) = elements(xml(text))
    t, k, w, _, link, s = entry.children
    ledger = Ledger(entry)
    ledger.map(t, "title")
    ledger.known(k)
    ledger.map(w.children[0], "volume")
    ledger.map(link, "links[0]")
    ledger.map_parts(s, [("subjects[0]", 0, 1), ("subjects[1]", 2, 3)])
    named = [(p.kind, p.field, text[p.start : p.end]) for p in ledger.pieces() if p.field != "tag"]
    assert named == [
        ("mapped", "title", "x"), ("furniture", "k", "<k>k</k>"), ("mapped", "volume", "y"), ("left", "z", "<z><q/></z>"),
        ("mapped", "links[0]", "<l h='1'/>"), ("mapped", "subjects[0]", "a"), ("mapped", "subjects[1]", "b"),
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("<>/!&;=\"' entryxé[]-?\x00\ud800"), max_size=80))
def test_no_text_makes_the_xml_reader_raise(text: str) -> None:
    """Any text is read to its end; what is found lies in order and covers all that is not white space."""
    found = xml("<entry>" + text)
    assert found
    assert not ("<entry>" + text)[found[-1].end :].strip()


# --- JSON ------------------------------------------------------------------------------------------------------------


def values(text: str, path: Sequence[str] = ()) -> tuple[list[Any], list[str]]:
    found = list(objects(stream(text), path))
    at = 0
    for item in found:
        assert not text[at : item.start].strip()
        assert at <= item.start < item.end <= len(text)
        at = item.end
    assert not text[at:].strip()
    return [item.value for item in found if isinstance(item, Located)], reasons(found)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"a": 1}\n{"a": 2}\n', ()),
        ('[{"a": 1},\n {"a": 2}]', ()),
        ('{"message": {"n": [{}], "items": [{"a": 1}, {"a": 2}], "z": 0}}', ("message", "items")),
        ('[{"a": 1}]\n[{"a": 2}]', ()),
        ('{"m": {"i": [{"a": 1}], "z": "]"}, "y": [0]}\n{"x": 1, "m": {"i": [{"a": 2}]}}', ("m", "i")),
    ],
)
def test_objects_are_found_in_lines_and_arrays(text: str, path: tuple[str, ...]) -> None:
    """JSON lines, an array, and an array under a path give the same objects."""
    assert values(text, path) == ([{"a": 1}, {"a": 2}], [])


def test_members_and_items_know_where_they_stand() -> None:
    """Offsets are those of the file, also for values inside values and behind escapes."""
    text = '{"x": 0}\n{"k\\n": [1, "a\\"\\u00e9\\ud835\\udcb3b"], "m": {"n": null}}'
    last = [item for item in objects(stream(text)) if isinstance(item, Located)][1]
    members = last.members()
    assert list(members) == ["k\n", "m"]
    assert text[members["m"].start : members["m"].end] == '{"n": null}'
    assert text[members["m"].key_start :].startswith('"m"')
    string = members["k\n"].items()[1]
    assert string.value == 'a"é𝒳b'
    (start, end), whole = string.spans([(3, 4), (0, 5)])
    assert text[start:end] == "\\ud835\\udcb3"
    assert text[whole[0] : whole[1]] == 'a\\"\\u00e9\\ud835\\udcb3b'


@pytest.mark.parametrize(
    ("text", "path", "read", "rejected"),
    [
        ('{"a": 1\n{"a": 2}', (), [{"a": 2}], 1),
        ('{"a": "cut\n{"a": 2}', (), [{"a": 2}], 1),
        ('{"a": NaN}\n{"a": 2}', (), [{"a": 2}], 1),
        ('{"a": ' + "9" * 5000 + '}\n{"a": 2}', (), [{"a": 2}], 1),
        ('{"a": ' + "[" * 300 + "]" * 300 + '}\n{"a": 2}', (), [{"a": 2}], 1),
        ('{"a": ' + "[" * 100_000 + '\n{"a": 2}', (), [{"a": 2}], 1),
        ('prose\n{"a": 2}', (), [{"a": 2}], 1),
        ('[{"a" 1}, 3, "x", {"a": 2}]', (), [{"a": 2}], 3),
        ('{"message": {}}', ("message", "items"), [], 1),
        ('{"a": 2}\n{"a": 1', (), [{"a": 2}], 1),
        ('{"i": [{"a": 2}]}\n{"error": [{"a": 1}]}', ("i",), [{"a": 2}], 1),
    ],
)
def test_reading_goes_on_behind_broken_json(text: str, path: tuple[str, ...], read: list[Any], rejected: int) -> None:
    """A broken object is one reject; the next is read."""
    got, why = values(text, path)
    assert got == read
    assert len(why) == rejected


def test_a_repeated_key_is_refused() -> None:
    """Which of two values counts is not guessed."""
    (item,) = objects(stream('{"a": 1, "a": 2}'))
    assert isinstance(item, Located)
    with pytest.raises(_json.Malformed, match="'a' stands twice"):
        item.members()


def test_half_a_surrogate_pair_is_replaced() -> None:
    """The value can be written to a file."""
    text = '{"a": ["\\ud800", "ok"]}'
    (item,) = objects(stream(text))
    assert isinstance(item, Located)
    assert item.value == {"a": ["\ufffd", "ok"]}
    assert item.members()["a"].items()[0].value == "\ufffd"


def test_an_object_longer_than_the_window_is_whole() -> None:
    """A line of 3 million characters is one object, and its neighbour stands where it should."""
    text = '{"a": "' + "é" * 3_000_000 + '"}\n{"b": 1}\n'
    first, second = objects(stream(text))
    assert text[first.start : first.end] == text[: text.index("\n")]
    assert text[second.start : second.end] == '{"b": 1}'


def test_what_is_between_pieces_is_filled() -> None:
    """Keys, quotation marks and commas become furniture, so that the pieces cover all."""
    filled = fill([Piece("mapped", "title", 5, 7), Piece("left", "x", 2, 4)], 0, 9)
    assert [(p.kind, p.start, p.end) for p in filled] == [
        ("furniture", 0, 2), ("left", 2, 4), ("furniture", 4, 5), ("mapped", 5, 7), ("furniture", 7, 9),
    ]  # fmt: skip


@given(
    st.text(alphabet=st.sampled_from('{}[]:,"\\u0d8 a1\n-.eNt'), max_size=80), st.sampled_from([(), ("a",), ("a", "b")])
)
def test_no_text_makes_the_json_reader_raise(text: str, path: tuple[str, ...]) -> None:
    """Any text is read to its end, in order and without gaps."""
    values("{" + text, path)
    values("[" + text, path)


@settings(max_examples=30)
@given(
    st.lists(
        st.dictionaries(
            st.text(max_size=4), st.recursive(st.none() | st.text(max_size=6) | st.integers(), st.lists, max_leaves=5)
        )
    )
)
def test_any_objects_are_read_as_they_were_written(given_objects: list[dict[str, Any]]) -> None:
    """What the standard library writes is read back, as lines and as an array."""
    for ascii_only in (True, False):
        lines = "\n".join(json.dumps(one, ensure_ascii=ascii_only) for one in given_objects)
        array = json.dumps(given_objects, ensure_ascii=ascii_only, indent=1)
        wanted = json.loads(json.dumps(given_objects))
        if not any("\ud800" <= sign <= "\udfff" for sign in repr(given_objects)):
            assert values(lines) == (wanted, [])
            assert values(array) == (wanted, [])


def places(text: str) -> list[Any]:
    """What is found in a text, with the places of all members and items at any depth."""

    def inside(one: Located) -> Any:
        try:
            parts = one.members() if isinstance(one.value, dict) else one.items() if isinstance(one.value, list) else {}
        except _json.Malformed as finding:
            return str(finding)
        inner = [(key, inside(part)) for key, part in (parts.items() if isinstance(parts, dict) else enumerate(parts))]
        return one.value, one.start, one.end, one.key_start, inner

    return [inside(one) if isinstance(one, Located) else one for one in objects(stream(text))]


TOKENS = ["{", "}", "[", "]", ",", ":", " ", '"a"', '"b"', '"a": 1', ', "c": "}{"', '"d": [{"e": 1}, {}, {"f": "}"}]', '"\\n":', "NaN", "1.5", "null", "\\", "\n"]  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map(lambda parts: "".join(["{", *parts, "}"])))
def test_an_object_decoded_member_by_member_is_what_it_is_as_a_whole(text: str) -> None:
    """Places, values, refusals and reasons are those of the careful way, which is taken for what is not plain."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_json, "_members", lambda *_: None)
        patched.setattr(Located, "_holds_flat_objects", lambda _: False)
        expected = places(text)
    assert places(text) == expected


@given(
    st.recursive(
        st.one_of(st.none(), st.text('[]{}"\\\\a', max_size=6)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text('[{"\\\\', max_size=3), inner, max_size=3)
        ),
    ),
    st.integers(DEPTH - 4, DEPTH + 1),
)
def test_depth_is_that_of_the_brackets_outside_of_strings(value: Any, around: int) -> None:
    """Brackets, quotation marks and backslashes in strings and keys do not count."""

    def depth(one: Any) -> int:
        if not isinstance(one, list | dict):
            return 0
        return 1 + max(map(depth, one if isinstance(one, list) else one.values()), default=0)

    text = "[" * around + json.dumps(value) + "]" * around
    assert _json.too_deep(text) == (around + depth(value) > DEPTH)


# --- LaTeX -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"Fran{\c c}ois M{\"u}ller", "François Müller"),
        (r"\'{\i}\v{S}\aa{}\o \L\ss", "íŠåøŁß"),
        (r"{B}etter {PAC}-Bayes", "Better PAC-Bayes"),
        (r"Costs 5\% & 6% of {X}", "Costs 5% & 6% of X"),
        (r"$\alpha_{1}$ and {\emph{b}}", r"$\alpha_{1}$ and b"),
        (r"only $\alpha$ -- here", r"only $\alpha$ -- here"),
        (r"US\$ 5 {x}", "US$ 5 x"),
        ("A~B", "A B"),
        (r"\unheardof{x} {\'e}", r"\unheardof{x} {\'e}"),
        ("plain -- text", "plain -- text"),
        ("{" * 100 + "x", "{" * 100 + "x"),
    ],
)
def test_latex_becomes_unicode_where_that_is_safe(latex: str, expected: str) -> None:
    """Accents, commands and braces go; formulas stay; a text with an unknown command or too many braces stays whole."""
    assert to_unicode(latex) == expected


def test_links_lose_their_backslashes() -> None:
    """`\\_` in a link is an underscore, and a tilde stays."""
    assert unescape(r"https://x.org/~a\_b\%20\&c") == "https://x.org/~a_b%20&c"


@given(st.text(alphabet=st.sampled_from("\\{}$~%&#^_'\"`acouvHn -\n\ue000é"), max_size=60))
def test_no_text_makes_the_decoder_raise(text: str) -> None:
    """Any text gives a text."""
    assert isinstance(to_unicode(text), str)


def test_a_tower_of_commands_is_left_alone() -> None:
    """Commands that take each other as arguments nest without braces; they are not followed without end."""
    tower = r"\textbf" * 3000 + "{a}"
    assert isinstance(to_unicode(tower), str)


# --- streams ---------------------------------------------------------------------------------------------------------


def test_looking_ahead_loses_nothing() -> None:
    """What has been looked at is read again, by size, by line or by iteration."""
    text = "\n \nab\ncd\nef"
    assert Ahead(stream(text), 2).head.strip()
    assert Ahead(stream(text), 2).read() + Ahead(stream(text), 2).read(0) == Ahead(stream(text), 2).head
    ahead = Ahead(stream(text), 2)
    assert ahead.read(1) + ahead.readline() + "".join(ahead) == text


def test_a_window_lets_go_of_what_was_read() -> None:
    """Dropping keeps the offsets right and the text short."""
    text = "line\n" * 60_000
    window = Window(stream(text))
    while window.more():
        pass
    assert window.drop(100) == 100
    assert window.drop(200_000) == 0
    assert window.base == 200_000
    assert window.text == text[200_000:]
