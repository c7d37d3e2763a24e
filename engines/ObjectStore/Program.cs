using Lab.Engines;
using Lab.Engines.ObjectStore;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new ObjectStoreEngine(options, log, TimeProvider.System).RunAsync(stopping));
