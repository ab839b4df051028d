import type { Clock } from '../clock'
import type { Fields } from '../engine/values'
import { CloudIds } from './cloud-ids'
import { builtInApis, conversation } from './built-in'
import { QuotaLedger } from './quota'

/** What an open API answers: JSON with an errcode, or a file. */
export type OpenApiAnswer = Fields | { contentType: string; content: Buffer }

/** The surroundings of one open API call. */
export interface OpenApiContext {
  now: number
  quota: QuotaLedger
  /** Tells whoever listens, such as a phone, that WeChat would now show something. */
  emit: (event: OpenApiEvent) => void
  openid: string | undefined
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
  custom?: Record<string, OpenApi>
}

/** The WeChat open APIs that answer here, and what they deliver. */
export class OpenApis {
  readonly quota: QuotaLedger
  readonly cloudIds: CloudIds
  private readonly apis: Record<string, OpenApi>
  private readonly listeners = new Set<(event: OpenApiEvent) => void>()
  private readonly clock: Clock

  constructor({ clock, custom = {} }: OpenApisOptions) {
    this.clock = clock
    this.cloudIds = new CloudIds(() => clock.now())
    this.quota = new QuotaLedger(() => clock.now())
    this.apis = { ...builtInApis, ...custom }
  }

  find(name: string): OpenApi | undefined {
    return Object.hasOwn(this.apis, name) ? this.apis[name] : undefined
  }

  names(): string[] {
    return Object.keys(this.apis)
  }

  context(openid: string | undefined): OpenApiContext {
    return { now: this.clock.now(), quota: this.quota, emit: (event) => this.emit(event), openid }
  }

  /** A person's message opens the conversation: five answers within two days. */
  openConversation(openid: string): void {
    const until = this.clock.now() + conversation.lifetime
    this.quota.reset(openid, conversation.template, { times: conversation.answers, until })
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
