using Lab.Catalog.Systems;
using Lab.Catalog.Systems.Engines;
using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Databases;

return await ServiceProgram.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var lab = builder.AddServiceDefaults();
    builder.AddServiceDatabase("catalogdb", typeof(Program).Assembly);
    builder.AddSystems();
    builder.AddProbe<PostgresProbe>(lab);
    builder.AddProbe<DragonflyProbe>(lab);
    builder.AddProbe<ChromaProbe>(lab);
    builder.AddProbe<MongoDBProbe>(lab);
    builder.AddProbe<Neo4jProbe>(lab);

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapSystems();
    await app.RunAsync();
});
