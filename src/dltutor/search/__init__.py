"""The search floor: items become vectors and words, and a question finds its answer.

``build`` makes an index, ``searcher`` answers from it. Both import NumPy, so ``--help`` and the first paint of the app
import neither; ``reply``, ``model`` and ``generation`` are plain data and files, safe to import anywhere.
"""
