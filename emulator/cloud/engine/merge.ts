/** One source of a merge with the value it offers next. */
interface Head<T> {
  value: T
  source: Iterator<T>
}

function least<T>(heads: Head<T>[], compare: (a: T, b: T) => number): number {
  let best = 0
  for (let at = 1; at < heads.length; at += 1) {
    if (compare((heads[at] as Head<T>).value, (heads[best] as Head<T>).value) < 0) best = at
  }
  return best
}

function start<T>(source: Iterator<T>): Head<T>[] {
  const next = source.next()
  return next.done ? [] : [{ value: next.value, source }]
}

/** Merges sources that are each in order into one stream in order; reads no more than it gives. */
export function* mergeSorted<T>(
  sources: Iterable<T>[],
  compare: (a: T, b: T) => number,
): Generator<T> {
  const heads = sources.flatMap((source) => start(source[Symbol.iterator]()))
  try {
    while (heads.length > 0) {
      const at = least(heads, compare)
      const head = heads[at] as Head<T>
      yield head.value
      const next = head.source.next()
      if (next.done) heads.splice(at, 1)
      else head.value = next.value
    }
  } finally {
    for (const head of heads) head.source.return?.()
  }
}
