"""Known pages in other forms: the same works and the same page around them, with other marks, names, numbers and breaks, for the training of the tagger of pages.

A form is changed throughout the page, as somebody would have kept it: quotation marks around titles, what stands between two parts, titles before or
behind the authors, how names are written, bullets and numbers, blank lines between entries, brackets around years, broken lines. A change
that a page gives no place for leaves it as it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.page_styles import Stretch
from benchmarks.page_variants import Known
from kg.records import NameAsPrinted
from kg.sources._learned_segments import marker_of
from kg.sources._listing_people import people

_QUOTES = ("“{}”", '"{}"', "‘{}’", "«{}»", "« {} »", "„{}“", "'{}'", "*{}*", "_{}_", "{}")
_BETWEEN = (". ", ", ", ": ", " - ", " — ", "; ", " | ", " / ", "\n", "\t", ".\n", ",\n", " ", ".  ", "\n    ")
_MARKS = (
    "{}. ",
    "[{}] ",
    "({}) ",
    "{}) ",
    "{}.\t",
    "{} ",
    "- ",
    "* ",
    "• ",
    "– ",
    "· ",
    "> ",
    "o ",
    "#{} ",
    "",
    "",
    "",
    "   ",
)
_NAMES = (
    "{given} {family}", "{family}, {given}", "{initials} {family}", "{family}, {initials}", "{family} {initials}", "{family} {bare}",
    "{FAMILY} {given}", "{FAMILY}, {given}", "{FAMILY}, {initials}", "{given} {FAMILY}", "{family} {given}", "{bare} {family}",
)  # fmt: skip
_JOINTS = ((", ", " and "), (", ", " & "), (", ", ", "), ("; ", "; "), (", ", ", and "), (", ", ", & "), (" and ", " and "),
           (" / ", " / "), (" & ", " & "), ("; ", " and "), (" – ", " – "), (", ", " y "), (", ", " und "), (", ", " et "))  # fmt: skip
_QUOTED = re.compile(r"[\"“”„«»‘’'*_]+\s?")
_SOME_YEAR = re.compile(r"\(((?:19|20)\d\d)\)|(?<![\d.(/-])((?:19|20)\d\d)(?![\d/-])")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_SLIPS = 0.04
"""How often an entry keeps the form it has."""
_LONGEST_GAP = 14
"""What stands between two parts of an entry is no longer."""
_WIDTHS = (60, 66, 72, 78, 90)


@dataclass
class Piece:
    """A stretch of a page: its text, the part of which work it is; '' and -1 for what is no part of a work."""

    text: str
    part: str = ""
    entry: int = -1


def pieces_of(page: Known) -> list[Piece]:
    """The page in pieces, in order; the parts of a work that stand beside each other and are of one kind are one piece."""
    found: list[Piece] = []
    at = 0
    for one in sorted(page.stretches, key=lambda each: (each.start, each.end)):
        if one.start < at:
            continue
        gap = page.text[at : one.start]
        last = found[-1] if found else None
        if last and (last.part, last.entry) == (one.part, one.entry) and len(gap) <= _LONGEST_GAP and "\n" not in gap:
            last.text += gap + page.text[one.start : one.end]
        else:
            found += [Piece(gap), Piece(page.text[one.start : one.end], one.part, one.entry)]
        at = one.end
    return [*found, Piece(page.text[at:])]


def whole(pieces: Sequence[Piece], page: Known) -> Known:
    """The page that the pieces are."""
    text, stretches = "", list[Stretch]()
    for one in pieces:
        if one.part and one.text:
            stretches.append(Stretch(len(text), len(text) + len(one.text), one.part, one.entry))
        text += one.text
    return Known(text, stretches, page.rows)


class Form:
    """Changes the form of a page, by chance: `changed()` gives the page."""

    def __init__(self, page: Known, chance: random.Random) -> None:
        self._page, self._chance = page, chance
        self._pieces = pieces_of(page)

    def changed(self) -> Known:
        """The page with some changes, at least one of which was tried."""
        every = [
            self._order,
            self._names,
            self._quotes,
            self._between,
            self._marks,
            self._gaps,
            self._years,
            self._breaks,
        ]
        number = self._chance.choice((1, 2, 2, 3, 3, 4))
        for change in [one for one in every if one in self._chance.sample(every, number)]:
            change()
        return whole(self._pieces, self._page)

    def _slips(self) -> bool:
        return self._chance.random() < _SLIPS

    def _gaps_within(self) -> list[tuple[int, Piece, Piece, Piece]]:
        """What stands between two parts of one work, with its place and those."""
        triples = zip(self._pieces, self._pieces[1:], self._pieces[2:], strict=False)
        return [
            (i, before, gap, after)
            for i, (before, gap, after) in enumerate(triples, 1)
            if not gap.part and before.entry == after.entry >= 0 and len(gap.text) <= _LONGEST_GAP
            and not any(map(str.isalnum, gap.text)) and "\n\n" not in gap.text
        ]  # fmt: skip

    def _order(self) -> None:
        """Titles before authors, or behind them."""
        for i, before, _, after in self._gaps_within():
            if {before.part, after.part} == {"title", "authors"} and not self._slips():
                self._pieces[i - 1], self._pieces[i + 1] = after, before

    def _names(self) -> None:
        """All names in another form, with other signs between them."""
        form, (between, last) = self._chance.choice(_NAMES), self._chance.choice(_JOINTS)
        for one in self._pieces:
            found = people(one.text.strip(" .,;:")) if one.part == "authors" and "\n" not in one.text else None
            if found is None or found.truncated or any(name.literal or not name.family for name, *_ in found.names):
                continue
            if not self._slips():
                names = [_written(form, name) for name, *_ in found.names]
                head = between.join(names[:-1])
                one.text = f"{head}{last}{names[-1]}" if head else names[0]

    def _quotes(self) -> None:
        """Titles within quotation marks or other signs, or without."""
        form = self._chance.choice(_QUOTES)
        for i, one in enumerate(self._pieces):
            if one.part != "title" or self._slips() or not 0 < i < len(self._pieces) - 1:
                continue
            before, after = self._pieces[i - 1], self._pieces[i + 1]
            if not before.part and (found := re.search(r"[\"“„«‘'*_]+\s?$", before.text)):
                before.text = before.text[: found.start()]
                if not after.part:
                    after.text = re.sub(r"^([.,?!]?)\s?[\"”“»’'*_]+", r"\1", after.text)
            first, second = form.split("{}")
            if before.part:
                continue
            before.text += first
            if not after.part:
                after.text = second + after.text

    def _between(self) -> None:
        """Other signs between parts, the same for all entries."""
        chosen: dict[tuple[str, str, str], str] = {}
        only = self._chance.choice(("title", "authors", "rest", "", ""))
        for _, before, gap, after in self._gaps_within():
            if only in ("", before.part) and not _QUOTED.search(gap.text) and not self._slips():
                kind = (before.part, after.part, gap.text.strip())
                gap.text = chosen.setdefault(kind, self._chance.choice(_BETWEEN))

    def _marks(self) -> None:
        """Other bullets or numbers before entries."""
        form = self._chance.choice(_MARKS)
        number, seen = self._chance.choice((1, 1, 1, 37)), set[int]()
        step = self._chance.choice((1, 1, -1)) if number > 1 else 1
        for before, one in zip(self._pieces, self._pieces[1:], strict=False):
            if one.entry < 0 or one.entry in seen or before.part:
                continue
            seen.add(one.entry)
            head, newline, line = before.text.rpartition("\n")
            marker = marker_of(line + one.text)
            old = line[: marker.end()] if marker and marker.end() <= len(line) + 1 else ""
            if not line.strip() or (old and not any(map(str.isalpha, line[len(old) :])) and len(line) - len(old) < 3):
                rest = line[len(old) :] if old else ""
                before.text = head + newline + form.format(number) + rest.lstrip()
                number += step

    def _gaps(self) -> None:
        """Blank lines between entries, or none."""
        blank, seen = self._chance.random() < 0.5, set[int]()
        for before, one in zip(self._pieces, self._pieces[1:], strict=False):
            if one.entry < 0 or one.entry in seen or before.part:
                continue
            seen.add(one.entry)
            between, line = before.text.rpartition("\n")[::2]
            if "\n" not in before.text or any(map(str.isalpha, line)) or self._slips():
                continue
            if blank and not between.endswith("\n"):
                before.text = f"{between}\n\n{line}"
            elif not blank and not any(map(str.isalnum, between.rpartition("\n\n")[2])) and len(seen) > 1:
                before.text = f"{between.rstrip()}\n{line}" if between.strip() else "\n" + line

    def _years(self) -> None:
        """Brackets around years, or none."""
        brackets = self._chance.random() < 0.5
        for one in self._pieces:
            if one.part == "rest" and not self._slips():
                one.text = _SOME_YEAR.sub(lambda found: _year(found, brackets), one.text)

    def _breaks(self) -> None:
        """Entries on one line, or broken at the same width."""
        width = self._chance.choice((0, 0, *_WIDTHS))
        hyphens = self._chance.random() < 0.3
        indent = self._chance.choice(("", "", "    ", "  "))
        column = 0
        for one in self._pieces:
            if one.entry < 0 and ("\n" in one.text or len(one.text) > _LONGEST_GAP):
                column = len(one.text.rpartition("\n")[2])
                continue
            text = _BREAK.sub(" ", one.text) if one.part else one.text
            if width:
                text, column = _broken(text, column, width, indent, self._chance if hyphens else None)
            one.text = text


def _written(form: str, name: NameAsPrinted) -> str:
    """A name in a form."""
    family = f"{name.particle} {name.family}".strip()
    words = re.split(r"[\s.-]+", name.given)
    capitals = [word[0].upper() for word in words if word]
    if not capitals:
        return family
    initials, bare = " ".join(f"{one}." for one in capitals), "".join(capitals)
    return form.format(given=name.given, family=family, FAMILY=family.upper(), initials=initials, bare=bare)


def _year(found: re.Match[str], brackets: bool) -> str:
    year = found[1] or found[2]
    return f"({year})" if brackets else year


def _broken(text: str, column: int, width: int, indent: str, chance: random.Random | None) -> tuple[str, int]:
    """A text broken where lines are full, and the column its last line ends at; words are parted by chance if one is given."""
    words, parts = text.split(" "), list[str]()
    for number, word in enumerate(words):
        if number and column + 1 + len(word) > width:
            half = len(word) // 2
            if chance and len(word) > 8 and word.isalpha() and column + half + 2 < width and chance.random() < 0.7:
                parts.append(f" {word[:half]}-\n{indent}{word[half:]}")
                column = len(indent) + len(word) - half
            else:
                parts.append(f"\n{indent}{word}")
                column = len(indent) + len(word)
        else:
            parts.append(f" {word}" if number else word)
            column += len(word) + (number > 0)
    return "".join(parts), column
