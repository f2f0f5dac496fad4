import { type ComponentType, type ReactNode, useEffect, useReducer } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './later.module.css'

/** A part of the window whose code comes after the first picture is there. */
export type Later<P> = ComponentType<P> & {
  /** Fetches the code, so that the part is there at once when it is wanted. Nothing is said if that fails: it is tried again then. */
  readonly ahead: () => Promise<void>
}

/**
 * Puts off the code of a part until it is shown, or until {@link Later.ahead} asks for it. Once the code is there, the part is drawn
 * in the same frame as everything around it: a key pressed next is heard by it.
 * @param meanwhile what stands there until then
 */
export const later = <P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = null,
): Later<P> => {
  let loaded: ComponentType<P> | null = null
  const ahead = async (): Promise<void> => {
    loaded ??= await load()
  }
  const Part = (props: P): ReactNode => {
    const [failed, settle] = useReducer((_: boolean | null, now: boolean) => now, null)
    useEffect(() => {
      if (loaded) return
      ahead().then(
        () => settle(false),
        () => settle(true),
      )
    }, [])
    const Now = loaded
    if (Now) return <Now {...props} />
    return failed === true ? <Unreachable /> : meanwhile
  }
  return Object.assign(Part, { ahead })
}

/** Stands where the code of a part could not be fetched: the studio is gone, or another version of it answers. */
const Unreachable = () => (
  <div className={styles.unreachable} role="alert">
    <p>This part of the window could not be loaded. Nothing is lost: the library is kept by the studio.</p>
    <Button look="main" onClick={() => location.reload()}>
      Load the window again
    </Button>
  </div>
)

/** Fetches parts one after the other whenever the window has nothing else to do. */
export const fetchWhenIdle = (parts: readonly Pick<Later<never>, 'ahead'>[]): void => {
  const [next, ...rest] = parts
  if (next)
    requestIdleCallback(
      () =>
        void next.ahead().then(
          () => fetchWhenIdle(rest),
          () => {},
        ),
    )
}
