"""Claims in sentences of varied phrasing: each with the values that are claimed and their type, r(esult), s(ize) or b(ackground)."""

from __future__ import annotations

import pytest

from kg.text import claims

SENTENCES = [
    # sizes
    ("We collect 10k riddles (1 M tokens) from 12 villages.", "10000s 1000000s 12s"),
    ("The corpus holds about 3.4 million words in 26 languages.", "3400000s 26s"),
    ("Twenty-three annotators labelled 8,000 pebble pictures.", "23s 8000s"),
    ("We run many trials (over 67,000) on sieves.", "67000s"),
    ("A further 7,842 examples carry 5-way annotations.", "7842s 5s"),
    ("We also describe 25-way labels on 302 pebbles.", "25s 302s"),
    ("Experiments carried out over four, distant language pairs bear this out.", "4s"),
    ("Essays were graded according to five criteria.", "5s"),
    ("PebbleBank contains 10 instances of each shape.", "10s"),
    ("Each heap contains 12 pebbles.", "12s"),
    ("We train for 3 days on 8 GPUs.", "3s 8s"),
    ("The lamp model has 7B parameters and was fed 2T tokens.", "7000000000s 2000000000000s"),
    ("We release 500 hours of recorded speech by 40 speakers.", "500s 40s"),
    ("It spans six domains and three genres.", "6s 3s"),
    ("We compare our lamp with nine baselines.", "9s"),
    ("Our survey had 1,204 respondents from 17 countries.", "1204s 17s"),
    ("The test set has 2.5K questions.", "2500s"),
    ("A 12-layer sieve is trained first.", "12s"),
    ("We study spheres with a parameter x of up to 160.", "160s"),
    ("We interviewed thirty-two teachers.", "32s"),
    ("A dictionary of half a million entries is built.", "500000s"),
    ("It covers dozens of dialects and 120 villages.", "120s"),
    ("Three million pebbles were sorted by sixty hands in four valleys.", "3000000s 60s 4s"),
    ("We compare 8 kinds of sieves and uncover ten types of faults.", "8s 10s"),
    ("We record 10-round dialogues with a 16-channel lamp.", "10s 16s"),
    # results
    ("Our lamp improves on the sieve by 2.3 points in F1.", "2.3r"),
    ("We exceed the state of the art by 4.1 BLEU.", "4.1r"),
    ("The new state of the art is 91.3 on PebbleBank.", "91.3r"),
    ("In accuracy it scores PebbleBank 93.74, StoneBank 90.69 and SandBank 92.28.", "93.74r 90.69r 92.28r"),
    ("The model reaches an RMSE of 3.12 for girls and 2.48 for boys.", "3.12r 2.48r"),
    ("The effect was clear (SMD = 1.15).", "1.15r"),
    ("Risk rose (RR = 3.50) in the second group.", "3.50r"),
    ("The correlation is high (r = 0.87).", "0.87r"),
    ("Agreement was good: a kappa of 0.79.", "0.79r"),
    ("It is 2.5 times faster than the shovel.", "2.5r"),
    ("We obtain a threefold speedup.", "3r"),
    ("A 10x speedup and a 40% smaller lamp result.", "10r 40r"),
    ("Errors fall by a third, from 12.4% to 8.1%.", "12.4r 8.1r"),
    ("Performance drops between 5% and 9%.", "5r 9r"),
    ("It wins in 37 out of 48 trials.", "37r 48s"),
    ("Of the bugs reported, 13 were confirmed, 9 of which were fixed.", "9r"),
    ("Precision is 0.91, recall 0.84.", "0.91r 0.84r"),
    ("It attains 88.8 F1 with 1/10 of the data.", "88.8r"),
    ("Accuracy rises from 71 to 78 percent.", "71r 78r"),
    ("We halve the cost and cut memory from 65GB to 2GB.", "65r 2r"),
    ("Throughput grows to 400 tokens per second.", "400r"),
    ("The depth of the well is 1100 m.", "1100r"),
    ("The latency is 35 ms.", "35r"),
    ("The pressure was 6.0 MPa.", "6.0r"),
    ("We find a ratio of $0.35 \\pm 0.02$.", "0.35r"),
    ("Sieving saves up to 30 percentage points.", "30r"),
    ("Human judges prefer our lamp 68% of the time.", "68r"),
    ("The lamp gains +1.7 BLEU and loses 0.4 chrF.", "1.7r 0.4r"),
    # background
    ("Existing sieves keep only 40% of the pebbles. We keep all.", "40b"),
    ("Some 7,000 languages are spoken today, yet few have a corpus.", "7000b"),
    ("Only 3% of all villages own a lamp.", "3b"),
    ("Earlier lamps burned 500 hours. In this work, we burn longer.", "500b"),
    ("Stone et al. reported an accuracy of 81%.", "81b"),
    ("According to the ministry, 1.2 million lamps are sold each year.", "1200000b"),
    ("Current models with 175B parameters are costly. We propose a cheap one.", "175000000000b"),
    ("Millions of lamps burn, of which 20% fail every year.", "20b"),
    ("In practice, 90% of lamps are never lit. We light them.", "90b"),
    ("The best known system reached 62.4 F1 before. Here, we go further.", "62.4b"),
    ("We study lamps. A recent study saw 80% of them fail. Our lamp lasts.", "80b"),
    ("We study lamps. The current record is 88.1 F1. Our lamp is new.", "88.1b"),
    ("We study lamps. Most villages have fewer than 10,000 lamps. Our lamp is new.", "10000b"),
    ("We study lamps. Quill (2019) gained 12 points. Our lamp is new.", "12b"),
    ("We study lamps. In 2019, 3.2 million lamps were sold. Our lamp is new.", "3200000b"),
    ("An accuracy of 0.62 (Stone and Sand, 1977) is usual.", "0.62b"),
    # no claims
    ("The first 8 layers, (1) and (2), are shown in Figure 3.", None),
    ("We follow Quill et al. (2019) and use CTB 5.1.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [(text, wanted) for text, wanted in SENTENCES if wanted])
def test_claims_of_a_sentence(text: str, expected: str) -> None:
    """Each number that counts or measures something is claimed, with its type."""
    assert " ".join(f.value + f.details["type"][0] for f in claims.read("abstract", text)) == expected


@pytest.mark.parametrize("text", [text for text, wanted in SENTENCES if wanted is None])
def test_numbers_of_structure(text: str) -> None:
    """Numbers of layers, figures, versions and years claim nothing."""
    assert not list(claims.read("abstract", text))
