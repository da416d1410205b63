"""The search floor: items become vectors and words, and a question finds its answer.

Nothing here is imported on the way to ``--help`` or to the app's first paint: this package's heavy modules (numpy,
FAISS, ONNX Runtime, bm25s) are loaded by the function that needs them. ``reply`` is plain data and safe to import.
"""
