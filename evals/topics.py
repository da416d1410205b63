"""How often an item of the course gets its own topic back from the items nearest to it; prints one line a text.

    python evals/topics.py CORPUS INDEX

Each item with a topic is left out in turn, and the five nearest of the others vote, each by the square of its cosine.
"""

import sys
from pathlib import Path

import numpy as np

from dltutor.bank.topics import has_topic
from dltutor.config import Config
from dltutor.search.texts import readable
from dltutor.search.topical import NEAREST, asked_in, vote
from dltutor.tutor import Tutor


def main(corpus: str, index: str) -> None:
    tutor = Tutor.open(Config(corpus=Path(corpus), index=Path(index)))
    tutor.warm()
    encode = tutor._opened().encode  # noqa: SLF001  a script that measures
    items = [item for item in tutor.items() if has_topic(item)]
    topics = [item.topic for item in items]
    texts = {
        "stem, question and options": [asked_in(item) for item in items],
        "question": [readable(item.question) for item in items],
        "question and answer": [readable(f"{item.question}\n{item.answer}")[:600] for item in items],
    }
    for name, asked in texts.items():
        vectors = encode(asked)
        cosines = vectors @ vectors.T
        np.fill_diagonal(cosines, -1.0)
        own = sum(vote(near, topics) == topic for near, topic in zip(cosines, topics, strict=True))
        print(f"{name:<28} {own / len(items):.3f} of {len(items)} items, {len(set(topics))} topics, {NEAREST} votes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
