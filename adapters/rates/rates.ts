// How often something may be done: so many times in any span, wherever it begins. A limiter by windows, as libraries have it, lets
// twice as many through at their seams. In one process by `here.ts`, over several by `shared.ts`.

export type Rate = { most: number; spanMs: number }

export type Rates = {
  /**
   * Takes one of each of these rates, or none of any.
   * @param spare goes only while there is plenty
   * @returns milliseconds to wait before the next try; 0 when it may go now
   */
  take(key: string, rates: readonly Rate[], how?: { spare?: boolean }): Promise<number>
}

/** Of one key, as far as it still counts. */
export type Spent = {
  /** When the last one was taken. */
  at: number
  /** For each rate: until when it counts, and how many, oldest first. */
  of: readonly (readonly (readonly [until: number, many: number])[])[]
}

/** Once so much of a rate is taken by whomever, the rest is not for the spare ones. */
const spareShare = 1 / 3
/** What is kept of one rate: of more, those close together count as long as the last of them. */
const mostKept = 60

/** @returns what is spent then, or how long to wait */
export function judge(
  spent: Spent | undefined,
  rates: readonly Rate[],
  now: number,
  spare = false,
): { spent: Spent; until: number } | { waitMs: number } {
  // Clocks differ from one machine to the next.
  const at = Math.max(now, spent?.at ?? 0)
  const kept = rates.map((_, i) => (spent?.of[i] ?? []).filter(([until]) => until > at))
  const waits = rates.map(({ most }, i) => {
    const room = spare ? Math.max(1, Math.floor(most * spareShare)) : most
    return waitFor(kept[i] ?? [], room, at)
  })
  const waitMs = Math.max(...waits)
  if (waitMs > 0) return { waitMs }
  const of = rates.map(({ most, spanMs }, i) => {
    const step = most > mostKept ? spanMs / mostKept : 1
    const until = Math.ceil((at + spanMs) / step) * step
    const before = kept[i] ?? []
    const last = before.at(-1)
    return last && last[0] >= until
      ? [...before.slice(0, -1), [last[0], last[1] + 1] as const]
      : [...before, [until, 1] as const]
  })
  return { spent: { at, of }, until: Math.max(...of.map((it) => it.at(-1)?.[0] ?? at)) }
}

function waitFor(taken: Spent['of'][number], room: number, at: number): number {
  let left = room
  // The newest first: whatever does not fit must have ended.
  for (const [until, many] of taken.toReversed()) {
    left -= many
    if (left <= 0) return until - at
  }
  return 0
}
