// A browser in front of the studio, for its suites: signed in, watched for complaints, with pictures of what it shows.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './server.mjs';

export const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Where pictures of the pages go: with the other results of the tests, which are no part of the sources. */
const pictures = process.env.REELSIGHT_ARTEFACTS ?? path.join(root, 'artifacts/test-results/studio');

export const launch = () =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
  });

/** A page of its own session. `complaints` gathers what the browser's console said against it, and every origin but the server's that was asked. */
export async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  // An answer with an error status is said in the console too; what matters is how the studio takes it.
  page.on(
    'console',
    (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(message.text()),
  );
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== server.url) complaints.push(`asked ${origin}`);
  });
  return { page, context, complaints };
}

/** Takes a picture of the page as it is. */
export async function picture(page, name) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

/** Checks a page for what keeps people out, in the light and the dark, and takes a picture of each. */
export async function accessible(page, name) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    // Until the new theme is painted, old and new colours stand side by side.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `    ${target.join(' ')} ${failureSummary}`).join('\n')}`,
    );
    await picture(page, `${name}-${theme}`);
    assert.deepEqual(found, [], `${name}, ${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
