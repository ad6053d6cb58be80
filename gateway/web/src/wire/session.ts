/** What a page keeps of a sign-in while its tab is open. The key belongs to the refresh token: it makes asking twice harmless. */
export interface Kept { token: string | null; subject: string; refreshToken?: string; refreshKey?: string }

export const noSession: Kept = { token: null, subject: '' }

interface Given { token: string; subject: string; refreshToken?: string }

/** Renews a session; whoever asks while that is under way waits for the same answer, for a refresh token is good once. */
export function renewing(
  kept: () => Kept,
  ask: (refreshToken: string, key: string) => Promise<Given>,
  keep: (given: Given) => void,
): () => Promise<boolean> {
  let underWay: Promise<boolean> | null = null
  async function renew(): Promise<boolean> {
    const { refreshToken, refreshKey } = kept()
    if (!refreshToken || !refreshKey) return false
    try {
      keep(await ask(refreshToken, refreshKey))
      return true
    } catch (failure) {
      if ((failure as { status?: number }).status === 401) return false
      throw failure
    }
  }
  return () => (underWay ??= renew().finally(() => (underWay = null)))
}
