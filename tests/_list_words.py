"""Words of invented publication lists: two worlds that share no name, title or venue, one to develop on, one to score on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Venue:
    """An invented venue: `journal` or `conference`, its full name and its short form."""

    kind: str
    full: str
    short: str


@dataclass(frozen=True)
class World:
    """The vocabulary of one set of lists: names by culture, the parts of titles in several languages, venues, places."""

    given: dict[str, tuple[str, ...]]
    family: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    patterns: tuple[str, ...]
    things: tuple[str, ...]
    fields: tuple[str, ...]
    coined: tuple[str, ...]
    foreign: dict[str, tuple[str, ...]]
    venues: tuple[Venue, ...]
    foreign_venues: dict[str, tuple[str, ...]]
    places: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


def _venues(kind: str, text: str) -> tuple[Venue, ...]:
    pairs = (part.split("=") for part in _words(text))
    return tuple(Venue(kind, full.strip(), short.strip()) for full, short in pairs)


DEVELOPMENT = World(
    given={
        "english": _words("Alice|Thomas|Margaret|Samuel|Ruth|Edmund|Clara|Mary Jane"),
        "german": _words("Jürgen|Ottilie|Karl-Heinz|Greta|Matthias|Sabine|Götz|Anke"),
        "french": _words("Amélie|Jean-Luc|Hélène|Benoît|Chloé|Étienne|Margaux|Loïc"),
        "spanish": _words("María José|Íñigo|Lucía|Álvaro|Juan Carlos|Pilar|Ramón|Nuria"),
        "italian": _words("Giulia|Marco|Nicolò|Chiara|Pietro|Ilaria"),
        "dutch": _words("Anneke|Sjoerd|Femke|Joost|Marijke|Teun"),
        "nordic": _words("Åsa|Søren|Jón|Øystein|Päivi|Björk|Lars|Kjersti"),
        "slavic": _words("Jiří|Małgorzata|Ondřej|Željko|Łukasz|Katarzyna|Dmitri|Svetlana"),
        "chinese": _words("Wei|Xiao-Ming|Jing|Haoyu|Li Na|Zhiyuan|Yue|Qiang"),
        "indian": _words("Ananya|Rajesh|Priya|S. Venkata|Arjun|Lakshmi|Vikram|Meera"),
        "arabic": _words("Fatima|Omar|Layla|Ahmed|Noor|Khalid"),
        "african": _words("Chinedu|Amara|Kwame|Ngozi|Thabo|Wanjiru"),
        "vietnamese": _words("Minh Anh|Đức|Thị Hoa|Quang"),
        "turkish": _words("Gülşen|Mehmet|Çağla|İbrahim"),
    },
    family={
        "english": _words("Carpenter|O'Brien|Whitfield|Hart|Fletcher-Moss|Draper|Smith|MacLeod"),
        "german": _words("Müller|Weiß|von Ahlen|Schröder|Brandt|zu Hohenfels|Köhler|Vogt"),
        "french": _words("Lefèvre|d'Aubigny|Moreau|de la Tour|Héliou|Garnier|Le Goff|Dubois"),
        "spanish": _words("García|Ibáñez|de las Heras|Ortega|Muñoz Ruiz|Peña|Velasco|del Río"),
        "italian": _words("Di Stefano|Rossi|Bianchi|De Luca|Ferrari|Esposito"),
        "dutch": _words("van der Velde|de Vries|ten Broek|van den Berg|Bakker|Jansen"),
        "nordic": _words("Lindström|Sørensen|Egilsson|Ødegård|Hämäläinen|Åberg|Dahl|Þórsson"),
        "slavic": _words("Šimůnek|Wójcik|Dvořák|Kovačević|Zieliński|Petrova|Ivanov|Horváth"),
        "chinese": _words("Wang|Kao|Zhang|Liu|Chen|Zhou|Xu|Ouyang"),
        "indian": _words("Iyer|Banerjee|Krishnan|Rao|Mukhopadhyay|Patel|Subramanian|Singh"),
        "arabic": _words("Al-Hassan|Haddad|ben Youssef|El Amrani|Nasser|Khoury"),
        "african": _words("Okafor|Mensah|Dlamini|Adeyemi|Mwangi|Nkosi"),
        "vietnamese": _words("Nguyễn|Trần|Phạm|Lê"),
        "turkish": _words("Yıldız|Öztürk|Şahin|Aydın"),
    },
    bodies=_words("The NORTHSTAR Collaboration|Harbour Working Group|Tidal Data Consortium"),
    patterns=(
        "{F} of {t}",
        "{T}: {F} for {t}",
        "On the {f} of {t} and {t}",
        "{C}: A New Approach to {f} in {t}",
        "Towards {f} With {t}",
        "Is {t} All You Need?",
        "What Do {t} Know? {F} Revisited",
        "{F}, {f}, and {t}",
        "A Survey of {t}",
        "{T} and {t}: Lessons From the Field",
        "Learning {t} by {f}",
        "How to Measure {t}",
        "{C}",
        "{C}: {T} Without {t}",
        "Notes on {f} II: {T}",
        "{F} in {t} (Extended Version)",
        "The {t} Problem",
        "Fast {f} for 3D {t}",
        "{T} vs. {t}: A Comparison",
        "A {f}-Based Theory of {t}",
        "Beyond {t}",
    ),
    things=_words(
        "tidal harbours|ferry timetables|language models|small boats|river networks|kiln temperatures|oak forests|neural decoders|"
        "village markets|sparse graphs|soft robots|wind turbines|noisy sensors|migratory birds|cell membranes|old manuscripts|query logs"
    ),
    fields=_words(
        "scheduling|robust estimation|causal inference|spectral analysis|retrieval|planning|drift detection|calibration|transfer learning|"
        "optimal control|topic modelling|dating|compression|uncertainty|active sampling|time-series prediction"
    ),
    coined=_words("TideNet|KilnBERT|Harbora|OAK-7|FerryFlow|WindRose|MarketMind|LogLens"),
    foreign={
        "fr": _words(
            "Une étude des ports à marée|Les horaires de bac et la prévision|Vers une théorie des fours anciens|"
            "Modèles de langue et marchés de village : un état des lieux|La forêt de chênes vue par les capteurs"
        ),
        "de": _words(
            "Über die Fahrpläne der Fähren|Zur Messung alter Brennöfen: eine Übersicht|Neue Wege der Gezeitenrechnung|"
            "Eichenwälder und ihre Sensoren|Sprachmodelle für kleine Märkte"
        ),
        "es": _words(
            "Un estudio de los puertos de marea|Hacia una teoría de los hornos antiguos|Los mercados de aldea y sus modelos|"
            "Bosques de roble: sensores y medidas|La planificación de transbordadores pequeños"
        ),
        "zh": _words(
            "基于潮汐的渡轮调度方法研究|古窑温度的测量与分析|乡村市场的语言模型|橡树林传感器网络综述|小型船舶的最优控制"
        ),
    },
    venues=(
        *_venues(
            "journal",
            "Journal of Harbour Studies=J. Harb. Stud.|Transactions on Tidal Systems=Trans. Tidal Syst.|Kiln Letters=Kiln Lett.|"
            "Annals of Applied Ferries=Ann. Appl. Ferries|Tidewater=Tidewater|Quarterly Review of Boats=Q. Rev. Boats|"
            "International Journal of Kites and Wind=Int. J. Kites Wind|Forest Science Bulletin=For. Sci. Bull.",
        ),
        *_venues(
            "conference",
            "Proceedings of the 12th International Conference on Tides=ICTide|Conference on Harbour Engineering=CHE|"
            "Proceedings of the Workshop on Small Boats=SmallBoats|Symposium on Kilns and Fire=SKF|"
            "Advances in Neural Harbour Systems=NeurHarb|Proceedings of the 3rd Meeting on Village Markets=VILMAR",
        ),
    ),
    foreign_venues={
        "fr": _words("Revue des ports|Annales de la marée|Bulletin des fours anciens"),
        "de": _words("Zeitschrift für Hafenkunde|Jahrbuch der Gezeiten|Annalen der Fährschifffahrt"),
        "es": _words("Revista de puertos|Anales de la marea|Boletín de hornos"),
        "zh": _words("港口研究|潮汐学报|船舶工程"),
    },
    places=_words("Hamburg, Germany|Lisbon, Portugal|Oslo|Kyoto, Japan|Montréal, Canada"),
    sentences=_words(
        "We describe a method that plans with the tide tables of three harbours.|It falls back to waiting when the forecast is poor.|"
        "In two seasons of records one crossing in a hundred was lost.|The villages agree with what the instruments say.|"
        "A camera and a small regression do nearly as well as a trained eye.|We say where the method fails and why.|"
        "The error grows with $\\sqrt{n}$ and not with $n$, which is what the theory predicts.|All photographs are part of the report."
    ),
    headings=_words("Journal articles|Conference papers|Preprints|Selected publications|Technical reports"),
)

EVALUATION = World(
    given={
        "english": _words("Harriet|George|Imogen|Walter|Beatrice|Hugh|Ann Marie|Percy"),
        "german": _words("Jörg|Liesel|Hans-Peter|Ulrike|Rüdiger|Heike|Wolfram|Bärbel"),
        "french": _words("Françoise|Jean-Baptiste|Élodie|Rémi|Noémie|Gaël|Sylvie|Anaïs"),
        "spanish": _words("Inés|José Luis|Begoña|Ángel|Montserrat|Joaquín|Ximena|Raúl"),
        "italian": _words("Alessandra|Matteo|Niccolò|Federica|Luca|Serena"),
        "dutch": _words("Willemijn|Pieter|Roos|Gijs|Hendrikje|Bram"),
        "nordic": _words("Ingrid|Håkon|Sigríður|Jørgen|Aino|Tuomas|Märta|Eyvind"),
        "slavic": _words("Václav|Agnieszka|Božena|Tomáš|Nikolai|Jadwiga|Miloš|Olena"),
        "chinese": _words("Ming|Jia-Hui|Yifan|Rui|Shu Fen|Tianyi|Bo|Mei-Ling"),
        "indian": _words("Kavita|Suresh|Deepa|K. Ramesh|Rohan|Sunita|Aditya|Nandini"),
        "arabic": _words("Yasmin|Hassan|Samira|Tariq|Huda|Bilal"),
        "african": _words("Ifeoma|Kofi|Zanele|Babatunde|Akinyi|Sipho"),
        "vietnamese": _words("Ngọc Lan|Hải|Thị Mai|Tuấn"),
        "turkish": _words("Ayşe|Orhan|Büşra|Uğur"),
    },
    family={
        "english": _words("Ashworth|O'Neill|Pemberton|Lake|Hale-Brown|Tanner|Jones|McAllister"),
        "german": _words("Schäfer|Groß|von der Heide|Jäger|Lorenz|vom Stein|Bühler|Kraus"),
        "french": _words("Bérard|d'Estienne|Fournier|de Saint-Prix|Gélinas|Rousseau|Le Bihan|Marchand"),
        "spanish": _words("Núñez|Echeverría|de la Fuente|Castillo|López Vega|Saéz|Aguilar|del Valle"),
        "italian": _words("De Santis|Conti|Gallo|Della Rocca|Moretti|Ricci"),
        "dutch": _words("van de Ven|de Groot|ter Horst|van der Meer|Visser|Kuipers"),
        "nordic": _words("Bergström|Jørgensen|Gunnarsson|Håland|Mäkinen|Åkesson|Lund|Friðriksson"),
        "slavic": _words("Růžička|Kaczmarek|Novák|Đorđević|Lewandowski|Kuznetsova|Orlov|Szabó"),
        "chinese": _words("Li|Tsai|Huang|Zhao|Lin|Sun|Gao|Sima"),
        "indian": _words("Nair|Chatterjee|Raghavan|Das|Bhattacharya|Shah|Narayanan|Gupta"),
        "arabic": _words("Al-Rashid|Mansour|bin Saleh|El Khatib|Farouk|Sabbagh"),
        "african": _words("Eze|Boateng|Ndlovu|Olatunji|Kamau|Moyo"),
        "vietnamese": _words("Võ|Đặng|Bùi|Hồ"),
        "turkish": _words("Çelik|Demirtaş|Güneş|Arslan"),
    },
    bodies=_words("The AURORA Collaboration|Glacier Mapping Project|Lantern Research Consortium"),
    patterns=(
        "{T} Under {f}",
        "{F} Meets {t}",
        "{C} - {F} for Heterogeneous {t}",
        "Why {t} Fail: The Role of {f}",
        "Rethinking {f}: From {t} to {t}",
        "Can {t} Explain {t}?",
        "{F} With Limited {t}",
        "An Introduction to {t}",
        "{C}: {F}, Evaluation, and Applications",
        "Two Kinds of {t}",
        "{F} Across {t}",
        "Where Are the {t}? A Field Report",
        "{C} 2.0: {T} at Scale",
        "Modelling {t} Using {f}",
        "{F} and the Limits of {t}",
        "Short-Term {f} of {t}",
        "The Role of {f} in {t} Over 50 Years",
        "{T}, {t} and {f}",
        "Seeing Through {t}",
        "{C}",
    ),
    things=_words(
        "mountain glaciers|paper lanterns|speech recordings|alpine railways|coral colonies|lecture notes|image encoders|bee populations|"
        "medieval charters|desert roads|protein folds|city buses|knitted fabrics|solar panels|dense matrices|bell towers|chess openings"
    ),
    fields=_words(
        "forecasting|Bayesian smoothing|sequence alignment|graph matching|clustering|error correction|parsing|mapping|self-training|"
        "reinforcement learning|translation|thermal imaging|ranking|source separation|long-range attention|stochastic simulation"
    ),
    coined=_words("GlacierGPT|LanternDB|CoralScope|BEE-2|RailMind|CharterLab|Knitwise|SunGrid"),
    foreign={
        "fr": _words(
            "Cartographier les glaciers de montagne|Les lanternes et leur histoire : une enquête|Pour une grammaire des cloches|"
            "Populations d'abeilles et modèles aléatoires|Le chemin de fer alpin"
        ),
        "de": _words(
            "Gletscher im Wandel: Messungen aus zehn Jahren|Die Bahn in den Alpen|Ein Verfahren zur Erkennung von Glocken|"
            "Bienen und ihre Wege|Korallen, Karten und Kolonien"
        ),
        "es": _words(
            "Cartografía de los glaciares andinos|Las abejas y la ciudad: un informe|Caminos del desierto|"
            "Métodos para el estudio de campanas|Una historia de los faroles de papel"
        ),
        "zh": _words(
            "高山冰川变化的遥感监测|纸灯笼制作工艺初探|珊瑚群落的图像识别|沙漠公路的风险评估|蜜蜂种群动态模型"
        ),
    },
    venues=(
        *_venues(
            "journal",
            "Journal of Alpine Research=J. Alp. Res.|IEEE Transactions on Lanterns=IEEE Trans. Lanterns|Glacier Reports=Glacier Rep.|"
            "Annual Review of Coral Biology=Annu. Rev. Coral Biol.|Skyline=Skyline|European Journal of Bells=Eur. J. Bells|"
            "Archives of Railway Science=Arch. Railw. Sci.|Physical Letters G=Phys. Lett. G",
        ),
        *_venues(
            "conference",
            "Proceedings of the 8th Annual Conference on Glaciers=ACG|International Conference on Paper and Light=ICPL|"
            "Proceedings of the 2nd Workshop on Railways in Snow=RailSnow|Symposium on Bees and Networks=SBN|"
            "Advances in Lantern Processing=NeurLan|Proceedings of the International Congress of Coral Science=ICCS",
        ),
    ),
    foreign_venues={
        "fr": _words("Revue alpine|Cahiers des glaciers|Journal des lanternes"),
        "de": _words("Zeitschrift für Gletscherforschung|Beiträge zur Bahnkunde|Archiv für Bienenkunde"),
        "es": _words("Revista andina|Cuadernos del desierto|Archivos de campanología"),
        "zh": _words("冰川科学|遥感通报|昆虫学研究"),
    },
    places=_words("Zurich, Switzerland|Porto, Portugal|Bergen|Taipei, Taiwan|Québec, Canada"),
    sentences=_words(
        "This study maps a glacier from ten years of pictures.|The pictures were taken by hikers, who did not know of each other.|"
        "We align them with a small model and report the error for each ridge.|Where snow covers the ridge, nothing can be said.|"
        "Our estimate is within two metres of the survey.|We release the pictures together with the code.|"
        "It needs a tenth of the memory of earlier methods.|Results hold for the south face only, and we discuss reasons."
    ),
    headings=_words("Articles|Proceedings|Working papers|Recent publications|Theses"),
)
