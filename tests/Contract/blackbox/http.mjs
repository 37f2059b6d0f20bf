// What holds on every route: keys, versions, ids, paging, methods, content types, addresses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request as raw } from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../server.mjs';
import { accepts, call, done, get, hexId, instant, listed, post, refused, refuses, send, server, unknownId } from './wire.mjs';

const operations = JSON.parse(readFileSync(path.join(root, 'contract/operations.json'), 'utf8'))
  .operations.filter(
    (one) =>
      one.state === 'done' && one.path.startsWith('/v1.3/') && (Number.isInteger(one.number) || one.path.startsWith('/v1.3/webhooks')),
  )
  .map((one) => ({ ...one, path: one.path.slice('/v1.3'.length) }));
const unknown = {
  knowledge_store_id: 'ks_00000000-0000-7000-8000-000000000000',
  item_id: 'ksi_00000000-0000-7000-8000-000000000000',
  item_collection_id: 'ksic_00000000-0000-7000-8000-000000000000',
};
const filled = (route, value) => route.replace(/\{(\w+)\}/g, (_, name) => value(name));
const lists = operations
  .filter((one) => one.method === 'GET' && !one.path.includes('{') && !one.path.startsWith('/webhooks'))
  .map((one) => one.path);

describe('every operation', () => {
  for (const { method, path: route } of operations) {
    const at = filled(route, (name) => unknown[name] ?? unknownId);
    it(`${method} ${route} wants a key`, async () => {
      refused(await call(method, at, { key: null }), { status: 401, code: 'api_key_invalid' });
      refused(await call(method, at, { key: 'tlk_nobody_has_this' }), { status: 401, code: 'api_key_invalid' });
    });
  }

  it('takes the key of the header whatever else claims to be one', async () => {
    done(await get('/indexes', { headers: { authorization: 'Bearer something else' } }));
    refused(await get('/indexes', { key: null, headers: { authorization: 'Bearer tlk_contract_tests' } }), {
      status: 401,
      code: 'api_key_invalid',
    });
    refused(await get('/indexes?x-api-key=tlk_contract_tests', { key: null }), { status: 401, code: 'api_key_invalid' });
  });

  it('answers addresses that are none with 404 in the form of an error', async () => {
    for (const route of ['/', '/nothing', '/indexes/a/b/c/d', '/index'])
      refused(await get(route), { status: 404, code: 'resource_not_exist' });
  });

  it('answers a method that a path does not have with an error', async () => {
    for (const [method, route] of [
      ['PATCH', '/indexes'],
      ['DELETE', '/indexes'],
      ['PUT', '/tasks'],
      ['GET', '/analyze'],
      ['PUT', '/search'],
      ['POST', `/indexes/${unknownId}`],
    ]) {
      const answer = await call(method, route);
      assert.ok([404, 405].includes(answer.status), `${method} ${route}: ${answer.status}`);
      assert.equal(typeof answer.json?.code, 'string', `${method} ${route}: ${answer.text}`);
      assert.ok(answer.json.message.length > 10);
    }
  });

  it('tolerates a slash at the end of the base address, and of a path', async () => {
    done(await get('//indexes'));
    done(await get('/indexes/'));
    done(await post('//indexes', { index_name: 'two slashes', models: [{ model_name: 'marengo3.0', model_options: ['visual'] }] }), 201);
    refused(await get(`//indexes/${unknownId}`), { status: 404, code: 'resource_not_exist' });
  });
});

describe('ids in paths', () => {
  const withId = operations.filter(
    (one) => ['GET', 'DELETE'].includes(one.method) && one.path.includes('{') && !one.path.startsWith('/search/'),
  );
  for (const { method, path: route } of withId) {
    it(`${method} ${route} knows junk from what is not there`, async () => {
      const body = method === 'DELETE' && route.endsWith('/assets') ? { json: { asset_ids: [unknownId] } } : {};
      const answer = await call(
        method,
        filled(route, (name) => unknown[name] ?? unknownId),
        body,
      );
      refused(answer, { status: 404, code: 'resource_not_exist' });
      const first = route.match(/\{(\w+)\}/)[1];
      if (first in unknown || first === 'upload_id') return; // only ids of 24 digits have a documented answer
      refused(
        await call(
          method,
          filled(route, () => 'junk'),
          body,
        ),
        { status: 400, code: 'parameter_invalid' },
      );
      refused(
        await call(
          method,
          filled(route, () => `${unknownId}0`),
          body,
        ),
        { status: 400, code: 'parameter_invalid' },
      );
    });
  }
});

describe('lists by page number', () => {
  for (const route of lists) {
    it(`${route} pages, and is empty after its end`, async () => {
      const first = await get(route);
      listed(first);
      assert.equal(first.json.page_info.page, 1);
      assert.equal(first.json.page_info.limit_per_page, 10);
      const after = await get(`${route}?page=99999&page_limit=50`);
      assert.deepEqual(listed(after), []);
      assert.equal(after.json.page_info.page, 99999);
      assert.equal(after.json.page_info.limit_per_page, 50);
      listed(await get(`${route}?page=1&page_limit=1`));
    });
    it(`${route} refuses pages that cannot be`, async () => {
      for (const value of ['51', '0', '-1', 'many', '1.5', '99999999999999999999']) {
        refused(await get(`${route}?page_limit=${value}`), { names: 'page_limit' });
      }
      for (const value of ['0', '-1', 'x', '1.5']) refused(await get(`${route}?page=${value}`), { names: 'page' });
    });
  }

  for (const route of ['/indexes', '/tasks', '/entity-collections', '/knowledge-stores'].filter((one) => lists.includes(one))) {
    accepts([
      [`both orders of ${route} by creation`, () => get(`${route}?sort_by=created_at&sort_option=asc`)],
      [`${route} by the last change`, () => get(`${route}?sort_by=updated_at&sort_option=desc`)],
    ]);
    refuses([
      [`an unknown order of ${route}`, () => get(`${route}?sort_by=colour`), { names: 'sort_by' }],
      [`an unknown direction of ${route}`, () => get(`${route}?sort_option=up`), { names: 'sort_option' }],
    ]);
  }
});

describe('bodies', () => {
  const forms = ['/search', '/tasks', '/assets', '/embed', '/embed/tasks'].filter((route) =>
    operations.some((one) => one.method === 'POST' && one.path === route),
  );
  const texts = [
    '/indexes',
    '/analyze',
    '/analyze/tasks',
    '/analyze/batches',
    '/embed-v2',
    '/embed-v2/tasks',
    '/knowledge-stores',
    '/entity-collections',
    '/responses',
    '/gist',
    '/summarize',
    '/assets/multipart-uploads',
  ].filter((route) => operations.some((one) => one.method === 'POST' && one.path === route));
  for (const route of forms) {
    refuses([
      [`JSON at ${route}`, () => post(route, { index_id: unknownId }), { code: 'content_type_invalid' }],
      [
        `text at ${route}`,
        () => call('POST', route, { body: 'index_id=1', headers: { 'content-type': 'text/plain' } }),
        { code: 'content_type_invalid' },
      ],
      [`an empty form at ${route}`, () => send(route, {}), { code: 'parameter_not_provided' }],
      [
        `a form without a boundary at ${route}`,
        () => call('POST', route, { body: 'x', headers: { 'content-type': 'multipart/form-data' } }),
        { code: ['content_type_invalid', 'parameter_invalid'] },
      ],
      [
        `a form that breaks off at ${route}`,
        () =>
          call('POST', route, {
            body: '--b\r\nContent-Disposition: form-data; name="index_id"\r\n\r\nabc',
            headers: { 'content-type': 'multipart/form-data; boundary=b' },
          }),
        { code: ['parameter_invalid', 'parameter_not_provided', 'content_type_invalid'] },
      ],
    ]);
  }
  for (const route of texts) {
    refuses([
      [`broken JSON at ${route}`, () => call('POST', route, { body: '{"a":', headers: { 'content-type': 'application/json' } }), {}],
      [`a list at ${route}`, () => post(route, []), {}],
      [`null at ${route}`, () => post(route, null), { code: ['parameter_invalid', 'parameter_not_provided'] }],
      [
        `no body at ${route}`,
        () => call('POST', route, { headers: { 'content-type': 'application/json' } }),
        { code: ['parameter_invalid', 'parameter_not_provided'] },
      ],
      [`an empty object at ${route}`, () => post(route, {}), { code: 'parameter_not_provided' }],
      [`a form at ${route}`, () => send(route, { a: 'b' }), { code: 'content_type_invalid' }],
    ]);
  }

  accepts([
    [
      'JSON with a charset',
      () =>
        call('POST', '/indexes', {
          body: JSON.stringify({ index_name: 'charset', models: [{ model_name: 'marengo3.0', model_options: ['visual'] }] }),
          headers: { 'content-type': 'application/json; charset=utf-8' },
        }),
      201,
    ],
    [
      'fields it does not know',
      () =>
        post('/indexes', {
          index_name: 'more fields',
          colour: 'red',
          models: [{ model_name: 'marengo3.0', model_options: ['visual'], finetune: false }],
        }),
      201,
    ],
    ['query parameters it does not know', () => get('/indexes?colour=red')],
  ]);

  it('reads a body that comes in chunks', async () => {
    const answer = await new Promise((resolve, reject) => {
      const request = raw(
        `${server.base}/indexes`,
        {
          method: 'POST',
          headers: { 'x-api-key': 'tlk_contract_tests', 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        },
        (found) => {
          let text = '';
          found
            .on('data', (part) => {
              text += part;
            })
            .on('end', () => resolve({ status: found.statusCode, text }));
        },
      );
      request.on('error', reject);
      request.write('{"index_name":"in chu');
      request.end('nks","models":[{"model_name":"marengo3.0","model_options":["visual"]}]}');
    });
    assert.equal(answer.status, 201, answer.text);
    assert.match(JSON.parse(answer.text)._id, hexId);
  });

  it('survives bytes that are no HTTP', async () => {
    const { hostname, port } = new URL(server.url);
    const told = await new Promise((resolve) => {
      const socket = net.connect(Number(port), hostname, () => socket.end('HELLO\r\n\r\n'));
      let text = '';
      socket
        .on('data', (part) => {
          text += part;
        })
        .on('close', () => resolve(text))
        .on('error', () => resolve(text));
    });
    assert.match(told, /^HTTP\/1\.1 400|^$/);
    done(await get('/indexes'));
  });
});

describe('what nobody should send', () => {
  const sent = (body) => call('POST', '/indexes', { body, headers: { 'content-type': 'application/json' } });
  refuses([
    ['100,000 open brackets', () => sent('['.repeat(100_000)), {}],
    ['5,000 nested objects', () => sent('{"index_name":'.repeat(5000)), {}],
    ['half a character', () => sent('{"index_name":"\\ud800"}'), { names: 'index_name' }],
    ['more than one value', () => sent('{"index_name":"a"} {}'), {}],
    ['an id in capitals', () => get(`/indexes/${unknownId.toUpperCase()}`), {}],
    ['an id that climbs', () => get('/indexes/..%2f..%2fetc'), {}],
    [
      'a form of 5,000 fields',
      () => send('/search', Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, 'x']))),
      { code: ['parameter_invalid', 'parameter_not_provided'] },
    ],
  ]);

  it('answers a body that is announced as too large at once', async () => {
    const { hostname, port } = new URL(server.url);
    const told = await new Promise((resolve) => {
      const socket = net.connect(Number(port), hostname, () =>
        socket.write(
          `POST /v1.3/tasks HTTP/1.1\r\nHost: ${hostname}\r\nx-api-key: tlk_contract_tests\r\n` +
            `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999999\r\n\r\n`,
        ),
      );
      let text = '';
      socket
        .on('data', (part) => {
          text += part;
          if (text.includes('"code"')) socket.destroy();
        })
        .on('close', () => resolve(text))
        .on('error', () => resolve(text));
    });
    assert.match(told, /^HTTP\/1\.1 4\d\d /);
    assert.match(told, /"code":"video_filesize_too_large"/);
  });

  it('keeps the name of a file and no path', async () => {
    assert.equal(
      done(await send('/assets', { method: 'direct', file: { file: path.join(root, 'LICENSE'), name: '../../etc/passwd' } }), 201).filename,
      'passwd',
    );
  });
});

describe('errors of two forms', () => {
  const both = operations.filter((one) => one.method === 'GET' && !one.path.includes('{') && /^\/(embed-v2|analyze)\//.test(one.path));
  for (const { path: route } of both) {
    it(`${route} tells the code flat and in an object`, async () => {
      for (const answer of [await get(route, { key: null }), await get(`${route}?page_limit=51`)]) {
        assert.deepEqual(answer.json.error, { code: answer.json.code, message: answer.json.message });
      }
    });
  }
});

describe('headers', () => {
  it('tells the limits of a category, though none are set', async () => {
    for (const answer of [await send('/search', {}), await send('/assets', {}), await send('/tasks', {})]) {
      for (const name of ['limit', 'remaining', 'used', 'reset'])
        assert.match(answer.headers.get(`x-ratelimit-${name}`) ?? '', /^\d+$/, `${answer.route} X-Ratelimit-${name}`);
    }
  });

  it('writes times in RFC 3339', async () => {
    const { _id: id } = done(
      await post('/indexes', { index_name: 'times', models: [{ model_name: 'marengo3.0', model_options: ['visual'] }] }),
      201,
    );
    const index = done(await get(`/indexes/${id}`));
    assert.match(index.created_at, instant);
    assert.match(index.updated_at, instant);
  });

  it('answers a repeated key once, and refuses it for something else', async () => {
    const body = (name) => ({ index_name: name, models: [{ model_name: 'marengo3.0', model_options: ['visual'] }] });
    const headers = { 'idempotency-key': 'the same order' };
    const first = done(await post('/indexes', body('once'), { headers }), 201);
    assert.deepEqual(done(await post('/indexes', body('once'), { headers }), 201), first);
    assert.equal((await post('/indexes', body('twice'), { headers })).status, 409);
    assert.equal(listed(await get('/indexes?index_name=once')).length, 1);
    assert.equal(listed(await get('/indexes?index_name=twice')).length, 0);
  });
});
