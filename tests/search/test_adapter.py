from pathlib import Path

import pytest
import torch

from dltutor.search import adapter


class Network(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = torch.nn.Linear(6, 4)
        self.second = torch.nn.Linear(4, 4)


@pytest.fixture
def additions() -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    torch.manual_seed(0)
    return {"first": (torch.randn(6, 2).half().float(), torch.randn(2, 4).half().float())}


def test_an_adapter_adds_its_product_to_the_weights_it_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, additions: dict[str, tuple[torch.Tensor, torch.Tensor]]
) -> None:
    monkeypatch.setattr(adapter, "FILE", tmp_path / "adapter.safetensors")
    adapter.save(additions, adapter.FILE)
    network = Network()
    inputs = torch.randn(3, 6)
    down, up = additions["first"]
    expected = network.first(inputs) + inputs @ down @ up
    untouched = network.second.weight.clone()

    adapter.apply(network)

    torch.testing.assert_close(network.first(inputs), expected)
    assert torch.equal(network.second.weight, untouched)


def test_the_packaged_adapter_is_small_and_fits_the_default_model() -> None:
    from sentence_transformers import SentenceTransformer

    from dltutor.search.model import locate

    found = locate("default")
    assert found is not None
    model = SentenceTransformer(str(found.folder), device="cpu")
    asked = "spots with zero slope that are neither valley nor hilltop"
    meant, other = "a saddle point of the loss surface", "a valley of the loss surface"
    before = model.encode([asked, meant, other], normalize_embeddings=True)
    adapter.apply(model[0].auto_model)
    after = model.encode([asked, meant, other], normalize_embeddings=True)

    assert adapter.FILE.stat().st_size < 2_000_000
    assert after[0] @ after[1] - after[0] @ after[2] > before[0] @ before[1] - before[0] @ before[2]
