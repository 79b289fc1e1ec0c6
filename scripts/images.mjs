// usage: npm run test:images
//
// Builds the images and runs docker-compose.yml with them: starts, outages, a rolling restart, a stop. Needs Docker with
// buildx and Compose, and root where no daemon runs. Without a registry the base images are made of packages
// (mmdebstrap). Ends with a summary line, and with 1 when a check failed.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./images/main.mjs').then(({ main }) => main()).then((code) => process.exit(code));
