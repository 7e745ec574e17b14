"""Words before the name of a venue and numbers behind it that are none of the name, and names that are those of publishers.

    came out in the Harbour Review        resubmit to Nat Tides        в журнале Гавань
    Hydrobiologia 31:e3999        Archives xvi        Дунав LIII/2        Tides [cited 3 times]        Sci Total Tides³

Volume, pages and year behind a name are fields of their own; issues, and what else stands there, are left over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.sources._listing_signs import of_conferences, of_journals

_ARTICLE = r"(?:(?:the|la|le|les|el|il|lo|der|die|das|den|dem|de|het|a|o)\s)?"
_LEAD = re.compile(
    rf"(?:(?i:(?:re)?submi(?:t|tted)\s(?:again\s)?to|(?:(?:which|was|were|first|later|also|now|then|only|finally|has|have|been|is|it|and)\s){{0,4}}"
    rf"(?:printed|published|reprinted|appeared|appears|came out|comes out|coming out|taken|carried|read|given|presented)\s(?:in|by|at|as)"
    rf"|(?:poster|paper|talk|essay|piece|chapter|article|note|letter|review|column|story|speech|preprint|lecture)\s(?:(?:printed|published|given|read|presented|delivered)\s)?(?:in|at|for)"
    rf"|forthcoming(?:\s(?:in|with|from|at))?[,:]?|publié dans|parue? dans|erschienen in|veröffentlicht in|abgedruckt in|pubblicato (?:in|su)|publicado en|publicado em"
    rf"|в\s(?:журнале|сборнике|кн\.|сб\.|книге|журн\.):?|у\s(?:журналі|збірнику|часописі|зборнику):?|(?:в|у)\s(?:сп\.|сборник)|teoksessa|lehdessä|w\s(?:czasopiśmie|tomie|książce)|ve\s(?:sborníku|časopise)|v\s(?:časopise|zborníku|reviji)|i\stidskriften)"
    rf"|where:|source:|journal:|in\sjournal:?|printed|dalam|trong|(?i:pp\.?)\s\d{{1,4}}[-–]\d{{1,4}}\sin)\s{_ARTICLE}(?=[^\W_])"
    r"|(?:[Ff]rom the journal|[Rr]eviewed (?:for|in)|now|(?:til|i|im) (?:trykk|trykken|tryck|Druck)(?: hos| bei| in)?)\s(?:the\s)?(?=[^\W\d_a-z])"
    r"|(?:for|à)\s(?:the|la)\s(?=[^\W\d_a-z])"
    r"|(?:[a-zß-ÿ]{1,14}\s){0,5}(?:in|at|to|by|for|from|on|called|entitled)\s(?:(?:the|an?)\s)?(?=[^\W\d_a-z])"
    r"|(?:i|em|no|na|en|dans|nel|nella|aan|bei|im|auf|het|der|den|në:?|cikin|the)\s(?=[^\W\d_a-z][^\W\d_])"
    r"|(?:and\s)?(?:with|w/)\s[^|⁂·‖]{3,80}\s[|⁂·‖]\s(?=[^\W\d_])"
    r"|(?:19|20)\d\d(?:\s{2,9}|_)(?=[^\W\d_])|(?P<first>\d{1,3})\s(?=(?:[^\W\d_a-z][\w.&’'-]*\s){0,4}(?:J\.|L\.|Law|Rev\.|Review|Journal)(?:\s|$))"
    r"|\d{1,4}[-–]\d{1,4}\s(?:of|in|of the)\s(?=[^\W\d_a-z])|\d/\s(?:[a-z]{1,10}\s){0,5}(?=[^\W\d_a-z])|In\s(?:book|journal|conference|proceedings):\s|(?:(?:the|an?|online|open-access|print|local|regional)\s){1,3}(?:journal\s)?(?=[^\W\d_a-z])"
    r"|journal\s(?=[^\W\d_a-z])"
    r"|(?:>>|//|[=⁂→➜»>•·])\s*(?=[^\W_])|\{[^{}]{2,60}\}\s+|(?:19|20)\d\d/\d{1,2}\s(?=[^\W\d_a-z])|\d{1,3}:\d{1,2}\s(?=[A-Z])"
)
"""What says that a work appeared, before where it did."""
_NAMES_FIRST = re.compile(
    r"(?P<family>[A-ZÀ-Þ][\w'’-]{2,25})\s(?!J\.|L\.)(?:[A-ZÀ-Þ]\.\s?){1,3}(?:\s?\|)?\s*(?=[A-ZÀ-Þ])"
)
"""An author that was taken for the beginning of a name, where the rest is that of a journal."""
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_TRAIL = re.compile(
    r"(?<=[a-zß-ÿ])\s?[¹²³⁰⁴-⁹]{1,3}\.?$"
    r"|(?<=[a-zß-ÿ])\[[A-Z]{2}\d{1,3}\]?\.?$|\s\[(?i:cited|zitiert|cité)\b[^\[\]]{0,30}\]?$"
    r"|(?<![\s,])[\s,]{1,4}(?:in|for|at|of the|w/|with|vol\.?|no\.|art\.|issue)$"
    r"|(?<=[^\W\d_]{3}),?\s(?:(?P<small>(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))|(?P<roman>[IVXLC]{1,7})/\d{1,3})$"
    r"|(?<![\s,])[\s,]{1,4}(?P<volume>\d{1,3})(?:\s?\(\d{1,3}\)|/\d{1,3}(?:[-–]\d{1,2})?)?,?\s?:\s?(?P<pages>e?\d[\d–-]{0,12})(?:,\s?(?P<dated>(?:19|20)\d\d))?$"
    r"|(?<=\.)(?P<glued>\d{1,3}):(?P<at>\d[\d–-]{0,12})(?:,\s?(?P<after>(?:19|20)\d\d))?$"
    r"|\s(?P<number>\d{1,3})/\d{1,2}(?:[-–]\d{1,2})?$"
    r"|\s(?P<year>(?:19|20)\d\d)\s(?P<behind>\d{1,4})(?:\s(?P<page>\d{1,6}))?$"
    rf"|\s\((?i:{MONTH})\.?\s(?P<month>(?:19|20)\d\d)\)$"
    r"|\s[|➜→⁂•·‖]\s.*$"
    rf"|(?:,\s|(?<=[a-zß-ÿ]{{3}})\.\s|(?:\s(?:on|am|le|den))?\s\d{{1,2}}\.?\s)(?i:{MONTH})\.?$|[.,]\s(?:№|[ТT]|Вып|Сер|Vol|Bd|Nr|No)\.?$|\s(?:part|fasc|Exh|số|nº|n\.º|nro|Heft|bind|årg)\.?$|\s-\s(?:Abstract|Article|Paper)$|(?i:\sabstract)\s(?=[A-Z\d-]{0, 13}\d)[A-Z\d-]{3, 14}$"
    r"|(?<=[a-zß-ÿ.]),?\s?(?P<bare>\d{1,3})[.:](?P<span>\d{1,5}[-–]\d{1,5})$|(?<=[a-zß-ÿ]{2}\.),(?P<comma>\d{1,3})$|\s{2,9}(?:19|20)\d\d(?:\s.*)?$"
    r"|(?<=[a-zß-ÿ]{3})\s(?P<alone>(?!(?:19|20)\d\d$)\d{1,5})$|(?<=[a-zß-ÿ]{3})\s(?:19|20)\d\d[-–]\d{3,6}$"
    r"|(?<=[^\W\d_])\sv\.?\s?(?P<tome>\d{1,3})$|(?<=[a-zß-ÿ.])\s(?P<lettered>\d{1,3}[A-Z])$|(?<=[a-zß-ÿ])\s(?P<issue>\d{1,2})/(?P<issued>(?:19|20)\d\d)$"
    r"|(?<=[a-zß-ÿ]{2}\s)(?P<count>(?=[XVLI]{3})[XVLI]{3,7})\.\d{1,2}$|\s(?P<dotted>\d{1,3})\.\d{1,2}(?:\s\((?P<bracketed>(?:19|20)\d\d)\):?\s?[\d–-]*)?$"
    r"|\s(?:again|article|offprint|no|nr|JCR|WoS|Scopus|KCI|SSCI|SCIE|ESCI|paper on .{2,40})\.?$|[.,]\s(?:Year|When|Venue|Pages|Volume|Status)$"
    r"|\.\s(?:ACM|IEEE|Springer|Wiley|Elsevier|AAAI|USENIX|ISCA|PMLR|[Ss]zerk|[Rr]ed|[Hh]rsg|[Uu]r|[Cc]oord)\.?$"
    r"|(?<=[\u4e00-\u9fff])(?:博士|修士|卒業|硕士|學位|学位)(?:学位)?[論论]文$"
    r"|\s(?i:special|themed)\s(?i:issue)\b.{0,60}$"
)
"""What stands behind a name: raised numbers, signs of comments, words that lead on, volume, issue, pages and year."""
_NUMBERED = re.compile(
    r"\b(?:univ|uniwersytet|memo|rapport|report|bericht|working|discussion|preprint)|\b(?:paris|lyon|rep|group|part|band|no|nr|number)\b",
    re.IGNORECASE,
)
"""What has a number as part of its name: a university, a report."""
_LETTERS = re.compile(r"[^\W\d_]{3}")
_FIELDS = {
    "year": ("dated", "after", "year", "month", "issued", "bracketed"),
    "volume": (
        "bare",
        "comma",
        "alone",
        "small",
        "roman",
        "volume",
        "glued",
        "number",
        "behind",
        "tome",
        "lettered",
        "count",
        "dotted",
    ),
    "pages": ("pages", "at", "page", "span"),
}
_REPORT = re.compile(
    r"(?:working paper|technical report|tech\.? rep(?:ort|t)?\.?|discussion paper|research report)", re.IGNORECASE
)
_NO_VENUE = re.compile(
    rf"hochschulschrift|к\.[а-я]\.н\.|д\.[а-я]\.н\.|same|ibid\.?|idem|trans(?:l|lated)?\.?|hgg?\.?|by|the same|booklet|pamphlet|broschüre|{_REPORT.pattern}|self-publ(?:ished|\.)?|în curs de apariție|in corso di stampa"
    r"|editorial|book review|journal article|zeitschriftenaufsatz|buch|monographie?|poster|abstract|\(book\)|chapter|preprint|dataset|pdf|html"
    r"|(?:resumen|resumo|résumé|paper|pdf|slides?|code|video|talk|poster|abstract|idioma|language)(?:\s[|·:‖].*|\sem\s.*|\sen\s.*)|(?:and\s)?(?:with|w/)\s.{3,80}|[·•]?\s?\d+\s(?:citations?|reads?)"
    rf"|(?-i:[a-zа-я]{{1,3}}\.?)|(?:year|vol|pages?|date|published|month)s?:?|{MONTH}\.?"
    r"|\d{1,2}\s[^\W\d_]{3,9}\.?\s(?:19|20)\d\d\b.*|10\.\d{4,5}/\S+",
    re.IGNORECASE,
)
"""What is taken for a venue and names none: the kind of a work, a word for the venue or person before, what has not appeared, a day, a DOI."""
_PRESS = re.compile(
    r"(?:.{1,60}\s)?(?:press|verlag|publishers?|publishing\shouse|publications\s(?:ltd|inc|pvt)|book\sstore|éditions|ediciones|editora|edizioni|editore|editrice|wydawnictwo|nakladatelství|kiadó|yayın(?:ları|cılık|evi)?"
    r"|förlag|forlag|uitgeverij|kustannus|yliopistokustannus|kirjastus|leidykla|prakashana?|penerbit|editura|издательство|видавництво|издателство)\.?(?:\s\((?:book|buch|libro|livre)\))?"
    r"|(?:éditions|ediciones|edizioni|edições|editorial|editora|editura|wydawnictwo|oficyna|nakladatelství|uitgeverij|penerbit|nxb|nhà xuất bản|fondo editorial|издательство|изд-во|видавництво|издателство)\s.{2,60}"
    r"|.{1,15}(?:出版社|出版|书社|書社|书局|書局|書房|书店|書店|출판사)",
    re.IGNORECASE,
)
_NEWSPAPER = re.compile(
    r"\b(?:free|daily|sunday|evening|morning|weekly|associated|detroit|pittsburgh|asbury park|christchurch)\s(?:press|books)\b|^(?:the\s)?press$",
    re.IGNORECASE,
)
_MOST = 3
_LONGEST = 200


class Trimmed(NamedTuple):
    """Where the name of a venue stands, and the volume, pages and year behind it as fields with their places."""

    start: int
    end: int
    fields: tuple[tuple[str, int, int], ...] = ()


def names_none(text: str) -> bool:
    """Whether what was taken for a venue says only what kind of work it is, when it appeared, or what says nothing."""
    return len(text) <= _LONGEST and _NO_VENUE.fullmatch(text.strip(" .,;()")) is not None


def is_report(text: str) -> bool:
    """Whether what was taken for a venue says only that the work is a report or a working paper."""
    return len(text) <= _LONGEST and _REPORT.fullmatch(text.strip(" .,;()")) is not None


def is_press(text: str) -> bool:
    """Whether a name is that of a publisher by its words."""
    return (
        len(text) <= _LONGEST
        and _PRESS.fullmatch(text) is not None
        and not (_NEWSPAPER.search(text) or of_journals(text) or of_conferences(text))
    )


def _is_named(family: str, rest: str) -> bool:
    """Whether a word before initials is a family name, and what stands behind them is a name of several words."""
    return of_journals(rest) or (
        " " in rest and not family.isupper() and not of_journals(family) and not of_conferences(family)
    )


def trimmed(text: str) -> Trimmed:
    """Where the name stands in what was taken for a venue."""
    start, end = 0, len(text)
    if end > _LONGEST:
        return Trimmed(start, end)
    while start < end and text[start] in "_*" and text[end - 1] in "_*":  # emphasis of Markdown
        start, end = start + 1, end - 1
    if lead := _LEAD.match(text, start):
        start = lead.end()
    elif (names := _NAMES_FIRST.match(text)) and _is_named(names["family"], text[names.end() :]):
        start = names.end()
    fields: list[tuple[str, int, int]] = []
    for _ in range(_MOST):
        found = _TRAIL.search(text, start, end)
        if found is None or not _LETTERS.search(text, start, found.start()):
            break
        its = [(field, *found.span(name)) for field, names in _FIELDS.items() for name in names if found[name]]
        if any(field == "volume" for field, *_ in its) and of_conferences(text[start : found.start()]):
            break
        if found["alone"] and _NUMBERED.search(text, start, found.start()):
            break
        fields += its
        end = found.start()
    while end > start and text[end - 1] in " ,;:":
        end -= 1
    return Trimmed(start, end, tuple(fields))
