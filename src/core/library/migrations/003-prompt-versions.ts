import type { Migration } from '../migrate.ts'

/**
 * Versions of prompt templates, which of them are current, and what came of them.
 *
 * `prompt_texts` keeps every wording once, under the hash that attempts name it by; what a run was begun with stays readable
 * when a release brings another default. `prompt_versions` are what people saved, imported or tried. `prompt_choices` is a
 * log: the newest row of a template (for an identity, or for the library where `identity_id` is NULL) says what is current,
 * so that there is exactly one, and nothing of what was current before is lost.
 *
 * `descriptions` are recreation prompts that were edited; the answer they began as stays in the attempts. `side_notes` say
 * what was tried and seen, for an identity or (NULL) for all; those that a review wrote go and come back with it.
 */
export const promptVersions: Migration = {
  version: 3,
  up: (database) => {
    database.exec(`
      CREATE TABLE prompt_texts (
        version TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE prompt_versions (
        id INTEGER PRIMARY KEY,
        template TEXT NOT NULL,
        version TEXT NOT NULL REFERENCES prompt_texts (version),
        note TEXT NOT NULL,
        author TEXT NOT NULL,
        made_at TEXT NOT NULL,
        -- what it was written from; NULL: the bundled default
        parent_id INTEGER REFERENCES prompt_versions (id),
        origin TEXT NOT NULL CHECK (origin IN ('saved', 'trial', 'import', 'copy', 'picture')),
        archived_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX prompt_versions_by_template ON prompt_versions (template);
      CREATE INDEX prompt_versions_by_version ON prompt_versions (version);

      CREATE TABLE prompt_choices (
        id INTEGER PRIMARY KEY,
        template TEXT NOT NULL,
        identity_id INTEGER REFERENCES known_identities (id),
        -- 'library': an identity has no prompt of its own any more
        means TEXT NOT NULL CHECK (means IN ('version', 'default', 'library')),
        version_id INTEGER REFERENCES prompt_versions (id),
        -- the bundled default of that day, to tell when a release brings another
        default_version TEXT NOT NULL REFERENCES prompt_texts (version),
        chosen_by TEXT NOT NULL,
        chosen_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX prompt_choices_by_template ON prompt_choices (template, identity_id);

      CREATE TABLE descriptions (
        id INTEGER PRIMARY KEY,
        scene TEXT NOT NULL REFERENCES pictures (sha256),
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        made_at TEXT NOT NULL,
        in_use INTEGER NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX descriptions_by_scene ON descriptions (scene);

      CREATE TABLE side_notes (
        id INTEGER PRIMARY KEY,
        identity_id INTEGER REFERENCES known_identities (id),
        kind TEXT NOT NULL CHECK (kind IN ('written', 'review', 'prompt', 'trial', 'description')),
        text TEXT NOT NULL,
        image TEXT REFERENCES pictures (sha256),
        template TEXT,
        version TEXT,
        author TEXT NOT NULL,
        written_at TEXT NOT NULL,
        review_action_id INTEGER REFERENCES review_actions (id),
        removed_at TEXT,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX side_notes_by_identity ON side_notes (identity_id);
      CREATE INDEX side_notes_by_review ON side_notes (review_action_id) WHERE review_action_id IS NOT NULL;

      CREATE TABLE side_note_actions (
        id INTEGER PRIMARY KEY,
        note_id INTEGER NOT NULL REFERENCES side_notes (id),
        says TEXT NOT NULL,
        -- {"text", "removed"} of the note
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        done_by TEXT NOT NULL,
        done_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX side_note_actions_by_state ON side_note_actions (state);
    `)
  },
}
