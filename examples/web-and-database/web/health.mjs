// The healthcheck: whether the page can be served, the database included.
const answer = await fetch('http://127.0.0.1:3000/health')
process.exit(answer.ok ? 0 : 1)
