import { watch } from 'vue'
import type { Load } from '../../api/load'
import type { useNews } from '../../api/news'

/** Something came in: the page is read again by itself, for nobody is in the middle of it. */
export function watchNews(news: ReturnType<typeof useNews>, load: Load<unknown>): void {
  watch(
    () => news.fresh.value.count,
    async (count) => {
      if (count === 0) return
      await news.settle()
      await load.reload()
    },
  )
}
