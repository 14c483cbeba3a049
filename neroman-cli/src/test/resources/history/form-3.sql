PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
);
INSERT INTO experiment VALUES(1,'/home/user/lang','lang/h2_lr-0.1','h2_lr-0.1','lang','550aee22496db1d56c8613d3a105618c9af4c8ac93c4ff0ec994239e9936a39c',1,'2026-11-25T04:09:11.310153860Z','2026-11-25T04:09:11.310153860Z',1,0,NULL,NULL);
INSERT INTO experiment VALUES(2,'/home/user/lang','lang/h2_lr-0.2','h2_lr-0.2','lang','ced8a294a8f9eae9d658d31e6192eb5bd25c84df9040cd28de758037af2e4eee',2,'2026-11-25T04:09:11.310153860Z','2026-11-25T04:09:11.310153860Z',0,0,NULL,NULL);
CREATE TABLE definition (            -- what was said of an experiment, each time it was said differently
    number INTEGER PRIMARY KEY,
    experiment INTEGER NOT NULL REFERENCES experiment (id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,              -- new, updated, changed, copied
    digest TEXT NOT NULL,            -- SHA-256 of the definition
    definition TEXT NOT NULL,        -- JSON
    code TEXT,                       -- the files then: code.digest
    provenance INTEGER               -- who, where, from which commit: provenance.number
);
INSERT INTO definition VALUES(1,1,'2026-11-25T04:09:11.310153860Z','new','ada3071c4b2217fff43f7a8e2284f440a977099be3285b2660e7d4bcf145df24','{"name":"lang/h2_lr-0.1","collection":"lang","folder":"/home/user/lang","parameters":{"lr":0.1},"argv":["sh","main.sh","0.1"],"environment":{},"setup":[],"resources":{"cpus":1,"gpus":0},"sbatch_args":[],"priority":0,"retries":0,"required_files":[],"exclude":[],"outputs":[],"results_exclude":[],"results_bytes":100000000,"metrics":[],"kept":{},"source":"/home/user/lang/config.yaml:1"}','a87e74b3881d14a2b45b817b8d1ea31f8a9e89b8b7dbff64e2be149d7585cfc8',1);
INSERT INTO definition VALUES(2,2,'2026-11-25T04:09:11.310153860Z','new','6760da3fbf32a4cb3cf09d7e85c3620f37c275b2d5b43ca50b7222c57704d27d','{"name":"lang/h2_lr-0.2","collection":"lang","folder":"/home/user/lang","parameters":{"lr":0.2},"argv":["sh","main.sh","0.2"],"environment":{},"setup":[],"resources":{"cpus":1,"gpus":0},"sbatch_args":[],"priority":0,"retries":0,"required_files":[],"exclude":[],"outputs":[],"results_exclude":[],"results_bytes":100000000,"metrics":[],"kept":{},"source":"/home/user/lang/config.yaml:1"}','a87e74b3881d14a2b45b817b8d1ea31f8a9e89b8b7dbff64e2be149d7585cfc8',1);
CREATE TABLE parameter (             -- the parameters of the newest definition
    experiment INTEGER NOT NULL REFERENCES experiment (id),
    name TEXT NOT NULL,
    value TEXT,                      -- as text; NULL for null
    number REAL,                     -- when it is a number
    PRIMARY KEY (experiment, name)
) WITHOUT ROWID;
INSERT INTO parameter VALUES(1,'lr','0.1',0.10000000000000000555);
INSERT INTO parameter VALUES(2,'lr','0.2',0.2000000000000000111);
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
);
INSERT INTO provenance VALUES(1,'12daf536a08e2ea5d9c64b45798ab982651a424d18a0b31c11914dea03956d3c','user','laptop',NULL,NULL,NULL,NULL,NULL,'{"neroman":"0.1.0-SNAPSHOT","java":"17.0.15","system":"Linux 6.18.44-fc-v669 amd64","LANG":"C.UTF-8"}');
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
    provenance INTEGER,              -- who submitted it, from where: provenance.number
    PRIMARY KEY (experiment, attempt)
);
INSERT INTO attempt VALUES(1,1,'local','3606f473dac8b3a2493d95d1b0034658','2026-11-25T04:09:12.318885363Z','finished','exit 0','exit file',NULL,'node7',0,0,'[]','2026-11-25T04:09:12.370517130Z','2026-11-25T04:09:12.484914789Z','2026-11-25T04:09:12.492724797Z','/home/user/lang/results/1-h2_lr-0.1',NULL,1);
CREATE TABLE plan (                  -- exactly what was sent for an attempt
    experiment INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    plan TEXT NOT NULL,              -- JSON, its code by digest
    code TEXT NOT NULL REFERENCES code (digest),
    PRIMARY KEY (experiment, attempt)
);
INSERT INTO "plan" VALUES(1,1,'{"home":"f54a70f15c287b21eaaf410af43c6b64","id":1,"attempt":1,"name":"lang/h2_lr-0.1","argv":["sh","main.sh","0.1"],"environment":{},"setup":[],"resources":{"cpus":1,"gpus":0},"sbatch_args":[],"outputs":[],"metrics":[],"result_bytes":100000000,"results_exclude":[],"priority":0,"retries":0}','499e5f31ebf29f6f7538e84a8e436fbf332307e50f5c9576004cd8d8cb8d97ea');
CREATE TABLE code (                  -- the files of a snapshot, once for all that share it
    digest TEXT PRIMARY KEY,
    files TEXT NOT NULL              -- JSON
);
INSERT INTO code VALUES('a87e74b3881d14a2b45b817b8d1ea31f8a9e89b8b7dbff64e2be149d7585cfc8','[{"path":"main.sh","size":39,"sha256":"f360f556a4ae21b883541fd7cebc717a9136d0513530d6ec7aa6111a6aee5c14","executable":true}]');
INSERT INTO code VALUES('499e5f31ebf29f6f7538e84a8e436fbf332307e50f5c9576004cd8d8cb8d97ea','[{"path":"config.yaml","size":71,"sha256":"1c3481fb1ce212afc851ba2a3d0d81161ed1f568c4dacba181c55f4fca78a165","executable":false},{"path":"main.sh","size":39,"sha256":"f360f556a4ae21b883541fd7cebc717a9136d0513530d6ec7aa6111a6aee5c14","executable":true}]');
CREATE TABLE source (                -- the text of small files of snapshots
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,           -- bytes, unpacked
    deflated BLOB NOT NULL           -- zlib
);
CREATE TABLE file_digest (           -- known contents of files here, so that they are not read again
    path TEXT PRIMARY KEY,
    state TEXT NOT NULL,             -- size, times and inode for which it holds
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE note (                  -- what the user noted
    number INTEGER PRIMARY KEY,
    experiment INTEGER NOT NULL REFERENCES experiment (id),
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE tag (
    tag TEXT NOT NULL,
    experiment INTEGER NOT NULL REFERENCES experiment (id),
    at TEXT NOT NULL,
    PRIMARY KEY (tag, experiment)
) WITHOUT ROWID;
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
INSERT INTO event VALUES(1,1,1,'2026-11-25T04:09:12.370517130Z','Submitted','{"type":"Submitted","at":"2026-11-25T04:09:12.370517130Z","key":{"home":"f54a70f15c287b21eaaf410af43c6b64","id":1,"attempt":1}}','3606f473dac8b3a2493d95d1b0034658',1);
INSERT INTO event VALUES(2,1,1,'2026-11-25T04:09:12.474146209Z','Queued','{"type":"Queued","at":"2026-11-25T04:09:12.474146209Z","key":{"home":"f54a70f15c287b21eaaf410af43c6b64","id":1,"attempt":1}}','3606f473dac8b3a2493d95d1b0034658',2);
INSERT INTO event VALUES(3,1,1,'2026-11-25T04:09:12.484914789Z','Started','{"type":"Started","at":"2026-11-25T04:09:12.484914789Z","key":{"home":"f54a70f15c287b21eaaf410af43c6b64","id":1,"attempt":1},"node":"node7"}','3606f473dac8b3a2493d95d1b0034658',3);
INSERT INTO event VALUES(4,1,1,'2026-11-25T04:09:12.492724797Z','Ended','{"type":"Ended","at":"2026-11-25T04:09:12.492724797Z","key":{"home":"f54a70f15c287b21eaaf410af43c6b64","id":1,"attempt":1},"state":"finished","exit_code":0,"reason":"exit 0","evidence":"exit file"}','3606f473dac8b3a2493d95d1b0034658',5);
INSERT INTO event VALUES(5,1,1,'2026-11-25T04:09:13.013252651Z','Fetched','{"type":"Fetched","at":"2026-11-25T04:09:13.013252651Z","key":{"home":"f54a70f15c287b21eaaf410af43c6b64","id":1,"attempt":1},"folder":"/home/user/lang/results/1-h2_lr-0.1"}',NULL,NULL);
CREATE TABLE metric (                -- every sample, in the order it came
    experiment INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    name TEXT NOT NULL,
    step REAL,
    value REAL,
    at TEXT NOT NULL,
    stream TEXT NOT NULL
);
INSERT INTO metric VALUES(1,1,'loss',0.0,0.5,'2026-11-25T04:09:12.549906019Z','stdout');
INSERT INTO metric VALUES(1,1,'loss',1.0,0.25,'2026-11-25T04:09:12.549906019Z','stdout');
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
INSERT INTO metric_summary VALUES(1,1,'loss',0.25,0.25,0.5,1.0,2);
CREATE TABLE mum (                   -- how far each mum's journal is known here
    mum_id TEXT PRIMARY KEY,
    cluster TEXT NOT NULL,
    cursor INTEGER NOT NULL
);
INSERT INTO mum VALUES('3606f473dac8b3a2493d95d1b0034658','local',5);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('experiment',2);
CREATE UNIQUE INDEX experiment_place ON experiment (folder, name) WHERE superseded_by IS NULL AND deleted_at IS NULL;
CREATE INDEX experiment_identity ON experiment (identity);
CREATE INDEX experiment_name ON experiment (name);
CREATE INDEX experiment_last_part ON experiment (last_part);
CREATE INDEX experiment_collection ON experiment (collection);
CREATE INDEX definition_experiment ON definition (experiment);
CREATE INDEX parameter_name ON parameter (name, number);
CREATE INDEX attempt_state ON attempt (cluster, state);
CREATE INDEX attempt_by_state ON attempt (state);
CREATE INDEX note_experiment ON note (experiment);
CREATE INDEX tag_experiment ON tag (experiment);
CREATE INDEX event_attempt ON event (experiment, attempt);
CREATE INDEX metric_name ON metric (experiment, attempt, name);
CREATE INDEX metric_summary_name ON metric_summary (name, last);
CREATE VIEW run AS                   -- a line for each experiment that is not deleted, with its newest attempt
    SELECT e.id, e.name, e.collection, e.folder, coalesce(a.state, 'defined') AS state, a.reason, a.cluster,
        a.node, a.attempt, a.job_id, a.exit_code, e.defined_at, a.submitted_at, a.started_at, a.ended_at,
        a.results, e.starred, e.superseded_by
    FROM experiment e LEFT JOIN attempt a ON a.experiment = e.id AND a.attempt = e.last_attempt
    WHERE e.deleted_at IS NULL
;
ALTER TABLE attempt ADD COLUMN stop_reason TEXT;
ALTER TABLE attempt ADD COLUMN done INTEGER;
ALTER TABLE attempt ADD COLUMN total INTEGER;
UPDATE attempt SET stop_reason = 'loss is NaN' WHERE experiment = 1;
PRAGMA user_version = 3;
COMMIT;
