"""Identifiers: recognised, checked, brought to one canonical form and turned into IRIs.

One scheme is one value of `SCHEMES`. Sources: DOI Handbook (2.2: case-insensitive), arXiv identifier scheme
(arxiv.org/help/arxiv_identifier), ISO 7064 MOD 11-2 for ORCID and ISNI, ISO 3297 (ISSN), ISO 2108 (ISBN), ROR (base 32, MOD 97-10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from urllib.parse import quote, unquote

from kg.records import Identifier


@dataclass(frozen=True)
class Scheme:
    """How one kind of identifier is read: `pattern` matches a whole printed value and captures what counts."""

    name: str
    pattern: re.Pattern[str]
    canonical: Callable[[re.Match[str]], str]
    check: Callable[[str], bool]
    iri: str
    """The public IRI with `{}` for the value; empty where there is none."""


def _lower(match: re.Match[str]) -> str:
    return match[1].lower()


def _plain(match: re.Match[str]) -> str:
    return match[1]


def _always(_: str) -> bool:
    return True


def mod_11_2(digits: str) -> bool:
    """ISO 7064 MOD 11-2 over the digits of an ORCID or ISNI, the last of which may be X."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def _orcid(match: re.Match[str]) -> str:
    return "-".join(part.upper() for part in match.groups())


def _orcid_check(value: str) -> bool:
    return mod_11_2(value.replace("-", ""))


def _issn(match: re.Match[str]) -> str:
    digits = match[1].replace("-", "").upper()
    return f"{digits[:4]}-{digits[4:]}"


def _issn_check(value: str) -> bool:
    return _weighed(value.replace("-", ""), _ISSN_WEIGHTS) % 11 == 0


_ISSN_WEIGHTS = range(8, 0, -1)
_ISBN_WEIGHTS = range(10, 0, -1)
_EAN_WEIGHTS = (1, 3) * 6 + (1,)


class _Values(dict[str, int]):
    """The values of digits, X being ten; digits of other scripts are looked at one by one."""

    def __missing__(self, digit: str) -> int:
        return int(digit)


_value = _Values({str(number): number for number in range(10)}, X=10).__getitem__


def _weighed(digits: str, weights: Sequence[int]) -> int:
    """The sum of digits times weights."""
    return sum(map(mul, weights, map(_value, digits)))


_BETWEEN = re.compile(r"[\s-]")
_CLASS = re.compile(r"\.[a-z-]+/")


def _bare(match: re.Match[str]) -> str:
    return _BETWEEN.sub("", match[1]).upper()


def _isbn_check(value: str) -> bool:
    if len(value) == 10:
        return _weighed(value, _ISBN_WEIGHTS) % 11 == 0
    return len(value) == 13 and "X" not in value and _weighed(value, _EAN_WEIGHTS) % 10 == 0


def _ror_check(value: str) -> bool:
    number = 0
    for letter in value[:-2]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return value[-2:].isdecimal() and (98 - number * 100 % 97) % 97 == int(value[-2:]) % 97


def _arxiv(match: re.Match[str]) -> str:
    """The id without version, in lower case, and without the subject class that old ids were sometimes given."""
    return _CLASS.sub("/", match[1].lower())


def _arxiv_check(value: str) -> bool:
    """The month is a month and the form is that of its time: archive and number until March 2007, then 4 digits, 5 from 2015."""
    old, _, digits = value.rpartition("/")
    year, month = int(digits[:2]), int(digits[2:4])
    if not 1 <= month <= 12:
        return False
    if old:
        return year >= 91 or (year, month) <= (7, 3)
    return (year, month) >= (7, 4) and len(digits) == (10 if year >= 15 else 9)


def _doi_check(value: str) -> bool:
    """A DOI decoded from a link may have come to hold what no DOI holds: white space or control characters."""
    return value.isprintable() and " " not in value  # other white space is not printable


def _doi(match: re.Match[str]) -> str:
    text = match[1]
    if "%" in text and match[0].lower().startswith("http"):
        text = unquote(text)
    return text.lower()


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|"
    "gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|"
    "quant-ph|solv-int|supr-con"
)
"""The archives of arXiv's old ids; the list is closed since 2007."""

_ARXIV_ID = rf"(\d{{4}}\.\d{{4,5}}|(?:{_ARCHIVES})(?:\.[a-z-]{{2,10}})?/\d{{7}})(?:v\d{{1,3}})?"

SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            "doi",
            _p(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*|info:doi/)?(10\.\d{4,9}(?:\.\d+)*/\S+)"),
            _doi,
            _doi_check,
            "https://doi.org/{}",
        ),
        Scheme(
            "arxiv",
            _p(
                rf"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*|oai:arxiv\.org:)?{_ARXIV_ID}(?:\.pdf)?"
            ),
            _arxiv,
            _arxiv_check,
            "https://arxiv.org/abs/{}",
        ),
        Scheme(
            "orcid",
            _p(r"(?:https?://(?:www\.)?orcid\.org/|orcid:\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])"),
            _orcid,
            _orcid_check,
            "https://orcid.org/{}",
        ),
        Scheme(
            "issn",
            _p(r"(?:e?issn:?\s*|urn:issn:|https?://portal\.issn\.org/resource/issn/)?(\d{4}-?\d{3}[\dX])"),
            _issn,
            _issn_check,
            "https://portal.issn.org/resource/ISSN/{}",
        ),
        Scheme(
            "isbn",
            _p(r"(?:isbn(?:-1[03])?:?\s*|urn:isbn:)?((?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dX])"),
            _bare,
            _isbn_check,
            "urn:isbn:{}",
        ),
        Scheme(
            "ror",
            _p(r"(?:https?://ror\.org/|ror:\s*)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})"),
            _lower,
            _ror_check,
            "https://ror.org/{}",
        ),
        Scheme(
            "pmid",
            _p(
                r"(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|https?://www\.ncbi\.nlm\.nih\.gov/pubmed/|pmid:?\s*)?(\d{1,8})/?"
            ),
            _plain,
            _always,
            "https://pubmed.ncbi.nlm.nih.gov/{}",
        ),
        Scheme(
            "pmcid",
            _p(r"(?:https?://(?:www\.)?(?:pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/|pmcid:?\s*)?(PMC\d{1,9})/?"),
            lambda m: m[1].upper(),
            _always,
            "https://pmc.ncbi.nlm.nih.gov/articles/{}",
        ),
        Scheme(
            "openalex",
            _p(r"(?:https?://(?:api\.)?openalex\.org/(?:works/|authors/|sources/|institutions/)?)?([WASIFPT]\d{1,12})"),
            lambda m: m[1].upper(),
            _always,
            "https://openalex.org/{}",
        ),
        Scheme(
            "dblp",
            _p(
                r"(?:https?://dblp\.(?:org|uni-trier\.de)/rec/|dblp:)?((?:conf|journals|books|phd|reference|series|tr|www|ms|homepages|persons|data)/[^\s<>\"]+?)(?:\.html)?"
            ),
            _plain,
            _always,
            "https://dblp.org/rec/{}",
        ),
        Scheme(
            "hal",
            _p(
                r"(?:https?://(?:[a-z-]+\.)?hal\.science/|https?://hal\.archives-ouvertes\.fr/)?([a-z][a-z0-9]*-\d{6,9})(?:v\d+)?"
            ),
            _lower,
            _always,
            "https://hal.science/{}",
        ),
        Scheme(
            "acl",
            _p(r"(?:https?://(?:www\.)?aclanthology\.org/)?([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)/?"),
            _plain,
            _always,
            "https://aclanthology.org/{}",
        ),
        Scheme(
            "acl-volume",
            _p(r"(?:https?://(?:www\.)?aclanthology\.org/volumes/)?([A-Z]\d{2}-\d{1,2}|\d{4}\.[a-z0-9_]+-[a-z0-9]+)/?"),
            _plain,
            _always,
            "https://aclanthology.org/volumes/{}/",
        ),
        Scheme(
            "dblp-stream",
            _p(
                r"(?:https?://dblp\.(?:org|uni-trier\.de)/)?(?:streams/|db/)?((?:conf|journals|series|repo)/[^\s<>\"/]+)(?:/(?:index\.html)?)?"
            ),
            _plain,
            _always,
            "https://dblp.org/streams/{}",
        ),
        Scheme(
            "wikidata",
            _p(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q\d{1,10})"),
            lambda m: m[1].upper(),
            _always,
            "http://www.wikidata.org/entity/{}",
        ),
        Scheme(
            "isni",
            _p(r"(?:https?://(?:www\.)?isni\.org/(?:isni/)?|isni:?\s*)?((?:\d{4}\s?){3}\d{3}[\dX])"),
            _bare,
            mod_11_2,
            "https://isni.org/isni/{}",
        ),
    )
}

_KEPT = 200
"""What a text of so many characters at most is recognised as is remembered."""

_PREFIX = _p(r"(?:urn|issn|isbn|pmid|pmcid|ror|dblp|hal)\b")
_SITES = (
    "doi.org", "arxiv.org", "orcid.org", "issn.org", "ror.org", "openalex.org", "dblp.org", "aclanthology.org", "wikidata.org", "isni.org",
    "ncbi.nlm.nih.gov", "uni-trier.de", "hal.science", "archives-ouvertes.fr",
)  # fmt: skip
"""The sites of whose addresses the schemes know: most links lead elsewhere and need not be tried by each scheme."""

_TRAILING = ".,;:'\"”’»"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


def trim(text: str) -> str:
    """An identifier or link without the punctuation of the sentence around it: trailing marks and unpaired brackets."""
    if not text or (text[-1] not in _TRAILING and text[-1] not in _PAIRS):
        return text
    end = len(text)
    counts: dict[str, int] = {}
    while end:
        last = text[end - 1]
        if opening := _PAIRS.get(last):
            # What is without brackets at its end, as most is, need not be counted.
            counts = counts or {mark: text.count(mark) for pair in _PAIRS.items() for mark in pair}
            if counts[last] <= counts[opening]:
                break
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return text[:end]


def parse(scheme: str, printed: str) -> Identifier | None:
    """The identifier of a known scheme in its canonical form; None when the text is not one (form or check digit)."""
    known = SCHEMES.get(scheme)
    if known is None:
        text = printed.strip()
        return Identifier(scheme.lower(), text, printed) if text else None
    match = known.pattern.fullmatch(trim(printed.strip()) if scheme == "doi" else printed.strip())
    if match is None:
        return None
    value = known.canonical(match)
    return Identifier(scheme, value, printed) if known.check(value) else None


def recognise(printed: str) -> Identifier | None:
    """The identifier a text is by its own form, where that is unmistakable: a URL or prefix, a DOI, an arXiv id, an ORCID."""
    return _recognised_again(printed) if len(printed) <= _KEPT else _recognised(printed)


@lru_cache(maxsize=1 << 8)
def _recognised_again(printed: str) -> Identifier | None:
    """As `recognise`: people and bodies are named by the same IRIs again and again, but works are not, so few are kept."""
    return _recognised(printed)


def _elsewhere(text: str) -> bool:
    """Whether a text is the address of a site that no scheme knows."""
    if not text[:8].lower().startswith(("http://", "https://")):
        return False
    host, _, _ = text[text.index("//") + 2 :].partition("/")
    return not host.casefold().endswith(_SITES)


def _recognised(printed: str) -> Identifier | None:
    text = printed.strip()
    if _elsewhere(text):
        return None
    for scheme in ("doi", "arxiv", "orcid"):
        if scheme == "orcid" and text.isalnum():
            continue  # sixteen bare digits may be an ISNI, or any number
        if found := parse(scheme, text):
            return found
    if "://" in text or _PREFIX.match(text):
        for scheme in SCHEMES:
            if found := parse(scheme, text):
                return found
    return None


_IN_TEXT = re.compile(
    r"""(?P<doi>(?:(?:https?://)?(?:\bdx\.|\bwww\.|\b)doi\.org/|\bdoi:\s?|\b)10\.\d{4,9}(?:\.\d+)*/[^\s"<>]+)"""
    rf"""|(?P<arxiv>(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|\barxiv:\s?){_ARXIV_ID}(?!\d)(?:\.pdf)?)"""
    r"""|(?P<orcid>https?://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dXx])""",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """The DOIs, arXiv ids and ORCIDs in a running text, each with its offsets."""
    for match in _IN_TEXT.finditer(text):
        printed = trim(match[0])
        if found := parse(str(match.lastgroup if match.lastgroup in SCHEMES else _group(match)), printed):
            yield found, match.start(), match.start() + len(printed)


def _group(match: re.Match[str]) -> str:
    return next(name for name in ("doi", "arxiv", "orcid") if match[name])


def url(identifier: Identifier) -> str:
    """The public IRI of an identifier, percent-encoded; '' for a scheme without one."""
    scheme = SCHEMES.get(identifier.scheme)
    return scheme.iri.format(quote(identifier.value, safe="/:;()._-~")) if scheme and scheme.iri else ""
