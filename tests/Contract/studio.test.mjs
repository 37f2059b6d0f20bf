// The studio in a real browser against a real server: sign-in, library, upload, search, player, labels and export.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { makeFootage } from './footage.mjs';
import { apiKey, commandLine, startServer } from './server.mjs';
import { exportLabels } from './studio-export.mjs';
import { labelling } from './studio-labelling.mjs';
import { accessible, executablePath, launch, open } from './studio-browser.mjs';

const skip = executablePath === undefined && 'no Chromium is installed';
const maxFirstLoadBytes = 300_000;
const longTimeout = { timeout: 120_000 };

describe('the studio', { skip }, () => {
  let server, footage, browser, page, problems;
  before(async () => {
    footage = makeFootage();
    server = await startServer();
    browser = await launch();
    ({ page, problems } = await open(browser, server));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    footage?.remove();
  });

  it('asks for the API key, rejects a wrong one, and does not store it in the page', async () => {
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await accessible(page, 'sign-in');
    await page.getByLabel('API key').fill('tlk_wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('no API key of this server').waitFor();
    await page.getByLabel('API key').fill(apiKey);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Start with an index' }).waitFor();
    await accessible(page, 'library-first');
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage, cookie: document.cookie }));
    assert.ok(!stored.includes(apiKey) && !stored.includes('reelsight-session'), stored);
  });

  it('creates an index', async () => {
    await page.getByRole('button', { name: 'Create an index' }).click();
    await accessible(page, 'index-dialog');
    await page.getByLabel('Name').fill('holidays');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Drop videos here' }).waitFor();
    await accessible(page, 'index-empty');
  });

  it('uploads clips, shows their progress, and says why one failed', async () => {
    await page.getByLabel('Video files').setInputFiles([footage.dogThenTalk(), footage.notAVideo()]);
    const dock = page.getByRole('region', { name: 'Uploads' });
    await dock.getByText('dog-then-talk.mp4').waitFor();
    await dock.getByText('holiday.mp4').waitFor();
    await dock.getByText('Ready').waitFor(longTimeout);
    await dock.getByRole('button', { name: 'Retry holiday.mp4' }).waitFor(longTimeout);
    await accessible(page, 'library-uploaded');
    const card = page.getByRole('listitem').filter({ hasText: 'dog-then-talk.mp4' }).first();
    await card.getByText('0:14').waitFor(longTimeout);
    await dock.getByRole('button', { name: 'Remove holiday.mp4' }).click();
    await dock.getByRole('button', { name: 'Close the list' }).click();
    await page.getByText('1 searchable video').waitFor(longTimeout);
    await accessible(page, 'library');
  });

  it('finds the dog by text and plays the moment', async () => {
    await page.keyboard.press('/');
    await page.getByRole('heading', { name: 'Find a moment' }).waitFor();
    await accessible(page, 'search-first');
    await page.getByLabel('Search query').fill('animal');
    const hit = page.getByRole('button', { name: /^Play dog-then-talk.mp4, 0:0/ }).first();
    await hit.waitFor();
    await accessible(page, 'search-results');
    await hit.click();
    const panel = page.getByRole('complementary', { name: 'Selected moment' });
    await panel.getByText('dog is a kind of animal').first().waitFor();
    const seen = await page.locator('aside video').evaluate(
      (video) =>
        new Promise((resolve) => {
          video.addEventListener('timeupdate', () => {
            const { totalVideoFrames } = video.getVideoPlaybackQuality();
            if (!video.paused && totalVideoFrames > 0) resolve({ at: video.currentTime, frames: totalVideoFrames });
          });
        }),
    );
    assert.ok(seen.at < 7 && seen.frames > 0, JSON.stringify(seen));
    await accessible(page, 'search-playing');
  });

  it('shows what looks closest, apart and unsure, where nothing is found', async () => {
    await page.getByLabel('Search query').fill('wolf');
    await page.getByRole('heading', { name: 'No results' }).waitFor();
    const closest = page.getByRole('region', { name: 'Visually closest, unsure' });
    await accessible(page, 'search-closest');
    await closest
      .getByRole('button', { name: /^Play dog-then-talk.mp4, 0:0/ })
      .first()
      .click();
    await page.getByRole('complementary', { name: 'Selected moment' }).getByText('visually close, unsure').waitFor();
  });

  it('finds speech, grouped by video, and plays from there', async () => {
    await page.getByLabel('Search query').fill('hello world');
    await page.getByLabel('Group results').selectOption('By video');
    await page.getByRole('heading', { name: /dog-then-talk.mp4 \d+ moment/ }).waitFor();
    const hit = page.getByRole('button', { name: /^Play dog-then-talk.mp4, 0:(0[6-9]|1)/ }).first();
    await hit.click();
    await page.locator('aside video').evaluate(
      (video) =>
        new Promise((resolve) => {
          const check = () => video.currentTime >= 5.5 && resolve();
          video.addEventListener('timeupdate', check);
          check();
        }),
    );
    await accessible(page, 'search-by-video');
  });

  it('finds similar moments', async () => {
    await page.getByRole('complementary').getByRole('button', { name: 'Find similar' }).click();
    await page.getByRole('button', { name: 'Remove image moment.jpg' }).waitFor();
    await page.locator('[data-stale]').waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /^Play / })
      .first()
      .waitFor();
    await accessible(page, 'search-similar');
  });

  it('opens a video with its transcript, and seeks to a phrase', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.getByRole('link', { name: 'Open dog-then-talk.mp4' }).click();
    const panel = page.getByRole('region', { name: 'About the video' });
    const phrase = panel.getByRole('listitem').getByRole('button').first();
    await phrase.waitFor();
    await page
      .locator('video')
      .evaluate((video) => video.readyState > 0 || new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true })));
    await phrase.click();
    const at = await page.locator('video').evaluate((video) => video.currentTime);
    assert.ok(at > 5, String(at));
    await accessible(page, 'video');
  });

  it('shows exactly the frame whose number it displays, and steps and loops with the keyboard', async () => {
    const slider = page.getByRole('slider', { name: 'Playback position' });
    const displayedFrame = async () => Number(/frame (\d+)/.exec(await slider.getAttribute('aria-valuetext'))[1]);
    // The stream's clock may be late, because its audio starts earlier, and is never early; here by less than a frame.
    const frameTimeAfter = (key) =>
      page.locator('video').evaluate(
        (video, pressed) =>
          new Promise((resolve) => {
            video.requestVideoFrameCallback((_, { mediaTime }) => resolve(mediaTime));
            dispatchEvent(new KeyboardEvent('keydown', { key: pressed }));
          }),
        key,
      );
    await slider.focus();
    await frameTimeAfter('Home');
    for (const frame of [1, 2, 3]) assert.equal(Math.floor((await frameTimeAfter('.')) * 25), frame);
    assert.equal(await displayedFrame(), 3);
    assert.equal(Math.floor((await frameTimeAfter(',')) * 25), 2);
    await page.keyboard.press('[');
    await page.keyboard.press('>');
    await page.keyboard.press(']');
    await page.getByText('loop', { exact: true }).waitFor();
    await page.waitForFunction(() => document.querySelector('video').currentTime > 0.3);
    await page.waitForFunction(() => document.querySelector('video').currentTime < 0.3);
    await page.keyboard.press('k');
    await page.keyboard.press(']');
    assert.ok((await displayedFrame()) >= 2 && (await displayedFrame()) < 14, String(await displayedFrame()));
    await page.keyboard.press('End');
    assert.ok((await displayedFrame()) > 340, String(await displayedFrame()));
  });

  it('lists the items of the timeline, seeks to one, and shows its bounding box', async () => {
    const panel = page.getByRole('region', { name: 'About the video' });
    await panel.getByRole('button', { name: 'Objects' }).click();
    await panel.getByLabel('Filter by lane').selectOption('Objects');
    await panel.getByRole('listitem').getByRole('button', { name: /dog/ }).click();
    assert.equal(await page.getByRole('slider').getAttribute('aria-valuetext'), '0:00.0, frame 0');
    await page.keyboard.press('b');
    await page.locator('[class*=box]').getByText(/dog/).waitFor();
    await page.keyboard.press('+');
    await accessible(page, 'video-timeline');
    const canvas = await page.getByRole('slider').boundingBox();
    await page.mouse.click(canvas.x + canvas.width - 8, canvas.y + 10);
    const at = Number(await page.getByRole('slider').getAttribute('aria-valuenow'));
    assert.ok(at > 5 && at < 12, String(at));
  });

  labelling(() => ({ server, page }));

  it('exports annotations with their exact frames, and imports annotations', () => exportLabels(page, server, footage));

  it('runs a saved search on new footage, and counts new matches', async () => {
    await page.goto(`${server.url}/search?q=dog`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('New videos are searched as soon as they are ready').waitFor();
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.getByLabel('Video files').setInputFiles(footage.dog());
    await page.getByRole('region', { name: 'Uploads' }).getByText('Ready').waitFor(longTimeout);
    await page.getByRole('button', { name: 'Close the list' }).click();
    await page.goto(`${server.url}/search`);
    const saved = page.getByRole('region', { name: 'Saved searches' });
    await saved.getByText(/new match(es)? in 1 new video/).waitFor(longTimeout);
    await page.getByRole('link', { name: /^Search \d+ new/ }).waitFor();
    await accessible(page, 'search-saved');
    await saved.getByRole('button', { name: /^dog/ }).click();
    await page
      .getByRole('button', { name: /^Play dog.mp4/ })
      .first()
      .waitFor();
    await page.goto(`${server.url}/search`);
    await saved.getByText('Nothing new').waitFor();
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Actions for dog.mp4' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('dog.mp4 is deleted.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
  });

  it('undoes a deletion', async () => {
    await page.getByRole('button', { name: 'Actions for dog-then-talk.mp4' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Drop videos here' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Open dog-then-talk.mp4' }).waitFor();
    await page.getByText('1 searchable video').waitFor(longTimeout);
  });

  it('lists all shortcuts, and has a page for an unknown URL', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await accessible(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.goto(`${server.url}/nowhere/at/all`);
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
    await accessible(page, 'no-such-page');
  });

  it('works on a phone', async () => {
    const { page: small } = await open(browser, server, {
      viewport: { width: 390, height: 844 },
      storageState: await page.context().storageState(),
    });
    for (const [address, name] of [
      ['/', 'library'],
      ['/search?q=animal', 'search'],
    ]) {
      await small.goto(server.url + address);
      await small.getByText('dog-then-talk.mp4').first().waitFor();
      const wide = await small.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, `${address} is wider than the screen`);
      await accessible(small, `${name}-phone`);
    }
    await small.context().close();
  });

  it('signs in with a link that works once, and signs out', async () => {
    const link = async () =>
      (await (await fetch(`${server.url}/reelsight/v1/sign-in-links`, { method: 'POST', headers: { 'x-api-key': apiKey } })).json()).url;
    const { page: other, context } = await open(browser, server);
    const url = await link();
    await other.goto(url);
    await other.getByRole('heading', { name: 'holidays' }).waitFor();
    assert.equal(new URL(other.url()).hash, '');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await context.close();

    const { page: late, context: second } = await open(browser, server);
    await late.goto(url);
    await late.getByRole('heading', { name: 'Sign in' }).waitFor();
    await late.getByText('This sign-in link was used already').waitFor();
    await second.close();
  });

  it('causes no console errors and no requests to other origins', () => assert.deepEqual(problems, []));

  it('loads little with the first page', () => {
    const assets = path.join(path.dirname(commandLine()), 'studio/assets');
    const sizes = readdirSync(assets)
      .filter((name) => /\.js$/.test(name))
      .map((name) => [name, gzipSync(readFileSync(path.join(assets, name))).length]);
    // All scripts that any first page may load: all but the player's, which is loaded with the first video.
    const first = sizes.filter(([name]) => !name.startsWith('hls')).reduce((sum, [, size]) => sum + size, 0);
    assert.ok(first > 0 && first < maxFirstLoadBytes, JSON.stringify(sizes));
  });
});
