"""Which authors stand in two lists: what is decided by short cuts is what the rules say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kg.identity._works_evidence import NAME, _bearers, _by_words, _name_words, _named, _plain


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_names_in_ascii_have_the_words_that_other_names_have(authors: str) -> None:
    """The short way to the words of names gives what folding each word gives."""
    for short, name in zip(_plain(authors).split(";"), authors.split(";"), strict=True):
        assert [w for w in short.split() if len(w) > 1] == [w for w in _name_words(name).split() if len(w) > 1]


names = st.lists(st.lists(st.sampled_from("ab cd ef abcd e f".split()), min_size=1, max_size=3), min_size=1, max_size=3)


@given(names, names)
def test_names_that_share_two_words_are_found_where_a_short_cut_does_not_decide(
    left: list[list[str]], right: list[list[str]]
) -> None:
    """Names are one that have two words in common, whatever else stands in the lists."""
    first, second = ("; ".join(map(" ".join, one)) for one in (left, right))
    mine, theirs = [one[0] for one in left], [one[-1] for one in right]
    found, others = 0, _bearers(second, theirs)
    for one in _bearers(first, mine):
        like = [other for other in others if any(len(a & b) > 1 for a in one for b in other)]
        if like:
            others.remove(like[0])
            found += 1
    assert _by_words(first, second, mine, theirs) == found


@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_names_are_compared_in_full_where_a_short_cut_does_not_decide(left: str, right: str) -> None:
    """Two names are one name by the rule, whatever their lengths and first and last letters."""
    short, long = sorted((left, right), key=len)
    part = long.startswith(short) or long.endswith(short) or (len(short) > 8 and short in long)
    alike = OSA.normalized_similarity(left, right) >= NAME
    assert _named(left, right) == (len(short) > 3 and (part or alike))
