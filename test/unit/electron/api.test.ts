import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dispatch } from '../../../electron/api.ts';
import { inputs } from '../../../shared/contract.ts';
import type { OpenLibrary } from '../../fixtures/library.ts';
import { openLibrary, SAMPLES } from '../../fixtures/library.ts';
import { faultOf, valueOf } from '../../fixtures/results.ts';

async function withSamples(): Promise<OpenLibrary> {
  const library = await openLibrary();
  valueOf(await library.api['samples.add']({ job: 'samples' }));
  return library;
}

describe('what comes from a window', () => {
  it.each([
    ['inbox.page', { filter: { app: 7 } }, 'filter.app'],
    ['inbox.page', { limit: 501 }, 'limit'],
    ['inbox.page', { offset: -1 }, 'offset'],
    ['signature.detail', { id: '../../etc/passwd' }, 'id'],
    ['import.paths', { job: 'a', paths: [] }, 'paths'],
    ['import.paths', { job: 'a', paths: ['/a', ''] }, 'paths.1'],
    ['report.text', { id: 'a', format: 'exe' }, 'format'],
    ['triage.act', { target: { kind: 'signatures', ids: [] }, act: { kind: 'reopen' } }, 'target.ids'],
  ])('is checked: %s names the field %#', async (name, input, field) => {
    const { api } = await openLibrary();
    const fault = faultOf(await dispatch(api, name, input));
    expect(fault.kind).toBe('bad-input');
    expect(fault.message).toContain(`${name}: ${field} is not valid`);
  });

  it.each([undefined, null, 7, 'text', [], { extra: true }, { __proto__: { id: 'a' } }])(
    'is refused by every call that cannot use it: %j',
    async (input) => {
      const { api } = await openLibrary();
      for (const [name, schema] of Object.entries(inputs)) {
        if (schema.safeParse(input).success) continue;
        expect(faultOf(await dispatch(api, name, input)).kind).toBe('bad-input');
      }
    },
  );

  it.each(['', 'no.such', 'constructor', '__proto__', 'toString', 'x'.repeat(10_000)])(
    'is no call: %s',
    async (name) => {
      const { api } = await openLibrary();
      const fault = faultOf(await dispatch(api, name, {}));
      expect(fault.kind).toBe('bad-input');
      expect(fault.message.length).toBeLessThan(120);
    },
  );
});

describe('every answer', () => {
  it('is the same after JSON and after a structured clone', async () => {
    const { api } = await withSamples();
    const [row] = valueOf(await api['inbox.page']({})).rows;
    const id = row?.id ?? '';
    const report = valueOf(await api['signature.detail']({ id })).newestReport;
    valueOf(await api['import.text']({ job: 'paste', text: 'no report' }));
    const answers = [
      await api['host.abilities']({}),
      await api['library.summary']({}),
      await api['inbox.page']({}),
      await api['inbox.position']({ id }),
      await api['signature.detail']({ id }),
      await api['signature.reports']({ id }),
      await api['triage.seen']({ ids: [id], seen: true }),
      await api['triage.act']({ target: { kind: 'signatures', ids: [id] }, act: { kind: 'resolve' } }),
      await api['triage.undo']({}),
      await api['triage.redo']({}),
      await api['triage.words']({}),
      await api['report.detail']({ id: report }),
      await api['report.text']({ id: report, format: 'json' }),
      await api['unread.list']({}),
      await api['unread.retry']({}),
      await api['import.paths']({ job: 'again', paths: [join(SAMPLES, 'reports')] }),
      await api['signature.detail']({ id: 'none' }),
    ];
    for (const answer of answers) {
      const json: unknown = JSON.parse(JSON.stringify(answer));
      expect(json).toEqual(answer);
      expect(structuredClone(answer)).toEqual(answer);
    }
    // The last one is a fault, all others are answers.
    expect(answers.map(({ ok }) => ok)).toEqual([...answers.slice(1).map(() => true), false]);
  });
});

describe('what is not there', () => {
  it.each([
    ['signature.detail', {}],
    ['signature.reports', {}],
    ['report.detail', {}],
    ['report.text', { format: 'raw' }],
    ['unread.text', {}],
  ])('is said to be so: %s', async (name, input) => {
    const { api } = await openLibrary();
    expect(faultOf(await dispatch(api, name, { ...input, id: 'none' })).kind).toBe('not-found');
  });

  it('is not deleted', async () => {
    const { api } = await openLibrary();
    expect(faultOf(await api['unread.delete']({ ids: ['none'] })).kind).toBe('not-found');
  });

  it('has no position', async () => {
    const { api } = await openLibrary();
    expect(valueOf(await api['inbox.position']({ id: 'none' }))).toEqual({ position: null });
  });
});

it('never throws: what goes wrong below is a fault, and is logged', async () => {
  const { api, services, warnings } = await openLibrary();
  services.library.database.close();
  expect(faultOf(await api['library.summary']({})).kind).toBe('unexpected');
  expect(warnings).toHaveLength(1);
});

it('tells where a signature stands in the view', async () => {
  const { api } = await withSamples();
  const { rows } = valueOf(await api['inbox.page']({ sort: 'count' }));
  for (const [position, { id }] of rows.entries()) {
    expect(valueOf(await api['inbox.position']({ id, sort: 'count' }))).toEqual({ position });
  }
});

it('lists the reports of a signature, newest first, in windows', async () => {
  const { api } = await withSamples();
  const [row] = valueOf(await api['inbox.page']({ sort: 'count', limit: 1 })).rows;
  const id = row?.id ?? '';
  const { total, rows } = valueOf(await api['signature.reports']({ id }));
  expect([total, rows.length]).toEqual([row?.count, row?.count]);
  expect(rows[0]?.id).toBe(valueOf(await api['signature.detail']({ id })).newestReport);
  const times = rows.map(({ crashedAt }) => crashedAt ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(valueOf(await api['signature.reports']({ id, offset: 1, limit: 2 })).rows).toEqual(rows.slice(1, 3));
});

it('gives a report as text in every format', async () => {
  const { api } = await withSamples();
  const [row] = valueOf(await api['inbox.page']({})).rows;
  const id = valueOf(await api['signature.detail']({ id: row?.id ?? '' })).newestReport;
  const text = async (format: 'raw' | 'text' | 'markdown' | 'json') =>
    valueOf(await api['report.text']({ id, format }));
  expect((await text('raw')).fileName).toMatch(/\.ips$/);
  expect((await text('text')).text).toMatch(/^Thread \d+ Crashed/m);
  expect((await text('text')).fileName).toMatch(/\.crash$/);
  expect((await text('markdown')).text).toContain(row?.title);
  const json: unknown = JSON.parse((await text('json')).text);
  expect(json).toEqual(valueOf(await api['report.detail']({ id })).report);
});
