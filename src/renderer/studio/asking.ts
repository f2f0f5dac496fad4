import type { StoreApi } from 'zustand/vanilla'
import type { RunRequestInput, SettingsChange } from '../../contract/api/index.ts'
import type { IdentityId, RunId, Sha256, SubjectId } from '../../contract/index.ts'
import { runsAfter } from './after-event.ts'
import type { Client } from './client.ts'
import { type Mirror, tell, tellProblem } from './mirror.ts'
import { problemOf } from './problems.ts'

/** What the board shows: whose, and what is picked there. */
export type BoardWanted = {
  readonly subject: SubjectId
  readonly identity: IdentityId
  readonly picked: { readonly scenes: readonly Sha256[]; readonly portraits: readonly Sha256[] } | null
}

const BOARD_PAUSE_MS = 150

/** Fills the mirror, and asks the studio to do things. Every problem is told to people here. */
export const openAsking = (client: Client, mirror: StoreApi<Mirror>) => {
  let wanted: BoardWanted | null = null
  let boardTimer: ReturnType<typeof setTimeout> | null = null

  /** What `ask` gave, or null after its problem was told. */
  const attempt = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask()
    } catch (error) {
      tellProblem(mirror, problemOf(error))
      return null
    }
  }

  const readHello = async (): Promise<void> => {
    const hello = await client.studio.hello()
    mirror.setState({ hello, key: hello.key })
  }

  const readSubjects = async (): Promise<void> => {
    mirror.setState({ subjects: await client.subjects.list({ archived: true }) })
  }

  const readIdentities = async (): Promise<void> => {
    mirror.setState({ identities: await client.identities.list({ archived: true }) })
  }

  const readBoard = async (): Promise<void> => {
    if (!wanted) return
    const asked = wanted
    const { picked, ...whose } = asked
    const board = await client.board.get({ ...whose, ...(picked ? { picked } : {}) })
    if (asked !== wanted) return
    mirror.setState({ board })
    // An event came before an older answer, which now hides what it told: a job would stay as it no longer is.
    if (board.seq < mirror.getState().seq) refreshBoard()
  }

  const readEverything = async (): Promise<void> => {
    const [settings, choices, runs, undo, hello, subjects, identities] = await Promise.all([
      client.settings.get(),
      client.settings.choices(),
      client.runs.active(),
      client.reviews.state(),
      client.studio.hello(),
      client.subjects.list({ archived: true }),
      client.identities.list({ archived: true }),
    ])
    mirror.setState((state) => ({
      hello,
      key: hello.key,
      subjects,
      identities,
      settings,
      choices,
      undo,
      runs: runsAfter(new Map(), runs),
      peopleKnown: true,
      reviews: new Map(),
      // The first time, nothing was asked for before that could be old by now.
      pictures: state.peopleKnown ? state.pictures + 1 : state.pictures,
      work: state.work + 1,
      prompts: state.prompts + 1,
    }))
    await readBoard()
  }

  /** The board once things are quiet for a moment: pictures are often born several at a time. */
  const refreshBoard = (): void => {
    boardTimer ??= setTimeout(() => {
      boardTimer = null
      void readBoard().catch(() => {})
    }, BOARD_PAUSE_MS)
  }

  return {
    attempt,
    readHello,
    readSubjects,
    readIdentities,
    readEverything,
    refreshBoard,
    showBoard: async (next: BoardWanted): Promise<void> => {
      const other = wanted?.subject !== next.subject || wanted.identity !== next.identity
      wanted = next
      if (other) mirror.setState({ board: null })
      await attempt(readBoard)
    },
    leaveBoard: (): void => {
      wanted = null
      mirror.setState({ board: null })
    },
    set: async (change: SettingsChange): Promise<boolean> => {
      const settings = await attempt(() => client.settings.set(change))
      if (settings) mirror.setState({ settings })
      return settings !== null
    },
    start: async (request: RunRequestInput): Promise<boolean> => {
      const run = await attempt(() => client.runs.start(request))
      refreshBoard()
      return run !== null
    },
    cancelRun: async (run: RunId): Promise<void> => {
      await attempt(() => client.runs.cancel({ run }))
    },
    resumeRun: async (run: RunId): Promise<void> => {
      await attempt(() => client.runs.resume({ run }))
    },
    done: (message: string): void => tell(mirror, { kind: 'done', message, next: '' }),
  }
}
export type Asking = ReturnType<typeof openAsking>
