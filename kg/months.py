"""The names of the months in the languages of Europe, as dates print them (where Croatian and its neighbours
have one word for two months, it is that of the neighbours): nominative and genitive, whole or cut to three letters or four."""

from __future__ import annotations

from functools import lru_cache

_NAMES = (
    "january januar jänner janvier enero gennaio janeiro januari januarie ianuarie tammikuu tammikuuta styczeń stycznia leden ledna január januára siječanj siječnja января январь січня ocak januári gener sausio janvāris jaanuar",
    "february februar feber février febrero febbraio fevereiro februari februarie helmikuu helmikuuta luty lutego únor února február februára veljača veljače февраля февраль лютого şubat február febrer vasario februāris veebruar",
    "march märz mars marzo março maart marts martie maaliskuu maaliskuuta marzec marca březen března március ožujak ožujka марта март березня mart març kovo marts märts",
    "april avril abril aprile aprilie huhtikuu huhtikuuta kwiecień kwietnia duben dubna apríl apríla április travanj travnja апреля апрель квітня nisan balandžio aprīlis aprill",
    "may mai mayo maggio maio mei maj toukokuu toukokuuta maja květen května máj mája május svibanj svibnja мая май травня mayıs maig gegužės maijs",
    "june juni juin junio giugno junho iunie kesäkuu kesäkuuta czerwiec czerwca červen června jún júna június июня июнь червня haziran juny birželio jūnijs juuni",
    "july juli juillet julio luglio julho iulie heinäkuu heinäkuuta lipiec lipca červenec července júl júla július июля июль липня temmuz juliol liepos jūlijs juuli",
    "august août agosto augustus augusti elokuu elokuuta sierpień sierpnia srpen srpna augusta augusztus kolovoz kolovoza августа август серпня ağustos agost rugpjūčio augusts",
    "september septembre septiembre settembre setembro syyskuu syyskuuta wrzesień września září septembra szeptember szept rujan rujna сентября сентябрь вересня eylül setembre rugsėjo septembris septembrie",
    "october oktober octobre octubre ottobre outubro lokakuu lokakuuta październik października říjen října október októbra октября октябрь жовтня ekim spalio oktobris oktoober octombrie",
    "november novembre noviembre novembro marraskuu marraskuuta listopada listopad listopadu novembra studeni studenoga ноября ноябрь листопада kasım lapkričio novembris noiembrie",
    "december dezember décembre diciembre dicembre dezembro joulukuu joulukuuta grudzień grudnia prosinec prosince decembra prosinac prosinca декабря декабрь грудня aralık desembre gruodžio decembris detsember decembrie desember",
)

_WORDS = frozenset("list pro pros led rug dub lap set tra her vel".split())
"""Words of English that begin the name of a month in another language."""


@lru_cache(maxsize=1 << 10)
def month(word: str) -> int | None:
    """The number of the month (1 to 12) that a word names, without regard to case and a stop behind it; None for any other word.

    A name cut to three letters or four, as is usual ("Sept", "juil"), counts where it begins the names of one month only, or the English
    one of one; words that dates stand beside for other reasons ("Price List 2019") do not.
    """
    low = word.casefold().strip(". ")
    whole = [number for number, names in enumerate(_NAMES, 1) if low in names.split()]
    if whole:
        return whole[0]
    if not 3 <= len(low) <= 4 or low in _WORDS:
        return None
    begun = {number for number, names in enumerate(_NAMES, 1) if any(name.startswith(low) for name in names.split())}
    english = {number for number in begun if _NAMES[number - 1].startswith(low)}
    return min(english or begun, default=None) if len(begun) == 1 or len(english) == 1 else None
