"""Two hundred times a tutor is killed while it keeps answers, each time at another moment."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from dltutor.study.database import Database
from dltutor.study.history import History

KILLS = 200

# A process that has imported everything once; each life is a fork of it, so that a start takes milliseconds. A life
# opens the history (which mends what the kill before it left), tells what it found, and keeps answers until it is
# killed: at a moment after it has told so many things.
SERVER = """
import json, os, signal, sys, time, traceback
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from gradings import graded
from dltutor.study.attempt import Circumstances
from dltutor.study.database import Database
from dltutor.study.history import History

def live(file, pipe):
    def tell(*told):
        os.write(pipe, (json.dumps(told) + "\\n").encode())
    database = Database(file)
    history, shown = History(database), graded(0.4, 0.8)
    with database.reading() as connection:
        counts = "SELECT (SELECT count(*) FROM attempts), (SELECT count(*) FROM decisions)"
        tell("found", *connection.execute(counts).fetchone())
    while True:
        attempt = history.record(shown, Circumstances("review"), None)
        tell("attempt", attempt)
        history.decide(attempt, shown, score=None if attempt % 97 else 0.9, rating=3)
        tell("decision", attempt)

for line in sys.stdin:
    count, delay = json.loads(line)
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        try:
            live(Path(sys.argv[2]), write)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = [pipe.readline() for _ in range(count)]
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        told = [json.loads(line) for line in [*told, *pipe] if line]
    _, status = os.waitpid(child, 0)
    print(json.dumps([os.WTERMSIG(status), told]), flush=True)
"""


class Life(NamedTuple):
    """What a life found when it began (None where it was killed before), and what it said was kept."""

    found: int | None
    attempts: list[int]
    decisions: list[int]


def lives(file: Path) -> list[Life]:
    chance = random.Random(6)  # noqa: S311  moments, no secrets
    moments = "".join(f"[{chance.randrange(9)}, {chance.uniform(0, 0.004)}]\n" for _ in range(KILLS))
    command = [sys.executable, "-c", SERVER, str(Path(__file__).parent), str(file)]
    done = subprocess.run(command, input=moments, capture_output=True, text=True, check=False)
    assert not done.stderr
    ended = [json.loads(line) for line in done.stdout.splitlines()]
    assert [signal for signal, _ in ended] == [9] * KILLS
    return [
        Life(
            next((sum(numbers) for kind, *numbers in told if kind == "found"), None),
            [number for kind, number, *_ in told if kind == "attempt"],
            [number for kind, number, *_ in told if kind == "decision"],
        )
        for _, told in ended
    ]


def test_nothing_that_was_said_to_be_kept_is_lost_at_two_hundred_kills(file: Path) -> None:
    kept = 0
    begun = [life for life in lives(file) if life.found is not None]
    for life in begun:
        assert life.found in {kept, kept + 1}  # of what a life had not said yet, only the last can be there
        kept = life.found + len(life.attempts) + len(life.decisions)
    assert len(begun) > KILLS / 2
    assert sum(bool(life.attempts) for life in begun) > KILLS / 4

    database = Database(file)
    found = {one.id: one for one in History(database).attempts()}
    with database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        decisions = connection.execute("SELECT count(*) FROM decisions").fetchone()[0]
    database.close()
    assert len(found) + decisions in {kept, kept + 1}
    assert {number for life in begun for number in life.attempts} <= found.keys()
    for number in (number for life in begun for number in life.decisions):
        assert (found[number].rating, found[number].confirmed) == (3, number % 97 != 0)
