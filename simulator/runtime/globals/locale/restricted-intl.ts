import { formatDate, type DateFormatOptions } from './date-format.ts';
import { formatNumber, type NumberFormatOptions } from './number-format.ts';

class NumberFormat {
  readonly #options: NumberFormatOptions;
  constructor(_locales?: unknown, options: NumberFormatOptions = {}) {
    this.#options = options;
    formatNumber(0, options);
  }
  get format(): (value: number | bigint) => string {
    return (value) => formatNumber(typeof value === 'bigint' ? value : Number(value), this.#options);
  }
  resolvedOptions(): object {
    return { locale: 'en-US', numberingSystem: 'latn', style: 'decimal', ...this.#options };
  }
  static supportedLocalesOf(): string[] {
    return ['en-US'];
  }
}

/** `nowMs` stands in for a left-out date. */
export function createRestrictedIntl(nowMs: () => number): object {
  class DateTimeFormat {
    readonly #options: DateFormatOptions;
    constructor(_locales?: unknown, options: DateFormatOptions = {}) {
      this.#options = options;
      formatDate(0, options);
    }
    get format(): (date?: Date | number) => string {
      return (date) => formatDate(date === undefined ? nowMs() : Number(date), this.#options, 'date');
    }
    resolvedOptions(): object {
      return { locale: 'en-US', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' };
    }
    static supportedLocalesOf(): string[] {
      return ['en-US'];
    }
  }
  return { NumberFormat, DateTimeFormat, [Symbol.toStringTag]: 'Intl' };
}
