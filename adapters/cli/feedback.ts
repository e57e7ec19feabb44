// acr-check feedback: whom answers helped, by cause, and who said so. Works beside the running server.
import type { FeedbackRow } from '../store/schema.ts'
import { withDatabase } from './database.ts'
import { type Surroundings, status } from './surroundings.ts'
import { table } from './table.ts'

type ByCause = { cause: string; helped: number; notHelped: number }

export async function feedbackCommand({ json }: { json?: true }, { env, stdout }: Surroundings): Promise<number> {
  const { allFeedback } = await import('../store/feedback.ts')
  const { rows, at } = await withDatabase(
    { env },
    async (db, at) => ({ rows: await allFeedback(db), at }),
    (at) => ({ rows: [] as FeedbackRow[], at }),
  )
  const causes = byCause(rows)
  const who = rows.map(({ at, platform, workspace, person, cause, helped }) => ({
    at: new Date(at).toISOString(),
    platform,
    workspace,
    person,
    cause,
    helped: helped === 1,
  }))
  if (json) stdout.write(`${JSON.stringify({ causes, feedback: who }, undefined, 2)}\n`)
  else if (rows.length === 0) stdout.write(`Nobody has said yet whether an answer helped (${at}).\n`)
  else {
    stdout.write(
      table(
        ['cause', 'helped', 'did not'],
        causes.map((it) => [it.cause, `${it.helped}`, `${it.notHelped}`]),
      ),
    )
    stdout.write('\n')
    stdout.write(
      table(
        ['when (UTC)', 'who', 'cause', 'helped'],
        who.map(({ at, platform, person, cause, helped }) => [
          at.slice(0, 16).replace('T', ' '),
          `${platform} ${person}`,
          cause,
          helped ? 'yes' : 'no',
        ]),
      ),
    )
  }
  return status.ok
}

/** The most disputed first. */
function byCause(rows: readonly FeedbackRow[]): ByCause[] {
  const found = new Map<string, ByCause>()
  for (const { cause, helped } of rows) {
    const counts = found.get(cause) ?? { cause, helped: 0, notHelped: 0 }
    counts[helped === 1 ? 'helped' : 'notHelped']++
    found.set(cause, counts)
  }
  return [...found.values()].sort((a, b) => b.notHelped - a.notHelped || b.helped - a.helped)
}
