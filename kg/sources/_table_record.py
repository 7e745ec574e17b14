"""A row of a bibliographic table as a record: what each cell says, by the field of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.names import fold
from kg.records import Affiliation, Piece, Record, Reject
from kg.sources._claimed import dated, is_cut, named, record_of
from kg.sources._html_meta import Claim
from kg.sources._table import Cell, Row
from kg.sources._tagged_draft import language

_TYPES = {
    "article": "article journalarticle articlejournal articlemagazine articlenewspaper journal magazinearticle newspaperarticle review letter editorial note shortsurvey erratum researcharticle originalarticle articlereview "
    "zeitschriftenartikel aufsatz artículo artículodeinvestigación artigo articolo journalpaper ieeejournals ieeemagazines earlyaccess ieeeearlyaccessarticles reviewarticle "
    "retracted correction dataarticle datapaper articleinpress newspaper periodical academicjournal peerreviewedarticle articlededansrevue articledansrevue casereport",
    "conference paper": "conferencepaper paperconference conference inproceedings conferenceproceedings ieeeconferences proceedingspaper proceedingsarticle proceeding conferenceobject conferencecontribution "
    "konferenzbeitrag ponencia comunicación communication conferencearticle meetingabstract conferenceabstract paper proceedings",
    "conference": "conferencereview",
    "chapter": "chapter bookchapter booksection incollection inbook bookpart encyclopediaarticle dictionaryentry buchkapitel buchbeitrag chapitre capítulo capítulodelibro referenceentry chapterreferencework",
    "book": "book monograph editedbook referencework buch monographie livre libro livro textbook",
    "thesis": "thesis phdthesis mastersthesis dissertation dissertationthesis doctoralthesis masterthesis thèse tesis tese tesi habilitation bachelorthesis",
    "report": "report techreport technicalreport workingpaper governmentdocument bericht rapport informe relatório",
    "preprint": "preprint newresults confirmatoryresults contradictoryresults unpublished postedcontent eprint",
    "patent": "patent", "dataset": "dataset data", "software": "software computerprogram computersoftware",
    "presentation": "presentation poster talk lecture",
    "document": "webpage document manuscript misc other miscellaneous unknown onlinedatabase blogpost generic film videorecording audiorecording map artwork hearing statute bill case",
}  # fmt: skip
_TYPE = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_KINDS = {"conference paper": "conference", "conference": "conference", "chapter": "book"}
"""What the source of a work is where the column does not say."""
_FEWEST = 3
_CITEKEY = re.compile(r"citation key: ?\S+", re.IGNORECASE)
"""What a plug-in of Zotero keeps in its field for everything else."""
_AFFILIATION = re.compile(r"[^;\s][^;]*")
_MEETING = re.compile(
    r"^Proc(?:eedings|\.)|\b(?:conference|workshop|symposium|meeting|congress|kongress|tagung)\b", re.IGNORECASE
)
_IDS = re.compile(r"\s*[(\[][0-9]{5,15}[)\]]")
_SERIAL = re.compile(r"[0-9][0-9-]{6,15}[0-9Xx]")
_GLUED = re.compile(r"(?<=[a-zà-ÿ.])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_PREFIXES = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "Del", "Du", "Da", "Lo", "O'", "D'", "St")
_NOTHING = frozenset(["-", "--", "n/a", "na", "nan", "none", "null", "–", "—", "not available", "#n/a", "[no title available]"])  # fmt: skip
_BEFORE = {
    "type": 0,
    "date": 1,
    "year": 2,
    "authors.full": 3,
    "venue.journal": 4,
    "venue.book": 4,
    "venue.conference": 5,
    "venue.": 5,
}
"""The order in which fields are taken: a type tells what a source is, a whole date says more than a year, an ISSN is of a source."""


def record(row: Row, fields: Sequence[str], labels: Sequence[str]) -> Record | Reject:
    """The record of a row below columns of these fields and names; a reject where it has no title."""
    said = [
        (fields[i] if i < len(fields) else "", labels[i] if i < len(labels) else "cell", cell)
        for i, cell in enumerate(row.cells)
        if cell.text
    ]
    found_claims = list(claims(said))
    if not any(claim.field == "title" for claim in found_claims):
        return Reject(row.start, row.end, "The row has no title.")
    if len(said) == 1 < _FEWEST < len(fields):
        return Reject(row.start, row.end, "Of the row only one cell is filled: it is a heading or a sum.")
    found = record_of(found_claims, row.start, row.end, "delimiter")
    for field, _, cell in said:
        if field == "affiliations":
            _affiliate(found, cell)
    found.work.authors_truncated = any(field.startswith("authors") and is_cut(cell.text) for field, _, cell in said)
    keys = [cell.text for field, _, cell in said if field == "key"]
    ids = [claim.value for claim in found_claims if claim.field in ("doi", "pmid", "arxiv", "isbn")]
    found.source_key = next(iter([*keys, *ids]), "")
    return found


def _affiliate(record: Record, cell: Cell) -> None:
    """Gives each author the affiliation that stands at the same place between semicolons, where there are as many; else the cell is left over.

    Scopus and Dimensions print the name with it: "Okonjo, Ada, University of Harbours", "Okonjo, Ada (University of Harbours)".
    """
    authors = [(i, one) for i, one in enumerate(record.work.contributions) if one.role == "author"]
    parts = [*_AFFILIATION.finditer(cell.text)]
    at = next((i for i, one in enumerate(record.pieces) if one.kind == "left" and one.start == cell.start), None)
    if at is None or len(parts) != len(authors) or '"' in cell.text:
        return
    record.pieces[at : at + 1] = []
    low = cell.start
    for (number, author), part in zip(authors, parts, strict=True):
        if name := _of_author(part[0], author.name.printed):
            author.affiliations.append(Affiliation(name))
        record.pieces.append(
            Piece("mapped", f"contributions[{number}]", cell.start + part.start(), cell.start + part.end())
        )
        if low < cell.start + part.start():
            record.pieces.append(Piece("furniture", "delimiter", low, cell.start + part.start()))
        low = cell.start + part.end()


def _of_author(text: str, name: str) -> str:
    """An affiliation without the name of its author."""
    text = text.strip()
    if not text.startswith(name):
        return text
    rest = text[len(name) :].strip(" ,.")
    return rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest


def claims(said: Sequence[tuple[str, str, Cell]]) -> Iterator[Claim]:
    """What cells say, each given as its field, its label and its text with its place; the type first, as it tells what a source is."""
    kinds = [one for field, _, cell in said if field == "type" and (one := _kind(cell.text))]
    kind = next((one for one in kinds if one == "conference paper"), kinds[0] if kinds else "")
    title = next((fold(cell.text) for field, _, cell in said if field == "title"), "")
    numbered = any(field in ("volume", "issue", "issn") for field, _, _ in said)
    in_book = any(field == "venue.book" for field, _, _ in said)
    glued = any(label.strip().lower() == "item title" for _, label, _ in said)
    for field, label, cell in sorted(said, key=lambda one: _BEFORE.get(one[0], 6)):
        if cell.text.lower() in _NOTHING:
            yield Claim("known", cell.text, cell.start, cell.end, label)
        elif field == "type":
            field = "type" if kind and _kind(cell.text) == kind else "known" if _kind(cell.text) else ""
            yield Claim(field, kind, cell.start, cell.end, label)
        elif field.startswith("venue.") and fold(cell.text) == title:
            yield Claim("known", cell.text, cell.start, cell.end, label)  # a book, whose export repeats its title
        elif field == "comment" and _CITEKEY.fullmatch(cell.text.strip()):
            yield Claim("known", cell.text, cell.start, cell.end, label)
        else:
            field = "venue.series" if field == "venue." and in_book else field
            yield from _cell(field, label, cell, kind, glued, numbered)


def _kind(text: str) -> str:
    """The kind of work in the words of the assembly; "" for what is not known. Of several the first known one counts."""
    for one in [text, *re.split(r"[;,|]", text)]:
        if found := _TYPE.get("".join(fold(one).split()).replace("-", "")) or _TYPE.get("".join(one.lower().split())):
            return found
    return ""


def _cell(field: str, label: str, cell: Cell, kind: str, glued: bool, numbered: bool) -> Iterator[Claim]:
    """What a cell says: one claim, or one for each of several numbers in it."""
    text = " ".join(cell.text.split()) if field != "abstract" else cell.text
    if field in ("authors", "authors.full", "first author", "more authors", "editors"):
        role = "editor" if field == "editors" else "authors"
        names = "; ".join(_parted(text)) if glued else named(_IDS.sub("", text))
        yield Claim(role, names, cell.start, cell.end, label)
    elif field in ("date", "year"):
        found = dated(text)
        yield Claim("date.issued" if found else "", found or text, cell.start, cell.end, label)
    elif field == "online":
        found = dated(text)
        yield Claim("date.available" if found else "", found or text, cell.start, cell.end, label)
    elif field == "title":
        yield Claim(
            field, text[:-1] if text.endswith(".") and not text.endswith("..") else text, cell.start, cell.end, label
        )
    elif field == "venue.":
        sort = _KINDS.get(kind, "journal" if kind == "article" or (numbered and not kind) else "")
        yield Claim(f"venue.{sort}", text, cell.start, cell.end, label)
    elif field == "venue.book" and not kind and _MEETING.search(text):
        yield Claim("venue.conference", text, cell.start, cell.end, label)
    elif field in ("issn", "isbn"):
        yield from _serials(label, cell)
    elif field == "doi":
        yield Claim("doi", re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", text, flags=re.IGNORECASE), cell.start, cell.end, label)  # fmt: skip
    elif field == "url":
        yield Claim("identifier", text.split()[0], cell.start, cell.start + len(cell.text.split()[0]), label)
    elif field == "pmcid":
        yield Claim(field, text if text[:1] in "Pp" else f"PMC{text}", cell.start, cell.end, label)
    elif field == "language":
        yield Claim(field if language(text) else "", language(text) or text, cell.start, cell.end, label)
    elif field in ("short venue", "key"):
        yield Claim("known", text, cell.start, cell.end, label)
    else:
        yield Claim("" if field == "affiliations" else field, text, cell.start, cell.end, label)


def _serials(label: str, cell: Cell) -> Iterator[Claim]:
    """The numbers in a cell of ISSNs and ISBNs, each by its length; a cell without any is left over."""
    found = [*_SERIAL.finditer(cell.text)]
    if not found or '""' in cell.text:
        yield Claim("", cell.text, cell.start, cell.end, label)
    for match in found:
        scheme = "issn" if len(match[0].replace("-", "")) == 8 else "isbn"
        yield Claim(scheme, match[0], cell.start + match.start(), cell.start + match.end(), label)


def _parted(text: str) -> list[str]:
    """Names that an export has glued together ("Ada OkonjoJonas Brix"), parted where a capital follows a small letter, "McDonald" apart."""
    found: list[str] = []
    for part in _GLUED.split(text):
        if found and found[-1].split(" ")[-1] in _PREFIXES:
            found[-1] += part
        else:
            found.append(part.strip())
    return found
