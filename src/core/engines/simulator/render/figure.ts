import type { FigureLayer, Shot } from '../shot.ts'
import { drawStrands } from './draw-strands.ts'
import { lightVertices, rigOf } from './lamps.ts'
import { clamp, linearRgb, sinDeg, smoothstep } from './math.ts'
import { floorOf, modelOf } from './model.ts'
import type { Model } from './model.ts'
import { eyePainter } from './paint-eye.ts'
import { mouthPainter } from './paint-mouth.ts'
import { skinPainter } from './paint-skin.ts'
import { poseFigure } from './posing.ts'
import { rasterize } from './raster.ts'
import { resolve, toLayer } from './resolve.ts'
import { placeParts } from './scene.ts'

const KEPT = 3

/** The last few models, newest last: the pictures of a run show the same person again and again. Never changes a byte. */
const recent = new Map<string, Model>()

const rememberedModel = (shot: Shot): Model => {
  const { person, outfit, pose, prop } = shot
  const floor = floorOf(shot)
  const name = JSON.stringify([person, outfit, pose.smile, floor, prop])
  const model = recent.get(name) ?? modelOf(person, pose.smile, outfit, floor, prop)
  recent.delete(name)
  recent.set(name, model)
  for (const old of recent.keys()) {
    if (recent.size <= KEPT) break
    recent.delete(old)
  }
  return model
}

/** The person of a shot, lit by its world, in linear light with coverage; nothing behind. Equal shots give equal bytes. */
export const renderFigure = (shot: Shot): FigureLayer => {
  const { person, pose } = shot
  const { anatomy, style, parts, strands, span } = rememberedModel(shot)
  const eyes = [0, anatomy.eyeY, 0.69] as const
  const posing = poseFigure(pose, shot.framing, span, eyes, shot.width, shot.height)
  const scene = placeParts(parts, posing)
  const rig = rigOf(shot.light)
  const reach = lightVertices(scene, rig, (posing.top - shot.height * 1.1) / posing.scale)
  const seen = rasterize(scene, shot.width, shot.height)
  const pixel = 1 / posing.scale
  const look = {
    catchX: clamp(rig.keyDirection[0] * 0.55 - sinDeg(pose.yaw) * 0.3, -0.5, 0.5),
    catchY: clamp(0.2 + rig.keyDirection[1] * 0.35, 0.1, 0.5),
    gazeX: -0.02 * clamp(pose.yaw / 30, -1, 1),
    gazeY: 0,
  }
  const scalp = (x: number, y: number, z: number): number =>
    style && y > -0.85 && (y > 0.2 || z < 0.4) ? 0.9 * smoothstep(-0.03, 0.12, style.grows(x, y, z)) : 0
  const paintEye = eyePainter(person, anatomy, look, pixel)
  const paintSkin = skinPainter(person, anatomy, paintEye, mouthPainter(person, anatomy, pixel), scalp)
  const hair = linearRgb(person.hair)
  const canvas = resolve(scene, seen, reach, rig, paintSkin, (s) => {
    s.r = hair[0] * 0.35
    s.g = hair[1] * 0.35
    s.b = hair[2] * 0.35
    s.gloss = 0
  })
  for (const s of strands) drawStrands(canvas, s, posing, rig, reach)
  return toLayer(canvas)
}
