let bookings = 0;

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && pathname.startsWith('/next/')) return next(pathname.slice('/next/'.length));
    if (request.method === 'POST' && pathname === '/bookings') {
      return book((await request.json()) as { port: string; seats: number });
    }
    return Response.json({ error: 'the desk only tells sailings and sells seats' }, { status: 404 });
  },
};

async function next(port: string): Promise<Response> {
  const sailing = await nextSailing(port);
  return sailing ? Response.json(sailing) : noFerry();
}

async function book({ port, seats }: { port: string; seats: number }): Promise<Response> {
  const sailing = await nextSailing(port);
  return sailing ? Response.json({ number: ++bookings, port, seats, ...sailing }, { status: 201 }) : noFerry();
}

async function nextSailing(port: string): Promise<{ leavesAtMs: number } | null> {
  const answer = await fetch(`http://timetable/sailings/${port}`);
  return answer.ok ? ((await answer.json()) as { leavesAtMs: number }) : null;
}

function noFerry(): Response {
  return Response.json({ error: 'no ferry goes there' }, { status: 404 });
}
