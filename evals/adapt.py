"""Train the small adapter that fits the default encoder to how students ask about deep learning.

    python evals/adapt.py --corpus corpus --pairs evals/pairs.jsonl     writes src/dltutor/search/adapter.safetensors

Low-rank additions (Hu et al.: LoRA, 2022) to the linear layers of the encoder's last blocks learn to bring the messages
that ask for one item together, and its answer with them, and to keep those of other items apart: cross-entropy over
the cosines within a batch. Batches are made of look-alikes, and the items that a pair names as tempting but wrong stand
among the candidates. Nothing but the corpus and the pairs is seen; no evaluation question is. The mean of two runs is
kept, and only a part of it added: what is learnt of deep learning then costs questions about other things nothing
(Wortsman et al.: Robust fine-tuning of zero-shot models, 2022). README.md says what it brings. Seeded, and the same on
any number of cores; takes about twenty minutes a run on one of them.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from torch import nn
from torch.nn import functional

from dltutor.bank.bank import read_corpus
from dltutor.search.adapter import FILE, save
from dltutor.search.model import DEFAULT, locate
from dltutor.search.texts import Role, passages

Additions = dict[str, tuple[torch.Tensor, torch.Tensor]]

RANK = 16
BLOCKS = (2, 3, 4, 5)
BATCH = 40
CLUSTER = 5
"""Items of a batch that look alike; the clusters of a batch are chosen at random."""
TEMPERATURE = 0.05
MOST_TOKENS = 40
TOGETHER = 24
"""Texts that go through the network at once."""
MOST_TRAPS = 8
WARM_UP = 40
FROM_PAIRS = 0.6
"""How often the message of an item is one of the pairs', and not one of the corpus's own wordings."""
KEPT = 0.4
"""The part of the additions that is kept."""
WITH_ANSWER = 0.35
"""How often a message's partner is a piece of the answer, and not another way of asking."""


class LowRank(nn.Module):
    """A linear layer with a low-rank addition, which is nought at first."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(linear.in_features, RANK) / linear.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(RANK, linear.out_features))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """The layer's output with the addition."""
        outputs: torch.Tensor = self.linear(inputs) + inputs @ self.down @ self.up
        return outputs


@dataclass
class Course:
    """What is learnt from: for each item its wordings, pieces of its answer, and the pairs' messages with their traps.

    Attributes:
        asked: The heading first, then the aliases; of items that are asked in several ways.
        pieces: Of the answers.
        messages: Of the pairs, each with the items that tempt and are wrong.
        same: The items that answer some message of this one as well; never held against it.
        near: The items whose headings are nearest.
    """

    asked: dict[str, list[str]] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    messages: dict[str, list[tuple[str, list[str]]]] = field(default_factory=lambda: defaultdict(list))
    same: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, list[str]] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the adapter of the default encoder on a corpus and pairs.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--pairs", type=Path, default=Path(__file__).with_name("pairs.jsonl"))
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1])
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args()
    torch.set_num_threads(1)  # the sums, and so the adapter, then do not depend on how many cores there are
    course = read(given.corpus, given.pairs)
    runs = [run(course, given.steps, given.rate, seed) for seed in given.seeds]
    save(mean(runs), given.out)
    print(f"wrote {given.out}")


def run(course: Course, steps: int, rate: float, seed: int) -> Additions:
    """One training run from the encoder as it comes."""
    torch.manual_seed(seed)
    located = locate(DEFAULT)
    assert located is not None  # noqa: S101  the default is installed with dltutor
    model = SentenceTransformer(str(located.folder), device="cpu")
    find_look_alikes(course, model)
    layers = widened(model[0].auto_model)
    train(model, layers, course, steps, rate, random.Random(seed))  # noqa: S311  no secret depends on it
    return {name: (layer.down.detach(), layer.up.detach()) for name, layer in layers.items()}


def mean(runs: list[Additions]) -> Additions:
    """The kept part of the mean of several runs, of the sum of their ranks: matrices side by side add up."""
    return {
        name: (
            torch.cat([additions[name][0] for additions in runs], dim=1),
            torch.cat([additions[name][1] for additions in runs]) * (KEPT / len(runs)),
        )
        for name in runs[0]
    }


def read(corpus: Path, pairs: Path) -> Course:
    """The items of a corpus that are asked in several wordings, and the pairs that are about them."""
    course = Course()
    for item in read_corpus(corpus).items:
        texts = passages([item])
        asked = [one.text for one in texts if one.role <= Role.ALIAS]
        if len(asked) > 1:
            course.asked[item.id] = asked
            course.pieces[item.id] = [one.text for one in texts if one.role == Role.PIECE]
    for line in pairs.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        traps = [other for other in pair["not"] if other in course.asked]
        course.messages[pair["item"]].append((pair["query"], traps))
        for other in pair["also"]:
            course.same[pair["item"]].add(other)
            course.same[other].add(pair["item"])
    return course


def find_look_alikes(course: Course, model: Any) -> None:
    """For each item those with the nearest headings, by the encoder as it is before training."""
    names = list(course.asked)
    vectors = model.encode([course.asked[name][0] for name in names], normalize_embeddings=True, convert_to_tensor=True)
    order = torch.argsort(vectors @ vectors.T, dim=1, descending=True)[:, 1 : 3 * CLUSTER].tolist()
    course.near = {name: [names[place] for place in row] for name, row in zip(names, order, strict=True)}


def widened(network: Any) -> dict[str, LowRank]:
    """Freeze a network and put additions on the linear layers of its last blocks; they come back by their names."""
    for parameter in network.parameters():
        parameter.requires_grad = False
    found = {}
    for block in BLOCKS:
        for name, linear in list(network.encoder.layer[block].named_modules()):
            if isinstance(linear, nn.Linear):
                full = f"encoder.layer.{block}.{name}"
                found[full] = LowRank(linear)
                parent, _, last = full.rpartition(".")
                setattr(network.get_submodule(parent), last, found[full])
    return found


def train(  # noqa: PLR0913, PLR0917  what a training run is made of
    model: Any, layers: dict[str, LowRank], course: Course, steps: int, rate: float, chance: random.Random
) -> None:
    """Bring partners together; the rate rises for a few steps and then falls to nought."""
    parameters = [parameter for layer in layers.values() for parameter in (layer.down, layer.up)]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    began = time.monotonic()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / WARM_UP) * (1 - step / steps)
        loss = loss_of(model, *batch(course, chance), course)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        optimiser.step()
        if step % 50 == 0:
            print(f"step {step}, loss {loss.item():.3f}, {time.monotonic() - began:.0f} s", flush=True)


def loss_of(
    model: Any, owners: list[str], messages: list[str], candidates: list[tuple[str, str]], course: Course
) -> torch.Tensor:
    """Cross-entropy of each message's partner among all candidates, and of each partner's message among the messages.

    The first candidates are the messages' partners, in order; a candidate that answers a message as well doesn't count.
    """
    vectors = embed(model, messages + [text for _, text in candidates])
    cosines = vectors[: len(messages)] @ vectors[len(messages) :].T / TEMPERATURE
    as_well = torch.tensor(
        [
            [
                place != row and (name == owner or name in course.same[owner])
                for place, (name, _) in enumerate(candidates)
            ]
            for row, owner in enumerate(owners)
        ]
    )
    cosines = cosines.masked_fill(as_well, -1e4)
    right = torch.arange(len(messages))
    back = functional.cross_entropy(cosines[:, : len(messages)].T, right)
    return (functional.cross_entropy(cosines, right) + back) / 2


def batch(course: Course, chance: random.Random) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Items, a message for each, and the candidates: a partner for each message, then wordings of the traps."""
    names = list(course.asked)
    chosen: dict[str, None] = {}
    while len(chosen) < BATCH:
        first = chance.choice(names)
        chosen.update(dict.fromkeys([first, *chance.sample(course.near[first], CLUSTER - 1)]))
    owners = list(chosen)[:BATCH]
    messages, partners, traps = [], [], []
    for name in owners:
        message, wrong = choose_message(course, name, chance)
        messages.append(message)
        partners.append((name, choose_partner(course, name, message, chance)))
        traps += [(other, chance.choice(course.asked[other])) for other in wrong[:1] if other not in chosen]
    return owners, messages, partners + traps[:MOST_TRAPS]


def choose_message(course: Course, name: str, chance: random.Random) -> tuple[str, list[str]]:
    """A way of asking for an item, with its traps; the heading alone is never one, since documents have it."""
    if course.messages[name] and chance.random() < FROM_PAIRS:
        return chance.choice(course.messages[name])
    return chance.choice(course.asked[name][1:]), []


def choose_partner(course: Course, name: str, message: str, chance: random.Random) -> str:
    """Another text of an item: a piece of its answer, or another wording; half of these are the heading."""
    if course.pieces[name] and chance.random() < WITH_ANSWER:
        return chance.choice(course.pieces[name])
    others = [wording for wording in course.asked[name][1:] if wording != message]
    return course.asked[name][0] if not others or chance.random() < 0.5 else chance.choice(others)


def embed(model: Any, texts: list[str]) -> torch.Tensor:
    """Unit vectors, by the mean over the tokens, as the model pools; texts of like length go together, to pad less."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    found = []
    for start in range(0, len(order), TOGETHER):
        some = [texts[place] for place in order[start : start + TOGETHER]]
        tokens = model.tokenizer(some, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        states = model[0].auto_model(**tokens)[0]
        mask = tokens["attention_mask"].unsqueeze(-1).float()
        found.append((states * mask).sum(1) / mask.sum(1))
    return functional.normalize(torch.cat(found)[torch.tensor(order).argsort()], dim=1)


if __name__ == "__main__":
    main()
