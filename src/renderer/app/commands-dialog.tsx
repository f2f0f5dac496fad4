import { Command } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import { choosePerson } from './choosing.ts'
import { give, offReason } from './commands.ts'
import styles from './commands-dialog.module.css'
import { KEY_TABLE, keysOf, written } from './keys.ts'
import { useMirror, useStudio } from './studio.tsx'

/** Find anything that can be done, by its name, and do it. */
export const CommandsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const studio = useStudio()
  const settings = useMirror((mirror) => mirror.settings)
  const subjects = useMirror((mirror) => mirror.subjects)
  const identities = useMirror((mirror) => mirror.identities)
  const after = (then: () => void) => (): void => {
    onClose()
    then()
  }
  return (
    <Primitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.shade} />
        <Primitive.Content className={styles.dialog} aria-describedby={undefined}>
          <Primitive.Title className={styles.hidden}>Commands</Primitive.Title>
          <Command label="Commands" loop>
            <Command.Input className={styles.input} placeholder="What would you like to do?" autoFocus />
            <Command.List className={styles.list} label="Commands">
              <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
              <Command.Group heading="Commands" className={styles.group}>
                {KEY_TABLE.filter((row) => row.id !== 'commands' && row.group !== 'Select').map((row) => {
                  const off = offReason(studio, row.id)
                  const keys = keysOf(row, settings)[0]
                  return (
                    <Command.Item
                      key={row.id}
                      value={`${row.title} ${row.id}`}
                      disabled={off !== null}
                      className={styles.item}
                      onSelect={after(() => give(studio, row.id))}
                    >
                      <span>{row.title}</span>
                      <span className={styles.why}>{off ?? (keys === undefined ? '' : written(keys))}</span>
                    </Command.Item>
                  )
                })}
              </Command.Group>
              <Command.Group heading="Subjects" className={styles.group}>
                {subjects.map(({ id, traits }) => (
                  <Command.Item
                    key={id}
                    value={`subject ${traits.name.slice(0, 200)} ${id}`}
                    className={styles.item}
                    onSelect={after(() => choosePerson(studio, { subject: id }))}
                  >
                    <span dir="auto">{traits.name}</span>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Identities" className={styles.group}>
                {identities.map(({ id, identity }) => (
                  <Command.Item
                    key={id}
                    value={`identity ${identity.name.slice(0, 200)} ${id}`}
                    className={styles.item}
                    onSelect={after(() => choosePerson(studio, { identity: id }))}
                  >
                    <span dir="auto">{identity.name}</span>
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
