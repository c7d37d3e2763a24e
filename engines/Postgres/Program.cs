using Lab.Engines;
using Lab.Engines.Postgres;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new PostgresEngine(options, log, TimeProvider.System).RunAsync(stopping));
