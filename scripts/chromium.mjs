import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up.mjs';

/** The shell first: it is Chromium without windows, and the toolbar of a window nobody sees takes more of the processor than the page. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const windowsPaths = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
  [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ].map((parts) => join(process.env[variable] ?? 'C:\\Program Files', ...parts)),
);

/** The path of a Chromium that runs. Where there is none and we may, it is installed. */
export async function requireChromium() {
  const found = await findChromium();
  if (found !== null) return found;
  if (!mayInstall()) {
    throw new SetUpError(
      'The browser tests need Chromium, Chrome or Edge, and none was found. Install one ' +
        '(Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.',
    );
  }
  process.stderr.write('No Chromium found: installing it with apt-get ...\n');
  const update = await runCommand('apt-get', ['update']);
  let said = update.output;
  // Not every release has the shell as a package of its own.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const install = await runCommand('apt-get', ['install', '-y', '--no-install-recommends', name], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = await findChromium();
    if (installed !== null) return installed;
    said += install.output;
  }
  throw new SetUpError(`${said}\napt-get gave us no Chromium that runs: see above.`);
}

/** The path of a Chromium that runs; null where there is none. */
export async function findChromium() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (await runs(given)) return given;
    throw new SetUpError(`CHROMIUM is set to ${given}, and no browser runs from there.`);
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
  for (const path of [...onPath, ...macPaths, ...windowsPaths]) if (await runs(path)) return path;
  return null;
}

/** Ubuntu's chromium-browser may be a script that only says how to install a snap, so being there is not enough. */
async function runs(path) {
  if (!existsSync(path)) return false;
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return true;
  const { ok, output } = await runCommand(path, ['--version']);
  return ok && /Chrom|Edge/.test(output);
}

function mayInstall() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}
