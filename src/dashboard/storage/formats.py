"""账本的格式：后来添的表，一格式一格式地补，旧数据目录打开时补齐。"""

_REFUSED = (
    "CREATE TABLE refused (sha256 TEXT NOT NULL, folder TEXT NOT NULL, file_name TEXT NOT NULL, size INTEGER NOT NULL, "
    "reason TEXT NOT NULL, at TEXT NOT NULL, cleared_at TEXT, PRIMARY KEY (sha256, folder))",
)
_AUDIT = (
    "CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, city TEXT NOT NULL, "
    "owner TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE INDEX audit_city ON audit (city, owner)",
    "CREATE INDEX audit_subject ON audit (subject)",
)
_REPLIES = (
    "CREATE TABLE replies (submission TEXT NOT NULL REFERENCES submissions (id), number INTEGER NOT NULL, kind TEXT NOT NULL, "
    "sheet TEXT NOT NULL, cell TEXT NOT NULL, text TEXT NOT NULL, rule TEXT NOT NULL, old TEXT NOT NULL, PRIMARY KEY (submission, number))",
)

_TIMING = (
    "CREATE TABLE unlocks (number INTEGER PRIMARY KEY, city TEXT NOT NULL, owner TEXT NOT NULL, period INTEGER NOT NULL, "
    "at TEXT NOT NULL, until TEXT NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE INDEX unlocks_city ON unlocks (city, owner, period)",
    "CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), at TEXT NOT NULL)",
)

_REVIEW = (
    "CREATE TABLE turns (number INTEGER PRIMARY KEY, submission TEXT NOT NULL REFERENCES submissions (id), at TEXT NOT NULL, "
    "by TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE INDEX turns_submission ON turns (submission)",
    "CREATE TABLE audit_end (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL, hash TEXT NOT NULL)",
)

_PEOPLE = (
    "CREATE TABLE accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, city TEXT NOT NULL, owner TEXT NOT NULL, hash TEXT NOT NULL, "
    "active INTEGER NOT NULL, temporary INTEGER NOT NULL)",
    "CREATE TABLE tokens (fingerprint TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES accounts (name), at TEXT NOT NULL, seen TEXT NOT NULL, "
    "until TEXT NOT NULL)",
    "CREATE INDEX tokens_name ON tokens (name)",
)

_ALIASES = (
    "CREATE TABLE aliases (number INTEGER PRIMARY KEY, city TEXT NOT NULL, text TEXT NOT NULL, unit TEXT NOT NULL, at TEXT NOT NULL, "
    "by TEXT NOT NULL, reason TEXT NOT NULL, ended TEXT)",
    "CREATE UNIQUE INDEX aliases_text ON aliases (city, text) WHERE ended IS NULL",
)

_ATTACHMENTS = (
    "CREATE TABLE attachments (submission TEXT NOT NULL REFERENCES submissions (id), number INTEGER NOT NULL, folder TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, file_name TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, "
    "PRIMARY KEY (submission, number))",
)

_ASSESSMENTS = (
    "CREATE TABLE assessments (number INTEGER PRIMARY KEY, city TEXT NOT NULL, name TEXT NOT NULL, month INTEGER NOT NULL, version INTEGER NOT NULL, "
    "rules TEXT NOT NULL, result TEXT NOT NULL, stage TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, notice_until TEXT)",
    "CREATE TABLE assessment_steps (number INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessments (number), stage TEXT NOT NULL, "
    "by TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE TABLE appeals (number INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessments (number), unit TEXT NOT NULL, "
    "by TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, reply TEXT NOT NULL, replied_by TEXT NOT NULL, replied_at TEXT)",
)

ADDED: dict[int, tuple[str, ...]] = {2: _REFUSED, 3: (*_AUDIT, *_REPLIES, *_TIMING, *_REVIEW, *_PEOPLE), 4: (*_ALIASES, *_ATTACHMENTS, *_ASSESSMENTS)}
"""账本的格式 → 从上一格式来要添的表。"""

FORMAT = max(ADDED)
"""现在的格式。"""
