"""Pages of publications in forms put together at random, each stretch of a work with its part: what the tagger of pages is trained on.

A page is one choice for each question that pages answer in different ways (the order of the parts and what stands between them, how names
are printed and joined, on how many lines an entry stands, what numbers it, what notes stand in it) and the same for all its entries; it has
headings, menus and sections that list no works. The words are those that the tagger of references is trained on (`reference_words`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import page_phrases as phrases
from benchmarks.reference_words import Words

_FIELD = re.compile(r"(\{[A-Z]\d*\})")
_ENDS_BADLY = frozenset("of the a an in for and to with on by from via using is".split())
_NAMES = {"given": 34, "initials": 22, "inverted": 5, "inverted-initials": 12, "behind": 6, "joined": 8, "first": 5, "first-initials": 3,
          "capitals": 3, "capitals-given": 2}  # fmt: skip
_SCHOOL = re.compile(r"(?:University of|Universität|Université de|Universidad de) [^,]+")
_VENUES = {"journal": 42, "meeting": 34, "book": 8, "thesis": 5, "preprint": 6, "note": 5}
_MARKERS = {"": 50, "{}. ": 8, "[{}] ": 8, "- ": 7, "• ": 6, "* ": 6, "({}) ": 2, "{}) ": 2, "[J{}] ": 4, "{}\n": 2, "{}.\n": 2, "{}\n\n": 1,
            "ART-{}. ": 1, "[{} ] ": 1}  # fmt: skip
_BETWEEN = (". ", ", ", ". ", ", ", ". ", ", ", ": ", " - ", " – ", "; ", " | ", "\t", " / ", "  ", " · ")
Person = tuple[str, str]


@dataclass(frozen=True)
class Stretch:
    """A stretch of a page: where it stands, the part of a work it is (`title`, `authors`, `rest`), and the number of the work."""

    start: int
    end: int
    part: str
    entry: int


class PageStyle:
    """One page: `made()` gives its text and the stretches of its works."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        self.words, self.r = words, chance
        self.text: list[str] = []
        self.size = 0
        self.stretches: list[Stretch] = []
        self.entry = -1
        self.named: dict[int, list[str]] = {}
        pick, r = self.pick, chance
        self.names = pick(_NAMES)
        self.gap = r.choice((" ", "", " "))
        self.between = pick({", ": 75, "; ": 10, " · ": 4, " and ": 3, " & ": 1})
        if "inverted" in self.names and r.random() < 0.4:
            self.between = "; "
        last = {
            " and ": 34,
            ", and ": 16,
            self.between: 28,
            " & ": 8,
            ", & ": 8,
            " und ": 3,
            " et ": 4,
            " y ": 2,
            " e ": 1,
        }
        self.last = self.between if self.between == " · " else pick(last)
        self.star = pick({"": 60, "*": 20, "†": 20, "¹": 10})
        self.kinds = pick({"journal": 20, "meeting": 20, "": 60})
        self.journal_numbers, self.meeting_numbers = (
            r.choice(phrases.JOURNAL_NUMBERS),
            r.choice(phrases.MEETING_NUMBERS),
        )
        self.before_numbers = r.choice((", ", " ", ", ", " ", ". "))
        self.within = r.choice(("In ", "In: ", "", "in ", "", "Proceedings of ", "In Proceedings of the "))
        self.doi = r.choice((" doi:", " https://doi.org/", ", DOI: ", ". doi: ", " DOI ")) if r.random() < 0.18 else ""
        quotes = {"": 66, "“ ”": 14, '" "': 10, "«\xa0 \xa0»": 4, "„ “": 2, "‘ ’": 2, "* *": 2, "** **": 3}
        self.quotes = [*pick(quotes).split(" "), ""][:2]
        self.case = pick({"": 60, "lower": 25, "title": 12, "upper": 3})
        self.owner = r.choice(words.people)
        self.owned = r.random() < 0.8
        self.joint = r.choice(
            (
                " (with {})",
                " with {}",
                ", with {}",
                " (joint with {})",
                " (with {})",
                " (mit {})",
                " (avec {})",
                " Joint with {}.",
            )
        )
        self.date = r.choice(phrases.DATES)
        self.year = r.randint(2005, 2025)
        self.indent = r.choice(("", "", "", "  ", "    ", "\t"))

    def pick(self, choices: dict[str, int]) -> str:
        return self.r.choices(list(choices), list(choices.values()))[0]

    def put(self, text: str, part: str = "") -> None:
        """Adds a text to the page; with `part` it is that of the work in the making."""
        if part:
            self.stretches.append(Stretch(self.size, self.size + len(text), part, self.entry))
        self.text.append(text)
        self.size += len(text)

    def drawn(self, names: Sequence[str]) -> str:
        """One of some names of venues, of which it is known that the work in the making appeared there."""
        name = re.sub(r"[{}]", "", self.r.choice(names))
        self.named.setdefault(self.entry, []).append(name)
        return name

    def filled(self, phrase: str, year: int = 0) -> str:
        """A phrase with what its brackets stand for, each time anew."""
        r, words = self.r, self.words
        year = year or r.randint(1985, 2025)
        made = {
            "year": lambda: str(year),
            "later": lambda: str(year + r.randint(1, 5)),
            "meeting": lambda: self.drawn(words.meetings)[:70] if r.random() < 0.4 else self.drawn(phrases.MEETINGS),
            "journal": lambda: self.drawn(words.journals),
            "city": lambda: r.choice(phrases.CITIES),
            "person": lambda: " ".join(r.choice(words.people)),
            "topic": lambda: " ".join(r.choice(words.titles).split()[: r.randint(1, 3)]).strip(":,."),
            "day": lambda: str(r.randint(1, 28)),
            "month": lambda: r.choice(phrases.MONTHS),
            "number": lambda: r.choice((str(r.randint(1, 99)), f"{r.randint(1, 9)},{r.randint(100, 999)}")),
            "volume": lambda: str(r.randint(1, 140)),
            "issue": lambda: str(r.randint(1, 12)),
            "first": lambda: str(r.randint(1, 900)),
            "last": lambda: str(r.randint(901, 1500)),
        }
        return re.sub(r"\{([a-z]+)\}", lambda found: made[found[1]](), phrase)

    # --- the parts of a work

    def person(self, one: Person, at: int) -> str:
        given, family = one

        def initials(stop: str, gap: str) -> str:
            words = given.replace(".", " ").split()
            return gap.join("-".join(bit[0].upper() + stop for bit in word.split("-") if bit) for word in words)

        form = self.names
        if form.startswith("first"):
            form = (
                ("given" if form == "first" else "initials")
                if at
                else ("inverted" if form == "first" else "inverted-initials")
            )
        return {
            "given": f"{given} {family}",
            "initials": f"{initials('.', self.gap)} {family}",
            "inverted": f"{family}, {given}",
            "inverted-initials": f"{family}, {initials('.', self.gap)}",
            "behind": f"{family} {initials('.', self.gap)}",
            "joined": f"{family} {initials('', '')}",
            "capitals": f"{family.upper()} {initials('.', self.gap)}",
            "capitals-given": f"{family.upper()} {given}",
        }[form]

    def people(self) -> str:
        r = self.r
        count = int(self.pick({"1": 24, "2": 32, "3": 22, "4": 12, "5": 6, "8": 4}))
        people = [self.owner] if self.owned and r.random() < 0.9 else []
        people += r.choices(self.words.people, k=count - len(people))
        r.shuffle(people)
        names = [self.person(one, at) + (self.star if r.random() < 0.3 else "") for at, one in enumerate(people)]
        if count > 3 and r.random() < 0.1:
            return ", ".join(names[: r.randint(1, 3)]) + r.choice((", et al.", " et al.", " et al", ", ..."))
        return names[0] if count == 1 else self.between.join(names[:-1]) + self.last + names[-1]

    def title(self) -> str:
        text = self.r.choice(self.words.titles).strip(" .")
        if self.case == "lower":
            text = text[0] + text[1:].lower()
        elif self.case == "title":
            text = " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in text.split())
        elif self.case == "upper":
            text = text.upper()
        if self.r.random() < 0.25:
            words = " ".join(text.split()[: self.r.randint(2, 6)]).strip(":,.-–").split()
            while words and words[-1].lower() in _ENDS_BADLY:
                words.pop()
            text = " ".join(words) or "Tides"
        return text + ("?" if self.r.random() < 0.08 and text[-1].isalnum() else "")

    def venue(self, year: int) -> str:
        r, words = self.r, self.words
        kind = self.kinds or self.pick(_VENUES)
        if kind == "journal":
            numbers = self.filled(self.journal_numbers, year)
            text = self.drawn(words.journals)
            text += (self.before_numbers if numbers[0] != "(" else " ") + numbers if numbers else ""
        elif kind == "meeting":
            name = self.drawn(words.meetings if r.random() < 0.6 else phrases.MEETINGS)
            if "Proc" in self.within and name.lower().startswith("pro"):
                name = name.split(" ", 1)[-1]
            text = self.within + name + self.filled(self.meeting_numbers, year)
        else:
            text = self.filled(r.choice(self._of_others(kind)), year)
            self.named.setdefault(self.entry, []).extend(_SCHOOL.findall(text))
        return text + (
            f"{self.doi}10.{r.randint(1000, 9999)}/x.{r.randint(1000, 99999)}" if self.doi and r.random() < 0.7 else ""
        )

    def _of_others(self, kind: str) -> tuple[str, ...]:
        r, words = self.r, self.words
        publisher = re.sub(r"[{}]", "", r.choice(words.publishers))
        book = self.drawn(words.books)
        number = f"{r.randint(10, 24):02}{r.randint(1, 12):02}.{r.randint(1000, 99999):05}"
        return {
            "book": (f"{publisher}, {{year}}", f"{{city}}: {publisher}, {{year}}", publisher, f"in {book}, {publisher} ({{year}})",
                     f"In {self.people()} (eds.), {book}. {publisher}, {{year}}", f"In: {self.people()} (Hrsg.): {book}. {{city}}: {publisher}, {{year}}"),
            "thesis": ("PhD thesis, University of {city}, {year}", "Master's thesis, University of {city}", "Dissertation, Universität {city}, {year}",
                       "Thèse de doctorat, Université de {city}, {year}", "Tesis doctoral, Universidad de {city}"),
            "preprint": (f"arXiv preprint arXiv:{number}", "preprint, {year}", f"arXiv:{number}", "Working paper", "Working Paper No. {number}, {year}",
                         "Technical report, {year}", f"arXiv:{number} [cs.CL], {{year}}"),
            "note": ("to appear in {journal}", "{journal}, forthcoming", "submitted to {journal}", "in preparation", "under review", "R&R at {journal}",
                     "Revise and resubmit", "accepted, {journal}", "in press"),
        }[kind]  # fmt: skip

    # --- entries

    def plan(self) -> list[str]:
        """The lines of an entry."""
        r = self.r
        if r.random() < 0.55:
            lines = [r.choice(phrases.ONE_LINE)]
            if r.random() < 0.5:
                lines[0] += "."
        else:
            lines = r.choice(phrases.LINES).split(";")
            if r.random() < 0.12:
                labels = dict(zip(("{T}", "{A}", "{V}", "{D}"), r.choice(phrases.LABELS).split("|"), strict=True))
                lines = [labels.get(line, "") + line for line in lines]
            for _ in range(r.choice((0, 0, 0, 1, 1, 2, 3, 5))):
                at = r.choice((len(lines), len(lines), len(lines), r.randint(0, len(lines)), 1))
                lines.insert(at, r.choice(("{N%d}", "{N%d}", "{N%d}", "{X%d}")) % r.randrange(len(phrases.NOTES)))
        if r.random() < 0.2:
            lines[-1] += r.choice((" [pdf]", " [PDF] [code]", " (pdf)", " [Link]", " | PDF", "."))
        # one mark for all parts of a list, or one for each
        even, marks = r.choice(_BETWEEN), r.random() < 0.4
        return [re.sub("~", lambda _: even if marks else r.choice(_BETWEEN), line) for line in lines]

    def write(self, lines: list[str], optional: bool) -> None:
        """Writes an entry of these lines; some of its parts may be missing."""
        r = self.r
        if r.random() < 0.4:
            self.year = r.randint(1985, 2025)
        if len(lines) > 1 and r.random() < 0.08:
            lines = [line for line in lines if line not in ("{V}", "{D}")]
        for number, line in enumerate(lines):
            if optional and line[:2] in ("{N", "{X") and r.random() < 0.5:
                continue
            if number:
                self.put("\n" + self.indent)
            for token in _FIELD.split(line):
                if _FIELD.fullmatch(token):
                    self._write(token, line)
                else:
                    self.put(token)

    def _write(self, token: str, line: str) -> None:
        r = self.r
        name = token[1]
        if name == "T":
            self.put(self.quotes[0])
            self.put(self.title(), "title")
            self.put(self.quotes[1])
        elif name == "A":
            self.put(self.people(), "authors")
        elif name == "W" and r.random() < 0.6:
            self.put(
                (self.joint if line[0] != token[0] or line[:3] != token else self.joint.strip(" ,")).format(
                    self.people()
                ),
                "authors",
            )
        elif name == "V":
            self.put(self.venue(self.year), "rest")
        elif name == "D":
            self.put(self.filled(self.date, self.year), "rest")
        elif name == "N":
            self.put(self.filled(phrases.NOTES[int(token[2:-1])]))
        elif name == "X":
            self.put(" ".join(self.filled(r.choice(phrases.SENTENCES)) for _ in range(r.randint(1, 4))))

    # --- the page

    def made(self) -> tuple[str, list[Stretch]]:
        """The text of the page and the stretches of its works."""
        r = self.r
        self._head()
        plan = self.plan()
        other = self.plan() if r.random() < 0.15 else plan
        gap = r.choice(("\n", "\n\n", "\n\n", "\n\n\n" if len(plan) == 1 else "\n\n"))
        marker = self.pick(_MARKERS)
        by_year, optional = r.random() < 0.2, r.random() < 0.3
        for section in range(r.choice((1, 1, 2, 3, 4))):
            if section or r.random() < 0.8:
                self._heading(section, by_year)
            for _ in range(r.choice((1, 2, 3, 4, 5, 6, 8))):
                self.entry += 1
                self.put(marker.format(self.entry + 1))
                self.write(other if section % 2 or r.random() < 0.1 else plan, optional)
                self.put(gap)
            if r.random() < 0.2:
                self.put(self.filled(r.choice(phrases.MENU)) + "\n")
        if r.random() < 0.45:
            self._other_section()
        if r.random() < 0.3:
            self.put("\n" + self.filled(r.choice(phrases.MENU)))
        text = "".join(self.text)
        if len(plan) == 1 and r.random() < 0.2:
            return wrapped(text, self.stretches, r.choice((60, 72, 80, 90)), r.choice(("", "    ", "  ")))
        return text, self.stretches

    def _head(self) -> None:
        r = self.r
        if r.random() < 0.7:
            for _ in range(r.choice((1, 1, 2, 3, 4, 6))):
                self.put(self.filled(r.choice(phrases.MENU)) + r.choice(("\n", "\n", "\n\n")))
        if r.random() < 0.4:
            self.put(" ".join(self.owner) + r.choice(("", "'s publications", ", PhD", " - Publications")) + "\n")
        if r.random() < 0.3:
            self._other_section()
        self.put(r.choice(("", "\n")))

    def _heading(self, number: int, by_year: bool) -> None:
        r = self.r
        heading = str(self.year) if by_year else r.choice(phrases.HEADINGS)
        self.year -= by_year
        if r.random() < 0.2:
            heading = heading.upper()
        if r.random() < 0.15:
            heading = f"{number + 1}. {heading}"
        if r.random() < 0.1:
            heading += f" ({r.randint(2, 40)})"
        self.put(r.choice(("", "\n")) + ("## " if r.random() < 0.1 else "") + heading)
        self.put(r.choice(("", "", ":")) + r.choice(("\n", "\n\n", "\n\n")))

    def _other_section(self) -> None:
        r = self.r
        self.put("\n" + r.choice(phrases.OTHER_SECTIONS) + "\n" + r.choice(("", "\n")))
        few = r.sample(phrases.OF_OTHER_SECTIONS, 2)
        bullet = r.choice(("", "", "- ", "• "))
        for _ in range(r.randint(1, 6)):
            self.put(bullet + self.filled(r.choice(few if r.random() < 0.6 else phrases.OF_OTHER_SECTIONS)) + "\n")


def unlisted(words: Words, chance: random.Random) -> str:
    """A page without works: menus, other sections, prose."""
    page = PageStyle(words, chance)
    for _ in range(chance.randint(1, 4)):
        kind = chance.random()
        if kind < 0.4:
            page._head()
        elif kind < 0.7:
            page._other_section()
        else:
            for _ in range(chance.randint(1, 6)):
                page.put(
                    " ".join(page.filled(chance.choice(phrases.SENTENCES)) for _ in range(chance.randint(1, 6)))
                    + "\n\n"
                )
    return "".join(page.text)


def wrapped(text: str, stretches: list[Stretch], width: int, indent: str) -> tuple[str, list[Stretch]]:
    """A text with its lines broken at about `width` characters, what goes on indented, and the stretches where they stand then."""
    made: list[str] = []
    where = []
    size = column = 0
    for c in text:
        where.append(size)
        new = "\n" + indent if c == " " and column >= width - 8 else c
        column = 0 if c == "\n" else len(indent) if len(new) > 1 or new == "\n" else column + 1
        made.append(new)
        size += len(new)
    where.append(size)
    return "".join(made), [Stretch(where[one.start], where[one.end], one.part, one.entry) for one in stretches]
