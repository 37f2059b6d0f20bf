// Labels through plain requests and the command line: made, proposed, exported in every format, read by readers of our own, and
// brought back.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { clients, createIndex, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { framesEqual, unzip } from './archive.mjs';
import { apiKey, commandLine, startServer } from './server.mjs';

describe('labels', () => {
  const footage = makeFootage();
  const home = mkdtempSync(path.join(tmpdir(), 'reelsight labels '));
  let server, clip, videoId, setPath;

  /** A plain request; its JSON, or its bytes when it is something else. */
  const ask = async (method, route, body, status = 200) => {
    const answer = await fetch(`${server.url}/reelsight/v1${route}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.status, status, `${method} ${route}: ${bytes.toString().slice(0, 500)}`);
    return answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(bytes) : bytes;
  };
  const ended = async (route) => {
    for (;;) {
      const job = await ask('GET', route);
      if (!['queued', 'processing'].includes(job.state)) return job;
      await delay(100);
    }
  };
  const run = (...args) =>
    new Promise((resolve) => {
      execFile(
        'dotnet',
        [commandLine(), 'labels', ...args, '--index', 'street', '--server', server.url, '--key', apiKey, '--json'],
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });

  before(async () => {
    clip = footage.dog();
    server = await startServer();
    const [{ client }] = clients();
    const indexId = await createIndex(client, 'street');
    videoId = (await upload(client, indexId, clip)).task.videoId;
    const labels = [
      { name: 'Dog', description: 'a dog', attributes: [{ name: 'mood', type: 'enum', values: ['calm', 'wild'] }] },
      { name: 'Turning' },
    ];
    setPath = `/label-sets/${(await ask('POST', '/label-sets', { index_id: indexId, name: 'pets', labels }, 201))._id}`;
    const box = (frame, x) => ({ frame, x, y: 0.25, width: 0.5, height: 0.5 });
    await ask('PATCH', `${setPath}/annotations`, {
      reviewer: 'ada',
      creates: [
        {
          video_id: videoId,
          label_id: 'Dog',
          start_frame: 10,
          end_frame: 70,
          attributes: { mood: 'calm' },
          boxes: [box(10, 0), box(50, 0.5)],
        },
        { video_id: videoId, label_id: 'Turning', start_frame: 30, end_frame: 60, note: 'to the left' },
      ],
    });
  });
  after(async () => {
    await server?.stop();
    footage.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('tell in COCO where each is, and the frame in the archive is the frame of the film', async () => {
    const made = await ask('POST', `${setPath}/exports`, { format: 'coco', include_frames: true }, 202);
    const ready = await ended(`${setPath}/exports/${made._id}`);
    assert.equal(ready.state, 'ready');
    const files = unzip(Buffer.from(await (await fetch(ready.url)).arrayBuffer()));
    const coco = JSON.parse(files.get('annotations.json'));
    assert.equal(coco.images.length, ready.frame_count);
    // What loaders do: every annotation has an image, a category, a box and an area, and ids are found again.
    const byId = (list) => new Map(list.map((one) => [one.id, one]));
    const [images, categories] = [byId(coco.images), byId(coco.categories)];
    for (const annotation of coco.annotations) {
      const image = images.get(annotation.image_id);
      const [x, y, width, height] = annotation.bbox;
      assert.ok(
        x >= 0 && y >= 0 && x + width <= image.width && y + height <= image.height && annotation.area > 0,
        JSON.stringify(annotation),
      );
      assert.ok(categories.has(annotation.category_id) && Array.isArray(annotation.segmentation));
      assert.ok(
        image.frame_id >= annotation.start_frame &&
          image.frame_id < annotation.end_frame &&
          image.frame_id === annotation.frame &&
          image.pts === annotation.pts,
      );
    }
    const turning = coco.annotations.filter(({ category_id: id }) => categories.get(id).name === 'Turning');
    assert.deepEqual(
      turning.map(({ kind, iscrowd, start_frame, end_frame }) => [kind, iscrowd, start_frame, end_frame]),
      [['event', 1, 30, 60]],
    );
    const dog = coco.annotations.find(({ kind, frame }) => kind === 'box' && frame === 30);
    assert.ok(Math.abs(dog.bbox[0] / images.get(dog.image_id).width - 0.25) < 0.01, 'half way between two key frames the box is half way');
    for (const image of coco.images) framesEqual(files.get(image.file_name), clip, image.frame_id);
    const sheet = JSON.parse(files.get('datasheet.json'));
    assert.deepEqual(
      [sheet.annotations, sheet.images, sheet.labels.map(({ with_boxes: boxed }) => boxed)],
      [2, coco.images.length, [1, 0]],
    );
  });

  it('are written for each program in its own form', async () => {
    const get = (format) => ask('GET', `${setPath}/export?format=${format}`);
    const cvat = (await get('cvat')).toString();
    assert.match(cvat, /<version>1\.1<\/version>/);
    assert.match(cvat, /<track id="0" label="Dog" source="manual">\s*<box frame="10" keyframe="1" outside="0" occluded="0" xtl="0\.00"/);
    assert.match(cvat, /<box frame="70" keyframe="1" outside="1"/);
    const [task] = await get('label-studio');
    assert.deepEqual(
      task.annotations[0].result.map(({ type, from_name: from, to_name: to }) => [type, from, to]),
      [
        ['videorectangle', 'box', 'video'],
        ['timelinelabels', 'events', 'video'],
      ],
    );
    assert.deepEqual(task.annotations[0].result[1].value, { ranges: [{ start: 31, end: 60 }], timelinelabels: ['Turning'] });
    const fiftyone = unzip(await get('fiftyone'));
    const events = JSON.parse(fiftyone.get('labels.json'));
    assert.deepEqual(
      events.labels.dog.map(({ label, support }) => [events.classes[label], support]),
      [
        ['Dog', [11, 70]],
        ['Turning', [31, 60]],
      ],
    );
    const boxes = JSON.parse(fiftyone.get('detections.json'));
    assert.deepEqual(
      boxes.labels[`${videoId}_0000010`].map(({ label, bounding_box: box }) => [boxes.classes[label], box]),
      [['Dog', [0, 0.25, 0.5, 0.5]]],
    );
    const yolo = unzip(await get('yolo'));
    assert.match(
      yolo.get('data.yaml').toString(),
      /^train: images\/train\nval: images\/train # .+\nnames:\n {2}0: "Dog"\n {2}1: "Turning"\n$/,
    );
    assert.equal(yolo.get(`labels/train/${videoId}_0000010.txt`).toString(), '0 0.25 0.5 0.5 0.5\n');
    assert.equal((await get('csv')).toString().trim().split('\r\n').length, 3);
  });

  it('come back whole from what was exported, and a second time change nothing', async () => {
    const facts = async () =>
      (await ask('GET', `${setPath}/annotations`)).data.map(({ revision, updated_at, created_at, ...rest }) => rest);
    const before = await facts();
    for (const format of ['json', 'cvat', 'label-studio']) {
      const file = path.join(home, format);
      const exported = await ask('GET', `${setPath}/export?format=${format}`);
      writeFileSync(file, Buffer.isBuffer(exported) ? exported : JSON.stringify(exported));
      await ask('PATCH', `${setPath}/annotations`, { deletes: before.map(({ _id }) => ({ annotation_id: _id })) });
      assert.deepEqual(await facts(), []);
      const first = await run('import', file, '--format', format);
      assert.deepEqual([first.code, JSON.parse(first.stdout).created], [0, 2], first.stderr);
      assert.deepEqual(await facts(), before, format);
      const second = JSON.parse((await run('import', file, '--format', format)).stdout);
      assert.deepEqual([second.revision, second.created, second.unchanged], [0, 0, 2]);
    }
  });

  it('of a file that cannot be taken in are refused with a reason', async () => {
    const file = path.join(home, 'cats.json');
    writeFileSync(
      file,
      JSON.stringify([
        {
          data: { video: 'dog.mp4' },
          annotations: [
            { result: [{ id: 'x', type: 'timelinelabels', value: { ranges: [{ start: 1, end: 2 }], timelinelabels: ['Cat'] } }] },
          ],
        },
      ]),
    );
    const { code, stderr } = await run('import', file, '--format', 'label-studio');
    assert.notEqual(code, 0);
    assert.match(stderr, /"Cat"/);
    assert.equal((await run('import', file, '--format', 'paper')).code, 2);
  });

  it('are proposed from the command line, and exported from it with pictures', async () => {
    const proposed = await run('autolabel', '--label', 'Dog');
    assert.equal(proposed.code, 0, proposed.stderr);
    const pass = JSON.parse(proposed.stdout);
    assert.equal(pass.state, 'ready');
    assert.ok(pass.by_hand_sec >= pass.saved_sec && pass.saved_sec > 0);
    const out = path.join(home, 'pets.zip');
    const exported = await run('export', '--format', 'yolo', '--frames', '--state', 'accepted', '--state', 'proposed', '-o', out);
    assert.equal(exported.code, 0, exported.stderr);
    const { frame_count: count, format } = JSON.parse(exported.stdout);
    const names = [...unzip(readFileSync(out)).keys()];
    assert.equal(format, 'yolo');
    assert.ok(count > 0 && names.filter((name) => name.startsWith('images/train/')).length === count, names.join());
    assert.equal(names.filter((name) => name.startsWith('labels/train/')).length, count);
  });

  it('say on the command line what they learned from examples, and hand it on as a file', async () => {
    const said = await run('taught');
    assert.equal(said.code, 0, said.stderr);
    const taught = new Map(JSON.parse(said.stdout).map((one) => [one.name, one]));
    assert.match(taught.get('Turning').sentence, /example/);
    assert.equal((await run('taught', '--label', 'Cat')).code, 2);
    const file = path.join(home, 'turning.json');
    assert.equal((await run('taught', '--save', file)).code, 2);
    const saved = await run('taught', '--label', 'Turning', '--save', file);
    assert.equal(saved.code, 0, saved.stderr);
    const { name, space, weights } = JSON.parse(readFileSync(file, 'utf8'));
    assert.ok(name === 'Turning' && space.startsWith('reelsight-') && weights, file);
    const taken = await run('taught', '--label', 'Turning', '--load', file);
    assert.notEqual(taken.code, 0);
    assert.match(taken.stderr, /has examples of its own/);
  });
});
