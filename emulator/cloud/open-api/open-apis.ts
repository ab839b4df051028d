import type { Clock } from '../clock'
import type { Fields } from '../engine/values'
import { CloudIds } from './cloud-ids'
import { builtInApis } from './built-in'
import { Conversations } from './customer-service'
import { Pushes } from './pushes'
import { QuotaLedger } from './quota'
import { Rates, Visits } from './visits'

/** What an open API answers: JSON with an errcode, or a file. */
export type OpenApiAnswer = Fields | { contentType: string; content: Buffer }

/** The surroundings of one open API call. */
export interface OpenApiContext {
  now: number
  quota: QuotaLedger
  /** Tells whoever listens, such as a phone, that WeChat would now show something. */
  emit: (event: OpenApiEvent) => void
  openid: string | undefined
  /** Who opened the mini program when. */
  visits: Visits
  conversations: Conversations
  rates: Rates
  /** A file of the own storage by its temporary address; undefined for any other address. */
  read: (address: string) => Promise<Buffer | undefined>
  /** Pushes an event to the app a moment later. */
  push: (make: () => Promise<Fields>) => void
}

/** Something WeChat would deliver to a person or back to the app. */
export interface OpenApiEvent {
  api: string
  /** The person it is for, when it is for one. */
  openid: string | undefined
  data: Fields
}

export type OpenApi = (
  data: Fields,
  context: OpenApiContext,
) => OpenApiAnswer | Promise<OpenApiAnswer>

export interface OpenApisOptions {
  clock: Clock
  read: OpenApiContext['read']
  /** Hands an event to the function that takes what WeChat pushes. */
  push: (event: Fields) => Promise<void>
  custom?: Record<string, OpenApi>
}

/** The WeChat open APIs that answer here, and what they deliver. */
export class OpenApis {
  readonly quota: QuotaLedger
  readonly cloudIds: CloudIds
  readonly visits: Visits
  readonly conversations: Conversations
  readonly pushes: Pushes
  private readonly rates: Rates
  private readonly failing = new Map<string, number>()
  private readonly apis: Record<string, OpenApi>
  private readonly listeners = new Set<(event: OpenApiEvent) => void>()
  private readonly clock: Clock
  private readonly read: OpenApiContext['read']

  constructor({ clock, read, push, custom = {} }: OpenApisOptions) {
    this.clock = clock
    this.read = read
    this.pushes = new Pushes(push)
    this.visits = new Visits(() => clock.now())
    this.conversations = new Conversations(() => clock.now())
    this.rates = new Rates(() => clock.now())
    this.cloudIds = new CloudIds(() => clock.now())
    this.quota = new QuotaLedger(() => clock.now())
    this.apis = { ...builtInApis, ...custom }
  }

  find(name: string): OpenApi | undefined {
    const errcode = this.failing.get(name)
    if (errcode !== undefined) return () => ({ errcode, errmsg: 'system error' })
    return Object.hasOwn(this.apis, name) ? this.apis[name] : undefined
  }

  /** Lets an API fail with this code from now on; null lets it work again. */
  fail(name: string, errcode: number | null): void {
    if (errcode === null) this.failing.delete(name)
    else this.failing.set(name, errcode)
  }

  names(): string[] {
    return Object.keys(this.apis)
  }

  context(openid: string | undefined): OpenApiContext {
    const { quota, visits, conversations, rates, read } = this
    return {
      now: this.clock.now(),
      quota,
      visits,
      conversations,
      rates,
      read,
      openid,
      emit: (event) => this.emit(event),
      push: (make) => this.pushes.schedule(make),
    }
  }

  /** Calls `listener` for everything delivered from now on; returns how to stop. */
  onDelivery(listener: (event: OpenApiEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private emit(event: OpenApiEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}
