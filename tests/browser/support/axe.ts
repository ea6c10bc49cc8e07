import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type Rules = Parameters<AxeBuilder['options']>[0];

const everything: Rules = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
};
/** All that another scheme may change. */
const colours: Rules = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** What axe finds, on dark and on light. The engine's frame shows nothing, and lets nobody in. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, rules] of [
    ['dark', colours],
    ['light', everything],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).options(rules).exclude('iframe').setLegacyMode(true);
    const { violations: these } = await (within === undefined ? axe : axe.include(within)).analyze();
    for (const { id, nodes } of these)
      for (const { target, failureSummary } of nodes)
        found.push(`${colorScheme}: ${id} ${target.join(' ')}: ${failureSummary}`);
  }
  return found;
}
