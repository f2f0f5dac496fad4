import { useEffect, useState } from 'react'
import type {
  ExportPreview,
  ExportReport,
  ExportRequestInput,
  ExportState,
  ExportWhat,
} from '../../../contract/api/index.ts'
import type { Problem } from '../../../contract/index.ts'
import type { Studio } from '../../app/studio.tsx'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { problemOf } from '../../studio/problems.ts'
import { desktop } from './desktop.ts'
import type { Draft } from './options.ts'

/** Typing is over when nothing was typed for this long. */
const SETTLED_MS = 200
/** Names shown before an export. */
const SHOWN = 60

/** What an export would write, asked anew whenever anything changes. Null until it is known. */
export const usePreview = (what: ExportWhat, draft: Draft): ExportPreview | null => {
  const { client } = useStudio()
  const changed = useMirror((mirror) => mirror.pictures)
  const [preview, setPreview] = useState<ExportPreview | null>(null)
  const asked = JSON.stringify([what, draft.options, draft.to === 'folder' ? draft.folder : null])
  useEffect(() => {
    let gone = false
    const timer = setTimeout(() => {
      const folder = draft.to === 'folder' && draft.folder.trim() !== '' ? draft.folder : null
      client.exports.preview({ what, options: draft.options, folder, limit: SHOWN }).then(
        (now) => gone || setPreview(now),
        (error: unknown) => gone || setPreview(unknown(problemOf(error))),
      )
    }, SETTLED_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` holds all that the question is made of
  }, [client, asked, changed])
  return preview
}

const unknown = (problem: Problem): ExportPreview => ({ total: 0, files: [], taken: 0, problem, warnings: [] })

/** The export that was started last in this session; null before. */
export const useNewestExport = (): ExportState | null => {
  const exports = useMirror((mirror) => mirror.exports)
  return [...exports.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0] ?? null
}

/** What an export wrote and left out, once it is over. */
export const useReport = (state: ExportState | null): ExportReport | null => {
  const { client, ask } = useStudio()
  const [report, setReport] = useState<ExportReport | null>(null)
  const id = state === null || state.status === 'running' ? null : state.id
  useEffect(() => {
    setReport(null)
    if (id !== null) void ask.attempt(() => client.exports.report({ id })).then(setReport)
  }, [client, ask, id])
  return report
}

/** Hands the zip of an export to the browser, which asks where to save it. */
export const saveZip = async ({ client, ask }: Studio, id: string): Promise<void> => {
  const zip = await ask.attempt(() => client.exports.download({ id }))
  if (!zip) return
  const address = URL.createObjectURL(zip)
  const link = document.createElement('a')
  link.href = address
  link.download = zip.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Starts an export; names that are taken are given back as the problem they are, and every other problem is told. */
export const startExport = async (
  { client, mirror, ask }: Studio,
  request: ExportRequestInput,
): Promise<{ readonly taken: Problem | null; readonly started: ExportState | null }> => {
  try {
    const started = await client.exports.start(request)
    mirror.setState((state) => ({
      exports: new Map(state.exports).set(started.id, state.exports.get(started.id) ?? started),
    }))
    return { taken: null, started }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'export-names-taken') return { taken: problem, started: null }
    await ask.attempt(async () => await Promise.reject(error instanceof Error ? error : new Error(problem.message)))
    return { taken: null, started: null }
  }
}

/** Exports as the last time: what is approved, or what is selected now. Where that cannot be, the screen is opened to ask. */
export const exportAgain = async (studio: Studio): Promise<void> => {
  const { client, ask, view } = studio
  const last = await ask.attempt(() => client.exports.last())
  view.setState({ screen: 'export', loupe: false })
  if (!last || (last.to.kind === 'zip' && desktop())) return
  const { selection } = view.getState()
  const what = last.what === 'approved' || selection.length === 0 ? last.what : [...selection]
  const options = last.options.collision === 'ask' ? { ...last.options, collision: 'number' as const } : last.options
  await startExport(studio, { what, options, to: last.to })
}
