"""The layouts of invented publication lists: each writes one list of about ten works with a `Maker`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.lists import Invented, Maker, Truth

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
INVENTED = {"fr": ("dans", "p. {}", " et "), "de": ("In:", "S. {}", " und "), "es": ("en", "págs. {}", " y ")}


def _works(m: Maker, language: str = "en", most: int = 12) -> Iterator[tuple[Invented, bool]]:
    """Works of one list, under year headings in some lists; whether the entry itself is to show its year."""
    works = [m.work(language) for _ in range(m.count(5, most))]
    headed = m.chance(0.2)
    if headed:
        works.sort(key=lambda work: -work.year)
    if m.chance(0.3):
        m.add(f"{m.pick(m.world.headings)}\n\n")
    shown = m.pick(m.marks.years)
    year = 0
    for work in works:
        if headed and work.year != year:
            year = work.year
            m.add(f"\n{shown.format(year)}\n\n")
        yield work, not headed


def _gap(m: Maker) -> str:
    return m.pick(("\n", "\n\n")) if not m.width or m.mark else "\n\n"


def _venue(m: Maker, work: Invented, short: bool) -> tuple[str, str]:
    """The venue as printed in a reference, and its name."""
    name = m.plain(work.venue.short if short else work.venue.full)
    return (name, name) if work.venue.kind == "journal" else (f"In {name}", name)


def _tail(m: Maker, work: Invented, short: bool, dated: bool) -> tuple[str, str]:
    """Venue, volume, pages and year at the end of a reference."""
    printed, name = _venue(m, work, short)
    if dated and m.chance(0.04):
        return str(work.year), ""
    year = f", {work.year}" if dated else ""
    if work.venue.kind == "journal":
        text = f"{printed}, {work.volume}({work.issue}):{work.pages}{year}"
    elif short:
        text = f"{printed} {work.year}" if dated else printed
    else:
        place = f", {m.rng.choice(m.world.places)}" if m.chance(0.3) else ""
        pages = ", " + m.page.format(work.pages) if m.chance(0.6) else ""
        text = f"{printed}{pages}{place}{year}"
    return text, name


def _ids(m: Maker, work: Invented) -> tuple[str, dict[str, str]]:
    way = m.rng.randrange(6)
    if way == 0:
        return f" https://doi.org/{work.doi}", {"doi": work.doi}
    if way == 1:
        return f" doi:{work.doi}.", {"doi": work.doi}
    if way == 2:
        return f" arXiv:{work.arxiv}", {"arxiv": work.arxiv}
    return "", {}


def arxiv_style(m: Maker) -> None:
    for work, _ in _works(m):
        names, read, _cut = m.names(work, "full")
        bare = m.chance(0.15)
        head = "" if bare else f"{m.plain(work.title)}\n{names}\n\n"
        date = f"{work.year}-{work.month:02}-11"
        note = m.pick(("", "12 pages, 3 figures\n\n"))
        text = f"{head}{work.abstract}\n\n{note}arXiv:{work.arxiv}\nCreated: {date}"
        m.entry(text, m.truth("" if bare else work.title, [] if bare else read, work.year, arxiv=work.arxiv))
        m.add("\n\n")


def _page(m: Maker, form: str) -> None:
    owner = m.person()
    m.add(f"{owner.family}, {owner.given}\n" if form == "inverted" else f"{owner.given} {owner.family}\n")
    m.star = ""
    for _ in range(m.count(4, 12)):
        work = m.work()
        last = m.pick((", ", ", and ")) if form == "inverted" else None
        names, read, _cut = m.names(work, form, last)
        m.entry(f"{m.plain(work.title)}\n{names}\n{work.abstract}", m.truth(work.title, read))
        m.add("\n")


def author_page(m: Maker) -> None:
    _page(m, "inverted")


def author_page_given(m: Maker) -> None:
    _page(m, "full")


def three_lines(m: Maker) -> None:
    form = m.pick(("full", "initials", "inverted"))
    short, gap, links = m.chance(0.5), m.pick(("\n", "\n\n")), m.pick(m.marks.links)
    equal = m.star == "*" and m.chance(0.5)
    if equal:
        m.add(f"{m.pick(m.marks.equal)}\n\n")
    for work, dated in _works(m):
        names, read, _cut = m.names(work, form, ", " if form == "inverted" else None, most=m.pick((0, 0, 6)))
        tail, venue = _tail(m, work, short, dated)
        order = f"{m.numbered()}{m.plain(work.title)}\n{names}\n{tail}"
        m.entry(f"{order}{chr(10) + links.strip() if links else ''}", m.truth(work.title, read, work.year, venue))
        m.add(gap)


def authors_line_first(m: Maker) -> None:
    form = m.pick(("full", "initials"))
    short = m.chance(0.5)
    for work, dated in _works(m):
        names, read, _cut = m.names(work, form)
        tail, venue = _tail(m, work, short, dated)
        m.entry(f"{m.numbered()}{names}\n{m.plain(work.title)}\n{tail}", m.truth(work.title, read, work.year, venue))
        m.add("\n\n")


def title_first(m: Maker) -> None:
    form = m.pick(("full", "initials"))
    short, gap, links = m.chance(0.5), _gap(m), m.pick(m.marks.links)
    for work, dated in _works(m):
        names, read, _cut = m.names(work, form, most=m.pick((0, 0, 0, 5)))
        tail, venue = _tail(m, work, short, dated)
        ids, found = _ids(m, work)
        title = m.plain(work.title)
        stop = "" if title.endswith("?") else "."
        text = f"{m.numbered()}{title}{stop} {names}{'' if names.endswith('.') else '.'} {tail}.{ids}{links}"
        m.entry(text, m.truth(work.title, read, work.year, venue, **found))
        m.add(gap)


def authors_first(m: Maker) -> None:
    form = m.pick(("full", "initials"))
    short, gap, links = m.chance(0.5), _gap(m), m.pick(m.marks.links)
    for work, dated in _works(m):
        names, read, _cut = m.names(work, form, most=m.pick((0, 0, 0, 5)))
        tail, venue = _tail(m, work, short, dated)
        ids, found = _ids(m, work)
        title = m.plain(work.title)
        text = f"{m.numbered()}{names}{'' if names.endswith('.') else '.'} {title}{'' if title.endswith('?') else '.'} {tail}.{ids}{links}"
        m.entry(text, m.truth(work.title, read, work.year, venue, **found))
        m.add(gap)


def apa(m: Maker) -> None:
    last, gap = m.pick((", & ", " & ")), _gap(m)
    m.star = ""
    m.layout_case = False
    for work, _ in _works(m):
        names, read, _cut = m.names(work, "apa", last)
        name = m.plain(work.venue.full)
        if work.venue.kind == "journal":
            tail = f"{name}, {work.volume}({work.issue}), {work.pages}."
        else:
            tail = f"In {name} (pp. {work.pages})."
        ids, found = _ids(m, work)
        title = m.plain(work.title)
        text = f"{m.numbered()}{names} ({work.year}). {title}{'' if title.endswith('?') else '.'} {tail}{ids}"
        m.entry(text, m.truth(work.title, read, work.year, name, **found))
        m.add(gap)


def ieee(m: Maker) -> None:
    quotes, gap = m.pick(m.marks.quotes), _gap(m)
    m.star = ""
    for work, _ in _works(m):
        names, read, _cut = m.names(work, "initials", m.pick((" and ", ", and ")), most=m.pick((0, 0, 6)))
        short = m.chance(0.5)
        name = m.plain(work.venue.short if short else work.venue.full)
        month = f"{m.pick(MONTHS)}. " if m.chance(0.4) else ""
        if work.venue.kind == "journal":
            tail = f"{name}, vol. {work.volume}, no. {work.issue}, pp. {work.pages}, {month}{work.year}."
        else:
            tail = f"in {name}, {work.year}, pp. {work.pages}."
        ids, found = _ids(m, work)
        comma = "" if work.title.endswith("?") else ","
        text = f"{m.numbered()}{names}, {quotes[0]}{m.plain(work.title)}{comma}{quotes[1]} {tail}{ids}"
        m.entry(text, m.truth(work.title, read, work.year, name, **found))
        m.add(gap)


def vancouver(m: Maker) -> None:
    gap = _gap(m)
    m.star = ""
    m.layout_case = False
    for work, _ in _works(m):
        names, read, cut = m.names(work, "vancouver", ", ", most=m.pick((0, 6)))
        short = m.chance(0.7)
        journal = work.venue.kind == "journal"
        name = m.plain(work.venue.short if short and journal else work.venue.full).rstrip(".")
        tail = f"{name}. {work.year};{work.volume}({work.issue}):{work.pages}."
        if not journal:
            tail = f"In: {name}; {work.year}. p. {work.pages}."
        found = {"doi": work.doi} if m.chance(0.4) else {}
        ids = f" doi: {work.doi}." if found else ""
        title = m.plain(work.title)
        stop = "" if cut else "."
        text = f"{m.numbered()}{names}{stop} {title}{'' if title.endswith('?') else '.'} {tail}{ids}"
        m.entry(text, m.truth(work.title, read, work.year, name, **found))
        m.add(gap)


def acm(m: Maker) -> None:
    gap = _gap(m)
    m.star = ""
    for work, _ in _works(m):
        names, read, _cut = m.names(work, "full", ", and ")
        name = m.plain(work.venue.full)
        if work.venue.kind == "journal":
            tail = f"{name} {work.volume}, {work.issue} ({m.pick(MONTHS)}. {work.year}), {work.pages}."
        else:
            tail = f"In {name} ({work.venue.short} ’{work.year % 100:02}). {work.pages}."
        found = {"doi": work.doi} if m.chance(0.6) else {}
        ids = f" https://doi.org/{work.doi}" if found else ""
        title = m.plain(work.title)
        text = f"{m.numbered()}{names}. {work.year}. {title}{'' if title.endswith('?') else '.'} {tail}{ids}"
        m.entry(text, m.truth(work.title, read, work.year, name, **found))
        m.add(gap)


def chicago(m: Maker) -> None:
    gap, dated = _gap(m), m.chance(0.5)
    m.star = ""
    for work, _ in _works(m):
        people = work.authors
        first, read, _cut = m.names(Invented(**{**vars(work), "authors": people[:1]}), "inverted")
        rest, more, _cut = (
            m.names(Invented(**{**vars(work), "authors": people[1:]}), "full", ", and ")
            if people[1:]
            else ("", [], False)
        )
        names = f"{first}, {'and ' if len(people) == 2 else ''}{rest}" if rest else first
        name = m.plain(work.venue.full)
        year = f" {work.year}." if dated else ""
        if work.venue.kind == "journal":
            tail = (
                f"{name} {work.volume}, no. {work.issue}: {work.pages}."
                if dated
                else f"{name} {work.volume}, no. {work.issue} ({work.year}): {work.pages}."
            )
        else:
            tail = f"In {name}, {work.pages}." if dated else f"In {name}, {work.pages}. {work.year}."
        comma = "" if work.title.endswith("?") else "."
        text = f"{m.numbered()}{names}.{year} “{m.plain(work.title)}{comma}” {tail}"
        m.entry(text, m.truth(work.title, [*read, *more], work.year, name))
        m.add(gap)


def arxiv_listing(m: Maker) -> None:
    spread, indent = m.chance(0.5), m.pick(("", "  "))
    for i in range(1, m.count(5, 12)):
        work = m.work()
        names, read, _cut = m.names(work, "full", ", ")
        note = f"{indent}Comments: 12 pages, 3 figures\n" if m.chance(0.6) else ""
        journal = (
            f"{indent}Journal-ref: {work.venue.full} {work.volume} ({work.year}) {work.pages}\n"
            if m.chance(0.2)
            else ""
        )
        label = "\n" if spread else " "
        text = (
            f"[{i}] arXiv:{work.arxiv} [pdf, html, other]\n{indent}Title:{label}{m.plain(work.title)}\n{indent}Authors:{label}{names}\n"
            f"{note}{journal}{indent}Subjects: Computation and Language (cs.CL); Machine Learning (cs.LG)"
        )
        when, where = (work.year, work.venue.full) if journal else ("", "arXiv")
        m.entry(text, m.truth(work.title, read, when, where, arxiv=work.arxiv))
        m.add(m.pick(("\n", "\n\n")))


def dblp(m: Maker) -> None:
    one_line, keys = m.chance(0.5), m.chance(0.5)
    m.star = ""
    works = sorted((m.work() for _ in range(m.count(5, 12))), key=lambda work: -work.year)
    year = 0
    for i, work in enumerate(works):
        if work.year != year:
            year = work.year
            m.add(f"{year}\n")
        if m.chance(0.15):
            work.authors[0] = type(work.authors[0])(work.authors[0].given, work.authors[0].family + " 0001")
        names, read, _cut = m.names(work, "full", ", ")
        read = [name.removesuffix(" 0001") for name in read]
        name = m.plain(work.venue.short)
        informal = m.chance(0.2)
        key = f"[{'i' if informal else 'j' if work.venue.kind == 'journal' else 'c'}{len(works) - i}]"
        if informal:
            tail, name, found = f"CoRR abs/{work.arxiv} ({work.year})", "", {"arxiv": work.arxiv}
        elif work.venue.kind == "journal":
            tail, found = f"{name} {work.volume}({work.issue}): {work.pages} ({work.year})", {}
        else:
            tail, found = f"{name} {work.year}: {work.pages}", {}
        title = m.plain(work.title)
        body = f"{names}:{' ' if one_line else chr(10)}{title}{'' if title.endswith('?') else '.'} {tail}"
        m.entry(
            f"{key}{m.pick((' ', chr(10))) if not one_line else ' '}{body}" if keys else body,
            m.truth(work.title, read, work.year, name, **found),
        )
        m.add("\n")


def scholar(m: Maker) -> None:
    profile, tabs = m.chance(0.6), m.chance(0.5)
    m.star = ""
    if profile and m.chance(0.5):
        m.add("TITLE\tCITED BY\tYEAR\n" if tabs else "Title\nCited by\nYear\n")
    for _ in range(m.count(5, 12)):
        work = m.work()
        names, read, cut = m.names(work, "scholar", ", ", most=6)
        if cut:
            names = names.replace(", et al.", ", ...").replace(" et al.", ", ...")
        title, cites = m.plain(work.title), m.rng.randrange(1, 900)
        name = work.venue.full if work.venue.kind == "conference" else m.pick((work.venue.full, work.venue.short))
        if profile:
            place = (
                f"{name} {work.volume} ({work.issue}), {work.pages}, {work.year}"
                if work.venue.kind == "journal"
                else f"{name}, {work.pages}, {work.year}"
            )
            text = f"{title}\n{names}\n{place}\n{cites}{chr(9) if tabs else chr(10)}{work.year}"
        else:
            text = f"{title}\n{names} - {name}, {work.year} - example.org\n{work.abstract[:120]} …\nSave Cite Cited by {cites} Related articles All 3 versions"
        m.entry(text, m.truth(work.title, read, work.year, name))
        m.add("\n" if profile else "\n\n")


def orcid(m: Maker) -> None:
    people = m.chance(0.7)
    m.add(f"Works ({m.rng.randrange(5, 50)})\n\n")
    m.star = ""
    for _ in range(m.count(5, 12)):
        work = m.work()
        names, read, _cut = m.names(work, "full", "; ", "; ")
        kind = "Journal article" if work.venue.kind == "journal" else "Conference paper"
        date = m.pick((f"{work.year}", f"{work.year}-{work.month:02}", f"{work.year}-{work.month:02}-11"))
        by = f"\nCONTRIBUTORS: {names}" if people else ""
        doi = m.pick((f"DOI: {work.doi}", f"DOI: https://doi.org/{work.doi}"))
        text = (
            f"{m.plain(work.title)}\n{work.venue.full}\n{date} | {kind}\n{doi}{by}\nSource: Crossref\nShow more detail"
        )
        m.entry(text, m.truth(work.title, read if people else [], work.year, work.venue.full, doi=work.doi))
        m.add("\n\n")


def hal(m: Maker) -> None:
    gap = _gap(m)
    m.star = ""
    for work, _ in _works(m):
        names, read, _cut = m.names(work, "full", ", ", most=m.pick((0, 5)))
        name = m.plain(work.venue.full)
        if work.venue.kind == "journal":
            tail = f"{name}, {work.year}, {work.volume} ({work.issue}), pp.{work.pages}."
        else:
            tail = f"{name}, {m.pick(MONTHS)} {work.year}, {m.rng.choice(m.world.places)}. pp.{work.pages}."
        doi = work.doi if m.chance(0.6) else ""
        ids = f" ⟨{doi}⟩." if doi else ""
        title = m.plain(work.title)
        text = f"{m.numbered()}{names}{'' if names.endswith('.') else '.'} {title}{'' if title.endswith('?') else '.'} {tail}{ids} ⟨{work.hal}⟩"
        m.entry(text, m.truth(work.title, read, work.year, name, doi=doi, hal=work.hal))
        m.add(gap)


LABELS = {
    "en": ("Title", "Authors", "Journal", "Year"),
    "fr": ("Titre", "Auteurs", "Revue", "Année"),
    "de": ("Titel", "Autoren", "Zeitschrift", "Jahr"),
    "es": ("Título", "Autores", "Revista", "Año"),
    "zh": ("标题", "作者", "期刊", "年份"),
}


def labelled(m: Maker) -> None:
    language = m.pick(tuple(LABELS))
    labels, colon = LABELS[language], "：" if language == "zh" and m.chance(0.5) else ": "
    for _ in range(m.count(4, 10)):
        work = m.work(language)
        names, read, _cut = m.names(work, m.pick(("full", "full", "inverted")), "; ", "; ")
        values = (m.plain(work.title) if language != "zh" else work.title, names, work.venue.full, str(work.year))
        text = "\n".join(f"{label}{colon}{value}" for label, value in zip(labels, values, strict=True))
        text += f"\nDOI: {work.doi}"
        m.entry(text, m.truth(work.title, read, work.year, work.venue.full, doi=work.doi))
        m.add("\n\n")


def foreign(m: Maker) -> None:
    language = m.pick(("fr", "de", "es"))
    label, pages, last = INVENTED[language]
    m.star = ""
    gap = _gap(m)
    for work, _ in _works(m, language):
        names, read, _cut = m.names(work, m.pick(("full", "initials")), last)
        name = m.plain(work.venue.full)
        number = {
            "fr": f"vol. {work.volume}, n° {work.issue}",
            "de": f"Bd. {work.volume}, Nr. {work.issue}",
            "es": f"vol. {work.volume}, núm. {work.issue}",
        }
        tail = f"{label} {name}, {number[language]}, {pages.format(work.pages)}, {work.year}."
        text = f"{m.numbered()}{names}. {m.plain(work.title)}. {tail}"
        m.entry(text, m.truth(work.title, read, work.year, name))
        m.add(gap)


SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴", "伟芳娜敏静丽强磊军洋"


def chinese(m: Maker) -> None:
    m.mark = m.mark or "[{}] "
    m.width = 0
    for work, _ in _works(m, "zh"):
        read = []
        while len(read) < min(len(work.authors), 4):
            name = m.rng.choice(SURNAMES) + "".join(m.rng.sample(GIVEN, m.rng.randrange(1, 3)))
            if name not in read:
                read.append(name)
        comma = m.pick((", ", "，"))
        names = comma.join(read) + (f"{comma}等" if m.chance(0.2) else "")
        text = f"{m.numbered()}{names}. {work.title}[J]. {work.venue.full}, {work.year}, {work.volume}({work.issue}): {work.pages}."
        m.entry(text, m.truth(work.title, read, work.year, work.venue.full))
        m.add("\n")


def mixed(m: Maker) -> None:
    """Two layouts on one page, each under a heading of its own."""
    first, second = m.rng.sample(
        [three_lines, authors_first, apa, title_first, arxiv_listing, dblp, vancouver, arxiv_style, orcid], 2
    )
    star = m.star
    for write, heading in zip((first, second), m.rng.sample(m.world.headings, 2), strict=True):
        m.add(f"\n{heading}\n\n")
        m.number, m.star, m.layout_case = 0, star, True
        write(m)
        m.add("\n\n")


def run_together(m: Maker) -> None:
    """A numbered list whose line ends were lost: everything on one line."""
    m.mark, m.width = m.pick(("[{}] ", "[{}] ", "({}) ")), 0
    m.star = ""
    for _ in range(m.count(5, 12)):
        work = m.work()
        names, read, _cut = m.names(work, "initials")
        tail, venue = _tail(m, work, False, True)
        title = m.plain(work.title)
        m.entry(
            f"{m.numbered()}{names}. {title}{'' if title.endswith('?') else '.'} {tail}.",
            m.truth(work.title, read, work.year, venue),
        )
        m.add(" ")


Write = Callable[[Maker], None]
LAYOUTS: dict[str, Write] = {
    write.__name__.replace("_", "-"): write
    for write in (
        arxiv_style, author_page, author_page_given, three_lines, authors_line_first, title_first, authors_first, apa, ieee, vancouver, acm,
        chicago, arxiv_listing, dblp, scholar, orcid, hal, labelled, foreign, chinese, mixed, run_together,
    )
}  # fmt: skip

__all__ = ["LAYOUTS", "Truth"]
