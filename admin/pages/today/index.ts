import { TaskIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const today: Area = {
  name: 'today',
  title: '今天',
  icon: TaskIcon,
  key: 't',
  routes: [{ path: '/today', component: () => import('./TodayPage.vue'), meta: { title: '今天' } }],
}
