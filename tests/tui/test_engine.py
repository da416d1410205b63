"""The engine with its real threads; messages are taken from a queue."""

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

import pytest
from fake_tutor import World
from textual.message import Message

from dltutor.errors import DltutorError, IndexProblem, ModelError
from dltutor.tui import messages
from dltutor.tui.engine import Engine
from dltutor.tui.worker import Worker

LONG = 10.0
"""Seconds after which a message is taken to be lost."""
Kind = TypeVar("Kind", bound=Message)


class Driven:
    """An engine, and what it has posted."""

    def __init__(self, world: World) -> None:
        self.posted: queue.Queue[Message] = queue.Queue()
        self.engine = Engine(self.posted.put, world.tutor)

    def wait(self, kind: type[Kind]) -> Kind:
        while True:
            message = self.posted.get(timeout=LONG)
            if isinstance(message, kind):
                return message

    def wait_stage(self, stage: messages.Stage) -> messages.EngineState:
        while (state := self.wait(messages.EngineState)).stage != stage:
            pass
        return state


@pytest.fixture
def driven(world: World) -> Iterator[Driven]:
    driven = Driven(world)
    yield driven
    for gate in (world.gate.load, world.gate.warm, world.gate.build):
        gate.set()
    driven.engine.stop()
    assert driven.engine.join(LONG)


def test_the_engine_says_when_it_can_answer_by_words_and_when_by_meaning(driven: Driven) -> None:
    driven.engine.start()
    stages = [driven.wait(messages.EngineState).stage for _ in range(3)]
    assert stages == ["loading", "words", "ready"]


def test_a_question_asked_while_loading_gets_two_answers_the_second_final(driven: Driven, world: World) -> None:
    world.gate.load.clear()
    world.gate.warm.clear()
    driven.engine.start()
    driven.engine.ask(7, "What does dropout do?")
    world.gate.load.set()
    first = driven.wait(messages.AnswerReady)
    world.gate.warm.set()
    second = driven.wait(messages.AnswerReady)
    assert (first.ticket, first.final, first.reply.provisional) == (7, False, True)
    assert (second.ticket, second.final, second.reply.provisional) == (7, True, False)


def test_an_encoder_that_fails_leaves_final_answers_by_words(driven: Driven, world: World) -> None:
    world.fails["warm"] = ModelError("damaged")
    world.gate.warm.clear()
    driven.engine.start()
    driven.engine.ask(1, "a")
    assert not driven.wait(messages.AnswerReady).final
    world.gate.warm.set()
    assert driven.wait_stage("words only").message == "damaged"
    assert driven.wait(messages.AnswerReady).final


def test_an_index_that_cannot_be_read_is_a_state_with_a_hint(driven: Driven, world: World) -> None:
    world.fails["load"] = IndexProblem("The index is damaged.")
    driven.engine.start()
    state = driven.wait_stage("failed")
    assert state.message == "The index is damaged."
    assert state.hint


def test_asking_goes_on_during_a_build_and_uses_the_new_index_after(driven: Driven, world: World) -> None:
    world.gate.build.clear()
    driven.engine.start()
    driven.wait_stage("ready")
    driven.engine.build()
    driven.wait(messages.BuildProgress)
    driven.engine.ask(1, "What does dropout do?")
    assert driven.wait(messages.AnswerReady).final
    world.gate.build.set()
    assert driven.wait(messages.BuildDone).report.kept == 7
    driven.wait_stage("ready")


def test_a_build_stops_when_told_and_can_be_started_again(driven: Driven, world: World) -> None:
    world.gate.build.clear()
    driven.engine.start()
    driven.engine.build()
    driven.wait(messages.BuildProgress)
    driven.engine.cancel()
    assert driven.wait(messages.BuildEnded).stopped
    world.gate.build.set()
    driven.engine.build()
    driven.wait(messages.BuildDone)


def test_what_fails_inside_becomes_a_message_and_the_thread_lives_on(driven: Driven, world: World) -> None:
    world.fails["library"] = DltutorError("no", hint="yes")
    driven.engine.start()
    driven.engine.read_library()
    failed = driven.wait(messages.Failed)
    assert (failed.message, failed.hint) == ("no", "yes")
    del world.fails["library"]
    driven.engine.read_library()
    assert driven.wait(messages.LibraryRead).items == world.items


def test_a_fault_of_our_own_is_told_without_a_traceback(
    driven: Driven, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("fake_tutor.FakeTutor.stale", lambda _: 1 / 0)
    driven.engine.start()
    driven.engine.look()
    failed = driven.wait(messages.Failed)
    assert "division by zero" in failed.message
    assert "Traceback" not in failed.message
    assert "ZeroDivisionError" in caplog.text


def test_nothing_is_posted_after_the_stop(driven: Driven, world: World) -> None:
    world.gate.load.clear()
    driven.engine.start()
    driven.wait(messages.EngineState)
    driven.engine.stop()
    world.gate.load.set()
    assert driven.engine.join(LONG)
    assert driven.posted.empty()


def test_stopping_stops_a_build(driven: Driven, world: World) -> None:
    world.gate.build.clear()
    driven.engine.start()
    driven.engine.build()
    driven.wait(messages.BuildProgress)
    driven.engine.stop()
    assert driven.engine.join(LONG)


def test_a_thread_that_cannot_stop_is_told_apart() -> None:
    worker, held, begun = Worker("stuck"), threading.Event(), threading.Event()
    worker.start()

    def stuck() -> None:
        begun.set()
        held.wait(LONG)

    worker.put(stuck)
    assert begun.wait(LONG)
    worker.stop()
    assert not worker.join(0.0)
    held.set()
    assert worker.join(LONG)


def test_only_the_latest_job_of_a_slot_is_done() -> None:
    worker, done = Worker("slots"), []
    finished = threading.Event()
    for number in range(3):
        worker.put(lambda number=number: done.append(number), slot="same")
    worker.put(lambda: done.append(99))
    worker.put(finished.set)
    worker.start()
    assert finished.wait(LONG)
    worker.stop()
    assert worker.join(LONG)
    assert done == [2, 99]
