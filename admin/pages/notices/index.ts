import { NotificationIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const notices: Area = {
  name: 'notices',
  title: '通知',
  icon: NotificationIcon,
  key: 'm',
  routes: [
    { path: '/notices', component: () => import('./NoticesPage.vue'), meta: { title: '通知' } },
  ],
}
