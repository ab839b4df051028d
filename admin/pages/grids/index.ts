import { UsergroupIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const grids: Area = {
  name: 'grids',
  title: '网格',
  icon: UsergroupIcon,
  key: 'w',
  routes: [
    {
      path: '/grids',
      component: () => import('./GridsPage.vue'),
      meta: { title: '网格' },
    },
    {
      path: '/grids/unit/:id',
      component: () => import('./GridsPage.vue'),
      meta: { title: '网格' },
    },
    {
      path: '/grids/vacancies',
      component: () => import('./VacanciesPage.vue'),
      meta: { title: '空缺' },
    },
    {
      path: '/grids/import',
      component: () => import('./import/ImportPage.vue'),
      meta: { title: '导入' },
    },
    {
      path: '/grids/posters/:id',
      component: () => import('./posters/PostersPage.vue'),
      meta: { title: '海报' },
    },
  ],
}
