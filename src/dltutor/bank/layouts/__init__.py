"""Layouts: the shapes in which people write questions and answers down, one module each.

A layout module has two pure functions::

    score(document: Document) -> float     how sure it is that the document has this layout, 0 to 1
    parse(document: Document) -> Parsed    its items, in the order of the document, and what is doubtful

:func:`recognise` asks them all and takes the surest.
"""
