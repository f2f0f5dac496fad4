import { useEffect, useState } from 'react'
import type { Review } from '../../contract/api/index.ts'
import { Sha256 } from '../../contract/index.ts'
import { reviewOf } from '../studio/reviewing.ts'
import { count } from '../ui/figures.ts'
import { titleOf } from '../ui/naming.ts'
import { PointMenu, type PointMenuEntry, type PointMenuItem } from '../ui/point-menu.tsx'
import { inCommon } from '../features/review/in-common.ts'
import { commandOf as comparing } from '../features/compare/keys.ts'
import { give, meant, offReason } from './commands.ts'
import { type CommandId, KEY_TABLE, type KeyRow, keysOf, written } from './keys.ts'
import { isThere, PICTURE_COMMANDS } from './picture-commands.ts'
import { type Studio, useMirror, useStudio, useView } from './studio.tsx'

/** How a picture stands to what a command would set; undefined for commands that set nothing. */
const isSet = (id: CommandId, review: Review): boolean | undefined => {
  if (id === 'approve') return review.approved !== null
  if (id === 'pick' || id === 'reject') return review.flag === id
  if (id.startsWith('stars-')) return review.stars === Number(id.slice(6))
  if (id.startsWith('label-')) return review.label === id.slice(6)
  return undefined
}

/** Whether Compare hears this key itself, as something else. */
const isComparing = (key: string): boolean => {
  const parts = key.split('+')
  const last = parts.at(-1) ?? ''
  return (
    comparing({
      key: last.length === 1 ? last.toLowerCase() : last,
      code: last,
      shiftKey: parts.includes('Shift'),
      altKey: parts.includes('Alt'),
      ctrlKey: parts.includes('Ctrl'),
      metaKey: false,
    }) !== null
  )
}

/**
 * Makes a picture the one that is meant: with all that are selected where it is one of them, else alone. In Compare, where many are
 * selected and one is looked at, it is that one for as long as the menu is open. Gives back how to let go; null for what is no
 * picture that was made, such as a photo.
 */
const mean = async ({ client, ask, known, view }: Studio, picture: string): Promise<(() => void) | null> => {
  const { data: sha256 } = Sha256.safeParse(picture)
  if (sha256 === undefined) return null
  if (!known.get(sha256)) known.keep((await ask.attempt(() => client.pictures.cards({ pictures: [sha256] }))) ?? [])
  if (!known.get(sha256)) return null
  const { screen, selection, focus } = view.getState()
  const alone = screen !== 'compare' && !selection.includes(sha256)
  view.setState(alone ? { selection: [sha256], focus: sha256 } : { focus: sha256 })
  return () => {
    if (screen === 'compare') view.setState((now) => (now.focus === sha256 ? { focus } : {}))
  }
}

type MenuProps = { readonly at: { readonly x: number; readonly y: number }; readonly onClose: () => void }

/** The menu of a picture, once it is the one that is meant. */
export const PictureMenu = ({ picture, at, onClose }: MenuProps & { readonly picture: string }) => {
  const studio = useStudio()
  const [letGo, setLetGo] = useState<(() => void) | null>(null)
  useEffect(() => {
    let gone = false
    const begin = async (): Promise<void> => {
      const found = await mean(studio, picture)
      if (gone) found?.()
      else if (found) setLetGo(() => found)
      else onClose()
    }
    void begin()
    return () => {
      gone = true
    }
    // oxlint-disable-next-line react/exhaustive-deps -- one menu is about one picture from beginning to end
  }, [])
  if (!letGo) return null
  return (
    <Commands
      at={at}
      onClose={() => {
        letGo()
        onClose()
      }}
    />
  )
}

/** Everything that can be done with the pictures that are meant. */
const Commands = ({ at, onClose }: MenuProps) => {
  const studio = useStudio()
  const settings = useMirror((mirror) => mirror.settings)
  const mirror = useMirror((state) => state)
  const { screen, layout } = useView((state) => state)
  const cards = meant(studio)
  const [first] = cards
  const review = inCommon(cards.map((card) => reviewOf(mirror, card)))
  const name = cards.length === 1 && first ? (titleOf(first, mirror.identities) ?? '') : count(cards.length, 'picture')

  /** The first key that means the command on this screen. */
  const keyOf = (row: KeyRow): string | undefined => {
    if (screen !== 'board' && row.where !== 'everywhere' && row.group !== 'Review') return undefined
    const keys = keysOf(row, settings).find((key) => screen !== 'compare' || !isComparing(key))
    return keys === undefined ? undefined : written(keys)
  }

  const itemOf = (id: CommandId): readonly PointMenuItem[] => {
    const row = KEY_TABLE.find((one) => one.id === id)
    const off = offReason(studio, id)
    if (!row || !isThere(id, screen, layout, off)) return []
    return [
      {
        title: row.title,
        keys: keyOf(row),
        off,
        set: review ? isSet(id, review) : undefined,
        onSelect: () => give(studio, id),
      },
    ]
  }

  const groups = PICTURE_COMMANDS.map((entries) =>
    entries.flatMap((entry): readonly PointMenuEntry[] =>
      typeof entry === 'string' ? itemOf(entry) : [{ title: entry.title, items: entry.of.flatMap(itemOf) }],
    ),
  )
  return <PointMenu name={name} head={name} at={at} groups={groups} onClose={onClose} />
}
