// Screenshots, for who wants to look: `SCREENSHOTS=folder`.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.SCREENSHOTS;

/** Keeps what is seen now under this name. */
export async function picture(page, name, options = {}) {
  if (!FOLDER) return;
  mkdirSync(FOLDER, { recursive: true });
  const file = name.replaceAll(/[^A-Za-z0-9-]+/g, '-').replaceAll(/-+/g, '-').replace(/-$/, '');
  await page.screenshot({ path: join(FOLDER, `${file}.png`), animations: 'disabled', ...options });
}
