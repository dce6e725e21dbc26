// The browser, and what people do in it.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is; undefined without one. */
export const CHROMIUM = PLACES.find((place) => place && existsSync(place));

const SILENT = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. */
export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: SILENT });

/** How a page is looked at. */
export const VIEWS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  forcedColours: { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
};

/**
 * A browser of its own with one page. What goes wrong in it unnoticed by people (errors in scripts, violations of the content security policy,
 * requests to other hosts, answers of 500 and above) is kept in `page.faults`.
 */
export async function visitor(browser, origin, options = {}) {
  const context = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce', baseURL: origin, ...VIEWS.desktop, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // The browser says so of every answer that is an error, also where that is what was asked for.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) page.faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:'].includes(url.protocol) && !url.hostname.endsWith('.localhost')) page.faults.push(`request to ${url.host}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) page.faults.push(`${response.status()} from ${response.url()}`);
  });
  return page;
}

/** Logs in by the form. */
export async function logIn(page, username, password) {
  await page.goto('/anmelden');
  await page.fill('input[autocomplete=username]', username);
  await page.fill('input[type=password]', password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/anmelden'), page.click('main button[type=submit]')]);
}

/** Presses the button or link with this name inside the main part and waits for what it leads to. */
export async function press(page, name, within = page.locator('main')) {
  const control = within.getByRole('button', { name }).or(within.getByRole('link', { name })).first();
  await control.click();
  await page.waitForLoadState();
}

/** Loads the page again until it shows the text: for what arrives from another instance. */
export async function arrives(page, path, text, attempts = 60) {
  for (let attempt = 0; attempt < attempts; attempt++) {
    await page.goto(path);
    if ((await page.locator('main').innerText()).includes(text)) return;
    await page.waitForTimeout(250);
  }
  throw new Error(`${path} never showed “${text}”:\n${await page.locator('main').innerText()}`);
}
