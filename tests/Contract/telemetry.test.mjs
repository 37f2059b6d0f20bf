// What an operator sees of a running server: metrics, log lines with the ids of requests, and no secrets.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { apiKey, request, startServer } from './server.mjs';

const secret = 'sk-not-to-be-logged';

describe('telemetry', () => {
  let server, collector;
  const received = [];
  const lines = () =>
    server
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  const until = async (find) => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await new Promise(setImmediate)) {
      const found = await find();
      if (found) return found;
    }
    throw new Error('It did not come.');
  };

  before(async () => {
    collector = createServer((asked, answer) => {
      asked
        .on('data', () => {})
        .on('end', () => {
          received.push(asked.url);
          answer.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
        });
    });
    await new Promise((listening) => collector.listen(0, '127.0.0.1', listening));
    server = await startServer({
      env: {
        REELSIGHT_LOG_FORMAT: 'json',
        REELSIGHT_OTLP_ENDPOINT: `http://127.0.0.1:${collector.address().port}`,
        REELSIGHT_GENERATION_URL: 'http://127.0.0.1:9/v1',
        REELSIGHT_GENERATION_MODEL: 'none',
        REELSIGHT_GENERATION_KEY: secret,
      },
    });
  });
  after(async () => {
    await server?.stop();
    collector?.close();
  });

  it('counts requests by operation', async () => {
    await request(server, '/indexes');
    // It is counted once it is over, which may be after its answer has arrived.
    const counted = /^http_server_request_duration_seconds_count\{.*reelsight_operation="ListIndexes".* 1/m;
    await until(async () => counted.test(await (await fetch(`${server.url}/metrics`)).text()));
  });

  it('logs a request under the id that its answer has', async () => {
    const answer = await request(server, '/indexes/0123456789abcdef01234567');
    const id = answer.headers.get('x-request-id');
    const line = await until(() =>
      lines().find(({ State, Scopes }) => State?.Operation === 'GetIndex' && Scopes?.some((scope) => scope.RequestId === id)),
    );
    assert.equal(line.State.Status, 404);
    assert.ok(
      line.Scopes.some((scope) => scope.TraceId),
      'the line names no trace',
    );
  });

  it('sends traces to the collector that the owner named', async () => {
    await until(() => received.includes('/v1/traces'));
  });

  it('writes no key and no signed token to the log', async () => {
    await fetch(`${server.url}/media/a-signed-token/thumbnails/x.jpg`);
    await request(server, '/indexes', { headers: { authorization: `Bearer ${secret}` } });
    await until(() => lines().some(({ State }) => State?.Operation === 'GetPicture'));
    for (const word of [apiKey, secret, 'a-signed-token']) assert.ok(!lines().some((line) => JSON.stringify(line).includes(word)), word);
  });
});
