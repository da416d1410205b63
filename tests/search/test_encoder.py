import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dltutor.errors import ModelError, Stopped
from dltutor.search.encoder import Encoder

TEXTS = [
    "Why?",
    "What does dropout do during training, and what at test time?",
    "The gradient of the loss is passed back layer by layer. " * 40,
    "Ein Satz in einer anderen Sprache.",
    "",
]


def test_vectors_have_unit_length_and_come_in_the_order_of_the_texts(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert vectors[::-1] == pytest.approx(encoder.encode(TEXTS[::-1]), abs=1e-6)


def test_like_texts_are_nearer_than_unlike_ones(encoder: Encoder) -> None:
    one, like, unlike = encoder.encode(
        ["How does dropout regularize a network?", "Why do we drop units at random?", "How long do I boil an egg?"]
    )
    assert one @ like > one @ unlike + 0.2


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(others=st.lists(st.text(max_size=200), max_size=12))
def test_a_vector_does_not_depend_on_what_else_is_encoded(encoder: Encoder, others: list[str]) -> None:
    text = TEXTS[1]
    assert encoder.encode([*others, text])[-1] == pytest.approx(encoder.encode([text])[0], abs=1e-6)


def test_bulk_work_gives_the_vectors_that_single_questions_get(encoder: Encoder, exported: Path) -> None:
    bulk = Encoder(exported / encoder.identity.key, threads=2)
    assert bulk.encode(TEXTS) == pytest.approx(np.stack([encoder.encode_query(text) for text in TEXTS]), abs=1e-6)


def test_texts_are_cut_at_the_models_length(encoder: Encoder) -> None:
    long = "loss " * 300
    assert encoder.encode([long])[0] == pytest.approx(encoder.encode([long + "zebra"])[0], abs=1e-6)


def test_progress_is_reported_up_to_the_last_text(encoder: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    encoder.encode(TEXTS, report=lambda now: seen.append((now.done, now.total)))
    assert seen[-1] == (len(TEXTS), len(TEXTS))


def test_encoding_stops_when_told(encoder: Encoder) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        encoder.encode(TEXTS, stop=stop)


@pytest.mark.parametrize("damaged", ["meta.json", "model.onnx", "tokenizer.json"])
def test_a_damaged_encoder_is_a_clear_error(encoder: Encoder, exported: Path, tmp_path: Path, damaged: str) -> None:
    for file in (exported / encoder.identity.key).iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / damaged).unlink()
    (tmp_path / damaged).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="can't be opened") as caught:
        Encoder(tmp_path)
    assert "dltutor index" in caught.value.hint
