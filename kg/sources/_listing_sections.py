"""The sections of a page about a person: which list works, which list something else, and whose page it is.

What stands under "Teaching", "Awards" or "Invited talks", and what stands before the first heading of a list of works (a
biography, an address), is of no list, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kg.names import fold
from kg.records import Contribution, Furniture, Item, NameAsPrinted, Record, Reject, Remark
from kg.sources._learned_signs import promised
from kg.sources._listing_lines import HEAD_NOUNS, Layout, Line, is_heading, reject
from kg.sources._listing_names import are_words
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR
from kg.sources._listing_turned import is_given

_OF_OTHERS = frozenset(
    (
        "cases admissions admission legislation boards supervised taught coverage podcasts podcast interviews interview blog referees exhibitions engagement attended leadership projects projekte drittmittelprojekte proyectos projets progetti projetos tagungsvorträge responsabilités jurys séjours teaching courses education employment experience awards award honors honours prizes fellowships scholarships grants grant funding "
        "service talks presentations lectures seminars students supervision advising mentoring news about contact biography bio memberships "
        "membership skills activities outreach positions appointments affiliations interests reviewing committees refereeing hobbies "
        "media languages training certifications qualifications degrees internships organisation organization career background "
        "lehre lehrveranstaltungen ausbildung auszeichnungen preise stipendien vorträge lebenslauf werdegang gremien mitgliedschaften kontakt betreuung drittmittel gutachtertätigkeit "
        "enseignement enseignements formation formations prix distinctions exposés parcours encadrement séminaires "
        "docencia formación premios ponencias becas experiencia conferencias didattica formazione premi insegnamento esperienza seminari "
        "docência ensino formação prêmios prémios palestras bolsas experiência onderwijs opleiding prijzen lezingen"
    ).split()
)
"""What a section lists that are no works."""
_TALKS = frozenset(
    (
        "talk talks presentation presentations lectures seminars colloquia keynotes speaker awards prizes grants grant funding funded fellowships "
        "projects supervision supervised advised reviewing refereeing memberships vortrag vorträge preise drittmittel projekte betreute gutachten "
        "exposés séminaires distinctions projets contrats encadrements ponencias charlas proyectos becas premios relatori relazioni progetti premi palestras bolsas "
        "projetos orientações orientaciones dirigidas konuşmalar projeler ödüller tezler föredrag foredrag prosjekter projekty granty wykłady lezingen voordrachten subsidies esitelmät apurahat přednášky előadások ομιλίες"
    ).split()
)
"""Those of them that are in few headings of lists of works, with more of the kind."""
_BESIDE = _OF_OTHERS | frozenset(
    (
        "bar thesis theses dissertations master masters bachelor popular writing writings posts post volunteer reviewer for reviews summer winter schools committee funded gefördert profession discipline department association societies society international career courses student programs held organised chaired sessions session panel panels member board journals journal newspapers radio tv television press orales orale congresos invitadas thèses administratives scientifiques collectives doctorants avec and/or and of the in my a an at for to academic professional research invited selected recent public keynote plenary contributed other work "
        "honor honour conference conferences scientific editorial peer review program programme university current past former visiting "
        "graduate undergraduate doctoral phd postdoc major external me personal information community university industrial press & "
        "technical workshop workshops organized organised international national tutorials panels given upcoming external key main "
        "und in der die des eingeladene wissenschaftlicher wissenschaftliche akademische beruflicher berufserfahrung "
        "et de la des du invitées invités professionnelle professionnelles y en invitadas académica profesional e di del della da do dos das"
    ).split()
)
"""Words that stand beside those."""
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OTHER = re.compile(
    r"[\s#*=:&,/.\-–—_|]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])[.)]\s+|\d{1,2}(?:\.\d{1,2})*\s+|[A-Z]{1,5}\d?\s?[:–-]\s+)?(?P<words>(?:[^\W\d_]|[-'’&,/ ])+?)(?:\s*\([^()]{1,40}\))?[\s#*=:.\-–—_|]*"
)
_ORAL = re.compile(
    r"^.{0,12}(?:communications?\s(?:orales?|sans\sactes)|oral\s(?:communications?|presentations?)|comunicaciones\sorales|comunicazioni\sorali|"
    r"comunicações\sorais|apresentações\sde\strabalho)(?!.{0,40}\b(?:avec|with|con|com)\b)",
    re.IGNORECASE,
)
"""The heading of what was said and not printed, though it has a word of works."""
_ELIDED = re.compile(r"^[dl]['’]")
_OTHER_ZH = re.compile(
    r"[#*=\s]*(?:教学|教育|工作|获奖|荣誉|科研项目|研究兴趣|个人简介|讲座|学术报告|联系方式|受賞|講演|担当科目|学歴|職歴|所属学会|外部資金|共同研究|所属|学位|基本情報|研究キーワード|社会貢献)[\u4e00-\u9fff・]{0,12}[:：\s#*=]*"
)
_OF = re.compile(
    r"[#*=\s]*(?:(?:(?:list of|selected|recent)\s)?(?:publications|papers|works|bibliography)\s(?:of|by)|(?:schriftenverzeichnis|publikationen|veröffentlichungen)\s(?:von|:)|(?:schriftenverzeichnis|publikationsliste)(?=\s(?:(?:jun|univ|apl)\.-?\s?)?(?:prof|dr|pd)\b)|"
    r"(?:liste des )?publications\sde|publicaciones\sde|pubblicazioni\sdi|publicações\sde)\s+(?P<behind>[^\d:]{4,60}?)[\s#*=.:]*|[#*=\s]*(?P<before>[^\d:]{4,60}?)['’]s?\s+(?:list of )?(?:publications|papers)[\s#*=.:]*",
    re.IGNORECASE,
)
_LISTS = (
    r"(?:(?:(?:my|full|complete|selected|recent|annotated|academic|scientific|research|peer-reviewed|refereed)\s){0,3}"
    r"(?:lists?\sof\s(?:(?:all|selected|recent|scientific|academic|research|peer-reviewed|refereed|published)\s){0,2}(?:publications|papers|works|articles|writings)"
    r"|publications?(?:\slist|\srecord)?|papers|bibliography)"
    r"|(?:list[ea]\s(?:(?:complète|completa|vollständige)\s)?(?:(?:de[rs]?|delle|das|de\slas)\s)?|verzeichnis\sder\s|(?:elenco|lijst|wykaz|seznam|список)\s(?:(?:delle|van)\s)?)?"
    r"(?:(?:wissenschaftlichen?|ausgewählte[rn]?|научных|научные)\s)?"
    r"(?:publications|travaux|publikationen|veröffentlichungen|schriften|publicaciones|pubblicazioni|publicações|publicacions|publicaties|publikacj[ei]|publikací|publikationer|publikasjoner|julkaisut"
    r"|публикаци[ий]|труд(?:ы|ов))(?:\s(?:scientifiques|científicas|scientifiche|académicas))?"
    r"|schriftenverzeichnis|publikations(?:liste|lista|verzeichnis)|veröffentlichungsliste|publicatielijst|publikasjonsliste|julkaisuluettelo"
    r"|curriculum\svitae(?:\set\sstudiorum)?|c\.?v\.?|vitae?|lebenslauf)"
)
"""How a list of somebody's works, or a CV, is called in a heading."""
_LIST_ALONE = re.compile(_LISTS, re.IGNORECASE)
_MARK = r"(?:\s?:\s|\s?[–—|·•]\s?|\s-\s)"
_NAME = r"(?P<{}>[^\d:|–—·•()]{{4,60}}?)"
_HEADED = re.compile(
    rf"[#*=\s]*(?:{_LISTS}(?:{_MARK}|,?\s(?:of|by|von|van|di|de)\s|,\s|\s(?=(?:(?:jun|univ|apl)\.-?\s?)?(?:prof|dr|pd)\b))\s*{_NAME.format('behind')}"
    rf"|{_LISTS}\s\({_NAME.format('within')}\)|{_NAME.format('before')}(?:{_MARK}|,\s)\s*{_LISTS}|{_NAME.format('beside')}\s\({_LISTS}\))"
    r"(?:,?\s\(?(?:19|20)\d\d\s?[–—-]\s?(?:(?:19|20)\d\d|present)?\)?)?[\s#*=.:]*",
    re.IGNORECASE,
)
"""A heading of a name and what the list is called, in either order: "List of Publications: Ann Author", "Ann Author – CV"."""
_NO_NAME = re.compile(
    r"\b(?:curriculum vitae|publi[ck]a|pubblica|schriftenverz|veröffentl|bibliogra|proje[ckt]|proyect|progett|consorti|initiative\b|network|council|societ|gesellschaft|verein\b|foundation|stiftung"
    r"|journal|proceedings|annals|annalen|transactions|bulletin|magazine|zeitschrift|revue\b|revista|rivista|acta\b)",
    re.IGNORECASE,
)
"""Words of lists, projects, societies and journals, which stand in no name of a person."""
_FOOTER = re.compile(
    r"(?:copyright\b|©|\(c\)\s(?:19|20)|all rights reserved|powered by|page updated|report abuse|back to top).{0,80}",
    re.IGNORECASE,
)
_OF_PROFILE = re.compile(r"get my own profile|co-?authors(?: index)?|articles \d{1,5}[–-]\d{1,5}", re.IGNORECASE)
"""What stands below the works of a profile, above other words of the site."""
_FOOTER_BEGINS = frozenset("c©(aprbg")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©,\d–-]*(?:by\s)?(?P<name>[^\d:]{4,60}?)(?:\.|,? all rights.*)?", re.IGNORECASE
)
_OF_CV = re.compile(
    r"(?:curriculum vitae|cv|vita|lebenslauf)\b\s*(?:of|[-–—:,])?\s*(?P<name>[^\d:]{4,60})?", re.IGNORECASE
)
_TITLES_BEHIND = re.compile(
    r"(?:,?\s(?:Ph\.?\s?D\.?|M\.?D\.?|Dr\.|DPhil|MSc|Professor|LL\.\s?M\.|M\.A\.|MBA)(?:\s\([^()]{3,40}\))?\.?){1,3}$"
)
_TITLES_BEFORE = re.compile(
    r"(?:(?:(?:Jun|Univ|apl|em)\.-?\s?)?(?:Prof|Dr|Dott|PD|Mag|Ing|em|iur|jur|phil|theol|med|vet|techn|oec|habil|rer\.\s?(?:nat|pol|soc|oec)|h\.\s?c|Doç|doc|mgr|inż)\.(?:-Ing\.|ssa)?\s*"
    r"|(?:Dipl\.-[A-Z][a-z]+\.|Dr|dr|hab\.|(?:(?:Associate|Assistant|Full|Emeritus)\s)?Professor|PD|Priv\.-Doz\.)\s)+"
)
_NAMED = re.compile(
    r"(?:(?:full )?name|nome(?: e cognome)?|cognome e nome|nombre(?: y apellidos)?|apellidos(?:,| y) nombre|nom(?: et prénom)?|naam|navn|namn|nimi|imię i nazwisko|ad[ıi] soyad[ıi]|név|jméno|ф\.?и\.?о\.?|name of (?:applicant|candidate))\s?(?:[:：]\s*|\t\s*)(?P<name>[^:\d]{4,60})",
    re.IGNORECASE,
)
"""A field that says whose CV it is."""
_FIRST_LINES, _LAST_LINES = 4, 4
_CHANGED = re.compile(
    r"(?:last\s)?(?:updated|modified|changed|maintained|letzte änderung|stand|dernière mise à jour|última actualización|ultimo aggiornamento)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:universi|institut|depart|facult|school|college|laborator|academ|centre|center|lehrstuhl|abteilung|section|division|research|group|team|dipart|facolt|faculd|facultad|katedra|wydział|zakład|ústav|cátedra|chair|clinic|klinik|hospital)"
    r"|(?:fakultät|institut|schule|zentrum|seminar|klinik|kunde|wissenschaft|universiteit|bölümü|fakültesi|avdeling|høgskole|skolan|laitos)\b",
    re.IGNORECASE,
)


def is_other_heading(line: Line) -> bool:
    """Whether a line is the heading of a section that lists no works ("Teaching", "Awards and honours", "Vorträge")."""
    if line.other is not None:
        return line.other
    if line.told is None:
        line.told = len(line.text) <= 100 and _heads_others(line.text, is_heading(line))
    return line.told


@lru_cache(maxsize=1 << 12)  # pages of short lines have the same ones again and again
def _heads_others(text: str, known: bool) -> bool:
    """Whether a text heads what is no list of works; `known` says that it is a known heading of a list."""
    if text and text[-1] not in ".,;" and _ORAL.search(text) and not YEAR.search(text):
        return True
    if known:
        return False
    if text[:1].lower() in _FOOTER_BEGINS and (_FOOTER.fullmatch(text) or _OF_PROFILE.fullmatch(text)):
        return True
    if len(text) > 60:
        return False
    # The pattern is dear, and most lines begin with a word that no such heading has.
    for token in text.split(None, 2)[: 1 if "(" in text else 2]:
        word = token.rstrip(",:")
        if len(word) > 1 and word.isalpha() and word.isascii() and not word.isupper() and word.lower() not in _BESIDE:
            return False
    if "\u4e00" <= text.strip("#*= ")[:1] <= "\u9fff":
        return _OTHER_ZH.fullmatch(text) is not None
    match = _OTHER.fullmatch(text)
    if match is None:
        return False
    words = [_ELIDED.sub("", word.lower()) for word in _WORDS.findall(match["words"])]
    return len(words) <= 7 and not _OF_OTHERS.isdisjoint(words) and all(word in _BESIDE for word in words)


def names_talks(text: str) -> bool:
    """Whether a line above a list has a word of talks, awards or grants, and none of works."""
    words = {word.lower() for word in _WORDS.findall(text)}
    return not _TALKS.isdisjoint(words) and HEAD_NOUNS.isdisjoint(words)


def names_others(text: str) -> bool:
    """Whether a line that may be a heading has a word of sections that list no works, and none of those that do."""
    words = {_ELIDED.sub("", word.lower()) for word in _WORDS.findall(text)}
    return not (_OF_OTHERS | _TALKS).isdisjoint(words) and HEAD_NOUNS.isdisjoint(words)


def of_works(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that may list works: not those of other sections, nor those before the first heading of a list of works."""
    others = [is_other_heading(line) for line in lines]
    first = next((i for i, line in enumerate(lines) if is_heading(line)), None)
    if not any(others):
        return lines[first:] if first is not None and 0 < first < 40 and len(lines) > 2 * first + 4 else lines
    kept: list[Line] = []
    inside = first is None or first > 40
    for line, other in zip(lines, others, strict=True):
        inside = not other and (inside or is_heading(line))
        if inside:
            kept.append(line)
    return kept


def _rejected(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    held: list[Line] = []
    for line in lines:
        if held and is_other_heading(line):
            yield reject(held, "a section that lists no works")
            held = []
        held.append(line)
    if held:
        yield reject(held, "a section that lists no works")


OTHER = Layout("other-section", lambda lines: None, _rejected)
"""How a section is read that lists no works: as one reject."""


# --- whose page it is ------------------------------------------------------------------------------------------------


def owner_of(lines: Sequence[Line]) -> NameAsPrinted | None:
    """The person whose page some lines begin: named in its first lines alone, or by a heading ("Publications of Ann Author")."""
    headed = False
    for i, line in enumerate(lines[:40]):
        headed = headed or (is_heading(line) and not line.text.isupper())
        if len(line.text) > 90:
            continue
        if (found := _OF.fullmatch(line.text)) and (name := _one(found["behind"] or found["before"])):
            return name
        if (headed_by := _in_heading(line.text)) and (headed_by[1] or _stands(headed_by[0], lines, line)):
            return headed_by[0]
        if (found := _NAMED.fullmatch(line.text)) and (name := _one(found["name"])):
            return name
        if i < _FIRST_LINES and not headed and not is_heading(line):
            titled = _OF_CV.fullmatch(line.text)
            if titled and not titled["name"]:
                continue
            if name := _one(titled["name"] if titled else line.text):
                return name
    for line in lines:
        if len(line.text) < 100 and (found := _COPYRIGHT.fullmatch(line.text)) and (name := _one(found["name"])):
            return name
    return _signed(lines[-_LAST_LINES:])


def owner_among(titles: Iterable[str]) -> NameAsPrinted | None:
    """The person whose page some titles and headings begin: named by one of them alone, between its dashes, or as whose publications these are."""
    for text in titles:
        if len(text) > 120:
            continue
        if (found := _OF.fullmatch(text)) and (name := _one(found["behind"] or found["before"])):
            return name
        for part in re.split(r"\s[|·•–—:-]\s", text):
            if not promised(part) and not _LIST_ALONE.fullmatch(part) and (name := _one(part)):
                return name
        if (headed_by := _in_heading(text)) and headed_by[1]:
            return headed_by[0]
    return None


def _in_heading(text: str) -> tuple[NameAsPrinted, bool] | None:
    """The one name in a heading that says whose list or CV it is, and whether it is a person's beyond doubt: with a title, an initial or a known given name."""
    if (found := _HEADED.fullmatch(text)) is None:
        return None
    printed = next(found[part] for part in ("behind", "within", "before", "beside") if found[part])
    if (name := _one(printed)) is None or not (name.given and name.family):
        return None
    given = name.given.split()
    shown = any(len(word.rstrip(".")) == 1 or is_given(word) for word in given)
    return name, shown or _TITLES_BEFORE.match(printed) is not None or _TITLES_BEHIND.search(printed) is not None


def _stands(name: NameAsPrinted, lines: Sequence[Line], but: Line) -> bool:
    """Whether a name stands on other lines of a page, its given name at least as an initial."""
    family, first = re.escape(name.family), re.escape(name.given[0])
    pattern = re.compile(rf"\b{first}[\w.’'-]*\s?(?:[\w.’'-]+\s){{0,2}}{family}\b|\b{family},?\s{first}")
    return any(line is not but and name.family in line.text and pattern.search(line.text) for line in lines)


def _signed(lines: Sequence[Line]) -> NameAsPrinted | None:
    """The one person who is named at the end of a page with an institution, where it says when it was changed."""
    for line in lines:
        if len(line.text) < 200 and _CHANGED.match(line.text):
            parts = [part for part in re.split(r",\s|(?<=\d)\.\s|\s[|·•–-]\s|\sby\s", line.text) if part]
            names = [name for part in parts if not _INSTITUTION.search(part) and (name := _one(part))]
            if len(names) == 1:
                return names[0]
    return None


def _one(text: str) -> NameAsPrinted | None:
    """The one name that a text is, without academic titles; None where it is no name or more than one."""
    bare = _TITLES_BEHIND.sub("", _TITLES_BEFORE.sub("", text.strip(" #*=\t-–—.")))
    if (
        "\t" in bare
        or _INSTITUTION.search(bare)
        or _NO_NAME.search(bare)
        or not are_words(bare.replace(",", " "), 5)
        or bare.count(",") > 1
    ):
        return None
    if bare.isupper():
        bare = bare.title()
    found = people(bare)
    return found.names[0][0] if found and len(found.names) == 1 and not found.names[0][0].literal else None


def _named(text: str) -> NameAsPrinted | None:
    """The one name that a line is, or that its heading of a list or a CV holds."""
    headed_by = _in_heading(text)
    return headed_by[0] if headed_by else _one(text)


IMPLIED = "owner-implied"


def _names(record: Record, owner: NameAsPrinted) -> bool:
    """Whether a record names somebody of the owner's family name."""
    family = fold(owner.family)
    return bool(family) and any(fold(one.name.family) == family for one in record.work.contributions)


def with_owner(item: Item, owner: NameAsPrinted | None) -> Item:
    """A record of a page with its owner, if it names one of that family; one that says that it leaves the owner out has the owner as first author.

    Where the owner is not known, the authors named by such a record are not all.
    """
    if not isinstance(item, Record):
        return item
    if not any(one.code == IMPLIED for one in item.remarks):
        if item.owner is None and owner and _names(item, owner):
            item.owner = owner
        return item
    if owner is None:
        item.work.authors_truncated = bool(item.work.contributions)
        return item
    item.owner = item.owner or owner
    for one in item.work.contributions:
        if one.role == "author":
            one.position += 1
    item.work.contributions.insert(0, Contribution(owner, 1))
    for piece in item.pieces:
        if piece.field.startswith("contributions["):
            piece.field = f"contributions[{int(piece.field[14:-1]) + 1}]"
    item.confidence["contributions"] = min(item.confidence.get("contributions", 1.0), 0.85)
    item.remarks = [
        Remark(
            IMPLIED,
            f"The page is that of {owner.printed}, whom its entries do not name; the order of authors is not known.",
            "contributions",
        )
        if one.code == IMPLIED
        else one
        for one in item.remarks
    ]
    return item


def owner_named(items: Sequence[Item], lines: Sequence[Line], owner: NameAsPrinted) -> Iterator[Item]:
    """The items of a page, of which the line with nothing but the name of its owner is furniture where a record has that owner."""
    owned = any(isinstance(item, Record) and item.owner == owner for item in items)
    named = (
        {
            line.start: line.end
            for line in lines[:40]
            if len(line.text) < 90 and (one := _named(line.text)) and one.printed == owner.printed
        }
        if owned
        else {}
    )
    for item in items:
        if isinstance(item, Reject) and item.start in named and item.end <= named[item.start]:
            yield Furniture("page-owner", item.start, item.end)
        else:
            yield item
