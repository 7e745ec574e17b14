"""Bodies among the names of authors: societies, ministries, universities, groups of investigators, told from people by their words.

A list of authors does not say which of its names are people. `is_group` goes by words that no person is named by, in the languages that
publications come in most; what is a family name, too ("Bank", "Bureau", "Union"), tells only beside "of" and its like.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GROUPS = frozenset(
    """
    collaboration collaborators collaborative consortium team group groups project society association institute university committee
    foundation organisation organization network initiative council department laboratory laboratories inc ltd llc plc gmbh     academy agency alliance authority centre coalition collective college commission commissioners cooperative corporation
    directorate division federation fellowship forum government institution investigators library ministry museum
    observatory office parliament partnership programme school secretariat services taskforce trustees workgroup

    arbeitsgemeinschaft arbeitsgruppe arbeitskreis akademie ausschuss behörde bibliothek bundesamt bundesanstalt bundesinstitut
    bundesministerium bundesregierung fachgesellschaft forschungszentrum gesellschaft hochschule institut komitee kommission
    landesamt landesanstalt ministerium museumsverein stiftung umweltbundesamt universität verband verein vereinigung zentrum
    commissie genootschap ministerie universiteit stichting vereniging
    föreningen institutet institutionen instituttet institutt kommissionen kommittén ministeriet myndigheten nämnden selskab
    selskapet styrelsen sällskapet universitet universitetet verket yliopisto

    agence académie bibliothèque collectif comité commissariat fondation fédération gouvernement laboratoire ministère
    musée observatoire société université
    academia agencia archivo asociación ayuntamiento biblioteca comisión consejo departamento dirección fundación gobierno instituto
    ministerio museo secretaría sociedad universidad universitat
    academia agência associação biblioteca comissão comitê conselho empresa fundação ministério museu secretaria
    sociedade universidade
    accademia agenzia associazione comitato commissione dipartimento fondazione istituto ministero società università

    akademia instytut komisja komitet ministerstwo stowarzyszenie towarzystwo uniwersytet urząd
    akademie institut komise ministerstvo společnost univerzita ústav univerza univerzitet sveučilište zavod
    akadémia egyetem intézet társaság academia institutul ministerul societatea universitatea
    bakanlığı derneği enstitüsü kurumu müdürlüğü üniversitesi vakfı
    академия агентство ассоциация департамент институт комиссия комитет министерство общество правительство союз университет
    академія асоціація інститут комісія комітет міністерство товариство університет
    """.split()
)
"""Words that say that a name is a body's."""

_AMONG_OTHERS = frozenset(
    "archive archives bank board bureau center centro chamber circle company conseil consiglio corp câmara fund governo hospital nations service survey trust union".split()
)
"""Words that are family names, too, or stand within them."""
_JOINING = frozenset("of for on the de des der für del della do da".split())
_WORDS = re.compile(r"\w+")
_OF_WHAT = re.compile(
    rf"\b(?:{'|'.join(sorted(_AMONG_OTHERS))})\s+(?:{'|'.join(sorted(_JOINING - {'da', 'do', 'der', 'del'}))})\b"
)
_GIVEN = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}|[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]*\.?)?")
_PHRASES = re.compile(
    r"\b(?:task force|(?:world|central|reserve|development) bank|(?:united|first) nations|(?:african|european|soviet|labou?r|trade) union"
    r"|(?:geological|ordnance|antarctic) survey|(?:editorial|advisory|review|planning|reform|medical research) (?:board|center)"
    r"|(?:cancer|research|medical|computing|data|health|space|flight|national) (?:center|bureau|survey)|national trust)\b"
)
_KNOWN = dict(
    line.strip().split(": ")
    for line in """
    ACM: Association for Computing Machinery
    AFNOR: Association française de normalisation
    ANSI: American National Standards Institute
    ASCE: American Society of Civil Engineers
    ASME: American Society of Mechanical Engineers
    ASTM: American Society for Testing and Materials
    CDC: Centers for Disease Control and Prevention
    CERN: European Organization for Nuclear Research
    DIN: Deutsches Institut für Normung
    ECDC: European Centre for Disease Prevention and Control
    ECMWF: European Centre for Medium-Range Weather Forecasts
    EFSA: European Food Safety Authority
    EMBL: European Molecular Biology Laboratory
    ENISA: European Union Agency for Cybersecurity
    ESO: European Southern Observatory
    ETSI: European Telecommunications Standards Institute
    FAO: Food and Agriculture Organization of the United Nations
    FDA: Food and Drug Administration
    GBIF: Global Biodiversity Information Facility
    IAEA: International Atomic Energy Agency
    IARC: International Agency for Research on Cancer
    ICAO: International Civil Aviation Organization
    ICOM: International Council of Museums
    ICOMOS: International Council on Monuments and Sites
    IEC: International Electrotechnical Commission
    IEEE: Institute of Electrical and Electronics Engineers
    IETF: Internet Engineering Task Force
    IFLA: International Federation of Library Associations and Institutions
    IFPRI: International Food Policy Research Institute
    ILO: International Labour Organization
    IMF: International Monetary Fund
    IPBES: Intergovernmental Science-Policy Platform on Biodiversity and Ecosystem Services
    IPCC: Intergovernmental Panel on Climate Change
    ISO: International Organization for Standardization
    ITU: International Telecommunication Union
    IUCN: International Union for Conservation of Nature
    IUPAC: International Union of Pure and Applied Chemistry
    JAXA: Japan Aerospace Exploration Agency
    NASA: National Aeronautics and Space Administration
    NIST: National Institute of Standards and Technology
    NOAA: National Oceanic and Atmospheric Administration
    OECD: Organisation for Economic Co-operation and Development
    PAHO: Pan American Health Organization
    UNCTAD: United Nations Conference on Trade and Development
    UNDP: United Nations Development Programme
    UNEP: United Nations Environment Programme
    UNESCO: United Nations Educational, Scientific and Cultural Organization
    UNFPA: United Nations Population Fund
    UNHCR: United Nations High Commissioner for Refugees
    UNICEF: United Nations Children's Fund
    UNIDO: United Nations Industrial Development Organization
    USAID: United States Agency for International Development
    USDA: United States Department of Agriculture
    USGS: United States Geological Survey
    W3C: World Wide Web Consortium
    WHO: World Health Organization
    WIPO: World Intellectual Property Organization
    WMO: World Meteorological Organization
    WTO: World Trade Organization
    """.strip().splitlines()
)
"""Bodies best known by their initials, with their names in full."""
_IN_FULL = frozenset(_KNOWN.values())
_OF_HAN = re.compile(
    r"[\u3400-\u9fff]*[\u3400-\u9fff]{2}"
    r"(?:学会|學會|协会|協會|協会|委员会|委員会|委員會|大学|大學|研究所|研究院|研究室|研究中心|中心|课题组|課題組|编委会|編委會|编写组|学院"
    r"|公司|会社|會社|機構|机构|財団|基金会|统计局|統計局|国务院|環境省|厚生労働省|文部科学省|出版社|博物馆|博物館|图书馆|図書館|圖書館)"
)
_OF_HANGUL = re.compile(r"[\uac00-\ud7af ]{2,}(?:학회|협회|연구원|연구소|위원회|대학교|재단|공사)")
_KEPT = 120
"""Names of so many characters at most are remembered: the same few stand in a list again and again."""

_ARTICLE = re.compile(r"^(?:(?:the|la|le|les|die|das|el|il) +|l['’])", re.IGNORECASE)
_SPELT = re.compile(r"\b([Cc]ent)(re)\b|\b([Oo]rgani)(s)(?=ations?\b)")
_LONG_IN_HAN = 7
_PARTS = frozenset(
    """
    ministry ministerio ministério ministère ministero ministerium bundesministerium ministerie ministeriet ministerstwo ministerstvo ministerul министерство
    міністерство bakanlığı department departamento departement département dipartimento faculty facultad faculdade division team board committee comité
    comitê comitato komitee office bureau secretariat school library staff editors editorial éditorial rédaction volunteers fakultät laboratory laboratoire
    """.split()
)
"""What there is one of in every country or house: no name with such a word is taken for that of a single body."""
_SHARED = frozenset(
    """
    academic agricultural biology cancer chemistry clinical computer core covid data disease election física física geological gesundheit heart mathematics
    medicina nacional nationale national natural nationales physics physik program público research salud salute santé saúde student students sciences
    ciencias ciências estadística statistik tourism mines nuclear patient trials university collaborative
    """.split()
) | frozenset(
    """
    a an in to its his our advisory affairs agriculture board boards bureau center centers central city committee county culture defence
    defense development district economic economics editor editorial editors education educational energy engineering environment
    environmental external faculty family federal finance foreign forestry general governmental graduate guideline guidelines health
    higher history home human industry information interior internal international investigator justice labor labour law local
    management medical medicine ministers municipal national natural office organizing organising planning policy political president
    prime programme public regional research resources review royal rural schools science sciences secondary service services social
    staff standards state statistical statistics steering study surveys technical technology trade transport trial unit urban
    volunteers water welfare women working works writing youth
    """.split()
)
"""Words that many bodies are called by, beside those of `_GROUPS`."""


def is_group(text: str) -> bool:
    """Whether a name reads as a body, not a person ("the ATLAS Collaboration", "European Commission", "OECD")."""
    return _is_group_again(text) if len(text) <= _KEPT else _is_group(text)


@lru_cache(maxsize=1 << 14)
def _is_group_again(text: str) -> bool:
    return _is_group(text)


def _is_group(text: str) -> bool:
    words = _WORDS.findall(text.lower())
    if _is_inverted(text):
        return False
    if not _GROUPS.isdisjoint(words) or text in _KNOWN or text in _IN_FULL:
        return True
    if text.isascii() and _AMONG_OTHERS.isdisjoint(words) and "force" not in words:
        return False
    if _OF_WHAT.search(text.lower()):
        return True
    return bool(_PHRASES.search(text.lower()) or _OF_HAN.fullmatch(text) or _OF_HANGUL.fullmatch(text))


def _is_inverted(text: str) -> bool:
    """Whether a text is a family name of one word, though that be a body's, and a given name or initials ("Council, F. M.")."""
    family, comma, given = text.partition(",")
    return (
        bool(comma)
        and " " not in family.strip()
        and _GIVEN.fullmatch(given.strip()) is not None
        and given.split()[0].lower() not in _GROUPS
    )


def in_one_form(text: str) -> str:
    """The name of a body as it is compared: without its article, of well-known initials the name in full, in one spelling of English."""
    if not is_group(text):
        return text
    named = _KNOWN.get(text, text)
    return _SPELT.sub(lambda one: one[1] + "er" if one[1] else one[3] + "z", _ARTICLE.sub("", named, count=1))


def is_one(text: str) -> bool:
    """Whether a body's name is that of one body everywhere, unlike "Ministry of Health" or "Editorial Board": something in it is its own."""
    if not is_group(text):
        return False
    if text in _KNOWN or text in _IN_FULL:
        return True
    if _OF_HAN.fullmatch(text) or _OF_HANGUL.fullmatch(text):
        return len(text) > _LONG_IN_HAN
    words = _WORDS.findall(text.lower())
    if not _PARTS.isdisjoint(words):
        return False
    own = [word for word in words if word not in _GROUPS and word not in _JOINING and word not in _SHARED]
    return any(len(word) > 2 and not word.isdigit() for word in own)
