"""Lines of a publication list with their offsets, and the draft of a record that is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from kg.records import Affiliation, Contribution, Date, Item, NameAsPrinted, Piece, Record, Reject, Remark, Work
from kg.sources._listing_names import NameList


class Line:
    """One line that holds more than white space.

    `raw` is the line as read, `gap` the blank lines before it, `text` the line without white space around it, which
    stands from `start` to `end`.
    """

    __slots__ = ("end", "gap", "heading", "other", "raw", "start", "text", "told")

    def __init__(self, at: int, gap: str, raw: str) -> None:
        self.gap = gap
        self.raw = raw
        self.text = text = raw.strip()
        self.start = at + raw.index(text[0]) if text else at + len(raw)
        self.end = self.start + len(text)
        self.heading: bool | None = None
        """Whether it is a heading, once that was asked."""
        self.other: bool | None = None
        """Whether it is the heading of a section that lists no works, where the lines around it show that."""
        self.told: bool | None = None
        """Whether its text shows that, once that was asked."""


@dataclass(frozen=True)
class Layout:
    """One way of laying out a list: how the lines of a head show it, and how all lines are read.

    `recognises` gives the plan by which such lines are read: the order of their parts, how entries begin, or only True; what
    is false where they are not of this layout. `afresh` says that the plan differs from list to list, so that a list under a
    heading of its own is looked at anew. `whole` says that a page of this layout has no sections of others.
    """

    name: str
    recognises: Callable[[Sequence[Line]], object]
    read: Callable[[Iterator[Line], object], Iterator[Item]]
    afresh: bool = False
    whole: bool = False


def lines_of(texts: Iterable[str]) -> Iterator[Line]:
    """The lines of a text that hold more than white space."""
    at = 0
    gap: list[str] = []
    for raw in texts:
        if raw.isspace():
            gap.append(raw)
        elif gap:
            yield Line(at, "".join(gap), raw)
            gap.clear()
        else:
            yield Line(at, "", raw)
        at += len(raw)


def joined(lines: Sequence[Line]) -> str:
    """The text from the first to the last of consecutive lines as it stands, without white space around it."""
    if len(lines) == 1:
        return lines[0].text
    return "".join([lines[0].raw, *(line.gap + line.raw for line in lines[1:])]).strip()


def reject(lines: Sequence[Line], tried: str) -> Reject:
    """A stretch of lines that could not be read, and what was tried."""
    return Reject(lines[0].start, lines[-1].end, f"not understood: {tried}")


# --- what a line can be ----------------------------------------------------------------------------------------------

_SENTENCE_ENDS = re.compile(r"[a-z0-9)\]%][.!?] +[A-Z]")
_CLOSING = "\"'”’»)]}*"
_CUT_AT = re.compile(
    r"(?:[,;:(–—]|\.\.\.|…|\b(?:the|a|an|of|and|or|to|with|in|on|for|by|from|that|which|is|are|we|our|as|at|their|its|this))$"
)
_LINK_END = re.compile(r"\S*(?://|www\.|@|\.(?:com|org|io|net|html?|pdf)\b)\S*$", re.IGNORECASE)


def is_prose(text: str) -> bool:
    """Whether a text reads as an abstract: long, or at least a full sentence of some length."""
    size = len(text)
    if size < 80:
        return False
    if size > 1000:
        return True
    closed = text.rstrip(_CLOSING)
    if size >= 120 and closed.endswith("."):
        return True
    # Looking for sentences is dear, and most lines hold not even the marks between them.
    if ". " not in text and "? " not in text and "! " not in text:
        return False
    sentences = len(_SENTENCE_ENDS.findall(text))
    return sentences >= 2 or (sentences == 1 and size > 400 and closed.endswith((".", "!", "?")))


def is_long(text: str) -> bool:
    """Whether a text that stands where an abstract stands is one, even when it is cut off: longer than a venue or comment."""
    return is_prose(text) or (len(text) >= 150 and text.count(" ") >= 20)


def may_be_title(text: str) -> bool:
    """Whether a text that stands where a title stands can be one: not prose, not ended in the middle, a letter in it."""
    return (
        len(text) <= 1000
        and not text.endswith((",", ";"))
        and (text[:1].isalpha() or any(map(str.isalpha, text[:200])))
        and not is_prose(text)
        and not _SKIP.match(text)
        and not (text[:1] > "\u3000" and _WIDE_NAME.fullmatch(text))
    )


_WIDE_NAME = re.compile(r"[々\u3400-\u9fff]{1,3}[ \u3000][々\u3400-\u9fff]{1,3}")
"""A name in Chinese or Japanese script, family and given name apart."""
_SKIP = re.compile(r"(?:skip|jump) to (?:main )?(?:content|navigation)\b", re.IGNORECASE)
"""What many pages begin with, unseen on the screen but copied."""


def is_title(text: str) -> bool:
    """Whether a text reads as a title by itself: it can be one, has no full stop and does not begin with a plain small word."""
    return begins_as_title(text) and may_be_title(text)


def begins_as_title(text: str) -> bool:
    """Whether a text has no full stop at its end and does not begin with a plain small word."""
    if text.endswith("."):
        return False
    first = text.split(None, 1)[0]
    return not (first.islower() and first.isalpha())


HEAD_NOUNS = frozenset(
    (
        "publications publication papers paper preprints eprints e-prints theses thesis paper articles article contributions bibliography works chapters books reports "
        "proceedings journals conferences workshops manuscripts press references cited patents posters software datasets dissertations "
        "veröffentlichungen publikationen schriften schriftenverzeichnis publikationsliste artikel aufsätze zeitschriftenaufsätze zeitschriftenartikel zeitschriften tagungsbände "
        "zeitschriftenbeiträge konferenzbeiträge tagungsbeiträge buchkapitel buchbeiträge beiträge bücher monographien monografien dissertationen "
        "arbeitspapiere berichte herausgeberschaften literatur literaturverzeichnis "
        "chapitres chapitre ouvrages livres communications thèses thèse mémoires mémoire actes revues références brevets prépublications rapports "
        "publicaciones artículos libros capítulos congresos comunicaciones tesis doctorales informes referencias bibliografía revistas "
        "pubblicazioni articoli libri capitoli atti convegni convegno tesi rapporti brevetti rivista riviste bibliografia "
        "publicações artigos livros capítulos congressos teses periódicos anais referências publicaties artikelen boeken proefschriften "
        "publikationer artiklar böcker publikacje artykuły rozdziały książki книги статьи публикации труды "
        "publikasjoner artikler udgivelser bøger bøker julkaisut julkaisuluettelo artikkelit kirjat publikációk közlemények cikkek könyvek publikace články knihy "
        "yayınlar makaleler kitaplar bildiriler publicații articole lucrări cărți δημοσιεύσεις βιβλία πρακτικά "
        "folyóiratcikk könyvrészlet disszertáció konferenciaközlemény tidskrift konferensbidrag doktorsavhandling kapitoly sbornících"
    ).split()
)
"""What a heading of a list names, in the languages of the lists that are met."""
_SURE_NOUNS = HEAD_NOUNS - frozenset(
    "paper press books book works proceedings notes literature reports volume actes libri bücher boeken livres libros livros book notes".split()
)
"""Those of them that few titles have."""
_HEADING_WORDS = HEAD_NOUNS | frozenset(
    (
        "representative significant important latest best top job market congrès colloque colloques conférence select talks track tracks productions production une un soutenues autres sur an zu im für nach actes ouvrage scientifique hal nationaux invitées libro comunicações resumos capítulo notes  demo demos regular short long full industry vorträge exposés ponencias my all selected recent refereed peer reviewed peer-reviewed list of journal conference workshop other and research scientific book technical "
        "working main key in press unpublished submitted the full complete international national invited accepted under review forthcoming edited "
        "chronological chapter contributed contributions major published "
        "wissenschaftliche ausgewählte begutachtete referierte weitere in und von mit der die den sonstige sammelbänden sammelband fachzeitschriften "
        "zeitschriften konferenzen tagungsbänden tagungsband eigene "
        "dans des de les et à comité lecture avec sans sélection conférences internationales nationales internationaux scientifiques colloques "
        "conférence articles ouvrage choisies doctorat "
        "en del las los y con científicas científicos internacionales nacionales seleccionadas doctoral arbitradas revista "
        "su di dei della delle e internazionali scientifiche selezionate dottorato in volume "
        "em do da dos das selecionadas internacionais refereegranskat i bok kapitel övrigt vetenskapligt a v ve časopisech impaktovaných recenzovaných odborné"
    ).split()
)
"""Words that stand beside them."""
_ELIDED = re.compile(r"^[dl]['’]")
_HEADING_PARTS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HEADING_OTHER = re.compile(
    r"[\s#*=:&,/.\-–—_|]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])[.)]\s+|\d{1,2}(?:\.\d{1,2})*\s+|[A-Z]{1,5}\d?\s?[:–-]\s+)?(?P<words>(?:[^\W\d_]|[-'’&,/ ])+?)(?:\s*\([^()]{1,150}\))?[\s#*=:.\-–—_|]*"
)
_HEADING_YEAR = re.compile(
    r"[#*=\-–—_\s]*(?P<year>(?:19|20)\d\d)(?:\s?年)?(?:\s*[(\[]\s?\d{1,4}(?:\s(?:papers|publications|items|articles|records|entries|results|works))?\s?[)\]])?[:\s#*=\-–—_]*"
)
"""A year alone, with the number of works that it heads."""
_YEAR_APART = re.compile(
    r"[#*=\-–—_>▼▾►▸•\s(\[]*(?:(?:[A-Z]|[IVX]{1,4}|\d{1,2})[.)]\s+)?"
    r"(?:(?:publications?|papers|articles|works|published|publicat\w*|publi\w{2,6}|erschienen|veröffentlicht\w*)\s+)?(?:(?:in|from|of|en|im|aus|de|for)\s+)?"
    r"(?:(?:year|jahr|année|annee|año|ano|anno|rok|år|vuosi|yıl|рік|год|година)\s*:?\s*)?(?P<year>(?:19|20)\d\d)(?:\s?年|\s?год)?[\s:.)\]#*=_\-–—▾▼]*",
    re.IGNORECASE,
)
"""A year with a letter, a word or a mark beside it, which heads works where a blank line stands above it."""
NOT_YET = re.compile(
    r"[#*=\s]*(?:(?:papers?|manuscripts?|articles?|works?)\s)?(?:(?:under|in) (?:review|revision|submission|preparation)|submitted(?: for publication| papers?)?|(?:works? )?in progress|eingereicht|in vorbereitung"
    r"|soumis|en préparation|en révision|enviados?|en preparación|em preparação|submetidos?)(?:\s?\(\d{1,3}\))?[:\s#*=]*",
    re.IGNORECASE,
)
"""What heads works that nobody has taken as yet, where a blank line stands above it."""
_HEADING_ZH = re.compile(
    r"[#*=\s]*(?:[一二三四五六七八九十]+、)?[\u4e00-\u9fff]{0,6}(?:论文|著作|出版物|文献|发表|专利|成果|論文|著書|国際会議|学会発表|業績|口頭発表|解説|書籍|特許|総説|紀要|講演論文)[\u3040-\u9fff（）()]{0,10}[:：\s#*=]*"
)
_LONGEST_HEADING, _LONGEST_YEAR = 240, 40
_FIRST_LETTER = re.compile(r"[^\W\d_]|\d")


def is_heading(line: Line) -> bool:
    """Whether a line is a known heading of a list ("Publications", "Selected papers", "Zeitschriftenaufsätze") or a year alone."""
    if line.heading is None:
        bare = line.text.partition(" (")[0] if line.text.endswith((")", "):")) else line.text
        line.heading = len(bare) <= 90 and len(line.text) <= _LONGEST_HEADING and _is_heading(line.text)
        if not line.heading and line.gap and len(line.text) <= _LONGEST_YEAR:
            line.heading = (_YEAR_APART.fullmatch(line.text) or NOT_YET.fullmatch(line.text)) is not None
    return line.heading


@lru_cache(maxsize=1 << 12)  # pages of short lines have the same ones again and again
def _is_heading(text: str) -> bool:
    if (first := _FIRST_LETTER.search(text, 0, 12)) is None:
        return False
    if first[0].isdigit() and _HEADING_YEAR.fullmatch(text):
        return True
    return _is_worded(text)


def _is_worded(text: str) -> bool:
    """Whether a line holds only words that head lists, one at least of those that name what is listed."""
    if "\u4e00" <= text.strip("#*= ")[:1] <= "\u9fff":
        return _HEADING_ZH.fullmatch(text) is not None
    # The pattern is dear, and most lines begin with a word that no heading has; capitals may be the mark of a section.
    for token in text.split(None, 2)[: 1 if "(" in text else 2]:
        word = token.rstrip(",:")
        if len(word) > 1 and word.isalpha() and not word.isupper() and word.lower() not in _HEADING_WORDS:
            return False
    if (match := _HEADING_OTHER.fullmatch(text)) is None:
        return False
    words = [_ELIDED.sub("", word.lower()) for word in _HEADING_PARTS.findall(match["words"])]
    return (
        len(words) <= 10 and all(word in _HEADING_WORDS for word in words) and any(word in HEAD_NOUNS for word in words)
    )


_BEHIND_HEADING = re.compile(r"(?<=\w)\s\([^()\d]{1,30}\)$")
"""What a heading says of its choice: "(selection)"."""


def told_apart(lines: list[Line]) -> list[Line]:
    """The lines of a page, of which years that end entries head nothing: half of the stretches between blank lines end with one.

    Where only some do, they head what stands below the blank line.
    """
    ends = [at for at, (one, below) in enumerate(pairwise(lines)) if below.gap] + [len(lines) - 1]
    years = [at for at in ends if at > 0 and _ends_entry(lines, at)]
    if len(years) * 2 >= len(ends) > 1:
        for at in years:
            lines[at].heading = False
    return lines


def _ends_entry(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a year right below two lines or more, with a blank line behind it and not labels of links, which begin an entry."""
    line, above, below = lines[at], lines[at - 1], lines[at + 1] if at + 1 < len(lines) else None
    if line.gap or above.gap or len(line.text) > _LONGEST_YEAR or (below and "   " in below.gap):
        return False
    return _HEADING_YEAR.fullmatch(line.text) is not None and not is_heading(above)


def looks_as_heading(line: Line, after: Line | None) -> bool:
    """Whether a line that stands alone is a heading: short, with a word that heads lists, and blank lines around it or a list below."""
    text = _BEHIND_HEADING.sub("", line.text)
    if (
        len(text) > 70
        or text[-1] in ".,;!?\"”'"
        or not (text[0].isupper() or text[0] in "#*=0123456789")
        or after is None
    ):
        return False
    if not (after.gap or MARKER.match(after.text)) or any(mark in text for mark in '“"«(['):
        return False
    if any(map(str.isdigit, text.lstrip("0123456789. "))):
        return False
    words = {word.lower() for word in _HEADING_PARTS.findall(text)}
    return not _SURE_NOUNS.isdisjoint(words) and len(words) <= 8


def bare_heading(text: str) -> str:
    """A heading without the marks around it; of one that heads the works of a year that year."""
    if len(text) <= _LONGEST_YEAR and (found := _HEADING_YEAR.fullmatch(text) or _YEAR_APART.fullmatch(text)):
        return found["year"]
    return text.strip("#*=- \t:")


_READING = r"(?:[Oo]ptional|[Rr]equired|[Rr]ecommended|[Mm]andatory|[Ss]upplementary|[Ff]urther|[Aa]dditional|[Bb]ackground|[Mm]ain)(?: [Rr]eadings?| [Tt]exts?)?:\s+(?=\S)"
"""What a reading list says of an entry before it."""
MARKER = re.compile(
    rf"(?:\[\d{{1,4}}\]|\d{{1,3}}(?=(?:\t|\s\s)\s*[^\W\d_])|\(?\d{{1,4}}[.):]|\(\d{{1,3}}\)[.:]|[-–—*•·▪●◦‣→▸►➤➢■□◆◇○✓]|\^(?:\s?Jump up(?:\sto)?:?)?(?:\s[a-z]{{1,2}}(?=\s)){{0,60}}|#\d{{1,4}}[.):]?|№\s?\d{{1,4}}[.):]?|<\d{{1,4}}>|\d{{1,3}}\s[-–—](?=\s\S)|\[[A-Za-z][A-Za-z+]{{0,12}}\d{{1,4}}[a-z]?\]|[A-Z]{{2,4}}-\d{{1,3}}\.|[A-ZΑ-ΩА-Я]{{1,4}}[.-]?\d{{1,3}}[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}(?:[.)]|(?=\s[^\W\d_a-z]))|[IVX]{{1,5}}(?=(?:\t|\s\s)\s*[^\W\d_])|\(?[a-h]\)|[a-h]\.(?=\t|\s\s|\s[A-Z“\"][^\W\d_A-Z'’]))\s+(?=\S)(?:{_READING})?|{_READING}"
)
"""A number or bullet at the beginning of an entry: "[1]", "1.", "(1)", "•", "[ABC19]", "[j3]", "ACL-1.", "A1.", "6.1.", "a.", and "Optional:" behind it."""


YEAR_LED = re.compile(r"\(?(?P<year>(?:19|20)\d\d)[a-z]?[.):]\s+")
"""A year before an entry, which looks as a number does."""


# --- the draft of a record -------------------------------------------------------------------------------------------


_START = attrgetter("start")


class Draft:
    """A record in the making: fields are added with the lines they stand on."""

    def __init__(self, kind: str) -> None:
        self.work = Work(type=kind)
        self.pieces: list[Piece] = []
        self.remarks: list[Remark] = []
        self.confidence: dict[str, float] = {}
        self.owner: NameAsPrinted | None = None

    def mapped(self, field: str, start: int, end: int) -> None:
        """Says that a stretch was mapped to a field."""
        self.pieces.append(Piece("mapped", field, start, end))

    def furniture(self, name: str, start: int, end: int) -> None:
        """Says that a stretch is furniture; an empty one says nothing."""
        if end > start:
            self.pieces.append(Piece("furniture", name, start, end))

    def left(self, field: str, lines: Sequence[Line], message: str) -> None:
        """Says that some lines were not mapped, and why."""
        self.left_at(field, lines[0].start, lines[-1].end)
        self.remarks.append(Remark(f"{field}-not-understood", message, field))

    def left_at(self, field: str, start: int, end: int) -> None:
        """Says that a stretch was not mapped."""
        self.pieces.append(Piece("left", field, start, end))

    def title(self, lines: Sequence[Line]) -> None:
        """Takes some lines as the title."""
        self.work.title = joined(lines)
        self.mapped("title", lines[0].start, lines[-1].end)

    def abstract(self, lines: Sequence[Line]) -> None:
        """Takes some lines as the abstract and looks at how it ends."""
        text = self.work.abstract = joined(lines)
        self.mapped("abstract", lines[0].start, lines[-1].end)
        end = text[-200:]
        if _CUT_AT.search(end):
            self.work.abstract_truncated = True
            message = f"The abstract is cut off: it ends with {end[-40:]!r}."
            self.remarks.append(Remark("abstract-truncated", message, "abstract"))
        elif end[-1].isalnum() and len(text) > 200 and not _LINK_END.search(end):
            message = f"The abstract may be cut off: it ends without a full stop, with {end[-40:]!r}."
            self.remarks.append(Remark("abstract-end", message, "abstract"))

    def led_by_year(self, text: str, base: int) -> None:
        """Takes the year that stands where others have a number as the date of a work that has none of its own."""
        if self.work.dates or not (led := YEAR_LED.match(text)):
            return
        self.pieces = [piece for piece in self.pieces if not base <= piece.start < base + led.end()]
        self.work.dates.append(Date("issued", led["year"]))
        self.mapped("dates[0]", base + led.start("year"), base + led.end("year"))

    def authors(self, lines: Sequence[Line], found: NameList) -> None:
        """Takes a list of names, which stands on some lines, as the authors."""
        self.authors_in(joined(lines), lines[0].start, found)

    def authors_in(self, text: str, base: int, found: NameList) -> None:
        """Takes the names found in a text, which stands at `base`, as the authors."""
        work = self.work
        known, pieces, marked, places = work.contributions, self.pieces, found.marks, found.affiliations
        at = 0
        for number, (name, start, end) in enumerate(found.names, len(known)):
            if start == at + 2 and text[at] == "," and text[at + 1] == " ":
                pieces.append(Piece("furniture", "punctuation", base + at, base + at + 1))
            elif at < start:
                self._between(text, base, at, start)
            pieces.append(Piece("mapped", f"contributions[{number}]", base + start, base + end))
            known.append(Contribution(name, number + 1))
            if marked and (marks := marked.get(start)):
                known[-1].marks.append(marks)
            at = end
            if places and (place := places.get(start)):
                self._between(text, base, at, place[0])
                known[-1].affiliations.append(Affiliation(text[slice(*place)]))
                pieces.append(Piece("mapped", f"contributions[{number}]", base + place[0], base + place[1]))
                at = place[1]
        self._between(text, base, at, len(text))
        if found.truncated:
            work.authors_truncated = True
            self.remarks.append(Remark("authors-truncated", "The list of authors is cut off.", "contributions"))

    def _between(self, text: str, base: int, start: int, end: int) -> None:
        between = text[start:end]
        if black := between.strip():
            begin = start + len(between) - len(between.lstrip())
            self.furniture("punctuation", base + begin, base + begin + len(black))

    def record(self) -> Record:
        """The record, from the first to the last of its pieces."""
        self.pieces.sort(key=_START)
        return Record(
            start=self.pieces[0].start,
            end=self.pieces[-1].end,
            work=self.work,
            pieces=self.pieces,
            owner=self.owner,
            remarks=self.remarks,
            confidence=self.confidence,
        )
