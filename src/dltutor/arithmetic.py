"""Arithmetic in documents and in students' answers, computed without running it as a program.

The expression, ``floor((28 + 2*1 - 3) / 2) + 1`` for instance, is parsed, and only numbers, lists, the operators
``+ - * / // % **``, the functions named below and the names that a caller has bound are carried out, so that nobody's
text can do anything but compute.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping

Value = float | int | list["Value"]

LARGEST_EXPONENT = 1024
LONGEST = 4000
"""Characters of an expression; with more, nested brackets would be a load on Python's own parser."""
MOST_NODES = 400
MOST_BITS = 20_000
"""Of a whole number raised to a power; the largest one that is a finite float has 1024."""
LARGEST_FACTORIAL = 200

CONSTANTS: dict[str, float] = {"pi": math.pi, "e": math.e}
OPERATORS: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


def _small(n: float) -> int:
    if n > LARGEST_FACTORIAL:
        raise ValueError(f"numbers above {LARGEST_FACTORIAL} are too large for factorial and comb")
    return operator.index(int(n) if n == int(n) else n)  # type: ignore[arg-type]  # a fraction is refused by index


FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": round,
    "abs": abs,
    "min": min,
    "max": max,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "tanh": math.tanh,
    "erf": math.erf,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "sum": lambda values: math.fsum(values) if any(isinstance(one, float) for one in values) else sum(values),
    "prod": math.prod,
    "mean": lambda values: math.fsum(values) / len(values),
    "factorial": lambda n: math.factorial(_small(n)),
    "comb": lambda n, k: math.comb(_small(n), _small(k)),
}


def compute(expression: str, names: Mapping[str, float] | None = None) -> float:
    """The value of an arithmetic expression.

    Args:
        expression: In Python's notation.
        names: What further names stand for; they go before constants.

    Raises:
        ValueError: It is no arithmetic, or can't be carried out; the message says why.
    """
    if len(expression) > LONGEST:
        raise ValueError("the expression is too long")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        if sum(1 for _ in ast.walk(tree)) > MOST_NODES:
            raise ValueError("the expression is too long")
        value = _value(tree.body, {**CONSTANTS, **(names or {})})
        if isinstance(value, list):
            raise ValueError("a list is no single number")  # noqa: TRY004  for the document's author, a wrong value
        if isinstance(value, complex) or not math.isfinite(value):
            raise ValueError("the value is no finite real number")
    except SyntaxError as error:
        raise ValueError("it is no arithmetic expression") from error
    except (ArithmeticError, TypeError, RecursionError, MemoryError) as error:
        raise ValueError(str(error) or "it can't be computed") from error
    return value


def _value(node: ast.AST, names: Mapping[str, float]) -> Value:  # noqa: PLR0911  one case for each kind of node
    match node:
        case ast.Constant(value=value) if type(value) in (int, float):
            return value  # type: ignore[return-value]  # the guard has settled the type
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.List(elts=entries) | ast.Tuple(elts=entries):
            return [_value(one, names) for one in entries]
        case ast.UnaryOp(op=sign, operand=operand) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(operand, names))
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
            return power(_number(base, names), _number(exponent, names))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_number(left, names), _number(right, names))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*[_value(one, names) for one in arguments])
    raise ValueError(f"{ast.unparse(node)} isn't understood")


def _number(node: ast.AST, names: Mapping[str, float]) -> float:
    value = _value(node, names)
    if isinstance(value, list):
        raise ValueError(f"{ast.unparse(node)} is a list where a number is needed")  # noqa: TRY004  as above
    return value


def power(base: float, exponent: float) -> float:
    """``base`` to the power of ``exponent``; ValueError where that would take long, as for the value's digits."""
    if abs(exponent) > LARGEST_EXPONENT:
        raise ValueError(f"exponents above {LARGEST_EXPONENT} aren't computed")
    if isinstance(base, int) and base.bit_length() * abs(exponent) > MOST_BITS:
        raise ValueError("the value has too many digits")
    return math.pow(base, exponent) if isinstance(base, float) or exponent < 0 else operator.pow(base, exponent)
