// Times and spans as on call wants them: short, in the channel's own time, the same in every language.

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** `12 min`, `3 h 20 min`, `2 d 4 h`: units that English and Polish both write so. */
export function span(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000) * 1000)
  if (whole < 2 * minute) return `${Math.round(whole / 1000)} s`
  if (whole < 2 * hour) return `${Math.round(whole / minute)} min`
  const [big, small, unit] =
    whole < 2 * day ? ([hour, minute, ['h', 'min']] as const) : ([day, hour, ['d', 'h']] as const)
  const rounded = Math.round(whole / small) * small
  const left = Math.round((rounded % big) / small)
  return `${Math.floor(rounded / big)} ${unit[0]}${left > 0 ? ` ${left} ${unit[1]}` : ''}`
}

/** Made once for each zone: making one takes longer than drawing a card. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-25 02:14 CET`; of the day of `now` only `02:14 CET`. */
export function clock(at: number, zone: string, now: number): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    })
  formats.set(zone, format)
  const read = (time: number) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
    return {
      day: `${parts.year}-${parts.month}-${parts.day}`,
      time: `${parts.hour}:${parts.minute} ${parts.timeZoneName}`,
    }
  }
  const { day: date, time } = read(at)
  return `${date === read(now).day ? '' : `${date} `}${time}`
}
