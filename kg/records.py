"""Records: what a reader hands on, one at a time, and what it could not read.

All positions are offsets in characters of the decoded text of one input, start inclusive and end exclusive.
Readers give offsets; line numbers (from 1) are filled in by `kg.reading`, which sees the whole text go by.
No record leads back to itself, so the collector of cycles need not look at any (`gc=False`); it costs a tenth of the reading else.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

PieceKind = Literal["mapped", "furniture", "left"]

WORK_TYPES = (
    "article", "conference-paper", "preprint", "chapter", "book", "thesis", "report", "proceedings",
    "dataset", "software", "presentation", "standard", "patent", "collection", "other",
)  # fmt: skip

SCALARS = (
    "title", "subtitle", "abstract", "language", "journal_ref", "volume", "issue", "pages", "article_number",
    "edition", "chapter", "publisher", "place", "rights",
)  # fmt: skip
"""The fields of a work that hold one text; a piece of such a field is named as the field."""


class Piece(Struct, omit_defaults=True, gc=False):
    """A stretch of the input and what became of it.

    `field` names what it was mapped to: a scalar by its name ("title"), a member of a list by name and index from 0
    ("contributions[3]", "identifiers[0]", "dates[1]", "venues[0]", "comments[0]", "links[0]", "subjects[2]" ...).
    For furniture it names the kind ("label", "punctuation", "tag"); for what is left over, the source's own field name.
    """

    kind: PieceKind
    field: str
    start: int
    end: int
    line: int = 0


class NameAsPrinted(Struct, omit_defaults=True, frozen=True, gc=False):
    """A name as it stands in the source and the parts the source or its layout shows.

    `literal` marks what must not be split: an organisation, a collaboration, a name of unknown order.
    """

    printed: str
    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: bool = False


class Identifier(Struct, omit_defaults=True, frozen=True, gc=False):
    """An identifier: its scheme in lower case (`doi`, `arxiv`, `orcid` ...), its canonical value, and how it was printed."""

    scheme: str
    value: str
    printed: str = ""


class Affiliation(Struct, omit_defaults=True, gc=False):
    """An affiliation as printed, with the identifiers (ROR, ...) the source gives for it."""

    name: str
    identifiers: list[Identifier] = field(default_factory=list)


class Contribution(Struct, omit_defaults=True, gc=False):
    """One person or body and its part in the work, in the order of the source.

    `position` counts from 1 within a role. `links` are addresses of pages about the person, as given there.
    """

    name: NameAsPrinted
    position: int
    role: str = "author"
    identifiers: list[Identifier] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Date(Struct, omit_defaults=True, frozen=True, gc=False):
    """A date as precise as the source gives it: `2025`, `2025-10` or `2025-10-15`, and what it is the date of.

    `kind` is one of issued, published, created, updated, submitted, accepted, available, withdrawn, event-start, event-end,
    and registered: the day on which an agency registered the work's identifier, which is no date of the work.
    """

    kind: str
    value: str


class Venue(Struct, omit_defaults=True, gc=False):
    """Where a work appeared or was presented, as printed. `kind`: journal, conference, book, series, repository or ''."""

    name: str
    kind: str = ""
    acronym: str = ""
    identifiers: list[Identifier] = field(default_factory=list)
    place: str = ""


class Text(Struct, omit_defaults=True, gc=False):
    """A text with its language (BCP 47) and, for keywords, the scheme it is taken from."""

    value: str
    language: str = ""
    scheme: str = ""


class Link(Struct, omit_defaults=True, gc=False):
    """A link and its role (`landing-page`, `full-text`, `code`, `data`, `project-page` ...)."""

    url: str
    role: str = ""


class Relation(Struct, omit_defaults=True, gc=False):
    """How this work stands to another: `is-version-of`, `retracts`, `cites`, `is-supplement-to` ... and the other's id or text."""

    kind: str
    target: Identifier | None = None
    text: str = ""


class Funding(Struct, omit_defaults=True, gc=False):
    """A funder, the award, and the identifiers given for the funder."""

    funder: str
    award: str = ""
    identifiers: list[Identifier] = field(default_factory=list)


class Remark(Struct, omit_defaults=True, gc=False):
    """Something the reader noticed or mended: a code (`abstract-truncated`, `comma-restored` ...) and a sentence."""

    code: str
    message: str
    field: str = ""


class Work(Struct, omit_defaults=True, gc=False):
    """What one record says of one work. `None` and empty lists mean that the record does not say."""

    type: str = "article"
    title: str | None = None
    subtitle: str | None = None
    alternate_titles: list[Text] = field(default_factory=list)
    abstract: str | None = None
    abstract_truncated: bool = False
    language: str | None = None
    contributions: list[Contribution] = field(default_factory=list)
    authors_truncated: bool = False
    identifiers: list[Identifier] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    venues: list[Venue] = field(default_factory=list)
    journal_ref: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    edition: str | None = None
    chapter: str | None = None
    publisher: str | None = None
    place: str | None = None
    rights: str | None = None
    comments: list[str] = field(default_factory=list)
    subjects: list[Text] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    licences: list[Link] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    funding: list[Funding] = field(default_factory=list)


class Record(Struct, omit_defaults=True, gc=False):
    """One record of an input: where it stands (`start`, `end`), what it says and which characters say it.

    `pieces` name the mapped and the furniture stretches, in any order; whatever of the record no piece names and is not
    white space counts as left over. `owner` is the person whose page the list is, when the layout shows one.
    `key`, `file` and `line` are filled in by `kg.reading`. `confidence` holds fields read with less than certainty.
    """

    start: int
    end: int
    work: Work
    pieces: list[Piece] = field(default_factory=list)
    source_key: str = ""
    owner: NameAsPrinted | None = None
    remarks: list[Remark] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)
    key: str = ""
    file: str = ""
    source: str = ""
    line: int = 0


class Reject(Struct, omit_defaults=True, gc=False):
    """A stretch that was not read as a record, be it a broken record or none: where, the text (at most 2,000 characters) and the reason."""

    start: int
    end: int
    reason: str
    text: str = ""
    file: str = ""
    line: int = 0


class Furniture(Struct, omit_defaults=True, gc=False):
    """A stretch outside all records that is known and says nothing of a work: a heading, a header, a feed's own fields."""

    name: str
    start: int
    end: int
    line: int = 0


class Nested(Struct, gc=False):
    """A record inside which others stand, as the works that a file about software cites: no piece of `outer` lies in one of `inner`.

    The inner ones are in the order of the text and do not overlap.
    """

    outer: Record
    inner: list[Record]

    @property
    def start(self) -> int:
        """Where the outer record begins."""
        return self.outer.start

    @property
    def end(self) -> int:
        """Where the outer record ends."""
        return self.outer.end


Item = Record | Reject | Furniture | Nested
"""What a source yields, in the order of the input."""
