CREATE TABLE experiment (            -- one definition; an id is never used again
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                folder TEXT NOT NULL,            -- absolute
                name TEXT NOT NULL,              -- such as lang/deep_layers-8
                collection TEXT,
                digest TEXT NOT NULL,            -- SHA-256 of the definition
                definition TEXT NOT NULL,        -- JSON
                defined_at TEXT NOT NULL,
                last_attempt INTEGER NOT NULL DEFAULT 0,
                superseded_by INTEGER            -- the id that has this folder and name now
            );
CREATE UNIQUE INDEX experiment_identity ON experiment (folder, name) WHERE superseded_by IS NULL;
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
                results TEXT,                    -- folder where they were put
                environment TEXT,                -- JSON, what the kid found
                PRIMARY KEY (experiment, attempt)
            );
CREATE INDEX attempt_state ON attempt (cluster, state);
CREATE TABLE plan (                  -- exactly what was sent for an attempt
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                plan TEXT NOT NULL,              -- JSON, its code by digest
                code TEXT NOT NULL REFERENCES code (digest),
                PRIMARY KEY (experiment, attempt)
            );
CREATE TABLE code (                  -- the files of a snapshot, once for all attempts that share it
                digest TEXT PRIMARY KEY,
                files TEXT NOT NULL              -- JSON
            );
CREATE TABLE event (                 -- everything that happened but metric samples, in the order it came
                number INTEGER PRIMARY KEY,
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                at TEXT NOT NULL,
                type TEXT NOT NULL,
                event TEXT NOT NULL,             -- JSON
                mum_id TEXT,                     -- NULL: noted by neroman
                seq INTEGER                      -- place in that mum's journal
            );
CREATE INDEX event_attempt ON event (experiment, attempt);
CREATE TABLE metric (                -- every sample, in the order it came
                experiment INTEGER NOT NULL,
                attempt INTEGER NOT NULL,
                name TEXT NOT NULL,
                step REAL,
                value REAL,
                at TEXT NOT NULL,
                stream TEXT NOT NULL
            );
CREATE INDEX metric_name ON metric (experiment, attempt, name);
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
            );
CREATE TABLE mum (                   -- how far each mum's journal is known here
                mum_id TEXT PRIMARY KEY,
                cluster TEXT NOT NULL,
                cursor INTEGER NOT NULL
            );
PRAGMA user_version = 1;
