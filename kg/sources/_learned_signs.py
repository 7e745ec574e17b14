"""What the tagger of pages sees beside the form of a line: what a heading promises, what tells of things that are no works, what a table's head says.

Beginnings of words in ten languages; none of them decides anything, the model learns how far each can be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_OF_WORKS = re.compile(
    r"\b(?:publi|veröffent|schrift|aufs[aä]tz|monogra|arti[ckg]|artíc|chap|kapit|capít|capit[oau]l|hoofdst|rozdz|buch|bücher|book|boek|livre|ouvrage|libr[oi]|livro|książ|книг|стать|публикац|"
    r"труд|работ|papers?\b|journal|zeitschr|revue|revist|rivist|czasop|dergi|makale|bildiri|kitap|eser|yayın|proceed|actes|actas|anais|atti\b|preprint|works?\b|bibliogr|referen|literatur|"
    r"thes[ie]s|thèse|tesis|tese|dissert|curatel|recens|reseñ|rezens|reviews?\b|herausg|edited|wykaz|dorob|sagg|contribu|lexikon|essay|manuscr|refereed|peer|drafts?\b|sammelb|tagungsb)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:educat|formaci|formation|formazione|formaç|ausbild|werdegang|lebenslauf|wykszt|образован|öğrenim|opleiding|employ|position|experi[eê]n|career|parcours|appoint|teach|taught|cours|lehr|enseign|"
    r"docen|did[aá][kt]|onderwijs|ders|award|hono[u]?r|prize|prix|prem[iî]|prêmi|preis|auszeich|stipend|nagrod|ödül|награ|prijz|distinc|grant|fund|proje[ckt]|proyect|progett|proje|drittmittel|subsid|finan|contrat|"
    r"fellow|грант|проект|talk|presenta|lectur|vortr|conferenc|conférenc|konferen|конферен|expos|sémin|semin|colloqu|convegn|ponenc|congr|lezing|refera|wystąp|доклад|sunum|keynote|student|supervi|advis|mentor|"
    r"betreu|encadr|orienta|promot|tez|service|committ|member|mitglied|board|reviewer|editorial|gremi|jur[iy]|activi|aktivit|media|press|podcast|interview|exhib|outreach|skill|language|interest|"
    r"conta[ck]t|kontakt|software|responsab|incaric|staż|estanc|banca|event|admission|personal|nevenf|görev|licen|profession|qualif|degree|organi[sz]|news|profil|posters?\b|patent|soft)",
    re.IGNORECASE,
)
_TELLING = {
    "grant": "grant grants funded financ fellowship award awards prize prix premio prêmio preis nagroda ödülü projekt projet project proyecto projeto progetto proje foundation stiftung investigator pi co-pi coordinator "
    "budget гранта грант проект nsf nih dfg anr ncn tübitak erc horizon nwo funding fund",
    "talk": "talk keynote seminar séminaire seminario colloquium colloque lecture vortrag referat poster ponencia relazione wykład lezing доклад invited plenary panelist workshop speaker presentation congreso convegno "
    "tagung webinar symposium konferencja konuşma",
    "study": "bsc msc phd ph.d b.sc m.sc b.a m.a ba ma doctoral doctorate doctor doctorado doutorado dottorato doctorat licencia laurea diplom diploma bachelor master maestría mestrado promotion habilitation lisans doktora "
    "candidate advisor orientador supervisor supervised tutor promotor dissertation dissertação tesis thesis thèse masterarbeit student students магистр диссертация",
    "post": "professor lecturer researcher assistant postdoc postdoctoral fellow dean chair member reviewer referee committee mitglied membre miembro membro director head present since seit depuis desde dal course courses "
    "seminarleitung kurs cours curso corso vorlesung course undergraduate graduate semester profesor profesora mcf",
    "measure": "if jcr sci scie sci-e esci scopus qualis q1 q2 q3 q4 quartil esi cited citations citation citas citações cytowań atıf pkt points h-index downloads reads views impact вак ринц",
    "patent": "patent patents patente brevet zl",
    "editors": "ed eds hrsg hg org orgs dir red coord editor editors edited herausgegeben",
}
_WORDS = {word: name for name, words in _TELLING.items() for word in words.split()}
_TOKENS = re.compile(r"[^\W\d_]+(?:[.-](?=[^\W\d_])[^\W\d_]+)*\d?")
_MONEY = re.compile(
    r"[$€£]\s?\d|\d\s?(?:k?€|\$|keur\b|eur\b|usd\b|rmb\b|zł|tys\b|euros?\b)|\b[Nn]o?[.°º]\s?\d{6}", re.IGNORECASE
)
_RANGE = re.compile(
    r"\b(?:19|20)\d\d(?:[./]\d\d?)?\s?[-–—]\s?(?:(?:19|20)\d\d\b|present\b|today\b|heute\b|now\b|current\b|atual\b|$)",
    re.IGNORECASE,
)
_COLUMNS = (
    ("title", re.compile(r"(?:title|titel|titre|títul|titol|tytu|назван|наимен|makale|başlık|paper|name of the paper)", re.IGNORECASE)),
    ("authors", re.compile(r"(?:auth|aut[oe]r|auteur|verfasser|yazar|автор|соавтор|name of the auth)", re.IGNORECASE)),
    ("venue", re.compile(r"(?:journal|venue|zeitschr|revue|revist|rivist|czasop|dergi|журнал|conference|source|publi|in\b|where)", re.IGNORECASE)),
    ("when", re.compile(r"(?:year|jahr|année|año|anno|ano|rok|yıl|год|date|month)", re.IGNORECASE)),
    ("other", re.compile(r"(?:no\b|s\.?\s?no|#|nr|vol|page|index|cit|issue|doi|points|punkt|type|role|rank|if\b|issn)", re.IGNORECASE)),
)  # fmt: skip
_MOST = 400
_LONGEST_HEADING = 90


@lru_cache(maxsize=1 << 11)
def promised(text: str) -> str:
    """What a line would promise as a heading: `w` works, `o` other things, `b` one or the other, or nothing."""
    if len(text) > _LONGEST_HEADING or text.endswith((",", ";")) or sum(map(str.isdigit, text)) > 8:
        return ""
    works, others = _OF_WORKS.search(text) is not None, _OF_OTHERS.search(text) is not None
    return "b" if works and others else "w" if works else "o" if others else ""


@lru_cache(maxsize=1 << 11)
def told(text: str) -> tuple[str, ...]:
    """What words and numbers of a line tell of grants, talks, studies, posts, measures and the like."""
    text = text[:_MOST]
    found = {name for word in _TOKENS.findall(text.lower()) if (name := _WORDS.get(word))}
    if any(map(str.isdigit, text)):
        found |= {name for name, sign in (("money", _MONEY), ("range", _RANGE)) if sign.search(text)}
    return tuple(sorted(found))


def columns(text: str) -> Sequence[str]:
    """What the head of a table says of its columns, which tabs part; nothing where a line is no head."""
    cells = [cell.strip() for cell in text.split("\t")]
    if len(cells) < 3 or len(text) > 200 or any(len(cell) > 40 for cell in cells):
        return ()
    kinds = [next((name for name, words in _COLUMNS if words.match(cell)), "") for cell in cells]
    return kinds if "title" in kinds and sum(map(bool, kinds)) * 2 >= len(cells) else ()
