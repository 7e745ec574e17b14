"""Which features of a name are weighed in pairs (`kg.text.introduces`)."""

from __future__ import annotations

from kg.text._cue_words import STRONG


def crossed(features: set[str]) -> set[str]:
    """The pairs of features that have a weight of their own, as "one&other"."""
    return {f"{a}&{b}" for a in features & CROSSING for b in features & CROSSED if a != b}


CROSSING = STRONG | {
    "own-1",
    "own-2",
    "pair-here",
    "appos",
    "is-a",
    "title-first",
    "own-prep",
    "own-appos-far",
    "we-verb",
    "kind-before",
    "the-kind",
}
"""What is weighed together with other signs."""
CROSSED = frozenset(
    "proofs camel inside ends-kind ends-kinds ends-s ends-ing hyphen one-word listed explains titled subject title-a title-whole title-named title-starts novel-between renamed called-used parts we-verb latex derived verb-identify verb-define kind-of pair-here pair-elsewhere we-call pair known known-short clause-after based-after known-before det-a kind-after kind-before in-bracket new-between new-head cited modifier novel first-sentence long-in-title small-too word-after long-upper long-lower long-task appos appos-new times-0 times-1 acts ordinary strange strange-words we-before top also-wins "
    "the-kind the-kind-opens uses-between of-after appos-the cite-near own-direct own-np own-prep own-appos shape-strong shape-weak shape-words shape-lower mixed title-colon in-title also-acts also-our also-own-direct".split()
)
"""What is weighed together with each strong sign."""
