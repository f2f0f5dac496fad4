import type { RequestConfig } from '../../../contract/index.ts'
import { castOf } from './casting.ts'
import { eyesFor, freePose, keptFraming, newFraming, PORTRAIT_WIDTH, wantsPortrait, yawFor } from './composition.ts'
import { flashLight, lightFor } from './lighting.ts'
import type { Strikes } from './misbehave.ts'
import { pictureSizeFor } from './picture-size.ts'
import type { PictureSize } from './picture-size.ts'
import type { FramingWish } from './reading/framing.ts'
import type { TraitWish } from './reading/traits.ts'
import { outfitOf } from './reading/outfits.ts'
import { baseOf } from './reading/pictures.ts'
import type { Base, SeenPicture } from './reading/pictures.ts'
import type { Wish } from './reading/prompt.ts'
import { between, chance, oneOf, seedOf } from './seed.ts'
import { personOf } from './people.ts'
import type { Framing, Grade, Light, Outfit, Person, Pose, Shot, World } from './shot.ts'

/** From so many of the five film crafts in the words on, a picture with a face reference keeps its cinema. */
const ENOUGH_CRAFT = 4

/** What a picture grown out of a portrait shows when the words leave it open. */
const WAIST_UP: FramingWish = { crop: 'waist-up', width: { least: 0.15, most: 0.25 } }

/** The parts of a shot that a picture hands on to one that builds on it. */
type Moment = Omit<Shot, 'width' | 'height' | 'person' | 'grade'> & { readonly grade: Omit<Grade, 'seed'> }

const lookFor = (wish: Wish, world: World, hasFace: boolean): Grade['look'] => {
  if (world.kind === 'white') return 'studio'
  if (hasFace && wish.filmCraft < ENOUGH_CRAFT) return 'documentary'
  return wish.look ?? (wish.filmCraft >= 2 ? 'cinematic' : 'documentary')
}

/** When a film would be shot there, if the words name no hour. */
const BEST_HOUR: Readonly<Partial<Record<World['kind'], World['hour']>>> = {
  stage: 'night',
  street: 'night',
  space: 'night',
}

const hourFor = (wish: Wish, kind: World['kind']): World['hour'] => {
  if (wish.hour !== null) return wish.hour
  if (wish.style === 'noir' || wish.style === 'neon') return 'night'
  return wish.look === 'cinematic' ? (BEST_HOUR[kind] ?? 'golden') : 'day'
}

const worldFor = (wish: Wish, seed: number): World => {
  const anywhere = oneOf<World['kind']>(seed, 'place', ['studio', 'street', 'sky', 'office'])
  const kind = wish.white && wish.look !== 'cinematic' ? 'white' : (wish.place ?? anywhere)
  return { kind, seed, hour: hourFor(wish, kind) }
}

/** What people wear for a plain picture, and where nothing is named. */
const outfitFor = (wish: Wish, person: Person, seed: number): Outfit => {
  if (wish.outfit !== null) return outfitOf(wish.outfit)
  const plain = person.gender === 'woman' ? 'blouse' : 'collared-shirt'
  return outfitOf({ kind: oneOf(seed, 'clothes', [plain, 'jacket', plain, 'coat']), main: null })
}

const poseFor = (wish: Wish, world: World, seed: number): Pose => {
  const free = freePose(seed)
  const still = world.kind === 'white'
  const asked = wish.direction === null ? null : yawFor(wish.direction, seed)
  return {
    yaw: asked ?? (still ? between(seed, 'front', -2, 2) : free.yaw),
    pitch: wish.pitch ?? (still ? between(seed, 'level', -1.5, 1.5) : free.pitch),
    roll: wish.roll ?? (still ? between(seed, 'upright', -1, 1) : free.roll),
    smile: wish.smile ?? 0,
  }
}

/** A new picture from words, with or without somebody's views. */
const newMoment = (wish: Wish, person: Person, hasFace: boolean, size: PictureSize, seed: number): Moment => {
  const world = worldFor(wish, seed)
  const look = lookFor(wish, world, hasFace)
  const pose = poseFor(wish, world, seed)
  const side = chance(seed, 'light side') < 0.5 ? 'left' : 'right'
  const light = lightFor(world, wish.light, side)
  return {
    pose,
    framing: newFraming(wish.framing, size, pose.yaw, seed),
    light: look === 'documentary' ? flashLight(light) : light,
    outfit: outfitFor(wish, person, seed),
    world,
    grade: { look, style: wish.style },
    prop: wish.prop ?? 'none',
  }
}

/** The moment in a picture that the simulator did not make: its light and colours as measured, the rest from the words. */
const foreignMoment = (picture: SeenPicture, wish: Wish, person: Person, size: PictureSize): Moment => {
  const seed = seedOf('moment of', picture.sha256)
  const { measured } = picture
  const light: Wish['light'] = {
    side: measured?.side ?? null,
    warmth: measured === null ? null : Math.max(-1, Math.min(1, measured.warmth * 4)),
    drama: measured === null ? null : Math.min(1, measured.contrast * 3),
  }
  const hour =
    wish.hour ??
    (measured !== null && measured.brightness < 0.22 ? 'night' : (light.warmth ?? 0) > 0.3 ? 'golden' : 'day')
  // A picture that is built on counts as a film frame: nobody asks for a snapshot to be kept.
  const read: Wish = { ...wish, light, hour, look: wish.look ?? 'cinematic', direction: null, white: false }
  return newMoment(read, person, false, size, seed)
}

/** Whether a head-and-shoulders picture is asked for while the base shows more of the person. */
const comesCloser = (moment: Moment, wish: Wish): boolean =>
  wantsPortrait(wish.framing) && moment.framing.faceWidth < PORTRAIT_WIDTH

/**
 * How the head is turned when a picture is built on another: as there. Brought closer without a word on the edge of
 * the frame it is mirrored in about one of four; a new start from the place alone gives a pose of its own.
 */
const keptPose = (moment: Moment, wish: Wish, seed: number): Pose => {
  const mirrors =
    comesCloser(moment, wish) && !wish.keepsDirection && wish.direction === null && chance(seed, 'mirrors') < 0.25
  const strays = wish.environmentOnly ? between(seed, 'pose of its own', -8, 8) : 0
  const side = Math.sign(moment.pose.yaw) || 1
  const kept = mirrors ? -moment.pose.yaw : side * Math.max(0, Math.min(90, Math.abs(moment.pose.yaw) + strays))
  const told = wish.direction !== null && wish.direction.edge !== null
  return {
    yaw: told && wish.direction !== null ? yawFor(wish.direction, seed) : kept,
    pitch: wish.pitch ?? moment.pose.pitch,
    roll: wish.roll ?? moment.pose.roll,
    smile: wish.smile ?? moment.pose.smile,
  }
}

/** A picture built on another: what the words do not name stays. */
const builtOn = (base: Base, moment: Moment, wish: Wish, size: PictureSize, seed: number): Moment => {
  const pose =
    base.kind === 'scene' || base.kind === 'result'
      ? keptPose(moment, wish, seed)
      : { ...moment.pose, smile: wish.smile ?? moment.pose.smile }
  const wider = base.kind === 'canvas' || base.kind === 'portrait'
  const asked = wider && wish.framing === null ? WAIST_UP : wish.framing
  const framing = wider
    ? newFraming(asked, size, pose.yaw, seed)
    : keptFraming(moment.framing, asked, size, pose.yaw, seed)
  const world: World =
    base.kind === 'portrait'
      ? { kind: wish.place ?? moment.world.kind, seed, hour: wish.hour ?? moment.world.hour }
      : moment.world
  return {
    ...moment,
    pose,
    framing,
    world,
    outfit: base.kind === 'portrait' && wish.outfit?.named === true ? outfitOf(wish.outfit) : moment.outfit,
    grade: { look: moment.grade.look, style: wish.style === 'none' ? moment.grade.style : wish.style },
    prop: wider ? (wish.prop ?? moment.prop) : moment.prop,
  }
}

/** A light asked for in a correction: only a side that is named changes it. */
const correctedLight = (base: Base | null, light: Light, wish: Wish, world: World): Light =>
  base?.kind === 'result' && wish.light.side !== null && wish.light.side !== light.side
    ? lightFor(world, wish.light, 'left')
    : light

const other = { left: 'right', right: 'left' } as const

/** What a misbehaving model makes of a shot. */
const spoiled = (shot: Shot, strikes: Strikes, seed: number): Shot => {
  let { pose, framing, grade, light } = shot
  if (strikes.has('wrong-angle')) {
    const size = Math.abs(pose.yaw)
    const side = pose.yaw === 0 ? (chance(seed, 'wrong side') < 0.5 ? -1 : 1) : Math.sign(pose.yaw)
    pose = { ...pose, yaw: side * (size > 65 ? 42 : size > 25 ? 85 : 40) }
  }
  if (strikes.has('mirrored')) {
    pose = { ...pose, yaw: -pose.yaw, roll: -pose.roll }
    if (shot.world.kind !== 'white' && light.side !== 'front') light = { ...light, side: other[light.side] }
  }
  if (strikes.has('documentary') && shot.world.kind !== 'white') {
    grade = { ...grade, look: 'documentary' }
    light = flashLight(light)
  }
  if (strikes.has('small-face')) {
    const faceWidth = framing.faceWidth * 0.42
    framing = { faceWidth, eyes: eyesFor(faceWidth, shot, pose.yaw, seed) }
  }
  return { ...shot, pose, framing, grade, light }
}

const NOBODY_IN_WORDS: TraitWish = {
  gender: null,
  hair: null,
  iris: null,
  hairStyle: null,
  skin: null,
  build: null,
  age: null,
  beard: null,
  glasses: null,
}

/** The same picture with a stranger beside the person who was asked for: who stands where, first the one. */
export const withSomebodyBeside = (shot: Shot, seed: number): readonly [Shot, Shot] => {
  const { faceWidth, eyes } = shot.framing
  const aside = Math.max(0.6 * faceWidth, 0.15)
  const at = (across: number): Framing => ({ faceWidth, eyes: [Math.min(0.8, Math.max(0.2, across)), eyes[1]] })
  const stranger = personOf(NOBODY_IN_WORDS, seedOf(seed, 'somebody beside'))
  return [
    { ...shot, framing: at(eyes[0] - aside) },
    { ...shot, person: stranger, framing: at(eyes[0] + aside), prop: 'none' },
  ]
}

/**
 * The shot a request asks for: what the words name, then what the pictures hand on, then chance.
 * @param seed follows from everything in the request and its variant: equal requests give equal shots.
 */
export const shotOfRequest = (
  wish: Wish,
  pictures: readonly SeenPicture[],
  config: RequestConfig,
  strikes: Strikes,
  seed: number,
): Shot => {
  const base = baseOf(pictures)
  const size = pictureSizeFor(config, base?.picture.size ?? null)
  const person = castOf(wish, pictures, base, seed)
  const hasFace = pictures.some(({ role }) => role === 'view' || role === 'reference' || role === 'portrait')
  const before = base === null ? null : (base.picture.shot ?? foreignMoment(base.picture, wish, person, size))
  const moment =
    base === null || before === null
      ? newMoment(wish, person, hasFace, size, seed)
      : builtOn(base, before, wish, size, seed)
  const shot: Shot = {
    ...size,
    person,
    pose: moment.pose,
    framing: moment.framing,
    light: correctedLight(base, moment.light, wish, moment.world),
    outfit: moment.outfit,
    world: moment.world,
    grade: { ...moment.grade, seed },
    prop: moment.framing.faceWidth > PORTRAIT_WIDTH ? 'none' : moment.prop,
  }
  return spoiled(shot, strikes, seed)
}
