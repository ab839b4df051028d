/** Every page once: where it is and what it is told. */
export const routes = {
  home: () => '/pages/home/home',
  mine: () => '/pages/mine/mine',
  inbox: () => '/pages/inbox/inbox',
  work: () => '/pages/work/work',
  report: (purpose: 'me' | 'neighbour' | 'visit') => `/packages/report/report?for=${purpose}`,
  done: (id: string) => `/packages/report/done?id=${id}`,
  request: (id: string) => `/packages/request/request?id=${id}`,
  follow: (id: string) => `/packages/request/follow?id=${id}`,
  group: () => '/packages/group/group',
  poster: (unitId: string) => `/packages/group/poster?unit=${unitId}`,
  digest: (unitId: string) => `/packages/group/digest?unit=${unitId}`,
  answer: (id: string) => `/packages/work/answer?id=${id}`,
  leave: () => '/packages/work/leave',
  signIn: () => '/packages/work/sign-in',
  join: () => '/packages/join/join',
  claim: () => '/packages/join/claim',
  homes: (requestId = '') => `/packages/home/homes?requestId=${requestId}`,
  homeWeek: (id: string, requestId = '') => `/packages/home/week?id=${id}&requestId=${requestId}`,
  book: (home: string, slot: string, requestId = '') =>
    `/packages/home/book?home=${home}&slot=${slot}&requestId=${requestId}`,
  booking: (id: string) => `/packages/home/booking?id=${id}`,
  bookings: () => '/packages/home/bookings',
  notices: () => '/packages/notices/notices',
  notice: (id: string) => `/packages/notices/notice?id=${id}`,
  desk: () => '/packages/home/desk',
} as const

export function open(url: string): void {
  void wx.navigateTo({ url })
}

export function replaceWith(url: string): void {
  void wx.redirectTo({ url })
}

export function showTab(url: string): void {
  void wx.switchTab({ url })
}

/** Back to the page before, or home when the person came in through a card. */
export function goBack(): void {
  if (getCurrentPages().length > 1) void wx.navigateBack()
  else showTab(routes.home())
}

export function say(title: string): void {
  void wx.showToast({ title, icon: 'none', duration: 2500 })
}

/** Shows a sentence that has to be read: what went wrong and what to do. */
export function explain(content: string): void {
  void wx.showModal({ content, showCancel: false, confirmText: '知道了' })
}

/** Asks before something that can't be taken back. */
export async function confirm(content: string, confirmText: string): Promise<boolean> {
  const answer = await wx.showModal({ content, confirmText, cancelText: '先不' })
  return answer.confirm
}
