"""``dltutor check``: is a corpus right by its form, and does it hold what a good one promises?"""

from dltutor.check.corpus import Checked, check_corpus
from dltutor.check.finding import Finding
from dltutor.check.summary import count, table

__all__ = ["Checked", "Finding", "check_corpus", "count", "table"]
