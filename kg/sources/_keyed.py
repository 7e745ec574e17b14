"""A work as an object with keys, of JSON or YAML, whoever chose them: each value with the field that its key says.

Keys are known by the words that columns of tables have (`_table_columns`), and by those of Semantic Scholar, Europe PMC, NASA ADS, bioRxiv,
DOAJ, CORE, Zenodo, OpenReview and the front matter of Hugo, Jekyll and Quarto. Objects within are looked into where their key says what
they hold; others are left over whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from kg.records import Record, Reject, Remark
from kg.sources._claimed import is_cut, named, record_of
from kg.sources._claims_xml import shown
from kg.sources._html_meta import Claim
from kg.sources._json import Located, Malformed
from kg.sources._keyed_people import parts_of_person
from kg.sources._table import Cell
from kg.sources._table_columns import field_of, plain
from kg.sources._table_record import claims as claims_of_cells
from kg.sources._table_record import key_of

_KEYS = {
    "title": "titles|name of work|headline", "alternative": "short title|title short|original titles",
    "authors": "author string|authorstring|author list|authorlist|authors list|full name list|authors parsed",
    "date": "publicationdate|pubdate|publish date|publishdate|date issued|publisheddate|printpublicationdate|issued|date published|dateofpublication|published date",
    "online": "firstpublicationdate|electronicpublicationdate",
    "year": "pubyear|yearpublished|year published|yearofpublication|publicationyear",
    "venue.journal": "journaltitle|journal ref name|journalinfo|journals|journal info|journal full|fulljournalname",
    "venue.book": "booktitle|book title|book|in book", "venue.conference": "event name|event|conference name|meeting",
    "venue.": "publicationvenue|publication|pub|venueid|container title|container|journal or conference|appeared in|in|publication name|hostvenue",
    "short venue": "publication short|venue short|bibstem|medlineabbreviation|isoabbreviation|pub raw|abbr",
    "pages": "pageinfo|page|pagerange", "volume": "journalvolume", "issue": "number|journalissue|issue number",
    "first": "start page|startpage|firstpage", "last": "end page|endpage|lastpage",
    "abstract": "abstracttext|abstracts|abstract text|description", "subjects": "keywordlist|keyword|fieldsofstudy|s2fieldsofstudy|meshheadinglist|topics|tags|categories|category|subject|meshterms",
    "type": "publicationtypes|publication types|publication type|pubtypelist|pubtype|doctype|resource type|itemtype|entrytype|worktype|documenttype|genre|publication kind",
    "pdf": "url pdf|pdf url|openaccesspdf|downloadurl|fulltext|paper url|pdflink|paper", "url": "paperurl|external link|html|website|landingpage|url source|permalink url|link|links html|webpage",
    "code": "url code|code|code url|github|git|repository|repo|source code|implementation", "data": "url dataset|dataset|data url|dataset url|url data",
    "project": "url project|project|project page|projectpage|demo|url demo",
    "doi": "doi|url doi", "arxiv": "eprint|arxivid|arxiv id|arxiv", "pmid": "pubmed|pubmedid", "pmcid": "pubmedcentral", "isbn": "isbn 13",
    "issn": "issns|eissn|essn|issnl", "rights": "license id|rights statement", "publisher": "institution|school",
    "place": "city|address", "comment": "note|notes|comments|award|awards", "language": "lang|langid", "citation": "citation|bibtex citation",
    "key": "paperid|bibcode|id|key|slug|corpusid|citekey|citation key|record id|uid",
    "known": "permalink|collection|layout|draft|featured|weight|publishdate site|lastmod|image|projects|slides|summary|excerpt|math|toc|show|featured image|header|share|comments enabled|profile|math enabled|selected|"
    "url poster|url slides|url video|url preprint|preview|bibtex show|bibtex|citationcount|influentialcitationcount|referencecount|isopenaccess|citedbycount|hasreferences|hastextminedterms|"
    "score|read count|version count|index|order|views|downloads|created|updated|indexed|last updated|hidden|published flag|pinned|thumbnail|teaser|icon|img|cdate|mdate|tcdate|tmdate|tldr|source|server|jatsxml|hasbook|haspdf|inepmc|inpmc|authorid|mag|corpus id|"
    "firstindexdate|format|execute|editor options|output|bibliography|csl|freeze|code fold|title block banner|aliases|categories site",
}  # fmt: skip
_FIELDS = {plain(name): field for field, names in _KEYS.items() for name in names.split("|")}
_WRAPPERS = frozenset(
    "metadata source attributes bibjson fields item record work content data bibliographic externalids ids identifiers biblio citation journalinfo extra details meta info doc bib volumeinfo".split()
)
"""Objects in which more is said of the same work."""
_TEXT = frozenset(
    [
        "name",
        "title",
        "value",
        "text",
        "label",
        "display name",
        "content",
        "raw",
        "full name",
        "keyword",
        "term",
        "category",
    ]
)
_SCHEMES = {
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "isbn": "isbn",
    "issn": "issn",
    "eissn": "issn",
    "pissn": "issn",
}
_OF_VENUES = frozenset("volume issue pages first last issn isbn publisher year date known".split()) | {"short venue"}
"""What an object that is said to be a venue says of the work in it."""
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}([^*_]{3,})[*_]{1,3}(?!\w)")
_NUMBERS = re.compile(r",\s*\d{1,3}\s*(?:\(\d{1,4}\))?$|\s\d{1,3}\s*\(\d{1,4}\)$")
"""Volume and issue behind a journal; a year, or a number that belongs to a name ("Web 2.0"), is none."""
_CITED = re.compile(r"([^()]{4,400}?)[\s.,]*\((?:1[89]|20)\d\d[a-z]?\)")
_MARKUP = re.compile(r"[*_]{2,3}|</?(?:strong|b|em|i|u|span)\b[^<>]{0,100}>|\[([^\[\]]{1,200})\]\([^()\s]{1,300}\)")
_OWNERS = frozenset(["admin", "me"])
_NUMBERED = {
    "1": "conference paper",
    "2": "article",
    "3": "preprint",
    "4": "report",
    "5": "book",
    "6": "chapter",
    "7": "thesis",
    "8": "patent",
}
"""The kinds of publications that pages made with Hugo's academic theme give by numbers."""
_DEEPEST, _MOST = 6, 5_000


class Said(NamedTuple):
    """A text of an object: the field its key says ("" for none), the key, and the text with its place."""

    field: str
    key: str
    cell: Cell


def field(key: str) -> str:
    """The field that a key says; "" for what is not known."""
    name = plain(words(key))
    joined = name.replace(" ", "")
    return _FIELDS.get(name) or _FIELDS.get(joined) or field_of(name) or field_of(joined)


def words(key: str) -> str:
    """A key with blanks between its words: "publicationVenue" is "publication Venue"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", key)


def parts_of(value: object) -> set[str]:
    """Which parts of a work the keys of an object name, those in wrappers too."""
    found: set[str] = set()
    if isinstance(value, dict):
        for key, one in value.items():
            if one in (None, "", [], {}):
                continue
            name = field(str(key))
            if name == "contributors":
                name = "authors"
            if name == "pages" and isinstance(one, list) and any(isinstance(each, dict) for each in one):
                continue
            found |= {name.partition(".")[0]} if name else set()
            if plain(str(key)).replace(" ", "") in _WRAPPERS:
                found |= parts_of(one)
    return found - {"known", ""}


def record(item: Located, start: int, end: int) -> Record | Reject:
    """The record of an object that stands from `start` to `end`; a reject where it has no title."""
    try:
        said = list(_said(item, "", "", 0))
    except Malformed as finding:
        return Reject(start, end, str(finding))
    if len(said) > _MOST:
        return Reject(start, end, f"The object holds more than {_MOST} texts.")
    claims = list(claims_of(said))
    if not any(claim.field == "title" and claim.value for claim in claims):
        return Reject(start, end, "The object has no title.")
    found = record_of(_apart(claims), start, end, "punctuation")
    found.work.authors_truncated = any(
        one.field in ("authors", "=person.author", "=several") and is_cut(one.cell.text) for one in said
    )
    if any(not one.field and field(one.key) == "authors" and one.cell.text.lower() in _OWNERS for one in said):
        found.work.authors_truncated = True
        message = "The owner of the site is one of the authors, without a name here and at a place that is left out."
        found.remarks.append(Remark("owner-unnamed", message, "authors"))
    keys = [one.cell.text for one in said if one.field == "key"]
    found.source_key = key_of(found, keys)
    return found


def _apart(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, but for those that say nothing more at a place where another stands (an alias of YAML): each character has one piece."""
    taken: list[tuple[int, int]] = []
    found = []
    for claim in claims:
        if any(low < claim.end and claim.start < high for low, high in taken[-200:]) and claim.start < claim.end:
            claim = Claim(claim.field, claim.value, claim.start, claim.start, claim.name)
        else:
            taken.append((claim.start, claim.end))
        found.append(claim)
    return found


def claims_of(said: list[Said]) -> Iterator[Claim]:
    """What the texts say. Without authors, those that the citation begins with are taken."""
    listed = any(one.field in ("=person.author", "=several") for one in said)
    people = listed or any(one.field == "authors" for one in said)
    lists: dict[str, str] = {}
    for one in said:
        if one.field[:1] == "=":
            yield _claim(one, people, lists)
    cells = []
    for one in said:
        if one.field[:1] == "=":
            continue
        if one.field == "citation" and not people and (match := _CITED.match(one.cell.text)):
            yield Claim("authors", named(match[1].strip(" .,")), one.cell.start, one.cell.start, one.key)
        cells.append(("known" if listed and one.field == "authors" else one.field, one.key, one.cell))
    yield from claims_of_cells(cells)


def _claim(one: Said, people: bool, lists: dict[str, str]) -> Claim:
    """The claim of a text in a list; in a second list of authors those of the first one are found again by their names.

    Contributors are the authors where nobody else is.
    """
    field, value = one.field[1:], one.cell.text
    if field == "person.contributors":
        field = "person.contributor" if people else "person.author"
    if field == "several":
        field, value = "authors", named(value)
    elif field.startswith("person.") and lists.setdefault(field, one.key) != one.key:
        field = field.removeprefix("person.")
    return Claim(field, value, one.cell.start, one.cell.end, one.key)


def _said(item: Located, inherited: str, key: str, depth: int) -> Iterator[Said]:
    """The texts in a value: its field is that of its own key, or that of the object it stands in."""
    value = item.value
    if isinstance(value, dict) and depth < _DEEPEST:
        yield from _of_object(item, inherited, key, depth)
    elif isinstance(value, list) and depth < _DEEPEST and inherited:
        ends = ("first", "last") if inherited == "pages" and len(value) == 2 else ()
        for at, one in enumerate(item.items()):
            if ends and isinstance(one.value, str | int):
                yield from _said(one, ends[at], key, depth + 1)
            elif inherited in ("authors", "editors", "contributors"):
                yield from _person(one, inherited, key, depth)
            elif inherited == "subjects":
                yield from (
                    each._replace(field="=subject" if each.field == "subjects" else each.field)
                    for each in _said(one, inherited, key, depth + 1)
                )
            else:
                yield from _said(one, inherited, key, depth + 1)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        text = str(value).strip()
        if text:
            yield Said(inherited, key, _cell(item, inherited, _sure(inherited, text)))
    elif value not in (None, True, False, "", [], {}):
        yield Said("", key, Cell("…", item.start, item.end))


def _sure(name: str, text: str) -> str:
    """The text of a field; a number for a type is one of Hugo's kinds of publications."""
    return _NUMBERED.get(text, text) if name == "type" else text


def _cell(item: Located, name: str, text: str) -> Cell:
    low, high = getattr(item, "low", 0), getattr(item, "high", 0)
    if not high:
        edge = 1 if isinstance(item.value, str) else 0
        low, high = item.start + edge, item.end - edge
    text = unescape(text) if "&" in text and name not in ("url", "pdf") else text
    if name in ("title", "authors", "editors", "alternative"):
        text = _MARKUP.sub(lambda match: match[1] or "", text)
    elif name == "abstract":
        text = shown(text) if "<" in text else text
    elif name.startswith("venue"):
        if match := _EMPHASIS.search(text):
            text = _NUMBERS.sub("", match[1])
        text = text.strip(" ,")
    return Cell(text, low, high)


def _of_object(item: Located, inherited: str, key: str, depth: int) -> Iterator[Said]:
    """The texts of an object: of a work, of a journal with its numbers, of an identifier with its scheme."""
    members = item.members()
    names = {plain(words(one)): value for one, value in members.items()}
    if scheme := _scheme(names):
        value = next((names[one] for one in ("value", "id", "identifier") if one in names), None)
        if value is not None and isinstance(value.value, str):
            yield Said(scheme, key, _cell(value, "", value.value.strip()))
            return
    for one, value in members.items():
        of_key = _within(inherited, one, value)
        if isinstance(value.value, dict | list) and of_key in ("", "known") and not _wraps(one, value):
            if value.value:
                yield Said("", one, Cell("…", value.key_start or value.start, value.end))
            continue
        yield from _said(value, of_key, one, depth + 1)


def _within(inherited: str, key: str, value: Located) -> str:
    """The field of a member of an object, which may itself be one of a field: its name is that, and what else it says of the work."""
    name, of_key = plain(words(key)), field(key)
    if not inherited or inherited == "key":
        return of_key or ("identifier" if isinstance(value.value, list) and name in ("ids", "identifiers") else "")
    if name in _TEXT or (inherited == "rights" and name == "id"):
        return inherited
    if inherited.startswith("venue."):
        return inherited if of_key in ("venue.", "venue.journal") else of_key if of_key in _OF_VENUES else ""
    if isinstance(value.value, list):
        return inherited
    if inherited in ("pdf", "url") and name == "url":
        return inherited
    return "" if of_key in ("title", "authors", "type", "key", "known") else of_key


def _wraps(key: str, value: Located) -> bool:
    """Whether an object says more of the same work."""
    return isinstance(value.value, dict) and plain(key).replace(" ", "") in _WRAPPERS


def _scheme(names: dict[str, Located]) -> str:
    """The scheme of an identifier that an object gives with its value; "" where it gives none that is known."""
    for one in ("type", "scheme", "identifier type", "id type"):
        if one in names and isinstance(names[one].value, str):
            return _SCHEMES.get(names[one].value.lower().strip(), "")
    return ""


def _person(item: Located, role: str, key: str, depth: int) -> Iterator[Said]:
    """A name: a text, an object with a name or with its parts; the affiliation and the ORCID stand with it."""
    author = {"editors": "=person.editor", "contributors": "=person.contributors"}.get(role, "=person.author")
    if isinstance(item.value, str):
        if text := item.value.strip():
            several = ";" in text or text.count(",") > 1
            author = "=several" if several and author == "=person.author" else author
            yield Said("" if text.lower() in _OWNERS else author, key, _cell(item, role, text))
        return
    if not isinstance(item.value, dict):
        if item.value:
            yield Said("", key, Cell("…", item.start, item.end))
        return
    members = {plain(words(one)): value for one, value in item.members().items()}
    said_role, parts = parts_of_person(members)
    author = {"editor": "=person.editor", "advisor": "=person.advisor", "contributor": "=person.contributor"}.get(
        said_role, author
    )
    first = True
    for name, value, place in parts:
        kind = {"name": author if first else "=same", "affiliation": "=affiliation", "orcid": "=orcid"}.get(name, name)
        first = first and name != "name"
        if name:
            yield Said(kind, key, _cell(place, role if name == "name" else "", value))
        else:
            yield Said("", key, Cell("…", place.key_start or place.start, place.end))
