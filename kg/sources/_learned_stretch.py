"""A stretch of names without what stands before, among and behind them: labels, words, marks, degrees, all blanked at equal length.

So each name stands where it stood.
"""

from __future__ import annotations

import re

from kg.sources._listing_turned import is_given

_INTERFACE = re.compile(
    r"(?m:^Authors?:?\s)|View ORCID Profile\s|Author Picture\s|\s?\(?ORCID(?: iD)?:?(?:\shttps?\S+)?|(?<=\w)\s\[?(?:corresponding|presenting) author\]?"
)
"""What screens print beside names."""
_BEFORE = re.compile(r"(?:[^\w(\[“\"]|\d{1,3}\s?[-.)]\s?|w/\s|(?:and|und|et|y|e)\s)+")
_BEHIND = re.compile(
    r"[\s,.(\[]+(?:19|20)\d\d[a-z]?[)\].,:\s]*$|[\s,;(]+(?:eds?\.?|hg|hrsg|dirs?|orgs?|authors?|autor(?:es|i)?)\.?\)?[.\s]*$",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r",?\s(?:M\.?D|Ph\.?\s?D|MBBS|RN|MPH|MScN?|BScN?|BSN|MSN|DNP|FRCSC?|FRCP|MRCP|DVM|DDS|MBA|M\.?A|M\.?S|PharmD|CSc|DrSc|F\.?[GRL]\.?S|Dr|Prof)\b\.?(?=[\s,;]|$)"
)
_SURE_DEGREES = re.compile(r",?\s(?:Ph\.\s?D\.?|PhD|CSc\.?|DrSc\.?|D\.Phil\.?|MPH|MBBS|DVM|PharmD)(?=[\s,;]|$)")
"""Degrees that are the initials of nobody."""
_MARKS = re.compile(
    r"(?<=[\w.])[*+†‡§#¶]+|[*†‡§#¶^]+(?=[^\W\d_])|(?<=[^\W\d_])[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[;,])[*†‡§#¶]+|✉|\^[A-Z\d]{1,3}\b|\s\([A-Z]\)"
    r"|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?=[\s,;.]|$)|\s?\(\d{0,2}(?:,\s?\d{1,2})*(?:\)|$)"
)
_LABEL = re.compile(
    r"\s*(?:(?:MR|Zbl\s?)[\d.]{4,12}(?:\s(?:Reviewed|Indexed|Pending|Thesis|Prelim\w*))*\s+|[A-Z]{1,4}\d{1,3}[.:]?\s+(?!Collaboration)|(?:[Ii]n:?|y|and|und|et|och|og)\s+(?=[^\W\d_a-z])"
    r"|[\[{(]?\d{1,3}\s?[\]})]*\s?[-–.)]*\s+(?=\D)|[^(),;]{2,40}(?:19|20)\d\d[a-z]?[)\]]\s+(?=[^\W\d_]))"
)
"""The label of an entry before its names: "MR1234567 Reviewed", "AFD01", "1-", "{12}", "Okonjo & Brix 2016)"."""
_OPENING = re.compile(r"\s*(?:[\"“«„>+^{]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s)\s*")
_IN = re.compile(
    r"(?:(?<=[.,(–-])|(?<=[.,(–-]\s))In:?\s*$|[\s,(–-]+(?:in:?|sep\.?|n\.\s?d\.?|html)\s*$|\s(?:के साथ|ile birlikte|ile)\s*$"
)
"""What goes before the host of a work or says that it is a reprint, behind its names."""
_MARKDOWN = re.compile(r"(?<![^\W_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![^\W_])|(?<=\.)_{1,3}|</?(?:[ubi]|strong|em)>")
_HONORIFICS = re.compile(
    r"(?:(?<=[\s,;:])|^)(?:(?:(?:[Tt]he|THE) )?(?:(?:Dr[as]?|Prof|Revd?|Fr|Capt|Sgt|Col|Lt|Mrs|Mr|Ms|Mme|Mlle|Mtra|Mtro|Lic|Mgr|Ing|MVDr|MUDr|RNDr|PhDr|doc|prof|Dott|Dipl|Smt)\.\s?"
    r"|(?:Dra?|Prof|Professor|Revd?|REVD|Reverend|Fr|Father|Sister|Brother|Captain|Sir|Dame|Miss|Mrs|Mr|Ms|Mme|Mlle|Suor|Frau|Herr|Pater|late|Me(?=\s(?:[^\W\d_a-z]\.|[^\W\d_a-z]\w+\s[^\W\d_a-z])))\s"
    r"|(?:[أاد]\.\s?){0,2}[مد]\.\s?د?\.?\s|(?:الدكتورة?|الأستاذة?|د\.)\s)\s*)+(?=[^\W\d_a-z])"
)
"""Words of respect and office before a name, which are no part of it."""
_MORE = re.compile(
    r"[\s,;]*(?:(?:and|&|\+)\s\d{1,3}\s(?:more|others)\b.*|[\[(](?:\.{3}|…)[\])],?|(?:\+\s?)?\d{1,3} (?:more|autres|weitere)\b.*)"
    r"|[\s,;\[(]+(?:m\.\s?fl|ym|e\.\s?a|u\.\s?a|и\s?др|та ін|i sur|a kol|i in|и соавт|ve ark|vd|e cols?|y cols?|et al|és mtsai|és tsai|a spol|等|외 \d{1,3}[인명]|ほか|และคณะ|وآخرون|و همکاران)[\W]*$"
)
"""What says that there are more names."""
_PROSE = re.compile(
    r"\W*(?:(?:The|For|See|This|An?|As|In)\s)?(?:(?!(?:de|van|von|der|la|el|al|da|di|du|dela|dos|ten|ter)\s)[a-z][a-z-]+\s+){1,8}(?=[^\W\d_a-z])"
)
_POSSESSIVE = re.compile(
    r"(?<=[^\W\d_])['’]s\s.*$|(?<=[^\W\d_])['’]s[\s.]*$|(?<=[^\W\d_])(?:\s+(?:[a-z]{3,}|a)){1,4}[\s.:]*$"
)
"""Words of a sentence before and behind names in it."""
_IN_BRACKETS = re.compile(r"\([^()]{3,50}\)?")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_ATTACHED = re.compile(
    r"(?<=[^\W\d_]{2})\s[وו](?!(?:ليد|ائل|سام|جدي|جيه|فاء|داد|ليم|هيب|حيد|سيم|رد|صفي|ו|י)\b)(?=[^\W\d_]\S*\s+\S)"
)
""""And" as it is written in Arabic and Hebrew, joined to the name behind it; some names begin with the same letter."""
_TIGHT = re.compile(
    r"(?<![\w.])(?P<name>(?:[^\W\d_a-z]\.){1,4}\s?[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+)?),(?=\s?(?:[^\W\d_a-z]\.){1,4}\s?[^\W\d_a-z][\w'’-]+)"
)
"""A name with initials before it, which a comma parts from another: "A.Author,B.Builder"."""
_SCRIPTS = str.maketrans("،؛\t", ",;;")
"""Marks of other scripts, and the mark between the cells of a table."""
_GIVEN = re.compile(
    r"(?<=[^\W\d_])\s\((?P<given>(?:[^\W\d_a-z]\.[ -]?){1,4}|[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?)(?P<closes>\)|\s*$)"
)
"""The given name in brackets behind a family name."""
_COLUMN = re.compile(r"(?<=[^\W\d_]{3}) {2,}[^\s,;]+(?: [^\s,;]+){0,2}\s*$")
"""The next column behind a list of names."""
_STRONGER = re.compile(
    r"(?<=[^\W\d_]{2})\+(?=[^\W\d_a-z])|,\s(?:with|w/|mit|avec|con|together with)\s(?=[^\W\d_a-z])|,(?=\s(?:Dra?|Mrs?|Ms|Prof|Miss)\.?\s[^\W\d_a-z])"
)
"""What parts names more surely than a comma does: "Okonjo+Brix", "Okonjo, with Brix", "Mr Okonjo, Dr Brix"."""
_APART = re.compile(r"(?<=[^\W_.]{2}[*†‡.]) {2,}(?=[^\W\d_])|(?<=[^\W_.]{3}) {2,}(?=[^\W\d_])")
"""Wide space between names that nothing else parts."""
_HAN_ROLES = re.compile(
    r"\s?(?:（?第[一二三]作者）?|第[一二三]|通讯作者|译|译者|교수|박사|研究員|編著|共編|共著|校訂|監修|主编|编著|编|著|編|訳)\.?\s*$|^(?:共編|共著|編著)[\s\u3000]+"
)


def without_interface(text: str) -> str:
    """The text with blanks for words of screens that stand beside names."""
    return blank(_INTERFACE, text)


def blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what a pattern finds."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _begun(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what a pattern finds at its beginning."""
    found = pattern.match(text)
    return " " * found.end() + text[found.end() :] if found else text


def even(text: str) -> str:
    """The text without labels and quotation marks before the names, words of respect and what goes before a host; with plain commas."""
    shown = _repeated(without_interface(text.translate(_SCRIPTS)))
    shown = _STRONGER.sub(lambda found: ";" + " " * (len(found[0]) - 1), shown)
    if "," not in shown and ";" not in shown:
        shown = _APART.sub(lambda found: ";" + " " * (len(found[0]) - 1), shown)
    if "," in shown and (column := _COLUMN.search(shown)) and " " in shown[: column.start()].rpartition(",")[2].strip():
        shown = shown[: column.start()] + " " * len(column[0])
    shown = _again(_begun(_LABEL, _begun(_OPENING, shown)))
    if _SURE_DEGREES.search(shown):
        shown = blank(_DEGREES, blank(_SURE_DEGREES, shown))
    for pattern in (_IN, _MARKDOWN, _HAN_ROLES, _HONORIFICS):
        shown = blank(pattern, shown)
    if any("א" <= one <= "ي" for one in shown):
        shown = _ATTACHED.sub(lambda found: "," + " " * (len(found[0]) - 1), shown)
    return _with_given(_TIGHT.sub(r"\g<name>;", shown))


def _repeated(text: str) -> str:
    """A text of two lines of which the second begins with all of the first, a heading, without the first."""
    first, line, rest = text.partition("\n")
    if line and first.strip() and rest.strip().startswith(first.strip()):
        return " " * (len(first) + 1) + rest
    return text


def _again(text: str) -> str:
    """The text without brackets that hold the name before them once more: "Okonjo, B (Okonjo, Bram)", "Okonjo B (Bram Okonjo)"."""
    if "(" not in text:
        return text
    shown = text
    for one in _IN_BRACKETS.finditer(text):
        before = set(_WORDS.findall(text[max(0, one.start() - 40) : one.start()]))
        if before & set(_WORDS.findall(one[0])):
            shown = shown[: one.start()] + " " * len(one[0]) + shown[one.end() :]
    return shown


def _with_given(text: str) -> str:
    """The text with a comma before given names in brackets, where all brackets hold such."""
    found = list(_GIVEN.finditer(text))
    if not found or len(found) != text.count("("):
        return text
    if not all("." in one["given"] or is_given(one["given"]) or _is_upper(text, one) for one in found):
        return text
    return _GIVEN.sub(lambda one: f", {one['given']}{' ' * len(one['closes'])}", text)


def _is_upper(text: str, given: re.Match[str]) -> bool:
    """Whether what stands before a given name in brackets is in capitals, and the given name is not."""
    return text[: given.start()].isupper() and not given["given"].isupper()


def more_behind(text: str) -> bool:
    """Whether something says that there are more names."""
    return _MORE.search(text) is not None


def bare(text: str, degrees: bool = True) -> str:
    """The text without all that may stand among names: years, degrees, which may be initials, marks, what says that there are more."""
    shown = blank(_MORE, text)
    for pattern in (_BEHIND, _DEGREES, _MARKS) if degrees else (_BEHIND, _MARKS):
        shown = blank(pattern, shown)
    return _begun(_BEFORE, shown)


def without_more(text: str) -> str:
    """The text without what says that there are more names."""
    return blank(_MORE, text)


def without_prose(text: str) -> str:
    """The text without the words of a sentence before and behind names."""
    return blank(_POSSESSIVE, _begun(_PROSE, text))
