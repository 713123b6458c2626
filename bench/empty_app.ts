import zapier, { defineApp } from 'zapier-platform-core';
import packageJson from '../package.json';

/** What every app costs that offers nothing: the measure for ours. */
export default defineApp({ version: packageJson.version, platformVersion: zapier.version });
