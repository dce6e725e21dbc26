// Screenshots, for who wants to look: `SCREENSHOTS=folder`. Those of the README are written with `README_PICTURES=folder`.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.SCREENSHOTS;

/** Where the README's pictures go; undefined when nobody wants new ones: they differ with every run, by times and numbers. */
export const README_PICTURES = process.env.README_PICTURES;

/** Keeps what is seen now under this name. */
export async function picture(page, name, { folder = FOLDER, ...options } = {}) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const file = name.replaceAll(/[^A-Za-z0-9-]+/g, '-').replaceAll(/-+/g, '-').replace(/-$/, '');
  await page.screenshot({ path: join(folder, `${file}.png`), animations: 'disabled', ...options });
}
