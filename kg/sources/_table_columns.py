"""What the columns of bibliographic tables hold, told by their names.

Sources: the first lines of exports of Scopus, Dimensions, The Lens, PubMed, Europe PMC, IEEE Xplore, SpringerLink, EBSCO, ERIC, Zotero, JabRef,
Rayyan, Covidence, Publish or Perish, Google Scholar and OpenAlex; and what people call their columns in some languages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.sources._listing_fields import LABELS

_COLUMNS = {
    "title": "title|item title|document title|article title|paper title|publication title of the work|titel|titre|título|titulo|titolo|tytuł|başlık|naslov|název|otsikko|cím|"
    "название|заглавие|назва|标题|題名|题名|篇名|タイトル|論文名|제목|title of the paper|title of paper|title of article|title of the article|title of publication|name of the paper|"
    "titolo del lavoro|titel der publikation|titre de l article|título do artigo|título del artículo|display name|paper|eid title",
    "alternative": "short title|original title|title english|english title|translated title|titre abrégé|vernacular title", "subtitle": "subtitle|sub title|untertitel|sous titre|subtítulo|sottotitolo",
    "authors": "authors|author|author s|author names|authors names|name of authors|name of author s|name of the author s|autoren|autor|autor en|verfasser|auteurs|auteur|auteur s|autores|autori|autore|autor es|"
    "autorzy|yazarlar|yazar|autoři|avtorji|avtor|szerzők|tekijät|författare|forfattere|forfatter|auteur es|authorships author display name|creator|creators|作者|著者|著者名|저자|авторы|автор|автори|all authors|list of authors",
    "authors.full": "author full names|authors full names|author full name|authors raw affiliation names|full author list",
    "first author": "first author|corresponding author|corresponding authors|erstautor|premier auteur|primer autor",
    "more authors": "coauthors|co authors|co author s|coautores|coautori|koautoren|coauteurs|weitere autoren|other authors|współautorzy",
    "editors": "editor|editors|editor s|book editors|book editor s|series editor|herausgeber|éditeurs scientifiques|editores|curatori|hrsg|編者|主编",
    "contributors": "contributors|contributor|translator|translators|übersetzer|traducteur|traductor",
    "year": "year|publication year|pubyear|published year|year of publication|yr|jahr|erscheinungsjahr|année|annee|año|ano|anno|rok|rok wydania|yıl|leto|év|vuosi|år|год|рік|年|年份|出版年|発行年|연도|publication year of the work",
    "date": "date|publication date|date published|published|pub date|cover date|publication date print|issue date|datum|date de publication|fecha|data|date of publication|日期|出版年月|発行年月|month year|month and year",
    "online": "publication date online|online date|early access date|epub date|published online",
    "affiliations": "author affiliations|authors affiliations|authors with affiliations|authors raw affiliation",
    "venue.journal": "journal|journal name|journal title|name of the journal|name of journal|full journal title|zeitschrift|revue|revista|rivista|czasopismo|dergi|periódico|periodico|tijdschrift|časopis|folyóirat|lehti|tidskrift|tidsskrift|"
    "журнал|期刊|刊名|期刊名称|掲載誌|雑誌名|학술지|journalname|journal iso|nombre de la revista",
    "venue.book": "anthology title|book title|booktitle|buchtitel|titre de l ouvrage|título del libro|titolo del libro|libro|encyclopedia title|book",
    "venue.conference": "conference name|conference|meeting name|conference title|conference journal|name of the conference|konferenz|conférence|congreso|congresso|conferenza|会议|会議名|event|proceedings|proceedings title",
    "venue.series": "series|series title|book series title|book series|reihe|collection|series text",
    "venue.": "source title|publication title|source|publication|journal book|venue|journal conference|journal or conference|journal conference name|name of journal conference|journal publisher|container title|container|published in|erschienen in|publié dans|publicado en|pubblicato in|"
    "quelle|fuente|来源|primary location source display name|host venue|outlet|source name|secondary title|publikation|parent title|where published|publication name|conference or journal",
    "short venue": "journal abbreviation|abbreviated source title|journal iso abbreviation|abbreviated journal|ta|periodical abbr|j abbr",
    "volume": "volume|vol|vol no|journal volume|band|bd|tome|volumen|volumes|tom|cilt|árgång|årgång|том|卷|巻|biblio volume|volume no",
    "issue": "issue|issue number|issue no|number|no of issue|journal issue|heft|nummer|numéro|numero|número|sayı|zeszyt|номер|期|号|biblio issue|num|iss",
    "pages": "pages|page|pp|pagination|page s|page numbers|page range|page no|page nos|seiten|páginas|paginas|pagine|strony|sayfa|strane|strani|sivut|sidor|sider|страницы|页码|頁|ページ|pages range|page number",
    "first": "page start|start page|startpage|first page|start pg|beginning page|biblio first page|spage|first page number",
    "last": "page end|end page|endpage|last page|end pg|ending page|biblio last page|epage",
    "number": "art no|article number|article no|artnum|e location id",
    "publisher": "publisher|verlag|éditeur|editorial|editora|editore|wydawnictwo|wydawca|yayıncı|издательство|出版社|出版者|publisher name|university|universität|université|universidad|school|institution",
    "place": "place|location|publisher location|place of publication|ort|verlagsort|lieu|lieu d édition|lugar|city|出版地",
    "edition": "edition|auflage|édition|edición|edição|edizione|版次",
    "doi": "doi|item doi|doi link|doi url|doi number|digital object identifier|dois|article doi",
    "pmid": "pmid|pubmed id|pubmedid|medline id", "pmcid": "pmcid|pmc id|pmc", "arxiv": "arxiv|arxiv id|arxivid",
    "isbn": "isbn|isbns|isbn13|isbn 13|isbn10|eisbn|print isbn|electronic isbn|e isbn", "issn": "issn|eissn|issns|e issn|print issn|electronic issn|issn print|issn online|issn isbn|issn l|linking issn|journal issn|journalissn",
    "url": "url|urls|link|links|articleurl|external url|source linkout|plink|permalink|web link|weblink|web address|website|document url|lien|enlace|链接|ads url|landing page url|primary location landing page url|article url|link to article",
    "pdf": "pdf|pdf link|fulltexturl|full text url|best oa location pdf url|pdf url|fulltext|download url",
    "abstract": "abstract|abstract note|abstracts|summary|zusammenfassung|résumé|resumen|resumo|riassunto|摘要|abstract text|description",
    "subjects": "keywords|author keywords|keyword|manual tags|tags|ieee terms|index keywords|subjects|subject|mesh terms|mesh|fields of study|schlagwörter|schlagworte|mots clés|palabras clave|palavras chave|parole chiave|关键词|キーワード|controlled terms|descriptors|subject terms|automatic tags|topics",
    "type": "document type|publication type|item type|type|doctype|doc type|content type|document identifier|bibliographytype|entry type|entrytype|reference type|type of publication|type of work|publikationstyp|type de publication|tipo|tipo de documento|dokumenttyp|文献类型|work type|category|pubtype|record type",
    "language": "language|original language|language of original document|languages|sprache|langue|idioma|lingua|语言|言語",
    "rights": "license|licence|rights|open access license|lizenz",
    "citation": "citation|reference text|full citation|full reference|zitation|cita|how to cite",
    "comment": "note|notes|comment|comments|extra|bemerkung|bemerkungen|remarque|remarques|commentaire|observaciones|comentarios|备注|備考|remarks",
    "key": "key|eid|lens id|publication id|accession number|ut unique wos id|unique wos id|citation key|citationkey|bibtexkey|bibtex key|covidence|record id|openalex id|item key|ut|eric number",
    "month": "month|published month|monat|mois|mes|mese", "day": "day",
    "known": "nr|no|s no|sr no|sl no|lfd nr|rank|gsrank|index|row|n|序号|番号|cites|cited by|times cited|cited by count|citations|citation count|citing works count|article citation count|patent citation count|reference count|citing patents count|recent citations|rcr|fcr|altmetric|"
    "page count|of pages|num pages|pg count|number of pages|date added|date modified|access date|modified|created|create date|date added to xplore|querydate|query date|insert date|entry date|citesurl|relatedurl|citationurl|related url|eccs|ecc|citesperyear|citesperauthor|authorcount|age|"
    "citation url|cites url|open access|is open access|open access colour|is oa|oa status|publication stage|coden|scopus id|author s id|authors id|author ids|researcher ids|dimensions url|h index|impact factor|if|quartile|library catalog|call number|file attachments|link attachments|attachments|file|archive|archive location|"
    "number of volumes|format|microsoft academic id|nihms id|has full text|ref|study|timestamp|owner|groups|sciper|pdf available|ranking|usage|downloads|views",
}  # fmt: skip
"""The names of columns, as `plain` makes them, by the field that each says."""
_NUMBERED = re.compile(r"(?:author|autor|auteur|authors) \d{1,3}")
_TO_CLAIMS = {
    "venue": "venue.", "journal_ref": "citation", "comments": "comment", "identifier": "identifier", "link": "url", "left": "", "author": "authors",
}  # fmt: skip


def plain(label: str) -> str:
    """The name of a column in small letters, words parted by one blank ("Author(s)" is "author s", "publication_year" "publication year")."""
    text = unicodedata.normalize("NFKC", label).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


@cache
def _known() -> dict[str, str]:
    found = {
        plain(label): _TO_CLAIMS.get(field, field) for label, field in LABELS.items() if _TO_CLAIMS.get(field, field)
    }
    return found | {name: field for field, names in _COLUMNS.items() for name in names.split("|")}


def field_of(label: str) -> str:
    """The field that a column of this name says; "" for what is not known."""
    name = plain(label)
    return "authors" if _NUMBERED.fullmatch(name) else _known().get(name, "")


_SOURCES = frozenset(
    ["source title", "journal", "publication title", "journal title", "publication", "venue", "journal name"]
)
_EXTENDED = frozenset(["paper", "display name", "eid title"])


def fields_of(labels: list[str]) -> list[str]:
    """The fields of all columns of a table, where one name says what another one means.

    Beside a column for the title of the source, "source" is the database; beside one of items or documents "publication title" and "book" are
    where these appeared; a column "number" is that of the row where another one has the issue, and behind the first column that of a report.
    """
    found = [field_of(label) for label in labels]
    names = [plain(label) for label in labels]
    screened = "covidence" in names or {"key", "notes", "pubmed id"} <= {*names}
    for i, name in enumerate(names):
        others = [one for j, one in enumerate(found) if j != i]
        if name == "source" and (
            not _SOURCES.isdisjoint(names) or any(one in ("venue.", "venue.journal") for one in others)
        ):
            found[i] = "known"
        elif found[i] == "title" and name in _EXTENDED and "title" in names:
            found[i] = "known"
        elif name in ("number", "no", "num") and (not i or found.count("issue") > 1 or name == "no"):
            behind = "" if name == "number" and i and "key" in found else "known"
            found[i] = "issue" if "volume" in found and i and found.count("issue") <= 1 else behind
        elif (found[i] == "authors" and "authors.full" in found) or (found[i] == "first author" and "authors" in found):
            found[i] = "known"
        elif (name == "book" and "title" not in found) or (name == "publication" and "title" not in found):
            found[i] = "title"
        elif name == "authors raw affiliation" and "affiliations" in others:
            found[i] = "known"  # the same at greater length
        elif name == "notes" and screened:
            found[i] = ""  # what screeners have noted
        elif (name == "pmc" and "pmid" not in found) or name == "status":
            found[i] = ""
        elif name in ("", "nr", "id") and not i:
            found[i] = "known" if name != "id" else found[i]
    return found
