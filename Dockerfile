# syntax=docker/dockerfile:1
#
# usage: docker build --build-arg APP=api .        (or APP=worker, APP=console, APP=slack-bot, or APP=cli for the operator's commands)
#
# All images also hold the migrations: node /app/packages/database/dist/migrate.main.js

ARG NODE_VERSION=22
ARG APP=api

FROM node:${NODE_VERSION}-bookworm-slim AS node
WORKDIR /app
ENV TURBO_TELEMETRY_DISABLED=1

# Cuts the monorepo down to the app and the packages that it uses: once with what builds it, once with what it runs on.
# The layers below change only when these do.
FROM node AS prune
ARG APP
COPY . .
RUN --mount=type=cache,target=/root/.npm \
    turbo="turbo@$(node -p "require('./package.json').devDependencies.turbo")" \
 && npx --yes "$turbo" prune "@roster/$APP" --docker --out-dir build \
 && npx --yes "$turbo" prune "@roster/$APP" --docker --production --out-dir production \
 && cd production/json \
 # The local stack is gone, but the manifests still name it among their devDependencies.
 && npm pkg delete devDependencies --workspaces --include-workspace-root

FROM node AS build
COPY --from=prune /app/build/json ./
# Nothing that is used here needs its install script.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY --from=prune /app/build/full ./
# A global dependency of turbo.json, which prune does not bring along.
COPY tsconfig.base.json ./
RUN npm run build \
 && mkdir /compiled \
 && cp --recursive --parents apps/*/dist packages/*/dist /compiled \
 && rm -rf /compiled/packages/local-stack /compiled/packages/slack-emulator

FROM node AS dependencies
COPY --from=prune /app/production/json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM node AS runtime
ENV NODE_ENV=production
COPY --from=dependencies /app ./
COPY --from=build /compiled ./
USER node

FROM runtime AS runtime-api
# Metrics have a port of their own, which is for operators: do not publish it.
ENV PORT=3000 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS runtime-worker
ENV HEALTH_PORT=3001
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS runtime-console
ENV CONSOLE_PORT=3002 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
EXPOSE 3002 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.CONSOLE_PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS runtime-slack-bot
ENV SLACK_PORT=3003 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
EXPOSE 3003 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.SLACK_PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# Give the command behind the image: `node dist/main.js key create …`. Compose has it as the entrypoint of `roster`.
FROM runtime AS runtime-cli

FROM runtime-${APP}
ARG APP
WORKDIR /app/apps/${APP}
# Node is process 1 here and handles SIGTERM itself; run the container with an init (compose: `init: true`) all the same.
CMD ["node", "dist/main.js"]
