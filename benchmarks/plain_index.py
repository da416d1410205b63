"""Make what plain_script.py loads: the items of a corpus and a FAISS index of their questions, one vector each.

Usage: python benchmarks/plain_index.py CORPUS FOLDER
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import faiss
from sentence_transformers import SentenceTransformer

from dltutor.config import load
from dltutor.search.model import locate
from dltutor.tutor import Tutor

corpus, folder = map(Path, sys.argv[1:])
weights = locate("default")
assert weights is not None
items = [item for item in Tutor.open(replace(load(), corpus=corpus)).items() if item.question]
model = SentenceTransformer(str(weights.folder), device="cpu")
vectors = model.encode([item.question for item in items], normalize_embeddings=True)
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
faiss.write_index(index, str(folder / "plain.faiss"))
(folder / "items.jsonl").write_text("".join(json.dumps(item.to_json()) + "\n" for item in items), encoding="utf-8")
