"""Train a reader: does a student's sentence say a key point, its opposite, or neither?

    python evals/entailment.py --held-out     keeps four topics back (and the exam papers), and measures on the topics
    python evals/entailment.py --out FILE     learns from all pairs
    python evals/entailment.py --alone        what the sentence alone tells a shallow model

It isn't part of the grader: docs/decisions/0014 says why. The pairs and this script stay for whoever goes on from here.

``entailment.jsonl`` holds for each of 1,573 key points of the course eight sentences in students' words: three that say
it, three that contradict it (two make the same wrong claim), two that do neither. What is trained on is drawn from them
at random: sentences beside their key point, a wrong claim beside its paraphrase (which says the same) or beside a right
sentence, a sentence beside another key point (neither), two statements in one, right sentences with one word turned
into its opposite or a "not" put in, and slips of the finger over all labels alike. So the sentence alone tells little
(Gururangan et al.: Annotation Artifacts in NLI Data, 2018).

The encoder stays as it is; its states are computed once for every text, and the head is trained on them. Seeded; about
twenty minutes and 4 GB on two cores.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from dltutor.grading.mutations import flipped, negated
from dltutor.search.calibration import auroc
from dltutor.search.model import DEFAULT, locate

LABELS = ("entails", "contradicts", "neither")
LAYERS = (1, 3, 6)
"""Blocks whose states are compared: early ones still tell "increases" from "decreases"."""
WIDTH = 160
MOST_TOKENS = 64
"""Of each of the two texts."""
DRAWN = 60_000
"""Pairs drawn once; steps choose among them, so that every text's states are computed once."""
BATCH = 64
DROPOUT = 0.25
WARM_UP = 100
SMOOTHING = 0.05
KEPT_BACK = ("convolutional-networks", "regularisation", "graphical-and-energy-models", "losses-and-output-layers")
ENTAILS, CONTRADICTS, NEITHER = range(3)

Pair = tuple[str, str, int]


class Head(nn.Module):
    """From the states of two texts to three logits.

    Args:
        states: Numbers in a word's states.
        width: Numbers that they are reduced to.
        dropout: In training.
    """

    def __init__(self, states: int, width: int = WIDTH, dropout: float = 0.2) -> None:
        super().__init__()
        self.project = nn.Linear(states, width)
        self.match = nn.Linear(width, width)
        self.scale = nn.Parameter(torch.tensor(1.0))
        self.compare = nn.Sequential(
            nn.Linear(4 * width, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, width), nn.GELU()
        )
        self.decide = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(4 * width, width), nn.GELU(), nn.Linear(width, len(LABELS))
        )
        self.drop = nn.Dropout(dropout)

    def forward(
        self, point: torch.Tensor, point_mask: torch.Tensor, said: torch.Tensor, said_mask: torch.Tensor
    ) -> torch.Tensor:
        """The logits of :data:`LABELS`, shape (pairs, 3), from states (pairs, words, states) and masks of words."""
        one = self.drop(torch.tanh(self.project(point)))
        other = self.drop(torch.tanh(self.project(said)))
        alike = (self.match(one) @ self.match(other).transpose(1, 2)) * self.scale
        forth = self._compared(one, other, alike, said_mask)
        back = self._compared(other, one, alike.transpose(1, 2), point_mask)
        logits: torch.Tensor = self.decide(torch.cat([*_summed(forth, point_mask), *_summed(back, said_mask)], dim=-1))
        return logits

    def _compared(
        self, words: torch.Tensor, others: torch.Tensor, alike: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """Each word compared with the mixture of the others that it is like."""
        weights = torch.softmax(alike.masked_fill(~mask[:, None, :], -1e4), dim=-1)
        mixed = weights @ others
        compared: torch.Tensor = self.compare(torch.cat([words, mixed, words - mixed, words * mixed], dim=-1))
        return compared


def _summed(compared: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The mean and the largest over the words."""
    kept = compared.masked_fill(~mask[..., None], 0.0)
    return kept.sum(1) / mask.sum(1, keepdim=True).clamp(min=1), kept.max(1)[0]


@dataclass(frozen=True)
class Point:
    """A key point with the sentences about it."""

    item: str
    document: str
    text: str
    entails: list[str]
    contradicts: list[str]
    neither: list[str]

    def pairs(self) -> list[Pair]:
        """Every sentence beside the key point."""
        return [
            (self.text, sentence, label)
            for label, sentences in enumerate((self.entails, self.contradicts, self.neither))
            for sentence in sentences
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the reader on pairs of key points and sentences.")
    parser.add_argument("--pairs", type=Path, default=Path(__file__).with_name("entailment.jsonl"))
    parser.add_argument("--held-out", action="store_true", help="keep topics back and measure on them")
    parser.add_argument("--alone", action="store_true", help="print what the sentence alone tells, and stop")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("reader.safetensors"))
    given = parser.parse_args()
    points = read(given.pairs)
    back = [point for point in points if point.document in KEPT_BACK]
    front = [point for point in points if point.document not in KEPT_BACK and "exam" not in point.document]
    if given.alone:
        alone(front, back)
        return
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    trainer = Trainer()
    trainer.train(front if given.held_out else points, given.steps, given.rate, given.seed)
    trainer.save(given.out)
    print(f"wrote {given.out}, {given.out.stat().st_size:,} bytes")
    if given.held_out:
        trainer.measure(back)


def read(file: Path) -> list[Point]:
    """The key points with their sentences."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        item = entry["id"].partition("#")[0]
        document = item.rpartition("/")[0]
        found.append(Point(item, document, entry["point"], *(entry[label] for label in LABELS)))
    return found


class Draws:
    """Draws pairs to train on."""

    def __init__(self, points: list[Point], chance: random.Random) -> None:
        self.points, self.chance = points, chance
        self.siblings: dict[str, list[Point]] = defaultdict(list)
        self.neighbours: dict[str, list[Point]] = defaultdict(list)
        for point in points:
            self.siblings[point.item].append(point)
            self.neighbours[point.document].append(point)

    def pair(self) -> Pair:
        """One pair with its label."""
        point = self.chance.choice(self.points)
        share = self.chance.random()
        if share < 0.20:
            return self._mutated(point)
        premise, sentence, label = self._drawn(point, share)
        if self.chance.random() < 0.25:
            sentence = self._with_another(point, sentence)
        return premise, slipped(sentence, self.chance), label

    def _drawn(self, point: Point, share: float) -> Pair:
        choose = self.chance.choice
        if share < 0.62:
            label = self.chance.choices(range(3), (3, 3, 1.6))[0]
            return point.text, choose((point.entails, point.contradicts, point.neither)[label]), label
        if share < 0.69:  # two wordings of one wrong claim: the words alone must not tell
            first, second = self.chance.choice([(0, 1), (1, 0)])
            return point.contradicts[first], point.contradicts[second], ENTAILS
        if share < 0.81:
            right, wrong = choose([*point.entails, point.text]), choose(point.contradicts)
            return (wrong, right, CONTRADICTS) if share < 0.76 else (right, wrong, CONTRADICTS)
        if share < 0.85:
            return point.entails[0], choose([point.text, *point.entails[1:]]), ENTAILS
        if share < 0.95:
            other = self.other(point, sibling=self.chance.random() < 0.7)
            if other.text != point.text:
                return point.text, choose([*other.entails, *other.contradicts]), NEITHER
        return point.text, choose([point.text, f"{point.text.capitalize()}."]), ENTAILS

    def _mutated(self, point: Point) -> Pair:
        """A right sentence with one word turned round, beside another right wording: a contradiction."""
        wordings = [point.text, point.text, *point.entails]
        change = flipped if self.chance.random() < 0.7 else negated
        wrong = change(self.chance.choice(wordings), self.chance.randrange(10**6))
        if wrong is None:
            return self.pair()
        share = self.chance.random()
        if share < 0.12:
            return wrong, slipped(wrong, self.chance), ENTAILS
        right = self.chance.choice(wordings)
        if share < 0.72:
            return right, slipped(wrong, self.chance), CONTRADICTS
        return wrong, slipped(right, self.chance), CONTRADICTS

    def other(self, point: Point, *, sibling: bool) -> Point:
        """Another key point: of the same question, or of the same document."""
        others = [one for one in self.siblings[point.item] if one is not point] if sibling else []
        return self.chance.choice(others or self.neighbours[point.document])

    def _with_another(self, point: Point, sentence: str) -> str:
        """The sentence beside a true one of another key point: students say more than one thing."""
        other = self.other(point, sibling=True)
        if other is point:
            return sentence
        more = self.chance.choice(other.entails[:2] if self.chance.random() < 0.8 else other.neither[:1])
        pair = (sentence, more) if self.chance.random() < 0.5 else (more, sentence)
        return f"{pair[0].rstrip('.')}. {pair[1]}"


def slipped(sentence: str, chance: random.Random) -> str:
    """Now and then without apostrophes, capitals or the full stop, and with letters exchanged, lost or doubled."""
    if chance.random() < 0.12:
        sentence = sentence.replace("'", "")
    if chance.random() < 0.12:
        sentence = sentence[:1].lower() + sentence[1:]
    if chance.random() < 0.08:
        sentence = sentence.rstrip(".")
    if chance.random() < 0.25:
        words = sentence.split(" ")
        for _ in range(1 + len(words) // 8):
            place = chance.randrange(len(words))
            words[place] = _slip(words[place], chance)
        sentence = " ".join(words)
    return sentence


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    at, kind = chance.randrange(1, len(word) - 1), chance.random()
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind < 0.8 else word[:at] + word[at] + word[at:]


class Trainer:
    """The head in training, over the states of the encoder."""

    def __init__(self) -> None:
        located = locate(DEFAULT)
        assert located is not None  # noqa: S101  the default is installed with dltutor
        self.tokenizer = AutoTokenizer.from_pretrained(located.folder)
        self.network = AutoModel.from_pretrained(located.folder, add_pooling_layer=False).eval()
        self.head = Head(self.network.config.hidden_size * len(LAYERS), dropout=DROPOUT)
        self.states: dict[str, torch.Tensor] = {}

    def train(self, points: list[Point], steps: int, rate: float, seed: int) -> None:
        """Cross-entropy on drawn pairs; the rate rises for a few steps and then falls to nought."""
        draws = Draws(points, random.Random(seed))  # noqa: S311  no secret depends on it
        pairs = [draws.pair() for _ in range(DRAWN)]
        self._compute([text for pair in pairs for text in pair[:2]])
        optimiser = torch.optim.AdamW(self.head.parameters(), lr=rate, weight_decay=0.02)
        chance, began = random.Random(seed + 1), time.monotonic()  # noqa: S311  likewise
        for step in range(steps):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / WARM_UP) * (1 - step / steps)
            some = chance.choices(pairs, k=BATCH)
            labels = torch.tensor([label for *_, label in some])
            loss = functional.cross_entropy(self._logits(some), labels, label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            torch.nn.utils.clip_grad_norm_(self.head.parameters(), 1.0)
            optimiser.step()
            if step % 500 == 499:
                print(f"step {step + 1}, loss {loss.item():.3f}, {time.monotonic() - began:.0f} s", flush=True)

    def _compute(self, texts: list[str]) -> None:
        """The states of texts that aren't known yet, without the model's own marks."""
        missing = sorted({text for text in texts if text not in self.states}, key=len)
        size = (self.network.config.hidden_size,)
        for start in range(0, len(missing), 64):
            some = missing[start : start + 64]
            given = self.tokenizer(some, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
            with torch.no_grad():
                found = self.network(**given, output_hidden_states=True).hidden_states
            states = torch.cat([functional.layer_norm(found[layer], size) for layer in LAYERS], dim=-1).half()
            for row, text in enumerate(some):
                self.states[text] = states[row, 1 : int(given["attention_mask"][row].sum()) - 1].clone()

    def _logits(self, pairs: list[Pair]) -> torch.Tensor:
        sides = [_padded([self.states[pair[side]] for pair in pairs]) for side in (0, 1)]
        logits: torch.Tensor = self.head(*sides[0], *sides[1])
        return logits

    def save(self, file: Path) -> None:
        """Write what was learnt, in half precision."""
        learnt = self.head.state_dict().items()
        save_file({f"head.{name}": tensor.half().contiguous() for name, tensor in learnt}, file)

    def measure(self, points: list[Point]) -> None:
        """Print how well labels are told apart on key points that weren't learnt from."""
        pairs = [pair for point in points for pair in point.pairs()]
        self._compute([text for pair in pairs for text in pair[:2]])
        labels = np.array([label for *_, label in pairs])
        self.head.eval()
        with torch.no_grad():
            parts = [self._logits(pairs[start : start + BATCH]) for start in range(0, len(pairs), BATCH)]
        likely = torch.softmax(torch.cat(parts), dim=-1).numpy()
        odds, settled = likely[:, ENTAILS] - likely[:, CONTRADICTS], labels != NEITHER
        says = labels[settled] == ENTAILS
        print(f"{len(pairs)} pairs of {len(points)} key points kept back")
        print(f"right label {np.mean(likely.argmax(1) == labels):.3f}")
        print(f"AUC says against contradicts {auroc(odds[settled].tolist(), says.tolist()):.3f}")


def _padded(texts: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Several texts' states, and which of them are words."""
    longest = max(len(states) for states in texts)
    padded = torch.zeros(len(texts), longest, texts[0].shape[1])
    mask = torch.zeros(len(texts), longest, dtype=torch.bool)
    for row, states in enumerate(texts):
        padded[row, : len(states)] = states.float()
        mask[row, : len(states)] = True
    return padded, mask


def alone(front: list[Point], back: list[Point]) -> None:
    """What a shallow model tells from the sentence alone: letters of two to four, logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    chance = random.Random(0)  # noqa: S311  no secret depends on it
    train, test = (_as_drawn(points, chance) for points in (front, back))
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=2, sublinear_tf=True)
    model = LogisticRegression(max_iter=500)
    model.fit(letters.fit_transform([sentence for _, sentence, _ in train]), [label for *_, label in train])
    labels = [label for *_, label in test]
    right = model.score(letters.transform([sentence for _, sentence, _ in test]), labels)
    print(
        f"from the sentence alone {right:.3f}; always the commonest label {max(np.bincount(labels)) / len(labels):.3f}"
    )


def _as_drawn(points: list[Point], chance: random.Random) -> list[Pair]:
    """Every sentence once beside its key point, and four of other key points beside each."""
    draws = Draws(points, chance)
    pairs = [pair for point in points for pair in point.pairs()]
    for point in points:
        for number in range(4):
            other = draws.other(point, sibling=number < 2)
            if other is not point:
                pairs.append((point.text, chance.choice(other.entails if number % 2 else other.contradicts), NEITHER))
    return pairs


if __name__ == "__main__":
    main()
