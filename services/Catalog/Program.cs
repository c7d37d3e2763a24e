using Lab.Catalog.Systems;
using Lab.Catalog.Systems.Engines;
using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;

return await ServiceProgram.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var lab = builder.AddServiceDefaults();
    builder.AddServiceDatabase("catalogdb", typeof(Program).Assembly);
    builder.AddSystems();
    builder.AddEngine<IEngineProbe, PostgresProbe>(lab);
    builder.AddEngine<IEngineProbe, DragonflyProbe>(lab);
    builder.AddEngine<IEngineProbe, ChromaProbe>(lab);
    builder.AddEngine<IEngineProbe, MongoDBProbe>(lab);
    builder.AddEngine<IEngineProbe, MilvusProbe>(lab);
    builder.AddEngine<IEngineProbe, Neo4jProbe>(lab);

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapSystems();
    await app.RunAsync();
});
