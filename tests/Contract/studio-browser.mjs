// Browser helpers of the studio suites: pages that record problems, screenshots, and accessibility checks.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './server.mjs';

export const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Screenshots go to the other test results, which are not part of the sources. */
const screenshots = process.env.REELSIGHT_ARTEFACTS ?? path.join(root, 'artifacts/test-results/studio');

export const launch = () =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
  });

/** Opens a page with its own session. `problems` collects console errors, and requests to other origins than the server's. */
export async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  // The console also reports responses with an error status; what matters is how the studio handles them.
  page.on(
    'console',
    (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && problems.push(message.text()),
  );
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== server.url) problems.push(`request to ${origin}`);
  });
  return { page, context, problems };
}

/** Takes a screenshot of the page. */
export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

/** Checks the accessibility of a page in the light and the dark theme, and takes a screenshot of each. */
export async function accessible(page, name) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    // Until the new theme is painted, old and new colours are mixed.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `    ${target.join(' ')} ${failureSummary}`).join('\n')}`,
    );
    await screenshot(page, `${name}-${theme}`);
    assert.deepEqual(found, [], `${name}, ${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
