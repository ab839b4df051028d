import { type Refusal, refuse } from '../errors'
import { type Person, relationsOf } from './actor'
import type { Contact, Request } from './types'

/**
 * The reporter's name and phone unmasked, for those who handle the request now and nobody else;
 * whom it was reported for comes first. An anonymous reporter stays hidden from them too.
 */
export function revealContact(request: Request, person: Person): Contact | Refusal {
  const relations = relationsOf(request, person)
  const isHandling = relations.includes('member') || relations.includes('co_handler')
  if (!isHandling) return refuse('FORBIDDEN', '电话只有正在办理的人能看。')
  if (request.isAnonymous) return refuse('FORBIDDEN', '这件诉求是匿名的，看不到是谁反映的。')
  return contactOf(request)
}

/**
 * The same for staff who have given a reason: those above may look too, and at an anonymous
 * reporter. That it was done stays in the log.
 */
export function unmaskContact(request: Request, staff: Person): Contact | Refusal {
  const isInCharge = relationsOf(request, staff).some((relation) => relation !== 'reporter')
  if (!isInCharge) return refuse('FORBIDDEN', '联系方式只有正在办理的单位和上级能看。')
  return contactOf(request)
}

function contactOf({ contact, onBehalfOf }: Request): Contact | Refusal {
  const { name, phone } = { ...contact, ...onBehalfOf }
  if (!name && !phone) return refuse('NOT_FOUND', '居民没有留联系方式，可以在这里请他补充。')
  return { ...(name && { name }), ...(phone && { phone }) }
}
