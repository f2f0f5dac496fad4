import { describe, expect, it } from 'vitest'
import { apply, isUpright, type Point, scaleOf } from '../../../src/renderer/viewer/geometry.ts'
import {
  faceIn,
  type FaceMarks,
  type Registrable,
  registered,
  relativeTo,
} from '../../../src/renderer/viewer/registration.ts'

/** A face of so many pixels from eyes to mouth, its eyes so wide apart, tilted by so many degrees. */
const aFace = (at: Point, length: number, { wide = 0.95, tilt = 0 } = {}): FaceMarks => {
  const angle = (tilt * Math.PI) / 180
  const half = (length * wide) / 2
  const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half]
  return {
    eyes: { left: { x: at.x - dx, y: at.y - dy }, right: { x: at.x + dx, y: at.y + dy } },
    eye: null,
    mouth: { x: at.x - Math.sin(angle) * length, y: at.y + Math.cos(angle) * length },
    box: { x: at.x - length, y: at.y - length, width: length * 2, height: length * 2.5 },
  }
}

const picture = (sha256: string, face: FaceMarks | null, width = 1000, height = 1000): Registrable => ({
  sha256,
  width,
  height,
  face,
})

const eyesOf = ({ eyes }: FaceMarks): readonly Point[] => (eyes ? [eyes.left, eyes.right] : [])

const laid = (pictures: readonly Registrable[], at: number): readonly Point[] => {
  const one = pictures[at]!
  const placement = registered(pictures)!.placements.get(one.sha256)!
  return eyesOf(one.face!).map((eye) => apply(placement, eye))
}

const far = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)

describe('[U40] pictures registered by their faces', () => {
  it('lie with their eyes on each other, whatever their size, place and tilt', () => {
    const pictures = [
      picture('scene', aFace({ x: 700, y: 250 }, 60)),
      picture('portrait', aFace({ x: 400, y: 500 }, 230, { tilt: 8 })),
      picture('final', aFace({ x: 705, y: 240 }, 64, { tilt: -12, wide: 0.8 })),
    ]
    for (const at of [0, 2])
      laid(pictures, at).forEach((eye, index) => expect(far(eye, laid(pictures, 1)[index]!)).toBeLessThan(1e-6))
    expect([...registered(pictures)!.by.values()]).toEqual(['eyes', 'eyes', 'eyes'])
  })

  it('leave the largest face as it is, so that 100 % shows its own pixels', () => {
    const pictures = [picture('small', aFace({ x: 1, y: 2 }, 50)), picture('large', aFace({ x: 9, y: 9 }, 200))]
    expect(registered(pictures)!.placements.get('large')).toEqual([1, 0, 0, 1, 0, 0])
  })

  it('are not turned for a tilt that moves no eye by half a pixel', () => {
    const level = picture('level', aFace({ x: 500, y: 500 }, 100))
    const turned = (tilt: number): boolean =>
      !isUpright(
        registered([level, picture('other', aFace({ x: 300, y: 300 }, 90, { tilt }))])!.placements.get('other')!,
      )
    expect([0.4, 2].map(turned)).toEqual([false, true])
  })

  it.each<[what: string, face: FaceMarks, by: string]>([
    ['a profile by its one eye', { ...aFace({ x: 300, y: 300 }, 80), eyes: null, eye: { x: 300, y: 300 } }, 'face'],
    ['a profile whose eyes nearly meet', aFace({ x: 300, y: 300 }, 80, { wide: 0.2 }), 'face'],
    ['a head turned much further', aFace({ x: 300, y: 300 }, 80, { wide: 0.6 }), 'face'],
    ['a face without marks by its box', { ...aFace({ x: 300, y: 300 }, 80), eyes: null, mouth: null }, 'box'],
  ])('%s is as large as the others', (_what, face, by) => {
    const { placements, by: how } = registered([
      picture('front', aFace({ x: 500, y: 500 }, 200)),
      picture('other', face),
    ])!
    expect(how.get('other')).toBe(by)
    expect(scaleOf(placements.get('other')!)).toBeCloseTo(2.5, 5)
    const level = face.eye ?? { x: 300, y: face.eyes ? 300 : 220 + 200 * 0.42 }
    expect(far(apply(placements.get('other')!, level), { x: 500, y: 500 })).toBeLessThan(1e-6)
  })

  it('fit shows what all of them hold, and never less than the head', () => {
    const wide = picture('scene', aFace({ x: 1000, y: 400 }, 100), 2000, 1500)
    const close = picture('portrait', aFace({ x: 500, y: 500 }, 200), 1000, 1200)
    expect(registered([wide, close])!.bounds).toEqual({ x: 0, y: 0, width: 1000, height: 1200 })
    const cut = picture('cut', aFace({ x: 5, y: 5 }, 200), 10, 10)
    const { bounds } = registered([cut, wide])!
    expect([bounds.width, bounds.height]).toEqual([960, 1080])
  })

  it('leave out pictures without a face, and are none where no picture has one', () => {
    expect([...registered([picture('one', aFace({ x: 1, y: 1 }, 9)), picture('none', null)])!.by.keys()]).toEqual([
      'one',
    ])
    expect(registered([picture('none', null)])).toBeNull()
  })
})

describe('[U41] a face in a window of its own', () => {
  it('stands upright at the same place and length, a profile too', () => {
    const window = { eyes: { x: 50, y: 40 }, length: 22 }
    const tilted = aFace({ x: 640, y: 300 }, 110, { tilt: 15 })
    const map = faceIn(tilted, window)
    const [left, right] = eyesOf(tilted).map((eye) => apply(map, eye))
    expect(left!.y).toBeCloseTo(right!.y, 6)
    expect(far(apply(map, tilted.mouth!), { x: 50, y: 62 })).toBeLessThan(1e-6)
    const profile: FaceMarks = { ...aFace({ x: 90, y: 80 }, 44), eyes: null, eye: { x: 90, y: 80 } }
    expect(scaleOf(faceIn(profile, window))).toBeCloseTo(0.5, 6)
  })

  it('tells how much one placement grows and turns a picture against another', () => {
    const { scale, turn } = relativeTo([0, 2, -2, 0, 5, 5], [0.5, 0, 0, 0.5, 0, 0])
    expect([scale, turn]).toEqual([4, 90])
  })
})
