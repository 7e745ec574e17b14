"""Signs of a title in lists of readings, where no names stand beside it: a date before it, a short name of a venue behind it, marks on marks."""

from __future__ import annotations

import re

from kg.sources._html_flow import Flow

TAG_BEFORE = re.compile(r"[\[(](?P<tag>[^\[\]()]{2,40})[\])][\s:]*|(?P<year>(?:19|20)\d\d)[\s.:,–-]*")
_DATE_TAG = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[./-]\d{1,2}){1,2}")
"""The day or month on which a work was added or appeared, before its title: "[2023/05]"."""
_SHORT_VENUE = re.compile(
    r"[\s,.:;|(\[–-]{1,5}(?:arXiv\b|[A-Z][\w&+-]{1,20}\s?['’]\d\d\b|(?:[A-Z][\w&+-]{2,20}|[A-Z][\w&+-]{0,15}[A-Z][\w&+-]{0,15}(?:\s[A-Z][\w&+-]{0,20}){1,2})\s(?:19|20)\d\d\b)"
)
"""The short name of a venue with its year right behind a title: ", CVPR 2023"."""


def is_dated(flow: Flow, start: int, end: int) -> bool:
    """Whether a date in brackets stands before a title, and the short name of a venue behind it."""
    tag = TAG_BEFORE.fullmatch(flow.text, 0, start)
    dated = tag is not None and tag["tag"] is not None and _DATE_TAG.fullmatch(tag["tag"]) is not None
    return dated and _SHORT_VENUE.match(flow.text, end) is not None


def is_marked_twice(flow: Flow, start: int, end: int) -> bool:
    """Whether a stretch is both a link and bold, whole, and leads the entry: so titles are marked, names are one or the other."""
    kinds = {run.kind for run in flow.runs if run.start == start and end <= run.end <= end + 1}
    return {"link", "strong"} <= kinds
