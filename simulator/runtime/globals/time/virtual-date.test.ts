import { execFileSync } from 'node:child_process';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';

const world = new TestWorld();
const DateOfService = world.get<DateConstructor>('Date');

describe('Date stands in UTC and tells virtual time', () => {
  test('now moves with the virtual clock and with the skew of the machine', () => {
    const moving = new TestWorld();
    const Moving = moving.get<DateConstructor>('Date');
    expect(new Moving().toISOString()).toBe('2026-01-01T00:00:00.000Z');
    moving.advanceMs(1_500);
    moving.skewMs = 300_000;
    expect(Moving.now()).toBe(new Moving().getTime());
    expect(new Moving().toISOString()).toBe('2026-01-01T00:05:01.500Z');
    expect(Moving()).toBe('Thu Jan 01 2026 00:05:01 GMT+0000 (Coordinated Universal Time)');
  });

  test('it is a Date in every respect but its clock', () => {
    class Deadline extends DateOfService {
      passed(): boolean {
        return this.getTime() < DateOfService.now();
      }
    }
    const deadline = new Deadline(5);
    expect(deadline).toBeInstanceOf(DateOfService);
    expect(deadline.passed()).toBe(true);
    expect(Object.prototype.toString.call(new DateOfService())).toBe('[object Date]');
    expect(new DateOfService(0).constructor).toBe(DateOfService);
    expect(JSON.stringify({ at: new DateOfService(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
    expect(Number(new DateOfService(7))).toBe(7);
    expect(String(new DateOfService(0))).toBe('Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)');
    expect([DateOfService.length, DateOfService.name]).toEqual([7, 'Date']);
  });

  test('no prototype of it leads to the clock of the host', () => {
    const seen: unknown[] = [];
    for (let step: object | null = new DateOfService(); step !== null; step = Reflect.getPrototypeOf(step)) {
      seen.push(step.constructor);
    }
    expect(seen).not.toContain(Date);
  });

  const inUtc = (code: string, zone: string): string =>
    execFileSync(process.execPath, ['-e', `console.log(JSON.stringify(${code}))`], {
      env: { TZ: zone },
      encoding: 'utf8',
    });

  test('what it says is what Node says in UTC, wherever the host stands', () => {
    const code = `((D) => {
      const d = new D(2026, 10, 20, 3, 4, 5, 6);
      return [d.toISOString(), String(d), d.toDateString(), d.toTimeString(), d.getHours(), d.getDay(), d.getTimezoneOffset(),
        new D('2026-11-20T10:00').getTime(), new D('2026-11-20 10:00:30').getTime(), new D(2026, 0).getTime(), String(new D(NaN)),
        d.setHours(25), d.setMonth(13, 2), d.getYear(), d.toUTCString(), D.UTC(2026, 1, 30)];
    })`;
    const ours: unknown = runInThisContext(code)(DateOfService);
    expect(ours).toEqual(JSON.parse(inUtc(`${code}(Date)`, 'UTC')));
  });

  test('the zone of the host does not show', () => {
    const before = process.env['TZ'];
    try {
      for (const [zone, offset] of [
        ['America/New_York', 300],
        ['Asia/Kolkata', -330],
        ['Pacific/Chatham', -825],
      ] as const) {
        process.env['TZ'] = zone;
        expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offset);
        const date = new DateOfService(2026, 0, 1, 5);
        expect([date.getTimezoneOffset(), date.getHours(), date.toISOString()]).toEqual([
          0,
          5,
          '2026-01-01T05:00:00.000Z',
        ]);
        expect(String(new DateOfService('2026-07-01T00:00'))).toContain('Jul 01 2026 00:00:00 GMT+0000');
        expect(date.toLocaleString()).toBe('1/1/2026, 5:00:00 AM');
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  test('texts are read as Node reads them in UTC', () => {
    const texts = [
      '2026-11-20',
      '2026-11',
      '2026',
      '2026-11-20T10:00',
      '2026-11-20T10:00:00.123456Z',
      '2026-11-20T10:00:00+02:00',
      '2026-11-20 10:00',
      '2026-11-20 10:00:00Z',
      '2026-11-20T24:00:00',
      '2026-11-20T24:00:01',
      '2026-13-01',
      '2026-02-30T00:00:00Z',
      '+002026-11-20',
      'Fri, 20 Nov 2026 10:00:00 GMT',
      'Fri Nov 20 2026 10:00:00 GMT+0200 (Somewhere)',
      'Nov 20, 2026',
      '20 November 2026',
      'November 20, 2026 3:04 pm',
      '11/20/2026',
      '2026/11/20',
      '11/20/26 12:30 AM',
      '20 Nov 2026 10:00 EST',
      'Nov 20 2026 10:00:00 -0500',
      'yesterday',
      '',
      'not a date',
      '12:00',
      'Nov 31 2026',
    ];
    const code = `${JSON.stringify(texts)}.map((text) => [text, Date.parse(text)])`;
    const node = JSON.parse(inUtc(code, 'UTC')) as [string, number | null][];
    for (const [text, expected] of node) {
      const ours = DateOfService.parse(text);
      expect([text, Number.isNaN(ours) ? null : ours]).toEqual([text, expected]);
    }
  });

  test('local texts are those of en-US in UTC, whatever locale is asked for', () => {
    const forms = [
      undefined,
      { dateStyle: 'full' },
      { dateStyle: 'long', timeStyle: 'short' },
      { dateStyle: 'medium' },
      { dateStyle: 'short', timeStyle: 'medium' },
      { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
      { month: 'short', day: '2-digit' },
      { year: 'numeric', month: '2-digit', day: '2-digit' },
      { hour: '2-digit', minute: '2-digit' },
      { hour12: false },
      { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
      { month: 'long', year: 'numeric' },
      { weekday: 'short' },
      { timeZone: 'UTC', timeZoneName: 'short' },
      { weekday: 'short', year: 'numeric', month: 'numeric', day: 'numeric' },
    ] as Intl.DateTimeFormatOptions[];
    for (const time of [0, Date.UTC(2026, 10, 20, 13, 4, 5), Date.UTC(2026, 6, 4, 0, 30)]) {
      for (const options of forms) {
        const [ours, node] = [new DateOfService(time), new Date(time)];
        const utc = { timeZone: 'UTC', ...options };
        for (const method of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
          const asked = JSON.stringify([method, options]);
          // A style for the other half of a date is an error in Node; ours gives what was asked for.
          if (
            (options?.dateStyle !== undefined && method === 'toLocaleTimeString') ||
            (options?.timeStyle !== undefined && method === 'toLocaleDateString')
          )
            continue;
          expect([asked, ours[method]('de-DE', options)]).toEqual([asked, node[method]('en-US', utc)]);
        }
      }
    }
    expect(() => new DateOfService(0).toLocaleString('en-US', { timeZone: 'Europe/Berlin' })).toThrow(RangeError);
  });
});
