"""The names of citation templates and of their parameters in the Wikipedias, and what each says."""

from __future__ import annotations

KINDS = {
    "article": "cite journal|cite magazine|cite news|cite paper|citation|citar jornal|citar periódico|citar revista|cita publicación|cita noticia|cita pubblicazione|"
    "cita news|article|citeer journal|citeer nieuws|tidskriftsref|tidningsref|lehtiviite|cytuj pismo|citace periodika|citace elektronického periodika|"
    "статья|стаття|cytuj czasopismo|artikkel|dergi kaynağı|haber kaynağı|kaynak dergi|ref-publicació|ref-notícia|citat periodic|cit-lib-art|"
    "학술지 인용|저널 인용|뉴스 인용|استشهاد بدورية محكمة|یادکرد ژورنال|cite 學術期刊|tidsskriftref|avis|hivatkozás/lap",
    "book": "cite book|literatur|ouvrage|cita libro|citar livro|citeer boek|bokref|kirjaviite|cytuj książkę|citace monografie|книга|kitap kaynağı|kilde bok|"
    "ref-llibre|citlib|opus|책 인용|استشهاد بكتاب|یادکرد کتاب|kilde www bog|hivatkozás/könyv|cytuj monografię|книга|cite book/bok",
    "conference-paper": "cite conference|cita conferenza|citar conferência|cita conferencia|konferans kaynağı",
    "thesis": "cite thesis|citar tese|cita tesis|thèse|tez kaynağı|cite dissertation|cita tesi|학위논문 인용|citace kvalifikační práce",
    "report": "cite report|cite techreport|cite tech report|citar relatório|rapport|cita informe",
    "preprint": "cite arxiv|cite biorxiv|cite medrxiv|cite ssrn|cite citeseerx",
    "chapter": "cite encyclopedia|cite encyclopaedia|chapitre|cita enciclopedia|citar enciclopédia|ansiklopedi kaynağı|capítulo",
    "other": "cite web|internetquelle|lien web|cita web|citar web|citeer web|webbref|verkkoviite|cytuj stronę|citace elektronické monografie|web kaynağı|kilde www|"
    "ref-web|웹 인용|استشهاد ويب|یادکرد وب|cite document|cite map|cite press release",
}  # fmt: skip
"""Templates by the kind of work that each is for."""

TEMPLATES = {name: kind for kind, names in KINDS.items() for name in names.split("|")}

_FIELDS = {
    "title": "title titel titre título titulo titolo titul tytuł otsikko nimeke заглавие название назва başlık tittel títol cím 제목 العنوان عنوان titlu judul 标题 標題 naslov",
    "subtitle": "titelerg sous-titre subtítulo sottotitolo",
    "chapter": "chapter contribution kapitel chapitre capítulo capitulo capitolo rozdział kapitola luku część bölüm article-title kapittel titre_chapitre",
    "venue.journal": "journal magazine newspaper periodical revue périodique publicación publicaciones revista periódico periodico jornal rivista tidskrift tidning julkaisu lehti "
    "czasopismo periodikum журнал издание видання dergi gazete tidsskrift avis publicació 저널 신문 الصحيفة ژورنال časopis zeitschrift",
    "work": "work website obra opera werk sammelwerk",
    "venue.book": "book-title booktitle encyclopedia encyclopaedia dictionary titre_ouvrage título-libro titololibro",
    "venue.conference": "conference conferencia conferenza conférence",
    "venue.series": "series reihe collection colección collana serie série series_title",
    "volume": "volume band volumen tome wolumin ročník том vuosikerta årgång cilt bind volum 권 kötet årgang",
    "issue": "issue number nummer numéro número numero numer číslo номер häfte sayı 호 szám hefte",
    "pages": "pages page seiten página páginas paginas pagina pagine pp p sivut strony strana strany страницы сторінки sid sidor sayfalar sayfa side sider pàgines 쪽 oldal passage",
    "date": "date datum fecha data datum-år дата tarih ajankohta dato 날짜 التاريخ تاريخ dátum",
    "year": "year jahr année año ano anno vuosi rok год рік år yıl any 연도 السنة سال jaar év",
    "publisher": "publisher verlag éditeur editorial editora editore uitgever förlag julkaisija wydawca vydavatel издательство видавництво yayıncı forlag editor_casa 출판사 الناشر ناشر kiadó utgivare",
    "school": "institution school university universidad universidade university_name degree-grantor établissement yayımcı_kurum université",
    "place": "location place ort lieu lugar ubicación local città plaats ort_utgivning kustannuspaikka miejsce místo место місце yer sted lloc 위치 hely localización",
    "edition": "edition auflage édition edición edição edizione upplaga wydanie vydání baskı utgave",
    "language": "language langue idioma lingua taal språk język jazyk язык мова dil kieli llengua 언어",
    "abstract": "abstract",
    "url": "url lire_en_ligne url-texte chapter-url online www ссылка",
    "doi": "doi", "isbn": "isbn", "issn": "issn", "arxiv": "arxiv eprint", "pmid": "pmid", "pmcid": "pmc", "identifier": "hdl tunniste id", "number": "article-number",
    "editors": "editor editors herausgeber hrsg directeur éditeur_scientifique redaktor redakcja",
    "known": "access-date accessdate archive-url archiveurl archive-date archivedate url-status dead-url ref mode postscript url-access doi-access name-list-style via quote lccn oclc format "
    "consulté_le fechaacceso fecha-acceso acessodata accesso abruf zugriff bezochtdatum hämtdatum viitattu luettu data_dostępu citováno дата_обращения erişimtarihi df cs1-dates no-pp "
    "author-link authorlink autor-enlace author1-link author2-link display-authors others month s2cid bibcode jstor mr zbl asin degree type trans-title archive-format url-wiki pages_totales",
}  # fmt: skip
PARAMETERS = {name: field for field, names in _FIELDS.items() for name in names.split()}
"""Parameters without numbers by the field that each says; blanks in their names are underscores here."""

FAMILY = frozenset(
    "last surname nachname nom apellido apellidos sobrenome último ultimo cognome achternaam efternamn nazwisko příjmení soyadı etternavn cognom 성 الأخير نام_خانوادگی vezetéknév author-last".split()
)
GIVEN = frozenset(
    "first given vorname prénom nombre primeiro nome voornaam förnamn imię jméno adı fornavn nom_propi 이름 الأول نام keresztnév author-first".split()
)
AUTHOR = frozenset(
    "author authors vauthors autor auteur autore autores auteurs författare tekijä tekijät автор автори yazar forfatter 저자 المؤلف نویسنده szerző autori people".split()
)
EDITOR_FAMILY = frozenset("editor-last editor-surname nome_curatore editor-apellidos".split())
EDITOR_GIVEN = frozenset("editor-first editor-given editor-nombre".split())
