# Reelsight in one image: server, studio, media tools, models. It needs no network once it is built.
#
#   docker build --tag reelsight .
#   docker run --rm --publish 127.0.0.1:7860:7860 --volume reelsight-data:/data reelsight
#
# compose.yaml runs it with a read-only root, without capabilities and within limits; docs/guides/containers.md explains both.
# Base images are named by release line and distribution: rebuilding takes their security fixes and nothing else.

# --- Node.js: builds the studio, and its npm client fetches the models ---------------------------------------------
FROM node:22-bookworm-slim AS node

FROM node AS studio
WORKDIR /src/studio
COPY studio/package.json studio/package-lock.json ./
RUN --mount=type=cache,target=/cache/npm \
    npm ci --cache /cache/npm --no-audit --no-fund --loglevel=error
COPY studio/ ./
RUN npm run build

# --- the server and the command line -------------------------------------------------------------------------------
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    DOTNET_NOLOGO=1 \
    NUGET_PACKAGES=/cache/nuget/packages \
    NUGET_HTTP_CACHE_PATH=/cache/nuget/http
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY contract/ contract/
COPY src/ src/
COPY --from=studio /src/artifacts/studio/ artifacts/studio/
RUN --mount=type=cache,target=/cache/nuget \
    dotnet publish src/Reelsight.Cli --configuration Release --output /app

# --- the models: fetched by npm and NuGet, checked by hash, converted ------------------------------------------------
# The packages stay in the build cache, so a change of the sources does not download them again.
FROM build AS models
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm/ /usr/local/lib/node_modules/npm/
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
RUN --mount=type=cache,target=/cache/npm \
    --mount=type=cache,target=/cache/nuget \
    npm_config_cache=/cache/npm /app/reelsight models fetch --models /models

# --- what runs -----------------------------------------------------------------------------------------------------
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS runtime
LABEL org.opencontainers.image.title="Reelsight" \
      org.opencontainers.image.description="Self-hosted video understanding: search, analysis and labelling of your own footage." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"

# util-linux holds prlimit, which sets the limits of the media tools; the base image has it, but we rely on it. bubblewrap shuts them in.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap curl ffmpeg util-linux wordnet-base \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner="$APP_UID" --group="$APP_UID" --mode=0750 /data

COPY --from=models /models/ /opt/reelsight/models/
COPY --from=build /app/ /opt/reelsight/bin/
COPY LICENSE NOTICE /opt/reelsight/

# The address is that of the container; what it is published on decides who reaches it.
ENV PATH=/opt/reelsight/bin:$PATH \
    DOTNET_EnableDiagnostics=0 \
    REELSIGHT_DATA=/data \
    REELSIGHT_HOST=0.0.0.0 \
    REELSIGHT_MODELS=/opt/reelsight/models \
    REELSIGHT_PORT=7860

# The user "app" of the base image, by its number, so that orchestrators can tell that it is not root.
USER $APP_UID
WORKDIR /data
VOLUME /data
EXPOSE 7860

# 503 while the indexes are loaded, which takes longest after an upgrade.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD curl --fail --silent --show-error --output /dev/null "http://127.0.0.1:${REELSIGHT_PORT}/readyz" || exit 1

ENTRYPOINT ["reelsight"]
CMD ["serve"]
