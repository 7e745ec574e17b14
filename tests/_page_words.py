"""A few words of which pages are put together in tests of the tagger of pages."""

from __future__ import annotations

from benchmarks.reference_words import Words

WORDS = Words(
    people=[("Odile", "Marchetti"), ("Bram", "Okonjo"), ("Sunniva", "Aalto"), ("Teodor", "Brix"), ("Ann Mary", "Lund")],
    titles=[
        "Ferries without timetables in small ports",
        "Who pays for the lighthouse",
        "Sandbanks: how they move at night",
    ],
    books=["Handbook of harbours"],
    journals=["Journal of Harbour Studies", "Coastal Economics"],
    meetings=["Proceedings of the 3rd Conference on Tides"],
    publishers=["Coastal Press"],
)
