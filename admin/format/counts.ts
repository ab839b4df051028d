import type { Count } from '../../typings/console'

/** A number counted no further than to a limit: "12", "999+". */
export function countWords({ count, isMore }: Count): string {
  return isMore ? `${count}+` : String(count)
}
