"""Kinds of works as exports of databases and programs name them, in the words of the assembly."""

from __future__ import annotations

import re

from kg.names import fold

_TYPES = {
    "article": "article journalarticle articlejournal articlemagazine articlenewspaper journal magazinearticle newspaperarticle review letter editorial note shortsurvey erratum researcharticle originalarticle articlereview "
    "zeitschriftenartikel aufsatz artículo artículodeinvestigación artigo articolo journalpaper ieeejournals ieeemagazines earlyaccess ieeeearlyaccessarticles reviewarticle "
    "retracted correction dataarticle datapaper articleinpress newspaper periodical academicjournal peerreviewedarticle articlededansrevue articledansrevue casereport bookreview journalarticles articles",
    "conference paper": "conferencepaper paperconference conference inproceedings conferenceproceedings ieeeconferences proceedingspaper proceedingsarticle proceeding conferenceobject conferencecontribution "
    "konferenzbeitrag ponencia comunicación conferencearticle chapterconferencepaper conferenceproceedingsarticle conferencepapers meetingabstract conferenceabstract paper proceedings",
    "conference": "conferencereview",
    "chapter": "chapter bookchapter booksection incollection inbook bookpart encyclopediaarticle dictionaryentry buchkapitel buchbeitrag chapitre capítulo capítulodelibro referenceentry chapterreferencework referenceworkentry chapterreferenceworkentry wileyieeepressbookchapters bookchapters",
    "book": "book monograph editedbook referencework buch monographie livre libro livro textbook",
    "thesis": "thesis phdthesis mastersthesis dissertation dissertationthesis doctoralthesis masterthesis phddissertation doctoraldissertation thèse tesis tese tesi habilitation bachelorthesis",
    "report": "report techreport technicalreport workingpaper governmentdocument bericht rapport informe relatório",
    "preprint": "preprint newresults confirmatoryresults contradictoryresults unpublished postedcontent eprint",
    "patent": "patent", "dataset": "dataset data", "software": "software computerprogram computersoftware",
    "presentation": "presentation poster posterabstract talk lecture",
    "standard": "standard standards ieeestandards",
    "document": "webpage document manuscript misc other miscellaneous unknown onlinedatabase blogpost generic film videorecording audiorecording map artwork hearing statute bill case",
}  # fmt: skip
_TYPE = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_LETTERS = frozenset(["communication", "communications"])
"""What a short article of a journal is called; of a meeting it is a talk, so only a volume or an ISSN beside it tells."""


def kind_of(text: str, numbered: bool = False) -> str:
    """The kind of work in the words of the assembly; "" for what is not known. Of several the first known one counts.

    `numbered` says that the work has a volume, an issue or an ISSN.
    """
    for one in [text, *re.split(r"[;,|]", text)]:
        found = _TYPE.get("".join(fold(one).split()).replace("-", "")) or _TYPE.get("".join(one.lower().split()))
        if found or (numbered and one.strip().lower() in _LETTERS):
            return found or "article"
    return ""
