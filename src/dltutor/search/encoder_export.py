"""Turn a sentence-transformers model into an ONNX encoder: its own pooling and layers, and unit length after them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dltutor.errors import ModelError
from dltutor.search import adapter
from dltutor.search.graph import (
    complete_folder,
    first_line,
    most_tokens,
    read_json,
    write_graph,
    write_meta,
    write_optimised,
    write_tokenizer,
)
from dltutor.search.model import ModelIdentity, Precision, Weights

if TYPE_CHECKING:
    import torch

SAMPLES = (
    "Why?",
    "What does batch normalisation do during training, and what at test time?",
    "The gradient of the loss is passed back layer by layer with the chain rule. " * 12,
)
LEAST_COSINE = {"fp32": 0.9999, "int8": 0.95}
"""How near to torch an export must come before it is used; dynamic int8 reaches 0.976 at worst on short texts."""
STATIC = "StaticEmbedding"
MAX_STATIC_TOKENS = 8192
"""Without attention a text's length costs little."""
ANOTHER = "Choose another model, or go back with: dltutor index --model default"


def export_encoder(weights: Weights, folder: Path, precision: Precision, tell: Callable[[int], None]) -> ModelIdentity:
    """Write a model's encoder to ``folder/<key>`` in one step: nobody ever sees half of it.

    Args:
        weights: The model.
        folder: Where encoders are kept.
        precision: "fp32" or "int8".
        tell: Told the number of each of the four stages as it begins.

    Raises:
        ModelError: The model can't be loaded or exported, or its export differs from what torch computes.
    """
    tell(0)
    _refuse_other_kinds(weights)
    model = _load(weights)
    identity = _identity(model, weights, precision)
    with complete_folder(folder / identity.key) as (made, scratch):
        tell(1)
        whole = _whole(model, identity.dimension)
        write_graph(whole, ("input_ids", "attention_mask"), scratch / "plain.onnx", max_tokens=identity.max_tokens)
        _write_tokenizer(model, identity, made)
        tell(2)
        write_optimised(scratch / "plain.onnx", made, precision)
        write_meta(identity.to_json(), made)
        tell(3)
        _check(model, made, identity)
    return identity


def _refuse_other_kinds(weights: Weights) -> None:
    """Models that give no vector for a text: sentence-transformers would load some of them, and make one up."""
    saved = read_json(weights.folder / "config_sentence_transformers.json").get("model_type", "SentenceTransformer")
    built = "".join(read_json(weights.folder / "config.json").get("architectures") or ["none"])
    if saved == "CrossEncoder" or built.endswith("ForSequenceClassification"):
        raise ModelError(
            f"{weights.name!r} is a cross-encoder: it scores pairs of texts and gives no vectors.",
            hint="Use it to re-rank instead: dltutor ask --reranker PATH",
        )
    if saved != "SentenceTransformer":
        raise ModelError(f"{weights.name!r} is a {saved}, which doesn't give one vector for a text.", hint=ANOTHER)


def _load(weights: Weights) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(weights.folder), device="cpu", local_files_only=True)
        model.float().eval()  # many are kept in half precision, which ONNX Runtime has no kernels for on a CPU
        first: Any = model[0]
        if weights.adapted:
            adapter.apply(first.auto_model)
    except Exception as error:  # whatever a stranger's model folder does wrong
        raise ModelError(
            f"The model {weights.name!r} can't be loaded: {first_line(error)}",
            hint="It must be a model that sentence-transformers can load without running code of the model's own.",
        ) from error
    kind = type(first).__name__
    if kind == STATIC:
        return model
    if not hasattr(first, "auto_model"):
        raise ModelError(
            f"The model {weights.name!r} can't be exported: it begins with a {kind}, not with a transformer.",
            hint=ANOTHER,
        )
    if not getattr(model.tokenizer, "is_fast", False):
        raise ModelError(f"The model {weights.name!r} has no fast tokenizer.", hint=ANOTHER)
    # Plain attention gives a smaller graph than the fused kind, and the same vectors.
    first.auto_model.set_attn_implementation("eager")
    return model


def _identity(model: Any, weights: Weights, precision: Precision) -> ModelIdentity:
    pooling = next((module for module in model if hasattr(module, "pooling_mode")), None)
    query, document = _prompts(model)
    if (query or document) and pooling is not None and not getattr(pooling, "include_prompt", True):
        raise ModelError(f"{weights.name!r} pools without its prompt, which isn't supported.", hint=ANOTHER)
    mode = getattr(pooling, "pooling_mode", "mean")
    if type(model[0]).__name__ == STATIC:
        tokens = MAX_STATIC_TOKENS
    else:
        tokens = model.max_seq_length = most_tokens(model)  # the check below compares texts that are cut alike
    return ModelIdentity(
        name=weights.name,
        hash=weights.hash,
        dimension=int(model.get_embedding_dimension()),
        pooling=mode if isinstance(mode, str) else "+".join(mode),
        query_prompt=query,
        document_prompt=document,
        max_tokens=tokens,
        precision=precision,
    )


def _prompts(model: Any) -> tuple[str, str]:
    """What goes before a question, and before a text that is indexed, by the names that sentence-transformers knows.

    A model that names neither, but a prompt for everything, gets that one before both.
    """
    prompts = {key: text for key, text in (model.prompts or {}).items() if text}
    query = prompts.get("query", "")
    document = next((prompts[name] for name in ("document", "passage", "corpus") if name in prompts), "")
    default = prompts.get(model.default_prompt_name, "")
    return (query, document) if query or document else (default, default)


def _whole(model: Any, dimension: int) -> "torch.nn.Module":
    """The model as one module, from token numbers and mask to unit vectors, shortened where the model says so."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: "torch.Tensor", attention_mask: "torch.Tensor") -> "torch.Tensor":
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            modules = list(self.model)
            if type(modules[0]).__name__ == STATIC:
                features["sentence_embedding"] = _mean(modules.pop(0).embedding.weight[input_ids], attention_mask)
            for module in modules:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"][:, :dimension], p=2, dim=1)

    return Whole()


def _mean(vectors: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
    """The mean of the tokens' vectors, which StaticEmbedding computes from a list of tokens without padding."""
    counted = mask.unsqueeze(-1).to(vectors.dtype)
    return (vectors * counted).sum(1) / counted.sum(1).clamp(min=1.0)


def _write_tokenizer(model: Any, identity: ModelIdentity, made: Path) -> None:
    if type(model[0]).__name__ == STATIC:
        from tokenizers import Tokenizer, processors

        backend = Tokenizer.from_str(model[0].tokenizer.to_str())
        backend.post_processor = processors.TemplateProcessing(single="$A", special_tokens=[])  # it adds no [CLS]
        backend.no_padding()
        backend.enable_truncation(identity.max_tokens)
        backend.save(str(made / "tokenizer.json"))
        vocabulary = backend.get_vocab()
    else:
        write_tokenizer(model.tokenizer, identity.max_tokens, made / "tokenizer.json")
        vocabulary = model.tokenizer.get_vocab()
    (made / "words.txt").write_text("\n".join(whole_words(vocabulary)), encoding="utf-8")


def whole_words(vocabulary: Iterable[str]) -> list[str]:
    """The words that a tokenizer doesn't take apart, in lower case: what spelling repair leaves alone.

    WordPiece marks what goes on within a word (``##``), SentencePiece and byte pairs what begins one.
    """
    tokens = list(vocabulary)
    beginning = [token[1:] for token in tokens if token.startswith(("▁", "Ġ"))]
    words = (token.lower() for token in beginning or tokens if not token.startswith("##"))
    return sorted({word for word in words if word.isalpha() and len(word) > 1})


def _check(model: Any, made: Path, identity: ModelIdentity) -> None:
    """The export must give the vectors that sentence-transformers gives, with either prompt."""
    import numpy as np

    from dltutor.search.encoder import Encoder

    encoder = Encoder(made)
    for prompt in {identity.query_prompt, identity.document_prompt}:
        try:
            expected = model.encode(list(SAMPLES), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
            found = encoder.encode([prompt + sample for sample in SAMPLES])
            cosine = float(np.min(np.sum(expected * found, axis=1)))
        except Exception as error:  # the model's own code, and ONNX Runtime's bare exceptions
            raise ModelError(
                f"The model {identity.name!r} can't encode a text: {first_line(error)}", hint=ANOTHER
            ) from error
        if not cosine >= LEAST_COSINE[identity.precision]:
            raise ModelError(
                f"The exported encoder differs from {identity.name!r} (cosine {cosine:.4f}).",
                hint="Choose another model, or fp32.",
            )
