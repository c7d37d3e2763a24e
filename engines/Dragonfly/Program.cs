using Lab.Engines;
using Lab.Engines.Dragonfly;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new DragonflyEngine(options, log, TimeProvider.System).RunAsync(stopping));
