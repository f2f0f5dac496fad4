import { useState } from 'react'
import type { SubjectRecord } from '../../../contract/api/index.ts'
import type { Sha256, SubjectId, SubjectTraits } from '../../../contract/index.ts'
import { choosePerson } from '../../app/choosing.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choices, TextField } from '../../ui/field.tsx'
import { Consents } from './consents.tsx'
import { useDropped } from './dropped.ts'
import { Photos, type Pose, type ShownPhoto } from './photos.tsx'
import styles from './subject-dialog.module.css'

type Draft = { readonly [K in keyof SubjectTraits]-?: NonNullable<SubjectTraits[K]> }

const draftOf = (record: SubjectRecord | undefined): Draft => {
  const traits = record?.traits
  return {
    name: traits?.name ?? '',
    gender: traits?.gender ?? 'woman',
    hairColor: traits?.hairColor ?? '',
    eyeColor: traits?.eyeColor ?? '',
    ethnicity: traits?.ethnicity ?? '',
    build: traits?.build ?? '',
    height: traits?.height ?? '',
  }
}

/** The traits as the studio takes them: what was left empty is not said. */
const traitsOf = ({ ethnicity, build, height, ...draft }: Draft): SubjectTraits => ({
  ...draft,
  ...(ethnicity.trim() === '' ? {} : { ethnicity }),
  ...(build.trim() === '' ? {} : { build }),
  ...(height.trim() === '' ? {} : { height }),
})

const GENDERS = [
  { value: 'woman', title: 'Woman' },
  { value: 'man', title: 'Man' },
] as const

const NEEDED = [
  ['name', 'a name'],
  ['hairColor', 'the hair colour'],
  ['eyeColor', 'the eye colour'],
] as const

const storedPhotos = (
  record: SubjectRecord | undefined,
  keep: readonly Sha256[],
  poses: Readonly<Record<string, Pose>>,
) =>
  (record?.photos ?? [])
    .filter(({ sha256 }) => keep.includes(sha256))
    .map((photo): ShownPhoto => ({
      id: photo.sha256,
      name: photo.name,
      url: pictureUrl(photo.sha256, 'thumb'),
      state: 'taken',
      pose: poses[photo.sha256] ?? photo.pose,
      says: [],
    }))

/** A person: photos and what is said about them in words. */
export const SubjectDialog = ({
  id,
  files,
  onClose,
}: {
  /** Null: a new one. */
  readonly id: SubjectId | null
  readonly files: readonly File[]
  readonly onClose: () => void
}) => {
  const studio = useStudio()
  const { client, ask } = studio
  const record = useMirror((mirror) => mirror.subjects.find((other) => other.id === id))
  const [draft, setDraft] = useState(() => draftOf(record))
  const [keep, setKeep] = useState<readonly Sha256[]>(() => record?.photos.map(({ sha256 }) => sha256) ?? [])
  const [poses, setPoses] = useState<Readonly<Record<string, Pose>>>({})
  const [saving, setSaving] = useState(false)
  const dropped = useDropped(files)
  const photos = [...storedPhotos(record, keep, poses), ...dropped.photos]
  const taken = photos.filter(({ state }) => state === 'taken').length

  const missing = [
    ...NEEDED.filter(([trait]) => draft[trait].trim() === '').map(([, words]) => words),
    ...(taken === 0 ? ['a photo'] : []),
  ]
  const off = saving
    ? 'It is being saved.'
    : dropped.judging
      ? 'The photos are being looked at.'
      : missing.length > 0
        ? `Still needed: ${missing.join(', ')}.`
        : null

  const save = async (): Promise<void> => {
    setSaving(true)
    const allPoses = { ...poses, ...dropped.poses }
    const added = dropped.photos.flatMap(({ state }, index) => (state === 'taken' ? (dropped.files[index] ?? []) : []))
    const saved = await ask.attempt(() =>
      id === null
        ? client.subjects.create({ traits: traitsOf(draft), photos: added, poses: allPoses })
        : client.subjects.update({
            id,
            traits: traitsOf(draft),
            keep,
            ...(added.length > 0 ? { add: added } : {}),
            poses: allPoses,
          }),
    )
    setSaving(false)
    if (!saved) return
    await ask.attempt(ask.readSubjects)
    onClose()
    choosePerson(studio, { subject: saved.subject.id })
  }

  const field = (trait: Exclude<keyof Draft, 'gender'>, label: string, max: number) => (
    <TextField
      label={label}
      value={draft[trait]}
      maxLength={max}
      onChange={(event) => setDraft({ ...draft, [trait]: event.target.value })}
    />
  )

  const advice = dropped.set ? dropped.set.warnings : (record?.advice ?? [])
  return (
    <Dialog
      title={record ? record.traits.name.slice(0, 200) : 'New subject'}
      width={760}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="main" off={off} onClick={() => void save()}>
            {id === null ? 'Add subject' : 'Save'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <Photos
          photos={photos}
          onAdd={dropped.add}
          onRemove={(photo) => {
            setKeep(keep.filter((sha256) => sha256 !== photo))
            dropped.remove(photo)
          }}
          onPose={(photo, pose) => {
            setPoses({ ...poses, [photo]: pose })
            dropped.setPose(photo, pose)
          }}
        >
          {advice.length > 0 && (
            <ul className={styles.advice} aria-label="What the photos lack">
              {advice.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          {dropped.set?.problem && keep.length === 0 && (
            <p className={styles.problem} role="alert">
              {dropped.set.problem.message} {dropped.set.problem.next}
            </p>
          )}
        </Photos>
        <div className={styles.traits}>
          {field('name', 'Name', 120)}
          <Choices
            name="Gender"
            value={draft.gender}
            options={GENDERS}
            onChange={(gender) => setDraft({ ...draft, gender })}
          />
          {field('hairColor', 'Hair colour', 80)}
          {field('eyeColor', 'Eye colour', 80)}
          {field('ethnicity', 'Ethnicity (optional)', 120)}
          {field('build', 'Build (optional)', 120)}
          {field('height', 'Height (optional)', 80)}
          <p className={styles.hint}>These words go into the prompts exactly as written.</p>
          {record && <Consents record={record} />}
        </div>
      </div>
    </Dialog>
  )
}
