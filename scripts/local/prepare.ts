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
  milliseconds: number
}

/** Loads the place and its first day into a local cloud that has none; null when it has one. */
export async function loadIfEmpty(cloud: Cloud, peopleFile: string): Promise<Loaded | null> {
  const target = localTarget(cloud.url)
  if (await isPlaceLoaded(target)) return null
  const started = performance.now()
  const place = shaxian(chinaDay(cloud.clock.now()))
  writePeople(peopleFile, place.people)
  const settings = [...place.settings, localMessages]
  const counts = await loadPlace(target, { ...place, settings })
  const firstDay = await submitFirstDay(callResident(cloud), place.people.people)
  return { counts, firstDay, milliseconds: Math.round(performance.now() - started) }
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

/** "units 1332, users 2465, 90 requests of the first day, in 1200 ms". */
export function sentenceOf({ counts, firstDay, milliseconds }: Loaded): string {
  const documents = counts.map(({ collection, inserted }) => `${inserted} ${collection}`).join(', ')
  const refused = firstDay.refused.map(({ id, reason }) => `\n  ${id} refused: ${reason}`).join('')
  return `Loaded 沙县: ${documents}, ${firstDay.submitted} requests of a first day, in ${milliseconds} ms.${refused}`
}

function callResident(cloud: Cloud): CallResident {
  return async (openid, data) => {
    const outcome = await cloud.call('resident', data, { openid })
    if ('error' in outcome) throw new Error(outcome.error.message)
    return outcome.result as Answer<RequestView>
  }
}
