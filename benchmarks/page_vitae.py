"""Curricula vitae, reports, tables and screens of profiles put together at random, with sections of other things between the lists of works.

Where `page_styles` takes each choice for itself, the entries of these pages are printed as the styles of disciplines and countries have them (APA,
Chicago, MLA, MHRA, Bluebook, ACS, Vancouver, IEEE, ABNT, GOST and others), under headings of one language and numbered as people number.
"""

from __future__ import annotations

import random
import re
import string
from dataclasses import dataclass

from benchmarks import page_phrases as phrases
from benchmarks.page_sections import BESIDE, COLUMNS, LANGUAGES, SCREEN
from benchmarks.page_styles import PageStyle, Stretch, wrapped
from benchmarks.reference_words import Words

_FIELD = re.compile(r"(\{[A-Z]\})")
_DATED = re.compile(r"\{(?:year|volume|issue|first|last|big)\}")
_CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхийклмнопярстувшыжзАБЦДЕФГХИЙКЛМНОПЯРСТУВШЫЖЗ"
)
"""A letter for each letter: what the words mean is no matter."""


@dataclass(frozen=True)
class Style:
    """How a style prints names, and the entries of an article, a paper of a meeting, a chapter, a book and a thesis.

    `{A}` authors, `{T}` title, `{D}` date, `{J}` journal, `{M}` meeting, `{B}` book, `{E}` its editors, `{P}` publisher, `{W}` co-authors;
    what else stands in brackets is filled in as part of where the work appeared.
    """

    names: str
    between: str
    last: str
    article: str
    meeting: str
    chapter: str
    book: str
    thesis: str


def _style(names: str, *entries: str) -> Style:
    form, between, last = names.split("~")
    kinds = [*entries, *["{A}. {T}. {M}, {city}, {year}", "{A}, {T}, in {B}, {P}, {year}", "{A}, {T}, {P}, {year}",
                         "{A}, {T}, University of {city}, {year}"][len(entries) - 1:]]  # fmt: skip
    return Style(form, between, last, *kinds)


STYLES = (
    _style("inverted-initials~, ~, & ", "{A} ({D}). {T}. {J}, {volume}({issue}), {first}–{last}.", "{A} ({D}). {T}. {M}, {city}.",
           "{A} ({D}). {T}. In {E} (Eds.), {B} (pp. {first}–{last}). {P}.", "{A} ({D}). {T}. {P}.", "{A} ({D}). {T} [Doctoral dissertation, University of {city}]."),
    _style("first~, ~, and ", "{A}. {D}. “{T}.” {J} {volume} ({issue}): {first}–{last}.", "{A}. {D}. “{T}.” In {M}, {first}–{last}.",
           "{A}. {D}. “{T}.” In {B}, edited by {E}, {first}–{last}. {city}: {P}.", "{A}. {D}. {T}. {city}: {P}.", "{A}. {D}. “{T}.” PhD diss., University of {city}."),
    _style("given~, ~ and ", "{A}, “{T},” {J} {volume}, no. {issue} ({year}): {first}–{last}.", "{A}, “{T},” paper in {M}, {year}.",
           "{A}, “{T},” in {B}, ed. {E} ({city}: {P}, {year}), {first}–{last}.", "{A}, {T} ({city}: {P}, {year})."),
    _style("first~, ~, and ", "{A}. “{T}.” {J}, vol. {volume}, no. {issue}, {year}, pp. {first}–{last}.", "{A}. “{T}.” {M}, {year}, pp. {first}–{last}.",
           "{A}. “{T}.” {B}, edited by {E}, {P}, {year}, pp. {first}–{last}.", "{A}. {T}. {P}, {year}."),
    _style("first~, ~ and ", "{A}, '{T}', {J}, {volume} ({year}), {first}–{last}", "{A}, '{T}', in {M} ({city}, {year}), pp. {first}–{last}",
           "{A}, '{T}', in {B}, ed. by {E} ({city}: {P}, {year}), pp. {first}–{last}", "{A}, {T} ({city}: {P}, {year})", "{A}, '{T}' (unpublished doctoral thesis, University of {city}, {year})"),
    _style("inverted-bare~, ~ & ", "{A} {D}, '{T}', {J}, vol. {volume}, no. {issue}, pp. {first}–{last}.", "{A} {D}, '{T}', {M}, {city}, pp. {first}–{last}.",
           "{A} {D}, '{T}', in {E} (eds), {B}, {P}, {city}, pp. {first}–{last}.", "{A} {D}, {T}, {P}, {city}.", "{A} {D}, '{T}', PhD thesis, University of {city}."),
    _style("inverted-initials~, ~ and ", "{A} ({D}), '{T}', {J}, Vol. {volume} No. {issue}, pp. {first}-{last}.", "{A} ({D}), '{T}', paper presented at {M}, {city}.",
           "{A} ({D}), '{T}', in: {E} (eds), {B}, {city}: {P}, pp. {first}-{last}.", "{A} ({D}), {T}. {city}: {P}."),
    _style("given~, ~ and ", "{A}, '{T}' ({year}) {volume} {J} {first}.", "{A}, '{T}' ({M}, {city}, {year}).", "{A}, '{T}' in {E} (eds), {B} ({P} {year}).",
           "{A}, {T} ({small}th edn, {P} {year})."),
    _style("given~, ~ & ", "{T}, {volume} {J} {first} ({year}){W}", "{T}, {M} ({year}){W}", "{T}, in {B} {first} ({E} eds., {year})", "{T} ({P} {year}){W}", "{T} (draft available on request)"),
    _style("inverted-initials~; ~; ", "{A} “{T}” {J} {year}, {volume}, {first}-{last}.", "{A} “{T}” {M}, {city}, {year}.", "{A} {T}. In {B}; {E}, Eds.; {P}: {city}, {year}; pp {first}–{last}.",
           "{A} {T}; {P}: {city}, {year}."),
    _style("inverted-initials~; ~; ", "{A} {T}. {J} {year}, {volume} ({issue}), {first}–{last}."),
    _style("joined~, ~, ", "{A}. {T}. {J}. {year};{volume}({issue}):{first}-{last}.", "{A}. {T}. In: {M}; {year} {month} {day}; {city}. p. {first}-{last}.",
           "{A}. {T}. In: {E}, editors. {B}. {city}: {P}; {year}. p. {first}-{last}.", "{A}. {T}. {small}nd ed. {city}: {P}; {year}.", "{A}. {T} [dissertation]. {city}: University of {city}; {year}."),
    _style("joined~, ~, ", "{A}. {T}. {J}. {year} {month};{volume}({issue}):{first}-{last}. doi: 10.{small}{volume}{small}/{big}. Epub {year} {month} {day}."),
    _style("initials~, ~, and ", "{A}, \"{T},\" {J}, vol. {volume}, no. {issue}, pp. {first}–{last}, {month} {year}.", "{A}, \"{T},\" in Proc. {M}, {city}, {month} {year}, pp. {first}–{last}.",
           "{A}, \"{T},\" in {B}, {E}, Eds. {city}: {P}, {year}, pp. {first}–{last}.", "{A}, {T}. {city}: {P}, {year}.", "{A}, \"{T},\" Ph.D. dissertation, Univ. of {city}, {year}."),
    _style("capitals-inverted~; ~; ", "{A}. {T}. {J}, v. {volume}, n. {issue}, p. {first}-{last}, {year}.", "{A}. {T}. In: {M}, {year}, {city}. Anais. {city}: {P}, {year}. p. {first}-{last}.",
           "{A}. {T}. In: {E} (Org.). {B}. {city}: {P}, {year}, p. {first}-{last}.", "{A}. {T}. {small}. ed. {city}: {P}, {year}. {first}p.", "{A}. {T}. {year}. Tese (Doutorado) – Universidade de {city}, {year}."),
    _style("capitals-inverted~ ; ~ ; ", "{A} . {T}. {J}, v. {volume}, p. {first}-{last}, {year}.", "{A} . {T}. {M}, {city}, p. {small} - {small}, {day} {month} {year}."),
    _style("behind~, ~, ", "{A} {T} // {J}. {year}. Т. {volume}. № {issue}. С. {first}–{last}.", "{A} {T} // {M}. {city}, {year}. С. {first}–{last}.",
           "{A} {T} // {B} / под ред. {E}. {city}: {P}, {year}. С. {first}–{last}.", "{A} {T}. {city}: {P}, {year}. {first} с.", "{A} {T}: автореф. дис. ... канд. наук. {city}, {year}. {volume} с."),
    _style("behind~, ~, ", "{A} {T} // {J}. – {year}. – № {issue}. – С. {first}–{last}.", "{A} {T} / {A} // {M}. – {city} : {P}, {year}. – С. {first}-{last}.",
           "{A} {T} // {B}. – {city}, {year}. – C. {first}-{last}.", "{A} {T} : монография. – {city} : {P}, {year}. – {first} с."),
    _style("initials~, ~, ", "{A}, {T}, „{J}” {year}, t. {volume}, nr {issue}, s. {first}–{last}", "{A}, {T}, [w:] {M}, {city} {year}, s. {first}–{last}",
           "{A}, {T}, [w:] {B}, red. {E}, {P}, {city} {year}, s. {first}–{last}.", "{A}, {T}, {P}, {city} {year}, ss. {first}", "{A}, {T}, {city} {year} (praca doktorska)"),
    _style("behind~, ~, ", "{A}, „{T}”, „{J}”, {volume} ({year}), z. {issue}, s. {first}–{last}.", "{A}, {T}, [in:] {M}, ed. by {E}, {city} {year}, pp. {first}–{last}."),
    _style("capitals~, ~, ", "{A}, {T}, «{J}», {volume} ({year}), pp. {first}-{last}", "{A}, {T}, in {M}, {city}, {P}, {year}, pp. {first}-{last}",
           "{A}, {T}, in {B}, a cura di {E}, {city}, {P}, {year}, pp. {first}-{last}", "{A}, {T}, {city}, {P}, {year}, ISBN: 978{big}{number}", "{A}, {T}, tesi di dottorato, Università di {city}, {year}"),
    _style("given~, ~ e ", "{A}, {T}, in «{J}», vol. {volume}, fasc. {issue} ({year}), pp. {first}-{last}.", "{A}, {T}, in «{J}», {volume}, {year}, pp. {first}-{last}."),
    _style("capitals~, ~, ", "{A}. {T}. {J}, {year}, vol. {volume}, pp. {first}-{last}.", "{A}. {T}. {M}, {city}, {day}-{day} {month} {year}.",
           "{A}. {T}. Dans : {B}, {E} (dir.), {city}, {P}, {year}, p. {first}-{last}.", "{A}, {T}, {city}, {P}, {year}, {first} p.", "{A}. {T}. Thèse de doctorat, Université de {city}, soutenue le {day} {month} {year}."),
    _style("capitals~, ~, ", "{A} ({year}), {T}, {J}, {volume}, n° {issue}, {first}-{last}.", "{A} ({year}), « {T} », {M}, {city}.", "{A}, « {T} », in {E} (dir.), {B}, {city}, {P}, {year}, p. {first}-{last}"),
    _style("given~, ~ und ", "{T}, in: {J} {volume} ({year}), {first}–{last}.", "{T}, in: {M}, {city} {year}, {first}–{last}.", "{T}, in: {E} (Hg.), {B}, {city} {year}, {first}–{last}.",
           "{T}, {city}: {P} {year}.", "{T}, Diss. {city} {year}."),
    _style("given~, ~ und ", "{T} (zus. mit {W}), in: {J} {volume} ({year}), S. {first}-{last}", "(mit {W}) {T}, in: {M}, {city} {year}", "{T} (mit {W}), in: {B}, hg. v. {E}, {city} {year}, S. {first}-{last}",
           "(Hg. mit {W}) {T}, {city}: {P} {year}."),
    _style("inverted~; ~; ", "{A}: {T}. In: {J} {volume} ({year}), H. {issue}, S. {first}–{last}.", "{A}: {T}. In: {M}. {city} {year}, S. {first}–{last}.",
           "{A}: {T}. In: {E} (Hrsg.): {B}. {city}: {P}, {year}, S. {first}–{last}.", "{A}: {T}. {city}: {P}, {year}."),
    _style("given~, ~ and ", "{A}: \"{T}\", {J}, Vol.{volume}, No.{issue}, pp.{first}-{last} ({year}).", "{A}: \"{T}\", {M}, {city}, {year}.", "{A}: Chapter {small} \"{T}\", in \"{B}\" ({P}, {city}, {year})."),
    _style("given~, ~, ", "{A}. {T}. {J}, {year}, {volume}({issue}): {first}-{last}.", "{A}. {T}. {M}, {year}: {first}-{last}.", "{A}. {T}. {B}, {city}: {P}, {year}.", "{A}. {T} (monograph). {city}: {P}, {year}."),
    _style("given~, ~, ", "{A}. {T}[J]. {J},{year},{volume}:{first}-{last}.", "{A}. {T}[C]. {M},{year}:{first}-{last}."),
    _style("behind~, ~, ", "{A}, \"{T}\", {J}, {year}, {volume}, {first}-{last}."),
    _style("given~; ~; ", "{A}. {T}. {J}. {volume} - {issue}, pp. {first} - {last}. {year}.", "{A}. {T}. {M}. {city}, {year}.", "{A}. {T}. {B}. pp. {first} - {last}. (España): {P}, {year}."),
    _style("initials~, ~ ve ", "{A}, \"{T}\", {J}, cilt {volume}, sayı {issue}, ss. {first}-{last}, {year}.", "{A}, \"{T}\", {M}, {day}-{day} {month} {year}, {city}, ss. {first}-{last}."),
    _style("initials~, ~, and ", "{A}, {T}, {J} {volume} ({year}), no. {issue}, {first}–{last}. MR{big}.", "{A}, {T}, {M}, {P}, {city}, {year}, pp. {first}–{last}."),
    _style("inverted-initials~, ~, & ", "{A} {year}, {J}, {volume}, {first}: {T}", "{A}, {year}. {T}, in {M}, {first}."),
    _style("inverted-initials~, ~ & ", "{A} {T}. {J} {volume}, {first}–{last} ({year})."),
    _style("behind~, ~ & ", "{A} ({year}) {T}. {J} {volume}:{first}–{last}", "{A} ({year}) {T}. In: {M}. {P}, {city}, pp {first}–{last}", "{A} ({year}) {T}. In: {E} (eds) {B}. {P}, {city}, pp {first}–{last}"),
    _style("given~, ~ and ", "{T}, {A}, {J}, {volume}, {year}.", "{T}. {A}. {M}, {year}.", "{T} (with {W}), in {B}, {P}, {year}"),
    _style("given~, ~ and ", "{T} (with {W}). {J} {volume}({issue}), {year}, {first}-{last}.", "{T}, with {W}, {M}, {year}"),
)  # fmt: skip
"""Styles of disciplines and countries; where a style has no form of its own for a kind the last are used."""
MARKERS = {
    "": 20, "{n}. ": 14, "{n}.\t": 7, "[{n}] ": 8, "[{n}]\t": 2, "({n}) ": 5, "{n}) ": 5, "{n})\t": 3, "{s}{n}. ": 6, "{s}{n}\t": 2, "[{s}{n}] ": 5, "{s}-{n}. ": 2,
    "{s}{n}: ": 2, "{c}{n}. ": 4, "C-{c} {n}. ": 2, "{c}-{n} ": 1, "{a}. ": 3, "{a}.\t": 2, "{a}) ": 3, "{i}     ": 2, "{i}. ": 2, "• ": 4, "- ": 4, "– ": 2, "▪ ": 2, "■ ": 1, "\uf0b7\t": 2,
    "* ": 2, "{n}\t": 3, "{n} ": 3, "{y}\t": 4, "{y}. ": 1, "{y}: ": 1, "{n}: ": 3, "№ {n}. ": 1,
}  # fmt: skip
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split()
_KINDS = ("article", "article", "article", "meeting", "chapter", "book", "thesis")


def _clean(text: str) -> str:
    return re.sub(r"[{}]", "", text)


class Vita(PageStyle):
    """A curriculum vitae, report, table or screen: `made()` gives its text and the stretches of its works."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        super().__init__(words, chance)
        r = chance
        self.language = r.choice((LANGUAGES[0], *LANGUAGES))
        self.style = r.choice(STYLES)
        self.names, self.between, self.last = self.style.names, self.style.between, self.style.last
        self.star = r.choice(("", "", "*", "#", "‡"))
        self.noted = r.choice((0.0, 0.0, 0.3, 0.8))
        self.bracket = r.choice((" ({})", " [{}]", " ({})", ". {}.", " {}", "; {}"))
        self.few = r.sample(self.language.notes, min(3, len(self.language.notes)))
        self.doi = r.choice((" doi: ", " DOI: ", " https://doi.org/", " DOI : ")) if r.random() < 0.3 else ""
        self.again = (
            r.choice(("———. ", "——— ", "---. ", "________. ")) if r.random() < 0.12 and r.random() < 0.6 else ""
        )
        self.marker = self.pick(MARKERS)
        self.gap = r.choice(("", " "))
        self.case = r.choice(("", "", "", "lower", "lower", "title"))
        self.cyrillic = "Т. {volume}" in self.style.article or "// " in self.style.article
        self.cyrillic = self.cyrillic and r.random() < 0.7
        self.subtitles = r.random() < 0.15
        self.date = "{year}"
        self.doubled = r.choice((0.0, 0.0, 0.15, 0.3))
        self.upper, self.numbered = r.random() < 0.25, r.choice((0, 0, 0, 1, 2, 3))
        self.frame = r.choice((("", ""), ("", ""), ("", ""), ("[", "]"), ("", ":"), ("*** ", " ***"), ("== ", " ==")))
        self.airy, self.goes_on = r.random() < 0.4, r.random() < 0.4
        self.below = r.sample(BESIDE, r.choice((1, 2, 3, 5))) if r.random() < 0.15 else []

    def filled(self, phrase: str, year: int = 0) -> str:
        """A phrase with what its brackets stand for, those of the base and those of these pages."""
        r = self.r
        made = {
            "topic": self.topic,
            "month": lambda: r.choice(self.language.months),
            "small": lambda: str(r.randint(1, 9)),
            "big": lambda: str(r.randint(10_000_000, 39_999_999)),
            "short": lambda: f"{r.randint(5, 25):02}",
            "title": self.title,
        }
        return super().filled(
            re.sub(r"\{(topic|month|small|big|short|title)\}", lambda found: made[found[1]]().replace("{", ""), phrase),
            year,
        )

    def title(self) -> str:
        """A title, at times with a subtitle behind a full stop, with words in quotation marks, or of a review."""
        text = re.sub(r"<[^<>]{0,40}>", "", super().title()).rstrip(":,;-–— ") or "Tides"
        r = self.r
        if self.subtitles and text[-1].isalnum() and r.random() < 0.5:
            text += ". " + super().title()
        if r.random() < 0.03 and len(words := text.split()) > 3:
            at = r.randrange(1, len(words) - 1)
            text = " ".join([*words[:at], f'"{words[at]}"', *words[at + 1 :]])
        return ("Re: " if r.random() < 0.01 else "") + text

    def topic(self) -> str:
        """A word or two of titles."""
        held = [word for word in self.r.choice(self.words.titles).split() if len(word) > 4 and word.isalpha()] or [
            "tides"
        ]
        return " ".join(held[: self.r.randint(1, 2)])

    def person(self, one: tuple[str, str], at: int) -> str:
        given, family = one
        if self.r.random() < self.doubled:
            other = self.r.choice(self.words.people)[1]
            family = self.r.choice(
                (f"{family}-{other}", f"{family} {other}", f"de {family}", f"van der {family}", f"Le {family}")
            )
        form = self.names
        initials = [word[0].upper() for word in re.split(r"[ .-]", given) if word]
        if form == "inverted-bare":
            return f"{family}, {''.join(initials)}"
        if form == "capitals-inverted":
            return f"{family.upper()}, {' '.join(f'{one}.' for one in initials)}"
        return super().person(one, at)

    # --- entries

    def label(self, number: int, section: int) -> str:
        """What numbers an entry."""
        code = ("ACL", "ACTI", "ACTN", "OS", "COM", "INV", "TH", "BK", "CH")[section % 9]
        return self.marker.format(
            n=number + 1, s=string.ascii_uppercase[section % 26], c=code, a=string.ascii_lowercase[number % 26],
            i=_ROMAN[number % len(_ROMAN)], y=self.year,
        )  # fmt: skip

    def entry_of(self, kind: str, repeated: bool) -> None:
        """Writes an entry of a kind."""
        r = self.r
        form = getattr(self.style, kind)
        if r.random() < 0.06:
            form = form.rstrip(".")
        if r.random() < 0.04:
            form = form.replace("{T}.", "{T}") if r.random() < 0.3 else form.replace("{T}. ", "{T}, ")
        tokens = _FIELD.split(form)
        for number, token in enumerate(tokens):
            if token == "{T}":
                self.put(self.title(), "title")
            elif token == "{A}" and repeated and number <= 1:
                self.put(self.again.rstrip(" .") if form[3:4] == "." else self.again.rstrip())
            elif token in ("{A}", "{W}") and tokens.index(token) == number:
                self._names(token, form)
            elif token:
                self._where(token)
        if self.doi and r.random() < 0.5 and kind != "book":
            self.put(self.doi)
            self.put(f"10.{r.randint(1000, 9999)}/{r.choice('abcjs')}.{r.randint(1000, 99999)}", "rest")
        if r.random() < self.noted:
            before, after = self.bracket.split("{}")
            self.put(before)
            self.put(self.filled(r.choice(self.few)), "rest")
            self.put(after)

    def _names(self, token: str, form: str) -> None:
        if token == "{A}":
            names = self.people()
            self.put(names.rstrip(".") if form.startswith("{A}.") and self.r.random() < 0.7 else names, "authors")
        elif form[form.index("{W}") - 1 : form.index("{W}")] == " ":
            self.put(self.people(), "authors")
        elif self.r.random() < 0.5:
            self.put(" (with ")
            self.put(self.people(), "authors")
            self.put(")")

    def _where(self, token: str) -> None:
        """Writes what stands where and when: fields, and the marks and words between them."""
        r, words = self.r, self.words
        made = {
            "{J}": lambda: _clean(self.drawn(words.journals)) if r.random() < 0.85 else self.topic().title(),
            "{M}": lambda: _clean(self.drawn(words.meetings if r.random() < 0.6 else phrases.MEETINGS)),
            "{B}": lambda: _clean(self.drawn(words.books)),
            "{P}": lambda: _clean(r.choice(words.publishers))[:50],
            "{E}": self.people,
            "{A}": self.people,
            "{W}": self.people,
            "{D}": lambda: str(self.year) + (r.choice("abn") if r.random() < 0.03 else ""),
        }
        if token in made:
            self.put(made[token](), "" if token in ("{P}", "{E}") else "rest")
        elif _DATED.search(token):
            text = self.filled(token, self.year)
            lead = re.match(r"[\s.,;:)(\[\]“”\"'‘’„«»–/]*", text)
            begin = lead.end() if lead else 0
            self.put(text[:begin])
            self.put(text[begin:].rstrip(), "rest")
            self.put(text[len(text.rstrip()) :])
        else:
            self.put(self.filled(token))

    # --- sections

    def _heading_of(self, text: str, section: int) -> None:
        r = self.r
        text = text.upper() if self.upper else text
        numbers = ("", f"{_ROMAN[section % 15]}. ", f"{string.ascii_uppercase[section % 26]}. ", f"{section + 1}. ")
        count = f" ({r.randint(2, 60)})" if r.random() < 0.08 else ""
        self.put(r.choice(("\n", "\n\n", "\n")) + self.frame[0] + numbers[self.numbered] + text + count + self.frame[1])
        self.put("\n\n" if self.airy else "\n")

    def _others(self, section: int) -> None:
        """A section of other things, a line or two for each, numbered as the works or not."""
        r = self.r
        heads, lines = r.choice(self.language.others)
        self._heading_of(self.filled(r.choice(heads)), section)
        own = r.choice(("", "", "- ", "• ", None))
        even = [r.choice(lines)] if r.random() < 0.5 else lines
        for number in range(r.choice((1, 2, 3, 4, 6, 9))):
            self.year = r.randint(1995, 2025)
            marker = self.label(number, section) if own is None else own
            self.put(
                marker
                + self.filled(r.choice(even), self.year)
                + "\n"
                + ("\n" if self.airy and r.random() < 0.5 else "")
            )

    def _works(self, section: int, start: int) -> int:
        r = self.r
        self._heading_of(self.filled(r.choice(self.language.works)), section)
        kind = r.choice(_KINDS)
        mixed = r.random() < 0.3
        count = r.choice((1, 2, 3, 4, 5, 6, 9))
        down = r.random() < 0.15
        for number in range(count):
            self.entry += 1
            self.year = r.randint(1985, 2025) if r.random() < 0.8 else self.year
            at = start + count - number if down else start + number
            self.put(self.label(at, section))
            self.entry_of(r.choice(_KINDS) if mixed else kind, bool(self.again) and number > 0 and r.random() < 0.6)
            for line in self.below:
                if r.random() < 0.7:
                    self.put("\n" + self.filled(line))
            self.put("\n\n" if self.airy else "\n")
        return start + count if self.goes_on else 0

    def _vita(self) -> None:
        r = self.r
        self._head()
        start = 0
        share = r.choice((0.2, 0.5, 0.7, 1.0))
        for section in range(r.choice((2, 3, 4, 5, 7, 9))):
            if r.random() < share:
                start = self._works(section, start)
            else:
                self._others(section)

    def _head(self) -> None:
        r = self.r
        self.put(r.choice(("", "Curriculum vitae\n", "CURRICULUM VITAE\n\n", "Prof. Dr. ", "Dr. ", "")))
        name = " ".join(self.owner)
        self.put(
            r.choice((name, name.upper(), f"{self.owner[0]} {self.owner[1].upper()}", f"Name: {name}", f"{name}, PhD"))
            + "\n"
        )
        lines = ("Department of {topic}, University of {city}", "Tel: +{small} {big}", "E-mail: name@university.example", "ORCID: 0000-0001-{number}", "{topic}; {topic}; {topic}",
                 "Professor of {topic}", "{city}, {month} {year}", "(* corresponding author, # equal contribution)", "Index h: {volume}", "Institut für {topic}", "Designation:\tProfessor",
                 "Date of birth: {day} {month} {year}", "My work is about {topic}, and how it changes. I teach in {city}.")  # fmt: skip
        for line in r.sample(lines, r.randint(0, 6)):
            self.put(self.filled(line) + "\n")
        self.put(r.choice(("", "\n")))

    # --- tables and screens

    def _table(self) -> None:
        """Tables whose columns tabs part, with their heads, and tables of other things."""
        r = self.r
        self._head()
        order = (
            r.sample((0, 1, 2, 3, 4, 5), r.choice((4, 5, 6)))
            if r.random() < 0.5
            else [0, 1, 2, 3, 4, 5][: r.choice((4, 5, 6))]
        )
        order += [] if {0, 1} <= set(order) else sorted({0, 1} - set(order))
        names, first = r.choice(COLUMNS).split("|"), r.choice(("", "No\t", "S.No\t"))
        for section in range(r.choice((1, 2, 3))):
            self._heading_of(self.filled(r.choice(self.language.works)), section)
            if r.random() < 0.8:
                self.put(first + "\t".join(names[i] for i in order) + "\n")
            for number in range(r.choice((2, 3, 4, 6))):
                self.entry += 1
                self.year = r.randint(1995, 2025)
                self.put(f"{number + 1}\t" if first else "")
                for place, column in enumerate(order):
                    self.put("\t" if place else "")
                    self._cell(column)
                self.put("\n")
            if r.random() < 0.4:
                self._others(section)

    def _cell(self, column: int) -> None:
        numbers = "{volume} / {issue} / {first}-{last}"
        if column == 0:
            self.put(self.people(), "authors")
        elif column == 1:
            self.put(self.title(), "title")
        elif column == 5:
            self.put(self.filled(self.r.choice(self.few)))
        elif column == 2:
            self._where("{J}")
        else:
            self.put(
                self.filled(numbers if column == 3 else self.r.choice(("{year}", "{month} {year}")), self.year), "rest"
            )

    def _screen(self) -> None:
        """A profile or a page of results copied from the screen: lines of the interface around and between the works."""
        r = self.r
        for _ in range(r.choice((2, 5, 10, 18))):
            self.put(self.filled(r.choice(SCREEN)) + "\n")
        plan = r.choice(phrases.LINES).split(";")
        before = [r.choice(BESIDE)] if r.random() < 0.3 else []
        beside = r.sample(BESIDE, r.choice((1, 2, 3, 4)))
        gaps = ["\n" if r.random() < 0.15 else "" for _ in plan]
        for number in range(r.choice((2, 3, 5, 7))):
            self.entry += 1
            self.year = r.randint(1995, 2025)
            for line in before:
                self.put(self.filled(line) + "\n")
            if self.marker == "{n} ":
                self.put(f"{number + 1}\n")
            for gap, line in zip(gaps, plan, strict=True):
                for token in re.split(r"(\{[A-Z]\}|~)", line):
                    self._field(token, line)
                self.put("\n" + gap)
            for line in beside:
                if r.random() < 0.8:
                    self.put(self.filled(line) + "\n")
            self.put("\n" if gaps[0] or self.noted else "")
        for _ in range(r.choice((1, 3, 6, 12))):
            self.put(self.filled(r.choice(SCREEN)) + "\n")

    def _field(self, token: str, line: str) -> None:
        if token == "~":
            self.put(". ")
        elif token == "{V}":
            self.put(self.venue(self.year), "rest")
        elif token:
            self._write(token, line) if re.fullmatch(r"\{[A-Z]\}", token) else self.put(token)

    def made(self) -> tuple[str, list[Stretch]]:
        """The text of the page and the stretches of its works."""
        r = self.r
        kind = r.random()
        if kind < 0.68:
            self._vita()
        elif kind < 0.76:
            self._table()
        else:
            self._screen()
        text = "".join(self.text)
        text = text.translate(_CYRILLIC) if self.cyrillic else text
        if kind < 0.68 and r.random() < 0.25:
            return wrapped(text, self.stretches, r.choice((72, 80, 90)), r.choice(("", "    ", "  ", "\t")))
        return text, self.stretches
