"""Words by which the parts of a reference are told apart: facts in the languages references are mostly written in."""

from __future__ import annotations

import re
from functools import cache

from kg.assets import folder
from kg.names import fold

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar jänner enero ene gennaio gen janeiro januari",
            "february feb février févr fevr fevrier februar febrero febbraio febbr fevereiro fev februari",
            "march mar mars märz maerz mrz marzo março maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo mayo maggio maio mei",
            "june jun juin juni junio giugno giu junho",
            "july jul juillet juil juli julio luglio lug julho",
            "august aug août aout agosto ago augustus",
            "september sept sep septembre septiembre settembre set setembro",
            "october oct octobre oktober okt octubre ottobre ott outubro",
            "november nov novembre noviembre novembro",
            "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names of months and their abbreviations, in lower case, with the number of the month."""

SEASONS = frozenset("spring summer fall autumn winter printemps été automne hiver frühjahr sommer herbst".split())

_PARTICLES = (
    "'t abu af al ben bin bint d da das de del della delle den der des di do dos du e el het ibn la las le los op san st ten ter van vom "
    "von vonder y zu zum zur"
)
"""The particles of names that the tagger was trained with: not those that names are read with, which may grow without it."""

_CLASSES: dict[str, str] = {
    "role": "ed eds editor editors edited hrsg hg herausgegeben herausgeber dir éd éds coord curatore cura dirección "
    "edición editado red org orgs comp comps sous direction",
    "translator": "trans transl translated translator translators tr trad traduit traduction traducción übersetzt übers",
    "film": "director dir directed produced producer perf",
    "volume": "vol vols volume volumes no nos nr n° num number numéro numero issue heft bd band jg jahrgang tome tomo fasc part "
    "pt t",
    "page": "p pp pg pgs page pages pag págs s seiten seite",
    "journal": "journal j review rev revue revista rivista annals annales ann annalen acta archives archiv arch bulletin "
    "bull letters lett magazine mag transactions trans quarterly zeitschrift jahrbuch cahiers studies science sciences "
    "sci nature ieee acm gazette newsletter times post cell lancet annual today news monthly weekly phys chem biol med "
    "clin res nat int am soc math appl comput surg psychol neurosci proc natl acad communications commun advances adv "
    "monthly record digest mitteilungen le monde mnras apj",
    "meeting": "proceedings proc conference conf symposium symp workshop congress congrès kongress colloquium colloque meeting "
    "meetings session sessions tagung actes atti actas presented annual international icml nips neurips cvpr iccv eccv aaai "
    "ijcai acl emnlp sigmod vldb lecture notes seminar summit",
    "book": "handbook encyclopedia encyclopaedia dictionary companion readings essays anthology introduction collected "
    "selected works handbuch lexikon festschrift history histoire geschichte oxford cambridge",
    "publisher": "press verlag publisher publishers publishing publications publication books springer elsevier wiley sons "
    "mcgraw hill mcgraw-hill prentice prentice-hall addison addison-wesley kluwer routledge sage academic university "
    "éditions editions edizioni ediciones editorial ed presses puf gallimard seuil harmattan dunod armand colin flammarion "
    "hachette boeck suhrkamp gruyter mohr siebeck fischer penguin random house norton macmillan palgrave blackwell brill "
    "harper row basic free knopf vintage doubleday dover benjamins erlbaum lawrence freeman morgan kaufmann mit ieee acm "
    "siam birkhäuser north-holland clarendon polity verso laterza einaudi mondadori mulino carocci taylor francis crc "
    "guilford mosby saunders lippincott inc ltd co corp company gmbh & bros brothers faber houghton mifflin "
    "simon schuster methuen allen unwin longman longmans pearson academia institute usenix aaai karger thieme",
    "body": "university universität université universidad università institute institut department dept school laboratory "
    "laboratories center centre college faculty ministry ministère association society agency bureau office commission "
    "organization organisation council administration foundation company bank group corporation committee collaboration nations alliance forum service services board academy museum library authority "
    "federation union government parliament microsystems",
    "report": "thesis dissertation ph.d phd m.sc master's masters diplomarbeit diploma habilitation thèse doctorat mémoire "
    "tesi report reports rapport rep tech technical tr memo memorandum working paper bericht patent manual draft "
    "discussion rfc standard manuscript preprint postprint arxiv white",
    "note": "retrieved available accessed consulté online from at url web forthcoming submitted appear press unpublished "
    "preparation reprint reprinted cited visited abruf zugriff disponible pubmed crossref ligne version viewed special "
    "epub doi last original published",
    "place": "new york london paris berlin cambridge oxford boston chicago philadelphia washington amsterdam münchen munich "
    "munchen frankfurt leipzig stuttgart tübingen göttingen hamburg köln cologne bonn wien vienna zürich zurich basel bern "
    "genève geneva lausanne bruxelles brussels louvain leuven leiden hague dordrecht rotterdam utrecht roma rome milano "
    "milan torino turin firenze florence bologna napoli venezia madrid barcelona lisboa lisbon porto paulo rio mexico "
    "buenos aires tokyo kyoto beijing shanghai hong kong singapore seoul delhi bombay calcutta sydney melbourne "
    "canberra toronto montreal montréal vancouver ottawa stockholm uppsala copenhagen københavn oslo helsinki budapest "
    "prague praha warsaw warszawa moscow moskva petersburg istanbul jerusalem tel aviv edinburgh glasgow dublin "
    "manchester bristol harmondsworth aldershot basingstoke princeton haven ithaca stanford berkeley angeles francisco "
    "san seattle austin houston dallas atlanta baltimore pittsburgh minneapolis madison ann arbor bloomington urbana "
    "durham chapel hill thousand oaks newbury reading englewood cliffs hillsdale mahwah upper saddle river boca raton "
    "hoboken norwell reston heidelberg darmstadt freiburg wiesbaden weinheim lyon marseille grenoble toulouse bordeaux "
    "rennes strasbourg nancy lille montpellier mass ma ca ny nj il pa md dc d.c va nc tx wi mi mn ct ri nh oh wa co "
    "fl ga uk usa u.s.a u.k england france germany italy spain canada australia japan china india belgium belgique "
    "netherlands switzerland suisse austria sweden denmark norway finland poland portugal greece israel brazil ireland "
    "scotland wales zealand hungary ontario quebec québec california massachusetts calif conn ill",
    "stop": "the a an of and or to with in on for by from that which is are we our as at their its this into between among "
    "le la les l' un une des du de d' et ou à au aux dans sur pour par avec en chez entre der die das den dem des ein eine "
    "und oder zu zum zur mit im am auf für von vom bei über aus el los las y o del al con por para su il lo gli i e di da "
    "della dello dei degli delle nel nella sul sulla per tra fra o os as do dos das em no na num uma van het een voor met "
    "what how why when where who not using via toward towards",
    "and": "and & und et y e with",
    "etal": "al others alii",
    "given": "john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack "
    "dennis jerry peter henry carl arthur roger albert walter harold lawrence albert ralph roy eugene philip louis "
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra ashley "
    "kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy anna "
    "ruth catherine christine samantha debra janet rachel carolyn virginia maria heather diane julie joyce helen judith "
    "jean pierre jacques michel andré philippe françois claude alain bernard henri marie nicolas louis françoise christian "
    "gérard georges rené roland marc luc yves serge guy didier olivier laurent thierry pascal hans karl heinrich friedrich "
    "wilhelm ludwig johann johannes otto ernst werner klaus jürgen wolfgang günter gerhard helmut horst dieter manfred "
    "bernd uwe stefan andreas martin matthias ulrich rainer franz josef georg max fritz giovanni giuseppe antonio "
    "francesco mario luigi carlo paolo pietro marco roberto giorgio luca alessandro andrea massimo stefano enrico josé "
    "juan luis carlos manuel jesús javier francisco miguel pedro pablo fernando jorge ricardo alberto eduardo rafael "
    "joão antónio jan pieter willem hendrik cornelis johan lars erik anders per nils olof ivan sergei vladimir alexei "
    "dmitri boris mikhail igor andrei yuri wei li xin yan jun ming hui jian yu wang zhang chen liu hiroshi takashi "
    "kenji akira toru yoshio alan allen adam aaron abraham albert alex alfred alice andy ann anne arnold ben bill bob "
    "bruce bryan chris clark clive colin craig dan dave dean don doris douglas duncan edgar edwin ellen erich evan "
    "felix fred gerald gilbert glenn gordon graham grant harry herbert howard hugh ian irving isaac ivor jane janice jay "
    "jeff jeremy jim joan joel joe jon josh julia julian karin kate katherine keith ken lee leo leon leonard leslie lewis "
    "lloyd lynn malcolm marcus maria marion marshall marvin matt maurice melvin mike milton moshe nathan neil nick "
    "noam norman oliver oscar owen pam pat phil ray rob robin rod ron ross rudolf russell sam sean sherry sidney simon "
    "stan stanley stuart sue ted terry theodor theodore tim tom tony trevor victor vincent wayne wendy",
}
"""Classes of words; one word may be of several."""


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """For each known word in lower case, the classes it is of."""
    found: dict[str, list[str]] = {}
    for name, words in _CLASSES.items():
        for word in words.split():
            if name not in (kinds := found.setdefault(word, [])):
                kinds.append(name)
    for word in MONTHS:
        found.setdefault(word, []).append("month")
    for word in SEASONS:
        found.setdefault(word, []).append("season")
    for word in _PARTICLES.split():
        found.setdefault(word, []).append("particle")
    return {word: tuple(kinds) for word, kinds in found.items()}


@cache
def venues() -> dict[str, str]:
    """The folded names of the known series and journals, with their kind."""
    import yaml

    found = {}
    for entry in yaml.load(
        folder("ontology").joinpath("venues.yaml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    ):
        for name in (entry["name"], entry.get("acronym"), *entry.get("aliases", ())):
            if name:
                found[fold(name)] = entry["kind"]
    return found


MEETING = re.compile(
    r"\b(?:proceedings|proc|conference|conf|symposium|symp|workshop|congress|congrès|kongress|colloqui(?:um|a)|colloque|"
    r"meeting|tagung|actes|atti|actas|seminar|presented at)\b",
    re.IGNORECASE,
)  # fmt: skip
"""What shows that a container is of a meeting."""
