// From a resource id to what the SDKs want of it, and answers without the fields that Azure left out.
import { partsOf, type ResourceId } from '../../src/azure/view.ts'
import { told } from './failures.ts'

/** @param type the last of them, such as `privateEndpoints`; @throws Incomplete where the id is none of such a resource */
export function placeOf(id: ResourceId, type: string): { subscription: string; group: string; name: string } {
  const { subscription, resourceGroup, names } = partsOf(id)
  return { subscription: told(subscription), group: told(resourceGroup), name: told(names[type.toLowerCase()]) }
}

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined | null> }

/** Only those that have a value. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<Fields>
}

/** As many at a time. */
export async function pooled<Item, Result>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = items.entries()
  const worker = async () => {
    for (const [at, item] of left) results[at] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, worker))
  return results
}
