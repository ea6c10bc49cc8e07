// CommonJS, as many projects still have it.
const assert = require('node:assert');
const test = require('node:test');
const express = require('express');

test('an app that listens answers on localhost, and no more when it is closed', async () => {
  const app = express();
  app.use(express.json());
  app.post('/double', (request, response) => response.status(201).json({ twice: request.body.number * 2 }));
  const server = app.listen(3000);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ number: 21 });
  const answer = await fetch('http://localhost:3000/double', { method: 'POST', headers, body });
  assert.deepEqual([answer.status, await answer.json()], [201, { twice: 42 }]);
  server.close();
  await assert.rejects(fetch('http://localhost:3000/double'), TypeError);
});
