import type { Problem } from './problem'

/** Something done without a network, to be sent later under the same key. */
export interface Waiting {
  key: string; path: string; body: unknown; at: string
  /** What the node said when it refused this; kept, it waits for whoever wrote it and is not sent again. */
  refused?: string
}

/** Where it waits: survives a closed page and an empty battery. */
export interface Shelf {
  put(waiting: Waiting): Promise<void>
  all(): Promise<Waiting[]>
  remove(key: string): Promise<void>
}

/** A day's work at most; more means that something else is wrong and a person should look. */
export const MOST_WAITING = 100

export class Outbox {
  private sending = false

  constructor(
    private readonly shelf: Shelf,
    private readonly send: (waiting: Waiting) => Promise<unknown>,
    /** Whether what the node refuses stays on the shelf, for somebody to mend or throw away. */
    private readonly keepRefused = false,
  ) {}

  async add(waiting: Waiting): Promise<void> {
    if ((await this.shelf.all()).length >= MOST_WAITING) throw new RangeError(`${MOST_WAITING} records wait already. Connect to the network first.`)
    await this.shelf.put(waiting)
  }

  waiting = () => this.shelf.all()
  drop = (key: string) => this.shelf.remove(key)

  /** Sends in the order in which things were done; stops at the first that finds no network, or nobody signed in. What the node refuses is given back. */
  async flush(): Promise<{ sent: Waiting[]; refused: { waiting: Waiting; problem: Problem }[] }> {
    const done = { sent: [] as Waiting[], refused: [] as { waiting: Waiting; problem: Problem }[] }
    if (this.sending) return done
    this.sending = true
    try {
      for (const waiting of (await this.shelf.all()).filter((one) => !one.refused).sort((a, b) => (a.at < b.at ? -1 : 1))) {
        const problem = await this.send(waiting).then(() => null, (failure: Problem) => failure)
        if (problem?.mayPass || problem?.status === 401) break
        if (problem && this.keepRefused) await this.shelf.put({ ...waiting, refused: [problem.detail || problem.title, ...problem.errors.map((error) => error.detail)].filter(Boolean).join(' ') || problem.code })
        else await this.shelf.remove(waiting.key)
        if (problem) done.refused.push({ waiting, problem })
        else done.sent.push(waiting)
      }
    } finally {
      this.sending = false
    }
    return done
  }
}

/** The shelf in the browser's own store. */
export function browserShelf(name = 'linli-outbox'): Shelf {
  const open = () =>
    new Promise<IDBDatabase>((done, failed) => {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore('waiting', { keyPath: 'key' })
      asked.onsuccess = () => done(asked.result)
      asked.onerror = () => failed(asked.error)
    })
  const run = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>) => {
    const store = (await open()).transaction('waiting', mode).objectStore('waiting')
    return new Promise<T>((done, failed) => {
      const request = act(store)
      request.onsuccess = () => done(request.result)
      request.onerror = () => failed(request.error)
    })
  }
  return {
    put: async (waiting) => void (await run('readwrite', (store) => store.put(waiting))),
    all: () => run('readonly', (store) => store.getAll() as IDBRequest<Waiting[]>),
    remove: async (key) => void (await run('readwrite', (store) => store.delete(key))),
  }
}
