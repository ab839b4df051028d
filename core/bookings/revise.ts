import type { HomeDraft, ServiceDraft } from '../../typings/console/homes'
import { isRefusal, refuse } from '../errors'
import type { Refusal } from '../errors'
import { isRule } from './schedule'
import type { Home, Service } from './types'

interface Making {
  /** The first day of new schedules. */
  today: string
  /** An id for the service at this place of the list, where it is new. */
  newId: (index: number) => string
}

/** The home as its people want it, or why it can't be so. What they don't decide stays. */
export function reviseHome(before: Home, draft: HomeDraft, making: Making): Home | Refusal {
  const { name, address, phone, contact, hours, accessibility, point, closures } = draft
  const services: Service[] = []
  for (const [index, one] of draft.services.entries()) {
    const service = reviseService(before, one, { ...making, index })
    if (isRefusal(service)) return service
    services.push(service)
  }
  const refusal = checkClosures(draft) ?? checkNames(draft)
  if (refusal) return refusal
  const over = before.closures.filter(({ to }) => to < making.today)
  const place = { name, address, phone, contact, hours, accessibility, point }
  return { ...before, ...place, closures: [...over, ...closures], services }
}

function checkClosures({ closures }: HomeDraft): Refusal | null {
  const index = closures.findIndex(({ from, to }) => from > to)
  if (index < 0) return null
  return refuse('BAD_INPUT', '结束日期不能早于开始日期。', `closures.${index}.to`)
}

function checkNames({ services }: HomeDraft): Refusal | null {
  const names = services.map(({ name }) => name)
  const index = names.findIndex((name, at) => names.indexOf(name) < at)
  if (index < 0) return null
  const sentence = `有两项服务都叫“${names[index]}”，请改一个名字。`
  return refuse('BAD_INPUT', sentence, `services.${index}.name`)
}

function reviseService(
  home: Home,
  { id, sessions, days, except, extra, ...draft }: ServiceDraft,
  { today, newId, index }: Making & { index: number },
): Service | Refusal {
  const before = home.services.find((one) => one.id === id)
  if (id !== null && !before)
    return refuse('CONFLICT', '这项服务已经不在了，您的改动没有保存，请看最新的再改。')
  const schedule = { since: before?.schedule.since ?? today, sessions, days, except, extra }
  const service = { ...draft, id: id ?? newId(index), schedule }
  return checkService(service, { home, before, index }) ?? service
}

interface Checking {
  home: Home
  before: Service | undefined
  index: number
}

function checkService(service: Service, { home, before, index }: Checking): Refusal | null {
  const { ages, partyMost, capacity, unitIds, name } = service
  const wrong = (field: string, sentence: string) =>
    refuse('BAD_INPUT', `${name}：${sentence}`, `services.${index}.${field}`)
  if (ages && ages.from > ages.to) return wrong('ages', '年龄的上限不能小于下限。')
  if (partyMost > capacity) return wrong('partyMost', '一次最多几位，不能比名额还多。')
  const known = new Set([...home.serves, ...(before?.unitIds ?? [])])
  if (unitIds.some((id) => !known.has(id))) return wrong('unitIds', '只能选这个家园服务的单位。')
  return checkTimes(service, wrong)
}

type Wrong = (field: string, sentence: string) => Refusal

function checkTimes({ schedule, minutes }: Service, wrong: Wrong): Refusal | null {
  const { sessions, extra } = schedule
  const odd = sessions.findIndex(({ rule }) => !isRule(rule))
  if (odd >= 0) return wrong(`sessions.${odd}.rule`, '有一条时间的重复方式不对。')
  const short = [...sessions, ...extra].find((one) => lengthOf(one) < minutes)
  if (!short) return null
  const { from, to } = short
  return wrong('sessions', `${from} 到 ${to} 放不下一个 ${minutes} 分钟的时段。`)
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const lengthOf = ({ from, to }: { from: string; to: string }) => minuteOf(to) - minuteOf(from)
