"""Lists in arXiv style: blocks closed by a line with the arXiv id and a line with the dates.

Title                                   (these two lines may be missing)
Given Family, Given Family

Abstract, of one line or many.

Comment lines.

arXiv:2510.13290v2 [cs.CL] - journal reference
Created: 2025-10-15 Updated: 2025-10-16
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from kg import identifiers
from kg.records import Date, Furniture, Item, Remark, Text
from kg.sources._listing_lines import (
    Draft,
    Layout,
    Line,
    is_heading,
    is_long,
    is_prose,
    is_title,
    joined,
    may_be_title,
    reject,
)
from kg.sources._listing_names import NameList
from kg.sources._listing_people import given_first

_ID_LINE = re.compile(
    r"(?P<label>arXiv:\s?)(?P<id>[A-Za-z.\-]{0,20}/?\d[^\s,;]{0,40})"
    r"(?P<classes>\s+\[[A-Za-z0-9.,;\s-]{2,200}\])?(?P<dash>\s+[-–—]\s+)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?P<label>Created|Updated|Submitted):\s*(?P<value>[^\s].{0,40}?)\s*(?=$|\b(?:Created|Updated|Submitted):)"
)
_DATE_LINE = re.compile(r"(?:Created|Updated|Submitted):\s*\S")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_COMMENT = re.compile(
    r"\b(?:\d+\s*(?:\+\s*\d+\s*)?(?:pages?|pp|figures?|figs?|tables?)|pages|figures|accepted|submitted|to appear|appear(?:s|ed|ing)? (?:in|at)|"
    r"published|presented|proceedings|proc\.|conference|workshop|symposium|journal|arxiv admin note|project page|website|camera[- ]ready|"
    r"preprint|withdrawn|extended (?:version|abstract)|supplement\w*|thesis|technical report|under review|spotlight|poster|"
    r"https?://|v\d:)|(?-i:\bin [A-Z][A-Za-z]*[A-Z])|^(?:code|demo|data)\b|(?-i:\b[A-Z][A-Za-z]*[A-Z][ -]*'?(?:19|20)?\d\d\b)",
    re.IGNORECASE,
)
_COMMENT_BEGINS = re.compile(
    r"(?:arxiv admin note|project page|accepted|to appear|submitted|published|presented|\d+\s+pages|code)\b",
    re.IGNORECASE,
)
_MOST_LINES = 20_000
"""A block of more lines than this is not one work."""

Paragraph = list[Line]


def _id_line(line: Line) -> re.Match[str] | None:
    """The parts of a line "arXiv:ID [classes] - journal reference"; None for every other line."""
    found = _ID_LINE.match(line.text)
    if found is None or (found.end() < len(line.text) and not found["dash"]):
        return None
    return found


def _date_line(line: Line) -> bool:
    return _DATE_LINE.match(line.text) is not None


def recognises(lines: Sequence[Line]) -> bool:
    """Whether a line with an arXiv id is followed by one with dates, or such id lines close two stretches of text."""
    ids = [i for i, line in enumerate(lines) if _id_line(line)]
    dated = sum(1 for i in ids if i + 1 < len(lines) and _date_line(lines[i + 1]))
    closing = sum(1 for i in ids if i and lines[i].gap and is_prose(lines[i - 1].text))
    return dated > 0 or closing > 1


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The blocks of a list, each one record; text that no id or date closes is a record only with title and authors."""
    body: list[Paragraph] = []
    closing: list[Line] = []
    count = 0
    for line in lines:
        if closing and not _continues(closing, line):
            yield from _block(body, closing)
            body, closing, count = [], [], 0
        if closing or _id_line(line) or _date_line(line):
            closing.append(line)
            continue
        if line.gap or not body:
            body.append([])
        body[-1].append(line)
        count += 1
        if count > _MOST_LINES:
            yield reject([body[0][0], line], f"{_MOST_LINES} lines without an arXiv id or a date that closes them")
            body, count = [], 0
    if body or closing:
        yield from _block(body, closing)


def _continues(closing: list[Line], line: Line) -> bool:
    """Whether a line goes on with the lines that close a block: dates after the id, the rest of a journal reference."""
    if _date_line(line):
        return True
    first = _id_line(closing[0])
    return bool(
        first and first["dash"] and not line.gap and len(closing) < 3 and not _id_line(line) and _wrapped(closing, line)
    )


def _wrapped(closing: list[Line], line: Line) -> bool:
    """Whether a journal reference runs on in a second line: the first is full, the second no longer than it."""
    last = closing[-1]
    return not _date_line(last) and 50 <= len(last.text) <= 120 and len(line.text) <= 120 and not is_prose(line.text)


# --- a block ---------------------------------------------------------------------------------------------------------


def _block(body: list[Paragraph], closing: list[Line]) -> Iterator[Item]:
    """The items of one block: headings before it, unclosed works at its beginning, and the work that is closed."""
    while body and len(body[0]) == 1 and is_heading(body[0][0]):
        line = body.pop(0)[0]
        yield Furniture("heading", line.start, line.end)
    if not body and not closing:
        return
    at = 0
    for begin in _unclosed(body):
        yield _work(body[at:begin], [])
        at = begin
    yield _work(body[at:], closing)


def _unclosed(body: Sequence[Paragraph]) -> list[int]:
    """Which paragraphs begin a work with title and names below one that nothing closes, of which there is an abstract."""
    prose = next((i for i, paragraph in enumerate(body) if is_prose(joined(paragraph))), len(body))
    begins: list[int] = []
    wide = False
    for i in range(len(body) - 1, prose, -1):
        wide = wide or _wide([body[i]])
        if _head(body[i], wide):
            begins.append(i)
            wide = False
    return begins[::-1]


def _work(body: list[Paragraph], closing: list[Line]) -> Item:
    """One work, or a reject where nothing certain is known of it."""
    draft = Draft("preprint")
    _fields(draft, body)
    known = draft.work.title and draft.work.contributions
    if not known and not any(_id_line(line) for line in closing) and not (closing and draft.work.abstract):
        every = [line for paragraph in body for line in paragraph] + closing
        return reject(every, "no arXiv id closes this text, and title and authors do not stand before it")
    _close(draft, closing)
    if not closing:
        draft.remarks.append(Remark("unclosed", "No arXiv id and no date follows this work."))
    return draft.record()


def _head(paragraph: Paragraph, wide: bool = False) -> tuple[int, int, NameList] | None:
    """How many lines of a paragraph are the title and where the author lines after it end, with their names.

    `wide` says that lines here are longer than any page, so that a title is not wrapped.
    """
    for titles in (1, 2, 3):
        if titles >= len(paragraph) or not may_be_title(joined(paragraph[:titles])):
            return None
        ends = _author_lines(paragraph, titles)
        names = given_first(joined(paragraph[titles:ends]))
        if names and (len(names.names) > 1 or _sure_single(paragraph, titles, names, wide)):
            return titles, ends, names
    return None


def _wide(body: Sequence[Paragraph]) -> bool:
    """Whether a line of these paragraphs is longer than any page is wide, so that lines are not wrapped."""
    return any(len(line.text) > 200 for paragraph in body for line in paragraph)


def _author_lines(paragraph: Paragraph, start: int) -> int:
    """Where the author lines end that begin at `start`: a line that ends with a separator goes on in the next one."""
    end = start + 1
    while end < len(paragraph) and (
        paragraph[end - 1].text.endswith((",", ";", " and", "&")) or paragraph[end].text.startswith(("and ", "& "))
    ):
        end += 1
    return end


def _sure_single(paragraph: Paragraph, titles: int, names: NameList, wide: bool) -> bool:
    """Whether one name after the title is an author and not the rest of a wrapped title."""
    name = names.names[0][0]
    first = paragraph[0].text
    short = len(first) < 60 or wide
    return titles == 1 and len(paragraph) == 2 and short and is_title(first) and len(name.printed.split()) <= 4


def _fields(draft: Draft, body: list[Paragraph]) -> None:
    """Title, authors, abstract and comments of the paragraphs before the closing lines."""
    rest = body
    if body and (head := _head(body[0], _wide(body))):
        titles, ends, names = head
        draft.title(body[0][:titles])
        draft.authors(body[0][titles:ends], names)
        rest = [body[0][ends:], *body[1:]] if ends < len(body[0]) else body[1:]
    else:
        rest = _loose_head(draft, body)
    abstract: list[Line] = []
    paragraphs = 0
    for i, paragraph in enumerate(rest):
        text = joined(paragraph)
        if not draft.work.comments and _reads_as_abstract(text, first=not abstract):
            cut = _comment_below(paragraph)
            abstract += paragraph[:cut]
            paragraphs += 1
            if cut < len(paragraph):
                _comments(draft, paragraph[cut:])
        elif abstract or _COMMENT.search(text[:300]):
            _comments(draft, paragraph)
        else:
            draft.left("text", paragraph, f"Paragraph {i + 1} may be a title or a comment: {text[:60]!r}.")
    if abstract:
        draft.abstract(abstract)
        if paragraphs > 1:
            draft.confidence["abstract"] = 0.9


def _loose_head(draft: Draft, body: list[Paragraph]) -> list[Paragraph]:
    """Takes a title alone before the abstract, and author lines in a paragraph of their own; returns what follows."""
    rest = body
    if len(rest) > 1 and len(rest[0]) == 1 and _title_alone(rest[0][0].text):
        names = given_first(joined(rest[1]))
        listed = names is not None and len(names.names) > 1
        after = rest[2] if listed and len(rest) > 2 else rest[1]
        if listed or is_prose(joined(after)):
            draft.title(rest[0])
            if not listed:
                draft.confidence["title"] = 0.9
            rest = rest[1:]
    if rest and (names := given_first(joined(rest[0]))) and len(names.names) > 1:
        draft.authors(rest[0], names)
        rest = rest[1:]
    return rest


def _title_alone(text: str) -> bool:
    names = given_first(text)
    return is_title(text) and (names is None or len(names.names) == 1) and not _COMMENT.search(text)


def _reads_as_abstract(text: str, first: bool) -> bool:
    """Whether a paragraph belongs to the abstract: prose, and when it is not the first, longer than comments are."""
    if _COMMENT_BEGINS.match(text) and len(text) < 400:
        return False
    if first:
        return is_prose(text) or (is_long(text) and not _COMMENT.search(text[:100]))
    return is_prose(text) and len(text) >= 250


def _comment_below(paragraph: Paragraph) -> int:
    """How many lines of a paragraph are abstract when a comment stands right below it: all, or those before the comment."""
    for i in range(1, len(paragraph)):
        if len(paragraph[i - 1].text) > 200 and paragraph[i - 1].text.endswith((".", "!", "?")):
            short = all(len(line.text) < 150 and _COMMENT.search(line.text) for line in paragraph[i:])
            return i if short else len(paragraph)
    return len(paragraph)


def _comments(draft: Draft, lines: Paragraph) -> None:
    """Takes lines as comments: each line one, or all one where full lines show that it is wrapped."""
    full = all(60 <= len(line.text) <= 120 for line in lines[:-1]) and len(lines) > 1
    for group in [lines] if full else [[line] for line in lines]:
        draft.mapped(f"comments[{len(draft.work.comments)}]", group[0].start, group[-1].end)
        draft.work.comments.append(joined(group))


# --- the closing lines -----------------------------------------------------------------------------------------------


def _close(draft: Draft, closing: list[Line]) -> None:
    """Takes id, classes, journal reference and dates from the lines that close a block."""
    dates = [line for line in closing if _date_line(line)]
    first = closing[: len(closing) - len(dates)]
    if first and (found := _id_line(first[0])):
        _identify(draft, first, found)
    for line in dates:
        _dates(draft, line)


def _identify(draft: Draft, lines: list[Line], found: re.Match[str]) -> None:
    """Takes the id, the classes in brackets and the journal reference, which may run over several lines."""
    line = lines[0]
    base = line.start
    end = base + found.end("id")
    printed = line.text[: found.end("id")]
    if identifier := identifiers.parse("arxiv", printed):
        draft.work.identifiers.append(identifier)
        draft.mapped("identifiers[0]", base, end)
    else:
        message = f"{printed!r} is not an arXiv id: its form or its month is wrong."
        draft.remarks.append(Remark("identifier-invalid", message, "identifiers"))
        draft.left_at("identifier", base, end)
    if found["classes"]:
        _classes(draft, line.text, base, found)
    if found["dash"]:
        dash = line.text.index(found["dash"].strip(), found.start("dash"))
        draft.furniture("punctuation", base + dash, base + dash + 1)
        if reference := joined(lines)[found.end() :]:
            draft.work.journal_ref = reference
            draft.mapped("journal_ref", base + found.end(), lines[-1].end)


def _classes(draft: Draft, text: str, base: int, found: re.Match[str]) -> None:
    """Takes the classes "[cs.CL, stat.ML]" as subjects, with brackets and commas as punctuation."""
    for part in re.finditer(r"[A-Za-z0-9.-]+|[\[\],;]+", text[: found.end("classes")][found.start("classes") :]):
        start, end = (base + found.start("classes") + at for at in part.span())
        if part[0][0] in "[],;":
            draft.furniture("punctuation", start, end)
        else:
            draft.mapped(f"subjects[{len(draft.work.subjects)}]", start, end)
            draft.work.subjects.append(Text(part[0], scheme="arxiv"))


def _dates(draft: Draft, line: Line) -> None:
    """Takes the dates of a line; one that is no date stays left over, with a remark."""
    for found in _DATE.finditer(line.text):
        kind = found["label"].lower()
        label = line.text.index(":", found.start()) + 1
        draft.furniture("label", line.start + found.start(), line.start + label)
        start, end = line.start + found.start("value"), line.start + found.end("value")
        if _is_date(found["value"]):
            draft.mapped(f"dates[{len(draft.work.dates)}]", start, end)
            draft.work.dates.append(Date(kind, found["value"]))
        else:
            message = f"{kind} is not a date: {found['value']!r}."
            draft.remarks.append(Remark("date-invalid", message, "dates"))
            draft.left_at("date", start, end)


def _is_date(text: str) -> bool:
    """Whether a text is an ISO 8601 date of the calendar: year, month or day."""
    if not text.isascii() or _ISO.fullmatch(text) is None:
        return False
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


LAYOUT = Layout("arxiv-style", recognises, read)
