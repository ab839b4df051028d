import { AssignmentIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const requests: Area = {
  name: 'requests',
  title: '诉求',
  icon: AssignmentIcon,
  key: 'r',
  routes: [
    { path: '/requests', component: () => import('./RequestsPage.vue'), meta: { title: '诉求' } },
  ],
}
