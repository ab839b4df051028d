import { createRouter, createWebHashHistory } from 'vue-router'
import { grids } from './pages/grids'
import { homes } from './pages/homes'
import { notices } from './pages/notices'
import { numbers } from './pages/numbers'
import { people } from './pages/people'
import { requests } from './pages/requests'
import { reviews } from './pages/reviews'
import { settings } from './pages/settings'
import { today } from './pages/today'
import type { Area } from './parts/area'

/** The areas of the page, in the order of the side navigation: the day's work first. */
export const areas: readonly Area[] = [
  today,
  requests,
  reviews,
  grids,
  homes,
  numbers,
  notices,
  settings,
  people,
]

/** Addresses behind the hash work on any static host, without rules for it. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: () => areas[0]?.routes[0]?.path ?? '/sessions' },
    {
      path: '/sessions',
      component: () => import('./pages/sessions/SessionsPage.vue'),
      meta: { title: '我的登录' },
    },
    ...areas.flatMap(({ routes }) => routes),
    {
      path: '/:rest(.*)*',
      component: () => import('./pages/NotFoundPage.vue'),
      meta: { title: '没有这个页面' },
    },
  ],
})

router.afterEach(({ meta }) => {
  const title = typeof meta.title === 'string' ? `${meta.title} · ` : ''
  document.title = `${title}近邻e家管理页`
})
