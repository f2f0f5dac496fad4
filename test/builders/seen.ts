import { createHash } from 'node:crypto'
import type { Face, PictureAnalysis } from '../../src/contract/index.ts'
import type { Vision } from '../../src/core/vision/types.ts'

/** A face as it is measured in a good front view. */
export const aFace = (more: Partial<Face> = {}): Face => ({
  x: 300,
  y: 260,
  w: 420,
  h: 480,
  widthPercent: 45,
  yaw: 0,
  pitch: -4,
  roll: 0,
  poseConfidence: 1,
  confidence: 0.96,
  smile: 0.85,
  eyesOpen: 0.9,
  sharpness: 0.8,
  light: { side: 'front', balance: 0, warmth: 2 },
  landmarks: {
    leftEye: { x: 430, y: 470 },
    rightEye: { x: 590, y: 470 },
    nose: { x: 510, y: 560 },
    mouth: { x: 510, y: 640 },
    chin: { x: 510, y: 740 },
    leftEar: null,
    rightEar: null,
  },
  ...more,
})

/** Colours of a graded film frame, and those of a flash snapshot. */
export const FILM = [
  { colour: '#15100e', share: 0.32 },
  { colour: '#8e552d', share: 0.4 },
  { colour: '#cb8f4b', share: 0.28 },
]
export const SNAPSHOT = [
  { colour: '#43352f', share: 0.4 },
  { colour: '#100f0f', share: 0.3 },
  { colour: '#917664', share: 0.3 },
]

/** What is measured in a good front view on white, with its light-blue shirt. */
export const anAnalysis = (
  faces: readonly Face[] = [aFace()],
  more: Partial<PictureAnalysis> = {},
): PictureAnalysis => ({
  analyser: 'test',
  width: 1024,
  height: 1024,
  faces,
  background: { white: 1 },
  palette: [
    { colour: '#fefefe', share: 0.6 },
    { colour: '#a8c4e6', share: 0.2 },
    { colour: '#c89878', share: 0.2 },
  ],
  ...more,
})

/** What is measured in a good scene: the lead waist-up, turned to the RIGHT edge of the frame. */
export const aScene = (more: Partial<Face> = {}, picture: Partial<PictureAnalysis> = {}): PictureAnalysis =>
  anAnalysis([aFace({ x: 350, y: 260, w: 180, h: 220, widthPercent: 20, yaw: 22, smile: 0.1, ...more })], {
    width: 896,
    height: 1200,
    background: { white: 0 },
    palette: FILM,
    ...picture,
  })

/** Eyes that see what they are told by the bytes' hash, and a good scene in all else. */
export const eyesThatSee = (told: ReadonlyMap<string, PictureAnalysis>): Vision & { readonly looked: string[] } => {
  const looked: string[] = []
  return {
    analyser: 'test',
    looked,
    analyse: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      looked.push(sha256)
      return Promise.resolve(told.get(sha256) ?? anAnalysis([]))
    },
    meshes: () => Promise.resolve([]),
    describe: () => Promise.resolve(null),
    sceneKept: () => Promise.resolve({ score: 0.9, structure: 0.9, colour: 0.9 }),
    close: () => Promise.resolve(),
  }
}
