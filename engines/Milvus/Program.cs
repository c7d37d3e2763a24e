using Lab.Engines;
using Lab.Engines.Milvus;

return await EngineProgram.RunAsync(args, (options, log, stopping) => new MilvusEngine(options, log, TimeProvider.System).RunAsync(stopping));
