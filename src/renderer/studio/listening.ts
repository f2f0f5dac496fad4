import type { StoreApi } from 'zustand/vanilla'
import type { StudioEvent } from '../../contract/api/index.ts'
import type { Connection as Line } from '../connection.ts'
import { afterEvent, type Stale } from './after-event.ts'
import type { Asking } from './asking.ts'
import type { Insights } from './insights.ts'
import type { Mirror } from './mirror.ts'

/**
 * Keeps the mirror true for as long as the window is open: reads everything once, follows the events, and reads everything
 * anew when some were missed. Gives back how to stop.
 */
export const listen = (
  line: Line,
  mirror: StoreApi<Mirror>,
  asking: Asking,
  insights: Pick<Insights, 'hear'>,
): (() => void) => {
  let session: string | null = null
  let readAll = false

  const ask = async (stale: Stale): Promise<void> => {
    switch (stale) {
      case 'everything':
        readAll = false
        await asking.readEverything()
        readAll = true
        return
      case 'subjects':
        return await asking.readSubjects()
      case 'identities':
        return await asking.readIdentities()
      case 'checklist':
        return await asking.readHello()
      case 'board':
        return asking.refreshBoard()
    }
  }

  const asked = (stale: Stale): void => {
    // A call that a lost connection took with it is made good by the next `refetch`, or below.
    void ask(stale).catch(() => {})
  }

  const onEvent = (event: StudioEvent): void => {
    const { mirror: change, stale } = afterEvent(mirror.getState(), event)
    mirror.setState({ ...change, seq: event.seq })
    insights.hear(event)
    for (const what of stale) asked(what)
    if (event.type !== 'hello' && event.type !== 'refetch') return
    const fresh = session !== event.session || !readAll
    session = event.session
    if (fresh && event.type === 'hello') asked('everything')
  }

  const onState = (): void => {
    const state = line.state()
    if (state.kind === 'connected') mirror.setState({ connection: 'connected', locked: null })
    else if (state.kind === 'locked') mirror.setState({ connection: 'lost', locked: state.says })
    else mirror.setState({ connection: state.kind === 'connecting' ? 'connecting' : 'lost' })
  }
  onState()

  const stops = [line.onState(onState), line.follow(onEvent)]
  return () => {
    for (const stop of stops) stop()
  }
}
