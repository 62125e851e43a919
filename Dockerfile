# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS build
WORKDIR /portolan
COPY . .
RUN npm ci --no-audit --no-fund --loglevel=error \
 && NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 node node_modules/turbo/bin/turbo run build --output-logs=errors-only \
 && npm prune --omit=dev --ignore-scripts \
 && rm -rf apps/web/.next apps/e2e bench fixtures docs .turbo

FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="Portolan" \
      org.opencontainers.image.description="The chart and the logbook of a Kubernetes cluster's traffic" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    PORTOLAN_DATA_DIR=/data
WORKDIR /portolan
COPY --from=build --chown=root:root /portolan /portolan
RUN mkdir /data && chown 10001:10001 /data
USER 10001:10001
VOLUME ["/data"]
EXPOSE 7678
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7678/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/server/dist/main.js"]
