const parts = ['years', 'months', 'days', 'hours', 'minutes', 'seconds'] as const;

/** An interval as `pg` hands it out: only the parts that are not zero. */
export class PostgresInterval {
  years?: number;
  months?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;

  constructor(text: string) {
    const amount = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
    const clock = /(-?)(\d+):(\d+):(\d+)(\.\d+)?/.exec(text);
    const sign = clock?.[1] === '-' ? -1 : 1;
    const found = {
      years: amount(/(-?\d+) years?/),
      months: amount(/(-?\d+) mons?/),
      days: amount(/(-?\d+) days?/),
      hours: sign * Number(clock?.[2] ?? 0),
      minutes: sign * Number(clock?.[3] ?? 0),
      seconds: sign * Number(clock?.[4] ?? 0),
      milliseconds: sign * Math.round(Number(clock?.[5] ?? 0) * 1_000_000) * 0.001,
    };
    for (const [name, value] of Object.entries(found)) if (value !== 0) Object.assign(this, { [name]: value });
  }

  toPostgres(): string {
    const given = parts.flatMap((name) => {
      const value = (this[name] ?? 0) + (name === 'seconds' ? (this.milliseconds ?? 0) / 1000 : 0);
      return value === 0 ? [] : [`${value} ${name}`];
    });
    return given.length === 0 ? '0' : given.join(' ');
  }
}
