// How fast is it? A pull that takes an hour is a fault too.
import type { Seen } from './seen.ts'
import { type CheckStepOf, type StepTold, say, skipped } from './step.ts'

/**
 * From here on it is slow. A round trip of 150 ms is another continent's: the registry or its replica is far. At 512 KB a
 * second an image of 1 GB takes more than half an hour.
 */
const slowFrom = { roundTripMs: 150, bytesPerSecond: 512 * 1024 } as const
/** Less than this, or for less time, tells nothing of the throughput. */
const least = { bytes: 16 * 1024, ms: 400 }

/** The least of all that were seen: anything longer had another reason. */
function roundTripOf({ way, challenge, layer }: Seen): number | undefined {
  const seen = [
    ...(way?.tried ?? []).flatMap(({ ok, ms }) => (ok ? ms : [])),
    ...[challenge, layer?.redirect].flatMap((told) => (told?.ok ? told.headersMs : [])),
  ]
  return seen.length > 0 ? Math.min(...seen) : undefined
}

function throughputOf({ layer }: Seen): number | undefined {
  const body = layer?.body
  if (!body?.ok || body.body.length < least.bytes) return undefined
  return (1000 * body.body.length) / Math.max(1, body.bodyMs)
}

function tell(seen: Seen): StepTold | undefined {
  const roundTrip = roundTripOf(seen)
  if (roundTrip === undefined || !seen.challenge?.ok)
    return skipped(say('Nothing to measure.', 'Nie ma czego mierzyć.'))
  const throughput = throughputOf(seen)
  const body = seen.layer?.body
  const lasted = body?.ok ? body.bodyMs : 0
  const rate =
    throughput === undefined ? undefined : (throughput / 1024 / 1024).toFixed(throughput < 1024 * 1024 ? 2 : 0)
  const trip = roundTrip < 10 ? roundTrip.toFixed(1) : roundTrip.toFixed(0)
  const saw = say(
    `Round trip ${trip} ms${rate ? `, ${rate} MB a second` : ''}.`,
    `Czas obiegu ${trip} ms${rate ? `, ${rate} MB na sekundę` : ''}.`,
  )
  const slow =
    roundTrip >= slowFrom.roundTripMs ||
    (throughput !== undefined && lasted >= least.ms && throughput < slowFrom.bytesPerSecond)
  return slow ? { answer: 'no', finding: 'slow', saw } : { answer: 'yes', saw }
}

export const speed = {
  id: 'speed',
  tell,
  findings: {
    slow: {
      title: say('The registry can be reached, but slowly', 'Rejestr jest osiągalny, ale wolno'),
      means: say(
        `Everything works, but the way is slow: a round trip of ${slowFrom.roundTripMs} ms or more, or less than ${slowFrom.bytesPerSecond / 1024} KB a second.`,
        `Wszystko działa, ale droga jest wolna: obieg trwa ${slowFrom.roundTripMs} ms lub dłużej albo przychodzi mniej niż ${slowFrom.bytesPerSecond / 1024} KB na sekundę.`,
      ),
      symptom: 'slow-transfer',
      weighs: { 'slow-transfer': 6.5 },
    },
  },
} as const satisfies CheckStepOf<'slow'>
