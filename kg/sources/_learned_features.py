"""What the tagger of pages sees: for each segment what it is by itself and in which words, and how its line stands among others.

The strongest are those of the page as a whole: how many of the lines at the same place of their block begin with names, whether the line
so many before is of the same form, how often the same words come again. What stands around a segment the network sees by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.names import fold
from kg.sources._learned_network import Places
from kg.sources._learned_segments import Segment, marker_of, segments_of
from kg.sources._learned_signs import columns, promised, told
from kg.sources._learned_words import words
from kg.sources._listing_lines import Line, is_heading, is_prose, looks_as_heading
from kg.sources._listing_names import is_word
from kg.sources._listing_people import people
from kg.sources._listing_sections import is_other_heading, owner_of
from kg.sources._listing_segments import has_initials, is_abbreviated, is_known, is_numeric, is_venue
from kg.sources._listing_signs import NOTE, PREPRINT, PUBLISHER, THESIS, YEAR, of_conferences, of_journals

_LETTERS = re.compile(r"[^\W\d_]+")
_LEAD = re.compile(r"\(?(?:joint(?:ly)? (?:work )?)?(?:with|by|mit|avec|con|and|&|und|et|von|par)\s+", re.IGNORECASE)
"""What stands before names: "with", "joint work with", "by"."""
_IN = re.compile(r"(?:In|in|dans|en|em|nel)\b:?\s")
_STARS = re.compile(r"[*#†‡§]")
_QUOTES = re.compile(r"[\"“«„]")
_JOINING = frozenset(("and", "et", "al", "und", "y", "e", "&"))
_SMALL = frozenset(
    "the a an of and or to with in on for by from is are as at via using und der die das et de la les des von y e el do da "
    "how what why when does can towards toward not".split()
)
"""Words of grammar, the only ones a feature names."""
_WORDS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
_SIZES = (3, 8, 15, 30, 60, 100, 160, 300)
_SHARES = (0.1, 0.4, 0.7)
_MOST = 600
_KEPT = 1 << 12


def _step(number: float, edges: Sequence[float]) -> int:
    """The number of edges that a number is above."""
    return sum(number > edge for edge in edges)


# --- a segment by itself ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Kind:
    """What a segment is by itself: what holds of it, and in one letter what it most likely is.

    N names, n words that could be names, # numbers, V venue, P prose, t one or two words, T more.
    """

    signs: tuple[str, ...]
    letter: str


@lru_cache(maxsize=_KEPT)
def _kind(text: str) -> _Kind:
    words = _LETTERS.findall(text[:_MOST])
    lead = _LEAD.match(text)
    core = text[lead.end() if lead else 0 :].strip("()[] .;:*")
    found = people(core) if core and len(core) < _MOST and len(words) < 60 else None
    could = 0 < len(words) <= 6 and all(is_word(one.strip(".,")) or one.lower() in _JOINING for one in core.split())
    numeric = is_numeric(text[:_MOST])
    venue = len(text) < 250 and is_venue(text)
    shown = {
        "names": found is not None,
        "could": could,
        "initials": found is not None and has_initials(core),
        "numeric": numeric,
        "venue": venue,
        "lead": lead is not None,
        "prose": is_prose(text),
        **_told(text[:_MOST]),
    }
    signs = tuple(name for name, holds in shown.items() if holds)
    if found is not None and (not venue or core.startswith("J.")):
        return _Kind(signs, "N")
    other = "P" if shown["prose"] else "t" if len(words) < 3 else "T"
    return _Kind(signs, "#" if numeric else "V" if venue else "n" if could else other)


def _told(text: str) -> dict[str, bool]:
    """What words and marks tell of a segment."""
    year = YEAR.search(text) is not None
    return {
        "journal": of_journals(text),
        "meeting": of_conferences(text),
        "known": len(text) < 150 and is_known(text),
        "abbreviated": is_abbreviated(text, inner=True),
        "thesis": THESIS.search(text) is not None,
        "publisher": PUBLISHER.search(text) is not None,
        "note": NOTE.match(text.strip("([ ")) is not None,
        "preprint": PREPRINT.match(text) is not None,
        "link": "http" in text or "www." in text or "@" in text,
        "id": "10." in text or "arxiv" in text.lower(),
        "year": year,
        "digit": not year and any(map(str.isdigit, text)),
        "in": _IN.match(text) is not None,
    }


@lru_cache(maxsize=_KEPT)
def _form(text: str) -> tuple[str, ...]:
    """How a segment is printed: words, length, capitals, its first and last signs and words of grammar."""
    words = _LETTERS.findall(text)
    lower = sum(word[0].islower() for word in words)
    small = sum(word.lower() in _SMALL for word in words)
    first, last = text[0], text[-1]
    capitals = "none" if not lower else "some" if lower * 2 < len(words) else "most"
    form = [
        f"words:{_step(len(words), _WORDS)}",
        f"size:{_step(len(text), _SIZES)}",
        f"lower:{capitals}|{_step(len(words), (1, 3, 6, 12))}",
        "first:" + ("U" if first.isupper() else "l" if first.islower() else "0" if first.isdigit() else first),
        "last:" + ("a" if last.isalnum() else last),
        f"small:{min(small, 4)}",
    ]
    if words and words[0].lower() in _SMALL:
        form.append(f"word:{words[0]}")
    if words and words[-1].lower() in _SMALL:
        form.append(f"ends:{words[-1].lower()}")
    if len(words) > 1 and text.isupper():
        form.append("capitals")
    elif loud := sum(len(word) > 2 and word.isupper() for word in words):
        form.append(f"loud:{_step(loud / len(words), (0.3, 0.6))}")
    if _STARS.search(text):
        form.append("starred")
    return tuple(form)


# --- the page --------------------------------------------------------------------------------------------------------


@dataclass
class _Row:
    """A line among the others: its segments, its place in its block, what it looks like, and the features of its segments."""

    segments: list[Segment]
    marker: str
    gap: bool
    gap_after: bool
    indent: int
    heading: str
    headed: bool
    letters: str = ""
    place: int = 0
    block: int = 0
    section: str = ""
    since: int = 0
    columns: Sequence[str] = ()
    look: str = ""
    features: list[str] = field(default_factory=list)


def _rows(lines: Sequence[Line], parted: Sequence[list[Segment]]) -> list[_Row]:
    rows = []
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        marker = marker_of(line.text)
        known, looks, other = is_heading(line), looks_as_heading(line, after), is_other_heading(line)
        sign = re.sub(r"\d+", "0", re.sub(r"[A-Za-z]+", "A", marker[0].strip())) if marker else ""
        rows.append(
            _Row(
                parted[i],
                sign[:6],
                i == 0 or bool(line.gap),
                after is None or bool(after.gap),
                _step(len(line.raw) - len(line.raw.lstrip()), (0, 3, 8)),
                f"{int(known)}{int(looks)}{int(other)}",
                known or looks or other,
            )
        )
    return rows


class Page:
    """The lines of a page with their segments and the features of these.

    `segments` are those of all lines in order, `features` the names of what holds of each.
    """

    def __init__(self, lines: Sequence[Line], parted: list[list[Segment]] | None = None) -> None:
        parted = segments_of(lines) if parted is None else parted
        self.segments = [one for row in parted for one in row]
        self._rows = _rows(lines, parted)
        owner = owner_of(lines)
        self._owner = fold(owner.family) if owner and owner.family else ""
        self._again = Counter(fold(one.text) for one in self.segments)
        self._letters = [_kind(one.text).letter for one in self.segments]
        self._paired = self._pair()
        at = 0
        for row in self._rows:
            row.letters = "".join(self._letters[at : at + len(row.segments)])
            at += len(row.segments)
        self._place_rows()
        self._place_sections()
        self._whole = self._of_page()
        for i, row in enumerate(self._rows):
            row.features = self._of_row(i, row)
            row.look = _look(row)
        self.features = [self._of_segment(i, one) for i, one in enumerate(self.segments)]

    @property
    def places(self) -> list[Places]:
        """Where each segment stands, in five senses: between which marks, where in its block and line from either end, and what it is."""
        found: list[Places] = []
        for one, letter in zip(self.segments, self._letters, strict=True):
            row = self._rows[one.row]
            place, nth, behind = min(row.place, 4), min(one.nth, 6), min(len(row.segments) - 1 - one.nth, 4)
            found.append(
                (
                    (letter, one.before, one.after),
                    (place, nth, letter, bool(row.marker)),
                    (place, nth, one.before, one.after),
                    (one.before, one.after, place),
                    (place, behind, one.after),
                )
            )
        return found

    def _pair(self) -> dict[int, str]:
        """Where a name is two segments, as a comma parts it: which is its first and which its last."""
        paired: dict[int, str] = {}
        for i, (one, after) in enumerate(zip(self.segments, self.segments[1:], strict=False)):
            if after.row != one.row or one.after not in ("comma", "initial") or self._letters[i] == "N":
                continue
            if len(one.text) >= 40 or len(after.text) >= 40 or is_venue(after.text):
                continue
            joint = "," if one.after == "comma" else ""
            found = people(f"{one.text}{joint} {after.text}".strip(" .;:()"))
            if found is None or len(found.names) != 1:
                continue
            paired[i], paired[i + 1] = "first", "last"
            self._letters[i] = "p" if self._letters[i] in "nt" else self._letters[i]
            self._letters[i + 1] = "q" if self._letters[i + 1] in "nt" else self._letters[i + 1]
        return paired

    def _place_rows(self) -> None:
        """Blocks go from a blank line, a bullet or a heading to the next; a row has a place in its block."""
        block = place = 0
        for i, row in enumerate(self._rows):
            if i and (row.gap or row.marker or row.heading[0] == "1" or self._rows[i - 1].heading[0] == "1"):
                block, place = block + 1, 0
            row.block, row.place = block, place
            place += 1
        self._sizes = Counter(row.block for row in self._rows)
        self._at: list[Counter[str]] = [Counter() for _ in range(5)]
        for row in self._rows:
            if row.heading[0] == "0":
                self._at[min(row.place, 4)][row.letters[:1] or "-"] += 1
        self._forms = [(bool(row.marker), row.letters[:2], min(len(row.letters), 4)) for row in self._rows]

    def _place_sections(self) -> None:
        """What the last heading above promises, how far that is, and what the head of a table says of the columns."""
        section, since = "-", 0
        heads: Sequence[str] = ()
        for i, row in enumerate(self._rows):
            text = row.segments[0].line.text if row.segments else ""
            heads = columns(text) or (heads if "\t" in text else ())
            sense = (
                promised(text) if text and len(row.segments) < 5 and (row.gap or row.headed or text.isupper()) else ""
            )
            if (
                text
                and not sense
                and i + 1 < len(self._rows)
                and len(row.segments) < 4
                and not row.marker
                and row.letters[:1] != "N"
            ):
                below = self._rows[i + 1]
                sense = promised(text) if below.marker or text.endswith(":") else ""
            if sense:
                section, since = sense, 0
            row.section, row.since, row.columns = section, min(since, 12), heads
            since += 1
        marks = [(i, row.marker) for i, row in enumerate(self._rows) if row.marker]
        self._runs: dict[int, str] = {}
        signs = ["", *[sign for _, sign in marks], ""]
        for at, (i, sign) in enumerate(marks):
            self._runs[i] = f"{int(signs[at] == sign)}{int(signs[at + 2] == sign)}"

    def _of_page(self) -> list[str]:
        rows = self._rows
        total = max(len(rows), 1)
        shares = (
            ("markers", sum(bool(row.marker) for row in rows), (0.02, 0.2, 0.6)),
            ("many", sum(len(row.letters) > 3 for row in rows), (0.1, 0.3, 0.6)),
            (
                "quotes",
                sum(_QUOTES.search(row.segments[0].line.text) is not None for row in rows if row.segments),
                (0.02, 0.3),
            ),
            ("names", sum(bool(row.letters) and set(row.letters) <= set("Nn") for row in rows), (0.02, 0.15, 0.3)),
            ("begins", sum(row.letters[:1] == "N" and len(row.letters) > 2 for row in rows), (0.02, 0.2, 0.5)),
        )
        return [f"page:{name}{_step(count / total, edges)}" for name, count, edges in shares]

    def _period(self, i: int) -> tuple[int, int]:
        """How many of the rows so many before and behind are of the same form, at the distance at which most are."""
        best, far = 0, 0
        forms = self._forms
        for distance in range(1, 7):
            near = (i - distance, i + distance, i - 2 * distance, i + 2 * distance)
            same = sum(0 <= j < len(forms) and forms[j] == forms[i] for j in near)
            if same > best:
                best, far = same, distance
        return best, far

    def _of_row(self, i: int, row: _Row) -> list[str]:
        place = min(row.place, 4)
        here = self._at[place]
        total = sum(here.values()) or 1
        top, most = here.most_common(1)[0] if here else ("-", 0)
        same, far = self._period(i)
        run = self._runs.get(i, "")
        line = row.segments[0].line.text if row.segments else ""
        only = bool(row.letters) and set(row.letters) <= set("Nn") and "N" in row.letters
        size = len(row.segments[0].line.text) if row.segments else 0
        return [
            f"row:gap{int(row.gap)}{int(row.gap_after)}",
            f"row:marker{row.marker}",
            f"row:indent{row.indent}",
            f"row:heading{row.heading}",
            f"row:place{place}/{min(self._sizes[row.block], 5)}",
            f"row:parts{min(len(row.letters), 5)}",
            f"row:same{same}",
            f"row:every{far}|{same}",
            f"row:top{top}{_step(most / total, (0.4, 0.7))}|{place}",
            f"row:names{int(only)}",
            f"row:size{_step(size, (20, 40, 70, 110, 200))}",
            f"row:letters{row.letters[:5]}",
            f"row:run{run}",
            f"row:run{run}|{row.section}",
            f"under:{row.section}",
            f"under:{row.section}{_step(row.since, (0, 1, 3, 11))}",
            f"row:promises{promised(line)}|{int(row.gap)}{int(row.gap_after)}",
            f"row:tabs{min(line.count(chr(9)), 5)}",
            *[f"row:told-{name}" for name in told(line)],
            *[f"under:{row.section}|{name}" for name in told(line)],
            *[f"row:{letter}{_step(here[letter] / total, _SHARES)}" for letter in "NVT#"],
        ]

    def _of_segment(self, i: int, one: Segment) -> list[str]:
        letter = self._letters[i]
        row = self._rows[one.row]
        kind = _kind(one.text)
        found = [
            *self._alone(i, one, kind),
            *row.features,
            f"at:{min(one.nth, 4)}|{min(len(row.segments), 5)}",
            f"at:{min(one.nth, 4)}",
            "at:last" if one.last else "at:inner",
            f"{letter}:{min(one.nth, 3)}|{bool(row.marker)}",
            f"{letter}:{row.look}",
            f"{letter}:{row.section}|{bool(row.marker)}",
            *[f"told:{name}" for name in told(one.text)],
            *[f"{letter}:{each}" for each in self._whole],
        ]
        if row.columns:
            text = one.line.text
            at = text.count("\t", 0, one.start - one.line.start)
            found.append(f"column:{row.columns[at] if at < len(row.columns) else '-'}")
        return [*found, *self._in_row(letter, one, row), *words(one.text)]

    def _alone(self, i: int, one: Segment, kind: _Kind) -> list[str]:
        folded = fold(one.text)
        first = [name for name in kind.signs if name in ("names", "could", "numeric", "venue", "year")]
        found = [
            "is:" + "+".join(first),
            *[f"is:{name}" for name in kind.signs],
            *_form(one.text),
            f"again:{_step(self._again[folded], (1, 2, 3))}",
            f"marks:{one.before}|{one.after}",
            f"before:{one.before}",
            f"after:{one.after}",
            f"{kind.letter}:{one.before}|{one.after}",
        ]
        if i in self._paired:
            found.append(f"pair:{self._paired[i]}")
        if self._owner and self._owner in folded:
            found.append("owner")
        return found

    def _in_row(self, letter: str, one: Segment, row: _Row) -> list[str]:
        """Whether names, a venue or words stand before or behind a segment on its line."""
        before, after = row.letters[: one.nth], row.letters[one.nth + 1 :]
        return [
            f"{letter}:{name}{int(any(each in before for each in kinds))}{int(any(each in after for each in kinds))}"
            for name, kinds in (("names", "N"), ("venue", "V#"), ("words", "T"))
        ]


def _look(row: _Row) -> str:
    """What a row looks like from the rows around it."""
    if row.letters and set(row.letters) <= set("Nn") and "N" in row.letters:
        return "names"
    if row.headed:
        return "heading"
    return (row.letters[:1] or "-") + ("+" if len(row.letters) > 2 else "")
