"""The parts of a venue's name: acronyms, years, ordinals, sponsors, and the numbers of a journal reference.

All patterns repeat within bounds or over single characters, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names import fold
from kg.venues import Series, lookup

YEAR = r"(?:19|20)\d\d"
ACRONYM_YEAR = (
    r"(?<!\w)(?P<acr>[A-Z*][A-Za-z0-9*]{0,14}?(?:[-/&+.@][A-Z][A-Za-z0-9]{0,14}?){0,3})"
    rf"(?:\s{{0,3}}[’'`-]\s?(?P<yy>\d\d)(?!\d)|\s{{0,3}}[’'`-]?\s{{0,3}}(?P<year>{YEAR})(?!\d))"
)
"""An acronym and a year: "ICML 2025", "CVPR'19", "KDD '18", "IJCAI-91", "ISCAS2013"."""

CONFERENCE = re.compile(
    r"\b(?:Conferences?|Conf\.|Conf\b|Symposium|Symp\.|Meeting|Congress|Colloquium|Convention|Summit|Proceedings|Proc\.|Procs\.|"
    r"Findings of|Rencontres|Seminar|Forum|Tagung|Jahrestagung|Summer School|Challenge|Olympiad|Advances in|Int\. Conf|Assembly)",
    re.IGNORECASE,
)
WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
JOURNAL = re.compile(
    r"\b(?:Journal|J\.|Transactions|Trans\.|Letters|Lett\.|Reviews?|Rev\.|Annals|Ann\.|Bulletin|Bull\.|Acta|Magazine|Physica|Quarterly|"
    r"Archives?|Archiv|Annales|Annali|Rivista|Revista|Revue|Rendiconti|Izvestiya|Doklady|Zeitschrift|Comptes|Monthly|Notices|Communications|Commun\.|Comm\.)(?!\w)",
    re.IGNORECASE,
)

# --- cleaning --------------------------------------------------------------------------------------------------------

_BLANK = str.maketrans({"{": " ", "}": " ", "~": " ", "\n": " ", "\r": " ", "\t": " ", "\\": " ", "^": " ", "$": " "})
_COMMAND = re.compile(
    r"\\(?:[a-zA-Z]{1,20}|[()\[\]])|&(?:amp|mdash|ndash|nbsp|quot|apos|#\d{1,5});|</?[a-zA-Z]{1,8}(?:\s[^<>]{0,80})?>"
)
_ENTITIES = {"&amp;": "&", "&mdash;": "—", "&ndash;": "–", "&quot;": '"', "&apos;": "'"}


def blank(text: str) -> str:
    """A text of the same length with braces, LaTeX commands, tags and line ends as spaces, so that offsets stay."""
    if "&" in text or "\\" in text or "<" in text:
        text = _COMMAND.sub(lambda m: _ENTITIES.get(m[0], " ").ljust(len(m[0])), text)
    return text.translate(_BLANK)


_UNITS = {
    word: i
    for i, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
         "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"], 1)
}  # fmt: skip
_TENS = {
    word: 10 * i for i, word in enumerate(["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"], 2)
}
_ORDINAL = re.compile(
    r"(?<![\w.])(?:(?P<digits>\d{1,3})\s{0,20}(?:st|nd|rd|th)(?![A-Za-z])"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:ieth|y[\s-]{{1,3}}(?P<unit>{'|'.join(list(_UNITS)[:9])}))\b"
    rf"|(?P<word>{'|'.join(_UNITS)})\b(?!\s+order))",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\s*(?:The\s+)?([XVI]{1,6})\s+(?=[A-Z][a-z])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def ordinal(text: str) -> str:
    """The number of an edition: "38th", "Thirty Seventh", "XXII" at the beginning; '' where there is none."""
    if match := _ORDINAL.search(text):
        if match["digits"]:
            return str(int(match["digits"]))
        if match["tens"]:
            return str(_TENS[match["tens"].casefold()] + _UNITS.get((match["unit"] or "").casefold(), 0))
        return str(_UNITS[match["word"].casefold()])
    if match := _ROMAN.match(text):
        values = [_ROMAN_VALUES[letter] for letter in match[1]]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-value if value < after else value for value, after in pairs))
    return ""


def full_year(printed: str | None) -> str:
    """A year of four digits; one of two digits lies between 1951 and 2050."""
    if printed and len(printed) == 2:
        return ("20" if printed <= "50" else "19") + printed
    return printed or ""


_PROCEEDINGS = re.compile(
    r"^(?:in:?\s+)?(?:the\s+)?(?:(?:companion|joint|in)?\s*\[?(?:proceedings|proc\.?|procs\.)\]?\s+(?:of\s+)?|conference record of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"\s*[’'`]\s?\d\d(?!\d)|\(?[’'`]?(?<!\d){YEAR}(?!\d)\)?")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DATE = re.compile(rf"\s\(?{MONTH}\s\d{{1,2}}\b.*$", re.IGNORECASE)
_FIRST_DATE = re.compile(rf"^(.{{0,30}}?)\b{MONTH}\s\d{{1,2}}\b[^A-Za-z]*", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]{0,7}\.$")
_EDGE = " ,.;:-–—'’\"`()[]/"


_BEFORE_COLON = re.compile(r"^[^:]{1,20}:\s(?:Proceedings of )(?:the )?")
_AT_THE_END = re.compile(r"[\s,]+(?:Conference Track )?Proceedings$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"^conference\s(?=[A-Z])")
_LAST_WORDS = re.compile(r"[\s,]+(?:vol(?:ume)?\.?\s)?\d{1,3}$", re.IGNORECASE)


@lru_cache(maxsize=8192)  # the same names come again and again
def clean(raw: str) -> str:
    """The name of the series in the name of an edition: without year, ordinal and "Proceedings of the"."""
    dated = DATE.sub("", raw)
    if _PROCEEDINGS.sub("", f"{dated} ").strip() in (
        "",
        "the",
    ):  # "Proceedings of the June 13-16, 1977, National Computer Conference"
        dated = _FIRST_DATE.sub("", raw)
    text = _PROCEEDINGS.sub("", " ".join(_YEARS.sub(" ", dated).split()))
    text = _ORDINAL.sub(" ", text)
    if match := _ROMAN.match(text):
        text = text[match.end() :]
    text = _PROCEEDINGS.sub("", " ".join(text.split()).strip(_EDGE.replace(".", "")))
    if ":" in text:
        text = _BEFORE_COLON.sub("", text)
    if text.count('"') % 2:  # the name ends where a title in quotation marks begins
        text = text.split('"')[0]
    text = _LAST_WORDS.sub("", _FIRST_WORD.sub("", _AT_THE_END.sub("", text)))
    text = text.strip(" ,;:-–—'’\"`([/").lstrip(_EDGE)
    return text if _ABBREVIATED.search(text) else text.rstrip(_EDGE.replace(")", ""))


# --- known series ----------------------------------------------------------------------------------------------------

_BODY = r"(?:IEEE|ACM|CVF|RSJ|IFIP|AAAI|USENIX|SIAM|INNS|WIC|ISCA|EATCS|SIG[A-Z]{2,6}|Computer Society)"
SPONSORS = re.compile(rf"^(?:(?:the|annual|biennial|joint|{_BODY}(?:[/-]{_BODY}){{0,3}})\s+){{1,5}}", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_acronym(text: str | None) -> bool:
    """Whether a word is an acronym by its form: two capitals, or the acronym of a known series of some length."""
    if not text:
        return False
    words = text.split(" ")
    if sum(letter.isupper() for letter in words[0]) >= 2 and len(words) <= 2 and words[-1][:1].isupper():
        return True
    known = lookup(text)
    return known is not None and len(text) > 5 and fold(text) == fold(known.acronym)


@lru_cache(maxsize=8192)
def resolve(name: str) -> Series | None:
    """The known series of a cleaned name, also without sponsors and with or without "International"."""
    bare = SPONSORS.sub("", name)
    known = _first(name, _PROCEEDINGS.sub("", name), bare, bare.replace("&", " and "))
    if known is None:
        short = _INTERNATIONAL.sub("", bare)
        known = _first(short, f"International {short}")
        if known is not None and known.kind != "conference":  # "International Journal of X" is not "Journal of X"
            return None
    return known


_INTERNATIONAL = re.compile(
    r"^(?:International |(?:Annual )?conference on (?=.*\b(?:Symposium|Conference|Workshop)\b))", re.IGNORECASE
)


def _first(*forms: str) -> Series | None:
    """The series of the first form that has one."""
    found = ((form, lookup(form)) for form in forms if form)
    return next((known for form, known in found if known is not None and not _too_plain(form, known)), None)


def _too_plain(form: str, known: Series) -> bool:
    """Whether a short word is an acronym only by its letters ("log" is not LoG)."""
    folded = fold(form)
    is_name = folded == fold(known.name)
    if "." in form and len(folded) <= 3:  # initials ("A.A.") are not A&A
        return folded == fold(known.acronym)
    return not is_name and len(folded) <= 5 and sum(letter.isupper() for letter in form) < 2


_PLAIN = frozenset(
    ["the", "of", "on", "and", "for", "in", "a", "international", "conference", "annual", "symposium", "workshop", "ieee", "acm",
     "joint", "meeting", "european", "congress", "to", "with"]
)  # fmt: skip


def related(name: str, known: Series) -> bool:
    """Whether a name shares half of its telling words with a known series that has the same acronym."""
    words = {fold(word) for word in re.split(r"[\W_]+", name)} - _PLAIN - {""}
    theirs = {fold(word) for form in (known.name, *known.aliases) for word in re.split(r"[\W_]+", form)} - _PLAIN
    return not words or 2 * len(words & theirs) >= len(words)


# --- the numbers of a journal reference ------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?:(?<![a-z])(?P<label>vol(?:ume)?s?|v|nos?|nr|number|issues?|iss|pp?|pages?|art(?:icle)?|paper)(?![a-z])\.?\s{0,4})?"
    r"(?P<open>\(\s{0,4})?(?<!\d)(?<!\d\.)(?P<a>[A-Za-z]{0,2}\d{1,9}[A-Za-z]?)(?![\w/])(?:\s?(?:--?|–)\s?(?P<b>[A-Za-z]?\d{1,9}))?",
    re.IGNORECASE,
)
_IS_YEAR = re.compile(rf"18\d\d|{YEAR}")
_BEFORE_MONTH = re.compile(rf"\s{{0,4}}{MONTH}", re.IGNORECASE)
_AFTER_MONTH = re.compile(rf"\b{MONTH}\s{{0,4}}$", re.IGNORECASE)
_LABELS = {"v": "volume", "n": "issue", "i": "issue", "p": "pages", "a": "pages"}


def numbers(rest: str) -> dict[str, str]:
    """Volume, issue, pages and year after a journal's name, in whatever order and with or without labels."""
    found: dict[str, str] = {}
    for match in _TOKEN.finditer(rest[:300]):
        first, last = match["a"], match["b"]
        value = f"{first}-{last}" if last else first
        is_year = last is None and _IS_YEAR.fullmatch(first) is not None
        if not is_year and (
            _BEFORE_MONTH.match(rest, match.end())
            or _AFTER_MONTH.search(rest[max(0, match.start() - 12) : match.start()])
        ):
            continue
        if is_year and value == found.get("year"):
            continue
        kind = _place(match, found, is_year)
        if kind not in found:
            found[kind] = value
    return found


def _place(match: re.Match[str], found: dict[str, str], is_year: bool) -> str:
    """What a number is: by its label, its brackets, and what came before it."""
    if match["label"]:
        label = match["label"].lower()
        return "pages" if label == "paper" else _LABELS.get(label[0], "pages")
    if is_year and (match["open"] or ("year" not in found and ("pages" in found or not found))):
        return "year"
    if match["open"] and "volume" in found:
        return "issue"
    if match["b"]:
        return "pages"
    if "volume" not in found and "issue" not in found and "pages" not in found:
        return "volume"
    if is_year and "year" not in found and not re.match(r"\s{0,4}[,:(]?\s{0,4}\d", match.string[match.end() :]):
        return "year"
    return "pages"
