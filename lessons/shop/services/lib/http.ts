import { Refusal, unavailable } from './refusal.ts';

const timeoutMs = Number(process.env.CALL_TIMEOUT_MS ?? 3000);

export const getJson = <Answer>(url: string): Promise<Answer> => call('GET', url);
export const postJson = <Answer>(url: string, body: unknown): Promise<Answer> => call('POST', url, body);

/** Asks another service. Its refusals are passed on as they are; everything else that goes wrong is `unavailable`. */
async function call<Answer>(method: string, url: string, body?: unknown): Promise<Answer> {
  const service = new URL(url).hostname;
  const { status, text } = await send(service, url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (status >= 500) throw unavailable(service, `it answered ${status}`);
  if (status >= 400) throw refusalIn(service, status, text);
  return JSON.parse(text);
}

/** Not every 4xx comes from the shop's own code: something between the two may have refused in other words. */
function refusalIn(service: string, status: number, text: string): Refusal {
  try {
    const { error } = JSON.parse(text);
    return new Refusal(status, error.code, error.message);
  } catch {
    return unavailable(service, `it answered ${status}: ${text}`);
  }
}

/** Hands a client's request to a service and the service's answer back, both untouched. */
export async function forward(service: string, request: Request, headers: Record<string, string>): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { status, text } = await send(service, `http://${service}${pathname}${search}`, {
    method: request.method,
    headers: { 'content-type': 'application/json', ...headers },
    body: request.method === 'GET' ? null : await request.text(),
  });
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}

async function send(service: string, url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    // The time limit covers the body too: an answer that stops half-way is no answer.
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw unavailable(service, cause);
  }
}
