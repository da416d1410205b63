"""A small course of the tests' own, its index made once by the real encoder, and an examiner over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dltutor.bank.bank import read_corpus
from dltutor.bank.item import Item, Source
from dltutor.building import build_index
from dltutor.config import Config
from dltutor.grading.examiner import Examiner
from dltutor.grading.grader import Encode
from dltutor.progress import silent
from dltutor.search.encoders import ensure, open_encoder
from dltutor.search.searcher import Searcher

TRAINING = r"""---
title: Training
topic: optimization
---

# Training

## Regularization

### What is early stopping? {#early-stopping}

Early stopping ends the training once the loss on the validation data has not fallen for several epochs.

### What is weight decay? {#weight-decay}

Weight decay shrinks every weight by a small factor at each step, which keeps the weights small.

### What is data augmentation? {#augmentation}

Data augmentation makes new training examples by altering those at hand, such as mirrored or cropped pictures.

### Name two ways to fight overfitting. (2 points) {#overfitting}

Any of these limits what a network can learn by heart.

**Key points**

- (1p) Early stopping
- (1p) Weight decay
- (1p) Data augmentation

### What does dropout do during training? {#dropout}

It switches off each unit at random with a fixed probability, so that no unit can rely on another one. A different
thinned network is trained at every step.

**Key points**

- (1p) switches off units at random
- (1p) no unit can rely on the presence of another one

**Misconceptions**

- Dropout removes weights for good → units are only switched off for one step

**Hints**

- Think of a team in which anybody may be absent tomorrow.

### Why does momentum speed up gradient descent? {#momentum}

Momentum keeps a running average of the past gradients. Steps that alternate across a narrow valley cancel each other,
while steps along its floor add up, so that the minimum is reached sooner.

### List one advantage and one disadvantage of large batches. (2 points) {#batches}

Large batches trade memory for stability.

**Key points**

- (1p) Advantage: The gradient is less noisy. Modern hardware is used well.
- (1p) Disadvantage: They need more memory. They often generalize worse.

### How does batch normalization act while training? {#batchnorm}

It subtracts the mean of the batch from every feature and divides by its standard deviation.

### What does max pooling keep? {#max-pooling}

Max pooling keeps the largest value of every window and drops the others, which makes the feature map smaller.

### What does average pooling compute? {#average-pooling}

Average pooling replaces each window by the mean of its values, which smooths the feature map.

### How does gradient clipping keep steps bounded? {#clipping}

Its threshold is 5. The gradient is scaled down to a norm of 5 whenever its norm is larger, and its direction stays.

### How many parameters has a linear layer from 4 to 3 units with a bias? {#parameters}

15

### Which of these layers have weights? (2 points) {#layers}

- [x] A convolution — its filters are learned
- [ ] A max pooling — it only picks the largest value
- [x] A linear layer

### Explain teacher forcing.

TODO
"""

RESIT = (
    "# Deep learning resit\n\n## 1. Warm-up\n\n \n\n$$y = w_2 h + b_2$$\n\n"
    "$$h = \\tanh(w_1 x + b_1)$$\n\nThe net maps a vector  \nto a score.\n\n\n"
    "It can bend the plane  \nso that one line separates the classes.\n\n3. The slope of tanh  \n"
    "is at most one, so products of slopes shrink.\n\n4.\n\n$$J' = J + \\lambda \\|w\\|_1$$\n\n"
    "Small weights are pulled to zero.\n"
)
"""A scan without questions, which is read as a piece of text."""

MakeItem = Callable[..., Item]


def item_of(question: str, answer: str = "", **more: object) -> Item:
    """An open item with an official answer, unless told otherwise."""
    values: dict[str, object] = {
        "id": "own/1", "kind": "open", "question": question, "answer": answer, "answer_status": "official",
        "source": Source("own.md", "1"),
    }  # fmt: skip
    return Item(**{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def make_item() -> MakeItem:
    return item_of


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    (folder / "training.md").write_text(TRAINING, encoding="utf-8")
    (folder / "resit.txt").write_text(RESIT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def course_items(course: Path) -> tuple[Item, ...]:
    return tuple(read_corpus(course).items)


@pytest.fixture(scope="session")
def course_index(
    course: Path,
    course_items: tuple[Item, ...],
    share_encoders: Callable[[Path], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("DLTUTOR_HOME", str(home))
        share_encoders(home)
        folder = tmp_path_factory.mktemp("index")
        config = Config(corpus=course, index=folder)
        build_index(config, course_items, {"training.md": "1"}, rebuild=False, report=silent, stop=None)
        yield folder


@pytest.fixture(scope="session")
def encode(exported: Path) -> Encode:
    assert exported.is_dir()
    return open_encoder(ensure("default")).encode


@pytest.fixture(scope="session")
def examiner(course_index: Path, exported: Path) -> Examiner:
    assert exported.is_dir()
    searcher = Searcher.open(course_index)
    searcher.attach(open_encoder(ensure("default")))
    return Examiner(searcher)


@pytest.fixture(scope="session")
def without_documents(exported: Path) -> Examiner:
    """What grades questions that programs bring along, with no glossary and no frequencies."""
    assert exported.is_dir()
    return Examiner.without_documents()
