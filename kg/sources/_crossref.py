"""What Crossref's two forms have in common: its names for types of works, dates and relations, and ours."""

from __future__ import annotations

TYPES = {
    "journal-article": "article",
    "proceedings-article": "conference-paper",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "chapter",
    "report-component": "chapter",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "proceedings",
    "dissertation": "thesis",
    "report": "report",
    "standard": "standard",
    "dataset": "dataset",
    "database": "dataset",
    "software": "software",
    "posted-content": "preprint",
    "peer-review": "other",
    "component": "other",
    "grant": "other",
    "other": "other",
    "journal": "collection",
    "journal-volume": "collection",
    "journal-issue": "collection",
    "book-set": "collection",
    "book-series": "collection",
    "proceedings-series": "collection",
    "report-series": "collection",
    "standard-series": "collection",
}
"""Crossref's types of records (its REST API lists them under `types`) and the types of works."""

POSTED = {
    "preprint": "preprint",
    "working_paper": "report",
    "report": "report",
    "dissertation": "thesis",
    "letter": "other",
    "other": "other",
}
"""The kinds of posted content."""

ROLES = ("author", "editor", "translator", "chair")
"""The lists of contributors in the REST form."""

DATES = {
    "issued": "issued",
    "published": "published",
    "published-print": "published",
    "published-other": "published",
    "published-online": "available",
    "posted": "available",
    "accepted": "accepted",
    "approved": "accepted",
    "content-created": "created",
    "content-updated": "updated",
    "created": "registered",
}
"""What the dates of the REST form are dates of. Its `created` is the day on which the DOI was registered, not the work's."""

UPDATES = {
    "retraction": ("retracts", "is-retracted-by"),
    "partial_retraction": ("partially-retracts", "is-partially-retracted-by"),
    "withdrawal": ("withdraws", "is-withdrawn-by"),
    "removal": ("withdraws", "is-withdrawn-by"),
    "correction": ("corrects", "is-corrected-by"),
    "corrigendum": ("corrects", "is-corrected-by"),
    "erratum": ("corrects", "is-corrected-by"),
    "expression_of_concern": ("is-concern-about", "has-concern"),
    "addendum": ("is-addendum-to", "has-addendum"),
    "clarification": ("clarifies", "is-clarified-by"),
    "new_version": ("is-new-version-of", "has-new-version"),
    "new_edition": ("is-new-version-of", "has-new-version"),
}
"""Kinds of updates (Crossmark) as relations: of the notice to the work, and of the work to the notice."""

RETRACTED = frozenset(["is-retracted-by", "is-withdrawn-by"])

RELATIONS = {"references": "cites", "is-referenced-by": "is-cited-by"}
"""Relations that have another name here; the others keep Crossref's."""


def update_kind(printed: str, back: bool) -> str:
    """The relation of an update of this type; `back` for that of the updated work to the notice."""
    key = printed.strip().lower().replace("-", "_").replace(" ", "_")
    return UPDATES.get(key, ("updates", "is-updated-by"))[back]


def is_preprint_like(printed: str) -> bool:
    """Whether a type is that of posted content, whose venue is a repository."""
    return printed in ("posted-content", "posted_content")
