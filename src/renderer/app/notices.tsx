import { useEffect } from 'react'
import { type Notice, putAway } from '../studio/mirror.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import styles from './notices.module.css'
import { useMirror, useStudio } from './studio.tsx'

const DONE_MS = 4000

const Note = ({ notice }: { readonly notice: Notice }) => {
  const { mirror } = useStudio()
  useEffect(() => {
    if (notice.kind !== 'done') return
    const timer = setTimeout(() => putAway(mirror, notice.id), DONE_MS)
    return () => clearTimeout(timer)
  }, [mirror, notice])
  return (
    <div className={styles.notice} data-kind={notice.kind} role={notice.kind === 'problem' ? 'alert' : 'status'}>
      <Icon name={notice.kind === 'problem' ? 'warn' : 'done'} />
      <p dir="auto">
        {notice.message} <span>{notice.next}</span>
      </p>
      <IconButton icon="close" name="Put away" onClick={() => putAway(mirror, notice.id)} />
    </div>
  )
}

/** What people are told in passing. */
export const Notices = () => {
  const notices = useMirror((mirror) => mirror.notices)
  return (
    <div className={styles.notices}>
      {notices.map((notice) => (
        <Note key={notice.id} notice={notice} />
      ))}
    </div>
  )
}
