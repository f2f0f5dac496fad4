import { PictureAnalysis, SceneKept, Sha256 } from '../../contract/index.ts'
import type { FaceShelf, KeptDescriptor } from './face-shelf.ts'
import { asking } from './problems.ts'
import { sealedInsert } from './sealing.ts'
import type { WritingParts } from './writing.ts'

interface DescriptorRow {
  readonly image: string
  readonly yaw: number
  readonly width: number
  readonly descriptor: string | null
}

const toText = (numbers: Float32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')

const toNumbers = (text: string): Float32Array => new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)

const toKept = ({ image, yaw, width, descriptor }: DescriptorRow): KeptDescriptor => ({
  image: Sha256.parse(image),
  yaw,
  width,
  descriptor: descriptor === null ? null : toNumbers(descriptor),
})

/** What was measured in pictures, and descriptors while their consent holds. */
export const openFaces = ({ database, write, now }: Pick<WritingParts, 'database' | 'write' | 'now'>): FaceShelf => {
  const analysis = database.prepare<[string, string], { readonly analysis: string | null }>(
    'SELECT analysis FROM analyses WHERE image = ? AND analyser = ?',
  )
  const dropAnalysis = database.prepare<[string]>('DELETE FROM analyses WHERE image = ?')
  const insertAnalysis = sealedInsert(database, 'analyses', 'image, analyser, analysis, measured_at')
  const kept = database.prepare<[string, string, string], SceneKept>(
    'SELECT score, structure, colour FROM scenes_kept WHERE scene = ? AND final = ? AND analyser = ?',
  )
  const allKept = database.prepare<[string], { readonly final: string; readonly score: number }>(
    'SELECT final, max(score) AS score FROM scenes_kept WHERE analyser = ? GROUP BY final',
  )
  const dropKept = database.prepare<[string, string]>('DELETE FROM scenes_kept WHERE scene = ? AND final = ?')
  const insertKept = sealedInsert(database, 'scenes_kept', 'scene, final, analyser, score, structure, colour')
  const descriptors = database.prepare<[number, string], DescriptorRow>(
    'SELECT image, yaw, width, descriptor FROM descriptors WHERE subject_id = ? AND analyser = ?',
  )
  const dropDescriptor = database.prepare<[number, string]>(
    'DELETE FROM descriptors WHERE subject_id = ? AND image = ?',
  )
  const insertDescriptor = sealedInsert(database, 'descriptors', 'subject_id, image, analyser, yaw, width, descriptor')
  // Looked up in the transaction that writes: a consent that was withdrawn meanwhile holds nothing.
  const allowed = database
    .prepare<[number], number>(
      `SELECT 1 FROM known_subjects k WHERE k.id = ? AND k.archived_at IS NULL AND (
         k.sample = 1 OR EXISTS (
           SELECT 1 FROM consents c WHERE c.subject_id = k.id AND c.engine = 'likeness' AND c.withdrawn_at IS NULL))`,
    )
    .pluck()

  return {
    analysis: (image, analyser) =>
      asking(() => {
        const row = analysis.get(image, analyser)
        if (!row) return null
        return row.analysis === null ? 'unreadable' : PictureAnalysis.parse(JSON.parse(row.analysis))
      }),
    keepAnalysis: (image, analyser, found) =>
      write(() => {
        dropAnalysis.run(image)
        const text = found === 'unreadable' ? null : JSON.stringify(found)
        insertAnalysis({ image, analyser, analysis: text, measured_at: now() })
      }),
    sceneKept: (scene, final, analyser) =>
      asking(() => {
        const row = kept.get(scene, final, analyser)
        return row ? SceneKept.parse(row) : null
      }),
    scenesKept: (analyser) =>
      asking(() => new Map(allKept.all(analyser).map(({ final, score }) => [Sha256.parse(final), score]))),
    keepSceneKept: (scene, final, analyser, { score, structure, colour }) =>
      write(() => {
        dropKept.run(scene, final)
        insertKept({ scene, final, analyser, score, structure, colour })
      }),
    descriptors: (subject, analyser) =>
      asking(() => new Map(descriptors.all(subject, analyser).map((row) => [Sha256.parse(row.image), toKept(row)]))),
    keepDescriptor: (subject, analyser, { image, yaw, width, descriptor }) =>
      write(() => {
        if (allowed.get(subject) === undefined) return false
        dropDescriptor.run(subject, image)
        const text = descriptor === null ? null : toText(descriptor)
        insertDescriptor({ subject_id: subject, image, analyser, yaw, width, descriptor: text })
        return true
      }),
  }
}
