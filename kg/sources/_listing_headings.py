"""What the words of a heading say in many languages: that works stand below it, or what is none (talks, grants, teaching, jobs).

Only the beginnings of words are looked for, as most languages bend their ends.
"""

from __future__ import annotations

import re

_OTHERS = re.compile(
    r"\b(?:talks?\b|lectur|present|speak|vortr|vorträg|voordr|exposé|ponenc|palestr|relazioni|wykład|referat|доклад|föredrag|esitel|konuşma"
    r"|teach|taught|course|lehr|enseign|docen|didatt|ders|dydakt|преподав|undervis|opetus|onderwijs"
    r"|supervis|betreu|encadr|orienta[çc]|bancas|tutor|yönetilen|danışman|opiek|promot|руковод|handled|ohja|begeleid|completion|students?\b|doctorants|mentor"
    r"|project|projek|projet|proyect|progett|proje|проект|hank|grant|fund|income|drittmittel|förder|financ|becas?\b|bolsas?\b|stypend|грант|anslag|apuraha|hibe|burs|subsid|contract|contrat"
    r"|award|prizes?\b|honou?r|preise?\b|auszeichn|prix|distinction|premi|prêmi|prémi|ödül|nagrod|наград|priser|palkin|onderscheid|stipend|fellowship|scholarship"
    r"|position|appoint|employ|anstell|emploi|puesto|cargos|incaric|görev|zatrudn|должност|anställ|loopbaan|experien|expérien|berufs|werdegang|werkerv|carrière"
    r"|educat|ausbild|formação|formación|formazione|formations?\b|öğren|eğitim|wykształc|образован|utbildn|koulut|opleid|degrees?\b"
    r"|member|mitglied|adhésion|miembro|üyelik|członk|членств|medlem|lidmaat|committee|gremien|comité d|comitês|service|editorial|review(?:er|ing)|referee|gutacht|hakem|recenz|expertise"
    r"|outreach|media\b|medien|médias|interview|broadcast|podcast|vulgarisation|rayonnement|divulga|organis|organiz|activit|aktivit|attivit|activid|tätigkeit|observing|uppdrag|inbjud|pályáz|meghívott|előad|tagság|képzett|munkahely|vzděl|zaměstn|přednáš|členst|luottamus|työkok|διδακτ|διδασκ|σπουδ|διακρίσ|βραβ|έργα|ομιλί|giảng|giải thưởng|đề tài|dự án|đào tạo)|anslag\b",
    re.IGNORECASE,
)
"""How words begin that head what is no work, in many languages."""
_WORKS = re.compile(
    r"\b(?:publi|paper|artic|artik|artíc|artig|aufs|beitr|journal|zeitschr|revue|revista|rivist|books?\b|bücher|livre|libro|livro|chap|kapitel|capít|capit|proceed|actes|atti|anais|schrift|"
    r"veröff|werke?n?\b|works|opere|obras|makale|bildiri|yayın|стат|публик|книг|труд|produ[cçzk]|output|refer|biblio|liter|preprint|manuscri"
    r"|δημοσ|συνέδρ|συνεδρ|περιοδικ|διατριβ|βιβλί|tạp chí|sách|công trình|julkais|artikkel|kirj|väitös|közlem|könyv|folyóirat|cikk|článk|knih|sborn|"
    r"lucrări|cărți|articol|dergi|kitap|böck|bøger|bøker|skrift|avhandl|proefschr|boek|tijdschr)|论文|著作|論文|著書|논문|저서",
    re.IGNORECASE,
)
"""How words begin that name works."""


def names_works(text: str) -> bool:
    """Whether a heading has a word of works."""
    return _WORKS.search(text) is not None


def names_others(text: str) -> bool:
    """Whether a heading names something that is no work, and no kind of works beside it."""
    return _OTHERS.search(text) is not None and _WORKS.search(text) is None


def says_works(text: str) -> bool:
    """Whether a heading names works and nothing else."""
    return _WORKS.search(text) is not None and _OTHERS.search(text) is None
