"""arXiv's answers in XML: Atom entries of its search, and OAI-PMH records in the forms arXiv, arXivRaw and Dublin Core."""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Link, NameAsPrinted, Record, Reject, Remark, Work
from kg.sources import _arxiv as arxiv
from kg.sources._xml import Element
from kg.sources._xml_ledger import Ledger

_LINKS = {"alternate": "landing-page", "related": "full-text"}
_TEXTS = {
    "title": "title",
    "abstract": "abstract",
    "summary": "abstract",
    "journal_ref": "journal_ref",
    "journal-ref": "journal_ref",
}
_DATES = {"published": "created", "created": "created", "updated": "updated"}


class _Draft:
    """A record in the making: what is set here is entered in the ledger at once."""

    def __init__(self, root: Element) -> None:
        self.work = Work(type="preprint")
        self.remarks: list[Remark] = []
        self.ledger = Ledger(root)

    def field(self, element: Element) -> None:
        """Takes one of the elements that Atom and arXiv's own forms share; others are left."""
        work, text, name = self.work, element.text.strip(), element.name
        place: str | None = None
        if not text:
            place = None
        elif (target := _TEXTS.get(name)) and getattr(work, target) is None:
            setattr(work, target, text)
            place = target
        elif name in ("comment", "comments"):
            place = f"comments[{len(work.comments)}]"
            work.comments.append(text)
        elif name == "id":
            place = arxiv.identify(work, self.remarks, "arxiv", text)
            arxiv.version(self.remarks, text)
        elif name == "doi":
            place = arxiv.dois(work, self.remarks, text)
        elif name == "report-no":
            place = arxiv.identify(work, self.remarks, "report", text)
        elif name == "license":
            place = f"licences[{len(work.licences)}]"
            work.licences.append(Link(text))
        elif name in _DATES:
            place = arxiv.add_date(work, _DATES[name], text)
        elif name == "categories":
            self.ledger.map_parts(element, arxiv.subjects_in(work, element.text))
        self.note(element, place)

    def note(self, element: Element, place: str | None) -> None:
        """Enters where an element went; an empty one without attributes says nothing."""
        if place:
            self.ledger.map(element, place)
        elif not element.text.strip() and not element.attributes and not element.children:
            self.ledger.known(element)

    def author(self, name: NameAsPrinted, affiliations: list[Element], parts: list[Element]) -> None:
        """Adds an author named by these elements."""
        index = len(self.work.contributions)
        texts = [one.text for one in affiliations]
        self.work.contributions.append(arxiv.contribution(name, index + 1, texts))
        for part in [*parts, *affiliations]:
            self.note(part, f"contributions[{index}]" if part.text.strip() else None)

    def record(self, key: str) -> Record:
        root = self.ledger.root
        return Record(root.start, root.end, self.work, self.ledger.pieces(), key, remarks=self.remarks)


def record(element: Element) -> Record | Reject:
    """The record of an Atom entry or an OAI-PMH record; a reject for an error message or what has no arXiv id."""
    return _entry(element) if element.name == "entry" else _oai(element)


def _entry(entry: Element) -> Record | Reject:
    printed = entry.get("id")
    if "/api/errors" in printed:
        return Reject(
            entry.start, entry.end, f"The answer is an error: {' '.join(entry.get('summary').split()) or printed}."
        )
    if arxiv.identifier_of(printed) is None:
        return Reject(entry.start, entry.end, f"The entry has no arXiv id; its id is {printed[:60]!r}.")
    draft = _Draft(entry)
    for child in entry.children:
        if child.name == "author":
            name = child.first("name")
            if name is not None and name.text.strip():
                draft.author(arxiv.person(name.text.strip()), child.all("affiliation"), [name])
        elif child.name in ("category", "primary_category"):
            if term := child.attributes.get("term", "").strip():
                draft.ledger.map(child, arxiv.add_subject(draft.work, term))
        elif child.name == "link":
            _link(draft, child)
        else:
            draft.field(child)
    return draft.record(printed)


def _link(draft: _Draft, link: Element) -> None:
    """A link to the page or the file; one to the DOI says once more what the DOI says."""
    url = link.attributes.get("href", "").strip()
    if not url:
        return
    found = identifiers.parse("doi", url)
    if found is not None:
        draft.note(link, arxiv.identify(draft.work, draft.remarks, "doi", url))
    else:
        draft.ledger.map(link, f"links[{len(draft.work.links)}]")
        draft.work.links.append(Link(url, _LINKS.get(link.attributes.get("rel", "alternate"), "")))


# --- OAI-PMH ---------------------------------------------------------------------------------------------------------


def _oai(root: Element) -> Record | Reject:
    header = root.first("header")
    printed = header.get("identifier") if header else ""
    if header is not None and header.attributes.get("status") == "deleted":
        return Reject(root.start, root.end, f"The record {printed} is marked as deleted.")
    if arxiv.identifier_of(printed) is None:
        return Reject(root.start, root.end, f"The record has no arXiv id; its identifier is {printed[:60]!r}.")
    metadata = root.first("metadata")
    form = next(iter(metadata.children), None) if metadata else None
    if form is None:
        return Reject(root.start, root.end, f"The record {printed} has no metadata.")
    draft = _Draft(root)
    if header is not None:
        _header(draft, header)
    if form.name == "dc":
        _dublin_core(draft, form)
    else:
        _own_form(draft, form)
    return draft.record(printed)


def _header(draft: _Draft, header: Element) -> None:
    for child in header.children:
        if child.name == "identifier":
            draft.note(child, arxiv.identify(draft.work, draft.remarks, "arxiv", child.text))
        else:  # when the archive last touched the record, and its sets
            draft.ledger.known(child)


def _own_form(draft: _Draft, form: Element) -> None:
    versions = form.all("version")
    for child in form.children:
        if child.name == "authors" and child.children:
            for author in child.all("author"):
                _author(draft, author)
        elif child.name == "authors":
            _printed_authors(draft, child)
        elif child.name == "version":
            _version(draft, child, child is versions[0], child is versions[-1])
        else:
            draft.field(child)


def _author(draft: _Draft, author: Element) -> None:
    """An author in parts. The colon behind a collaboration has become an author of its own, and is none."""
    parts = [child for child in author.children if child.name in ("keyname", "forenames", "suffix")]
    family, given, suffix = author.get("keyname"), author.get("forenames"), author.get("suffix")
    if any(sign.isalpha() for sign in family + given):
        draft.author(arxiv.person_of(family, given, suffix), author.all("affiliation"), parts)
    elif author.children:
        draft.ledger.known(author)


def _printed_authors(draft: _Draft, element: Element) -> None:
    text = element.text
    names, _, cut = arxiv.names_in(text)
    draft.work.authors_truncated = cut
    parts = []
    for low, high in names:
        index = len(draft.work.contributions)
        draft.work.contributions.append(arxiv.contribution(arxiv.person(text[low:high]), index + 1))
        parts.append((f"contributions[{index}]", low, high))
    draft.ledger.map_parts(element, parts)


def _version(draft: _Draft, element: Element, first: bool, last: bool) -> None:
    date = element.first("date")
    if date is not None and (first or last):
        draft.note(date, arxiv.add_date(draft.work, "created" if first else "updated", date.text))
    if last:
        arxiv.version(draft.remarks, element.attributes.get("version", ""))


def _dublin_core(draft: _Draft, form: Element) -> None:
    work = draft.work
    dates = [child for child in form.all("date") if arxiv.day(child.text)]
    for child in form.children:
        text, place = child.text.strip(), None
        if not text:
            place = None
        elif child.name == "title" and work.title is None:
            work.title, place = text, "title"
        elif child.name == "creator":
            family, _, given = text.partition(",")
            draft.author(arxiv.person_of(family, given, printed=text), [], [child])
        elif child.name == "subject":
            place = arxiv.add_subject(work, text)
        elif child.name == "description" and text.startswith("Comment:"):
            place = f"comments[{len(work.comments)}]"
            work.comments.append(text.removeprefix("Comment:").strip() or text)
        elif child.name == "description" and work.abstract is None:
            work.abstract, place = text, "abstract"
        elif child in dates:
            place = arxiv.add_date(work, "created" if child is dates[0] else "updated", text)
        elif child.name == "identifier":
            place = _dc_identifier(draft, text)
        elif child.name == "rights" and re.fullmatch(r"https?://\S+", text):
            place = f"licences[{len(work.licences)}]"
            work.licences.append(Link(text))
        if child.name == "type":  # "text", of every paper
            draft.ledger.known(child)
        elif child.name != "creator":
            draft.note(child, place)


def _dc_identifier(draft: _Draft, text: str) -> str | None:
    """A URL of arXiv, a DOI, or else the journal reference."""
    found = identifiers.recognise(text)
    if found is not None and found.scheme in ("arxiv", "doi"):
        return arxiv.identify(draft.work, draft.remarks, found.scheme, text)
    if draft.work.journal_ref is None and "://" not in text:
        draft.work.journal_ref = text
        return "journal_ref"
    return None
