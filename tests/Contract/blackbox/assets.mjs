// Assets, their metadata and what refers to them: operations 6 to 15.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request as raw } from 'node:http';
import { describe, it } from 'node:test';
import { assets, deadLink, files, link, newIndex } from './media.mjs';
import {
  accepts,
  call,
  del,
  done,
  get,
  has,
  hexId,
  instant,
  listed,
  patch,
  post,
  put,
  refused,
  refuses,
  send,
  server,
  settled,
  unknownId,
} from './wire.mjs';

const direct = (more) => send('/assets', { method: 'direct', file: { file: files.png }, ...more });
const byUrl = (more) => send('/assets', { method: 'url', url: link(files.png), ...more });

/** Sends a body as it is, in chunks. */
function sendRaw(route, body, contentType) {
  return new Promise((resolve, reject) => {
    const request = raw(
      server.base + route,
      { method: 'POST', headers: { 'x-api-key': 'tlk_contract_tests', 'content-type': contentType, 'transfer-encoding': 'chunked' } },
      (answer) => {
        let text = '';
        answer
          .on('data', (part) => {
            text += part;
          })
          .on('end', () => resolve({ method: 'POST', route, status: answer.statusCode, text, json: JSON.parse(text) }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const part = (name, value, more = '') => `--the line\r\nContent-Disposition: form-data; name=${name}\r\n${more}\r\n${value}\r\n`;

describe('creating an asset', () => {
  it('starts in processing and ends ready, with all that is known of a video', async () => {
    const made = done(
      await send('/assets', {
        method: 'direct',
        file: { file: files.talk },
        filename: 'hello.mp4',
        user_metadata: '{"a":"b","n":1.5,"yes":true}',
      }),
      201,
    );
    has(made, '_id', 'method', 'status', 'filename', 'file_type', 'created_at');
    assert.match(made._id, hexId);
    assert.equal(made.method, 'direct');
    assert.equal(made.status, 'processing');
    assert.equal(made.filename, 'hello.mp4');
    assert.match(made.created_at, instant);
    const asset = await settled(`/assets/${made._id}`, ['processing']);
    assert.equal(asset.status, 'ready');
    assert.equal(asset.file_type, 'video/mp4');
    assert.deepEqual(asset.user_metadata, { a: 'b', n: 1.5, yes: true });
    assert.equal(asset.size, readFileSync(files.talk).length);
    assert.ok(asset.duration > 7 && asset.duration < 10);
    const known = asset.technical_metadata;
    has(
      known,
      'file_size_bytes',
      'file_mime_type',
      'file_container_format',
      'video_streams',
      'video_codec',
      'video_width',
      'video_height',
      'video_fps',
      'video_duration_seconds',
      'audio_streams',
      'audio_codec',
      'audio_sample_rate',
      'audio_channels',
      'has_audio',
      'total_video_streams',
      'total_audio_streams',
    );
    has(known.video_streams[0], 'index', 'codec', 'width', 'height', 'fps', 'pixel_format');
    has(known.audio_streams[0], 'index', 'codec', 'sample_rate', 'channels');
    assert.equal(known.has_audio, true);
  });

  it('knows a picture and a sound by their bytes', async () => {
    const photo = await assets.photo();
    assert.equal(photo.status, 'ready');
    assert.equal(photo.file_type, 'image/jpeg');
    has(photo.technical_metadata, 'image_width', 'image_height', 'image_format');
    const sound = await assets.sound();
    assert.equal(sound.status, 'ready');
    assert.match(sound.file_type, /^audio\/mp/);
    assert.ok(sound.duration > 7);
  });

  it('makes a stream and a picture where asked to, which a browser may fetch without a key', async () => {
    const { _id: id } = await assets.dog();
    const asset = await settledMedia(id);
    assert.equal(asset.hls.status, 'ready');
    assert.equal(asset.thumbnail.status, 'ready');
    const list = await fetch(asset.hls.manifest_url, { headers: { origin: 'http://somewhere.example' } });
    assert.equal(list.status, 200);
    assert.equal(list.headers.get('access-control-allow-origin'), '*');
    assert.match(await list.text(), /^#EXTM3U/);
    const picture = await fetch(asset.thumbnail.representative_url);
    assert.equal(picture.status, 200);
    assert.match(picture.headers.get('content-type'), /^image\//);
    const plain = await assets.talk();
    assert.ok(!('hls' in plain) && !('thumbnail' in plain));
  });

  it('fetches from an address', async () => {
    const made = done(await byUrl(), 201);
    assert.equal(made.method, 'url');
    const asset = await settled(`/assets/${made._id}`, ['processing']);
    assert.equal(asset.status, 'ready');
    assert.equal(asset.filename, 'bars.png');
    assert.equal(asset.file_type, 'image/png');
  });

  it('fails later, with a sentence, when an address has nothing or a file is no media', async () => {
    for (const form of [
      { method: 'url', url: deadLink },
      { method: 'direct', file: { file: files.text } },
    ]) {
      const made = done(await send('/assets', form), 201);
      const asset = await settled(`/assets/${made._id}`, ['processing']);
      assert.equal(asset.status, 'failed');
      assert.ok(asset.error.message.length > 10);
    }
  });

  it('takes a quoted boundary, chunks, a key as a part, parts with types, and fields before a file', async () => {
    const head =
      part('x-api-key', 'tlk_contract_tests') +
      part('method', 'direct', 'Content-Type: text/plain; charset=utf-8\r\n') +
      part('enable_hls', 'false') +
      `--the line\r\nContent-Disposition: form-data; name=file; filename="a b.png"; filename*=utf-8''a%20b.png\r\n` +
        `Content-Type: application/octet-stream\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), readFileSync(files.png), Buffer.from('\r\n--the line--\r\n')]);
    const made = await sendRaw('/assets', body, 'multipart/form-data; boundary="the line"');
    assert.equal(done(made, 201).filename, 'a b.png');
    assert.equal((await settled(`/assets/${made.json._id}`, ['processing'])).status, 'ready');
  });

  it('takes plain fields that came as files without a name', async () => {
    const body = part('"method"', 'url') + part('"url"', link(files.png)) + '--the line--\r\n';
    done(await sendRaw('/assets', body, 'multipart/form-data; boundary="the line"'), 201);
  });

  accepts([
    ['fields it does not know', () => direct({ colour: 'red' }), 201],
    ['empty metadata', () => direct({ user_metadata: '{}' }), 201],
  ]);
  refuses([
    ['no method', () => send('/assets', { file: { file: files.png } }), { code: 'parameter_not_provided', names: 'method' }],
    ['an unknown method', () => direct({ method: 'pigeon' }), { names: 'method' }],
    ['a method that is no way to create', () => direct({ method: 'multipart' }), { names: 'method' }],
    ['direct without a file', () => send('/assets', { method: 'direct' }), { code: 'parameter_not_provided', names: 'file' }],
    [
      'direct with a url alone',
      () => send('/assets', { method: 'direct', url: link(files.png) }),
      { code: ['parameter_not_provided', 'parameter_invalid'], names: 'file' },
    ],
    ['url without a url', () => send('/assets', { method: 'url' }), { code: 'parameter_not_provided', names: 'url' }],
    [
      'url with a file alone',
      () => byUrl({ url: [], file: { file: files.png } }),
      { code: ['parameter_not_provided', 'parameter_invalid'], names: 'url' },
    ],
    ['both sources', () => direct({ url: link(files.png) }), { names: 'url' }],
    ['a url that is none', () => byUrl({ url: 'not an address' }), { names: 'url' }],
    ['a url of another kind', () => byUrl({ url: 'ftp://example.com/a.mp4' }), { names: 'url' }],
    ["a url of the server's own disk", () => byUrl({ url: 'file:///etc/passwd' }), { names: 'url' }],
    ['a flag that is none', () => direct({ enable_hls: 'maybe' }), { names: 'enable_hls' }],
    ['a thumbnail flag that is none', () => direct({ enable_thumbnail: '2' }), { names: 'enable_thumbnail' }],
    ['metadata that is no JSON', () => direct({ user_metadata: 'kind=pet' }), { names: 'user_metadata' }],
    ['metadata that is a list', () => direct({ user_metadata: '["a"]' }), { names: 'user_metadata' }],
    ['metadata that is deep', () => direct({ user_metadata: '{"a":{"b":1}}' }), { names: 'user_metadata' }],
    ['metadata with a list', () => direct({ user_metadata: '{"a":[1]}' }), { names: 'user_metadata' }],
  ]);
});

async function settledMedia(id) {
  for (let n = 0; ; n++) {
    const asset = done(await get(`/assets/${id}`));
    if (
      asset.hls?.status !== 'pending' &&
      asset.hls?.status !== 'processing' &&
      asset.thumbnail?.status !== 'pending' &&
      asset.thumbnail?.status !== 'processing'
    )
      return asset;
    assert.ok(n < 3000);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

describe('metadata of an asset', () => {
  it('merges, replaces and clears', async () => {
    const { _id: id } = done(await direct({ user_metadata: '{"a":"b"}' }), 201);
    const route = `/assets/${id}/user-metadata`;
    const kept = async () => done(await get(`/assets/${id}`)).user_metadata;
    const changed = async (answer) => {
      assert.ok([200, 204].includes(answer.status), answer.text);
      assert.equal(answer.text, '');
    };
    await changed(await patch(route, { user_metadata: { n: 5, f: 9.3, yes: true, gone: 'x' } }));
    assert.deepEqual(await kept(), { a: 'b', n: 5, f: 9.3, yes: true, gone: 'x' });
    await changed(await patch(route, { user_metadata: { gone: null, a: '' } }));
    assert.deepEqual(await kept(), { a: 'b', n: 5, f: 9.3, yes: true });
    await changed(await put(route, { user_metadata: { only: 'this', empty: '', nothing: null } }));
    assert.deepEqual(await kept(), { only: 'this' });
    await changed(await put(route, { user_metadata: {} }));
    assert.deepEqual((await kept()) ?? {}, {});
    await changed(await put(route, { user_metadata: { x: 1 } }));
    done(await del(route), 204);
    assert.deepEqual((await kept()) ?? {}, {});
    for (const change of [patch, put]) {
      refused(await change(route, {}), { code: 'parameter_not_provided', names: 'user_metadata' });
      refused(await change(route, { user_metadata: 'text' }), { names: 'user_metadata' });
      refused(await change(route, { user_metadata: { a: { b: 1 } } }), { names: 'user_metadata' });
      refused(await change(route, { user_metadata: { a: [] } }), { names: 'user_metadata' });
      refused(await change(`/assets/${unknownId}/user-metadata`, { user_metadata: {} }), { status: 404, code: 'resource_not_exist' });
      refused(await change('/assets/junk/user-metadata', { user_metadata: {} }));
    }
  });
});

describe('listing assets', () => {
  it('filters by id, kind and name', async () => {
    const [dog, photo, sound] = [await assets.dog(), await assets.photo(), await assets.sound()];
    const ids = async (query) => listed(await get(`/assets?page_limit=50&${query}`)).map((one) => one._id);
    assert.deepEqual((await ids(`asset_ids=${dog._id}&asset_ids=${photo._id}`)).sort(), [dog._id, photo._id].sort());
    assert.deepEqual(await ids(`asset_ids=${unknownId}`), []);
    assert.ok((await ids('asset_types=audio')).includes(sound._id));
    const seen = await ids('asset_types=image&asset_types=video');
    assert.ok(seen.includes(dog._id) && seen.includes(photo._id) && !seen.includes(sound._id));
    assert.ok((await ids('filename=DOG.M')).includes(dog._id));
    assert.deepEqual(await ids('filename=nowhere-to-be-found'), []);
    const times = listed(await get('/assets?page_limit=50')).map((one) => one.created_at);
    assert.deepEqual(times, [...times].sort().reverse());
  });

  refuses([
    ['an unknown kind', () => get('/assets?asset_types=smell'), { names: 'asset_types' }],
    ['an id that is none', () => get('/assets?asset_ids=junk'), { names: 'asset_ids' }],
  ]);
});

describe('deleting an asset', () => {
  it('wants force when an index has it', async () => {
    const { _id: assetId } = await settled(
      `/assets/${done(await send('/assets', { method: 'direct', file: { file: files.dog } }), 201)._id}`,
      ['processing'],
    );
    const indexId = await newIndex('holds an asset');
    const added = done(await post(`/indexes/${indexId}/indexed-assets`, { asset_id: assetId }), 202);
    const [held] = listed(await get(`/assets/${assetId}/indexed-assets`));
    assert.deepEqual(held, { _id: added._id, index: { _id: indexId, name: 'holds an asset' } });
    const answer = await del(`/assets/${assetId}`);
    assert.equal(answer.status, 409, answer.text);
    assert.ok(answer.json.message.length > 10);
    assert.equal((await del(`/assets/${assetId}?force=false`)).status, 409);
    refused(await del(`/assets/${assetId}?force=perhaps`), { names: 'force' });
    done(await del(`/assets/${assetId}?force=true`), 204);
    refused(await get(`/assets/${assetId}`), { status: 404, code: 'resource_not_exist' });
    refused(await del(`/assets/${assetId}`), { status: 404, code: 'resource_not_exist' });
  });
});

describe('transcribing an asset', () => {
  async function transcript(id, query = '') {
    return settled(`/assets/${id}/transcription${query}`, ['pending', 'processing']);
  }

  it('gives the parts that were asked for, with their times', async () => {
    const { _id: id } = await assets.talk();
    const heard = await transcript(id);
    assert.equal(heard.status, 'ready');
    assert.ok(!('sentences' in heard) && !('utterances' in heard));
    for (const query of ['?include=words&include=sentences&include=utterances', '?include=words,sentences,utterances']) {
      const all = await transcript(id, query);
      has(all, 'sentences', 'utterances');
      for (const said of [...(all.words ?? []), ...all.sentences, ...all.utterances]) {
        assert.ok(said.start >= 0 && said.end > said.start);
        assert.equal(typeof said.value, 'string');
      }
    }
    assert.ok((await transcript(id, '?include=sentences')).sentences.length > 0);
    assert.ok(!('utterances' in (await transcript(id, '?include=sentences'))));
  });

  refuses([
    ['an unknown part', async () => get(`/assets/${(await assets.talk())._id}/transcription?include=rhymes`), { names: 'include' }],
  ]);
});
