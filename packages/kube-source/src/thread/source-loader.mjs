// Begins a thread from TypeScript sources, in tests and in development. Built code starts its modules directly.
import '@portolan/tooling/source-thread'
