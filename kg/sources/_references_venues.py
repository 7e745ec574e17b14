"""Rules after the tagger about where something appeared: names that go on, and what of a name is a place, a publisher, a number or a note."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.sources._references_ends import EDITION, SERIES, last_stretch, split, text_of, with_role
from kg.sources._references_features import Token, ends
from kg.sources._references_tagger import Part
from kg.sources._references_titles import REGIONS, is_of
from kg.sources._references_words import MEETING

_APPEARED = ("journal", "container-title")
_SERIES = re.compile(r"(?:volume|vol\.?|band|bd\.?|number|no\.?)", re.IGNORECASE)
_NUMBERED = re.compile(r"[(]?\d{1,5}[).,]*")
_OF_LINKS = re.compile(r"(?:available|retrieved|disponible|verfügbar|accessed)(?:[:.,]|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?!(?:1[89]|20)\d\d\b)[A-Z]?\d{1,4}[.,;:]?")
_LABELLED = re.compile(r"(?:n°|№|nr\.?|no\.?|vol\.?|bd\.?|t\.)\d{1,4}[.,;:]?", re.IGNORECASE)
_INTRODUCES = re.compile(r"(?:n°|№|nr\.?|no\.|vol\.?|volume|bd\.?|band|issue|heft|t\.)", re.IGNORECASE)
_EDITION = re.compile(r"edition|\bedn?\b|auflage|\baufl\b|édition", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:in press|ahead of print|to appear|forthcoming|special (?:issue|section|number))\b", re.IGNORECASE
)
_IN = re.compile(r"in:?", re.IGNORECASE)
_JOURNAL = re.compile(
    r"(?:the )?(?:journal|annals|transactions|proceedings|bulletin|archives) (?:of|on|for) ", re.IGNORECASE
)
_EDITORS = re.compile(r"[(\[]?(?:eds?|hrsg|dir)\.?[)\]]?[,.:;]*", re.IGNORECASE)
_TWO_NAMES = re.compile(r"[Ii]n [^\W\d_a-z][\w-]{1,30} (?:and|&) [^\W\d_a-z][\w-]{1,30},")
_ONE_OF = re.compile(r"Part [A-Z\dIV]{1,3}:")
_PLACE = re.compile(r"[^\W\d_a-z][^\W\d_]{3,20}(?: [^\W\d_a-z][^\W\d_]{3,20})? ?:")
_VOLUME_ISSUE = re.compile(r"\d{1,4}\((?:\d|[A-Z][a-z]{2,8}[/-])")
_DAY = re.compile(r"[1-3]?\d")
_NOTED = re.compile(
    r"^(?:review|unpublished|paper|draft|working|interview|translated|trans\.)|https?:|www\.|doi|accessed|retrieved|available|arxiv",
    re.IGNORECASE,
)
_FRENCH = re.compile(r"[^\W\d_a-z]\w{2,20} : [^\W\d_a-z]\S{1,20}(?: \S{1,20}){0,2}")
_BRACKETED_YEAR = re.compile(r"\((?:1[4-9]|20)\d\d\)[,.]?")
_GOES_ON = re.compile(r"(?:and|&|of|the|for|und|et)|[-–]|\S*:", re.IGNORECASE)


def whole_venue(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Two names of where it appeared are one where nothing marks the end of the first, or a colon, a dash or "and" says it goes on."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last is not None and last.name in _APPEARED and part.name in _APPEARED and _go_together(tokens, last, part):
            found[-1] = Part(last.name, last.first, part.last, min(last.certainty, part.certainty))
        else:
            found.append(part)
    return found


def _go_together(tokens: Sequence[Token], last: Part, part: Part) -> bool:
    before, text = tokens[last.last - 1].text, tokens[part.first].text
    if _GOES_ON.fullmatch(before) or _ONE_OF.match(text_of(tokens, part.first, part.first + 2)):
        return True
    return before[-1].isalnum() and text not in ("in", "In", "In:")


# --- what of a name is something else --------------------------------------------------------------------------------


def within_venues(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A series, a publisher, a place, a translator or a remark at the end of a name is a part of its own."""
    names = {part.name for part in parts}
    found: list[Part] = []
    for i, part in enumerate(parts):
        following = parts[i + 1].name if i + 1 < len(parts) else ""
        cuts = _cuts(tokens, part, names, following) if part.name in _APPEARED else []
        sure = max(part.certainty, 0.5) if cuts else part.certainty  # the tagger was not sure of what was cut off
        found += split(Part(part.name, part.first, part.last, sure), *cuts)
    return found


def _cuts(tokens: Sequence[Token], part: Part, names: set[str], following: str) -> list[tuple[int, str]]:
    if following == "volume" and part.last - part.first > 1 and _INTRODUCES.fullmatch(tokens[part.last - 1].text):
        return [(part.last - 1, "volume")]  # "Tides J., Vol. | 5(4)"
    if following != "editor" and _TWO_NAMES.fullmatch(text_of(tokens, part.first, part.last)):
        return [(part.first, "editor")]
    if not names & {"location", "publisher"} and _FRENCH.fullmatch(text_of(tokens, part.first, part.last)):
        return [(part.first, "location"), (part.first + 2, "publisher")]
    for i in range(part.first + 1, part.last):
        rest = text_of(tokens, i, min(i + 4, part.last))
        marked = ends(tokens[i - 1])
        if marked and _REMARK.match(rest):
            return [(i, "note")]
        if marked in ("comma", "stop") and SERIES.match(rest):
            return [(i, "container-title")]
        if marked == "stop" and not names & {"location", "publisher"} and _is_imprint(tokens, i, part.last):
            return [(i, "location"), (i + 1, "publisher")]
        if tokens[i].text[0] == "(" and EDITION.fullmatch(rest) and part.last - i < 5:
            return [(i, "edition")]
    if "volume" not in names and (cuts := _numbers_within(tokens, part, names)):
        return cuts
    last = last_stretch(tokens, part, ("comma",))
    if last > part.first and "publisher" not in names and all(map(_is_publisher, tokens[last : part.last])):
        return [(last, "publisher")]
    at = _places_begin(tokens, part)
    if at < part.last and following != "location" and MEETING.search(text_of(tokens, part.first, at)):
        return [(at, "location")]
    if at < part.last and not names & {"publisher", "location", "volume", "pages", "editor"} and at - part.first < 4:
        return [(part.first, "publisher"), (at, "location")]  # "Quay Books, Lisbon."
    return with_role(tokens, part)


def _numbers_within(tokens: Sequence[Token], part: Part, names: set[str]) -> list[tuple[int, str]]:
    """The cut before "4(2)" with what follows, or before a day and its month at the end: "Tides, 4(2), 9", "Harrow Times 4 May"."""
    for i in range(part.first + 1, part.last):
        if _VOLUME_ISSUE.match(tokens[i].text):
            return [(i, "volume"), *([(i + 1, "pages")] if i + 1 < part.last and "pages" not in names else [])]
    at = part.last - 2
    if at > part.first and _DAY.fullmatch(tokens[at].text) and _is_month(tokens[at + 1]):
        return [(at, "date")]
    return []


def _places_begin(tokens: Sequence[Token], part: Part) -> int:
    """Where the names of places begin that a part ends with behind a comma, or where it ends."""
    at = part.last
    while at > part.first + 1 and (is_of(tokens[at - 1], "place") or tokens[at - 1].text.strip(".,") in REGIONS):
        at -= 1
    return at if tokens[at - 1].text[-1] == "," else part.last


def _is_imprint(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether some tokens are a place with a colon and the name of a publisher: "Harrow: Quay Books"."""
    texts = [token.text for token in tokens[at:last]]
    if not 1 < len(texts) < 6 or not _PLACE.fullmatch(texts[0]) or len(tokens[at - 1].text) < 6:
        return False
    return texts[1][0].isupper() and ":" not in texts[-1]


def _is_publisher(token: Token) -> bool:
    return all(is_of(Token(word, 0, 0), "publisher") for word in token.text.split("-"))


# --- what else is a name of where it appeared ------------------------------------------------------------------------


def other_venues(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """What begins with "In" or "Journal of" is where it appeared; so is what follows a title in quotation marks if nothing else is."""
    appeared = any(part.name in _APPEARED for part in parts)
    found: list[Part] = []
    for i, part in enumerate(parts):
        if part.name == "publisher" and i and parts[i - 1].name in ("title", "date"):
            begins = text_of(tokens, part.first, min(part.first + 4, part.last))
            inside = _IN.fullmatch(tokens[part.first].text) and part.last - part.first > 1
            quoted = parts[i - 1].name == "title" and ends(tokens[part.first - 1]) == "quote"
            alone = not any(one.name == "location" for one in parts)
            alone = alone and not any(
                is_of(tokens[at], kind) for kind in ("publisher", "body") for at in range(part.first, part.last)
            )
            if inside or (not appeared and (_JOURNAL.match(begins) or (quoted and alone))):
                part = Part("container-title" if inside else "journal", part.first, part.last, max(part.certainty, 0.5))
        elif part.name == "note" and i and parts[i - 1].name == "title" and not appeared:
            quoted = ends(tokens[part.first - 1]) == "quote" and tokens[part.first].text[0].isupper()
            plain = not _NOTED.search(text_of(tokens, part.first, part.last))
            if quoted and plain:
                part = Part("container-title", part.first, part.last, max(part.certainty, 0.5))
        elif part.name == "editor" and _IN.fullmatch(tokens[part.first].text) and not appeared:
            found += _edited(tokens, part)
            continue
        found.append(part)
    return found


def _edited(tokens: Sequence[Token], part: Part) -> list[Part]:
    """The book that editors begin with: "In Kilns (Ann Quill, ed.)", "in Kilns, eds. Ann Quill", "In Kilns (1996), Ann Quill, Ed."."""
    sure = Part("container-title", part.first, part.last, max(part.certainty, 0.5))
    named = any(_EDITORS.fullmatch(token.text) for token in tokens[part.first : part.last])
    if not named and text_of(tokens, part.first + 1, part.first + 2) in ("The", "the"):
        return [sure]
    for i in range(part.first + 2, part.last - 1):
        text = tokens[i].text
        if _BRACKETED_YEAR.fullmatch(text):
            return split(sure, (i, "date"), (i + 1, "editor"))
        if _EDITORS.fullmatch(text) and text[-1] not in "),:" and ends(tokens[i - 1]) in ("comma", "stop"):
            return split(sure, (i, "editor"))
        if text[0] == "(" and text[-1] != ")" and re.search(r"eds?\.?\)", tokens[part.last - 1].text):
            return split(sure, (i, "editor")) if not _EDITORS.fullmatch(text) else [part]
    return [part]


def places(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A name that a colon ends, or that stands in brackets with a colon within, is of a place and its publisher."""
    found: list[Part] = []
    for part, following in itertools.zip_longest(parts, parts[1:]):
        placed = part.name == "volume" and found and found[-1].name == "location"
        if part.name not in _APPEARED and not placed:
            found.append(part)
            continue
        texts = [token.text for token in tokens[part.first : part.last]]
        colon = next((i for i, text in enumerate(texts) if text[-1] == ":"), -1)
        behind = following is not None and following.name in ("publisher", "volume")
        if placed and len(texts) == 1 and texts[0][:-1].isalpha():
            part = Part("publisher", part.first, part.last, part.certainty)
        elif not placed and behind and _PLACE.fullmatch(" ".join(texts)):
            part = Part("location", part.first, part.last, part.certainty)
        bracketed = not placed and texts[0][0] == "(" and 0 <= colon < len(texts) - 1
        cut = part.first + colon + 1
        found += split(part, (part.first, "location"), (cut, "publisher")) if bracketed else [part]
    return _with_state(tokens, found)


def publishers(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Of a book with no publisher, one name behind a known place and a comma is it: "Kilns, Paris, Quay"."""
    if any(part.name in ("publisher", *_APPEARED) for part in parts):
        return parts
    for i, part in enumerate(parts):
        comma = next((at for at in range(part.first, part.last - 1) if ends(tokens[at]) == "comma"), -1)
        if (
            part.name != "location"
            or comma < 0
            or not all(is_of(one, "place") for one in tokens[part.first : comma + 1])
        ):
            continue
        house = tokens[comma + 1 : part.last]
        placed = any(is_of(token, "place") or token.text.strip(".,:;()") in REGIONS for token in house)
        if not placed and len(house[0].text) > 3 and house[0].text[0].isupper() and house[-1].text[-1] != ":":
            return [*parts[:i], *split(part, (comma + 1, "publisher")), *parts[i + 1 :]]
    return parts


def _with_state(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A place whose state alone was taken for one: "Harrow Hill, | Ill: | Quay Books"."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        one = part.name == "location" and part.last - part.first == 1 and tokens[part.first].text[-1] == ":"
        if (
            one
            and last
            and last.name in _APPEARED
            and last.last - last.first < 3
            and ends(tokens[last.last - 1]) == "comma"
        ):
            found[-1] = Part("location", last.first, part.last, part.certainty)
        else:
            found.append(part)
    return found


# --- numbers ---------------------------------------------------------------------------------------------------------


def of_series(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A book in "volume 12 of" a series, a bracket left open, and "Available:" end the name of where it appeared."""
    found: list[Part] = []
    for part in parts:
        found += _split_venue(tokens, part) if part.name in _APPEARED else [part]
    return [part for part in found if part.first < part.last]


def _split_venue(tokens: Sequence[Token], part: Part) -> list[Part]:
    texts = [token.text for token in tokens[part.first : part.last]]
    for i in range(1, len(texts) - 3):
        if texts[i - 1][-1] in ".," and _SERIES.fullmatch(texts[i]) and _NUMBERED.fullmatch(texts[i + 1]):
            if texts[i + 2] not in ("of", "in"):
                continue
            at = part.first + i
            return [
                Part(part.name, part.first, at, part.certainty),
                Part("volume", at, at + 2, part.certainty),
                Part("container-title", at + 2, part.last, part.certainty),
            ]
    for i in range(1, len(texts)):
        if texts[i][0] == "(" and not any(")" in text for text in texts[i:]):
            rest = " ".join(texts[i:])
            name = "edition" if _EDITION.search(rest) else "date" if _is_month(tokens[part.first + i]) else ""
            if name:
                at = part.first + i
                return [Part(part.name, part.first, at, part.certainty), Part(name, at, part.last, part.certainty)]
    if len(texts) > 1 and _OF_LINKS.fullmatch(texts[-1]) and texts[-2][-1] in ".,;":
        at = part.last - 1
        return [Part(part.name, part.first, at, part.certainty), Part("note", at, part.last, part.certainty)]
    return [part]


def with_numbers(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Without a volume, the number a journal ends with is the volume: "Nature 400", "Annals n°95", "Special Paper, Issue 465"."""
    if any(part.name == "volume" for part in parts):
        return parts
    found = list(parts)
    for i, part in enumerate(parts):
        if part.name not in _APPEARED or part.last - part.first < 2:
            continue
        at = _number_starts(tokens, part)
        words = {tokens[j].text.lower() for j in range(part.first, at)}
        if at > part.first and (part.name == "journal" or {"lecture", "notes"} <= words):
            found[i : i + 1] = [
                Part(part.name, part.first, at, part.certainty),
                Part("volume", at, part.last, part.certainty),
            ]
            break
    return found


def _number_starts(tokens: Sequence[Token], part: Part) -> int:
    """Where the number starts that a name ends with, with the word that introduces it; the begin of the name if none does."""
    last = tokens[part.last - 1].text
    if _LABELLED.fullmatch(last):
        return part.last - 1
    if not _NUMBER.fullmatch(last):
        return part.first
    before = tokens[part.last - 2].text
    if _INTRODUCES.fullmatch(before):
        return part.last - 2
    return part.last - 1 if before[-1].isalpha() or (before[-1] == "." and last[0].isupper()) else part.first


def _is_month(token: Token) -> bool:
    """Whether a token is a month or two: "(May,", "(August-September,"."""
    return any(is_of(Token(word, 0, 0), "month") for word in re.split("[-–/]", token.text))
