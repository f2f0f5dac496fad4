import { type Affine, boundsOf, chained, intersection, type Point, type Rect, type Size, union } from './geometry.ts'

/** Where the main face of a picture is, in that picture's pixels. Left and right are the picture's. */
export type FaceMarks = {
  /** Centres of both eyes; null where one of them is hidden or none was found. */
  readonly eyes: { readonly left: Point; readonly right: Point } | null
  /** The eye that shows where only one does. */
  readonly eye: Point | null
  readonly mouth: Point | null
  readonly box: Rect
}

/** A picture that can be registered; one without a face has no marks. */
export type Registrable = Size & { readonly sha256: string; readonly face: FaceMarks | null }

/**
 * By what a picture was laid over the others: both eyes exactly; the place between the eyes and the face's length, where a head is
 * turned further than the others or shows one eye only; or the face's box.
 */
export type RegisteredBy = 'eyes' | 'face' | 'box'

export type Registration = {
  /** Picture pixels to the shared frame, for pictures with a face. */
  readonly placements: ReadonlyMap<string, Affine>
  readonly by: ReadonlyMap<string, RegisteredBy>
  /** What all of them show, never less than the whole head: what "fit" means while faces are locked. */
  readonly bounds: Rect
}

/** A turn is made only where it moves an eye by more than this many pixels of the frame: upright pixels stay exact. */
const TURN_FROM = 0.5

/** Where the eyes of a face usually lie in its box, as a share of its height from the top. */
const EYES_IN_BOX = 0.42
/** From the eyes to the mouth, as a share of the box's height. */
const MOUTH_IN_BOX = 0.4
/** Eyes nearer to each other than this share of the face's length are those of a head in profile: no measure for its size. */
const EYES_LEAST = 0.35
/** Heads whose eyes stand this much wider in one than in the other (at equal length) look different ways; their eyes cannot meet. */
const TURNED_APART = 1.4

const between = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
const apart = (one: Point, other: Point): number => Math.hypot(other.x - one.x, other.y - one.y)

/** The point between the eyes, as well as it is known. */
export const eyeLevel = ({ eyes, eye, box }: FaceMarks): Point =>
  eyes ? between(eyes.left, eyes.right) : (eye ?? { x: box.x + box.width / 2, y: box.y + box.height * EYES_IN_BOX })

/** From the eyes down to the mouth, in pixels: hardly changes when a head is turned, unlike the way between the eyes. */
export const faceLength = (face: FaceMarks): number => {
  const length = face.mouth ? apart(eyeLevel(face), face.mouth) : 0
  return length > 1 ? length : Math.max(1, face.box.height * MOUTH_IN_BOX)
}

/** The map that takes `from` to `to`, grown by `scale` and turned by `angle` (radians, clockwise on the screen). */
const placed = (from: Point, to: Point, scale: number, angle = 0): Affine => {
  const cos = Math.cos(angle) * scale
  const sin = Math.sin(angle) * scale
  return chained([1, 0, 0, 1, -from.x, -from.y], [cos, sin, -sin, cos, to.x, to.y])
}

type Eyes = { readonly left: Point; readonly right: Point }

const angleOf = ({ left, right }: Eyes): number => Math.atan2(right.y - left.y, right.x - left.x)

/** Lays two eyes exactly onto two others. */
const ontoEyes = (eyes: Eyes, goal: Eyes): Affine => {
  const scale = apart(goal.left, goal.right) / apart(eyes.left, eyes.right)
  const angle = angleOf(goal) - angleOf(eyes)
  const off = (apart(goal.left, goal.right) / 2) * Math.abs(Math.sin(angle))
  return placed(between(eyes.left, eyes.right), between(goal.left, goal.right), scale, off > TURN_FROM ? angle : 0)
}

/** How wide the eyes stand against the face's length: about 0.95 from the front, less the further a head is turned. */
const wideness = (face: FaceMarks): number =>
  face.eyes ? apart(face.eyes.left, face.eyes.right) / faceLength(face) : 0

const hasEyes = (face: FaceMarks): boolean => wideness(face) > EYES_LEAST

const alike = (one: number, other: number): boolean => one < other * TURNED_APART && other < one * TURNED_APART

/** The head with its hair, a little air around it, from the way between eyes and mouth. */
const headAround = (level: Point, length: number): Rect => ({
  x: level.x - 2.4 * length,
  y: level.y - 2.4 * length,
  width: 4.8 * length,
  height: 5.4 * length,
})

/**
 * Lays pictures over each other by the eyes of their main faces: the same eyes, the same size, and the same tilt. The face that
 * is largest in pixels stays as it is, so that 100 % shows its own pixels; the others follow it. Where a head shows one eye only,
 * or is turned much further than that face, the place between its eyes and the way from there to the mouth are what meets.
 * Gives null where no picture has a face.
 */
export const registered = (pictures: readonly Registrable[]): Registration | null => {
  const faces = pictures.flatMap(({ face, ...picture }) => (face ? [{ ...picture, face }] : []))
  const seen = faces.filter(({ face }) => hasEyes(face))
  const [anchor] = (seen.length > 0 ? seen : faces).toSorted((a, b) => faceLength(b.face) - faceLength(a.face))
  if (!anchor) return null
  const level = eyeLevel(anchor.face)
  const length = faceLength(anchor.face)
  const goal = hasEyes(anchor.face) ? anchor.face.eyes : null
  const laid = faces.map((picture) => {
    const { face } = picture
    const exact = goal && face.eyes && hasEyes(face) && alike(wideness(face), wideness(anchor.face))
    const placement = exact ? ontoEyes(face.eyes, goal) : placed(eyeLevel(face), level, length / faceLength(face))
    const by: RegisteredBy = exact ? 'eyes' : face.eyes || face.eye ? 'face' : 'box'
    return { sha256: picture.sha256, placement, by, area: boundsOf(placement, picture) }
  })
  const shared = laid.map(({ area }) => area).reduce(intersection)
  const head = headAround(level, length)
  return {
    placements: new Map(laid.map(({ sha256, placement }) => [sha256, placement])),
    by: new Map(laid.map(({ sha256, by }) => [sha256, by])),
    bounds: shared.width > 0 && shared.height > 0 ? union([shared, head]) : head,
  }
}

/**
 * The map that shows a face at a set place and size: for pictures that stand beside each other. The size comes from the way
 * between eyes and mouth, so that a profile is as large as a front; a head is set upright by its eyes.
 * @param window where to: the eyes' place and the way from eyes to mouth, in the window's own units
 */
export const faceIn = (face: FaceMarks, window: { readonly eyes: Point; readonly length: number }): Affine => {
  const turn = face.eyes && hasEyes(face) ? -angleOf(face.eyes) : 0
  const upright = Math.abs(turn) < Math.PI / 180 ? 0 : turn
  return placed(eyeLevel(face), window.eyes, window.length / faceLength(face), upright)
}

/** How one placement stands to another: how much larger it makes a picture, and by how many degrees it turns it. */
export const relativeTo = (placement: Affine, other: Affine): { readonly scale: number; readonly turn: number } => {
  const scale = Math.hypot(placement[0], placement[1]) / Math.hypot(other[0], other[1])
  const turn = ((Math.atan2(placement[1], placement[0]) - Math.atan2(other[1], other[0])) * 180) / Math.PI
  return { scale, turn: ((turn + 540) % 360) - 180 }
}
