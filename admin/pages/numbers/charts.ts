import type { EChartsCoreOption } from 'echarts/core'
import type { NumbersView, Stretch } from '../../../typings/console'
import { count, stretchWords, weekdays } from './words'

type Colour = (name: string) => string

const axis = (colour: Colour) => ({
  axisLine: { lineStyle: { color: colour('line-strong') } },
  axisTick: { show: false },
  axisLabel: { color: colour('ink-soft') },
  splitLine: { lineStyle: { color: colour('line') } },
})

/** Rich text: the page allows no styles inside markup. */
const tooltip = (colour: Colour) => ({
  renderMode: 'richText',
  backgroundColor: colour('card'),
  borderColor: colour('line-strong'),
  textStyle: { color: colour('ink') },
})

/** What was submitted, and how much of it is resolved by now. */
export function trendChart(trend: readonly Stretch[], colour: Colour): EChartsCoreOption {
  const of = (name: 'submitted' | 'resolved') => trend.map(({ figures }) => figures.amounts[name])
  return {
    color: [colour('chart-1'), colour('chart-2')],
    grid: { left: 8, right: 16, top: 40, bottom: 8, outerBoundsMode: 'same' },
    legend: { left: 0, top: 0, icon: 'roundRect', textStyle: { color: colour('ink-soft') } },
    tooltip: { trigger: 'axis', ...tooltip(colour) },
    xAxis: { type: 'category', data: trend.map(stretchWords), ...axis(colour) },
    yAxis: { type: 'value', minInterval: 1, ...axis(colour) },
    series: [
      { name: '收到', type: 'bar', data: of('submitted'), barMaxWidth: 24 },
      {
        name: '其中已办结',
        type: 'line',
        data: of('resolved'),
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { width: 2, type: 'dashed' },
      },
    ],
  }
}

export interface Bar {
  name: string
  value: number
}

/** One bar each, the longest on top. */
export function barChart(bars: readonly Bar[], colour: Colour): EChartsCoreOption {
  const reversed = bars.toReversed()
  return {
    color: [colour('chart-1')],
    grid: { left: 8, right: 40, top: 4, bottom: 4, outerBoundsMode: 'same' },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      data: reversed.map(({ name }) => name),
      ...axis(colour),
      axisLine: { show: false },
    },
    series: [
      {
        type: 'bar',
        data: reversed.map(({ value }) => value),
        barMaxWidth: 16,
        label: { show: true, position: 'right', color: colour('ink') },
      },
    ],
  }
}

/** Hours by weekdays: the darker, the more. */
export function heatChart(hours: readonly number[][], colour: Colour): EChartsCoreOption {
  const cells = hours.flatMap((line, weekday) => line.map((value, hour) => [hour, weekday, value]))
  const most = Math.max(1, ...hours.flat())
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 44, outerBoundsMode: 'same' },
    tooltip: {
      ...tooltip(colour),
      formatter: ({ value: [hour, day, value] }: { value: [number, number, number] }) =>
        `${weekdays[day]} ${hour}–${hour + 1} 点：${count(value)} 件`,
    },
    xAxis: {
      type: 'category',
      data: Array.from({ length: 24 }, (_, hour) => hour),
      ...axis(colour),
    },
    yAxis: { type: 'category', data: weekdays, inverse: true, ...axis(colour) },
    visualMap: {
      min: 0,
      max: most,
      orient: 'horizontal',
      left: 0,
      bottom: 0,
      itemHeight: 120,
      text: [`${count(most)} 件`, '0'],
      textStyle: { color: colour('ink-soft') },
      inRange: { color: [colour('raised'), colour('chart-1')] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: colour('card'), borderWidth: 2 },
      },
    ],
  }
}

/** The first of a breakdown as bars. */
export function barsOf<K extends string>(
  shares: NumbersView['topics'] | { key: K; figures: NumbersView['totals'] }[],
  names: Readonly<Record<string, string>>,
): Bar[] {
  return shares.map(({ key, figures }) => ({
    name: names[key] ?? key,
    value: figures.amounts.submitted,
  }))
}
