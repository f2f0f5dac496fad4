import type { FaceMesh } from './face-mesh.ts'
import type { RgbPicture } from '../pixels.ts'
import { blurred } from './blur.ts'
import { grainOf, noise } from './grain.ts'
import { type Area, type LabPicture, toLab, writeLab } from './lab.ts'
import { membrane } from './membrane.ts'
import type { Spot } from './registration.ts'
import { heightOf, type Mesh, middleOf } from './face-points.ts'
import { hullOf, insideness, smoothstep } from './shapes.ts'

/** How far the painted-out patch reaches beyond a face's outline, as a share of its height: over the ears' front and the jaw. */
const BEYOND = 0.1
const RIM = 0.16
/** Corners of the outline that stands in for a mesh. */
const CORNERS = 36

/** An egg around the key points of a face whose mesh does not hold, a profile for one. */
const eggOf = ({ face }: FaceMesh): readonly Spot[] => {
  const { leftEye, rightEye, nose, mouth, chin, leftEar, rightEar } = face.landmarks
  const seen = [leftEye, rightEye, nose, mouth, chin, leftEar, rightEar].flatMap((point): readonly Spot[] =>
    point === null ? [] : [[point.x, point.y]],
  )
  const [cx, cy] = middleOf([...seen, [face.x + face.w / 2, face.y + face.h / 2]])
  const wide = Math.max(0.34 * face.w, ...seen.map(([x]) => Math.abs(x - cx) + 0.08 * face.w))
  const high = Math.max(0.44 * face.h, ...seen.map(([, y]) => Math.abs(y - cy) + 0.12 * face.h))
  return Array.from({ length: CORNERS }, (_, corner): Spot => {
    const angle = (2 * Math.PI * corner) / CORNERS
    return [cx + wide * Math.cos(angle), cy + high * Math.sin(angle)]
  })
}

const outlineOf = (face: FaceMesh): { readonly outline: readonly Spot[]; readonly size: number } => {
  const mesh: Mesh | null = face.mesh
  return mesh === null
    ? { outline: eggOf(face), size: 0.9 * face.face.h }
    : { outline: hullOf(mesh.map(([x, y]): Spot => [x, y])), size: heightOf(mesh) }
}

/** Around an outline, with room for the tones it is filled from. */
const areaAround = (outline: readonly Spot[], room: number, { width, height }: RgbPicture): Area => {
  const xs = outline.map(([x]) => x)
  const ys = outline.map(([, y]) => y)
  const x = Math.max(0, Math.min(width - 1, Math.floor(Math.min(...xs) - room)))
  const y = Math.max(0, Math.min(height - 1, Math.floor(Math.min(...ys) - room)))
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, Math.ceil(Math.max(...xs) + room)) - x),
    height: Math.max(1, Math.min(height, Math.ceil(Math.max(...ys) + room)) - y),
  }
}

const paintOut = (picture: RgbPicture, face: FaceMesh): { readonly area: Area; readonly shows: Float32Array } => {
  const { outline, size } = outlineOf(face)
  const area = areaAround(outline, (BEYOND + RIM + 0.12) * size, picture)
  const lab = toLab(picture, area)
  const { width, height } = lab
  const inside = insideness(outline, area)
  // 1 where all is painted over, falling off outward over the rim.
  const shows = inside.map((depth) => smoothstep((depth / size + BEYOND + RIM) / RIM))
  const ties = shows.map((value) => (value <= 0 ? 1 : value < 0.5 ? 0.25 * (1 - 2 * value) : 0))
  const surroundings = ties.map((value) => Math.min(1, value))
  const grain = grainOf({ width, height, data: lab.channels[0] }, surroundings, 0.25 * size)
  const grains = noise(width, height, grain.coarse, 20_251)
  const fill = (channel: 0 | 1 | 2): Float32Array => {
    // What it is spanned from is blurred first, so that no strand of hair runs into it as a streak.
    const soft = blurred({ width, height, data: lab.channels[channel] }, 0.05 * size)
    const sheet = blurred({ width, height, data: membrane({ width, height, data: soft }, ties) }, 0.04 * size)
    return lab.channels[channel].map((value, at) => {
      const a = shows[at] ?? 0
      const grainy = channel === 0 ? Math.sqrt(1 - (1 - a) ** 2) * (grain.strength[at] ?? 0) * (grains[at] ?? 0) : 0
      return (1 - a) * value + a * (sheet[at] ?? 0) + grainy
    })
  }
  const painted: LabPicture = { width, height, channels: [fill(0), fill(1), fill(2)] }
  writeLab(painted, shows, picture, area)
  return { area, shows }
}

/**
 * The picture with every given face painted out: a soft patch spanned from the tones around it, with the picture's grain and
 * no outline. Everything further away keeps its pixels. Equal input gives equal pixels.
 */
export const paintOutFaces = (picture: RgbPicture, faces: readonly FaceMesh[]): RgbPicture => {
  const painted: RgbPicture = { width: picture.width, height: picture.height, data: picture.data.slice() }
  for (const face of faces) paintOut(painted, face)
  return painted
}
