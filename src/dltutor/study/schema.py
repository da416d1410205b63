"""The tables of the history, as numbered migrations: the database's ``user_version`` counts those that it has seen.

A migration that was ever released is never edited; what changes is a new one at the end. Each is a tuple of statements
that run in one transaction, so that a crash leaves the version before it, whole.

::

    attempts    one row an answer that the student gave, with the grading that they saw
    decisions   what they decided about an attempt; the last one counts, one that says nothing takes back those before
    biases      how strict the grader is with this student, by version of the grader; can be made anew from the two

Attempts and decisions are only ever added to, which the database itself sees to: whatever is built on them (schedules,
statistics) can be made anew from them. Order is that of the ids; clocks are moved back at times.
"""

APPLICATION = 0x646C7475
"""``application_id`` of the file ("dltu"), so that another program's database is never written into."""


def _append_only(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT raise(ABORT, '{table} are only added to'); END"
        for verb in ("UPDATE", "DELETE")
    )


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,              -- UTC, ISO 8601
            item TEXT,                     -- id; NULL where the question came from elsewhere
            item_hash TEXT,                -- of the item's content as it was then
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            score REAL,                    -- the tutor's, 0..1; NULL where nothing could be graded
            grading TEXT NOT NULL,         -- JSON, evidence and all, unrounded
            version TEXT NOT NULL,         -- of the grader
            bias REAL NOT NULL             -- that the grading was made with
        )
        """,
        "CREATE INDEX attempts_item ON attempts (item)",
        """
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY,
            attempt INTEGER NOT NULL REFERENCES attempts (id),
            at TEXT NOT NULL,
            score REAL CHECK (score BETWEEN 0 AND 1),        -- of the whole; NULL where it was left as it was
            points TEXT NOT NULL,                            -- JSON: the key points that were changed, by index
            confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1))
        )
        """,
        "CREATE INDEX decisions_attempt ON decisions (attempt)",
        """
        CREATE TABLE biases (
            version TEXT PRIMARY KEY,
            value REAL NOT NULL,           -- added to every key point's logit
            overrides INTEGER NOT NULL,    -- that it was fitted to
            at TEXT NOT NULL
        )
        """,
        *_append_only("attempts"),
        *_append_only("decisions"),
    ),
)
