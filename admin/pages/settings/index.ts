import { SettingIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const settings: Area = {
  name: 'settings',
  title: '规则与时限',
  icon: SettingIcon,
  key: 's',
  routes: [
    {
      path: '/settings',
      component: () => import('./rules/RulesPage.vue'),
      meta: { title: '派单规则' },
    },
    {
      path: '/settings/deadlines',
      component: () => import('./deadlines/DeadlinesPage.vue'),
      meta: { title: '时限' },
    },
    {
      path: '/settings/calendar',
      component: () => import('./calendar/CalendarPage.vue'),
      meta: { title: '工作日历' },
    },
    {
      path: '/settings/wording',
      component: () => import('./wording/WordingPage.vue'),
      meta: { title: '常用的话' },
    },
    {
      path: '/settings/ownership',
      component: () => import('./ownership/OwnershipPage.vue'),
      meta: { title: '部门的事' },
    },
    {
      path: '/settings/messages',
      component: () => import('./messages/MessagesPage.vue'),
      meta: { title: '微信提醒' },
    },
  ],
}
