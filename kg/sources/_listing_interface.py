"""What lines of a page copied from a search or profile site are: words of its interface, counts, dates, kinds of works, labelled facts.

Cite   Share   View PDF   Cited by 12   112 Citations   Show abstract          words of the interface
Research Article • Open access          April 2023                              the kind of a work; a date alone
Year: 2024 | Volume: 15, Issue: 2       PMID: 30012345 Free PMC article.        facts with labels
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.sources._listing_lines import is_prose
from kg.sources._listing_names import NameList
from kg.sources._listing_people import behind as initials_behind
from kg.sources._listing_people import people
from kg.sources._listing_search import is_of_page
from kg.sources._listing_signs import month_of

_WORDS = (
    r"(?:no )?full[ -]text available|item in clipboard|citing (?:articles?|papers?|literature)|cit(?:e|ed|ing|ations?)(?: overview| this)?(?: by)?(?::? (?:papers|patents|articles))?|references?|shar(?:e|ing)(?: this)?|saved?|alerts?|"
    r"downloads?|pdfs?|html|epub|xml|(?:free )?full[ -]?texts?(?: (?:at|from) publisher| in europe pmc| access| link)?|free|links?|tools?|metrics|altmetric(?: score)?|views?(?: (?:online|at publisher|record|article|details|more|less|full text|issue|in \w+|on \w+|at \w+|pdf|html|abstract|book|chapter|profile))?|"
    r"exports?(?: citations?| record)?|follow(?:ing| author)?|un ?select|select(?:ed)?(?: all| article| result| this \w+)?(?: on page)?|(?:add|save|send|export|copy|email|print) to(?: \w+){1,3}|bookmark(?:ed)?|copy(?: citation| link)?|print|e-?mail|"
    r"abstracts?(?: only)?|(?:show|hide|see|read|view|load|expand) (?:more|less|all|abstracts?|details?|full abstract)(?: results| details?)?|(?:[△▽▼▲] )?(?:more|less)|expand|collapse|"
    r"(?:related|similar) (?:articles?|documents?|records?|papers?|works?|research)|all \d+ versions|open access|free access|full access|public access|get access|check access|access|closed access|"
    r"request(?: full-text| a copy)?|recommend(?:ed|ations?)?|reads?|quick ?view|highlights|previews?|first page(?: preview)?|figures?|media|supplement\w*(?: materials?)?|video|"
    r"sort(?:ed)?(?: by(?::? .{1,30})?)?|filters?|refine(?: results| search)?|relevance|best match|most (?:recent|cited|relevant|influential)|newest(?: first)?|oldest(?: first)?|date added|title|(?:items|results|records) per page|\d{1,4} per page|"
    r"(?:page|records?|results?) \d{1,6}(?: of \d{1,6}| ?[-–]{1,2} ?\d{1,6})?|next(?: page)?|prev(?:ious)?(?: page)?|back to top|top|search(?: within .{1,30})?|showing \d.{1,60}|\d[\d,.]{0,9} (?:results?|documents?|records?|papers?|publications?|items|works)(?: (?:from|for|in) .{1,60})?|"
    r"bib ?tex|ris|endnote|refworks|mendeley|zotero|csv|rights and content|get rights and content|permissions?|opens in (?:a )?new (?:window|tab)|check for (?:full text|access)|"
    r"highly influen(?:tial|ced)(?: citations?)?|published by [\w. ]{2,40}|sign up|create (?:a )?(?:free )?account|has pdf|publication type|author pages?|citing authors|co-?authors?|referenced authors|\d{1,4} excerpts?|"
    r"view(?:ed)? (?:via|\d{1,3}) [\w ]{2,30}|available for download|average citation.{0,40}|publication (?:counts?|years?)|applied filters|show more detail|"
    r"(?:log|sign) in|create alert|set alert|manage|buy(?: now| article| chapter| book)?|purchase|in press|early view|first published|papers|patents|documents?|tldr|all|comments?|edit|delete|options|actions|details|close|menu|claim|report abuse|"
    r"free(?: \w+){0,3} (?:article|full text|pmc article)(?: from publisher)?|no abstract available|times cited(?: .{1,30})?|total citations?|supplemental .{1,20}|skip to (?:main )?content|electronic edition(?: .{1,40})?|persistent url|ask others|details & citations|load links from .{1,40}|web of science|google scholar|scopus|crossref|pubmed|ssrn"
)
_NUMBER = r"\d[\d,.]{0,10}[kKmM]?"
_PHRASE = re.compile(rf"[\W_]*(?:(?P<word>{_WORDS})(?!\w)|(?P<number>{_NUMBER})(?!\w))[\W_]*", re.IGNORECASE)
_MOST_PHRASES = 12
_ORDINAL = re.compile(r"[\[(]?\d{1,6}[\])]?[.:]?")
_SEASON = r"(?:spring|summer|autumn|fall|winter|[a-z]{3,9})"
_DATE = re.compile(
    rf"(?:(?:published|first published|posted|available online|publication date|online)(?: on| online)?:?\s)?"
    rf"(?:(?P<day>\d{{1,2}})\s)?(?:(?P<month>{_SEASON})(?:[-–/]{_SEASON})?\.?\s(?:(?P<day2>\d{{1,2}}),\s)?)?(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_NUMBERED_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])")
_SEASONS = frozenset(("spring", "summer", "autumn", "fall", "winter"))
_KINDS = {
    "article": "article", "articles": "article", "research article": "article", "journal article": "article", "review": "article",
    "review article": "article", "original article": "article", "original research": "article", "letter": "article", "editorial": "article",
    "short paper": "conference-paper", "conference paper": "conference-paper", "proceeding paper": "conference-paper",
    "proceedings paper": "conference-paper", "conference proceedings article": "conference-paper", "conference proceeding": "conference-paper", "extended abstract": "conference-paper",
    "demonstration": "conference-paper", "tutorial": "conference-paper", "work in progress": "conference-paper", "book chapter": "chapter", "chapter": "chapter",
    "book": "book", "edited book": "book", "monograph": "book", "preprint": "preprint", "thesis": "thesis", "doctoral thesis": "thesis", "dissertation": "thesis",
    "report": "report", "technical report": "report", "working paper": "report", "dataset": "dataset", "data paper": "article",
    "book review": "article", "case report": "article", "short communication": "article", "note": "article", "early access": "article",
    "poster": "conference-paper", "poster abstract": "conference-paper", "conference abstract": "conference-paper", "invited paper": "conference-paper",
    "conference contribution": "conference-paper", "commentary": "article", "perspective": "article", "brief report": "article", "correspondence": "article",
    "data set": "dataset", "phd thesis": "thesis", "book section": "chapter", "interview": "article", "viewpoint": "article",
    "magazine article": "article", "technical note": "article", "opinion": "article", "column": "article", "survey": "article",
}  # fmt: skip
"""The kinds of works as sites print them, in lower case and with blanks for hyphens."""
_ACCESS = re.compile(
    r"\s*[•·|,;/-]?\s*(?:(?:open|free|full|public|closed) access|free)\s*$|^(?:open|free|full) access\s*[•·|]?\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:year|volume|vol|issue|number of pages|posted|last revised|date (?:written|posted)|pmid|pmcid|doi|publisher|issn|isbn|eissn|(?:first )?published(?: online)?|"
    r"publication date|submitted|revised|pages|type|document type|journal|source|downloads?|citations?|cited by|cited works|part of(?: issn)?|series|conference date|article number|accession number|times cited)"
    r"\s?:\s?\S.{0,300}|(?:https?://)?(?:dx\.)?doi(?:\.org/|:?\s?)10\.\S+|PMI?D:? ?\d{5,9}\b.{0,80}|(?:19|20)\d\d[A-Za-z&.]{5}[\w.]{9}[A-Z.]",
    re.IGNORECASE,
)
MEDICAL = re.compile(
    r"(?P<venue>[^;]{2,150}?)\.\s(?P<year>(?:19|20)\d\d)(?:\s(?P<month>[A-Z][a-z]{2})(?:[-/][A-Z][a-z]{2})?(?:\s(?P<day>\d{1,2})(?:-\d{1,2})?)?)?"
    r"(?:;(?P<volume>[\w-]{1,10})?(?:\((?P<issue>[^()]{1,20})\))?(?::(?P<pages>[\w.–-]{1,30}?))?|:(?P<alone>[\w.–-]{1,30}?))(?=\.(?:\s|$)|$|,)"
)
"""Journal, date, volume and pages as PubMed prints them: "J Harb Stud. 2019 Mar 4;12(3):1-9."."""
_BY = re.compile(r"(?:by:?|authors?\s?:)\s+", re.IGNORECASE)
IN_VENUE = re.compile(r"\sin\s(?=[A-Z][^\d]{1,200}$)|\s[-–—]\s(?=(?:19|20)\d\d\s[-–—]\s)")
"""What stands between names and the venue on one line: "Ann Author in Journal of Harbours", "Ann Author - 2019 - Harbours 12"."""
_GROUP = re.compile(
    r";(?=\s[^,;]{0,80}\b(?:Group|Study|Consortium|Collaboration|Investigators|Network|Team|Committee|Trial)\b[^,;]{0,30}$)"
)
_MAY_PART = re.compile(r"[,;·&]|\sand\s|\s[-–—]\s(?:19|20)\d\d\s[-–—]\s")
"""What a line of several names has, or one of names, year and venue."""
_PLACE = re.compile(
    r"\b(?:universit|institut|department|school of|(?:law|business|medical|graduate|management) school|college|hospital|laborator|centre for|center for|faculty|academy|inc\.|ltd|gmbh|independent\b)",
    re.IGNORECASE,
)
_LONGEST_INTERFACE, _LONGEST_NAMES = 120, 4000


def is_interface(text: str) -> bool:
    """Whether a line holds nothing but words of the interface of a site and counts; one word of it at least.

    Labels in brackets ("[PDF] [Code]") are those of a home page, whose lists other layouts read.
    """
    return len(text) <= _LONGEST_INTERFACE and text[0] != "[" and _interface_again(text)


@lru_cache(maxsize=1 << 11)
def _interface_again(text: str) -> bool:
    at = words = 0
    for _ in range(_MOST_PHRASES):
        match = _PHRASE.match(text, at)
        if match is None:
            return False
        words += match["word"] is not None
        at = match.end()
        if at >= len(text):
            return words > 0
    return False


def is_number(text: str) -> bool:
    """Whether a line is a number alone: of a work in the list, or a count."""
    return len(text) <= 12 and (_ORDINAL.fullmatch(text) is not None or re.fullmatch(_NUMBER, text) is not None)


def date_of(text: str) -> str:
    """The date that a whole line is, as precise as it stands ("2023-04"); '' for any other line."""
    if (numbers := _NUMBERED_DATE.fullmatch(text)) is not None:
        return f"{numbers['year']}-{numbers['month']}"
    match = _DATE.fullmatch(text) if len(text) <= 60 else None
    if match is None:
        return ""
    month = (match["month"] or "").lower()
    if not month:
        return "" if match["day"] else match["year"]
    number = "" if month in _SEASONS else month_of(month)
    if not number and month not in _SEASONS:
        return ""
    day = match["day"] or match["day2"]
    return (
        f"{match['year']}{number}-{int(day):02}" if day and number and 1 <= int(day) <= 31 else match["year"] + number
    )


def kind_of(text: str) -> str:
    """The type of work that a whole line says ("RESEARCH-ARTICLE", "Article • Open access"); '' for any other line."""
    if len(text) > 50:
        return ""
    return _KINDS.get(_ACCESS.sub("", text).replace("-", " ").strip().lower(), "")


def is_labelled(text: str) -> bool:
    """Whether a line begins with the label of a fact other than title and authors, or is an identifier."""
    return _LABELLED.fullmatch(text) is not None


def is_place(text: str) -> bool:
    """Whether a line names the institutions of authors."""
    return _PLACE.search(text) is not None and not re.search(r"\d{3}", text)


def names_in(text: str) -> tuple[NameList, int, int] | None:
    """The names that a line holds and nothing else, and from where to where they stand; None for any other line."""
    if len(text) > _LONGEST_NAMES:
        return None
    label = _BY.match(text)
    begin = label.end() if label else 0
    end = len(text)
    bare = _GROUP.sub(",", text[begin:])
    if bare.endswith(".") and (found := initials_behind(bare[:-1])):
        return found, begin, end - 1
    if found := people(bare):
        return found, begin, end
    if bare.endswith(".") and (found := people(bare[:-1])):
        return found, begin, end - 1
    if (
        (behind := IN_VENUE.search(bare))
        and not any(map(str.isdigit, bare))
        and (found := people(bare[: behind.start()]))
    ):
        return found, begin, begin + behind.start()
    return None


def class_of(text: str) -> str:
    """What a line is: `I`nterface, nu`O`rdinal or count, `K`ind, `D`ate, `F`ield of study, `L`abelled, `N`ames (two at least), `V`enue as PubMed prints it, `P`rose, or other `T`ext."""
    if kind_of(text):
        return "K"
    if date_of(text):
        return "D"
    if is_number(text):
        return "O"
    if is_interface(text):
        return "I"
    if is_of_page(text):
        return "F"
    if is_labelled(text):
        return "L"
    if MEDICAL.match(text):
        return "V"
    if _MAY_PART.search(text):
        found = names_in(text)
        if found and (len(found[0].names) > 1 or text[found[2] :][:3] in (" - ", " – ", " — ")):
            return "N"
    return "P" if is_prose(text) or (text.endswith(("…", "...", "▽ More", "△ Less")) and len(text) > 60) else "T"
