// Numbers that rise with time, and within a millisecond: the order in which things came, without asking the database.
let last = 0

export function nextId(now: number): number {
  last = Math.max(last + 1, now * 1000)
  return last
}
