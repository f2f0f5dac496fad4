import { createHash } from 'node:crypto'
import {
  type Likeness,
  ok,
  type PictureAnalysis,
  ProblemError,
  type Result,
  Sha256,
  unwrap,
} from '../contract/index.ts'
import { type PhotoFile, photoFilesIn, readPhotoFile } from '../core/imaging/photo-file.ts'
import { likenessOf, type LikenessReference, noFaceToCompare } from '../core/vision/likeness.ts'
import type { Vision } from '../core/vision/types.ts'

/** A photo that others are compared with, under its own name. */
interface NamedReference extends LikenessReference {
  readonly name: string
}

export interface Inspected {
  readonly analysis: PictureAnalysis
  /** Told by the name of the nearest photo; null where nobody was named to compare with. */
  readonly likeness: (Omit<Likeness, 'reference'> & { readonly reference: string | null }) | null
}

interface Seen {
  readonly sha256: Sha256
  readonly bytes: Uint8Array
  readonly analysis: PictureAnalysis
}

const nameOf = (bytes: Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

const see = async (vision: Vision, file: PhotoFile): Promise<Result<Seen>> => {
  try {
    const bytes = unwrap(await readPhotoFile(file))
    return ok({ sha256: nameOf(bytes), bytes, analysis: await vision.analyse(bytes) })
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}

/** The faces in a folder's photos, kept in memory alone. What is no photo or shows no face is passed over. */
export const referencesIn = async (vision: Vision, folder: string): Promise<Result<readonly NamedReference[]>> => {
  const files = await photoFilesIn(folder)
  if (!files.ok) return files
  const references: NamedReference[] = []
  for (const file of files.value) {
    const seen = await see(vision, file)
    const yaw = seen.ok ? seen.value.analysis.faces[0]?.yaw : undefined
    const descriptor = seen.ok && yaw !== undefined ? await vision.describe(seen.value.bytes) : null
    if (seen.ok && yaw !== undefined && descriptor)
      references.push({ name: file.name, kind: 'photo', sha256: seen.value.sha256, yaw, descriptor })
  }
  return ok(references)
}

const compare = async (
  vision: Vision,
  { sha256, bytes, analysis }: Seen,
  references: readonly NamedReference[],
): Promise<Inspected['likeness']> => {
  const [face] = analysis.faces
  const descriptor = face ? await vision.describe(bytes) : null
  if (!face || !descriptor) return { ...noFaceToCompare, reference: null }
  // A photo is not compared with itself.
  const others = references.filter((reference) => reference.sha256 !== sha256)
  const likeness = likenessOf({ yaw: face.yaw, width: face.w, descriptor }, others)
  return { ...likeness, reference: others.find((one) => one.sha256 === likeness.reference)?.name ?? null }
}

/** What is seen in a file, compared with somebody's photos where given. A file that holds no picture is a problem. */
export const inspect = async (
  vision: Vision,
  file: PhotoFile,
  references: readonly NamedReference[] | null,
): Promise<Result<Inspected>> => {
  const seen = await see(vision, file)
  if (!seen.ok) return seen
  return ok({
    analysis: seen.value.analysis,
    likeness: references && (await compare(vision, seen.value, references)),
  })
}
