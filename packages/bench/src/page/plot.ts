import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Figure, Plot } from '../frame/benchmark.ts';
import { shown } from '../frame/shown.ts';
import type { Table } from '../frame/side-by-side.ts';
import { tablesOf } from '../frame/side-by-side.ts';
import { spreadOf } from '../frame/spread.ts';

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const width = 860;
const rowHeight = 22;
/** How much wider a letter may be than is thought where there is no font to ask. */
const spareForLetter = 1.5;
/** Both stand out on a light page and on a dark one. */
const ink = '#7d8590';
const line = '#7d859055';
const colors = ['#8b98a9', '#4b83c9', '#b07cc6', '#4fa58a', '#c99a3b'];
const ours = '#e2632f';
const font = { color: ink, fontFamily: 'system-ui, sans-serif' };

/** Draws one table of figures as SVG, on no background. */
export function drawPlot(plot: Plot, figures: readonly Figure[]): string {
  const table = tablesOf(figures).find(({ title }) => title === plot.table);
  if (table === undefined)
    throw new Error(`the plot ${plot.name} wants a table that is not there: ${plot.table}`);
  const rows = rowsOf(plot, table);
  const height = plot.kind === 'lines' ? 340 : 90 + rows.length * plot.columns.length * rowHeight;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  const unit = table.columns.find(({ name }) => plot.columns.includes(name))?.unit ?? '';
  chart.setOption({
    animation: false,
    textStyle: font,
    title: {
      left: 0,
      text: plot.title,
      subtext: unit,
      textStyle: { ...font, fontSize: 15 },
      subtextStyle: font,
    },
    ...(plot.columns.length > 1 && { legend: { top: 6, right: 24, itemGap: 40, textStyle: font } }),
    grid: {
      left: 8 + spareForLetter * Math.max(...rows.map(({ length }) => length)),
      right: 70,
      top: 60,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    ...(plot.kind === 'bars' ? bars(plot, { ...table, rows }) : lines(plot, table)),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return withTitle(withOwnNames(svg, plot.name), plot.title);
}

/** For those who do not see it. */
function withTitle(svg: string, title: string): string {
  const end = svg.indexOf('>') + 1;
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `${svg.slice(0, end)}\n<title>${text}</title>${svg.slice(end)}`;
}

/** Its styles are numbered over all pictures of the process: one more picture would change the others. */
function withOwnNames(svg: string, name: string): string {
  const found = new Map<string, string>();
  return svg.replaceAll(/zr\d+-(?:cls-)?\w+/g, (id) => {
    const known = found.get(id) ?? `${name}-${found.size}`;
    found.set(id, known);
    return known;
  });
}

function rowsOf({ onlyWithout }: Plot, table: Table): readonly string[] {
  if (onlyWithout === undefined) return table.rows;
  return table.rows.filter((row) => medianOf(table, row, onlyWithout) === 0);
}

function medianOf(table: Table, row: string, column: string): number | undefined {
  const figure = table.figureOf(row, column);
  return figure === undefined ? undefined : spreadOf(figure.values).median;
}

function valueAxis(log = false): object {
  return { type: log ? 'log' : 'value', splitLine: { lineStyle: { color: line } }, axisLabel: font };
}

/** Rows from top to bottom, those of cliqkit in a colour of their own. */
function bars({ columns, log }: Plot, table: Table): object {
  return {
    xAxis: valueAxis(log),
    yAxis: {
      type: 'category',
      data: table.rows,
      inverse: true,
      axisLabel: font,
      axisLine: { lineStyle: { color: line } },
    },
    color: colors,
    series: columns.map((column, index) => ({
      type: 'bar',
      name: column,
      data: table.rows.map((row) => ({
        value: medianOf(table, row, column) ?? null,
        ...(isOurs(row) && { itemStyle: { color: ours, opacity: 1 - index / (columns.length + 1) } }),
      })),
      label: {
        show: true,
        position: 'right',
        ...font,
        formatter: ({ value }: { value: unknown }) => label(value),
      },
    })),
  };
}

function isOurs(row: string): boolean {
  return row.includes('cliqkit');
}

function label(value: unknown): string {
  return typeof value === 'number' ? shown(value) : '';
}

/** Rows are numbers, from left to right. */
function lines({ columns, log }: Plot, table: Table): object {
  return {
    xAxis: { type: 'category', data: table.rows, axisLabel: font, axisLine: { lineStyle: { color: line } } },
    yAxis: valueAxis(log),
    color: [ours, ...colors],
    series: columns.map((column) => ({
      type: 'line',
      name: column,
      data: table.rows.map((row) => medianOf(table, row, column) ?? null),
    })),
  };
}
