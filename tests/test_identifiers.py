"""Identifiers: canonical forms, check digits, recognition, finding in text, IRIs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import identifiers
from kg.identifiers import SCHEMES, find, parse, recognise, trim, url
from kg.records import Identifier


@pytest.mark.parametrize(
    ("scheme", "printed", "value"),
    [
        ("doi", "https://doi.org/10.1234/ABC.5", "10.1234/abc.5"),
        ("doi", "doi: 10.1234/abc.", "10.1234/abc"),
        ("doi", "https://dx.doi.org/10.1002/(SICI)1097%3C1::AID%3E", "10.1002/(sici)1097<1::aid>"),
        ("arxiv", "arXiv:2510.13290v2", "2510.13290"),
        ("arxiv", "https://arxiv.org/pdf/2510.13290v1.pdf", "2510.13290"),
        ("arxiv", "0704.0001", "0704.0001"),
        ("arxiv", "hep-th/9901001", "hep-th/9901001"),
        ("arxiv", "math.GT/0309136v1", "math/0309136"),
        ("arxiv", "q-bio/0401001", "q-bio/0401001"),
        ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("issn", "ISSN: 0378-5955", "0378-5955"),
        ("issn", "2434-561x", "2434-561X"),
        ("isbn", "978-3-16-148410-0", "9783161484100"),
        ("isbn", "0-306-40615-2", "0306406152"),
        ("ror", "https://ror.org/02mhbdp94", "02mhbdp94"),
        ("pmid", "PMID: 12345678", "12345678"),
        ("pmcid", "pmc1234567", "PMC1234567"),
        ("openalex", "https://openalex.org/W2741809807", "W2741809807"),
        ("dblp", "https://dblp.org/rec/conf/acl/Smith20.html", "conf/acl/Smith20"),
        ("hal", "https://hal.science/hal-01234567v2", "hal-01234567"),
        ("acl", "https://aclanthology.org/2021.acl-long.1/", "2021.acl-long.1"),
        ("acl", "P19-1001", "P19-1001"),
        ("acl-volume", "https://aclanthology.org/volumes/2021.acl-long/", "2021.acl-long"),
        ("acl-volume", "E17-1", "E17-1"),
        ("dblp-stream", "db/series/lncs/index.html", "series/lncs"),
        ("dblp-stream", "https://dblp.org/streams/conf/icml", "conf/icml"),
        ("wikidata", "https://www.wikidata.org/wiki/q42", "Q42"),
        ("isni", "0000 0001 2281 955X", "000000012281955X"),
        ("Handle", " 1234/5 ", "1234/5"),
    ],
)
def test_an_identifier_has_one_canonical_form(scheme: str, printed: str, value: str) -> None:
    """Prefix, link form, version and case are taken off; how it was printed is kept."""
    assert parse(scheme, printed) == Identifier(scheme.lower(), value, printed)


@pytest.mark.parametrize(
    ("scheme", "printed"),
    [
        ("doi", "10.12/abc"),
        ("doi", "https://doi.org/10.1234/a%20b"),
        ("doi", "https://doi.org/10.1234/a%0Ab"),
        ("arxiv", "2513.13290"),
        ("arxiv", "2510.1329"),
        ("arxiv", "1412.12345"),
        ("arxiv", "0703.0001"),
        ("arxiv", "hep-th/0704001"),
        ("arxiv", "hep-th/5001001"),
        ("arxiv", "lecture/0309136"),
        ("orcid", "0000-0002-1825-0098"),
        ("issn", "0378-5954"),
        ("isbn", "978-3-16-148410-1"),
        ("isbn", "0-306-40615-3"),
        ("ror", "02mhbdp95"),
        ("isni", "0000 0001 2281 9551"),
        ("Handle", "  "),
    ],
)
def test_what_is_not_of_the_scheme_is_refused(scheme: str, printed: str) -> None:
    """A wrong form, a wrong check digit and an impossible month give None."""
    assert parse(scheme, printed) is None


@pytest.mark.parametrize(
    ("printed", "scheme"),
    [
        ("10.1234/abc", "doi"),
        ("arXiv:2510.13290", "arxiv"),
        ("0000-0002-1825-0097", "orcid"),
        ("https://orcid.org/0000000218250097", "orcid"),
        ("https://openalex.org/W1", "openalex"),
        ("ISBN 978-3-16-148410-0", "isbn"),
        ("urn:issn:0378-5955", "issn"),
        ("hal-01234567", "hal"),
        ("ror:02mhbdp94", "ror"),
    ],
)
def test_an_unmistakable_form_is_recognised(printed: str, scheme: str) -> None:
    """A prefix, a link or the form alone says which scheme it is."""
    found = recognise(printed)
    assert found is not None
    assert found.scheme == scheme


@given(
    st.sampled_from([scheme for scheme in SCHEMES.values() if "https?" in scheme.pattern.pattern]).flatmap(
        lambda scheme: st.from_regex(scheme.pattern, fullmatch=True)
    )
)
def test_every_address_that_a_scheme_knows_is_tried(printed: str) -> None:
    """Only links to sites that no scheme knows are passed over without asking the schemes."""
    assert not identifiers._elsewhere(printed.strip())
    assert identifiers._elsewhere("https://example.org/10.5555/a")


@pytest.mark.parametrize(
    "printed", ["", "12345678", "0000000218250097", "2012.1234", "abc/2001123", "https://a.org", "W12"]
)
def test_what_could_be_anything_is_not_recognised(printed: str) -> None:
    """Bare numbers, paths and pages of unknown sites are no identifiers."""
    assert recognise(printed) is None


def test_identifiers_are_found_in_running_text() -> None:
    """DOIs, arXiv ids and ORCIDs come with the offsets of what was printed, without the sentence's punctuation."""
    text = "See (doi:10.1234/ABC), arXiv:2210.01007, https://orcid.org/0000-0002-1825-0097. Not arXiv:2210.0100712."
    found = [(one.scheme, one.value, text[start:end]) for one, start, end in find(text)]
    assert found == [
        ("doi", "10.1234/abc", "doi:10.1234/ABC"),
        ("arxiv", "2210.01007", "arXiv:2210.01007"),
        ("orcid", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    ]


def test_trimming_keeps_paired_brackets() -> None:
    """A bracket that was opened inside stays; a closing one without its pair goes with the punctuation."""
    assert trim("10.1002/(SICI)1(2)") == "10.1002/(SICI)1(2)"
    assert trim("10.1002/abc).") == "10.1002/abc"
    assert trim(").,") == ""


def test_iris_are_percent_encoded() -> None:
    """What may not stand in an IRI is encoded; a scheme without public IRIs has none."""
    assert url(Identifier("doi", "10.1002/a<b>#c")) == "https://doi.org/10.1002/a%3Cb%3E%23c"
    assert url(Identifier("arxiv", "hep-th/9901001")) == "https://arxiv.org/abs/hep-th/9901001"
    assert url(Identifier("handle", "1/2")) == ""


@given(st.text(max_size=60))
def test_no_text_makes_recognition_raise(text: str) -> None:
    """Any text is recognised, parsed and searched without an exception, and canonical values are stable."""
    recognise(text)
    assert all(text[start:end] for _, start, end in find(text))
    for scheme in SCHEMES:
        if first := parse(scheme, text):
            again = parse(scheme, first.value)
            assert again is not None
            assert again.value == first.value


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "1" * 200_000, "10.1234/" + "." * 200_000, "10.1234/a" + ")" * 200_000, "978-" * 50_000]
)
def test_long_texts_take_linear_time(text: str) -> None:
    """A text of 200,000 characters that is almost an identifier takes no more than two seconds for all schemes."""
    begun = time.process_time()
    for scheme in SCHEMES:
        parse(scheme, text)
    assert time.process_time() - begun < 12


@given(st.from_regex(r"[0-9]{9}|97[89][0-9]{9}|[0-9]{7}", fullmatch=True))
def test_one_check_digit_is_right(digits: str) -> None:
    """ISO 2108 and ISO 3297 spelled out: weights from the number of digits down modulo 11, X for ten; 1 and 3 in turn modulo 10."""
    values = [int(digit) for digit in digits]
    if len(digits) == 12:
        expected = str(-sum(values[0::2] + [3 * value for value in values[1::2]]) % 10)
    else:
        expected = "0123456789X"[-sum((len(values) + 1 - i) * value for i, value in enumerate(values)) % 11]
    scheme = "issn" if len(digits) == 7 else "isbn"
    assert [last for last in "0123456789X" if parse(scheme, digits + last)] == [expected]
