import { drawShot } from '../../../../src/core/engines/simulator/draw.ts'
import type { Shot } from '../../../../src/core/engines/simulator/shot.ts'
import { encodePng } from '../../../../src/core/imaging/pixels.ts'
import type { FaceMesh, Vision } from '../../../../src/core/vision/types.ts'
import { cast } from '../../engines/simulator/render/cast.ts'
import { CONDUCTOR, openSitting, POSTER, WOMAN } from '../../engines/simulator/sitting.ts'

/** A scene with a stranger and the matched portrait of somebody else, as shots that can be changed before they are drawn. */
export interface PairOfShots {
  readonly scene: Shot
  readonly portrait: Shot
}

/** A pair, drawn and looked at. */
export interface Pair {
  readonly scene: Uint8Array
  readonly portrait: Uint8Array
  readonly faces: { readonly scene: readonly FaceMesh[]; readonly portrait: readonly FaceMesh[] }
}

const CHEF = {
  name: 'Chef',
  category: 'food',
  iAm: 'I am a chef.',
  visualization:
    'In a restaurant kitchen with copper pans, in chef whites, pausing proudly at the pass, a warm light from the left.',
}
const CEO = {
  name: 'CEO',
  category: 'business',
  iAm: 'I lead a company.',
  visualization:
    'In a glass corner office above the city at day, in a dark suit, looking toward the RIGHT edge of the frame, calm.',
}

/** Who stands in the scene, whose portrait it is, how both hold their head, and from where the key light comes. */
const MOMENTS = {
  conductor: { identity: CONDUCTOR, stranger: cast.berta, subject: cast.fumi, yaw: -24, side: 'right' },
  chef: { identity: CHEF, stranger: cast.dario, subject: cast.anton, yaw: 22, side: 'left' },
  cook: { identity: CHEF, stranger: cast.anton, subject: cast.berta, yaw: 4, side: 'left' },
  /** The stranger of this scene has much darker skin and wears glasses. */
  ceo: { identity: CEO, stranger: { ...cast.chidi, glasses: true }, subject: cast.anton, yaw: 18, side: 'right' },
} as const

export type PairName = keyof typeof MOMENTS

/** The shots of a pair: the scene by way of the pipeline's own prompt, the portrait close to it with the same light. */
export const shotsOf = async (name: PairName): Promise<PairOfShots> => {
  const { identity, stranger, subject, yaw, side } = MOMENTS[name]
  const sitting = openSitting(WOMAN, identity)
  const asked = await sitting.shoot(sitting.prompt('scene'), { config: POSTER })
  const scene: Shot = {
    ...asked,
    person: stranger,
    pose: { yaw, pitch: 1, roll: -2, smile: 0.4 },
    framing: { faceWidth: 0.23, eyes: [0.5, 0.3] },
    light: { ...asked.light, side, contrast: 4 },
  }
  return {
    scene,
    portrait: { ...scene, person: subject, framing: { faceWidth: 0.45, eyes: [0.5, 0.42] }, prop: 'none' },
  }
}

export const drawn = async (shot: Shot): Promise<Uint8Array> => await drawShot(shot, encodePng)

export const drawPair = async ({ scene, portrait }: PairOfShots, vision: Vision): Promise<Pair> => {
  const pictures = { scene: await drawn(scene), portrait: await drawn(portrait) }
  return {
    ...pictures,
    faces: { scene: await vision.meshes(pictures.scene), portrait: await vision.meshes(pictures.portrait) },
  }
}
