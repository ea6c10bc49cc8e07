import type { Account, Comparison, ComparisonRow, RouteAccount, SideNames } from '../../wire/view/runs/comparison.ts';
import { deployRows } from './deploy-rows.ts';
import { faultRows, faultWords } from './fault-rows.ts';
import { countText, secondsText, msText, rowOf, shareText } from './row.ts';

/** Two runs held against each other: the same texts for a page and for a terminal. */
export function comparisonOf(left: Account, right: Account, titles: SideNames): Comparison {
  const names = { left: inSentence(titles.left), right: inSentence(titles.right) };
  const routes = routesOfBoth(left, right);
  return {
    atUs: Math.min(left.atUs, right.atUs),
    words: [wholeWords(left, right, names), ...faultWords(left, right, names)],
    whole: [
      answered('Requests answered', total(left.requests), total(right.requests)),
      perRequest('Hops of a request', left, right, (account) => total(account.requests).count + account.calls),
      perRequest('Statements of a request', left, right, ({ statements }) => statements),
      perRequest('Events of a request', left, right, ({ recordsSent }) => recordsSent),
      perRequest('Messages of a request', left, right, messagesOf),
      rowOf('Statements that wrote', left.writes, right.writes, { text: countText, less: null }),
      rowOf('Records appended', left.recordsSent, right.recordsSent, { text: countText, less: null }),
      rowOf('Copies of records handed out', left.recordsRead, right.recordsRead, { text: countText, less: null }),
      rowOf('Crashes', left.crashes, right.crashes, { text: countText, less: 'better' }),
      ...faultRows(left, right),
      ...deployRows(left, right),
    ],
    routes: routes.map(([flow, route]) => {
      const [one, other] = [accountOf(left, flow, route), accountOf(right, flow, route)];
      const took = (label: string, of: (account: RouteAccount) => number): ComparisonRow =>
        rowOf(label, one && of(one), other && of(other), { text: msText, less: 'better' });
      return {
        ...{ flow, route },
        rows: [
          answered('Answered', one, other),
          took('p50', ({ p50 }) => p50),
          took('p95', ({ p95 }) => p95),
          took('p99', ({ p99 }) => p99),
        ],
      };
    }),
  };
}

/** What is called "As it was" reads as a part of the sentence, and is none. */
function inSentence(title: string): string {
  return title.includes(' ') ? `“${title}”` : title;
}

type Answered = Pick<RouteAccount, 'count' | 'ok'>;

function answered(label: string, left: Answered | null, right: Answered | null): ComparisonRow {
  const shareOf = (each: Answered | null): number | null => (each && each.count > 0 ? each.ok / each.count : null);
  return rowOf(label, shareOf(left), shareOf(right), { text: shareText, less: 'worse' });
}

function perRequest(label: string, left: Account, right: Account, of: (account: Account) => number): ComparisonRow {
  const each = (account: Account): number | null => {
    const { count } = total(account.requests);
    return count === 0 ? null : of(account) / count;
  };
  return rowOf(label, each(left), each(right), { text: (value) => value.toFixed(2), less: null });
}

/** A call and its answer are two; a record goes to the broker and out again. */
function messagesOf(account: Account): number {
  const { calls, statements, recordsSent, recordsRead } = account;
  return 2 * (total(account.requests).count + calls + statements) + recordsSent + recordsRead;
}

function wholeWords(left: Account, right: Account, names: SideNames): string {
  const say = (name: string, account: Account): string => {
    const { count, ok } = total(account.requests);
    return `${name} answered ${countText(ok)} of ${countText(count)} requests`;
  };
  return `Up to ${secondsText(left.atUs)}, ${say(names.left, left)} and ${say(names.right, right)}.`;
}

function total(requests: readonly RouteAccount[]): Answered {
  return requests.reduce((sum, { count, ok }) => ({ count: sum.count + count, ok: sum.ok + ok }), { count: 0, ok: 0 });
}

function routesOfBoth(left: Account, right: Account): (readonly [flow: string, route: string])[] {
  const keys = [...left.requests, ...right.requests].map(
    ({ flow, route }) => [`${flow} ${route}`, [flow, route]] as const,
  );
  return [...new Map(keys).values()];
}

function accountOf({ requests }: Account, flow: string, route: string): RouteAccount | null {
  return requests.find((each) => each.flow === flow && each.route === route) ?? null;
}
