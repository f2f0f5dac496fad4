import type { Migration } from '../migrate.ts'

/**
 * What the studio needs to be an app, and a command line did not.
 *
 * `subjects` and `identities` hold snapshots: every change of a word is another row, and runs point to none of them. People
 * mean the same person before and after a change, so `known_subjects` and `known_identities` name them for good and point to
 * the newest snapshot; runs say whom they were for. Runs of before are linked by what their spec holds when the library is
 * opened (see `catching-up.ts`).
 *
 * `cards` has one row for each picture at each place it belongs to (step, subject, identity), so that a grid over 100,000 of
 * them is one walk along one index: `cards_filter` covers every column that can be filtered or sorted by. All of it follows
 * from other tables and can be made again. `firsts` says of which listings a row is the one that stands for its picture:
 * 1 of all pictures, 2 of its subject's, 4 of its identity's.
 *
 * A review belongs to a picture's hash and not to a job: it survives every rerun. `review_actions` keeps before and after of
 * every action, for undo; `dropped` ones were undone and then overtaken by another action.
 */
export const peopleCardsReviews: Migration = {
  version: 2,
  up: (database) => {
    database.exec(`
      CREATE TABLE known_subjects (
        id INTEGER PRIMARY KEY,
        version_id INTEGER NOT NULL REFERENCES subjects (id),
        sample INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        archived_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE known_identities (
        id INTEGER PRIMARY KEY,
        version_id INTEGER NOT NULL REFERENCES identities (id),
        sample INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        archived_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      -- Seals leave empty columns out, so none has to be written again.
      ALTER TABLE runs ADD COLUMN subject_id INTEGER REFERENCES known_subjects (id);
      ALTER TABLE runs ADD COLUMN sample INTEGER;
      -- Set when somebody cancelled: nothing but their word takes it up again.
      ALTER TABLE runs ADD COLUMN cancelled_at TEXT;
      CREATE INDEX runs_by_subject ON runs (subject_id);

      CREATE TABLE run_identities (
        run_id INTEGER NOT NULL REFERENCES runs (id),
        -- what the run's jobs call it
        key TEXT NOT NULL,
        identity_id INTEGER NOT NULL REFERENCES known_identities (id),
        seal INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (run_id, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX run_identities_by_identity ON run_identities (identity_id);

      CREATE TABLE reviews (
        image TEXT PRIMARY KEY REFERENCES pictures (sha256),
        stars INTEGER NOT NULL CHECK (stars BETWEEN 0 AND 5),
        flag TEXT CHECK (flag IN ('pick', 'reject')),
        label TEXT,
        approved_by TEXT,
        approved_at TEXT,
        notes TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE review_actions (
        id INTEGER PRIMARY KEY,
        says TEXT NOT NULL,
        done_by TEXT NOT NULL,
        done_at TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX review_actions_by_state ON review_actions (state);

      CREATE TABLE cards (
        id INTEGER PRIMARY KEY,
        image TEXT NOT NULL REFERENCES pictures (sha256),
        step TEXT NOT NULL,
        subject_id INTEGER REFERENCES known_subjects (id),
        identity_id INTEGER REFERENCES known_identities (id),
        view TEXT,
        strategy TEXT,
        rung INTEGER,
        variant INTEGER NOT NULL,
        engine TEXT NOT NULL,
        model TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id),
        job_id INTEGER NOT NULL REFERENCES jobs (id),
        attempt_id INTEGER NOT NULL REFERENCES attempts (id),
        verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'warn', 'fail', 'none')),
        says TEXT,
        origins TEXT NOT NULL,
        made_at TEXT NOT NULL,
        firsts INTEGER NOT NULL,
        stars INTEGER NOT NULL,
        flag TEXT,
        label TEXT,
        approved INTEGER NOT NULL,
        reviewed_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX cards_by_image ON cards (image);
      CREATE INDEX cards_filter ON cards (
        subject_id, identity_id, step, firsts, stars, flag, label, approved, strategy, engine, model, verdict, reviewed_at
      );

      CREATE TABLE consents (
        id INTEGER PRIMARY KEY,
        subject_id INTEGER NOT NULL REFERENCES known_subjects (id),
        engine TEXT NOT NULL,
        given_by TEXT NOT NULL,
        given_at TEXT NOT NULL,
        withdrawn_at TEXT,
        -- the words that were agreed to
        agreed TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX consents_by_subject ON consents (subject_id);

      CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
