"""Links to pages of people: which register a link leads to, which address stands for a page, and which links say nothing of one person.

A register (Google Scholar, dblp ...) names the person by an id in the address; any other page is known by its address, without what varies from
link to link: the scheme, `www.`, a slash or `index.html` at the end, marks of campaigns. A link that one paper gives to several names leads to
a group, and so does one given to names that conflict; the start page of a site is somebody's only where its host says the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from kg import identifiers
from kg.identity.compatibility import compare
from kg.names import fold
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

PAGE = "page"
"""The scheme of a page that is in no register; its value is the address without its scheme."""

LONGEST = 500
"""Longer addresses are those of searches and sessions."""

CROWD = 20
"""A page linked to by more names than this is a group's."""


class Profile(NamedTuple):
    """What a link to a person leads to: the scheme of a register and the id there, or `PAGE` and the address; and the link for readers."""

    scheme: str
    value: str
    url: str


class Register(NamedTuple):
    """How the addresses of a register show the id of a person: `pattern` over host, path and the one parameter that counts."""

    scheme: str
    pattern: re.Pattern[str]
    url: str
    parameter: str = ""


def _register(scheme: str, pattern: str, url: str, parameter: str = "") -> Register:
    return Register(scheme, re.compile(pattern, re.IGNORECASE), url, parameter)


REGISTERS = (
    _register("dblp-pid", r"dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/pid/([a-z0-9]{1,6}/[\w-]{1,60}?)(?:\.html)?", "https://dblp.org/pid/{}"),
    _register("google-scholar", r"scholar\.google\.[a-z.]{2,6}/citations\?([\w-]{12})", "https://scholar.google.com/citations?user={}", "user"),
    _register("semantic-scholar", r"semanticscholar\.org/author/(?:[^/?]{1,100}/)?(\d{3,12})", "https://www.semanticscholar.org/author/{}"),
    _register("openreview", r"openreview\.net/profile\?(~[^/?\s]{2,80})", "https://openreview.net/profile?id={}", "id"),
    _register("acm-profile", r"dl\.acm\.org/profile/(\d{11})", "https://dl.acm.org/profile/{}"),
    _register("scopus-author", r"scopus\.com/authid/detail\.ur[il]\?(\d{8,12})", "https://www.scopus.com/authid/detail.uri?authorId={}", "authorid"),
    _register("researcherid", r"(?:researcherid\.com/rid|publons\.com/researcher|webofscience\.com/wos/author/record)/([a-z]{1,3}-\d{4}-\d{4})",
              "https://www.webofscience.com/wos/author/record/{}"),
    _register("idhal", r"cv\.(?:hal\.science|archives-ouvertes\.fr)/([a-z0-9-]{2,80})", "https://cv.hal.science/{}"),
    _register("viaf", r"viaf\.org/viaf/(\d{1,22})", "https://viaf.org/viaf/{}"),
    _register("gnd", r"d-nb\.info/gnd/(\d[\dX-]{5,12})", "https://d-nb.info/gnd/{}"),
    _register("arxiv-author", r"arxiv\.org/a/([a-z_-]{3,80}_\d{1,4})", "https://arxiv.org/a/{}"),
    _register("zbmath-author", r"zbmath\.org/authors/([a-z0-9.-]{3,80})", "https://zbmath.org/authors/{}"),
)  # fmt: skip
"""Registers that give a person an id of their own and show it in the address of the person's page."""

LABELS = {
    "orcid": "ORCID", "isni": "ISNI", "acl-person": "ACL Anthology person", "dblp-person": "dblp person", "dblp-pid": "dblp page", "openalex": "OpenAlex author",
    "idhal": "IdHAL", "scopus-author": "Scopus author", "researcherid": "ResearcherID", "viaf": "VIAF", "gnd": "GND", "wikidata": "Wikidata item",
    "google-scholar": "Google Scholar profile", "semantic-scholar": "Semantic Scholar author", "openreview": "OpenReview profile",
    "acm-profile": "ACM profile", "arxiv-author": "arXiv author", "zbmath-author": "zbMATH author",
}  # fmt: skip
"""The schemes whose values name persons, each as a reader knows it."""

ONE_A_PERSON = frozenset(["orcid", "isni", "gnd", "idhal", "acl-person", "dblp-person"])
"""The schemes of which two values are two people.

ORCID gives one iD to a person and closes duplicates (its terms of use, 1); ISNI (ISO 27729) and the GND are authority files, whose editors give a
person one number; HAL lets a person choose one IdHAL, once. The Anthology gives an id of this kind only to tell people of one name apart, and
dblp its homonym numbers likewise. All others make ids by program or on request, and have several for many people: OpenAlex, Scopus, Semantic
Scholar, VIAF, Wikidata, ResearcherID, the pages of Google Scholar, OpenReview, ACM, zbMATH and arXiv; dblp's page of a name without number
holds the works of all whom nobody has yet told apart.
"""

_RECOGNISED = ("orcid", "isni", "wikidata", "openalex")
"""The schemes of `kg.identifiers` that name persons."""

_LOWER = frozenset(["idhal", "arxiv-author", "zbmath-author"])
_NOISE = re.compile(
    r"utm_\w+|[fg]bclid|hl|lang|ref|ref_src|source|view_op|oi|sortby|_ga|si|trk|originalsubdomain|s|share"
)
_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|php\d?|aspx?|jsp)$", re.IGNORECASE)
_WEB = re.compile(r"https?://[a-z0-9-][a-z0-9.-]*\.[a-z]{2,20}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_SEARCH = re.compile(
    r"(?<![a-z])search|/authors?\?|^(?:www\.)?google\.|[?&](?:q|query|term|author|auteur|keyword|text|facet[\w-]*)=",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"(?:^|\.)(?:doi\.org|arxiv\.org|aclanthology\.org|aclweb\.org|dblp\.(?:org|uni-trier\.de|dagstuhl\.de)|orcid\.org|openalex\.org|openreview\.net|wikidata\.org|isni\.org|"
    r"scholar\.google\.[a-z.]{2,6}|semanticscholar\.org|dl\.acm\.org|ieeexplore\.ieee\.org|ror\.org|youtube\.com|youtu\.be)$"
)  # fmt: skip
"""Hosts whose pages are of people only where a register's form of address says so."""


def profile(link: str) -> Profile | None:
    """What a link to a person leads to; None where it shows no page of one: no web address, a search, a work, the start page of a register."""
    parts = _parted(link)
    if parts is None:
        return None
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443").removeprefix("www.")
    path = _INDEX.sub("", unquote(parts.path)).rstrip("/")
    asked = [(key.lower(), value) for key, value in parse_qsl(parts.query, keep_blank_values=True)]
    if found := _in_register(host + path, dict(asked)):
        return found
    named = identifiers.recognise(f"https://{host}{path}")
    if named is not None:
        person = named.scheme in _RECOGNISED and (named.scheme != "openalex" or named.value.startswith("A"))
        return Profile(named.scheme, named.value, identifiers.url(named)) if person else None
    if _WORKS.search(host) or _SEARCH.search(f"{host}{path}?{parts.query}") or path.lower().endswith((".pdf", ".bib")):
        return None
    kept = urlencode(sorted(pair for pair in asked if not _NOISE.fullmatch(pair[0])))
    mark = parts.fragment if re.fullmatch(r"[\w.~-]{2,80}", parts.fragment) and parts.fragment != "top" else ""
    value = host + quote(path, safe="/~:@!$&'()*+,;=.-_") + (f"?{kept}" if kept else "") + (f"#{mark}" if mark else "")
    return Profile(PAGE, value, link.strip())


def _parted(link: str) -> SplitResult | None:
    text = link.strip()
    if len(text) > LONGEST or not _WEB.fullmatch(text):
        return None
    try:
        return urlsplit(text)
    except ValueError:  # a host that is none
        return None


def _in_register(place: str, asked: dict[str, str]) -> Profile | None:
    for one in REGISTERS:
        text = f"{place}?{asked[one.parameter]}" if one.parameter in asked else place
        if match := one.pattern.fullmatch(text):
            value = match[1].lower() if one.scheme in _LOWER else match[1]
            value = value.upper() if one.scheme in ("researcherid", "gnd") else value
            return Profile(one.scheme, value, one.url.format(quote(value, safe="/~-._")))
    return None


# --- in a build ------------------------------------------------------------------------------------------------------

_LINKED = """
CREATE OR REPLACE TEMP TABLE linked AS
SELECT r.authorship, r.record, m.role, r.i, r.part, m.printed, m.given, m.particle, m.family, m.suffix, m.literal, p.scheme, p.value, p.url
FROM identity.restated r JOIN read.contribution_link l USING (record, i) JOIN identity.page p ON p.printed = l.url
JOIN identity.mention m ON m.record = r.record AND m.i = r.i AND m.part = r.part;

-- What one paper gives to several names.
CREATE OR REPLACE TEMP TABLE shared AS
SELECT record, scheme, value FROM (SELECT DISTINCT record, role, i, part, scheme, value FROM linked) GROUP BY record, role, scheme, value HAVING count(*) > 1;
"""

_NAMES = f"""
SELECT DISTINCT value, printed, given, particle, family, suffix, literal FROM linked WHERE scheme = '{PAGE}' ORDER BY ALL
"""

_KEPT = f"""
CREATE OR REPLACE TABLE identity.profile AS
SELECT authorship, scheme, value, min(url) AS url FROM linked ANTI JOIN shared USING (record, scheme, value)
WHERE NOT literal AND (scheme <> '{PAGE}' OR value NOT IN (SELECT value FROM identity.page UNION ALL SELECT value FROM shared WHERE scheme = '{PAGE}'))
GROUP BY ALL ORDER BY ALL;
DROP TABLE identity.page; DROP TABLE linked; DROP TABLE shared
"""


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.profile(authorship, scheme, value, url)`: the pages that links of authors lead to, without those that are not of one person."""
    rows = connection.execute("SELECT DISTINCT url FROM read.contribution_link ORDER BY 1").fetchall()
    found = ((link, profile(link)) for (link,) in rows)
    pages = ({"printed": link, **one._asdict()} for link, one in found if one)
    put(connection, "identity.page", dict.fromkeys(["printed", "scheme", "value", "url"], "VARCHAR"), pages)
    connection.execute(_LINKED)
    named: dict[str, list[NameAsPrinted]] = defaultdict(list)
    for value, *parts in connection.execute(_NAMES).fetchall():
        named[value].append(NameAsPrinted(*parts))
    put(connection, "identity.page", {"value": "VARCHAR"}, _of_nobody(named))
    connection.execute(_KEPT)


def _of_nobody(named: dict[str, list[NameAsPrinted]]) -> Iterator[dict[str, Any]]:
    """The pages that are not of one person, each as a row: linked to by names that conflict, or the start page of a site that is called otherwise."""
    for value, names in sorted(named.items()):
        start = "/" not in value and "?" not in value and "#" not in value
        strange = start and not all(_says(value, name) for name in names)
        if strange or len(names) > CROWD or any(not compare(a, b) for a, b in combinations(names, 2)):
            yield {"value": value}


def _says(host: str, name: NameAsPrinted) -> bool:
    """Whether a host's name holds the family name, or given name and initial of the family name ("karenk.example")."""
    family, given, said = fold(name.family), fold(name.given.split(" ")[0]), fold(host)
    return (len(family) > 2 and family in said) or (len(given) > 2 and len(family) > 0 and said.startswith(given))
