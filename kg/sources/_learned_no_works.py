"""What the tagger of pages takes for the title of a work and is none: the title of a talk, and what somebody said of a book."""

from __future__ import annotations

import re

_TALK = re.compile(
    r"[\s.,;:()\"”»*_–-]{0,6}(?:(?:invited|keynote|plenary|guest|public)\s)?(?:talk|lecture|seminar talk|keynote|vortrag|exposé)\s(?:at|in|to|an|am|bei|im|à|au)\b",
    re.IGNORECASE,
)
"""What stands behind the title of a talk."""
_TALK_FIRST = re.compile(
    r"(?:invited|keynote|plenary|guest|public)\s(?:lecture|talk|address|seminar|speaker)\b", re.IGNORECASE
)
"""How an entry begins that is none of a work."""
_PRAISE = re.compile(r"[.!…]{1,3}[”\"»]{1,2}\s{0,3}(?:[—–]|--)\s{0,3}[^\W\d_][^\n\d]{1,80}(?=\n|$)")
"""Who said what stands before in quotation marks, with nothing else behind: ‘“A fine book.” — The Sailor’."""


def is_no_work(text: str, start: int, end: int) -> bool:
    """Whether what stands in a text from `start` to `end` is called a talk, or is quoted from somebody who is named behind it."""
    if _TALK.match(text, end) or _TALK_FIRST.match(text, start):
        return True
    inner = text[start:end].rstrip('.!?,…”"»')
    quoted = text[start : start + 1] in ("“", '"', "«") or text[max(0, start - 1) : start] in ("“", '"', "«")
    return quoted and _PRAISE.match(text, start + len(inner)) is not None
