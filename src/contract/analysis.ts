import { z } from 'zod'
import { Sha256 } from './ids.ts'

/** A point in the upright picture, in pixels from its upper left corner. */
export const Point = z.object({ x: z.number(), y: z.number() })
export type Point = Readonly<z.infer<typeof Point>>

/**
 * Where the parts of a face are. Left and right are the picture's: `leftEye` is the one nearer to the left edge of the
 * frame. What a turned head hides is null.
 */
export const Landmarks = z.object({
  leftEye: Point.nullable(),
  rightEye: Point.nullable(),
  nose: Point,
  mouth: Point,
  chin: Point.nullable(),
  leftEar: Point.nullable(),
  rightEar: Point.nullable(),
})
export type Landmarks = Readonly<z.infer<typeof Landmarks>>

/** The side of the frame that the key light comes from, as it shows on the face. */
export const LightSide = z.enum(['left', 'right', 'front'])
export type LightSide = z.infer<typeof LightSide>

/** One face, measured on this machine. Angles are degrees. */
export const Face = z.object({
  /** Upper left corner, width and height in pixels of the upright picture. */
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  /** Silhouette width, ear to ear or nose to back of the ear, in percent of the picture's width. */
  widthPercent: z.number(),
  /** Above 0: the nose points toward the RIGHT edge of the frame. */
  yaw: z.number(),
  /** Above 0: the face looks up. Biased per person; compare with the person's own front picture. */
  pitch: z.number(),
  /** Above 0: the head is tilted toward the RIGHT edge of the frame (clockwise). */
  roll: z.number(),
  /** 0 to 1: how far the angles can be relied on. */
  poseConfidence: z.number(),
  /** 0 to 1: how sure it is that this is a face at all. */
  confidence: z.number(),
  /** 0 to 1; 0.35 to 0.6 is unsure. */
  smile: z.number(),
  /** 0 (shut) to 1 (wide open); null where no eye is seen well enough. Rough: below 0.6 they may be shut. */
  eyesOpen: z.number().nullable(),
  /** 0 (blurred) to 1 (sharp), of the face's own pixels. */
  sharpness: z.number(),
  light: z.object({
    side: LightSide,
    /** What facing right does to the lightness of the skin, against its mean, -1 to 1: above 0 the light comes from the right. */
    balance: z.number(),
    /** Above 0 warm, below 0 cool: mean b* (CIELAB) of the face's skin against a neutral 15. */
    warmth: z.number(),
  }),
  landmarks: Landmarks,
})
export type Face = Readonly<z.infer<typeof Face>>

/** What was measured in one picture. Faces are listed largest first. */
export const PictureAnalysis = z.object({
  /** Names analyser and version; another version is measured anew. */
  analyser: z.string(),
  width: z.int(),
  height: z.int(),
  faces: z.array(Face).readonly(),
  background: z.object({
    /** Share of the border band that is white, 0 to 1. */
    white: z.number(),
  }),
  /** Up to six colours, most of the picture first, as #rrggbb with their share 0 to 1. */
  palette: z.array(z.object({ colour: z.string(), share: z.number() })).readonly(),
})
export type PictureAnalysis = Readonly<z.infer<typeof PictureAnalysis>>

/** How much a face is the subject's, on that person's own scale: strangers are 0, their own photos 1. */
export const Likeness = z.object({
  /** Null where nothing can be said: another pose than any reference, or no face. */
  score: z.number().nullable(),
  /** Euclidean distance of the descriptors to the nearest reference of similar yaw; null as above. */
  distance: z.number().nullable(),
  band: z.enum(['stranger', 'unsure', 'own', 'possible-paste', 'uncalibrated', 'unknown']),
  /** One sentence for people. */
  says: z.string(),
  /** The reference or view it was compared with. */
  reference: Sha256.nullable(),
})
export type Likeness = Readonly<z.infer<typeof Likeness>>

/** How much of a scene outside of the face survived, 0 to 1. */
export const SceneKept = z.object({ score: z.number(), structure: z.number(), colour: z.number() })
export type SceneKept = Readonly<z.infer<typeof SceneKept>>
