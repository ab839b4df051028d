import type { Settings } from '../../cloudfunctions/shared/stores/settings'
import { chinaDay } from '../../core/calendar'
import { defaultQuietHours } from '../../core/notices/quiet'
import type { Cloud } from '../../emulator'
import type { Answer, RequestView } from '../../typings/api'
import { type CallResident, type FirstDay, submitFirstDay } from '../place/first-day'
import { type LoadCounts, isPlaceLoaded, loadPlace } from '../place/load'
import { shaxian } from '../place/shaxian'
import { writePeople } from './people'
import { localTarget } from './target'

export interface Loaded {
  counts: LoadCounts[]
  firstDay: FirstDay
  milliseconds: { place: number; firstDay: number }
}

/** Loads the place and its first day into a local cloud that has none; null when it has one. */
export async function loadIfEmpty(cloud: Cloud, peopleFile: string): Promise<Loaded | null> {
  const target = localTarget(cloud.url)
  if (await isPlaceLoaded(target)) return null
  const watch = stopwatch()
  const place = shaxian(chinaDay(cloud.clock.now()))
  writePeople(peopleFile, place.people)
  const settings = [...place.settings, localMessages]
  const counts = await loadPlace(target, { ...place, settings })
  const placeTook = watch()
  const firstDay = await submitFirstDay(callResident(cloud), place.people.people)
  return { counts, firstDay, milliseconds: { place: placeTook, firstDay: watch() } }
}

/** Milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const before = last
    last = performance.now()
    return Math.round(last - before)
  }
}

/** Templates that only the local WeChat knows; a real account's own ids are set by its staff. */
const localMessages: Settings = {
  _id: 'messages',
  version: 1,
  messages: {
    templates: {
      resident: {
        id: 'local-progress',
        fields: { thing1: 'summary', phrase2: 'state', thing3: 'words', time4: 'time' },
      },
      worker: {
        id: 'local-work',
        fields: { thing1: 'summary', character_string2: 'number', thing3: 'words', time4: 'time' },
      },
    },
    quiet: defaultQuietHours,
  },
}

/** "Loaded 沙县: 1332 units, 2465 users in 900 ms; 90 requests of a first day in 2000 ms." */
export function sentenceOf({ counts, firstDay, milliseconds }: Loaded): string {
  const documents = counts.map(({ collection, inserted }) => `${inserted} ${collection}`).join(', ')
  const place = `Loaded 沙县: ${documents} in ${milliseconds.place} ms`
  const day = `${firstDay.submitted} requests of a first day in ${milliseconds.firstDay} ms.`
  return [
    `${place}; ${day}`,
    ...firstDay.refused.map(({ id, reason }) => `  ${id}: ${reason}`),
  ].join('\n')
}

function callResident(cloud: Cloud): CallResident {
  return async (openid, data) => {
    const outcome = await cloud.call('resident', data, { openid })
    if ('error' in outcome) throw new Error(outcome.error.message)
    return outcome.result as Answer<RequestView>
  }
}
