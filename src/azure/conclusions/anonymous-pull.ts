// Whether images can be pulled without a login.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, registryNames } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export const anonymousPull = {
  id: 'anonymous-pull',
  conclude: ({ view, topics }) => {
    const { anonymousPull: isOn } = registryIn(view) ?? {}
    if (isOn === undefined || (!isOn && !topics.has('anonymous-pull'))) return []
    const names = registryNames(view)
    const says = isOn
      ? say(
          'Anonymous pull is on: whoever gets through the network can pull every image without a login.',
          'Anonimowe pobieranie jest włączone: kto przejdzie przez sieć, może bez logowania pobrać każdy obraz.',
        )
      : say(
          'Anonymous pull is off: every pull needs a login.',
          'Anonimowe pobieranie jest wyłączone: każde pobranie wymaga logowania.',
        )
    if (isOn) return [{ says, hint: says, weighs: {}, sources: sourceOf(view.registry) }]
    return [
      {
        says,
        hint: says,
        weighs: { 'credentials-invalid': 2, 'credentials-unauthorized': 1 },
        sources: sourceOf(view.registry),
        repair: {
          text: say(
            'Only if every image may be public: turn anonymous pull on (Standard and Premium).',
            'Tylko jeśli każdy obraz może być publiczny: włącz anonimowe pobieranie (Standard i Premium).',
          ),
          command: command(
            'az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --anonymous-pull-enabled true',
            names,
          ),
          undo: command(
            'az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --anonymous-pull-enabled false',
            names,
          ),
          who: 'registry-owner',
          exposes: say(
            'Everybody whom the network lets in can pull every image.',
            'Każdy, kogo wpuści sieć, może pobrać każdy obraz.',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
