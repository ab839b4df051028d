const looks = {
  loading: { icon: '', title: '正在打开' },
  empty: { icon: 'folder-open', title: '这里还没有内容' },
  error: { icon: 'error-circle', title: '没有打开' },
  offline: { icon: 'wifi-off', title: '没有连上网' },
  forbidden: { icon: 'lock-on', title: '这里只给办理的人看' },
} as const

export type StateKind = keyof typeof looks

/** What a page shows instead of its content, and the one thing to do about it. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    kind: { type: String, value: 'loading' },
    title: { type: String, value: '' },
    detail: { type: String, value: '' },
    action: { type: String, value: '' },
  },
  data: { icon: '', heading: '' },
  observers: {
    'kind, title'(kind: StateKind, title: string) {
      this.setData({ icon: looks[kind].icon, heading: title || looks[kind].title })
    },
  },
  methods: {
    onAction() {
      this.triggerEvent('action')
    },
  },
})
