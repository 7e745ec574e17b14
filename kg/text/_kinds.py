"""The kind of a named thing by the noun that stands beside its name: "a toolkit" is software, "a treebank" a dataset."""

from __future__ import annotations

_NOUNS = {
    "system": "system systems engine platform portal assistant chatbot demo demonstrator submission submissions parser agent solver prover website site interface game games",
    "method": "method methods approach approaches algorithm algorithms technique techniques strategy strategies scheme schemes procedure "
    "mechanism mechanisms objective loss losses attack attacks optimizer estimator estimators regularizer methodology training pretraining pre-training "
    "distillation decoding learning augmentation paradigm pruning sampling reranking re-ranking attention solution module modules heuristic "
    "embedding embeddings representation representations defense sampler inference search adaptation alignment recipe template templates rule tuning "
    "fine-tuning finetuning regularization initialization calibration verification generation decoder integrators formalism",
    "model": "model models network networks architecture architectures transformer transformers encoder encoders classifier classifiers "
    "autoencoder lm llm lms llms net ensemble tagger parsers extractor generator retriever reader bert gnn gcn rnn lstm unit",
    "dataset": "dataset datasets corpus corpora treebank treebanks lexicon lexicons collection resource resources data database wordnet bank ontology "
    "knowledge-base dictionary annotations",
    "benchmark": "benchmark benchmarks testbed leaderboard suite challenge",
    "software": "software tool tools toolkit toolkits toolbox library libraries package packages plugin plug-in program implementation app application "
    "simulator pipeline workbench server script utility codebase suite-of",
    "framework": "framework frameworks infrastructure ecosystem protocol",
    "task": "task tasks subtask problem problems",
    "metric": "metric metrics measure measures score scores index distance similarity criterion divergence",
    "concept": "concept notion dimension dimensions parameter quantity graph digraph digraphs frames pattern complexity class property paradigm-of theory setting phenomenon hypothesis graph-class function functions functional "
    "space spaces group groups algebra number coefficient assumption condition principle bound entropy process annotation-scheme scheme-of structure "
    "sparsification regularity families entities",
}
KINDS = {noun: kind for kind, nouns in reversed(_NOUNS.items()) for noun in nouns.split()}
"""The kind each noun of kind stands for."""
PAIRS = {
    "benchmark task": "benchmark",
    "test set": "benchmark",
    "test sets": "benchmark",
    "test suite": "benchmark",
    "challenge set": "benchmark",
    "evaluation framework": "benchmark",
    "evaluation suite": "benchmark",
    "benchmark dataset": "benchmark",
    "benchmark datasets": "benchmark",
    "data set": "dataset",
    "data sets": "dataset",
    "knowledge base": "dataset",
    "knowledge graph": "dataset",
    "evaluation metric": "metric",
    "shared task": "task",
    "annotation tool": "software",
    "web application": "software",
    "open-source library": "software",
    "language model": "model",
    "training objective": "method",
    "attention network": "model",
    "learning framework": "framework",
    "transition system": "method",
}


def kind_of(words: list[str]) -> str:
    """The kind that the last noun of kind among some words says; "" where there is none. Words are in small letters."""
    for at in range(len(words) - 1, -1, -1):
        if at and (kind := PAIRS.get(f"{words[at - 1]} {words[at]}")):
            return kind
        if kind := KINDS.get(words[at]):
            return kind
    return ""
