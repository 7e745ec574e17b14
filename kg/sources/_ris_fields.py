"""From the fields of an RIS record to a work, with a piece for every stretch that was used."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg import identifiers
from kg.records import Affiliation, Record
from kg.sources import _tagged_dates as dates
from kg.sources._tagged import Block, Field
from kg.sources._tagged_draft import Draft, line

TYPES = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article", "INPR": "article", "ABST": "article",
    "JFULL": "collection", "SER": "collection", "CONF": "conference-paper", "CPAPER": "conference-paper",
    "CHAP": "chapter", "ECHAP": "chapter", "ENCYC": "chapter", "DICT": "chapter",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CLSWK": "book", "PAMP": "book", "CTLG": "book",
    "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset",
    "COMP": "software", "STAND": "standard", "PAT": "patent", "SLIDE": "presentation", "HEAR": "other", "GEN": "other",
    "ADVS": "other", "ANCIENT": "other", "ART": "other", "BILL": "other", "BLOG": "other", "CASE": "other", "CHART": "other",
    "ELEC": "other", "EQUA": "other", "FIGURE": "other", "GRANT": "other", "ICOMM": "other", "LEGAL": "other",
    "MANSCPT": "other", "MAP": "other", "MPCT": "other", "MULTI": "other", "MUSIC": "other", "OTHER": "other",
    "PCOMM": "other", "POST": "other", "SOUND": "other", "STAT": "other", "UNBILL": "other", "UNPB": "other", "UNPD": "other",
    "VIDEO": "other", "WEB": "other",
}  # fmt: skip

_JOURNALS = ("JF", "JO", "JA", "J1", "J2")
_LINKS = {
    "UR": "landing-page", "LK": "landing-page", "L1": "full-text", "L2": "full-text", "L3": "", "L4": "",
}  # fmt: skip
_BRACKETED = re.compile(r"(\S{1,100})\s?\[(pmid|pmcid|doi|pii)\]", re.IGNORECASE)
_AS_DOI = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S{1,300}", re.IGNORECASE)
_DASHES = ("-", "–", "—")
_HISTORY = {"received": "submitted", "accepted": "accepted"}
_AS_ARTICLE = {
    "A1": "author",
    "AU": "author",
    "A2": "editor",
    "ED": "editor",
    "A3": "series-editor",
    "A4": "contributor",
}
_ROLES = {
    "thesis": _AS_ARTICLE | {"A2": "advisor", "A3": "advisor"},
    "book": _AS_ARTICLE | {"A4": "translator"},
    "chapter": _AS_ARTICLE | {"A4": "translator"},
}
"""Who is named in which field, where the type of the work makes a difference."""


def is_type(text: str) -> bool:
    """Whether a text is the name of a reference type."""
    return text.strip().upper() in TYPES


def record(block: Block) -> Record:
    """The record of a block of fields; what no step uses is left over."""
    draft = Draft(block)
    for step in _STEPS:
        step(draft)
    return draft.record()


# --- the steps, in the order in which they run -----------------------------------------------------------------------


def _type(draft: Draft) -> None:
    found = draft.all("TY")
    if found:
        draft.work.type = TYPES.get(found[0].text.upper(), "other")
        draft.whole(found[0], "type")
        if not is_type(found[0].text):
            draft.remark("type-unknown", f"{found[0].text[:60]!r} is no reference type of RIS.", found[0])
    else:
        draft.work.type = "article" if draft.has(*_JOURNALS) else "other"
        draft.remark("type-missing", "The record has no TY.", draft.block.fields[0])
    # With authors or a place within another work it is a paper.
    alone = draft.has("A2", "ED") and not draft.has("AU", "A1", "SP", "T2", "BT", "JF", "JO")
    if alone and found and found[0].text.upper() == "CONF":
        draft.work.type = "proceedings"
    if keys := draft.all("ID"):
        draft.key = line(keys[0].text)
        draft.whole(keys[0], "source_key")


def _titles(draft: Draft) -> None:
    whole = draft.work.type in ("book", "proceedings", "thesis", "report")
    main = ("T1", "TI", "CT", "BT") if whole else ("T1", "TI", "CT")
    draft.scalar("title", *main, long=True)
    draft.titles(*main, "TT", "ST")
    # With a series in T3, the second title of a whole work is its subtitle (Pure writes so).
    if whole and draft.has("T3"):
        draft.scalar("subtitle", "T2", long=True)


def _people(draft: Draft) -> None:
    roles = _ROLES.get(draft.work.type, _AS_ARTICLE)
    addresses = draft.all("AD")
    groups: list[tuple[range, list[Field]]] = []
    for one in draft.block.fields:
        if one.tag in roles:
            if one.text:
                before = len(draft.work.contributions)
                draft.people(one, roles[one.tag])
                if addresses:
                    groups.append((range(before, len(draft.work.contributions)), []))
        elif addresses and one.tag == "AD" and one.text and groups:
            groups[-1][1].append(one)
    if addresses:
        _affiliations(draft, groups)


def _affiliations(draft: Draft, groups: list[tuple[range, list[Field]]]) -> None:
    """Addresses between the names belong to the name before them; whose those behind several names are is not said."""
    with_address = [group for group in groups if group[1]]
    if len(with_address) == 1 and with_address[0] is not groups[0]:
        draft.remark(
            "affiliations-unassigned", "The record does not say whose affiliations these are.", with_address[0][1][0]
        )
        return
    for added, addresses in with_address:
        for one in addresses if len(added) == 1 else []:
            draft.work.contributions[added[0]].affiliations.append(Affiliation(line(one.text)))
            draft.whole(one, f"contributions[{added[0]}]")


def _abstract(draft: Draft) -> None:
    if not draft.has("AB", "N2"):
        return
    for tag in ("AB", "N2"):
        if draft.work.abstract is None and (found := draft.all(tag)):
            # Some suppliers write a field for each paragraph.
            texts = list(dict.fromkeys(one.text for one in found))
            draft.work.abstract = "\n".join(texts)
            for one in found:
                draft.whole(one, "abstract")
    draft.scalar("abstract", "N2", long=True)


def _dates(draft: Draft) -> None:
    later = []
    for one in draft.all("PY", "Y1", "YR", "DA"):
        value = dates.date(one.text)
        history = "issued"
        if one.text[-1].isalpha():
            history = next((kind for word, kind in _HISTORY.items() if one.text.lower().endswith(word)), history)
        if value is None and one.tag == "DA":
            later.append(one)
        else:
            draft.date(one, history, value)
    for one in later:
        draft.day_in_year(one, "issued")
    for one in draft.all("ET"):
        # PubMed writes the day of the electronic publication where others have the edition.
        if (value := dates.date(one.text)) and len(value) == 10:
            draft.date(one, "published", value)


def _venues(draft: Draft) -> None:
    kind = draft.work.type
    if kind == "conference-paper":
        draft.venue("conference", "T2", "BT", "C3", "JF", "JO", short=("JA", "J1", "J2"))
    elif kind == "chapter":
        draft.venue("book", "T2", "BT", "JF", "JO", short=("JA", "J1", "J2"))
    elif kind in ("book", "proceedings", "thesis", "report"):
        # The second title of a thesis is its department, its series or its subtitle.
        draft.venue("series", "T3", *(() if kind == "thesis" else ("T2",)), "JF", "JO")
    elif kind in ("article", "other") and draft.has(*_JOURNALS, "T2"):
        draft.venue(
            "journal" if kind == "article" or draft.has(*_JOURNALS) else "",
            "JF",
            "T2",
            "JO",
            "BT",
            short=("JA", "J1", "J2"),
        )
    else:
        draft.venue("", "T2", "JF", "JO", "BT", short=("JA", "J1", "J2"))
    if kind not in ("book", "proceedings", "thesis", "report"):
        draft.venue("series", "T3")


def _numbers(draft: Draft) -> None:
    for one in draft.all("SN"):
        draft.numbers(one)
    draft.scalar("volume", "VL", "VO")
    draft.scalar("issue", "IS", "CP")
    draft.scalar("edition", "ET")
    draft.scalar("article_number", "C7")
    if draft.work.type in ("chapter", "book"):
        draft.scalar("chapter", "SE")
    _pages(draft)


def _pages(draft: Draft) -> None:
    first, last = draft.all("SP"), draft.all("EP")
    if not first:
        return
    pages = line(first[0].text)
    draft.whole(first[0], "pages")
    if last:
        end = line(last[0].text)
        # Where SP has the whole range already, EP says its end once more.
        if end != pages and not (pages.endswith(end) and pages[: -len(end)].rstrip().endswith(_DASHES)):
            pages = f"{pages}-{end}"
        draft.whole(last[0], "pages")
    draft.work.pages = pages


def _identifiers(draft: Draft) -> None:
    for one in draft.all("DO", "DI"):
        draft.identify(one, "doi")
    for one in draft.all("M3", "N1"):
        if one.text[0] in "1DdHh" and _AS_DOI.fullmatch(one.text):
            draft.identify(one, "doi")
    medical = any(base.text.lower() in ("pubmed", "medline") for base in draft.all("DB", "DP"))
    for one in draft.all("AN", "C2", "U1", "U2", "U3", "U4", "U5"):
        if marked := _BRACKETED.fullmatch(one.text):
            draft.identify(one, marked[2].lower(), printed=marked[1])
        elif one.text.upper().startswith("PMC"):
            draft.identify(one, "pmcid", remark=False)
        elif one.tag == "AN" and medical:
            draft.identify(one, "pmid", remark=False)


def _links(draft: Draft) -> None:
    for one in draft.all(*_LINKS):
        if "://" not in one.text and identifiers.parse("doi", one.text):
            draft.identify(one, "doi")
        else:
            draft.links(one, _LINKS[one.tag])


def _rest(draft: Draft) -> None:
    draft.language("LA")
    draft.scalar("publisher", "PB")
    draft.scalar("place", "CY", "PP")
    for one in draft.all("KW", "K1"):
        draft.subjects(one)
    draft.comments(draft.all("N1", "NO", "RN"))
    draft.preprint()


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _type, _titles, _people, _abstract, _dates, _venues, _numbers, _identifiers, _links, _rest,
)  # fmt: skip
