import type { RequestDraft } from '../../../typings/api'
import type { Topic } from '../../../typings/domain'
import type { Draft, Purpose } from '../../api/draft'
import type { PhotosChange } from '../../components/photo-picker/photo-picker'
import { suggestTopic } from '../../format/suggest'

export const longest = 1000

/** Titles and words of the page for each purpose. */
export const purposes = {
  me: {
    title: '我要反映',
    placeholder: '例如：3 号楼的楼道灯不亮了，老人晚上下楼看不清',
    neighbour: '',
  },
  neighbour: {
    title: '帮邻居反映',
    placeholder: '例如：5 楼的李奶奶腿脚不便，想请人帮忙换一下灯泡',
    neighbour: '帮哪位邻居（可以不填）',
  },
  visit: {
    title: '替居民记一件',
    placeholder: '例如：走访时居民说 2 号楼后面的井盖松了',
    neighbour: '居民怎么称呼（可以不填）',
  },
} as const satisfies Record<Purpose, { title: string; placeholder: string; neighbour: string }>

/** Why it can't be sent yet, as a sentence; empty when it can. */
export function obstacle(draft: Draft, photos: PhotosChange): string {
  if (draft.text.trim().length < 2) return '请先写一句是什么事'
  if (photos.isBusy) return '照片还在传，请稍等'
  if (photos.failed) return '有照片没传上去，请点它再传一次，或者去掉'
  return ''
}

/** What the person chose, else what the page suggested and they left as it is. */
export function chosenTopic(draft: Draft): Topic | null {
  return draft.topic ?? suggestTopic(draft.text)
}

const filled = (text: string | undefined): string | undefined => text?.trim() || undefined

/** The draft as the server takes it: only what was filled in. */
export function toRequestDraft(draft: Draft): RequestDraft {
  const name = filled(draft.neighbour.name)
  const phone = filled(draft.neighbour.phone)
  const onBehalfOf = { ...(name && { name }), ...(phone && { phone }) }
  const photos = draft.photos.map(({ fileId }) => fileId)
  const topic = chosenTopic(draft)
  return {
    text: draft.text.trim(),
    isAnonymous: draft.isAnonymous,
    isPrivate: draft.isPrivate,
    ...(draft.type && { type: draft.type }),
    ...(topic && { topic }),
    ...(draft.isEmergency && { urgency: 'emergency' as const }),
    ...(draft.place?.name.trim() && { place: { ...draft.place, name: draft.place.name.trim() } }),
    ...(photos.length > 0 && { photos }),
    ...((name ?? phone) && { onBehalfOf }),
  }
}
