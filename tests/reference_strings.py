"""References made from invented metadata in the six common styles, each piece with its part: for training and for tests."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

Pieces = list[tuple[str, str]]
"""The pieces of a reference in order: the part (title, author, date ...) and its text with the marks that end it."""

FAMILIES = (
    "Author Builder Kilnmaker Ferryman Oakley Thornbury Marsh Whitlock Harrow Penhale Quill Ravensworth Stokes Tindall Umber Vance "
    "Winterbourne Yarrow Zeller Adler Baumann Dietrich Eberhardt Fuchs Großmann Hölzl Jäger Krüger Lindqvist Mäkinen Nyström Østergaard "
    "Dubois Fontaine Girard Lefèvre Marchand Noël Perrin Rousseau Thévenin García Hernández Ibáñez López Núñez Ortega Peña Quiroga "
    "Bianchi Conti De\u00a0Luca Esposito Ferri Moretti Romano Santos Oliveira Pereira Kowalski Nowak Wójcik Novák Svoboda Horváth Szabó "
    "Ivanov Petrov Sokolov Tanaka Suzuki Watanabe Kobayashi Li Wang Zhang Chen Nguyen Tran Kim Park Singh Patel Gupta Okafor Mensah "
    "O'Reilly McAllister D'Angelo Al-Farsi Ben-Ami Smith-Jones"
).split(" ")
PARTICLES = ("van", "von", "de", "van der", "de la", "di")
GIVEN = (
    "Ann Bo Clara David Emma Felix Greta Hans Ingrid Jonas Karl Laura Martin Nora Oscar Paula Quentin Rosa Simon Theresa Ulrich "
    "Vera Walter Xenia Yves Zoe Jean-Pierre Marie-Claire Luis José Søren Åsa Mikhail Hiroshi Wei Min-Jun Anneke Priya Kwame "
    "John Robert Margaret Elizabeth François Wolfgang Giovanni Catherine Michael Stephen"
).split()
THINGS = {
    "en": "ferries timetables kilns harbours lighthouses tides glazes canals orchards bridges archives markets parliaments sermons "
    "novels manuscripts enzymes proteins receptors tumours infants fractures vaccines soils glaciers aquifers craters meteorites "
    "neutrinos nanotubes lasers superlenses polymers compilers databases caches queries protocols classifiers networks robots "
    "planners grammars pronouns dialects rhythms symphonies portraits cities suburbs prisons schools teachers pupils wages taxes "
    "unions elections treaties empires monks pilgrims saints gospels rituals identity memory democracy migration labour gender",
    "fr": "ports marées bateaux villes écoles villages élections musées romans manuscrits moines marchés quartiers métiers familles",
    "de": "Häfen Schulen Städte Märkte Klöster Romane Handschriften Wahlen Museen Lehrer Familien Gezeiten Brücken Verfassungen",
    "es": "puertos mareas escuelas ciudades mercados novelas manuscritos elecciones museos familias trabajadores migrantes",
}
ABOUT = {
    "en": [
        "The {a} of {b}", "{a} and {b}", "On the {q} of {a}", "{a} without {b}: {q} in the {p}", "A {j} {q} of {a}",
        "{j} {a}: A {q} of {b}, 1850–1914", "Towards a {j} theory of {a}", "{q} and {q2} of {a} in {p}", "How {a} shape {b}",
        "Is there a {j} {q} of {a}?", "{a}, {b}, and the {q} of {p}", "{j} {q} for {a} using {b}", "An introduction to {a}",
        "Effects of {a} on {b} in {p}: a {j} {q}", "{j} {a}", "{a}", "The {j} {a} of {p}. Part II: {q} and {q2}", "Reading {a} in {p}",
    ],
    "fr": ["Les {a} et les {b}", "Pour une histoire des {a}", "L'évolution des {a} en {p}", "{a} : enjeux et perspectives", "Les {a} de {p} au XIXe siècle"],
    "de": ["Die {a} und ihre {b}", "Zur Geschichte der {a}", "{a}: Eine Einführung", "{a} in {p} (1870–1914)", "Über {a} und {b}"],
    "es": ["Los {a} y las {b}", "Historia de {a} en {p}", "{a}: una introducción", "La transformación de {a} en {p}"],
}  # fmt: skip
QUALITIES = (
    "analysis study survey theory history politics dynamics detection measurement estimation economics semantics structure origins "
    "limits meaning complexity growth decline comparison evaluation synthesis regulation interpretation optimization simulation"
).split()
KINDS = "new comparative longitudinal randomized distributed fast optimal social early medieval late modern rural quantum neural hidden".split()
PLACES_IN = "Bavaria Ghana Quebec Lisbon Nebraska Provence Scotland Kyoto Chile Norway Ontario Bohemia Catalonia Paris Hamburg Peru".split()
JOURNALS = {
    "Journal of {s} Studies": 3, "Journal of {s}": 4, "{s} Review": 3, "Annals of {s}": 2, "{s}": 3, "International Journal of {s}": 3,
    "J. {t}.": 3, "J {t}": 3, "{t} Lett.": 2, "Int J {t}": 2, "Am. J. {t}.": 2, "{s} Quarterly": 2, "Transactions on {s}": 2,
    "IEEE Transactions on {s}": 2, "Revue de {s}": 2, "Zeitschrift für {s}": 2, "Annales de {s}": 1, "Revista de {s}": 2,
    "Bulletin of the {s} Society": 1, "Acta {s}": 1, "Arch {t}": 1, "Proc. R. Soc. {t}": 1, "ACM Trans. {t}.": 1, "Advances in {s}": 1,
}  # fmt: skip
SCIENCES = (
    "Harbours|Ceramics|Tides|Economic History|Applied Optics|Clinical Oncology|Social Policy|Logic and Computation|Hydrology|Linguistics|"
    "Planetary Science|Musicology|Religion|Human Rights|Data Engineering|Soil Science|Paediatrics|Philosophy|Geography|Medieval Studies"
).split("|")
SHORT = "Harb Stud|Ceram Soc|Phys|Clin Oncol|Appl Opt|Chem Phys|Neurosci|Econ Hist|Comput|Hydrol|Soil Sci|Pediatr|Philos|Geol".split(
    "|"
)
CITIES = (
    "New York|London|Paris|Berlin|Cambridge|Oxford|Boston|Chicago, IL|Cambridge, MA|Princeton, NJ|Amsterdam|München|Frankfurt am Main|"
    "Leiden|Dordrecht|Toronto|Milano|Madrid|Bruxelles|Wien|Basel|Stockholm|Washington, D.C.|Berkeley, CA|Thousand Oaks, CA|Hamburg|"
    "Tübingen|Ithaca|New Haven|Stanford, Calif.|London and New York|Melbourne"
).split("|")
PUBLISHERS = (
    "Harbour Press|Springer|Oxford University Press|Cambridge University Press|MIT Press|Elsevier|Wiley|Routledge|Gallimard|Suhrkamp|"
    "Presses Universitaires de France|Le Seuil|De Gruyter|Brill|Sage Publications|Academic Press|Prentice Hall|Addison-Wesley|McGraw-Hill|"
    "University of Chicago Press|Princeton University Press|Kluwer Academic Publishers|Tidewater & Sons|Quay Books|Penguin|Norton|ACM Press|"
    "IEEE|North-Holland|Morgan Kaufmann|Harvard University Press|Mohr Siebeck|L'Harmattan|John Benjamins|Palgrave Macmillan"
).split("|")
MEETINGS = (
    "Proceedings of the {n} International Conference on {s}|Proc. {n} Symposium on {s}|Proc. of the {n} Workshop on {s}|"
    "Proceedings of the {n} Annual Meeting of the Society for {s}|ACM Conference on {s}|{n} European Congress on {s}|"
    "Proceedings of {c} {y}|Advances in {s} {m}|International Conference on {s} ({c})|{c}"
).split("|")
MONTHS = "January February March April May June July August September October November December".split()


@dataclass
class Person:
    given: str
    family: str


@dataclass
class Made:
    """The invented metadata of one reference and the pieces it is printed as."""

    kind: str
    authors: list[Person]
    title: str
    year: str
    pieces: Pieces = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.pieces)


class Maker:
    """Makes references, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def person(self) -> Person:
        r = self.random
        given = r.choice(GIVEN) + (f" {r.choice('ABCDEFGHJKLMNPRSTW')}." if r.random() < 0.45 else "")
        family = r.choice(FAMILIES).replace("\u00a0", " ")
        return Person(given, f"{r.choice(PARTICLES)} {family}" if r.random() < 0.06 else family)

    def people(self) -> list[Person]:
        return [self.person() for _ in range(self.random.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 9)))]

    def title(self) -> str:
        r = self.random
        language = r.choices(("en", "fr", "de", "es"), (12, 2, 2, 1))[0]
        things = THINGS[language].split()
        a, b = r.sample(things, 2)
        text = r.choice(ABOUT[language]).format(
            a=a, b=b, p=r.choice(PLACES_IN), q=r.choice(QUALITIES), q2=r.choice(QUALITIES), j=r.choice(KINDS)
        )
        text = text[0].upper() + text[1:]
        if language == "en" and r.random() < 0.35:
            small = ("of", "and", "the", "in", "on", "a", "an", "for", "without")
            text = " ".join(w if w in small and i else w[0].upper() + w[1:] for i, w in enumerate(text.split()))
        return text

    def venue(self, year: str, meeting: bool) -> str:
        r = self.random
        if meeting:
            n = r.choice(("3rd", "Fifth", "12th", "Ninth", "21st", "1993", "Second"))
            return r.choice(MEETINGS).format(
                n=n,
                s=r.choice(SCIENCES),
                y=year,
                m=r.randint(2, 30),
                c=r.choice(("ICTide", "KILN", "HARBOR-CON", "SIGTIDE")),
            )
        form = r.choices(list(JOURNALS), list(JOURNALS.values()))[0]
        return form.format(s=r.choice(SCIENCES), t=r.choice(SHORT))

    def make(self, style: str) -> Made:
        r = self.random
        kind = r.choices(("article", "meeting", "book", "chapter", "thesis", "report"), (8, 4, 6, 4, 1, 1))[0]
        made = Made(kind, self.people(), self.title(), str(r.randint(1890, 2024)))
        STYLES[style](self, made)
        if r.random() < 0.12:
            made.pieces.append(self.link())
        return made

    def link(self) -> tuple[str, str]:
        n = self.random.randint(1000, 99999)
        return self.random.choice(
            (
                ("doi", f"doi:10.9999/tide.{n}"),
                ("doi", f"https://doi.org/10.9999/{n}"),
                ("url", f"http://harbour.example/{n}.pdf"),
            )
        )

    def pages(self, dash: str = "–") -> str:
        first = self.random.randint(1, 900)
        return f"{first}{dash}{first + self.random.randint(1, 40)}"

    def edited(self, form: str) -> str:
        """One or two editors as a style prints them."""
        people = [self.person() for _ in range(self.random.choice((1, 2, 2, 3)))]
        return _joined(
            [short_first(p) if form == "short" else f"{p.given} {p.family}" for p in people],
            "&" if form == "short" else "and",
        )


def initials(person: Person, stop: str = ".", gap: str = " ") -> str:
    parts = person.given.replace(".", "").split()
    return gap.join("-".join(bit[0] + stop for bit in part.split("-")) for part in parts)


def short_last(person: Person) -> str:
    return f"{person.family}, {initials(person)}"


def short_first(person: Person) -> str:
    return f"{initials(person)} {person.family}"


def _joined(names: list[str], word: str, oxford: bool = True) -> str:
    if len(names) < 2:
        return "".join(names)
    last = f", {word} " if oxford and len(names) > 2 else f" {word} "
    return ", ".join(names[:-1]) + last + names[-1]


def _stopped(text: str, mark: str = ".") -> str:
    return text if text.endswith((mark, "?", "!")) else text + mark


def apa(maker: Maker, made: Made) -> None:
    """Author, A., & Builder, B. (2019). Title. Journal, 12(3), 1–9."""
    r = maker.random
    names = [short_last(p) for p in made.authors]
    joined = ", ".join(names[:-1]) + ", & " + names[-1] if len(names) > 1 else names[0]
    month = f", {r.choice(MONTHS)} {r.randint(1, 28)}" if r.random() < 0.05 else ""
    made.pieces = [("author", joined), ("date", f"({made.year}{month})."), ("title", _stopped(made.title))]
    if made.kind == "article":
        made.pieces += [
            ("journal", maker.venue(made.year, False) + ","),
            ("volume", f"{r.randint(1, 90)}({r.randint(1, 12)}),"),
            ("pages", maker.pages() + "."),
        ]
    elif made.kind in ("meeting", "chapter"):
        if made.kind == "chapter":
            made.pieces.append(("editor", f"In {maker.edited('short')} (Eds.),"))
            made.pieces.append(("container-title", maker.title()))
        else:
            made.pieces.append(("container-title", f"In {maker.venue(made.year, True)}"))
        made.pieces.append(("pages", f"(pp. {maker.pages()})."))
        made.pieces += [("location", r.choice(CITIES) + ":"), ("publisher", r.choice(PUBLISHERS) + ".")]
    elif made.kind in ("thesis", "report"):
        made.pieces[-1] = ("title", made.title)
        made.pieces += [
            (
                "genre",
                "(Unpublished doctoral dissertation)."
                if made.kind == "thesis"
                else f"(Technical Report {r.randint(1, 99)}).",
            ),
            ("publisher", f"University of {r.choice(PLACES_IN)}."),
        ]
    else:
        made.pieces += [("location", r.choice(CITIES) + ":"), ("publisher", r.choice(PUBLISHERS) + ".")]


def ieee(maker: Maker, made: Made) -> None:
    """[1] A. Author and B. Builder, “Title,” Journal, vol. 12, no. 3, pp. 1–9, May 2019."""
    r = maker.random
    number = [("citation-number", f"[{r.randint(1, 200)}]")] if r.random() < 0.7 else []
    names = _joined([short_first(p) for p in made.authors], "and")
    left, right = r.choice((("“", ",”"), ("“", ",”"), ('"', ',"'), ("", ",")))
    made.pieces = [*number, ("author", names + ","), ("title", f"{left}{made.title}{right}")]
    month = r.choice(MONTHS)[:3] + ". " if r.random() < 0.5 else ""
    if made.kind == "article":
        made.pieces += [
            ("journal", maker.venue(made.year, False) + ","),
            ("volume", f"vol. {r.randint(1, 90)}, no. {r.randint(1, 12)},"),
            ("pages", f"pp. {maker.pages()},"),
        ]
    elif made.kind in ("meeting", "chapter"):
        made.pieces += [
            ("container-title", f"in {maker.venue(made.year, True)},"),
            ("location", r.choice(CITIES) + ","),
            ("pages", f"pp. {maker.pages()},"),
        ]
    elif made.kind == "book":
        made.pieces[-1] = ("title", made.title + ".")
        made.pieces += [("location", r.choice(CITIES) + ":"), ("publisher", r.choice(PUBLISHERS) + ",")]
    else:
        made.pieces += [
            ("genre", "Ph.D. dissertation," if made.kind == "thesis" else f"Tech. Rep. {r.randint(1, 99)},"),
            ("publisher", f"University of {r.choice(PLACES_IN)},"),
        ]
    made.pieces.append(("date", f"{month}{made.year}."))


def acm(maker: Maker, made: Made) -> None:
    """[1] Ann Author and Bo Builder. 2019. Title. Journal 12, 3 (May 2019), 1–9. — or the year at the end."""
    r = maker.random
    number = [("citation-number", f"[{r.randint(1, 99)}]")] if r.random() < 0.6 else []
    full = r.random() < 0.6
    names = _joined([f"{p.given} {p.family}" if full else short_first(p) for p in made.authors], "and")
    early = r.random() < 0.5
    made.pieces = [*number, ("author", _stopped(names))]
    made.pieces += [("date", made.year + ".")] if early else []
    made.pieces.append(("title", _stopped(made.title)))
    end = "." if early else ","
    if made.kind == "article":
        made.pieces += [
            ("journal", maker.venue(made.year, False)),
            ("volume", f"{r.randint(1, 90)}, {r.randint(1, 12)},"),
            ("pages", maker.pages() + end),
        ]
    elif made.kind in ("meeting", "chapter"):
        if r.random() < 0.4:
            made.pieces.append(("editor", f"In {maker.edited('full')}, editors,"))
            made.pieces.append(("container-title", maker.venue(made.year, True) + ","))
        else:
            made.pieces.append(("container-title", f"In {maker.venue(made.year, True)},"))
        made.pieces.append(("pages", f"pages {maker.pages('-')}" + end))
        if early:
            made.pieces.append(("publisher", r.choice(PUBLISHERS) + "."))
    elif made.kind == "book":
        made.pieces += [("publisher", r.choice(PUBLISHERS) + ","), ("location", r.choice(CITIES) + end)]
    else:
        made.pieces += [
            ("genre", "PhD thesis," if made.kind == "thesis" else f"Technical Report TR-{r.randint(1, 99)},"),
            ("publisher", f"University of {r.choice(PLACES_IN)}" + end),
        ]
    if not early:
        month = r.choice(MONTHS) + " " if r.random() < 0.4 else ""
        made.pieces.append(("date", f"{month}{made.year}."))


def _humanities(maker: Maker, made: Made, quotes: tuple[str, str]) -> None:
    """Author, Ann, and Bo Builder. “Title.” Journal 12 (2019): 1–9."""
    r = maker.random
    first, rest = made.authors[0], made.authors[1:]
    names = _joined([f"{first.family}, {first.given}", *(f"{p.given} {p.family}" for p in rest)], "and")
    if len(rest) == 1:
        names = f"{first.family}, {first.given}, and {rest[0].given} {rest[0].family}"
    if r.random() < 0.05:
        names = "———"
    made.pieces = [("author", _stopped(names))]
    if made.kind in ("article", "meeting", "chapter"):
        made.pieces.append(("title", f"{quotes[0]}{_stopped(made.title)}{quotes[1]}"))
    else:
        made.pieces.append(("title", _stopped(made.title)))
    if made.kind == "article":
        made.pieces += [
            ("journal", maker.venue(made.year, False)),
            ("volume", f"{r.randint(1, 90)}"),
            ("date", f"({made.year}):"),
            ("pages", maker.pages() + "."),
        ]
        return
    if made.kind in ("meeting", "chapter"):
        made.pieces += [
            ("container-title", f"In {maker.title()},"),
            ("editor", f"edited by {maker.edited('full')},"),
            ("pages", maker.pages() + "."),
        ]
    if r.random() < 0.1:
        made.pieces.append(("translator", f"Translated by {maker.edited('full')}."))
    if r.random() < 0.1:
        made.pieces.append(("edition", "2nd ed."))
    made.pieces += [
        ("location", r.choice(CITIES) + ":"),
        ("publisher", r.choice(PUBLISHERS) + ","),
        ("date", made.year + "."),
    ]


def chicago(maker: Maker, made: Made) -> None:
    _humanities(maker, made, ("“", "”"))


def mla(maker: Maker, made: Made) -> None:
    """Author, Ann. "Title." Journal, vol. 12, no. 3, 2019, pp. 1-9. — and its older forms, notes and names in other orders."""
    r = maker.random
    if r.random() < 0.5:
        _humanities(maker, made, ('"', '"'))
        return
    footnote = r.random() < 0.5
    names = _joined([f"{p.given} {p.family}" for p in made.authors], "and")
    if not footnote:
        p = made.authors[0]
        names = f"{p.family}, {p.given}" + (", et al" if len(made.authors) > 2 else "")
    mark = "," if footnote else "."
    quotes = r.choice((("“", "”"), ("«\u00a0", "\u00a0»"), ('"', '"'), ("‘", "’")))
    made.pieces = [("author", _stopped(names, mark) if mark == "." else names + mark)]
    if made.kind in ("article", "meeting", "chapter"):
        made.pieces.append(("title", f"{quotes[0]}{made.title}{mark}{quotes[1]}".replace("\u00a0", " ")))
        made.pieces += [
            ("journal", maker.venue(made.year, False) + ","),
            ("volume", f"vol. {r.randint(1, 90)}, no. {r.randint(1, 12)},"),
            ("date", made.year + ","),
            ("pages", f"pp. {maker.pages('-')}."),
        ]
    elif footnote:
        made.pieces += [
            ("title", made.title),
            ("location", f"({r.choice(CITIES)}:"),
            ("publisher", r.choice(PUBLISHERS) + ","),
            ("date", made.year + "),"),
            ("pages", f"p. {r.randint(1, 300)}."),
        ]
    else:
        made.pieces += [
            ("title", made.title + mark),
            ("publisher", r.choice(PUBLISHERS) + ","),
            ("date", made.year + "."),
        ]


def vancouver(maker: Maker, made: Made) -> None:
    """1. Author A, Builder B. Title. J Harb Stud. 2019;12(3):1–9."""
    r = maker.random
    number = [("citation-number", f"{r.randint(1, 120)}.")] if r.random() < 0.7 else []
    names = ", ".join(f"{p.family} {initials(p, '', '')}" for p in made.authors[:6])
    end = r.choice((".", ".", ":"))
    made.pieces = [
        *number,
        ("author", names + (", et al" if len(made.authors) > 6 else "") + end),
        ("title", _stopped(made.title)),
    ]
    if made.kind in ("article", "meeting"):
        journal = maker.venue(made.year, False)
        made.pieces.append(("journal", _stopped(journal) if r.random() < 0.6 else journal))
        if r.random() < 0.5:
            made.pieces += [
                ("date", f"{made.year};"),
                ("volume", f"{r.randint(1, 90)}({r.randint(1, 12)}):"),
                ("pages", maker.pages() + "."),
            ]
        else:
            made.pieces += [
                ("date", f"{made.year},"),
                ("volume", f"{r.randint(1, 90)}:"),
                ("pages", maker.pages("-") + "."),
            ]
        return
    if made.kind == "chapter":
        made.pieces += [("editor", f"In: {maker.edited('short')}, editors."), ("container-title", maker.title() + ".")]
    made.pieces += [
        ("location", r.choice(CITIES) + ":"),
        ("publisher", r.choice(PUBLISHERS) + ";"),
        ("date", made.year + "."),
    ]


STYLES = {"apa": apa, "ieee": ieee, "acm": acm, "chicago": chicago, "mla": mla, "vancouver": vancouver}


def references(count: int, seed: int = 1) -> Iterator[tuple[str, Made]]:
    """Invented references with their style, the styles in turn."""
    maker = Maker(seed)
    for i in range(count):
        style = list(STYLES)[i % len(STYLES)]
        yield style, maker.make(style)
