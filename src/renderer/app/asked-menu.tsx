import { useEffect, useState } from 'react'
import { later } from './later.tsx'
import { type Studio, useStudio } from './studio.tsx'

/** Its code is fetched when idle, or with the first click of the right button. */
export const PictureMenu = later(async () => (await import('./picture-menu.tsx')).PictureMenu)

/** A menu that was asked for: about which picture, where, and where the keyboard was. */
type Asked = {
  readonly picture: string
  readonly at: { readonly x: number; readonly y: number }
  readonly before: Element | null
}

const middleOf = (element: Element): Asked['at'] => {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}

/**
 * Which picture a press of the right button, the Menu key or Shift+F10 is about: the one that is pressed; without a pointer and with
 * the keyboard nowhere, the one that is looked at. Null leaves the press to the browser, as on words that are selected or written.
 */
const askedBy = (event: MouseEvent, { view }: Studio): Asked | null => {
  const { target } = event
  if (!(target instanceof Element) || target.closest('input, textarea, [contenteditable=true]')) return null
  const before = document.activeElement
  const pressed = target.closest<HTMLElement>('[data-picture]')
  const byKey = 'pointerType' in event && event.pointerType === ''
  const picture = pressed?.dataset['picture']
  if (pressed && picture !== undefined)
    return { picture, at: byKey ? middleOf(pressed) : { x: event.clientX, y: event.clientY }, before }
  const { screen, focus } = view.getState()
  if (!byKey || target !== document.body || focus === null || (screen !== 'board' && screen !== 'lineage')) return null
  const shown = document.querySelector(`[data-picture="${focus}"]`) ?? document.querySelector('main')
  return shown && { picture: focus, at: middleOf(shown), before }
}

/** Opens the menu of a picture wherever one is shown; every picture says which it is by `data-picture`. */
export const PictureMenus = () => {
  const studio = useStudio()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    const onAsked = (event: MouseEvent): void => {
      if (event.defaultPrevented) return
      const found = askedBy(event, studio)
      if (!found) return
      event.preventDefault()
      setAsked(found)
    }
    window.addEventListener('contextmenu', onAsked)
    return () => window.removeEventListener('contextmenu', onAsked)
  }, [studio])
  if (!asked) return null
  return (
    <PictureMenu
      key={`${asked.picture} ${asked.at.x} ${asked.at.y}`}
      picture={asked.picture}
      at={asked.at}
      onClose={() => {
        setAsked((now) => (now === asked ? null : now))
        if (asked.before instanceof HTMLElement || asked.before instanceof SVGElement)
          asked.before.focus({ preventScroll: true })
      }}
    />
  )
}
