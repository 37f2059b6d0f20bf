// Uploads in parts: operations 16 to 20, and connections: operations 91 to 101.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileOf, files } from './media.mjs';
import { accepts, del, done, get, has, hexId, instant, listed, post, refused, refuses, settled, unknownId } from './wire.mjs';

const start = (body) => post('/assets/multipart-uploads', { filename: 'talk.mp4', type: 'video', total_size: 1000, ...body });
const sent = async (url, bytes) => {
  const answer = await fetch(url, { method: 'PUT', body: bytes, headers: { 'content-type': 'application/octet-stream' } });
  assert.equal(answer.status, 200, await answer.text());
  const tag = answer.headers.get('etag');
  assert.ok(tag?.length > 0, 'a part is answered with its ETag');
  return tag;
};

/** Starts an upload, and answers addresses for all of its parts, asking for those that did not come at once. */
async function begin(file, body = {}) {
  const bytes = readFileSync(file);
  const made = done(await start({ total_size: bytes.length, ...body }), 201);
  const urls = new Map(made.upload_urls.map((one) => [one.chunk_index, one.url]));
  for (let from = 1; from <= made.total_chunks; from++) {
    if (urls.has(from)) continue;
    const more = done(
      await post(`/assets/multipart-uploads/${made.upload_id}/presigned-urls`, {
        start: from,
        count: Math.min(50, made.total_chunks - from + 1),
      }),
    );
    for (const one of more.upload_urls) urls.set(one.chunk_index, one.url);
  }
  const piece = (n) => bytes.subarray((n - 1) * made.chunk_size, n * made.chunk_size);
  return { ...made, urls, piece, route: `/assets/multipart-uploads/${made.upload_id}` };
}

describe('uploading in parts', () => {
  it('ends as an asset that is ready', async () => {
    const upload = await begin(files.talk, { enable_thumbnail: true, user_metadata: { a: 'b' } });
    has(upload, 'upload_id', 'asset_id', 'upload_urls', 'upload_headers', 'chunk_size', 'total_chunks', 'expires_at');
    assert.match(upload.asset_id, hexId);
    assert.match(upload.expires_at, instant);
    assert.ok(Math.abs(Date.parse(upload.expires_at) - Date.now() - 86_400_000) < 600_000);
    assert.equal(upload.total_chunks, Math.ceil(readFileSync(files.talk).length / upload.chunk_size));
    const [listedOne] = listed(await get('/assets/multipart-uploads?page_limit=50')).filter((one) => one.upload_id === upload.upload_id);
    has(listedOne, 'upload_id', 'status', 'total_size', 'chunk_size', 'total_chunks', 'created_at', 'expires_at');
    assert.equal(listedOne.status, 'active');
    const before = done(await get(upload.route));
    has(
      before,
      'upload_id',
      'status',
      'uploaded_chunks',
      'chunks_completed',
      'chunks_failed',
      'chunks_pending',
      'page_info',
      'total_size',
      'uploaded_size',
      'created_at',
      'updated_at',
    );
    assert.equal(before.chunks_completed, 0);
    let told;
    for (let n = 1; n <= upload.total_chunks; n++) {
      const tag = await sent(upload.urls.get(n), upload.piece(n));
      told = done(
        await post(upload.route, {
          completed_chunks: [
            { chunk_index: n, proof: n % 2 ? tag.replaceAll('"', '') : tag, proof_type: 'etag', chunk_size: upload.piece(n).length },
          ],
        }),
      );
      has(told, 'asset_id', 'processed_chunks', 'duplicate_chunks', 'total_completed');
      assert.equal(told.processed_chunks, 1);
      assert.equal(told.total_completed, n);
      assert.equal('url' in told, n === upload.total_chunks);
    }
    const after = done(await get(upload.route));
    assert.equal(after.status, 'completed');
    assert.equal(after.chunks_completed, upload.total_chunks);
    assert.equal(after.uploaded_size, after.total_size);
    assert.deepEqual(done(await get(`${upload.route}?page=99`)).uploaded_chunks, []);
    assert.ok(!listed(await get('/assets/multipart-uploads?page_limit=50')).some((one) => one.upload_id === upload.upload_id));
    const asset = await settled(`/assets/${upload.asset_id}`, ['processing']);
    assert.equal(asset.status, 'ready');
    assert.equal(asset.method, 'multipart');
    assert.equal(asset.filename, 'talk.mp4');
    assert.deepEqual(asset.user_metadata, { a: 'b' });
  });

  it('says what is wrong with a report, and takes a repeated one as a duplicate', async () => {
    const upload = await begin(files.png, { type: 'image', filename: 'bars.png' });
    const report = (chunk) =>
      post(upload.route, {
        completed_chunks: [{ chunk_index: 1, proof: 'x', proof_type: 'etag', chunk_size: upload.piece(1).length, ...chunk }],
      });
    refused(await report({}), { names: 'completed_chunks' });
    const proof = await sent(upload.urls.get(1), upload.piece(1));
    for (const [wrong, name] of [
      [{ chunk_index: 0 }, 'chunk_index'],
      [{ chunk_index: 99 }, 'chunk_index'],
      [{ proof: 'wrong' }, 'proof'],
      [{ proof, proof_type: 'md5' }, 'proof_type'],
      [{ proof, chunk_size: 1 }, 'chunk_size'],
    ])
      refused(await report(wrong), { names: name });
    refused(await post(upload.route, {}), { code: 'parameter_not_provided', names: 'completed_chunks' });
    refused(await post(upload.route, { completed_chunks: [] }), {
      code: ['parameter_invalid', 'parameter_not_provided'],
      names: 'completed_chunks',
    });
    refused(await post(upload.route, { completed_chunks: [{}] }), {
      code: ['parameter_invalid', 'parameter_not_provided'],
      names: 'chunk_index',
    });
    refused(
      await post(`/assets/multipart-uploads/${unknownId}`, {
        completed_chunks: [{ chunk_index: 1, proof, proof_type: 'etag', chunk_size: 1 }],
      }),
      { status: 404, code: 'resource_not_exist' },
    );
    assert.ok('url' in done(await report({ proof })));
    const again = done(await report({ proof }));
    assert.equal(again.duplicate_chunks, 1);
    assert.equal(again.processed_chunks, 0);
  });

  it('gives new addresses for any of its parts', async () => {
    const upload = await begin(files.talk);
    const ask = (body) => post(`${upload.route}/presigned-urls`, body);
    const given = done(await ask({ start: 1, count: 1 }));
    has(given, 'upload_id', 'start_index', 'count', 'upload_urls', 'generated_at', 'expires_at');
    assert.equal(given.start_index, 1);
    assert.equal(given.upload_urls.length, 1);
    has(given.upload_urls[0], 'chunk_index', 'url', 'expires_at');
    const tag = await sent(given.upload_urls[0].url, upload.piece(1));
    // An address is for one part: who did not get the answer may send the same bytes once more, and nothing else.
    assert.equal(await sent(given.upload_urls[0].url, upload.piece(1)), tag);
    const other = await fetch(given.upload_urls[0].url, { method: 'PUT', body: 'something else' });
    assert.ok(other.status >= 400 && other.status < 500, String(other.status));
    for (const [body, name] of [
      [{ start: 0, count: 1 }, 'start'],
      [{ start: 1, count: 0 }, 'count'],
      [{ start: 1, count: 51 }, 'count'],
      [{ start: '1', count: 1 }, 'start'],
      [{ start: 9999, count: 1 }, 'start'],
    ])
      refused(await ask(body), { names: name });
    refused(await ask({ count: 1 }), { code: 'parameter_not_provided', names: 'start' });
    refused(await ask({ start: 1 }), { code: 'parameter_not_provided', names: 'count' });
    refused(await post(`/assets/multipart-uploads/${unknownId}/presigned-urls`, { start: 1, count: 1 }), {
      status: 404,
      code: 'resource_not_exist',
    });
  });

  it('refuses an address that was changed', async () => {
    const upload = await begin(files.png, { type: 'image' });
    const url = new URL(upload.urls.get(1));
    const wrong = url.href.slice(0, -3) + (url.href.endsWith('aaa') ? 'bbb' : 'aaa');
    const answer = await fetch(wrong, { method: 'PUT', body: 'x' });
    assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
    const longer = await fetch(url, { method: 'PUT', body: Buffer.concat([upload.piece(1), upload.piece(1)]) });
    assert.ok(longer.status >= 400 && longer.status < 500, 'a part that is longer than was said');
  });

  it('fails an upload of what is no media', async () => {
    const upload = await begin(fileOf('words.mp4', 'only words '.repeat(100)));
    const proof = await sent(upload.urls.get(1), upload.piece(1));
    done(
      await post(upload.route, { completed_chunks: [{ chunk_index: 1, proof, proof_type: 'etag', chunk_size: upload.piece(1).length }] }),
    );
    const asset = await settled(`/assets/${upload.asset_id}`, ['processing']);
    assert.equal(asset.status, 'failed');
    assert.ok(asset.error.message.length > 10);
  });

  accepts([
    ['10 GB', () => start({ total_size: 10 * 1024 ** 3 }), 201],
    ['sound', () => start({ type: 'audio', filename: 'a.mp3' }), 201],
    ['a picture of 32 MB', () => start({ type: 'image', total_size: 32_000_000 }), 201],
  ]);
  refuses([
    ['no name', () => start({ filename: undefined }), { code: 'parameter_not_provided', names: 'filename' }],
    ['an empty name', () => start({ filename: '' }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'filename' }],
    ['no type', () => start({ type: undefined }), { code: 'parameter_not_provided', names: 'type' }],
    ['an unknown type', () => start({ type: 'smell' }), { names: 'type' }],
    ['no size', () => start({ total_size: undefined }), { code: 'parameter_not_provided', names: 'total_size' }],
    ['a size of nothing', () => start({ total_size: 0 }), { names: 'total_size' }],
    ['a size below nothing', () => start({ total_size: -1 }), { names: 'total_size' }],
    ['a broken size', () => start({ total_size: 1.5 }), { names: 'total_size' }],
    ['a size that is text', () => start({ total_size: '1000' }), { names: 'total_size' }],
    [
      'more than 10 GB',
      () => start({ total_size: 10 * 1024 ** 3 + 1 }),
      { code: ['parameter_invalid', 'video_filesize_too_large', 'media_filesize_too_large'], names: 'total_size' },
    ],
    [
      'a picture of 40 MB',
      () => start({ type: 'image', total_size: 40 * 1024 ** 2 }),
      { code: ['parameter_invalid', 'media_filesize_too_large'], names: 'total_size' },
    ],
    ['a flag that is text', () => start({ enable_hls: 'true' }), { names: 'enable_hls' }],
    ['metadata that is text', () => start({ user_metadata: '{}' }), { names: 'user_metadata' }],
    ['deep metadata', () => start({ user_metadata: { a: {} } }), { names: 'user_metadata' }],
  ]);
});

describe('connections', () => {
  it('are none, and lists say so', async () => {
    assert.deepEqual(listed(await get('/connections')), []);
    const uris = done(await get('/connections/redirect-uris'));
    assert.deepEqual(uris.data, []);
  });

  it('may return to addresses that are known, each once', async () => {
    const add = (uri) => post('/connections/redirect-uris', { redirect_uri: uri });
    const made = done(await add('https://example.com/back'), 201);
    has(made, '_id', 'redirect_uri', 'created_at');
    const again = await add('https://example.com/back');
    assert.equal(again.status, 409, again.text);
    assert.match(again.json.message, /https:\/\/example\.com\/back/);
    for (const uri of ['back', 'javascript:alert(1)', 'https://example.com/#part'])
      refused(await add(uri), { status: 422, code: 'redirect_uri_invalid', names: 'redirect_uri' });
    refused(await post('/connections/redirect-uris', {}), { code: 'parameter_not_provided', names: 'redirect_uri' });
    assert.deepEqual(
      done(await get('/connections/redirect-uris')).data.map((one) => one.redirect_uri),
      ['https://example.com/back'],
    );
    done(await del(`/connections/redirect-uris/${made._id}`), 204);
    refused(await del(`/connections/redirect-uris/${made._id}`), { status: 404, code: 'resource_not_exist' });
    assert.deepEqual(done(await get('/connections/redirect-uris')).data, []);
  });

  refuses([
    [
      'to import from an unknown connection',
      () => post(`/connections/${unknownId}/imports`, { items: [{ source_id: 'a' }] }),
      { status: 404, code: 'resource_not_exist' },
    ],
    [
      'to pick from an unknown connection',
      () => post(`/connections/${unknownId}/picker-token`),
      { status: 404, code: 'resource_not_exist' },
    ],
    [
      'to connect',
      () => post('/connections:authorize', { provider: 'google_drive', redirect_uri: 'https://example.com/back' }),
      { code: 'api_not_allowed' },
    ],
    ['an unknown connection', () => get(`/connections/${unknownId}`), { status: 404, code: 'resource_not_exist' }],
    ['to delete an unknown connection', () => del(`/connections/${unknownId}`), { status: 404, code: 'resource_not_exist' }],
  ]);
});
