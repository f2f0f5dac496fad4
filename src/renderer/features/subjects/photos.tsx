import { type ReactNode, useRef, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Choices } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { filesOfDrop } from './files-of-drop.ts'
import styles from './photos.module.css'

export type Pose = 'front' | 'profile'

/** A photo as the list shows it, stored or only dropped so far. */
export type ShownPhoto = {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly state: 'judging' | 'taken' | 'refused'
  readonly pose: Pose | null
  /** One line each. */
  readonly says: readonly string[]
}

const POSES = [
  { value: 'front', title: 'Front' },
  { value: 'profile', title: 'Profile' },
] as const

const verdict = (photo: ShownPhoto): string => {
  if (photo.state === 'judging') return 'Looking at it …'
  if (photo.says.length > 0) return photo.says.join(' ')
  return photo.state === 'refused' ? 'Refused.' : 'A good photo.'
}

const ICONS = { judging: 'queued', taken: 'done', refused: 'blocked' } as const

/** Where photos are dropped or chosen; each with a line that says what it is worth. */
export const Photos = ({
  photos,
  onAdd,
  onRemove,
  onPose,
  children,
}: {
  readonly photos: readonly ShownPhoto[]
  readonly onAdd: (files: readonly File[]) => void
  readonly onRemove: (id: string) => void
  readonly onPose: (id: string, pose: Pose) => void
  readonly children?: ReactNode
}) => {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <section
      className={styles.photos}
      aria-label="Photos"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        void filesOfDrop(event.dataTransfer).then(onAdd)
      }}
    >
      <ul>
        {photos.map((photo) => (
          <li key={photo.id} className={styles.photo} data-state={photo.state}>
            <span className={styles.thumb}>
              <img src={photo.url} alt="" onError={(event) => event.currentTarget.removeAttribute('src')} />
            </span>
            <div className={styles.words}>
              <p className={styles.name} dir="auto">
                {photo.name.slice(0, 300)}
              </p>
              <p className={styles.verdict} role="status" data-warns={photo.says.length > 0 || undefined}>
                <Icon name={photo.state === 'taken' && photo.says.length > 0 ? 'warn' : ICONS[photo.state]} size={12} />
                {verdict(photo)}
              </p>
            </div>
            {photo.pose && (
              <Choices
                name={`Pose of ${photo.name.slice(0, 80)}`}
                value={photo.pose}
                options={POSES}
                onChange={(pose) => onPose(photo.id, pose)}
              />
            )}
            <IconButton icon="close" name={`Remove ${photo.name.slice(0, 80)}`} onClick={() => onRemove(photo.id)} />
          </li>
        ))}
      </ul>
      <div className={styles.drop}>
        <p>
          {photos.length === 0
            ? 'Drop 1 to 5 photos here. Best: three fronts, slightly different, and one side profile.'
            : 'Drop more photos here.'}
        </p>
        <Button onClick={() => input.current?.click()}>Choose photos</Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept="image/*"
          aria-label="Photos"
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </div>
      {children}
    </section>
  )
}
