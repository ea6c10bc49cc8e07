import { evaluateBodyTemplate, parseBodyTemplate } from '../grammar/body-template.ts';
import { evaluateTemplate, parseTemplate } from '../template.ts';
import type { Flow, FlowStep } from '../fleet.ts';
import type { Parsed } from '../grammar/parsed.ts';
import type { StepPlan } from '../../workload/client.ts';
import type { FlowPlan } from '../../workload/flow.ts';

/** A flow of the fleet file, with its templates ready to be filled. */
export function flowPlanOf(flow: Flow): FlowPlan {
  const { name, arrivals, fromUs, forUs, timeoutUs } = flow;
  return { name, arrivals, fromUs, forUs, timeoutUs, steps: flow.steps.map(stepPlanOf) };
}

function stepPlanOf(step: FlowStep): StepPlan {
  const path = accepted(parseTemplate(step.path));
  const headers = Object.entries(step.headers).map(([name, value]) => [name, accepted(parseTemplate(value))] as const);
  const body = step.body === null ? null : accepted(parseBodyTemplate(step.body));
  return {
    to: step.to,
    method: step.method,
    route: `${step.method} ${routePath(step.path)}`,
    think: step.think,
    request: (values) => {
      const filled = headers.map(([name, template]) => [name, evaluateTemplate(template, values)] as const);
      const content = body === null ? [] : [['content-type', 'application/json'] as const];
      const text = body === null ? null : { text: JSON.stringify(evaluateBodyTemplate(body, values)) };
      return { path: evaluateTemplate(path, values), headers: [...content, ...filled], body: text };
    },
  };
}

/** `/products/${pick(p1, p2)}?x=1` -> `/products/:id`. */
function routePath(path: string): string {
  return (path.split('?')[0] ?? '/').replace(/\$\{[^}]*\}/g, ':id');
}

/** The loader has read the same texts before. */
function accepted<Value>(result: Parsed<Value>): Value {
  if (!result.ok) throw new Error(`a checked template was refused: ${result.expected}`);
  return result.value;
}
