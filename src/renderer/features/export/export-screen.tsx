import { useEffect, useState } from 'react'
import type { ExportOptions, ExportWhat } from '../../../contract/api/index.ts'
import type { Problem } from '../../../contract/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choices } from '../../ui/field.tsx'
import { count } from '../../ui/figures.ts'
import { desktop } from './desktop.ts'
import { Destination } from './destination.tsx'
import styles from './export.module.css'
import { startExport, useNewestExport, usePreview } from './exporting.ts'
import { ExtraSettings, TellSettings } from './extra-settings.tsx'
import { CollisionChoice, FileSettings } from './file-settings.tsx'
import { NameSetting } from './name-setting.tsx'
import { type Draft, firstDraft } from './options.ts'
import { Outcome } from './outcome.tsx'
import { Presets } from './presets.tsx'
import { Preview } from './preview.tsx'
import { ReviewImport } from './review-import.tsx'
import { Group } from './setting.tsx'

/** Approved pictures, or a selection, into a folder or a zip. */
export const ExportScreen = () => {
  const { client, ask, mirror, view } = useStudio()
  const draft = useView((state) => state.exporting)
  const setDraft = (exporting: Draft): void => view.setState({ exporting })
  useEffect(() => {
    // Those that were begun before this window was opened.
    void client.exports.list().then(
      (all) =>
        mirror.setState((state) => ({
          exports: new Map([...all.map((one) => [one.id, one] as const), ...state.exports]),
        })),
      () => {},
    )
    // What was set stays while pictures are chosen elsewhere.
    if (view.getState().exporting === null)
      void ask
        .attempt(() => client.exports.last())
        .then((last) => view.setState({ exporting: firstDraft(last, desktop() !== null) }))
  }, [ask, client, mirror, view])
  return draft === null ? <div className={styles.screen} /> : <Exporting draft={draft} onChange={setDraft} />
}

const Exporting = ({ draft, onChange }: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) => {
  const studio = useStudio()
  const selection = useView((view) => view.selection)
  // One picture is always selected by having been looked at; several were meant.
  const [chosen, setChosen] = useState<'approved' | 'selected'>(selection.length > 1 ? 'selected' : 'approved')
  const [taken, setTaken] = useState<Problem | null>(null)
  const [away, setAway] = useState<string | null>(null)
  const newest = useNewestExport()
  const which = selection.length === 0 ? 'approved' : chosen
  const what: ExportWhat = which === 'approved' ? 'approved' : selection
  const preview = usePreview(what, draft)
  const { options } = draft

  const set = (change: Partial<ExportOptions>): void => onChange({ ...draft, options: { ...options, ...change } })
  const isName = preview?.problem?.code === 'export-name-unknown'
  const off = whyNot()

  function whyNot(): string | null {
    if (newest?.status === 'running') return 'An export is under way.'
    if (preview === null) return 'Being looked at.'
    if (preview.problem) return `${preview.problem.message} ${preview.problem.next}`
    if (draft.to === 'folder' && draft.folder.trim() === '') return 'Say where to first.'
    return null
  }
  const start = async (collision = options.collision): Promise<void> => {
    const to = draft.to === 'zip' ? ({ kind: 'zip' } as const) : ({ kind: 'folder', folder: draft.folder } as const)
    setAway(null)
    const { taken: names } = await startExport(studio, { what, options: { ...options, collision }, to })
    setTaken(names)
  }

  return (
    <div className={styles.screen}>
      <div className={styles.left}>
        <div className={styles.head}>
          <h1>
            {preview === null || preview.total === 0
              ? 'Export'
              : `${count(preview.total, 'picture')}${which === 'approved' ? ', approved' : ', selected'}`}
          </h1>
          <Choices
            name="Which pictures"
            value={which}
            options={[
              { value: 'approved', title: 'Approved' },
              ...(selection.length > 0
                ? [{ value: 'selected' as const, title: `Selected (${selection.length})` }]
                : []),
            ]}
            onChange={setChosen}
          />
          <span className={styles.space} />
          <ReviewImport />
        </div>
        {newest && newest.id !== away && <Outcome state={newest} onClose={() => setAway(newest.id)} />}
        <div className={styles.scroll}>
          {preview?.problem?.code === 'export-nothing' ? (
            <div className={styles.empty}>
              <h2>Nothing is approved yet</h2>
              <p>
                Approve pictures on the board with <kbd>A</kbd>, or select some there and come back: a selection can be
                exported too.
              </p>
              <Button onClick={() => studio.view.setState({ screen: 'board' })}>Go to the board</Button>
            </div>
          ) : (
            preview && <Preview preview={preview} />
          )}
        </div>
      </div>
      <aside className={styles.panel} aria-label="Export settings">
        <div className={styles.settings}>
          <Presets options={options} onChoose={(all) => onChange({ ...draft, options: all })} />
          <ExtraSettings options={options} onChange={set} />
          {options.pictures && (
            <>
              <FileSettings options={options} onChange={set} />
              <Group title="Name">
                <NameSetting
                  name={options.name}
                  example={preview?.files[0]?.name ?? null}
                  wrong={isName ? `${preview.problem?.message} ${preview.problem?.next}` : null}
                  onChange={(name) => set({ name })}
                />
                <CollisionChoice options={options} onChange={set} />
              </Group>
            </>
          )}
          <TellSettings options={options} onChange={set} />
          <Destination draft={draft} onChange={(change) => onChange({ ...draft, ...change })} />
        </div>
        <footer className={styles.foot}>
          {preview?.warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
          <Button look="main" off={off} onClick={() => void start()}>
            Export {preview && preview.total > 0 ? count(preview.total, 'picture') : ''}
          </Button>
        </footer>
      </aside>
      {taken && (
        <Dialog
          title="Some names are taken"
          width={480}
          onClose={() => setTaken(null)}
          foot={
            <>
              <Button look="quiet" onClick={() => setTaken(null)}>
                Cancel
              </Button>
              <Button onClick={() => void start('skip')}>Skip those</Button>
              <Button look="main" onClick={() => void start('number')}>
                Number the new files
              </Button>
            </>
          }
        >
          <p>
            {taken.message} {taken.next}
          </p>
        </Dialog>
      )}
    </div>
  )
}
