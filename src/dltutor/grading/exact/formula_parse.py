"""Tokens to trees: operators by precedence, products without a sign, functions with and without brackets."""

import re
from collections.abc import Collection

from dltutor.grading.exact.formula_cursor import CLOSES, Cursor
from dltutor.grading.exact.formula_names import FUNCTIONS, accented, flat, indices, segmented
from dltutor.grading.exact.formula_tokens import END, Token, tokens
from dltutor.grading.exact.formula_tree import Apply, Big, Call, Name, Node, Number, Unreadable, nodes

DEEPEST = 24
_ROUNDS = {"⌊": "floor", "⌈": "ceil"}
_STARTS = frozenset("([{⌊⌈‖|")
_BIG = {"sum": "sum", "prod": "prod", "Sigma": "sum", "Pi": "prod"}


def parse(formula: str, vocabulary: Collection[Name] = (), *, tight: bool = False) -> tuple[list[Node], list[str]]:
    """The sides of a formula and the relations between them.

    Args:
        formula: LaTeX, Unicode or typed.
        vocabulary: Names of the formula that this one is compared with; they tell what "dk" and "QK" mean.
        tight: Whether a product without a sign binds stronger than "/", so that 1/2n is 1/(2n).

    Raises:
        Unreadable: It isn't understood.
    """
    return Parser(tokens(formula), vocabulary, tight=tight).formula()


class Parser(Cursor):
    """Reads one formula from left to right."""

    def __init__(self, found: list[Token], vocabulary: Collection[Name], *, tight: bool) -> None:
        super().__init__(found, vocabulary)
        self._tight = tight
        self._depth = 0
        self._bars = 0
        self._calls = 0

    def formula(self) -> tuple[list[Node], list[str]]:
        """All sides, and the relations between them; "w -= g" is "w = w - g"."""
        sides = [self._sum()]
        relations: list[str] = []
        while self.peek().kind == "relation":
            relation = self.take().text
            side = self._sum()
            if relation in {"-=", "+="}:
                change = Apply("negate", (side,)) if relation == "-=" else side
                side, relation = Apply("add", (sides[-1], change)), "="
            sides.append(side)
            relations.append({"<=": "≤", ">=": "≥", "!=": "≠", "≈": "=", "~": "="}.get(relation, relation))
        if self.peek() is not END:
            raise Unreadable
        return sides, relations

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable
        parts = [self._signed()]
        while self.peek().text in {"+", "-"} and self.peek() is not END:
            minus = self.take().text == "-"
            part = self._signed()
            parts.append(Apply("negate", (part,)) if minus else part)
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Apply("add", tuple(parts))

    def _signed(self) -> Node:
        if self.taken("-"):
            return Apply("negate", (self._signed_once(),))
        self.taken("+")
        return self._product()

    def _signed_once(self) -> Node:
        if self.peek().text in {"-", "+"}:
            raise Unreadable
        return self._product()

    def _product(self) -> Node:
        found = self._run() if self._tight else self._power()
        while True:
            token = self.peek()
            if token.text in {"*", "/"}:
                self.take()
                if self.peek().text == "-":
                    self.take()
                    right: Node = Apply("negate", (self._power(),))
                else:
                    right = self._run() if self._tight else self._power()
                found = Apply("multiply" if token.text == "*" else "divide", (found, right))
            elif self._starts_operand():
                found = Apply("multiply", (found, self._power()))
            else:
                return found

    def _run(self) -> Node:
        """Factors side by side."""
        found = self._power()
        while self._starts_operand():
            found = Apply("multiply", (found, self._power()))
        return found

    def _starts_operand(self) -> bool:
        token = self.peek()
        if token.text in {"|", "‖"}:
            return not self._bars and not self._calls  # else it closes, or parts the arguments of a probability
        return token.kind in {"number", "word"} or token.text in _STARTS

    def _power(self) -> Node:
        base = self._operand()
        while self.taken("^"):
            base = self._raised(base)
        return base

    def _raised(self, base: Node) -> Node:
        token = self.peek()
        if token.text == "T" or (token.text == "{" and self.peek(1).text == "T" and self.peek(2).text == "}"):
            self.at += 1 if token.text == "T" else 3
            return Apply("transpose", (base,))
        if token.kind == "word" and token.text.startswith("T") and len(token.text) > 1:  # K^TV
            self.tokens[self.at] = Token("word", token.text[1:], tight=True)
            return Apply("transpose", (base,))
        if self.taken("*"):
            return Name(f"{base.base}*", base.index) if isinstance(base, Name) else base
        start = self.at
        exponent = self._exponent()
        bracketed = self.tokens[start].text == "{" and self.tokens[start + 1].text == "("
        if isinstance(base, Name) and self._is_index(base, exponent, bracketed=bracketed):
            return Name(base.base, (*base.index, *indices(self._source(start))))
        return Apply("power", (base, exponent))

    def _source(self, start: int) -> str:
        return "".join(token.text for token in self.tokens[start : self.at]).strip("{}()")

    def _is_index(self, base: Name, exponent: Node, *, bracketed: bool) -> bool:
        """Whether a superscript counts steps or layers: it is bracketed, or the other formula has it as an index."""
        names = [node for node in nodes(exponent) if isinstance(node, Name)]
        if bracketed:
            return isinstance(exponent, Number) or bool(names)
        lettered = [letter for known in self.vocabulary if known.base == base.base for letter in known.index]
        return bool(names) and len(names[0].base) == 1 and any(re.match(r"[a-z]\b", letter) for letter in lettered)

    def _exponent(self) -> Node:
        if self.peek().text in CLOSES:
            return self._bracketed()
        if self.taken("-"):
            return Apply("negate", (self._operand(),))
        return self._operand()

    def _bracketed(self) -> Node:
        opening = self.take().text
        inner = self._sum()
        if not self.taken(CLOSES[opening]):
            raise Unreadable
        return Call(Name(_ROUNDS[opening]), (inner,)) if opening in _ROUNDS else inner

    def _operand(self) -> Node:
        token = self.peek()
        if token.kind == "number":
            self.take()
            return Number(float(token.text))
        if token.text in CLOSES:
            return self._bracketed()
        if token.text in {"|", "‖"}:
            self.take()
            self._bars += 1
            inner = self._sum()
            self._bars -= 1
            if not self.taken(token.text):
                raise Unreadable
            function = Name("abs" if token.text == "|" else "norm", () if token.text == "|" else self._norm())
            return Call(function, (inner,))
        if token.kind == "word":
            return self._word()
        raise Unreadable

    def _norm(self) -> tuple[str, ...]:
        """The kind of a norm; the Euclidean one is the one without."""
        index = self.subscript()
        return () if index == ("2",) else index

    def _word(self) -> Node:
        token = self.take()
        derivative = self.derivative(token)
        if derivative is not None:
            return derivative
        if token.text in _BIG and self._is_big(token.text):
            return self._big(_BIG[token.text])
        if token.text == "mean" and self.peek().text != "_":
            return Call(Name("mean"), (self._power(),))
        function = FUNCTIONS.get(token.text) or FUNCTIONS.get(token.text.lower())
        if function and len(token.text) > 1:
            while self.peek().text == "'" and self.peek().tight:
                function += self.take().text
            return self._function(Name(function, self.subscript()))
        parts = segmented(token.text, self.vocabulary)
        if len(parts) > 1:  # a product of letters: QK; the last one carries what follows
            rest = [Token("word", part, tight=True) for part in parts]
            self.tokens[self.at : self.at] = rest[1:]
            return self._named(rest[0].text)
        return self._named(parts[0])

    def _is_big(self, sign: str) -> bool:
        """Whether a sum begins; a capital sigma may be a covariance too."""
        if sign in {"sum", "prod"} or self.peek().text == "_":
            return True
        return self._starts_operand() and all(name.base != sign for name in self.vocabulary)

    def _named(self, word: str) -> Node:
        known = next((name for name in self.vocabulary if len(word) > 1 and flat(name) == word), None)
        base, index = (known.base, known.index) if known else (word, ())
        while self.peek().kind == "accent":
            base = accented(base, self.take().text)
        if not index and self.peek().kind == "number" and self.peek().tight and self.peek().text.isdigit():
            index = (self.take().text,)
        index += self.subscript()
        if index and index[-1] in {"hat", "bar", "tilde"}:
            base, index = accented(base, index[-1]), (*index[:-1], *self.subscript())
        while self.peek().text == "'" and self.peek().tight:
            base += self.take().text
        name = Name(base, index or self.subscript())
        if self.is_call(name):
            return self._function(name)
        return self.indexed_in_brackets(name)

    def _function(self, name: Name) -> Node:
        """A function with its arguments: in brackets, or the next factor; a power on its name is one of its value."""
        name = Name(FUNCTIONS.get(name.base, name.base), name.index)
        exponent: Node | None = None
        if self.taken("^"):
            exponent = self._exponent()
        token = self.peek()
        if token.text in {"(", "["}:
            self.take()
            self._calls += 1
            arguments = [self._sum()]
            while self.peek().text in {",", "|", ";", "‖", ":"}:
                self.take()
                arguments.append(self._sum())
            self._calls -= 1
            if not self.taken(CLOSES[token.text]):
                raise Unreadable
        elif self._starts_operand() or token.text in {"|", "‖"}:
            arguments = [self._power()]
        else:
            return Name(name.base, name.index)  # sigma' = sigma (1 - sigma)
        called: Node = Call(name, tuple(arguments))
        if name.base == "inv":
            called = Apply("power", (*arguments[:1], Number(-1.0)))
        return called if exponent is None else Apply("power", (called, exponent))

    def _big(self, sign: str) -> Node:
        lower = upper = None
        index = ""
        for _ in range(2):
            if self.taken("_"):
                index, lower = self._limit()
            elif self.taken("^"):
                upper = self._exponent()
        body = self._product()
        return Big(sign, index, lower, upper, body)

    def _limit(self) -> tuple[str, Node | None]:
        """The index of a sum, and where it begins, if that is said."""
        if self.peek().text not in {"{", "("}:
            return self.take().text, None
        closing = CLOSES[self.take().text]
        index = self.take().text
        lower = None
        if self.peek().text in {"=", "∈"}:
            self.take()
            lower = self._sum()
        while self.peek().text != closing:
            if self.take() is END:
                raise Unreadable
        self.take()
        return index, lower
