import type { Shape } from './spoiling'

const worker = 'worker_luobu_1'

/** What only the staff page has; the areas with a table of their own try theirs. */
export const consoleShapes: Record<string, Shape> = {
  'signIn.start': { openid: worker, input: {}, required: [] },
  'signIn.poll': {
    openid: worker,
    input: { ticket: 'x', secret: 'y' },
    required: ['ticket', 'secret'],
    ids: ['ticket', 'secret'],
  },
  'sessions.current': { openid: worker, input: {}, required: [] },
  'sessions.list': { openid: worker, input: {}, required: [] },
  'sessions.revoke': { openid: worker, input: { id: 'x' }, required: ['id'], ids: ['id'] },
  'sessions.signOut': { openid: worker, input: {}, required: [] },
  'today.get': { openid: worker, input: {}, required: [] },
  'today.news': { openid: worker, input: { since: '2026-11-23T00:00:00.000Z' }, required: [] },
  'requests.search': {
    openid: worker,
    input: {
      limit: 5,
      isOpen: true,
      topic: 'noise',
      light: 'red',
      handler: 'nobody',
      unitId: '$grid',
      submittedFrom: '2026-11-01',
      text: '路灯',
    },
    required: [],
    ids: ['unitId'],
  },
  'requests.duplicates': { openid: worker, input: { id: '$id' }, required: ['id'], ids: ['id'] },
  'requests.assign': {
    openid: worker,
    input: { ids: ['x'], to: { unitId: '$grid' }, reason: '需要协调' },
    required: ['ids', 'to', 'reason'],
    words: ['reason'],
  },
  'requests.photos': { openid: worker, input: { id: '$id' }, required: ['id'], ids: ['id'] },
  'requests.revealContact': {
    openid: worker,
    input: { id: '$id', reason: '需要协调' },
    required: ['id', 'reason'],
    words: ['reason'],
    ids: ['id'],
  },
  'views.list': { openid: worker, input: {}, required: [] },
  'views.save': {
    openid: worker,
    input: { name: '噪音', filters: { topic: 'noise' } },
    required: ['name', 'filters'],
    words: ['name'],
  },
  'views.remove': { openid: worker, input: { id: 'x' }, required: ['id'], ids: ['id'] },
  'people.search': {
    openid: worker,
    input: { limit: 5, text: '网格', unitId: '$grid' },
    required: [],
    ids: ['unitId'],
  },
  ...Object.fromEntries(
    ['people.get', 'people.signOut'].map((operation) => [
      operation,
      {
        openid: worker,
        input: { unitId: '$grid', appointmentId: 'x' },
        required: ['unitId', 'appointmentId'],
        ids: ['unitId', 'appointmentId'],
      },
    ]),
  ),
  'audits.search': {
    openid: worker,
    input: { limit: 5, unitId: '$grid', from: '2026-11-01', to: '2026-11-30' },
    required: [],
    ids: ['unitId'],
  },
  'audits.export': {
    openid: worker,
    input: { from: '2026-11-01', to: '2026-11-30' },
    required: [],
  },
  ...Object.fromEntries(
    ['numbers.get', 'numbers.heat'].map((operation) => [
      operation,
      {
        openid: worker,
        input: { unitId: '$community', from: '2026-11-01', to: '2026-11-30' },
        required: ['from', 'to'],
        ids: ['unitId'],
      },
    ]),
  ),
  'numbers.export': {
    openid: worker,
    input: { unitId: '$community', from: '2026-11-01', to: '2026-11-30' },
    required: ['from', 'to'],
    ids: ['unitId'],
  },
  'numbers.rows': { openid: worker, input: { id: 'x' }, required: ['id'], ids: ['id'] },
  'numbers.rebuild': {
    openid: 'dispatcher_1',
    input: { from: '2026-11-23', to: '2026-11-23' },
    required: ['from', 'to'],
  },
  'bulletins.list': { openid: worker, input: { limit: 5 }, required: [] },
  'bulletins.get': { openid: worker, input: { id: 'x' }, required: ['id'], ids: ['id'] },
  'bulletins.save': {
    openid: worker,
    input: {
      title: '停水',
      text: '明天上午停水',
      from: '2026-11-23T01:00:00Z',
      until: '2027-11-01T00:00:00Z',
      unitIds: ['$community'],
      audience: 'everybody',
    },
    required: ['title', 'text', 'from', 'until', 'unitIds', 'audience'],
    words: ['title', 'text'],
  },
  'bulletins.withdraw': {
    openid: worker,
    input: { id: 'x', version: 1 },
    required: ['id', 'version'],
    ids: ['id'],
  },
  'jobs.list': { openid: worker, input: { limit: 5 }, required: [] },
  'jobs.get': { openid: worker, input: { id: 'x' }, required: ['id'], ids: ['id'] },
  'jobs.cancel': { openid: worker, input: { id: 'x' }, required: ['id'], ids: ['id'] },
}
