// Who works when: a few begin at a time, with a look between at what comes in, so that whoever waits to be acknowledged does not
// wait for them all. Each such look takes up one new connection, so that many at once would wait for seconds if looks were rare.

/** Of all platforms. */
const turns: (() => void)[] = []
const turnsAtATime = 4
let taking = false

export const turn = (): Promise<void> =>
  new Promise<void>((resolve) => {
    turns.push(resolve)
    if (!taking) setImmediate(takeTurns)
    taking = true
  })

function takeTurns() {
  for (const take of turns.splice(0, turnsAtATime)) take()
  taking = turns.length > 0
  if (taking) setImmediate(takeTurns)
}
