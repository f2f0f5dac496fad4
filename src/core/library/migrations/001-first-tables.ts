import type { Migration } from '../migrate.ts'

/**
 * The first shape of a library.
 *
 * A request's words and parts are stored once, in `requests`; every attempt to get it answered is a small row that points
 * there. An attempt whose `status` is NULL has not ended. Hashes are lower-case hex, times ISO 8601 in UTC, money US dollars.
 *
 * Indexes are few because each one is another page to write at every step. `attempts_answer` holds only the rows that can
 * answer an equal request; `attempts_by_status` finds the open and the rare ones among a million.
 *
 * `seal` is the checksum of its row's other columns: SQLite's own check does not see a flipped byte inside a text.
 */
export const firstTables: Migration = {
  version: 1,
  up: (database) => {
    database.exec(`
      CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        holder TEXT NOT NULL,
        pid INTEGER NOT NULL,
        started_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE pictures (
        sha256 TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('reference', 'answer', 'derived')),
        bytes INTEGER NOT NULL,
        mime_type TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        stored_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE subjects (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        traits TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE photos (
        subject_id INTEGER NOT NULL REFERENCES subjects (id),
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES pictures (sha256),
        name TEXT NOT NULL,
        pose TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (subject_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE identities (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        spec TEXT NOT NULL,
        spec_hash TEXT NOT NULL,
        recipe TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'succeeded', 'partial', 'failed', 'cancelled')),
        started_at TEXT NOT NULL,
        ended_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX runs_open ON runs (spec_hash) WHERE status = 'open';

      CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES runs (id),
        path TEXT NOT NULL,
        step TEXT NOT NULL,
        maker TEXT NOT NULL,
        identity TEXT,
        strategy TEXT,
        slot TEXT,
        rung INTEGER,
        view TEXT,
        variant INTEGER NOT NULL,
        inputs TEXT NOT NULL,
        state TEXT NOT NULL CHECK (
          state IN ('held', 'ready', 'running', 'succeeded', 'blocked', 'failed', 'cancelled', 'skipped')
        ),
        -- 0 until the job was ready for the first time: a job cancelled before that is held again by a resume
        released INTEGER NOT NULL,
        attempt_id INTEGER,
        image TEXT REFERENCES pictures (sha256),
        mime_type TEXT,
        text TEXT,
        cached INTEGER NOT NULL DEFAULT 0,
        problem TEXT,
        -- milliseconds since 1970; a claim of a session that is over does not count
        lease_until INTEGER,
        lease_session INTEGER,
        seal INTEGER NOT NULL DEFAULT 0,
        UNIQUE (run_id, path)
      ) STRICT;

      CREATE TABLE requests (
        id INTEGER PRIMARY KEY,
        cache_key TEXT NOT NULL,
        content_key TEXT NOT NULL,
        engine TEXT NOT NULL,
        model TEXT NOT NULL,
        variant INTEGER NOT NULL,
        config TEXT NOT NULL,
        prompt TEXT,
        parts TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX requests_by_cache_key ON requests (cache_key);
      CREATE INDEX requests_by_content_key ON requests (content_key);

      CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES runs (id),
        job_id INTEGER NOT NULL REFERENCES jobs (id),
        request_id INTEGER NOT NULL REFERENCES requests (id),
        session_id INTEGER NOT NULL REFERENCES sessions (id),
        status TEXT CHECK (status IN ('succeeded', 'blocked', 'failed', 'cancelled', 'unknown')),
        reason TEXT,
        http_status INTEGER,
        retries INTEGER NOT NULL DEFAULT 0,
        latency_ms REAL,
        estimate_usd REAL NOT NULL,
        cost_usd REAL,
        cached INTEGER NOT NULL,
        image TEXT REFERENCES pictures (sha256),
        mime_type TEXT,
        text TEXT,
        words TEXT,
        tokens TEXT,
        checks TEXT,
        turn TEXT,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX attempts_by_run ON attempts (run_id);
      CREATE INDEX attempts_by_status ON attempts (status);
      CREATE INDEX attempts_answer ON attempts (request_id) WHERE cached = 0 AND status IN ('succeeded', 'blocked');

      CREATE TABLE sends (
        attempt_id INTEGER NOT NULL REFERENCES attempts (id),
        number INTEGER NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        outcome TEXT CHECK (outcome IN ('answer', 'transient', 'wait', 'cancelled')),
        reason TEXT,
        http_status INTEGER,
        wait_ms REAL,
        seal INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (attempt_id, number)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
