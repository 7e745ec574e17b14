"""MEDLINE, as PubMed hands it out (`PMID- `, `FAU - `, `DP  - ` ...), with folded lines.

The tags are those of the "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of Medicine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg import identifiers
from kg.bodies import is_group
from kg.names import split
from kg.records import Affiliation, Funding, Identifier, Item, NameAsPrinted, Reject, Relation
from kg.sources import TextStream
from kg.sources import _tagged_dates as dates
from kg.sources._tagged import Block, Field, Grammar, Tag, blocks
from kg.sources._tagged_draft import ALL, Draft, line

_LINE = re.compile(r"(\ufeff?)([A-Z][A-Z0-9]{1,3}) {0,2}-(?=[ \t\r\n]|$)")
_ADMINISTRATION = ("OWN", "STAT", "STATUS", "DA", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PST", "OTO", "SO")
"""When and how the database worked on the record, and `SO`, which says again as one line what other fields say."""

_TYPES = {
    "preprint": "preprint", "book chapter": "chapter", "book": "book", "dataset": "dataset", "technical report": "report",
    "academic dissertation": "thesis", "journal article": "article",
}  # fmt: skip
_ROLES = {
    "FAU": "author",
    "AU": "author",
    "CN": "author",
    "FED": "editor",
    "ED": "editor",
    "FIR": "contributor",
    "IR": "contributor",
}
_SHORT = {"AU": "FAU", "ED": "FED", "IR": "FIR"}
_ADDRESS = {"author": "AD", "editor": "AD", "contributor": "IRAD"}
_INITIALS = re.compile(r"(\S.{0,200}?)\s([A-Z]{1,5})(?:\s(Jr|Sr|2nd|3rd|4th|II|III|IV))?")
_RELATIONS = {
    "CON": "comments-on", "CIN": "is-commented-on-in", "RIN": "is-retracted-by", "ROF": "retracts", "EIN": "is-corrected-by",
    "EFR": "corrects", "UOF": "updates", "UIN": "is-updated-by", "CRF": "is-version-of", "CRI": "has-version",
    "RPF": "is-version-of", "RPI": "has-version", "ECF": "expresses-concern-about", "ECI": "has-expression-of-concern", "PRIN": "is-partially-retracted-by",
    "PROF": "partially-retracts",
}  # fmt: skip
_HISTORY = {
    "received": "submitted", "accepted": "accepted", "epublish": "published", "aheadofprint": "published", "ppublish": "issued",
}  # fmt: skip
_BRACKETED = re.compile(r"(\S.{0,300}?)\s*\[([A-Za-z]{2,20})\]", re.DOTALL)
_PMID = re.compile(r"PMID:\s{0,3}([0-9]{1,8})\b")
_AUID = re.compile(r"(ORCID|ISNI)\s*:\s*(\S+)", re.IGNORECASE)


def sniff(name: str, head: str) -> bool:
    """Whether the first line is `PMID-` with a number and the next one has a tag of this format, too."""
    found = [one for one in (raw.strip(" \t\r\ufeff") for raw in re.split(r"[\r\n]", head[:5_000])) if one]
    if not found or not re.fullmatch(r"PMID ?- ?[0-9]{1,8}", found[0]):
        return False
    return len(found) == 1 or bool(_LINE.match(found[1]))


def read(stream: TextStream) -> Iterator[Item]:
    """The records of the text in order; one that has a number and nothing else is a reject."""
    for item in blocks(stream, Grammar(_tag, _begins, "PMID")):
        yield _record(item) if isinstance(item, Block) else item


def _tag(printed: str, first: str, last: str) -> Tag | None:
    if printed[4:6] == "- ":  # nearly all lines with a tag
        return _padded(printed[:6])
    return _tag_of(printed) if printed[0] != " " else None


def _tag_of(printed: str) -> Tag | None:
    found = _LINE.match(printed)
    return Tag(found[2], len(found[1]), found.end()) if found else None


_padded = lru_cache(maxsize=256)(_tag_of)


def _begins(name: str, before: list[Field], gap: bool) -> bool:
    return name == "PMID"


def _record(block: Block) -> Item:
    if not any(one.text for one in block.fields if one.tag not in ("PMID", *_ADMINISTRATION)):
        return Reject(block.start, block.end, "The record has no field that says anything of a work.")
    draft = Draft(block)
    for step in _STEPS:
        step(draft)
    return draft.record()


# --- the steps, in the order in which they run -----------------------------------------------------------------------


def _identifiers(draft: Draft) -> None:
    for one in draft.all("PMID"):
        if draft.identify(one, "pmid") and not draft.key:
            draft.key = one.text
    for one in draft.all("PMC"):
        draft.identify(one, "pmcid")
    for one in draft.all("LID", "AID"):
        marked = _BRACKETED.fullmatch(one.text)
        if marked and marked[2].lower() in ("doi", "pii"):
            draft.identify(one, marked[2].lower(), printed=line(marked[1]))
        elif marked is None:
            draft.identify(one, "doi", remark=False)
    for one in draft.all(*_ADMINISTRATION):
        draft.use(one)


def _type(draft: Draft) -> None:
    """The type, of which a publication type that names a kind of work decides; the others are subjects."""
    found = draft.all("PT")
    wanted = {line(one.text).lower() for one in found}
    if draft.all("BTI", "CTI") and not wanted & _TYPES.keys():
        draft.work.type = "chapter" if draft.all("TI") else "book"
    else:
        draft.work.type = next((kind for name, kind in _TYPES.items() if name in wanted), "article")
    if draft.all("BTI") and draft.all("TI") and draft.work.type == "book":
        draft.work.type = "chapter"
    for one in found:
        if line(one.text).lower() in _TYPES:
            draft.whole(one, "type")
        else:
            draft.subjects(one, "publication-type", ALL)


def _texts(draft: Draft) -> None:
    if not draft.all("TI"):
        draft.scalar("title", "BTI", long=True)
    draft.scalar("title", "TI", long=True)
    draft.titles("TT", "TI")
    draft.scalar("abstract", "AB", long=True)
    draft.scalar("abstract", "OAB", long=True)
    draft.scalar("rights", "CI", "OCI")
    draft.language("LA")
    for one in draft.all("MH"):
        draft.subjects(one, "mesh", ALL)
    for one in draft.all("OT"):
        draft.subjects(one, "keyword", ALL)
    draft.comments(draft.all("GN"))


def _people(draft: Draft) -> None:
    """Names in their order; the short form behind a full one says the same person again, what follows belongs to it."""
    current, full = -1, ""
    for one in draft.block.fields:
        if one.tag in _ROLES and one.text:
            if _SHORT.get(one.tag) == full and current >= 0:
                draft.whole(one, f"contributions[{current}]")
                full = ""
                continue
            current = draft.contribute(_name(one), _ROLES[one.tag])
            draft.whole(one, f"contributions[{current}]")
            full = one.tag if one.tag.startswith("F") else ""
        elif one.tag == _ADDRESS.get(draft.work.contributions[current].role if current >= 0 else "") and one.text:
            draft.work.contributions[current].affiliations.append(Affiliation(line(one.text)))
            draft.whole(one, f"contributions[{current}]")
        elif one.tag == "AUID" and one.text and current >= 0:
            _author_id(draft, one, current)


def _name(one: Field) -> NameAsPrinted:
    """A full name is "Last, First", a short one "Last FM"; a corporate one stays whole."""
    printed = line(one.text)
    if one.tag == "CN" or is_group(printed):
        return NameAsPrinted(printed, literal=True)
    short = _INITIALS.fullmatch(printed) if one.tag in _SHORT else None
    if short:
        name = split(f"{short[1]}, {short[2]}")
        return NameAsPrinted(printed, name.given, name.particle, name.family, short[3] or "")
    return split(printed) if "," in printed else NameAsPrinted(printed, family=printed)


def _author_id(draft: Draft, one: Field, current: int) -> None:
    found = _AUID.fullmatch(one.text)
    known = identifiers.parse(found[1].lower(), found[2]) if found else None
    if known:
        draft.work.contributions[current].identifiers.append(known)
        draft.whole(one, f"contributions[{current}]")
    elif found:
        draft.invalid(one, found[2], found[1].lower())


def _dates(draft: Draft) -> None:
    for one in draft.all("DP"):
        draft.date(one, "issued", dates.date(one.text))
    for one in draft.all("DEP"):
        draft.date(one, "published", dates.date(one.text))
    for one in draft.all("PHST"):
        marked = _BRACKETED.fullmatch(one.text)
        name = marked[2].lower() if marked else ""
        if marked and name in _HISTORY:
            draft.date(one, _HISTORY[name], dates.date(marked[1]))
        elif name in ("pubmed", "medline", "entrez"):  # when the database worked on it
            draft.use(one)


def _venues(draft: Draft) -> None:
    draft.venue("journal", "JT", short=("TA",))
    if draft.work.type == "chapter":
        draft.venue("book", "BTI")
    draft.venue("series", "CTI")
    for one in draft.all("JID"):
        if draft.work.venues and draft.work.venues[0].kind == "journal":
            draft.work.venues[0].identifiers.append(Identifier("nlm", line(one.text), one.text))
            draft.whole(one, "venues[0]")
    for one in draft.all("IS", "ISBN"):
        draft.numbers(one)
    draft.scalar("volume", "VI")
    draft.scalar("issue", "IP")
    draft.scalar("pages", "PG")
    draft.scalar("edition", "EN")
    draft.scalar("publisher", "PB")
    draft.scalar("place", "PL")


def _funding(draft: Draft) -> None:
    """A grant is number/acronym/agency/country, of which number and acronym may be missing."""
    for one in draft.all("GR"):
        parts = [part.strip() for part in line(one.text).split("/")]
        if len(parts) < 3:
            funder, award = parts[0], "/".join(parts[1:])
        elif len(parts) == 3:
            # An acronym ends in an underscore or is two letters; anything else in front is the number.
            acronym = re.fullmatch(r"[A-Z]{2}|.*_", parts[0])
            funder, award = parts[1], "" if acronym else parts[0]
        else:
            funder, award = parts[-2], "/".join(parts[:-3])
        if funder:
            draft.whole(one, f"funding[{len(draft.work.funding)}]")
            draft.work.funding.append(Funding(funder, award))


def _relations(draft: Draft) -> None:
    for tag, kind in _RELATIONS.items():
        for one in draft.all(tag):
            text = line(one.text)
            doi = next((found for found, _, _ in identifiers.find(text) if found.scheme == "doi"), None)
            number = _PMID.search(text)
            target = doi or (identifiers.parse("pmid", number[1]) if number else None)
            draft.whole(one, f"relations[{len(draft.work.relations)}]")
            draft.work.relations.append(Relation(kind, target, text))


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _identifiers, _type, _texts, _people, _dates, _venues, _funding, _relations,
)  # fmt: skip
