"""The adapter of the default encoder: low-rank additions to its weights, learnt from the shipped course.

``adapter.safetensors`` holds for each adapted linear layer two matrices, ``NAME.down`` (inputs x rank) and ``NAME.up``
(rank x outputs), in half precision; ``evals/adapt.py`` makes it. The export adds ``(down @ up).T`` to the layer's
weight once, so that asking costs nothing more (Hu et al.: LoRA, Low-Rank Adaptation of Large Language Models, 2022).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

FILE = Path(__file__).with_name("adapter.safetensors")


def apply(network: Any) -> None:
    """Add the adapter to a network's weights, in place."""
    import torch
    from safetensors.torch import load_file

    stored = load_file(FILE)
    with torch.no_grad():
        for name in sorted(key.removesuffix(".down") for key in stored if key.endswith(".down")):
            addition = stored[f"{name}.down"].float() @ stored[f"{name}.up"].float()
            network.get_submodule(name).weight += addition.T


def save(additions: "Mapping[str, tuple[torch.Tensor, torch.Tensor]]", file: Path) -> None:
    """Write an adapter: by the layer's name, the matrix that goes down to the rank, and the one that goes up again."""
    from safetensors.torch import save_file

    tensors = {}
    for name, (down, up) in additions.items():
        tensors[f"{name}.down"], tensors[f"{name}.up"] = down.half().contiguous(), up.half().contiguous()
    save_file(tensors, file)
