import { useEffect, useState } from 'react'
import type { Settings } from '../../../contract/api/index.ts'
import type { LimitChanges, LimitPair, LimitRow } from '../../../contract/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './limits.module.css'
import { Section } from './row.tsx'
import { SavedNumber } from './saved-field.tsx'

const GROUPS: readonly { readonly group: LimitRow['group']; readonly title: string }[] = [
  { group: 'views', title: 'Views and headshots' },
  { group: 'scene', title: 'Scenes' },
  { group: 'portrait', title: 'Portraits, against their scene' },
  { group: 'final', title: 'Finals' },
]

const UNITS: Readonly<Record<LimitRow['unit'], string>> = {
  degrees: '°',
  percent: '%',
  share: '0 to 1',
  heads: 'faces high',
  chroma: 'chroma',
  distance: 'distance',
}

const same = (a: LimitPair, b: LimitPair): boolean => a.warn === b.warn && a.fail === b.fail

/** The limits with one row set, or put back where it is as it comes. */
const changed = (limits: LimitChanges, { name, usual }: LimitRow, pair: LimitPair): LimitChanges => {
  const others = Object.entries(limits).filter(([other]) => other !== name)
  return Object.fromEntries(same(pair, usual) ? others : [...others, [name, pair]])
}

/** The table of limits, with the reason for each; every one can be set otherwise and put back. */
export const LimitSettings = ({ settings }: { readonly settings: Settings }) => {
  const { client, ask } = useStudio()
  const [rows, setRows] = useState<readonly LimitRow[]>([])
  const { limits } = settings
  useEffect(() => {
    let wanted = true
    void client.settings.limits().then(
      (table) => wanted && setRows(table),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [client, limits])
  const save = async (row: LimitRow, pair: LimitPair): Promise<boolean> =>
    await ask.set({ limits: changed(limits, row, pair) })
  return (
    <Section title="Limits of the checks">
      <p className={styles.intro}>
        A picture beyond “warns” gets a badge; beyond “fails” it is asked for again. An empty field: never.
      </p>
      {GROUPS.map(({ group, title }) => (
        <table key={group} className={styles.table}>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col">Warns</th>
              <th scope="col">Fails</th>
              <th scope="col">
                <span className={styles.unseen}>Put back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows
              .filter((row) => row.group === group)
              .map((row) => (
                <Limit key={row.name} row={row} onSave={async (pair) => await save(row, pair)} />
              ))}
          </tbody>
        </table>
      ))}
      <Button
        off={Object.keys(limits).length === 0 ? 'Every limit is as it comes.' : null}
        onClick={() => void ask.set({ limits: {} })}
      >
        Put all back
      </Button>
    </Section>
  )
}

const Limit = ({ row, onSave }: { readonly row: LimitRow; readonly onSave: (pair: LimitPair) => Promise<boolean> }) => {
  const { title, unit, now, usual, least, most, why, source } = row
  const isChanged = !same(now, usual)
  return (
    <tr data-changed={isChanged || undefined}>
      <th scope="row">
        {title} <span className={styles.unit}>{UNITS[unit]}</span>
        <p>
          {why} <span title={source}>Source: {source}.</span>
        </p>
      </th>
      <td>
        <SavedNumber
          name={`${title}: warns`}
          value={now.warn}
          least={least}
          most={most}
          empty="Never"
          onSave={async (warn) => await onSave({ ...now, warn })}
        />
      </td>
      <td>
        <SavedNumber
          name={`${title}: fails`}
          value={now.fail}
          least={least}
          most={most}
          empty="Never"
          onSave={async (fail) => await onSave({ ...now, fail })}
        />
      </td>
      <td>
        {isChanged && (
          <Button look="quiet" aria-label={`Put back: ${title}`} onClick={() => void onSave(usual)}>
            Put back
          </Button>
        )}
      </td>
    </tr>
  )
}
