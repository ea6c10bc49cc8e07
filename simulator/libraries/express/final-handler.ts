import { statusTextOf } from '../../wire/status-text.ts';
import type { Request } from './message/request.ts';
import type { Response } from './message/response.ts';
import type { Next } from './routing/handler.ts';

declare const console: { error(...values: unknown[]): void };

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function page(message: string): string {
  const shown = escapeHtml(message).replaceAll('\n', '<br>').replaceAll('\x20\x20', ' &nbsp;');
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<title>Error</title>',
    '</head>',
    '<body>',
    `<pre>${shown}</pre>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function statusOf(error: unknown, response: Response): number {
  const { status, statusCode } = Object(error) as { status?: unknown; statusCode?: unknown };
  for (const code of [status, statusCode]) if (typeof code === 'number' && code >= 400 && code < 600) return code;
  return response.statusCode >= 400 && response.statusCode < 600 ? response.statusCode : 500;
}

/** `name: message` without the frames, which would make an answer differ from engine to engine. */
function titleOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'an error that cannot be printed';
  }
}

/** What express does when nobody answered: a 404 page, or the error's status and text. */
export function finalHandler(request: Request, response: Response): Next {
  return (error) => {
    if (error === undefined || error === null) {
      answer(response, 404, `Cannot ${request.method} ${pathOf(request)}`);
      return;
    }
    const environment = request.app.get('env');
    if (environment !== 'test') console.error(error);
    if (response.headersSent) {
      // Node would cut the connection; a whole answer cannot be cut, so what was written so far is the answer.
      response.end();
      return;
    }
    const status = statusOf(error, response);
    const { headers } = Object(error) as { headers?: Readonly<Record<string, string>> };
    for (const name of response.getHeaderNames()) if (name !== 'x-powered-by') response.removeHeader(name);
    if (typeof headers === 'object')
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(response, status, environment === 'production' ? statusTextOf(status) : titleOf(error));
  };
}

function pathOf(request: Request): string {
  const at = request.originalUrl.indexOf('?');
  const path = at < 0 ? request.originalUrl : request.originalUrl.slice(0, at);
  return encodeURI(path).replaceAll('%25', '%');
}

function answer(response: Response, status: number, message: string): void {
  response.statusCode = status;
  response.setHeader('Content-Security-Policy', "default-src 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.send(page(message));
}
