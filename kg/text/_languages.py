"""Names of natural languages and their BCP 47 codes (RFC 5646; ISO 639-1 where there is one, else ISO 639-3)."""

from __future__ import annotations

_TABLE = """
Afrikaans af, Akan ak, Albanian sq, Amharic am, Arabic ar, Armenian hy, Assamese as, Azerbaijani az, Bambara bm, Basque eu, Belarusian be, Bengali bn,
Bangla bn, Bhojpuri bho, Bosnian bs, Breton br, Bulgarian bg, Burmese my, Cantonese yue, Catalan ca, Cebuano ceb, Cherokee chr, Chinese zh, Mandarin cmn,
Cornish kw, Corsican co, Croatian hr, Czech cs, Danish da, Dutch nl, Flemish nl-BE, English en, Esperanto eo, Estonian et, Ewe ee, Faroese fo, Finnish fi,
French fr, Frisian fy, Galician gl, Georgian ka, German de, Greek el, Guarani gn, Gujarati gu, Haitian ht, Hausa ha, Hawaiian haw, Hebrew he, Hindi hi,
Hmong hmn, Hungarian hu, Icelandic is, Igbo ig, Ilocano ilo, Indonesian id, Inuktitut iu, Irish ga, Italian it, Japanese ja, Javanese jv, Kannada kn,
Kazakh kk, Khmer km, Kinyarwanda rw, Kirundi rn, Korean ko, Kurdish ku, Kyrgyz ky, Lao lo, Latin la, Latvian lv, Lingala ln, Lithuanian lt, Luganda lg,
Luxembourgish lb, Macedonian mk, Maithili mai, Malagasy mg, Malay ms, Malayalam ml, Maltese mt, Manipuri mni, Maori mi, Māori mi, Marathi mr, Mongolian mn,
Nahuatl nah, Navajo nv, Nepali ne, Norwegian no, Occitan oc, Odia or, Oriya or, Oromo om, Pashto ps, Persian fa, Farsi fa, Polish pl, Portuguese pt,
Punjabi pa, Quechua qu, Romanian ro, Romansh rm, Russian ru, Sanskrit sa, Sardinian sc, Serbian sr, Sesotho st, Shona sn, Sindhi sd, Sinhala si, Sinhalese si,
Slovak sk, Slovene sl, Slovenian sl, Somali so, Spanish es, Sundanese su, Swahili sw, Swedish sv, Tagalog tl, Filipino fil, Tajik tg, Tamil ta, Tatar tt,
Telugu te, Thai th, Tibetan bo, Tigrinya ti, Tswana tn, Setswana tn, Turkish tr, Turkmen tk, Twi tw, Ukrainian uk, Urdu ur, Uyghur ug, Uzbek uz, Vietnamese vi,
Welsh cy, Wolof wo, Xhosa xh, isiXhosa xh, Yiddish yi, Yoruba yo, Yorùbá yo, Zulu zu, isiZulu zu, Akkadian akk, Sumerian sux, Gothic got, Coptic cop, Syriac syc,
Aramaic arc, Ojibwe oj, Cree cr, Yupik ypk, Chuvash cv, Bashkir ba, Sami se, Scots sco, Asturian ast, Aragonese an, Sicilian scn, Venetian vec, Ladin lld,
Sorbian wen, Kashubian csb, Rusyn rue, Abkhaz ab, Chechen ce, Ossetian os, Dhivehi dv, Dzongkha dz, Konkani kok, Santali sat, Bodo brx, Dogri doi, Kashmiri ks
"""

LANGUAGES = {entry.split()[0]: entry.split()[1] for entry in _TABLE.split(",")}
"""Name as written in English -> code."""

COMPOUNDS = {
    "Brazilian Portuguese": "pt-BR", "European Portuguese": "pt-PT", "Old English": "ang", "Middle English": "enm", "Ancient Greek": "grc", "Old French": "fro",
    "Middle French": "frm", "Middle High German": "gmh", "Old High German": "goh", "Swiss German": "gsw", "Classical Chinese": "lzh", "Ancient Chinese": "lzh",
    "Mandarin Chinese": "cmn", "Simplified Chinese": "zh-Hans", "Traditional Chinese": "zh-Hant", "Egyptian Arabic": "arz", "Modern Standard Arabic": "arb",
    "Haitian Creole": "ht", "Old Norse": "non", "American Sign Language": "ase", "British Sign Language": "bfi", "German Sign Language": "gsg", "Scottish Gaelic": "gd",
    "British English": "en-GB", "American English": "en-US", "Indian English": "en-IN", "Canadian French": "fr-CA", "Old Irish": "sga", "Biblical Hebrew": "hbo",
    "Middle Persian": "pal", "Upper Sorbian": "hsb", "Lower Sorbian": "dsb", "Tok Pisin": "tpi", "Nigerian Pidgin": "pcm", "Cook Islands Maori": "rar",
}  # fmt: skip
"""Names of two and more words."""
