import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { evaluateTemplateValue, parseTemplate } from '../template.ts';
import type { Template, TemplateValues } from '../template.ts';

/** A JSON value whose texts are templates, prepared once and filled for each request. */
export type BodyTemplate =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'list'; readonly items: readonly BodyTemplate[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [string, BodyTemplate])[] };

/** `body` is plain JSON data as in `FlowStep.body`. */
export function parseBodyTemplate(body: unknown): Parsed<BodyTemplate> {
  if (typeof body === 'string') {
    const template = parseTemplate(body);
    return template.ok ? parsed({ kind: 'template', template: template.value }) : template;
  }
  if (Array.isArray(body)) {
    const items: BodyTemplate[] = [];
    for (const item of body as unknown[]) {
      const read = parseBodyTemplate(item);
      if (!read.ok) return read;
      items.push(read.value);
    }
    return parsed({ kind: 'list', items });
  }
  if (typeof body === 'object' && body !== null) {
    const entries: (readonly [string, BodyTemplate])[] = [];
    for (const [key, value] of Object.entries(body)) {
      const read = parseBodyTemplate(value);
      if (!read.ok) return read;
      entries.push([key, read.value]);
    }
    return parsed({ kind: 'mapping', entries });
  }
  return parsed({ kind: 'constant', value: body });
}

export function evaluateBodyTemplate(body: BodyTemplate, values: TemplateValues): unknown {
  switch (body.kind) {
    case 'constant':
      return body.value;
    case 'template':
      // A template without parts is the empty text.
      return evaluateTemplateValue(body.template, values);
    case 'list':
      return body.items.map((item) => evaluateBodyTemplate(item, values));
    case 'mapping':
      return Object.fromEntries(body.entries.map(([key, value]) => [key, evaluateBodyTemplate(value, values)]));
  }
}
