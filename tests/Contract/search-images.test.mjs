import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, thrown, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

const footage = makeFootage();
const files = { dog: footage.dog(), talk: footage.talk(), silent: footage.silent() };
const pictures = {
  dog: footage.frame(files.dog, 3),
  mirrored: footage.frame(files.dog, 3, { filter: 'hflip' }),
  smaller: footage.frame(files.dog, 3, { filter: 'scale=320:-2', name: 'smaller.jpg' }),
  cropped: footage.frame(files.dog, 3, { filter: 'crop=iw*0.8:ih*0.8', name: 'cropped.jpg' }),
  talk: footage.frame(files.talk, 4),
  noise: footage.noise(),
  tiny: footage.frame(files.dog, 3, { filter: 'scale=100:100' }),
  gif: footage.frame(files.dog, 3, { name: 'frame.gif' }),
  broken: footage.brokenPicture(),
};
const web = createServer((ask, answer) => {
  const file = pictures[ask.url.slice(1)];
  answer.writeHead(file ? 200 : 404);
  answer.end(file ? readFileSync(file) : '');
});
await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
const urlOf = (name) => `http://127.0.0.1:${web.address().port}/${name}`;
const server = await startServer();
after(async () => {
  await server.stop();
  web.close();
  footage.remove();
});

const connected = clients();
const ids = {};
let indexId;
before(async () => {
  const [{ client }] = connected;
  indexId = await createIndex(client, 'images');
  for (const [key, file] of Object.entries(files)) ids[key] = (await upload(client, indexId, file)).task.videoId;
});

for (const { name, client, errors } of connected) {
  describe(`search by images with ${name}`, () => {
    const query = (more) => all(client.search.query({ indexId, queryMediaType: 'image', searchOptions: ['visual'], ...more }));
    const file = (key) => createReadStream(pictures[key]);

    for (const key of ['dog', 'mirrored', 'smaller', 'cropped']) {
      it(`finds the video of a frame: ${key}`, async () => {
        const hits = await query({ queryMediaFile: file(key) });
        assert.equal(hits[0]?.videoId, ids.dog);
        assert.ok(hits.every((hit) => hit.videoId === ids.dog));
      });
    }

    it('takes a picture by URL', async () => {
      const hits = await query({ queryMediaUrl: urlOf('talk') });
      assert.equal(hits[0]?.videoId, ids.talk);
      assert.ok(hits.every((hit) => hit.videoId !== ids.silent));
    });

    it('finds nothing for a picture that is like nothing', async () => {
      assert.deepEqual(await query({ queryMediaFile: file('noise') }), []);
    });

    it('puts first what answers text and picture', async () => {
      const hits = await query({ queryText: 'dog', queryMediaFile: file('dog') });
      assert.equal(hits[0].videoId, ids.dog);
      assert.equal(hits[0].confidence, 'high');
      const others = await query({ queryText: 'dog', queryMediaFile: file('talk') });
      assert.ok(others.every((hit) => hit.confidence === 'low'));
      assert.deepEqual(await query({ queryText: 'dog', queryMediaFile: file('talk'), operator: 'and' }), []);
    });

    it('refuses what is no JPEG or PNG of 128 pixels a side', async () => {
      for (const key of ['tiny', 'gif', 'broken']) {
        const error = await thrown(() => query({ queryMediaFile: file(key) }));
        assert.ok(error instanceof errors.BadRequestError, `${key}: ${error}`);
        assert.match(error.body.message, /query_media_file/);
      }
      assert.match((await thrown(() => query({ queryMediaUrl: urlOf('missing') }))).body.message, /query_media_url/);
    });

    it('refuses a picture where nothing is looked at', async () => {
      const error = await thrown(() => query({ queryMediaFile: file('dog'), searchOptions: ['audio'] }));
      assert.equal(error.body.code, 'search_option_combination_not_supported');
    });
  });
}

describe('search by several images', () => {
  const ask = (fields) => {
    const form = new FormData();
    form.set('index_id', indexId);
    form.append('search_options', 'visual');
    form.set('query_media_type', 'image');
    for (const [key, value] of fields) form.append(key, value, ...(value instanceof Blob ? ['picture.jpg'] : []));
    return request(server, '/search', { method: 'POST', body: form });
  };
  const blob = (key) => new Blob([readFileSync(pictures[key])]);

  it('finds what is like any of them, files and URLs together, and says which', async () => {
    const { data } = await (await ask([['query_media_file', blob('dog')], ['query_media_url', urlOf('talk')]])).json();
    assert.deepEqual(new Set(data.map((hit) => hit.video_id)), new Set([ids.dog, ids.talk]));
    const reason = data.find((hit) => hit.video_id === ids.talk).reasons.find((one) => one.kind === 'look_alike');
    assert.equal(reason.query, 'talk');
    assert.match(reason.how, /^the same footage or scene \((0\.\d\d|1\.00)\)$/);
  });

  it('with "and" finds only what is like each', async () => {
    const { data } = await (await ask([['query_media_file', blob('dog')], ['query_media_file', blob('talk')], ['operator', 'and']])).json();
    assert.deepEqual(data, []);
  });

  it('finds the video of a moment, and refuses moments that are not there', async () => {
    const like = async (moment) => {
      const form = new FormData();
      for (const [key, value] of [['index_id', indexId], ['search_options', 'visual'], ['query_moment', moment]]) form.set(key, value);
      const answer = await request(server, '/search', { method: 'POST', body: form });
      return { status: answer.status, ...(await answer.json()) };
    };
    const { data } = await like(`${ids.dog}@3`);
    assert.ok(data.length > 0 && data.every((hit) => hit.video_id === ids.dog));
    assert.ok(data.some((hit) => hit.start <= 3 && 3 < hit.end));
    assert.match((await like(`${ids.dog}@9999`)).message, /ends at [\d.]+ s/);
    assert.equal((await like('0123456789abcdef01234567@1')).status, 404);
  });

  it('takes ten and no more', async () => {
    const ten = Array.from({ length: 10 }, () => ['query_media_file', blob('smaller')]);
    assert.equal((await ask(ten)).status, 200);
    const eleven = await ask([...ten, ['query_media_url', urlOf('dog')]]);
    assert.equal(eleven.status, 400);
    assert.match((await eleven.json()).message, /at most 10/);
  });
});
