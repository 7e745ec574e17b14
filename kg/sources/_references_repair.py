"""Rules after the tagger: what it gets wrong where marks and words of the reference leave no doubt.

A title in quotation marks ends where they close; "In" after a full stop, "translated by", "(PhD thesis)" and "to appear" begin
another part; what stands after the editors is the book they edited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources._references_bounds import (
    bodies,
    nameless,
    names_before,
    role_first,
    whole_bracket,
    whole_title,
)
from kg.sources._references_ends import (
    authors_first,
    before_bracket,
    before_editors,
    before_shortened,
    behind_mark,
    body_goes_on,
    colon_first,
    goes_on,
    imprint_in_title,
    initials_first,
    joined_first,
    own_stretches,
    text_of,
    two_words_first,
    with_dash,
    with_year,
    without_title,
)
from kg.sources._references_features import Token
from kg.sources._references_tagger import Part, Tagging
from kg.sources._references_titles import (
    REGIONS,
    behind_names,
    cased,
    is_of,
    likeliest,
    named_first,
    names_end,
    outside,
)
from kg.sources._references_venues import (
    of_series,
    other_venues,
    places,
    publishers,
    whole_venue,
    with_numbers,
    within_venues,
)

_BRACKETED_PAGES = re.compile(r"\(\d+[-–]+\d+\)?[.,]?")
_MEDIUM = re.compile(
    r"(?:exhibition catalogue|television (?:program(?:me)?|series)|dvd|motion picture|film|technical report|"
    r"(?:unpublished )?(?:ph\.?\s?d\.?|master[’']?s?|doctoral)\s(?:thesis|dissertation))(?:[.,]|$)",
    re.IGNORECASE,
)
_OPENING = {"“": "”", "«": "»", "„": "“”", '"': '"”', "‘": "’", "‟": "”"}
_QUOTE = re.compile('[“«„"‘‟]')
_BRACKETS = "([•-—"
_CLOSED = re.compile(r"(?:[.,?!][”»\"’“]|[”»\"’“][.,])[.,)]*$")
_CLOSED_ALONE = re.compile(r"[”»\"][.,;]*$")
_GENRE = re.compile(
    r"\((?:[^()]*\b)?(?:dissertation|thesis|report|brief|manuscript|memo|working paper|poster)\b[^()]*\)[.,]?$",
    re.IGNORECASE,
)  # fmt: skip
_BY = re.compile(
    r"(?:translated|transl?\.|traduit|traduction|traducción|übersetzt|tradotto)\s(?:by|par|de|von|da|por)\b",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"(?:edited by|eds?\.\s|ed\. by|herausgegeben von|édité par|editado por|sous la dir)", re.IGNORECASE
)
_TO_APPEAR = re.compile(r"(?:to appear|in press|forthcoming|submitted|accepted)\b", re.IGNORECASE)
_DEGREE = re.compile(r"ph\.?d\b|m\.?sc\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,5}\.")
_EDITION = re.compile(r"\d{1,2}(?:st|nd|rd|th|e|ème)\.?")
_YEAR = re.compile(r"\(?(?<!\d)(?:1[4-9]|20)\d\d(?!\d)[a-z]?\)?[.,;:]*")
_YEARS = re.compile(r"(?:1[4-9]|20)\d\d[-–—](?:1[4-9]|20)?\d\d[.,]?")
_BRACKETED_YEAR = re.compile(r"[(\[](?:1[4-9]|20)\d\d[a-z]?[)\]][.,;:]*")
_LINK = re.compile(r"https?://|\bwww\.\w|ftp://|\b10\.\d{4,9}/\S", re.IGNORECASE)
_OF_NOTES = re.compile(
    r"[(\[]?(?:accessed|retrieved|submitted|unpublished|forthcoming|preprint[.,]|see\b|web\.)", re.IGNORECASE
)
_SEEN = re.compile(r"[(\[]?(?:accessed|retrieved)\b", re.IGNORECASE)
_ROLE = re.compile(r"\((trans|transl|eds?|hrsg)\.?\)[.,:]*", re.IGNORECASE)
_ANY_ROLE = re.compile(r"\(?(eds?|editors?|hrsg|hg|dir|directors?|producers?)\.?\)?[.,:]*", re.IGNORECASE)
_HOLDS_YEAR = ("journal", "container-title", "publisher", "location", "volume", "pages", "genre", "edition")
_APPEARED = ("journal", "container-title", "publisher")
_PREPRINT = re.compile(r"(?:e-?prints?|preprint|manuscript)\W*$", re.IGNORECASE)


def repaired(tokens: Sequence[Token], tagging: Tagging) -> list[Part]:
    """The parts of a reference after the rules; the first title is the title."""
    found = likeliest(tagging, _quoted(tokens, tagging.parts))
    for rule in (
        authors_first,
        named_first,
        role_first,
        bodies,
        body_goes_on,
        initials_first,
        names_before,
        names_end,
        colon_first,
        joined_first,
        two_words_first,
        nameless,
        without_title,
        _untitled,
        _one_title,
        with_year,
        whole_bracket,
        behind_mark,
        before_shortened,
        goes_on,
        whole_title,
        with_dash,
        before_editors,
        before_bracket,
        imprint_in_title,
        other_venues,
        whole_venue,
        places,
        within_venues,
        of_series,
        with_numbers,
        publishers,
        _longer,
        _cut,
        _shorter,
        own_stretches,
        cased,
        _roles,
        behind_names,
        _linked,
        _remarks,
        _dated,
    ):
        found = rule(tokens, found)
    return found


def _quotation(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The tokens from the first quotation mark that opens to the one that closes it with a comma or a full stop."""
    if not _QUOTE.search(text_of(tokens, 0, len(tokens))):
        return None
    for i, token in enumerate(tokens):
        lead = token.text.lstrip(_BRACKETS)[:1]
        if not lead or lead not in _OPENING:
            continue
        closing, depth = _OPENING[lead], 0
        for j in range(i, min(i + 80, len(tokens))):
            text = tokens[j].text[1:] if i == j else tokens[j].text
            depth += i < j and lead not in closing and text.lstrip(_BRACKETS)[:1] == lead
            if any(mark in text for mark in closing):
                rest = tokens[j + 1].text if j + 1 < len(tokens) else ""
                if depth:
                    depth -= 1
                    continue
                alone = _CLOSED_ALONE.search(text) and (not rest or rest[:1] in ".,;" or text[-1] in ".,;")
                return (i, j + 1) if _CLOSED.search(text) or alone else None
        return None
    return None


def _quoted(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """What stands in the first quotation marks, when they close before a comma or full stop and most of it is title, is the title."""
    span = _quotation(tokens)
    if span is None:
        return parts
    first, last = span
    if any(part.name == "title" and part.last <= first for part in parts) and last - first < 8:
        return parts  # a quotation in a later part
    inside = [(part.name, min(part.last, last) - max(part.first, first), part.certainty) for part in parts]
    titled = sum(size for name, size, _ in inside if name == "title" and size > 0)
    before = any(part.name == "title" and part.first + 2 < first < part.last for part in parts)
    if before or (titled * 2 < last - first and any(part.name == "title" and part.last <= first for part in parts)):
        return parts
    certainty = max((sure for name, size, sure in inside if size > 0 and name == "title"), default=0.5)
    found = [piece for part in parts for piece in outside(part, first, last)]
    return sorted([*found, Part("title", first, last, max(certainty, 0.5))], key=lambda part: part.first)


def _named(part: Part, name: str) -> Part:
    return Part(name, part.first, part.last, part.certainty)


def _untitled(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Without a title, the book that stands where a title stands, or a note of some words, is the title."""
    if any(part.name == "title" for part in parts):
        return parts
    lead = 0
    while lead < len(parts) and parts[lead].name in ("citation-number", "author", "editor", "date"):
        lead += 1
    if 0 < lead < len(parts):
        part = parts[lead]
        only = part.name == "note" and part.last - part.first > 3 and not any(p.name in _APPEARED for p in parts)
        edited = (
            part.name == "container-title"
            and parts[lead - 1].name == "editor"
            and not any(p.name == "author" for p in parts)
        )
        if only or edited:
            return [*parts[:lead], _named(part, "title"), *parts[lead + 1 :]]
    return parts


def _one_title(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A second title is the book or series; an uncertain first one before the date or the editors is of the names."""
    titles = [i for i, part in enumerate(parts) if part.name == "title"]
    if len(titles) == 2:
        one, two = (parts[i] for i in titles)
        between = {part.name for part in parts[titles[0] + 1 : titles[1]]}
        dated = between == {"date"} and titles[0] and parts[titles[0] - 1].name == "author"
        dated = dated and tokens[two.first].text.lower() not in ("in", "in:", "dans", "en")
        if (dated and two.certainty > 0.6) or (
            between <= {"date", "editor"} and one.certainty < 0.6 and two.certainty > 0.9
        ):
            parts = [_named(part, "author") if i == titles[0] else part for i, part in enumerate(parts)]
            return _joined(parts)
    found: list[Part] = []
    titled = False
    for part in parts:
        if part.name == "title":
            if titled:
                part = Part("container-title", part.first, part.last, part.certainty)
            titled = True
        found.append(part)
    return found


def _joined(parts: list[Part]) -> list[Part]:
    """Neighbours of one name as one part."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].name == part.name == "author":
            found[-1] = Part("author", found[-1].first, part.last, min(found[-1].certainty, part.certainty))
        else:
            found.append(part)
    return found


def _longer(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title goes on where it cannot have ended: after a small word, before a small letter, a numeral or a place."""
    found = list(parts)
    for i in range(len(found) - 1):
        title, part = found[i], found[i + 1]
        if title.name != "title" or part.name not in (*_APPEARED, "location", "note", "date"):
            continue
        end = _goes_on(tokens, title, part, found[i + 2 :])
        if end > title.last:
            found[i] = Part("title", title.first, end, title.certainty)
            found[i + 1] = Part(part.name, end, part.last, part.certainty)
    return [part for part in found if part.first < part.last]


def _goes_on(tokens: Sequence[Token], title: Part, part: Part, rest: Sequence[Part]) -> int:
    """Behind what of the part after it a title still takes in, or nothing; `rest` are the parts behind."""
    last, text = tokens[title.last - 1].text, tokens[part.first].text
    if part.name == "date":  # "report 2012. ... August 2013."
        bare = text[0].isdigit() and _YEAR.fullmatch(text) and part.last - part.first == 1
        return part.last if bare and last[-1].isalnum() and _has_year(tokens, rest) else 0
    journal = part.name == "journal" and rest  # one that nothing stands behind is none
    if last[-1] == ":" and title.last - title.first > 1 and part.name != "location" and not journal:
        return _stretch(tokens, part, ".?!”»")
    if _ROMAN.fullmatch(text) and last[-1] == "." and part.name in ("journal", "container-title"):
        return part.first + 1
    if last[-1] == "," and part.name in ("location", "journal", "container-title"):
        return _place(tokens, part, [one.name for one in rest])
    if last[-1] == "," and text in ("and", "et", "und"):
        return _stretch(tokens, part, ".,?!”»")
    small = text[0].islower() and (text not in ("in", "dans", "en", "im") or last[-1] == ")")
    if (last[-1].isalnum() and (is_of(tokens[title.last - 1], "stop") or small)) or (last[-1] == ")" and small):
        return _stretch(tokens, part, ".,?!”»")
    return 0


def _stretch(tokens: Sequence[Token], part: Part, marks: str) -> int:
    """Behind the first token of a part that one of some marks ends; before a bracket or a "PhD" that comes first."""
    for at in range(part.first, part.last):
        if at > part.first and (tokens[at].text[0] == "(" or _DEGREE.match(tokens[at].text)):
            return at
        if tokens[at].text[-1] in marks:
            return at + 1
    return part.last


def _place(tokens: Sequence[Token], part: Part, rest: list[str]) -> int:
    """Behind the place that a part begins with, where the journal follows it or the publisher has a place of its own."""
    at = part.first
    while at < part.last and (is_of(tokens[at], "place") or tokens[at].text.strip(".,") in REGIONS):
        at += 1
    if part.first < at < part.last and _YEARS.fullmatch(tokens[at].text):
        at += 1
    if at == part.last and part.name == "location" and tokens[at - 1].text[-1] == "." and "location" in rest:
        return at
    journal = rest[:1] in (["journal"], ["container-title"]) if at == part.last else part.name != "location"
    return at if journal and at > part.first and tokens[at - 1].text[-1] in ".," else 0


def _shorter(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title ends before an edition, a date, a place or a bracket that the next part closes."""
    found: list[Part] = []
    for i, part in enumerate(parts):
        following = parts[i + 1].name if i + 1 < len(parts) else ""
        cut = _tail(tokens, part, following, parts) if part.name == "title" else None
        if cut is None:
            found.append(part)
        else:
            found += [
                Part("title", part.first, cut[0], part.certainty),
                Part(cut[1], cut[0], part.last, part.certainty),
            ]
    return found


def _tail(tokens: Sequence[Token], part: Part, following: str, parts: list[Part]) -> tuple[int, str] | None:
    words = [token.text for token in tokens[part.first : part.last]]
    if len(words) < 2:
        return None
    if following in ("date", "publisher", "location"):
        depth = 0
        for i in range(len(words) - 1, 0, -1):
            depth += words[i].count(")") - words[i].count("(")
            if depth < 0 and words[i].startswith("("):
                return part.first + i, "location" if words[i].endswith(":") else "publisher"
    if _BRACKETED_PAGES.fullmatch(words[-1]) and not _YEAR.match(words[-1]):
        return part.last - 1, "pages"
    if _EDITION.fullmatch(words[-1]) and words[-2][-1] in ".,":
        return part.last - 1, "edition"
    if words[-2].lower() in ("volume", "vol.") and len(words) > 3 and words[-3][-1] in ".,":
        return part.last - 2, "volume"
    if not _has_year(tokens, parts) and _YEAR.fullmatch(words[-1]):
        if is_of(tokens[part.last - 2], "month"):
            return part.last - 2, "date"
        if words[-2][-1] in ".," or (following == "genre" and part is parts[0]):
            return part.last - 1, "date"
    placed = any(other.name == "location" for other in parts)
    if following == "location" or (following == "publisher" and not placed):
        at = part.last
        while at > part.first + 1 and is_of(tokens[at - 1], "place"):
            at -= 1
        if part.first + 1 < at < part.last and tokens[at - 1].text[-1] in ".,":
            return at, "location"
    return None


def _roles(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """What ends with "(trans.)" or "(eds.)" is neither title nor authors but names with that role."""
    found = []
    for part in parts:
        role = _ROLE if part.name == "title" else _ANY_ROLE
        match = role.fullmatch(tokens[part.last - 1].text) if part.name in ("title", "author") else None
        if match:
            part = _named(part, "translator" if match[1].lower().startswith("tr") else "editor")
        found.append(part)
    return found


def _linked(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A link or a DOI is of no part but the notes."""
    text = text_of(tokens, 0, len(tokens))
    if ("/" not in text and "www." not in text.lower()) or not _LINK.search(text):
        return parts
    found: list[Part] = []
    for part in parts:
        first = part.first
        for at in range(part.first, part.last if part.name != "note" else part.first):
            if _LINK.search(tokens[at].text):
                found += [Part(part.name, first, at, part.certainty), Part("note", at, at + 1, 1.0)]
                first = at + 1
        found.append(Part(part.name, first, part.last, part.certainty))
    return [part for part in found if part.first < part.last]


def _remarks(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """What begins with "Accessed" or "Submitted" is no venue but a note, with the date behind it."""
    found: list[Part] = []
    for part in parts:
        noted = part.name in _APPEARED and _OF_NOTES.match(tokens[part.first].text)
        if noted or (
            part.name == "date" and found and found[-1].name == "note" and _SEEN.match(tokens[part.first - 1].text)
        ):
            part = Part("note", part.first, part.last, max(part.certainty, 0.5))
        found.append(part)
    return found


def _dated(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A date in brackets ends where they close; without a year, the one year that stands by itself behind the title, or in brackets, is it."""
    found = list(parts)
    for i, part in enumerate(found[:-1]):
        text = tokens[part.last - 1].text
        if part.name == "date" and text[-1] == "," and "(" in text and is_of(tokens[part.last], "month"):
            close = next((j for j in range(part.last, min(part.last + 4, len(tokens))) if ")" in tokens[j].text), -1)
            if part.last <= close < found[i + 1].last - 1:
                found[i] = Part("date", part.first, close + 1, part.certainty)
                found[i + 1] = Part(found[i + 1].name, close + 1, found[i + 1].last, found[i + 1].certainty)
    if _has_year(tokens, found):
        return found
    years = [
        (part, j)
        for part in found
        if part.name in (*_HOLDS_YEAR, "title", "note")
        for j in range(part.first, part.last)
        if (_YEAR if part.name in _HOLDS_YEAR else _BRACKETED_YEAR).fullmatch(tokens[j].text)
    ]
    if len({_digits(tokens[at]) for _, at in years}) != 1:
        return found
    part, at = years[-1]
    split = [
        Part(part.name, part.first, at, part.certainty),
        Part("date", at, at + 1, part.certainty),
        Part("container-title" if part.name == "title" else part.name, at + 1, part.last, part.certainty),
    ]
    return [p for one in found for p in (split if one is part else [one]) if p.first < p.last]


def _digits(token: Token) -> str:
    """The year of a token that is one, without the marks and the letter at it."""
    return token.text.strip("()[].,;:abcdefghijklmnopqrstuvwxyz")


def _has_year(tokens: Sequence[Token], parts: Sequence[Part]) -> bool:
    """Whether a date says the year."""
    return any(
        _YEAR.search(tokens[j].text) for part in parts if part.name == "date" for j in range(part.first, part.last)
    )


def _cut(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        cut = _end(tokens, part) if part.name == "title" else None
        if cut is None:
            found.append(part)
        else:
            at, name = cut
            found.append(Part("title", part.first, at, part.certainty))
            found.append(Part(name, at, part.last, part.certainty))
    return found


def _end(tokens: Sequence[Token], part: Part) -> tuple[int, str] | None:
    """Where in a title another part begins, and which."""
    for i in range(part.first + 1, part.last):
        before, text = tokens[i - 1].text, tokens[i].text
        ended = before[-1] in '.,;”»"’?!)'
        if not ended:
            continue
        rest = " ".join(token.text for token in tokens[i : part.last])
        if (
            text in ("In:", "in:")
            or (text == "In" and before[-1] in '.?!”"»,')
            or (text == "in" and before[-1] in '”»"')
        ):
            return i, "container-title"
        if _BY.match(rest):
            return i, "translator"
        if _EDITED.match(rest) and before[-1] in ".,":
            return i, "editor"
        if _TO_APPEAR.match(rest) or _PREPRINT.match(rest):
            return i, "note"
        if before[-1] == "," and _MEDIUM.match(rest):
            return i, "genre"
    for i in range(part.first + 1, part.last):
        if tokens[i].text.startswith("(") and _GENRE.fullmatch(" ".join(token.text for token in tokens[i : part.last])):
            return i, "genre"
    return None
