"""A cursor over a formula's tokens, and what is read without looking into expressions: indices and derivatives."""

from collections.abc import Collection

from dltutor.grading.exact.formula_names import FUNCTIONS, OPAQUE, accented, indices
from dltutor.grading.exact.formula_tokens import END, Token
from dltutor.grading.exact.formula_tree import GRADIENT, Name, Unreadable

CLOSES = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}


class Cursor:
    """A place in a formula; ``tokens`` end with :data:`END`."""

    def __init__(self, found: list[Token], vocabulary: Collection[Name]) -> None:
        self.tokens = [*found, END]
        self.vocabulary = vocabulary
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one further on."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, moving past it."""
        token = self.peek()
        self.at += token is not END
        return token

    def taken(self, text: str) -> bool:
        """Whether the next token is this one; moves past it if so."""
        if self.peek().text != text or self.peek() is END:
            return False
        self.at += 1
        return True

    def inside(self) -> list[Token]:
        """The tokens in the bracket that comes next."""
        found: list[Token] = []
        depth, at = 0, self.at
        while at < len(self.tokens) - 1:
            text = self.tokens[at].text
            depth += (text in {"(", "["}) - (text in {")", "]"})
            if not depth:
                break
            found.append(self.tokens[at])
            at += 1
        return found[1:]

    def subscript(self) -> tuple[str, ...]:
        """The indices that come next; none where there is no subscript."""
        if not self.taken("_"):
            return ()
        opening = self.peek().text
        if opening in {"{", "("}:
            start = self.at
            self._pass_group(opening)
            return indices("".join(token.text for token in self.tokens[start + 1 : self.at - 1]))
        first = self.take()
        if first.kind not in {"word", "number"}:
            raise Unreadable
        text = first.text
        while self.peek().kind == "number" and self.peek().tight:
            text += self.take().text
        inside = self.inside() if self.peek().text == "(" and self.peek().tight else []
        if inside and self.peek(len(inside) + 2).text == "[":  # E_q(z|x)[...]
            self.at += len(inside) + 2
            text += f"({''.join(token.text for token in inside)})"
        return indices(text)

    def _pass_group(self, opening: str) -> None:
        depth = 0
        while True:
            token = self.take()
            depth += (token.text == opening) - (token.text == CLOSES[opening])
            if not depth:
                return
            if token is END:
                raise Unreadable

    def derivative(self, token: Token) -> Name | None:
        """A gradient or partial derivative that begins with a token; None where none does."""
        if token.text == "∇":
            by = self.subscript()
            of = ""
            if self.peek().kind == "word" and self.peek().text not in FUNCTIONS and self.peek().text not in {"∂", "∇"}:
                of, by = self._derived(by)
            elif self.peek().text == "(" and self.peek(2).text == ")":
                of = self.peek(1).text
                self.at += 3
            return Name(GRADIENT, (of, "".join(by)))
        return self._quotient(token)

    def _derived(self, by: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """What stands behind a nabla: a function's name; its argument is what it is derived by."""
        of = self.take().text
        self.subscript()
        if self.peek().text == "(" and self.peek().tight:
            inside = self.inside()
            if not by and inside and inside[0].kind == "word":
                by = (inside[0].text,)
            self.at += len(inside) + 2
        return of, by

    def _quotient(self, token: Token) -> Name | None:
        """``∂L/∂w`` and ``dL/dw``."""
        start = self.at
        of = self._differential(token)
        if of is not None and self.taken("/"):
            wrapped = self.taken("(")
            by = self._differential(self.take())
            if by and (not wrapped or self.taken(")")):
                return Name(GRADIENT, (of, by))
        self.at = start
        if token.text == "∂":
            raise Unreadable
        return None

    def _differential(self, token: Token) -> str | None:
        """The name behind a d; None where the token begins no differential."""
        if token.text in {"∂", "d"}:
            if self.peek().kind != "word":
                return None
            name = self.take().text
        elif token.kind == "word" and token.text.startswith("d") and len(token.text) > 1:
            name = token.text[1:]
        else:
            return None
        while self.peek().kind == "accent":
            name = accented(name, self.take().text)
        if self.peek().kind == "number" and self.peek().tight:
            name += self.take().text
        name += "".join(self.subscript())
        if self.peek().text == "(" and self.peek().tight:
            self.at += len(self.inside()) + 2
        return name

    def indexed_in_brackets(self, name: Name) -> Name:
        """``h(t-1)`` and ``h[t-1]`` for an h that the other formula has with such an index."""
        known = {other.index for other in self.vocabulary if other.base == name.base and other.index}
        if self.peek().text in {"(", "["} and self.peek().tight and known:
            start = self.at
            self.take()
            depth = 1
            while depth and self.peek() is not END:
                depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(self.take().text, 0)
            inside = indices("".join(token.text for token in self.tokens[start + 1 : self.at - 1]))
            if inside in known:
                return Name(name.base, inside)
            self.at = start
        loose = (*name.index[:-1], f"{name.index[-1]}{self.peek().text}{self.peek(1).text}") if name.index else ()
        if loose in known and self.peek().tight and self.peek(1).tight:  # h_t-1
            self.at += 2
            return Name(name.base, loose)
        return name

    def is_call(self, name: Name) -> bool:
        """Whether a bracket right behind a name holds arguments, not a factor."""
        token = self.peek()
        if token.text not in {"(", "["} or not token.tight:
            return False
        if token.text == "[" and name.base not in {"E", "Var", "Cov", "H"}:
            return False
        inside = self.inside()
        if any(part.text in {",", "|", ";", "‖"} for part in inside):
            return True
        if name.base.rstrip("'*") not in OPAQUE:
            return False
        bare = [place for place, part in enumerate(inside) if part.text == name.base]
        if any(place + 1 == len(inside) or inside[place + 1].text != "(" for place in bare):
            return False  # p(1 - p)
        return bool(inside) and (inside[0].kind != "number" or name.base == "sigma")
