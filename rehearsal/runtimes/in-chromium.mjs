// Runs a bundled module in a page of headless Chromium.
import { chromium } from 'playwright-core';
import { service } from './service.mjs';

const [executablePath, page, module] = process.argv.slice(2);
// CI runs as root, where its sandbox cannot be set up; what is shown is our own.
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  const tab = await browser.newPage();
  const said = [];
  tab.on('console', (message) => said.push(message.text()));
  await tab.goto(page);
  const held = await tab
    .evaluate(async ([path, told]) => (await import(path)).smoke(told), [module, service])
    .catch((error) => {
      throw new Error([`in the page: ${error.message}`, ...said].join('\n'));
    });
  console.log(JSON.stringify({ runtime: `Chromium ${browser.version()}`, held }));
} finally {
  await browser.close();
}
