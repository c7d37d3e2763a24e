using Lab.Engines;
using Lab.Engines.Neo4j;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new Neo4jEngine(options, log, TimeProvider.System).RunAsync(stopping));
