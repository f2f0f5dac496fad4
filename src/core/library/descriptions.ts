import { z } from 'zod'
import { AttemptId, DescriptionId, IdentityId, JobId, RunId, Sha256, SubjectId } from '../../contract/index.ts'
import { asking } from './problems.ts'
import type { Descriptions, KeptDescription, SaidOfScene } from './prompt-shelf.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { WritingParts } from './writing.ts'

interface Row {
  readonly id: number
  readonly scene: string
  readonly text: string
  readonly author: string
  readonly made_at: string
  readonly in_use: number
}

/** Older answers than these are history. */
const MOST_SAID = 500

interface SaidRow {
  readonly attempt: number
  readonly run: number
  readonly job: number
  readonly model: string
  readonly text: string
  readonly at: string
  readonly parts: string
  readonly prompt: string | null
  readonly subject: number | null
  readonly identity: number
}

const Parts = z.array(z.object({ kind: z.string(), sha256: Sha256 }))
const Prompt = z.object({ version: z.string() }).nullable()

/** What a describe step said; null where its request carried no picture. */
const toSaid = (row: SaidRow): SaidOfScene | null => {
  const scene = Parts.parse(JSON.parse(row.parts)).find(({ kind }) => kind === 'image')?.sha256
  if (scene === undefined) return null
  return {
    scene,
    attempt: AttemptId.parse(row.attempt),
    run: RunId.parse(row.run),
    job: JobId.parse(row.job),
    model: row.model,
    text: row.text,
    version: Prompt.parse(JSON.parse(row.prompt ?? 'null'))?.version ?? null,
    at: row.at,
    subject: row.subject === null ? null : SubjectId.parse(row.subject),
    identity: IdentityId.parse(row.identity),
  }
}

const toDescription = (row: Row): KeptDescription => ({
  id: DescriptionId.parse(row.id),
  scene: Sha256.parse(row.scene),
  text: row.text,
  author: row.author,
  madeAt: row.made_at,
  inUse: row.in_use === 1,
})

/** Recreation prompts that were edited. */
export const openDescriptions = ({
  database,
  write,
  now,
}: Pick<WritingParts, 'database' | 'write' | 'now'>): Descriptions => {
  const of = database.prepare<[string], Row>('SELECT * FROM descriptions WHERE scene = ? ORDER BY id DESC')
  const used = database.prepare<[string], Row>('SELECT * FROM descriptions WHERE scene = ? AND in_use = 1')
  const said = database.prepare<[number], SaidRow>(
    `SELECT a.id AS attempt, a.run_id AS run, a.job_id AS job, q.model, a.text, a.started_at AS at, q.parts, q.prompt,
       r.subject_id AS subject, i.identity_id AS identity
     FROM run_identities i JOIN jobs j ON j.run_id = i.run_id AND j.identity = i.key
     JOIN attempts a ON a.id = j.attempt_id JOIN requests q ON q.id = a.request_id JOIN runs r ON r.id = i.run_id
     WHERE i.identity_id = ? AND j.step = 'describe' AND a.status = 'succeeded' AND a.text IS NOT NULL
     ORDER BY a.id DESC LIMIT ${MOST_SAID}`,
  )
  const insert = sealedInsert(database, 'descriptions', 'scene, text, author, made_at, in_use')
  const lay = sealedUpdate(
    database,
    'descriptions',
    'UPDATE descriptions SET in_use = 0 WHERE scene = @scene AND in_use = 1',
  )
  const take = sealedUpdate(
    database,
    'descriptions',
    'UPDATE descriptions SET in_use = 1 WHERE scene = @scene AND id = @id',
  )
  return {
    said: (identity) =>
      asking(() => {
        const newest = new Map<string, SaidOfScene>()
        for (const row of said.all(identity)) {
          const one = toSaid(row)
          const name = `${one?.scene ?? ''} ${one?.version ?? ''}`
          if (one !== null && !newest.has(name)) newest.set(name, one)
        }
        return [...newest.values()]
      }),
    of: (scene) => asking(() => of.all(scene).map(toDescription)),
    inUse: (scenes) =>
      asking(() => {
        const found = [...new Set(scenes)].flatMap((scene) => used.all(scene).map(toDescription))
        return new Map(found.map(({ scene, text }) => [scene, text]))
      }),
    add: ({ scene, text, author }) =>
      write(() => {
        lay({ scene })
        return DescriptionId.parse(insert({ scene, text, author, made_at: now(), in_use: 1 }))
      }),
    use: (scene, id) =>
      write(() => {
        lay({ scene })
        if (id !== null) take({ scene, id })
      }),
  }
}
