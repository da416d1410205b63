"""Make the concepts that the package ships: the course's questions, with the vectors of the ways to ask them.

    python evals/concepts.py --corpus corpus --pairs evals/pairs.jsonl    writes src/dltutor/search/concepts.safetensors

To be run whenever the adapter, the course's questions or the pairs have changed; takes about a minute.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from dltutor.bank.bank import read_corpus
from dltutor.bank.item import Item
from dltutor.search.concepts import FILE, Concepts, save_concepts
from dltutor.search.embedding import embed
from dltutor.search.encoders import ensure
from dltutor.search.model import DEFAULT
from dltutor.search.texts import questions_of, readable


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the concepts out of a corpus and pairs.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--pairs", type=Path, default=Path(__file__).with_name("pairs.jsonl"))
    given = parser.parse_args()
    asked = read(read_corpus(given.corpus).items, given.pairs)
    encoder = ensure(DEFAULT)
    every = [wording for wordings in asked.values() for wording in wordings]
    vectors, _ = embed(every, encoder, afresh=False, report=lambda _: None, stop=None)
    heads, _ = embed(list(asked), encoder, afresh=False, report=lambda _: None, stop=None)
    starts = np.cumsum([0, *(len(wordings) for wordings in asked.values())])[:-1]
    save_concepts(Concepts(encoder.hash, tuple(asked), heads, vectors, starts), FILE)
    print(f"wrote {FILE}: {len(asked)} concepts asked in {len(every)} ways, {FILE.stat().st_size / 1e6:.1f} MB")


def read(items: Iterable[Item], pairs: Path) -> dict[str, list[str]]:
    """The plain question of each item that is asked in several ways, and all its ways."""
    messages = defaultdict(list)
    for line in pairs.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        messages[pair["item"]].append(pair["query"])
    asked = {}
    for item in items:
        if item.aliases:
            stem, question = readable(item.stem), readable(item.question)
            plain = f"{stem} {question}".strip() if item.kind == "choice" or not question else question
            asked[plain] = list(dict.fromkeys([*questions_of(item), *messages[item.id]]))
    return asked


if __name__ == "__main__":
    main()
