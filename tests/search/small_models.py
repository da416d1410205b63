"""Small models with random weights, made on the spot: every kind of file that sentence-transformers writes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from dltutor.search.model import locate_reranker
from dltutor.search.reranker import Reranker
from dltutor.search.reranker_export import export_reranker

WORDS = (
    "what why how is are the a of and to in it does do during training test time dropout units switched off random "
    "network layer gradient loss weights vanish explode pooling keeps largest value window regularization adds sum "
    "squares absolute momentum running mean past steps question answer query passage search document learning deep"
)
BERTS_MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
ROBERTAS_MARKS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
SENTENCES = (
    "What does dropout do during training, and what at test time?",
    "Why?",
    "The gradient of the loss is passed back layer by layer, and the weights move.",
    "Pooling keeps the largest value of a window. " * 20,
    "",
)
BERTS = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), BERTS_MARKS, strict=True))
ROBERTAS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}
ROBERTAS |= {"cls_token": "<s>", "sep_token": "</s>"}


def wordpiece() -> PreTrainedTokenizerFast:
    """As BERT's: lower case, [CLS] and [SEP], the padding token first."""
    letters = [chr(code) for code in range(97, 123)]
    tokens = [*BERTS_MARKS, *WORDS.split(), *".,?", *letters]
    tokens += [f"##{letter}" for letter in letters]
    vocabulary = {token: number for number, token in enumerate(dict.fromkeys(tokens))}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token=BERTS["unk_token"]))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        model_max_length=64,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
        **BERTS,
    )


def unigram() -> PreTrainedTokenizerFast:
    """As XLM-R's: SentencePiece unigrams that mark the beginning of a word, the padding token second."""
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=200,
        special_tokens=list(ROBERTAS_MARKS),
        unk_token=ROBERTAS["unk_token"],
        show_progress=False,
        initial_alphabet=["?", "."],
    )
    made.train_from_iterator([WORDS, *SENTENCES] * 4, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=64, **ROBERTAS)


def byte_pairs() -> PreTrainedTokenizerFast:
    """As RoBERTa's and the decoders': byte-level pairs that mark a space before a word."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=list(ROBERTAS_MARKS),
        show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    made.train_from_iterator([WORDS, *SENTENCES] * 4, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=64, **ROBERTAS)


def network(folder: Path, kind: str, tokenizer: PreTrainedTokenizerFast, seed: int = 0, **more: Any) -> Path:
    """Write a random transformer and its tokenizer, as transformers itself lays them out."""
    from transformers import AutoConfig, AutoModel, AutoModelForSequenceClassification

    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
    values: dict[str, Any] = {"vocab_size": len(tokenizer), "max_position_embeddings": 64, **sizes, **more}
    if tokenizer.pad_token_id:
        values |= {"pad_token_id": tokenizer.pad_token_id, "bos_token_id": 0, "eos_token_id": 2}
    torch.manual_seed(seed)
    heads = "num_labels" in more
    made = (AutoModelForSequenceClassification if heads else AutoModel).from_config(
        AutoConfig.for_model(kind, **values)
    )
    with torch.no_grad():
        for weight in made.parameters():
            if weight.dim() > 1:
                weight.normal_(0.0, 0.2)  # the usual 0.02 gives all texts nearly the same vector
    made.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def sentence_model(
    folder: Path, transformer: Path, rest: Sequence[Any] = (), pooling: Any = "mean", **more: Any
) -> Path:
    """Save a model of a transformer, pooling and further modules, as sentence-transformers lays it out today."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    length = more.pop("max_seq_length", None)
    first = Transformer(str(transformer))
    modules = [first, Pooling(first.get_embedding_dimension(), pooling), *rest]
    made = SentenceTransformer(modules=modules, device="cpu", **more)
    if length is not None:
        made.max_seq_length = length
    made.save(str(folder))
    return folder


def old_layout(folder: Path, transformer: Path) -> Path:
    """What sentence-transformers 1 and 2 wrote: other module names, a word for each kind of pooling."""
    from transformers import AutoModel, AutoTokenizer

    network = AutoModel.from_pretrained(transformer)
    folder.mkdir()
    network.config.save_pretrained(folder)
    torch.save(network.state_dict(), folder / "pytorch_model.bin")
    AutoTokenizer.from_pretrained(transformer).save_pretrained(folder)
    old = [("0", "", "Transformer"), ("1", "1_Pooling", "Pooling")]
    modules = [
        {"idx": int(name), "name": name, "path": path, "type": f"sentence_transformers.models.{kind}"}
        for name, path, kind in old
    ]
    pooling = {"word_embedding_dimension": 32, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True}
    pooling |= {"pooling_mode_max_tokens": False, "pooling_mode_mean_sqrt_len_tokens": False}
    (folder / "1_Pooling").mkdir()
    for name, content in (
        ("modules.json", modules),
        ("1_Pooling/config.json", pooling),
        ("sentence_bert_config.json", {"max_seq_length": 24, "do_lower_case": False}),
        ("config_sentence_transformers.json", {"__version__": {"sentence_transformers": "2.0.0"}}),
    ):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def cross_encoder(folder: Path, transformer: Path, activation: Any = None, **more: Any) -> Path:
    """Save a transformer with a head as a cross-encoder; it ends in a sigmoid unless told otherwise."""
    from sentence_transformers import CrossEncoder

    CrossEncoder(str(transformer), device="cpu", activation_fn=activation, **more).save_pretrained(str(folder))
    return folder


def exported_reranker(model: Path, place: Path) -> Reranker:
    """Export a cross-encoder to ``place/rerankers`` and open it."""
    identity = export_reranker(locate_reranker(str(model)), place / "rerankers", lambda _: None)
    return Reranker(place / "rerankers" / identity.key)
