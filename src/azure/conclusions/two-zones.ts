// Two zones of one name split the records: a network sees those of the zone that it is linked to.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list, nameOf, shown } from '../names.ts'
import { partsOf } from '../view.ts'
import { recordOf } from '../walk.ts'
import { read, sourceOf } from './known.ts'

export const twoZones = {
  id: 'two-zones',
  conclude: ({ view, loginServer }) => {
    const [first, second] = view.zoneViews
    if (!first || !second) return []
    const count = read(view.zones)?.length ?? view.zoneViews.length
    const own = recordOf(loginServer)
    const told = view.zoneViews.map(({ zone, records, links }) => {
      const has = read(records)?.some(({ name }) => name === own)
      const networks = list((read(links) ?? []).map(({ network }) => nameOf(network)))
      const group = shown(partsOf(zone.id).resourceGroup ?? '')
      return say(
        `in \`${group}\` (${has === undefined ? 'records unread' : has ? 'has the registry' : 'has not'}${networks && `; linked to ${networks}`})`,
        `w \`${group}\` (${has === undefined ? 'rekordów nie odczytano' : has ? 'ma rejestr' : 'nie ma rejestru'}${networks && `; połączona z ${networks}`})`,
      )
    })
    return [
      {
        says: say(
          `There are ${count} zones of the name \`${first.zone.name}\`: ${told.map(({ en }) => en).join('; ')}. A network sees only the one that it is linked to.`,
          `Stref o nazwie \`${first.zone.name}\` jest ${count}: ${told.map(({ pl }) => pl).join('; ')}. Sieć widzi tylko tę, z którą jest połączona.`,
        ),
        hint: say(
          'There is more than one private DNS zone of the same name, so different networks get different answers.',
          'Jest więcej niż jedna prywatna strefa DNS o tej samej nazwie, więc różne sieci dostają różne odpowiedzi.',
        ),
        weighs: { 'vnet-config': 1.5 },
        sources: view.zoneViews.flatMap(({ records }) => sourceOf(records)),
      },
    ]
  },
} as const satisfies Conclusion
