"""The real ``dltutor serve`` over a small course, shared by the tests of a file."""

from collections.abc import Iterator

import pytest
from served import Served, serving

from small_course import Course


@pytest.fixture(scope="module")
def served(course: Course) -> Iterator[Served]:
    with serving(course) as one:
        yield one
