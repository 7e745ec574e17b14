"""What stands in a curriculum vitae or a report beside the works, in ten languages: headings of works, of other things, and lines of those.

A line of another thing has the years, names, quotation marks and cities that an entry has, so that only its words, its form and the heading above
tell that it is no work. `{...}` are filled in at random; `{title}` is a title as a work has it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """The headings of lists of works in a language, those of other sections, and for each of these the lines under it."""

    works: tuple[str, ...]
    others: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    notes: tuple[str, ...]
    months: tuple[str, ...]


def _language(months: str, works: str, notes: str, *others: str) -> Language:
    """`others` are "heading|heading = line|line"."""
    parted = [one.split(" = ") for one in others]
    return Language(
        tuple(works.split("|")),
        tuple((tuple(head.split("|")), tuple(lines.split("|"))) for head, lines in parted),
        tuple(notes.split("|")),
        tuple(months.split()),
    )


LANGUAGES = (
    _language(
        "January February March April May June July August September October November December Jan. Feb. Aug. Sept. Oct. Nov. Mar Jun Jul",
        "Publications|Refereed Journal Articles|Books and Monographs|Book Chapters|Conference Proceedings (refereed)|Edited Volumes|Book Reviews|"
        "Articles in Peer-Reviewed Journals|Original papers|Papers in preparation|International journals (SCI)|Works cited|References|Selected works|"
        "Journal publications|Details of publications|Contributions to edited volumes|Preprints and submitted manuscripts|Encyclopedia entries|Patents",
        "IF = {small}.{number}|IF: {small}.{volume}, Q{small}|SCI|Scopus|impact factor {small}.{volume}|cited {volume} times|in press|Peer reviewed|Invited paper|"
        "Epub ahead of print|corresponding author|Times cited: {volume}|Q1|Best paper award|PMID: {big}; PMCID: PMC{big}|Review|ESI highly cited paper|open access|In Japanese|editorial",
        "Education|Academic degrees|Degrees and Qualifications = Ph.D. in {topic}, University of {city}, {year}|{year}-{later}\tB.Sc., University of {city}|M.A. ({topic}), {city}, {year}. Thesis: \"{title}\"|"
        "{year}.09-{later}.07  M.S., {city} University|Ph.D., {year}, University of {city}. Dissertation: {title}. Advisor: {person}",
        "Grants|Research Projects|External Funding|Funded research|Projects in charge = {title}. National Science Foundation, {year}-{later}, ${number},000 (PI)|{year}-{later}: \"{title}\", Research Council, co-PI with {person}|"
        "R01 {big}, {person} (PI), 0{small}/01/{short}-08/31/{short}, {title}|Principal investigator, {title}, No. {big}, {year}.01-{later}.12, {number}0,000|{title} ({year}-{later}), EU Horizon, EUR {number}k",
        "Invited Talks|Presentations|Conference presentations (selected)|Seminars and colloquia|Keynotes = \"{title}\", {meeting}, {city} ({month} {year}); {city} Faculty Colloquium ({year})|{title}. Talk at {meeting}, {city}, {day} {month} {year}|"
        "{month} {year}: {title}, invited seminar, University of {city}|{title}, {meeting}, {city}, {month} {day}, {year}|{year} {title}. Department seminar, {city}",
        "PhD students|Students supervised|Supervision|Former group members = {person}, PhD {year}, \"{title}\", now at University of {city}|{person} (MSc, {year}): {title}|{person}, Ph.D. candidate, since {year}, {topic}",
        "Honors and Awards|Awards|Fellowships and Prizes = {year}\tYoung Scientist Award, Society of {topic}|First Prize for {topic}, {city}, {year}|Best Paper Award, {meeting} {year}, for \"{title}\"|({small}) Best Poster Prize, {meeting}, {year} ({person})|{year} – {later}\tFellow, {city} Academy",
        "Teaching|Courses taught|Guest lectures delivered = {small}\t{title}\tShort course\t{city}\t{day}.0{small}.{year}|{topic} (graduate), fall {year}|Lecturer, \"{title}\", University of {city}, {year}-{later}|CS {volume}: {topic}, Spring {year}, {volume} students",
        "Service|Professional activities|Editorial boards|Memberships|Positions = Associate editor, {journal}, {year}-present|Reviewer: {journal}, {journal}, {journal}|{year}–{later}\tAssistant Professor, Department of {topic}, University of {city}|Programme chair, {meeting}, {city} {year}|Member, {meeting} committee, since {year}",
        "Media|Press and outreach|Podcasts|Exhibitions = Interview with {person}, Radio {city}, {day} {month} {year}|\"{title}\", TV {city}, {year}|{title}, exhibition, Museum of {city}, {year}",
    ),
    _language(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Monographien|Aufsätze in Zeitschriften und Sammelbänden|Herausgeberschaften|Rezensionen|Schriftenverzeichnis|Lexikonartikel|Begutachtete Veröffentlichungen|Buchbeiträge|Tagungsbände|Referierte Artikel|Publikationsliste",
        "im Druck|erscheint {later}|eingereicht|peer-reviewed|in Vorbereitung|begutachtet|Rezension|Sonderheft|zus. mit {person}|in russischer Sprache",
        "Vorträge|Vorträge (Auswahl)|Tagungen = „{title}“, {meeting}, {city}, {day}.{small}.{year}|{day}. {month} {year}: {title}, Vortrag an der Universität {city}|{title}. Tagung „{topic}“, {city}, {year}",
        "Drittmittelprojekte|Projekte|Drittmittel = DFG-Projekt „{title}“ ({year}–{later}), {number} T€|{title}, gefördert von der Stiftung {city}, {year}-{later}|{year}–{later}: {title} (BMBF, mit {person})",
        "Lehre|Betreute Arbeiten|Abgeschlossene Promotionen = {person}: {title}, Masterarbeit, {year}|Seminar „{title}“, WS {year}/{short}|Vorlesung {topic}, Universität {city}, SoSe {year}|{person}, Dr. phil. {year}, „{title}“ (Zweitgutachten)",
        "Werdegang|Lebenslauf|Akademischer Werdegang|Auszeichnungen und Stipendien = {year}–{later}\tWissenschaftlicher Mitarbeiter, Universität {city}|seit {year} Professorin für {topic} an der Universität {city}|Promotion {year}, {city} (summa cum laude)|{year} Habilitation, {topic}|Preis der Gesellschaft für {topic}, {year}",
        "Mitgliedschaften|Gremien|Gutachtertätigkeit = Gutachterin für {journal}, {journal}|Mitglied der Kommission {topic} ({year}–{later})|Herausgeberin der Reihe {topic}, {city}, seit {year}",
    ),
    _language(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "Articles dans des revues internationales à comité de lecture|Communications avec actes dans un congrès international|Ouvrages|Chapitres d'ouvrage|Thèses soutenues|Direction d'ouvrages|Publications|Articles de vulgarisation|Comptes rendus|Production scientifique",
        "à paraître|sous presse|soumis|Q1|en collaboration|prix du meilleur article|accepté|en anglais|à comité de lecture",
        "Communications orales sans actes|Conférences invitées|Séminaires|Exposés = « {title} », séminaire du laboratoire, {city}, {day} {month} {year}|{title}, journée d'étude, Université de {city}, {year}|{person} et {person}, « {title} », colloque {topic}, {city}, {month} {year}",
        "Projets|Contrats de recherche|Financements|Rayonnement = ANR {topic} ({year}-{later}), {number} k€, coord. {person}|Projet « {title} », région, {year}-{later}|Organisation des {small}es Journées {topic} ({city}, {year}, {volume} participants)",
        "Formation|Parcours|Enseignements|Encadrement = Doctorat de {topic}, Université de {city}, {year}. Titre : {title}|{year}-{later} : Maître de conférences, {city}|Master 2, {topic}, {city}, {year}|{person}, thèse en cours, « {title} », dir. {person}|TD de {topic}, L{small}, {volume} h",
        "Prix et distinctions|Responsabilités collectives|Jurys = Prix de l'Académie, {city}, {year}|Membre du conseil du laboratoire ({year}-{later})|Rapporteur de la thèse de {person}, {city}, {day} {month} {year}|Expertises : {journal}, {journal}",
    ),
    _language(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "Publicaciones, artículos y capítulos|Artículos en revistas indexadas|Libros y capítulos de libros|Actas de congresos|Reseñas|Producción científica|Publicaciones arbitradas|Documentos científicos y técnicos",
        "en prensa|aceptado|indexada en Scopus|JCR Q{small}|Cuartil {small}|citas: {volume}|Autor de correspondencia: Sí|aprobado para publicación",
        "Proyectos de investigación|Proyectos de I+D financiados|Contratos = {title}. Ministerio de {topic}, {year}-{later}. IP: {person}|Nombre del proyecto: {title}|Entidad financiadora: Ministerio de {topic}|Fecha de inicio: 0{small}/09/{year}|{title} (ref. {big}), {number}.000 euros",
        "Ponencias y comunicaciones|Trabajos presentados en congresos|Participación en congresos = «{title}», congreso de {topic}, {city}, {day} de {month} de {year}|Título del trabajo: {title}|Nombre del congreso: {meeting}|Ciudad de celebración: {city}|{person} y {person}: {title}. {meeting}, {city}, {year}",
        "Formación académica|Experiencia docente|Tesis dirigidas|Situación profesional = Doctora en {topic}, Universidad de {city}, {year}|{person}: {title}, tesis doctoral, {city}, {year}|Profesor titular, {topic}, {year}-{later}|Categoría profesional: Profesora de {topic}|Licenciado en {topic}, {city}, {year}",
        "Premios|Otros méritos|Estancias = Premio extraordinario, {year}|Estancia en la Universidad de {city}, {month} de {year}|Evaluador de {journal}|Índice h: {volume}. Citas totales: {number}",
    ),
    _language(
        "janeiro fevereiro março abril maio junho julho agosto set. out. nov. dez.",
        "Artigos completos publicados em periódicos|Capítulos de livros publicados|Livros publicados/organizados ou edições|Trabalhos completos publicados em anais de congressos|Produção bibliográfica|Textos em jornais de notícias/revistas|Publicações",
        "Citações: {volume}|Qualis A{small}|no prelo|aceito para publicação|Áreas do conhecimento: {topic}|Palavras-chave: {topic}; {topic}|Meio de divulgação: Digital",
        "Orientações concluídas|Dissertação de mestrado|Tese de doutorado|Trabalho de conclusão de curso = {person}. {title}. {year}. Dissertação (Mestrado em {topic}) - Universidade Federal de {city}. Orientador: {person}|{person}. {title}. Início: {year}. Tese (Doutorado) - {city}",
        "Projetos de pesquisa|Bancas|Participação em eventos = {year} - Atual\t{title}|{title}. {year}. (Congresso)|{person}; {person}. Participação em banca de {person}. {title}. {year}|Descrição: {title}. Situação: Em andamento; Integrantes: {person} - Coordenador / {person}",
        "Formação acadêmica/titulação|Atuação profissional|Prêmios e títulos|Apresentações de Trabalho = {year} - {later} Doutorado em {topic}. Universidade de {city}. Título: {title}. Ano de obtenção: {later}. Orientador: {person}|{year} Prêmio {topic}, Sociedade de {topic}|{person}. {title}. {year}. (Apresentação de Trabalho/Comunicação)",
    ),
    _language(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "Articoli in riviste di fascia A|Monografie|Contributi in volume|Curatele|Atti di convegno|Elenco delle pubblicazioni|Recensioni|Saggi e articoli|Voci di dizionario",
        "in corso di stampa|fascia A|accettato|peer review|con {person}|{volume} citazioni|recensione",
        "Relazioni a convegni|Conferenze|Partecipazione a convegni = «{title}», convegno {topic}, {city}, {day} {month} {year}|{title}, relazione su invito, {city}, {year}|{day}-{day} {month} {year}, {city}: {title}",
        "Progetti di ricerca|Finanziamenti|Incarichi = PRIN {year}, «{title}», responsabile: {person}|{title}, progetto di ateneo, {city}, {year}-{later}|Membro del comitato di {journal} dal {year}",
        "Formazione|Attività didattica|Titoli|Premi = Dottorato di ricerca in {topic}, Università di {city}, {year}. Tesi: {title}|Docente di {topic}, Università di {city}, a.a. {year}/{short}|Laurea in {topic}, {city}, {year}, tesi «{title}»|Premio {topic}, {city}, {year}",
    ),
    _language(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września X XI XII",
        "Monografie|Rozdziały w monografiach|Artykuły w czasopismach naukowych|Recenzje|Wykaz publikacji|Publikacje naukowe|Redakcja naukowa|Wykaz dorobku naukowego",
        "{volume} pkt|{volume} pkt MNiSW|w druku|przyjęte do druku|IF {small},{volume}|recenzja",
        "Udział w konferencjach|Wystąpienia|Referaty = {topic}, {city}, {day}-{day} {month} {year}, referat: {title}|- „{title}”, konferencja {topic}, {city}, {year}|{title}, wykład, Uniwersytet w {city}, {year}",
        "Granty|Projekty badawcze|Staże|Nagrody = NCN OPUS {volume}, kierownik, {year}–{later}, {number} tys. zł|„{title}”, grant, {year}-{later}, wykonawca|Nagroda rektora, {year}|Staż naukowy, {city}, {month} {year}",
        "Wykształcenie|Dydaktyka|Promotorstwo = {person}, „{title}”, praca magisterska, {year}|{year} – doktor, Uniwersytet w {city}, praca: {title}|Seminarium {topic}, {year}/{short}",
    ),
    _language(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "Artikelen in wetenschappelijke tijdschriften|Boeken|Hoofdstukken|Publicaties|Vakpublicaties|Proefschrift|Boekbesprekingen",
        "in druk|geaccepteerd|open access|ingediend|met {person}|boekbespreking",
        "Lezingen|Projecten|Subsidies = ‘{title}’, lezing, Universiteit {city}, {day} {month} {year}|NWO-project {title}, {year}-{later}, € {number}.000|{title}, symposium {topic}, {city}, {year}",
        "Opleiding|Onderwijs|Nevenfuncties|Prijzen = Promotie, Universiteit {city}, {year}: {title}|{year}-{later} universitair docent {topic}, {city}|Cursus {topic}, {year}|Lid redactie {journal} sinds {year}|Begeleiding van {person}, ‘{title}’, {year}",
    ),
    _language(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "Список опубликованных работ|Научные статьи|Монографии|Статьи в журналах из перечня ВАК|Учебно-методические работы|Труды конференций|Публикации",
        "в печати|ВАК|РИНЦ|Scopus, Q{small}|{volume} с.|на англ. яз.",
        "Доклады|Конференции|Гранты|Проекты = «{title}», доклад, конференция {topic}, {city}, {day}-{day} {month} {year} г.|Грант РФФИ № {big}, {title}, {year}-{later} гг., руководитель|{title}, семинар, {city}, {year}",
        "Образование|Награды|Диссертации под руководством|Педагогическая деятельность = {year} г. – кандидат наук, тема: {title}|{person}, {title}, {year} г., научный руководитель|Курс лекций «{title}», {year} г.|Медаль общества {topic}, {year} г.",
    ),
    _language(
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "Uluslararası hakemli dergilerde yayımlanan makaleler|Ulusal hakemli dergilerde yayımlanan makaleler|Uluslararası bilimsel toplantılarda sunulan bildiriler|Yazılan kitaplar veya kitaplarda bölümler|Eserler|Yayınlar",
        "SCI-E|ESCI|TR Dizin|baskıda|Atıf: {volume}|hakemli",
        "Yönetilen tezler|Projeler|Sunumlar = {person}, YL, \"{title}\", {year}|TÜBİTAK 1001, {big}, Yürütücü, {year}-{later}|\"{title}\", {city}, {day} {month} {year}, davetli konuşma|{title}, BAP projesi, {year}, araştırmacı",
        "Öğrenim durumu|İdari görevler|Ödüller|Verdiği dersler = Doktora\t{topic}\t{city} Üniversitesi\t{year}|Lisans\t{topic}\t{city}\t{year}|Bölüm Başkanı, {year}-{later}|{year} Bilim Ödülü, {city}|{topic} (lisans), {year} güz",
    ),
)  # fmt: skip
SCREEN = (
    "Skip to main content|Skip to search|Home|Profiles|Research units|Projects|Research output|Prizes|Sign in/Register|English|Search the registry ...|Overview|Network|Fingerprint|Similar profiles|"
    "Citations|h-index|i10-index|Publication year, title|(descending)|Filters|Sort by date|Export all|Download|Citation overview|Show all abstracts|Display|results per page|Top of page|"
    "About us|Terms of use|Privacy policy|Cookie settings|Content coverage|Feedback|Help|Preferred source|Highly influential|View author publications|Save to library|Create alert|Claim this page|"
    "Co-authors|Most cited|Publication type|Date range|Has PDF|Follow author|Stay connected|Activities|Collapse all|Sort|Employment ({small})|Works ({small})|Funding ({small})|Peer review ({small} reviews)|"
    "{number} results|{volume} documents found|{volume} Citations|{small} h-index|1 of {small}|All fields|Advanced search|Author search|Saved lists|Add to folder|Print|Email alert|{person}|"
    "University of {city}|Source: {person}|Contact|Sources|Lists|My account|Title|Cited by|Year|All|Since {year}|Public access|View all|{volume} articles|not available|available|Based on funding mandates|"
    "Associate Professor, Department of {topic}|Calculated based on the number of works stored here|Record last modified {month} {day}, {year}|What is this?|Select all|Clear|Save search|Abstract only"
).split("|")
"""Words of the interface of a site, each on a line of its own."""
BESIDE = (
    "Citations|View at Publisher|Related documents|Hide abstract|Show abstract|Open Access|File|Peer review|Journal article|Article • Open access|Review|Conference Paper|Book Chapter|Source: Crossref|"
    "Show more detail|Preferred source (of {small})|{small}|{volume}|{volume} Citations (Scopus)|{volume} Downloads|{volume} Reads|Research output: Contribution to journal › Article › peer-review|"
    "Research output: Book/Report › Anthology|{topic}|{topic}\n100%|Free PMC article.|PMID: {big}|View PDF|Export citation|Add to Mendeley|Full-text available|Source: {person}|Part of ISSN: 1234-5678|"
    "Request full-text|Data|[PDF]|Save|Cite|Share|Semantic Reader|{small} Highly Influenced|{volume} References|TLDR|Document type: Article|Times Cited: {small}|Free Full Text from Publisher|{year}|"
    "Tipo de producción: Artículo científico|Posición de firma: {small}|Nº total de autores: {small}|Índice de impacto: {small}.{number}|Formato: Revista|Número de citas: {volume}|Full text at publisher|"
    "Submitted {day} {month}, {year}; originally announced {month} {year}.|Comments: {volume} pages, {small} figures|E-Pub date {month} {year}|Indexed in: Scopus"
).split("|")
"""Lines between works that tell of them, on profiles and in reports."""
COLUMNS = (
    "Author(s)|Title of the paper|Name of the journal|Vol / Issue / Page|Year|Indexing;Authors|Title|Journal|Vol.|Year|Notes;Autorzy|Tytuł|Czasopismo|Tom|Rok|Punkty;Autores|Título|Revista|Páginas|Año|Índice;"
    "Auteurs|Titre|Revue|Vol.|Année|Rang;Yazarlar|Makale adı|Dergi|Cilt/Sayı|Yıl|İndeks;Autor|Titel|Zeitschrift|Band|Jahr|Anm."
).split(";")
"""The head of a table: authors, title, venue, numbers, year, notes."""
