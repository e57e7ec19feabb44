// npm run bench: every number that the README claims, measured again. Speed is told as ratios within this run.
// `-- accuracy` or `-- speed` measures one half only; `-- --fit` prints the calibration that fits half of the held part.
import { accuracy, fit } from './accuracy.ts'
import { speed } from './speed.ts'

const wanted = process.argv.slice(2)
if (wanted.includes('--fit')) fit()
else {
  if (!wanted.includes('speed')) accuracy()
  if (!wanted.includes('accuracy')) await speed()
}
