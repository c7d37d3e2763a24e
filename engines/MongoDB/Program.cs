using Lab.Engines;
using Lab.Engines.MongoDB.Server;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new MongoEngine(options, log, TimeProvider.System).RunAsync(stopping));
