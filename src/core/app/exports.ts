import { randomUUID } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type ExportOptions,
  type ExportPreview,
  ExportPreset,
  type ExportReport,
  ExportRequest,
  type ExportState,
  type ExportWhat,
  type FolderCheck,
} from '../../contract/api/index.ts'
import { failed, ok, type Problem, type Result, type Sha256 } from '../../contract/index.ts'
import type { Deliverable } from '../export/deliverable.ts'
import { checkDestination, openDestination, takenIn } from '../export/destination.ts'
import { counted } from '../export/figures.ts'
import { fileNames, written } from '../export/file-names.ts'
import { handOver, piecesOf } from '../export/handing-over.ts'
import { prepareExport } from '../export/preparing.ts'
import { zipFolder } from '../export/zip-folder.ts'
import type { Imaging } from '../imaging/imaging.ts'
import { carriesC2pa } from '../imaging/metadata/c2pa.ts'
import type { Library } from '../library/types.ts'
import type { Events } from './events.ts'

export interface ExportParts {
  readonly library: Library
  readonly imaging: Imaging
  readonly events: Pick<Events, 'tell'>
  readonly version: string
  readonly now: () => Date
}

export interface Exports {
  readonly preview: (
    what: ExportWhat,
    options: ExportOptions,
    folder: string | null,
    limit: number,
  ) => Promise<ExportPreview>
  readonly checkFolder: (folder: string) => Promise<FolderCheck>
  readonly start: (request: ExportRequest) => Promise<Result<ExportState>>
  readonly cancel: (id: string) => void
  readonly list: () => readonly ExportState[]
  readonly report: (id: string) => Result<ExportReport>
  readonly download: (id: string) => Promise<Result<File>>
  readonly last: () => ExportRequest | null
  readonly presets: () => readonly ExportPreset[]
  readonly savePreset: (preset: ExportPreset) => Promise<readonly ExportPreset[]>
  readonly removePreset: (name: string) => Promise<readonly ExportPreset[]>
  /** Stops what is under way and waits for it. */
  readonly close: () => Promise<void>
}

interface Job {
  report: ExportReport
  readonly abort: AbortController
  over: Promise<void>
}

const TELL_EVERY_MS = 100
/** Remembered reports of a session. */
const KEPT = 20
/** A zip travels to the window whole. */
const MOST_ZIP_BYTES = 1_500_000_000
/** Originals that are looked at for a signature before anything is written. */
const LOOKED_AT = 20

const Presets = z.array(ExportPreset).readonly()
const LAST = 'export.last'
const PRESETS = 'export.presets'

const SIGNED = 'Signed by the maker of the model (C2PA).'

const noExport = failed('export-missing', 'There is no such export in this session.', 'Export again.')

const stateOf = ({ written: _written, left: _left, warnings: _warnings, ...state }: ExportReport): ExportState => state

/** "12.4 GB". */
const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

const takenBy = async (all: readonly Deliverable[], options: ExportOptions, folder: string | null) => {
  const names = fileNames(options.name, all, options.format)
  const taken = folder === null || !options.pictures ? names.map(() => false) : await takenIn(folder, names)
  return { names, taken }
}

const zipped = async (folder: string): Promise<Problem | null> => {
  try {
    await zipFolder(folder, `${folder}.zip`)
    await rm(folder, { recursive: true, force: true })
    return null
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    await rm(`${folder}.zip`, { force: true })
    return failed(
      'disk-full',
      `The zip could not be made (${String(error.code)}).`,
      'Free some space, or export to a folder.',
    ).problem
  }
}

/** Handing pictures over: what it would write, what is under way, what was written. One works at a time; others wait their turn. */
export const openExports = ({ library, imaging, events, version, now }: ExportParts): Exports => {
  const jobs = new Map<string, Job>()
  const scratch = join(library.folder, 'cache', 'exports')
  const tool = `Identity Studio ${version}`
  let turn: Promise<void> = rm(scratch, { recursive: true, force: true }).catch(() => {})

  const presets = (): readonly ExportPreset[] => {
    const read = Presets.safeParse(library.settings.get()[PRESETS])
    return read.success ? read.data : []
  }
  const keepPresets = async (all: readonly ExportPreset[]): Promise<readonly ExportPreset[]> => {
    await library.settings.set({ [PRESETS]: all })
    return all
  }

  const signed = new Map<Sha256, boolean>()
  /** Whether an original is signed; a picture's bytes never change, so it is looked at once. */
  const isSigned = async ({ card: { sha256 } }: Deliverable): Promise<boolean> => {
    const known = signed.get(sha256)
    if (known !== undefined) return known
    const found = await library.picture(sha256).then(carriesC2pa, () => false)
    signed.set(sha256, found)
    return found
  }

  const remember = (report: ExportReport, job: Job, toldAt: { last: number }): void => {
    job.report = report
    if (report.status === 'running' && performance.now() - toldAt.last < TELL_EVERY_MS) return
    toldAt.last = performance.now()
    events.tell({ type: 'export', export: stateOf(report) })
  }

  const work = async (job: Job, all: readonly Deliverable[], request: ExportRequest, folder: string): Promise<void> => {
    const toldAt = { last: 0 }
    const end = (change: Partial<ExportReport>): void =>
      remember({ ...job.report, endedAt: now().toISOString(), ...change }, job, toldAt)
    const destination = await openDestination(folder)
    if (!destination.ok) return end({ status: 'failed', problem: destination.problem })
    const parts = { source: library, imaging, destination: destination.value, tool, now }
    const over = await handOver(all, request.options, parts, job.abort.signal, (progress) =>
      remember({ ...job.report, ...progress }, job, toldAt),
    )
    await destination.value.leave()
    const skipped = over.left.length
    if (request.to.kind === 'zip' && over.status === 'done' && over.written.length > 0) {
      const problem = await zipped(folder)
      if (problem !== null) return end({ ...over, skipped, status: 'failed', problem })
      return end({ ...over, skipped, zip: `pictures-${now().toISOString().slice(0, 10)}.zip` })
    }
    end({ ...over, skipped })
  }

  const forgetOld = (): void => {
    for (const id of [...jobs.keys()].slice(0, -KEPT)) {
      jobs.delete(id)
      void rm(join(scratch, `${id}.zip`), { force: true })
    }
  }

  return {
    preview: async (what, options, folder, limit) => {
      const all = prepareExport(library, what, options)
      if (!all.ok) return { total: 0, files: [], taken: 0, problem: all.problem, warnings: [] }
      const place = folder === null || folder.trim() === '' ? null : await checkDestination(folder, library.folder)
      const { names, taken } = await takenBy(all.value, options, place?.ok ? place.value.folder : null)
      const shown = all.value.slice(0, limit)
      const marks = await Promise.all(shown.slice(0, LOOKED_AT).map(isSigned))
      const count = taken.filter(Boolean).length
      const size = all.value.reduce((sum, { stored }) => sum + stored.bytes, 0)
      const warnings = [
        ...(options.pictures && options.format !== 'original' && marks.includes(true)
          ? [
              'Originals here are signed by the maker of the model (C2PA). A changed picture cannot carry that on; the original bytes do.',
            ]
          : []),
        ...(place?.ok === true && options.format === 'original' && options.pictures && size > place.value.freeBytes
          ? [`${gigabytes(size)} will be written, and ${gigabytes(place.value.freeBytes)} are free.`]
          : []),
        ...(count > 0 && options.collision === 'skip'
          ? [`${counted(count, 'picture')} will be left out: a file of that name is there.`]
          : []),
      ]
      return {
        total: all.value.length,
        files: shown.map(({ card }, at) => {
          const name = names[at]
          return {
            sha256: card.sha256,
            name: name ? written(name) : '',
            taken: taken[at] ?? false,
            width: card.width,
            height: card.height,
            signed: marks[at] === true ? SIGNED : null,
          }
        }),
        taken: count,
        problem: place?.ok === false ? place.problem : null,
        warnings,
      }
    },

    checkFolder: async (folder) => {
      const checked = await checkDestination(folder, library.folder)
      if (!checked.ok)
        return { folder: folder.trim(), exists: false, says: checked.problem.message, problem: checked.problem }
      const { exists, freeBytes } = checked.value
      const says = `${exists ? '' : 'It will be made. '}${gigabytes(freeBytes)} free.`
      return { folder: checked.value.folder, exists, says, problem: null }
    },

    start: async (request) => {
      const { what, options, to } = request
      const all = prepareExport(library, what, options)
      if (!all.ok) return all
      const id = randomUUID()
      let folder = join(scratch, id)
      if (to.kind === 'folder') {
        const place = await checkDestination(to.folder, library.folder)
        if (!place.ok) return place
        folder = place.value.folder
        const { names, taken } = await takenBy(all.value, options, folder)
        const first = names.find((_name, at) => taken[at])
        if (options.collision === 'ask' && first)
          return failed(
            'export-names-taken',
            `${counted(taken.filter(Boolean).length, 'name is', 'names are')} taken in this folder, such as ${written(first)}.`,
            'Number the new files or skip those pictures. Nothing was written.',
          )
      }
      await library.settings.set({ [LAST]: request })
      const job: Job = {
        abort: new AbortController(),
        over: Promise.resolve(),
        report: {
          id,
          status: 'running',
          total: piecesOf(all.value.length, options),
          done: 0,
          bytes: 0,
          folder: to.kind === 'folder' ? folder : null,
          zip: null,
          skipped: 0,
          problem: null,
          startedAt: now().toISOString(),
          endedAt: null,
          written: [],
          left: [],
          warnings: [],
        },
      }
      jobs.set(id, job)
      forgetOld()
      events.tell({ type: 'export', export: stateOf(job.report) })
      const before = turn
      const mine = before.then(async () => await work(job, all.value, request, folder))
      // A bug ends this export and not those behind it.
      job.over = mine.catch((error: unknown) => {
        const told = error instanceof Error ? error.message : String(error)
        const problem = failed(
          'export-broken',
          `The export broke off: ${told}.`,
          'Export again; report it if it stays.',
        ).problem
        remember({ ...job.report, status: 'failed', problem, endedAt: now().toISOString() }, job, { last: 0 })
      })
      turn = job.over
      return ok(stateOf(job.report))
    },

    cancel: (id) => jobs.get(id)?.abort.abort(),
    list: () => [...jobs.values()].map(({ report }) => stateOf(report)).toReversed(),
    report: (id) => {
      const job = jobs.get(id)
      return job ? ok(job.report) : noExport
    },
    download: async (id) => {
      const report = jobs.get(id)?.report
      if (!report?.zip) return noExport
      const path = join(scratch, `${id}.zip`)
      const found = await stat(path).catch(() => null)
      if (found === null) return noExport
      if (found.size > MOST_ZIP_BYTES)
        return failed(
          'export-zip-too-large',
          `The zip has ${gigabytes(found.size)}, too much for a browser.`,
          'Export to a folder.',
        )
      return ok(new File([await readFile(path)], report.zip, { type: 'application/zip' }))
    },

    last: () => {
      const read = ExportRequest.safeParse(library.settings.get()[LAST])
      return read.success ? read.data : null
    },
    presets,
    savePreset: async (preset) =>
      await keepPresets(
        [...presets().filter(({ name }) => name !== preset.name), preset].toSorted((a, b) =>
          a.name.localeCompare(b.name),
        ),
      ),
    removePreset: async (name) => await keepPresets(presets().filter((preset) => preset.name !== name)),
    close: async () => {
      for (const { abort } of jobs.values()) abort.abort()
      await Promise.allSettled([turn])
    },
  }
}
