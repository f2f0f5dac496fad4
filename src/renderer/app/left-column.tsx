import type { ReactNode } from 'react'
import type { IdentityRecord, SubjectRecord } from '../../contract/api/index.ts'
import { Checklist } from '../features/welcome/checklist.tsx'
import { pictureUrl } from '../studio/pictures.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { choosePerson } from './choosing.ts'
import styles from './left-column.module.css'
import { useMirror, useStudio, useView } from './studio.tsx'

/** Whom and what the board is about, and what a new library invites to. */
export const LeftColumn = () => {
  const { view } = useStudio()
  const archived = useView((state) => state.archived)
  const subjects = useMirror((mirror) => mirror.subjects)
  const identities = useMirror((mirror) => mirror.identities)
  const some = [...subjects, ...identities].some((record) => record.archived)
  return (
    <nav className={styles.column} aria-label="Subjects and identities">
      <List
        title="Subjects"
        add="New subject"
        onAdd={() => view.setState({ open: { what: 'subject', id: null, files: [] } })}
      >
        {subjects
          .filter((record) => archived || !record.archived)
          .map((record) => (
            <SubjectRow key={record.id} record={record} />
          ))}
      </List>
      <List title="Identities" add="New identity" onAdd={() => view.setState({ open: { what: 'identity', id: null } })}>
        {identities
          .filter((record) => archived || !record.archived)
          .map((record) => (
            <IdentityRow key={record.id} record={record} />
          ))}
      </List>
      {some && (
        <button
          type="button"
          className={styles.archived}
          aria-pressed={archived}
          onClick={() => view.setState({ archived: !archived })}
        >
          {archived ? 'Hide archived' : 'Show archived'}
        </button>
      )}
      <Checklist />
    </nav>
  )
}

const List = ({
  title,
  add,
  onAdd,
  children,
}: {
  readonly title: string
  readonly add: string
  readonly onAdd: () => void
  readonly children: ReactNode
}) => (
  <section className={styles.list} aria-label={title}>
    <header>
      <h2>{title}</h2>
      <IconButton icon="add" name={add} onClick={onAdd} />
    </header>
    <ul>{children}</ul>
  </section>
)

const Row = ({
  name,
  chosen,
  archived,
  picture,
  onChoose,
  onEdit,
  items,
}: {
  readonly name: string
  readonly chosen: boolean
  readonly archived: boolean
  readonly picture?: ReactNode
  readonly onChoose: () => void
  readonly onEdit: () => void
  readonly items: readonly MenuItem[]
}) => (
  <li className={styles.row} data-chosen={chosen || undefined} data-archived={archived || undefined}>
    <button
      type="button"
      className={styles.choose}
      aria-current={chosen ? 'true' : undefined}
      onClick={onChoose}
      onDoubleClick={onEdit}
    >
      {picture}
      <span className={styles.name} dir="auto">
        {name.slice(0, 200)}
      </span>
      {archived && <span className={styles.tag}>archived</span>}
    </button>
    <Menu items={items}>
      <button type="button" className={styles.more} aria-label={`More about ${name.slice(0, 80)}`}>
        <span aria-hidden="true">⋯</span>
      </button>
    </Menu>
  </li>
)

const SubjectRow = ({ record }: { readonly record: SubjectRecord }) => {
  const studio = useStudio()
  const { client, ask, view } = studio
  const chosen = useView((state) => state.subject === record.id)
  const photo = record.photos[0]
  const { id } = record
  const edit = (): void => view.setState({ open: { what: 'subject', id, files: [] } })
  const put = async (to: 'archive' | 'restore'): Promise<void> => {
    await ask.attempt(() => client.subjects[to]({ id }))
    await ask.attempt(ask.readSubjects)
  }
  return (
    <Row
      name={record.traits.name}
      chosen={chosen}
      archived={record.archived}
      picture={
        photo ? (
          <img className={styles.face} src={pictureUrl(photo.sha256, 'thumb')} alt="" draggable={false} />
        ) : (
          <span className={styles.face} />
        )
      }
      onChoose={() => choosePerson(studio, { subject: id })}
      onEdit={edit}
      items={[
        { title: 'Edit', icon: 'edit', onSelect: edit },
        record.archived
          ? { title: 'Restore', icon: 'restore', onSelect: () => void put('restore') }
          : { title: 'Archive', icon: 'archive', onSelect: () => void put('archive') },
      ]}
    />
  )
}

const IdentityRow = ({ record }: { readonly record: IdentityRecord }) => {
  const studio = useStudio()
  const { client, ask, view } = studio
  const chosen = useView((state) => state.identity === record.id)
  const { id } = record
  const edit = (): void => view.setState({ open: { what: 'identity', id } })
  const put = async (to: 'archive' | 'restore'): Promise<void> => {
    await ask.attempt(() => client.identities[to]({ id }))
    await ask.attempt(ask.readIdentities)
  }
  const duplicate = async (): Promise<void> => {
    const copy = await ask.attempt(() => client.identities.duplicate({ id }))
    await ask.attempt(ask.readIdentities)
    if (copy) view.setState({ identity: copy.id, open: { what: 'identity', id: copy.id } })
  }
  return (
    <Row
      name={record.identity.name}
      chosen={chosen}
      archived={record.archived}
      onChoose={() => choosePerson(studio, { identity: id })}
      onEdit={edit}
      items={[
        { title: 'Edit', icon: 'edit', onSelect: edit },
        { title: 'Duplicate', icon: 'copy', onSelect: () => void duplicate() },
        record.archived
          ? { title: 'Restore', icon: 'restore', onSelect: () => void put('restore') }
          : { title: 'Archive', icon: 'archive', onSelect: () => void put('archive') },
      ]}
    />
  )
}
