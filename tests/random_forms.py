"""Pages of publications in random forms: each draws how its list is printed, from order and marks to headings, and prints real works so.

`page(seed)` is always the same page for the same seed. Beside its text it has the rows that say what stands there, in the form of those of
tests/pages: what an entry does not print is not in its row.
"""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass, field, replace

from tests import _form_phrases as phrases
from tests._form_works import TOWNS, Fact, Person, works

Row = tuple[str, str, str, str, str]


_OPEN, _SHUT, _FIRST = "\ue000", "\ue001", "\ue002"
"""What stands around each part of an entry, and before the entry, until the places on the page are known."""
_SIGNS = re.compile(f"{_OPEN}(.)|{_SHUT}|{_FIRST}")


@dataclass
class Page:
    """A page: its text, what each work on it says (title, authors, year, venue, ids), and the form its entries are in.

    `stretches` say where the parts of its works stand: start, end, the letter of the part and the number of the work.
    """

    text: str
    rows: list[Row]
    form: str
    stretches: list[tuple[int, int, str, int]]


@dataclass
class Form:
    """The choices of one page."""

    r: random.Random
    order: str = ""
    year: str = ""
    names: str = ""
    between: str = ", "
    last: str = " and "
    most: int = 0
    gaps: dict[str, str] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    inside: bool = False
    mark: str = ""
    end: str = "."
    language: str = "en"
    labels: tuple[str, ...] = ()
    within: str = ""
    phrases: dict[str, str] = field(default_factory=dict)
    ids: str = ""
    note: str = ""
    lines: bool = False
    joint: str = ""
    date: str = "{}"

    def pick(self, choices: dict[str, int]) -> str:
        return self.r.choices(list(choices), list(choices.values()))[0]

    def name(self) -> str:
        """The form in short: what stands in what order, between what marks."""
        marks = {
            "A": self.names,
            "T": "title".join(self.quotes[:2]),
            "V": self.within + "venue",
            "Y": "year " + self.date,
            "W": "with",
        }
        shown = [
            f"{marks[one]}{self.gaps.get(one, '') if at + 1 < len(self.slots()) else ''}"
            for at, one in enumerate(self.slots())
        ]
        return f"{self.mark}{''.join(shown)}".replace("\n", "↵").replace("\t", "→")

    def slots(self) -> str:
        """The order of the parts with the year among them where it stands by itself."""
        order = self.order.replace("A", "W") if self.joint else self.order
        place = {"authors": r"(?<=[AW])", "title": "(?<=T)", "start": "^", "end": "$"}.get(self.year)
        if self.year == "authors" and not set(order) & set("AW"):
            place = "^"
        return re.sub(place, "Y", order, count=1) if place else order


def drawn(r: random.Random) -> Form:
    """A form drawn at random."""
    f = Form(r)
    f.language = f.pick(phrases.LANGUAGES)
    f.order, f.year, f.names = f.pick(phrases.ORDERS), f.pick(phrases.YEARS), f.pick(phrases.NAMES)
    f.between = "; " if f.names in ("F, G", "F, I.") and r.random() < 0.5 else f.pick(phrases.BETWEEN)
    f.last = f.between if r.random() < 0.3 else r.choice(phrases.AND[f.language])
    f.most = r.choice((0, 0, 0, 0, 3, 6))
    f.quotes = [*f.pick(phrases.QUOTES).split(" "), "", ""][:2]
    f.inside = bool(f.quotes[0]) and r.random() < 0.4
    f.mark, f.end = f.pick(phrases.MARKS), f.pick(phrases.ENDS)
    f.lines = r.random() < 0.4
    f.within = r.choice(phrases.IN[f.language]) if r.random() < 0.7 else ""
    f.ids = r.choice(phrases.IDS) if r.random() < 0.3 else ""
    f.note = r.choice(phrases.NOTES) if r.random() < 0.25 else ""
    if f.order in ("TV", "TAV") and r.random() < 0.2:
        f.order, f.joint = "TAV", r.choice(phrases.WITH)
    dated = f.year == "numbers"
    for kind in ("journal", "meeting", "chapter", "book"):
        f.phrases[kind] = r.choice(getattr(phrases, f"{'DATED_' if dated else ''}{kind.upper()}"))
    f.phrases |= {
        "preprint": r.choice(phrases.PREPRINT),
        "report": r.choice(phrases.REPORT),
        "thesis": r.choice(phrases.THESIS[f.language]),
    }
    _part(f)
    return f


def _part(f: Form) -> None:
    """Draws what stands between the parts."""
    r = f.r
    even = f.pick(phrases.GAPS) if r.random() < 0.5 else ""
    slots = f.slots()
    f.date = (
        r.choice(("({})", "({})", "({})", "{}", "[{}]"))
        if f.year in ("authors", "title")
        else r.choice(("{}", "{}", "{}", "({})", "[{}]"))
    )
    for one in slots:
        f.gaps[one] = even or f.pick(phrases.GAPS)
        if f.lines and one != "Y" and r.random() < 0.75:
            f.gaps[one] = r.choice(("\n", "\n", "\n", ".\n", ",\n"))
    at = slots.find("Y")
    if at > 0:
        f.gaps[slots[at - 1]] = (
            " " if f.date != "{}" else r.choice((", ", ". ", " ", ", ")) if f.year != "end" else f.gaps[slots[at - 1]]
        )
    if at >= 0:
        after = (". ", ", ", ": ", " ", ". ") if at else (" ", ". ", ": ", "\t", " – ", "\n", ", ")
        f.gaps["Y"] = r.choice(after) if not f.lines or r.random() < 0.7 else "\n"
    if f.joint:
        f.gaps["T"] = " " if f.year == "title" else ""
    if f.lines and r.random() < 0.18 and not f.joint:
        f.labels = r.choice(phrases.LABELS[f.language])
        f.gaps = dict.fromkeys("ATVY", "\n")
        f.date = "{}"


# --- the parts of a work


def _initials(given: str, stop: str, gap: str) -> str:
    words = given.replace(".", " ").split()
    return gap.join("-".join(bit[0].upper() + stop for bit in word.split("-") if bit) for word in words)


def _name(form: str, one: Person, at: int) -> tuple[str, str]:
    """A name as printed, and as it is read: given name or initials before the family name."""
    given, family = one
    if form.startswith("first"):
        form = form.partition(" ")[2] if not at else {"F, G": "G F", "F, I.": "I. F"}[form.partition(" ")[2]]
    values = {
        "FF": family.upper(),
        "F": family,
        "G": given,
        "I.": _initials(given, ".", " "),
        "I": _initials(given, "", ""),
    }
    mark = "," if "," in form else ""
    first, second = form.replace(",", "").split(" ")
    behind = first.startswith("F")
    read = (second, first) if behind else (first, second)
    return f"{values[first]}{mark} {values[second]}", f"{values[read[0]]} {values[read[1]]}"


def _people(f: Form, people: tuple[Person, ...]) -> tuple[str, str]:
    """The names of a work as the form prints them, and as they are read."""
    most = 8 if len(people) > 14 and not f.most else f.most
    cut = bool(most) and len(people) > most
    names = [_name(f.names, one, at) for at, one in enumerate(people[: most or None])]
    printed, read = [one for one, _ in names], "; ".join(one for _, one in names)
    if f.names in ("F G", "FF G"):  # nobody can tell which of two names is the family's
        read += "|" + "; ".join(printed)
    if cut:
        return f.between.join(printed) + f.r.choice((" et al.", ", et al.", " et al")), read
    if len(printed) == 1:
        return printed[0], read
    last = f.last.lstrip(",") if len(printed) == 2 and f.last != f.between and "," not in f.names else f.last
    return f.between.join(printed[:-1]) + last + printed[-1], read


def _filled(phrase: str, values: dict[str, str]) -> str:
    """A phrase with what it names; a part in `<...>` that names what is not known is left out."""

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(values[name] for name in re.findall(r"\{(\w)\}", match[1])) else ""

    return re.sub(r"\{(\w)\}", lambda match: values[match[1]], re.sub(r"<([^<>]*)>", optional, phrase)).strip()


def _venue(f: Form, one: Fact, others: list[Fact]) -> tuple[str, str]:
    """Venue, numbers and publisher as printed, and the name of the venue."""
    editors = f.r.choice(others).people[:2]
    named = (
        " ".join(editors[0])
        if len(editors) == 1
        else f"{' '.join(editors[0])}{f.last if f.last != f.between else ' and '}{' '.join(editors[1])}"
    )
    values = {"n": one.venue, "v": one.volume or str(f.r.randrange(1, 99)), "i": one.issue, "f": one.first, "l": one.last, "y": one.year,
              "p": one.publisher, "c": one.place or f.r.choice(TOWNS), "e": named, "x": one.arxiv}  # fmt: skip
    text = _filled(f.phrases[one.kind], values)
    if f.year == "numbers" and one.kind in ("preprint", "report", "thesis"):
        text += f", {one.year}"
    if one.kind in ("meeting", "chapter"):
        text = f.within + text
    return (
        text,
        f"|{one.publisher}"
        if one.kind == "book"
        else "|arXiv|arXiv preprint|Preprint"
        if one.kind == "preprint"
        else one.venue,
    )


# --- entries


def _joined(f: Form, parts: list[tuple[str, str]]) -> str:
    """The parts of an entry with what stands between them; a stop is not doubled, and stands within quotes where the form has it so."""
    text = ""
    labels = dict(zip("TAVY", f.labels, strict=False))
    for at, (slot, part) in enumerate(parts):
        text += labels.get(slot, "")
        if at + 1 == len(parts):
            return f"{text}{_OPEN}{slot}{part}{_SHUT}"
        gap = f.gaps[slot]
        if gap[:1] == "." and part[-1:] in ".?!":
            gap = gap[1:]
        elif slot == "T" and f.inside and gap[:1] in (".", ",") and part[-1:] == f.quotes[1]:
            part, gap = part[:-1] + gap[0] + part[-1], gap[1:]
        text += f"{_OPEN}{slot}{part}{_SHUT}{gap}"
    return text


def _entry(f: Form, one: Fact, others: list[Fact], owner: Person | None) -> tuple[str, Row]:
    """An entry as printed without its mark, and what it says."""
    r = f.r
    venue, name = _venue(f, one, others)
    dated = f.year in ("heading", "numbers") or (f.year != "none" and r.random() > 0.04)
    parts, authors = {"T": one.title.join(f.quotes), "V": venue, "Y": f.date.format(one.year) if dated else ""}, ""
    others_of = tuple(each for each in one.people if each != owner)
    if f.joint and owner:
        shown, read = _people(f, others_of) if others_of else ("", "")
        parts["W"] = f.joint.format(shown) if shown else ""
        mine = _name(f.names, owner, 1)[1]
        authors = (
            f"{read}|{mine}; {read}|{read}; {mine}|{' '.join(owner)}; {read}" if shown else f"|{' '.join(owner)}|{mine}"
        )
    else:
        parts["A"], authors = _people(f, one.people)
    if "V" not in f.slots() or r.random() < 0.03:
        parts["V"] = name = ""
        dated = dated and f.year != "numbers"
    shown_parts = [(slot, parts[slot]) for slot in f.slots() if parts.get(slot)]
    if not set(f.slots()) & set("AW"):
        authors = "|" + " ".join(owner) if owner else ""
    text = _joined(f, shown_parts)
    text += "" if f.labels or text[-2:-1] in ".?!" else f.end
    ids = []
    if f.ids and one.doi and r.random() < 0.7:
        text += f"{_OPEN}I{f.ids.format(one.doi)}{_SHUT}"
        ids.append(f"doi:{one.doi}")
    if one.kind == "preprint" and parts["V"]:
        ids.append(f"arxiv:{one.arxiv}")
    if r.random() < 0.04:
        text += r.choice(phrases.ASIDES)
    if f.note and r.random() < 0.8:
        text += f.note.format(r.randrange(1, 90))
    return text, (one.title, authors, one.year if dated else "", name, "; ".join(ids))


# --- the page


def _heading(style: str, text: str, number: int, count: int) -> str:
    if style == "UPPER":
        return text.upper()
    text = (
        style.replace("{}", text)
        .replace("1.", f"{number}.")
        .replace("I.", ("I.", "II.", "III.", "IV.", "V.")[min(number, 5) - 1])
    )
    line = len(text.partition("\n")[0])
    return text.replace("{=}", "=" * line).replace("{-}", "-" * line).replace("(N)", f"({count})")


def _sections(f: Form, shown: list[Fact]) -> list[tuple[str, list[Fact]]]:
    """The works in sections with their headings."""
    r, kinds = f.r, phrases.KINDS[f.language]
    if f.year == "heading":
        return [
            (year, [one for one in shown if one.year == year])
            for year in sorted({one.year for one in shown}, reverse=True)
        ]
    if r.random() < 0.3:
        order = [kind for kind in kinds if any(one.kind == kind for one in shown)]
        return [(r.choice(kinds[kind].split("|")), [one for one in shown if one.kind == kind]) for kind in order]
    if r.random() < 0.5:
        shown = sorted(shown, key=lambda one: one.year, reverse=True)
    return [(r.choice(kinds[""].split("|")) if r.random() < 0.75 else "", shown)]


def _other_section(r: random.Random, shown: list[Fact], style: str, number: int) -> str:
    name = r.choice(sorted(phrases.OTHERS))
    bullet = r.choice(("", "", "- ", "• "))
    phrases_of = r.choices(phrases.OTHERS[name], k=r.randrange(1, 5))
    lines = [_heading(style, name, number, 3), "", *(bullet + _furnished(r, phrase, shown) for phrase in phrases_of)]
    return "\n".join(lines) + "\n\n"


def _furnished(r: random.Random, phrase: str, shown: list[Fact]) -> str:
    year = r.randrange(1995, 2023)
    return phrase.format(t=r.choice(phrases.TOPICS), c=r.choice(TOWNS), y=year, z=year + r.randrange(1, 4), n=r.randrange(100, 999),
                         T=" ".join(r.choice(shown).title.split()[:5]).strip(" ,:"))  # fmt: skip


def _wrapped(text: str, width: int, indent: str) -> str:
    return "\n".join(
        textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


def _owned(r: random.Random, shown: list[Fact]) -> tuple[list[Fact], Person]:
    """The works, most of them with one more author, whose page it is then."""
    owner = r.choice(r.choice(shown).people)
    if len(owner[0].replace(".", "")) < 3:
        owner = (r.choice(("Maria", "Peter", "Anna-Lena", "João", "Wei", "Claire", "Thomas J.")), owner[1])
    found = []
    for one in shown:
        people = [each for each in one.people if each != owner]
        if r.random() < 0.95:
            people.insert(r.randrange(min(len(people), 3) + 1), owner)
        if len(people) > 1 and r.random() < 0.2:
            people = [owner]
        found.append(replace(one, people=tuple(people or [owner])))
    return found, owner


def page(seed: int) -> Page:
    """The page of a seed."""
    r = random.Random(f"form {seed}")
    f = drawn(r)
    shown = works(r, r.choice((5, 8, 10, 12, 15)))
    owner: Person | None = None
    if f.joint or f.order == "TV" or r.random() < 0.65:
        shown, owner = _owned(r, shown)
    style, upper = f.pick(phrases.HEADINGS), r.random() < 0.03
    wrap = r.choice((0, 0, 0, 60, 72, 80, 100)) if not f.lines and "\t" not in f.gaps.values() else 0
    indent = r.choice(("", "", "   ", "    "))
    alone = not f.mark and (f.lines or wrap or "\n" in f.ids + f.note + "".join(f.gaps.values()))
    gap = "\n\n" if (alone and r.random() < 0.92) or r.random() < 0.45 else "\n"
    text = ""
    if r.random() < 0.6:
        text += (
            (" ".join(owner) + "\n" if owner else "")
            + "".join(_furnished(r, one, shown) + "\n" for one in r.sample(phrases.JOBS, r.randrange(0, 4)))
            + "\n"
        )
    if r.random() < 0.2:
        text += _other_section(r, shown, style, 1)
    rows: list[Row] = []
    for number, (heading, its) in enumerate(_sections(f, shown), 1):
        text += _heading(style, heading, number, len(its)) + "\n" + r.choice(("", "\n")) if heading else ""
        for at, one in enumerate(its, len(rows) + 1):
            entry, row = _entry(f, replace(one, title=one.title.upper()) if upper else one, shown, owner)
            entry = _FIRST + f.mark.format(at) + entry
            text += (_wrapped(entry, wrap, indent) if wrap and "\n" not in entry else entry) + gap
            rows.append(row)
        text += "\n" if gap == "\n" else ""
    if r.random() < 0.3:
        text += _other_section(r, shown, style, 4)
    return _placed(text, rows, f.name())


def _placed(text: str, rows: list[Row], form: str) -> Page:
    """The page of a text that has signs around the parts of its works: without these, and with the places where they stood."""
    found: list[tuple[int, int, str, int]] = []
    plain: list[str] = []
    start, size, at, entry, slot = 0, 0, 0, -1, ""
    for sign in _SIGNS.finditer(text):
        plain.append(text[at : sign.start()])
        size, at = size + sign.start() - at, sign.end()
        if sign[0] == _FIRST:
            entry += 1
        elif sign[0] == _SHUT:
            found.append((start, size, slot, entry))
        else:
            start, slot = size, sign[1]
    return Page("".join(plain) + text[at:], rows, form, found)
