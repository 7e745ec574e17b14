"""What an entry taken apart is, and what can be the title in it: shared by the forms of entries."""

from __future__ import annotations

import re

from msgspec import Struct

from kg.sources._listing_lines import may_be_title
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_segments import is_numeric
from kg.sources._listing_signs import OF_CITATIONS

Span = tuple[int, int]


class Taken(Struct, frozen=True, gc=False):
    """An entry taken apart: title and names and where they stand, what is left to be read, a year that stands with them.

    `owned` says that the entry names only those with whom it was written, or no one: the owner of the page is an author of it.
    """

    form: str
    title: Span
    names: NameList | None
    names_at: Span
    rests: list[Span]
    year_at: Span | None = None
    owned: bool = False

    @property
    def strong(self) -> bool:
        """Whether the names cannot be something else: there are several, or a word says that they are names."""
        return self.names is not None and (len(self.names.names) > 1 or self.owned)


_LEAD = re.compile(r"\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?(?:\s?[.:]\s+|\s+[-–—:|]\s+|\t\s*|\s{2,}|\s+(?=[A-Z“\"«]))")
"""A year before an entry, as in a column of its own or before a dash."""
TITLE_MARKS = ' \t\n,.;:，：．。“”"«»–—-'
_LONGEST = 1000
"""No title has more characters, as `may_be_title` has it, too."""
_SENTENCE = re.compile(r"[a-zé0-9)][.!]\s+[A-Z]")


def lead(text: str, begin: int) -> tuple[int, Span | None]:
    """Where an entry begins behind the year that stands before it, and where that year stands."""
    found = _LEAD.match(text, begin)
    return (found.end(), found.span("year")) if found else (begin, None)


def is_title(text: str, strong: bool) -> bool:
    """Whether a stretch between commas can be a title: words, not a sentence's middle, neither names nor numbers."""
    bare = text.strip(TITLE_MARKS)
    if len(bare) > _LONGEST:
        return False
    words = bare.split()
    if bare.count("”") > bare.count("“") + bare.count("„"):
        return False  # more than the title stands here
    if "„" not in bare and bare.count("“") > bare.count("”") and len(text.strip(" \n,.;")) - len(bare) != 1:
        return False
    if OF_CITATIONS.search(bare) or bare.count("(") > bare.count(")") or bare.count(" · ") > 1:
        return False
    if not bare or not may_be_title(bare) or is_numeric(bare) or len(bare) < 4:
        return False
    if bare[0].islower() and not any(map(str.isupper, bare[1:4])):
        return False
    if len(words) < 2 and not strong and bare.isascii():
        return False
    return _SENTENCE.search(bare) is None and (strong or people(bare) is None)


def trimmed_span(text: str, start: int, end: int) -> Span:
    """A stretch without white space and the marks at its ends; a question mark belongs to it."""
    while start < end and text[start] in TITLE_MARKS:
        start += 1
    while end > start and text[end - 1] in TITLE_MARKS:
        end -= 1
    return start, end


def with_inner(text: str, title: Span, marks: Span) -> Span:
    """A title with the marks of a quotation that begins it or ends it."""
    start, end = title
    if start > marks[0] and text[start - 1] in '"“' and text[end - 1] not in '"”':
        start -= text[start - 1 : end].count(text[start - 1]) > 1
    if end < marks[1] and text[end] in '"”' and (text[start:end].count('"') % 2 or text[start:end].count("“")):
        end += 1
    return start, end
