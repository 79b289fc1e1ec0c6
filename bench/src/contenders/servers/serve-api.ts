import { createApp, readConfig, WRITES } from '@roster/api';
import type { MembershipCommand, MembershipOutcome } from '@roster/domain';
import { MembershipGateway, type Submission } from '@roster/queue';
import { announceReady, createLogger, runMain, runProcess } from '@roster/runtime';
import type { DataSource } from 'typeorm';

type Add = (command: MembershipCommand) => Promise<MembershipOutcome>;

interface AddPath {
  readonly add: Add;
  close?(): Promise<void>;
}

/**
 * Serves Roster's API with another way to make the change in place of the gateway's. Routing, access, validation,
 * errors and answers are the same code for all, so that a comparison shows the way of the change and nothing else.
 */
export function serveApi(open: (dataSource: DataSource) => Promise<AddPath>): Promise<void> {
  return runMain(async () => {
    const config = readConfig(process.env);
    const logger = createLogger({ name: 'bench-api', level: config.logLevel });
    const app = await createApp(config, logger);
    const path = await open(app.get<DataSource>(WRITES));
    app.get(MembershipGateway).submit = async (command): Promise<Submission> => ({
      state: 'settled',
      operationId: command.operationId,
      outcome: await path.add(command),
    });
    await runProcess({
      name: 'bench-api',
      logger,
      async start() {
        await app.listen(config.port, config.host);
        announceReady({ url: await app.getUrl() });
      },
      async stop() {
        await app.close();
        await path.close?.();
      },
    });
  });
}
