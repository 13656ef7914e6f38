# Locum in a container: OpenAI's interface for a hospital's own machine, and every other command of the terminal.
#   docker build -t locum .
#   docker run -p 8077:8077 -e LOCUM_SERVE_KEY=… locum
#   docker run -p 8077:8077 -e LOCUM_SERVE_KEY=… -v /models:/models:ro locum serve --host 0.0.0.0 --base /models/… --expert … --anti …
#   docker run --network host --entrypoint npm locum start -- --no-open     # the page, for this machine
FROM node:22-slim
WORKDIR /locum
RUN chown node:node /locum
USER node
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY --chown=node:node . .
RUN npm run build
EXPOSE 8077
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:8077/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["npm", "run", "--silent", "locum", "--"]
CMD ["serve", "--host", "0.0.0.0"]
