"""A person opens the served tutor in a browser, asks, is asked, and leaves."""

import io
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from page import Shown
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from served import Served

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian's package: chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The sandbox can't be set up by root, who runs tests in containers.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_a_person_asks_in_a_browser_answers_a_quiz_question_and_leaves(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 640})
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    shown = Shown(page)
    page.goto(served.address)
    assert page.title() == "dltutor"
    shown.wait_cursor("Ask a question")
    wide = shown.columns

    shown.say("what is gradient clipping")
    shown.press("Enter")
    answer = shown.wait("Gradient clipping rescales")
    assert "You asked: what is gradient clipping" in answer
    shown.wait("Ready")

    shown.say("/quiz pooling")
    shown.press("Enter")
    shown.wait("Quiz · question 1 of 1")
    shown.wait_cursor("Write your answer here")
    shown.say("it keeps the largest value of each window")
    shown.press("Control+d")
    shown.wait("How sure")
    shown.press("2")
    shown.wait("Source: pooling.md")

    picture = tmp_path / "feedback.png"
    page.screenshot(path=picture)
    with Image.open(io.BytesIO(picture.read_bytes())) as image:
        counted = image.convert("RGB").getcolors(1 << 24)
        assert image.size == (1000, 640)
    assert counted is not None
    commonest = max(count for count, _ in counted)
    assert len(counted) > 50, "letters, verdict and rules have colours of their own"
    assert 0.5 < commonest / (1000 * 640) < 0.99, "some of the picture is written on, and most is ground"

    page.set_viewport_size({"width": 700, "height": 500})
    page.wait_for_timeout(100)
    shown.wait("Source: pooling.md")
    assert 60 <= shown.columns < wide

    assert served.apps() != []
    shown.press("Control+q")
    shown.wait_closed()
    assert page.get_by_text("The tutor has ended").is_visible()
    page.get_by_role("button", name="Start again").click()
    shown.wait("Ask a question")
    page.close()
    assert problems == []
    assert [url for url in fetched if not url.startswith(served.address)] == []


def test_an_app_ends_with_its_tab_and_all_with_the_server(served: Served, browser: Browser) -> None:
    staying, leaving = browser.new_page(), browser.new_page()
    for page in (staying, leaving):
        shown = Shown(page)
        page.goto(served.address)
        shown.wait("Ask a question")
    served.wait_for_apps(2)  # that of the test before may still be saving
    leaving.close()
    (last,) = served.wait_for_apps(1)

    served.process.send_signal(signal.SIGINT)

    assert served.process.wait(30) == 0
    assert not Path(f"/proc/{last}").exists()
    staying.wait_for_selector("body.-closed", state="attached")
