import { useEffect, useState } from 'react'
import type { PhotoJudgement, PhotosJudged } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { canBeRead } from './files-of-drop.ts'
import type { Pose, ShownPhoto } from './photos.tsx'

type Dropped = {
  readonly id: string
  readonly file: File
  readonly url: string
  readonly judged: PhotoJudgement | null
  readonly unreadable: boolean
}

let lastDrop = 0

const UNREADABLE = 'This file cannot be read. Copy it to another folder and drop it again.'

const shown = ({ id, file, url, judged, unreadable }: Dropped, poses: Readonly<Record<string, Pose>>): ShownPhoto => ({
  id,
  name: file.name,
  url,
  state: judged === null ? 'judging' : judged.taken ? 'taken' : 'refused',
  pose: judged?.taken ? (poses[file.name] ?? judged.pose) : null,
  says: unreadable ? [UNREADABLE] : (judged?.says ?? []),
})

export type DroppedPhotos = {
  readonly photos: readonly ShownPhoto[]
  readonly files: readonly File[]
  readonly poses: Readonly<Record<string, Pose>>
  readonly judging: boolean
  /** What the set as a whole lacks; null while nothing was judged. */
  readonly set: Pick<PhotosJudged, 'warnings' | 'problem'> | null
  readonly add: (files: readonly File[]) => void
  readonly remove: (id: string) => void
  readonly setPose: (id: string, pose: Pose) => void
}

/** Photos that were dropped and are not stored yet: each is judged at once, and the set again whenever it changes. */
export const useDropped = (first: readonly File[]): DroppedPhotos => {
  const { client, ask } = useStudio()
  const [dropped, setDropped] = useState<readonly Dropped[]>([])
  const [poses, setPoses] = useState<Readonly<Record<string, Pose>>>({})
  const [set, setSet] = useState<DroppedPhotos['set']>(null)
  const files = dropped.map(({ file }) => file)
  const names = dropped.map(({ id }) => id).join()

  const add = (more: readonly File[]): void => {
    const looked = more.map(async (file) => {
      // One that cannot be read would hold up all the others: an empty one goes in its place, and is refused.
      const unreadable = !(await canBeRead(file))
      const held = unreadable ? new File([], file.name) : file
      return { id: `drop-${++lastDrop}`, file: held, url: URL.createObjectURL(held), judged: null, unreadable }
    })
    void Promise.all(looked).then((fresh) => setDropped((before) => [...before, ...fresh].slice(0, 40)))
  }

  useEffect(() => {
    if (first.length > 0) add(first)
    // The files a dialog was opened with come once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  useEffect(() => {
    if (files.length === 0) {
      setSet(null)
      return
    }
    let gone = false
    const judge = async (): Promise<void> => {
      const judged = await ask.attempt(() => client.subjects.judge({ photos: files }))
      if (gone || !judged) return
      setSet(judged)
      setDropped((before) => before.map((one, index) => ({ ...one, judged: judged.photos[index] ?? one.judged })))
    }
    void judge()
    return () => {
      gone = true
    }
    // Judged anew when the set changes, not when its verdicts arrive.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [names])

  return {
    photos: dropped.map((one) => shown(one, poses)),
    files,
    poses,
    judging: dropped.some(({ judged }) => judged === null),
    set,
    add,
    remove: (id) =>
      setDropped((before) => {
        const gone = before.find((one) => one.id === id)
        if (gone) URL.revokeObjectURL(gone.url)
        return before.filter((one) => one.id !== id)
      }),
    setPose: (id, pose) => {
      const one = dropped.find((other) => other.id === id)
      if (one) setPoses((before) => ({ ...before, [one.file.name]: pose }))
    },
  }
}
