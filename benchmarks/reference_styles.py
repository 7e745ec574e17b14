"""References in styles put together at random, each piece with its part: more kinds of order, marks and names than any one style has.

The words (names, titles, journals, books, publishers, places) are those of references whose pieces are known and of Crossref works;
a style is one choice for each question that citation styles answer in different ways: how names are printed and joined, where the
date stands, what marks a title, how a journal, a book, a volume and pages are introduced, in which order place and publisher stand.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Sequence

from benchmarks.reference_words import Words
from tests.reference_strings import MONTHS, PLACES_IN, SCIENCES, Pieces

_KINDS = {
    "article": 34, "chapter": 14, "meeting": 11, "book": 22, "edited": 4, "thesis": 4, "report": 4, "news": 4, "web": 4, "entry": 2,
    "film": 3, "bare": 3, "preprint": 2, "patent": 1,
}  # fmt: skip
SERIES = (
    "Lecture Notes in {}|Studies in {}|Graduate Texts in {}|Monographs on {}|{} Series|Collection {}|Schriften zur {}|Beiträge zur {}|"
    "Memoirs of the {} Society|Advances in {}|{} Library|Contributions to {}|{} Monographs|Special Paper of the {} Society|Texts in {}|"
    "Cahiers de {}|Springer Series in {}|Bulletin of {}|Research Notes in {}|Biblioteca di {}"
).split("|")
REMARKS = (
    "(in Russian)|[in German]|(in French)|(in Chinese)|(abstract)|(Abstract)|(Part I)|(1ère partie)|[abstract]|(review)|(in Japanese with "
    "English abstract)|(Vol. 2)|I|II|III|[en ligne]"
).split("|")
MEDIA = (
    "[DVD]|DVD|dvd|film|Film|[Motion picture]|television program|television series|exhibition catalogue|[Film]|motion picture|[CD]|CD-ROM|"
    "video|[Video file]|[Computer software]|software|(map)|[Television broadcast]|(Exhibition catalogue)"
).split("|")
_QUOTES = {"": 45, "“”": 18, '""': 12, "‘’": 5, "«»": 5, "„“": 2}


class Style:
    """One choice for each question of a style; every reference gets a style of its own."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        self.words, self.r = words, chance
        pick = self.pick
        self.kind = pick(_KINDS)
        self.names = pick({"given-first": 16, "initials-first": 16, "inverted": 14, "inverted-initials": 22, "initials-behind": 12,
                           "joined-initials": 6, "capitals-given": 4, "capitals": 4, "first-inverted": 10})  # fmt: skip
        self.between = "; " if self.names in ("inverted", "inverted-initials") and chance.random() < 0.25 else ", "
        self.last = pick(
            {
                " and ": 30,
                ", and ": 16,
                " & ": 8,
                ", & ": 10,
                self.between: 22,
                " et ": 6,
                " und ": 3,
                " y ": 1,
                " e ": 2,
            }
        )
        self.after = pick({".": 30, ",": 30, "": 20, ":": 8, " -": 1})
        self.dated = pick({"names": 40, "end": 45, "title": 6})
        self.bracketed = self.dated != "end" and chance.random() < 0.6
        self.quotes = pick(_QUOTES)
        self.mark = pick({".": 50, ",": 36, "": 12, ":": 1})
        self.capital = chance.random() < 0.4
        self.number = pick({"": 80, "[{}]": 14, "{}.": 8, "({})": 1, "{}": 1})

    def pick(self, choices: dict[str, int]) -> str:
        return self.r.choices(list(choices), list(choices.values()))[0]

    def stop(self, text: str, mark: str) -> str:
        """A text with the mark that ends it, unless it ends itself."""
        return (
            text
            if text[-1:] in "?!" and mark in ".," and self.r.random() < 0.8
            else text
            if text.endswith(mark)
            else text + mark
        )

    # --- names

    def initials(self, given: str, stop: str = ".", gap: str = " ") -> str:
        words = [word for word in re.split(r"[\s.]+", given) if word]
        return gap.join("-".join(bit[0].upper() + stop for bit in word.split("-") if bit) for word in words)

    def person(self, one: tuple[str, str], at: int) -> str:
        given, family = one
        gap = self.gap
        forms: dict[str, Callable[[], str]] = {
            "given-first": lambda: f"{given} {family}",
            "initials-first": lambda: f"{self.initials(given, '.', gap)} {family}",
            "inverted": lambda: f"{family}, {given}",
            "inverted-initials": lambda: f"{family}, {self.initials(given, '.', gap)}",
            "initials-behind": lambda: f"{family} {self.initials(given, '.', gap)}",
            "joined-initials": lambda: f"{family} {self.initials(given, '', '')}",
            "capitals-given": lambda: f"{family.upper()} {given}",
            "capitals": lambda: f"{family.upper()}, {given if gap else self.initials(given)}",
            "first-inverted": lambda: f"{family}, {given}" if not at else f"{given} {family}",
        }
        return forms[self.names]()

    def listed(self, count: int) -> str:
        self.gap = self.r.choice((" ", "", " "))
        people = [self.person(one, at) for at, one in enumerate(self.r.choices(self.words.people, k=count))]
        if count > 3 and self.r.random() < 0.2:
            return people[0] + self.r.choice((" et al.", ", et al.", " et al"))
        if count == 2 and self.last == ", and " and "inverted" not in self.names and self.r.random() < 0.6:
            return " and ".join(people)
        return people[0] if count == 1 else self.between.join(people[:-1]) + self.last + people[-1]

    def authors(self) -> str:
        if self.r.random() < 0.07:
            return self.r.choice(self.words.bodies)
        if self.r.random() < 0.02:
            return self.r.choice(("———", "---", "——", "_____"))
        return self.listed(int(self.pick({"1": 40, "2": 24, "3": 14, "4": 8, "5": 5, "7": 3, "11": 1})))

    def editors(self) -> str:
        """One to three names as editors are printed, with no role."""
        kept = self.names
        self.names = self.pick({kept: 3, "given-first": 3, "initials-first": 3})
        text = self.listed(int(self.pick({"1": 5, "2": 5, "3": 2})))
        self.names = kept
        return text

    # --- other pieces

    def title(self, of: Sequence[str]) -> str:
        text = self.r.choice(of)
        if self.capital and self.r.random() < 0.7:
            text = re.sub(r"(?<=[\s-])([a-zà-ÿ])(?=\w{3,})", lambda match: match[1].upper(), text)
        if self.r.random() < 0.02:
            text = text.upper()
        if self.r.random() < 0.08:
            text += ", " + self.r.choice(PLACES_IN) + self.r.choice(("", "", f", {self.r.choice(PLACES_IN)}"))
        if self.r.random() < 0.04:
            text += self.r.choice((" ", ", ")) + self.r.choice(
                (self.year(), f"{self.year()}-{self.year()}", f"{self.year()}–{self.year()[2:]}")
            )
        if self.r.random() < 0.03:
            text += " " + self.r.choice(REMARKS)
        if self.r.random() < 0.04 and not re.search("[:,]", text):  # "Ferries, Kilns: the tides of ..."
            text = self.r.choice(text.split()) + ", " + text
        if self.r.random() < 0.05 and ":" not in text:
            text += self.r.choice((": ", ". ", " : ", " – ")) + self.r.choice(of)
        return text

    def titled(self, of: Sequence[str], quoted: bool, mark: str) -> str:
        text = self.title(of)
        if not quoted or not self.quotes:
            return self.stop(text, mark)
        left, right = self.quotes
        gap = " " if self.quotes == "«»" and self.r.random() < 0.8 else ""
        if self.r.random() < 0.5 and not gap:
            return left + self.stop(text, mark) + right
        return left + gap + text + gap + right + mark

    def year(self) -> str:
        return str(self.r.randint(1890, 2022)) if self.r.random() < 0.85 else str(self.r.randint(1700, 1890))

    def date(self, mark: str) -> tuple[str, str]:
        letter = self.r.choice("ab") if self.r.random() < 0.05 else ""
        text = self.year() + letter
        if self.r.random() < 0.1:
            month = self.r.choice(MONTHS)
            text = self.r.choice(
                (f"{month} {text}", f"{text}, {month} {self.r.randint(1, 28)}", f"{month[:3]}. {text}")
            )
        elif self.r.random() < 0.07:
            text = self.r.choice(
                (f"{text} [{self.year()}]", "n.d.", "in press", "forthcoming", f"{text}/{self.year()}", f"c. {text}")
            )
        return ("date", (f"({text})" if self.bracketed else text) + mark)

    def pages(self, mark: str) -> tuple[str, str]:
        first = self.r.randint(1, 900)
        dash = self.r.choice(("-", "–", "-", "–", " - ", "--"))
        span = f"{first}{dash}{first + self.r.randint(1, 40)}" if self.r.random() < 0.85 else str(first)
        return (
            "pages",
            self.pick({"": 40, "pp. ": 30, "p. ": 12, "pages ": 6, "S. ": 5, "pp.": 4, "p.": 2}) + span + mark,
        )

    def volume(self, mark: str) -> tuple[str, str]:
        v, n = self.r.randint(1, 140), self.r.randint(1, 12)
        form = self.pick({"{v}": 40, "{v}({n})": 20, "{v} ({n})": 8, "vol. {v}, no. {n}": 8, "Vol. {v}": 6, "{v}, no. {n}": 4, "v. {v}": 2,
                          "{v}.{n}": 4, "n° {v}": 3, "nº {n}": 1, "vol. {v}": 4, "Bd. {v}": 1, "{v}. Jg., H. {n}": 1, "{v}/{n}": 3,
                          "t. {v}": 2, "{v}, {n}": 2, "v.{v} n.{n}": 1})  # fmt: skip
        return ("volume", form.format(v=v, n=n) + mark)

    def imprint(self, dated: bool, end: str) -> Pieces:
        """Place, publisher and date in one of the orders they have."""
        place, house, date = self.r.choice(self.words.places), self.r.choice(self.words.publishers), self.year()
        order = self.pick({"place: house, date": 40, "house, place, date": 14, "(place: house, date)": 14, "place, house, date": 8,
                           "house, date": 8, "place, date": 5, "(house, date)": 7, "(house, place, date)": 3, "(place, date)": 2, "house (place), date": 2, "place date": 2})  # fmt: skip
        left = "(" if order[0] == "(" else ""
        right = ")" if left else ""
        pieces: Pieces = []
        for name in re.findall(r"place|house|date", order):
            text = {"place": place, "house": house, "date": date}[name]
            if name != "date" or dated:
                pieces.append(({"place": "location", "house": "publisher", "date": "date"}[name], text))
        marks = [":" if order.startswith(("place:", "(place:")) and i == 0 else self.r.choice((",", ",", ",", "" if "place date" in order else ","))
                 for i in range(len(pieces))]  # fmt: skip
        if "(place)" in order:
            pieces = [(n, f"({t})" if n == "location" else t) for n, t in pieces]
            marks[0] = ""
        done = [(n, t + m) for (n, t), m in zip(pieces[:-1], marks, strict=False)]
        name, text = pieces[-1]
        done.append((name, text + right + end))
        return [(done[0][0], left + done[0][1]), *done[1:]]

    def inside(self, of: Sequence[str]) -> Pieces:
        """The book or the proceedings a part is of, with its editors before or behind."""
        lead = self.pick({"In ": 34, "in ": 22, "In: ": 16, "in: ": 8, "": 6, "dans ": 3, "En ": 1})
        mark = self.pick({",": 45, ".": 40, "": 10, ":": 1})
        book = self.title(of)
        if self.r.random() < 0.45:
            role = self.pick({"(Eds.),": 20, "(eds.),": 16, "(ed.),": 12, "(Hrsg.):": 6, "(Hrsg.),": 3, ", editors,": 10, ", editor,": 6,
                              "(dir.),": 4, "(Ed.),": 8, "eds.": 6, ", ed.,": 4, "(a cura di),": 2, "(eds)": 4})  # fmt: skip
            gap = "" if role[0] == "," else " "
            return [("editor", f"{lead}{self.editors()}{gap}{role}"), ("container-title", book + mark)]
        pieces = [("container-title", lead + self.stop(book, mark or ","))]
        if self.r.random() < 0.4:
            by = self.pick(
                {
                    "edited by ": 18,
                    "ed. ": 14,
                    "ed. by ": 6,
                    "Ed. ": 10,
                    "eds. ": 6,
                    "Edited by ": 8,
                    "hrsg. von ": 3,
                    "a cura di ": 2,
                }
            )
            pieces.append(("editor", by + self.editors() + self.pick({",": 4, ".": 5, "": 1})))
        return pieces

    def link(self) -> Pieces:
        n = self.r.randint(1000, 99999)
        url = f"http://www.{self.r.choice(('harbour', 'tide', 'kiln'))}.example/{n}" + self.r.choice(
            ("", ".pdf", "/", ".html")
        )
        if self.r.random() < 0.4:
            return [("doi", self.r.choice((f"doi:10.9999/tide.{n}", f"https://doi.org/10.9999/{n}", f"10.9999/{n}.")))]
        day = f"{self.r.randint(1, 28)} {self.r.choice(MONTHS)} {self.r.randint(1996, 2020)}"
        before = self.pick({"": 30, "Retrieved {}, from": 12, "Retrieved from": 10, "Available at:": 8, "Available:": 4, "Online:": 3, "URL:": 3,
                            "Disponible sur :": 2, "Accessed {}.": 4, "Available from:": 3, "Verfügbar unter:": 1, "[Online]. Available:": 3})  # fmt: skip
        behind = self.pick({"": 50, "(accessed {}).": 10, "[Accessed {}].": 8, "Accessed {}.": 8, "(consulté le {}).": 3, "(Zugriff: {}).": 2,
                            "accessed {}.": 4, "[cited {}]": 2, "last visited {}.": 2})  # fmt: skip
        url = self.pick({url: 60, f"<{url}>.": 8, f"{url}.": 20, f"({url})": 4, f"{url},": 6})
        pieces = [
            ("note", before.format(day)),
            ("url", url),
            ("note", behind.format(day) if "{}" not in before else ""),
        ]
        return [(name, text) for name, text in pieces if text]

    # --- references

    def reference(self) -> Pieces:
        """A reference of a kind picked at random, in the style."""
        pieces: Pieces = [("citation-number", self.number.format(self.r.randint(1, 200)))] if self.number else []
        first = self.kind in ("web", "entry", "film", "news", "report") and self.r.random() < 0.35
        early = self.dated == "names"
        names = self.authors()
        role = ""
        if self.kind == "edited":
            role = self.pick(
                {
                    " (Eds.)": 5,
                    " (eds.)": 5,
                    " (ed.)": 4,
                    ", eds.": 4,
                    ", ed.": 3,
                    " (Hrsg.)": 3,
                    " (dir.)": 1,
                    ", editors": 1,
                }
            )
        named = (
            "editor" if role else "author",
            self.stop(names + role, "" if early and self.bracketed else self.after),
        )
        title = self.titles(early)
        if self.r.random() < 0.04 and self.kind != "bare":
            pieces += [title, named, *([self.date(self.r.choice((".", ",", "")))] if early else [])]
        elif first:
            pieces += [title, *([self.date(self.r.choice((".", ",")))] if early else [])]
        else:
            pieces += [named, *([self.date(self.pick({".": 45, ",": 20, "": 20, ":": 8}))] if early else [])]
            pieces += [title] if self.kind != "bare" else []
        if self.dated == "title":
            pieces.append(self.date(self.r.choice((",", ".", ""))))
        pieces += self.rest(dated=self.dated == "end")
        if self.r.random() < (0.9 if self.kind == "web" else 0.07):
            pieces += self.link()
        return [(name, " ".join(text.split())) for name, text in pieces if text.split()]

    def titles(self, early: bool) -> tuple[str, str]:
        book = self.kind in ("book", "edited", "thesis", "report", "film")
        mark = "" if self.kind in ("thesis", "report", "film", "book") and self.r.random() < 0.3 else self.mark
        return ("title", self.titled(self.words.books if book else self.words.titles, not book, mark))

    def rest(self, dated: bool) -> Pieces:
        """What stands behind the title."""
        r, end = self.r, self.pick({".": 70, "": 25, ";": 1})
        if self.kind in ("article", "bare", "news"):
            return self.journal(dated, end)
        if self.kind in ("chapter", "meeting", "entry"):
            pieces = self.inside(self.words.meetings if self.kind == "meeting" else self.words.books)
            tail = [self.imprint(dated, end)] if r.random() < 0.7 else [[self.date(end)]] if dated else []
            if r.random() < 0.75:
                tail.insert(r.randint(0, len(tail)), [self.pages(r.choice((",", ".")) if tail else end)])
            return pieces + [piece for part in tail for piece in part]
        if self.kind in ("thesis", "report"):
            return self.graded(dated, end)
        if self.kind in ("film", "preprint", "patent"):
            return self.other(dated, end)
        pieces = []
        if r.random() < 0.12:
            pieces.append(
                (
                    "edition",
                    r.choice(
                        (
                            "2nd ed.",
                            "3rd edition,",
                            "(2nd ed.).",
                            "2. Aufl.",
                            "2e éd.,",
                            "Rev. ed.",
                            "1ª ed.",
                            "4th ed.,",
                        )
                    ),
                )
            )
        if r.random() < 0.07:
            pieces.append(
                (
                    "translator",
                    r.choice(
                        (
                            "Trans. ",
                            "Translated by ",
                            "trans. ",
                            "traduit par ",
                            "tr. ",
                            "transl. ",
                            "trans. by ",
                            "übers. von ",
                            "Tr. ",
                        )
                    )
                    + self.editors()
                    + r.choice((".", ",")),
                )
            )
        if r.random() < 0.08:
            pieces.append(("collection-title", self.series()))
        if r.random() < 0.05:
            pieces.append(("volume", r.choice(("Vol. 2.", "2 vols.", "vol. 1,", "Bd. 2,", "t. II,", "3 vols,"))))
        pieces += self.imprint(dated, end if self.kind != "web" else ".")
        if r.random() < 0.12:
            pieces.append(("pages", f"{r.randint(40, 700)}" + r.choice((" p.", " pp.", " S.", "p.", " pages."))))
        return pieces

    def series(self) -> str:
        """The name of a series, in brackets or not, with a number or without."""
        name = self.r.choice(SERIES).format(self.r.choice(SCIENCES)) + self.r.choice(
            ("", "", f", {self.r.randint(2, 90)}", f" {self.r.randint(2, 90)}")
        )
        return self.r.choice((f"{name}.", f"{name},", f"({name}).", f"{name}.", f"({name})"))

    def journal(self, dated: bool, end: str) -> Pieces:
        r = self.r
        lead = self.pick({"": 80, "In: ": 4, "in ": 3, "In ": 3, "“": 2, "in: ": 1, "dans ": 1})
        name = r.choice(self.words.journals)
        mark = self.pick({",": 50, ".": 16, "": 34})
        pieces: Pieces = [("journal", lead + name + ("”" if lead == "“" else "") + mark)]
        if self.kind == "news" and self.quotes and r.random() < 0.15:
            pieces.insert(0, ("title", f"Review of {r.choice(self.words.books)}, by {r.choice(self.words.people)[1]}."))
        if self.kind == "news":
            month = r.choice(MONTHS)
            day = r.choice((f"{r.randint(1, 28)} {month} {self.year()}", f"{month} {r.randint(1, 28)}, {self.year()}"))
            pieces += [("date", day + r.choice((",", ".", ":", "")))] if dated else []
            return pieces + ([self.pages(end)] if r.random() < 0.6 else [])
        order = self.pick(
            {
                "volume date pages": 40,
                "date volume pages": 12,
                "volume pages date": 36,
                "volume date": 3,
                "date pages": 3,
                "volume": 2,
            }
        )
        parts = [part for part in order.split() if part != "date" or dated]
        for at, part in enumerate(parts):
            last = at + 1 == len(parts)
            if part == "date":
                shut = r.random() < 0.55
                pieces.append(
                    (
                        "date",
                        (f"({self.year()})" if shut else self.year())
                        + (end if last else self.pick({",": 4, ":": 4, ".": 1, "": 1, ";": 1})),
                    )
                )
            elif part == "volume":
                pieces.append(self.volume(end if last else self.pick({",": 40, "": 25, ":": 25, " :": 2})))
            else:
                pieces.append(self.pages(end if last else r.choice((",", ".", ""))))
        return self.glued(pieces)

    def glued(self, pieces: Pieces) -> Pieces:
        """Pages at times stand in one word with the volume, as "12(3):1-9"."""
        for at, ((one, volume), (two, pages)) in enumerate(itertools.pairwise(pieces)):
            if (
                (one, two) == ("volume", "pages")
                and volume[-1] in ",:"
                and pages[0].isdigit()
                and self.r.random() < 0.4
            ):
                glued = volume[:-1] + ":" + "".join(pages.split())
                return [*pieces[:at], ("volume", glued), *pieces[at + 2 :]]
        return pieces

    def graded(self, dated: bool, end: str) -> Pieces:
        """What stands behind the title of a thesis or a report: of which kind it is, where it was made."""
        r = self.r
        body = r.choice(self.words.publishers) if r.random() < 0.9 else "Author"
        if self.kind == "thesis":
            body = r.choice(("University of {}", "Université de {}", "Universität {}", "{} University", "Universidad de {}")).format(
                r.choice(self.words.places).split(",")[0])  # fmt: skip
            if r.random() < 0.25:
                body = f"Department of {r.choice(SCIENCES)}, {body}"
            genre = r.choice(("PhD thesis", "Ph.D. thesis", "Ph.D. dissertation", "Master's thesis", "(Doctoral dissertation)", "Diss.", "Thèse de doctorat",
                              "(Unpublished doctoral dissertation)", "M.A. thesis", "Unpublished PhD thesis", "Dissertation"))  # fmt: skip
        else:
            n = r.randint(1, 400)
            genre = r.choice(("Technical report", f"Technical Report {n}", f"Tech. Rep. TR-{n}", f"(Report No. {n})", "(Report)", f"Working Paper {n}",
                              "Press release", f"Research Report #{n}", "Unpublished manuscript", "(Discussion paper)", "Rapport"))  # fmt: skip
        pieces = [("genre", genre + r.choice((",", ".", ",")))]
        place = [("location", r.choice(self.words.places) + ",")] if r.random() < 0.4 else []
        house = [("publisher", body + ("," if dated else end))]
        pieces += [("location", place[0][1][:-1] + ":"), *house] if place and r.random() < 0.5 else [*house, *place]
        return pieces + ([self.date(end)] if dated else [])

    def other(self, dated: bool, end: str) -> Pieces:
        """What stands behind the title of a film, a preprint or a patent."""
        r = self.r
        date: Pieces = [self.date(end)] if dated else []
        if self.kind == "preprint":
            number = r.choice(
                (
                    f"{r.randint(1001, 2312)}.{r.randint(1000, 29999):05}",
                    f"hep-th/{r.randint(9401, 9912)}{r.randint(100, 999)}",
                )
            )
            form = r.choice(
                (
                    "arXiv preprint arXiv:{}",
                    "arXiv:{}",
                    "arXiv e-prints, arXiv:{}",
                    "[arXiv:{}]",
                    "arXiv:{} [math.CO]",
                    "CoRR, abs/{}",
                )
            )
            return [("note", form.format(number) + ("," if date else end)), *date]
        if self.kind == "patent":
            number = f"{r.randint(3, 9)},{r.randint(100, 999)},{r.randint(100, 999)}"
            form = r.choice(
                ("US Patent {}", "U.S. Patent No. {}", "Patent {}", "European Patent EP {}", "U.S. Patent {}")
            )
            return [("genre", form.format(number) + ("," if date else end)), *date]
        pieces: Pieces = [("genre", r.choice(MEDIA) + r.choice((",", ".")))]
        if r.random() < 0.3:
            pieces.insert(
                r.randint(0, 1), ("director", r.choice(("Dir. ", "Directed by ", "dir. ")) + self.editors() + ".")
            )
        place = ("location", r.choice(self.words.places))
        house = ("publisher", r.choice(self.words.publishers))
        made = r.choice(([(*place, ":"), (*house, ",")], [(*house, ","), (*place, ",")], [(*house, ",")]))
        pieces += [(name, text + mark) for name, text, mark in made]
        name, text = pieces[-1]
        return [*pieces, *date] if date else [*pieces[:-1], (name, text[:-1] + end)]


def styled(words: Words, count: int, seed: int = 1) -> list[Pieces]:
    """References made of some words, each in a style of its own; the same seed gives the same."""
    chance = random.Random(seed)
    return [Style(words, chance).reference() for _ in range(count)]
