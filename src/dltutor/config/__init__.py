"""The configuration: one frozen dataclass, filled from defaults, the TOML file, the environment and the command line.

Later sources win. A key that isn't known is an error that names the nearest one, because a setting that is silently
ignored is worse than none. Its fields say of themselves all that checks, screens and documentation need to know.
"""

from dltutor.config.settings import SETTINGS, Config, Setting
from dltutor.config.sources import ENVIRONMENT, Origin, apply, checked, known, load, origin, read_file

__all__ = [
    "ENVIRONMENT",
    "SETTINGS",
    "Config",
    "Origin",
    "Setting",
    "apply",
    "checked",
    "known",
    "load",
    "origin",
    "read_file",
]
