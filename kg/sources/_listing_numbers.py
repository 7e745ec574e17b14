"""Dates, volumes, issues and pages as they are printed behind the name of a venue."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_NUMBERS = r"[A-Za-z]?\d{1,6}(?:\s*[-–—]{1,3}\s*[A-Za-z]?\d{1,6})?"
DATED = re.compile(
    rf"(?:revised\s)?\(?(?:(?:\d{{1,2}}\.?\s+)?(?P<month>[^\W\d_]{{3,10}})\.?\s+(?:de\s+|\d{{1,2}},?\s+)?)?(?P<year>{_YEAR})[a-z]?(?:年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)?\)?",
    re.IGNORECASE,
)
PAGES = re.compile(
    rf"(?P<label>pp?\.?\s*|pages?\s+|S\.\s*|Seiten?\s+|p[áa]gs?\.\s*|páginas?\s+|第)?(?P<pages>{_NUMBERS})(?:页)?(?:\s\((?:(?P<month>[^\W\d_]{{3,10}})\.?\s+)?(?P<year>{_YEAR})\))?",
    re.IGNORECASE,
)
VOLUME = re.compile(
    rf"(?P<label>(?:vol(?:ume|umen)?|bd|band|tome|t|v)\.?\s*|第)?(?P<volume>\d{{1,4}}(?:\s?[-–/]\s?\d{{1,4}}(?=\s*[:(]))?)(?:卷)?"
    rf"(?:\s*\(\s*(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s*\)|,?\s*(?:no|nr)\.?\s*(?P<number>\d{{1,4}})|第(?P<zh>\d{{1,4}})期)?"
    rf"(?:\s*:\s*(?P<pages>{_NUMBERS})(?:\s\((?P<year>{_YEAR})\))?)?",
    re.IGNORECASE,
)
ISSUE = re.compile(
    rf"(?P<label>no\.?\s*|nr\.?\s*|n[°º]\s*|n[úu]m\.?\s*|number\s+|issue\s+|heft\s+|第)(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)(?:期)?"
    rf"(?:\s*\((?:(?P<month>[^\W\d_]{{3,10}})\.?\s+)?(?P<year>{_YEAR})\))?(?:\s*:\s*(?P<pages>{_NUMBERS}))?",
    re.IGNORECASE,
)
ISSUE_DATED = re.compile(rf"(?P<issue>\d{{1,4}})\s*\((?:(?P<month>[^\W\d_]{{3,10}})\.?\s+)?(?P<year>{_YEAR})\)")
MEDICAL = re.compile(
    rf"(?P<year>{_YEAR})(?:\s+(?P<month>[A-Z][a-z]{{2}})(?:\s\d{{1,2}})?)?;\s*(?P<volume>\d{{1,4}}(?:-[A-Z])?)?(?:\((?P<issue>[^()]{{1,12}})\))?"
    rf"(?::\s*(?P<pages>[A-Za-z]{{0,4}}{_NUMBERS}))?"
)
VOLUME_DATED = re.compile(
    rf"(?P<volume>\d{{1,4}})\s*\((?:(?P<month>[A-Z][a-z]{{2,8}})\.?,?\s)?(?P<year>{_YEAR})\)(?:,?\s(?i:(?:no|nr|h|heft|iss|issue)\b\.?\s?|n[°º]\s?)?(?P<issue>\d{{1,3}})(?=,|$))?(?:[,:]?\s*(?P<pages>{_NUMBERS}))?"
)
"""Volume and year as physicists print them: "107 (2023) 5"."""
SPACED = re.compile(
    rf"(?P<volume>\d{{1,4}})(?:\s?\((?P<issue>[^()]{{1,12}})\))?\s(?P<pages>{_NUMBERS})\s(?P<year>{_YEAR})年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
)
"""Volume, issue, pages and date without marks between, as Japanese pages print them: "64(3) 181-196 2019年9月"."""
YEAR_PAGES = re.compile(rf"(?P<year>{_YEAR})\s*:\s*(?P<pages>{_NUMBERS})")
PAGES_DATED = re.compile(
    rf"(?:(?P<volume>\d{{1,4}})\s(?=[A-Z]\d))?(?P<pages>[A-Za-z]{{0,2}}\d{{1,7}}(?:\([A-Z]\))?(?:\s?[-–—]{{1,2}}\s?[A-Za-z]?\d{{1,7}})?)\s*\((?P<year>{_YEAR})\)"
)
"""Article number or pages with the year in brackets behind, as physicists print them: "148001 (2021)", "L15 (2020)"."""

FIELDS = {"year": "dates", "volume": "volume", "issue": "issue", "number": "issue", "zh": "issue", "pages": "pages"}
"""The groups of the patterns of numbers and the fields they are for."""
