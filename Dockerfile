# usage: docker build --build-arg APP=api .        (or APP=worker, APP=console, APP=slack-bot, or APP=cli for the operator's commands)
#
# All images also hold the migrations: node /app/packages/database/dist/migrate.main.js
#
# Behind a registry of your own: --secret id=npmrc,src=$HOME/.npmrc, and for its certificate --secret id=npm_ca,src=ca.crt with
# cafile=/run/secrets/npm_ca in that npmrc.

# Renovate keeps both, and adds the digest to the image.
ARG NODE_VERSION=24.21.0
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
ARG APP=api

FROM ${NODE_IMAGE} AS node
WORKDIR /app
ENV TURBO_TELEMETRY_DISABLED=1 NPM_CONFIG_UPDATE_NOTIFIER=false

# What `npm ci` reads: the layers that install packages change only when this does.
FROM node AS manifests
COPY . /source
RUN cd /source \
 && find . \( -name package.json -o -name package-lock.json \) -exec cp --parents '{}' /app ';'

# The npm that wrote the lock file. The one in the Node image would also install optional peers, TypeScript among them.
FROM node AS npm
COPY --from=manifests /app ./
RUN --mount=type=cache,target=/root/.npm/_cacache,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=secret,id=npm_ca \
    npm install --global --no-audit --no-fund "$(node -p "require('./package.json').packageManager")"

# One install and one build for all images.
FROM npm AS build
# Nothing that is used here needs its install script.
RUN --mount=type=cache,target=/root/.npm/_cacache,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=secret,id=npm_ca \
    npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# Without what only tests use, which turbo would build first.
RUN npm pkg delete devDependencies --workspaces \
 && npx turbo run build --filter='./apps/*' --output-logs=errors-only

# What one app needs at run time: packages first, which change less often, then its own code.
FROM npm AS dependencies
ARG APP
RUN --mount=type=cache,target=/root/.npm/_cacache,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=secret,id=npm_ca \
    --mount=type=bind,source=deploy/images,target=/recipes \
    # npm links a workspace that is only used in tests all the same, with all that it needs.
    npm pkg delete devDependencies --workspaces --include-workspace-root \
 && npm ci --ignore-scripts --omit=dev --workspace="@roster/$APP" --prefer-offline --no-audit --no-fund \
 && sh /recipes/strip-dependencies.sh

FROM node AS code
RUN --mount=type=bind,from=build,source=/app,target=/built \
    --mount=type=bind,from=dependencies,source=/app,target=/needed \
    cd /needed && for folder in apps/* packages/*; do \
      mkdir -p "/app/$folder" && cp -r "/built/$folder/dist" "/app/$folder/"; \
    done \
 && find /app -type f -name '*.map' -delete

# Node, a shell, the core utilities and the libraries that these are linked with.
FROM node AS root
RUN --mount=type=bind,source=deploy/images,target=/recipes sh /recipes/runtime-root.sh /runtime-root

FROM scratch AS runtime
ARG NODE_VERSION
COPY --from=root /runtime-root /
COPY --chmod=755 deploy/images/ready.sh /usr/local/bin/ready
ENV PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 NODE_VERSION=${NODE_VERSION} NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=code /app ./
USER node

FROM runtime AS runtime-api
# Metrics have a port of their own, which is for operators: do not publish it.
ENV PORT=3000 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 CMD ready "$PORT"

FROM runtime AS runtime-worker
ENV HEALTH_PORT=3001
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 CMD ready "$HEALTH_PORT"

FROM runtime AS runtime-console
ENV CONSOLE_PORT=3002 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
EXPOSE 3002 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 CMD ready "$CONSOLE_PORT"

FROM runtime AS runtime-slack-bot
ENV SLACK_PORT=3003 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
EXPOSE 3003 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 CMD ready "$SLACK_PORT"

# Give the command behind the image: `node dist/main.js key create …`. Compose has it as the entrypoint of `roster`.
FROM runtime AS runtime-cli

FROM runtime-${APP}
ARG APP
ARG VERSION=0.1.0
ARG REVISION
ARG CREATED
ARG SOURCE
LABEL org.opencontainers.image.title="roster-${APP}" \
      org.opencontainers.image.description="Roster: department membership, exactly once" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}"
WORKDIR /app/apps/${APP}
# Node is process 1 here and handles SIGTERM itself; run the container with an init (compose: `init: true`) all the same.
CMD ["node", "dist/main.js"]
