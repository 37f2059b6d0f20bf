// The same footage after what people do to it: does a picture find it again, and is it said which edit it is?
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clients, createIndex, upload } from './clients.mjs';
import { makeFootage, sharedMedia } from './footage.mjs';
import { apiKey, request, startServer } from './server.mjs';

const skip = sharedMedia === null && 'the clips with known answers (../shared/media) are not on this machine';
const letterbox = 'pad=iw:iw:0:(ow-ih)/2';
const edits = {
  'as it is': 'null',
  mirrored: 'hflip',
  'in grey and dark': 'hue=s=0,eq=brightness=-0.25',
  small: 'scale=240:-2',
  letterboxed: letterbox,
  pillarboxed: 'pad=iw*1.4:ih:(ow-iw)/2:0',
  'with a logo and a caption': 'drawbox=iw*0.78:ih*0.05:iw*0.17:ih*0.14:red:fill,drawbox=iw*0.05:ih*0.84:iw*0.9:ih*0.12:navy:fill',
  'cropped to 70 %': 'crop=iw*0.7:ih*0.7:iw*0.05:ih*0.25',
  'cropped to 70 %, mirrored and letterboxed': `crop=iw*0.7:ih*0.7,hflip,${letterbox}`,
  'cropped to a quarter': 'crop=iw/2:ih/2',
};

describe('footage that was edited', { skip }, () => {
  const footage = makeFootage();
  const clips = ['store-aisle-detection', 'worker-zone-detection', 'classroom'];
  const ids = {};
  let server, indexId;
  before(async () => {
    if (skip) return;
    server = await startServer();
    const [{ client }] = clients();
    indexId = await createIndex(client, 'edits');
    for (const clip of clips) {
      const whole = path.join(sharedMedia, `${clip}.mp4`);
      ids[clip] = (await upload(client, indexId, footage.edited(whole, { seconds: 4, name: `${clip}.mp4` }))).task.videoId;
    }
    const copy = footage.edited(path.join(sharedMedia, `${clips[0]}.mp4`), {
      seconds: 4,
      filter: `hflip,${letterbox},tpad=start_duration=1.5:color=black`,
      quality: 38,
      name: 'copy.mp4',
    });
    ids.copy = (await upload(client, indexId, copy)).task.videoId;
  });
  after(async () => {
    await server?.stop();
    footage.remove();
  });

  const ask = async (clip, filter) => {
    const form = new FormData();
    form.set('index_id', indexId);
    form.set('search_options', 'visual');
    form.set('query_media_type', 'image');
    form.set(
      'query_media_file',
      new Blob([readFileSync(footage.frame(path.join(sharedMedia, `${clip}.mp4`), 2, { filter }))]),
      'frame.jpg',
    );
    return (await (await request(server, '/search', { method: 'POST', body: form })).json()).data;
  };
  const lookOf = (hit) => hit.reasons.find((reason) => reason.kind === 'look_alike')?.how;

  for (const [name, filter] of Object.entries(edits)) {
    it(`is found first, and nothing else looks alike: ${name}`, async () => {
      for (const clip of clips) {
        const hits = await ask(clip, filter);
        assert.ok(hits[0].video_id === ids[clip] || (clip === clips[0] && hits[0].video_id === ids.copy), clip);
        assert.match(lookOf(hits[0]), /^(the same footage or scene|looks alike)/);
        const strangers = hits.filter(
          (hit) => lookOf(hit) && hit.video_id !== ids[clip] && !(clip === clips[0] && hit.video_id === ids.copy),
        );
        assert.deepEqual(strangers, []);
      }
    });
  }

  it('finds a mirrored, letterboxed copy behind a black lead-in, and says that it is mirrored', async () => {
    const hits = await ask(clips[0], 'null');
    assert.deepEqual(
      hits.slice(0, 2).map((hit) => hit.video_id),
      [ids[clips[0]], ids.copy],
    );
    assert.match(lookOf(hits[0]), /^the same footage or scene \(/);
    assert.match(lookOf(hits[1]), /^the same footage or scene, mirrored \(/);
  });

  it('lists the copy as a duplicate of its original, and no other', async () => {
    const { data, page_info: page } = await (
      await fetch(`${server.url}/reelsight/v1/indexes/${indexId}/duplicates`, { headers: { 'x-api-key': apiKey } })
    ).json();
    assert.deepEqual(
      data.map((group) => group.video_ids),
      [[ids[clips[0]], ids.copy]],
    );
    const [pair] = data[0].pairs;
    assert.equal(pair.same_file, false);
    assert.ok(pair.overlap >= 0.9 && pair.similarity >= 0.55, JSON.stringify(pair));
    assert.ok(pair.end_sec > pair.start_sec && pair.other_end_sec > pair.other_start_sec);
    assert.deepEqual([page.page, page.total_results], [1, 1]);
  });
});
