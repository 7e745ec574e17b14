r"""Lists in LaTeX, Markdown and HTML that only their words show to be lists, and what stands around titles in them."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record, Work
from kg.sources import claim, sources

SOLO = r"""% my list
\section*{Bibliography of Ottilie Brandvold}
\noindent
On slow ropes, Harbour Review 3 (1951) 14\par
\noindent
Karst springs of the northern range, Quarterly of Caves 7 (1956) 110\par
\noindent
Speleothem growth rates in Tovdal, Nature of Caves 1 (1974) 9\par
"""
TABLE = r"""\newenvironment{mine}[1]{\section*{#1}\tabular{rl}}{\endtabular}
\begin{mine}{Papers}
2023 & \emph{Foams with three bubbles}, with C.~Ekdahl. Calc.\ Var.\ \textbf{62}, 44\\
2021 & \emph{Isoperimetry on toast}, with U.~Nwoye. Geom.\ Dedicata \textbf{213}, 101--122\\
2019 & \emph{Stable cones over knots}, with C.~Ekdahl. Topol.\ Lett.\ \textbf{4}, 7--19
\end{mine}
"""
ARGUMENTS = r"""\section{Publications}
\twentyitem{2023}{Faster harbour decoding}{Proceedings of Tides}{L. Obi-Brandt, V. Castell}
\twentyitem{2021}{Ropes are all you parse}{Journal of Knots}{V. Castell, L. Obi-Brandt, H. Rees}
\twentyitem{2018}{Sentence compression for ferries}{Harbour Review}{L. Obi-Brandt, H. Rees}
"""
ORDER = r"""\cvsection{Papers}
\cvpub{2021}{Lichens of the old sand mine}{Acta Mycologica 56}{K. Dziurok, M. Tal}
\cvpub{2018}{Soil crusts on post-mining sands}{Catena 162, 211--220}{M. Tal, K. Dziurok}
"""
MARGIN = r"""\section{Papers}
\newthought{Quantifiers in the kitchen}\marginnote{2023}, \textit{Natural Language Semantics}, vol.~31. Jointly with Esperanza Odoi.

\newthought{Imperatives on packaging}\marginnote{2021}, \textit{Journal of Semantics} 38. Jointly with Esperanza Odoi.
"""
QUOTED = r"""\item Holm, B., Lund, P. 2019. `Who reads the meter? Prepaid power in port.' \emph{Energy \& Everyday Life} 5, 44--61.
\item Lund, P., Holm, B. 2018. `Light off in the harbour.' \emph{Outage Studies} 1, 1--12.
"""
README = """# reefgrid

A solver for waves.

## Citing

```bibtex
@article{holm2022, author = {Holm, Ann and Lund, Bo}, title = {Adaptive meshes for waves}, journal = {Harbour Review}, year = {2022}}
```

## Papers that use it

* Lund, B. (2021). *Drag in branching canopies.* Coastal Studies 161, 103. https://doi.org/10.5555/cs.161
* Holm, A. (2020). *Slow ropes in fast water.* Coastal Studies 160, 7. https://doi.org/10.5555/cs.160
"""
RULE = """---

**Selected works**

*Interfaces for grief: a scoping review*
Ophelia Nakache, Runa Blakstad. **TOCHI** 30(2), 2023.

*Designing with absence for caregivers*
Runa Blakstad, Ophelia Nakache. **Design Letters** 4, 2022.

---
"""
HEADED = """# Work

### Vanilla theft and night watches
*People and Nature*, vol. 5, 2023
Anatole Birdsong-Reyes, Pieter Claes

### Curing without sun in the highlands
*Economic Botany*, vol. 75, 2021
Pieter Claes, Anatole Birdsong-Reyes
"""
TAGGED = """### papers

- `PODC'23` **Gossip, but make it linearizable** with Abdoulaye Sow, Petr Vondra [pdf](x)
- `DISC'21` **Bakeries of the harbour** with Abdoulaye Sow, Petr Vondra [pdf](x)
- `CAV'20` **Ivy leagues and their ropes** with Petr Vondra, Ida Poutama [pdf](x)
"""
TYPED = """<pre>
 1. Kovalenko O., Panin D.  Luminescence of ropes under light.
    Radiat. Meas. 33 (2001) 671.
 2. Panin D., Kovalenko O., Imre L.  Scintillator from a detergent?
    Nucl. Instrum. Methods A 537 (2005) 201.
</pre>
"""
CLASSES = """<ul>
<li><span class="pub-year">2019</span> <span class="pub-venue">Antiquity</span> <span class="pub-t">Sealed with ash at Tell Qusayr</span> <span class="pub-a">Y. Barakat &amp; H. Lindenmeyer</span></li>
<li><span class="pub-year">2017</span> <span class="pub-venue">Orient</span> <span class="pub-t">Combed wares of the Khabour</span> <span class="pub-a">Y. Barakat, A. Holm</span></li>
</ul>
"""
BADGES = """<ul>
<li><span class="badge">Journal</span> <a href="/1">Printed strain gauges for bridge cables</a> &mdash; O. Hahn, Y. Okabe &mdash; Sensors and Ropes, 2022</li>
<li><span class="badge">Conference</span> <a href="/2">Cable tension by ear</a> &mdash; Y. Okabe, O. Hahn &mdash; EWSHM 2018</li>
<li><span class="badge">Chapter</span> <a href="/3">Printed sensors in harbours</a> &mdash; O. Hahn, R. Ferro &mdash; Smart Bridges Handbook, 2017</li>
</ul>
"""


def works(name: str, text: str) -> list[Work]:
    items, account = read_text(claim(name, text), text, name)
    assert account.closes, account.faults
    return [item.work for item in items if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("name", "text", "source", "titles"),
    [
        ("a.tex", SOLO, "tex", ["On slow ropes", "Karst springs of the northern range", "Speleothem growth rates in Tovdal"]),
        ("a.tex", TABLE, "tex", ["Foams with three bubbles", "Isoperimetry on toast", "Stable cones over knots"]),
        ("a.tex", ARGUMENTS, "tex", ["Faster harbour decoding", "Ropes are all you parse", "Sentence compression for ferries"]),
        ("a.tex", ORDER, "tex", ["Lichens of the old sand mine", "Soil crusts on post-mining sands"]),
        ("a.tex", MARGIN, "tex", ["Quantifiers in the kitchen", "Imperatives on packaging"]),
        ("a.tex", QUOTED, "tex", ["Who reads the meter? Prepaid power in port", "Light off in the harbour"]),
        ("a.md", README, "html", ["Adaptive meshes for waves", "Drag in branching canopies", "Slow ropes in fast water"]),
        ("a.md", RULE, "html", ["Interfaces for grief: a scoping review", "Designing with absence for caregivers"]),
        ("a.md", f"<!-- of this year -->\n{RULE}", "html", ["Interfaces for grief: a scoping review", "Designing with absence for caregivers"]),
        ("a.md", HEADED, "html", ["Vanilla theft and night watches", "Curing without sun in the highlands"]),
        ("a.md", TAGGED, "html", ["Gossip, but make it linearizable", "Bakeries of the harbour", "Ivy leagues and their ropes"]),
        ("a.html", TYPED, "html", ["Luminescence of ropes under light", "Scintillator from a detergent?"]),
        ("a.html", CLASSES, "html", ["Sealed with ash at Tell Qusayr", "Combed wares of the Khabour"]),
        ("a.html", BADGES, "html", ["Printed strain gauges for bridge cables", "Cable tension by ear", "Printed sensors in harbours"]),
    ],
)  # fmt: skip
def test_lists_are_known_by_what_they_say(name: str, text: str, source: str, titles: list[str]) -> None:
    """One source claims the list, and its titles are those that stand there, without tags, kinds, years and cells around them."""
    assert claim(name, text).name == source
    assert [work.title for work in works(name, text)] == titles


def test_parts_of_marked_entries() -> None:
    """Arguments, cells and classes part names, venues and years as well."""
    assert [display(one.name) for one in works("a.tex", ARGUMENTS)[0].contributions] == ["L. Obi-Brandt", "V. Castell"]
    assert [work.dates[0].value for work in works("a.tex", MARGIN)] == ["2023", "2021"]
    assert [work.dates[0].value for work in works("a.tex", TABLE)] == ["2023", "2021", "2019"]
    assert [display(one.name) for one in works("a.html", CLASSES)[0].contributions] == ["Y. Barakat", "H. Lindenmeyer"]


@pytest.mark.parametrize(
    "text",
    [
        "\\section{Introduction}\nRopes were studied by many \\cite{holm}. We measured 12 ropes in 2019 and found them long.\n\\section{Results}\nThey held in 2020.\n",
        "\\begin{itemize}\n\\item Open the box of 2019.\n\\item Close it in 2020.\n\\end{itemize}\n",
        "\\chapter{Installing}\nSee the manual of 2019.\\\\\nRun the script.\\\\\n",
    ],
)
def test_other_texts_in_latex_are_no_lists(text: str) -> None:
    """A paper, instructions and a manual name no works that appeared somewhere."""
    assert not sources()["tex"].sniff("a.tex", text)
