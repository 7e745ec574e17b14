"""Which names stand beside the title of an entry of a marked-up list, and where they end."""

from __future__ import annotations

import re
from heapq import merge
from itertools import chain, islice

from kg.sources._html_flow import Flow, Run
from kg.sources._listing_names import NameList, Printed
from kg.sources._listing_people import people
from kg.sources._listing_signs import shows_venue

_SENTENCE = re.compile(r"[^\W\d_]{3}\.\s")
_SKIP = re.compile(r"[\s.,:;–—|/-]*(?:(?:by|authors?:|von|par|por|di)\s+)?", re.IGNORECASE)
_ENDS = re.compile(
    r"[\s.,:;](?:(?<=\n)|(?<=\.)(?<!\bSt\.)(?=\s|$)|(?<=,)\s+(?=\(?(?:19|20)\d\d|to appear|in\s)|(?<=\s)\s*(?=\()|(?<=:)\s|(?<=\s)[-–—|·]\s"
    r"|(?:(?<=[,;.])\s+|(?<=\s)\s*)(?=[Ii]n:?\s))",
    re.IGNORECASE,
)
"""What may end a list of names, but for the end of the text."""
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_a-z]$")
_FAMILY = re.compile(
    r"\s(?:(?:van|von|de|der|den|la|ten|ter|del|di|da)\s){0,3}[^\W\d_a-z][\w'’-]+\s*(?:,|$|\n|and\b|&)"
)
"""A family name behind an initial: the name "Ann A." is not over where "Author, Bo Builder" follows."""
_FAMILY_LAST = re.compile(
    r"\s(?:(?:van|von|de|der|den|la|ten|ter|del|di|da)\s){0,3}[^\W\d_a-z][\w'’-]+(?P<name>)\.(?:\s|$)"
)
"""The same at the end of a list of several names."""
_INITIALS = re.compile(r"(?:[\s-]?[^\W\d_a-z]\.){1,3}")
_OVER = re.compile(r"\s*(?:$|[\n,;&(]|(?:and|und|et|y|in|dans|en)\b)", re.IGNORECASE)
"""What stands behind the last initial of a name."""
_BEHIND = re.compile(r"[^\W\d_]{2}\s[^\W\d_a-z]{1,3}$")
"""A name with initials behind it, as all names of its list have them."""
_BEFORE_VENUE = re.compile(
    r",\s+(?=[^\W\d_a-z][^,\n]{2,80}(?:,\s*(?:vol\.?\s|no\.?\s|pp?\.?\s)?\s*\d|\s\d{1,4}\s?[(:,]|\s\((?:19|20)\d\d\))|arXiv\b)"
)
"""The comma before what numbers follow: "Ann Author, Ferry Studies, 12(3)"."""
_NUMBER_NEXT = re.compile(r"[\s,.;:]{0,3}(?:\(?\d|vol\b|no\.|pp?\.)", re.IGNORECASE)
_MOST_ENDS = 60
_GO_ON = re.compile(r"\s*(?:[,;&]|and\b|und\b|et\b|y\b)", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\((?P<venue>[^()]{2,80})\)[\s.,:;|·–—-]{0,5}(?:by\s)?")
"""A venue in brackets between a title and names: "Ferries Without Timetables (Tides 2019) - Ann Author"."""

KIND = re.compile(
    r"(?:book |short |invited |mini-?)?(?:reviews?|paper|poster|demo|abstract|editorial|letter|commentary|chapter|in [A-Z][a-z]+|auf [A-Z][a-z]+)",
    re.IGNORECASE,
)
"""What kind of work a title is of, in brackets behind it."""

KIND_ALONE = re.compile(
    r"(?:(?:journal|research|review|conference|scientific|magazine)\s)?(?:article|paper)|book(?: (?:section|chapter|part))?|monograph|(?:working|discussion) paper|(?:technical )?report|preprint"
    r"|data ?set|software|proceedings|(?:doctoral |master(?:'s)? |ph\.?d\.? )?thesis|article(?: de revue)?|chapitre(?: d'ouvrage)?|ouvrage|livre|artículo(?: de revista)?|libro|capítulo(?: de libros?)?"
    r"|ponencia|comunicación|informe|tesis(?: doctoral)?|artigo|livro|tese|(?:zeitschriften)?(?:artikel|aufsatz)|buch(?:kapitel|beitrag)?|sammelband|konferenzbeitrag|dissertation|articolo(?: in rivista)?"
    r"|contributo in (?:volume|atti)|capitolo|artykuł|rozdział|książka|boek(?:hoofdstuk)?|tijdschriftartikel|proefschrift",
    re.IGNORECASE,
)
"""What kind of work an entry is of, on a line before its title, as repositories show it."""

_JOINT = re.compile(r"[\s,;.&]*(?:and|und|et|y)?[\s,;.&]*")

AWARD = re.compile(
    r"(?:best|outstanding|oral|spotlight|highlight|award|distinguished|honou?rable)\b.{0,30}\b(?:paper|award|presentation|mention|candidate|oral)\b",
    re.IGNORECASE,
)
"""What was said of a work where it appeared: "Best paper award"."""


def only_people(text: str) -> NameList | None:
    """The names of a text that is nothing but names: no sentence ends in it, and no line but between names."""
    bare = text.rstrip(" .\n")
    if _SENTENCE.search(bare + " "):
        return None
    found = people(text.rstrip(" \n"))
    if found is None and text.rstrip().endswith("."):
        found = people(text.rstrip(" \n."))
    return found


def names_after(flow: Flow, at: int) -> tuple[NameList, tuple[int, int]] | None:
    """The names that begin behind a title, and where they stand."""
    text = flow.text
    skip = _SKIP.match(text, at + len(text[at:]) - len(text[at:].lstrip('"”»“’.,?! ')))
    start = skip.end() if skip else at
    if text.startswith("(", start):
        venue = IN_BRACKETS.match(text, start)
        if venue is None or not (shows_venue(venue["venue"], "") or KIND.fullmatch(venue["venue"])):
            return None
        start = venue.end()
    run = next((run for run in flow.runs if run.start == start and run.kind == "em"), None)
    names = only_people(text[run.start : run.end]) if run else None
    if run and names and (len(names.names) > 1 or names.truncated):
        return names, (run.start, run.end)  # they are emphasised as a whole
    if run and names and text[start - 1 : start] == "\n" and _is_venue(flow, run):
        return None
    marks = map(re.Match.start, _ENDS.finditer(text, start))
    runs = (
        run.start for run in flow.runs
        if run.start > start and run.kind in ("em", "venue", "year", "abstract")
        and (people(text[run.start : run.end]) is None or _is_venue(flow, run))
    )  # fmt: skip
    whole = _marked_names(flow, start)
    done = -1
    for end in merge(islice(chain(marks, [len(text)]), _MOST_ENDS), runs):
        if end == done or any(a <= end < b - 1 for a, b in whole):
            continue
        done = end
        initial = text[end : end + 1] == "." and _INITIAL.search(text[max(end - 2, start) : end])
        stop = start + len(text[start : end + 1 if initial else end].rstrip(" ,;\n"))
        if (
            stop <= start
            or (initial and _more_initials(flow, end + 1))
            or (text[end : end + 1] != "," and _GO_ON.match(text, end + 1 if text[end : end + 1] == "." else end))
        ):
            continue
        names = only_people(text[start:stop])
        behind = names is not None and len(names.names) > 1 and _BEHIND.search(names.names[0][0].printed) is not None
        goes_on = _FAMILY.match(text, end + 1) or (
            names and initial and _more_names(text, start, end, len(names.names))
        )
        if names and not (initial and not behind and goes_on):
            return names, (start, stop)
    over = _BEFORE_VENUE.search(text, start)
    names = only_people(text[start : over.start()]) if over else None
    return (names, (start, over.start())) if names and over else None


def _is_venue(flow: Flow, run: Run) -> bool:
    """Whether what is emphasised behind names and could be a name is a venue: the last emphasis, without initials, and numbers follow."""
    text = flow.text
    last = not any(other.kind in ("em", "venue") and other.start >= run.end for other in flow.runs)
    return last and "." not in text[run.start : run.end] and _NUMBER_NEXT.match(text, run.end) is not None


def names_below(flow: Flow, at: int) -> tuple[NameList, tuple[int, int]] | None:
    """The names on a line of their own below that of the venue, which stands below the title."""
    text = flow.text
    first = text.find("\n", at)
    if first < 0 or text[at:first].strip(' .,"”»’?!'):
        return None
    second = text.find("\n", first + 1)
    if second < 0:
        return None
    venue = text[first + 1 : second]
    shown = any(run.kind in ("em", "venue") and first < run.start < second for run in flow.runs)
    if not (shown or shows_venue(venue, "")) or only_people(venue) is not None:
        return None
    third = text.find("\n", second + 1)
    over = third if third > 0 else len(text)
    awards = (run.start for run in flow.runs if second < run.start < over and AWARD.match(text, run.start, run.end))
    stop = second + 1 + len(text[second + 1 : min(awards, default=over)].rstrip(" ,;"))
    names = only_people(text[second + 1 : stop])
    return (names, (second + 1, stop)) if names else None


def names_behind_venue(flow: Flow, at: int) -> tuple[NameList, tuple[int, int]] | None:
    """The names behind an emphasised venue that stands right behind the title: "**Ropes**, *TIDES 2019*. Ann Holm, Bo Lund."."""
    text = flow.text
    runs = (run for run in flow.runs if run.kind in ("em", "strong", "venue") and 0 < run.start - at < 4)
    run = next((one for one in runs if not text[at : one.start].strip(" .,;|·–—-")), None)
    if run is None or "\n" in text[at : run.end] or _VENUE_OVER.match(text, run.end) is None:
        return None
    venue = text[run.start : run.end]
    if people(venue) is not None or not (_YEAR_LAST.search(venue) or shows_venue(venue, "")):
        return None
    return names_after(flow, run.end)


_VENUE_OVER = re.compile(r"[.,;:|·–—\s-]{1,5}(?=[^\W\d_a-z])")
"""What parts a venue from the names behind it."""
_YEAR_LAST = re.compile(r"\s['’]?(?:(?:19|20)\d\d|\d\d)\)?$")


def names_below_prose(flow: Flow, at: int) -> tuple[tuple[int, int], NameList, tuple[int, int]] | None:
    """The names on a line of their own below a sentence, which stands below the title; the sentence comes first."""
    text = flow.text
    first = text.find("\n", at)
    second = text.find("\n", first + 1)
    if first < 0 or second < 0 or text[at:first].strip(" .,"):
        return None
    prose = text[first + 1 : second].rstrip()
    if len(prose) < 60 or prose[-1] not in ".…?!" or shows_venue(prose, ""):
        return None
    third = text.find("\n", second + 1)
    stop = second + 1 + len(text[second + 1 : third if third > 0 else len(text)].rstrip(" ,;"))
    names = only_people(text[second + 1 : stop])
    return ((first + 1, first + 1 + len(prose)), names, (second + 1, stop)) if names else None


def linked_names(flow: Flow, start: int, end: int) -> NameList | None:
    """The names of a stretch each of which is a link, whatever forms they have; nothing but commas and "and" stands between."""
    runs = [run for run in flow.runs if run.kind == "link" and start <= run.start and run.end <= end]
    found: list[Printed] = []
    at = start
    for run in runs:
        one = people(flow.text[run.start : run.end])
        if one is None or len(one.names) != 1 or _JOINT.fullmatch(flow.text, at, run.start) is None:
            return None
        name, a, b = one.names[0]
        found.append((name, a + run.start - start, b + run.start - start))
        at = run.end
    return NameList(found) if found and _JOINT.fullmatch(flow.text, at, end) else None


def _marked_names(flow: Flow, start: int) -> list[tuple[int, int]]:
    """Where names stand behind `start` that are marked up as a whole, such as those of the owner: none ends within."""
    runs = (run for run in flow.runs if run.start >= start and run.kind in ("strong", "em", "link"))
    return [
        (run.start, run.end)
        for run in islice(runs, 20)
        if run.end - run.start < 60
        and people(flow.text[run.start : run.end]) is not None
        and not (run.kind == "em" and _is_venue(flow, run))
    ]


def _more_names(text: str, start: int, at: int, known: int) -> bool:
    """Whether a list with an initial at its end has more names where the family name behind that is its last."""
    last = _FAMILY_LAST.match(text, at + 1)
    names = only_people(text[start : last.end("name")]) if last else None
    return names is not None and len(names.names) > known


def _more_initials(flow: Flow, at: int) -> bool:
    """Whether an initial is followed by more of the same name: then comes the next name, or what is marked up as a venue."""
    if (found := _INITIALS.match(flow.text, at)) is None:
        return False
    if _OVER.match(flow.text, found.end()):
        return True
    behind = found.end() + 1
    return any(run.start == behind for run in flow.runs if run.kind in ("em", "venue"))
