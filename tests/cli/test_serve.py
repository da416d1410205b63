"""What ``dltutor serve`` refuses and says before anything is served."""

from pathlib import Path

import pytest
from program import Run

from dltutor.cli.serve import _public, _settings
from dltutor.config import Config
from dltutor.errors import UsageError


def test_nobody_is_let_in_from_outside_by_a_host_alone(run: Run) -> None:
    refused = run("serve", "--host", "0.0.0.0")  # noqa: S104  to be refused
    assert refused.returncode == 2
    assert "would act as you" in refused.stderr
    assert "ssh -L 8000:localhost:8000" in refused.stderr
    assert refused.stdout == ""


def test_plain_and_a_browser_exclude_each_other(run: Run) -> None:
    refused = run("serve", "--plain")
    assert (refused.returncode, "Leave --plain out" in refused.stderr) == (2, True)


@pytest.mark.parametrize("url", ["study.example", "ftp://study.example", "https://study.example/below", "https://"])
def test_a_public_address_is_a_host_and_nothing_below_it(url: str) -> None:
    with pytest.raises(UsageError, match="--public-url"):
        _public(url)


def test_a_public_address_is_kept_as_browsers_tell_it() -> None:
    assert (_public("HTTPS://Study.Example:8443/"), _public("")) == ("https://study.example:8443", "")


def test_what_the_command_line_settled_reaches_the_apps_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = _settings(Config(corpus=Path("my notes; rm -rf 'x'")))
    assert settings == {"DLTUTOR_CORPUS": str(tmp_path / "my notes; rm -rf 'x'")}
    assert _settings(Config()) == {}
