import { isOnline, onNetworkChange } from '../../api/network'

interface Watching {
  stopWatching?: () => void
}

/** Says that there is no network and that nothing is lost; shows nothing otherwise. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    words: { type: String, value: '没有连上网。现在看到的是上次的内容。' },
  },
  data: { isOffline: false },
  lifetimes: {
    attached() {
      this.setData({ isOffline: !isOnline() })
      const watching = this as Watching
      watching.stopWatching = onNetworkChange((online) => {
        this.setData({ isOffline: !online })
        if (online) this.triggerEvent('back')
      })
    },
    detached() {
      const watching = this as Watching
      watching.stopWatching?.()
    },
  },
})
