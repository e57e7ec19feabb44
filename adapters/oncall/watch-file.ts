// ACR_CHECK_WATCHES: keeps what is watched as the file says, and notices when it changes. A file with a mistake changes nothing:
// what was watched before goes on.
import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { nextDigest } from '../../src/oncall/calendar.ts'
import { type FileChannel, readWatchFile } from '../../src/oncall/watch-file.ts'
import { audit } from '../store/cases.ts'
import { withPlanned } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import { allWatches, setWatch } from '../store/watches.ts'
import { endWatches } from './unwatch.ts'
import { changeWishes } from './wishes.ts'

/** Who does what it says, in the audit trail. */
const inFile = 'file of watches'
const longestFile = 1_000_000

/** @throws an Error that names the file, and each mistake with its line */
export async function readWatches(file: string): Promise<FileChannel[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`ACR_CHECK_WATCHES names ${file}, which cannot be read (${error.code})`)
  })
  if (text.length > longestFile) throw new Error(`${file} is longer than 1 MB`)
  const read = readWatchFile(text)
  if (!read.ok) throw new Error(read.problems.map((problem) => `${file}:${problem}`).join('\n'))
  return read.channels
}

/** Of one platform, whose workspace is known by now. @returns whether anything changed */
export async function applyWatches(
  db: Database,
  channels: readonly FileChannel[],
  { name, workspace }: { name: string; workspace: string },
  now: number,
): Promise<boolean> {
  const ours = channels.filter(({ platform }) => platform === name)
  const before = (await allWatches(db)).filter((it) => it.platform === name && it.source === 'file')
  const keyOf = ({ channel, registry, image }: { channel: string; registry: string; image: string }) =>
    JSON.stringify([channel, registry, image])
  const wanted = new Map(
    ours.flatMap(({ channel, watches }) => watches.map((watch) => [keyOf({ channel, ...watch }), { channel, watch }])),
  )
  let changed = false
  for (const old of before)
    if (!wanted.has(keyOf(old)) || old.workspace !== workspace) {
      await endWatches(db, { id: old.id }, { id: inFile, event: { kind: 'unlisted' } }, now)
      changed = true
    }
  for (const [key, { channel, watch }] of wanted) {
    const { registry, everyMs, image, findings, mention } = watch
    const old = before.find((it) => keyOf(it) === key && it.workspace === workspace)
    const same =
      old?.every_ms === everyMs && (old.mention ?? undefined) === mention && String(old.findings) === String(findings)
    if (same) continue
    changed = true
    await setWatch(
      db,
      {
        id: randomUUID(),
        platform: name,
        workspace,
        channel,
        registry,
        image,
        every_ms: everyMs,
        mention: mention ?? null,
        silenced: [],
        person: null,
        person_name: null,
        source: 'file',
        created_at: now,
        ...(findings && { findings }),
      },
      now,
    )
    await audit(db, { at: now, platform: name, workspace, channel, who: inFile, what: 'watch', about: registry })
  }
  for (const { channel, lang, zone, quiet, digest, sharing, maintenance } of ours) {
    const place = { platform: name, workspace, channel }
    await changeWishes(
      db,
      place,
      (known) => ({
        maintenance: withPlanned(
          known.maintenance.filter(({ byFile }) => !byFile),
          maintenance.map((it) => ({ ...it, byFile: true })),
          now,
        ),
        ...(lang && { lang }),
        ...(zone && { zone }),
        // What the file does not say is off.
        quiet: quiet ?? null,
        sharing: sharing ?? [],
        ...(digest !== (known.digest ?? undefined) && {
          digest: digest ?? null,
          digest_at: digest === undefined ? null : nextDigest(digest, zone ?? known.zone, now),
        }),
      }),
      now,
    )
  }
  return changed
}

/** Changes with the file; undefined while it cannot be looked at. */
export const versionOf = async (file: string): Promise<string | undefined> => {
  const seen = await stat(file).catch(() => undefined)
  return seen && `${seen.mtimeMs} ${seen.size} ${seen.ino}`
}
