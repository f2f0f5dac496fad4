import { useEffect, useState } from 'react'
import type { ExportOptions, ExportPreset } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Picker } from '../../ui/menu.tsx'
import styles from './export.module.css'
import { Group } from './setting.tsx'

const same = (a: ExportOptions, b: ExportOptions): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Settings by name: one click brings them back. */
export const Presets = ({
  options,
  onChoose,
}: {
  readonly options: ExportOptions
  readonly onChoose: (options: ExportOptions) => void
}) => {
  const { client, ask } = useStudio()
  const [presets, setPresets] = useState<readonly ExportPreset[]>([])
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    void ask.attempt(() => client.exports.presets()).then((all) => all && setPresets(all))
  }, [ask, client])
  const current = presets.find((preset) => same(preset.options, options))
  const keep = async (): Promise<void> => {
    if (!name?.trim()) return
    const all = await ask.attempt(() => client.exports.savePreset({ name, options }))
    if (!all) return
    setPresets(all)
    setName(null)
  }
  const remove = async (gone: string): Promise<void> => {
    const all = await ask.attempt(() => client.exports.removePreset({ name: gone }))
    if (all) setPresets(all)
  }
  return (
    <Group title="Preset">
      {name === null ? (
        <div className={styles.presets}>
          <Picker
            name="Preset"
            value={current?.name ?? ''}
            options={[
              ...(current ? [] : [{ value: '', title: presets.length === 0 ? 'None saved yet' : 'As set below' }]),
              ...presets.map((preset) => ({ value: preset.name, title: preset.name })),
            ]}
            onChange={(chosen) => {
              const preset = presets.find((other) => other.name === chosen)
              if (preset) onChoose(preset.options)
            }}
          />
          {current ? (
            <IconButton
              icon="close"
              name={`Remove the preset ${current.name}`}
              onClick={() => void remove(current.name)}
            />
          ) : (
            <Button onClick={() => setName('')}>Save as preset</Button>
          )}
        </div>
      ) : (
        <form
          className={styles.presets}
          onSubmit={(event) => {
            event.preventDefault()
            void keep()
          }}
        >
          <TextField
            label="Name of the preset"
            value={name}
            maxLength={80}
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" off={name.trim() === '' ? 'Write a name first.' : null}>
            Save
          </Button>
          <Button look="quiet" onClick={() => setName(null)}>
            Cancel
          </Button>
        </form>
      )}
    </Group>
  )
}
