using Lab.Engines;
using Lab.Engines.Chroma;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new ChromaEngine(options, log, TimeProvider.System).RunAsync(stopping));
