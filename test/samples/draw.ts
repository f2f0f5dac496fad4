// Draws the sample subject's reference photos with the simulator, as somebody's ordinary snapshots, and writes down who is
// in them, so that the simulator knows her again. Run after a change to how people are drawn: npm run samples
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sightOf } from '../../src/core/engines/simulator/familiar.ts'
import { renderFigure } from '../../src/core/engines/simulator/render/figure.ts'
import type { Person, Pose, Shot, World } from '../../src/core/engines/simulator/shot.ts'
import { composeShot } from '../../src/core/engines/simulator/worlds/compose.ts'
import { lightOf } from '../../src/core/engines/simulator/worlds/lights.ts'
import { judgePhoto } from '../../src/core/imaging/judge-photo.ts'
import { decodeRgb, encodeJpeg } from '../../src/core/imaging/pixels.ts'
import { unwrap } from '../../src/contract/index.ts'

const FOLDER = new URL('../../resources/samples/subject/', import.meta.url)
const SIDE = 1024

/** Mara Ellin, in her thirties. */
const MARA: Person = {
  gender: 'woman',
  skin: [0.85, 0.655, 0.54],
  lip: [0.72, 0.38, 0.37],
  hair: [0.17, 0.105, 0.075],
  iris: [0.36, 0.33, 0.2],
  hairStyle: 'bob',
  beard: 0,
  glasses: false,
  freckles: 0.12,
  age: 0.22,
  faceWidth: 0.97,
  jawWidth: 0.93,
  jawLength: 0.99,
  cheek: 1.06,
  noseLength: 0.97,
  noseWidth: 0.92,
  eyeDistance: 1.01,
  eyeSize: 1.06,
  lipWidth: 1.04,
  lipFullness: 1.12,
  browThickness: 0.98,
  browHeight: 0.005,
  build: 0.94,
}

interface Snapshot {
  readonly name: string
  readonly pose: Pose
  readonly world: World
  readonly outfit: Shot['outfit']
  readonly eyes: readonly [number, number]
  readonly light: 'left' | 'right' | 'front'
}

const SNAPSHOTS: readonly Snapshot[] = [
  {
    name: 'front-1.jpg',
    pose: { yaw: 3, pitch: 1, roll: -2, smile: 0.85 },
    world: { kind: 'sea', seed: 7, hour: 'day' },
    outfit: { kind: 'blouse', main: [0.86, 0.84, 0.8], second: [0.7, 0.68, 0.64] },
    eyes: [0.5, 0.44],
    light: 'left',
  },
  {
    name: 'front-2.jpg',
    pose: { yaw: -11, pitch: 2, roll: 3, smile: 0 },
    world: { kind: 'library', seed: 3, hour: 'day' },
    outfit: { kind: 'jacket', main: [0.24, 0.3, 0.34], second: [0.82, 0.8, 0.76] },
    eyes: [0.53, 0.45],
    light: 'right',
  },
  {
    name: 'front-3.jpg',
    pose: { yaw: 13, pitch: -2, roll: 0, smile: 0.5 },
    world: { kind: 'street', seed: 11, hour: 'day' },
    outfit: { kind: 'coat', main: [0.5, 0.36, 0.24], second: [0.8, 0.74, 0.66] },
    eyes: [0.47, 0.43],
    light: 'left',
  },
  {
    name: 'profile.jpg',
    pose: { yaw: 84, pitch: 1, roll: 0, smile: 0 },
    world: { kind: 'mountain', seed: 5, hour: 'day' },
    outfit: { kind: 'work-shirt', main: [0.36, 0.45, 0.5], second: [0.3, 0.36, 0.4] },
    eyes: [0.58, 0.43],
    light: 'right',
  },
]

const draw = async ({ pose, world, outfit, eyes, light }: Snapshot): Promise<Uint8Array> => {
  const shot: Shot = {
    width: SIDE,
    height: SIDE,
    person: MARA,
    pose,
    framing: { faceWidth: 0.42, eyes },
    light: lightOf(world, light),
    outfit,
    world,
    grade: { look: 'documentary', style: 'none', seed: 1 },
    prop: 'none',
  }
  const { data, width, height } = composeShot(shot, renderFigure(shot))
  return await encodeJpeg(data, width, height, { quality: 90 })
}

const sights: string[] = []
await mkdir(new URL('photos/', FOLDER), { recursive: true })
for (const snapshot of SNAPSHOTS) {
  const bytes = await draw(snapshot)
  await writeFile(new URL(`photos/${snapshot.name}`, FOLDER), bytes)
  const { photo, bytes: taken } = unwrap((await judgePhoto({ name: snapshot.name, bytes })).result)
  sights.push(sightOf(await decodeRgb(taken, 160)))
  console.log(`${snapshot.name}: ${photo.width}x${photo.height}, ${Math.round(bytes.length / 1024)} kB`)
}
await writeFile(new URL('person.json', FOLDER), `${JSON.stringify([{ person: MARA, sights }])}\n`)
console.log(`The sample subject lies in ${fileURLToPath(FOLDER)}`)
