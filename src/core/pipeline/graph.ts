import type { Picks, RunSpec, Sha256 } from '../../contract/index.ts'
import { failed, identityKeys, ok, type Result, ViewName } from '../../contract/index.ts'
import type { InputSource, NewJob } from '../library/types.ts'
import { withDescriptions } from './described.ts'
import { withViews } from './views-picked.ts'
import { ladderOf } from './recipes/index.ts'
import { asksAModel, type Strategy, suppliesOf } from './recipes/strategy.ts'
import { describe } from './steps/describe.ts'
import { nearestView } from './steps/nearest-view.ts'
import { opinionJob } from './steps/second-opinion.ts'
import { portrait } from './steps/portrait.ts'
import { scene } from './steps/scene.ts'
import type { RequestStep } from './steps/step.ts'
import { views } from './steps/views.ts'

/** Stored pictures a run starts from: their type is needed before the run can say what it sends. */
export type PickedPictures = (sha256: Sha256) => { readonly mimeType: string } | null

/** A made or chosen upstream picture, with the short tag it has in paths. */
interface Feed {
  readonly tag: string
  readonly source: InputSource
}

const MAX_JOBS = 20_000

/** What a run makes that is not to go as far as a final. */
const SUPPLIES_UP_TO = {
  views: ['views'],
  scene: ['scene'],
  portrait: ['views', 'scene', 'portrait'],
  describe: ['scene'],
  'nearest-view': ['scene'],
} as const

/** Steps that answer in words about a scene, and can be asked alone. */
const ASKED_OF_SCENES: Partial<Record<string, RequestStep>> = { describe, 'nearest-view': nearestView }

/** Numbers from 1 to `count`. */
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)

const plainJob = (
  job: Pick<NewJob, 'path' | 'step' | 'maker' | 'identity' | 'variant' | 'inputs'>,
  more: Partial<NewJob> = {},
): NewJob => ({ strategy: null, slot: null, rung: null, view: null, state: 'ready', ...job, ...more })

const viewJobs = (spec: RunSpec, set: number): readonly NewJob[] =>
  ViewName.options.map((view) =>
    plainJob(
      {
        path: `views/${set}/${view}`,
        step: 'views',
        maker: views.maker,
        identity: null,
        variant: set,
        inputs: {
          references: spec.subject.photos.map(({ sha256, mimeType }) => ({ picture: sha256, mimeType })),
        },
      },
      { view },
    ),
  )

/** All rungs for one final. Later rungs are held until the one before gave nothing. */
const slotJobs = (
  ladder: readonly Strategy[],
  slot: string,
  identity: string,
  variant: number,
  supplies: Readonly<Record<'views' | 'scene' | 'portrait', readonly InputSource[]>>,
): readonly NewJob[] =>
  ladder.flatMap((strategy, rung) =>
    strategy.nodes.map((node) => ({
      path: `${slot}/${strategy.name}/${node.name}`,
      step: node.step.step,
      maker: node.step.maker,
      identity,
      strategy: strategy.name,
      slot,
      rung,
      view: null,
      variant,
      inputs: Object.fromEntries(
        Object.entries(node.inputs).map(([name, source]) => [
          name,
          typeof source === 'string' ? supplies[source] : [{ job: `${slot}/${strategy.name}/${source.node}` }],
        ]),
      ),
      state: rung === 0 ? 'ready' : 'held',
    })),
  )

/** Whether a chosen portrait goes with a scene: with the one it was matched to, or with any where that is not told. */
const belongs = (head: InputSource, from: InputSource, sceneOf: Picks['sceneOf']): boolean => {
  if (!('picture' in head) || !('picture' in from)) return true
  const own = sceneOf?.[head.picture]
  return own === undefined || own === from.picture
}

const pickedFeeds = (
  picks: readonly Sha256[],
  letter: 's' | 'p',
  pictures: PickedPictures,
): Result<readonly Feed[]> => {
  const feeds: Feed[] = []
  for (const [index, picture] of picks.entries()) {
    const facts = pictures(picture)
    if (!facts)
      return failed(
        'pick-unknown',
        `The chosen picture ${picture.slice(0, 12)} is not in this library.`,
        'Choose a picture that `history` lists.',
      )
    feeds.push({ tag: `${letter}${index + 1}`, source: { picture, mimeType: facts.mimeType } })
  }
  return ok(feeds)
}

/**
 * The whole graph of a run, in the order it is worked off: views once for the subject, then per identity scenes,
 * portraits and finals. Every step makes its variants from each of its inputs: three scenes with two portraits each
 * are six portraits. A final is made for each input that its ladder really uses.
 */
export const expandRun = (spec: RunSpec, pictures: PickedPictures): Result<readonly NewJob[]> => {
  if (spec.judge) {
    const job = opinionJob({ subject: spec.subject, judge: spec.judge }, pictures)
    return job.ok ? ok([job.value]) : job
  }
  const ladder = ladderOf(spec.recipe, spec.ladder)
  const stopsAt = spec.upTo
  const needed: ReadonlySet<string> = new Set(
    stopsAt === undefined ? ladder.flatMap((strategy) => [...suppliesOf(strategy)]) : SUPPLIES_UP_TO[stopsAt],
  )
  // A last rung that asks no model is there for need: what it alone uses does not make more finals, it takes the first.
  const asking = ladder.filter(asksAModel)
  const deciding: ReadonlySet<string> = new Set(
    (asking.length > 0 ? asking : ladder).flatMap((strategy) => [...suppliesOf(strategy)]),
  )
  const whole = spec.recipe === 'matched-portrait' && stopsAt === undefined
  const { picks, variants } = spec
  if ((picks.scene || picks.portrait) && spec.identities.length > 1)
    return failed('pick-ambiguous', 'Chosen pictures belong to one identity.', 'Run with a single identity.')
  if (picks.portrait && !picks.scene && needed.has('scene'))
    return failed(
      'pick-incomplete',
      'A portrait was chosen without the scene it was matched to.',
      'Choose its scene too.',
    )

  const makesPortrait = !picks.portrait && (whole || needed.has('portrait'))
  const wantsScene = needed.has('scene') || makesPortrait || whole
  const wantsViews = needed.has('views') || makesPortrait || whole

  const jobs: NewJob[] = []
  const viewSets = wantsViews ? upTo(variants.views) : [0]
  for (const set of viewSets) if (set > 0) jobs.push(...viewJobs(spec, set))

  for (const [index, identity] of identityKeys(spec.identities).entries()) {
    if (!spec.identities[index]) continue
    let scenes: readonly Feed[] = [{ tag: '', source: { job: '' } }]
    if (picks.scene) {
      const picked = pickedFeeds(picks.scene, 's', pictures)
      if (!picked.ok) return picked
      scenes = picked.value
    } else if (wantsScene) {
      const made = upTo(variants.scene).map((variant) =>
        plainJob({
          path: `${identity}/scene/${variant}`,
          step: 'scene',
          maker: scene.maker,
          identity,
          variant,
          inputs: {},
        }),
      )
      jobs.push(...made)
      scenes = made.map(({ path, variant }) => ({ tag: `s${variant}`, source: { job: path } }))
    }

    const asked = stopsAt === undefined ? undefined : ASKED_OF_SCENES[stopsAt]
    if (asked)
      jobs.push(
        ...scenes.map(({ tag, source }) =>
          plainJob({
            path: `${identity}/${tag}/${asked.step}/1`,
            step: asked.step,
            maker: asked.maker,
            identity,
            variant: 1,
            inputs: { scene: [source] },
          }),
        ),
      )

    const slots = new Set<string>()
    for (const set of viewSets) {
      const viewSources = set === 0 ? [] : ViewName.options.map((view) => ({ job: `views/${set}/${view}` }))
      for (const from of scenes) {
        const upstream = [...(set > 0 ? [`v${set}`] : []), ...(from.tag ? [from.tag] : [])].join('-')
        let portraits: readonly Feed[] = [{ tag: '', source: { job: '' } }]
        if (picks.portrait) {
          const picked = pickedFeeds(picks.portrait, 'p', pictures)
          if (!picked.ok) return picked
          portraits = picked.value.filter(({ source }) => belongs(source, from.source, picks.sceneOf))
        } else if (makesPortrait) {
          const made = upTo(variants.portrait).map((variant) =>
            plainJob({
              path: `${identity}/${upstream}/portrait/${variant}`,
              step: 'portrait',
              maker: portrait.maker,
              identity,
              variant,
              inputs: { views: viewSources, scene: [from.source] },
            }),
          )
          jobs.push(...made)
          portraits = made.map(({ path, variant }) => ({ tag: `p${variant}`, source: { job: path } }))
        }
        for (const head of stopsAt === undefined ? portraits : []) {
          const used = [
            ...(deciding.has('views') && set > 0 ? [`v${set}`] : []),
            ...(deciding.has('scene') && from.tag ? [from.tag] : []),
            ...(deciding.has('portrait') && head.tag ? [head.tag] : []),
          ].join('-')
          for (const variant of upTo(variants.final)) {
            const slot = `${identity}/${used === '' ? 'free' : used}/final/${variant}`
            if (slots.has(slot)) continue
            slots.add(slot)
            jobs.push(
              ...slotJobs(ladder, slot, identity, variant, {
                views: viewSources,
                scene: [from.source],
                portrait: [head.source],
              }),
            )
          }
        }
      }
    }
    if (jobs.length > MAX_JOBS)
      return failed(
        'run-too-large',
        `This run would have more than ${MAX_JOBS.toLocaleString('en')} pieces of work.`,
        'Ask for fewer variants, or split it into several runs.',
      )
  }
  return withViews(withDescriptions(jobs, picks.descriptions), picks.views ?? {}, pictures)
}
