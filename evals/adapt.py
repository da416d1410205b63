"""Train the small adapter that fits the default encoder to how students ask about deep learning.

    python evals/adapt.py --corpus corpus            writes src/dltutor/search/adapter.safetensors

Low-rank additions (Hu et al.: LoRA, 2022) to the linear layers of the encoder's last blocks learn to bring the wordings
of one item together, and its answer with them, and to keep those of other items apart: cross-entropy over the cosines
within a batch, half of the batches from two topics so that the others are near misses. Nothing but the corpus is seen;
no evaluation question is. README.md says what it brings. Takes about a quarter of an hour on two cores.
"""

import argparse
import random
import time
from dataclasses import dataclass
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

RANK = 16
BLOCKS = (2, 3, 4, 5)
BATCH = 48
TEMPERATURE = 0.05
MOST_TOKENS = 32
WARM_UP = 30
WITH_WORDING = 0.7
"""How often a wording's partner is another wording of its item, and not a piece of the answer."""


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


@dataclass(frozen=True)
class Wordings:
    """An item's ways of being asked, and pieces of its answer."""

    topic: str
    asked: list[str]
    pieces: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the adapter of the default encoder on a corpus.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)  # noqa: S311  no secret depends on it
    located = locate(DEFAULT)
    assert located is not None  # noqa: S101  the default is installed with dltutor
    model = SentenceTransformer(str(located.folder), device="cpu")
    layers = widened(model[0].auto_model)
    train(model, layers, read(given.corpus), given.steps, given.rate, chance)
    save({name: (layer.down.detach(), layer.up.detach()) for name, layer in layers.items()})
    print(f"wrote {FILE}")


def read(corpus: Path) -> list[Wordings]:
    """The items of a corpus that are asked in several wordings."""
    found = []
    for item in read_corpus(corpus).items:
        texts = passages([item])
        asked = [one.text for one in texts if one.role <= Role.ALIAS]
        if len(asked) > 1:
            found.append(Wordings(item.topic, asked, [one.text for one in texts if one.role == Role.PIECE]))
    return found


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
    model: Any, layers: dict[str, LowRank], items: list[Wordings], steps: int, rate: float, chance: random.Random
) -> None:
    """Bring partners together; the rate rises for a few steps and then falls to nought."""
    parameters = [parameter for layer in layers.values() for parameter in (layer.down, layer.up)]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    began = time.monotonic()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / WARM_UP) * (1 - step / steps)
        asked, partners = batch(items, chance)
        vectors = embed(model, asked + partners)
        cosines = vectors[: len(asked)] @ vectors[len(asked) :].T / TEMPERATURE
        right = torch.arange(len(asked))
        loss = (functional.cross_entropy(cosines, right) + functional.cross_entropy(cosines.T, right)) / 2
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 50 == 0:
            print(f"step {step}, loss {loss.item():.3f}, {time.monotonic() - began:.0f} s", flush=True)


def batch(items: list[Wordings], chance: random.Random) -> tuple[list[str], list[str]]:
    """Wordings of different items, and for each another text of its item."""
    pool = items
    if chance.random() < 0.5:
        two = chance.sample(sorted({item.topic for item in items}), 2)
        pool = [item for item in items if item.topic in two]
    chosen = chance.sample(pool, min(BATCH, len(pool)))
    asked = [chance.choice(item.asked[1:]) for item in chosen]
    partners = []
    for item, wording in zip(chosen, asked, strict=True):
        others = [other for other in item.asked if other != wording]
        partners.append(chance.choice(others if chance.random() < WITH_WORDING or not item.pieces else item.pieces))
    return asked, partners


def embed(model: Any, texts: list[str]) -> torch.Tensor:
    """Unit vectors, by the mean over the tokens, as the model pools."""
    tokens = model.tokenizer(texts, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
    states = model[0].auto_model(**tokens)[0]
    mask = tokens["attention_mask"].unsqueeze(-1).float()
    return functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)


if __name__ == "__main__":
    main()
