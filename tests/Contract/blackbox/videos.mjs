// Indexed assets, videos and tasks: operations 21 to 34.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assets, deadLink, files, library, link, newIndex } from './media.mjs';
import {
  accepts,
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
  settled,
  unknownId,
} from './wire.mjs';

const add = async (body, index) => post(`/indexes/${index ?? (await library()).id}/indexed-assets`, body);
const list = async (kind, query = '') =>
  listed(await get(`/indexes/${(await library()).id}/${kind}?page_limit=50${query}`)).map((one) => one._id);
const video = async (which = 'dog', query = '', kind = 'videos') =>
  done(await get(`/indexes/${(await library()).id}/${kind}/${(await library())[which]}${query}`));
const task = async (form) => send('/tasks', { index_id: (await library()).id, ...form });

describe('indexed assets', () => {
  it('are made with 202 and two ids', async () => {
    const { added, talkAsset } = await library();
    assert.deepEqual(Object.keys(added).sort(), ['_id', 'asset_id']);
    assert.match(added._id, hexId);
    assert.equal(added.asset_id, talkAsset);
  });

  it('tell what they are once ready', async () => {
    const { indexed, talk, talkAsset } = await library();
    assert.equal(indexed.status, 'ready');
    has(indexed, '_id', 'asset_id', 'created_at', 'updated_at', 'indexed_at', 'status', 'system_metadata', 'user_metadata');
    has(indexed.system_metadata, 'filename', 'duration', 'fps', 'width', 'height', 'size');
    assert.equal(indexed._id, talk);
    assert.equal(indexed.asset_id, talkAsset);
    assert.deepEqual(indexed.user_metadata, { kind: 'talk', n: 7 });
    for (const key of ['created_at', 'updated_at', 'indexed_at']) assert.match(indexed[key], instant);
    assert.ok(!('hls' in indexed), 'streams are off unless asked for');
  });

  refuses([
    ['no asset', () => add({}), { code: 'parameter_not_provided', names: 'asset_id' }],
    ['an asset id that is none', () => add({ asset_id: 'junk' }), { names: 'asset_id' }],
    ['an asset id that is a number', () => add({ asset_id: 5 }), { names: 'asset_id' }],
    ['an unknown asset', () => add({ asset_id: unknownId }), { status: 404, code: 'resource_not_exist', names: unknownId }],
    [
      'an unknown index',
      async () => add({ asset_id: (await assets.talk())._id }, unknownId),
      { status: 404, code: 'resource_not_exist', names: unknownId },
    ],
    ['an index id that is none', async () => add({ asset_id: (await assets.talk())._id }, 'junk'), {}],
    ['an asset that failed', async () => add({ asset_id: (await assets.text())._id }), { names: 'asset_id' }],
    [
      'a stream flag that is none',
      async () => add({ asset_id: (await assets.talk())._id, enable_video_stream: 'yes' }),
      { names: 'enable_video_stream' },
    ],
    ['deep metadata', async () => add({ asset_id: (await assets.talk())._id, user_metadata: { a: {} } }), { names: 'user_metadata' }],
    ['metadata that is text', async () => add({ asset_id: (await assets.talk())._id, user_metadata: '{}' }), { names: 'user_metadata' }],
  ]);
});

describe('videos', () => {
  it('are listed whole, and read under both names', async () => {
    const { id, dog, talk } = await library();
    const found = listed(await get(`/indexes/${id}/videos`));
    assert.deepEqual(found.map((one) => one._id).sort(), [dog, talk].sort());
    const one = found.find((each) => each._id === dog);
    has(one, '_id', 'asset_id', 'created_at', 'updated_at', 'indexed_at', 'system_metadata', 'user_metadata', 'hls');
    has(one.system_metadata, 'duration', 'filename', 'fps', 'height', 'width', 'size', 'video_title');
    assert.deepEqual(one.user_metadata, { kind: 'pet', n: 5, score: 9.3, mine: true });
    assert.equal(one.system_metadata.filename, 'dog.mp4');
    assert.ok(Math.abs(one.system_metadata.duration - 6) < 0.5);
    assert.deepEqual(await list('indexed-assets'), await list('videos'));
    assert.equal((await video('dog', '', 'indexed-assets')).status, 'ready');
    const index = done(await get(`/indexes/${id}`));
    assert.equal(index.video_count, 2);
    assert.ok(index.total_duration > 12);
  });

  it('stream to a browser without a key, in ranges', async () => {
    const { hls } = await video();
    assert.equal(hls.status, 'COMPLETE');
    assert.match(hls.updated_at, instant);
    assert.match(hls.video_url, /^https?:\/\/.+\.m3u8/);
    const headers = { origin: 'http://somewhere.example' };
    let address = hls.video_url;
    let lines;
    for (let depth = 0; depth < 3; depth++) {
      const answer = await fetch(address, { headers });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      assert.match(answer.headers.get('content-type'), /mpegurl/i);
      const text = await answer.text();
      assert.match(text, /^#EXTM3U/);
      lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      address = new URL(lines[0], address).href;
      if (!/\.m3u8/.test(lines[0])) break;
    }
    const part = await fetch(address, { headers: { ...headers, range: 'bytes=0-99' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('access-control-allow-origin'), '*');
    assert.match(part.headers.get('content-range'), /^bytes 0-99\/\d+$/);
    assert.equal((await part.arrayBuffer()).byteLength, 100);
    assert.ok(hls.thumbnail_urls.length > 0);
    const picture = await fetch(hls.thumbnail_urls[0], { headers });
    assert.equal(picture.status, 200);
    assert.equal(picture.headers.get('access-control-allow-origin'), '*');
    assert.match(picture.headers.get('content-type'), /^image\//);
    const beyond = await fetch(address, { headers: { range: 'bytes=999999999-' } });
    assert.equal(beyond.status, 416);
  });

  it('give vectors where asked, of 512 numbers in 2 to 10 seconds', async () => {
    assert.ok(!('embedding' in (await video())));
    for (const option of ['visual', 'audio', 'transcription', 'visual-text']) {
      const { embedding } = await video('talk', `?embedding_option=${option}`);
      assert.equal(embedding.model_name, 'marengo3.0');
      assert.ok(Array.isArray(embedding.video_embedding.segments), option);
    }
    const { embedding } = await video('dog', '?embedding_option=visual&embedding_option=audio', 'indexed-assets');
    assert.ok(embedding.video_embedding.segments.length > 0);
    for (const segment of embedding.video_embedding.segments) {
      has(segment, 'float', 'start_offset_sec', 'end_offset_sec', 'embedding_option', 'embedding_scope');
      assert.equal(segment.float.length, 512);
      assert.ok(['visual', 'audio'].includes(segment.embedding_option));
      const length = segment.end_offset_sec - segment.start_offset_sec;
      if (segment.embedding_scope === 'clip') assert.ok(length >= 1.99 && length <= 10.01, String(length));
    }
  });

  it('give words where asked', async () => {
    assert.ok(!('transcription' in (await video('talk'))));
    assert.ok(!('transcription' in (await video('talk', '?transcription=false'))));
    assert.equal((await video('dog', '?transcription=true')).transcription, null, 'nobody speaks beside the dog');
    const { transcription } = await video('talk', '?transcription=true');
    assert.ok(transcription.length > 0);
    for (const word of transcription) {
      assert.ok(word.end > word.start);
      assert.equal(typeof word.value, 'string');
    }
  });

  it('filter by all that is known of them', async () => {
    const { dog, talk } = await library();
    const dogSize = (await video()).system_metadata;
    const cases = [
      ['filename=dog.mp4', [dog]],
      ['filename=nothing', []],
      ['duration%5Blte%5D=7', [dog]],
      ['duration%5Bgte%5D=7&duration%5Blte%5D=99', [talk]],
      ['duration%5Bgte%5D=1000', []],
      [
        `width%5Bgte%5D=${dogSize.width}&width%5Blte%5D=${dogSize.width}&size%5Bgte%5D=${dogSize.size}&size%5Blte%5D=${dogSize.size}`,
        [dog],
      ],
      ['height%5Bgte%5D=1&fps%5Bgte%5D=1&fps%5Blte%5D=500&size%5Bgte%5D=1', [dog, talk]],
      ['created_at=2020-01-01T00:00:00Z&updated_at=2020-01-01T00:00:00Z', [dog, talk]],
      ['created_at=2999-01-01T00:00:00Z', []],
      ['updated_at=2999-01-01T00:00:00Z', []],
      ['kind=pet', [dog]],
      ['n=5', [dog]],
      ['n=7&kind=talk', [talk]],
      ['score=9.3', [dog]],
      ['mine=true', [dog]],
      ['kind=cat', []],
      ['n=5&kind=talk', []],
      [`user_metadata=${encodeURIComponent('{"kind":"talk","n":7}')}`, [talk]],
      [`user_metadata=${encodeURIComponent('{"mine":true}')}`, [dog]],
    ];
    for (const kind of ['videos', 'indexed-assets']) {
      for (const [query, expected] of cases)
        assert.deepEqual((await list(kind, `&${query}`)).sort(), [...expected].sort(), `${kind}?${query}`);
    }
    assert.deepEqual((await list('indexed-assets', '&status=ready&status=failed')).sort(), [dog, talk].sort());
    assert.deepEqual(await list('indexed-assets', '&status=failed'), []);
    assert.deepEqual(await list('videos', '&sort_by=created_at&sort_option=asc'), [...(await list('videos'))].reverse());
    assert.deepEqual(listed(await get(`/indexes/${(await library()).id}/videos?page=2`)), []);
  });

  const of = (kind, query) => async () => get(`/indexes/${(await library()).id}/${kind}${query}`);
  for (const kind of ['videos', 'indexed-assets']) {
    refuses([
      [`a page of ${kind} that is too long`, of(kind, '?page_limit=51'), { names: 'page_limit' }],
      [`an empty page of ${kind}`, of(kind, '?page_limit=0'), { names: 'page_limit' }],
      [`page 0 of ${kind}`, of(kind, '?page=0'), { names: 'page' }],
      [`an unknown order of ${kind}`, of(kind, '?sort_by=size'), { names: 'sort_by' }],
      [`an unknown direction of ${kind}`, of(kind, '?sort_option=down'), { names: 'sort_option' }],
      [`a range of ${kind} that is none`, of(kind, '?duration%5Bgte%5D=long'), { names: 'duration' }],
      [`an operator of ${kind} that is none`, of(kind, '?duration%5Bgt%5D=6'), { names: 'duration' }],
      [`a date of ${kind} that is none`, of(kind, '?created_at=soon'), { names: 'created_at' }],
      [`metadata of ${kind} that is no JSON`, of(kind, '?user_metadata=%7B'), { names: 'user_metadata' }],
    ]);
    for (const [name, query, field] of [
      ['vector', '?embedding_option=smell', 'embedding_option'],
      ['flag', '?transcription=maybe', 'transcription'],
    ]) {
      refuses([
        [
          `an unknown ${name} of one of ${kind}`,
          async () => get(`/indexes/${(await library()).id}/${kind}/${(await library()).dog}${query}`),
          { names: field },
        ],
      ]);
    }
  }
  refuses([
    ['an unknown status', of('indexed-assets', '?status=asleep'), { names: 'status' }],
    [
      'a video of another index',
      async () => get(`/indexes/${await newIndex('another')}/videos/${(await library()).dog}`),
      { status: 404, code: 'resource_not_exist' },
    ],
  ]);

  it('take a title and metadata', async () => {
    const { id, talk } = await library();
    const route = `/indexes/${id}/videos/${talk}`;
    const answer = await put(route, { video_title: 'Hello', user_metadata: { kind: 'talk', n: 7, lang: 'en' } });
    assert.equal(done(answer), undefined);
    assert.equal(answer.text, '');
    let now = await video('talk');
    assert.equal(now.system_metadata.video_title, 'Hello');
    assert.equal(now.system_metadata.filename, 'movie-hello.mp4'.replace('movie-hello', 'talk'));
    assert.equal(now.user_metadata.lang, 'en');
    for (const kind of ['videos', 'indexed-assets']) {
      const at = `/indexes/${id}/${kind}/${talk}`;
      const changed = await patch(at, { user_metadata: { [kind]: 1, lang: null } });
      assert.ok([200, 204].includes(changed.status), changed.text);
      now = await video('talk');
      assert.equal(now.user_metadata[kind], 1);
      assert.ok(!('lang' in now.user_metadata));
      assert.equal(now.user_metadata.kind, 'talk');
      assert.ok([200, 204].includes((await patch(at, {})).status));
      refused(await patch(at, { user_metadata: { a: [1] } }), { names: 'user_metadata' });
      refused(await patch(at, { user_metadata: 5 }), { names: 'user_metadata' });
      refused(await patch(`/indexes/${id}/${kind}/${unknownId}`, { user_metadata: {} }), {
        status: 404,
        code: 'resource_not_exist',
        names: unknownId,
      });
      await patch(at, { user_metadata: { [kind]: null } });
    }
    refused(await put(route, { video_title: 5 }), { names: 'video_title' });
    refused(await put(route, { user_metadata: { a: {} } }), { names: 'user_metadata' });
    refused(await put(`/indexes/${id}/videos/${unknownId}`, { video_title: 'x' }), { status: 404, code: 'resource_not_exist' });
  });
});

describe('tasks', () => {
  it('are made with 201 and know their video at once', async () => {
    const { id, created, task: ended } = await library();
    has(created, '_id', 'video_id', 'index_id', 'status', 'created_at');
    assert.match(created._id, hexId);
    assert.match(created.video_id, hexId);
    assert.equal(created.index_id, id);
    has(ended, '_id', 'index_id', 'video_id', 'status', 'created_at', 'updated_at', 'system_metadata', 'hls');
    assert.equal(ended.status, 'ready');
    assert.equal(ended.video_id, created.video_id);
    has(ended.system_metadata, 'duration', 'filename', 'height', 'width');
    has(ended.hls, 'video_url', 'thumbnail_urls', 'status', 'updated_at');
  });

  it('fail with a code and a sentence', async () => {
    const { _id: id, video_id: videoId } = done(await task({ video_file: { file: files.text } }), 201);
    const ended = await settled(`/tasks/${id}`, ['validating', 'pending', 'queued', 'indexing']);
    assert.equal(ended.status, 'failed');
    assert.ok(['video_file_broken', 'unsupported_media_type'].includes(ended.error.code), ended.error.code);
    assert.ok(ended.error.message.length > 10);
    assert.ok(!(await list('videos')).includes(videoId));
    done(await del(`/tasks/${id}`), 204);
    refused(await get(`/tasks/${id}`), { status: 404, code: 'resource_not_exist' });
    const lost = done(await task({ video_url: deadLink }), 201);
    assert.equal((await settled(`/tasks/${lost._id}`, ['validating', 'pending', 'queued', 'indexing'])).status, 'failed');
  });

  it('are deleted after their video', async () => {
    const indexId = await newIndex('short-lived');
    const made = done(await send('/tasks', { index_id: indexId, video_url: link(files.dog), enable_video_stream: 'false' }), 201);
    const early = await del(`/tasks/${made._id}`);
    if (early.status !== 400) assert.fail(`a task at work was deleted: ${early.status}`);
    refused(early, { code: 'task_cannot_be_deleted' });
    const ended = await settled(`/tasks/${made._id}`, ['validating', 'pending', 'queued', 'indexing']);
    assert.equal(ended.status, 'ready');
    assert.ok(!('hls' in ended) || ended.hls === null);
    refused(await del(`/tasks/${made._id}`), { code: 'task_cannot_be_deleted' });
    done(await del(`/indexes/${indexId}/videos/${made.video_id}`), 204);
    refused(await get(`/indexes/${indexId}/videos/${made.video_id}`), { status: 404, code: 'resource_not_exist' });
    refused(await get(`/indexes/${indexId}/indexed-assets/${made.video_id}`), { status: 404, code: 'resource_not_exist' });
    done(await del(`/tasks/${made._id}`), 204);
  });

  it('are listed by all filters', async () => {
    const { id, task: made } = await library();
    const found = async (query) => listed(await get(`/tasks?page_limit=50&index_id=${id}&${query}`)).map((one) => one._id);
    assert.ok((await found('status=ready')).includes(made._id));
    assert.ok((await found('status=ready&status=queued&status=uploading')).includes(made._id));
    assert.deepEqual(await found('status=uploading'), []);
    for (const status of ['validating', 'pending', 'queued', 'indexing', 'failed'])
      assert.ok(!(await found(`status=${status}`)).includes(made._id), status);
    const { duration, width, height } = made.system_metadata;
    assert.ok((await found(`filename=dog.mp4&duration=${duration}&width=${width}&height=${height}`)).includes(made._id));
    assert.deepEqual(await found('duration=999'), []);
    assert.deepEqual(await found('width=1'), []);
    assert.deepEqual(await found('filename=nothing'), []);
    assert.deepEqual(await found('created_at=2999-01-01T00:00:00Z'), []);
    assert.ok((await found('updated_at=2020-01-01T00:00:00Z')).includes(made._id));
  });

  accepts([
    ['both sources, and takes the address', async () => task({ video_url: link(files.png), video_file: { file: files.text } }), 201],
  ]);
  refuses([
    ['no index', () => send('/tasks', { video_file: { file: files.text } }), { code: 'parameter_not_provided', names: 'index_id' }],
    ['an index id that is none', () => task({ index_id: 'junk', video_file: { file: files.text } }), { names: 'index_id' }],
    [
      'an unknown index',
      () => task({ index_id: unknownId, video_file: { file: files.text } }),
      { status: 404, code: 'resource_not_exist', names: unknownId },
    ],
    ['no video', () => task({}), { code: 'parameter_not_provided', names: ['video_file', 'video_url'] }],
    ['an address that is none', () => task({ video_url: 'my video' }), { names: 'video_url' }],
    [
      'a stream flag that is none',
      () => task({ video_file: { file: files.text }, enable_video_stream: 'maybe' }),
      { names: 'enable_video_stream' },
    ],
    ['metadata that is no JSON', () => task({ video_file: { file: files.text }, user_metadata: '{' }), { names: 'user_metadata' }],
    ['metadata that is deep', () => task({ video_file: { file: files.text }, user_metadata: '{"a":[1]}' }), { names: 'user_metadata' }],
    ['a filter by an unknown status', () => get('/tasks?status=asleep'), { names: 'status' }],
    ['a filter by an index id that is none', () => get('/tasks?index_id=junk'), { names: 'index_id' }],
    ['a filter by a duration that is none', () => get('/tasks?duration=long'), { names: 'duration' }],
  ]);
});
