"""A small bank of items, the real encoder, and an index of the one made by the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dltutor.bank.item import Item, Option, Source
from dltutor.search.build import build
from dltutor.search.encoder import Encoder
from dltutor.search.encoders import ensure, open_encoder
from dltutor.search.searcher import Searcher

MakeItem = Callable[..., Item]


def item(place: str, question: str = "", answer: str = "", **more: object) -> Item:
    """An item at "document#label"; unanswered and a fragment where the text says so."""
    document, label = place.split("#")
    values: dict[str, object] = {
        "id": f"{document.removesuffix('.md')}/{label}",
        "kind": "open" if question else "fragment",
        "question": question,
        "answer": answer,
        "answer_status": "official" if answer else "none",
        "source": Source(document, label),
    }
    return Item(**{**values, **more})  # type: ignore[arg-type]


ITEMS = (
    item(
        "nets.md#1",
        "What does dropout do during training?",
        "Each unit is switched off at random with a fixed probability, so that no unit can rely on another. "
        "At test time every unit is on and the activations are scaled.",
        aliases=("why are neurons switched off at random",),
    ),
    item(
        "nets.md#2",
        "What is a variational autoencoder?",
        "A variational autoencoder (VAE) maps an input to a distribution over latent codes and samples from it. "
        "Its loss adds a Kullback-Leibler term to the reconstruction error.",
    ),
    item(
        "nets.md#3",
        "Why do gradients vanish in deep networks?",
        "Back-propagation multiplies many factors below one. Residual connections and normalization help.",
    ),
    item(
        "nets.md#4",
        "What is L1 regularization?",
        "It adds the sum of absolute weights to the loss, which makes many weights exactly zero.",
    ),
    item(
        "nets.md#5",
        "What is L2 regularization?",
        "It adds the sum of squared weights to the loss, which shrinks all weights.",
    ),
    item(
        "nets.md#6",
        "What does max pooling compute?",
        "It keeps the largest value of each window and so makes a feature map smaller.",
    ),
    item(
        "nets.md#7",
        "Which of these have parameters that are learned?",
        kind="choice",
        answer_status="official",
        options=(Option("a convolution", correct=True), Option("an average pooling", correct=False)),
    ),
    item(
        "exam.md#1a",
        "What does drop-out do during training?",
        "Switches units off at random.",
        answer_status="rubric",
    ),
    item("exam.md#1b", "How does a graph network aggregate the messages of its neighbours?"),
    item(
        "exam.md#2.10",
        "How large is the gradient?",
        "It is $2w(x - y)$.",
        stem="A linear neuron has the loss $(wx - y)^2$.",
        answer_status="rubric",
    ),
    item(
        "script.md#1",
        answer="Momentum keeps a running mean of past gradients, so that steps along a ravine add up.",
        answer_status="transcript",
    ),
)


@pytest.fixture
def make_item() -> MakeItem:
    return item


@pytest.fixture
def items() -> tuple[Item, ...]:
    return ITEMS


@pytest.fixture
def model(share_encoders: Callable[[Path], None], tmp_path: Path) -> None:
    """The exported encoder in a cache that is otherwise the test's own."""
    share_encoders(tmp_path / "home")


@pytest.fixture(scope="session")
def encoder(exported: Path) -> Encoder:
    assert exported.is_dir()
    return open_encoder(ensure("default"))


@pytest.fixture(scope="session")
def index(share_encoders: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("DLTUTOR_HOME", str(home))
        share_encoders(home)
        folder = tmp_path_factory.mktemp("index")
        build(ITEMS, {"nets.md": "1", "exam.md": "2", "script.md": "3"}, folder)
        yield folder


@pytest.fixture
def searcher(index: Path, encoder: Encoder) -> Searcher:
    opened = Searcher.open(index)
    opened.attach(encoder)
    return opened
