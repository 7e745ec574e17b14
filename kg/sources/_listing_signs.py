"""What shows a year, a venue, an identifier or a label in the text of a list, whatever the layout.

Patterns are dear and most texts hold nothing of the kind, so cheap signs are looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg import identifiers
from kg.records import Identifier

YEAR = re.compile(r"(?:19|20)(?<![\d./:-]..)\d\d(?![\d/]|[-–:]\d)")
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fév", "fev"), ("mar", "mär"), ("apr", "avr", "abr"), ("may", "mai"),
    ("jun", "juin"), ("jul", "juil"), ("aug", "aoû", "ago"), ("sep",), ("oct", "okt", "ott"), ("nov",), ("dec", "déc", "dez", "dic"),
)  # fmt: skip
"""The beginnings of the names of the months in English, German, French, Spanish and Italian."""
NOTE = re.compile(
    r"(?:to appear|in press|(?:conditionally )?accepted|(?:under|in) (?:review|revision|submission)|submitted|forthcoming|best paper|(?:best|outstanding|distinguished|honou?rable)\s[^,;.]{0,40}(?:award|prize|nominee|nomination|finalist|mention|runner-up)|(?:new |latest |updated |current )?draft\b|coming soon|oral|spotlight|poster|à paraître|im druck|en prensa|"
    r"revis(?:e|ion) (?:and|&) resub\w*|r&r|reject (?:and|&) resub\w*|(?:major|minor) revision|impact factor|acceptance rate|honou?rable mention|peer[- ]reviewed|nominated for|in preparation|(?:work )?in progress|unpublished|(?:last )?updated|erscheint|eingereicht|soumis|sous presse|ingediend|in druk|enviado|no prelo|submetido|inviato|in corso di stampa|inlämnad|w druku|v tisku|painossa|megjelenés alatt|baskıda|в печати)\b.*|(?:印刷中|投稿中|待刊|게재 예정)|\d{1,4} (?:pages|pp\.?|Seiten)|(?:supervis(?:or|ed by)|advis(?:[eo]r|ed by)|betreuer(?:in)?|directeurs?|directora?|relatore)s?:.*",
    re.IGNORECASE,
)
PREPRINT = re.compile(r"(?:preprint|(?:arxiv|corr)(?: e-?prints?| preprint)?(?:,?\s*abs/)?)", re.IGNORECASE)
THESIS = re.compile(
    r"\b(?:unpublished\s+|unveröffentlichte\s+)?(?:ph\.?\s?d\.?|d\.?phil\.?|doctoral|doktor\w*|master(?:['’]?s)?|m\.?sc\.?|bachelor(?:['’]?s)?|licentiate|habilitation|undergraduate(?:\s\(s1\))?|honou?rs|diploma)?[\s-]{0,3}"
    r"(?:thesis|dissertation|skripsi|disertasi|tugas akhir|diplomarbeit|masterarbeit|bachelorarbeit|magisterarbeit|doktorarbeit|habilitationsschrift|thèse(?:\s+de\s+doctorat)?|mémoire(?:\s+de\s+master)?"
    r"|tesis(?:\s+(?:doctoral|de\s+\w+))?|tesi(?:\s+di\s+(?:dottorato|laurea))?|tese(?:\s+\(doutorado[^()]{0,40}\)|\s+de\s+doutorado)?|proefschrift|väitöskirja|(?:doktors)?avhandling|doktori értekezés|disertační práce|dizertačná práca|rozprawa doktorska|teză de doctorat|doktora tezi|διδακτορική διατριβή|luận án(?: tiến sĩ)?)"
    r"|\bph\.?\s?d\.?|\b(?:дис(?:сертация|с?\.)\s[^,]{0,40}наук)|(?:博士|硕士|修士)(?:学位)?[论論]文",
    re.IGNORECASE,
)
"""What says that a work is a thesis, where the venue of another would stand."""
SAME_AUTHORS = re.compile(
    r"(?:ead|id)(?:em)?\.?|(?:ders|dies|dens|ibid(?:em)?)\.?|ders\. / dies\.?|(?:the )?same|extract", re.IGNORECASE
)
"""What stands for the authors of the work before, and names nobody."""
UNIVERSITY = re.compile(
    r"\buniv(?:\.|ersi)|\buni\s[A-ZÀ-Þ]|\b(?:[TFE]U|ETHZ?|NTNU|KTH|EPFL|UCL|MIT)\b(?! press)|hochschule\b|\bécole\b|egyetem|yliopisto|ülikool|πανεπιστ[ηή]μ|університет|университет|大[学學]|대학교|đại học|háskóli|háskól|polytechni|politechni|politecnico",
    re.IGNORECASE,
)
"""The word for a university."""
IMPRINT = re.compile(
    r"(?P<place>[^\W\d_](?:(?<![^\W\d_]{3})\.|[^\d:;().]){1,50}):\s?(?P<publisher>[^:;]{0,60}\b(?:press|verlag|publish\w*|publications|books|presses|éditions?|editions?|editorial|ediciones|edizioni|editora|university|springer|wiley|elsevier|"
    r"routledge|palgrave|macmillan|brill|gruyter|blackwell|sage|penguin|norton|knopf|harpercollins|birkhäuser|suhrkamp|gallimard|seuil|campus|nomos|reclam|mulino|einaudi|laterza|siglo|trotta|almedina|vozes|ashgate|peter lang|ac\.|norstedts)\b[^:;\d]{0,40}?)(?=$|\s(?:19|20)\d\d$)",
    re.IGNORECASE,
)
"""Place and publisher, where other works have a venue: "Oxford: Oxford University Press"."""
OF_CITATIONS = re.compile(
    r"\b(?:vol|pp|no)\.\s?\d|\s\d{1,4}\s?\(\d{1,4}\)\s?[:,]|\b(?:19|20)\d\d[;:]\s?\d|https?:|\bdoi:|\w@\w|"
    r"^(?:authors?|title|journal|year|abstract|keywords|published|received|posted|downloads?|cited by|source|submitted)\s?:\s",
    re.IGNORECASE,
)
"""What stands in citations and before fields, and in no title: a volume or pages, an address, the label of a field."""
PUBLISHER = re.compile(
    r"(?:springer(?:[- ]verlag| nature)?|elsevier|(?:john )?wiley(?: (?:&|and) sons|-blackwell|-vch)?|routledge|palgrave(?: macmillan)?|macmillan|brill|(?:de )?gruyter|blackwell|sage(?: publications)?|"
    r"penguin(?: books)?|norton|knopf|harpercollins|birkhäuser|suhrkamp|gallimard|(?:le |du |éditions du )?seuil|campus(?: verlag)?|nomos|reclam|il mulino|einaudi|laterza|siglo (?:xxi|veintiuno)|trotta|almedina|vozes|"
    r"ashgate|peter lang|academic press|world scientific|taylor (?:&|and) francis|crc press|kluwer|edward elgar|ios press|mit press|the mit press|(?:[^\W\d_][\w.'-]+ ){1,4}univ(?:ersity|\.) press|oup|cup|presses universitaires [^,.;]{2,30}|"
    r"(?:[^\W\d_][\w.'-]+ ){1,3}verlag|éditions (?:[^\W\d_][\w.'-]+ ?){1,3}|edições (?:[^\W\d_][\w.'-]+ ?){1,3}|editorial (?:[^\W\d_][\w.'-]+ ?){1,2}|university of [^\W\d_][\w.'-]+(?: [^\W\d_][\w.'-]+)? press)",
    re.IGNORECASE,
)
"""The name of a publisher."""
APPEARS = re.compile(
    r"(?P<note>to appear|forthcoming|in press|(?:conditionally\s)?accepted(?:\sfor\spublication)?|à paraître|erscheint|im druck)\s+(?:in|at|to|by|dans|bei)(?:\sthe)?\s+(?=[A-Z])",
    re.IGNORECASE,
)
"""What stands before the name of a venue in which a work is still to appear."""
HANDED_IN = re.compile(
    r"(?:submitted|eingereicht|soumis|ingediend|enviado|submetido|inviato|under re|revise|r&r|reject|major revision|minor revision)",
    re.IGNORECASE,
)
"""How notes begin behind which the venue is named that has not accepted the work."""
_CONFERENCE = re.compile(
    r"\b(?:proc(?:eedings|\.)|conference|conf\.|workshop|symposium|congress|congreso|congrès|colloque|tagung|meeting|advances in)",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|review|annals|bulletin|magazine|quarterly|revue|revista|zeitschrift|jahrbuch|archiv|rivista|annales|anales|cahiers|j\.|trans\.|buletinul|analele|acta|vestnik|вестник|časopis|tidskrift|tijdschrift|czasopismo|zeszyty|roczniki?|dergisi|közlemények|aikakauskirja)|学报",
    re.IGNORECASE,
)
_LINK_WORD = (
    r"(?:pdf|code|slides?|poster|video|talk|bib(?:tex)?|paper|data(?:set)?|demo|project|website|arxiv|doi|link|html|abs(?:tract)?|supp(?:lement\w*)?|"
    r"github|blog|press|preprint|diapositives|folien|vídeo|código|texte)"
)
_LINK_LABEL = rf"[\[(]{_LINK_WORD}(?:\s?[,|/]\s?{_LINK_WORD})*[\])]"
LINK_LABELS = re.compile(rf"{_LINK_LABEL}(?:\s*(?:[|·,/]\s*)?{_LINK_LABEL})*", re.IGNORECASE)
"""Labels of links that lost their target: "[pdf] [code]", "(pdf, slides)"."""
CITATIONS = re.compile(
    r"(?:cited by|cité|zitiert von|citado por|被引用次数：?)\s{0,9}:?\s{0,9}(?P<count>\d{1,6})", re.IGNORECASE
)
_MORE_IDS = re.compile(
    r"(?P<eprint>\be-?print:\s?\d{4}\.\d{4,5}(?:v\d+)?)|(?P<arxiv>\b(?:abs/|arxiv\s)\d{4}\.\d{4,5}(?:v\d+)?)|(?P<hal>\b[a-z]{2,12}-\d{8}(?:v\d+)?\b)|(?P<pmid>\bPMID:?\s?\d{5,8}\b)|(?P<pmcid>\bPMC\d{4,9}\b)",
    re.IGNORECASE,
)
_SIGNS_OF_CONFERENCES = ("proc", "conf", "workshop", "symposium", "congr", "colloque", "tagung", "meeting", "advances")
_SIGNS_OF_JOURNALS = (
    "journal", "trans", "letters", "review", "anna", "bulletin", "magazine", "quarterly", "revue", "revista", "zeitschrift", "jahrbuch",
    "archiv", "rivista", "anales", "cahiers", "j.", "学报", "buletinul", "analele", "acta", "vestnik", "вестник", "časopis", "tidskrift",
    "tijdschrift", "czasopismo", "zeszyty", "rocznik", "dergisi", "közlemények", "aikakauskirja",
)  # fmt: skip
"""What every text holds in which `_CONFERENCE` or `_JOURNAL` finds something: looking for these is cheap."""
_SIGNS_OF_IDS = ("10.", "arxiv", "orcid")
_SIGNS_OF_MORE = ("abs/", "pmid", "pmc", "print:", "arxiv ")
_SIGN_OF_HAL = re.compile(r"-\d{8}")
_IN_BEFORE = re.compile(r"(?:in|dans):?\s|en\s[A-Z]", re.IGNORECASE)
_NUMBER_LAST = re.compile(r"\s\d{1,4}(?:\s?\(\d[^()]{0,8}\))?\s?:\s?[A-Z]?\d{1,6}(?:[-–]\d{1,6})?$")
_NUMBER_BEHIND = re.compile(r",\s{0,9}(?:vol|no|pp?|pages|bd|s)?\.?\s{0,9}\d", re.IGNORECASE)
_VENUE_AFTER = re.compile(
    r"\s*(?:\(?(?:19|20)\d\d|https?:|doi\b|arxiv\b|pp?\.|vol|⟨|\d{1,4}\s?(?:\(\d|:\s?\d))", re.IGNORECASE
)
_KEPT = 200
"""Whether a name of so many characters at most is that of a conference or journal is remembered: venues come again and again."""


def of_conferences(text: str) -> bool:
    return _of_conferences_again(text) if len(text) <= _KEPT else _has_words_of_conferences(text)


@lru_cache(maxsize=1 << 12)
def _of_conferences_again(text: str) -> bool:
    return _has_words_of_conferences(text)


def _has_words_of_conferences(text: str) -> bool:
    return holds(text.lower(), _SIGNS_OF_CONFERENCES) and _CONFERENCE.search(text) is not None


def of_journals(text: str) -> bool:
    return _of_journals_again(text) if len(text) <= _KEPT else _has_words_of_journals(text)


@lru_cache(maxsize=1 << 12)
def _of_journals_again(text: str) -> bool:
    return _has_words_of_journals(text)


def _has_words_of_journals(text: str) -> bool:
    return holds(text.lower(), _SIGNS_OF_JOURNALS) and _JOURNAL.search(text) is not None


def holds(text: str, signs: tuple[str, ...]) -> bool:
    for sign in signs:  # noqa: SIM110  a generator takes twice as long, and this is asked of every line
        if sign in text:
            return True
    return False


def whole_year(digits: str) -> str:
    """A year of which only the last two digits may be printed: 1950 to 2049."""
    return digits if len(digits) == 4 else f"{'19' if digits >= '50' else '20'}{digits}"


def month_of(name: str) -> str:
    """The number of a month ("-03") whose name begins as one of the known languages has it; '' for any other word."""
    low = name.lower()
    return next((f"-{i:02}" for i, starts in enumerate(_MONTHS, 1) if low.startswith(starts)), "")


_AMERICAN = re.compile(
    r"\b(?P<day>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-3]?\d), (?=(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_BEFORE_LISTING = re.compile(
    r"[\s.,;(“\"]*(?:(?:in|dans|en):?\s)?(?:[A-Z][a-z]+ (?:of|for) )?[A-Z][a-z]+(?:, [A-Z][a-z]+)?,?", re.IGNORECASE
)
_LISTING = re.compile(r"\s?(?:[A-Z][a-z]+,\s)?(?:[A-Z][a-z]+ )?(?:and|&) [A-Z][a-z]+")


@lru_cache(maxsize=8)
def even_dates(text: str) -> str:
    """A text of equal length in which no comma stands in "June 30, 2021"."""
    return _AMERICAN.sub(lambda found: found["day"] + "  ", text) if ", 19" in text or ", 20" in text else text


def goes_on_listing(text: str, start: int, comma: int) -> bool:
    """Whether a comma stands in a list within one name: a word alone before it, and "and" or "&" soon behind it."""
    return _LISTING.match(text, comma) is not None and _BEFORE_LISTING.fullmatch(text, start, comma) is not None


def find_identifiers(text: str, start: int = 0) -> Iterator[tuple[Identifier, int, int]]:
    """The identifiers in the text from `start` on, with offsets, HAL's and PubMed's among them, in order."""
    low = (text[start:] if start else text).lower()
    same = start + len(low) == len(text)
    signs = [start + at for sign in _SIGNS_OF_IDS if (at := low.find(sign)) >= 0] if same else []
    if same and not signs and not holds(low, _SIGNS_OF_MORE) and not _SIGN_OF_HAL.search(low):
        return iter(())
    found: list[tuple[Identifier, int, int]] = []
    plain = text.replace("⟨", "<").replace("⟩", ">") if "⟨" in text else text
    # Looking for cheap signs first saves most texts from the patterns, and the beginning of the others.
    if signs:
        begin = max(plain.rfind(" ", start, max(min(signs) - 12, start)), start)
        found = [(one, begin + a, begin + b) for one, a, b in identifiers.find(plain[begin:])]
    elif not same:
        found = [(one, start + a, start + b) for one, a, b in identifiers.find(plain[start:])]
    if not holds(low, _SIGNS_OF_MORE) and not _SIGN_OF_HAL.search(low):
        return iter(found)
    for match in _MORE_IDS.finditer(plain, start):
        scheme = (match.lastgroup or "").replace("eprint", "arxiv")
        printed = re.split(r"abs/|:\s?|\s", match[0])[-1] if scheme == "arxiv" else match[0]
        inside = any(a < match.end() and match.start() < b for _, a, b in found)
        if not inside and (one := identifiers.parse(scheme, printed)):
            found.append((one, match.end() - len(printed), match.end()))
    return iter(sorted(found, key=lambda each: each[1]))


_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s{0,3}(?P<isbn>97[89](?:[-– ]?\d){10}|(?:\d[-– ]?){9}[\dX])(?!\d)")


def find_isbns(text: str, start: int, end: int) -> Iterator[tuple[Identifier, int, int]]:
    """The numbers of books in a stretch of a text that are called so, with offsets; one with a wrong check digit is none."""
    for match in _ISBN.finditer(text, start, end) if text.find("ISBN", start, end) >= 0 else ():
        if one := identifiers.parse("isbn", match["isbn"].replace("–", "-")):
            yield one, *match.span("isbn")


GOES_ON = r":\s+(?!(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m)\b)[^\W_]"
"""A colon and words behind a quotation with which a title only begins, and not before the name of a collection: "Where did it go?": Finding what was lost."""


def shows_venue(sentence: str, after: str) -> bool:
    """Whether a sentence after a title reads as a venue: by its words, a year or volume in it, or what comes after it."""
    text = sentence.strip()
    return bool(
        YEAR.search(text)
        or _IN_BEFORE.match(text)
        or of_conferences(text)
        or of_journals(text)
        or PREPRINT.match(text)
        or NOTE.match(text)
        or ("," in text and _NUMBER_BEHIND.search(text))
        or (text[-1:].isdigit() and _NUMBER_LAST.search(text))
        or (after and _VENUE_AFTER.match(after))
        or (":" in text and IMPRINT.match(text))
    )
