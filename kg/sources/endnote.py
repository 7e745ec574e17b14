"""EndNote's tagged format (`%0 Journal Article`, `%A`, `%T` ...), also as the older refer lists with blank lines between records.

The tags are those of EndNote's import filter "Refer/BibIX". Where their meaning depends on the reference type (`%B`, `%S`, `%Y`, `%?`) the
type decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.records import Affiliation, Item, Reject
from kg.sources import TextStream
from kg.sources import _tagged_dates as dates
from kg.sources._tagged import Block, Field, Grammar, Tag, blocks
from kg.sources._tagged_draft import Draft, line

TYPES = {
    "journal article": "article", "journal": "article", "electronic article": "article", "magazine article": "article",
    "newspaper article": "article", "review": "article", "article": "article",
    "conference paper": "conference-paper", "conference": "conference-paper", "conference proceedings": "proceedings",
    "book section": "chapter", "book chapter": "chapter", "electronic book section": "chapter", "encyclopedia": "chapter",
    "dictionary": "chapter", "book": "book", "edited book": "book", "electronic book": "book", "classical work": "book",
    "catalog": "book", "pamphlet": "book", "thesis": "thesis", "thesis or dissertation": "thesis", "report": "report",
    "government document": "report", "dataset": "dataset", "online database": "dataset", "aggregated database": "dataset",
    "computer program": "software", "software": "software", "standard": "standard", "patent": "patent", "serial": "collection",
    "presentation": "presentation", "slide": "presentation", "generic": "other", "web page": "other", "blog": "other",
    "unpublished work": "other", "manuscript": "other", "personal communication": "other", "artwork": "other", "audiovisual material": "other",
    "film or broadcast": "other", "map": "other", "bill": "other", "case": "other", "statute": "other", "hearing": "other",
    "figure": "other", "chart or table": "other", "equation": "other", "grant": "other", "ancient text": "other", "music": "other",
    "legal rule or regulation": "other", "online multimedia": "other",
}  # fmt: skip

_LINE = re.compile(r"([\ufeff \t]{0,3})(%[0-9A-Z!@#$&*()+\[\]<>^~?=|:'_/-])(?=[ \t\r\n]|$)")
_OPENERS = frozenset(["%0", "%A", "%T", "%E"])
_ARTICLE_NUMBER = re.compile(r"artn[.:]?\s+([A-Za-z0-9._-]{1,40})", re.IGNORECASE)


_MOST_BEFORE = 3
"""So many lines may stand before the first record."""


def sniff(name: str, head: str) -> bool:
    """Whether the first line is `%0` and a type, or the first two lines, or the only one, are tags among them `%A`, `%E` or `%T`.

    Before `%0` and a type a few other lines may stand, as those of a letter.
    """
    found = [one for one in (raw.strip(" \t\r\ufeff") for raw in re.split(r"[\r\n]", head[:20_000])) if one]
    opens = next((i for i, one in enumerate(found[: _MOST_BEFORE + 1]) if one[:3] == "%0 "), 0)
    found = found[opens:] if not any(map(_LINE.match, found[:opens])) else found
    tags = [match[2] if (match := _LINE.match(one)) else "" for one in found[:2]]
    if not tags or tags[0] not in _OPENERS:
        return False
    if tags[0] == "%0":
        value = found[0][2:].strip().lower()
        return value in TYPES or (len(tags) > 1 and bool(tags[1]))
    return all(tags) and len(found[0]) > 3


def read(stream: TextStream) -> Iterator[Item]:
    """The records of the text in order; one that has a type and nothing else is a reject."""
    for item in blocks(stream, Grammar(_tag, _begins, "%0")):
        yield _record(item) if isinstance(item, Block) else item


def _tag(printed: str, first: str, last: str) -> Tag | None:
    found = _LINE.match(printed)
    return Tag(found[2], len(found[1]), found.end()) if found else None


def _begins(name: str, before: list[Field], gap: bool) -> bool:
    """`%0` begins a record; where a record has none, a blank line ends it."""
    return name == "%0" or (gap and bool(before) and before[0].tag != "%0")


def _record(block: Block) -> Item:
    if not any(one.text for one in block.fields if one.tag != "%0"):
        return Reject(block.start, block.end, "The record has no field with a text beside its type.")
    draft = Draft(block)
    for step in _STEPS:
        step(draft)
    return draft.record()


# --- the steps, in the order in which they run -----------------------------------------------------------------------


def _type(draft: Draft) -> None:
    found = draft.all("%0")
    if found:
        draft.work.type = TYPES.get(line(found[0].text).lower(), "other")
        draft.whole(found[0], "type")
        if line(found[0].text).lower() not in TYPES:
            draft.remark("type-unknown", f"{found[0].text[:60]!r} is no reference type of EndNote.", found[0])
    else:
        journal, book = draft.all("%J"), draft.all("%B")
        draft.work.type = "article" if journal else "chapter" if book else "book" if draft.all("%I") else "other"
    if draft.work.type == "proceedings" and draft.all("%A") and (draft.all("%B") or draft.all("%P")):
        draft.work.type = "conference-paper"
    if keys := draft.all("%F"):
        draft.key = line(keys[0].text)
        draft.whole(keys[0], "source_key")


def _people(draft: Draft) -> None:
    thesis, whole = draft.work.type == "thesis", draft.work.type in ("book", "chapter")
    roles = {
        "%A": "author",
        "%E": "editor",
        "%Y": "advisor" if thesis else "series-editor",
        "%?": "translator" if whole else "contributor",
    }
    for one in draft.block.fields:
        if one.tag in roles and one.text:
            draft.people(one, roles[one.tag])
    authors = [i for i, one in enumerate(draft.work.contributions) if one.role == "author"]
    if len(authors) == 1:
        for one in draft.all("%+"):
            draft.work.contributions[authors[0]].affiliations.append(Affiliation(line(one.text)))
            draft.whole(one, f"contributions[{authors[0]}]")


def _texts(draft: Draft) -> None:
    draft.scalar("title", "%T", long=True)
    draft.titles("%T", "%Q", "%!")
    draft.scalar("abstract", "%X", long=True)
    draft.language("%G")
    for one in draft.all("%K"):
        draft.subjects(one)


def _dates(draft: Draft) -> None:
    for one in draft.all("%D"):
        draft.date(one, "issued", dates.date(one.text))
    for one in draft.all("%8"):
        if not draft.date(one, "issued", dates.date(one.text)):
            draft.day_in_year(one, "issued")


def _venues(draft: Draft) -> None:
    kind = draft.work.type
    if kind == "article":
        draft.venue("journal", "%J", "%B")
    elif kind == "conference-paper":
        draft.venue("conference", "%B", "%J")
    elif kind == "chapter":
        draft.venue("book", "%B", "%J")
    elif kind in ("book", "proceedings", "report"):
        draft.venue("series", "%S", "%B", "%J")
    elif kind != "thesis":
        draft.venue("journal" if draft.all("%J") else "", "%J", "%B")
    if not any(one.kind == "series" for one in draft.work.venues):
        draft.venue("series", "%S")


def _numbers(draft: Draft) -> None:
    for one in draft.all("%@"):
        draft.numbers(one)
    draft.scalar("volume", "%V")
    draft.scalar("issue", "%N")
    draft.scalar("pages", "%P")
    draft.scalar("edition", "%7")
    draft.scalar("publisher", "%I")
    draft.scalar("place", "%C")
    if draft.work.type == "chapter":
        draft.scalar("chapter", "%&")


def _identifiers(draft: Draft) -> None:
    for one in draft.all("%R"):
        # The field is for any electronic resource number; only what looks like a DOI is an invalid one.
        draft.identify(one, "doi", remark="10." in one.text or one.text.lower().startswith("doi"))
    if any(base.text.lower() in ("pubmed", "medline", "nlm") for base in draft.all("%~", "%W")):
        for one in draft.all("%M"):
            draft.identify(one, "pmid", remark=False)
    for one in draft.all("%2"):
        if one.text.upper().startswith("PMC"):
            draft.identify(one, "pmcid", remark=False)
    for tag, role in (("%U", "landing-page"), ("%>", "full-text")):
        for one in draft.all(tag):
            draft.links(one, role)


def _comments(draft: Draft) -> None:
    for one in draft.all("%O", "%Z"):
        if (number := _ARTICLE_NUMBER.fullmatch(one.text)) and draft.work.article_number is None:
            draft.work.article_number = number[1]
            draft.use(one, ("article_number", number.start(1), number.end(1)))
        else:
            draft.comments([one])
    draft.preprint()


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _type, _people, _texts, _dates, _venues, _numbers, _identifiers, _comments,
)  # fmt: skip
