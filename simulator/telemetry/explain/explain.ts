import { deepest } from '../cause.ts';
import { deploymentOf, faultBetween, faultOf, faultTold, scalingOf } from './faults-about.ts';
import { plainError } from './plain-error.ts';
import { durationInWords, momentInWords, Sentence } from './sentence.ts';
import { calleeOf, Waiting } from './waiting.ts';
import type { Evidence } from './evidence.ts';
import type { FaultSpan } from '../live/happenings.ts';
import type { Span } from './faults-about.ts';
import type { RequestFact, SpanFact } from '../../wire/facts.ts';
import type { CauseInWords } from '../../wire/view/cause-in-words.ts';

const givingUp = /time was up|no answer within|timed? ?out|aborted|gave up|stopped waiting|hung up/i;

/** Why a request failed, from the spans of its trace and what else is known; whoever is named can be pointed at. */
export function explain(request: RequestFact, kept: readonly SpanFact[], evidence: Evidence): CauseInWords {
  const callee = evidence.calleeOf(request.flow, request.route);
  const spans = kept.map((span) =>
    span.spanId === request.spanId && callee !== null ? addressed(span, callee) : span,
  );
  const failed = spans.filter((span) => !span.ok);
  const impatient = failed.filter(isGivingUp).sort((left, right) => left.endUs - right.endUs)[0];
  const broken = deepest(
    failed.filter((span) => !isGivingUp(span)),
    spans,
  );
  const sentence = new Sentence();
  // Who gives up makes others fail who were still at it; who failed before that is the cause.
  if (impatient && !(broken && broken.endUs <= impatient.endUs && isBelow(broken, impatient, spans))) {
    tellImpatience(sentence, impatient, request, new Waiting(spans, evidence));
    return sentence.cause;
  }
  if (broken && broken.spanId !== request.spanId) tellFailure(sentence, broken, evidence);
  else tellRequest(sentence, request, evidence);
  return sentence.cause;
}

function tellImpatience(sentence: Sentence, span: SpanFact, request: RequestFact, waiting: Waiting): void {
  const callee = calleeOf(span);
  const lasted = durationInWords(span.endUs - span.startUs);
  sentence.node(span.service).say(' gave up');
  if (callee !== null && span.spanId !== request.spanId) sentence.say(' on ').node(callee).at(span.line);
  sentence.say(` after ${lasted}: `);
  waiting.tell(sentence, span);
}

function tellFailure(sentence: Sentence, span: SpanFact, evidence: Evidence): void {
  const within = { fromUs: span.startUs, untilUs: span.endUs };
  const callee = calleeOf(span);
  if (callee !== null && span.spanKind !== 'server') return tellFailedCall(sentence, span, callee, evidence, within);
  if (span.spanKind === 'producer') {
    const topic = String(span.attributes['messaging.destination.name']);
    sentence.node(span.service).say(' could not send to ').node(topic).at(span.line).say(': ').blame(span.service);
    return tellError(sentence, span, evidence, within);
  }
  sentence.node(span.service).say(` failed at ${span.name}`).blame(span.service);
  tellWhyItself(sentence, span, evidence, within);
}

function tellFailedCall(sentence: Sentence, span: SpanFact, callee: string, evidence: Evidence, within: Span): void {
  const told = faultTold(evidence, span.error ?? '', within);
  const fault = told ?? faultBetween(evidence, span.service, callee, within);
  sentence.link(span.service, callee).at(span.line).say(': ');
  sentence.blame(fault?.target.includes('->') ? `${span.service}->${callee}` : callee);
  tellError(sentence, span, evidence, within);
  const cause = told ? null : (fault ?? changeBehind(evidence, callee, span.error ?? '', within));
  if (cause) sentence.say(': ').fault(cause);
}

/** Nobody broke it, but somebody made it what it is: code that ends its process, or no replicas at all. */
function changeBehind(evidence: Evidence, callee: string, error: string, within: Span): FaultSpan | null {
  if (error.includes(' has no replicas')) return scalingOf(evidence, callee, within);
  return error.includes('uncaught ') ? deploymentOf(evidence, callee, within, null) : null;
}

/** Its words, with those of a fault as something to point at. */
function tellError(sentence: Sentence, span: SpanFact, evidence: Evidence, within: Span): void {
  const error = plainError(span.error ?? 'it failed');
  const fault = faultTold(evidence, error, within);
  if (!fault) {
    sentence.say(error);
    return;
  }
  const [before = '', ...after] = error.split(fault.text);
  sentence.say(before).fault(fault);
  const rest = after.join(fault.text);
  if (rest !== '') sentence.say(rest);
}

/** No call of it failed, so it is its own doing, or its queue's, or that of whoever broke it. */
function tellWhyItself(sentence: Sentence, span: SpanFact, evidence: Evidence, within: Span): void {
  const { service } = span;
  if (span.error === 'the queue is full') {
    const slots = evidence.slotsOf(service);
    sentence.say(`: all ${slots ?? ''} slots were taken and its queue was full`.replace('  ', ' '));
    const fault = faultOf(evidence, service, within);
    if (fault) sentence.say(': ').fault(fault);
    return;
  }
  const onPurpose = 'flotilla.fault' in span.attributes ? faultOf(evidence, service, within, ['fail']) : null;
  if (onPurpose) {
    sentence.say(': ').fault(onPurpose);
    return;
  }
  const [error] = evidence.errorsIn(span.traceId, service);
  if (error) {
    sentence.say(`: ${firstLine(error.message)}`).at(error.line);
    const deployment = deploymentOf(evidence, service, within, evidence.versionOf(error.replica));
    if (deployment) sentence.say(': ').fault(deployment);
    return;
  }
  const [open] = evidence.breakersNotClosed(service, span.endUs);
  if (open) {
    sentence.say(`: its breaker ${open.name} is open since ${momentInWords(open.sinceUs)}`);
    const fault = open.to === null ? null : faultBetween(evidence, service, open.to, within);
    if (open.to !== null) sentence.blame(open.to);
    if (fault) sentence.say(': ').fault(fault);
    return;
  }
  sentence.say(`: ${span.error ?? 'it failed'}`);
}

/** Nothing below the client's own call tells anything. */
function tellRequest(sentence: Sentence, request: RequestFact, evidence: Evidence): void {
  const { why, status, route, startUs, endUs } = request;
  sentence.node(request.flow).say(`: ${route} `);
  if (status !== null) {
    sentence.say(`was answered ${status}`);
    return;
  }
  const fault = faultTold(evidence, why, { fromUs: startUs, untilUs: endUs });
  const [before = ''] = fault ? why.split(fault.text) : [why || 'got no answer'];
  sentence.say(before);
  if (fault) sentence.fault(fault).blame(fault.target);
}

function addressed(span: SpanFact, callee: string): SpanFact {
  return { ...span, attributes: { ...span.attributes, 'server.address': callee } };
}

function isGivingUp(span: SpanFact): boolean {
  return span.spanKind !== 'server' && givingUp.test(span.error ?? '');
}

function isBelow(span: SpanFact, above: SpanFact, spans: readonly SpanFact[]): boolean {
  let parentId = span.parentSpanId;
  for (let depth = 0; parentId !== null && depth < 100; depth++) {
    if (parentId === above.spanId) return true;
    parentId = spans.find((other) => other.spanId === parentId)?.parentSpanId ?? null;
  }
  return false;
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.slice(0, 200);
}
