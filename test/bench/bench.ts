// npm run bench: every number that the README claims, measured again. Speed is told as ratios within this run.
// `-- accuracy`, `-- speed`, `-- checks`, `-- watches` or `-- chat` measures one part only; `-- checks --write` puts what each fault took
// into docs/checks.md, `-- watches --write` what watching costs into docs/scaling.md; `-- chat --minutes 5` is the long run of the chats, and `--profiles FOLDER` puts profiles of the server
// there. `-- --fit` prints the calibration that fits half of the held part.
import { parseArgs } from 'node:util'
import { accuracy, fit } from './accuracy.ts'
import { chat } from './chat.ts'
import { checks } from './checks.ts'
import { speed } from './speed.ts'
import { watches } from './watches.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean' },
    fit: { type: 'boolean' },
    minutes: { type: 'string' },
    profiles: { type: 'string' },
  },
})
const wanted = (part: string) => positionals.length === 0 || positionals.includes(part)
const shortSeconds = 20

if (values.fit) fit()
else {
  if (wanted('accuracy')) accuracy()
  if (wanted('speed')) await speed()
  if (wanted('checks') && !(await checks(values))) process.exitCode = 1
  if (wanted('watches')) await watches(values)
  if (wanted('chat')) {
    const seconds = values.minutes === undefined ? shortSeconds : Number(values.minutes) * 60
    const { profiles } = values
    if (!(await chat({ seconds, ...(profiles && { profiles }) }))) process.exitCode = 1
  }
}
