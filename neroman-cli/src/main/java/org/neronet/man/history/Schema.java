package org.neronet.man.history;

import java.util.List;

/**
 * The tables of the history file, also for people who open it with other programs. Times are ISO-8601 UTC; a metric value
 * that is NULL is NaN; {@code PRAGMA user_version} is {@link #VERSION}.
 */
final class Schema {
    static final int VERSION = 4;

    /** Made in this order, in one transaction. */
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE experiment (            -- one experiment; an id is never used again
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                folder TEXT NOT NULL,            -- absolute
                name TEXT NOT NULL,              -- such as lang/deep_layers-8
                last_part TEXT NOT NULL,         -- of the name, behind its last /
                collection TEXT,
                identity TEXT,                   -- SHA-256 of code, command and parameters; NULL: of an older Neronet
                definition INTEGER NOT NULL,     -- the number of its newest definition
                defined_at TEXT NOT NULL,        -- the first time
                changed_at TEXT NOT NULL,        -- when the newest definition came
                last_attempt INTEGER NOT NULL DEFAULT 0,
                starred INTEGER NOT NULL DEFAULT 0,
                superseded_by INTEGER,           -- the id that has this folder and name now
                deleted_at TEXT                  -- when the user deleted it; everything about it stays
            )""",
            "CREATE UNIQUE INDEX experiment_place ON experiment (folder, name)"
                    + " WHERE superseded_by IS NULL AND deleted_at IS NULL",
            "CREATE INDEX experiment_identity ON experiment (identity)",
            "CREATE INDEX experiment_name ON experiment (name)",
            "CREATE INDEX experiment_last_part ON experiment (last_part)",
            "CREATE INDEX experiment_collection ON experiment (collection)",
            """
            CREATE TABLE definition (            -- what was said of an experiment, each time it was said differently
                number INTEGER PRIMARY KEY,
                experiment INTEGER NOT NULL REFERENCES experiment (id),
                at TEXT NOT NULL,
                kind TEXT NOT NULL,              -- new, updated, changed, copied
                digest TEXT NOT NULL,            -- SHA-256 of the definition
                definition TEXT NOT NULL,        -- JSON
                code TEXT,                       -- the files then: code.digest
                provenance INTEGER               -- who, where, from which commit: provenance.number
            )""",
            "CREATE INDEX definition_experiment ON definition (experiment)",
            """
            CREATE TABLE parameter (             -- the parameters of the newest definition
                experiment INTEGER NOT NULL REFERENCES experiment (id),
                name TEXT NOT NULL,
                value TEXT,                      -- as text; NULL for null
                number REAL,                     -- when it is a number
                PRIMARY KEY (experiment, name)
            ) WITHOUT ROWID""",
            "CREATE INDEX parameter_name ON parameter (name, number)",
            """
            CREATE TABLE provenance (            -- where definitions and attempts came from
                number INTEGER PRIMARY KEY,
                digest TEXT NOT NULL UNIQUE,     -- SHA-256 of the rest
                user TEXT NOT NULL,
                host TEXT NOT NULL,
                git_commit TEXT,                 -- NULL all: not in a git checkout
                git_branch TEXT,
                git_remote TEXT,                 -- without a password
                git_diff TEXT,                   -- of the folder against the commit; empty: clean
                git_untracked TEXT,              -- JSON
                environment TEXT NOT NULL        -- JSON: versions, system, virtual environment
            )""",
            """
            CREATE TABLE attempt (               -- one try at an experiment
                experiment INTEGER NOT NULL REFERENCES experiment (id),
                attempt INTEGER NOT NULL,        -- counts from 1
                cluster TEXT NOT NULL,
                mum_id TEXT,
                begun TEXT NOT NULL,
                state TEXT NOT NULL,             -- 'defined' while it is being sent
                reason TEXT,
                evidence TEXT,
                job_id TEXT,                     -- what sacct -j takes
                node TEXT,
                exit_code INTEGER,
                termination_asked INTEGER NOT NULL DEFAULT 0,
                warnings TEXT NOT NULL DEFAULT '[]', -- JSON
                submitted_at TEXT,
                started_at TEXT,
                ended_at TEXT,
                stop_reason TEXT,                -- why a rule ends it
                done INTEGER,                    -- how far the program says it is
                total INTEGER,
                hold TEXT,                       -- held or releasing; NULL: it may start
                expected_at TEXT,                -- when the scheduler expects to start it
                results TEXT,                    -- folder where they were put
                environment TEXT,                -- JSON, what the kid found
                provenance INTEGER,              -- who submitted it, from where: provenance.number
                PRIMARY KEY (experiment, attempt)
            )""",
            "CREATE INDEX attempt_state ON attempt (cluster, state)",
            "CREATE INDEX attempt_by_state ON attempt (state)",
            """
            CREATE TABLE plan (                  -- exactly what was sent for an attempt
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                plan TEXT NOT NULL,              -- JSON, its code by digest
                code TEXT NOT NULL REFERENCES code (digest),
                PRIMARY KEY (experiment, attempt)
            )""",
            """
            CREATE TABLE code (                  -- the files of a snapshot, once for all that share it
                digest TEXT PRIMARY KEY,
                files TEXT NOT NULL              -- JSON
            )""",
            """
            CREATE TABLE source (                -- the text of small files of snapshots
                sha256 TEXT PRIMARY KEY,
                size INTEGER NOT NULL,           -- bytes, unpacked
                deflated BLOB NOT NULL           -- zlib
            )""",
            """
            CREATE TABLE file_digest (           -- known contents of files here, so that they are not read again
                path TEXT PRIMARY KEY,
                state TEXT NOT NULL,             -- size, times and inode for which it holds
                sha256 TEXT NOT NULL
            ) WITHOUT ROWID""",
            """
            CREATE TABLE note (                  -- what the user noted
                number INTEGER PRIMARY KEY,
                experiment INTEGER NOT NULL REFERENCES experiment (id),
                at TEXT NOT NULL,
                author TEXT NOT NULL,
                text TEXT NOT NULL
            )""",
            "CREATE INDEX note_experiment ON note (experiment)",
            """
            CREATE TABLE tag (
                tag TEXT NOT NULL,
                experiment INTEGER NOT NULL REFERENCES experiment (id),
                at TEXT NOT NULL,
                PRIMARY KEY (tag, experiment)
            ) WITHOUT ROWID""",
            "CREATE INDEX tag_experiment ON tag (experiment)",
            """
            CREATE TABLE event (                 -- everything that happened but metric samples, in the order it came
                number INTEGER PRIMARY KEY,
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                at TEXT NOT NULL,
                type TEXT NOT NULL,
                event TEXT NOT NULL,             -- JSON
                mum_id TEXT,                     -- NULL: noted by neroman
                seq INTEGER                      -- place in that mum's journal
            )""",
            "CREATE INDEX event_attempt ON event (experiment, attempt)",
            """
            CREATE TABLE metric (                -- every sample, in the order it came
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                name TEXT NOT NULL,
                step REAL,
                value REAL,
                at TEXT NOT NULL,
                stream TEXT NOT NULL             -- stdout, stderr, metrics, resources, or file: and a path
            )""",
            "CREATE INDEX metric_name ON metric (experiment, attempt, name)",
            """
            CREATE TABLE metric_summary (
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                name TEXT NOT NULL,
                last REAL,
                min REAL,                        -- without NaN
                max REAL,
                step REAL,                       -- of the last value
                count INTEGER NOT NULL,
                PRIMARY KEY (experiment, attempt, name)
            )""",
            "CREATE INDEX metric_summary_name ON metric_summary (name, last)",
            """
            CREATE TABLE mum (                   -- how far each mum's journal is known here
                mum_id TEXT PRIMARY KEY,
                cluster TEXT NOT NULL,
                cursor INTEGER NOT NULL
            )""",
            """
            CREATE VIEW run AS                   -- a line for each experiment that is not deleted, with its newest attempt
                SELECT e.id, e.name, e.collection, e.folder, coalesce(a.state, 'defined') AS state, a.reason, a.cluster,
                    a.node, a.attempt, a.job_id, a.exit_code, e.defined_at, a.submitted_at, a.started_at, a.ended_at,
                    a.results, e.starred, e.superseded_by
                FROM experiment e LEFT JOIN attempt a ON a.experiment = e.id AND a.attempt = e.last_attempt
                WHERE e.deleted_at IS NULL""");

    private Schema() {}
}
