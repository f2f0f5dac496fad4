import type { Migration } from '../migrate.ts'

/**
 * What was measured in pictures, and face descriptors of those who agreed.
 *
 * `analyses` and `scenes_kept` follow from the pictures and can be made again; they hold what one analyser found, and go when
 * a newer one has looked. They may be there before their picture is: it is measured as it comes in.
 *
 * `descriptors` are 128 numbers that can recognize a person. A row is written only while the consent of its subject holds,
 * and wiped with it: nothing else in the library holds these numbers or anything they could be made from but the pictures.
 * An empty descriptor says that the picture has no face.
 */
export const faces: Migration = {
  version: 5,
  up: (database) => {
    database.exec(`
      CREATE TABLE analyses (
        image TEXT PRIMARY KEY,
        analyser TEXT NOT NULL,
        -- empty where the picture cannot be read
        analysis TEXT,
        measured_at TEXT NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE scenes_kept (
        scene TEXT NOT NULL,
        final TEXT NOT NULL,
        analyser TEXT NOT NULL,
        score REAL NOT NULL,
        structure REAL NOT NULL,
        colour REAL NOT NULL,
        seal INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (scene, final)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE descriptors (
        subject_id INTEGER NOT NULL REFERENCES known_subjects (id),
        image TEXT NOT NULL,
        analyser TEXT NOT NULL,
        -- where the described face looks (degrees) and how wide it is (pixels)
        yaw REAL NOT NULL,
        width REAL NOT NULL,
        -- 128 numbers of 32 bits, base64
        descriptor TEXT,
        seal INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (subject_id, image)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
