// acr-check feedback: whom answers helped, by cause, and who said so. Works beside the running server.

import { existsSync } from 'node:fs'
import path from 'node:path'
import { readConfig } from '../config.ts'
import type { FeedbackRow } from '../store/schema.ts'
import { Misuse, type Surroundings, status } from './surroundings.ts'
import { table } from './table.ts'

type ByCause = { cause: string; helped: number; notHelped: number }

export async function feedbackCommand({ json }: { json?: true }, { env, stdout }: Surroundings): Promise<number> {
  const read = readConfig(env)
  if (!read.ok) throw new Misuse(read.problems.join('\n'))
  const folder = path.resolve(read.config.dataFolder)
  const rows = await readRows(folder)
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
  else if (rows.length === 0) stdout.write(`Nobody has said yet whether an answer helped (${folder}).\n`)
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

/** A folder without a database holds no feedback, and is left as it is. */
async function readRows(folder: string): Promise<FeedbackRow[]> {
  if (!existsSync(path.join(folder, 'acr-check.db'))) return []
  const { DatabaseProblem, openDatabase } = await import('../store/database.ts')
  const { allFeedback } = await import('../store/feedback.ts')
  try {
    const db = await openDatabase(folder)
    const rows = await allFeedback(db)
    await db.destroy()
    return rows
  } catch (error) {
    throw error instanceof DatabaseProblem ? new Misuse(error.message) : error
  }
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
