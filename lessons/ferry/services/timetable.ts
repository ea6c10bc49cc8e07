const minutesBetween: Readonly<Record<string, number>> = { north: 20, south: 30, island: 60 };

export default {
  fetch(request: Request): Response {
    const [, sailings, port = ''] = new URL(request.url).pathname.split('/');
    const minutes = sailings === 'sailings' ? minutesBetween[port] : undefined;
    if (minutes === undefined) return Response.json({ error: 'no ferry goes there' }, { status: 404 });
    const everyMs = minutes * 60_000;
    return Response.json({ leavesAtMs: Math.ceil(Date.now() / everyMs) * everyMs });
  },
};
