// The map in a real browser: selection, labels, duplicates, and a hundred thousand points.
import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { makeFootage } from './footage.mjs';
import { apiKey, request, settled, startServer } from './server.mjs';
import { accessible, executablePath, launch, open } from './studio-browser.mjs';

const skip = executablePath === undefined && 'no Chromium is installed';
const callApi = (server, route, body) =>
  fetch(`${server.url}/reelsight/v1${route}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  }).then((response) => response.json());

const mapCalls = /\/reelsight\/v1\/indexes\/\w+\/map/;

describe('the map of the studio', { skip }, () => {
  let server, footage, browser, page, problems, index, labels;
  before(async () => {
    footage = makeFootage();
    server = await startServer();
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const models = [{ model_name: 'marengo3.0', model_options: ['visual', 'audio'] }];
    const make = async (name) =>
      (
        await (
          await request(server, '/indexes', { ...json, body: JSON.stringify({ index_name: name, models, addons: ['thumbnail'] }) })
        ).json()
      )._id;
    await make('nothing yet');
    index = await make('films');
    const dog = footage.dog();
    const files = [dog, footage.edited(dog, { seconds: 5, name: 'dog-again.mp4' }), footage.dogThenTalk()];
    const tasks = await Promise.all(
      files.map(async (file) => {
        const form = new FormData();
        form.append('index_id', index);
        form.append('enable_video_stream', 'true');
        form.append('video_file', await openAsBlob(file), file.split('/').pop());
        return (await (await request(server, '/tasks', { method: 'POST', body: form })).json())._id;
      }),
    );
    for (const task of tasks) assert.equal((await settled(async () => (await request(server, `/tasks/${task}`)).json())).status, 'ready');
    labels = await callApi(server, '/label-sets', {
      index_id: index,
      name: 'Pets',
      labels: [{ name: 'Dog', colour: '#d6409f' }, { name: 'Talk' }],
    });
    browser = await launch();
    ({ page, problems } = await open(browser, server));
    await page.goto((await callApi(server, '/sign-in-links', {})).url);
    await page.getByRole('link', { name: 'Map' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    footage?.remove();
  });

  const map = () => page.getByRole('img', { name: /^Map of/ });
  const panel = () => page.getByRole('complementary', { name: 'Clips of the map' });

  it('opens with a shortcut and shows every clip of an index', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByLabel('Index', { exact: true }).selectOption('films');
    await page.getByText(/\d+ clips of 3 videos/).waitFor();
    await panel().getByText('Least similar to their nearest neighbours').waitFor();
    await panel().getByRole('button', { name: 'All' }).click();
    await panel()
      .getByRole('button', { name: /^Show dog.mp4/ })
      .waitFor();
    await accessible(page, 'map');
  });

  it('lists the same footage in two videos', async () => {
    await panel()
      .getByRole('button', { name: /^Duplicates [1-9]/ })
      .click();
    await panel()
      .getByText(/% similar to the next/)
      .first()
      .waitFor();
    await panel()
      .getByRole('button', { name: /^Show dog-again.mp4/ })
      .first()
      .waitFor();
    await accessible(page, 'map-duplicates');
  });

  it('plays the active clip, with links to its video and to similar moments', async () => {
    await panel()
      .getByRole('button', { name: /^Show dog-again.mp4/ })
      .first()
      .click();
    const details = page.getByRole('region', { name: 'Clip details' });
    await details.locator('video').evaluate(
      (video) =>
        new Promise((resolve) => {
          const check = () => video.currentTime > 0 && resolve();
          video.addEventListener('timeupdate', check);
          check();
        }),
    );
    await details.getByRole('link', { name: 'Open video' }).waitFor();
    await accessible(page, 'map-clip-details');
    await details.getByRole('link', { name: 'Find similar' }).click();
    await page.getByRole('button', { name: 'Remove image moment.jpg' }).waitFor();
    await page
      .getByRole('button', { name: /^Play dog/ })
      .first()
      .waitFor();
    await page.goBack();
  });

  it('selects with a lasso, labels the selection, and colours by label', async () => {
    await page.goto(`${server.url}/map?index=${index}`);
    await map().waitFor();
    await page.getByText(/\d+ clips of 3 videos/).waitFor();
    const { x, y, width, height } = await map().boundingBox();
    await page.keyboard.down('Shift');
    await page.mouse.move(x + 3, y + 3);
    await page.mouse.down();
    for (const [across, along] of [
      [width - 3, 3],
      [width - 3, height - 3],
      [3, height - 3],
      [3, 4],
    ])
      await page.mouse.move(x + across, y + along, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await panel()
      .getByRole('button', { name: /^Selected [3-9]/ })
      .waitFor();
    await panel()
      .getByRole('checkbox', { name: /^Select dog-then-talk.mp4/ })
      .last()
      .click();
    await accessible(page, 'map-selected');
    await panel().getByRole('button', { name: 'Add a label' }).click();
    const dialog = page.getByRole('dialog', { name: /^Add a label to/ });
    await dialog.getByLabel('Label', { exact: true }).selectOption('Dog');
    await accessible(page, 'map-label-dialog');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(/clips labelled Dog/).waitFor();
    await page.getByLabel('Colour by').selectOption('Colour by labels of Pets');
    await page.getByRole('list', { name: 'Legend' }).getByText('Dog').waitFor();
    await page.getByRole('list', { name: 'Legend' }).getByText('Unlabelled').waitFor();
    await accessible(page, 'map-labels');
    const { data } = await callApi(server, `/label-sets/${labels._id}/annotations`);
    assert.ok(data.length >= 2 && data.every(({ state, source }) => state === 'accepted' && source === 'person'), JSON.stringify(data));
  });

  it('shows the clip under the pointer, and moves with the keyboard', async () => {
    await page.goto(`${server.url}/map?index=${index}&unit=video&view=pca`);
    await page.getByText('3 videos · the axes explain').waitFor();
    const { points } = await callApi(server, `/indexes/${index}/map?unit=video&view=pca`);
    const { x, y, width, height } = await map().boundingBox();
    const half = (Math.min(width, height) / 2) * 0.92;
    await page.mouse.move(x + width / 2 + points.x[0] * half, y + height / 2 - points.y[0] * half);
    await page.locator('figure').waitFor();
    await page.locator('figure video').waitFor();
    await accessible(page, 'map-hover');
    await map().focus();
    for (const key of ['+', 'ArrowLeft', 'ArrowUp', '-', '0']) await page.keyboard.press(key);
  });

  it('explains what to do in an empty index', async () => {
    await page.getByLabel('Index', { exact: true }).selectOption('nothing yet');
    await page.getByRole('heading', { name: 'No clip has an image yet' }).waitFor();
    await accessible(page, 'map-empty');
  });

  it('shows the progress of a map that is being built', async () => {
    await page.route(mapCalls, (route) => route.fulfill({ json: { state: 'building', progress: 0.4, view: 'neighbours', unit: 'clip' } }));
    await page.goto(`${server.url}/map?index=${index}`);
    await page.getByRole('progressbar', { name: 'Map progress' }).waitFor();
    await accessible(page, 'map-building');
    await page.unroute(mapCalls);
  });

  it('fits on a phone', async () => {
    const { page: small, context } = await open(browser, server, {
      viewport: { width: 390, height: 844 },
      storageState: await page.context().storageState(),
    });
    await small.goto(`${server.url}/map?index=${index}`);
    await small.getByText(/\d+ clips of 3 videos/).waitFor();
    assert.equal(await small.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    await accessible(small, 'map-phone');
    await context.close();
  });

  it('handles a hundred thousand points', async (test) => {
    const pointCount = 100_000;
    await page.route(mapCalls, (route) => route.fulfill({ json: synthetic(pointCount) }));
    await page.goto(`${server.url}/map?index=${index}`);
    await page.getByText('100,000 clips of 1,000 videos').waitFor();
    await map().waitFor();
    const frameTimes = await page.evaluate(async () => {
      const canvas = document.querySelector('canvas');
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const frames = [];
      for (let n = 0, before = performance.now(); n < 120; n++) {
        canvas.dispatchEvent(
          new WheelEvent('wheel', {
            deltaY: n % 40 < 20 ? -40 : 40,
            clientX: left + width / 2,
            clientY: top + height / 2,
            cancelable: true,
          }),
        );
        await new Promise(requestAnimationFrame);
        frames.push(performance.now() - before);
        before = performance.now();
      }
      return frames.sort((a, b) => a - b);
    });
    const at = (share) => frameTimes[Math.floor(frameTimes.length * share)].toFixed(1);
    test.diagnostic(`100,000 points while zooming: a frame in ${at(0.5)} ms (p50), ${at(0.95)} ms (p95)`);
    await panel().getByRole('button', { name: 'All' }).click();
    await panel()
      .getByRole('button', { name: /^Show film 0/ })
      .first()
      .waitFor();
    assert.ok((await panel().getByRole('listitem').count()) < 60, 'only visible rows are rendered');
    await accessible(page, 'map-many');
    await page.unroute(mapCalls);
  });

  it('causes no console errors and no requests to other origins', () => assert.deepEqual(problems, []));
});

/** A map of films of a hundred clips each, in 120 clusters. */
function synthetic(count) {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const clusters = Array.from({ length: 120 }, () => ({ x: random() * 1.6 - 0.8, y: random() * 1.6 - 0.8, size: 0.02 + random() * 0.1 }));
  const points = { x: [], y: [], start: [], end: [], tag: [], thumbnail: [], isolation: [] };
  for (let n = 0; n < count; n++) {
    const tag = Math.floor(random() * clusters.length);
    const { x, y, size } = clusters[tag];
    const [turn, away] = [random() * 2 * Math.PI, size * Math.sqrt(-2 * Math.log(random()))];
    points.x.push(+(x + Math.cos(turn) * away).toFixed(4));
    points.y.push(+(y + Math.sin(turn) * away).toFixed(4));
    points.start.push((n % 100) * 6);
    points.end.push((n % 100) * 6 + 6);
    points.tag.push(tag);
    points.thumbnail.push('');
    points.isolation.push(+away.toFixed(4));
  }
  return {
    state: 'ready',
    progress: 1,
    view: 'neighbours',
    unit: 'clip',
    left_out: 0,
    points,
    outliers: [],
    duplicates: [],
    tags: clusters.map((_, at) => `cluster ${at}`),
    videos: Array.from({ length: count / 100 }, (_, n) => ({
      video_id: n.toString(16).padStart(24, '0'),
      title: `film ${n}`,
      duration: 600,
      first_point: n * 100,
      point_count: 100,
    })),
  };
}
