import { failed, ok, type Result } from '../../../contract/index.ts'
import type { FaceMesh } from './face-mesh.ts'
import { heightOf, type Mesh } from './face-points.ts'

/** A face that can be worked on, with its mesh. */
export interface MeshedFace extends FaceMesh {
  readonly mesh: Mesh
}

/**
 * How far two heads may be turned from each other, in degrees. Up to here a flat map can bring one onto the other; beyond it
 * one picture shows a side of the nose or the jaw that the other does not have. Yaw is measured to about 3 degrees below 45
 * and pitch with a bias per person of up to 8, so the limits lie that much above what looks right.
 */
const APART = { yaw: 15, pitch: 20, roll: 35 } as const
/** Past this the far half of the face is hidden and the mesh is guessed. */
const MOST_TURNED = 55
/** Hairline to chin in pixels: below it there are too few pixels to tell an eye from a brow. */
const SMALLEST_IN_SCENE = 48
const SMALLEST_IN_PORTRAIT = 96
/** The portrait may be enlarged this far; more shows as softness in a sharp scene. */
const MOST_ENLARGED = 2

const refused = (code: string, message: string, next: string) => failed(code, message, next)

/** The face that the picture is about: the largest with a mesh. */
const mainFace = (faces: readonly FaceMesh[], which: 'scene' | 'portrait'): Result<MeshedFace> => {
  const largest = faces[0]
  if (!largest)
    return refused(
      'face-missing',
      `No face is seen in the ${which}.`,
      which === 'scene'
        ? 'Make the scene again, with the face uncovered and toward the viewer.'
        : 'Make the portrait again.',
    )
  const { mesh } = largest
  if (mesh === null || Math.abs(largest.face.yaw) > MOST_TURNED)
    return refused(
      'face-turned-away',
      `The face in the ${which} is turned ${Math.round(Math.abs(largest.face.yaw))} degrees toward the ${largest.face.yaw > 0 ? 'RIGHT' : 'LEFT'} edge of the frame; past ${MOST_TURNED} one half of it is hidden and cannot be laid over another.`,
      'Choose a scene that shows both eyes, or another strategy.',
    )
  const least = which === 'scene' ? SMALLEST_IN_SCENE : SMALLEST_IN_PORTRAIT
  const height = heightOf(mesh)
  return height >= least
    ? ok({ face: largest.face, mesh })
    : refused(
        'face-too-small',
        `The face in the ${which} is ${Math.round(height)} pixels high; ${least} are needed.`,
        'Use a larger size, or a scene in which the face is 15-25 % of the width.',
      )
}

/**
 * The faces to join, or why these two pictures cannot be joined: no face, one turned away, too small, or heads turned too
 * differently. The reason is for people, with what to do instead.
 */
export const facesToJoin = (
  sceneFaces: readonly FaceMesh[],
  portraitFaces: readonly FaceMesh[],
): Result<{ readonly scene: MeshedFace; readonly portrait: MeshedFace }> => {
  const scene = mainFace(sceneFaces, 'scene')
  if (!scene.ok) return scene
  const portrait = mainFace(portraitFaces, 'portrait')
  if (!portrait.ok) return portrait
  const [here, there] = [scene.value.face, portrait.value.face]
  if (here.yaw * there.yaw < 0 && Math.min(Math.abs(here.yaw), Math.abs(there.yaw)) > 8)
    return refused(
      'pose-mirrored',
      `The nose points toward the ${here.yaw > 0 ? 'RIGHT' : 'LEFT'} edge of the frame in the scene and toward the ${there.yaw > 0 ? 'RIGHT' : 'LEFT'} edge in the portrait.`,
      'Flip the portrait, or make it again.',
    )
  for (const [angle, word] of [
    ['yaw', 'turned'],
    ['pitch', 'raised or lowered'],
    ['roll', 'tilted'],
  ] as const) {
    const apart = Math.abs(here[angle] - there[angle])
    if (apart > APART[angle])
      return refused(
        'pose-differs',
        `The heads are ${word} ${Math.round(apart)} degrees apart; up to ${APART[angle]} one face can be laid over the other.`,
        'Make the portrait again, so that its head is held as in the scene.',
      )
  }
  const enlarged = heightOf(scene.value.mesh) / heightOf(portrait.value.mesh)
  if (enlarged > MOST_ENLARGED)
    return refused(
      'portrait-too-small',
      `The face in the portrait would have to be enlarged ${enlarged.toFixed(1)} times.`,
      'Make the portrait at a larger size.',
    )
  return ok({ scene: scene.value, portrait: portrait.value })
}
