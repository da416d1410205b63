"""The tables of the history, as numbered migrations: the database's ``user_version`` counts those that it has seen.

A migration that was ever released is never edited; what changes is a new one at the end. Each is a tuple of statements
that run in one transaction, so that a crash leaves the version before it, whole.

::

    attempts    one row an answer that the student gave, with the grading that they saw
    decisions   what they decided about an attempt; the last one counts, one that says nothing takes back those before
    biases      how strict the grader is with this student, by version of the grader; can be made anew from the two
    cards       one row an item that was ever studied
    links       which item of the documents a card belongs to; the last one counts
    actions     what the student did to a card: added, suspended, resumed, buried, flagged it; the last one counts
    plans       exam date and minutes a day; the last one counts
    exams       one row an exam that was begun, with the paper as it was then
    exam_states how far an exam is: clock, position, handed in; overwritten while it is sat
    exam_parts  the state of each part of an exam: answer, flag, seconds, marks; overwritten likewise

All but biases, exam_states and exam_parts are only ever added to, which the database itself sees to: whatever is built
on them (schedules, statistics) is computed from them and can't go stale. Order is that of the ids; clocks are moved
back at times. Days are study days; see :mod:`dltutor.study.day`.
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
    (
        "CREATE TABLE cards (id INTEGER PRIMARY KEY, at TEXT NOT NULL)",
        """
        CREATE TABLE links (
            id INTEGER PRIMARY KEY,
            card INTEGER NOT NULL REFERENCES cards (id),
            at TEXT NOT NULL,
            day INTEGER NOT NULL,
            item TEXT NOT NULL,            -- id
            item_hash TEXT NOT NULL,       -- of all that identity looks at, place included
            explicit INTEGER NOT NULL CHECK (explicit IN (0, 1)),  -- whether the document names the id itself
            document TEXT NOT NULL,
            label TEXT NOT NULL,
            question TEXT NOT NULL,        -- as the document has it; these three are empty where nothing changed
            wording TEXT NOT NULL,         -- question, stem and options normalised: what an item is recognised by
            answer TEXT NOT NULL,          -- normalised: what a changed answer is noticed by
            reason TEXT NOT NULL
        )
        """,
        "CREATE INDEX links_card ON links (card)",
        """
        CREATE TABLE actions (
            id INTEGER PRIMARY KEY,
            card INTEGER NOT NULL REFERENCES cards (id),
            at TEXT NOT NULL,
            day INTEGER NOT NULL,
            kind TEXT NOT NULL
        )
        """,
        "CREATE INDEX actions_card ON actions (card)",
        """
        CREATE TABLE plans (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            exam INTEGER,                  -- study day; NULL for none
            minutes INTEGER NOT NULL       -- a day
        )
        """,
        """
        CREATE TABLE exams (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            name TEXT NOT NULL,
            paper TEXT NOT NULL,           -- JSON: the paper with its items as they were then
            seconds REAL,                  -- allowed; NULL without a clock
            predicted REAL                 -- credits that the student expected; NULL where they didn't say
        )
        """,
        """
        CREATE TABLE exam_states (
            exam INTEGER PRIMARY KEY REFERENCES exams (id),
            at TEXT NOT NULL,
            used REAL NOT NULL,            -- seconds on the clock
            position INTEGER NOT NULL,     -- of the part that is looked at
            handed_in TEXT,                -- when; NULL while it is sat
            reported TEXT                  -- when marking was closed; NULL before
        )
        """,
        """
        CREATE TABLE exam_parts (
            exam INTEGER NOT NULL REFERENCES exams (id),
            part INTEGER NOT NULL,         -- from 0
            answer TEXT NOT NULL,
            flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
            seconds REAL NOT NULL,         -- spent on it
            marks TEXT,                    -- JSON; NULL before it is marked
            PRIMARY KEY (exam, part)
        )
        """,
        "ALTER TABLE attempts ADD COLUMN card INTEGER REFERENCES cards (id)",
        "ALTER TABLE attempts ADD COLUMN day INTEGER",
        "ALTER TABLE attempts ADD COLUMN mode TEXT NOT NULL DEFAULT 'try'",
        "ALTER TABLE attempts ADD COLUMN sitting TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempts ADD COLUMN hints INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN confidence INTEGER",
        "ALTER TABLE attempts ADD COLUMN gave_up INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN openly INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN seconds REAL",
        "ALTER TABLE attempts ADD COLUMN verdict TEXT",  # the tutor's; NULL in older rows, whose grading holds it
        "CREATE INDEX attempts_card ON attempts (card)",
        "ALTER TABLE decisions ADD COLUMN student REAL",  # the student's score of the whole
        "ALTER TABLE decisions ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 4)",
        *(trigger for table in ("cards", "links", "actions", "plans", "exams") for trigger in _append_only(table)),
    ),
)
