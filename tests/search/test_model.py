import json
import os
from pathlib import Path

import pytest

from dltutor import paths
from dltutor.errors import ModelError
from dltutor.search import adapter, model
from dltutor.search.encoders import ensure, open_encoder
from dltutor.search.model import DEFAULT_SHA256, ModelIdentity, locate


def test_the_default_model_is_the_one_we_know_with_the_adapter() -> None:
    found = locate("default")
    assert found is not None
    assert found.name == "all-MiniLM-L6-v2"
    assert found.adapted
    assert found.hash != DEFAULT_SHA256


def test_another_adapter_makes_another_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = locate("default")
    other = tmp_path / "adapter.safetensors"
    other.write_bytes(b"another")
    monkeypatch.setattr(adapter, "FILE", other)
    assert first is not None
    assert locate("default") != first


def test_weights_that_are_not_the_ones_we_know_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "DEFAULT_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="damaged") as caught:
        locate("default")
    assert "pip install" in caught.value.hint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "my-model"
    made.mkdir()
    (made / "model.safetensors").write_bytes(b"weights")
    (made / "config.json").write_text("{}", encoding="utf-8")
    return made


def test_a_files_hash_is_remembered_until_the_file_changes(folder: Path) -> None:
    first = locate(str(folder))
    weights = folder / "model.safetensors"
    status = weights.stat()
    weights.write_bytes(b"WEIGHTS")
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert locate(str(folder)) == first  # size and time as before: not read again
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert locate(str(folder)) != first


def test_a_damaged_stamp_is_passed_over(folder: Path) -> None:
    first = locate(str(folder))
    for stamp in (paths.cache_dir() / "hashes").iterdir():
        stamp.write_text("[", encoding="utf-8")
    assert locate(str(folder)) == first


def test_any_file_of_a_model_counts_for_its_identity(folder: Path) -> None:
    first = locate(str(folder))
    (folder / "config.json").write_text('{"other": 1}', encoding="utf-8")
    assert locate(str(folder)) != first


@pytest.mark.parametrize("name", ["./nowhere", "/no/such/model", "a/b/c"])
def test_a_path_without_a_model_is_a_clear_error(name: str) -> None:
    with pytest.raises(ModelError, match="no model"):
        locate(name)


def test_a_folder_without_weights_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no weights"):
        locate(str(tmp_path))


def test_a_model_that_cannot_be_loaded_is_a_clear_error_and_leaves_nothing(folder: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded") as caught:
        ensure(str(folder))
    assert caught.value.hint
    assert not list((paths.cache_dir() / "encoders").glob("*"))


def test_an_encoder_that_was_never_exported_is_a_clear_error() -> None:
    identity = ModelIdentity("m", "0" * 64, 4, "mean", "", "", 16)
    assert ModelIdentity.from_json(json.loads(json.dumps(identity.to_json()))) == identity
    with pytest.raises(ModelError, match="missing") as caught:
        open_encoder(identity)
    assert "dltutor index" in caught.value.hint
