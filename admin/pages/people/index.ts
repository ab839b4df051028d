import { UserSearchIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const people: Area = {
  name: 'people',
  title: '人员与记录',
  icon: UserSearchIcon,
  key: 'p',
  routes: [
    { path: '/people', component: () => import('./PeoplePage.vue'), meta: { title: '人员' } },
    {
      path: '/people/log',
      component: () => import('./LogPage.vue'),
      meta: { title: '操作记录' },
    },
  ],
}
