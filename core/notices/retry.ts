import { minuteMs } from '../calendar'

/** What WeChat answered to a subscribe message, by what it means for the next try. */
export type Delivery = 'sent' | 'no_quota' | 'banned' | 'busy' | 'bad_message' | 'failed'

/** WeChat's error codes of subscribeMessage.send. */
const meanings: Record<number, Delivery> = {
  0: 'sent',
  43101: 'no_quota',
  43107: 'banned',
  43108: 'busy',
  47003: 'bad_message',
  40037: 'bad_message',
}

export function deliveryOf(errorCode: number): Delivery {
  return meanings[errorCode] ?? 'failed'
}

const delays = [5 * minuteMs, 30 * minuteMs]

/** What becomes of a notice on its way to the phone; the inbox has it in any case. */
export type Fate =
  | { is: 'over' }
  | { is: 'retried'; at: number }
  /** Staff see it: tried often enough, or a fault of ours. */
  | { is: 'stuck' }

/** `tries`: how often it has been sent, this time included. */
export function fateOf(delivery: Delivery, { tries, now }: { tries: number; now: number }): Fate {
  switch (delivery) {
    case 'sent':
    case 'no_quota':
    case 'banned':
      return { is: 'over' }
    case 'bad_message':
      return { is: 'stuck' }
    case 'busy':
    case 'failed': {
      const delay = delays[tries - 1]
      return delay === undefined ? { is: 'stuck' } : { is: 'retried', at: now + delay }
    }
  }
}
