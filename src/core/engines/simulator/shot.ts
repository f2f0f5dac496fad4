/** Linear-light or display colour is said where it matters; a plain Rgb is display (sRGB) colour, 0 to 1. */
export type Rgb = readonly [number, number, number]

/** Who is drawn. Everything that makes one invented person differ from another, and nothing about the moment. */
export interface Person {
  readonly gender: 'man' | 'woman'
  readonly skin: Rgb
  readonly lip: Rgb
  readonly hair: Rgb
  readonly iris: Rgb
  readonly hairStyle: 'bald' | 'shaved' | 'short' | 'side-part' | 'swept-back' | 'curly' | 'bob' | 'long' | 'bun'
  readonly beard: number // 0 none, 0.35 stubble, 1 full
  readonly glasses: boolean
  readonly freckles: number // 0 to 1
  readonly age: number // 0 young adult, 1 elderly: lines, grey is the hair colour's business
  /** Proportions, 1 = average, useful range 0.8 to 1.25. */
  readonly faceWidth: number
  readonly jawWidth: number
  readonly jawLength: number
  readonly cheek: number
  readonly noseLength: number
  readonly noseWidth: number
  readonly eyeDistance: number
  readonly eyeSize: number
  readonly lipWidth: number
  readonly lipFullness: number
  readonly browThickness: number
  readonly browHeight: number // -0.04 to 0.04, head units
  readonly build: number // shoulders and neck: 0.85 slim to 1.2 broad
}

/** Degrees. yaw > 0: the nose points toward the RIGHT edge of the picture; pitch > 0: nose up; roll > 0: clockwise as seen. */
export interface Pose {
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  readonly smile: number // 0 neutral with closed mouth, 1 a full smile with teeth
}

export interface Framing {
  /** Ear-to-ear width of the head at yaw 0, as a share of the picture's width (0.45 = 45 %). */
  readonly faceWidth: number
  /** Middle between the eyes, as shares of the picture's width and height from the top left corner. */
  readonly eyes: readonly [number, number]
}

export interface Light {
  /** The edge of the picture the key light comes from. */
  readonly side: 'left' | 'right' | 'front'
  /** Degrees above the horizon. */
  readonly elevation: number
  readonly key: Rgb
  readonly fill: Rgb
  readonly rim: Rgb
  /** Key to fill: 1 flat studio light, 8 dramatic. */
  readonly contrast: number
}

export interface Outfit {
  readonly kind:
    | 'collared-shirt'
    | 'blouse'
    | 'tailcoat'
    | 'chef-whites'
    | 'suit'
    | 'jacket'
    | 'gown'
    | 'coat'
    | 'work-shirt'
  readonly main: Rgb
  readonly second: Rgb
}

/** Where the picture plays. `white` is the plain studio background, 255 everywhere the figure is not. */
export interface World {
  readonly kind:
    | 'white'
    | 'concert-hall'
    | 'kitchen'
    | 'office'
    | 'stage'
    | 'laboratory'
    | 'workshop'
    | 'mountain'
    | 'sea'
    | 'street'
    | 'space'
    | 'library'
    | 'studio'
    | 'sky'
  /** Composition: equal seeds place everything equally. */
  readonly seed: number
  readonly hour: 'day' | 'golden' | 'night'
}

export interface Grade {
  /** cinematic: contrast, split tones, grain, vignette, halation. documentary: flat, sharp, on-camera flash. studio: clean retouched. */
  readonly look: 'cinematic' | 'documentary' | 'studio'
  readonly style: 'none' | 'noir' | 'painterly' | 'golden' | 'cold' | 'pastel' | 'neon' | 'vintage'
  readonly seed: number
}

/** Everything a picture of the simulator is made from. Equal shots are equal bytes, on every machine. */
export interface Shot {
  readonly width: number
  readonly height: number
  readonly person: Person
  readonly pose: Pose
  readonly framing: Framing
  readonly light: Light
  readonly outfit: Outfit
  readonly world: World
  readonly grade: Grade
  /** Something the hands or the foreground hold; only where the framing shows it. */
  readonly prop: 'none' | 'baton' | 'chef-knife' | 'pen' | 'book' | 'microphone' | 'helmet'
}

/** A picture in linear light, 3 floats a pixel, row by row. */
export interface LinearImage {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** The figure in linear light with coverage, before it stands in a world. */
export interface FigureLayer extends LinearImage {
  /** 0 to 1 a pixel; colour is NOT premultiplied. */
  readonly alpha: Float32Array
}
