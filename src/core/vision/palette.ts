import { type Pyramid } from './crop.ts'
import { type Lab, labOf } from './colour.ts'

const COLOURS = 6
const ROUNDS = 8
/** Colours nearer than this are the same to the eye across a room (CIE76). */
const SAME = 9
/** Fewer pixels than this are no colour of the picture. */
const LEAST_SHARE = 0.01

interface Cluster {
  readonly lab: Lab
  readonly rgb: Lab
  readonly share: number
}

const distance = (a: Lab, b: Lab): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
const meanOf = (all: readonly Lab[]): Lab => {
  const sum = all.reduce<[number, number, number]>(
    (total, v) => [total[0] + v[0], total[1] + v[1], total[2] + v[2]],
    [0, 0, 0],
  )
  const n = Math.max(1, all.length)
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}

const hex = (rgb: Lab): string =>
  `#${rgb
    .map((v) =>
      Math.max(0, Math.min(255, Math.round(v)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Far from one another: the mean first, then always the colour farthest from those there are. Chance has no part in it. */
const seedsOf = (labs: readonly Lab[]): readonly Lab[] => {
  const seeds = [meanOf(labs)]
  const far = labs.map((lab) => distance(lab, seeds[0] ?? lab))
  while (seeds.length < COLOURS) {
    let best = 0
    far.forEach((value, i) => {
      if (value > (far[best] ?? 0)) best = i
    })
    const seed = labs[best]
    if (!seed || (far[best] ?? 0) < SAME) break
    seeds.push(seed)
    labs.forEach((lab, i) => {
      far[i] = Math.min(far[i] ?? 0, distance(lab, seed))
    })
  }
  return seeds
}

const merged = (clusters: readonly Cluster[]): readonly Cluster[] => {
  const kept: Cluster[] = []
  for (const one of clusters.toSorted((a, b) => b.share - a.share)) {
    const at = kept.findIndex((other) => distance(other.lab, one.lab) < SAME)
    const other = kept[at]
    if (other) kept[at] = { ...other, share: other.share + one.share }
    else kept.push(one)
  }
  return kept
}

/** Up to six colours that a picture is made of (k-means in CIELAB on its smallest copy), most of it first. */
export const paletteOf = (pyramid: Pyramid): readonly { readonly colour: string; readonly share: number }[] => {
  const small = pyramid.levels.at(-1)
  if (!small) return []
  const rgbs: Lab[] = []
  for (let i = 0; i + 2 < small.data.length; i += 3)
    rgbs.push([small.data[i] ?? 0, small.data[i + 1] ?? 0, small.data[i + 2] ?? 0])
  const labs = rgbs.map(([r, g, b]) => labOf(r, g, b))
  let centres = seedsOf(labs)
  let members: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    members = centres.map(() => [])
    labs.forEach((lab, i) => {
      let nearest = 0
      centres.forEach((centre, c) => {
        if (distance(lab, centre) < distance(lab, centres[nearest] ?? centre)) nearest = c
      })
      members[nearest]?.push(i)
    })
    centres = centres.map((centre, c) => {
      const own = members[c] ?? []
      return own.length === 0 ? centre : meanOf(own.map((i) => labs[i] ?? centre))
    })
  }
  const clusters = centres.map((lab, c): Cluster => {
    const own = members[c] ?? []
    return { lab, rgb: meanOf(own.map((i) => rgbs[i] ?? [0, 0, 0])), share: own.length / Math.max(1, labs.length) }
  })
  return merged(clusters)
    .filter(({ share }) => share >= LEAST_SHARE)
    .map(({ rgb, share }) => ({ colour: hex(rgb), share: Math.round(share * 1000) / 1000 }))
}
